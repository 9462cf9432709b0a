"""How PowerShell calls a command: aliases, functions, cmdlets, scripts, and programs of the system."""

from __future__ import annotations

import fnmatch
import re
from typing import Final

from cmdgen.safety import lazy_re, redirection
from cmdgen.safety.call import Call
from cmdgen.safety.commands import (
    powershell_accounts,
    powershell_deleting,
    powershell_folders,
    powershell_items,
    powershell_methods,
    powershell_moving,
    powershell_network,
    powershell_objects,
    powershell_passing,
    powershell_protection,
    powershell_registry,
    powershell_run,
    powershell_services,
    powershell_session,
    powershell_statics,
    powershell_system,
    powershell_values,
    windows,
)
from cmdgen.safety.commands.powershell_binding import asks_only, entries, splatted
from cmdgen.safety.commands.powershell_names import ALIASES, is_cmdlet
from cmdgen.safety.commands.powershell_paths import BLOCK, items, plain, to_path
from cmdgen.safety.commands.windows_files import look_for_autostart
from cmdgen.safety.commands.windows_line import PROJECT_TOOLS
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import DECODED, LOCAL, NETWORK, OPAQUE, SECRET, SOCKET, STAR, UNKNOWN
from cmdgen.safety.syntax import cmd_paths
from cmdgen.safety.syntax.powershell_text import LIST, OPERATOR

_MODULE: Final = lazy_re.compile(r"[\w.]+\\([A-Za-z]+-?\w+)")
_PARAMETER: Final = lazy_re.compile(r"^-[A-Za-z]\w*(?=:|$)")
_PATH: Final = lazy_re.compile(rf"(?:{marks.HOME}|(?<![\w/])[A-Za-z]:|(?<![\w/])~)\\[^\s\"';|&<>]*")
"""Paths in arguments of programs that came from other systems, and whose rules know forward slashes."""
_WHOLE_PATH: Final = lazy_re.compile(rf"^(?:{marks.HOME}|[A-Za-z]:|~)[\\/][^\"';|&<>]*$")
"""The same where the whole argument is one path, blanks included."""
_SHELLS: Final = frozenset({"cmd", "powershell", "pwsh", "bash", "sh", "wsl"})
_SPLAT: Final = OPERATOR + "splat"
_SCRIPT: Final = lazy_re.compile(r"(?i)\.(?:ps1|psm1|bat|cmd|vbs|js|wsf|hta)$")
_SCRIPT_OR_PROGRAM: Final = lazy_re.compile(r"(?i)\.(?:ps1|psm1|bat|cmd|vbs|js|wsf|hta|exe|com|scr|msi|dll)$")
_UNESCAPED: Final = str.maketrans(
    {"\x1b": "e", "\t": "t", "\r": "r", "\0": "0", "\a": "a", "\b": "b", "\f": "f", "\v": "v"}
)
"""Letters that a backtick in a name has changed; no command's name holds such a character."""
_MAX_NAMES: Final = 8
"""Commands that one expression may stand for."""
_RISKY: Final = frozenset(
    {
        "remove-item",
        "invoke-expression",
        "clear-content",
        "format-volume",
        "clear-disk",
        "stop-computer",
        "start-process",
        "invoke-webrequest",
        "invoke-restmethod",
    }
)
"""Commands for whose sake a pattern stands in place of a name."""
_SHOWS_HELP: Final = frozenset({"get-help", "update-help", "show-command"})


def invoke(call: Call) -> str:
    """Follow a command: its name decides whether it is a block, an alias, a function, a cmdlet or a program."""
    if not call.args:
        return UNKNOWN
    head = call.args[0]
    args = _arguments(call.args[1:])
    several = items(head.text) if head.process is None and BLOCK not in head.text else []
    if 1 < len(several) <= _MAX_NAMES:
        return "".join(invoke(_with_head(call, Arg(name, head.span))) for name in several)
    if head.process is not None or BLOCK in head.text:
        state = call.state.fork()
        state.positional = tuple(arg.text for arg in args)
        return powershell_run.run_block(call, head, state=state)
    name = head.text.strip(" \r\n").translate(_UNESCAPED)
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
    body = call.state.variables.get("function:" + lowered)
    if body and lowered not in call.state.functions:
        return powershell_run.text_as_code(call, BLOCK + body[-1])
    if lowered in call.state.functions:
        return _with_input(call, [Arg(lowered, head.span), *args])
    lowered = ALIASES.get(lowered, lowered)
    if is_cmdlet(lowered):
        return cmdlet(call, lowered, Arg(lowered, head.span), args)
    return _program(call, name, head, args)


