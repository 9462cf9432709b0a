"""Evaluation tasks that occur in the training data are found, and there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.starter import __main__ as steps
from scripts.starter.check import core_files, pair_files, tables
from scripts.starter.overlap import overlapping, tasks_in

TASKS = Path(__file__).parents[2] / "cmdgen" / "evaluation" / "tasks"
TABLE = """%show = show|list [out]
@files
$ ls
- <show> [all] (the|my) files
* what lies (here|in {dir})
* anything about {file} [at all]
"""
PAIRS = "= pwd\nWhere am I?\n"


@pytest.fixture
def data(tmp_path: Path) -> tuple[Path, Path]:
    table, pairs = tmp_path / "table.txt", tmp_path / "pairs.txt"
    table.write_text(TABLE, encoding="utf-8")
    pairs.write_text(PAIRS, encoding="utf-8")
    return table, pairs


@pytest.mark.parametrize(
    ("request_", "occurs"),
    [
        ("where am i", True),
        ("where, am I now", False),
        ("show my files", True),
        ("List out ALL the files!", True),
        ("list the  files", True),
        ("list all files", False),
        ("show out my files", False),
        ("show my file", False),
        ("show my files please", False),
        ("what lies here", True),
        ("what lies in src", False),
        ("what lies in", False),
        ("anything about", False),
        ("?", False),
    ],
)
def test_a_request_occurs_when_some_wording_gives_it(
    data: tuple[Path, Path], request_: str, occurs: bool
) -> None:
    table, pairs = data
    assert overlapping({"a": request_, "b": "never said"}, [table], [pairs]) == (["a"] if occurs else [])


def test_a_line_with_very_many_wordings_is_walked_quickly(tmp_path: Path) -> None:
    table = tmp_path / "table.txt"
    table.write_text("@x\n$ ls\n* " + "(a|aa|b)[c]" * 60 + "\n", encoding="utf-8")
    assert overlapping({"one": "b" * 59 + "aac", "other": "b" * 59}, [table], []) == ["one"]


def test_the_step_names_what_is_not_marked(
    tmp_path: Path,
    data: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(steps, "tables", lambda: [data[0]])
    monkeypatch.setattr(steps, "pair_files", lambda: [data[1]])
    monkeypatch.setattr(steps, "core_files", list)
    tasks = tmp_path / "tasks"
    tasks.mkdir()
    asked = '[[task]]\nid = "{}"\nrequest = "{}"\n{}\n'
    file = tasks / "some.toml"
    file.write_text(
        asked.format("a", "where am i", "") + asked.format("b", "never said", ""), encoding="utf-8"
    )
    assert steps.main(["overlap", "--tasks", str(tasks)]) == 1
    assert capsys.readouterr().out.splitlines()[0] == "a"
    file.write_text(asked.format("a", "where am i", "seen = true"), encoding="utf-8")
    assert steps.main(["overlap", "--tasks", str(tasks)]) == 0


def test_no_task_that_counts_as_unseen_occurs_in_the_training_data() -> None:
    tasks = tasks_in(TASKS)
    assert len(tasks) > 300
    found = overlapping(
        {name: request for name, (request, _) in tasks.items()}, tables(), [*pair_files(), *core_files()]
    )
    assert [name for name in found if not tasks[name][1]] == []
