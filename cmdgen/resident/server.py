"""The process behind the socket: takes requests, answers one at a time in their order, and ends when nobody asks."""

from __future__ import annotations

import contextlib
import os
import queue
import select
import signal
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from cmdgen.resident import wire
from cmdgen.resident.address import identity
from cmdgen.resident.peer import uid_and_pid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import FrameType

    from cmdgen.resident.listening import Listening

MAX_CALLERS: Final = 64
"""Connections at once; who comes then is hung up on and answers by itself."""
MAX_WAITING: Final = 32
HEARTBEAT_S: Final = 0.25
QUEUE_PATIENCE_S: Final = 10.0
"""After so long in the queue an answer of one's own comes sooner."""
_REQUEST_S: Final = 2.0
_SEND_S: Final = 2.0
_TICK_S: Final = 5.0
_LAST_ANSWER_S: Final = 2.0
"""How long the end waits for an answer that is being made."""


class Answers(Protocol):
    """What the server passes requests to; all calls come from one thread at a time, except `state`."""

    def warm_up(self) -> None:
        """Load what the first answer needs."""
        ...

    def answer(self, operation: bytes, fields: Sequence[bytes], caller_pid: int) -> list[bytes]:
        """Return the fields of the reply; never raises."""
        ...

    def state(self) -> dict[str, object]:
        """Return what `cmdgen serve --status` shows."""
        ...

    def close(self) -> None:
        """Release the model."""
        ...


@dataclass(eq=False)
class _Job:
    operation: bytes
    fields: Sequence[bytes]
    caller_pid: int
    since: float = field(default_factory=time.monotonic)
    done: threading.Event = field(default_factory=threading.Event)
    reply: list[bytes] = field(default_factory=list)
    given_up: bool = False
    """The caller has gone."""


