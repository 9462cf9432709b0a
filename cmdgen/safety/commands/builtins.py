"""Builtins of the shell that change what later words and commands mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import paths, places, redirection
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import (
    CWD,
    DECODED,
    ENVIRONMENT,
    HOME,
    INITIALISER,
    LOCAL,
    NETWORK,
    OPAQUE,
    SHELL,
    SOCKET,
    SOME,
    UNKNOWN,
)
from cmdgen.safety.resolve.state import MAX_VALUES

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def change_folder(call: Call) -> str:
    """Follow cd and pushd: later relative paths start elsewhere."""
    operands = [arg.text for arg in call.args if not re.fullmatch(r"-[LPe@q]+|--", arg.text)]
    state = call.state
    if call.name == "pushd":
        state.folders.append(state.cwd)
    if not operands:
        state.cwd = HOME
        return ""
    target = operands[0]
    if target == "-":
        state.cwd = CWD + "/" + SOME
    elif call.args[-1].may_vanish:
        state.cwd = HOME  # unset and unquoted: `cd` alone goes home
    elif target.strip(UNKNOWN + LOCAL) == "":
        state.cwd = CWD + "/" + SOME  # set but empty stays here
    else:
        state.cwd = paths.canonical(target, state.cwd)
    return ""


def leave_folder(call: Call) -> str:
    """Follow popd: back to where pushd was called."""
    if call.state.folders:
        call.state.cwd = call.state.folders.pop()
    return ""


def shift(call: Call) -> str:
    """Follow shift: the positional parameters move on."""
    if call.state.positional is not None:
        count = int(call.args[0].text) if call.args and call.args[0].text.isdigit() else 1
        call.state.positional = call.state.positional[count:]
    return ""


def evaluate(call: Call) -> str:
    """Follow eval: its words, joined, are a command."""
    text = " ".join(call.texts)
    return run_produced_text(call, text)


def run_produced_text(call: Call, text: str) -> str:
    """Follow text that some program printed and a shell now runs."""
    if NETWORK in text or SOCKET in text:
        call.flag("code.download-run-root" if call.state.privileged else "code.download-run", text)
        return UNKNOWN + SHELL if SOCKET in text else UNKNOWN  # sent back, it is remote control
    if OPAQUE in text:
        call.flag("unreadable.decoded", text)
        return UNKNOWN
    if DECODED in text:
        call.flag("unreadable.decoded", text)
        text = text.replace(DECODED, "")
    bare = text.strip()
    if not bare:
        return ""
    if INITIALISER in text:
        return ""
    if not bare.strip(UNKNOWN + SOME + LOCAL + " ;"):
        call.flag("unreadable.assembled", text)
        return UNKNOWN
    return call.run_text(text, state=call.state)


def source(call: Call) -> str:
    """Follow `source` and `.`: a file's content runs in this shell."""
    if not call.args:
        return ""
    first = call.args[0]
    if first.process is not None:
        return run_sourced(call, call.process_output(first), first)
    if first.text in ("/dev/stdin", "/dev/fd/0", "-"):
        return run_sourced(call, call.stdin, first)
    return run_sourced(call, redirection.file_content(first.text, call.state), first)


def run_sourced(call: Call, content: str, first: Arg) -> str:
    """Follow content that is sourced; an ordinary local file stays unseen."""
    if content in (LOCAL, marks.SECRET):
        name = first.text.rsplit("/", 1)[-1]
        known = name in (
            "activate",
            "activate.fish",
            ".env",
            "nvm.sh",
            "setup.sh",
            "setup.bash",
            "emsdk_env.sh",
        ) or re.fullmatch(
            r"\.?(?:bashrc|zshrc|profile|bash_profile|bash_aliases|zprofile|zshenv|envrc)|\.env(?:\..*)?|config\.fish",
            name,
        )
        if not known:
            call.flag("interpreter.local-script", first.text)
        call.state.variables.clear()  # the file may set any of them
        return UNKNOWN
    return run_produced_text(call, content)


