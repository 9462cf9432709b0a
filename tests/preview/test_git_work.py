"""What is said to be lost, against what git then does to a copy of the same repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cmdgen.core.records import Command
from cmdgen.preview import look, preview
from cmdgen.preview.budget import Budget
from cmdgen.preview.git_work import lost, uncommitted
from cmdgen.preview.globs import CannotKnow, Places
from cmdgen.preview.tally import Tally
from cmdgen.safety.effects import Preview, effects
from cmdgen.ui.paint import Paint
from cmdgen.ui.preview_view import render_previews

Git = Callable[..., str]
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Return what runs git in the repository that `repository` makes, with settings of its own alone."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "somebody")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "somebody@example.com")

    def run(*words: str) -> str:
        done = subprocess.run(["git", *words], cwd=tmp_path / "repo", capture_output=True, check=True)
        return done.stdout.decode()

    return run


@pytest.fixture
def repository(git: Git, tmp_path: Path) -> Path:
    """Return a repository with every kind of change."""
    root = tmp_path / "repo"
    (root / "src").mkdir(parents=True)
    git("init", "-q", "-b", "main")
    for name in ("kept", "changed", "staged", "both", "gone", "src/inner"):
        (root / name).write_text("one\n")
    (root / ".gitignore").write_text("*.o\nbuild/\n")
    git("add", ".")
    git("commit", "-q", "-m", "the first")
    for name in ("changed", "both", "src/inner"):
        (root / name).write_text("two\n")
    (root / "staged").write_text("three\n")
    git("add", "staged", "both")
    (root / "both").write_text("four\n")
    (root / "gone").unlink()
    (root / "new file").write_text("new\n")
    (root / "folder").mkdir()
    (root / "folder" / "inside").write_text("new\n")
    (root / "x.o").write_text("object\n")
    (root / "build").mkdir()
    (root / "build" / "y").write_text("object\n")
    return root


def only(text: str, folder: Path) -> Preview:
    [found] = preview(effects(Command(text=text, dialect="bash")), folder, environ=os.environ)
    return found


def state(root: Path) -> dict[str, str]:
    return {
        str(path.relative_to(root)): path.read_text()
        for path in root.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(root).parts
    }


@pytest.mark.parametrize(
    "text",
    [
        "git reset --hard", "git reset -q --hard HEAD", "git checkout -- .", "git checkout .", "git checkout HEAD -- .", "git checkout -f", "git restore .",
        "git restore changed both", "git restore --staged --worktree .", "git restore -s HEAD changed both", "git checkout -- src", "git switch -f main",
        "git clean -f", "git clean -fd", "git clean -fdx", "git clean -fX", "git clean -fdX", "git clean -fx", "git clean -fd folder", "git clean -f src",
        "cd src && git checkout -- .", "git -C src restore .", "cd src; git reset --hard",
    ],
)  # fmt: skip
def test_it_counts_the_files_whose_content_is_gone_afterwards(text: str, repository: Path, git: Git) -> None:
    found = only(text, repository)
    before = state(repository)
    subprocess.run(["sh", "-c", text], cwd=repository, capture_output=True, check=False)
    after = state(repository)
    assert found.unknown is None
    # A file that is restored to what is staged, and was so before, is no loss.
    assert found.files == sum(after.get(name) != content for name, content in before.items())


def test_what_was_staged_and_then_deleted_is_told(repository: Path) -> None:
    (repository / "staged").unlink()
    assert "1 file staged and deleted" in (only("git reset --hard", repository).said or "")


def test_where_nothing_is_changed_nothing_is_lost(repository: Path, git: Git) -> None:
    git("stash", "-q")
    assert only("git reset --hard", repository).nothing
    assert not only("git clean -f", repository).nothing


def test_another_repository_inside_is_left_alone_unless_asked_for_twice(repository: Path, git: Git) -> None:
    git("init", "-q", "folder/other")
    (repository / "folder" / "other" / "x").write_text("x")
    found = only("git clean -fd", repository)
    assert (found.files, found.folders_left) == (2, 1)
    assert only("git clean -ffd", repository).files > 3


def test_a_stash_is_named_with_its_files_and_the_way_back(repository: Path, git: Git) -> None:
    git("stash", "push", "-q", "-u", "-m", "my work")
    found = only("git stash drop", repository)
    assert "my work" in (found.said or "")
    assert "7 files" in (found.said or "")
    assert found.newest is not None
    git("stash", "drop", "-q")
    subprocess.run(["sh", "-c", found.undo or "false"], cwd=repository, check=True)
    assert "my work" in git("stash", "list")


def test_all_stashes_are_counted(repository: Path, git: Git) -> None:
    git("stash", "-q")
    (repository / "changed").write_text("five\n")
    git("stash", "-q")
    assert "2 stashes" in (only("git stash clear", repository).said or "")
    assert "no stash@{7}" in (only("git stash drop 7", repository).said or "")


def test_a_branch_is_told_by_the_commits_that_only_it_leads_to(repository: Path, git: Git) -> None:
    git("stash", "-q")
    git("switch", "-q", "-c", "feature")
    for number in range(2):
        git("commit", "-q", "--allow-empty", "-m", f"step {number}")
    git("switch", "-q", "main")
    found = only("git branch -D feature", repository)
    assert "2 commits that only feature leads to" in (found.said or "")
    commit = git("rev-parse", "feature").strip()
    git("branch", "-D", "feature")
    subprocess.run(["sh", "-c", found.undo or "false"], cwd=repository, check=True)
    assert git("rev-parse", "feature").strip() == commit
    git("merge", "-q", "feature")
    assert "no commit" in (only("git branch -D feature", repository).said or "")
    assert "no branch nowhere" in (only("git branch -D nowhere", repository).said or "")


def test_of_several_branches_the_lost_one_is_told_last_with_its_date(repository: Path, git: Git) -> None:
    git("stash", "-q")
    git("branch", "same")
    git("switch", "-q", "-c", "feature")
    git("commit", "-q", "--allow-empty", "-m", "a step")
    git("switch", "-q", "main")
    for names in ("feature same gone", "gone same feature"):
        found = only(f"git branch -D {names}", repository)
        assert (found.said or "").endswith("1 commit that only feature leads to, the newest")
        lines = render_previews([found], Paint(styles=True, colours=True), 200, now=time.time())
        assert Paint(styles=True, colours=True)("discards", "bold yellow") in lines[0]


@pytest.mark.parametrize("message", ["it's", "red \x1b[31m", "back \u202e"])
def test_signs_that_a_shell_or_terminal_obeys_are_not_in_the_way_back(
    message: str, repository: Path, git: Git
) -> None:
    git("stash", "push", "-q", "-m", message)
    commit = git("rev-parse", "stash@{0}").strip()
    assert only("git stash drop", repository).undo == f"git stash store {commit}"


def test_git_is_asked_for_a_limited_time_however_many_calls_there_are(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look, "GIT_LIMIT_S", 0.0)
    found = preview(
        effects(Command(text="git reset --hard; git clean -f", dialect="bash")),
        repository,
        environ=os.environ,
    )
    assert ["too long" in (one.unknown or "") for one in found] == [True, True]


def test_git_looks_where_the_variables_of_the_caller_say(repository: Path, tmp_path: Path) -> None:
    [effect] = effects(Command(text="git reset --hard", dialect="bash"))
    elsewhere = {**os.environ, "GIT_DIR": str(repository / ".git"), "GIT_WORK_TREE": str(repository)}
    assert preview([effect], tmp_path, environ=elsewhere)[0].files == 4
    [unasked] = preview([effect], repository)
    assert unasked.unknown == effect.unknown


def test_the_way_back_is_offered_only_where_it_is_the_same_repository(repository: Path, git: Git) -> None:
    git("branch", "feature")
    assert only("git branch -D feature", repository).undo is not None
    for text in ("cd src && git branch -D feature", "git -C src branch -D feature"):
        assert only(text, repository).undo is None


def test_outside_of_a_repository_nothing_is_lost(tmp_path: Path, git: Git) -> None:
    found = only("git reset --hard", tmp_path)
    assert "no repository" in (found.said or "")


def test_a_repository_that_would_run_a_filter_is_not_asked(
    repository: Path, git: Git, tmp_path: Path
) -> None:
    git("config", "filter.evil.clean", f"touch {tmp_path}/ran; cat")
    (repository / ".gitattributes").write_text("* filter=evil\n")
    found = only("git reset --hard", repository)
    assert "filters of its own" in (found.unknown or "")
    assert not (tmp_path / "ran").exists()


def test_a_file_system_monitor_of_the_repository_is_not_run(
    repository: Path, git: Git, tmp_path: Path
) -> None:
    monitor = tmp_path / "monitor"
    monitor.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    monitor.chmod(0o755)
    git("config", "core.fsmonitor", str(monitor))
    assert only("git reset --hard", repository).files == 4
    assert not (tmp_path / "ran").exists()


def test_a_filter_behind_the_users_git_lfs_is_not_run_either(repository: Path, git: Git) -> None:
    git("config", "lfs.extension.evil.clean", "touch ran; cat")
    assert "filters of its own" in (only("git reset --hard", repository).unknown or "")


def test_a_filter_in_a_file_that_the_settings_include_is_found(
    repository: Path, git: Git, tmp_path: Path
) -> None:
    (repository / "more").write_text('[filter "evil"]\n\tCLEAN = touch ran; cat\n')
    git("config", "include.path", "../more")
    assert "filters of its own" in (only("git reset --hard", repository).unknown or "")


def test_filters_of_the_user_are_no_reason_to_be_silent(
    repository: Path, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own").write_text('[filter "mine"]\n\tclean = cat\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "own"))
    assert only("git reset --hard", repository).files == 4


def test_a_git_that_cannot_tell_whose_a_filter_is_gives_no_answer(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = shutil.which("git")
    old = tmp_path / "bin" / "git"
    old.parent.mkdir()
    old.write_text(f'#!/bin/sh\ncase "$*" in *--show-scope*) exit 129 ;; *) exec {real} "$@" ;; esac\n')
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{old.parent}{os.pathsep}{os.environ['PATH']}")
    assert only("git reset --hard", repository).unknown is not None


def trap(folder: Path) -> Path:
    """Return a program that leaves a file behind where it ran."""
    program = folder / "trap"
    program.write_text(f"#!/bin/sh\ntouch {folder}/ran\n")
    program.chmod(0o755)
    return program


def test_a_signature_is_not_checked_by_a_program_of_the_repository(
    repository: Path, git: Git, tmp_path: Path
) -> None:
    git("stash", "push", "-q", "-m", "my work")
    header, _, message = git("cat-file", "commit", "stash@{0}").partition("\n\n")
    begin, end = "-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----"
    (tmp_path / "signed").write_text(f"{header}\ngpgsig {begin}\n \n {end}\n\n{message}")
    signed = git("hash-object", "-t", "commit", "-w", str(tmp_path / "signed")).strip()
    git("stash", "store", "-m", "signed", signed)
    git("config", "log.showSignature", "true")
    git("config", "gpg.program", str(trap(tmp_path)))
    assert "signed" in (only("git stash drop", repository).said or "")
    assert not (tmp_path / "ran").exists()
    git("stash", "list")
    assert (tmp_path / "ran").exists(), "git itself runs it"


def test_missing_objects_are_not_fetched_by_a_program_of_the_repository(
    repository: Path, git: Git, tmp_path: Path
) -> None:
    tree = git("rev-parse", "HEAD^{tree}").strip()
    (repository / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    git("config", "core.repositoryFormatVersion", "1")
    git("config", "extensions.partialClone", "origin")
    for name, value in (("promisor", "true"), ("url", str(tmp_path)), ("uploadpack", str(trap(tmp_path)))):
        git("config", f"remote.origin.{name}", value)
    for text in ("git reset --hard", "git clean -fdx", "git stash drop"):
        only(text, repository)
    assert not (tmp_path / "ran").exists()
    subprocess.run(["git", "status"], cwd=repository, capture_output=True, check=False)
    assert (tmp_path / "ran").exists(), "git itself runs it"


def test_a_repository_that_git_does_not_open_is_no_promise_that_nothing_is_lost(repository: Path) -> None:
    with (repository / ".git" / "config").open("a") as file:
        file.write("[broken\n")
    found = only("git reset --hard", repository)
    assert "does not open" in (found.unknown or "")
    assert found.said is None


def test_nothing_of_the_repository_is_written(repository: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in repository.rglob("*")}
    for text in ("git reset --hard", "git clean -fdx", "git stash drop", "git branch -D main"):
        only(text, repository)
    assert {path: path.stat().st_mtime_ns for path in repository.rglob("*")} == before


def test_what_no_commit_holds_is_counted_for_other_commands_too(repository: Path, tmp_path: Path) -> None:
    assert uncommitted(str(repository / "src"), seconds=60, environ=os.environ) == 5
    assert uncommitted(str(tmp_path), seconds=60, environ=os.environ) == 0
    assert uncommitted(str(repository), seconds=0, environ=os.environ) == 0


def test_a_git_that_takes_too_long_is_not_waited_for(repository: Path) -> None:
    [effect] = effects(Command(text="git reset --hard", dialect="bash"))
    places = Places(repository, repository, Budget(10, 60))
    assert effect.work is not None
    with pytest.raises(CannotKnow, match="too long"):
        lost(effect.work, places, Tally(places), seconds=0, environ=os.environ)


def test_a_git_in_the_folder_itself_is_not_run(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake = repository / "git"
    fake.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(repository))
    assert "not installed" in (only("git reset --hard", repository).unknown or "")
    assert not (tmp_path / "ran").exists()


def test_a_repository_reached_by_another_option_is_not_looked_for(repository: Path) -> None:
    assert only("git --git-dir=.git reset --hard", repository).unknown is not None
