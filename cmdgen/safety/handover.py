"""Shells that obey the network: the shape of a reverse or bind shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re
from cmdgen.safety.ir import Simple
from cmdgen.safety.redirection import Output
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import SOCKET

if TYPE_CHECKING:
    from cmdgen.safety.analysis import Analysis

_SHELLS: Final = lazy_re.compile(
    r"(?:^|/)(?:ba|z|da|k|fi|a|c|tc)?sh$|(?:^|/)(?:python[\d.]*|perl|ruby|node|pwsh|powershell)$"
)
_PEER: Final = lazy_re.compile(r"/dev/(?:tcp|udp)/")


def check(
    analysis: Analysis, node: Simple, vectors: list[list[Arg]], outputs: list[Output], stdin: str
) -> None:
    """Flag a shell whose input or output is a network connection."""
    if not outputs and SOCKET not in stdin:
        return
    connected = SOCKET in stdin or any(
        _PEER.match(arg.text) or SOCKET in arg.text for _, _, _, arg in outputs
    )
    if not connected:
        return
    for vector in vectors:
        if any(_SHELLS.search(arg.text) for arg in vector[:4]) and not any(
            arg.text == "-c" for arg in vector
        ):
            analysis.flag("remote.shell", node.span, vector[0].text)
