"""The training mix: every source of pairs behind one draw, cut into training and held-out parts.

One paraphrase in ten and one hand-written group in ten, chosen by a hash of their words, are never trained on;
what the model makes of them shows how it understands words that it has not seen.
"""

from __future__ import annotations

import random
import re
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Final

from cmdgen.prompting.render import normalised
from scripts.starter.compose import (
    Composer,
    archives,
    conditions,
    csv_rows,
    dates,
    files,
    find,
    json_values,
    permissions,
    tables,
    text,
)
from scripts.starter.language import Intent, Language, Paraphrase, Piece, expand, fill, read_tables
from scripts.starter.pairs import Group, exchanged, read_pairs
from scripts.starter.values import Value
from scripts.starter.wording import typed

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

COMPOSERS: Final[tuple[tuple[Composer, float], ...]] = (
    (find.make, 1.0),
    (archives.make, 1.0),
    (dates.make, 1.0),
    (tables.make, 1.0),
    (json_values.make, 2.6),
    (csv_rows.make, 2.4),
    (text.make, 1.1),
    (files.make, 1.0),
    (permissions.make, 0.7),
    (conditions.make, 1.5),
)
_IMPERATIVES: Final = frozenset(
    "list show print display find search count delete remove create make copy move rename extract unpack compress"
    " sort replace kill stop start restart install download check get change set add compare convert run".split()
)
"""First words before which people say "how do i" or "please".  Not all verbs: some are names and nouns, too."""
_MANAGERS: Final = ("dnf", "pacman", "zypper", "apk")


@dataclass(frozen=True, slots=True)
class Example:
    """A request, the system tag that goes with it, its command, and where the pair comes from."""

    request: str
    command: str
    system: str
    origin: str


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of the mix each source gives."""

    tables: float = 0.33
    pairs: float = 0.29
    composed: float = 0.30
    core: float = 0.08


def is_held_out(text: str) -> bool:
    """Whether a wording is kept out of training."""
    return zlib.crc32(b"held out:" + text.encode()) % 10 == 0


def normal(request: str) -> str:
    """Return a request without case, blanks and punctuation: how overlap with test requests is noticed."""
    return "".join(sign for sign in request.lower() if sign.isalnum())


def keywords_of(commands: Iterable[str]) -> frozenset[str]:
    """Return the words that belong to the shell's language: they stand in three commands or more."""
    counts = Counter(word for text in commands for word in set(re.findall(r"[a-z][\w-]+", text.lower())))
    return frozenset(word for word, times in counts.items() if times >= 3)


