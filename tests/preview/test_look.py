"""What a preview counts, against what the real programs do to a copy of the same folder."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmdgen.core.records import Command
from cmdgen.preview import preview
from cmdgen.preview.budget import Budget, Spent
from cmdgen.safety.effects import Kind, Preview, effects

SETTINGS = settings(max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip


def look(text: str, folder: Path, *, entries: int = 50_000, seconds: float = 60) -> tuple[Preview, ...]:
    found = effects(Command(text=text, dialect="bash"))
    return preview(found, folder, limit_entries=entries, limit_s=seconds, home=folder)


def only(text: str, folder: Path) -> Preview:
    [found] = look(text, folder)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "rm -rf -- *", "rm -f -- *", "rm -f *.txt", "rm -rf src", "rm -rf src src/deep", "rm -rf src/deep src", "rm -rf to-src", "rm -f ./*", "rm -rf .??*", "rm -f 'x y.txt' missing",
        "rm -rf src/*", "cd src && rm -rf *", "(cd src; rm -rf deep)", "rm -rf {src,build}/*.o", "rm -df empty", "rm -f src", "rmdir empty", "find . -name '*.o' -delete",
        "find . -type d -name deep -exec rm -rf {} +", "find src -type f -print0 | xargs -0 rm -f", 'for f in *.txt; do rm -f "$f"; done', "x='*.txt'; rm -f $x", "sh -c 'rm -rf src'", "rm -rf twin.txt b.txt",
        "find . -name '*.txt' | while IFS= read -r f; do rm -f \"$f\"; done", 'f() { rm -f "$1"; }; f a1; f a2',
    ],
)  # fmt: skip
def test_a_deletion_counts_what_is_gone_afterwards(bash: str, tree: Path, text: str) -> None:
    found = look(text, tree)
    before = everything(tree)
    subprocess.run([bash, "--norc", "-c", text], cwd=tree, capture_output=True, check=False)
    gone = len(before) - len(everything(tree))
    newline_names = 1 if "while" in text else 0  # `read` takes half a name then, and rm does not find it
    assert sum(each.matched for each in found) == gone + newline_names
    assert all(each.unknown is None and not each.more for each in found)


def everything(folder: Path) -> set[str]:
    return {str(Path(root, name)) for root, folders, files in os.walk(folder) for name in [*folders, *files]}


def test_sizes_are_summed_and_a_file_with_two_names_counts_once(tree: Path) -> None:
    found = only("rm -f a.txt b.txt twin.txt", tree)
    assert found.files == 3
    assert found.size_bytes == (tree / "a.txt").stat().st_size + (tree / "b.txt").stat().st_size


def test_links_are_counted_and_not_gone_through(tree: Path) -> None:
    found = only("rm -rf to-src broken.txt", tree)
    assert (found.files, found.folders, found.links) == (0, 0, 2)


def test_a_slash_behind_a_link_is_not_taken_for_the_link(tree: Path) -> None:
    found = only("rm -rf to-src/", tree)
    assert found.matched == 0
    assert found.unknown is not None


def test_the_examples_are_the_newest_and_the_biggest(tree: Path) -> None:
    os.utime(tree / "a1", (1_900_000_000, 1_900_000_000))
    (tree / "a2").write_bytes(b"x" * 1_000_000)
    os.utime(tree / "a2", (1, 1))
    found = only("rm -f a.txt b.txt notes a1 a2", tree)
    assert [example.path for example in found.examples[:2]] == ["a1", "a2"]
    assert len(found.examples) == 3
    assert found.newest == 1_900_000_000


def test_rm_without_r_leaves_folders_and_says_so(tree: Path) -> None:
    found = only("rm -f s*", tree)
    assert (found.matched, found.folders_left, found.nothing) == (0, 1, False)


def test_a_name_that_looks_like_an_option_is_pointed_out(tree: Path) -> None:
    assert "-dash would be read as an option" in (only("rm *", tree).unknown or "")
    assert only("rm -- *", tree).unknown is None


def test_nothing_matches_is_certain(tree: Path) -> None:
    assert only("rm -rf nothing* here", tree).nothing


def test_a_folder_that_is_not_there_makes_everything_uncertain(tree: Path) -> None:
    found = only("cd nowhere; rm -rf *", tree)
    assert not found.nothing
    assert "nowhere" in (found.unknown or "")


@pytest.mark.parametrize("limit", [0, 1, 3, 10])
def test_the_limit_of_entries_is_kept_and_said(tree: Path, limit: int) -> None:
    for text in ("rm -rf -- *", "find . -delete", "rm -rf */*", "cp -r ./. .", "chmod -R 700 ."):
        for found in look(text, tree, entries=limit):
            assert found.matched <= limit
            assert found.more


def test_the_limit_of_time_is_kept(tree: Path) -> None:
    ticks = iter(range(1_000))
    budget = Budget(1_000, 5, lambda: next(ticks))
    with pytest.raises(Spent):
        for _ in range(10):
            budget.spend()
    assert next(ticks) == 7
    assert all(each.more and not each.matched for each in look("rm -rf src; rm -f a1", tree, seconds=-1))


def test_the_limits_are_for_all_effects_together(tree: Path) -> None:
    found = look("rm -rf src; rm -rf build", tree, entries=4)
    assert sum(each.matched for each in found) <= 4
    assert found[1].more


# -- overwriting -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("cp notes a.txt", ["a.txt"]), ("cp notes new", []), ("cp a.txt src", []), ("mv a.txt b.txt", ["b.txt"]), ("cp src/main.o build/x.o", ["build/x.o"]), ("mv src/main.o main.o", []),
        ("cp -r src/. build", []), ("cp build/x.o src/deep/one.o src", []), ("cp -t src build/x.o", []), ("cp -n notes a.txt", []), ("cp --backup=numbered notes a.txt", []), ("mv -T src build", []),
        ("cp -u a1 a2", []), ("cp -u a2 a1", ["a1"]), ("ln -sf nowhere a1", ["a1"]), ("ln -s nowhere a1", []), ("echo x > a1", ["a1"]), ("echo x >> a1", []), ("echo x > new", []), ("echo x > /dev/null", []),
        ("tee a1 a2", ["a1", "a2"]), ("tee -a a1", []), ("dd if=/dev/zero of=a1 count=1", ["a1"]), ("truncate -s 0 a?", ["a!", "a-", "a1", "a2", "a]"]), ("sort notes -o notes", ["notes"]), ("tar czf a1 src", ["a1"]),
        ("tar -cf new src", []), ("curl -o a1 http://example.org", ["a1"]), ("install -m 644 notes a1", ["a1"]), ("echo x 2> a1 >&2", ["a1"]), ("echo x &> a2", ["a2"]), ("cp a1 .", []), ("cp a1 a1", []),
        ("cp a.txt b.txt to-src", []), ("{ echo x; } > a1", ["a1"]), ("for i in 1 2; do echo; done > a2", ["a2"]), ("cat > 'x y.txt'", ["x y.txt"]), ("echo > ~/a1", ["~"]), ("cp src/* src/deep 2>a1", ["a1"]),
    ],
)  # fmt: skip
def test_what_is_overwritten_is_what_stands_there(tree: Path, text: str, names: list[str]) -> None:
    found = [each for each in look(text, tree) if each.effect.kind is Kind.OVERWRITE]
    counted = sorted(example.path for each in found for example in each.examples)
    if names == ["~"]:
        names = [str(tree / "a1")]
    assert counted == names[:3] or sum(each.matched for each in found) == len(names) > 3
    assert sum(each.matched for each in found) == len(names)


@pytest.mark.parametrize(
    "text",
    [
        "cp -r src/. build",
        "cp -r src build",
        "cp -r build/sub src/deep",
        "cp src/main.o build",
        "cp -r src/deep/. src",
    ],
)
def test_a_copy_overwrites_the_namesakes_that_cp_would_back_up(bash: str, tree: Path, text: str) -> None:
    for folder in ("build", "build/src", "build/src/deep", "src/deep/sub"):
        (tree / folder).mkdir(exist_ok=True)
        for name in ("main.o", "two.txt", "one.o"):
            (tree / folder / name).write_text("old")
    found = look(text, tree)
    subprocess.run(
        [bash, "--norc", "-c", text.replace("cp", "cp --backup=simple --suffix=.kept", 1)],
        cwd=tree,
        check=True,
    )
    assert sum(each.matched for each in found) == len(
        [path for path in tree.rglob("*.kept") if not path.is_symlink()]
    )


def test_moving_counts_what_goes_and_what_is_lost(tree: Path) -> None:
    (tree / "src" / "a.txt").write_text("old")
    moved, lost = look("mv *.txt src", tree)
    assert (moved.effect.kind, lost.effect.kind) == (Kind.MOVE, Kind.OVERWRITE)
    assert [example.path for example in lost.examples] == ["src/a.txt"]


# -- what it must not do ---------------------------------------------------------------------------------


def test_no_file_is_opened_and_no_program_is_started(tree: Path) -> None:
    """In a process of its own, since an audit hook stays for good; the pipe in the folder would block who opens it."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom cmdgen.core.records import Command\n"
        "from cmdgen.preview import preview, alternatives, reverse\nfrom cmdgen.safety.effects import effects\n"
        "texts = ['rm -rf *', 'find . -type f -newer notes -size +1k -delete', 'cp -r src build', 'mv *.txt src', 'chmod 600 a1', 'echo > pipe.txt', 'sed -i s/a/b/ *', 'gzip notes']\n"
        "commands = [Command(text=text, dialect='bash') for text in texts]\n"
        "first = [effects(command) for command in commands]\n"
        "[preview(found, Path('.')) for found in first]\n"
        "[reverse(command, found, Path('.')) for command, found in zip(commands, first)]\n"
        "events = []\nsys.addaudithook(lambda name, args: events.append((name, args)) if name in "
        "('open', 'subprocess.Popen', 'os.system', 'os.exec', 'os.posix_spawn', 'os.fork', 'socket.connect', 'os.remove', 'os.rename', 'os.rmdir', 'os.chmod', 'os.mkdir') else None)\n"
        "counted = [preview(found, Path('.')) for found in first]\n"
        "[(reverse(command, found, Path('.')), alternatives(command, found, {'gio'})) for command, found in zip(commands, first)]\n"
        "print(events, sum(each.matched for found in counted for each in found) > 30)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert (done.stdout, done.stderr) == ("[] True\n", "")


