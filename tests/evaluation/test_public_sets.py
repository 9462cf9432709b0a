"""Published test sets, in the forms that they are published in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cmdgen.cli.main import main
from cmdgen.core.errors import UsageError
from cmdgen.evaluation.public_sets import load_public_set

PAIRS = [("list files", "ls"), ("count lines of a.txt", "wc -l a.txt")]


def written(folder: Path, form: str) -> Path:
    file = folder / f"set.{form}"
    records = [{"nl": request, "bash": command, "difficulty": 1} for request, command in PAIRS]
    if form == "nl":
        file.write_text("\n".join(request for request, _ in PAIRS) + "\n")
        file.with_suffix(".cm").write_text("\n".join(command for _, command in PAIRS) + "\n")
    elif form == "jsonl":
        file.write_text("\n".join(json.dumps(record) for record in records) + "\n")
    elif form == "json":
        file.write_text(json.dumps({str(n): {"invocation": r, "cmd": c} for n, (r, c) in enumerate(PAIRS)}))
    else:
        sign = "," if form == "csv" else "\t"
        file.write_text("\n".join(sign.join(row) for row in [("nl", "bash"), *PAIRS]) + "\n")
    return file


@pytest.mark.parametrize("form", ["nl", "jsonl", "json", "csv", "tsv"])
def test_every_form_gives_the_same_tasks(form: str, tmp_path: Path) -> None:
    tasks = load_public_set(written(tmp_path, form))
    assert [(task.request, task.gold) for task in tasks] == PAIRS
    assert [task.accept for task in tasks] == [("ls",), ("wc -l a.txt",)]


def test_all_commands_of_a_record_are_right(tmp_path: Path) -> None:
    file = tmp_path / "alfa.csv"
    file.write_text('nl,bash,bash2\n"list, sorted",ls,"ls -1"\n,pwd,\n')
    (task,) = load_public_set(file)
    assert (task.request, task.accept) == ("list, sorted", ("ls", "ls -1"))


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.json", "[1]"), ("a.json", "{"), ("a.jsonl", "{}"), ("a.csv", "x,y\n1,2\n"), ("a.nl", "b\n")],
)
def test_what_holds_no_pairs_is_refused(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(UsageError, match="cannot be used as a test set"):
        load_public_set(tmp_path / name)


def test_requests_and_commands_have_to_be_as_many(tmp_path: Path) -> None:
    file = written(tmp_path, "nl")
    file.with_suffix(".cm").write_text("ls\n")
    with pytest.raises(UsageError, match="2 requests and 1 commands"):
        load_public_set(file)


def test_a_set_is_scored_by_wording(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "--tasks", str(written(tmp_path, "csv")), "--json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["total"]["right"]["of"] == 2
    assert {result["category"] for result in found["results"]} == {"public"}
    assert found["results"][0]["right"] is True
