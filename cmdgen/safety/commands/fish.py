"""Builtins of fish that differ from what their names mean elsewhere.

Source: https://fishshell.com/docs/current/commands.html
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmdgen.safety import paths, redirection
from cmdgen.safety.commands.builtins import run_sourced, source
from cmdgen.safety.commands.fish_string import string
from cmdgen.safety.ir import SyntaxProblem
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import ENVIRONMENT, SOME, UNKNOWN
from cmdgen.safety.syntax.fish import PREFIX, parse_nested
from cmdgen.safety.syntax.fish_words import SLICE
from cmdgen.safety.syntax.words import Origin

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_PATHS: Final = {"fish_user_paths": "PATH"}
_TYPED: Final = "\ue020commandline"
"""Key among the files of the state: what the text has put onto the command line."""


def _split(call: Call, with_values: str = "") -> tuple[set[str], list[str]]:
    """Return the options (short ones taken apart, long ones by name) and the operands before and after `--`."""
    options: set[str] = set()
    operands: list[str] = []
    texts = call.texts
    index = 0
    while index < len(texts):
        text = texts[index]
        index += 1
        if text == "--":
            return options, operands + texts[index:]
        if operands or text[:1] != "-" or len(text) == 1 or re.fullmatch(r"-\d+", text):
            operands.append(text)
        elif text.startswith("--"):
            options.add(text.partition("=")[0])
        else:
            options.update("-" + char for char in text[1:])
            index += text[-1] in with_values
    return options, operands


def set_variable(call: Call) -> str:
    """Follow set: gives a variable a list of values, erases, shows or tests."""
    options, operands = _split(call)
    if options & {"-q", "--query"}:
        return ""
    if options & {"-S", "--show"} and not operands:
        return ENVIRONMENT
    if options & {"-S", "--show", "-n", "--names"}:
        return SOME
    if not operands:
        return ENVIRONMENT
    state = call.state
    if options & {"-e", "--erase"}:
        for name in operands:
            if re.fullmatch(r"\w+", name):
                state.variables[name] = ("",)
                state.arrays.pop(name, None)
        return ""
    name, values = operands[0], tuple(operands[1:])
    plain = re.match(r"\w+", name)
    if not plain:
        return ""
    _assign(call, plain.group(), values, options, is_element="[" in name)
    if name == "fish_history" and values in ((), ("",)):
        call.flag("machine.history-off", name)
    for value in values:
        redirection.environment_setting(
            call.analysis, _PATHS.get(name, name), (value,), call.span, temporary=False
        )
    return ""


def _assign(call: Call, name: str, values: tuple[str, ...], options: set[str], *, is_element: bool) -> None:
    state = call.state
    before = state.arrays.get(name) or state.variables.get(name) or ()
    if options & {"-a", "--append"} or is_element:
        values = (*before, *values)
    elif options & {"-p", "--prepend"}:
        values = (*values, *before)
    if len(values) == 1:
        state.assign(name, values)
    else:
        state.variables.pop(name, None)
        state.arrays[name] = values


def read_variables(call: Call) -> str:
    """Follow read: variables take what is on the input."""
    _, names = _split(call, with_values="pPcRnd")
    line = (
        call.stdin.split("\n", 1)[0] if call.stdin and marks.is_known(call.stdin) else call.stdin or UNKNOWN
    )
    for index, name in enumerate(names):
        fields = line.split(None, len(names) - 1) if marks.is_known(line) else [line] * len(names)
        call.state.assign(name, (fields[index] if index < len(fields) else "",))
    return "" if names else line


def run_file(call: Call) -> str:
    """Follow source: a file's content, or what is on the input, runs in this shell."""
    if call.args and call.args[0].text != "-":
        return source(call)
    return run_sourced(call, call.stdin, call.program) if call.stdin else UNKNOWN


def history(call: Call) -> str:
    """Follow history: clear and delete remove what was recorded."""
    words = call.texts
    if {"clear", "delete", "clear-session", "--clear", "--delete"} & set(words[:3]) or "-c" in words[:1]:
        call.flag("machine.delete-history", "the shell history")
    return UNKNOWN


def alias(call: Call) -> str:
    """Follow alias: `alias name=body` and `alias name body`."""
    words = [text for text in call.texts if text not in ("-s", "--save", "--")]
    if not words:
        return SOME
    name, equals, body = words[0].partition("=")
    body = body if equals else " ".join(words[1:])
    if body:
        if {"-s", "--save"} & set(call.texts):
            _saved(call, name)
        call.run_text(body, dialect="fish")  # an alias that is never used counts as its text
        call.state.aliases[name] = body
    return ""


_SHADOWED: Final = frozenset({"sudo", "su", "doas", "ssh", "gpg", "passwd", "login"})
"""Programs that are told a secret: a function of that name sees it."""


def _saved(call: Call, name: str) -> None:
    if name in _SHADOWED:
        call.flag("files.startup-hidden-code", name)


def save_function(call: Call) -> str:
    """Follow funcsave: the function is there in every later shell."""
    for text in call.texts:
        if text in call.state.functions or text in call.state.aliases:
            _saved(call, text)
    return ""


