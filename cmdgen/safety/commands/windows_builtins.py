"""The line that cmd runs: its builtins, and how it finds every other program.

cmd expands variables first and looks for names afterwards, so the front end hands over whole expanded lines with
their quotes.  Source: https://learn.microsoft.com/windows-server/administration/windows-commands/windows-commands
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmdgen.safety import paths, places, redirection
from cmdgen.safety.call import Call
from cmdgen.safety.commands import windows_files as files
from cmdgen.safety.commands.builtins import run_produced_text
from cmdgen.safety.commands.windows_machine import route, shutdown
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import (
    CWD,
    ENVIRONMENT,
    HOME,
    LOCAL,
    NETWORK,
    OPAQUE,
    SECRET,
    SOCKET,
    SOME,
    STAR,
    UNKNOWN,
)
from cmdgen.safety.syntax import cmd, cmd_words
from cmdgen.safety.syntax.cmd_words import as_path, without_quotes

if TYPE_CHECKING:
    from cmdgen.core.records import Span

Builtin = Callable[[Call, list[Arg]], str]
"""(the call, arguments as written, quotes included) -> what is printed."""

SCRIPTS: Final = (".bat", ".cmd", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".wsh", ".hta", ".ps1", ".msi", ".scr", ".pif", ".reg", ".cpl", ".lnk", ".inf")
_TAINTS: Final = (NETWORK, SOCKET, OPAQUE)
_GLUED: Final = re.compile(r"([A-Za-z]+)([/\\.:+\[\](,;=\"].*)", re.DOTALL)
_SWITCHES_BEHIND: Final = re.compile(r"(.*?)((?:/[A-Za-z?](?::[^/]*)?)+)", re.DOTALL)
_PATH_LIKE: Final = re.compile(r"[^\"'<>|;{}()\n]*\\[^\"'<>|;{}()\n]*|[^\"'<>|;{}()\n]*\(x86\)[^\"'<>|;{}()\n]*")
_EXTERNAL_SYSTEM: Final = re.compile(r"(?i)[a-z]:/(?:windows|program files(?: \(x86\))?|programdata/chocolatey|python\d*|msys64|cygwin64|tools?)/")
_EXPANDS_PATTERNS: Final = frozenset({"rm", "cp", "mv", "chmod", "chown", "shred", "cat", "ls"})


def statement(call: Call) -> str:
    """Follow one expanded line of cmd."""
    args = _settled(call.args, call.span)
    if not args:
        return ""
    first, rest = _name(args)
    name = first.text.lower()
    builtin = BUILTINS.get(name)
    if builtin is not None:
        return builtin(call, rest)
    if re.fullmatch(r"[a-z]:", name):
        call.state.cwd = name.upper()
        return ""
    return external(call, first, rest)


def _settled(args: list[Arg], span: Span) -> list[Arg]:
    """Return words whose quotes are whole; a value with quotes and blanks is split again."""
    if all(arg.text.count('"') % 2 == 0 for arg in args):
        return [arg for arg in args if arg.text]
    line = " ".join(arg.text for arg in args)
    return [Arg(match.group(), span) for match in re.finditer(r'(?:[^\s"]|"[^"]*(?:"|$))+', line)]


def _name(args: list[Arg]) -> tuple[Arg, list[Arg]]:
    """Take the program's name from the first word, where switches or `,` `;` `=` may be glued to it."""
    text, span, rest = args[0].text, args[0].span, args[1:]
    if text.startswith('"'):
        return Arg(without_quotes(text), span), rest
    text = text.lstrip(",;=")
    head = re.match(r"[^,;=]*", text)
    tail = text[head.end() :].lstrip(",;=") if head else ""
    if tail:
        text, rest = head.group() if head else text, [Arg(tail, span), *rest]
    glued = _GLUED.fullmatch(text)
    if glued and glued.group(1).lower() in BUILTINS and not re.match(r"(?i)\.(?:exe|com|bat|cmd)$", glued.group(2)):
        name, tail = glued.groups()
        if tail[0] in ".:([+,;=" and tail[:2] != "..":
            tail = tail[1:]
        return Arg(name, span), [Arg(tail, span), *rest] if tail else rest
    slash = re.fullmatch(r"([A-Za-z][\w.-]*)(/[A-Za-z?]\S*)", text)
    if slash and (slash.group(1).lower() == "cmd" or len(slash.group(2)) <= 3):
        return Arg(slash.group(1), span), [Arg(slash.group(2), span), *rest]
    return Arg(without_quotes(text), span), rest


def split_switches(args: list[Arg]) -> tuple[list[str], list[Arg]]:
    """Return a builtin's switches (lower case, with `/`) and its other arguments without quotes."""
    switches: list[str] = []
    operands: list[Arg] = []
    for arg in args:
        for text in re.findall(r'(?:[^,;="]|"[^"]*"?)+', arg.text):
            head, behind = text, ""
            if text.startswith("/"):
                head, behind = "", text
            elif match := _SWITCHES_BEHIND.fullmatch(text):
                head, behind = match.groups()
            switches.extend("/" + part.lower() for part in behind.split("/") if part)
            if head:
                operands.append(Arg(without_quotes(head), arg.span))
    return switches, operands


