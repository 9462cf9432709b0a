"""Ordinary programs that can run a command on the side: pagers, debuggers, multiplexers, build files."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, paths, places, redirection
from cmdgen.safety.commands.builtins import run_produced_text
from cmdgen.safety.commands.deleting import delete
from cmdgen.safety.inline import scan
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import HOME, LOCAL, SECRET, SOCKET, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

BARE_SHELL: Final = lazy_re.compile(
    r"\s*(?:exec\s+)?(?:/usr)?(?:/bin/)?(?:ba|z|da|k|fi|a)?sh(?:\s+-[ipl]+)*\s*(?:[0-9<>&\s]*)(?:#.*)?$"
)


def escape(call: Call, text: str) -> None:
    """Follow a command that a program runs on the side; a bare shell as root is an escape to root."""
    if call.state.privileged and BARE_SHELL.match(text):
        call.flag("interpreter.root-escape", text)
        return
    call.run_text(text, stdin="")


def pager(call: Call) -> str:
    """Follow man and less: `-P` names the pager, `+!` runs a command."""
    for value in (*call.parsed.values("-P"), *call.parsed.values("--pager")):
        escape(call, value)
    for text in call.texts:
        match = re.match(r"\+!(.+)", text)
        if match:
            escape(call, match.group(1))
    return UNKNOWN


def debugger(call: Call) -> str:
    """Follow gdb and lldb: `-ex 'shell ...'` and `-o 'platform shell ...'` run commands."""
    texts = call.texts
    for index, text in enumerate(texts[:-1]):
        if text in ("-ex", "-iex", "--eval-command", "-o", "--one-line", "-eval-command"):
            match = re.match(r"\s*(?:!|shell\s|platform shell\s)\s*(.+)", texts[index + 1])
            if match:
                escape(call, match.group(1))
            code = re.match(r"\s*(?:python|script)\s+(.+)", texts[index + 1], re.DOTALL)
            if code:
                scan.run(call, "python", code.group(1))
        if text == "--args":
            return call.run_inner(call.args[index + 1 :])
    return UNKNOWN


def multiplexer(call: Call) -> str:
    """Follow tmux and screen: a new window's words are a command; `send-keys` types one."""
    texts = call.texts
    if call.name in ("screen", "dtach", "abduco", "zellij", "byobu"):
        return _screen(call)
    verbs = {
        "new-session",
        "new",
        "new-window",
        "neww",
        "split-window",
        "splitw",
        "respawn-pane",
        "respawn-window",
        "respawnp",
        "popup",
        "display-popup",
        "run-shell",
        "run",
        "if-shell",
        "pipe-pane",
    }
    if len(texts) > 1 and texts[0] == "-c":
        escape(call, texts[1])
    index = next((i for i, text in enumerate(texts) if text in verbs), None)
    if index is not None:
        rest = _operands_after(
            call,
            index + 1,
            {"-s", "-n", "-t", "-c", "-x", "-y", "-F", "-e", "-l", "-p", "-T", "-w", "-h", "-S", "-d"}
            - ({"-d"} if texts[index] not in ("popup", "display-popup") else set())
            - {"-h"},
        )
        if rest:
            escape(call, " ".join(rest))
    if "send-keys" in texts or "send" in texts:
        start = texts.index("send-keys" if "send-keys" in texts else "send") + 1
        keys = [
            text
            for text in _operands_after(call, start, {"-t", "-N"})
            if text not in ("Enter", "C-m", "C-c", "C-l", "Space")
        ]
        if keys:
            escape(call, " ".join(keys))
    return UNKNOWN


def _operands_after(call: Call, index: int, values: set[str]) -> list[str]:
    texts = call.texts
    found: list[str] = []
    while index < len(texts):
        text = texts[index]
        if not found and text.startswith("-") and len(text) > 1:
            index += 2 if text in values else 1
            continue
        found.append(text)
        index += 1
    return found


def _screen(call: Call) -> str:
    values = {"-S", "-p", "-c", "-e", "-h", "-s", "-t", "-T"}
    index, texts = 0, call.texts
    while index < len(texts) and texts[index].startswith("-"):
        takes = texts[index] in values or re.fullmatch(r"-[dDmrRUx]*S", texts[index]) is not None
        index += 2 if takes else 1
    rest = call.args[index:]
    if call.name in ("dtach", "abduco") and rest:
        rest = rest[1:]
    if rest and "-X" in texts and any(arg.text == "stuff" for arg in rest):
        escape(call, re.sub(r"\^M|\\(?:[nr]|015|012)", "\n", rest[-1].text).strip())
        return UNKNOWN
    return call.run_inner(rest, stdin="") if rest else UNKNOWN


def line_editor(call: Call) -> str:
    """Follow ed and ex: lines of the input that begin with `!` run commands; `w` writes the operand."""
    for arg in call.parsed.operands:
        if places.is_system(arg.text, call.state.cwd) and call.stdin:
            redirection.write_file(call.analysis, arg, call.state, LOCAL, arg.span, append=False, copied=True)
        elif places.is_system(arg.text, call.state.cwd):
            call.flag("system.edit", arg.text, span=arg.span)
    if marks.is_known(call.stdin):
        for line in call.stdin.splitlines():
            match = re.match(r"\s*(?:\d+|%|,|\$|[rw])?\s*!(.+)", line)
            if match:
                escape(call, match.group(1))
        if re.search(r"(?m)^[\d,.%$\s]*[pnl]\s*$", call.stdin):
            return UNKNOWN + _shown(call)
    return UNKNOWN


