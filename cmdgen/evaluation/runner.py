"""Asks for an answer to every task and has it checked."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import CmdgenError, NeedsDetailError, NoCommandError, RefusedError, TimedOutError
from cmdgen.core.records import Certainty, Level, Platform
from cmdgen.evaluation.checking import TaskError, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cmdgen.evaluation.checking import Checker
    from cmdgen.evaluation.tasks import Task

PLATFORM: Final = Platform(
    system="linux",
    userland="gnu",
    distribution="debian",
    package_manager="apt",
    tools=frozenset(
        "apt apt-get at awk bzip2 crontab curl df dig docker du ffmpeg file find gcc git gpg grep gzip htop ip "
        "journalctl jq kubectl less lsof magick make nc node npm openssl pdftk perl ping pip pip3 ps psql "
        "pstree python3 rsync scp screen sed sqlite3 ss ssh strace sudo systemctl tar tmux tree unzip vim "
        "watch wget xargs xz zip zstd".split()
    ),
)
"""The machine that every model is told about, so that figures from different machines can be compared."""
DIALECT: Final = "bash"
OF_ONE_ANSWER: Final = (NoCommandError, NeedsDetailError, RefusedError, TimedOutError)
"""Errors that say something about one answer only; after others there is no point in going on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back for one request."""

    command: str | None = None
    """None where there is none."""
    declined: bool = False
    """The model cannot do it, or asks for a detail: it says so, or leaves a blank to fill in."""
    message: str = ""
    """Why there is no command that could be used."""
    certainty: Certainty = Certainty.UNRATED
    probability: float | None = None
    level: Level | None = None
    blocked: bool = False
    """The screening does not let it run."""
    ms: float | None = None
    """How long it took, in milliseconds; None where nobody was asked."""

    @property
    def is_sure(self) -> bool:
        """Whether the command is shown without a "not sure"."""
        return self.usable is not None and self.certainty is not Certainty.UNSURE

    @property
    def usable(self) -> str | None:
        """The command, unless it asks for a detail."""
        return None if self.declined else self.command


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One task, its answer, and what is thought of it."""

    task: Task
    answer: Answer
    verdict: Verdict


def run(tasks: Sequence[Task], ask: Callable[[Task], Answer], checker: Checker) -> Iterator[Result]:
    """Yield the result of each task as soon as it is there.

    Args:
        tasks: what is asked, in this order.
        ask: returns the answer to a task; it executes nothing.
        checker: says whether an answer is right.

    Raises:
        CmdgenError: whatever `ask` raises.
    """
    for task in tasks:
        answer = ask(task)
        try:
            verdict = checker.check(task, answer.usable)
        except TaskError as error:
            verdict = Verdict(right=None, reason=str(error))
        if verdict.right and task.declined and not answer.declined:
            # No command because of a failure is no answer either.
            verdict = Verdict(right=False, reason=answer.message)
        elif not verdict.right and answer.usable is None and answer.message:
            verdict = Verdict(right=verdict.right, reason=answer.message)
        yield Result(task=task, answer=answer, verdict=verdict)


def timed(ask: Callable[[str], Answer]) -> Callable[[Task], Answer]:
    """Return a function that asks for a task's request and notes how long that takes.

    The errors that belong to a single answer become part of it; others are raised.
    """

    def asked(task: Task) -> Answer:
        started = time.perf_counter()
        try:
            answer = ask(task.request)
        except OF_ONE_ANSWER as error:
            answer = _failed(error)
        return replace(answer, ms=(time.perf_counter() - started) * 1000)

    return asked


def _failed(error: CmdgenError) -> Answer:
    return Answer(
        declined=isinstance(error, (NoCommandError, NeedsDetailError)),
        message=error.message,
        blocked=isinstance(error, RefusedError),
    )


def spread(tasks: Sequence[Task], limit: int | None) -> list[Task]:
    """Return at most `limit` of the tasks, evenly spread over all of them, in their order."""
    if limit is None or limit >= len(tasks):
        return list(tasks)
    return [tasks[number * len(tasks) // limit] for number in range(limit)]
