"""The words of calls beside their meanings, on a machine without any manual but the own table."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmdgen.manuals import Library, Meaning, described

PAGE = ".SH NAME\nls \\- from the page\n.SH OPTIONS\n.TP\n\\-l\nlong, says the page.\n"


class Bare(Library):
    """A library without pages, which asks no program."""

    def __init__(self, folder: Path, *, is_bsd: bool = False) -> None:
        super().__init__({}, is_bsd=is_bsd, ask=None, budget_s=60)
        self._folders = (folder,)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Bare(tmp_path)


def shown(meanings: tuple[Meaning, ...]) -> list[str]:
    return [meaning.shown for meaning in meanings]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tar -czf a.tgz src", ["tar", "-c", "-z", "-f a.tgz", "src"]),
        ("tar xzf a.tgz -C out", ["tar", "-x", "-z", "-f a.tgz", "-C out"]),
        ("tar --file=a.tgz -x", ["tar", "--file=a.tgz", "-x"]),
        ("rm -rf a b", ["rm", "-r", "-f", "a", "b"]),
        ("rm -- -x", ["rm", "--", "-x"]),
        ("sort -k4 -rn", ["sort", "-k4", "-r", "-n"]),
        ("head -5 f", ["head", "-5", "f"]),
        ("ps aux", ["ps", "a", "u", "x"]),
        ("git -C d commit -am msg", ["git", "-C d", "commit", "-a", "-m msg"]),
        (
            "docker run --rm -it -v /a:/b image ls -la",
            ["docker", "run", "--rm", "-i", "-t", "-v /a:/b", "image", "ls", "-la"],
        ),
        (
            "find . -name x -not -type d -exec rm {} ; -print",
            ["find", ".", "-name x", "-not", "-type d", "-exec rm {} ;", "-print"],
        ),
        ("dd if=a of=b", ["dd", "if=a", "of=b"]),
        ("echo -n -x", ["echo", "-n", "-x"]),
        ("xyz -ab c", ["xyz", "-a", "-b", "c"]),
        ("ls", ["ls"]),
    ],
)
def test_words_are_put_together_as_the_program_reads_them(
    words: str, expected: list[str], library: Library
) -> None:
    meanings = described(words.split(), library)
    assert shown(meanings) == expected
    covered = {index for meaning in meanings for index in range(*meaning.words)}
    assert covered == set(range(len(words.split())))


def test_operands_are_named(library: Library) -> None:
    texts = {m.shown: m.text for m in described("cp -r a b c".split(), library)}
    assert texts["a"] == texts["b"] == "what is copied"
    assert texts["c"] == "where to"


def test_a_pattern_given_as_an_option_leaves_only_files(library: Library) -> None:
    assert described("grep -e x f".split(), library)[-1].text == "where to look"
    assert described("grep x f".split(), library)[1].text == "the pattern"


def test_what_a_wrapper_runs_is_left_to_its_own_call(library: Library) -> None:
    assert shown(described("sudo -u bob ls -l".split(), library, runs_another=True)) == ["sudo", "-u bob"]


def test_sed_differs_between_userlands(tmp_path: Path) -> None:
    words = ["sed", "-i", "", "s/a/b/", "f"]
    assert described(words, Bare(tmp_path, is_bsd=True))[1].words == (1, 3)
    assert described(words, Bare(tmp_path))[1].words == (1, 2)


def test_the_page_comes_before_the_own_table_which_fills_the_gaps(tmp_path: Path) -> None:
    (tmp_path / "man1").mkdir()
    (tmp_path / "man1" / "ls.1").write_text(PAGE)
    program, known, unknown = described(["ls", "-la"], Bare(tmp_path))
    assert (program.text, program.source) == ("from the page", "man ls(1)")
    assert (known.text, known.source) == ("long, says the page", "man ls(1)")
    assert unknown.source == "cmdgen"


FIND = """.SH NAME
find \\- search
.SH TESTS
.TP
\\-type \\fIc\\fR
File is of type \\fIc\\fR:
.TP
\\-links \\fIn\\fR
File has exactly \\fIn\\fR hard links, says the page's n-th line.
.TP
\\-maxdepth \\fIlevels\\fR
Descend at most levels.
"""


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("find . -type f", "File is of type f: an ordinary file"),
        ("find . -type d,l", "File is of type d,l: a folder or a symbolic link"),
        ("find . -type x", "File is of type x"),
        ("find . -links 2", "File has exactly 2 hard links, says the page's n-th line"),
        ("find . -links +2", "File has exactly n hard links, says the page's n-th line"),
        ("find . -maxdepth 2", "Descend at most levels"),
    ],
)
def test_the_letter_that_stands_for_a_value_is_replaced_by_it(words: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "man1").mkdir()
    (tmp_path / "man1" / "find.1").write_text(FIND)
    assert described(words.split(), Bare(tmp_path))[2].text == text


def test_a_program_given_by_its_path_is_another_one(library: Library) -> None:
    assert not any(meaning.text for meaning in described(["./ls", "-l"], library))


def test_a_builtin_comes_before_the_program(library: Library) -> None:
    assert described(["cd", "x"], library)[0].source == "shell builtin"


def test_when_the_time_is_spent_the_own_table_still_answers(tmp_path: Path) -> None:
    (tmp_path / "man1").mkdir()
    (tmp_path / "man1" / "ls.1").write_text(PAGE)
    late = Library({"MANPATH": str(tmp_path)}, is_bsd=False, budget_s=0)
    assert described(["ls", "-l"], late)[1].source == "cmdgen"


@pytest.mark.parametrize(
    "words",
    [["tar"], ["tar", "-"], ["tar", "-f"], ["find", "-exec"], ["git", "-C"], ["-x"], [""], ["=", "="]],
)
def test_no_call_is_too_odd(words: list[str], library: Library) -> None:
    assert described(words, library)
