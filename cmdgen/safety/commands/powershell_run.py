"""Cmdlets of PowerShell that run something: text, script blocks, programs, jobs, other machines."""

from __future__ import annotations

import base64
import binascii
import itertools
import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import paths, redirection
from cmdgen.safety.commands.builtins import run_produced_text
from cmdgen.safety.commands.powershell_binding import Bound, bind
from cmdgen.safety.commands.powershell_names import ALIASES
from cmdgen.safety.commands.powershell_paths import ALL, BLOCK, items, plain, to_path
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import DECODED, LOCAL, NETWORK, OPAQUE, SECRET, SOCKET, UNKNOWN
from cmdgen.safety.syntax import cmd_paths
from cmdgen.safety.syntax import powershell_walk as walk
from cmdgen.safety.syntax.powershell_text import OPERATOR

if TYPE_CHECKING:
    from cmdgen.safety.call import Call
    from cmdgen.safety.resolve.state import State

CONNECTED: Final = "\ue020connected"
"""Key among the files of the state: a socket was opened in the same text."""
_NAMES: Final = frozenset(
    {
        "name",
        "basename",
        "fullname",
        "extension",
        "path",
        "pspath",
        "directoryname",
        "pschildname",
        "tostring",
        "displayname",
        "processname",
        "taskname",
        "versioninfo",
        "id",
        "number",
        "driveletter",
    }
)
_NEGATIVE: Final = frozenset(
    {
        "ne",
        "notlike",
        "notmatch",
        "notin",
        "notcontains",
        "ine",
        "inotlike",
        "inotmatch",
        "cne",
        "cnotlike",
        "cnotmatch",
    }
)
_MAX_ITEMS: Final = 16
_BACKSLASH: Final = "\ue027"
"""Stands for a backslash that escapes nothing."""


def text_as_code(call: Call, text: str, state: State | None = None) -> str:
    """Follow a text that PowerShell runs."""
    if call.state.files.get(CONNECTED):
        call.flag("remote.shell", plain(text))
        return UNKNOWN
    if NETWORK in text or SOCKET in text:
        call.flag("code.download-run-root" if call.state.privileged else "code.download-run", text)
        return UNKNOWN
    if DECODED in text:
        call.flag("unreadable.decoded", plain(text))
    code = plain(text) if BLOCK not in text else text.replace(BLOCK, "").replace(DECODED, "")
    code = code.replace("\x1b", "e")  # before version 6 an escaped e was an e
    if OPAQUE in code or (
        not marks.is_known(code.strip()[:1])
        and not code.strip(UNKNOWN + LOCAL + SECRET + marks.SOME + " \n;")
    ):
        return run_produced_text(call, code)
    if marks.INITIALISER in code:
        return ""
    return call.run_text(code, state=state or call.state, dialect="powershell")


def run_block(
    call: Call,
    arg: Arg,
    *,
    current: tuple[str, ...] | None = None,
    stdin: str | None = None,
    state: State | None = None,
) -> str:
    """Follow a script block: as written, or as a value that holds one."""
    inner = (state or call.state).fork()
    if current is not None:
        inner.variables["_"] = current
    if arg.process is not None:
        return call.analysis.run_script(arg.process, inner, call.stdin if stdin is None else stdin)
    if BLOCK in arg.text or any(mark in arg.text for mark in (NETWORK, OPAQUE, SOCKET)):
        return text_as_code(call, arg.text, inner)
    if arg.text.strip() == UNKNOWN:
        call.flag("unreadable.assembled", arg.text)
    return UNKNOWN


def current_items(call: Call) -> tuple[str, ...]:
    """Return what `$_` may be for the input of this call."""
    found = tuple(dict.fromkeys(items(call.stdin)))
    return found if 0 < len(found) <= _MAX_ITEMS else (UNKNOWN,)


def expression(call: Call) -> str:
    """Follow Invoke-Expression."""
    bound = bind(call.args, "command", "", "command")
    text = bound.text("command") if "command" in bound.named else call.stdin
    return text_as_code(call, text) if text.strip() else ""


def for_each(call: Call) -> str:
    """Follow ForEach-Object: its blocks run for each object, or a member of each is called."""
    bound = bind(
        call.args,
        "inputobject begin process end parallel membername argumentlist throttlelimit timeoutseconds",
        "asjob usenewrunspace",
        "",
    )
    blocks = [
        arg for arg in (*bound.named.values(), *bound.rest) if arg.process is not None or BLOCK in arg.text
    ]
    current = current_items(call)
    printed = "".join(run_block(call, arg, current=current, stdin=call.stdin) + "\n" for arg in blocks)
    if (not blocks and bound.rest) or "membername" in bound.named:
        name = bound.named.get("membername") or bound.rest[0]
        arguments = [Arg(item, call.span) for item in items(bound.text("argumentlist"))] + bound.rest[1:]
        return (
            "\n".join(
                call.run_inner([Arg(OPERATOR + "method", call.span), Arg(item, call.span), name, *arguments])
                for item in current
            )
            + "\n"
        )
    return printed


