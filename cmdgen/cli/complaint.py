"""What the parser, or a command, has against an option, in our words and with something to do about it."""

from __future__ import annotations

import re
import typing
from typing import TYPE_CHECKING, Any, Final

from cmdgen.cli.routing import ASK, ASK_VALUED
from cmdgen.core.errors import CmdgenError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import typer

TO_THE_REQUEST: Final = "if it belongs to the request, put -- in front: cmdgen -- REQUEST"
_VALUED_LETTERS: Final = "".join(sorted(name[1] for name in ASK_VALUED if len(name) == 2))
_RUN_TOGETHER: Final = re.compile(rf"(-[A-Za-z]*?([{_VALUED_LETTERS}]))([a-z]{{2,}})")
"""A short option and its value in one argument, which together look like a word with a dash: `-mtime`."""


def of_parser(
    error: typer.TyperException, command: str, function: Callable[..., Any], arguments: Sequence[str]
) -> UsageError:
    """Return the parser's complaint.

    Args:
        command: which of ours was to be run.
        function: what the parser would have called.
        arguments: the whole line without the program's name.
    """
    number = _number_wanted(error, function)
    message = number or error.format_message().rstrip(".").replace("\n", " ")
    message = message[:1].lower() + message[1:]
    option = getattr(error, "option_name", None)
    first, second = (*arguments, "", "")[:2]
    if option is not None and first in {"check", "explain"} and not second.startswith("-"):
        return UsageError(message, hint=f"put the whole command in quotes: cmdgen {first} 'COMMAND'")
    if command != ASK:
        return UsageError(message, hint=f"see cmdgen {command} --help")
    if number is not None:
        spellings = set(getattr(getattr(error, "param", None), "opts", ()))
        for argument, read_as, value in _run_together(arguments):
            if read_as[-2:] in spellings:
                return _read_so(argument, read_as, value, message)
    if option is None:
        return UsageError(message, hint="see cmdgen --help")
    return UsageError(message, hint=TO_THE_REQUEST)


def of_value(error: CmdgenError, arguments: Sequence[str]) -> UsageError | None:
    """Return what to say about the value of a short option that was a word of the request: `find -mtime 2`.

    Args:
        error: raised since a value is not usable, which it repeats.
        arguments: those of a request.
    """
    for argument, read_as, value in _run_together(arguments):
        if repr(value) in error.message:
            return _read_so(argument, read_as, value, error.message)
    return None


def _run_together(arguments: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return each argument that is short options with a value behind the last: itself, `-m`, and the value."""
    end = list(arguments).index("--") if "--" in arguments else len(arguments)
    found = [_RUN_TOGETHER.fullmatch(argument) for argument in arguments[:end]]
    return [
        (match[0], f"{match[1][:-1]} -{match[2]}".removeprefix("- "), match[3]) for match in found if match
    ]


def _read_so(argument: str, read_as: str, value: str, why: str) -> UsageError:
    return UsageError(f"{argument} was read as {read_as} {value}: {why}", hint=TO_THE_REQUEST)


def _number_wanted(error: typer.TyperException, function: Callable[..., Any]) -> str | None:
    """Return which numbers an option takes, if that is what the error is about; the parser words it for programmers."""
    parameter = getattr(error, "param", None)
    hint = typing.get_type_hints(function, include_extras=True).get(getattr(parameter, "name", None) or "")
    # Python 3.10 puts a union around the annotation of what may be None.
    parts = [part for part in (hint, *typing.get_args(hint)) if hasattr(part, "__metadata__")]
    if parameter is None or not parts:
        return None
    return _wanted(parameter.opts[0], parts[0].__origin__, parts[0].__metadata__[0])


def _wanted(spelling: str, value: Any, option: Any) -> str | None:
    kinds = {value, *typing.get_args(value)}
    if not kinds & {int, float}:
        return None
    low, high = option.min, option.max
    if low is None:
        return f"{spelling} must be a {'whole number' if int in kinds else 'number'}"
    return f"{spelling} must be a number from {low} " + ("on" if high is None else f"to {high}")
