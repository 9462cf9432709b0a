"""What the composed families share: parts of requests and commands that are joined, then filled with the same values."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias, TypeVar

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.language import Language, Piece, Sequence_, expand, fill
from scripts.starter.values import Value, rendered

T = TypeVar("T")
LINUX: Final = "linux bash"
MACOS: Final = "macos zsh"
ORDINALS: Final = (
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
SHORT: Final = ("", "1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th")
_PART: Final = re.compile(r"@([a-z]+)")
_EACH: Final = re.compile(
    r"\b(each|every|one|first|last|a) (items|elements|entries|objects|records|rows|lines|users|accounts|people|persons|products|articles|orders|"
    r"sales|purchases|employees|staff members|workers|books|titles|movies|films|servers|hosts|machines|tasks|todos|tickets|issues|students|pupils|"
    r"events|log entries|messages|songs|tracks|cities|towns|payments|invoices|transactions)\b"
)
_FOLDER_WORD: Final = re.compile(r"\b(folder|directory)\b")
_FOLDER_END: Final = re.compile(r"(the |\b)(whole |entire )?(folder|directory|dir) $")
_ARTICLE: Final = re.compile(r"\(a\|an\) (?=\W*(\w))")
_MACROS: Final = {
    "show": "show|show me|list|display|print|get|give me|output|see|let me see|i want to see",
    "find": "find|locate|look for|search for|list|show|get",
    "tell": "tell me|show|show me|print|get|give me|check|display|find out",
    "del": "delete|remove|rm|erase|get rid of|drop",
    "make": "create|make|build|generate|produce",
    "count": "count|count up|get the number of|tell me the number of",
    "calc": "calculate|compute|work out|get|find|print|show|give me|tell me",
    "cp": "copy|cp|duplicate",
    "mv": "move|mv|transfer|put",
    "file": "file|the file",
    "in": "in|of|from|inside",
}


class _Open(Language):
    """A language that also knows the slots that a family defines while it composes."""

    def knows_slot(self, kind: str) -> bool:
        return kind in OWN_SLOTS or super().knows_slot(kind)


OWN_SLOTS: Final[set[str]] = set()
"""Names that families give to values of their own, see :meth:`Draft.put`."""


def _article(match: re.Match[str]) -> str:
    return "an " if match[1] and match[1].lower() in "aeiou" else "a "


_CONDITIONS: Final = (
    "o",
    "out",
    "m",
    "mod",
    "mods",
    "p",
    "h",
    "how",
    "l",
    "limit",
    "into",
    "words",
    "said",
    "kept",
    "skip",
    "u",
    "c",
    "f",
    "limited",
)


def _complete(wordings: Sequence[str], parts: Mapping[str, str]) -> Sequence[str]:
    """Keep the wordings that mention every condition that is there; one that leaves it out would ask for less."""
    for name in _CONDITIONS:
        if parts.get(name, "").strip():
            mentions = [wording for wording in wordings if re.search(f"@{name}(?![a-z])", wording)]
            wordings = mentions or wordings
    return wordings


def _language() -> Language:
    language = _Open()
    for name, body in _MACROS.items():
        language.macros[name] = language.template(f"({body})")
    return language


_LANGUAGE: Final = _language()


@lru_cache(maxsize=8192)
def _parsed(text: str) -> Sequence_:
    return _LANGUAGE.template(text)


def _smoothed(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Mend what joining parts breaks: "a id", "each items", "whose the price"."""
    for at, piece in enumerate(pieces):
        if piece.is_value:
            continue
        text = _EACH.sub(lambda m: f"{m[1]} {singular(m[2])}", piece.text).replace("whose the ", "whose ")
        if at + 1 < len(pieces) and _FOLDER_WORD.search(pieces[at + 1].text):
            text = _FOLDER_END.sub("", text)
        if at and _FOLDER_WORD.search(pieces[at - 1].text):
            text = re.sub(r"^ (folder|directory|dir)\b", "", text)
        if text.endswith(" a ") and at + 1 < len(pieces) and pieces[at + 1].text[:1].lower() in "aeiou":
            text = text[:-1] + "n "
        pieces[at] = Piece(text)
    return tuple(pieces)


def singular(plural: str) -> str:
    """Return the singular of a noun of the data."""
    known = {"entries": "entry", "log entries": "log entry", "cities": "city", "people": "person", "purchases": "purchase", "movies": "movie",
             "sales": "sale", "articles": "article", "titles": "title", "employees": "employee", "staff members": "staff member"}  # fmt: skip
    return known.get(plural, plural.removesuffix("s"))


def own_slots(*names: str) -> None:
    """Declare slots whose values a family puts itself."""
    OWN_SLOTS.update(names)


