"""`cmdgen scan`: the shell scripts of a project, screened file by file."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen import __version__
from cmdgen.core.errors import UsageError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.core.records import Level
from cmdgen.safety.scripts import counting, dialect_of, has_script_name, scan
from cmdgen.settings import environment, load
from cmdgen.ui.paint import Paint
from cmdgen.ui.sarif import render_sarif
from cmdgen.ui.scan_view import render_scan, render_scan_json
from cmdgen.ui.terminal import detect
from cmdgen.wiring.checking import screened, tell
from cmdgen.wiring.guard import guard
from cmdgen.wiring.printout import print_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cmdgen.core.records import Command, Report
    from cmdgen.safety.scripts import Placed, Scanned
    from cmdgen.wiring.guard import Guard

FORMATS: Final = ("text", "json", "sarif")
LEVELS: Final = {"moderate": Level.MODERATE, "high": Level.HIGH, "critical": Level.CRITICAL}
MAX_FILE_BYTES: Final = 16_777_216
_SKIPPED_FOLDERS: Final = frozenset(
    {".git", ".hg", ".svn", "node_modules", ".venv", "venv", ".tox", "__pycache__"}
)


@dataclass(slots=True)
class _Results:
    files: list[tuple[str, Scanned]] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)


def scan_files(names: Iterable[str], shell: str | None, form: str, level: str) -> int:
    """Print the findings in these files, and in the scripts below these folders; return the exit status.

    Raises:
        UsageError: the format or the level does not exist.
        ConfigurationError: the user's own rules cannot be used.
    """
    if form not in FORMATS or level not in LEVELS:
        value, known = (form, FORMATS) if form not in FORMATS else (level, tuple(LEVELS))
        message = f"{value!r} is none of {', '.join(known)}"
        raise UsageError(message, hint="see cmdgen scan --help")
    settings = load(environment(), None, {"shell": shell})
    rules = guard(settings)
    tell(rules.notices)
    dialect = settings.shell if shell is not None else None
    results = _Results()
    empty = []
    for name in names:
        before = len(results.files) + len(results.errors)
        for path, named in _files(name):
            _scan_file(path, results, rules, dialect, named=named)
        if Path(name).is_dir() and len(results.files) + len(results.errors) == before:
            empty.append(name)
    least = LEVELS[level]
    _print(results, rules, form, least)
    tell(f"{path}: {reason}" for path, reason in results.errors)
    tell(f"no scripts found in {folder}" for folder in empty)
    return _status(results, least)


def _files(name: str) -> Iterator[tuple[str, bool]]:
    """Yield files, and whether the user has named them: in a folder, only what is evidently a script counts."""
    if not Path(name).is_dir():
        yield name, True
        return
    for folder, folders, files in os.walk(name):
        folders[:] = sorted(set(folders) - _SKIPPED_FOLDERS)
        for file in sorted(files):
            yield str(Path(folder) / file), False


def _scan_file(path: str, results: _Results, rules: Guard, dialect: str | None, *, named: bool) -> None:
    try:
        text = _content(Path(path), beginning=not named)
        if not named and not _is_evident(path, text):
            return
        text = _content(Path(path)) if not named else text
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        results.errors.append((path, f"cannot be read: {reason}"))
        return
    kind = dialect or dialect_of(path, text)
    if kind is None:
        if named:
            tell([f"{path}: not a shell script, so it is not screened; --shell screens it all the same"])
        return
    results.files.append((path, scan(text, kind, partial(_report, rules))))


def _report(rules: Guard, command: Command) -> Report:
    return screened(command, rules.screen)


def _content(path: Path, *, beginning: bool = False) -> str:
    with path.open("rb") as stream:
        data = stream.read(256 if beginning else MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        problem = f"it is larger than {MAX_FILE_BYTES:,} bytes"
        raise ValueError(problem)
    return data.decode("utf-8", "surrogateescape")


def _is_evident(path: str, beginning: str) -> bool:
    """Return whether a file that nobody has named is a script."""
    if "\0" in beginning:
        return False
    if beginning.startswith("#!"):
        return dialect_of(path, beginning) is not None
    # Without a first line that tells, the name has to: a file that tells nothing would count as one of sh.
    return has_script_name(path)


def _print(results: _Results, rules: Guard, form: str, least: Level) -> None:
    def shown(scanned: Scanned) -> list[Placed]:
        return [placed for placed in scanned.findings if placed.finding.level >= least]

    if form == "sarif":
        files = [(path, shown(scanned)) for path, scanned in results.files]
        print_text(render_sarif(files, results.errors, rules.book.rules, __version__))
        return
    if form == "json":
        print_text(
            render_scan_json([(p, scanned, shown(scanned)) for p, scanned in results.files], results.errors)
        )
        return
    terminal = detect(environment(), stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stdout)
    for path, scanned in results.files:
        lines = render_scan(path, counting(scanned.findings, least), Paint.of(terminal))
        if lines:
            print_text("\n".join(lines))
        tell(f"{path}:{line}: {text}" for line, text in scanned.notices)


def _status(results: _Results, least: Level) -> int:
    found = [placed for _, scanned in results.files for placed in counting(scanned.findings, least)]
    worst = max((placed.finding.level for placed in found), default=Level.SAFE)
    if worst is Level.CRITICAL:
        return ExitCode.CHECK_CRITICAL
    if found:
        return ExitCode.CHECK_HIGH
    return ExitCode.USAGE if results.errors else ExitCode.OK
