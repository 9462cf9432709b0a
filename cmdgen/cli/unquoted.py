"""A command behind `check` or `explain` without quotes: told from a request, and put together."""

from __future__ import annotations

import re
import shlex
import shutil
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_ONLY_COMMANDS: Final = frozenset(
    "rm rmdir mv cp ln mkdir chmod chown chgrp shred unlink truncate rsync mkfs".split()
)
"""Names of programs that no sentence goes on with: "check rm ..."."""
_ALSO_IN_SENTENCES: Final = frozenset(
    "ls cat grep egrep sed awk curl wget scp dd echo find kill sudo doas git source bash sh zsh fish"
    " python python3 node npm npx pip pip3 docker podman kubectl ssh eval exec".split()
)
"""Names that a sentence may go on with, "check git status": a word that looks like a file or an address decides."""
_SENTENCE: Final = frozenset(
    "the of for in on at to is are was if my this that all any every each and or with whether what which how"
    " why who from by it its their does do can not no me usage version versions status space size syntax".split()
)
_OPERAND: Final = re.compile(r"[/\\~*=:@]|\w\.\w|^\.{1,2}$")
_PLAIN: Final = re.compile(r"[\w@%+=:,./^-]+")


def is_command(words: Sequence[str]) -> bool:
    """Return whether these words, the program first, can only be a command."""
    first, rest = words[0], words[1:]
    if _SENTENCE & {word.lower() for word in rest}:
        return False
    if first in _ONLY_COMMANDS:
        return True
    return first in _ALSO_IN_SENTENCES and any(_OPERAND.search(word) for word in rest)


def may_be_command(words: Sequence[str]) -> bool:
    """Return whether these words are as good a command as a request: they begin with a program that is here."""
    return not _SENTENCE & {word.lower() for word in words} and shutil.which(words[0]) is not None


def joined(name: str, words: Sequence[str]) -> str:
    """Return the command as one text.

    Raises:
        UsageError: the shell has taken quotes away, and nobody can tell where they stood.
    """
    if all(_PLAIN.fullmatch(word) for word in words):
        return " ".join(words)
    message = f"the command for {name} comes as {len(words)} words, and some have lost their quotes"
    raise UsageError(message, hint=quoting(name, None))


def quoting(name: str, words: Sequence[str] | None) -> str:
    """Return what to do about a command that is not quoted."""
    command = "'COMMAND'" if words is None else shlex.quote(" ".join(words))
    return f"put the whole command in quotes: cmdgen {name} {command}"