_ABBREVIATION_VALUES: Final = frozenset(
    {"-p", "--position", "-r", "--regex", "-f", "--function", "-c", "--command"}
)


def abbreviate(call: Call) -> str:
    """Follow abbr: the last words are what the short form becomes; what is only a piece of a line is not run."""
    texts = call.texts
    if {"-e", "--erase", "-q", "--query", "--rename", "-s", "--show", "-l", "--list"} & set(texts):
        return ""
    words: list[str] = []
    index = 0
    while index < len(texts):
        text = texts[index]
        index += 1
        if words or text[:1] != "-":
            words.append(text)
        elif text in _ABBREVIATION_VALUES:
            index += 1
    body = re.sub(r"^\s*(?:\||&&|;|\band\b|\bor\b)\s*", "", " ".join(words[1:]))
    try:
        parse_nested(body, Origin(fixed=call.span), call.state.depth)
    except SyntaxProblem:
        return ""
    if body:
        call.run_text(body, dialect="fish")
    return ""


def command_line(call: Call) -> str:
    """Follow commandline: `-f execute` runs the text that stands there."""
    words = [text for text in call.texts if not text.startswith("-")]
    if {"-f", "--function"} & set(call.texts):
        if "execute" in words and _TYPED in call.state.files:
            call.run_text(call.state.files[_TYPED], dialect="fish")
    elif words:
        call.state.files[_TYPED] = " ".join(words)
    return SOME


def slice_list(call: Call) -> str:
    """Return the elements that an index such as `2..-1` names, counted from 1; all where it is not known."""
    index, found = call.texts[0], call.texts[1:]
    if len(found) == 1:
        found = found[0].splitlines()
    chosen: list[str] = []
    for part in index.split():
        bounds = re.fullmatch(r"(-?\d{1,4})?(\.\.)?(-?\d{1,4})?", part)
        if not bounds or not all(marks.is_known(text) for text in found):
            return "\n".join(found) + "\n"
        size = len(found)
        first, last = (
            int(text) if text and int(text) > 0 else size + 1 + int(text) if text else default
            for text, default in ((bounds.group(1), 1), (bounds.group(3), size))
        )
        if not bounds.group(2):
            last = first
        step = 1 if last >= first else -1
        chosen += [found[at - 1] for at in range(first, last + step, step)[: 2 * size] if 0 < at <= size]
    return "".join(text + "\n" for text in chosen)


def bind(call: Call) -> str:
    """Follow bind: what stands behind the keys is run when they are pressed."""
    _, operands = _split(call, with_values="mMk")
    for text in operands[1:]:
        if " " in text or "(" in text:
            call.run_text(text, dialect="fish")
    return ""


def complete(call: Call) -> str:
    """Follow complete: conditions and substitutions in its lists run while the user types."""
    texts = [
        part
        for text in call.texts
        for part in (text.split("=", 1) if re.match(r"--(?:arguments|condition)=", text) else [text])
    ]
    for option, value in itertools.pairwise(texts):
        if option in ("-n", "--condition"):
            call.run_text(value, dialect="fish")
        elif re.fullmatch(r"-[a-zA-Z]*a|--arguments", option) and "(" in value:
            call.run_text("echo " + value, dialect="fish")
    return ""


def add_path(call: Call) -> str:
    """Follow fish_add_path."""
    for text in call.texts:
        if not text.startswith("-"):
            redirection.environment_setting(call.analysis, "PATH", (text,), call.span, temporary=False)
    return ""


def number(call: Call) -> str:
    """Return the output of a builtin that prints a number or a name."""
    del call
    return SOME


def nothing(call: Call) -> str:
    """Follow a builtin that only tests or sets something of the shell's own."""
    del call
    return ""


def path(call: Call) -> str:
    """Return what `path dirname`, `path resolve` and their like print."""
    options, operands = _split(call, "vpt")
    del options
    verb, names = (operands[0], operands[1:]) if operands else ("", [])
    if verb == "dirname":
        names = [paths.canonical(name + "/..", call.state.cwd) for name in names]
    elif verb == "basename":
        names = [name.rstrip("/").rsplit("/", 1)[-1] for name in names]
    elif verb in ("resolve", "normalize"):
        names = [paths.canonical(name, call.state.cwd) for name in names]
    elif verb not in ("filter", "sort", "change-extension"):
        return SOME
    return "".join(name + "\n" for name in names) or SOME


HANDLERS: Final[dict[str, Callable[[Call], str]]] = {
    PREFIX + name: handler
    for name, handler in {
        "set": set_variable, "string": string, "read": read_variables, "source": run_file, ".": run_file, "history": history, "alias": alias, "abbr": abbreviate, "bind": bind,
        "complete": complete, "fish_add_path": add_path, **dict.fromkeys(("math", "count", "random", "status", "type", "functions", "jobs"), number), "path": path,
        "commandline": command_line, "funcsave": save_function, SLICE.removeprefix(PREFIX): slice_list, **dict.fromkeys(("contains", "argparse", "emit", "disown", "set_color", "builtin"), nothing),
    }.items()
}  # fmt: skip
