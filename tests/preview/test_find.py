"""What our reading of a find expression finds, against the real find without its action."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmdgen.core.records import Command
from cmdgen.preview.budget import Budget
from cmdgen.preview.find_walk import Walk
from cmdgen.preview.globs import CannotKnow, Places
from cmdgen.safety.effects import effects

EXPRESSIONS = (
    "", "-name '*.o'", "-iname '*.TXT'", "-name '.*'", "-name '*'", "-path './src/*'", "-path '*deep*'", "-wholename './src'", "-ipath '*/DEEP/*'", "-type f", "-type d", "-type l", "-type p",
    "-type f,l", "-empty", "-type d -empty", "-type f -empty", "-size +10k", "-size -3", "-size 0", "-size 8", "-size +2000c", "-size 3k", "-size +0", "-maxdepth 1", "-mindepth 2",
    "-mindepth 1 -maxdepth 1 -type d", "-newer notes", "-newermt 2023-11-14", "-newermt '2023-11-14 22:13:25'", "! -newer 'x y.txt'", "-mtime +1", "-mtime -1", "-mtime 0", "-mmin -5",
    "-mmin +5", "-amin -100", "-perm 640", "-perm -600", "-perm /077", "-perm -u", "-user root", "-uid 0", "-gid +5", "-links 2", "-links +1", "-name '*.o' -o -name '*.txt'",
    "-type f -name '*.o' -o -type d -name deep", "\\( -name '*.o' -o -name '*.txt' \\) -type f", "! -name '*.txt'", "-not \\( -name 'a*' -o -type d \\)", "-name deep -prune -o -print",
    "-path ./src -prune -o -type f -print", "-type d -name deep -prune", "-name '[ab].txt'", "-name '[!a]*'", "-name '\\*.txt'", "-name 'a?'", "-name ''", "-true", "-false -o -name a1",
    "-depth -name deep -prune -o -type f -print", "-type f -a -size -5 -a ! -empty", "! ! -type d", "-executable", "-writable -type f", "-name '*.txt' -print -o -name '*.o' -false", "-xdev -name '*.c'",
    "-name main.o -o -name main.c -size +1", "-name '*.txt' -type f -o -false",
)  # fmt: skip
STARTS = (
    ".",
    "src build",
    "src/",
    "s*",
    "*/",
    "[a-z]*",
    "to-src",
    "to-src/",
    "missing .",
    "./src/../src",
    "'x y.txt' notes",
)


@pytest.fixture(scope="module")
def find() -> str:
    found = shutil.which("find")
    if (
        found is None
        or b"GNU" not in subprocess.run([found, "--version"], capture_output=True, check=False).stdout
    ):
        pytest.skip("GNU find is not installed")
    return found


def ours(text: str, folder: Path) -> list[str]:
    found: list[str] = []
    for effect in effects(Command(text=text, dialect="bash")):
        assert effect.unknown is None
        for search in effect.searches:
            places = Places(folder, folder, Budget(100_000, 60))
            found += [name for _, name in Walk(search, places, lambda _: None, time.time()).found()]
    return sorted(found)


def theirs(bash: str, text: str, folder: Path) -> list[str]:
    done = subprocess.run(
        [bash, "--norc", "-c", text],
        cwd=folder,
        capture_output=True,
        check=False,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )
    return sorted(done.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1])


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_an_expression_finds_what_find_finds(
    bash: str, find: str, shared_tree: Path, expression: str
) -> None:
    ending = expression.replace("-print", "-print0") if "-print" in expression else f"{expression} -print0"
    if " -o " in expression and "-print" not in expression:
        ending = f"\\( {expression} \\) -print0"
    try:
        found = ours(f"find . {ending} | xargs -0 rm", shared_tree)
    except CannotKnow:
        assert expression == "-perm -u"
        return
    assert found == theirs(bash, f"find . {ending}", shared_tree)


@pytest.mark.parametrize("start", STARTS)
def test_starting_points_are_those_of_find(bash: str, find: str, shared_tree: Path, start: str) -> None:
    found = ours(f"find {start} -name '*.o' -print0 | xargs -0 rm", shared_tree)
    assert found == theirs(bash, f"find {start} -name '*.o' -print0", shared_tree)


@pytest.mark.parametrize(
    "action",
    [
        "-delete",
        "-exec rm {} +",
        "-exec rm -f {} \\;",
        "-execdir rm {} \\;",
        "-ok rm {} \\;",
        "-exec sh -c 'rm \"$1\"' _ {} \\;",
        "-print0 | xargs -0 rm -f",
    ],
)
def test_every_way_to_delete_what_is_found_is_read(
    bash: str, find: str, shared_tree: Path, action: str
) -> None:
    found = ours(f"find . -type f -name '*.o' {action}", shared_tree)
    assert found == theirs(bash, "find . -type f -name '*.o' -print0", shared_tree) != []


def test_delete_walks_contents_first_so_that_prune_does_nothing(
    bash: str, find: str, shared_tree: Path
) -> None:
    found = ours("find . -name deep -prune -o -name '*.txt' -delete", shared_tree)
    assert found == theirs(bash, "find . -depth -name deep -prune -o -name '*.txt' -print0", shared_tree)
    assert "./src/deep/two.txt" in found


def test_only_what_reaches_the_action_counts(bash: str, find: str, shared_tree: Path) -> None:
    found = ours("find . -name '*.o' -delete -o -name '*.txt' -print", shared_tree)
    assert found == theirs(bash, "find . -depth -name '*.o' -print0 -o -name '*.txt'", shared_tree)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("find . -name *.o -delete", "quote it"),
        ("find . -regex '.*o' -delete", "-regex"),
        ("find -L . -delete", "follows links"),
        ("find . -newermt yesterday -delete", "yesterday"),
        ("find . -exec test -s {} \\; -delete", "a command that find runs"),
        ("find . -name a1 -delete -quit", "ends at the first"),
        ("find . -perm u=x -delete", "-perm u=x"),
        ("find . -size 5x -delete", "-size 5x"),
        ("find . -user nobody-of-that-name -delete", "nobody-of-that-name"),
        ("find . -newer missing -delete", "missing"),
        ("find $WHERE -delete", "$WHERE"),
        ('find . -name "$NAME" -delete', '"$NAME"'),
        ("find . -name", "not complete"),
        ("find * -name '*.o' -delete", "-dash would be read as an option"),
        ("find . -name 'x*' | xargs rm; find . -false -delete", "split at its blanks"),
    ],
)
def test_what_is_not_followed_is_said_and_not_guessed(shared_tree: Path, text: str, reason: str) -> None:
    with pytest.raises(CannotKnow) as caught:
        ours(text if "delete" in text else f"{text} | xargs rm", shared_tree)
    assert reason in str(caught.value)


TESTS = st.sampled_from(["-name '*.o'", "-name 'a*'", "-type f", "-type d", "-type l", "-empty", "-size +2k", "-size -4", "-newer notes", "-path './src/*'", "-perm -600", "-prune", "-print0", "-true", "-false"])  # fmt: skip
TREES = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        inner.map(lambda one: f"! {one}"),
        st.tuples(inner, inner).map(lambda two: f"\\( {two[0]} -o {two[1]} \\)"),
        st.tuples(inner, inner).map(lambda two: f"\\( {two[0]} {two[1]} \\)"),
    ),
    max_leaves=6,
)


@given(expression=TREES)
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_expression_finds_what_find_finds(
    bash: str, find: str, shared_tree: Path, expression: str
) -> None:
    if expression.count("-print0") > 1:
        return
    found = ours(f"find . {expression} | xargs -0 rm", shared_tree)
    printed = expression if "-print0" in expression else f"\\( {expression} \\) -print0"
    assert found == theirs(bash, f"find . {printed}", shared_tree)