def _shown(call: Call) -> str:
    """Return the mark of a secret when one of the operands is a file of credentials."""
    return "".join(
        SECRET for arg in call.parsed.operands if redirection.file_content(arg.text, call.state) == SECRET
    )[:1]


def expect(call: Call) -> str:
    """Follow expect and tclsh: spawn, exec and system run commands."""
    codes = [*call.parsed.values("-c")]
    if call.stdin and marks.is_known(call.stdin):
        codes.append(call.stdin)
    for code in codes:
        if re.search(r"\bsocket\b", code) and re.search(r"\b(?:exec|eval|open\s+\|)", code):
            call.flag("remote.shell", code)
        for match in re.finditer(r"(?:^|[;\n{\[])\s*(?:spawn|exec|system)\s+([^;\n}\]]+)", code):
            escape(call, match.group(1))
        for match in re.finditer(r"\bfile\s+delete\s+(-force\s+)?(?:--\s+)?([^;\n}\]]+)", code):
            for path in match.group(2).split():
                delete(
                    call,
                    Arg(path.replace("~", HOME, 1) if path[:1] == "~" else path, call.span),
                    recursive=bool(match.group(1)),
                    prompts=False,
                )
    if not codes and call.parsed.operands:
        call.flag("interpreter.local-script", call.parsed.operands[0].text)
    return UNKNOWN


def make(call: Call) -> str:
    """Follow make: its own file is the project's; a file given in the same text is read."""
    contents = []
    for index, arg in enumerate(call.args):
        previous = call.args[index - 1].text if index else ""
        if previous in ("-f", "--file", "--makefile") or arg.text.startswith(
            ("--file=", "--makefile=", "-f/")
        ):
            name = arg.text.partition("=")[2] or arg.text.removeprefix("-f")
            if arg.process is not None:
                contents.append(call.process_output(arg))
            else:
                contents.append(
                    call.stdin if name in ("-", "/dev/stdin") else redirection.file_content(name, call.state)
                )
        if arg.text.startswith("--eval="):
            contents.append(arg.text[7:])
        elif previous == "--eval":
            contents.append(arg.text)
        setting = re.match(r"(?:SHELL|\.SHELLFLAGS)\s*[:?+]?=(.+)", arg.text)
        if setting:
            escape(call, setting.group(1) + " -c true")
    if not contents:
        for name in ("Makefile", "makefile", "GNUmakefile"):
            written = call.state.files.get(paths.canonical(name, call.state.cwd))
            if written:
                contents.append(written)
    for content in contents:
        _recipes(call, content)
    return UNKNOWN


_MAKE_VARIABLE: Final = lazy_re.compile(r"(?<!\$)\$\(([A-Z_][A-Z0-9_]*)\)")


def _recipes(call: Call, content: str) -> None:
    content = _MAKE_VARIABLE.sub(r"${\1}", content)  # make's variables come from the environment
    if any(mark in content for mark in (marks.NETWORK, marks.OPAQUE, marks.DECODED)):
        run_produced_text(call, content)
        return
    for line in content.splitlines():
        recipe = re.match(r"\t[@+-]*(.+)", line) or re.match(r"[^\t=:]*::?[^=]*;\s*[@+-]*(.+)", line)
        if recipe:
            call.run_text(recipe.group(1).replace("$$", "$"), stdin="")
        for inner in re.findall(r"\$\(shell\s+([^)]+)\)", line):
            call.run_text(inner, stdin="")


def zsh_connection(call: Call) -> str:
    """Follow ztcp: the connection's number is in REPLY, or is the one behind `-d`."""
    descriptor = call.parsed.value("-d")
    if descriptor and not call.parsed.has("-c"):
        call.state.files["&" + descriptor] = SOCKET
    call.state.variables["REPLY"] = (SOCKET,)
    return ""


def nmap(call: Call) -> str:
    """Follow nmap: `--interactive` and scripts in temporary places run code."""
    if call.parsed.has("--interactive") and call.state.privileged:
        call.flag("interpreter.root-escape", "--interactive")
    return UNKNOWN


def _given(call: Call, *options: str) -> list[str]:
    """Return the values of options, joined to them by `=` or in the next word, whatever the grammar says."""
    texts = call.texts
    attached = [text.partition("=")[2] for text in texts if text.partition("=")[0] in options and "=" in text]
    return attached + [value for option, value in itertools.pairwise(texts) if option in options]


def editor_shell(call: Call) -> str:
    """Follow emacs: `--eval` may run a shell command."""
    for value in _given(call, "--eval", "--execute", "-eval", "-e"):
        scan.run(call, "lisp", value)
    for arg in call.parsed.operands:
        if places.is_system(arg.text, call.state.cwd):
            call.flag("system.edit", arg.text, span=arg.span)
    return UNKNOWN


HANDLERS: Final = {
    "man": pager, **dict.fromkeys(("gdb", "lldb"), debugger),
    **dict.fromkeys(("tmux", "screen", "dtach", "abduco", "byobu"), multiplexer), **dict.fromkeys(("ed", "red"), line_editor), **dict.fromkeys(("expect", "tclsh", "wish", "jimsh"), expect),
    **dict.fromkeys(("make", "gmake", "remake", "bmake"), make), "ztcp": zsh_connection, "nmap": nmap, **dict.fromkeys(("emacs", "emacsclient"), editor_shell),
}  # fmt: skip
