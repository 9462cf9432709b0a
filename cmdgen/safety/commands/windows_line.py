"""The line that cmd runs: a builtin, a program of Windows, or any other program.

cmd expands variables first and looks for names afterwards, so the front end hands over whole expanded lines with
their quotes.  Source: https://learn.microsoft.com/windows-server/administration/windows-commands/cmd
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from cmdgen.safety import lazy_re, paths, places, redirection
from cmdgen.safety.call import Call
from cmdgen.safety.commands.builtins import run_produced_text
from cmdgen.safety.commands.windows_builtins import BUILTINS
from cmdgen.safety.commands.windows_files import look_for_autostart, unpacked
from cmdgen.safety.commands.windows_machine import route, shutdown
from cmdgen.safety.commands.windows_words import program_arguments, settled, split_name
from cmdgen.safety.programs import CARRIED
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import CWD, HOME, LOCAL, NETWORK, OPAQUE, SECRET, SOCKET, SOME, UNKNOWN
from cmdgen.safety.syntax import cmd, cmd_paths, cmd_words
from cmdgen.safety.syntax.cmd_words import as_path

SCRIPTS: Final = (
    ".bat",
    ".cmd",
    ".vbs",
    ".vbe",
    ".js",
    ".jse",
    ".wsf",
    ".wsh",
    ".hta",
    ".ps1",
    ".msi",
    ".scr",
    ".pif",
    ".reg",
    ".cpl",
    ".lnk",
    ".inf",
)
PROJECT_TOOLS: Final = frozenset(
    {"gradlew", "mvnw", "npm", "npx", "yarn", "pnpm", "mvn", "gradle", "tsc", "code", "az", "gcloud", "flutter", "dart", "composer", "rake", "bundle", "gem", "ng", "vue", "eslint", "jest", "vite", "sbt"}
)  # fmt: skip
"""Tools whose programs on Windows are scripts."""
_TAINTS: Final = (NETWORK, SOCKET, OPAQUE)
_EXTERNAL_SYSTEM: Final = lazy_re.compile(
    r"(?i)[a-z]:/(?:windows|program files(?: \(x86\))?|programdata/chocolatey|python\d*|msys64|cygwin64|tools?)/"
)
_MAY_BE_GLUED: Final = frozenset({*BUILTINS, "cmd"})
"""Names that end where a switch, a quote or a dot begins: `rd/s`, `cmd/c"dir"`, `echo.`."""


def statement(call: Call) -> str:
    """Follow one expanded line of cmd."""
    args = settled(call.args, call.span)
    if not args:
        return ""
    first, rest = split_name(args, _MAY_BE_GLUED)
    name = first.text.lower()
    if name == "cmd":
        return command_processor(Call(call.analysis, "cmd", first, rest, call.state, call.stdin, call.span))
    builtin = BUILTINS.get(name)
    if builtin is not None:
        return builtin(call, rest)
    if re.fullmatch(r"[a-z]:", name):
        call.state.cwd = name.upper()
        return ""
    return external(call, first, rest)


# -- other programs --------------------------------------------------------------------------------------


def external(call: Call, first: Arg, rest: list[Arg]) -> str:
    """Follow a program that is not a builtin, and look at what it has written."""
    printed = _run(call, first, rest)
    look_for_autostart(call)
    return printed


def _run(call: Call, first: Arg, rest: list[Arg]) -> str:
    text = first.text.replace("\\", "/")
    if text == "%0":
        return UNKNOWN
    if not text or any(taint in text for taint in _TAINTS):
        return call.run_inner([first])
    base = text.rsplit("/", 1)[-1].lower()
    written = _written_before(call, text)
    if written:
        if base.endswith((".vbs", ".js", ".ps1", ".hta", ".wsf", ".py")) and not any(
            taint in call.state.files[written] for taint in _TAINTS
        ):
            call.flag("interpreter.local-script", text)
            return UNKNOWN
        return call.run_inner([Arg(written if "/" in written else "./" + written, first.span)])
    if cmd_paths.is_far(text):
        call.flag("code.download-run-root" if call.state.privileged else "code.download-run", text)
        return UNKNOWN
    tool = re.fullmatch(r"([\w.-]+)\.(?:bat|cmd)", base)
    if tool and tool.group(1) in PROJECT_TOOLS:
        return call.run_inner([Arg(tool.group(1), first.span), *program_arguments(rest, tool.group(1))])
    if base.endswith(SCRIPTS):
        call.flag("interpreter.local-script", text)
        return UNKNOWN
    if not base or not marks.is_known(base):
        return call.run_inner([Arg(text, first.span), *program_arguments(rest, base)])
    name = re.sub(r"\.(?:exe|com)$", "", base)
    arguments = program_arguments(rest, name)
    if "/" in text and not _EXTERNAL_SYSTEM.match(text):
        return (
            call.run_inner([Arg(text, first.span), *arguments])
            if not re.match(rf"[A-Za-z]:|{HOME}", text)
            else _placed_program(call, text, [Arg(name, first.span), *arguments])
        )
    own = PROGRAMS.get(name)
    if own is not None:
        inner = Call(call.analysis, name, first, arguments, call.state, call.stdin, call.span)
        return UNKNOWN if inner.only_asks_for_help() else own(inner)
    return call.run_inner([Arg(name, first.span), *arguments])


def _placed_program(call: Call, text: str, words: list[Arg]) -> str:
    call.flag("interpreter.local-script", text)
    # A tool that was put here under its own name does what the tool does.
    return call.run_inner(words) if words[0].text in CARRIED else UNKNOWN


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
        switch = re.match(r"(?i)(?:/[a-bd-jl-qs-z](?::\w+)?)*?/[ckr](?!:)", arg.text) or re.match(
            r"(?i)-c$|//c$", arg.text
        )
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


def scheduled(call: Call) -> str:
    r"""Follow at: `at [\\host] time [options] line`."""
    words = [arg for arg in call.args if not arg.text.startswith(("/", "\\\\"))]
    if len(words) > 1 and re.match(r"\d", words[0].text):
        call.flag("windows.task", words[1].text)
        call.run_text(" ".join(arg.text for arg in call.args[call.args.index(words[1]) :]), dialect="cmd")
    return UNKNOWN


def macro(call: Call) -> str:
    """Follow doskey: `name=line` is run wherever somebody types the name."""
    name, equals, line = " ".join(call.texts).partition("=")
    if equals and not name.startswith("/") and line:
        call.run_text(re.sub(r"\$[tT]", "&", re.sub(r"\$(?:\*|\d)", "", line)), dialect="cmd")
    return UNKNOWN


def file_transfer(call: Call) -> str:
    """Follow ftp: `-s:file` holds what it does, and `!line` there is run by cmd."""
    script = next((text[3:] for text in call.texts if re.match(r"(?i)[-/]s:.", text)), None)
    if script is None:
        return UNKNOWN
    content = redirection.file_content(as_path(script), call.state)
    if content in (LOCAL, SECRET):
        call.flag("interpreter.local-script", script)
        return UNKNOWN
    for line in content.splitlines():
        if line.strip().startswith("!"):
            call.run_text(line.strip()[1:], dialect="cmd")
    return UNKNOWN


PROGRAMS: Final[dict[str, Callable[[Call], str]]] = {
    **dict.fromkeys(("find", "findstr", "more", "sort"), _search), "shutdown": shutdown, "route": route,
    "ftp": file_transfer, "at": scheduled, "doskey": macro, **dict.fromkeys(("expand", "replace", "print"), unpacked),
    **dict.fromkeys(("timeout", "tree", "where", "comp", "fc", "choice", "ping", "whoami", "hostname", "chcp", "mode", "clip", "waitfor", "help", "tracert"), _harmless),
}  # fmt: skip
"""External programs of Windows that share their names with other programs elsewhere."""

HANDLERS: Final = {
    cmd.LINE: statement, cmd.DEFAULTS: defaults, cmd.ENDLESS: endless, cmd.SELF: own_copies, "cmd": command_processor,
}  # fmt: skip
