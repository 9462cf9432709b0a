from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmdgen.core.records import Span
from cmdgen.safety.effects import Effect, Example, Kind, Loss, Preview, Work
from cmdgen.ui.layout import cells
from cmdgen.ui.paint import Paint
from cmdgen.ui.preview_view import MAX_LINES, render_previews

PLAIN = Paint(styles=False, colours=False)
NOW = 1_700_000_000.0
WIDTHS = (20, 30, 39, 40, 41, 60, 80, 200, 300)


def effect(kind: Kind = Kind.DELETE, *, shows: str | None = None) -> Effect:
    return Effect(kind=kind, program="rm", span=Span(0, 1), shows=shows)


def git(loss: Loss) -> Effect:
    return replace(effect(Kind.DISCARD, shows="git stash list"), work=Work(loss=loss))


def example(path: str, size_bytes: int = 2_000, age_s: float = 120) -> Example:
    return Example(path=path, size_bytes=size_bytes, modified=NOW - age_s)


MANY = Preview(
    effect=effect(),
    files=412,
    folders=18,
    size_bytes=1_300_000_000,
    newest=NOW - 120,
    examples=(example("./build/a.o"), example("./build/b.o"), example("./build/c.o")),
)
ONE = Preview(
    effect=effect(Kind.OVERWRITE),
    files=1,
    size_bytes=2_000,
    newest=NOW - 90_000,
    examples=(example("notes.txt", age_s=90_000),),
)


def lines(*previews: Preview, width: int = 100) -> list[str]:
    return render_previews(previews, PLAIN, width, now=NOW)


def test_counts_sizes_and_the_newest_are_told_with_examples() -> None:
    assert " ".join(" ".join(lines(MANY)).split()) == (
        "deletes 412 files and 18 folders, 1.3 GB, newest edited 2 minutes ago: ./build/a.o, ./build/b.o, ./build/c.o, ..."
    )


def test_one_file_is_named() -> None:
    assert lines(ONE) == ["overwrites notes.txt (2.0 kB, edited yesterday)"]


def test_lost_work_that_is_no_file_is_told_in_words() -> None:
    found = Preview(
        effect=git(Loss.BRANCH), said="3 commits that only x leads to, the newest", newest=NOW - 7_200
    )
    assert lines(found) == ["discards   3 commits that only x leads to, the newest made 2 hours ago"]


@pytest.mark.parametrize(
    ("loss", "says"), [(Loss.CHANGES, "no uncommitted change"), (Loss.UNTRACKED, "no untracked file")]
)
def test_no_work_that_would_be_lost_is_told_in_its_own_words(loss: Loss, says: str) -> None:
    assert lines(Preview(effect=git(loss))) == [f"discards   {says}"]


def test_what_git_does_not_say_is_told_with_what_shows_it() -> None:
    [line] = lines(Preview(effect=git(Loss.STASH), unknown="git takes too long"))
    assert "cannot tell what: git takes too long; `git stash list` shows it" in line


def test_nothing_to_tell_has_no_lines() -> None:
    assert lines() == []
    assert lines(Preview(effect=effect(Kind.OVERWRITE))) == []


def test_nothing_matches_is_told_for_a_deletion() -> None:
    assert lines(Preview(effect=effect())) == ["deletes    nothing matches right now"]


def test_what_is_not_known_is_said_with_the_command_that_shows_it() -> None:
    unknown = Preview(effect=effect(shows="git clean -n"), unknown="only git knows what is not tracked")
    assert " ".join(" ".join(lines(unknown)).split()) == (
        "deletes cannot tell which files: only git knows what is not tracked; `git clean -n` shows it"
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"more": True}, "more than 412 files"),
        ({"unknown": "$X is known only when it runs"}, "cannot tell all: $X is known"),
        ({"denied": 2}, "2 folders may not be read"),
        ({"mounts": ("./disk",)}, "not counted: what is mounted at ./disk"),
        ({"folders_left": 1}, "1 folder left alone"),
        ({"links": 1}, "412 files, 18 folders and 1 link"),
    ],
)
def test_what_the_counts_leave_out_is_said(change: dict[str, object], words: str) -> None:
    assert words in " ".join(" ".join(lines(replace(MANY, **change))).split())  # type: ignore[arg-type]


