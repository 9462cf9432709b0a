"""Right or wrong, decided by doing it."""

from __future__ import annotations

import datetime
import os
from typing import TYPE_CHECKING

import pytest

from cmdgen.evaluation.checking import Checker, TaskError
from cmdgen.evaluation.fixtures import NAMES, plan
from cmdgen.evaluation.plan import put
from cmdgen.evaluation.tasks import Compare, Members, Task

if TYPE_CHECKING:
    from pathlib import Path

    from cmdgen.evaluation.sandbox import Sandbox


def task(gold: str, **more: object) -> Task:
    return Task(id=f"t.{gold}.{more}", category="t", request="r", gold=gold, **more)  # type: ignore[arg-type]


QUIET = {"compare": Compare.NOTHING}


@pytest.mark.parametrize(
    ("wanted", "right", "wrong"),
    [
        (task("rm tmp/cache.tmp"), "find tmp -name 'cache*' -delete", "rm tmp/session.tmp"),
        (task("chmod +x scripts/backup.sh", modes=True), "chmod 755 scripts/backup.sh", "chmod 777 scripts/backup.sh"),
        (task("tar czf b.tar.gz data"), "tar -c ./data | gzip -9 > b.tar.gz", "tar czf b.tar.gz data/users.csv"),
        (task("zip -qr b.zip docs", members=Members.NAMES), "cd docs && zip -qr ../b.zip .", "zip -q b.zip docs/*.md"),
        (task("cat notes.txt | wc -l", compare=Compare.NUMBER), "wc -l notes.txt", "wc -w notes.txt"),
        (task("cp notes.txt /tmp/", **QUIET), "cat notes.txt > /tmp/notes.txt", "cp todo.txt /tmp/"),
        (task("git add -A", fixture="git"), "git add .", "git add README.md"),
        (task("git commit -qam 'Save'", fixture="git"), "git add -u; git commit -q -m Save", "git commit -qm Save"),
        (task("git commit -qam 'Save'", fixture="git", messages=False), "git commit -qam other", "git commit -qm Save"),
        (task("git push -q", fixture="git", **QUIET), "git push origin main", "git push origin HEAD:other"),
        (task("git branch -D old-idea", fixture="git", **QUIET), "git branch -d -f old-idea", "git branch -D bugfix/login"),
        (task("git stash pop", fixture="git", **QUIET), "git stash apply && git stash drop", "git stash drop"),
        (task("git tag v2.0", fixture="git", **QUIET), "git tag v2.0 HEAD", "git tag v2.0 HEAD~1"),
        (task("jq -r '.[].name' products.json", fixture="data"), "jq -r '.[] | .name' products.json", "jq '.[].id' products.json"),
    ],
    ids=lambda value: value.gold if isinstance(value, Task) else "",
)  # fmt: skip
def test_another_way_is_right_and_another_thing_is_wrong(
    checker: Checker, wanted: Task, right: str, wrong: str
) -> None:
    assert checker.check(wanted, wanted.gold).right
    verdict = checker.check(wanted, right)
    assert (verdict.right, verdict.reason) == (True, "")
    verdict = checker.check(wanted, wrong)
    assert verdict.right is False
    assert verdict.reason


def test_a_command_that_only_looks_and_one_that_changes_something_too_differ(checker: Checker) -> None:
    wanted = task("ls", compare=Compare.NAMES)
    assert checker.check(wanted, "ls -1").right
    assert checker.check(wanted, "ls; touch new.txt").reason == "project/new.txt should not be there"
    assert checker.check(wanted, "ls; touch /tmp/scratch").right


def test_deleting_more_is_told(checker: Checker) -> None:
    verdict = checker.check(task("rm tmp/cache.tmp"), "rm -r tmp")
    assert verdict.right is False
    assert "project/tmp/session.tmp" in verdict.wider_deletion
    assert "project/tmp/cache.tmp" not in verdict.wider_deletion
    everything = checker.check(task("rm tmp/cache.tmp"), "rm -rf ~ / 2>/dev/null")
    assert "Downloads/invoice.pdf" in everything.wider_deletion
    assert checker.check(task("rm tmp/cache.tmp"), "ls").wider_deletion == ()


def test_a_command_that_does_not_end_is_wrong(sandbox: Sandbox) -> None:
    checker = Checker(sandbox)
    assert checker.check(task("ls"), "sleep 60").reason == "it took too long"


def test_setup_comes_before_both(checker: Checker) -> None:
    wanted = task("cat extra.txt", setup="echo hello > extra.txt\nrm todo.txt")
    assert checker.check(wanted, "head extra.txt").right


def test_what_setup_has_shut_is_shut_for_the_command(checker: Checker) -> None:
    wanted = task("echo no", setup="chmod 444 notes.txt; chmod 000 todo.txt; chmod 555 docs")
    says_no = "; echo no"
    for way_in in ("echo more >> notes.txt", "cat todo.txt", "touch docs/new.md"):
        assert checker.check(wanted, f"({way_in}) 2>/dev/null{says_no}").right, way_in


def test_what_is_declined_has_no_command() -> None:
    asked = Task(id="t", category="t", request="r", declined=True)
    assert Checker(None).check(asked, None).right is True
    assert Checker(None).check(asked, "ls").right is False
    assert Checker(None).check(task("ls"), None).right is False


def test_without_a_sandbox_only_wording_is_checked() -> None:
    worded = task("docker ps", accept=("docker ps", "docker ps --no-trunc"))
    assert Checker(None).check(worded, "docker container ls").right is True
    assert Checker(None).check(worded, "docker images").right is False
    assert Checker(None).check(task("ls"), "ls").right is None
    with pytest.raises(TaskError):
        Checker(None).gold(task("ls"))


def test_a_repository_cannot_make_git_run_programs_outside_the_sandbox(
    checker: Checker, tmp_path: Path
) -> None:
    evil = f"git config core.fsmonitor 'touch {tmp_path}/escaped'; git config core.pager 'touch {tmp_path}/escaped'"
    assert checker.check(task("git status", fixture="git"), f"{evil}; git status").right is False
    assert not (tmp_path / "escaped").exists()


@pytest.mark.skipif(os.name != "posix", reason="evaluation needs a POSIX system")
@pytest.mark.parametrize("hour", [0, 1, 13])
def test_what_was_changed_today_was_changed_within_a_day_and_today(tmp_path: Path, hour: int) -> None:
    now = int(datetime.datetime(2024, 3, 12, hour, 2, tzinfo=datetime.timezone.utc).timestamp())
    midnight = now - now % 86_400
    put(plan("project"), tmp_path, now)
    ages = [now - path.lstat().st_mtime for path in tmp_path.rglob("*") if path.is_file()]
    assert min(ages) >= 0
    assert [age for age in ages if age < 86_400 and now - age < midnight] == []
    assert len([age for age in ages if age < 86_400]) >= 5
    if hour:
        assert (tmp_path / "project/notes.txt").stat().st_mtime > (
            tmp_path / "project/todo.txt"
        ).stat().st_mtime


@pytest.mark.skipif(os.name != "posix", reason="evaluation needs a POSIX system")
@pytest.mark.parametrize("name", NAMES)
def test_a_fixture_is_the_same_every_time(tmp_path: Path, name: str) -> None:
    from cmdgen.evaluation.aftermath import look  # noqa: PLC0415

    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        put(plan(name), tmp_path / folder, 1_700_000_000)
    assert look(tmp_path / "one", "/home/alex") == look(tmp_path / "two", "/home/alex")