def where(call: Call) -> str:
    """Follow Where-Object: a condition on names narrows what goes on."""
    narrowed = False
    for arg in call.args:
        if arg.process is not None:
            run_block(call, arg, current=current_items(call))
            compared = set(walk.comparisons(arg.process))
            calls_on_name = {"startswith", "endswith", "contains"} & set(walk.members(arg.process))
            narrowed = bool(_NAMES & set(walk.members(arg.process))) and (
                bool(calls_on_name) or bool(compared - _NEGATIVE)
            )
    words = [text.lower() for text in call.texts]
    if not narrowed and len(words) > 1:
        named = words[0] in _NAMES or any(
            a in ("-property", "-prop") and b in _NAMES for a, b in itertools.pairwise(words)
        )
        narrowed = (
            named
            and not any(word[1:] in _NEGATIVE for word in words if word.startswith("-"))
            and not any(word in ("*", "") for word in words[2:])
        )
    return _narrowed(call.stdin) if narrowed else call.stdin


def _narrowed(stdin: str) -> str:
    lines = []
    for item in items(stdin):
        if ALL in item:
            lines.append(UNKNOWN)
        elif item.endswith("/" + marks.STAR):
            lines.append(item + marks.SOME + "/x" + marks.SOME)
        else:
            lines.append(item)
    return "\n".join(lines) + "\n"


def select(call: Call) -> str:
    """Follow Select-Object: blocks of computed properties have run; the objects stay what they are."""
    bound = bind(
        call.args,
        "property expandproperty excludeproperty first last skip skiplast index inputobject",
        "unique wait",
        "property",
    )
    if ALL in call.stdin and ("first" in bound.named or "last" in bound.named):
        return UNKNOWN
    return call.stdin


def written_file(call: Call, path: str) -> str | None:
    """Return the file that a path runs among those which the same text has written: case and `.exe` may differ."""
    if not call.state.files:
        return None
    names = {known.lower(): known for known in call.state.files}
    for suffix in ("", ".exe", ".bat", ".cmd", ".ps1", ".com"):
        found = names.get(paths.canonical(path + suffix, call.state.cwd).lower())
        if found is not None:
            return found
    return None


def beside(call: Call, program: Arg) -> Arg:
    """Return a program that is started by its bare name from the current folder, where the text has put it."""
    if re.search(r"[\\/]", program.text):
        return program
    found = written_file(call, plain(program.text))
    return Arg(found, program.span) if found is not None else program


def start_process(call: Call) -> str:
    """Follow Start-Process: a program with its arguments, maybe elevated."""
    bound = bind(
        call.args,
        "filepath argumentlist workingdirectory verb windowstyle credential redirectstandardoutput redirectstandarderror redirectstandardinput environment",
        "wait passthru nonewwindow loaduserprofile usenewenvironment",
        "filepath argumentlist",
    )
    if "filepath" not in bound.named:
        return UNKNOWN
    state = call.state.fork()
    if bound.text("verb").lower() == "runas":
        state.privileged = True
    words = arguments(bound)
    program = beside(call, bound.named["filepath"])
    if re.match(r"https?://", program.text):
        return UNKNOWN
    return call.run_inner([Arg(OPERATOR + "call", call.span), program, *words], state=state)


def arguments(bound: Bound) -> list[Arg]:
    """Return the arguments of -ArgumentList: one text is taken apart at its blanks."""
    if "argumentlist" not in bound.named:
        return []
    given = bound.named["argumentlist"]
    found = items(plain(given.text))
    texts = (
        [text for item in found for text in command_line(item)]
        if len(found) == 1
        else [item.strip('"') for item in found]
    )
    return [Arg(text, given.span) for text in texts]


def command_line(text: str) -> list[str]:
    """Return the words of a Windows command line; only double quotes keep blanks together."""
    if len(re.findall(r'(?<!\\)"', text)) % 2 and text.rstrip().endswith('\\"'):
        text = text.rstrip()[:-1] + _BACKSLASH + '"'  # the author meant a backslash and a quote that closes
        text = text.replace("\\" + _BACKSLASH, _BACKSLASH)
    return [
        re.sub(r'(?<!\\)"', "", word).replace('\\"', '"').replace(_BACKSLASH, "\\")
        for word in re.findall(r'(?:(?<!\\)"(?:\\"|[^"])*"|\\"|[^\s"])+', text)
    ]


