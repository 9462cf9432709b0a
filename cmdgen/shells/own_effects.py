"""Commands that change nothing but the shell that runs them, which for a child process is gone a moment later."""

from __future__ import annotations

import re
from typing import Final

_OF_THE_SHELL: Final = re.compile(
    r"(?:cd|pushd|popd|export|unset|alias|unalias|source|\.|set|setopt|unsetopt|shopt|umask|ulimit|declare|typeset"
    r"|readonly|hash|bind|bindkey|abbr|set_color|fish_add_path|conda\s+activate|nvm\s+use|Set-Location|Set-Alias)"
)
_CALL: Final = re.compile(rf"\s*(?:{_OF_THE_SHELL.pattern}(?:\s|$)|\w+=\S*\s*$)")
_PRINTS: Final = re.compile(
    r"\s*(?:alias|export|set|umask|ulimit|declare|typeset|shopt|bind)(?:\s+-[paSHl]+)?\s*$"
)


def changes_only_the_shell(command: str) -> bool:
    """Return whether every part of a plain command line is of this kind; one that prints its result is not."""
    parts = re.split(r"&&|;|\n", command)
    return all(_CALL.match(part) and not _PRINTS.match(part) for part in parts if part.strip()) and bool(
        command.strip()
    )
