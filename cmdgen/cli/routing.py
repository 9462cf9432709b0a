"""Decides whether the words on the command line are a subcommand or a request.

A first word that is the name of a subcommand is that subcommand only if the rest fits it:
``cmdgen status`` is one, ``cmdgen status of nginx`` is a request.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cmdgen.cli.misspelt import nearest
from cmdgen.core.errors import UsageError

ASK: Final = "ask"
"""Not a word that anybody types: the command that answers a request."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a subcommand's command line looks like."""

    least: int
    most: int
    """How many words it takes besides its options."""
    valued: frozenset[str]
    """Options that take the next argument as their value."""
    fits: Callable[[Sequence[str]], bool] | None = None
    """Whether these words, at least one, can be meant for it; None looks at their number only."""
    is_sure_with: frozenset[str] = frozenset()
    """Options that only it has: with one of them, or with `--`, a line is never a request."""


_SETTINGS = frozenset({"-b", "--backend", "-m", "--model", "-s", "--shell", "-p", "--profile", "--config"})

_RULES_WORDS: Final[Mapping[str, int]] = {"list": 0, "show": 1, "test": 1}
"""What `cmdgen rules` can do -> how many words it takes."""
_CONFIG_WORDS: Final[Mapping[str, int]] = {
    "show": 0, "get": 1, "set": 2, "unset": 1, "edit": 0, "path": 0, "profiles": 0,
}  # fmt: skip
"""The same for `cmdgen config`."""
MODEL_WORDS: Final[Mapping[str, int]] = {"available": 0, "list": 0, "pull": 1, "info": 1, "use": 1, "rm": 1}
"""What `cmdgen model` can do -> how many words it takes."""
_ACTIONS: Final[Mapping[str, Mapping[str, int]]] = {
    "model": MODEL_WORDS,
    "rules": _RULES_WORDS,
    "shell": {"init": 1},
}
"""Subcommands that are told to do something, each in a word that may be misspelt; `config` finds its own."""
_SCREENING: Final = frozenset({"check", "explain"})
"""Subcommands whose one word is a command, which people write without quotes."""
HOOK_FORMATS: Final = frozenset({"claude-code", "codex", "copilot", "cursor", "gemini", "shell"})
"""What `cmdgen hook` knows; the words behind it when its own name is misspelt."""
_SCRIPT_SUFFIXES: Final = (
    ".sh", ".bash", ".ksh", ".bats", ".zsh", ".fish", ".ps1", ".psm1", ".cmd", ".bat", ".mk", "makefile",
)  # fmt: skip

_EVAL_VALUED: Final = frozenset(
    {"-b", "--backend", "-m", "--model", "-p", "--profile", "--config"}
    | {"-c", "--category", "--tasks", "--limit", "--predictions", "--show"}
)


def _fits_rules(words: Sequence[str]) -> bool:
    return words[0] in _RULES_WORDS and len(words) - 1 in {0, _RULES_WORDS[words[0]]}


def _fits_hook(words: Sequence[str]) -> bool:
    return len(words) == 1 or (words[0] == "shell" and len(words) == 2)


SHELLS: Final = frozenset({"bash", "zsh", "fish", "powershell"})
"""What `cmdgen shell init` has code for; `cmdgen shell bash` lacks a word."""
_ONLY_ELSEWHERE: Final = frozenset(
    "list ls reset clear delete remove rm init open view help validate".split()
)
"""What other programs call what `cmdgen config` does; its error names ours."""


def _fits_shell(words: Sequence[str]) -> bool:
    """Return whether these words behind `shell` ask for the code of a shell."""
    return words[0] == "init" and len(words) <= 2


def _fits_config(words: Sequence[str]) -> bool:
    action = words[0] if words[0] in _CONFIG_WORDS else nearest(words[0], _CONFIG_WORDS)
    if action is None:
        if words[0] not in _ONLY_ELSEWHERE or len(words) > 2:
            return False
        return len(words) == 1 or _is_setting(words[1])
    if len(words) > 1 and _CONFIG_WORDS[action] and _is_setting(words[1]):
        return True  # nothing else that a user says has such a name in this place
    return len(words) - 1 <= _CONFIG_WORDS[action]