class Draft:
    """One request in the making: draws parts and values, and joins them in words and command alike."""

    def __init__(self, rng: random.Random, *, mac: float = 0.1) -> None:
        """Begin; ``mac`` is the share of requests for macOS."""
        self.rng = rng
        self.mac = rng.random() < mac
        self.values: dict[str, Value] = {}

    def one(self, options: Sequence[T]) -> T:
        """Choose one, all alike."""
        return self.rng.choice(options)

    def among(self, options: Mapping[T, float]) -> T:
        """Choose one by weight."""
        return self.rng.choices(list(options), list(options.values()))[0]

    def chance(self, share: float) -> bool:
        """Whether something that happens in that share of cases happens."""
        return self.rng.random() < share

    def put(self, key: str, words: str, written: str | None = None, quoting: str = "raw") -> None:
        """Set a value: how it is said, how it is written."""
        self.values[key] = Value(words, words if written is None else written, quoting)

    def put_arg(self, key: str, value: Value) -> None:
        """Set a drawn value that is quoted as an argument."""
        self.put(key, value.words, value.written, "arg")

    def put_count(self, key: str, number: int, written: int | None = None) -> None:
        """Set a number that is said in digits or in words."""
        self.put(key, pool.num_text(number, self.rng), str(number if written is None else written))

    def put_path(self, key: str, path: str) -> None:
        """Set the path of a file, said in quotes if it has blanks."""
        self.put(key, f'"{path}"' if " " in path else path, path, "arg")

    def put_new_file(self, key: str, end: str) -> None:
        """Set the name of a file that is to be written, with that extension."""
        self.put(key, f"{pool.stem_plain(self.rng)}.{end}", None, "arg")

    def draw(self, key: str, *, apart: Sequence[str] = ()) -> Value:
        """Draw the value of a pool, different from those of the keys ``apart``; ``key`` may end in a digit."""
        kind = key.rstrip("0123456789")
        taken = {self.values[other].written for other in (*apart, *self.values) if other in self.values
                 and (other in apart or other.rstrip("0123456789") == kind)}  # fmt: skip
        value = _LANGUAGE.draw(kind, self.rng)
        for _ in range(50):
            if value.written not in taken:
                break
            value = _LANGUAGE.draw(kind, self.rng)
        self.values[key] = value
        return value

    def made(
        self,
        name: str,
        wordings: str | Sequence[str],
        command: str,
        /,
        *,
        mac: str | None = None,
        system: str | None = None,
        **parts: str,
    ) -> Composed:
        """Finish: one of the wordings, with ``@part`` replaced, and the command (on macOS ``mac``, if it differs).

        A wording begins with ``- `` if "how do I" may be put before it, with ``* `` if not, as in the tables.
        A family that has no macOS command gives ``mac="-"``.
        """
        wording = self.one(_complete((wordings,) if isinstance(wordings, str) else wordings, parts))
        for _ in range(4):
            wording, replaced = _PART.subn(lambda m: parts[m[1]], wording)
            if not replaced:
                break
        body = re.sub(r"\s+", " ", _ARTICLE.sub(_article, wording[2:])).replace(" ,", ",").strip()
        pieces = _smoothed(list(expand(_parsed(body), _LANGUAGE, self.rng, self.values)))
        on_mac = self.mac and mac != "-"
        text = mac if on_mac and mac else command
        for _ in range(4):
            text, replaced = _PART.subn(lambda m: parts.get(m[1], m[0]), text)
            if not replaced:
                break
        written = re.sub(r" {2,}", " ", fill(text, _LANGUAGE, self.values)) if "  " in text else fill(
            text, _LANGUAGE, self.values)  # fmt: skip
        return Composed(
            pieces, written.strip(), name, wording.startswith("- "), system or (MACOS if on_mac else LINUX)
        )


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of request with fixed wordings and one command: what :meth:`Draft.made` is given.

    Attributes:
        name: the family and what of it.
        wordings: the ways to ask, with ``@part`` for what varies.
        command: the command, with the same parts; ``mac`` where macOS has another.
    """

    name: str
    wordings: str | tuple[str, ...]
    command: str
    mac: str | None = None


Parts: TypeAlias = Mapping[str, str]
"""What ``@part`` stands for in the wordings and in the command of one request."""

PartBuilder: TypeAlias = Callable[[Draft, Parts], "Composed | None"]
"""Makes a kind of request that draws more than fixed wordings do."""


def composed(d: Draft, kind: Form | PartBuilder, parts: Parts) -> Composed | None:
    """Make a request of that kind out of what has been drawn."""
    if isinstance(kind, Form):
        return d.made(kind.name, kind.wordings, kind.command, mac=kind.mac, **parts)
    return kind(d, parts)


Builder: TypeAlias = "Callable[[Draft], Composed | None]"
"""Makes one kind of request out of a draft; ``None`` where what has been drawn does not go together."""


def from_builders(rng: random.Random, builders: Mapping[Builder, float], *, mac: float) -> Composed:
    """Choose a builder by weight and ask it until it has a request."""
    d = Draft(rng, mac=mac)
    build = d.among(builders)
    while (made := build(d)) is None:
        d.values.clear()
    return made


def arg(value: str) -> str:
    """Quote where necessary."""
    return rendered(value, "arg")


def draw_folder(d: Draft, key: str, *, kind: str = "dir", never: Collection[str] = (".",)) -> str:
    """Draw a folder that is none of ``never`` and return its path."""
    while True:
        value = d.draw(kind)
        if value.written not in never:
            break
    d.put_arg(key, value)
    return value.written