def _asks_for_help(args: list[Arg]) -> bool:
    return any(arg.text == "/?" or arg.text.endswith("/?") for arg in args)


def _line(args: list[Arg]) -> str:
    return " ".join(arg.text for arg in args)


# -- other programs --------------------------------------------------------------------------------------


def external(call: Call, first: Arg, rest: list[Arg]) -> str:
    """Follow a program that is not a builtin."""
    text = first.text.replace("\\", "/")
    if text == "%0":
        return UNKNOWN
    if not text or any(taint in text for taint in _TAINTS):
        return call.run_inner([first])
    base = text.rsplit("/", 1)[-1].lower()
    written = _written_before(call, text)
    if written:
        if base.endswith((".vbs", ".js", ".ps1", ".hta", ".wsf", ".py")) and not any(taint in call.state.files[written] for taint in _TAINTS):
            call.flag("interpreter.local-script", text)
            return UNKNOWN
        return call.run_inner([Arg(written if "/" in written else "./" + written, first.span)])
    if base.endswith(SCRIPTS):
        call.flag("interpreter.local-script", text)
        return UNKNOWN
    if not base or not marks.is_known(base):
        return call.run_inner([Arg(text, first.span), *_arguments(rest, base)])
    name = re.sub(r"\.(?:exe|com)$", "", base)
    arguments = _arguments(rest, name)
    if "/" in text and not _EXTERNAL_SYSTEM.match(text):
        return call.run_inner([Arg(text, first.span), *arguments]) if not re.match(rf"[A-Za-z]:|{HOME}", text) else _placed_program(call, text)
    own = PROGRAMS.get(name)
    if own is not None:
        inner = Call(call.analysis, name, first, arguments, call.state, call.stdin, call.span)
        return UNKNOWN if inner.only_asks_for_help() else own(inner)
    return call.run_inner([Arg(name, first.span), *arguments])


def _placed_program(call: Call, text: str) -> str:
    call.flag("interpreter.local-script", text)
    return UNKNOWN


def _written_before(call: Call, text: str) -> str | None:
    """Return the path of a file that the same text has written and that this name runs."""
    for suffix in ("", ".com", ".exe", ".bat", ".cmd"):
        full = paths.canonical(text + suffix, call.state.cwd)
        if full in call.state.files:
            return full
        for known in call.state.files:
            if known.lower() == full.lower():
                return known
    return None


def _arguments(args: list[Arg], name: str) -> list[Arg]:
    """Return arguments as a program gets them: quotes gone, paths in the notation of the path classes."""
    if any('\\"' in arg.text for arg in args):
        args = [Arg(text, args[0].span) for text in _c_arguments(_line(args))]
    else:
        args = [Arg(without_quotes(arg.text), arg.span) for arg in args]
    if name in WINDOWS_PATHS:
        return args
    converted = []
    for arg in args:
        text = arg.text
        if re.match(r"(?:[a-z]+=)?\\\\[.?]\\", text):
            pass  # a device keeps its name
        elif _PATH_LIKE.fullmatch(text) and not re.match(r"[a-z]+://", text):
            text = text.replace("\\", "/")
        if name in _EXPANDS_PATTERNS and not text.startswith("-"):
            text = text.replace("*", STAR)
        converted.append(Arg(text, arg.span))
    return converted


def _c_arguments(line: str) -> list[str]:
    r"""Split a line the way of the Microsoft C library, where `\"` is a quote that does not count."""
    words: list[str] = []
    current: list[str] | None = None
    quoted, index = False, 0
    while index < len(line):
        char = line[index]
        if line.startswith('\\"', index):
            current = [*(current or []), '"']
            index += 2
            continue
        if char == '"':
            quoted = not quoted
            current = current or []
        elif char == " " and not quoted:
            if current is not None:
                words.append("".join(current))
            current = None
        else:
            current = current or []
            current.append(char)
        index += 1
    if current is not None:
        words.append("".join(current))
    return words


# -- builtins --------------------------------------------------------------------------------------------


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
    if "\\" in value and not re.match(r'"?(?:HK|\\\\[.?]\\)', value) and _PATH_LIKE.search(value):
        value = value.replace("\\", "/") if not re.search(r"\s/", value) else value
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
    if args and args[0].text.startswith('"'):
        index = 1
    while index < len(args) and args[index].text.startswith("/"):
        index += 2 if args[index].text.lower() in ("/d", "/node", "/affinity", "/machine") else 1
    rest = args[index:]
    if not rest or (re.match(r'"?[a-z][a-z0-9+.-]+:', rest[0].text, re.IGNORECASE) and not re.match(r'"?[A-Za-z]:', rest[0].text)):
        return ""
    return _run_line(call, rest)