def _is_setting(word: str) -> bool:
    from cmdgen.settings.keys import find  # noqa: PLC0415  rarely needed

    return find(word) is not None


def _fits_model(words: Sequence[str]) -> bool:
    """Return whether these words are an action on models: `cmdgen model train station` is a request."""
    return words[0] in MODEL_WORDS and len(words) - 1 in {0, MODEL_WORDS[words[0]]}


def _fits_scan(words: Sequence[str]) -> bool:
    """Return whether each word is, or looks like, a file: `cmdgen scan open ports` is a request."""
    return all(
        os.path.lexists(word) or "/" in word or "\\" in word or word.lower().endswith(_SCRIPT_SUFFIXES)
        for word in words
    )


SHAPES: Final[Mapping[str, Shape]] = {
    "bench": Shape(0, 0, (_SETTINGS | {"--runs"}) - {"-s", "--shell"}),
    "check": Shape(1, 1, frozenset({"-s", "--shell"})),
    "completion": Shape(1, 1, frozenset()),
    "config": Shape(1, sys.maxsize, frozenset({"-p", "--profile", "--config"}), _fits_config),
    "eval": Shape(0, 0, _EVAL_VALUED),
    "explain": Shape(1, 1, frozenset({"-s", "--shell"})),
    "fix": Shape(0, 0, _SETTINGS),
    "history": Shape(0, 1, frozenset({"--limit", "--config"})),
    # A format that is not known is a mistake to be told: as a request it would look like consent to a coding agent.
    "hook": Shape(1, 2, frozenset({"-s", "--shell", "--serve", "--owner"}), _fits_hook),
    "init": Shape(
        0, 0, frozenset({"-b", "--backend", "--url", "-m", "--model", "--api-key-command", "--config"})
    ),
    "model": Shape(1, 2, frozenset({"-p", "--profile", "--config"}), _fits_model),
    "rules": Shape(1, 2, frozenset({"-s", "--shell", "--pack"}), _fits_rules),
    "scan": Shape(
        1,
        sys.maxsize,
        frozenset({"-s", "--shell", "--format", "--level"}),
        _fits_scan,
        frozenset({"--format", "--level", "--"}),
    ),
    "serve": Shape(0, 0, frozenset({"--idle", "-m", "--model", "-p", "--profile", "--config"})),
    "shell": Shape(
        1,
        sys.maxsize,
        frozenset({"--key", "--alias", "--widget", "--columns"}),
        _fits_shell,
        frozenset({"--widget"}),
    ),
    "status": Shape(0, 0, _SETTINGS),
}
ASK_VALUED: Final = _SETTINGS | {"--timeout", "--max-wait", "--temperature", "--seed", "-n", "--candidates"}


@dataclass(frozen=True, slots=True)
class Route:
    """A command and the arguments for it."""

    command: str
    arguments: tuple[str, ...]
    note: str | None = None
    """What to say about a line that could have been meant otherwise."""


def route(arguments: Sequence[str]) -> Route:
    """Return which command gets which arguments.

    Raises:
        UsageError: the name of a subcommand is misspelt, or a command to screen has lost its quotes.
    """
    position = _first_word(arguments)
    if position is None:
        return Route(ASK, tuple(arguments))
    name, before, rest = arguments[position], arguments[:position], arguments[position + 1 :]
    if name in _SCREENING and not before:
        _refuse_help_behind(name, rest)
    if _fits(name, rest):
        # Options may stand in front of a subcommand as well; if it does not know them, it says so.
        return Route(name, (*before, *rest))
    if not before:  # an option in front, and no subcommand that it could be for: a request
        if name in _SCREENING:
            return _unquoted(name, rest) or Route(ASK, tuple(arguments))
        _refuse_misspelt(name, rest)
    return Route(ASK, tuple(arguments))


