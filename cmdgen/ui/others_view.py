"""Other candidates under the one that is asked about, each with what is different in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Level
from cmdgen.ui.escape import printable
from cmdgen.ui.layout import columns, row, wrap
from cmdgen.ui.paint import LEVEL_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmdgen.pipeline import Candidate
    from cmdgen.ui.paint import Paint

_WORD: Final = re.compile(r"""(?:[^\s'"|;&]|'[^']*'|"[^"]*")+|[|;&]+""")
_OPERATOR: Final = re.compile(r"[|;&]+")
_TOLD: Final = 3
"""More differences than this, and the two commands have little in common."""


def render_others(candidate: Candidate, others: Sequence[Candidate], paint: Paint, width: int) -> str:
    """Return a line or two for each of the others, ending with a line end."""
    _, room = columns(width)
    lines: list[str] = []
    for number, other in enumerate(others, start=2):
        body = wrap(printable(other.command.text), room)
        about = [] if other.report.level is Level.SAFE else [LEVEL_WORDS[other.report.level]]
        told = difference(candidate.command.text, other.command.text)
        if told:
            about.append(told)
        body += [paint(line, "dim") for line in wrap("; ".join(about), room)] if about else []
        label = f"or {number}"
        lines += row(label, paint(label, "bold"), body, width)
    return "\n".join(lines) + "\n"


def render_change(before: Candidate, now: Candidate, paint: Paint, width: int) -> str:
    """Return a line or two about what a command has in place of the one that was shown before it."""
    told = difference(before.command.text, now.command.text)
    if not told:
        return ""
    label = "differs"
    return "\n".join(row(label, paint(label, "bold"), wrap(told, columns(width)[1]), width)) + "\n"


def difference(first: str, other: str) -> str:
    """Return in words what another command has in place of the first one's words; empty for the same words."""
    import difflib  # noqa: PLC0415  (only for several candidates)

    ours, theirs = _WORD.findall(first), _WORD.findall(other)
    changes = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        before, after = printable(" ".join(ours[a:b])), printable(" ".join(theirs[c:d]))
        if kind == "insert":
            changes.append(f"adds {after}")
        elif kind == "delete":
            changes.append(f"leaves out {before}")
        else:
            changes.append(f"{after} instead of {before}")
    shared = {word for word in ours if not _OPERATOR.fullmatch(word)} & set(theirs)
    if len(changes) > _TOLD or not shared:
        return _in_short(ours, theirs)
    return ", ".join(changes)


def _in_short(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """Return the difference of two commands that have little in common."""
    before, after = _programs(ours), _programs(theirs)
    if before != after:
        return f"{', '.join(after)} instead of {', '.join(before)}"
    told = [
        f"{verb} {', '.join(map(printable, words[:_TOLD]))}{', ...' if len(words) > _TOLD else ''}"
        for verb, words in (
            ("adds", [word for word in theirs if word not in ours]),
            ("leaves out", [word for word in ours if word not in theirs]),
        )
        if words
    ]
    return "; ".join(told) or "the same words in another order"


def _programs(words: Sequence[str]) -> list[str]:
    """Return the words at which a command begins, each once."""
    starts = [word for before, word in zip(("|", *words), words, strict=False) if _OPERATOR.fullmatch(before)]
    return [printable(word) for word in dict.fromkeys(starts)]
