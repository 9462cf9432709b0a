"""The code that an interactive shell evaluates: keys, the question mark words, and what `cmdgen fix` needs."""

from __future__ import annotations

import re
from importlib import resources
from typing import Final

from cmdgen.core.errors import UsageError

SHELLS: Final = ("bash", "zsh", "fish", "powershell")
DEFAULT_KEY: Final = "alt-g"
DEFAULT_ALIAS: Final = "??"
_FILES: Final = {"powershell": "integration.ps1"}
_KEY: Final = re.compile(r"(alt|ctrl)-([a-z])")
_ALIAS: Final = re.compile(r"[A-Za-z0-9?_.,:@%+-]{0,20}")


def code(shell: str, *, key: str = DEFAULT_KEY, alias: str = DEFAULT_ALIAS) -> str:
    """Return the text to evaluate in an interactive shell.

    Args:
        shell: bash, zsh, fish or powershell.
        key: `alt-` or `ctrl-` and a letter.
        alias: first word of a line that is a request; empty for none.

    Raises:
        UsageError: there is nothing for this shell, or such a key or word cannot be used.
    """
    if shell not in SHELLS:
        message = f"there is no integration for {shell!r}; known: {', '.join(SHELLS)}"
        raise UsageError(message, hint="cmdgen shell init bash prints the one for bash")
    found = _KEY.fullmatch(key.lower())
    if found is None:
        message = f"{key!r} is no key; a key is alt- or ctrl- and a letter"
        raise UsageError(message, hint=f"leave --key out for {DEFAULT_KEY}")
    if not _ALIAS.fullmatch(alias):
        message = f"{alias!r} cannot begin a line: letters, digits and ?_.,:@%+- only, 20 at most"
        raise UsageError(message, hint=f"leave --alias out for {DEFAULT_ALIAS}")
    modifier, letter = found.groups()
    file = resources.files(__name__) / _FILES.get(shell, f"integration.{shell}")
    text = file.read_text(encoding="utf-8").rstrip("\n")
    replaced = {
        "@KEY@": _notation(shell, modifier, letter),
        "@KEY_NAME@": f"{modifier.title()}-{letter.upper()}",
        "@ALIAS@": alias,
    }
    return re.sub("|".join(replaced), lambda match: replaced[match[0]], text)


def _notation(shell: str, modifier: str, letter: str) -> str:
    """Return a key in the notation of a shell's line editor."""
    if shell == "powershell":
        return f"{modifier.title()}+{letter}"
    if shell == "fish":
        return f"\\e{letter}" if modifier == "alt" else f"\\c{letter}"
    if shell == "zsh":
        return f"^[{letter}" if modifier == "alt" else f"^{letter.upper()}"
    return f"\\e{letter}" if modifier == "alt" else f"\\C-{letter}"
