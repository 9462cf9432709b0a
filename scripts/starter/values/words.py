"""Words, names and numbers that the pools are made of."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from scripts.starter.values.value import Draw, Value

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

DATA: Final = Path(__file__).parents[1] / "data"
_LISTS: Final[dict[str, list[str]]] = {
    name: text.split() for name, text in tomllib.loads((DATA / "values.toml").read_text("utf-8")).items()
}
WORDS: Final = _LISTS["words"]
USERS: Final = _LISTS["users"]
PROCS: Final = _LISTS["procs"]
SERVICES: Final = _LISTS["services"]
PKGS: Final = _LISTS["pkgs"]
PYPKGS: Final = _LISTS["pypkgs"]
NPMPKGS: Final = _LISTS["npmpkgs"]
IMAGES: Final = _LISTS["images"]
SYSDIRS: Final = _LISTS["sysdirs"]
SYL: Final = _LISTS["syl"]
TLD: Final = _LISTS["tld"]
LOCALDIRS: Final = _LISTS["localdirs"]
NUMBER_WORDS = {
    1: "one",
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
    12: "twelve",
    15: "fifteen",
    20: "twenty",
    30: "thirty",
    50: "fifty",
    100: "a hundred",
}


def word(rng: random.Random) -> str:
    r = rng.random()
    if r < 0.6:
        return rng.choice(WORDS)
    w = "".join(rng.choice(SYL) for _ in range(rng.choice((2, 2, 3))))
    return w + rng.choice("nrstlm") if r > 0.9 else w


def stem(rng: random.Random) -> str:
    """A name as people give to files and folders."""
    r = rng.random()
    if r < 0.5:
        s = word(rng)
    elif r < 0.75:
        s = word(rng) + rng.choice("_-_-") + word(rng)
    elif r < 0.85:
        s = (
            word(rng)
            + rng.choice(["", "_", "-"])
            + str(rng.choice([1, 2, 3, 10, 42, 99, 2023, 2024, 2025, rng.randrange(1000)]))
        )
    elif r < 0.9:
        s = word(rng).capitalize()
    elif r < 0.94:
        s = word(rng) + word(rng).capitalize()
    elif r < 0.97:
        s = word(rng) + "-" + str(rng.randrange(2019, 2027)) + "-%02d" % rng.randrange(1, 13)
    else:
        s = word(rng) + " " + word(rng)
    return s


def stem_plain(rng: random.Random) -> str:
    while True:
        s = stem(rng)
        if " " not in s:
            return s


def num_text(n: int, rng: random.Random) -> str:
    return NUMBER_WORDS[n] if n in NUMBER_WORDS and rng.random() < 0.25 else str(n)


def with_words(table: Sequence[tuple[list[str], str]]) -> Draw:
    def f(rng: random.Random) -> Value:
        names, value = rng.choice(table)
        return Value(rng.choice(names), value, "raw")

    return f


def choice_of(values: Sequence[str]) -> Draw:
    def f(rng: random.Random) -> Value:
        v = rng.choice(values)
        return Value(v, v, "arg")

    return f


def mixed(known: Sequence[str], p: float = 0.75) -> Draw:
    def f(rng: random.Random) -> Value:
        v = (
            rng.choice(known)
            if rng.random() < p
            else word(rng) + rng.choice(["", "", "d", "-server", "-cli"])
        )
        return Value(v, v, "arg")

    return f
