"""`cmdgen eval`: from the options to the report."""

from __future__ import annotations

import contextlib
import json as json_format
import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from cmdgen import __version__
from cmdgen.core.errors import NeedsDetailError, RefusedError, UsageError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.core.records import Command, CommandRequest, Level
from cmdgen.evaluation import predictions, report
from cmdgen.evaluation.checking import Checker
from cmdgen.evaluation.public_sets import SUFFIXES, load_public_set
from cmdgen.evaluation.runner import DIALECT, OF_ONE_ANSWER, PLATFORM, Answer, run, spread, timed
from cmdgen.evaluation.sandbox import SandboxMaker
from cmdgen.evaluation.tasks import load_folder, own_folder
from cmdgen.pipeline import Mode, Policy, Roles, propose
from cmdgen.pipeline.rulings import objection_to
from cmdgen.settings import environment, load
from cmdgen.ui.terminal import detect
from cmdgen.wiring import parts
from cmdgen.wiring.asked_so import described
from cmdgen.wiring.checking import screened, tell
from cmdgen.wiring.observers import Silent, never
from cmdgen.wiring.printout import print_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from cmdgen.core.ports import CommandGenerator
    from cmdgen.evaluation.runner import Result
    from cmdgen.evaluation.tasks import Task
    from cmdgen.settings import Settings
    from cmdgen.wiring.guard import Guard

