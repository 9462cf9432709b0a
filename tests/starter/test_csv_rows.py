"""Composed requests about csv rows: every operation is run on invented rows and must give what Python says."""

from __future__ import annotations

import operator
import os
import random
import re
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.starter.compose import Composed
from scripts.starter.compose.csv_rows import WISHES, Meaning, composed
from scripts.starter.compose.records import plural_of

Row = list[str]
COLUMNS, ROWS = 9, 14
HEAD = [f"h{column}" for column in range(1, COLUMNS + 1)]
COMPARES: dict[str, Callable[[int, int], bool]] = {
    ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le,
}  # fmt: skip
UNORDERED = {"freq", "freqtop", "sumper", "avgper"}


def drawn(each: int, seed: int = 3) -> list[tuple[Composed, Meaning]]:
    """So many requests of every operation."""
    rng = random.Random(seed)
    found: dict[str, list[tuple[Composed, Meaning]]] = defaultdict(list)
    for _ in range(20000):
        made = composed(rng)
        if len(found[made[1].op]) < each:
            found[made[1].op].append(made)
            if len(found) == len(WISHES) and all(len(some) == each for some in found.values()):
                break
    assert set(found) == set(WISHES)
    return [made for some in found.values() for made in some]


def rows_for(meaning: Meaning, rng: random.Random) -> list[Row]:
    """Rows with numbers where the request speaks of numbers, so that its test holds for some."""
    rows = [[rng.choice(["ab", "cd", "Ef", "gh"]) for _ in HEAD] for _ in range(ROWS)]
    for column, kind in meaning.kinds.items():
        if kind == "n":  # no two alike: the first of equal ones would be a matter of taste
            for row, number in zip(rows, rng.sample(range(1, 5000), ROWS), strict=True):
                row[column - 1] = str(number)
    if meaning.test:
        how, column, value = meaning.test
        for row in rows:
            near = [value, f"{value}x", f"x{value}", "none", ""]
            if how in COMPARES or meaning.kinds[column] == "n":
                near = [str(int(value) + distance) for distance in range(-2, 3)]
            row[column - 1] = rng.choice(near)
    return rows


def passes(row: Row, meaning: Meaning) -> bool:
    if meaning.test is None:
        return True
    how, column, value = meaning.test
    here = row[column - 1]
    if how in COMPARES:
        return COMPARES[how](int(here), int(value))
    return {
        "==": here == value,
        "!=": here != value,
        "has": value in here,
        "start": here.startswith(value),
        "end": here.endswith(value),
        "empty": not here,
    }[how]


def short(number: float) -> str:
    """Write a number as awk prints it."""
    return f"{number:.6g}"


def expected(rows: list[Row], meaning: Meaning) -> list[str]:  # noqa: PLR0912 - one line an operation
    """The lines that the request wants, without the header where it speaks of the rows only."""
    sign, n, a, b = meaning.sign, meaning.n, meaning.a - 1, meaning.b - 1
    some = [row for row in rows if passes(row, meaning)]
    values = [row[a] for row in some]
    lines = [sign.join(row) for row in rows]
    whole = [sign.join(HEAD), *lines]
    match meaning.op:
        case "col" | "uniq" | "nuniq":
            once = sorted(set(values))
            return {"col": values, "uniq": once, "nuniq": [str(len(once))]}[meaning.op]
        case "cols":
            between = " " if meaning.test else sign
            return [between.join((row[a], row[b])) for row in some]
        case "drop":
            return [sign.join((*row[:a], *row[a + 1 :])) for row in (HEAD, *rows)]
        case "rows":
            return [sign.join(row) for row in some]
        case "count":
            return [str(len(some))]
        case "nrows":
            return [str(len(rows))]
        case "sum" | "avg":
            total = sum(map(int, values))
            return [str(total) if meaning.op == "sum" else short(total / len(values))]
        case "max" | "min":
            return [str((max if meaning.op == "max" else min)(map(int, values)))]
        case "maxrow" | "minrow" | "maxcol" | "top" | "sortn" | "sortd":
            rising = meaning.op in {"minrow", "sortn"}
            ordered = sorted(rows, key=lambda row: int(row[a]), reverse=not rising)
            if meaning.op == "maxcol":
                return [ordered[0][b]]
            wanted = {"maxrow": 1, "minrow": 1, "top": n}.get(meaning.op, len(rows))
            return [sign.join(row) for row in ordered[:wanted]]
        case "sortt":
            return [sign.join(row) for row in sorted(rows, key=lambda row: (row[a], sign.join(row)))]
        case "freq" | "freqtop":
            return [f"{times} {value}" for value, times in Counter(values).items()]
        case "sumper" | "avgper":
            groups: dict[str, list[int]] = defaultdict(list)
            for row in rows:
                groups[row[b]].append(int(row[a]))
            share = {key: sum(v) if meaning.op == "sumper" else sum(v) / len(v) for key, v in groups.items()}
            return [
                f"{key} {value if meaning.op == 'sumper' else short(value)}" for key, value in share.items()
            ]
        case "head" | "nohead":
            return lines[:n] if meaning.op == "head" else lines
        case "row":
            return whole[n - 1 : n]
        case "ncols":
            return [str(COLUMNS)]
        case "names":
            return HEAD
        case "tabs" | "pipes":
            return [line.replace(sign, "\t" if meaning.op == "tabs" else "|") for line in whole]
        case "table":
            return [" ".join(row).rstrip() for row in (HEAD, *rows)]
        case "dedupe":
            return [whole[0], *(lines[at] for at, row in enumerate(rows) if row[a] not in values[:at])]
        case "lastcol":
            return [row[-1] for row in (HEAD, *rows)]
        case "swap":
            return [sign.join((row[b], row[a])) for row in (HEAD, *rows)]
        case _:
            raise AssertionError(meaning.op)


