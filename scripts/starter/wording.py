"""What people do to a request when they type it: prefixes, left-out words, slips of the fingers.

Values (file names, numbers, hosts) are never changed: the command has to carry them letter by letter.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import Final

from scripts.starter.language import Piece

PREFIXES: Final = (
    "how do i |how to |how can i |please |can you |i want to |i need to |help me |command to |could you |how do you "
    "|what's the command to |show me how to |i'd like to |linux command to |give me a command to |one liner to |bash: "
    "|is there a way to |let's |what is the command to |i would like to |write a command to |need to |pls "
    "|a command to |how would i |i have to |can i |trying to |want to |quick way to |easiest way to |best way to "
    "|what command can i use to |hey, |ok now |now "
).split("|")
SUFFIXES: Final = (
    " please|?|.| pls| in bash| from the command line| in the terminal|!| with one command| on linux| quickly| now"
    "| for me| thanks| using the command line| in one line| asap| from terminal| thx"
).split("|")
_NEIGHBOURS: Final = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "w", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip  # of each key on the usual keyboard
_DISPENSABLE: Final = re.compile(r"\b(the|a|an|all|my|me|of)\b ?")


def misspelt(word: str, rng: random.Random) -> str:
    """Return ``word`` with one slip: two letters swapped, one lost, doubled or replaced by its neighbour."""
    if len(word) < 4 or not word.isalpha():
        return word
    at, kind = rng.randrange(1, len(word) - 1), rng.random()
    if kind < 0.35:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind < 0.65:
        return word[:at] + word[at + 1 :]
    if kind < 0.8:
        return word[:at] + word[at] + word[at:]
    return word[:at] + rng.choice(_NEIGHBOURS.get(word[at].lower(), "e")) + word[at + 1 :]


def typed(pieces: Sequence[Piece], rng: random.Random, *, imperative: bool, noise: float = 1.0) -> str:
    """Return the request as somebody may have typed it; ``noise`` scales the shares of all changes."""
    pieces = list(pieces)
    if rng.random() < 0.10 * noise:
        _misspell_one(pieces, rng)
    if rng.random() < 0.12 * noise:
        pieces = [piece if piece.is_value else Piece(_DISPENSABLE.sub("", piece.text)) for piece in pieces]
    prefix = suffix = ""
    if imperative and rng.random() < 0.30 * noise:
        prefix = rng.choice(PREFIXES)
        if prefix.startswith(("how", "can", "what", "is ", "could")) and rng.random() < 0.6:
            suffix = "?"
    elif rng.random() < 0.10 * noise:
        suffix = rng.choice(SUFFIXES)
    text = re.sub(r"\s+", " ", "".join(piece.text for piece in pieces)).strip()
    if prefix and rng.random() < 0.3:
        prefix = prefix[0].upper() + prefix[1:]
    elif not prefix and pieces and not pieces[0].is_value and rng.random() < 0.15 * noise:
        text = text[:1].upper() + text[1:]
    text = prefix + text + ("" if text.endswith("?") else suffix)
    return text.replace(" i ", " I ") if rng.random() < 0.3 else text


def _misspell_one(pieces: list[Piece], rng: random.Random) -> None:
    start = rng.randrange(len(pieces))
    for offset in range(len(pieces)):
        at = (start + offset) % len(pieces)
        if not pieces[at].is_value:
            words = pieces[at].text.split(" ")
            chosen = rng.randrange(len(words))
            words[chosen] = misspelt(words[chosen], rng)
            pieces[at] = Piece(" ".join(words))
            return