def _call(call: Call, args: list[Arg]) -> str:
    if not args or args[0].text.startswith(":"):
        return ""
    line = _line(args)
    if "%" in line or "!" in line:
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
    return STAR


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
    "copy": _no_help(_with_switches(files.copy)), "move": _no_help(_with_switches(files.move)), **dict.fromkeys(("ren", "rename"), _no_help(_with_switches(files.rename))),
    **dict.fromkeys(("cls", "color", "title", "prompt", "pause", "exit", "goto", "setlocal", "endlocal", "shift", "popd", "ver", "verify", "vol", "md", "mkdir", "mklink", "path", "break", "dpath", "keys"), _silent),
}  # fmt: skip


# -- pseudo programs and programs whose names mean something else elsewhere ----------------------------------


def defaults(call: Call) -> str:
    """Give the well-known variables their values unless the text has set them."""
    for name in call.texts:
        if name not in call.state.variables:
            value = cmd_words.DEFAULTS[name]
            call.state.variables[name] = (call.state.cwd if value == CWD else value,)
    return ""


def endless(call: Call) -> str:
    """Follow a loop without end; one inside another multiplies."""
    if cmd.ENDLESS in call.state.variables:
        call.flag("machine.fork-bomb", "the loop")
    else:
        call.flag("machine.endless", call.texts[0])
        call.state.variables[cmd.ENDLESS] = ("1",)
    return ""


def own_copies(call: Call) -> str:
    """A text that starts itself twice."""
    call.flag("machine.fork-bomb", "%0")
    return ""


def command_processor(call: Call) -> str:
    """Follow cmd: `/c` and `/k` are followed by a line; without them the input is run."""
    for index, arg in enumerate(call.args):
        switch = re.match(r"(?i)(?:/[a-z](?::\w+)?)*?/[ckr](?![a-z:])", arg.text) or re.match(r"(?i)-c$|//c$", arg.text)
        if switch:
            rest = [arg.text[switch.end() :], *call.texts[index + 1 :]]
            return _command_line(call, " ".join(text for text in rest if text))
        if not arg.text.startswith("/"):
            break
    if call.stdin:
        from cmdgen.safety.commands.interpreters import run_input  # noqa: PLC0415 - the two need each other

        return run_input(call, call.state, dialect="cmd")
    return UNKNOWN


def _command_line(call: Call, text: str) -> str:
    text = text.strip()
    if any(taint in text for taint in _TAINTS) or not text.strip(UNKNOWN + SOME + LOCAL + " "):
        return run_produced_text(call, text)
    if text.startswith('"') and text.count('"') > 1 and text.endswith('"'):
        text = text[1:-1]
    return call.run_text(text, dialect="cmd")


def cmd_inside_cmd(call: Call, args: list[Arg]) -> str:
    """Follow cmd started from cmd: its line is taken with its quotes."""
    inner = Call(call.analysis, "cmd", call.program, args, call.state, call.stdin, call.span)
    return command_processor(inner)


def _search(call: Call) -> str:
    """Follow find, findstr and more: they print lines of files or of their input."""
    names = [arg for arg in call.args if not arg.text.startswith("/")]
    for arg in names if call.name in ("more", "sort") else names[1:]:
        if places.is_secret(as_path(arg.text), call.state.cwd):
            call.flag("secrets.show", arg.text, span=arg.span)
            return SECRET
    return call.stdin or UNKNOWN


def _harmless(call: Call) -> str:
    return UNKNOWN


PROGRAMS: Final[dict[str, Callable[[Call], str]]] = {
    **dict.fromkeys(("find", "findstr", "more", "sort"), _search), "shutdown": shutdown, "route": route,
    **dict.fromkeys(("timeout", "tree", "where", "comp", "fc", "print", "choice", "ping", "whoami", "hostname", "expand", "replace", "chcp", "mode", "clip", "waitfor", "doskey", "help", "tracert"), _harmless),
}  # fmt: skip
"""External programs of Windows that share their names with other programs elsewhere."""

WINDOWS_PATHS: Final = frozenset({
    "reg", "forfiles", "robocopy", "xcopy", "attrib", "icacls", "cacls", "takeown", "certutil", "bitsadmin", "cipher", "schtasks", "regsvr32", "rundll32", "mshta", "msiexec",
    "diskpart", "format", "wmic", "sc", "net", "net1", "netsh", "wevtutil", "fsutil", "bcdedit", "cscript", "wscript", "regedit", "runas", "psexec", "psexec64", "powershell",
    "pwsh", "findstr", "find", "sdelete", "sdelete64", "manage-bde", "dism", "setx", "replace", "compact", "mountvol", "esentutl", "makecab", "cmdkey",
})  # fmt: skip
"""Programs whose handlers read backslashes themselves."""

HANDLERS: Final = {
    cmd.LINE: statement, cmd.DEFAULTS: defaults, cmd.ENDLESS: endless, cmd.SELF: own_copies, "cmd": command_processor,
}  # fmt: skip

BUILTINS["cmd"] = cmd_inside_cmd
