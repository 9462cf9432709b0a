"""One man page: what the program is for, and the line of each option."""

from __future__ import annotations

import re
import time
from typing import Final

from cmdgen.manuals import man_macros, mdoc_macros
from cmdgen.manuals.option_tags import VALUE_MARK, first_sentence, option_line
from cmdgen.manuals.records import Manual, OptionLine

MAX_CHARACTERS: Final = 1_000_000
"""The longest manuals have half of that."""


def read_page(text: str, name: str, source: str, deadline: float) -> Manual:
    """Return what a page says; the reading ends at the deadline, with what it has by then.

    Args:
        text: the source of the page, in man(7) or mdoc(7) macros.
        deadline: in seconds of `time.monotonic`.
    """
    reader = _Reader()
    whole: list[str] = []
    complete = len(text) <= MAX_CHARACTERS
    is_mdoc = re.search(r"^\.\s*Dd\b", text, re.MULTILINE) is not None
    events = (mdoc_macros if is_mdoc else man_macros).events(text[:MAX_CHARACTERS])
    for number, (kind, words) in enumerate(events):
        if number % 256 == 0 and time.monotonic() > deadline:
            complete = False
            break
        whole.append(words.replace(VALUE_MARK, ""))
        reader.take(kind, words)
    reader.take("heading", "")
    return Manual(
        name=name,
        source=source,
        summary=reader.summary(),
        options=tuple(reader.options),
        text=" ".join(whole),
        complete=complete,
    )


class _Reader:
    """Puts the paragraphs behind the options that they are about."""

    def __init__(self) -> None:
        self.options: list[OptionLine] = []
        self._section = ""
        self._name: list[str] = []
        self._tags: list[str] = []
        self._body: list[str] = []
        self._paragraph: list[str] = []
        """Lines since the last break, where no tag is open: docbook writes options as plain paragraphs."""
        self._is_closed = True
        """Whether the first paragraph about the options has been read."""

    def take(self, kind: str, words: str) -> None:
        """Take one event of a page."""
        if kind == "heading":
            self._flush()
            self._section = words.upper()
        elif kind == "tag":
            if self._body or self._is_closed:
                self._flush()
            self._tags.append(words)
            self._is_closed = False
        elif kind == "indent":
            if self._is_closed and self._paragraph and self._paragraph[0].startswith("-"):
                tag = " ".join(self._paragraph)
                self._flush()
                self._tags, self._is_closed = [tag], False
        elif kind == "break":
            if self._body:
                self._flush()
            self._paragraph = []
        elif self._section.startswith("NAME"):
            self._name.append(words)
        elif not self._is_closed:
            self._body.append(words)
        else:
            self._paragraph.append(words)

    def _flush(self) -> None:
        text = " ".join(self._body)
        for tag in self._tags:  # several in a row have one text
            if (option := option_line(tag, text)) is not None:
                self.options.append(option)
        self._tags, self._body, self._paragraph, self._is_closed = [], [], [], True

    def summary(self) -> str:
        """Return what stands behind the dash of the section NAME."""
        said = re.split(r"\s+-+\s+", " ".join(self._name), maxsplit=1)
        return first_sentence(said[1]) if len(said) == 2 else ""
