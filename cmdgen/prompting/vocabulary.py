"""Checks of an answer against its request that cost microseconds and need no second model.

A small model garbles names while copying them, forgets them, and ignores words that it never saw.
All three can be seen by comparing words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_COMMAND_WORD: Final = re.compile(r"[A-Za-z]{3,}|[0-9]+")
# Latin words of one or two letters are mostly noise ("a", "of"); one sign of another script is a word.
_REQUEST_WORD: Final = re.compile(r"[^\W\d_]{3,}|[^\W\d_a-zA-Z]+")
_QUOTED: Final = re.compile(r'"([^"]+)"')
_NUMBER: Final = re.compile(r"(?<![\w.])\d+")
# A path, a file name, an address or a name with a version: something to copy, never to paraphrase.
_NAME: Final = re.compile(r"\w[./_@:]\w|^[.~/*]+[./]?\w|\w-\w*\d|\w/$")
_ABBREVIATION: Final = re.compile(r"[A-Za-z](?:\.[A-Za-z])+")
_SENTENCE_SIGNS: Final = "?,;:!()"
_PATTERN: Final = re.compile(r"y{4}|Y{4}|(?i:dd[-./]mm|mm[-./]dd|hh:mm)")
"""How people write the form of a date: what stands in the command is its meaning."""
_SAMPLE: Final = re.compile(
    r"\b(?:like|e\.g\.|such as)\s+\S*\d\S*|\biso[ -]?8601\b|\b24[ -]?(?:h|hours?)\b", re.IGNORECASE
)
"""Numbers that are not copied: a sample of a form, the name of a standard, and the day that is 24 hours."""
_EXTENSION_DOT: Final = re.compile(r"^\*?\.(?=\w)")

_WIDENING: Final = (
    (
        re.compile(r"\bgit clean\b.*?\s(-\w*[xX]\w*)"),
        re.compile(
            r"^(?!.*\b(?:not|keep|except|than|without|leave)\b.{0,12}\bignored).*(?:ignored|pristine|-\w*x)",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        re.compile(r"(?:^|[;&|(]|\bsudo|\bxargs|\bdo)\s*rm\s(?:.*?\s)?(-\w*f\w*)"),
        re.compile(r"forc|-\w*f\b|without|question|asking|hard", re.IGNORECASE),
    ),
)
"""Options with which more is deleted than without, and the words that ask for that."""
_FUNCTION_WORDS: Final = frozenset(
    "about also and any are been being but can could did does doing else ever from had has have here how "
    "into its just kindly like may might mine more much need now our please should some such than thanks "
    "that the their them then there these they thing things this those too use using very via want wants "
    "was way were what when where which while who whose will with would you your".split()
)
"""English words that carry no wish of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words that a model has been trained on."""

    command: frozenset[str]
    """Words and numbers that its commands contain of themselves."""
    request: frozenset[str]
    """Words that its training requests contain and their commands do not; with a capital if they came so within a
    sentence."""


def read_vocabulary(path: Path) -> Vocabulary:
    """Read a vocabulary file: sections `[command]` and `[request]`, words between blanks, `#` comments.

    Raises:
        OSError: the file cannot be read.
        ValueError: words stand before the first section, or a section has another name.
    """
    sections: dict[str, set[str]] = {"command": set(), "request": set()}
    current: set[str] | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith("["):
            name = line.strip().strip("[]")
            if name not in sections:
                message = f"{path.name}: unknown section [{name}]"
                raise ValueError(message)
            current = sections[name]
        elif current is None:
            message = f"{path.name}: words before the first section"
            raise ValueError(message)
        else:
            current.update(line.split())
    return Vocabulary(command=frozenset(sections["command"]), request=frozenset(sections["request"]))


def invented_word(request: str, command: str, vocabulary: Vocabulary) -> str | None:
    """Return the first word or number of the command that comes neither from the request nor from the model.

    Such a name was garbled while the model copied it.
    """
    asked = request.lower()
    for word in _COMMAND_WORD.findall(command):
        if word not in vocabulary.command and word.lower() not in asked:
            return str(word)
    return None


def dropped_value(request: str, command: str) -> str | None:
    """Return the first name, number or quoted text of the request that the command does not contain."""
    for text in _QUOTED.findall(request):
        if text not in command:
            return str(text)
    rest = _SAMPLE.sub(" ", _QUOTED.sub(" ", request))
    for token in rest.split():
        bare = token.strip(_SENTENCE_SIGNS).rstrip(".")
        if not _NAME.search(bare) or _ABBREVIATION.fullmatch(bare) or _PATTERN.search(bare):
            continue
        name = _EXTENSION_DOT.sub("", bare).rstrip("/")
        if name and name not in command:
            return bare
    for number in _NUMBER.findall(rest):
        if not re.search(rf"(?<!\d){number}(?!\d)", command):
            return str(number)
    return None


def widening(request: str, command: str) -> str | None:
    """Return the first option that deletes more than the request says, or deletes it less carefully."""
    for option, asked in _WIDENING:
        found = option.search(command)
        if found and not asked.search(request):
            return found[1]
    return None


def unknown_word(request: str, command: str, vocabulary: Vocabulary) -> str | None:
    """Return the first content word of the request that the model did not copy and should have, or never saw.

    A word that no training request contains is noise to a model without knowledge of the world, so the
    wish that it expresses is not in the command.  A word that always stood in the command, too, is a name that
    the model has dropped.
    """
    written = command.lower()
    for place, word in enumerate(_REQUEST_WORD.findall(request)):
        bare = word.lower()
        if bare in _FUNCTION_WORDS or bare in written:
            continue
        # "in Scans": a capital within a sentence makes a name of a word that is none otherwise.
        if (bare if place == 0 else word) not in vocabulary.request:
            return str(word)
    return None
