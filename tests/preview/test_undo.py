"""Other forms of a command: what is offered, and that the offered text does what its label says."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from cmdgen.core.records import Command, System
from cmdgen.preview import Alternative, alternatives, preview
from cmdgen.safety.effects import effects


def offered(
    text: str,
    folder: Path,
    tools: tuple[str, ...] = ("trash-put", "gio"),
    system: System = "linux",
    dialect: str = "bash",
) -> list[str]:
    return [found.text for found in all_of(text, folder, tools, system, dialect)]


def all_of(
    text: str,
    folder: Path,
    tools: tuple[str, ...] = ("trash-put", "gio"),
    system: System = "linux",
    dialect: str = "bash",
) -> tuple[Alternative, ...]:
    command = Command(text=text, dialect=dialect)
    found = effects(command)
    return alternatives(command, found, tools, previews=preview(found, folder, home=folder), system=system)


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("rm a.txt", "trash-put a.txt"), ("rm -rf src", "trash-put src"), ("rm -r -f  src  build", "trash-put src  build"), ("rm -f -- -dash", "trash-put -- -dash"), ("cd src && rm -f *.o", "cd src && trash-put *.o"),
        ("rm a.txt 2>/dev/null; echo done", "trash-put a.txt 2>/dev/null; echo done"), ("rm 'x y.txt' \"a1\"", "trash-put 'x y.txt' \"a1\""), ("rm {a1,a2}", "trash-put {a1,a2}"), ('for f in a1 a2; do rm "$f"; done', 'for f in a1 a2; do trash-put "$f"; done'),
        ("find . -type f -name '*.o' -delete", "find . -type f -name '*.o' -exec trash-put -- {} +"), ("find . -type f -exec rm -f {} +", "find . -type f -exec trash-put {} +"),
        ("find . -type f -print0 | xargs -0 rm -f", "find . -type f -print0 | xargs -0 trash-put"), ("rm src/*.o", "trash-put src/*.o"), ("env rm -v a1", "env trash-put a1"),
    ],
)  # fmt: skip
def test_the_trash_takes_the_place_of_rm_and_the_rest_stays(tree: Path, text: str, instead: str) -> None:
    assert offered(text, tree) == [instead]


@pytest.mark.parametrize(
    "text",
    [
        "rm -i a1", "rm -rI src", "sudo rm a1", "rm -f -- s*", "rm -f $FILES*", "find . -name deep -delete", "sh -c 'rm a1'", "ssh host rm a1", "echo rm a1", "shred -u a1", "rm nothing-here", "\\rm a1", "rmdir empty", "git rm a1", "ls",
    ],
)  # fmt: skip
def test_where_it_would_do_something_else_no_trash_is_offered(tree: Path, text: str) -> None:
    assert offered(text, tree) == []


def test_without_a_look_a_pattern_might_match_folders_that_rm_leaves_alone() -> None:
    command = Command(text="rm *.txt", dialect="bash")
    assert alternatives(command, effects(command), {"gio"}) == ()


def test_only_programs_that_are_there_are_offered(tree: Path) -> None:
    assert offered("rm -f a1", tree, ("gio",)) == ["gio trash -f a1"]
    assert offered("rm -f a1", tree, ()) == []
    assert offered("rm a1", tree, ("trash",), "macos") == ["trash a1"]
    assert offered("rm a1", tree, ("trash", "gio"), "windows") == []
    assert offered("Remove-Item a1", tree, ("gio",), dialect="powershell") == []


def test_the_finder_takes_one_absolute_path(tree: Path) -> None:
    path = tree / 'say "hi"'
    path.touch()
    [text] = offered(f"rm '{path}'", tree, ("osascript",), "macos")
    assert text.startswith('osascript -e \'tell application "Finder" to delete POSIX file ')
    assert '\\"hi\\"' in text
    assert offered("rm a1", tree, ("osascript",), "macos") == []


def test_what_gio_gets_it_puts_into_the_trash(bash: str, tree: Path, home: Path) -> None:
    """The home of the test is on the disk of the tree, where gio's trash is that of the home."""
    if shutil.which("gio") is None:
        pytest.skip("gio is not installed")
    [text] = offered("rm -f -- a1 -dash 'x y.txt'", tree, ("gio",))
    done = subprocess.run([bash, "--norc", "-c", text], cwd=tree, capture_output=True, text=True, check=False)
    if "not supported" in done.stderr:
        pytest.skip("this disk has no trash")
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tree / "a1").exists()
    assert {path.name for path in home.rglob("*.trashinfo")} >= {"a1.trashinfo", "-dash.trashinfo"}


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("sed -i s/x/y/ a1", "sed -i.bak s/x/y/ a1"), ("sed -ni s/x/y/p a1 a2", "sed -ni.bak s/x/y/p a1 a2"), ("sed --in-place s/x/y/ a1", "sed --in-place=.bak s/x/y/ a1"), ("sed -i -e s/x/y/ a1", "sed -i.bak -e s/x/y/ a1"),
        ("perl -pi -e s/x/y/ a1", "perl -pi.bak -e s/x/y/ a1"), ("perl -i -pe s/x/y/ a1", "perl -i.bak -pe s/x/y/ a1"), ("sed -i '' s/x/y/ a1", "sed -i '.bak' s/x/y/ a1"), ("sudo sed -i s/x/y/ a1", "sudo sed -i.bak s/x/y/ a1"),
        ("find . -name 'a?' -exec sed -i s/x/y/ {} +", "find . -name 'a?' -exec sed -i.bak s/x/y/ {} +"), ("sed -i.orig s/x/y/ a1", None), ("sed s/x/y/ a1", None), ("sed '-i' s/x/y/ a1", None),
    ],
)  # fmt: skip
def test_an_edit_in_place_keeps_a_copy(tree: Path, text: str, instead: str | None) -> None:
    assert offered(text, tree) == ([] if instead is None else [instead])


def test_the_copy_of_the_edit_is_the_old_file(bash: str, tree: Path) -> None:
    before = (tree / "notes").read_bytes()
    [text] = offered("sed -i s/x/y/ notes", tree)
    subprocess.run([bash, "--norc", "-c", text], cwd=tree, check=True)
    assert (tree / "notes.bak").read_bytes() == before != (tree / "notes").read_bytes()


@pytest.mark.parametrize(
    ("text", "instead"),
    [("git reset --hard", "git stash push"), ("git checkout -- .", "git stash push"), ("git restore 'a b' c", "git stash push -- 'a b' c"), ("git reset --hard HEAD~1", None), ("git clean -fd", None), ("git restore .; ls", None)],
)  # fmt: skip
def test_changes_go_into_a_stash_instead_of_away(tree: Path, text: str, instead: str | None) -> None:
    assert offered(text, tree) == ([] if instead is None else [instead])


def test_labels_tell_what_is_different(tree: Path) -> None:
    assert [found.label for found in all_of("rm a1; sed -i s/x/y/ a2", tree)] == [
        "to the trash instead",
        "keeps a copy of each file as *.bak",
    ]
