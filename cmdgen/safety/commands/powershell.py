"""How PowerShell calls a command: aliases, functions, cmdlets, scripts, and programs of the system."""

from __future__ import annotations

import re
from typing import Final

from cmdgen.safety import redirection
from cmdgen.safety.call import Call
from cmdgen.safety.commands import (
    powershell_items,
    powershell_methods,
    powershell_network,
    powershell_registry,
    powershell_run,
    powershell_system,
    powershell_values,
    windows,
)
from cmdgen.safety.commands.powershell_binding import asks_only, splatted
from cmdgen.safety.commands.powershell_names import ALIASES, is_cmdlet
from cmdgen.safety.commands.powershell_paths import BLOCK, items, plain, to_path
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import DECODED, LOCAL, NETWORK, OPAQUE, SECRET, SOCKET, UNKNOWN
from cmdgen.safety.syntax.powershell_text import LIST, OPERATOR

_MODULE: Final = re.compile(r"[\w.]+\\([A-Za-z]+-?\w+)")
_PARAMETER: Final = re.compile(r"^-[A-Za-z]\w*(?=:|$)")
_PATH: Final = re.compile(rf"(?:{marks.HOME}|(?<![\w/])[A-Za-z]:|(?<![\w/])~)\\[^\s\"';|&<>]*")
"""Paths in arguments of programs that came from other systems, and whose rules know forward slashes."""
_SHELLS: Final = frozenset({"cmd", "powershell", "pwsh", "bash", "sh", "wsl"})
_SPLAT: Final = OPERATOR + "splat"
_SCRIPT: Final = re.compile(r"(?i)\.(?:ps1|psm1|bat|cmd|vbs|js|wsf|hta)$")
_SHOWS_HELP: Final = frozenset({"get-help", "update-help", "show-command"})


def invoke(call: Call) -> str:
    """Follow a command: its name decides whether it is a block, an alias, a function, a cmdlet or a program."""
    if not call.args:
        return UNKNOWN
    head = call.args[0]
    args = _arguments(call.args[1:])
    if head.process is not None or BLOCK in head.text:
        state = call.state.fork()
        state.positional = tuple(arg.text for arg in args)
        return powershell_run.run_block(call, head, state=state)
    name = head.text.strip()
    if DECODED in name:
        call.flag("unreadable.decoded", plain(name))
        name = name.replace(DECODED, "")
    if any(mark in name for mark in (NETWORK, SOCKET, OPAQUE)):
        return call.run_inner([Arg(name, head.span), *args])
    name = plain(name)
    module = _MODULE.fullmatch(name)
    if module and (is_cmdlet(module.group(1).lower()) or "microsoft.powershell" in name.lower()):
        name = module.group(1)
    lowered = name.lower()
    given = call.state.variables.get("alias:" + lowered)
    if given:
        lowered = name = plain(given[-1]).lower()
    if lowered in call.state.functions:
        return call.run_inner([Arg(lowered, head.span), *args])
    lowered = ALIASES.get(lowered, lowered)
    if is_cmdlet(lowered):
        return cmdlet(call, lowered, Arg(lowered, head.span), args)
    return _program(call, name, head, args)


def _arguments(args: list[Arg]) -> list[Arg]:
    found: list[Arg] = []
    for arg in args:
        if arg.text.startswith(_SPLAT):
            found += splatted(arg.text[len(_SPLAT) :], arg)
        else:
            found.append(arg)
    return found


def cmdlet(call: Call, name: str, head: Arg, args: list[Arg]) -> str:
    """Follow a cmdlet by its full lower-case name."""
    if name == "get-command":
        return next((arg.text for arg in args if re.fullmatch(r"[A-Za-z][\w.-]*", arg.text)), UNKNOWN)
    if name in _SHOWS_HELP:
        return UNKNOWN
    if asks_only(args):
        return UNKNOWN
    args = [
        Arg(_PARAMETER.sub(lambda match: match.group().lower(), arg.text), arg.span, arg.process, arg.output)
        for arg in args
    ]
    printed = None
    follow = None if name in HANDLERS else powershell_system.default(name)
    if follow is not None:
        printed = follow(Call(call.analysis, name, head, args, call.state, call.stdin, call.span))
    known = call.run_inner([head, *args])
    return known if printed is None else printed


