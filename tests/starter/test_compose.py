"""The composed families: whole requests, commands that parse and do what the words say, nothing wider than asked."""

from __future__ import annotations

import csv
import datetime
import random
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from scripts.starter.check import syntax_error
from scripts.starter.compose import (
    Composed,
    Composer,
    archives,
    conditions,
    csv_rows,
    dates,
    files,
    find,
    json_values,
    permissions,
    tables,
    text,
)
from scripts.starter.compose.kit import Draft, singular

FAMILIES: list[Composer] = [
    archives.make,
    conditions.make,
    csv_rows.make,
    dates.make,
    files.make,
    find.make,
    json_values.make,
    permissions.make,
    tables.make,
    text.make,
]
NEW = [family for family in FAMILIES if family is not find.make]
by_family = pytest.mark.parametrize("make", FAMILIES, ids=lambda make: make.__module__.rpartition(".")[2])
of_new = pytest.mark.parametrize("make", NEW, ids=lambda make: make.__module__.rpartition(".")[2])


def drawn(make: Composer, count: int = 400, seed: int = 5) -> list[Composed]:
    rng = random.Random(seed)
    return [make(rng) for _ in range(count)]


def words_of(made: Composed) -> str:
    return re.sub(r"\s+", " ", "".join(piece.text for piece in made.pieces)).strip()


def output(command: str, folder: Path) -> str:
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("needs bash")
    done = subprocess.run(
        [shell, "-c", command], cwd=folder, capture_output=True, text=True, check=False, timeout=10
    )
    assert done.stderr == "", command
    return done.stdout


@by_family
def test_a_seed_gives_the_same_requests_again(make: Composer) -> None:
    assert drawn(make, 20) == drawn(make, 20)


@by_family
def test_requests_hardly_ever_repeat(make: Composer) -> None:
    assert len({words_of(made) for made in drawn(make)}) > 330


@by_family
def test_every_command_parses(make: Composer) -> None:
    commands = [made.command for made in drawn(make) if not made.command.startswith("#?")]
    together = "\n".join(f"one() {{\n{command}\n}}" for command in commands)
    if syntax_error(together) is not None:  # name the one at fault
        assert [command for command in commands if syntax_error(command) is not None] == []


@of_new
def test_no_part_of_a_template_is_left_over(make: Composer) -> None:
    for made in drawn(make):
        words = "".join(piece.text for piece in made.pieces if not piece.is_value)
        assert not re.search(r"@[a-z]|\{[a-z]|\(\||\|\)", words), words
        assert not re.search(
            r"\{(src|dst|tab|js|arc|obj|word|file|ext|col|num|day)\d?(\|\w+)?\}", made.command
        )
        assert "  " not in made.command
        assert made.command == made.command.strip()


@by_family
def test_the_same_words_never_have_two_commands(make: Composer) -> None:
    commands = defaultdict(set)
    for made in drawn(make, 800):
        commands[words_of(made), made.system].add(made.command)
    assert [key for key, known in commands.items() if len(known) > 1] == []


@by_family
def test_nothing_is_deleted_by_force_and_nothing_wider_than_asked(make: Composer) -> None:
    for made in drawn(make, 800):
        assert not re.search(r"\brm -\w*f|--force|--no-preserve-root", made.command), made.command
        assert not re.search(r"\brm (-r )?(/|~|\*|\.)( |$)", made.command), made.command
        if made.command.startswith("find") and "-delete" in made.command:
            assert re.search(
                r"-name|-m(time|min)|-a(time|min)|-size|-empty|-user|-xtype|-newer|-perm|-executable|-type l",
                made.command,
            )


def test_a_deletion_without_its_measure_gets_a_question() -> None:
    vague = [made for made in drawn(files.make, 1500) if made.command.startswith("#?")]
    assert vague
    for made in vague:
        assert made.command in {"#? need age", "#? need size"}
        assert not re.search(r"\d+ ?(day|week|month|hour|[kmg]b)", words_of(made), re.IGNORECASE)


