"""Shells that run a text: from `-c`, from a file, or from their input."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import places, redirection
from cmdgen.safety.commands.builtins import run_produced_text
from cmdgen.safety.resolve.marks import DECODED, LOCAL, NETWORK, OPAQUE, SECRET, SHELL, SOCKET, STAR, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call
    from cmdgen.safety.resolve.state import State

SHELLS: Final = frozenset(
    {
        "sh",
        "bash",
        "zsh",
        "dash",
        "ksh",
        "ksh93",
        "mksh",
        "ash",
        "fish",
        "csh",
        "tcsh",
        "rbash",
        "yash",
        "elvish",
        "xonsh",
    }
)
_DIALECTS: Final = {"zsh": "zsh", "fish": "fish", "sh": "sh", "dash": "sh", "ash": "sh"}
_VALUES: Final = frozenset({"-o", "-O", "+o", "+O", "--rcfile", "--init-file", "-C", "--init-command"})


def shell(call: Call) -> str:
    """Follow a shell: `-c` text, script file, or whatever is on its input."""
    dialect = _DIALECTS.get(call.name, "bash")
    args = call.args
    index = 0
    while index < len(args):
        text = args[index].text
        if text in _VALUES or re.fullmatch(r"[-+][a-zA-Z]*[oO]", text):
            if text in ("--rcfile", "--init-file") and index + 1 < len(args):
                _startup_file(call, index + 1)
            if call.name == "fish" and text in ("-C", "--init-command") and index + 1 < len(args):
                call.run_text(args[index + 1].text, dialect="fish")
            index += 2
            continue
        if text == "-c" or re.fullmatch(r"-[a-zA-Z]*c[a-zA-Z]*", text) or text == "--command":
            return _command_text(call, index + 1, dialect)
        if text.startswith("--command="):
            return call.run_text(text.partition("=")[2], dialect=dialect)
        if text in ("-s", "-") or re.fullmatch(r"-[a-rt-z]*s[a-rt-z]*", text):
            state = call.state.fork()
            given = [arg.text for arg in args[index + 1 :]]
            state.positional = tuple(given[1:] if given[:1] == ["--"] else given)
            return run_input(call, state, dialect=dialect)
        if text in ("--help", "--version", "-n", "--no-execute"):
            return UNKNOWN
        if call.name == "fish" and (glued := re.match(r"--init-command=(.+)|-C(.+)", text, re.DOTALL)):
            call.run_text(glued.group(1) or glued.group(2), dialect="fish")
        if text[:1] in "-+" and len(text) > 1:
            index += 1
            continue
        return _script_file(call, index, dialect)
    if call.stdin:
        return run_input(call, call.state, dialect=dialect)
    return SHELL


def _startup_file(call: Call, index: int) -> None:
    arg = call.args[index]
    content = (
        call.process_output(arg)
        if arg.process is not None
        else redirection.file_content(arg.text, call.state)
    )
    if content != LOCAL:
        run_produced_text(call, content)
    elif places.is_temporary(arg.text, call.state.cwd):
        call.flag("protection.loader-path", arg.text)


def _command_text(call: Call, index: int, dialect: str) -> str:
    while index < len(call.args) and re.fullmatch(r"[-+][a-zA-Z]+|--", call.args[index].text):
        index += 1
    if index >= len(call.args):
        return UNKNOWN
    text = call.args[index].text
    state = call.state.fork()
    rest = [arg.text for arg in call.args[index + 1 :]]
    if rest:
        state.variables["0"] = (rest[0],)
    state.positional = tuple(rest[1:])
    if _is_produced(text):
        inner = call.state.fork()
        return _produced(call, text, inner)
    if DECODED in text:
        call.flag("unreadable.decoded", text)
        text = text.replace(DECODED, "")
    return call.analysis.run_text(text, state, call.stdin, call.span, dialect=dialect)


def _is_produced(text: str) -> bool:
    return any(mark in text for mark in (NETWORK, SOCKET, OPAQUE)) or not text.strip(UNKNOWN + LOCAL + " \n")


def _produced(call: Call, text: str, state: State) -> str:
    if SOCKET in text:
        call.flag("remote.shell", text)
    elif NETWORK in text:
        call.flag("code.download-run-root" if state.privileged else "code.download-run", text)
    elif OPAQUE in text:
        call.flag("unreadable.decoded", text)
    elif text.strip():
        call.flag("unreadable.assembled", text)
    return UNKNOWN


def _script_file(call: Call, index: int, dialect: str) -> str:
    arg = call.args[index]
    state = call.state.fork()
    state.positional = tuple(a.text for a in call.args[index + 1 :])
    if arg.process is not None:
        return run_content(call, call.process_output(arg), state, dialect=dialect)
    if arg.text in ("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"):
        return run_input(call, state, dialect=dialect)
    content = redirection.file_content(arg.text, call.state)
    if content == LOCAL and any(mark in arg.text for mark in (NETWORK, SOCKET, OPAQUE)):
        return _produced(call, arg.text, state)  # which file is run was decided elsewhere
    if content in (LOCAL, SECRET):
        call.flag("interpreter.local-script", arg.text)
        return UNKNOWN
    return run_content(call, content, state, dialect=dialect)


def run_input(call: Call, state: State, *, dialect: str = "bash") -> str:
    """Follow a shell that reads its commands from the input."""
    if not call.stdin:
        return UNKNOWN
    return run_content(call, call.stdin, state, dialect=dialect)


def run_content(call: Call, content: str, state: State, *, dialect: str = "bash") -> str:
    """Follow content that a shell runs: downloaded, decoded, local, or known text."""
    if SOCKET in content:
        call.flag("remote.shell", content)
        return UNKNOWN
    if NETWORK in content:
        call.flag(
            "code.download-run-root" if state.privileged or call.state.privileged else "code.download-run",
            content,
        )
        return UNKNOWN
    if OPAQUE in content:
        call.flag("unreadable.decoded", content)
        return UNKNOWN
    if content.strip() in (LOCAL, SECRET):
        call.flag("interpreter.local-script", content)
        return SHELL
    if DECODED in content:
        call.flag("unreadable.decoded", content)
        content = content.replace(DECODED, "")
    if not content.strip(UNKNOWN + STAR + LOCAL + " \n"):
        call.flag("unreadable.assembled", content)
        return SHELL
    return call.analysis.run_text(content, state.fork(), "", call.span, dialect=dialect)


HANDLERS: Final = dict.fromkeys(SHELLS, shell)