def _program(call: Call, name: str, head: Arg, args: list[Arg]) -> str:
    """Follow a program or script of the system."""
    words = [Arg(text, arg.span, arg.process, arg.output) for arg in args for text in _words(arg)]
    slashed = to_path(name, literal=True) if "\\" in name or name[:1] == "~" else name
    if _SCRIPT.search(slashed) and ("/" in slashed or slashed.lower().endswith(".ps1")):
        return _script(call, slashed)
    if "/" in slashed:
        content = redirection.file_content(slashed, call.state)
        if (
            content in (LOCAL, SECRET)
            and re.match(r"[A-Za-z]:/(?!Windows|Program Files)", slashed, re.IGNORECASE)
            and marks.is_known(slashed)
        ):
            call.flag("interpreter.local-script", slashed)
            return UNKNOWN
    else:
        slashed = slashed.lower()
    base = slashed.rsplit("/", 1)[-1].lower().removesuffix(".exe")
    if base in _SHELLS and call.state.files.get(powershell_run.CONNECTED):
        call.flag("remote.shell", base)
    if base not in windows.HANDLERS:
        words = [
            Arg(
                _PATH.sub(lambda match: match.group().replace("\\", "/"), word.text),
                word.span,
                word.process,
                word.output,
            )
            for word in words
        ]
    return call.run_inner([Arg(slashed, head.span), *words], stdin=call.stdin.replace(LIST, "\n"))


def _words(arg: Arg) -> list[str]:
    if arg.process is not None:
        return [arg.text]
    return [plain(item) for item in items(arg.text)] if LIST in arg.text else [plain(arg.text)]


def _script(call: Call, path: str) -> str:
    content = redirection.file_content(path, call.state)
    if content in (LOCAL, SECRET):
        call.flag("interpreter.local-script", path)
        return UNKNOWN
    if path.lower().endswith((".bat", ".cmd")):
        return (
            call.run_text(content, dialect="cmd")
            if marks.is_known(content)
            else powershell_run.text_as_code(call, content)
        )
    return powershell_run.text_as_code(call, content)


def network_shell(call: Call) -> str:
    """Follow the well-known functions that hand a shell to the network; most of them come with other scripts."""
    if call.name != "powercat" or any(re.match(r"(?i)-(?:e|ep|exec)$", text) for text in call.texts):
        call.flag("remote.shell", call.name)
    return UNKNOWN


def source(call: Call) -> str:
    """Follow `. file`: like a call, in this scope."""
    if call.args and (call.args[0].process is not None or BLOCK in call.args[0].text):
        return powershell_run.run_block(call, call.args[0])
    if call.args and call.args[0].text == own_profile():
        return UNKNOWN
    return invoke(call)


def own_profile() -> str:
    """Return the path of the user's own profile, which is run at every start anyway."""
    return marks.HOME + "/.config/powershell/profile.ps1"


HANDLERS: Final = {
    **powershell_values.OPERATORS, **powershell_items.HANDLERS, **powershell_registry.HANDLERS, **powershell_network.HANDLERS, **powershell_run.HANDLERS, **powershell_methods.HANDLERS,
    **powershell_system.HANDLERS, OPERATOR + "call": invoke, OPERATOR + "source": source,
    **dict.fromkeys(("powercat", "invoke-powershelltcp", "invoke-powershelltcponeline", "invoke-powershelludp", "invoke-conptyshell", "invoke-powershellicmp", "invoke-reversetcp"), network_shell),
}  # fmt: skip
