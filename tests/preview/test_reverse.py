"""Running a command and then its reverse gives the folder back as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmdgen.core.records import Command
from cmdgen.preview import reverse
from cmdgen.safety.effects import effects


def back(text: str, folder: Path, dialect: str = "bash") -> str | None:
    command = Command(text=text, dialect=dialect)
    return reverse(command, effects(command), folder, home=folder)


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return mode and content of everything below a folder."""
    found = {}
    for root, folders, files in os.walk(folder):
        for name in [*folders, *files]:
            path = Path(root, name)
            content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            found[str(path)] = (path.lstat().st_mode, content)
    return found


@pytest.mark.parametrize(
    ("text", "reverse_text"),
    [
        ("mv a1 new", "mv new a1"), ("mv a1 a2 src", "mv src/a1 src/a2 ./"), ("mv -t src a1", "mv src/a1 a1"), ("mv src/main.o .", "mv main.o src/main.o"), ("mv 'x y.txt' src/", "mv 'src/x y.txt' 'x y.txt'"), ("mv -- -dash d", "mv d ./-dash"),
        ("mv src/*.? build", "mv build/main.c build/main.o src/"), ("mv src new", "mv new src"), ("mv src new/", "mv new src"), ("cp -r src new/", "rm -r new"), ("mv src build", "mv build/src src"), ("cp a1 new", "rm new"), ("cp a1 a2 src", "rm src/a1 src/a2"), ("cp -r src new", "rm -r new"),
        ("cp -a src build", "rm -r build/src"), ("ln -s nowhere l", "rm l"), ("ln -s ../a1 src", "rm src/a1"), ("ln -s src/main.c", "rm main.c"), ("ln a1 hard", "rm hard"), ("mkdir n", "rmdir n"), ("mkdir -p n/m/o src/n", "rmdir n/m/o n/m src/n n"),
        ("mkdir -p src/deep/n", "rmdir src/deep/n"), ("touch new 'new 2'", "rm new 'new 2'"), ("chmod 600 a1", "chmod 0644 a1"), ("chmod u+x a1 src/main.c", "chmod 0644 a1 && chmod 0640 src/main.c"), ("chmod 700 src", "chmod 0755 src"),
        ("sed -i.bak s/x/y/ notes a1", "mv notes.bak notes && mv a1.bak a1"), ("gzip notes", "gzip -d notes.gz"), ("gzip -k notes", "rm notes.gz"), ("mv -T src new", "mv new src"), ("mv a[12] src", "mv src/a1 src/a2 ./"),
    ],
)  # fmt: skip
def test_the_reverse_gives_everything_back(bash: str, tree: Path, text: str, reverse_text: str) -> None:
    os.umask(0o022)
    (tree / "pipe.txt").unlink()  # who reads it waits
    before = state(tree)
    found = back(text, tree)
    assert found == reverse_text
    subprocess.run([bash, "--norc", "-c", text], cwd=tree, check=True)
    assert state(tree) != before
    subprocess.run([bash, "--norc", "-c", found], cwd=tree, check=True)
    assert state(tree) == before


@pytest.mark.parametrize(
    "text",
    [
        "mv a1 a2", "mv a1 a2 notes", "cp a1 a2", "cp -r src/. build", "ln -sf a1 a2", "mkdir src", "mkdir -p src/deep", "touch a1", "chmod -R 700 src", "chmod 600 to-src", "sed -i s/x/y/ a1", "rm a1", "echo x > new", "mv a1 new; ls",
        "mv a1 new &", "cd src && mv main.o x", "mv $A new", "mv a1 new > log", "ls", "mv missing new", "mv a1 nowhere/", "mv a1 nowhere/new", "cp a1 nowhere/", "cp -r src nowhere/new", "ln -s a1 nowhere/l", "mv a1 $B", "tar xf a.tar", "git push", "ssh host mv a b", "for f in a1; do mv $f new; done", "mv a1 s*", "gzip src", "mv . new", "(",
        "sh -c 'mv a1 new'", "git branch -D x", "git stash list", "git add -p", "git rm a1", "git checkout main", "systemctl restart x", "systemctl enable $X", "mv a1", "find . -name a1 -exec mv {} new \\;",
    ],
)  # fmt: skip
def test_what_has_no_clean_reverse_has_none(tree: Path, text: str) -> None:
    assert back(text, tree) is None


