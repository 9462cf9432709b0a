"""The project's own pairs of request and command, packed into one file; `scripts/prompt_examples.py` makes it."""

from __future__ import annotations

import functools
import json
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Example
from cmdgen.prompting.fish_reading import means_the_same
from cmdgen.prompting.retrieval import Index, Retriever

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmdgen.core.records import Platform

SCHEMA: Final = 1
FILE: Final = Path(__file__).parent / "examples" / "pairs.json.z"
AT_LEAST: Final = 0.25
"""Smallest similarity of an example: what has hardly a word in common with the request only distracts."""

Pair = tuple[str, "str | None", "str | None", "str | None"]
"""Request, and the command in bash on Linux, in bash or zsh on macOS, in PowerShell; None where there is none."""

_COLUMNS: Final = {"linux": 1, "macos": 2, "powershell": 3}
_PACKAGE_PROGRAMS: Final = {
    "apt": "apt apt-get apt-cache apt-mark apt-key apt-file dpkg dpkg-query dpkg-reconfigure add-apt-repository",
    "dnf": "dnf yum rpm",
    "yum": "dnf yum rpm",
    "pacman": "pacman makepkg",
    "zypper": "zypper rpm",
    "apk": "apk",
    "brew": "brew",
}
"""By the package manager that `Platform` names: the programs that come with it."""
_PACKAGE_PROGRAM: Final = re.compile(
    rf"(?<![\w.-])(?:{'|'.join(sorted(set(' '.join(_PACKAGE_PROGRAMS.values()).split()), key=len, reverse=True))})(?![\w.-])"
)
_BEYOND_SH: Final = re.compile(
    r"\[\[|[<>]\(|<<<|\$'|\{[^}\s]*(?:,|\.\.)[^}\s]*\}|&>|\bfunction\b|\bdeclare\b|\blocal\b"
)


def similar(request: str, dialect: str, platform: Platform, count: int) -> tuple[Example, ...]:
    """Return pairs whose request is like this one and whose command fits shell and machine, the most similar first.

    The first call takes some tens of milliseconds, every further one a few.

    Args:
        request: the words of the user.
        dialect: shell that the command is for.
        platform: the machine.
        count: how many at most; fewer come back where little is similar.
    """
    column = _column(dialect, platform)
    if column is None or count < 1:
        return ()
    pairs, retriever = _loaded()
    found: dict[str, Example] = {}  # by command: no command twice
    for number, _ in retriever.ranked(
        request, at_least=AT_LEAST, accept=lambda number: pairs[number][column] is not None
    ):
        command = pairs[number][column]
        if command is not None and command not in found and _fits(command, dialect, platform):
            found[command] = Example(request=pairs[number][0], command=command)
        if len(found) == count:
            break
    return tuple(found.values())


def packed(pairs: Sequence[Pair]) -> bytes:
    """Return the content of a file of pairs, with the index of their requests."""
    rows = [[pair[0], pair[1], (bool(pair[1]) and pair[2] == pair[1]) or pair[2], pair[3]] for pair in pairs]
    for row in rows:
        while not row[-1]:
            row.pop()
    index = Index.of([pair[0] for pair in pairs])
    content = {"schema": SCHEMA, "pairs": rows, "places": index.places, "lengths": index.lengths}
    return zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 9)


def unpacked(content: bytes) -> tuple[list[Pair], Index]:
    """Return the pairs of a file and the index of their requests.

    Raises:
        ValueError: it is damaged, or of another version.
    """
    try:
        table = json.loads(zlib.decompress(content))
    except zlib.error as error:
        message = f"no packed examples: {error}"
        raise ValueError(message) from error
    if table["schema"] != SCHEMA:
        message = f"examples of schema {table['schema']}, this version reads schema {SCHEMA}"
        raise ValueError(message)
    index = Index(places=table["places"], lengths=table["lengths"])
    return [_pair(*row) for row in table["pairs"]], index


def _pair(
    request: str, linux: str | None, macos: str | bool | None = None, powershell: str | None = None
) -> Pair:
    return request, linux, linux if macos is True else macos or None, powershell


@functools.cache
def _loaded() -> tuple[list[Pair], Retriever]:
    pairs, index = unpacked(FILE.read_bytes())
    return pairs, Retriever([pair[0] for pair in pairs], index)


def _column(dialect: str, platform: Platform) -> int | None:
    if dialect == "cmd":
        return None  # no pairs are written for it
    if dialect == "powershell":
        return _COLUMNS["powershell"]
    is_mac = platform.system == "macos" or platform.userland == "bsd"
    return _COLUMNS["macos" if is_mac else "linux"]


def _fits(command: str, dialect: str, platform: Platform) -> bool:
    if command.startswith("#?"):
        return True
    if dialect == "fish" and not means_the_same(command):
        return False
    if dialect == "sh" and _BEYOND_SH.search(command):
        return False
    own = _PACKAGE_PROGRAMS.get(platform.package_manager or "", "").split()
    return all(program in own for program in _PACKAGE_PROGRAM.findall(command))
