"""The figures, and the answers that they are made of."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cmdgen.core.errors import (
    BackendUnavailableError,
    CmdgenError,
    NeedsDetailError,
    NoCommandError,
    RefusedError,
    TimedOutError,
    UsageError,
)
from cmdgen.core.records import Certainty
from cmdgen.evaluation import predictions
from cmdgen.evaluation.checking import Checker, Verdict
from cmdgen.evaluation.report import Share, as_json, by_category, figures, render
from cmdgen.evaluation.runner import Answer, Result, run, spread, timed
from cmdgen.evaluation.tasks import Task

if TYPE_CHECKING:
    from pathlib import Path


def task(name: str = "a", category: str = "files", *, declined: bool = False) -> Task:
    return Task(id=f"{category}.{name}", category=category, request=name, gold="" if declined else "ls", accept=() if declined else ("ls",), declined=declined)  # fmt: skip


def result(
    right: bool | None,
    *,
    category: str = "files",
    sure: bool = True,
    declined: bool = False,
    should_decline: bool = False,
    wider: tuple[str, ...] = (),
    blocked: bool = False,
    ms: float | None = None,
) -> Result:
    answer = Answer(
        command=None if declined else "ls",
        declined=declined,
        certainty=Certainty.SURE if sure else Certainty.UNSURE,
        blocked=blocked,
        ms=ms,
    )
    return Result(
        task=task(category=category, declined=should_decline),
        answer=answer,
        verdict=Verdict(right=right, wider_deletion=wider),
    )


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 100, 0.7222, 0.8749)],
)
def test_the_interval_is_that_of_wilson(count: int, of: int, low: float, high: float) -> None:
    interval = Share(count, of).interval
    assert interval is not None
    assert interval == pytest.approx((low, high), abs=5e-5)


def test_of_nothing_there_is_no_share() -> None:
    assert Share(0, 0).value is None
    assert Share(0, 0).interval is None
    assert render([]).startswith("category")


def test_each_answer_counts_where_it_belongs() -> None:
    found = figures([
        result(True, ms=10),
        result(True, sure=False, ms=20),
        result(False, wider=("x",), ms=90),
        result(False, declined=True, ms=30),
        result(True, declined=True, should_decline=True, ms=40),
        result(False, should_decline=True, blocked=True),
        result(None),
    ])  # fmt: skip
    assert found.right == Share(2, 4)
    assert found.sure == Share(2, 4)
    assert found.sure_right == Share(1, 2)
    assert found.declined_right == Share(1, 2)
    assert found.declined_wrong == Share(1, 4)
    assert (found.blocked, found.unchecked, found.median_ms, len(found.wider)) == (1, 1, 30, 1)


def test_what_the_starter_was_trained_on_counts_apart() -> None:
    known = result(True)
    known = replace(known, task=replace(known.task, seen=True))
    found = figures([known, result(False), result(True)])
    assert (found.right, found.unseen_right) == (Share(2, 3), Share(1, 2))
    assert "trained on: 1 of 2 (50.0 %) right" in render([known, result(False), result(True)])
    assert "trained on" not in render([result(False), result(True)])


def test_the_table_has_a_row_a_category_and_one_for_all() -> None:
    results = [result(True), result(False, category="git"), result(True, category="git")]
    assert list(by_category(results)) == ["files", "git"]
    rows = render(results).splitlines()
    assert [row.split()[:3] for row in rows[1:4]] == [
        ["files", "1", "1"],
        ["git", "2", "1"],
        ["all", "3", "2"],
    ]
    assert "66.7 %" in rows[3]


def test_answers_are_listed_as_wanted_and_cannot_steer_the_terminal() -> None:
    sneaky = Result(
        task=task("b"), answer=Answer(command="ls \x1b[2J\n\u202e"), verdict=Verdict(right=False, reason="no")
    )
    text = render([result(True), sneaky], "wrong")
    assert "files.b" in text
    assert "files.a" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "files.a" in render([result(True), sneaky], "all")


def test_the_json_holds_every_answer() -> None:
    data = json.loads(json.dumps(as_json([result(True, ms=1.23), result(None)], {"model": "m"})))
    assert (data["schema"], data["model"]) == (1, "m")
    assert data["total"]["right"] == {"count": 1, "of": 1, "share": 1.0, "low": 0.2065, "high": 1.0}
    assert data["categories"]["files"]["unchecked"] == 1
    assert [entry["right"] for entry in data["results"]] == [True, None]
    assert data["results"][0]["ms"] == 1.2


@pytest.mark.parametrize(
    ("error", "declined", "blocked"),
    [
        (NoCommandError("no"), True, False),
        (NeedsDetailError("which?"), True, False),
        (RefusedError("critical"), False, True),
        (TimedOutError("late"), False, False),
    ],
)
def test_an_error_of_one_answer_is_an_answer(error: CmdgenError, declined: bool, blocked: bool) -> None:
    def ask(text: str) -> Answer:
        raise error

    asked = [task(), task("b", declined=True)]
    first, second = run(asked, timed(ask), Checker(None))
    assert (first.answer.declined, first.answer.blocked) == (declined, blocked)
    assert first.answer.ms is not None
    assert (first.verdict.right, first.verdict.reason) == (False, error.message)
    assert second.verdict.right is declined


def test_a_backend_that_cannot_answer_ends_the_run() -> None:
    def ask(text: str) -> Answer:
        raise BackendUnavailableError(text)

    with pytest.raises(BackendUnavailableError):
        list(run([task()], timed(ask), Checker(None)))


def test_a_command_with_a_blank_asks_for_a_detail() -> None:
    answer = Answer(command="rm <FILE>", declined=True)
    (first,) = run([task(declined=True)], lambda _: answer, Checker(None))
    assert first.verdict.right is True
    assert not answer.is_sure


def test_a_limit_spreads_over_all_tasks() -> None:
    tasks = [task(str(number)) for number in range(10)]
    assert [chosen.request for chosen in spread(tasks, 4)] == ["0", "2", "5", "7"]
    assert spread(tasks, 99) == tasks
    assert spread(tasks, None) == tasks


def test_predictions_are_read(tmp_path: Path) -> None:
    file = tmp_path / "p.jsonl"
    file.write_text(
        '{"id": "a", "command": "ls"}\n\n{"id": "b", "command": null}\n{"id": "c", "command": "x", "certainty": "unsure"}\n'
    )
    found = predictions.read(file)
    assert found["a"].is_sure
    assert found["b"].declined
    assert not found["c"].is_sure
    assert found["c"].command == "x"


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "{",
        '{"id": 1, "command": "x"}',
        '{"id": "a", "command": 1}',
        '{"id": "a", "command": "x"}\n' * 2,
    ],
)
def test_a_prediction_that_is_not_right_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "p.jsonl").write_text(line)
    with pytest.raises(UsageError, match="line "):
        predictions.read(tmp_path / "p.jsonl")