def declare(call: Call) -> str:
    """Follow export, declare and their like: `NAME=value` assigns."""
    refers = call.name in ("declare", "typeset", "local") and call.parsed.has("-n")
    for arg in call.args:
        name, equals, value = arg.text.partition("=")
        if refers and equals and re.fullmatch(r"\w+", value):
            call.state.references[name] = value
        elif equals and re.fullmatch(r"\w+\+?", name):
            if call.name in ("declare", "typeset", "local") and call.parsed.has("-l", "-u"):
                value = value.lower() if call.parsed.has("-l") else value.upper()
            appends = name.endswith("+")
            if name.rstrip("+") not in call.state.arrays:
                call.state.assign(name.rstrip("+"), (value,), append=appends)
            redirection.environment_setting(call.analysis, name, (value,), arg.span, temporary=False)
    if not call.args or call.texts == ["-p"] or call.texts == ["-x"]:
        return ENVIRONMENT
    return ""


def unset(call: Call) -> str:
    """Follow unset."""
    for arg in call.args:
        if re.fullmatch(r"\w+", arg.text):
            call.state.variables.pop(arg.text, None)
            call.state.arrays.pop(arg.text, None)
            call.state.functions.pop(arg.text, None)
            call.state.variables[arg.text] = ("",)
            if arg.text == "HISTFILE":
                call.flag("machine.history-off", arg.text)
    return ""


def alias(call: Call) -> str:
    """Follow alias: later commands of that name are the text."""
    for arg in call.args:
        name, equals, value = arg.text.partition("=")
        if equals and not call.parsed.has("-g"):
            call.run_text(
                value
            )  # an alias that is never used counts as its text; so does zsh's `-s txt=program`
            if not call.parsed.has("-s"):
                call.state.aliases[name] = value
    return ""


def name_program(call: Call) -> str:
    """Follow hash: `hash x=/bin/rm` (zsh) and `hash -p /bin/rm x` (bash) give a program another name."""
    pairs = [arg.text.partition("=")[::2] for arg in call.parsed.operands if "=" in arg.text]
    if call.texts[:1] == ["-p"]:
        pairs += [(name, call.texts[1]) for name in call.texts[2:]]
    if not call.parsed.has("-d"):  # named folders
        call.state.aliases.update(pairs)
    return ""


def load_builtin(call: Call) -> str:
    """Follow enable: `-f library name` loads code into the shell."""
    library = call.parsed.value("-f") or next(
        (call.texts[index + 1] for index, text in enumerate(call.texts[:-1]) if text == "-f"), ""
    )
    if library and places.is_temporary(library, call.state.cwd):
        call.flag("protection.loader-path", library)
    elif library and not library.startswith("/usr/"):
        call.flag("interpreter.local-script", library)
    return ""


def schedule(call: Call) -> str:
    """Follow zsh's sched: `sched +10 command` runs the command later."""
    words = call.texts[1:] if call.texts[:1] == ["-o"] else call.texts
    if len(words) > 1 and not words[0].startswith("-"):
        call.run_text(" ".join(words[1:]))
    return ""


def bind_key(call: Call) -> str:
    """Follow zsh's `bindkey -s keys text`: the text is typed, and a line end in it runs it."""
    operands = [arg.text for arg in call.args if not arg.text.startswith("-")]
    if call.parsed.has("-s") and len(operands) > 1:
        call.run_text(re.sub(r"\\[nr]|\^[JM]", "\n", operands[-1]))
    return ""


def trap(call: Call) -> str:
    """Follow trap: its first argument is a command for later."""
    operands = [arg for arg in call.args if not arg.text.startswith("-")]
    if len(operands) > 1 and operands[0].text:
        call.run_text(operands[0].text)
    return ""


