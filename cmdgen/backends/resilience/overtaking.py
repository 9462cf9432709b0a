"""Waits for an answer only so long, whatever the one who is asked does meanwhile."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from cmdgen.backends.resilience.pauses import wait

if TYPE_CHECKING:
    from cmdgen.core.ports import CommandGenerator
    from cmdgen.core.records import CommandRequest, GeneratedCommand, Sampling


class LateError(Exception):
    """There was no answer in time, and the request was called off."""


def answer_within(
    seconds: float, generator: CommandGenerator, request: CommandRequest, sampling: Sampling
) -> GeneratedCommand:
    """Return the generator's answer if it comes soon enough.

    The request runs in a thread of its own: looking up a name, for one, takes no notice of time limits
    or of Ctrl-C.  When the time is over, or at Ctrl-C, the generator's `shutdown` calls it off.  What
    does not end even then is left behind in a daemon thread, which nobody listens to and which does
    not keep the program from ending.

    Raises:
        LateError: there was none.
        BaseException: whatever the generator raises.
    """
    done = threading.Event()
    answers: list[GeneratedCommand] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(generator.generate(request, sampling))
        except BaseException as error:  # noqa: BLE001  raised again by the one who waits
            failures.append(error)
        finally:
            done.set()

    thread = threading.Thread(target=run, name="cmdgen-remote", daemon=True)
    try:
        thread.start()
        is_done = wait(done, seconds)
    except BaseException:
        generator.shutdown()
        raise
    if not is_done:
        generator.shutdown()
        raise LateError
    if failures:
        raise failures[0]
    return answers[0]