def header_of(meaning: Meaning) -> str:
    """The header as it comes out where it is not left out: whole, or the columns that are asked for."""
    names = {"col": [HEAD[meaning.a - 1]], "cols": [HEAD[meaning.a - 1], HEAD[meaning.b - 1]]}
    between = " " if meaning.op == "cols" and meaning.test else meaning.sign
    return between.join(names.get(meaning.op, HEAD))


def is_right(got: list[str], wanted: list[str], meaning: Meaning) -> bool:
    op, header = meaning.op, header_of(meaning)
    if op in UNORDERED:
        found = Counter(" ".join(line.split()) for line in got)
        if op == "freqtop":
            times = [int(line.split()[0]) for line in got]
            most = sorted((int(line.split()[0]) for line in wanted), reverse=True)[: meaning.n]
            return found <= Counter(wanted) and times == most
        return found == Counter(wanted)
    if op == "table":
        return [" ".join(line.split()) for line in got] == [" ".join(line.split()) for line in wanted]
    if op.startswith("sort"):
        if not meaning.header:  # nothing was said of a header: it is sorted with the rest
            return [line for line in got if line != header] == wanted and header in got
        return got == ([header] if meaning.header == "keep" else []) + wanted
    if op == "rows" and meaning.header == "keep":
        return got == [header, *wanted]
    if op in {"col", "cols", "rows"} and not meaning.header:  # whether the header passes is left open
        return got in (wanted, [header, *wanted])
    if op == "count" and not meaning.header and meaning.test and meaning.test[0] == "!=":
        return got in (wanted, [str(int(wanted[0]) + 1)])
    return got == wanted


def run(command: str, folder: Path) -> str:
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("needs bash")
    done = subprocess.run(
        [shell, "-c", command], cwd=folder, capture_output=True, text=True, check=False, timeout=20,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(folder)},
    )  # fmt: skip
    assert done.stderr == "", command
    return done.stdout


def results(made: Composed, meaning: Meaning, rows: list[Row], folder: Path) -> list[str]:
    """Write the rows into the file of the request, run the command and return the lines that it gives."""
    lines = [meaning.sign.join(row) for row in (HEAD, *rows)]
    (folder / "in.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    quoted = f'"{meaning.file}"'
    command = made.command.replace(quoted if quoted in made.command else meaning.file, "in.csv")
    if meaning.out:
        command = command.replace(f"> {meaning.out}", "> out.txt")
    text = run(command, folder)
    if meaning.out:
        assert text == "", command
        text = (folder / "out.txt").read_text(encoding="utf-8")
    return text.splitlines()


def test_every_command_gives_what_the_words_say(tmp_path: Path) -> None:
    rng = random.Random(4)
    for made, meaning in drawn(3):
        rows = rows_for(meaning, rng)
        if meaning.op in {"sum", "avg"} and not any(passes(row, meaning) for row in rows):
            continue
        got, wanted = results(made, meaning, rows, tmp_path), expected(rows, meaning)
        assert is_right(got, wanted, meaning), (made.command, meaning, got, wanted)


def test_every_value_of_a_test_is_in_the_command() -> None:
    rng = random.Random(8)
    tested = 0
    for _ in range(1500):
        made, meaning = composed(rng)
        if meaning.test:
            _, column, value = meaning.test
            assert f"${column} " in made.command, made
            assert value in made.command, made
            tested += 1
    assert tested > 100


def test_a_column_is_found_by_its_place_in_the_list_of_columns() -> None:
    rng = random.Random(9)
    checked = 0
    for _ in range(1500):
        made, meaning = composed(rng)
        words = "".join(piece.text for piece in made.pieces)
        listed = re.search(r"\w+(?:, ?\w+){2,}(?=[)\s,.:]|$)", words)
        if listed is None or not meaning.a or not re.search(r"columns|header", words):
            continue
        columns = re.split(r", ?", listed[0])
        if (
            re.search(r"\b(column|col|field) (number )?\d|\d(st|nd|rd|th) ", words)
            or len(columns) < meaning.a
        ):
            continue
        name = columns[meaning.a - 1]
        assert re.search(rf"\b({name}|{plural_of(name)})\b", words.replace(listed[0], "")), made
        checked += 1
    assert checked > 50


def test_every_operation_is_asked_in_eight_ways_and_more() -> None:
    for name, (_, nouns, own, *_) in WISHES.items():
        assert len(nouns) + len(own) >= 8, name
