"""Screening of whole script files: which shell they are for, the line of each finding, and remarks that settle one.

A script is screened as one command, so that variables and functions set in one line count in the next.
`# cmdgen: ignore RULE reason` at the end of a line, or alone in the line above, settles the findings of that rule
in that line; a critical finding stays, and so does one whose remark gives no reason.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from cmdgen.core.records import Command, Finding, Level, Report, Span
from cmdgen.safety import lazy_re, makefile

MAKE: Final = "make"
"""Not a shell, but its recipes are shell commands."""

_BY_SUFFIX: Final = {
    ".sh": "sh", ".bash": "bash", ".ksh": "bash", ".bats": "bash", ".zsh": "zsh", ".fish": "fish",
    ".ps1": "powershell", ".psm1": "powershell", ".cmd": "cmd", ".bat": "cmd", ".mk": MAKE, ".mak": MAKE,
}  # fmt: skip
_BY_NAME: Final = {
    "makefile": MAKE, "gnumakefile": MAKE, ".bashrc": "bash", ".bash_profile": "bash", ".bash_login": "bash", ".bash_aliases": "bash",
    ".bash_logout": "bash", ".profile": "sh", ".envrc": "bash", ".zshrc": "zsh", ".zshenv": "zsh", ".zprofile": "zsh", ".zlogin": "zsh",
    "pkgbuild": "bash", "apkbuild": "sh",
}  # fmt: skip
_OTHER_FILES: Final = frozenset(
    ".c .cc .cfg .conf .cpp .css .csv .go .h .hpp .html .ini .java .js .json .jsx .kt .lock .lua .md .php .pl .png .py .r .rb .rs .rst "
    ".scala .sql .svg .swift .toml .ts .tsx .txt .xml .yaml .yml".split()
)
_SHEBANG: Final = lazy_re.compile(r"#!\s*(?:\S*/)?(?:env(?:\s+-\S+)*(?:\s+\w+=\S*)*\s+)?(?:\S*/)?([\w.+-]+)")
_SHELLS: Final = {
    "sh": "sh", "dash": "sh", "ash": "sh", "bash": "bash", "rbash": "bash", "ksh": "bash", "mksh": "bash", "bats": "bash", "zsh": "zsh",
    "fish": "fish", "pwsh": "powershell", "powershell": "powershell", "make": MAKE,
}  # fmt: skip
_REMARK: Final = lazy_re.compile(
    r"(?:^|\s)(?:#|::|(?i:@?rem\s))\s*cmdgen:\s*ignore\b[ \t]*([\w-]+\.[\w-]+)?[ \t]*([^\n]*)"
)
_ALONE: Final = lazy_re.compile(r"\s*(?:#|::|(?i:@?rem\s))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A finding with its place in the file; lines and columns count from 1, in code points."""

    finding: Finding
    line: int
    column: int
    end_line: int
    end_column: int
    """Behind the last character."""
    ignored: str | None = None
    """The reason of the remark that settles it; None where it counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """The screening of one file."""

    dialect: str
    findings: tuple[Placed, ...]
    """In the order of the file, the worst of a line first."""
    notices: tuple[tuple[int, str], ...] = ()
    """Line and text of each remark that settles nothing."""


@dataclass(slots=True)
class _Remark:
    rule: str
    reason: str
    line: int
    covers: range
    """The lines whose findings it settles."""
    used: bool = False


def dialect_of(name: str, text: str) -> str | None:
    """Return the shell that a file is for, `make`, or None where it is evidently for something else.

    The first line decides, then the name.  A file that tells nothing is taken for one of `sh`.

    Args:
        name: the file's name, with or without folders.
        text: its content, or the beginning of it.
    """
    path = PurePath(name)
    shebang = _SHEBANG.match(text)
    if shebang is not None:
        return _SHELLS.get(re.sub(r"(?:-?[\d.]+)?(?:\.exe)?$", "", shebang.group(1)))
    if has_script_name(name):
        return _BY_NAME.get(path.name.lower()) or _BY_SUFFIX[path.suffix.lower()]
    return None if path.suffix.lower() in _OTHER_FILES else "sh"


def has_script_name(name: str) -> bool:
    """Return whether a file's name alone says that it is a script or a makefile."""
    path = PurePath(name)
    return path.name.lower() in _BY_NAME or path.suffix.lower() in _BY_SUFFIX


