"""The commonest mistakes in a command line, each recognised by what is on this machine.

Only what is certain to be a mistake is touched, and only one word of it; anything else is left to a model.
"""

from __future__ import annotations

import difflib
import functools
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_WORD: Final = re.compile(r"""(?:[^\s|&;<>()'"`$\\]|\\.|'[^']*'|"[^"`$\\]*")+""")
_BETWEEN_COMMANDS: Final = re.compile(r"[|&;\n]")
_NOT_FOUND: Final = 127
_NOT_EXECUTABLE: Final = 126
_BEFORE_THE_PROGRAM: Final = frozenset({"sudo", "time", "nohup", "exec", "command", "nice", "env"})
_NEEDS_RECURSION: Final[Mapping[str, str]] = {"rm": "-r", "cp": "-r", "scp": "-r", "chgrp": "", "rmdir": ""}
_TAKES_FILES: Final = frozenset(
    "cat less more head tail wc sort uniq vim vi nano emacs cp mv rm ls diff file stat chmod chown source tar unzip"
    " gzip gunzip python python3 node bash sh zsh ruby perl jq".split()
)
_INTERPRETERS: Final[Mapping[str, str]] = {
    ".sh": "bash",
    ".py": "python3",
    ".js": "node",
    ".rb": "ruby",
    ".pl": "perl",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a repair may look at."""

    cwd: Path
    path: str
    """Folders of programs, as in PATH."""
    builtins: frozenset[str]
    """Words that the shell itself runs."""


@dataclass(frozen=True, slots=True)
class _Call:
    """One plain call in the text: its words with their places."""

    words: tuple[re.Match[str], ...]

    def text(self, index: int) -> str:
        """Return a word without quotes."""
        word = self.words[index][0]
        return re.sub(r"""^(['"])(.*)\1$""", r"\2", word).replace("\\", "")


def repaired(command: str, status: int, here: Surroundings) -> str | None:
    """Return the command with its mistake mended, or None where none is certain.

    Args:
        command: that failed.
        status: with which it failed.
        here: the machine.
    """
    for call in _calls(command):
        for repair in _REPAIRS:
            found = repair(call, status, here)
            if found is not None:
                index, new = found
                start, end = call.words[index].span()
                return command[:start] + new + command[end:]
    return None


def _program(call: _Call, status: int, here: Surroundings) -> tuple[int, str] | None:
    """A misspelt program, or `python` where only `python3` is installed."""
    name = call.text(0)
    if status != _NOT_FOUND or "/" in name or name in here.builtins:
        return None
    known = _programs(here.path)
    if name in known:
        return None
    if f"{name}3" in known:
        return 0, f"{name}3"
    near = _nearest(name, known | here.builtins)
    return None if near is None else (0, near)


def _script(call: _Call, status: int, here: Surroundings) -> tuple[int, str] | None:
    """A script that lacks the permission to run, or lies in this folder and was called by its bare name."""
    name = call.text(0)
    path = here.cwd / name
    if not path.is_file():
        return None
    if status == _NOT_EXECUTABLE and not os.access(path, os.X_OK) and path.suffix in _INTERPRETERS:
        return 0, f"{_INTERPRETERS[path.suffix]} {call.words[0][0]}"
    if status == _NOT_FOUND and "/" not in name and os.access(path, os.X_OK):
        return 0, f"./{call.words[0][0]}"
    return None


def _subcommand(call: _Call, status: int, here: Surroundings) -> tuple[int, str] | None:  # noqa: ARG001  as the others
    """A misspelt subcommand."""
    known = _subcommands().get(call.text(0))
    if known is None or len(call.words) < 2:
        return None
    word = call.text(1)
    if word.startswith("-") or word in known:
        return None
    near = _nearest(word, known)
    return None if near is None else (1, near)


def _folder(call: _Call, status: int, here: Surroundings) -> tuple[int, str] | None:  # noqa: ARG001
    """A folder given to a program that takes one only with an option."""
    option = _NEEDS_RECURSION.get(call.text(0))
    if not option:
        return None
    texts = [call.text(index) for index in range(1, len(call.words))]
    if any(re.fullmatch(r"-\w*[rRa]\w*|--(?:recursive|archive)", text) for text in texts):
        return None
    sources = texts if call.text(0) == "rm" else texts[:-1]
    if any(not text.startswith("-") and (here.cwd / text).is_dir() for text in sources):
        return 0, f"{call.words[0][0]} {option}"
    return None


def _parents(call: _Call, status: int, here: Surroundings) -> tuple[int, str] | None:  # noqa: ARG001
    """A folder to be made inside one that does not exist."""
    if call.text(0) != "mkdir" or any(call.text(i).startswith("-") for i in range(1, len(call.words))):
        return None
    for index in range(1, len(call.words)):
        if not (here.cwd / call.text(index)).parent.exists():
            return 0, f"{call.words[0][0]} -p"
    return None


def _file(call: _Call, status: int, here: Surroundings) -> tuple[int, str] | None:  # noqa: ARG001
    """A misspelt file or folder that must exist."""
    name = call.text(0)
    if name not in _TAKES_FILES and name != "cd":
        return None
    last = len(call.words) - 1
    for index in range(1, len(call.words)):
        word = call.text(index)
        if word.startswith("-") or any(sign in word for sign in "*?[{~$=") or not word:
            continue
        if name in {"cp", "mv"} and index == last:
            continue  # the target may be new
        path = here.cwd / word
        if path.exists() or not path.parent.is_dir():
            continue
        is_fit = Path.is_dir if name == "cd" else Path.exists
        near = _nearest(path.name, _names(path.parent, is_fit))
        if near is not None and re.fullmatch(r"[\w.,+@%-]+", near):
            return index, f"{word[: len(word) - len(path.name)]}{near}"
    return None


_REPAIRS: Final[tuple[Callable[[_Call, int, Surroundings], tuple[int, str] | None], ...]] = (
    _script,
    _program,
    _subcommand,
    _folder,
    _parents,
    _file,
)


def _calls(command: str) -> Iterator[_Call]:
    """Yield the calls of a command line whose words are plain; what is inside substitutions is left alone."""
    words: list[re.Match[str]] = []
    end = 0
    for word in _WORD.finditer(command):
        if words and _BETWEEN_COMMANDS.search(command[end : word.start()]):
            yield from _without_wrapper(words)
            words = []
        words.append(word)
        end = word.end()
    yield from _without_wrapper(words)


def _without_wrapper(words: list[re.Match[str]]) -> Iterator[_Call]:
    while words and (words[0][0] in _BEFORE_THE_PROGRAM or re.match(r"\w+=", words[0][0])):
        words = words[1:]
    if words:
        yield _Call(tuple(words))


def _nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that a slip of the fingers makes of this one; None if two come as near."""
    near = difflib.get_close_matches(word, sorted(known), n=9, cutoff=0.6 if len(word) <= 4 else 0.74)
    if not near:
        return None
    swapped = [other for other in near if sorted(other) == sorted(word)]  # two letters changed places
    if swapped:
        return swapped[0]
    scores = [difflib.SequenceMatcher(None, word, other).ratio() for other in near]
    return near[0] if len(near) == 1 or scores[0] > scores[1] + 0.02 else None


@functools.lru_cache(maxsize=2)
def _programs(path: str) -> frozenset[str]:
    names: set[str] = set()
    for folder in path.split(os.pathsep):
        try:
            names.update(entry.name for entry in os.scandir(folder) if os.access(entry.path, os.X_OK))
        except OSError:
            continue
    return frozenset(names)


@functools.cache
def _subcommands() -> Mapping[str, frozenset[str]]:
    text = Path(__file__).with_name("subcommands.toml").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}


def _names(folder: Path, is_fit: Callable[[Path], bool]) -> list[str]:
    try:
        return [path.name for path in folder.iterdir() if is_fit(path)][:5000]
    except OSError:
        return []