@pytest.mark.parametrize(
    ("text", "reverse_text"),
    [
        ("git commit -m 'a b'", "git reset --soft 'HEAD~1'"), ("git commit --amend --no-edit", "git reset --soft 'HEAD@{1}'"), ("git add a1 'x y.txt'", "git restore --staged -- a1 'x y.txt'"), ("git branch x", "git branch -d x"),
        ("git branch -m old new", "git branch -m new old"), ("git checkout -b x", "git checkout - && git branch -d x"), ("git switch -c x main", "git switch - && git branch -d x"), ("git switch main", "git switch -"), ("git stash", "git stash pop"),
        ("git -C sub tag v1", "git -C sub tag -d v1"), ("git remote add up url", "git remote remove up"), ("sudo systemctl enable --now nginx", "sudo systemctl disable --now nginx"), ("systemctl --user stop x y", "systemctl --user start x y"),
        ("sudo -n systemctl mask x", "sudo -n systemctl unmask x"),
    ],
)  # fmt: skip
def test_git_and_systemctl_have_opposites(tree: Path, text: str, reverse_text: str) -> None:
    assert back(text, tree) == reverse_text


@pytest.mark.parametrize("text", ["git add new", "git branch x", "git checkout -b x", "git switch -c x", "git tag v", "git remote add up url", "git branch -m main other"])  # fmt: skip
def test_the_reverse_of_git_is_one(bash: str, tmp_path: Path, text: str) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")

    def run(command: str) -> str:
        settings_of_git = {
            "GIT_AUTHOR_NAME": "a",
            "GIT_AUTHOR_EMAIL": "a@b",
            "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@b",
        }
        return subprocess.run(
            [bash, "--norc", "-c", command],
            cwd=tmp_path,
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | settings_of_git,
        ).stdout

    look = "git status --short; git branch -a; git tag; git remote"
    run(
        "git init -q -b main; echo 1 > old; git add old; git commit -qm one; git switch -qc side; git switch -q main; echo 2 > new"
    )
    before = run(look)
    found = back(text, tmp_path)
    assert found is not None
    run(text)
    assert run(look) != before or "checkout" in text or "switch" in text
    run(found)
    assert run(look) == before


def test_the_owner_is_kept_as_numbers(tree: Path) -> None:
    status = (tree / "a1").stat()
    assert back("sudo chown nobody a1", tree) == f"sudo chown {status.st_uid}:{status.st_gid} a1"


def test_a_name_that_fish_reads_otherwise_has_no_reverse(tree: Path) -> None:
    (tree / "back\\slash").unlink()
    (tree / "it's").touch()
    assert back('mv "it\'s" new', tree, "fish") is None
    assert back("mv a1 new", tree, "fish") == "mv new a1"
    assert back("mv a1 new", tree, "powershell") is None


@given(
    text=st.lists(
        st.sampled_from(
            [
                "mv",
                "cp",
                "-r",
                "a1",
                "a2",
                "src",
                "*",
                "new",
                "chmod",
                "600",
                "mkdir",
                "-p",
                "n/m",
                "git",
                "add",
                "-t",
                "ln",
                "-s",
                "--",
                "sed",
                "-i.bak",
                "'x y.txt'",
                "$X",
                "sudo",
                "..",
                "/",
            ]
        ),
        max_size=6,
    ).map(" ".join)
)
@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_text_makes_it_raise(shared_tree: Path, text: str) -> None:
    back(text, shared_tree)
