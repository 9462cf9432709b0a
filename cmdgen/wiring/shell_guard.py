"""The guard of an interactive shell: prints its code, and answers it from a process that stays.

The shell code lies in `cmdgen/shells/guards`.  It starts one process a shell, at the first command line, and talks
to it through two named pipes in a private folder, `in` and `out`:

    request   guard:NUMBER:COMMENTS:COLUMNS NUL working directory NUL command line NUL
    answer    NUMBER WORD newline text NUL

COMMENTS is 0 where `#` begins no comment (zsh).  WORD is `pass`, `ask` (the text tells why) or `more` (nothing runs yet:
the command goes on in the next line, which then comes with this one).  The number tells an answer from one that nobody waited for, after Ctrl-C.
Before the first question, `0 ready PID` says that the pipes are open.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import shutil
import signal
import sys
import time
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import CmdgenError, UsageError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.core.records import Command, Level
from cmdgen.settings import environment, load
from cmdgen.shells.syntax import syntax_error
from cmdgen.ui.findings import render_findings
from cmdgen.ui.paint import Paint
from cmdgen.wiring.checking import screened
from cmdgen.wiring.guard import guard
from cmdgen.wiring.printout import print_text

if TYPE_CHECKING:
    from collections.abc import Iterator

SHELLS: Final = ("bash", "zsh", "fish")
IDLE_S: Final = 3600.0
"""How long a process without questions stays; the shell starts another one when it needs it."""
_OWNER_CHECK_S: Final = 5.0
_MAX_BYTES: Final = 4_194_304
_HEADER: Final = re.compile(r"guard:(\d{1,9}):([01]):(\d{0,5})")
_COMMENT: Final = re.compile(r"(^|[\s;&|()])#")
_UNREADABLE: Final = "unreadable.syntax"
"""The rule that finds a text which our own parser cannot read."""
_ENDS: Final = {"bash": ("{", "}"), "zsh": ("if true; then", "fi")}
"""Shell -> what only a complete command can stand between."""
_UNFINISHED: Final = re.compile(
    r"(?i)unexpected end of file|unexpected EOF|unexpected token `EOF'|here-document|parse error near `(?:\\n'|\$\()"
    r"|unmatched [\"'`]|end of input"
)
"""What shells say about a text that goes on in the next line."""


def print_code(shell: str | None) -> int:
    """Print the guard of a shell.

    Raises:
        UsageError: there is no guard for this shell.
    """
    print_text(code(shell))
    return ExitCode.OK


def code(shell: str | None) -> str:
    """Return the guard of a shell.

    Raises:
        UsageError: there is no guard for this shell.
    """
    if shell not in SHELLS:
        problem = "the guard needs a shell" if shell is None else f"there is no guard for {shell!r}"
        message = f"{problem}; known: {', '.join(SHELLS)}"
        raise UsageError(message, hint="for a request, put -- in front: cmdgen -- hook ...")
    file = resources.files("cmdgen.shells") / "guards" / f"guard.{shell}"
    return file.read_text(encoding="utf-8").rstrip("\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question of the shell."""

    number: int
    comments: bool
    """Whether `#` begins a comment."""
    columns: int
    cwd: str
    text: str


def serve(shell: str, folder: Path, owner: int, *, idle_s: float = IDLE_S) -> int:
    """Answer the questions of one shell until it is gone, or has not asked for `idle_s` seconds.

    Args:
        shell: its kind.
        folder: where its two pipes are; deleted at the end.
        owner: its process id.
        idle_s: seconds.
    """
    _leave_the_terminal()
    try:
        # Open for both directions: neither side waits for the other or sees an end between two questions.
        inward, outward = (os.open(folder / name, os.O_RDWR) for name in ("in", "out"))
        questions = Questions()
        # What is written to a pipe that nobody has open is lost, so the shell waits for this.
        _write(outward, f"0 ready {os.getpid()}\n\0".encode())
        while (data := _next(inward, owner, idle_s)) is not None:
            for asked in questions.read(data):
                _write(outward, answer(shell, asked))
    except OSError as error:
        message = f"the pipes of the guard cannot be used: {error}"
        raise UsageError(message, hint="this is started by the code that cmdgen hook shell prints") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return ExitCode.OK


