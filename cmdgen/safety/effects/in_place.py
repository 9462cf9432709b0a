"""Edits in place by sed and perl: which files, and whether a copy stays.

The words are read here and not by the common grammar: the suffix of `-i` is attached to it with GNU sed and perl,
and is a word of its own with BSD sed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cmdgen.core.records import Span
from cmdgen.safety.resolve.expand import Arg


@dataclass(frozen=True, slots=True)
class InPlace:
    """An edit in place."""

    files: list[Arg]
    suffix: str
    """What is added to the name of the copy that stays; empty where none does."""
    option: Arg
    """The word with the option."""
    bsd: bool = False
    """The suffix is a word of its own, be it empty."""
    at: int = 0
    """Where in the word the option's letter stands."""


def sed(args: list[Arg]) -> InPlace | None:
    """Return what a call of sed edits in place, or None when it only prints."""
    option, suffix, at, bsd, scripted = None, "", 0, False, False
    rest: list[Arg] = []
    index = 0
    while index < len(args):
        text = args[index].text
        index += 1
        if text == "--":
            rest += args[index:]
            break
        if text.startswith("--"):
            name, _, value = text.partition("=")
            if name == "--in-place":
                option, suffix, at = args[index - 1], value, -1
            elif name in ("--expression", "--file"):
                scripted = True
                index += 0 if "=" in text else 1
            continue
        if text[:1] != "-" or len(text) < 2:
            rest.append(args[index - 1])
            continue
        letter = re.match(r"-[nrEsuz]*([iIefl]?)", text)
        assert letter is not None  # noqa: S101 - every word that begins with a dash matches
        attached = text[letter.end() :]
        if letter.group(1) in ("i", "I"):
            option, suffix, at = args[index - 1], attached, letter.start(1)
            if (
                not attached
                and index < len(args)
                and re.fullmatch(r"(?:[.~_][\w.~-]{0,12})?", args[index].text)
            ):
                suffix, bsd = args[index].text, True
                index += 1
        elif letter.group(1) in ("e", "f", "l"):
            scripted = scripted or letter.group(1) != "l"
            index += 0 if attached else 1
    if option is None:
        return None
    return InPlace(rest if scripted else rest[1:], suffix, option, bsd, at)


def perl(args: list[Arg]) -> InPlace | None:
    """Return what a call of perl edits in place, or None."""
    option, suffix, at, scripted = None, "", 0, False
    rest: list[Arg] = []
    index = 0
    while index < len(args):
        text = args[index].text
        index += 1
        if rest or text[:1] != "-" or len(text) < 2:
            rest.append(args[index - 1])
            continue
        if text == "--":
            rest += args[index:]
            break
        for position, char in enumerate(text[1:], start=1):
            if char == "i":
                option, suffix, at = args[index - 1], text[position + 1 :], position
                break
            if char in "eE":
                scripted = True
                index += 0 if text[position + 1 :] else 1
                break
            if char in "IMmFxVDC":
                break
    if option is None:
        return None
    return InPlace(rest if scripted else rest[1:], suffix, option, at=at)


def span_of(edit: InPlace) -> Span:
    """Return where the option stands."""
    return edit.option.span
