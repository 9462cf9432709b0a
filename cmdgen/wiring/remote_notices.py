"""What a user is told about a server: once, that words leave the machine; always, that they go unencrypted."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import CmdgenError
from cmdgen.settings import place

if TYPE_CHECKING:
    from pathlib import Path

    from cmdgen.settings import Settings

_FOLDER: Final = "told"


def about(settings: Settings) -> list[str]:
    """Return the notices for this call; none where the answer comes from this machine."""
    if settings.candidates == ("embedded",):
        return []
    from cmdgen.wiring.backends import first_server  # noqa: PLC0415

    try:
        server = first_server(settings)
    except CmdgenError:
        return []  # told when it is asked
    if server is None:
        return []
    notices = [notice for notice in (server.plain_http_warning(),) if notice]
    if not server.is_loopback and _is_new(server.address, place("state")):
        notices.append(
            f"your words go to {server.address}, with secrets taken out; --show-prompt shows what is sent, "
            "--offline keeps them here"
        )
    return notices


def _is_new(address: str, state: Path | None) -> bool:
    """Return whether nobody was told about this address yet, and remember it; one empty file an address."""
    if state is None:
        return True
    import hashlib  # noqa: PLC0415  (only where a server is asked)

    mark = state / _FOLDER / hashlib.sha256(address.encode()).hexdigest()[:16]
    if mark.exists():
        return False
    with contextlib.suppress(OSError):
        mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        mark.touch(mode=0o600)
    return True
