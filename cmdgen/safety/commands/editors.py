"""Editors: what they open, what they write, and the commands that run inside of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, places, redirection
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import LOCAL, SECRET, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def look_at_edited(call: Call, arg: Arg) -> None:
    """Judge that a person edits a file: one of the system is worth a notice."""
    if places.is_system(arg.text, call.state.cwd) or places.is_authentication(arg.text, call.state.cwd):
        call.flag("system.edit", arg.text, span=arg.span)


_WRITES_TO: Final = lazy_re.compile(
    r"(?:^|[|:])\s*(?:[%\d,$]*\s*(?:w|wr|write|sav(?:eas)?)!?\s+(?:>>\s*)?([^\s|!]+)|call\s+writefile\([^)]*,\s*['\"]([^'\"]+)['\"])"
)
"""An editor's command that writes a file which it names."""


def _batch_edit(call: Call) -> None:
    """`vim -es -c '...' -c wq file` writes the file without anybody looking."""
    commands = [*call.parsed.values("-c"), *(text[1:] for text in call.texts if text.startswith("+"))]
    for command in commands:
        found = _WRITES_TO.search(command)
        if found:
            target = Arg(found.group(1) or found.group(2), call.span)
            redirection.write_file(
                call.analysis, target, call.state, LOCAL, call.span, append=False, copied=True
            )
    if any(
        re.search(r"(?:^|[|:\s])(?:w|wq|x|up|update|wqa|xa)!?(?:$|[\s|])", command) for command in commands
    ):
        for arg in call.parsed.operands:
            redirection.write_file(call.analysis, arg, call.state, LOCAL, arg.span, append=False, copied=True)


_EDITOR_RUNS: Final = lazy_re.compile(
    r"(?:^|[:|])\s*(?:sil(?:ent)?!?\s+)?(?:[\d%$.,'<>]*|(?:r|read|w|write|exe(?:cute)?|ter(?:minal)?)\s+)!(.+)"
    r"|\bsystem(?:list)?\(\s*['\"](.+?)['\"]\s*\)"
)
"""An editor's command that runs a program: `!cmd`, `%!cmd`, `r !cmd`, `w !cmd`, `call system("cmd")`."""
_EDITOR_SHELL: Final = lazy_re.compile(r"(?:^|[:|])\s*(?:sh(?:ell)?|ter(?:minal)?)\s*(?:$|\|)")


def edit(call: Call) -> str:
    """Follow an editor: opening a system file is worth a notice; `-c '!cmd'` runs a command."""
    for arg in call.parsed.operands:
        look_at_edited(call, arg)
    _batch_edit(call)
    for value in (*call.parsed.values("-c", "--cmd"), *(t[1:] for t in call.texts if t.startswith("+"))):
        if call.state.privileged and _EDITOR_SHELL.search(value):
            call.flag("interpreter.root-escape", value)
        escaped = _EDITOR_RUNS.search(value)
        if escaped:
            shell = (escaped.group(1) or escaped.group(2)).strip()
            if call.state.privileged and re.match(r"(?:/\S+/)?(?:ba|z|da|k|fi)?sh\b", shell):
                call.flag("interpreter.root-escape", value)
            call.run_text(shell)
    shown = any(redirection.file_content(arg.text, call.state) == SECRET for arg in call.parsed.operands)
    return UNKNOWN + (SECRET if shown and call.name not in ("code", "gedit", "subl") else "")


HANDLERS: Final[dict[str, Callable[[Call], str]]] = dict.fromkeys(
    """
    code ed emacs ex gedit gvim hx joe kak mcedit micro mvim nano nvim pico rview rvim subl sudoedit vi view vifm vim
    vimdiff visudo
    """.split(),
    edit,
)
