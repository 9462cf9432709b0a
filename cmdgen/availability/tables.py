"""The data files of this package: plain lines, of which a lookup reads only those that begin with the program's name."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_INSTALL: Final = {
    "apt": "sudo apt install",
    "dnf": "sudo dnf install",
    "yum": "sudo yum install",
    "zypper": "sudo zypper install",
    "pacman": "sudo pacman -S",
    "apk": "sudo apk add",
    "emerge": "sudo emerge",
    "xbps-install": "sudo xbps-install -S",
    "brew": "brew install",
    "port": "sudo port install",
    "nix": "nix-env -i",
    "winget": "winget install",
    "scoop": "scoop install",
    "choco": "choco install",
}


@functools.cache
def _text(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _lines(file: str, start: str) -> Iterator[str]:
    """Yield the rest of each line that begins so."""
    for match in re.finditer(rf"^{re.escape(start)}: *(.*)$", _text(file), re.MULTILINE):
        yield match[1]


def install_line(program: str, manager: str | None, *, is_root: bool) -> str | None:
    """Return the command that installs a program; None if its package, or the manager, is not known."""
    prefix = _INSTALL.get(manager or "")
    line = next(_lines("packages.txt", program), None)
    if prefix is None or line is None:
        return None
    default, *others = line.split()
    named = dict(other.split("=", 1) for other in others)
    # yum and dnf share their packages; MacPorts mostly has the names of Homebrew.
    package = named.get(
        str(manager), named.get({"yum": "dnf", "port": "brew"}.get(str(manager), ""), default)
    )
    if not package:
        return None
    return f"{prefix.removeprefix('sudo ') if is_root else prefix} {package}"


def another_way(program: str, is_there: Callable[[str], bool]) -> str | None:
    """Return what does nearly the same with a program that is there."""
    for line in _lines("alternatives.txt", program):
        needs, _, way = line.partition(" | ")
        if is_there(needs):
            return way
    return None


def known_options(program: str, userland: str) -> dict[str, bool] | None:
    """Return the options of a program -> whether each takes the next word; None if they are not listed."""
    line = next(_lines("option_lists.txt", f"{program} {userland}"), None)
    if line is None:
        return None
    return {option.rstrip("="): option.endswith("=") for option in line.split()}


def others_with(program: str, option: str, userland: str) -> tuple[str, ...]:
    """Return the other userlands whose program of this name has the option."""
    return tuple(
        other
        for other in ("gnu", "bsd", "busybox")
        if other != userland and option in (known_options(program, other) or ())
    )


def instead_of(program: str, option: str, userland: str) -> str | None:
    """Return what to write where the option is missing."""
    for match in re.finditer(
        rf"^{re.escape(program)} {re.escape(option)} (\S+): (.*)$", _text("instead.txt"), re.MULTILINE
    ):
        if userland in match[1].split(","):
            return match[2]
    return None