def _refuse_help_behind(name: str, rest: Sequence[str]) -> None:
    """Refuse `check du -h`: a page of help would end with 0, which says that the command is safe.

    Raises:
        UsageError: it is so.
    """
    options = rest[: rest.index("--")] if "--" in rest else rest
    words = _words(options, SHAPES[name])
    if not words or not {"-h", "--help"} & set(options[options.index(words[0]) :]):
        return
    from cmdgen.cli import unquoted  # noqa: PLC0415  rarely needed

    message = f"help of cmdgen {name} is asked for in front of a command, not behind it"
    raise UsageError(message, hint=unquoted.quoting(name, None))


def _unquoted(name: str, rest: Sequence[str]) -> Route | None:
    """Return what to do with several words behind `check` or `explain`; None if they are a request."""
    from cmdgen.cli import unquoted  # noqa: PLC0415  rarely needed

    words = _words(rest, SHAPES[name])
    mark = rest.index("--") if "--" in rest else len(rest)
    if words and list(rest[mark + 1 :]) == words:  # nothing but a command is written behind it
        return Route(name, (*rest[:mark], "--", unquoted.joined(name, words)))
    if any(argument.startswith("-") and argument != "--json" for argument in rest):
        return None  # the parser says what to do about an option that is not ours
    if unquoted.is_command(words):
        options = [argument for argument in rest if argument == "--json"]
        return Route(name, (*options, "--", unquoted.joined(name, words)))
    if unquoted.may_be_command(words):
        note = f"taken as a request; to screen a command, {unquoted.quoting(name, words)}"
        return Route(ASK, (name, *rest), note)
    return None


def _refuse_misspelt(name: str, rest: Sequence[str]) -> None:
    """Ask back where a line is that of a subcommand but for one misspelt word.

    Raises:
        UsageError: it is.
    """
    said, meant = name, None
    if name in _ACTIONS:
        words = _words(rest, SHAPES[name])
        action = nearest(words[0], _ACTIONS[name]) if words else None
        if action and len(words) - 1 in {0, _ACTIONS[name][action]}:
            said, meant = f"{name} {words[0]}", f"{name} {action}"
        elif name == "shell" and len(words) == 1 and words[0] in SHELLS:
            said, meant = f"shell {words[0]}", f"shell init {words[0]}"
    else:
        near = nearest(name, SHAPES)
        words = _words(rest, SHAPES[near]) if near else []
        if near and _fits(near, rest) and (near != "hook" or set(words) & HOOK_FORMATS):
            meant = near
    if meant is None:
        return
    message = f"there is no command {said!r}; did you mean cmdgen {meant}?"
    raise UsageError(message, hint="for a request, put -- in front: cmdgen -- REQUEST")


def _first_word(arguments: Sequence[str]) -> int | None:
    """Return the position of the first argument that is neither an option nor an option's value."""
    value_next = False
    for position, argument in enumerate(arguments):
        if value_next:
            value_next = False
        elif argument == "--":
            return None
        elif argument.startswith("-") and argument != "-":
            value_next = argument in ASK_VALUED
        else:
            return position
    return None


def _fits(name: str, rest: Sequence[str]) -> bool:
    """Return whether the rest of the line is one that this subcommand can be meant by.

    Only the words count: a mistyped option is a mistake to be told, not a request.
    """
    shape = SHAPES.get(name)
    if shape is None:
        return False
    words = _words(rest, shape)
    number = len(words)
    if any(argument.partition("=")[0] in shape.is_sure_with for argument in rest):
        return True
    if number and shape.fits is not None and not shape.fits(words):
        return False
    if "-h" in rest or "--help" in rest:
        return number <= shape.most
    # The bare name of a subcommand that wants a word is a subcommand with a word missing.
    return shape.least <= number <= shape.most or number == 0


def _words(rest: Sequence[str], shape: Shape) -> list[str]:
    words: list[str] = []
    value_next = False
    for position, argument in enumerate(rest):
        if value_next:
            value_next = False
        elif argument == "--":
            return [*words, *rest[position + 1 :]]
        elif argument.startswith("-") and argument != "-":
            value_next = argument in shape.valued
        else:
            words.append(argument)
    return words