def invoke_command(call: Call) -> str:
    """Follow Invoke-Command, Start-Job and the like: a block here or on other machines."""
    bound = bind(
        call.args,
        "computername cn session scriptblock filepath credential argumentlist hostname username vmname vmid containerid initializationscript name asjob_ keyfilepath port configurationname authentication throttlelimit inputobject definitionname workingdirectory action sourceidentifier eventname messagedata",
        "asjob hidecomputername nonewscope usessl runasadministrator runas32 streaminghost forward",
    )
    state = call.state.fork()
    if any(
        key in bound.named for key in ("computername", "cn", "session", "hostname", "vmname", "containerid")
    ):
        state.remote = True
    printed = ""
    for arg in [
        arg for key, arg in bound.named.items() if key in ("scriptblock", "initializationscript", "action")
    ] + bound.rest:
        if arg.process is not None or BLOCK in arg.text or key_of(bound, arg) == "scriptblock":
            printed += run_block(call, arg, current=None, state=state)
    if "filepath" in bound.named:
        script_file(call, to_path(bound.text("filepath")))
    return printed + UNKNOWN


def key_of(bound: Bound, wanted: Arg) -> str:
    """Return the parameter that an argument was given to."""
    return next((key for key, arg in bound.named.items() if arg is wanted), "")


def any_blocks(call: Call) -> str:
    """Follow a cmdlet that is not known: blocks in its arguments may run, its input may be in its output."""
    for arg in call.args:
        if arg.process is not None:
            run_block(call, arg, current=current_items(call))
    return UNKNOWN + "".join(taint for taint in marks.TAINTS if taint in call.stdin)


def objects(call: Call) -> str:
    """Return what a `Get-` cmdlet finds: everything of its kind, unless names narrow it."""
    any_blocks(call)
    chosen = [arg.text for arg in call.args if not arg.text.startswith("-") and arg.process is None]
    if any(text.strip("*") for text in chosen):
        return (
            "\n".join(item for text in chosen for item in items(text)) + UNKNOWN + "\n"
            if call.name == "get-process"
            else UNKNOWN
        )
    return ALL + "\n"


# -- loops ---------------------------------------------------------------------------------------------------


def each(call: Call) -> str:
    """Follow `foreach` and `switch`: the block runs for each element."""
    name, found = call.texts[0], items(call.texts[1]) if len(call.args) > 1 else []
    values = tuple(dict.fromkeys(found))
    state = call.state
    before, branch = state.variables.get(name), state.in_branch
    state.in_branch = False
    state.assign(name, values if 0 < len(values) <= _MAX_ITEMS else (UNKNOWN,))
    state.in_branch = True
    body = call.args[-1].process
    printed = call.analysis.run_script(body, state, call.stdin) if body is not None else ""
    state.in_branch = branch
    if before is not None:
        state.variables[name] = before
    return printed


_STARTS: Final = frozenset({"start-process", "start-job", "start-threadjob", "invoke-wmimethod"})
_WRITES: Final = frozenset(
    {"add-content", "out-file", "set-content", "tee-object", "new-item", "copy-item", "export-csv"}
)
_PAUSES: Final = frozenset(
    {
        "start-sleep",
        "read-host",
        "break",
        "wait-process",
        "wait-event",
        "wait-job",
        "get-credential",
        "timeout",
        "test-connection",
        "pause",
        "choice",
    }
)


def endless(call: Call) -> str:
    """Follow a loop without end: does it start or write without bound?"""
    body = call.args[0].process
    if body is None:
        return ""
    named = {ALIASES.get(name, name) for name in walk.commands(body)}
    if not named & _PAUSES:
        if named & _STARTS:
            again = any(
                re.search(r"(?i)start-process|start-job|\bsaps\b|while\s*\(|\$0|pscommandpath", text)
                for text in walk.literals(body)
                if len(text) > 13
            )
            call.flag("machine.fork-bomb" if again else "machine.endless", "starts processes")
        elif named & _WRITES or any(
            name.startswith(("writeall", "appendall")) for name in walk.members(body)
        ):
            call.flag("machine.endless", "writes to a file")
    return call.analysis.run_script(body, call.state, call.stdin)


# -- PowerShell itself, called as a program --------------------------------------------------------------------

