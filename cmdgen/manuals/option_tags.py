"""The words in front of a paragraph about options: `-f, --file=ARCHIVE` is two spellings and the name of a value."""

from __future__ import annotations

import re
from typing import Final

from cmdgen.manuals.records import OptionLine

VALUE_MARK: Final = "\x01"
"""Stands in front of a value where the macros tell it from the option: `-ffile` would be ambiguous."""

_SPELLING: Final = re.compile(
    r"(?P<name>--\[no-?\][A-Za-z0-9][\w-]*|--?[A-Za-z0-9_][\w+.-]*|-[?@#,%:^$*!]|--?(?=$)|[a-z]+=|[!()](?=\s|$))"
    r"(?P<rest>.*)$",
    re.DOTALL,
)
_NEGATABLE: Final = re.compile(r"--\[no-?\]")
_SENTENCE_END: Final = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bvs)(?<=[^\s.])\.(?=\s|$)")
_LONGEST_SENTENCE: Final = 240


def option_line(tag: str, text: str) -> OptionLine | None:
    """Return what a tag and the paragraph behind it say about an option; None if it is about something else."""
    spellings: list[str] = []
    argument, is_optional = "", False
    for piece in _alternatives(tag):
        match = _SPELLING.match(piece)
        if match is None:
            if not spellings:
                return None
            continue
        name = match["name"]
        bare = _NEGATABLE.sub("", name)
        spellings += [name] if bare == name else [f"--{bare}", f"--no-{bare}"]
        value = match["rest"].strip()
        if value and not argument:
            is_optional = value.startswith("[")
            argument = _value_name(value)
        if name.endswith("="):
            argument = argument or "VALUE"
    unique = tuple(dict.fromkeys(spellings))
    if not unique:
        return None
    return OptionLine(spellings=unique, argument=argument, is_optional=is_optional, text=first_sentence(text))


def _alternatives(tag: str) -> list[str]:
    """Split at commas and bars that stand between options, not inside of brackets or values."""
    parts = re.split(r"(?:,\s*|\s*\|\s*|\s+or\s+|\s+/\s+|\s{2,})(?=--?[\w\[?@#])", tag.strip())
    return [part.strip(" ,") for part in parts if part.strip(" ,")]


def _value_name(value: str) -> str:
    bare = value.replace(VALUE_MARK, "").strip()
    return bare.strip("[]=<> \t").replace("[=", "").strip()


def first_sentence(text: str) -> str:
    """Return the first sentence, without its full stop."""
    words = " ".join(text.replace(VALUE_MARK, "").split())
    end = _SENTENCE_END.search(words)
    sentence = words if end is None else words[: end.start()]
    sentence = sentence.rstrip(":;,")
    if len(sentence) > _LONGEST_SENTENCE:
        sentence = sentence[:_LONGEST_SENTENCE].rsplit(" ", 1)[0] + " …"
    return sentence
