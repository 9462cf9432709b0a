"""What a word of a call names: a pattern, what was found before, or something that only the run can tell."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, TypeAlias

from cmdgen.safety.effects import codes
from cmdgen.safety.effects.records import Listing, Pattern, Search
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import CWD, FRESH, HOME, ONE, STAR, UNKNOWN
from cmdgen.safety.resolve.state import State

Target: TypeAlias = "Pattern | Search | Listing | str"
"""A reason in words where it is not known; an empty one for a file that the command itself has just made."""


NOT_FOLLOWED: Final = "is not followed here"
_SHORT: Final = 40
"""Characters of a word that is named as it is written."""


class Sources:
    """The sources of file names of one command, and the words that are made of them.

    Args:
        text: the command, to name what is not known in its own words.
        dialect: the shell.
    """

    def __init__(self, text: str, dialect: str) -> None:
        self._text = text
        self._dialect = dialect
        self._found: list[tuple[Pattern | Search | Listing, str]] = []
        self.options: frozenset[str] = frozenset()
        """Options that change what patterns match, as far as the text has set them."""

    def add(self, source: Pattern | Search | Listing, folder: str) -> str:
        """Return the character that stands for each of the names from this source."""
        if len(self._found) >= codes.MAX_FOUND:
            return UNKNOWN
        self._found.append((source, folder))
        return codes.found(len(self._found) - 1)

    def split_at_blanks(self, text: str) -> str:
        """Return a text that is going to be split into names, with the sources in it marked accordingly."""
        for index in codes.found_in(text):
            source, folder = self._found[index]
            if isinstance(source, Search) and not source.splits:
                text = text.replace(codes.found(index), self.add(replace(source, splits=True), folder))
        return (
            "".join(UNKNOWN if codes.is_active(char) else char for char in text)
            if codes.is_active(text)
            else text
        )

    def target(self, arg: Arg, state: State) -> Target:
        """Return what an argument names."""
        text = arg.text.replace(STAR, codes.ACTIVE["*"])
        if arg.process is not None or text == "" or text[:1] == FRESH:
            return ""
        sources = codes.found_in(text)
        if sources:
            return self._from_source(text, sources, state)
        if ONE in text:
            return f"the pattern {marks.show(codes.shown(text))} comes from a variable"
        if not _is_known(text):
            return f"{self.named(arg)} is known only when it runs"
        if any(char in text for char in (codes.ACTIVE["("], codes.ACTIVE["|"])) or (
            self._dialect == "fish" and codes.ACTIVE["?"] in text
        ):
            return f"the pattern {codes.shown(text)} {NOT_FOLLOWED}"
        if HOME in text and state.privileged and state.depth:
            return "the home folder is that of another user"
        folder = state.cwd
        if text[:1] not in ("/", HOME, CWD) and not _is_settled_folder(folder):
            return "the folder is known only when it runs"
        return Pattern(
            text=codes.shown(text),
            glob=codes.is_active(text),
            code=text,
            folder=folder,
            dialect=self._dialect,
            options=self.options,
        )

    def named(self, arg: Arg) -> str:
        """Return a word for people: as it is written where that is short, else as it was resolved."""
        written = self._text[arg.span.start : arg.span.end]
        if 0 < len(written) <= _SHORT and not re.search(r"\s", written):
            return written
        return marks.show(codes.shown(arg.text))

    def _from_source(self, text: str, sources: list[int], state: State) -> Target:
        source, folder = self._found[sources[0]]
        if len(sources) > 1 or text != codes.found(sources[0]):
            return "the names are made from each file in turn"
        if folder != state.cwd:
            return "the names are used in another folder than they were found in"
        return source


def _is_known(text: str) -> bool:
    inside = text[1:] if text[:1] in (HOME, CWD) else text
    return marks.is_known(inside)


def _is_settled_folder(folder: str) -> bool:
    return _is_known(folder) and codes.without_sources(folder)
