"""Builtins of fish that differ from what their names mean elsewhere.

Source: https://fishshell.com/docs/current/commands.html
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmdgen.safety import redirection
from cmdgen.safety.commands.builtins import run_sourced, source
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import ENVIRONMENT, SOME, UNKNOWN
from cmdgen.safety.syntax.fish import PREFIX

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_PATHS: Final = {"fish_user_paths": "PATH"}


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
        call.state.aliases[name] = body
    return ""


def bind(call: Call) -> str:
    """Follow bind: what stands behind the keys is run when they are pressed."""
    _, operands = _split(call, with_values="mMk")
    for text in operands[1:]:
        if " " in text or "(" in text:
            call.run_text(text, dialect="fish")
    return ""


def complete(call: Call) -> str:
    """Follow complete: conditions and substitutions in its lists run while the user types."""
    texts = call.texts
    for option, value in itertools.pairwise(texts):
        if option in ("-n", "--condition"):
            call.run_text(value, dialect="fish")
        elif option in ("-a", "--arguments", "-xa", "-fa", "-ra") and "(" in value:
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


# -- string ----------------------------------------------------------------------------------------------


def string(call: Call) -> str:
    """Return what string prints where its input is known; what it cannot tell keeps its origin."""
    words = call.texts
    if not words:
        return ""
    evaluate = _STRING.get(words[0])
    options, operands = _string_arguments(words[1:])
    needed = {"replace": 2, "join": 1, "split": 1, "match": 1}.get(words[0], 0)
    own, inputs = operands[:needed], operands[needed:]
    if not inputs and call.stdin:
        inputs = call.stdin.splitlines()
    text = "\n".join(inputs)
    if (
        evaluate is None
        or not marks.is_known("".join(operands) + text)
        or options & {"-q", "--quiet", "value"}
    ):
        return text + "\n" if any(mark in text for mark in marks.TAINTS) or marks.STAR in text else UNKNOWN
    try:
        found = evaluate(options, own, inputs)
    except (re.error, IndexError, ValueError):
        return UNKNOWN
    return "".join(line + "\n" for line in found)


def _string_arguments(words: list[str]) -> tuple[set[str], list[str]]:
    options: set[str] = set()
    for index, word in enumerate(words):
        if word == "--":
            return options, words[index + 1 :]
        if not re.match(r"-[a-zA-Z-]", word):
            return options, words[index:]
        options.update({word} if word.startswith("--") else {"-" + char for char in word[1:]})
        if word in (
            "-c",
            "--chars",
            "-n",
            "-m",
            "-s",
            "-e",
            "-l",
            "--start",
            "--end",
            "--length",
            "--max",
            "--count",
            "-f",
            "--fields",
        ):
            return options | {"value"}, words[index + 2 :]  # how much it changes is not followed
    return options, []


def _is_tame(pattern: str) -> bool:
    """Return whether a regular expression of the user is quick on every text: few repetitions, none of a group."""
    return (
        len(pattern) <= 60 and len(re.findall(r"[*+{]", pattern)) <= 2 and not re.search(r"\)[*+?{]", pattern)
    )


def _replace(options: set[str], own: list[str], inputs: list[str]) -> list[str]:
    count = 0 if options & {"-a", "--all"} else 1
    if options & {"-r", "--regex"}:
        if not _is_tame(own[0]) or any(len(text) > 200 for text in inputs):
            raise ValueError
        replacement = re.sub(r"\$(\d)", r"\\\1", own[1])
        return [re.sub(own[0], replacement, text, count=count) for text in inputs]
    return [text.replace(own[0], own[1], -1 if count == 0 else 1) for text in inputs]


def _trim(options: set[str], own: list[str], inputs: list[str]) -> list[str]:
    del own
    if options & {"-l", "--left"}:
        return [text.lstrip() for text in inputs]
    return [text.rstrip() if options & {"-r", "--right"} else text.strip() for text in inputs]


_STRING: Final[dict[str, Callable[[set[str], list[str], list[str]], list[str]]]] = {
    "replace": _replace,
    "join": lambda _, own, inputs: [own[0].join(inputs)],
    "join0": lambda _, __, inputs: [" ".join(inputs)],
    "split": lambda _, own, inputs: [part for text in inputs for part in (text.split(own[0]) if own[0] else list(text))],
    "collect": lambda _, __, inputs: ["\n".join(inputs)],
    "trim": _trim,
    "lower": lambda _, __, inputs: [text.lower() for text in inputs],
    "upper": lambda _, __, inputs: [text.upper() for text in inputs],
    "length": lambda _, __, inputs: [str(len(text)) for text in inputs],
    "escape": lambda _, __, inputs: ["'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'" if re.search(r"[^\w./=:-]", text) else text for text in inputs],
    "unescape": lambda _, __, inputs: [re.sub(r"\\(.)", r"\1", text).strip("'\"") for text in inputs],
}  # fmt: skip


HANDLERS: Final[dict[str, Callable[[Call], str]]] = {
    PREFIX + name: handler
    for name, handler in {
        "set": set_variable, "string": string, "read": read_variables, "source": run_file, ".": run_file, "history": history, "alias": alias, "bind": bind,
        "complete": complete, "fish_add_path": add_path, **dict.fromkeys(("math", "count", "random", "status", "type", "functions", "jobs", "commandline", "path"), number),
        **dict.fromkeys(("abbr", "contains", "funcsave", "argparse", "emit", "disown", "set_color", "builtin"), nothing),
    }.items()
}  # fmt: skip