_WARM_UP: Final = "show the current folder"
"""Asked first and not counted, so that loading the model is no part of any answer's time."""
_POLICY: Final = Policy(mode=Mode.PRINT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What was asked for on the command line."""

    categories: tuple[str, ...] = ()
    tasks: Path | None = None
    limit: int | None = None
    predictions: Path | None = None
    show: str | None = None
    json: bool = False


@dataclass(slots=True)
class _Run:
    """What has been done so far."""

    results: list[Result] = field(default_factory=list)
    finished: bool = False


def evaluate(flags: Mapping[str, object], config: Path | None, wishes: Wishes) -> int:
    """Print how many answers are right; Ctrl-C ends it with what is done so far.

    Raises:
        UsageError: the tasks, the predictions or the options cannot be used.
        CmdgenError: the backend cannot answer.
    """
    if wishes.show not in {None, "wrong", "all"}:
        message = f"--show {wishes.show}: there is only wrong and all"
        raise UsageError(message, hint="see cmdgen eval --help")
    tasks = _tasks(wishes)
    settings = load(environment(), config, flags)
    guard = parts.guard(settings)
    tell((*settings.warnings, *guard.notices))
    with contextlib.ExitStack() as stack:
        if wishes.predictions is None:
            # What stands in for a model would get its figures.
            generator = parts.generator(replace(settings, fallback=False), lambda line: tell([line]))
            stack.callback(generator.shutdown)
            about = _about(generator)
            ask = timed(_asker(generator, settings, guard))
            with contextlib.suppress(*OF_ONE_ANSWER):
                _asker(generator, settings, guard)(_WARM_UP)
        else:
            given = predictions.read(wishes.predictions)
            tasks = _known(tasks, given)
            about = {"backend": None, "engine": None, "model": None, "predictions": str(wishes.predictions)}
            ask = _reader(given, guard)
        sandbox = stack.enter_context(SandboxMaker())
        if sandbox is None:
            tell(["neither bubblewrap nor user namespaces work here: nothing is executed"])
        done = _Run()
        _work(tasks, ask, Checker(sandbox), done)
        about |= {
            "settings": described(settings) if wishes.predictions is None else None,
            "version": __version__,
            "sandbox": None if sandbox is None else sandbox.name,
            "finished": done.finished,
        }
        return _printed(done, about, len(tasks), wishes)


def _tasks(wishes: Wishes) -> list[Task]:
    if wishes.tasks is not None and wishes.tasks.suffix in SUFFIXES:
        tasks = load_public_set(wishes.tasks)
    else:
        tasks = load_folder(own_folder() if wishes.tasks is None else wishes.tasks)
    known = sorted({task.category for task in tasks})
    unknown = sorted(set(wishes.categories) - set(known))
    if unknown:
        message = f"there is no category {unknown[0]}"
        raise UsageError(message, hint=f"use one of: {', '.join(known)}")
    chosen = [task for task in tasks if not wishes.categories or task.category in wishes.categories]
    return spread(chosen, wishes.limit)


def _known(tasks: Sequence[Task], given: Mapping[str, Answer]) -> list[Task]:
    """Return the tasks that there is an answer for."""
    kept = [task for task in tasks if task.id in given]
    if len(kept) < len(tasks):
        tell([f"{len(tasks) - len(kept)} of {len(tasks)} tasks have no prediction and are left out"])
    return kept


def _about(generator: CommandGenerator) -> dict[str, Any]:
    info = generator.info()
    return {"backend": info.backend, "engine": info.engine, "model": info.model, "predictions": None}


def _asker(generator: CommandGenerator, settings: Settings, guard: Guard) -> Callable[[str], Answer]:
    """Return what answers a request as `cmdgen` would, up to the command, and greedily."""
    roles = Roles(
        generator=generator,
        screen=guard.screen,
        syntax_error=parts.syntax_checker(environment()),
        view=Silent(),
        execute=never,
    )
    sampling = replace(parts.sampling(settings), temperature=0.0)

    def ask(text: str) -> Answer:
        candidate = propose(CommandRequest(text=text, dialect=DIALECT, platform=PLATFORM), sampling, roles)
        objection = objection_to(candidate, _POLICY)
        confidence = candidate.answer.confidence
        return Answer(
            command=candidate.command.text,
            declined=isinstance(objection, NeedsDetailError),
            message="" if objection is None else objection.message,
            certainty=confidence.certainty,
            probability=confidence.probability,
            level=candidate.report.level,
            blocked=isinstance(objection, RefusedError),
        )

    return ask


def _reader(given: Mapping[str, Answer], guard: Guard) -> Callable[[Task], Answer]:
    """Return what finds the answer to a task among those that were read, and screens it."""

    def ask(task: Task) -> Answer:
        answer = given[task.id]
        if answer.command is None:
            return answer
        level = screened(Command(text=answer.command, dialect=DIALECT), guard.screen).level
        return replace(answer, level=level, blocked=level is Level.CRITICAL)

    return ask


def _work(tasks: Sequence[Task], ask: Callable[[Task], Answer], checker: Checker, done: _Run) -> None:
    with _progress(len(tasks)) as step:
        try:
            for result in run(tasks, ask, checker):
                done.results.append(result)
                step(result)
            done.finished = True
        except KeyboardInterrupt:
            return


@contextlib.contextmanager
def _progress(number: int) -> Iterator[Callable[[Result], None]]:
    """Give a function that shows how far things are, in one line of stderr, if that is a terminal."""
    terminal = detect(environment(), stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr)
    active = terminal.stderr_is_tty and not terminal.plain
    count = right = 0

    def step(result: Result) -> None:
        nonlocal count, right
        count += 1
        right += result.verdict.right is True
        if active:
            line = f"{count} of {number}, {right} right: {result.task.id}"[: max(terminal.width - 1, 1)]
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()

    try:
        yield step
    finally:
        if active:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _printed(done: _Run, about: dict[str, Any], number: int, wishes: Wishes) -> int:
    if wishes.json:
        print_text(json_format.dumps(report.as_json(done.results, about)))
    else:
        source = about["model"] or about["predictions"]
        asked = [f"{name}: {value}" for name, value in (about["settings"] or {}).items()]
        print_text(", ".join([str(source), f"sandbox: {about['sandbox'] or 'none'}", *asked]) + "\n")
        print_text(report.render(done.results, wishes.show))
    if done.finished:
        return ExitCode.OK
    tell([f"interrupted after {len(done.results)} of {number} tasks"])
    return ExitCode.INTERRUPTED