def scan(text: str, dialect: str, screen: Callable[[Command], Report]) -> Scanned:
    """Return what is dangerous in a script, and where.

    Args:
        dialect: the shell, or `make`.
        screen: the validator.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    pieces = (
        makefile.recipes(text) if dialect == MAKE else [makefile.Recipe(text=text, start=0, original=text)]
    )
    starts = _line_starts(text)
    found: list[Placed] = []
    for piece in pieces:
        report = screen(Command(text=piece.text, dialect="sh" if dialect == MAKE else dialect))
        found += [_placed(finding, piece.place(finding.span), starts) for finding in report.findings]
    remarks, notices = _remarks(text, dialect)
    settled = [_settled(placed, remarks, notices) for placed in _distinct(found)]
    notices += [
        (r.line, f"nothing of {r.rule} is found here, so the remark settles nothing")
        for r in remarks
        if not r.used
    ]
    order = sorted(settled, key=lambda placed: (placed.line, -placed.finding.level, placed.column))
    return Scanned(dialect=dialect, findings=tuple(order), notices=tuple(sorted(notices)))


def counting(scanned: Iterable[Placed], least: Level) -> list[Placed]:
    """Return the findings that no remark settles and that are of this level or worse."""
    return [placed for placed in scanned if placed.ignored is None and placed.finding.level >= least]


def _distinct(found: Iterable[Placed]) -> list[Placed]:
    return list({(p.finding.rule, p.finding.message, p.line, p.column): p for p in found}.values())


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _placed(finding: Finding, span: Span, starts: Sequence[int]) -> Placed:
    line, column = _position(span.start, starts)
    end_line, end_column = _position(max(span.start, span.end), starts)
    return Placed(finding=finding, line=line, column=column, end_line=end_line, end_column=end_column)


def _position(offset: int, starts: Sequence[int]) -> tuple[int, int]:
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def _remarks(text: str, dialect: str) -> tuple[list[_Remark], list[tuple[int, str]]]:
    remarks: list[_Remark] = []
    notices: list[tuple[int, str]] = []
    if "cmdgen:" not in text:
        return remarks, notices
    lines = text.split("\n")
    continued = {"cmd": "^", "powershell": "`"}.get(dialect, "\\")
    for number, line in enumerate(lines, start=1):
        match = _REMARK.search(line)
        if match is None:
            continue
        rule, reason = match.groups()
        if rule is None or not reason.strip():
            notices.append((number, "a remark needs a rule and a reason: cmdgen: ignore RULE reason"))
            continue
        first = number + 1 if _ALONE.match(line) else number
        remarks.append(_Remark(rule, reason.strip(), number, _whole_line(lines, first, continued)))
    return remarks, notices


def _whole_line(lines: Sequence[str], number: int, continued: str) -> range:
    """Return the numbers of the physical lines that make up the logical line with this number."""
    first = last = number
    while first > 1 and lines[first - 2].endswith(continued):
        first -= 1
    while last < len(lines) and lines[last - 1].endswith(continued):
        last += 1
    return range(first, last + 1)


def _settled(placed: Placed, remarks: Iterable[_Remark], notices: list[tuple[int, str]]) -> Placed:
    for remark in remarks:
        if remark.rule != placed.finding.rule or placed.line not in remark.covers:
            continue
        remark.used = True
        if placed.finding.level is Level.CRITICAL:
            notices.append((remark.line, f"{remark.rule} is critical here, so the remark settles nothing"))
            return placed
        return Placed(
            finding=placed.finding,
            line=placed.line,
            column=placed.column,
            end_line=placed.end_line,
            end_column=placed.end_column,
            ignored=remark.reason,
        )
    return placed
