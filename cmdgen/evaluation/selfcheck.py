"""Tests task files: ``python -m cmdgen.evaluation.selfcheck FILE...``.

For every task the gold command has to work and to have an effect that can be seen, it and every ``right``
command has to be accepted, and every ``wrong`` one rejected.  Exit status: 0 all is well, 1 something is not.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cmdgen.core.errors import UsageError
from cmdgen.evaluation.checking import Checker, TaskError, has_effect
from cmdgen.evaluation.sandbox import SandboxMaker
from cmdgen.evaluation.tasks import load_files, own_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cmdgen.evaluation.tasks import Task


def problems(task: Task, checker: Checker, *, runs: bool = True) -> Iterator[str]:
    """Yield what is wrong with one task.

    Args:
        task: the task.
        checker: what its commands are checked with.
        runs: whether there is a sandbox; without, only the wording of commands is looked at.
    """
    if task.declined or (not task.accept and not runs):
        return
    try:
        if not task.accept:
            gold = checker.gold(task)
            if not has_effect(task, gold):
                yield "nothing that the gold command does is compared"
        for kind, commands in (("gold", (task.gold,)), ("right", task.right), ("wrong", task.wrong)):
            for command in commands:
                verdict = checker.check(task, command)
                if kind == "wrong" and verdict.right:
                    yield f"wrong is accepted: {command}"
                elif kind != "wrong" and not verdict.right:
                    reason = verdict.reason or f"deletes {', '.join(verdict.wider_deletion)}"
                    yield f"{kind} is rejected: {command}\n    {reason}"
    except TaskError as error:
        yield str(error).removeprefix(f"{task.id}: ")


def main(names: Sequence[str]) -> int:
    """Check the files of these names, by default those of the package; return the exit status."""
    files = [Path(name) for name in names] or sorted(own_folder().glob("*.toml"))
    try:
        tasks = load_files(files)
    except UsageError as error:
        print(error.message, file=sys.stderr)  # noqa: T201  this is a program
        return 1
    count = 0
    with SandboxMaker() as sandbox:
        if sandbox is None:
            print("there is no sandbox here: nothing is executed", file=sys.stderr)  # noqa: T201
        checker = Checker(sandbox)
        for task in tasks:
            for problem in problems(task, checker, runs=sandbox is not None):
                count += 1
                print(f"{task.id}: {problem}", flush=True)  # noqa: T201
    commands = sum(1 + len(task.right) + len(task.wrong) for task in tasks if not task.declined)
    print(f"{len(tasks)} tasks, {commands} commands, {count} problems")  # noqa: T201
    return 1 if count or sandbox is None else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