def test_a_condition_in_the_words_is_in_the_command() -> None:
    for made in drawn(tables.make, 1500):
        if made.name.startswith(("csv.filter", "csv.namefilter", "json.select")):
            for piece in made.pieces:
                value = piece.text.strip("\"'.")
                if piece.is_value and not value.isalpha():
                    assert value.rpartition("/")[2] in made.command, made


def test_a_shifted_date_is_the_date_that_the_calendar_says(tmp_path: Path) -> None:
    if "GNU" not in output("date --version 2>&1 | head -n 1", tmp_path):
        pytest.skip("needs GNU date")
    checked = 0
    for made in drawn(dates.make, 600):
        shift = re.fullmatch(r'date -d "(\d{4}-\d\d-\d\d) ([+-]) (\d+) (day|week)s?" \+%F', made.command)
        if shift and made.system == "linux bash":
            days = int(shift[3]) * (7 if shift[4] == "week" else 1) * (1 if shift[2] == "+" else -1)
            expected = datetime.date.fromisoformat(shift[1]) + datetime.timedelta(days=days)
            assert output(made.command, tmp_path).strip() == expected.isoformat()
            checked += 1
    assert checked > 5


def test_days_between_two_dates_are_counted_right(tmp_path: Path) -> None:
    if "GNU" not in output("date --version 2>&1 | head -n 1", tmp_path):
        pytest.skip("needs GNU date")
    some = [
        made
        for made in drawn(dates.make, 1000)
        if made.name == "date.daysbetween" and made.system == "linux bash"
    ]
    assert len(some) > 5
    for made in some[:12]:
        later, earlier = map(datetime.date.fromisoformat, re.findall(r"\d{4}-\d\d-\d\d", made.command))
        assert int(output(made.command, tmp_path)) == (later - earlier).days > 0


@pytest.fixture
def sales(tmp_path: Path) -> list[list[str]]:
    """A table of nine columns of numbers, as ``table.csv`` in the folder of the test."""
    rng = random.Random(3)
    rows = [[str(rng.randrange(1, 200)) for _ in range(9)] for _ in range(30)]
    with (tmp_path / "table.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([[f"c{n}" for n in range(9)], *rows])
    return rows


def test_sums_averages_and_extremes_of_csv_columns_agree_with_python(
    sales: list[list[str]], tmp_path: Path
) -> None:
    checked = 0
    for made in drawn(tables.make, 1500):
        kind = made.name.removeprefix("csv.")
        if (
            kind not in {"sum", "avg", "max", "min"}
            or "-F," not in made.command + " -F,"
            or made.system != "linux bash"
        ):
            continue
        column = re.search(r"s\+=\$(\d)|-f(\d)", made.command)
        if column is None or re.search(r"-F'|-F:|-d[\":]|cut -f", made.command):
            continue
        numbers = [int(row[int(column[1] or column[2]) - 1]) for row in sales]
        expected = {
            "sum": sum(numbers),
            "avg": sum(numbers) / len(numbers),
            "max": max(numbers),
            "min": min(numbers),
        }[kind]
        command = re.sub(r"(\"[^\"]*\.csv\"|\S+\.csv)", "table.csv", made.command)
        assert float(output(command, tmp_path)) == pytest.approx(expected, rel=1e-3), command
        checked += 1
    assert checked > 10


def test_a_wording_that_leaves_out_a_condition_is_not_taken() -> None:
    for seed in range(30):
        draft = Draft(random.Random(seed), mac=0)
        made = draft.made("x", ("* short", "* with @out"), "ls > list", out="into list")
        assert words_of(made) == "with into list"


def test_articles_and_numbers_of_nouns_fit() -> None:
    draft = Draft(random.Random(1), mac=0)
    made = draft.made("x", "* make (a|an) @kind of each @items", "ls", kind="xz archive", items="entries")
    assert words_of(made) in {"make a xz archive of each entry", "make an xz archive of each entry"}
    assert singular("movies") == "movie"
    assert singular("log entries") == "log entry"
