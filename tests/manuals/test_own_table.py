"""The own table holds together, and is what is read where there are no manuals."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from cmdgen.manuals.own_table import own_manual

TEXTS = {
    name: (resources.files("cmdgen.manuals") / name).read_text("utf-8")
    for name in ("programs.txt", "builtins.txt")
}
NAMES = [
    (file, name)
    for file, text in TEXTS.items()
    for heading in re.findall(r"^\[([^\]\n]+|\[)\] ", text, re.MULTILINE)
    for name in heading.split("|")
]


@pytest.mark.parametrize(("file", "name"), NAMES)
def test_every_entry_can_be_read(file: str, name: str) -> None:
    manual = own_manual(name, is_bsd=False, file=file)
    assert manual is not None
    assert manual.summary
    assert all(option.text and option.spellings for option in manual.options)
    spellings = [spelling for option in manual.options for spelling in option.spellings]
    assert len(spellings) == len(set(spellings))


def test_no_program_has_two_entries() -> None:
    assert len(NAMES) == len(set(NAMES))


def test_every_line_is_of_the_format() -> None:
    for text in TEXTS.values():
        for line in text.splitlines():
            assert re.match(r"(\[(.+?|\[)\] \S|words: \S|((gnu|bsd): )?\S.*?  \S|$)", line), line


def test_the_userlands_differ_where_they_do() -> None:
    gnu, bsd = (own_manual("sed", is_bsd=is_bsd) for is_bsd in (False, True))
    assert gnu is not None
    assert bsd is not None
    gnu_i, bsd_i = gnu.find("-i"), bsd.find("-i")
    assert gnu_i is not None
    assert bsd_i is not None
    assert gnu_i.is_optional
    assert bsd_i.argument
    assert not bsd_i.is_optional
    assert gnu.find("-z") is not None
    assert bsd.find("-z") is None


def test_a_program_that_is_not_there_has_no_entry() -> None:
    assert own_manual("no-such-program", is_bsd=False) is None
    assert own_manual("g.t", is_bsd=False) is None
