"""The entry point: picks the command, runs it, and turns every ending into an exit status."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from cmdgen import __version__
from cmdgen.core.errors import CmdgenError, UsageError
from cmdgen.core.exit_codes import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from cmdgen.cli.quick import Begun

_READER_GONE = 141
"""What a shell says about a program that SIGPIPE has ended: 128 + 13."""


def main(argv: Sequence[str] | None = None, *, begun: Begun | None = None) -> int:
    """Run the program and return its exit status.

    Args:
        argv: the arguments without the program's name; None takes those of the process.
        begun: what the resident process has answered to them already, and this one has shown.
    """
    try:
        _occupy_closed_streams()
        return _finished(_run(list(sys.argv[1:] if argv is None else argv), begun))
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        _point_at_nothing(sys.stdout)
        return _READER_GONE


def _run(arguments: list[str], begun: Begun | None) -> int:
    try:
        if begun is not None:
            from cmdgen.wiring import resident_asking  # noqa: PLC0415

            return resident_asking.go_on(" ".join(arguments), begun.shown, begun.candidate, begun.request)
        if arguments in (["--version"], ["version"]):  # not even the parser is needed
            from cmdgen.wiring.printout import print_text  # noqa: PLC0415

            print_text(f"cmdgen {__version__}")
            return ExitCode.OK
        from cmdgen.cli.unparsed import run as run_unparsed  # noqa: PLC0415

        status = run_unparsed(arguments)
        if status is not None:
            return status
        from cmdgen.cli.app import run  # noqa: PLC0415

        return run(arguments)
    except CmdgenError as error:
        _tell(error)
        return error.exit_code


def _finished(status: int) -> int:
    """Write out what is left, while a failure can still be told."""
    if sys.stdout is None:
        return int(status)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        _point_at_nothing(sys.stdout)
        failure = UsageError(
            f"the result cannot be written to stdout: {error}", hint="check where stdout goes"
        )
        _tell(failure)
        return failure.exit_code
    return int(status)


def _tell(error: CmdgenError) -> None:
    from cmdgen.settings import environment  # noqa: PLC0415
    from cmdgen.ui.errors import render_error  # noqa: PLC0415
    from cmdgen.ui.paint import Paint  # noqa: PLC0415
    from cmdgen.ui.sink import Messages  # noqa: PLC0415
    from cmdgen.ui.terminal import detect  # noqa: PLC0415

    terminal = detect(environment(), stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr)
    Messages(sys.stderr).write(render_error(error, Paint.of(terminal)))


def _occupy_closed_streams() -> None:
    """Open the empty device in place of standard streams that are closed.

    A file that is opened later would otherwise get their number, and what a native library prints would
    be written into it.  Python's own objects stay None, so that a closed stdout can be told.
    """
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _point_at_nothing(stream: TextIO | None) -> None:
    """Keep the interpreter from failing again when it flushes at its end.

    Source: https://docs.python.org/3/library/signal.html#note-on-sigpipe
    """
    if stream is None:
        return
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)
    except (OSError, ValueError):
        return  # no descriptor, so nothing that could fail again
