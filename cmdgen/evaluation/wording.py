"""Compares the wording of a command with patterns, for programs that cannot run in the sandbox.

Two commands are worded the same when they differ in quotes, in the order of options, in `-ab` for `-a -b`, in
long for short options, in `--option=value` for `--option value`, in variables such as LC_ALL that change only
how a program looks, or in names that a program has twice.  The names are in `spellings.toml`.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from cmdgen.evaluation.words import Part, UnreadableError, split

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_DEEPEST: Final = 20
ANY: Final = "*"
"""In a pattern: any one word; ``\\*`` is the star itself."""
_STAR: Final = "\ue000"
REST: Final = "..."
"""In a pattern: any further words and options; alone after a `|` or `;`, any further commands."""
_ASSIGNMENT: Final = re.compile(r"[A-Za-z_]\w*=")
_REDIRECTION: Final = re.compile(r"(\d*|&)(>>?\|?|<)(&?)(.*)", re.DOTALL)
_QUIET: Final = frozenset({"2>/dev/null", "2>&1", "&>/dev/null", ">/dev/null"})
_LOOKS: Final = re.compile(r"LANG|LANGUAGE|LC_\w+|(?:GIT_|SYSTEMD_)?PAGER|DEBIAN_FRONTEND|COLUMNS")
"""Variables that change how a program looks or asks, and not what it does."""
_PLAIN_SHORT: Final = re.compile(r"-[A-Za-z0-9]+$")


@dataclass(frozen=True, slots=True)
class _Spellings:
    """How options and subcommands of a program may be written."""

    names: Mapping[str, str]
    """Another name of an option -> the name that is compared."""
    valued: frozenset[str]
    """Options, by the name that is compared, that take the next word as their value."""
    ignored: frozenset[str]
    """Options without influence on what a command does."""
    phrases: Mapping[str, str]
    """Words after the program -> words that mean the same."""
    long_with_one_dash: bool
    """Whether -abc is one option, as with terraform."""


@dataclass(frozen=True, slots=True)
class _Call:
    """One program with its arguments in a form that can be compared."""

    words: tuple[str, ...]
    """The program, and what is no option, in order."""
    options: tuple[tuple[str, str | None], ...]
    connector: str
    variables: tuple[tuple[str, str], ...] = ()
    """What is set for this program only: the TZ of `TZ=Asia/Tokyo date`."""


def matches(command: str, pattern: str, *, sudo: bool = False) -> bool:
    """Return whether a command is worded as a pattern says.

    Args:
        sudo: `sudo` in front of a command counts; otherwise it is ignored in both.
    """
    try:
        given = _calls(command, sudo=sudo)
        wanted = _calls(pattern.replace("\\*", _STAR), sudo=sudo)
    except UnreadableError:
        return False
    if wanted and wanted[-1].words == (REST,):
        wanted = wanted[:-1]
        if len(given) < len(wanted):
            return False
        given = [
            *given[: len(wanted) - 1],
            replace(given[len(wanted) - 1], connector=wanted[-1].connector),
        ]
    return len(given) == len(wanted) and all(map(_same, given, wanted))


def _same(given: _Call, wanted: _Call) -> bool:
    if given.connector != wanted.connector or len(given.variables) != len(wanted.variables):
        return False
    for (name, value), (wanted_name, pattern) in zip(given.variables, wanted.variables, strict=True):
        if name != wanted_name or not _fits(value, pattern):
            return False
    is_open = REST in wanted.words
    words = tuple(word for word in wanted.words if word != REST)
    if len(given.words) < len(words) or (len(given.words) > len(words) and not is_open):
        return False
    if not all(map(_fits, given.words, words)):  # the shorter one ends it
        return False
    left = list(given.options)
    for name, value_pattern in wanted.options:
        found = next((o for o in left if o[0] == name and _has_value(o[1], value_pattern)), None)
        if found is None:
            return False
        left.remove(found)
    return is_open or not left


def _fits(word: str, pattern: str) -> bool:
    return pattern in (ANY, word) or pattern.replace(_STAR, "*") == word


def _has_value(value: str | None, pattern: str | None) -> bool:
    """Whether the value of an option is the one of the pattern; `*` is any, but there has to be one."""
    if not value or pattern is None:
        return value == pattern
    return _fits(value, pattern)


def _calls(command: str, *, sudo: bool) -> list[_Call]:
    return [_call(part, sudo=sudo) for part in split(command)]


def _same_inside(word: str, *, sudo: bool) -> str:
    """Return a word with each command in `$( )` in a form that can be compared; the rest of it as it is."""
    if word.count("$(") > _DEEPEST:
        return word
    found, at = "", 0
    while (start := word.find("$(", at)) >= 0 and (end := _end_of_substitution(word, start)):
        inside = word[start + 2 : end - 1]
        if inside.startswith("(") and inside.endswith(")"):  # a calculation
            inside = "".join(inside.split())
        else:
            with contextlib.suppress(UnreadableError):
                inside = _written(_calls(inside, sudo=sudo))
        found += f"{word[at:start]}$({inside})"
        at = end
    return found + word[at:]


def _end_of_substitution(word: str, start: int) -> int:
    """Return where a `$(` that begins there has ended; 0 where it does not."""
    depth = 0
    for position in range(start + 1, len(word)):
        depth += (word[position] == "(") - (word[position] == ")")
        if depth == 0:
            return position + 1
    return 0


def _written(calls: Sequence[_Call]) -> str:
    """Return commands as a text that is the same when they are."""
    parts: list[str] = []
    for call in calls:
        parts += (f"{name}={value}" for name, value in call.variables)
        parts += (*call.words, "")
        parts += (name if value is None else f"{name}={value}" for name, value in call.options)
        parts.append(f"{call.connector}\n")
    return "\0".join(parts)


def _call(part: Part, *, sudo: bool) -> _Call:
    words = [_same_inside(word, sudo=sudo) for word in part.words]
    variables: dict[str, str] = {}
    prefix: tuple[str, ...] = ()
    while len(words) > 1:
        if _ASSIGNMENT.match(words[0]):
            name, _, value = words.pop(0).partition("=")
            if not _LOOKS.fullmatch(name):
                variables[name] = value
        elif words[0] == "sudo":
            words.pop(0)
            prefix = ("sudo",) if sudo else ()
        elif words[0] in {"command", "exec"} or (words[0] == "env" and _ASSIGNMENT.match(words[1])):
            words.pop(0)
        else:
            break
    program = words[0] if words[0] == REST else words[0].rpartition("/")[2] or words[0]
    arguments, redirections = _without_redirections(words[1:])
    arguments = _renamed(program, arguments)
    if arguments and arguments[0] == "\0":  # the phrase stands for another program
        program, arguments = arguments[1], arguments[2:]
    options, operands = _sorted_out(program, arguments)
    return _Call(
        (*prefix, program, *operands),
        tuple(sorted([*options, *redirections], key=str)),
        part.connector,
        tuple(sorted(variables.items())),
    )


def _without_redirections(words: list[str]) -> tuple[list[str], list[tuple[str, str | None]]]:
    """Return the arguments, and where the output goes; complaints that are thrown away do not count."""
    kept: list[str] = []
    found: list[tuple[str, str | None]] = []
    pending = ""
    for word in words:
        if pending:
            word, pending = pending + word, ""  # noqa: PLW2901  the target stood apart
        match = _REDIRECTION.fullmatch(word)
        if match is None:
            kept.append(word)
        elif not match[4]:
            pending = word
        elif word not in _QUIET:
            found.append((match[1] + match[2] + match[3], match[4]))
    return kept, found


def _renamed(program: str, arguments: list[str]) -> list[str]:
    """Replace a subcommand by the name that is compared: `container ls` of docker is `ps`."""
    phrases = _spellings(program).phrases
    for phrase in sorted(phrases, key=len, reverse=True):
        words = phrase.split()
        positions = [n for n, argument in enumerate(arguments) if not argument.startswith("-")][: len(words)]
        if [arguments[n] for n in positions] == words:
            rest = [argument for n, argument in enumerate(arguments) if n not in positions]
            target = phrases[phrase].split()
            if target[0] == "=":  # another program
                return ["\0", *target[1:], *rest]
            return [*target, *rest]
    return arguments


def _sorted_out(program: str, arguments: list[str]) -> tuple[list[tuple[str, str | None]], list[str]]:
    """Return the options with their values, and the operands in order."""
    subcommand = next((argument for argument in arguments if not argument.startswith("-")), "")
    spellings = _spellings(program, subcommand)
    options: list[tuple[str, str | None]] = []
    operands: list[str] = []
    waiting = list(reversed(arguments))
    while waiting:
        word = waiting.pop()
        if word == "--":
            operands += reversed(waiting)
            break
        if word in {REST, "-"} or not word.startswith("-"):
            operands.append(word)
            continue
        name, equals, value = word.partition("=")
        if (
            not equals
            and _PLAIN_SHORT.match(word)
            and word not in spellings.names
            and not spellings.long_with_one_dash
        ):
            name, value, more = _unbundled(word, spellings)
            waiting += more
            equals = "=" if value else ""
        name = spellings.names.get(name, name)
        if name in spellings.ignored:
            continue
        if " " in name:  # an option that stands for another with a value
            name, _, value = name.partition(" ")
            equals = "="
        if not equals and name in spellings.valued and waiting:
            options.append((name, waiting.pop()))
        else:
            options.append((name, value if equals else None))
    return options, operands


def _unbundled(word: str, spellings: _Spellings) -> tuple[str, str, list[str]]:
    """Return the first option of a word like -abc, its value where it takes one, and the others."""
    first, rest = word[:2], word[2:]
    if rest.isdigit() or (rest and spellings.names.get(first, first) in spellings.valued):
        return first, rest, []
    if word[1:].isdigit():
        return word, "", []
    return first, "", [f"-{rest}"] if rest else []


@cache
def _spellings(program: str, subcommand: str = "") -> _Spellings:
    table = _table()
    names: dict[str, str] = {}
    valued: set[str] = set()
    ignored: set[str] = set()
    phrases: dict[str, str] = {}
    one_dash = False
    for key in (program, f"{program} {subcommand}"):
        entry = table.get(key, {})
        names.update(entry.get("names", {}))
        valued.update(entry.get("valued", []))
        ignored.update(entry.get("ignored", []))
        phrases.update(entry.get("phrases", {}))
        one_dash = one_dash or entry.get("long_with_one_dash", False)
    return _Spellings(names, frozenset(valued), frozenset(ignored), phrases, one_dash)


@cache
def _table() -> dict[str, Any]:
    text = Path(__file__).with_name("spellings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
