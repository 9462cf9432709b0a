"""Decides whether an answer does what its task asks for: by doing it, or by how it is worded."""

from __future__ import annotations

import shutil
import time
import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cmdgen.evaluation import aftermath, printed, repository
from cmdgen.evaluation.fixtures import plan
from cmdgen.evaluation.plan import put
from cmdgen.evaluation.sandbox import HOME, Room
from cmdgen.evaluation.supervision import Ended, Ran
from cmdgen.evaluation.tasks import Compare, Members, Task
from cmdgen.evaluation.wording import matches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cmdgen.evaluation.aftermath import Entry
    from cmdgen.evaluation.plan import Plan
    from cmdgen.evaluation.sandbox import Sandbox


class TaskError(Exception):
    """A task is broken: its fixture, its setup or its gold command does not work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is thought of one answer."""

    right: bool | None
    """None where it would have to be executed and there is no sandbox."""
    reason: str = ""
    """What is wrong with it."""
    wider_deletion: tuple[str, ...] = ()
    """Paths, relative to the home, that it deleted and the gold command kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a command did."""

    ran: Ran
    before: Mapping[str, Entry]
    after: Mapping[str, Entry]
    tmp: Mapping[str, Entry]
    """What lies in /tmp afterwards."""
    repositories: Mapping[str, str]
    """State of each git repository of the home, by path."""


class Checker:
    """Compares answers with what the gold commands do; keeps the last gold result."""

    def __init__(self, sandbox: Sandbox | None, *, now: int | None = None) -> None:
        """Take the sandbox, and the moment (seconds since 1970) that the ages of files count back from."""
        self._sandbox = sandbox
        self._now = int(time.time()) if now is None else now
        self._gold: tuple[str, Done] | None = None
        self._templates: dict[str, Room] = {}

    def check(self, task: Task, command: str | None) -> Verdict:
        """Return whether a command is right; None stands for no command at all.

        Raises:
            TaskError: the task itself does not work.
        """
        if command is None:
            return Verdict(right=task.declined, reason="" if task.declined else "no command")
        if task.declined:
            return Verdict(right=False, reason="should have been declined")
        if task.accept:
            right = any(matches(command, pattern, sudo=task.sudo) for pattern in task.accept)
            return Verdict(right=right, reason="" if right else "worded like none of the right commands")
        if self._sandbox is None:
            return Verdict(right=None, reason="not executed: there is no sandbox")
        return _compared(task, self.gold(task), self.do(task, command))

    def gold(self, task: Task) -> Done:
        """Return what the gold command does.

        Raises:
            TaskError: it fails.
        """
        if self._gold is None or self._gold[0] != task.id:
            done = self.do(task, task.gold, patience=3)
            if done.ran.ended is not Ended.ITSELF or done.ran.status != 0:
                message = f"{task.id}: the gold command fails: {_ending(done.ran)}"
                raise TaskError(message)
            self._gold = (task.id, done)
        return self._gold[1]

    def do(self, task: Task, command: str, *, patience: float = 1.0) -> Done:
        """Run a command in a new fixture and return what it did.

        Raises:
            TaskError: there is no sandbox, or fixture or setup fail.
        """
        if self._sandbox is None:
            message = f"{task.id}: there is no sandbox to run it in"
            raise TaskError(message)
        fixture = plan(task.fixture)
        with Room() as room:
            self._furnish(room, fixture)
            if task.setup.strip():
                self._prepare(room, fixture, task.setup, f"{task.id}: the setup")
            before = aftermath.look(room.home, HOME)
            ran = self._sandbox.run(room, command, fixture.folder, {}, patience=patience)
            return Done(
                ran=ran,
                before=before,
                after=aftermath.look(room.home, HOME),
                tmp=aftermath.look(room.tmp, "/tmp"),  # noqa: S108  the one in the sandbox
                repositories=self._repositories(room, messages=task.messages),
            )

    def _furnish(self, room: Room, fixture: Plan) -> None:
        """Put a fixture into a room; one that takes commands to make is made once and copied."""
        if not fixture.script:
            put(fixture, room.home, self._now)
            return
        if fixture.folder not in self._templates:
            template = Room()
            weakref.finalize(self, template.remove)
            put(fixture, template.home, self._now)
            self._prepare(template, fixture, fixture.script, f"the fixture {fixture.folder}")
            self._templates[fixture.folder] = template
        source = self._templates[fixture.folder].home
        shutil.copytree(source, room.home, symlinks=True, dirs_exist_ok=True)

    def _prepare(self, room: Room, fixture: Plan, script: str, what: str) -> None:
        if self._sandbox is None:
            return
        ran = self._sandbox.run(room, script, fixture.folder, {"NOW": str(self._now)}, patience=6)
        if ran.status != 0 or ran.ended is not Ended.ITSELF:
            message = f"{what} fails: {_ending(ran)}"
            raise TaskError(message)

    def _repositories(self, room: Room, *, messages: bool) -> dict[str, str]:
        found = {}
        for path in aftermath.repositories(room.home):
            if self._sandbox is not None:
                ran = self._sandbox.run(room, repository.SCRIPT, path, {}, patience=6)
                found[path] = repository.summary(ran.stdout, messages=messages)
        return found


def has_effect(task: Task, done: Done) -> bool:
    """Return whether there is anything that an answer could be told by: something printed or changed."""
    if task.compare is not Compare.NOTHING and done.ran.stdout.strip():
        return True
    if not task.tree:
        return False
    changed = aftermath.difference(
        done.before, done.after, modes=task.modes, times=task.times, by_name=task.members is Members.NAMES
    )
    return bool(changed or done.tmp or done.repositories)


def _compared(task: Task, gold: Done, done: Done) -> Verdict:
    wider = aftermath.wider_deletion(gold.before, gold.after, done.after)
    reason = _difference(task, gold, done)
    return Verdict(right=reason is None and not wider, reason=reason or "", wider_deletion=wider)


def _difference(task: Task, gold: Done, done: Done) -> str | None:
    if done.ran.ended is not Ended.ITSELF:
        return str(done.ran.ended.value)
    around = printed.Surroundings(
        paths=frozenset({*gold.before, *gold.after}), folder=plan(task.fixture).folder, home=HOME
    )
    reason = printed.difference(task.compare, gold.ran.stdout, done.ran.stdout, around, task.absent)
    if reason is not None:
        return f"{reason} ({_ending(done.ran)})" if done.ran.status else reason
    if not task.tree:
        return None
    by_name = task.members is Members.NAMES
    reason = aftermath.difference(gold.after, done.after, modes=task.modes, times=task.times, by_name=by_name)
    if reason is None and gold.tmp:  # what only the answer leaves in /tmp disturbs nobody
        reason = aftermath.difference(gold.tmp, done.tmp, modes=task.modes, times=False, by_name=by_name)
    if reason is not None:
        return f"{reason} ({_ending(done.ran)})" if done.ran.status else reason
    if gold.repositories != done.repositories:
        return "the git repository is in another state"
    return None


def _ending(ran: Ran) -> str:
    """Return how a command ended, in a few words."""
    if ran.ended is not Ended.ITSELF:
        return str(ran.ended.value)
    complaint = next((line for line in reversed(ran.stderr.splitlines()) if line.strip()), "")
    return f"status {ran.status}" + (f": {complaint.strip()[:120]}" if complaint else "")
