"""The nouns of the use case: what is shown, under which rules, and how it ended."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cmdgen.core.exit_codes import ExitCode
from cmdgen.core.records import Command, CommandRequest, Execution, GeneratedCommand, Level, Report
from cmdgen.pipeline.blanks import blanks

if TYPE_CHECKING:
    from cmdgen.core.errors import CmdgenError


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One command as it is shown: the text, the screening of exactly that text, and where it came from."""

    answer: GeneratedCommand
    """What the model said; its command differs from the report's after an edit."""
    report: Report
    edited: bool = False
    syntax_error: str | None = None
    """Why the shell would not accept an edited text; generated ones are not shown with an error."""

    @property
    def command(self) -> Command:
        """The text that is shown, screened and run."""
        return self.report.command

    @property
    def blanks(self) -> tuple[str, ...]:
        """The parts that have to be filled in before it can run, such as ``<FILE>``."""
        return blanks(self.command.text)


class Mode(enum.Enum):
    """What is wanted in the end."""

    RUN = "run"
    PRINT = "print"
    """Only the text, for pipes and scripts."""
    DRY_RUN = "dry-run"
    """Show everything, run nothing, whatever else is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What may happen without and with a question."""

    mode: Mode = Mode.RUN
    can_ask: bool = False
    """Whether a person at a terminal can answer."""
    yes: bool = False
    """`--yes` was given."""
    yes_level: Level = Level.SAFE
    allow_critical: bool = False
    candidates: int = 1
    """How many different commands to look for before asking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one request ended."""

    request: CommandRequest
    candidate: Candidate
    """What was shown last."""
    execution: Execution | None = None
    """None when nothing ran."""
    declined: bool = False
    """A person was asked and said no."""
    error: CmdgenError | None = None
    """Why the command may not be used as it is."""
    alternatives: tuple[Candidate, ...] = ()
    """Other candidates that were asked for and not chosen."""

    @property
    def status(self) -> int:
        """The exit status of the program."""
        if self.execution is not None:
            return self.execution.exit_code
        if self.error is not None:
            return self.error.exit_code
        return ExitCode.DECLINED if self.declined else ExitCode.OK

    @property
    def is_answer(self) -> bool:
        """Whether the text itself is what the caller gets: it neither ran nor was it turned down."""
        return self.execution is None and self.error is None and not self.declined
