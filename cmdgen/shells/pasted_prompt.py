"""The prompt sign in front of a command that was copied from a web page or out of a terminal."""

from __future__ import annotations

import re
from typing import Final

_SIGN: Final = re.compile(
    r"(?:\([\w.-]+\)[ \t]+)?(?:"  # the name of a virtual environment
    r"\[?[\w.-]+@[\w.-]+(?::[^$#%\n'\"|;&<>]*|[ \t][^$#%\n'\"|;&<>]*)?\]?[ \t]?[$#%]"  # user@host:~/x$
    r"|PS(?:[ \t]+(?:[A-Za-z]:|[/~])[^>\n]*)?>"
    r"|[$%\u276f\u279c]"
    r")[ \t]+(?=\S)"
)


def without_prompt(text: str) -> tuple[str, str]:
    """Return a command without the prompt sign in front of it, and the sign; empty if there is none.

    Where each line has one, each loses it.  A bare `#` is a comment to the shell, and no prompt.
    """
    found = _SIGN.match(text)
    if found is None:
        return text, ""
    lines = text.split("\n")
    if all(_SIGN.match(line) for line in lines):
        return "\n".join(_SIGN.sub("", line, count=1) for line in lines), found.group().rstrip()
    return text[found.end() :], found.group().rstrip()