_OPTIONS: Final = {
    "command": "code", "c": "code", "commandwithargs": "code", "cwa": "code", "encodedcommand": "encoded", "ec": "encoded", "e": "encoded", "enc": "encoded", "file": "file", "f": "file", "executionpolicy": "policy", "ep": "policy", "ex": "policy", "exec": "policy",
    "windowstyle": "value", "w": "value", "workingdirectory": "value", "wd": "value", "configurationname": "value", "custompipename": "value", "inputformat": "value", "outputformat": "value", "version": "value", "psconsolefile": "value", "settingsfile": "value",
    "encodedarguments": "value", "o": "value", "of": "value", "if": "value", "noexit": "flag", "noprofile": "flag", "nologo": "flag", "noninteractive": "flag", "nop": "flag", "sta": "flag", "mta": "flag", "login": "flag", "l": "flag", "interactive": "flag", "i": "flag",
    "help": "help", "h": "help", "?": "help", "v": "help",
}  # fmt: skip


def powershell(call: Call) -> str:
    """Follow powershell and pwsh, called as a program from any shell.

    Source: https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_pwsh
    """
    args = call.args
    index = 0
    while index < len(args):
        text = args[index].text
        index += 1
        match = re.match(r"(?:--?|/)([A-Za-z?]+)(?::(.*))?$", text.replace(marks.ONE, "?"), re.DOTALL)
        if not match:
            return _default(call, index - 1)
        kind = _kind(match.group(1).lower())
        following = (
            match.group(2) if match.group(2) is not None else args[index].text if index < len(args) else ""
        )
        if kind == "code":
            if index < len(args) and args[index].process is not None:
                return run_block(call, args[index])
            words = [arg.text for arg in args[index:]]
            if words in (["-"], []):
                return text_as_code(call, call.stdin, call.state.fork()) if call.stdin else UNKNOWN
            return text_as_code(call, " ".join(words), call.state.fork())
        if kind == "encoded":
            return encoded(call, following)
        if kind == "file":
            return _file(call, following)
        if kind == "policy":
            if following.lower() in ("bypass", "unrestricted"):
                call.flag("powershell.execution-policy", following)
            index += match.group(2) is None
        elif kind == "value":
            index += match.group(2) is None
        elif kind == "help":
            return UNKNOWN
    return text_as_code(call, call.stdin, call.state.fork()) if call.stdin.strip() else UNKNOWN


def _kind(name: str) -> str:
    found = _OPTIONS.get(name)
    return found or next(
        (kind for full, kind in _OPTIONS.items() if len(full) > 4 and full.startswith(name)), "flag"
    )


def _default(call: Call, index: int) -> str:
    text = call.args[index].text
    if text == "-":
        return text_as_code(call, call.stdin, call.state.fork()) if call.stdin else UNKNOWN
    if re.fullmatch(r"\S+\.ps1", text):
        return _file(call, text)
    if call.args[index].process is not None:
        return run_block(call, call.args[index])
    return text_as_code(call, " ".join(arg.text for arg in call.args[index:]), call.state.fork())


def _file(call: Call, path: str) -> str:
    if path == "-":
        return text_as_code(call, call.stdin, call.state.fork()) if call.stdin else UNKNOWN
    return script_file(call, to_path(path))


def script_file(call: Call, path: str) -> str:
    """Follow a script by its path: unseen, unless the same text has written it."""
    if cmd_paths.is_far(path):
        call.flag("code.download-run-root" if call.state.privileged else "code.download-run", path)
        return UNKNOWN
    content = redirection.file_content(written_file(call, path) or path, call.state)
    if content in (LOCAL, SECRET, ""):
        call.flag("interpreter.local-script", path)
        return UNKNOWN
    return text_as_code(call, content, call.state.fork())


def encoded(call: Call, payload: str) -> str:
    """Follow -EncodedCommand: base64 of UTF-16, which nobody can read; what it says counts when it is worse."""
    call.flag("unreadable.decoded", payload[:40])
    try:
        text = base64.b64decode(payload.strip() + "=" * (-len(payload.strip()) % 4)).decode("utf-16-le")
    except (ValueError, binascii.Error):
        return UNKNOWN
    return call.run_text(marks.without_forgeries(text), dialect="powershell")


HANDLERS: Final = {
    "invoke-expression": expression, "foreach-object": for_each, "where-object": where, "select-object": select, "start-process": start_process,
    **dict.fromkeys(("invoke-command", "start-job", "start-threadjob", "register-objectevent", "register-engineevent", "register-wmievent", "register-scheduledjob", "measure-command", "trace-command", "invoke-history", "new-module"), invoke_command),
    OPERATOR + "each": each, OPERATOR + "endless": endless, **dict.fromkeys(("powershell", "pwsh", "pwsh-preview", "powershell_ise"), powershell),
}  # fmt: skip