class Server:
    """Answers until it is told to end, nobody has asked for a while, or its socket or its own files are replaced.

    Args:
        listening: the socket in its folder.
        answers: who answers.
        idle_s: ends after so many seconds without a request; None never does.
    """

    def __init__(self, listening: Listening, answers: Answers, *, idle_s: float | None) -> None:
        self._listening, self._answers, self._idle_s = listening, answers, idle_s
        self._identity = identity()
        self._jobs: queue.Queue[_Job | None] = queue.Queue(MAX_WAITING)
        self._callers = threading.BoundedSemaphore(MAX_CALLERS)
        self._ending = threading.Event()
        self._wake_reader, self._wake_writer = socket.socketpair()
        self._started = self._last_asked = time.monotonic()
        self._busy = threading.Lock()
        self.reason = ""
        """Why it has ended."""

    def run(self) -> None:
        """Serve until the end; SIGTERM, SIGINT and SIGHUP are one."""
        worker = threading.Thread(target=self._work, name="answers", daemon=True)
        with self._signals():
            worker.start()
            try:
                tick_s = _TICK_S if self._idle_s is None else min(_TICK_S, self._idle_s / 4)
                while not self._ending.is_set():
                    self._accept(tick_s)
                    self._look_around()
            finally:
                self._ending.set()
                self._listening.close()
                self._end(worker)

    def end(self, reason: str) -> None:
        """Make `run` return soon; may be called from any thread."""
        if not self._ending.is_set():
            self.reason = reason
            self._ending.set()
            with contextlib.suppress(OSError):
                self._wake_writer.send(b".")

    def _accept(self, wait_s: float) -> None:
        ready, _, _ = select.select([self._listening.socket, self._wake_reader], [], [], wait_s)
        if self._listening.socket not in ready:
            return
        try:
            stream, _ = self._listening.socket.accept()
        except OSError:  # the caller has gone, or there are no descriptors left: there may be later
            time.sleep(0.01)
            return
        who = uid_and_pid(stream)
        if who is None or who[0] != os.geteuid() or not self._callers.acquire(blocking=False):
            stream.close()
            return
        threading.Thread(target=self._serve, args=(stream, who[1]), name="caller", daemon=True).start()

    def _look_around(self) -> None:
        """End if nobody has asked for long, or nobody can."""
        if self._busy.locked() or not self._jobs.empty():
            self._last_asked = time.monotonic()
        elif self._idle_s is not None and time.monotonic() - self._last_asked >= self._idle_s:
            self.end(f"nobody has asked for {self._idle_s:g} s")
        if not self._listening.is_reachable():
            self.end("its socket was removed")

    def _serve(self, stream: socket.socket, caller_pid: int) -> None:
        """Talk to one caller; nothing that it sends or fails to send does harm to others."""
        try:
            request = wire.receive(stream, max_bytes=wire.MAX_REQUEST_BYTES, within_s=_REQUEST_S)
            wire.send(stream, self._reply(request, caller_pid, stream), within_s=_SEND_S)
            if request[1:2] == [wire.STOP]:
                self.end("it was told to")
        except wire.WireError:
            pass
        finally:
            stream.close()
            self._callers.release()

    def _reply(self, request: Sequence[bytes], caller_pid: int, stream: socket.socket) -> list[bytes]:
        if len(request) < 2:
            message = "a request without an operation"
            raise wire.WireError(message)
        theirs, operation, *fields = request
        # These two are for every version: they are how an old process is found and ended.
        if operation == wire.STOP:
            return [wire.ENDED]
        if operation == wire.STATUS:
            return [wire.STATE, _json(self._state())]
        if theirs.decode("utf-8", "replace") != self._identity:
            return self._other_version()
        job = _Job(operation, fields, caller_pid)
        self._last_asked = time.monotonic()
        try:
            self._jobs.put_nowait(job)
        except queue.Full:
            return [wire.YOURS, b"too many are waiting"]
        return self._waited(job, stream)

    def _waited(self, job: _Job, stream: socket.socket) -> list[bytes]:
        """Return the reply to a job, and keep telling the caller that it is being worked on."""
        try:
            while True:
                wire.send(stream, [wire.ALIVE], within_s=_SEND_S)
                if job.done.wait(HEARTBEAT_S):
                    return job.reply
                if self._ending.is_set():
                    return [wire.YOURS, b"it is ending"]
        except wire.WireError:
            job.given_up = True
            raise

    def _other_version(self) -> list[bytes]:
        """Return the refusal, and end if the files of this process are not those on the disk any more."""
        try:
            is_old = identity() != self._identity
        except OSError:
            is_old = True
        if is_old:
            self.end("another version was installed")
        return [wire.YOURS, b"another version"]

    def _work(self) -> None:
        with self._busy:
            self._answers.warm_up()
        while (job := self._jobs.get()) is not None:
            if job.given_up:
                continue
            with self._busy:
                if time.monotonic() - job.since > QUEUE_PATIENCE_S:
                    job.reply = [wire.YOURS, b"the others take too long"]
                else:
                    job.reply = self._answers.answer(job.operation, job.fields, job.caller_pid)
                job.done.set()
            self._last_asked = time.monotonic()

    def _end(self, worker: threading.Thread) -> None:
        """Release the model, or leave at once where it cannot be stopped: its threads are not ours to end."""
        with contextlib.suppress(queue.Full):
            self._jobs.put_nowait(None)
        worker.join(_LAST_ANSWER_S)
        if worker.is_alive():
            os._exit(0)
        self._answers.close()

    def _state(self) -> dict[str, object]:
        now = time.monotonic()
        left_s = None if self._idle_s is None else max(0.0, self._idle_s - (now - self._last_asked))
        return {
            "pid": os.getpid(),
            "identity": self._identity,
            "socket": self._listening.path,
            "uptime_s": round(now - self._started, 1),
            "ends_in_s": None if left_s is None else round(left_s, 1),
            "waiting": self._jobs.qsize(),
            **self._answers.state(),
        }

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        """End on a signal, wherever this runs in the main thread."""

        def leave(signum: int, _frame: FrameType | None) -> None:
            self.end(signal.Signals(signum).name)

        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before: list[tuple[int, Callable[..., object] | int | None]] = []
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            number = getattr(signal, name)
            before.append((number, signal.signal(number, leave)))
        try:
            yield
        finally:
            for number, handler in before:
                signal.signal(number, handler)


def _json(content: dict[str, object]) -> bytes:
    import json  # noqa: PLC0415  two of the operations need it

    return json.dumps(content).encode("ascii")
