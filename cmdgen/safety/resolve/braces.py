"""Brace expansion: `{a,b}` and `{1..9}` make several words of one."""

from __future__ import annotations

import itertools
from typing import Final

from cmdgen.safety import lazy_re
from cmdgen.safety.ir import Lit, Part

MAX_BRACED: Final = 256
"""Words that brace expansion makes of one word."""
_RANGE = lazy_re.compile(r"(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?")


def expanded(parts: tuple[Part, ...]) -> list[tuple[Part, ...]]:
    """Return the words that brace expansion makes of one word."""
    atoms: list[Part] = []
    for part in parts:
        if isinstance(part, Lit) and not part.quoted:
            atoms.extend(Lit(char) for char in part.text)
        else:
            atoms.append(part)
    return [tuple(_join(word)) for word in _expand_atoms(atoms)[:MAX_BRACED]]


def _is(atom: Part, char: str) -> bool:
    return isinstance(atom, Lit) and not atom.quoted and atom.text == char


def _expand_atoms(atoms: list[Part]) -> list[list[Part]]:
    for start, atom in enumerate(atoms):
        if not _is(atom, "{"):
            continue
        depth, commas = 0, [start]
        for index in range(start, len(atoms)):
            if _is(atoms[index], "{"):
                depth += 1
            elif _is(atoms[index], ",") and depth == 1:
                commas.append(index)
            elif _is(atoms[index], "}"):
                depth -= 1
                if depth == 0:
                    choices = _choices(atoms, [*commas, index])
                    if choices is None:
                        break
                    tails = _expand_atoms(atoms[index + 1 :])
                    heads = atoms[:start]
                    return [
                        heads + c + t for choice in choices for c in _expand_atoms(choice) for t in tails
                    ][:MAX_BRACED]
    return [atoms]


def _choices(atoms: list[Part], bounds: list[int]) -> list[list[Part]] | None:
    if len(bounds) > 2:
        return [atoms[a + 1 : b] for a, b in itertools.pairwise(bounds)]
    inside = atoms[bounds[0] + 1 : bounds[1]]
    text = "".join(atom.text for atom in inside if isinstance(atom, Lit) and not atom.quoted)
    match = _RANGE.fullmatch(text)
    if not match or len(text) != len(inside):
        return None
    return [[Lit(value)] for value in _sequence(*match.groups())]


def _sequence(first: str, last: str, step: str | None) -> list[str]:
    numeric = first.lstrip("-").isdigit() and last.lstrip("-").isdigit()
    a, b = (int(first), int(last)) if numeric else (ord(first[0]), ord(last[0]))
    width = abs(int(step)) if step and int(step) else 1
    numbers = list(
        itertools.islice(range(a, b + (1 if b >= a else -1), width if b >= a else -width), MAX_BRACED)
    )
    return [str(number) if numeric else chr(number) for number in numbers]


def _join(word: list[Part]) -> list[Part]:
    joined: list[Part] = []
    for part in word:
        last = joined[-1] if joined else None
        if isinstance(part, Lit) and isinstance(last, Lit) and part.quoted == last.quoted:
            joined[-1] = Lit(last.text + part.text, part.quoted)
        else:
            joined.append(part)
    return joined
