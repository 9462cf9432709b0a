"""Regular expressions that are compiled when they are first used.

The readers and handlers know hundreds of them, and one command meets a few dozen; compiling them all takes
longer than the screening.  Each counts as a compiled pattern everywhere but as an argument of `re.sub` and its like.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")
_PROPERTIES = ("pattern", "flags", "groups", "groupindex")


class _Pattern:
    """Looks like a pattern, and holds its methods from the first use on."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Called only for what is not there yet: later uses find the methods as plain attributes.
        if name not in _METHODS and name not in _PROPERTIES:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        vars(self).update({known: getattr(compiled, known) for known in (*_METHODS, *_PROPERTIES)})
        return getattr(compiled, name)


def compile(source: str, flags: int = 0) -> re.Pattern[str]:  # noqa: A001  the name that it has in `re`
    """Return a pattern; what is wrong with it, `re.error`, comes up at its first use."""
    return cast("re.Pattern[str]", _Pattern(source, flags))
