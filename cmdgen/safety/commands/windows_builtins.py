"""The builtins of cmd; arguments arrive as written, quotes included.

Source: https://learn.microsoft.com/windows-server/administration/windows-commands/windows-commands
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from cmdgen.safety import lazy_re, paths, places, redirection
from cmdgen.safety.call import Call
from cmdgen.safety.commands import windows_files as files
from cmdgen.safety.commands.windows_words import PATH_LIKE, split_switches
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import (
    ENVIRONMENT,
    LOCAL,
    SOME,
    STAR,
    UNKNOWN,
)
from cmdgen.safety.syntax import cmd
from cmdgen.safety.syntax.cmd_words import as_path, without_quotes

Builtin = Callable[[Call, list[Arg]], str]
"""(the call, arguments as written, quotes included) -> what is printed."""


def _asks_for_help(args: list[Arg]) -> bool:
    return any(arg.text == "/?" or arg.text.endswith("/?") for arg in args)


def _line(args: list[Arg]) -> str:
    return " ".join(arg.text for arg in args)


def _echo(call: Call, args: list[Arg]) -> str:
    text = _line(args)
    if text.lower() in ("on", "off"):
        return ""
    return text + "\n"


def _set(call: Call, args: list[Arg]) -> str:
    text = _line(args).strip()
    if not text:
        return ENVIRONMENT
    lower = text.lower()
    if lower.startswith("/a"):
        for name in re.findall(r"([A-Za-z_]\w*)\s*[-+*/%&^|<>]*=", text[2:]):
            call.state.assign(name.upper(), (SOME,))
        return SOME
    if lower.startswith("/p"):
        name = without_quotes(text[2:]).strip().partition("=")[0]
        line = call.stdin.split("\n", 1)[0] if call.stdin and call.stdin != LOCAL else UNKNOWN
        call.state.assign(name.upper(), (line.strip() or UNKNOWN,))
        return ""
    if text.startswith('"'):
        text = text[1:].rpartition('"')[0] or text[1:]
    name, equals, value = text.partition("=")
    if not equals:
        return SOME
    if "\\" in value and not re.match(r'"?(?:HK|\\\\[.?]\\)', value) and PATH_LIKE.search(value):
        rooted = value[:1] == "\\" and value[1:2] != "\\"  # not to be taken for a switch later
        value = value.replace("\\", "/") if not re.search(r"\s/", value) else value
        value = "C:" + value if rooted and value[:1] == "/" else value
    call.state.assign(name.upper(), (value,))
    redirection.environment_setting(call.analysis, name.upper(), (value,), call.span, temporary=False)
    return ""


def _change_folder(call: Call, args: list[Arg]) -> str:
    _, operands = split_switches([arg for arg in args if arg.text.lower() != "/d"])
    if not operands:
        return call.state.cwd
    target = as_path(" ".join(arg.text for arg in operands))
    call.state.cwd = paths.canonical(target, call.state.cwd) if marks.UNKNOWN not in target else target
    return ""


def _start(call: Call, args: list[Arg]) -> str:
    """Follow start: an optional title, options, then a program or a document."""
    index = 0
    titled = False
    while index < len(args):
        text = args[index].text
        if text.startswith("/"):
            index += 2 if text.lower() in ("/d", "/node", "/affinity", "/machine") else 1
        elif text.startswith('"') and not titled and (index == 0 or index + 1 < len(args)):
            titled = True
            index += 1
        else:
            break
    rest = args[index:]
    if not rest or (
        re.match(r'"?[a-z][a-z0-9+.-]+:', rest[0].text, re.IGNORECASE)
        and not re.match(r'"?[A-Za-z]:', rest[0].text)
    ):
        return ""
    return _run_line(call, rest)


_VARIABLE_OR_DOUBLED: Final = lazy_re.compile(r"(%[A-Za-z_#$@][\w()#$@.\-]*(?::[^%\n]*)?%)|%%")


def _call(call: Call, args: list[Arg]) -> str:
    if not args or args[0].text.startswith(":"):
        return ""
    line = _line(args)
    if "%" in line or "!" in line:
        # The first of the two readings halves doubled percent signs: `call rd %%a%%`, but not those of `%a%%b%`.
        line = _VARIABLE_OR_DOUBLED.sub(lambda found: found.group(1) or "%", line)
        return call.run_text(line, state=call.state, dialect="cmd")
    return _run_line(call, args)


def _run_line(call: Call, args: list[Arg]) -> str:
    return call.run_inner([Arg(cmd.LINE, args[0].span), *args])


def _show(call: Call, args: list[Arg]) -> str:
    """Follow type: prints files."""
    _, operands = split_switches(args)
    printed = ""
    for arg in operands:
        path = as_path(arg.text)
        if path == "/dev/null":
            continue
        if places.is_secret(path, call.state.cwd):
            call.flag("secrets.show", path, span=arg.span)
        printed += redirection.file_content(path, call.state)
    return printed


def _list(call: Call, args: list[Arg]) -> str:
    """Follow dir: names that a mask narrows, or all; with `/s` as whole paths."""
    switches, operands = split_switches(args)
    found = []
    for path in (as_path(arg.text) for arg in operands):
        if paths.has_pattern(path) and paths.narrows(path):
            found.append(path if "/s" in switches else path.rsplit("/", 1)[-1])
        elif "/s" in switches:
            found.append(path.rstrip("/" + STAR) + "/" + STAR)
    return "\n".join(found) if found and "/b" in switches else STAR


def _silent(call: Call, args: list[Arg]) -> str:
    return ""


def _clock(call: Call, args: list[Arg]) -> str:
    """Follow date and time: with a value they set the clock."""
    if args and not args[0].text.startswith("/"):
        call.flag("windows.set-clock", _line(args))
    return SOME


def _association(call: Call, args: list[Arg]) -> str:
    """Follow assoc and ftype: `ftype exefile=...` decides what runs in place of every program."""
    name, equals, value = _line(args).partition("=")
    if not equals:
        return SOME
    if name.strip().lower() in ("exefile", "batfile", "cmdfile", "comfile", ".exe", ".bat", ".cmd", ".com"):
        call.flag("windows.hijack", name)
    else:
        call.flag("windows.setting", name)
    if value:
        call.run_text(value, dialect="cmd")
    return ""


def _no_help(builtin: Builtin) -> Builtin:
    def handler(call: Call, args: list[Arg]) -> str:
        return UNKNOWN if _asks_for_help(args) else builtin(call, args)

    return handler


def _with_switches(handler: Callable[[Call, list[str], list[Arg]], str]) -> Builtin:
    def builtin(call: Call, args: list[Arg]) -> str:
        switches, operands = split_switches(args)
        return handler(call, switches, operands)

    return builtin


BUILTINS: Final[dict[str, Builtin]] = {
    "echo": _echo, "set": _no_help(_set), **dict.fromkeys(("cd", "chdir", "pushd"), _no_help(_change_folder)), "start": _no_help(_start), "call": _no_help(_call),
    "type": _no_help(_show), "dir": _list, **dict.fromkeys(("date", "time"), _no_help(_clock)), **dict.fromkeys(("assoc", "ftype"), _no_help(_association)),
    **dict.fromkeys(("del", "erase"), _no_help(_with_switches(files.delete))), **dict.fromkeys(("rd", "rmdir"), _no_help(_with_switches(files.remove_folder))),
    "copy": _no_help(_with_switches(files.copy)), "mklink": _no_help(_with_switches(files.link)), "move": _no_help(_with_switches(files.move)), **dict.fromkeys(("ren", "rename"), _no_help(_with_switches(files.rename))),
    **dict.fromkeys(("cls", "color", "title", "prompt", "pause", "exit", "goto", "setlocal", "endlocal", "shift", "popd", "ver", "verify", "vol", "md", "mkdir", "path", "break", "dpath", "keys"), _silent),
}  # fmt: skip
