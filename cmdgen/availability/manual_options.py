"""Options that the manual of a program does not know, where the manual can be trusted to know them all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.availability.used_options import unknown_options
from cmdgen.safety.rules.book import builtin_book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmdgen.manuals import Library, Manual

_ENOUGH: Final = 8
"""Options that a page must have; with fewer it is a stub, or written in a way that is not read well."""
_ENOUGH_LETTERS: Final = 5
_WITH_PAGES: Final = frozenset({"git"})
"""Programs whose subcommands have pages that list all options."""


def from_manual(words: Sequence[str], library: Library) -> list[tuple[int, str]]:
    """Return the position and spelling of the options that the manual does not mention anywhere.

    A wrong note is worse than none, so it says nothing about programs with a style of options of their own, and
    looks no further than the first word that may be a subcommand.
    """
    program = words[0]
    if builtin_book().grammar(program).style != "posix" or not any(word.startswith("-") for word in words):
        return []
    start = 0
    if program in _WITH_PAGES:
        start = next((i for i, word in enumerate(words) if i and not word.startswith("-")), 0)
        if start != 1:  # git -C FOLDER log: which word is the subcommand depends on the options before
            return []
        manuals = library.manuals(program, words[1])[:1]
        words = words[start:]
    else:
        manuals = library.manuals(program)[:1]
        end = next(
            (i for i, word in enumerate(words) if i and re.fullmatch(r"[a-z][a-z-]*", word)), len(words)
        )
        words = words[:end]
    if not manuals or not _is_trusted(manuals[0]):
        return []
    manual = manuals[0]
    known = {
        spelling: bool(option.argument) and not option.is_optional
        for option in manual.options
        for spelling in option.spellings
    }
    letters = sum(re.fullmatch(r"-\w", spelling) is not None for spelling in known)
    return [
        (position + start, option)
        for position, option in unknown_options(words, known)
        if (option.startswith("--") or letters >= _ENOUGH_LETTERS) and not _is_mentioned(option, manual)
    ]


def _is_trusted(manual: Manual) -> bool:
    return manual.complete and manual.source != "cmdgen" and len(manual.options) >= _ENOUGH


def _is_mentioned(option: str, manual: Manual) -> bool:
    positive = re.sub(r"^--no-", "--", option)
    return option in {"--help", "--version", "-h"} or manual.mentions(option) or manual.mentions(positive)
