"""What our reading of a pattern matches, against what the real shells make of the same text."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmdgen.core.records import Command
from cmdgen.preview.budget import Budget
from cmdgen.preview.globs import CannotKnow, Places
from cmdgen.safety.effects import effects

PATTERNS = (
    "*", "*.txt", "*.o", "?", "??", ".*", "*.", "[ab].txt", "[!a]*", "[a-b]?", "[[:upper:]]*", "[[:digit:]]", "a[[:digit:]]", "[]]", "a[]!]", "a[-z]", "[x]", "'[x]'", "\\[x\\]",
    "'*.txt'", '"*".txt', "\\*.txt", "*\\**", "*' '*", "*/", "*/*", "*/*.o", "*/*/*.o", "src/*", "./*.txt", "./src/../*.txt", "src//*", "*/.*", "to-src/*", "*/main.?",
    "{a,b}.txt", "{a,zzz}*", "src/{main,x}.*", "a{1..3}", "**", "**/*.o", "src/**", "src/**/*.o", "*/up/*", "é*", "é.txt", "$'a.txt'", "nothing*here", "nothing/*", "-*", "[", "a[", "[]", "[!]",
    "*[", "'a'*", "a.t?t", '*"y"*', "back*", "*\\\\*", "~/*",
)  # fmt: skip


def ours(command: str, dialect: str, folder: Path, home: Path) -> set[str]:
    found: set[str] = set()
    for effect in effects(Command(text=command, dialect=dialect)):
        assert effect.unknown is None
        places = Places(folder, home, Budget(100_000, 60))
        for pattern in effect.patterns:
            found.update(name for _, name in places.matches(pattern))
    return found


def theirs(program: list[str], text: str, folder: Path, home: Path) -> set[str]:
    """Return the names that exist, of those that a shell makes of the words."""
    done = subprocess.run(
        [*program, f"printf '%s\\0' {text}"],
        cwd=folder,
        capture_output=True,
        check=False,
        env={"HOME": str(home), "LC_ALL": "C.UTF-8"},
    )
    names = done.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1]
    return {re.sub("/+", "/", name) for name in names if name and _exists(folder, name)}


def _exists(folder: Path, name: str) -> bool:
    path = folder / name
    return path.is_symlink() or path.exists()


def without_dots(names: set[str]) -> set[str]:
    """Bash before 5.2 and dash match `.` and `..` by `.*`; rm refuses both."""
    return {
        name
        for name in names
        if name.rstrip("/").split("/")[-1] not in (".", "..") and "/../" not in f"/{name}"
    }


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_of_bash_matches_what_bash_matches(bash: str, shared_tree: Path, pattern: str) -> None:
    real = theirs([bash, "--norc", "-c"], pattern, shared_tree, shared_tree)
    assert without_dots(ours(f"rm -rf -- {pattern}", "bash", shared_tree, shared_tree)) == without_dots(real)


@pytest.mark.parametrize("pattern", [p for p in PATTERNS if "$'" not in p and "{" not in p])
def test_a_pattern_of_a_plain_sh_matches_what_dash_matches(shared_tree: Path, pattern: str) -> None:
    dash = shutil.which("dash")
    if dash is None:
        pytest.skip("dash is not installed")
    real = theirs([dash, "-c"], pattern, shared_tree, shared_tree)
    assert without_dots(ours(f"rm -rf -- {pattern}", "sh", shared_tree, shared_tree)) == without_dots(real)


@pytest.mark.parametrize(
    "pattern", [p for p in PATTERNS if p not in ("[", "a[", "[]", "[!]", "*[") and "{" not in p]
)
def test_a_pattern_of_zsh_matches_what_zsh_matches(shared_tree: Path, pattern: str) -> None:
    zsh = shutil.which("zsh")
    if zsh is None:
        pytest.skip("zsh is not installed")
    real = theirs([zsh, "-f", "-c"], pattern, shared_tree, shared_tree)
    assert ours(f"rm -rf -- {pattern}", "zsh", shared_tree, shared_tree) == real


@pytest.mark.parametrize(
    "pattern", ["*", "*.o", "*/*", "src/*", "*/*.o", ".*", "{a,b}.txt", "'*'.txt", "[x]", "*/"]
)
def test_a_pattern_of_fish_matches_what_fish_matches(shared_tree: Path, pattern: str) -> None:
    fish = shutil.which("fish")
    if fish is None:
        pytest.skip("fish is not installed")
    real = theirs([fish, "--no-config", "-c"], pattern, shared_tree, shared_tree)
    assert ours(f"rm -rf -- {pattern}", "fish", shared_tree, shared_tree) == real


@pytest.mark.parametrize("option", ["globstar", "dotglob", "nullglob"])
@pytest.mark.parametrize(
    "pattern", ["*", "**", "**/*.o", "src/**", "src/**/*.o", "**/", "*/**", "**/deep/**", "**/*"]
)
def test_options_that_the_command_sets_count(bash: str, shared_tree: Path, pattern: str, option: str) -> None:
    command = f"shopt -s {option}; rm -rf -- {pattern}"
    real = theirs([bash, "--norc", "-O", option, "-c"], pattern, shared_tree, shared_tree)
    assert {name.rstrip("/") for name in ours(command, "bash", shared_tree, shared_tree)} == {
        name.rstrip("/") for name in real
    }


@pytest.mark.parametrize(("pattern", "dialect"), [("**/*.o", "fish"), (".*/*", "bash"), (".?/x", "sh")])
def test_what_depends_on_the_version_of_the_shell_is_not_guessed_at(
    shared_tree: Path, pattern: str, dialect: str
) -> None:
    with pytest.raises(CannotKnow):
        ours(f"rm -rf -- {pattern}", dialect, shared_tree, shared_tree)


def test_with_noglob_a_star_is_a_star(shared_tree: Path) -> None:
    assert ours("set -f; rm -- *.txt", "bash", shared_tree, shared_tree) == {"*.txt"}


def test_extended_patterns_are_not_guessed_at(shared_tree: Path) -> None:
    [effect] = effects(Command(text="shopt -s extglob; rm -- *.txt", dialect="bash"))
    with pytest.raises(CannotKnow, match="extglob"):
        list(Places(shared_tree, shared_tree, Budget(100, 60)).matches(effect.patterns[0]))


def test_a_folder_that_may_not_be_read_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: str) -> None:
        raise PermissionError

    monkeypatch.setattr("cmdgen.preview.globs.os.scandir", refuse)  # root may read everything
    places = Places(tmp_path, tmp_path, Budget(100, 60))
    assert list(places.entries(str(tmp_path))) == []
    assert places.denied == 1


WORDS = st.lists(
    st.sampled_from(["*", "?", "a", "b", ".", "/", "[ab]", "[!a]", "txt", "src", "'*'", "\\*", '"?"', "{a,b}", ".txt", "[a-z]", "o", "deep", "main", "[", "]", "up"]), min_size=1, max_size=6
).map("".join)  # fmt: skip


@given(pattern=WORDS)
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_pattern_matches_what_bash_matches(bash: str, shared_tree: Path, pattern: str) -> None:
    if pattern.startswith("/") or ".." in pattern:
        return
    real = theirs([bash, "--norc", "-c"], pattern, shared_tree, shared_tree)
    if any(effect.unknown for effect in effects(Command(text=f"rm -rf -- {pattern}", dialect="bash"))):
        return
    try:
        found = ours(f"rm -rf -- {pattern}", "bash", shared_tree, shared_tree)
    except CannotKnow:
        return
    assert {re.sub("/+", "/", name) for name in without_dots(found)} == without_dots(real)
