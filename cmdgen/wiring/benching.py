"""`cmdgen bench`: asks each backend the same requests and prints medians."""

from __future__ import annotations

import json as json_format
import statistics
import sys
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from cmdgen import __version__
from cmdgen.core.errors import CmdgenError, NeedsDetailError, NoCommandError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.core.records import Command, CommandRequest, Sampling
from cmdgen.settings import environment, load
from cmdgen.ui.bench_view import render_bench
from cmdgen.ui.paint import Paint
from cmdgen.ui.terminal import detect
from cmdgen.wiring import backends, parts
from cmdgen.wiring.checking import screened, tell
from cmdgen.wiring.printout import print_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cmdgen.core.ports import CommandGenerator
    from cmdgen.core.records import GeneratedCommand
    from cmdgen.settings import Settings

REQUESTS: Final = (
    "list all files including hidden ones",
    "find files larger than 100 MB",
    "show the ten biggest folders here",
    "count the lines of all python files",
    "compress the folder photos",
    "what is listening on port 8080",
)
"""Everyday requests of usual length; what is measured does not depend on whether the answers are right."""
SCHEMA: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one backend needs; times in milliseconds, medians, None where it does not tell."""

    backend: str
    engine: str
    model: str
    first_answer_ms: float
    """From nothing to the first answer, loading included."""
    load_ms: float | None
    first_token_ms: float | None
    answer_ms: float
    slowest_ms: float
    memory_mb: float | None
    """Growth of this process's memory, in megabytes; None for a server."""
    answers: int


def bench(
    names: Sequence[str], flags: Mapping[str, object], config: Path | None, *, runs: int, json: bool
) -> int:
    """Measure each backend and print the figures; one that cannot answer is told and left out.

    Raises:
        UsageError: there is no such backend.
        CmdgenError: none of them can answer.
    """
    environ = environment()
    settings = load(environ, config, flags)
    wanted = list(dict.fromkeys(names)) or [settings.candidates[0]]
    found, errors = [], []
    for name in wanted:
        own = load(environ, config, {**flags, "backend": name})
        try:
            found.append(_measured(own, name, runs))
        except CmdgenError as error:
            errors.append(error)
            tell([f"{name}: {error.message}"])
    if not found:
        raise errors[0]
    screening = _screening_ms(settings)
    if json:
        print_text(
            json_format.dumps(
                {
                    "schema": SCHEMA,
                    "version": __version__,
                    "screening_ms": screening,
                    "backends": [asdict(one) for one in found],
                }
            )
        )
    else:
        terminal = detect(environ, stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stdout)
        rows = [asdict(one) for one in found]
        print_text(render_bench(rows, screening, Paint.of(terminal), terminal.width))
    return ExitCode.OK


def _measured(settings: Settings, name: str, runs: int) -> Figures:
    before = _memory_mb()
    started = time.perf_counter()
    generator = _alone(settings, name)
    try:
        first = _ask(generator, settings, REQUESTS[0])
        first_ms = (time.perf_counter() - started) * 1e3
        times, tokens = [], []
        for _ in range(runs):
            for text in REQUESTS:
                started = time.perf_counter()
                answer = _ask(generator, settings, text)
                times.append((time.perf_counter() - started) * 1e3)
                if answer is not None and answer.timings.first_token_ms is not None:
                    tokens.append(answer.timings.first_token_ms)
        info = generator.info()
        grown = None if before is None else (_memory_mb() or before) - before
    finally:
        generator.shutdown()
    return Figures(
        backend=name,
        engine=info.engine,
        model=info.model,
        first_answer_ms=first_ms,
        load_ms=None if first is None else first.timings.load_ms,
        first_token_ms=statistics.median(tokens) if tokens else None,
        answer_ms=statistics.median(times),
        slowest_ms=max(times),
        memory_mb=grown if name == backends.EMBEDDED else None,
        answers=len(times),
    )


def _alone(settings: Settings, name: str) -> CommandGenerator:
    """Return exactly this backend: nobody stands in for it."""
    candidates = {candidate.name: candidate for candidate in backends.candidates(settings)}
    if name not in candidates:
        backends.selector(settings, lambda _: None).order()  # which says what is wrong
    return candidates[name].make()


def _ask(generator: CommandGenerator, settings: Settings, text: str) -> GeneratedCommand | None:
    environ = environment()
    request = CommandRequest(
        text=text, dialect=parts.dialect_name(settings, environ), platform=parts.platform(environ)
    )
    try:
        return generator.generate(request, Sampling(timeout_s=settings.timeout_s))
    except (NoCommandError, NeedsDetailError):
        return None  # an answer for people all the same, and its time counts


def _screening_ms(settings: Settings) -> float:
    """Return the median time of screening one ordinary command, the first one not counted."""
    screen = parts.guard(settings).screen
    commands = ("ls -la", "find . -type f -size +100M", "tar -czf a.tar.gz photos", "rm -r build")
    times = []
    for text in (*commands, *commands * 5):
        started = time.perf_counter()
        screened(Command(text=text, dialect="bash"), screen)
        times.append((time.perf_counter() - started) * 1e3)
    return statistics.median(times[len(commands) :])


def _memory_mb() -> float | None:
    """Return the memory of this process, in megabytes; None where that cannot be told simply."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  (not a file of ours)
            pages = int(file.read().split()[1])
    except (OSError, ValueError, IndexError):
        return None
    import resource  # noqa: PLC0415  (not on Windows, where there is no /proc either)

    return pages * resource.getpagesize() / 1e6