@pytest.mark.parametrize("change", [{"unknown": "x"}, {"denied": 1}, {"mounts": ("m",)}])
def test_counts_that_are_not_the_whole_truth_are_lower_bounds(change: dict[str, object]) -> None:
    assert "at least 412 files" in " ".join(lines(replace(MANY, **change)))  # type: ignore[arg-type]


def test_a_search_that_found_nothing_in_time_does_not_say_nothing_matches() -> None:
    assert "too much to look through" in " ".join(lines(Preview(effect=effect(), more=True)))


@pytest.mark.parametrize(
    ("size_bytes", "shown"),
    [(0, "empty"), (1, "1 byte"), (999, "999 bytes"), (1_000, "1.0 kB"), (9_960, "10 kB"), (999_400, "999 kB"), (999_600, "1.0 MB"), (5 * 10**15, "5000 TB")],
)  # fmt: skip
def test_sizes_are_short(size_bytes: int, shown: str) -> None:
    alone = replace(ONE, examples=(example("n", size_bytes),))
    assert f"n ({shown}, " in lines(alone)[0]


@pytest.mark.parametrize(
    ("age_s", "shown"),
    [(-50, "just now"), (59, "just now"), (60, "1 minute ago"), (3_599, "59 minutes ago"), (3_600, "1 hour ago"), (90_000, "yesterday"), (200_000, "2 days ago"), (86_400 * 100, "3 months ago"), (86_400 * 900, "2 years ago")],
)  # fmt: skip
def test_ages_are_in_the_words_of_people(age_s: float, shown: str) -> None:
    assert lines(replace(ONE, examples=(example("n", age_s=age_s),)))[0].endswith(f"edited {shown})")


def test_a_change_of_mode_does_not_speak_of_edits() -> None:
    assert lines(replace(ONE, effect=effect(Kind.MODE))) == ["mode of    notes.txt (2.0 kB)"]


def test_control_characters_of_a_name_never_reach_the_terminal() -> None:
    hostile = replace(ONE, examples=(example("a\x1b[31m\nb\u202e"),))
    shown = "\n".join(lines(hostile))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\\x1b[31m" in shown


def test_a_line_break_in_a_name_does_not_become_one_on_the_screen() -> None:
    assert "a\\x0ab" in lines(replace(ONE, examples=(example("a\nb"),)))[0]


@pytest.mark.parametrize("width", WIDTHS)
def test_there_are_four_lines_at_most_and_none_is_too_wide(width: int) -> None:
    previews = [
        replace(MANY, unknown="a long reason " * 9),
        ONE,
        replace(MANY, effect=effect(Kind.MOVE)),
        ONE,
        ONE,
    ]
    shown = lines(*previews, width=width)
    labels = 3 if width < 40 else 0
    assert 3 <= len(shown) <= MAX_LINES + labels
    assert all(cells(line) <= width for line in shown)
    assert "and 2 more" in shown[-1]


def test_what_is_lost_is_louder_than_what_is_changed() -> None:
    paint = Paint(styles=True, colours=True)
    assert "\x1b[1;33m" in render_previews([MANY], paint, 80, now=NOW)[0]
    assert "33m" not in render_previews([replace(MANY, effect=effect(Kind.MODE))], paint, 80, now=NOW)[0]


@given(
    path=st.text(max_size=80),
    width=st.integers(20, 300),
    files=st.integers(0, 10**7),
    reason=st.none() | st.text(max_size=120),
)
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_no_name_breaks_the_width(path: str, width: int, files: int, reason: str | None) -> None:
    shown = lines(replace(MANY, files=files, examples=(example(path),), unknown=reason), width=width)
    assert all(cells(line) <= width and "\n" not in line for line in shown)
    assert len(shown) <= MAX_LINES + 1