def test_sockets_and_pipes_are_files_that_hold_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        found = only("rm -f *", tmp_path)
    assert (found.files, found.size_bytes, found.newest) == (2, 0, None)


def test_what_is_mounted_below_is_named_and_not_entered(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A real mount needs rights that a test does not have: the device number of one folder is changed instead."""
    real = os.lstat(tree / "src")
    other = os.stat_result((*real[:2], real.st_dev + 1, *real[3:]))
    original = os.scandir

    class Entry:
        def __init__(self, entry: os.DirEntry[str]) -> None:
            self.name, self.path, self._entry = entry.name, entry.path, entry

        def stat(self, *, follow_symlinks: bool) -> os.stat_result:
            return other if self.name == "src" else self._entry.stat(follow_symlinks=follow_symlinks)

    class Entries:
        def __init__(self, path: str) -> None:
            self._entries = original(path)

        def __enter__(self) -> list[Entry]:
            return [Entry(entry) for entry in self._entries]

        def __exit__(self, *_: object) -> None:
            self._entries.close()

    monkeypatch.setattr("cmdgen.preview.globs.os.scandir", Entries)
    found = only("rm -rf .", tree)
    assert found.mounts == ("./src",)
    assert not any(example.path.startswith("./src") for example in found.examples)


FRAGMENTS = st.sampled_from([
    "rm", "-rf", "-r", "mv", "cp", "find", ".", "*", "*.txt", "src", "-name", "'*.o'", "-delete", "-exec", "{}", ";", "\\;", "+", "|", "xargs", "&&", "cd", ">", "a1", "$X", '"$Y"', "$(ls)", "~", "/nope", "sed",
    "-i", "s/a/b/", "chmod", "755", "-R", "--", "-", "'", '"', "(", ")", "{a,b}", "[", "[a-z]", "?", "git", "clean", "-fdx", "tar", "xf", "for f in", "; do", "; done", "**", "..", "\x00", "\ue100", "\ud800", "é", "tee", "ln", "-sf", "dd", "of=a",
])  # fmt: skip


@given(
    text=st.lists(FRAGMENTS, max_size=9).map(" ".join),
    dialect=st.sampled_from(["bash", "sh", "zsh", "fish", "powershell", "cmd", "nonsense"]),
)
@SETTINGS
def test_no_text_makes_a_preview_raise_or_exceed_its_limits(
    shared_tree: Path, text: str, dialect: str
) -> None:
    for found in preview(
        effects(Command(text=text, dialect=dialect)),
        shared_tree,
        limit_entries=40,
        limit_s=5,
        home=shared_tree,
    ):
        assert found.matched <= 40
        assert len(found.examples) <= 3


@given(text=st.text(max_size=60))
@SETTINGS
def test_no_text_at_all_makes_a_preview_raise(shared_tree: Path, text: str) -> None:
    preview(
        effects(Command(text=f"rm -rf {text}", dialect="bash")),
        shared_tree,
        limit_entries=40,
        home=shared_tree,
    )


def test_a_tree_deeper_than_the_stack_is_counted(tmp_path: Path) -> None:
    here = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(600):
            Path("d").mkdir()
            os.chdir("d")
    finally:
        os.chdir(here)
    found = only("rm -rf d", tmp_path)
    assert found.folders == 600
    assert only("find d -type d -delete", tmp_path).folders == 600
    shutil.rmtree(tmp_path / "d")
