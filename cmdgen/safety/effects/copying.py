"""What copies and moves do: what they take away, and what they replace where they go."""

from __future__ import annotations

import re

from cmdgen.safety.effects.drafts import Draft
from cmdgen.safety.effects.records import Kind
from cmdgen.safety.options import Parsed
from cmdgen.safety.resolve.expand import Arg


def _ends(parsed: Parsed) -> tuple[list[Arg], Arg | None]:
    """Return the sources and the destination of cp, mv, ln and install."""
    target = parsed.find("-t", "--target-directory")
    if target is not None and target[1] is not None:
        return parsed.operands, Arg(target[1], target[2].span)
    if len(parsed.operands) < 2:
        return [], None
    return parsed.operands[:-1], parsed.operands[-1]


def _keeps(parsed: Parsed) -> bool:
    """Return whether files at the destination stay, or a copy of them does."""
    return parsed.has("-n", "--no-clobber", "-b", "--backup", "-S", "--suffix")


def _overwriting(parsed: Parsed, *, recursive: bool) -> list[Draft]:
    sources, destination = _ends(parsed)
    if destination is None or _keeps(parsed):
        return []
    return [
        Draft(
            Kind.OVERWRITE,
            sources,
            recursive=recursive,
            destination=destination,
            into=not parsed.has("-T", "--no-target-directory"),
            newer_only=parsed.has("-u", "--update"),
        )
    ]


def mv(args: list[Arg], parsed: Parsed) -> list[Draft]:
    """Read mv: what goes, and what it replaces."""
    del args
    sources, destination = _ends(parsed)
    moved = [Draft(Kind.MOVE, sources, recursive=True, destination=destination)] if destination else []
    return moved + _overwriting(parsed, recursive=False)


def cp(args: list[Arg], parsed: Parsed) -> list[Draft]:
    """Read cp."""
    del args
    return _overwriting(parsed, recursive=parsed.has("-r", "-R", "-a", "--recursive", "--archive"))


def install(args: list[Arg], parsed: Parsed) -> list[Draft]:
    """Read install."""
    del args
    return [] if parsed.has("-d", "--directory") else _overwriting(parsed, recursive=False)


def ln(args: list[Arg], parsed: Parsed) -> list[Draft]:
    """Read ln, which replaces only with -f."""
    del args
    return _overwriting(parsed, recursive=False) if parsed.has("-f", "--force") else []


def rsync(args: list[Arg], parsed: Parsed) -> list[Draft]:
    """Read rsync as far as it deletes."""
    if parsed.has("-n", "--dry-run") or not any(
        arg.text.startswith(("--del", "--remove-source")) for arg in args
    ):
        return []
    if parsed.operands and re.match(r"[^/]+:", parsed.operands[-1].text):
        return [Draft(Kind.DELETE, unknown="it happens on another machine", shows="the same with -n")]
    return [Draft(Kind.DELETE, unknown="rsync compares both sides when it runs", shows="the same with -n")]
