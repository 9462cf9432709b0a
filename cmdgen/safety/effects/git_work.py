"""What work of a repository a call of git loses, as far as its words tell; the preview asks git what that is now."""

from __future__ import annotations

import re
from typing import Final

from cmdgen.safety.effects.codes import without_sources
from cmdgen.safety.effects.records import Loss, Work
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import HOME

_WITH_VALUE: Final = {
    "restore": {"-s", "--source", "--conflict", "--pathspec-from-file"},
    "clean": {"-e", "--exclude"},
}
_CLEAN_LETTERS: Final = frozenset("dfqxX")


def work_of(own: list[str], name: str, rest: list[str]) -> Work | None:
    """Return what is lost, or None where the words leave that open.

    Args:
        own: git's own options, before the subcommand.
        name: subcommand that is known to lose something.
        rest: the words behind it.
    """
    words = (*(word.removeprefix(HOME) for word in own), *rest)
    if not all(marks.is_known(word) and without_sources(word) for word in words):
        return None
    folders = _folders(own)
    reader = {
        "reset": _reset,
        "checkout": _checkout,
        "switch": _switch,
        "restore": _restore,
        "clean": _clean,
        "stash": _stash,
        "branch": _branch,
    }.get(name)
    if folders is None or reader is None:
        return None
    options, operands, paths = _sorted(name, rest)
    return reader(options, operands, paths, folders)


def _folders(own: list[str]) -> tuple[str, ...] | None:
    """Return the values of -C; None where another option of git's own is given."""
    if len(own) % 2 or any(word != "-C" for word in own[::2]):
        return None
    return tuple(own[1::2])


def _sorted(name: str, rest: list[str]) -> tuple[set[str], list[str], list[str] | None]:
    """Return options, operands, and the words behind `--`, which is None if there is none."""
    options: set[str] = set()
    operands: list[str] = []
    takes_value = _WITH_VALUE.get(name, set())
    index = 0
    while index < len(rest):
        word = rest[index]
        index += 1
        if word == "--":
            return options, operands, rest[index:]
        if re.fullmatch(r"-[A-Za-z]{2,}", word) and word[:2] not in takes_value:
            options |= {"-" + letter for letter in word[1:]}
            if word.count("f") > 1:
                options.add("-ff")
        elif word[:1] == "-" and len(word) > 1:
            if word in options and word in ("-f", "--force"):
                options.add("-ff")
            options.add(word.partition("=")[0] if word.startswith("--") else word[:2])
            index += word in takes_value
        else:
            operands.append(word)
    return options, operands, None


_QUIET: Final = frozenset({"-q", "--quiet"})


def _reset(
    options: set[str], operands: list[str], paths: list[str] | None, folders: tuple[str, ...]
) -> Work | None:
    if options - _QUIET - {"--hard"} or len(operands) > 1 or paths:
        return None
    return Work(loss=Loss.CHANGES, change_folder=folders)


def _checkout(
    options: set[str], operands: list[str], paths: list[str] | None, folders: tuple[str, ...]
) -> Work | None:
    if options - _QUIET - {"-f", "--force", "--no-overlay", "--overlay"}:
        return None
    if paths is None and "." in operands:
        at = 0 if operands[0] == "." else 1
        operands, paths = operands[:at], operands[at:]
    if paths:
        if len(operands) > 1:
            return None
        return Work(
            loss=Loss.CHANGES if operands else Loss.UNSTAGED, names=tuple(paths), change_folder=folders
        )
    is_forced = bool(options & {"-f", "--force"})
    return Work(loss=Loss.CHANGES, change_folder=folders) if is_forced and len(operands) < 2 else None


def _switch(
    options: set[str], operands: list[str], paths: list[str] | None, folders: tuple[str, ...]
) -> Work | None:
    if options - _QUIET - {"-f", "--force", "--discard-changes", "-d", "--detach"} or paths:
        return None
    return Work(loss=Loss.CHANGES, change_folder=folders) if len(operands) == 1 else None


def _restore(
    options: set[str], operands: list[str], paths: list[str] | None, folders: tuple[str, ...]
) -> Work | None:
    staged, worktree = options & {"-S", "--staged"}, options & {"-W", "--worktree"}
    named = (*operands, *(paths or ()))
    known = _QUIET | {"-S", "--staged", "-W", "--worktree", "-s", "--source"}
    if options - known or not named or (staged and not worktree):
        return None
    return Work(loss=Loss.CHANGES if staged else Loss.UNSTAGED, names=named, change_folder=folders)


def _clean(
    options: set[str], operands: list[str], paths: list[str] | None, folders: tuple[str, ...]
) -> Work | None:
    letters = {"--force": "f", "--quiet": "q"}
    short = {letters.get(option, option.lstrip("-")) for option in options - {"-ff"}}
    if not short <= _CLEAN_LETTERS:
        return None  # it asks about each, or leaves some out
    return Work(
        loss=Loss.UNTRACKED,
        names=(*operands, *(paths or ())),
        change_folder=folders,
        folders="d" in short,
        repositories="-ff" in options,
        ignored=bool(short & {"x", "X"}),
        unignored="X" not in short,
    )


def _stash(
    options: set[str], operands: list[str], paths: list[str] | None, folders: tuple[str, ...]
) -> Work | None:
    if options - _QUIET or paths or len(operands) > 2:
        return None
    if operands == ["clear"]:
        return Work(loss=Loss.STASHES, change_folder=folders)
    named = operands[1] if len(operands) == 2 else "0"
    match = re.fullmatch(r"(?:stash@\{)?(\d{1,4})\}?", named)
    if operands[:1] != ["drop"] or match is None:
        return None
    return Work(loss=Loss.STASH, names=(f"stash@{{{match[1]}}}",), change_folder=folders)


def _branch(
    options: set[str], operands: list[str], paths: list[str] | None, folders: tuple[str, ...]
) -> Work | None:
    known = _QUIET | {"-D", "-d", "--delete", "-f", "--force"}
    names = (*operands, *(paths or ()))
    if options - known or not names or any(name.startswith("-") for name in names):
        return None
    return Work(loss=Loss.BRANCH, names=names, change_folder=folders)
