"""Builtins and functions that only zsh has: other ways to run a text, to write a file, to name a program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, redirection, wire
from cmdgen.safety.commands.escapes import escape
from cmdgen.safety.commands.text import echo
from cmdgen.safety.resolve.marks import LOCAL, SOCKET, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_WRITES: Final = lazy_re.compile(r"-[a-z]*[wat][a-z]*$|-[a-z]*o$")


def print_(call: Call) -> str:
    """Follow print: with `-P` its text is expanded like a prompt, `-z` and `-s` only keep it for later."""
    if call.parsed.has("-P"):
        for text in call.texts:
            if "$(" in text or "`" in text:
                call.run_text(f'echo "{text}"')
    descriptor = call.parsed.value("-u")
    if descriptor and SOCKET in redirection.file_content(descriptor, call.state):
        wire.sent(call.analysis, " ".join(call.texts), call.span, "its output")
        return ""
    call.args = [
        arg for arg in call.args if not re.fullmatch(r"-[a-zA-Z]+", arg.text) or arg.text in ("-n", "-e")
    ]
    return echo(call)


def pseudo_terminal(call: Call) -> str:
    """Follow zpty: `zpty name command` starts a command, `zpty -w name text` types one."""
    words = call.texts
    if words and re.fullmatch(r"-[a-z]*w[a-z]*", words[0]):
        escape(call, " ".join(words[2:]))
    else:
        while words and words[0].startswith("-"):
            words = words[1:]
        if words[1:]:
            escape(call, " ".join(words[1:]))
    return UNKNOWN


def open_file(call: Call) -> str:
    """Follow sysopen: `-w`, `-a` and `-o truncate` open a file for writing."""
    if any(_WRITES.match(text) for text in call.texts) and call.args:
        redirection.write_file(
            call.analysis, call.args[-1], call.state, LOCAL, call.span, append=False, copied=True
        )
    return ""


def emulate(call: Call) -> str:
    """Follow emulate: `emulate sh -c text` runs a text by another shell's rules."""
    texts = call.texts
    for index, text in enumerate(texts[:-1]):
        if re.fullmatch(r"-[a-zA-Z]*c", text):
            return call.run_text(texts[index + 1], state=call.state)
    return ""


def hook(call: Call) -> str:
    """Follow add-zsh-hook and zle -N, compdef: the last words name a function, or are a text that runs later."""
    for text in call.texts[1:] if call.name == "add-zsh-hook" else call.texts:
        if " " in text.strip():
            escape(call, text)
    return ""


def copy_function(call: Call) -> str:
    """Follow `functions -c old new`: the new name does what the old one does."""
    if call.texts[:1] == ["-c"] and len(call.texts) == 3:
        old, new = call.texts[1:]
        if old in call.state.functions:
            call.state.functions[new] = call.state.functions[old]
        else:
            call.state.aliases[new] = old
    return UNKNOWN


def edit_history(call: Call) -> str:
    """Follow fc: `-e program` runs a program on old commands, which then run again."""
    for index, text in enumerate(call.texts[:-1]):
        if text == "-e" and " " in call.texts[index + 1]:
            escape(call, call.texts[index + 1])
    return UNKNOWN


HANDLERS: Final = {
    "print": print_, "zpty": pseudo_terminal, "sysopen": open_file, "emulate": emulate, "functions": copy_function, "fc": edit_history,
    **dict.fromkeys(("add-zsh-hook", "compdef", "zle"), hook),
}  # fmt: skip
