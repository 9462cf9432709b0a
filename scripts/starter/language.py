"""The small language of the intent tables: one command, many ways to ask for it.

A table is a text file of lines::

    %find = find|locate|search for       a macro, used as <find>
    %%weekday = monday|mon => 1 | tuesday => 2        a closed list of values, used as {weekday}
    @disk.free                           starts an intent
    $ df -h {dir}                        its command on Linux with GNU tools
    m$ df -h {dir}                       on macOS, where it differs
    dnf$ / pacman$ / zypper$ / apk$      with another package manager than apt
    ps$ Get-PSDrive                      in PowerShell
    !linux                               does not exist on macOS
    w 2                                  weight (default 1)
    - <find> [all] free space            an imperative; "how do I" may be put before it
    * how much space is left             anything else, used as it is

``(a|b)`` chooses, ``[a]`` may be left out, ``{slot}`` draws a value: the request gets its words, the command
its value, quoted for the shell where necessary.  ``{slot2}`` is a second, different value.  In commands
``{slot|raw}`` is unquoted, ``{slot|q}`` always quoted, ``{slot|re}`` a basic regular expression, ``{slot|sed}``
a part of a ``sed`` expression.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from scripts.starter.values import SLOT_DEFAULTS, Draw, Value, closed_list, draw_slot, quoted, rendered

SLOT: Final = re.compile(r"\{([a-z]+)(\d?)(?:\|(raw|q|re|sed))?\}")
COMMAND_LINE: Final = re.compile(r"(m|ps|dnf|pacman|zypper|apk)?\$ (.*)\Z")


class TableError(ValueError):
    """A line of a table that cannot be used; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Words:
    """Literal words."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several templates."""

    options: tuple[Sequence_, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A value: ``kind`` names its pool, ``key`` tells two values of a pool apart."""

    kind: str
    key: str


Node: TypeAlias = "Words | Choice | Slot"


@dataclass(frozen=True, slots=True)
class Sequence_:  # noqa: N801 - Sequence is taken by collections.abc
    """Nodes one after the other."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a request; a value is never misspelt by the noise that is added later."""

    text: str
    is_value: bool = False


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """One line of an intent."""

    source: str
    template: Sequence_
    imperative: bool


@dataclass(slots=True)
class Intent:
    """A command with all the ways to ask for it."""

    name: str
    origin: str
    commands: dict[str, str] = field(default_factory=dict)
    linux_only: bool = False
    weight: float = 1.0
    paraphrases: list[Paraphrase] = field(default_factory=list)


@dataclass(slots=True)
class Language:
    """What the tables have defined so far: macros and closed lists."""

    macros: dict[str, Sequence_] = field(default_factory=dict)
    lists: dict[str, Draw] = field(default_factory=dict)

    def template(self, text: str) -> Sequence_:
        """Parse one line of words.

        Raises:
            TableError: a bracket is open, a macro or slot is unknown.
        """
        reader = _Reader(text, self)
        sequence = reader.choice("")
        if reader.position != len(text):
            message = f"unexpected {text[reader.position]!r} in: {text}"
            raise TableError(message)
        return sequence

    def knows_slot(self, kind: str) -> bool:
        """Whether there is a pool of this name."""
        return kind in self.lists or draw_slot(kind) is not None

    def draw(self, kind: str, rng: random.Random) -> Value:
        """Draw a value from the pool ``kind``."""
        drawer = self.lists.get(kind) or draw_slot(kind)
        if drawer is None:
            message = f"unknown slot {kind}"
            raise TableError(message)
        return drawer(rng)


class _Reader:
    """A recursive-descent reader of one template."""

    def __init__(self, text: str, language: Language) -> None:
        self.text, self.language, self.position = text, language, 0

    def choice(self, stop: str) -> Sequence_:
        """Read until one of ``stop``; ``|`` separates options inside brackets."""
        options: list[Sequence_] = []
        nodes: list[Node] = []
        words: list[str] = []

        def flush() -> None:
            if words:
                nodes.append(Words("".join(words)))
                words.clear()

        while self.position < len(self.text):
            sign = self.text[self.position]
            slot = SLOT.match(self.text, self.position) if sign == "{" else None
            if sign == "\\" and self.position + 1 < len(self.text):
                words.append(self.text[self.position + 1])
                self.position += 2
            elif sign in stop:
                break
            elif sign in "([":
                flush()
                nodes.append(self._bracket(sign))
            elif sign == "|" and stop:
                flush()
                options.append(Sequence_(tuple(nodes)))
                nodes = []
                self.position += 1
            elif sign == "<" and (name := re.match(r"<([a-z][\w-]*)>", self.text[self.position :])):
                flush()
                if name[1] not in self.language.macros:
                    message = f"unknown macro <{name[1]}>"
                    raise TableError(message)
                nodes.extend(self.language.macros[name[1]].nodes)
                self.position += name.end()
            elif slot:
                flush()
                if not self.language.knows_slot(slot[1]):
                    message = f"unknown slot {slot[0]}"
                    raise TableError(message)
                nodes.append(Slot(slot[1], slot[1] + slot[2]))
                self.position = slot.end()
            else:
                words.append(sign)
                self.position += 1
        flush()
        options.append(Sequence_(tuple(nodes)))
        return options[0] if len(options) == 1 else Sequence_((Choice(tuple(options)),))

    def _bracket(self, sign: str) -> Choice:
        self.position += 1
        inner = self.choice(")" if sign == "(" else "]")
        if self.position >= len(self.text):
            message = f"{sign} is not closed"
            raise TableError(message)
        self.position += 1
        return Choice((inner,) if sign == "(" else (inner, Sequence_(())))


def read_tables(paths: list[Path]) -> tuple[Language, list[Intent]]:
    """Read all tables; macros and lists of earlier files hold in later ones.

    Raises:
        TableError: a line is not understood; all such lines are named in the message.
    """
    language, intents, problems = Language(), [], []
    for path in paths:
        names: dict[str, str] = {}
        for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            line = raw.rstrip()
            try:
                if line.startswith("@"):
                    name, here = line[1:].strip(), f"{path.name}:{number}"
                    if name in names:
                        message = f"the intent {name} stands at {names[name]} already"
                        raise TableError(message)  # noqa: TRY301 - every problem of a line is collected below
                    names[name] = here
                    intents.append(Intent(name, here))
                elif line and not line.startswith("#"):
                    _read_line(line, language, intents[-1] if intents else None)
            except TableError as error:
                problems.append(f"{path.name}:{number}: {error}: {line}")
    problems.extend(
        f"{intent.origin}: {intent.name} has no {'command' if intent.paraphrases else 'words'}"
        for intent in intents
        if not intent.commands or not intent.paraphrases
    )
    if problems:
        raise TableError("\n".join(problems))
    return language, intents


def _read_line(line: str, language: Language, intent: Intent | None) -> None:
    if line.startswith("%%"):
        name, _, body = line[2:].partition("=")
        try:
            language.lists[name.strip()] = closed_list(body)
        except ValueError as error:
            raise TableError(str(error)) from None
        return
    if line.startswith("%"):
        name, _, body = line[1:].partition("=")
        language.macros[name.strip()] = language.template(f"({body.strip()})")
        return
    if intent is None:
        message = "no intent yet"
        raise TableError(message)
    if command := COMMAND_LINE.match(line):
        intent.commands[command[1] or ""] = command[2]
    elif line == "!linux":
        intent.linux_only = True
    elif re.fullmatch(r"w \d+(\.\d+)?", line):
        intent.weight = float(line[2:])
    elif line[:2] in {"- ", "* "}:
        intent.paraphrases.append(Paraphrase(line[2:], language.template(line[2:]), line[0] == "-"))
    else:
        message = "not understood"
        raise TableError(message)


def expand(
    template: Sequence_, language: Language, rng: random.Random, values: dict[str, Value]
) -> Iterator[Piece]:
    """Draw one wording; the values that it draws are added to ``values``."""
    for node in template.nodes:
        if isinstance(node, Words):
            yield Piece(node.text)
        elif isinstance(node, Choice):
            yield from expand(rng.choice(node.options), language, rng, values)
        else:
            if node.key not in values:
                taken = {
                    value.written for key, value in values.items() if key.rstrip("0123456789") == node.kind
                }
                for _ in range(50):
                    values[node.key] = language.draw(node.kind, rng)
                    if values[node.key].written not in taken:
                        break
            yield Piece(values[node.key].words, is_value=True)


def fill(command: str, language: Language, values: Mapping[str, Value]) -> str:
    """Put the drawn values into a command.

    Raises:
        TableError: the command wants a value that the words never mention and that has no default.
    """

    def one(match: re.Match[str]) -> str:
        kind, key, how = match[1], match[1] + match[2], match[3]
        if not language.knows_slot(kind):
            return match[0]  # a brace of the command itself
        if key == "n" and key not in values and "count" in values:
            key = "count"
        value = values.get(key)
        if value is None:
            default = SLOT_DEFAULTS.get(kind)
            if default is None:
                message = f"{{{key}}} stands in the command but not in the words"
                raise TableError(message)
            return quoted(default) if how == "q" else default
        return rendered(value.written, how or value.quoting)

    return SLOT.sub(one, command)
