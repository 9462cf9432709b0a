"""Names of the request that a tiny model forgets or garbles are put back, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmdgen.prompting.copying import mended, restored, simplified


def test_a_path_is_shortened_and_put_back() -> None:
    short, names = simplified("unzip backups/old/pictures.zip into out")
    assert short == "unzip pictures.zip into out"
    assert restored("unzip pictures.zip -d out", names) == "unzip backups/old/pictures.zip -d out"
    assert restored("unzip ./pictures.zip", names) == "unzip backups/old/pictures.zip"
    assert restored("gunzip -k pictures.zip.gz", names) == "gunzip -k backups/old/pictures.zip.gz"
    assert restored("ls my-pictures.zip", names) == "ls my-pictures.zip"


@pytest.mark.parametrize(
    "request_",
    [
        "show /etc/ssh/sshd_config",
        "open ~/notes/a.txt",
        "run ./server.sh",
        "fetch https://example.org/a/b.zip",
        "compare old/a.txt with new/a.txt",
        "merge feature/search",
        "rsync files to me@host:backup/a.txt",
    ],
)
def test_what_is_copied_well_or_would_be_ambiguous_stays(request_: str) -> None:
    assert simplified(request_) == (request_, {})


@pytest.mark.parametrize(
    ("request_", "command", "right"),
    [
        ("sort data/fruits.txt", "sort dat.txt", "sort data/fruits.txt"),
        ("add a.txt to old/photos.zip", "zip //photos.zip a.txt", "zip old/photos.zip a.txt"),
        ("put a.txt in lists.zip", "zip old.zip a.txt", "zip lists.zip a.txt"),
        ('commit as "fix the menu"', 'git commit -m "fix them"', 'git commit -m "fix the menu"'),
    ],
)
def test_a_made_up_name_gives_way_to_the_one_that_is_missing(request_: str, command: str, right: str) -> None:
    assert mended(request_, command) == right


@pytest.mark.parametrize(
    ("request_", "command"),
    [
        ("sort data/fruits.txt", "sort data/fruits.txt"),
        ("copy a.txt to b.txt", "cp x.txt y.txt"),  # which is which?
        ("sort a.txt", "sort *.txt"),
        ("delete a/b.log;rm", "rm x.log"),
        ('say "$(reboot)"', 'echo "x"'),
        ("count lines", "wc -l notes.txt"),
        ("list files newer than stamp.txt", "find . -newer stamp.txt -name '*.c'"),
    ],
)
def test_where_there_is_doubt_nothing_changes(request_: str, command: str) -> None:
    assert mended(request_, command) == command


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_taken(request_: str, command: str) -> None:
    short, names = simplified(request_)
    restored(command, names)
    mended(request_, command)
    assert restored(short, names) == request_ or names
