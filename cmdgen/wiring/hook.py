"""`cmdgen hook`: answers a coding agent that asks whether a command may run.

Whatever goes wrong, the answer is a denial or a question to the person, never silence: an agent takes silence,
and an exit status that it does not know, for consent.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import CmdgenError, UsageError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.core.records import Command, Level
from cmdgen.safety.hooks import FORMATS, Decision, NotUnderstood, read_payload
from cmdgen.safety.hooks.asking import MAX_BYTES
from cmdgen.settings import environment, load
from cmdgen.ui.escape import printable
from cmdgen.ui.findings import render_reason
from cmdgen.ui.sink import Messages
from cmdgen.wiring.checking import screened
from cmdgen.wiring.guard import guard
from cmdgen.wiring.printout import print_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cmdgen.core.ports import Screener
    from cmdgen.safety.hooks import Asked, Format
    from cmdgen.settings import Settings

MAX_REASON: Final = 2000
"""Characters; a reason is read by people, and goes into the context of a model."""


def hook(name: str, shell: str | None) -> int:
    """Read one question from stdin, print the answer and return the exit status.

    Raises:
        UsageError: there is no such format, or no stdin; its status, 2, makes the agents block the command.
    """
    form = FORMATS.get(name)
    if form is None:
        message = f"there is no format {name!r}; known: {', '.join(FORMATS)}"
        raise UsageError(message, hint="for a request, put -- in front: cmdgen -- hook ...")
    if sys.stdin is None:
        message = "stdin is closed, so there is no question to answer"
        raise UsageError(message, hint="the coding agent writes its question to stdin")
    if sys.stdin.isatty():
        message = "waiting for a question, which a coding agent writes to stdin as JSON; to try it: cmdgen hook --help"
        Messages(sys.stderr).write(f"cmdgen: {message}\n")
    decision, reason = _answer(form, sys.stdin.buffer.read(MAX_BYTES + 1), shell)
    text = form.write(decision, _shortened(f"cmdgen: {reason}"))
    if text:
        print_text(text)
    return ExitCode.OK


def _answer(form: Format, data: bytes, shell: str | None) -> tuple[Decision, str]:
    """Return the decision and the reason for it; never raises."""
    try:
        asked = form.read(read_payload(data))
        return (Decision.NONE, "not a shell command") if asked is None else _judged(form, asked, shell)
    except NotUnderstood as problem:
        # Not a question to the person: whether the agent would ask now is not known either.
        return Decision.DENY, f"{problem}, so this cannot be screened"
    except CmdgenError as error:
        return Decision.DENY, f"{error.message} ({error.hint})" if error.hint else error.message
    except Exception as error:  # noqa: BLE001  an answer is owed whatever goes wrong
        return Decision.DENY, f"the command could not be screened ({type(error).__name__})"


def _judged(form: Format, asked: Asked, shell: str | None) -> tuple[Decision, str]:
    settings = load(environment(), None, {"shell": shell})
    dialect = settings.shell if shell is not None else asked.dialect or settings.shell or _usual_shell()
    report = screened(Command(text=asked.command, dialect=dialect or "bash"), _guard(settings, asked.cwd))
    decision = _decision(report.level, settings)
    if decision is Decision.ASK and not (form.asks and asked.can_ask):
        decision = Decision.DENY
    return decision, render_reason(report)


def _guard(settings: Settings, cwd: str | None) -> Screener:
    """Return the validator under the rules of the project that the command would run in, and of our own."""
    folders = []
    if cwd is not None and Path(cwd).is_absolute():
        folders.append(Path(cwd))
    with contextlib.suppress(OSError):  # it may have been deleted
        folders.append(Path.cwd())
    return guard(settings, folders).screen


def _decision(level: Level, settings: Settings) -> Decision:
    answers: Mapping[Level, str] = {
        Level.CRITICAL: "deny",
        Level.HIGH: settings.hook_high,
        Level.MODERATE: settings.hook_moderate,
        Level.SAFE: settings.hook_safe,
    }
    return Decision(answers[level])


def _usual_shell() -> str:
    return "powershell" if sys.platform == "win32" else "bash"


def _shortened(text: str) -> str:
    text = " ".join(printable(text).split())
    return text if len(text) <= MAX_REASON else text[: MAX_REASON - 3] + "..."