class Examples:
    """Draws examples from tables, hand-written pairs and composers."""

    def __init__(
        self,
        tables: list[Path],
        pairs: list[Path],
        core: Iterable[Path] = (),
        *,
        blocked: Iterable[str] = (),
        shares: Shares | None = None,
    ) -> None:
        """Read the data.

        Args:
            tables: files of intents; those that define common macros first.
            pairs: files of hand-written pairs.
            core: files of pairs that everybody asks, none of which is held out.
            blocked: test requests, which are never drawn.
            shares: the mix.
        """
        self.language: Language
        self.intents: list[Intent]
        self.language, self.intents = read_tables(tables)
        self.groups: list[Group] = read_pairs(pairs)
        self.core: list[Group] = read_pairs(list(core))
        self.blocked = frozenset(map(normal, blocked))
        self.dropped = 0
        self.keywords = keywords_of(
            [
                *(c for i in self.intents for c in i.commands.values()),
                *(c for g in (*self.groups, *self.core) for c in g.commands.values()),
            ]
        )
        # An intent asked in many ways deserves more draws than one with few, yet not in proportion.
        weights = (intent.weight * len(intent.paraphrases) ** 0.3 for intent in self.intents)
        self._intent_weights = list(accumulate(weights))
        self._core_weights = list(accumulate(len(group.requests) ** 0.5 for group in self.core))
        mix = shares or Shares()
        self._sources: list[tuple[Callable[[random.Random, bool], Example | None], float]] = [
            (self._from_tables, mix.tables if self.intents else 0.0),
            (self._from_pairs, mix.pairs if self.groups else 0.0),
            (self._composed, mix.composed),
            (self._from_core, mix.core if self.core else 0.0),
        ]

    def draw(self, rng: random.Random, *, held_out: bool = False) -> Example:
        """Draw one example; with ``held_out`` only from wordings that training never sees."""
        while True:
            source = rng.choices([s for s, _ in self._sources], [w for _, w in self._sources])[0]
            if held_out and source in {self._composed, self._from_core}:
                continue
            example = source(rng, held_out)
            if example is None:
                continue
            example = replace(example, request=normalised(example.request))
            if normal(example.request) in self.blocked:
                self.dropped += 1
                continue
            return example

    def _from_tables(self, rng: random.Random, held_out: bool) -> Example | None:
        intent = rng.choices(self.intents, cum_weights=self._intent_weights)[0]
        pool = [p for p in intent.paraphrases if is_held_out(p.source) == held_out]
        if not pool:
            return None
        system, command = _table_command(intent, rng)
        return self._worded(rng.choice(pool), intent, system, command, rng)

    def _worded(
        self, paraphrase: Paraphrase, intent: Intent, system: str, command: str, rng: random.Random
    ) -> Example:
        values: dict[str, Value] = {}
        pieces = list(expand(paraphrase.template, self.language, rng, values))
        request = typed(pieces, rng, imperative=paraphrase.imperative)
        return Example(request, fill(command, self.language, values), system, intent.name)

    def _from_pairs(self, rng: random.Random, held_out: bool) -> Example | None:
        group = rng.choice(self.groups)
        if is_held_out(group.origin) != held_out:
            return None
        return self._asked(group, rng, exchange=0.7)

    def _from_core(self, rng: random.Random, _held_out: bool) -> Example:
        # By the root of their number: what is said in thirty ways is also asked more often.
        return self._asked(rng.choices(self.core, cum_weights=self._core_weights)[0], rng, exchange=0.5)

    def _asked(self, group: Group, rng: random.Random, *, exchange: float) -> Example:
        request = rng.choice(group.requests)
        usable = {tag: command for tag, command in group.commands.items() if command != "-"}
        if "linux bash" in usable and "macos zsh" not in group.commands and rng.random() < 0.06:
            system, command = "macos zsh", usable["linux bash"]
        else:
            weights = [{"linux bash": 3.0, "macos zsh": 1.0}.get(tag, 1.5) for tag in usable]
            system, command = rng.choices(list(usable.items()), weights)[0]
        if rng.random() < exchange and not command.startswith("#?"):
            request, command = exchanged(request, command, self.keywords, rng)
        request = typed(
            [Piece(part, is_value=index % 2 == 1) for index, part in enumerate(_VALUES.split(request))],
            rng,
            imperative=request.partition(" ")[0] in _IMPERATIVES and not command.startswith("#?"),
            noise=0.6,
        )
        return Example(request, command, system, group.origin)

    @staticmethod
    def _composed(rng: random.Random, _held_out: bool) -> Example:
        composer = rng.choices([c for c, _ in COMPOSERS], [w for _, w in COMPOSERS])[0]
        made = composer(rng)
        return Example(
            typed(made.pieces, rng, imperative=made.imperative), made.command, made.system, made.name
        )


# Everything that is not plain words counts as a value: quoted text, names with dots, slashes, digits, signs.
_VALUES: Final = re.compile(r"(\"[^\"]*\"|'[^']*'|\S*[^A-Za-z\s,?!]\S*)")


def _table_command(intent: Intent, rng: random.Random) -> tuple[str, str]:
    commands = intent.commands
    managers = [name for name in _MANAGERS if name in commands]
    if managers and rng.random() < 0.35:
        name = rng.choice(managers)
        return f"linux bash {name}", commands[name]
    if "ps" in commands and rng.random() < 0.12:
        return "windows powershell", commands["ps"]
    if "m" in commands and ("" not in commands or rng.random() < 0.25):
        return "macos zsh", commands["m"]
    if "" not in commands:
        return "windows powershell", commands["ps"]
    if not intent.linux_only and "m" not in commands and rng.random() < 0.06:
        return "macos zsh", commands[""]
    return "linux bash", commands[""]


def task_requests(folder: Path) -> list[str]:
    """Return the requests of the evaluation tasks that training must not see: all but those marked as seen."""
    requests: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        requests.extend(task["request"] for task in table.get("task", []) if not task.get("seen"))
    return requests