def read(call: Call) -> str:
    """Follow read: variables take what is on the input."""
    names = [arg.text for arg in call.parsed.operands]
    descriptor = call.parsed.value("-u")
    given = redirection.file_content(descriptor, call.state) if descriptor else call.stdin
    lines = tuple(dict.fromkeys(given.splitlines()))
    if len(lines) > MAX_VALUES:
        lines = (*lines[: MAX_VALUES - 1], UNKNOWN)  # what is not followed counts as anything
    separators = (call.state.variables.get("IFS") or (" \t\n",))[0]
    if len(lines) > 1 and len(names) <= 1 and not call.parsed.has("-a", "-A", "-d", "-N", "-n"):
        call.state.variables[names[0] if names else "REPLY"] = lines  # in a loop, each line in turn
        return ""
    if len(names) > 1 and lines and all(map(marks.is_known, lines)):
        rows = [_fields(line, separators, len(names)) for line in lines]
        for index, name in enumerate(names):
            call.state.variables[name] = tuple(dict.fromkeys(row[index] for row in rows))
        return ""
    line = lines[0] if lines else UNKNOWN
    if call.parsed.has("-a", "-A"):
        array = call.parsed.value("-a", "-A") or (names[0] if names else "REPLY")
        call.state.arrays[array] = _all_fields(line, separators)
        return ""
    for name in names or ["REPLY"]:
        call.state.variables[name] = (line,)
    return ""


def _fields(line: str, separators: str, count: int) -> list[str]:
    """Return a line cut into exactly `count` fields, as read does it with this IFS."""
    if not separators:
        return [line] + [""] * (count - 1)
    cut = re.split(f"[{re.escape(separators)}]+", line.strip(" \t\n"), maxsplit=count - 1)
    return cut + [""] * (count - len(cut))


def _all_fields(line: str, separators: str) -> tuple[str, ...]:
    """Return a line cut at every separator, as `read -a` does it with this IFS."""
    if not separators:
        return (line,)
    return tuple(field for field in re.split(f"[{re.escape(separators)}]+", line.strip(" \t\n")) if field)


def mapfile(call: Call) -> str:
    """Follow mapfile: an array takes the lines of the input; `-C` runs a command for them."""
    for callback in call.parsed.values("-C"):
        call.run_text(callback)
    names = [arg.text for arg in call.parsed.operands]
    lines = (
        tuple(call.stdin.splitlines())
        if marks.is_known(call.stdin) and call.stdin
        else (call.stdin or UNKNOWN,)
    )
    call.state.arrays[names[-1] if names else "MAPFILE"] = lines
    return ""


def set_positional(call: Call) -> str:
    """Follow `set -- words`: the positional parameters."""
    texts = call.texts
    if not texts:
        return ENVIRONMENT
    if "--" in texts:
        call.state.positional = tuple(texts[texts.index("--") + 1 :])
    elif "+o" in texts and "history" in texts:
        call.flag("machine.history-off", "set +o history")
    elif not texts[0].startswith(("-", "+")):
        call.state.positional = tuple(texts)
    return ""


def history(call: Call) -> str:
    """Follow history: `-c` and `-d` delete."""
    if call.parsed.has("-c", "-d", "-p") and not call.parsed.has("-p"):
        call.flag("machine.delete-history", "the shell history")
    return UNKNOWN


def bind(call: Call) -> str:
    """Follow bind and complete: `-x 'keys: command'` and `-C command` run later."""
    for value in (*call.parsed.values("-x"), *call.parsed.values("-C")):
        call.run_text(value.split(":", 1)[-1].strip().strip("\"'"))
    for value in call.parsed.values("-W"):  # the list of words is expanded like text in double quotes
        if "$(" in value or "`" in value:
            call.run_text(f'echo "{value}"')
    return ""


HANDLERS: Final = {
    **dict.fromkeys(("cd", "pushd", "chdir"), change_folder), "popd": leave_folder, "shift": shift, "eval": evaluate, **dict.fromkeys(("source", "."), source),
    **dict.fromkeys(("export", "declare", "typeset", "local", "readonly", "integer", "float"), declare), "unset": unset, "alias": alias, "trap": trap, "hash": name_program, "enable": load_builtin, "sched": schedule, "bindkey": bind_key,
    "read": read, **dict.fromkeys(("mapfile", "readarray"), mapfile), "set": set_positional, "history": history, **dict.fromkeys(("bind", "complete", "compgen"), bind),
}  # fmt: skip
