"""A manual as far as it is needed here: what a program is for, and one line an option."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionLine:
    """What one option does."""

    spellings: tuple[str, ...]
    """Such as `-f` and `--file`; for dd also `if=`, for find also `!`."""
    argument: str = ""
    """What the manual calls its value; empty when it takes none."""
    is_optional: bool = False
    """Whether the value may be left out; it then never is the next word."""
    text: str = ""
    """The first sentence about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    """One program, or one subcommand of a program."""

    name: str
    """As it is typed: `find`, `git commit`."""
    source: str
    """Where this is said: `man find(1)`, `find --help`; for people."""
    summary: str = ""
    options: tuple[OptionLine, ...] = ()
    operands: tuple[str, ...] = ()
    """What the words are that are no options, in their order; a star at the end of one lets it repeat."""
    text: str = ""
    """All of it, for `mentions`."""
    complete: bool = True
    """False when the reading was given up because it took too long."""

    def find(self, spelling: str) -> OptionLine | None:
        """Return the line of an option; the beginning of just one long option stands for it, as in getopt_long."""
        for option in self.options:
            if spelling in option.spellings:
                return option
        if not spelling.startswith("--") or len(spelling) < 4:
            return None
        begun = [option for option in self.options if any(s.startswith(spelling) for s in option.spellings)]
        return begun[0] if len(begun) == 1 else None

    def mentions(self, spelling: str) -> bool:
        """Return whether the option occurs anywhere in the text: fuller than `find`, and less sure."""
        return re.search(rf"(?<![\w-]){re.escape(spelling)}(?![\w-])", self.text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What one or two words of a call mean."""

    words: tuple[int, int]
    """The words [start, end) of the call, counted from 0, the program itself."""
    shown: str
    """The part of them that this is about: `-z` of `-czf`, or `-f a.tgz`."""
    kind: str
    """program, subcommand, option, or operand."""
    option: str | None = None
    """The spelling in the manual, for an option."""
    text: str = ""
    """What it means; empty when nothing is known."""
    source: str = ""
    """The manual that says so; empty when nothing is known."""
