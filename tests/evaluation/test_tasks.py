"""Task files: what is refused, and that those of the package hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cmdgen.core.errors import UsageError
from cmdgen.evaluation.checking import Checker
from cmdgen.evaluation.runner import spread
from cmdgen.evaluation.selfcheck import main, problems
from cmdgen.evaluation.tasks import Compare, load_files, load_folder, own_folder, parse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cmdgen.evaluation.tasks import Task

HEAD = 'schema = 1\ncategory = "files"\n'
TASK = '[[task]]\nid = "files.a"\nrequest = "list"\ngold = "ls"\n'


def test_a_task_is_read_with_its_defaults() -> None:
    (task,) = parse(HEAD + TASK + 'compare = "names"\nright = ["ls -1"]\n', "x")
    assert (task.id, task.category, task.request, task.gold) == ("files.a", "files", "list", "ls")
    assert (task.compare, task.fixture, task.tree, task.right) == (Compare.NAMES, "project", True, ("ls -1",))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("schema = ", "no valid TOML"),
        (TASK, "schema"),
        ("schema = 1\n" + TASK, "category is missing"),
        (HEAD + "tasks = 1\n", "tasks"),
        (HEAD + "task = 1\n", "[[task]]"),
        (HEAD + TASK + 'golden = "ls"\n', "did you mean gold?"),
        (HEAD + TASK + "tree = 1\n", "true or false"),
        (HEAD + TASK + "right = [1]\n", "a list of texts"),
        (HEAD + TASK + "setup = []\n", "a text"),
        (HEAD + TASK + 'compare = "some"\n', "one of text, lines"),
        (HEAD + TASK + 'fixture = "none"\n', "no fixture none"),
        (HEAD + TASK + "declined = true\n", "has no commands"),
        (HEAD + TASK + 'absent = ["x"]\n', "absent is for"),
        (HEAD + TASK + "sudo = true\n", "sudo is for"),
        (HEAD + TASK + 'compare = "nothing"\ntree = false\n', "nothing is compared"),
        (HEAD + '[[task]]\nid = "a"\nrequest = "b"\n', "gold is missing"),
        (HEAD + '[[task]]\nid = "a"\ngold = "b"\n', "request is missing"),
    ],
)
def test_a_file_that_is_not_right_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(UsageError, match="x") as caught:
        parse(text, "x")
    assert complaint in caught.value.message


def test_an_id_stands_for_one_task(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(HEAD + TASK)
    with pytest.raises(UsageError, match="taken already"):
        load_folder(tmp_path)


def test_an_empty_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no task files"):
        load_folder(tmp_path)
    with pytest.raises(UsageError, match="cannot be read"):
        load_files([tmp_path / "missing.toml"])


def test_every_category_of_the_package_can_be_loaded() -> None:
    tasks = load_folder(own_folder())
    assert "files" in {task.category for task in tasks}
    assert all(task.id.startswith(f"{task.category}.") for task in tasks if not task.declined)


def test_every_pattern_accepts_its_right_commands_only() -> None:
    worded = [task for task in load_folder(own_folder()) if task.accept]
    assert found(worded, Checker(None)) == []


def test_executed_tasks_hold(checker: Checker) -> None:
    """Try some of them; `python -m cmdgen.evaluation.selfcheck` tries all, which takes minutes."""
    executed = [task for task in load_folder(own_folder()) if not task.accept and not task.declined]
    assert found(spread(executed, 3), checker) == []


def found(tasks: Sequence[Task], checker: Checker) -> list[str]:
    """Return what is wrong with these tasks."""
    return [f"{task.id}: {problem}" for task in tasks for problem in problems(task, checker)]


def test_a_checker_that_lets_wrong_commands_pass_is_told(
    checker: Checker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = HEAD + TASK + 'right = ["ls -r"]\nwrong = ["ls -1"]\n'
    bad += '[[task]]\nid = "files.b"\nrequest = "b"\ngold = "false"\n'
    bad += '[[task]]\nid = "files.c"\nrequest = "c"\ngold = "true"\n'
    bad += '[[task]]\nid = "files.d"\nrequest = "d"\ngold = "ls"\nsetup = "exit 3"\n'
    (tmp_path / "bad.toml").write_text(bad)
    assert main([str(tmp_path / "bad.toml")]) == 1
    told = capsys.readouterr().out
    assert "files.a: right is rejected: ls -r" in told
    assert "files.a: wrong is accepted: ls -1" in told
    assert "files.b: the gold command fails: status 1" in told
    assert "files.c: nothing that the gold command does is compared" in told
    assert "files.d: the setup fails: status 3" in told
    assert "4 tasks, 6 commands, 5 problems" in told