def _with_input(call: Call, words: list[Arg]) -> str:
    """Call a function; what comes down the pipeline is its `$_` and its `$input`."""
    variables = call.state.variables
    before = {name: variables.get(name) for name in ("_", "input")}
    if call.stdin:
        variables["_"] = powershell_run.current_items(call)
        variables["input"] = (LIST.join(items(call.stdin)),)
    printed = call.run_inner(words)
    for name, value in before.items():
        if value is not None:
            variables[name] = value
        else:
            variables.pop(name, None)
    return printed


def _with_head(call: Call, head: Arg) -> Call:
    return Call(
        call.analysis, call.name, call.program, [head, *call.args[1:]], call.state, call.stdin, call.span
    )


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
    if name in ("get-command", "get-alias"):
        return _named_commands(name, args)
    if name in _SHOWS_HELP:
        return UNKNOWN
    if asks_only(args):
        return UNKNOWN
    args += _default_parameters(call, name, args)
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


def _named_commands(kind: str, args: list[Arg]) -> str:
    """Return the commands that Get-Command and Get-Alias find; a pattern hides which one is meant."""
    for arg in args:
        text = arg.text.replace(STAR, "*").replace(marks.ONE, "?").lower()
        if re.fullmatch(r"[a-z][\w.-]*", text):
            return ALIASES.get(text, text) if kind == "get-alias" else arg.text
        if re.fullmatch(r"[a-z*?][\w.?*\[\]-]*", text) and text.strip("*"):
            names = {*HANDLERS, *ALIASES} if kind == "get-command" else set(ALIASES)
            found = {ALIASES.get(name, name) for name in names if fnmatch.fnmatchcase(name, text)}
            risky = sorted(found & _RISKY) or sorted(name for name in found if "-" in name)
            if 0 < len(risky) <= _MAX_NAMES:
                return LIST.join(DECODED + name for name in risky)
    return UNKNOWN


def _default_parameters(call: Call, name: str, args: list[Arg]) -> list[Arg]:
    """Return the parameters that $PSDefaultParameterValues gives to a cmdlet."""
    values = call.state.variables.get(powershell_values.DEFAULTS)
    if not values:
        return []
    given = {match.group().lower() for arg in args if (match := _PARAMETER.match(arg.text))}
    found: list[Arg] = []
    for key, value in entries(values[-1]).items():
        cmdlets, _, parameter = key.partition(":")
        if not parameter or "-" + parameter in given or not fnmatch.fnmatchcase(name, cmdlets):
            continue
        if value.lower() in ("true", "false"):
            found.append(Arg(f"-{parameter}:{value}", call.span))
        else:
            found += [Arg("-" + parameter, call.span), Arg(value, call.span)]
    return found


def _program(call: Call, name: str, head: Arg, args: list[Arg]) -> str:
    """Follow a program or script of the system."""
    words = [Arg(text, arg.span, arg.process, arg.output) for arg in args for text in _words(arg)]
    slashed = to_path(name, literal=True) if "\\" in name or name[:1] == "~" else name
    if "/" in slashed:
        slashed = powershell_run.written_file(call, slashed) or slashed
    tool = re.fullmatch(r"(?:\./)?([\w.-]+)\.(?:bat|cmd)", slashed.lower())
    if tool and tool.group(1) in PROJECT_TOOLS and slashed not in call.state.files:
        return call.run_inner([Arg(tool.group(1), head.span), *words])
    if cmd_paths.is_far(slashed) and _SCRIPT_OR_PROGRAM.search(slashed):
        call.flag("code.download-run-root" if call.state.privileged else "code.download-run", slashed)
        return UNKNOWN
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
                (_WHOLE_PATH if _WHOLE_PATH.match(word.text) else _PATH).sub(
                    lambda match: match.group().replace("\\", "/"), word.text
                ),
                word.span,
                word.process,
                word.output,
            )
            for word in words
        ]
    printed = call.run_inner([Arg(slashed, head.span), *words], stdin=call.stdin.replace(LIST, "\n"))
    look_for_autostart(call)
    return printed


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
    **powershell_values.OPERATORS, **powershell_items.HANDLERS, **powershell_deleting.HANDLERS, **powershell_folders.HANDLERS, **powershell_moving.HANDLERS, **powershell_passing.HANDLERS, **powershell_registry.HANDLERS, **powershell_network.HANDLERS, **powershell_run.HANDLERS, **powershell_methods.HANDLERS, **powershell_objects.HANDLERS, **powershell_statics.HANDLERS,
    **powershell_system.HANDLERS, **powershell_services.HANDLERS, **powershell_protection.HANDLERS, **powershell_accounts.HANDLERS, **powershell_session.HANDLERS, OPERATOR + "call": invoke, OPERATOR + "source": source,
    **dict.fromkeys(("powercat", "invoke-powershelltcp", "invoke-powershelltcponeline", "invoke-powershelludp", "invoke-conptyshell", "invoke-powershellicmp", "invoke-reversetcp"), network_shell),
}  # fmt: skip
