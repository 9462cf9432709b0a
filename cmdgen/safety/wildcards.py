"""Names and words compared with patterns as file names are: `*`, `?` and `[...]`, upper and lower case apart."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import lru_cache


def fits(text: str, pattern: str) -> bool:
    """Return what `fnmatch.fnmatchcase` does; a pattern is compiled only for a text that begins as it does."""
    if text == pattern and "[" not in pattern:
        return True
    beginning = _literal_beginning(pattern)
    return len(beginning) < len(pattern) and text.startswith(beginning) and fnmatchcase(text, pattern)


@lru_cache(maxsize=8192)
def _literal_beginning(pattern: str) -> str:
    """Return the part of a pattern before its first wildcard."""
    for position, char in enumerate(pattern):
        if char in "*?[":
            return pattern[:position]
    return pattern
