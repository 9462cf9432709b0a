"""Programs that obey a script in a language of their own, given by an option or on the input."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, run_later
from cmdgen.safety.commands.code import unseen
from cmdgen.safety.commands.deleting import delete
from cmdgen.safety.commands.escapes import escape
from cmdgen.safety.commands.reading import STANDARD_INPUT, option_files
from cmdgen.safety.inline import foreign, scan
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import HOME, LOCAL, SECRET, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_EDITORS: Final = frozenset({"vim", "vi", "nvim", "ex", "view", "rview", "rvim", "vimdiff", "gvim"})
_OPTIONS: Final = {
    **dict.fromkeys(("sed", "gsed"), ("-f", "--file")), "gdb": ("-x", "-ix", "--command"), "lldb": ("-s", "--source", "-S"),
    **dict.fromkeys(_EDITORS, ("-s", "-S", "-u")), "cmake": ("-P",), "screen": ("-c",), "tmux": ("-f",), **dict.fromkeys(("ssh", "scp", "sftp"), ("-F",)),
    "gnuplot": ("-c",), "mutt": ("-F",), "irb": ("-r",), "nft": ("-f",), "curl": ("-K", "--config"), "wget": ("--config", "-i"), "ansible-playbook": ("-i", "--inventory"), "logrotate": (), "newlisp": (), "tclsh": (),
}  # fmt: skip
"""Program -> options that name a script which it obeys."""
_DOWNLOADS: Final = frozenset({"curl", "wget"})
_DEBUGGER: Final = lazy_re.compile(r"(?m)^\s*(?:shell|!|platform shell|make)\s*(.+)$")
_EDITOR_LANGUAGES: Final = lazy_re.compile(
    r"\s*:?\s*(lua|py3|py|pyx|python3?|ruby|perl|pythonx)\s+(?:do\s+)?(.+)", re.DOTALL
)
_LANGUAGE: Final = {"lua": "lua", "ruby": "ruby", "perl": "perl"}
_CMAKE_RUN: Final = lazy_re.compile(r"(?is)\bexecute_process\s*\(\s*COMMAND\s+([^)]*)\)")
_CMAKE_FILE: Final = lazy_re.compile(r"(?is)\bfile\s*\(\s*(REMOVE_RECURSE|REMOVE)\s+([^)]*)\)")


def follow(call: Call) -> None:
    """Follow the scripts that options of this call name, and the editor commands among its arguments."""
    options = _OPTIONS.get(call.name)
    if options is not None and call.name not in _DOWNLOADS:
        for content in _scripts(call, options):
            if not unseen(call, content):
                _known(call, content)
    if call.name in _EDITORS:
        for command in _editor_commands(call):
            editor_code(call, command)
    if call.name in foreign.LINES and _obeys(call):
        after = [text for option, text in itertools.pairwise(call.texts) if option == "-c"]
        for text in (call.stdin, *after):
            for command in foreign.shell_lines(call.name, text):
                escape(call, command)
    if call.name in ("gnuplot", "octave", "tclsh", "wish", "bc", "m4", "ed", "ex") and call.stdin:
        unseen(call, call.stdin)


def _obeys(call: Call) -> bool:
    """Return whether lines of the input are commands: an editor shows the input unless it is told to obey it."""
    if call.name in ("troff", "groff", "nroff", "gtroff"):
        return any(re.match(r"-[a-zA-Z]*U", text) for text in call.texts)
    if call.name in ("vi", "vim", "nvim", "view"):
        return any(re.match(r"-[a-zA-Z]*[esE]", text) for text in call.texts)
    return True


def _scripts(call: Call, options: tuple[str, ...]) -> list[str]:
    contents = option_files(call, *options)
    texts = call.texts
    contents += [
        call.stdin
        for index, text in enumerate(texts[1:])
        if text in STANDARD_INPUT and texts[index] in options and call.stdin
    ]
    return [content for content in contents if content.strip() not in (LOCAL, SECRET, "")]


def _known(call: Call, content: str) -> None:
    """Follow a script whose text is known."""
    if not marks.is_known(content.replace(HOME, "~").replace(UNKNOWN, "")):
        return
    if call.name in ("ssh", "scp", "sftp", "tmux", "screen"):
        for command in run_later.commands(f"/.ssh/{call.name}config", content):
            escape(call, command)
    elif call.name in ("gdb", "lldb"):
        for command in _DEBUGGER.findall(content):
            escape(call, command)
    elif call.name in _EDITORS:
        for line in content.splitlines():
            editor_code(call, line)
            shell = re.match(r"\s*:?(?:sil(?:ent)?!?\s+)?[%\d$,]*!\s*(.+)", line)
            if shell:
                escape(call, shell.group(1))
    elif call.name == "cmake":
        _cmake(call, content)


def _cmake(call: Call, content: str) -> None:
    for words in _CMAKE_RUN.findall(content):
        call.run_text(
            re.split(r"\b(?:WORKING_DIRECTORY|RESULT_VARIABLE|OUTPUT_VARIABLE|TIMEOUT)\b", words)[0], stdin=""
        )
    for kind, words in _CMAKE_FILE.findall(content):
        for word in words.split():
            path = re.sub(r"^\$ENV\{HOME\}|^~", HOME, word.strip('"'))
            delete(call, Arg(path, call.span), recursive=kind.upper() == "REMOVE_RECURSE", prompts=False)


def _editor_commands(call: Call) -> list[str]:
    texts = call.texts
    found = [texts[index + 1] for index, text in enumerate(texts[:-1]) if text in ("-c", "--cmd", "-l")]
    return found + [text[1:] for text in texts if text.startswith("+") and len(text) > 1]


def editor_code(call: Call, command: str) -> None:
    """Follow an editor command in another language: `:lua os.execute(...)`, `:py3 import os; ...`."""
    for path in foreign.trees(command, "vim"):
        delete(call, Arg(re.sub("^~", HOME, path), call.span), recursive=True, prompts=False)
    found = _EDITOR_LANGUAGES.match(command)
    if found:
        scan.run(call, _LANGUAGE.get(found.group(1), "python"), found.group(2))
