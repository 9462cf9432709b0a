"""Composed requests with several conditions: each condition of the words is in the command, and the command obeys it."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from scripts.starter.check import syntax_error
from scripts.starter.compose import Composed, Composer
from scripts.starter.compose.conditions import files, text

BOTH = pytest.mark.parametrize("make", [files.make, text.make], ids=["files", "text"])
WITH_GNU = pytest.mark.skipif(sys.platform != "linux", reason="the commands are those of GNU tools")


def drawn(make: Composer, count: int = 500, seed: int = 11) -> list[Composed]:
    rng = random.Random(seed)
    return [make(rng) for _ in range(count)]


def on_linux(make: Composer, name: str, count: int = 1200) -> list[Composed]:
    return [made for made in drawn(make, count) if made.name.startswith(name) and made.system == "linux bash"]


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


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def filled(folder: Path, names: list[str]) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return folder


@BOTH
def test_the_same_seed_gives_the_same_requests_and_they_hardly_repeat(make: Composer) -> None:
    assert drawn(make, 20) == drawn(make, 20)
    assert len({words_of(made) for made in drawn(make)}) > 470


@BOTH
def test_every_command_parses_and_nothing_of_a_template_is_left(make: Composer) -> None:
    some = drawn(make)
    for at in range(0, len(some), 100):
        commands = [made.command for made in some[at : at + 100]]
        if syntax_error("\n".join(f"one() {{\n{command}\n}}" for command in commands)) is not None:
            assert [command for command in commands if syntax_error(command) is not None] == []
    for made in some:
        words = "".join(piece.text for piece in made.pieces if not piece.is_value)
        assert not re.search(r"@[a-z]|\{[a-z]|\(\||\|\)|\w\|\w", words), words
        assert not re.search(
            r"@[a-z]\b|\{(src|srcb|dst|word|ext|nums|low|high|third|zone)\d?(\|\w+)?\}", made.command
        )
        assert "  " not in made.command


@BOTH
def test_the_same_words_never_have_two_commands(make: Composer) -> None:
    commands = defaultdict(set)
    for made in drawn(make, 1200):
        commands[words_of(made), made.system].add(made.command)
    assert [key for key, known in commands.items() if len(known) > 1] == []


@BOTH
def test_nothing_is_deleted_by_force_or_without_a_condition(make: Composer) -> None:
    for made in drawn(make, 1200):
        assert not re.search(r"\brm -\w*[rf]|--force", made.command), made.command
        if "-delete" in made.command:
            assert re.search(r"-i?name|-mtime|-newermt|-size|-empty|-user|-path", made.command)
            assert not re.search(r"-delete .", made.command)


def test_every_value_of_a_condition_is_in_the_command() -> None:
    for made in drawn(files.make, 1200):
        if not made.name.startswith(("cond.list", "cond.delete", "cond.copy", "cond.move", "cond.count")):
            continue
        for piece in made.pieces:
            value = piece.text.strip("\"'./~ ")
            if (
                piece.is_value
                and re.fullmatch(r"[a-z]+[_-][a-z]+|20\d\d-\d\d-\d\d", value)
                and value in piece.text.split()
            ):
                assert value in made.command, made


def test_what_the_words_leave_out_the_command_leaves_out() -> None:
    for made in drawn(files.make, 1500):
        if made.command.startswith("find"):
            words = words_of(made)
            plain = re.sub(
                r"not (older|changed|modified|touched|more|recursively|deeper|below|in (the |its |)subfolders)|not \w+ (since|weeks? yet|days? yet)",
                "",
                words,
            )
            if re.search(r"\b(except|other than|apart from|unless|neither)\b", plain):
                assert "-not " in made.command, made
            if "-not -name" in made.command:
                assert re.search(
                    r"\b(not|don't|aren't|except|excluding|without|but|other|apart|unless|neither|skip\w*|ignore|leave|leaving|minus|exception|have (another|a different))\b",
                    words,
                ), made
            assert ("-maxdepth 1" in made.command) == bool(
                re.search(
                    r"\bonly\b(?! (the|those|just|file))|not in (the |its |)subfolders|without (the |its |)subfolders|itself, not below|level only|not (recursively|deeper)|(go|look) into subfolders|directly|not in subfolders",
                    words,
                )
            ) or "only" in words, made


@WITH_GNU
def test_a_range_of_sizes_keeps_what_lies_inside(tmp_path: Path) -> None:
    checked = 0
    for made in on_linux(files.make, "cond.list"):
        sizes = re.search(r"-size \+(\d+)k -size -(\d+)k", made.command)
        if sizes and 2 < int(sizes[1]) + 2 < int(sizes[2]) - 2:
            low, high = int(sizes[1]), int(sizes[2])
            for name, size in (("small", low), ("middle", low + 2), ("large", high + 1)):
                (tmp_path / name).write_bytes(b"x" * 1024 * size)
            assert output(f"find . -type f {sizes[0]}", tmp_path) == "./middle\n"
            assert re.search(rf"\b{low}\D.*\b{high}\D|\b{high}\D.*\b{low}\D", words_of(made) + " ")
            checked += 1
    assert checked > 2


@WITH_GNU
def test_deletions_by_pattern_take_what_the_pattern_says_and_nothing_else(tmp_path: Path) -> None:
    checked = 0
    for number, made in enumerate(on_linux(files.make, "cond.globrm.")):
        glob = re.fullmatch(r"rm ([\w.-]+)\*\.(\w+)", made.command)
        if glob:
            stem, ext = glob[1], glob[2]
            folder = filled(
                tmp_path / str(number),
                [f"{stem}.{ext}", f"{stem}-2.{ext}", f"x{stem}.{ext}", f"{stem}.{ext}x", f"sub/{stem}.{ext}"],
            )
            output(made.command, folder)
            assert files_in(folder) == {f"x{stem}.{ext}", f"{stem}.{ext}x", f"sub/{stem}.{ext}"}
            checked += 1
    assert checked > 2


@WITH_GNU
def test_the_newest_go_and_the_others_stay(tmp_path: Path) -> None:
    checked = 0
    for number, made in enumerate(on_linux(files.make, "cond.", 2500)):
        order = re.fullmatch(
            r"ls -(t|tr) \*\.(\w+) \| (head -n|tail -n \+)\s?(\d+) \| xargs -d '\\n' (rm|mv -t ([\w-]+))",
            made.command,
        )
        if order is None:
            continue
        oldest_first, ext, count = order[1] == "tr", order[2], int(order[4])
        folder = filled(tmp_path / str(number), [f"{n:02d}.{ext}" for n in range(25)])
        for n in range(25):
            os.utime(folder / f"{n:02d}.{ext}", (1_600_000_000 + n, 1_600_000_000 + n))
        if order[6]:
            (folder / order[6]).mkdir()
        output(made.command, folder)
        ranked = sorted((f"{n:02d}.{ext}" for n in range(25)), reverse=not oldest_first)
        stay = ranked[count:] if order[3] == "head -n" else ranked[: count - 1]
        assert {path.name for path in folder.iterdir() if path.is_file()} == set(stay), made
        checked += 1
    assert checked > 5


@WITH_GNU
def test_renaming_below_a_folder_keeps_the_folders(tmp_path: Path) -> None:
    made = on_linux(files.make, "cond.rename.deep")[0]
    old, new = re.findall(r"\.(\w+)[\"}']", made.command)[0], re.findall(r"\}\.(\w+)\"", made.command)[0]
    filled(tmp_path, [f"a b.{old}", f"sub/c.{old}", "d.other"])
    output(made.command, tmp_path)
    assert files_in(tmp_path) == {f"a b.{new}", f"sub/c.{new}", "d.other"}


@WITH_GNU
def test_lines_with_one_word_and_without_another(tmp_path: Path) -> None:
    checked = 0
    for made in on_linux(text.make, "cond.text.andnot"):
        parts = re.fullmatch(r'grep "(.+)" (\S+) \| grep -v(c?) "(.+)"', made.command)
        if parts and "/" not in parts[2] and not parts[2].startswith(('"', "'", "~")):
            has, lacks = parts[1], parts[4]
            if has in lacks or lacks in has:
                continue
            lines = [f"1 {has} end", f"2 {lacks} end", f"3 {has} {lacks}", "4 none"]
            (tmp_path / parts[2]).write_text("\n".join(lines) + "\n", encoding="utf-8")
            expected = "1\n" if parts[3] else lines[0] + "\n"
            assert output(made.command, tmp_path) == expected
            checked += 1
    assert checked > 5


@WITH_GNU
def test_replacing_stays_within_its_lines(tmp_path: Path) -> None:
    checked = 0
    for made in on_linux(text.make, "cond.text.replace", 2500):
        parts = re.fullmatch(r"sed -i '(\d+),(\d+)(!?)s/(\w+)/(\w+)/g' ([\w.-]+)", made.command)
        if parts:
            low, high, old, new = int(parts[1]), int(parts[2]), parts[4], parts[5]
            (tmp_path / parts[6]).write_text(f"{old}\n" * 150, encoding="utf-8")
            output(made.command, tmp_path)
            lines = (tmp_path / parts[6]).read_text(encoding="utf-8").splitlines()
            changed = {number for number, line in enumerate(lines, 1) if line == new}
            inside = set(range(low, high + 1))
            assert changed == (set(range(1, 151)) - inside if parts[3] else inside)
            assert bool(parts[3]) == bool(re.search(r"except|but not|everywhere but|outside", words_of(made)))
            checked += 1
    assert checked > 5


@WITH_GNU
def test_sums_of_a_column_count_only_the_lines_that_are_meant(tmp_path: Path) -> None:
    checked = 0
    rows = [[str(10 * line + column) for column in range(1, 7)] for line in range(1, 101)]
    for made in on_linux(text.make, "cond.text.colsum", 2500):
        parts = re.fullmatch(
            r"awk '\$(\d) ([<>]) (\d+) \{s\+=\$(\d)\} END \{print s\}' ([\w.-]+)", made.command
        )
        if parts:
            (tmp_path / parts[5]).write_text(
                "\n".join(" ".join(row) for row in rows) + "\n", encoding="utf-8"
            )
            limit, where, column = int(parts[3]), int(parts[1]) - 1, int(parts[4]) - 1
            expected = sum(
                int(row[column])
                for row in rows
                if (int(row[where]) > limit if parts[2] == ">" else int(row[where]) < limit)
            )
            assert output(made.command, tmp_path).strip() == (str(expected) if expected else "")
            checked += 1
    assert checked > 3


@WITH_GNU
def test_every_date_command_is_understood(tmp_path: Path) -> None:
    for made in on_linux(text.make, "cond.date", 500):
        if made.command.startswith(("date", "TZ=", "for i in")):
            assert output(made.command, tmp_path).strip()