def answer(shell: str, asked: Asked) -> bytes:
    """Return the answer to one question, as it goes over the pipe."""
    try:
        word, text = _judged(shell, asked)
    except CmdgenError as error:
        word, text = "ask", "\n".join(filter(None, (error.message, error.hint)))
    return f"{asked.number} {word}\n{text}".replace("\0", "").encode("utf-8", "replace") + b"\0"


def _judged(shell: str, asked: Asked) -> tuple[str, str]:
    settings = load(environment(), None, {})
    folders = [Path(asked.cwd)] if Path(asked.cwd).is_absolute() else []
    screen = guard(settings, folders).screen
    texts = [asked.text]
    if not asked.comments and (bare := _COMMENT.sub(r"\1\\#", asked.text)) != asked.text:
        texts.append(bare)
    report = max(
        (screened(Command(text=text, dialect=shell), screen) for text in texts),
        key=lambda report: report.level,
    )
    is_unreadable = any(finding.rule == _UNREADABLE for finding in report.findings)
    if report.level < Level.HIGH and not asked.text.endswith("\\"):
        return "pass", ""
    if _goes_on(Command(text=asked.text, dialect=shell), is_unreadable=is_unreadable):
        return "more", ""
    if report.level < Level.HIGH:
        return "pass", ""
    environ = environment()
    paint = Paint(styles=environ.get("TERM") != "dumb", colours=not environ.get("NO_COLOR"))
    return "ask", "\n".join(render_findings(report, paint, min(max(asked.columns, 20), 1000)))


def _goes_on(command: Command, *, is_unreadable: bool) -> bool:
    """Return whether the shell would wait for another line, so that nothing runs yet.

    Args:
        command: the lines so far.
        is_unreadable: whether our own parser finds that something is missing.
    """
    # With a line end, without which zsh complains about the last word and not about the end.
    complaint = _complaint(command, command.text + "\n")
    if complaint:
        return bool(_UNFINISHED.search(complaint))
    if command.dialect not in _ENDS or not (is_unreadable or command.text.endswith("\\")):
        return False
    # A text from a file may end in a here-document or with a backslash, and in zsh behind `&&` or where the body of a
    # loop belongs: no complaint then.  What follows here is complained of, or is not, only if something is missing.
    behind, last = _ENDS[command.dialect], command.text.rstrip()
    if _complaint(command, f"{behind[0]} {command.text}\n{behind[1]}\n") is not None:
        return True
    if command.dialect != "zsh":
        return False
    if last.endswith(("&&", "||")):
        return _complaint(command, last + last[-1]) is not None
    return _complaint(command, f"{command.text}\ndo :; done\n") is None


def _complaint(command: Command, text: str) -> str | None:
    return syntax_error(Command(text=text, dialect=command.dialect))


class Questions:
    """Takes questions out of a stream; what an interrupted shell has left half written is passed over."""

    def __init__(self) -> None:
        self._bytes = b""
        self._fields: list[str] = []

    def read(self, data: bytes) -> Iterator[Asked]:
        """Yield the questions that are complete with these bytes."""
        *fields, self._bytes = (self._bytes + data).split(b"\0")
        if len(self._bytes) > _MAX_BYTES:
            self._bytes = self._bytes[-_MAX_BYTES:]
        for field in fields:
            text = field.decode("utf-8", "surrogateescape")
            if _HEADER.fullmatch(text):
                self._fields = [text]
            elif self._fields:
                self._fields.append(text)
            if len(self._fields) == 3:
                yield self._asked()

    def _asked(self) -> Asked:
        header, cwd, text = self._fields
        self._fields = []
        found = _HEADER.fullmatch(header)
        number, comments, columns = found.groups() if found else ("0", "1", "")
        return Asked(
            number=int(number), comments=comments == "1", columns=int(columns or 80), cwd=cwd, text=text
        )


def _next(descriptor: int, owner: int, idle_s: float) -> bytes | None:
    """Wait for bytes and return them; None when nobody will ask any more."""
    until = time.monotonic() + idle_s
    while (left := until - time.monotonic()) > 0:
        ready, _, _ = select.select([descriptor], [], [], min(left, _OWNER_CHECK_S))
        if ready:
            return os.read(descriptor, 65536)
        try:
            os.kill(owner, 0)
        except OSError:
            return None
    return None


def _write(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def _leave_the_terminal() -> None:
    """Keep Ctrl-C and a closed terminal, which are meant for the shell and its jobs, from ending this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.signal(signal.SIGQUIT, signal.SIG_IGN)
        with contextlib.suppress(OSError):  # it leads a group of its own already
            os.setsid()
