"""Makes text from a model, a user or a server harmless and honest on a terminal."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

# Characters without a visible shape that Unicode does not class as controls, formats or blanks:
# joiners and fillers, variation selectors, the empty Braille pattern.
# https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt (Default_Ignorable_Code_Point)
_INVISIBLE: Final = frozenset(
    [
        *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x2800, 0x3164, 0xFFA0),
        *(*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xFFF0, 0xFFF9), *range(0xE0000, 0xE1000)),
    ]
)

# Controls, format characters (all bidi controls, zero-width characters), line and paragraph
# separators, lone surrogates, code points without a character, and every blank but the space itself.
_HIDDEN_CATEGORIES: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs", "Cs", "Cn"})

_KEPT: Final = " \n\t"


def printable(text: str) -> str:
    r"""Return the text with everything that is not seen as it is written as an escape.

    Newline and tab stay.  `\x1b` for code points below 256, `\u202e` and `\U000e0041` above; a byte
    that could not be decoded (PEP 383) is `\xff` as well.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join([printable_character(char) for char in text])


def hides_something(text: str) -> bool:
    """Return whether `printable` shows this text differently."""
    return printable(text) != text


@lru_cache(maxsize=1024)
def printable_character(char: str) -> str:
    """Return one character as `printable` shows it."""
    if char in _KEPT:
        return char
    code = ord(char)
    if unicodedata.category(char) not in _HIDDEN_CATEGORIES and code not in _INVISIBLE:
        return char
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
