"""Which words of a command are options, which are their values, and which are operands.

Only a program's own grammar can tell: `-n` prints, counts or simulates, `-C` takes a folder or compresses.
The grammars are data (`rules/programs.toml`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from cmdgen.safety.resolve.expand import Arg

Style = Literal["posix", "long", "windows", "powershell", "plain"]
MIN_ABBREVIATION = 4
"""Characters of a GNU long option, dashes included, from which an abbreviation is taken for the whole."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one program reads its arguments."""

    style: Style = "posix"
    """posix: -rf is -r -f; long: -name is one option; windows: /s; powershell: -Recurse by prefix; plain: no options."""
    values: frozenset[str] = frozenset()
    """Options that take the next word as their value."""
    abbreviates: bool = True
    """Whether the beginning of a long option stands for it, as in programs that use getopt_long."""


@dataclass(slots=True)
class Parsed:
    """The arguments of one call, sorted into options and operands."""

    style: Style
    abbreviates: bool = True
    options: list[tuple[str, str | None, Arg]] = field(default_factory=list)
    """Name as given (a bundle is taken apart), value where one is attached or follows, and the word."""
    operands: list[Arg] = field(default_factory=list)

    def find(self, *wanted: str) -> tuple[str, str | None, Arg] | None:
        """Return the first option that is one of `wanted`, in full or as an accepted abbreviation."""
        for option in self.options:
            if any(self._same(option[0], name) for name in wanted):
                return option
        return None

    def has(self, *wanted: str) -> bool:
        """Return whether one of the options is given, in full or as an accepted abbreviation."""
        return self.find(*wanted) is not None

    def has_exactly(self, *wanted: str) -> bool:
        """Return whether one of the options is given in full: for options that make a command harmless."""
        return any(option[0] in wanted for option in self.options)

    def value(self, *wanted: str) -> str | None:
        """Return the value of an option, or None."""
        found = self.find(*wanted)
        return found[1] if found else None

    def values(self, *wanted: str) -> list[str]:
        """Return the values of all occurrences of an option."""
        return [
            v for name, v, _ in self.options if v is not None and any(self._same(name, w) for w in wanted)
        ]

    def _same(self, given: str, wanted: str) -> bool:
        if given == wanted:
            return True
        if self.style == "powershell":
            return len(given) > 1 and wanted.lower().startswith(given.lower())
        if self.style == "windows":
            return given.lower() == wanted.lower()
        return (
            self.abbreviates
            and len(given) >= MIN_ABBREVIATION
            and given.startswith("--")
            and wanted.startswith(given)
        )


def parse(args: Sequence[Arg], grammar: Grammar) -> Parsed:
    """Return the options and operands of a call (without the program name)."""
    parsed = Parsed(grammar.style, grammar.abbreviates)
    index = 0
    while index < len(args):
        arg = args[index]
        index += 1
        text = arg.text
        if grammar.style == "plain":
            parsed.operands.append(arg)
        elif text == "--" and grammar.style == "posix":
            parsed.operands.extend(args[index:])
            break
        elif _is_option(text, grammar.style):
            following = args[index] if index < len(args) else None
            index += _option(parsed, arg, following, grammar)
        else:
            parsed.operands.append(arg)
    return parsed


def _is_option(text: str, style: Style) -> bool:
    if style == "windows":
        return len(text) > 1 and text[0] == "/" and "/" not in text[1:] and "\\" not in text
    return len(text) > 1 and text[0] == "-"


def _option(parsed: Parsed, arg: Arg, following: Arg | None, grammar: Grammar) -> int:
    """Add one word's options; return how many further words were taken as values."""
    text = arg.text
    separator = ":" if grammar.style in ("windows", "powershell") else "="
    if text.startswith("--") or grammar.style in ("long", "windows", "powershell"):
        name, attached, value = text.partition(separator)
        if attached:
            parsed.options.append((name, value, arg))
            return 0
        takes = _takes_value(name, grammar)
        parsed.options.append((name, following.text if takes and following else None, arg))
        return 1 if takes and following else 0
    for position, char in enumerate(text[1:], start=1):
        name = "-" + char
        if name in grammar.values:
            rest = text[position + 1 :]
            parsed.options.append((name, rest or (following.text if following else None), arg))
            return 0 if rest or following is None else 1
        parsed.options.append((name, None, arg))
    if len(text) > 2:
        takes = text in grammar.values
        parsed.options.append((text, following.text if takes and following else None, arg))
        return 1 if takes and following else 0
    return 0


def _takes_value(name: str, grammar: Grammar) -> bool:
    if grammar.style == "powershell":
        return any(value.lower().startswith(name.lower()) for value in grammar.values)
    return name in grammar.values or (grammar.style == "windows" and name.lower() in grammar.values)


def texts(args: Iterable[Arg]) -> list[str]:
    """Return the texts of arguments."""
    return [arg.text for arg in args]
