"""Properties and methods of .NET objects, `object.Name(arguments)`, as far as their names tell what they do.

Source: https://learn.microsoft.com/dotnet/api/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety.commands import powershell_network as network
from cmdgen.safety.commands import powershell_run as run
from cmdgen.safety.commands import windows_files
from cmdgen.safety.commands.powershell_deleting import delete
from cmdgen.safety.commands.powershell_objects import COMPOSED, REFLECTION, started, suspicious
from cmdgen.safety.commands.powershell_paths import ALL, BLOCK, PAIR, TYPE, items, plain, to_path
from cmdgen.safety.commands.powershell_values import taints
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import (
    DECODED,
    ENVIRONMENT,
    HOME,
    LOCAL,
    NETWORK,
    OPAQUE,
    SECRET,
    SOCKET,
    SOME,
    UNKNOWN,
)
from cmdgen.safety.syntax.powershell_text import LIST, OPERATOR

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_SAME: Final = frozenset(
    {
        "fullname",
        "path",
        "pspath",
        "name",
        "basename",
        "tostring",
        "value",
        "content",
        "definition",
        "line",
        "text",
        "trim",
        "trimend",
        "trimstart",
        "tolower",
        "toupper",
        "tochararray",
        "getenumerator",
        "psobject",
        "literalpath",
        "providerpath",
        "pschildname",
        "root",
        "id",
        "where",
        "tolowerinvariant",
        "source",
        "toupperinvariant",
        "normalize",
        "toarray",
    }
)


def member(call: Call) -> str:
    """Return a property of an object."""
    whole, name = call.texts[0], call.texts[1].lower() if len(call.args) > 1 else ""
    if PAIR in whole:
        from cmdgen.safety.commands.powershell_binding import entries  # noqa: PLC0415 - only here

        return entries(whole).get(name, "")
    if name in ("historysavepath",):
        return HOME + "/AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine/ConsoleHost_history.txt"
    if name == "length" and marks.is_known(whole) and is_one_text(whole):
        return str(len(whole))
    if name in ("length", "count", "lastwritetime", "creationtime", "extension", "lastaccesstime", "mode"):
        return SOME
    if name == "drive":
        return (whole[:2] if re.match(r"[A-Za-z]:", whole) else "C:") + "/"
    if name in ("directoryname", "directory", "parent", "psparentpath"):
        return whole.rsplit("/", 1)[0] if "/" in whole else "." if marks.is_known(whole) else whole
    if name in _SAME or name in (
        "alluserscurrenthost",
        "allusersallhosts",
        "currentuserallhosts",
        "currentusercurrenthost",
    ):
        return whole
    if name in ("driveletter", "deviceid"):
        return whole.rstrip("/:") if re.match(r"[A-Za-z]:/", whole) else whole
    return UNKNOWN + taints(whole)


def is_one_text(text: str) -> bool:
    """Return whether a value is one text and nothing else."""
    return LIST not in text and plain(text) == text


def method(call: Call) -> str:
    """Follow `object.Name(arguments)`."""
    whole, name, args = call.texts[0], call.texts[1].lower(), call.args[2:]
    texts = [arg.text for arg in args]
    suspicious(call, whole, name, *texts)
    if name in ("gettypes", "getassemblies", "getfields", "getfield", "getmethods"):
        call.state.files[REFLECTION] = UNKNOWN
    for arg in args:
        if arg.process is not None:
            run.run_block(call, arg, current=tuple(items(whole))[:16] or (UNKNOWN,))
    if name.startswith(("download", "upload")) or (
        name
        in (
            "getstringasync",
            "getbytearrayasync",
            "getstreamasync",
            "getasync",
            "postasync",
            "putasync",
            "openread",
            "send",
            "sendasync",
            "getresponse",
        )
        and TYPE in whole
    ):
        return network.client_method(call, whole, name, texts)
    ran = _run_as_code(call, whole, name, texts)
    if ran is not None:
        return ran
    if name == "format" and "win32_volume" in whole:
        call.flag("powershell.storage", "a volume")
        return UNKNOWN
    if name == "start" and "process" in whole:
        return started(call)
    if name == "createshortcut" and texts:
        windows_files.judge_written(call, to_path(texts[0], literal=True), LOCAL)
        return TYPE + "shortcut"
    if name in ("getcmdlet", "getcommand", "getcommands", "getcommandname", "getalias") and texts:
        return call.run_inner(
            [Arg(OPERATOR + "call", call.span), Arg("get-command", call.span), Arg(texts[0], call.span)]
        )
    changed = _changed_text(whole, name, texts)
    if changed is not None:
        return changed
    if name in (
        "delete",
        "deletefolder",
        "deletefile",
        "kill",
        "terminate",
        "stopservice",
        "uninstall",
        "reboot",
        "shutdown",
        "win32shutdown",
        "remove",
        "exec",
        "run",
        "shellexecute",
        "copyhere",
    ):
        return _acts(call, whole, name, texts)
    if name == "getstream":
        return TYPE + "stream" + SOCKET if SOCKET in whole else UNKNOWN + taints(whole)
    if name in ("readtoend", "readline", "read", "getresponsestream"):
        return UNKNOWN + taints(whole) if SECRET not in whole else SECRET
    if name in _SAME or name in ("foreach",):
        return (
            LIST.join(whole)
            if name == "tochararray" and marks.is_known(whole) and LIST not in whole
            else whole
        )
    if name in ("create", "createsubkey", "setvalue", "setinfo") and "win32_process" in whole:
        return call.run_text(plain(texts[0]), dialect="cmd") if texts else UNKNOWN
    if name in ("createscriptblock",):
        return BLOCK + "".join(texts)
    network_bound = SOCKET in whole and any(SECRET in text or ENVIRONMENT in text for text in texts)
    if network_bound:
        call.flag("secrets.sent", "what it reads")
    return UNKNOWN + taints(whole, *texts)


def _run_as_code(call: Call, whole: str, name: str, texts: list[str]) -> str | None:
    """Follow methods that run code, or put it together; None for all others."""
    if name in ("invoke", "invokereturnasis", "begininvoke", "invokewithcontext") and (
        BLOCK in whole or "powershell" in whole or taints(whole)
    ):
        if BLOCK not in whole and "powershell" in whole:
            whole = call.state.files.get(COMPOSED, whole)
        if BLOCK not in whole:
            return _invoked(call, whole)
        whole = re.sub(f"{TYPE}[^{BLOCK}]*(?={BLOCK})", "", whole)
        state = call.state.fork()
        state.positional = tuple(plain(text) for text in texts)
        return run.text_as_code(call, whole, state)
    if name in ("addcommand", "addargument", "addparameter", "addstatement") and "powershell" in whole:
        return _composed(call, whole, name, texts)
    if name in (
        "invokescript",
        "addscript",
        "addcommand",
        "newscriptblock",
        "invokecommand",
        "createpipeline",
        "createnestedpipeline",
    ):
        return run.text_as_code(call, "".join(texts)) if texts else UNKNOWN
    if name == "expandstring" and texts:
        return run.text_as_code(call, '"' + plain(texts[0]).replace('"', '`"') + '"')
    return None


def _changed_text(whole: str, name: str, texts: list[str]) -> str | None:
    """Return what methods of texts give; None for all others."""
    if name == "getstring":
        return _text_of(whole, texts)
    if name in ("replace",) and len(texts) > 1:
        found = plain(whole).replace(texts[0], texts[1]) if texts[0] else whole
        return found if found == whole else DECODED + found
    if name in ("substring", "remove", "insert", "padleft"):
        return DECODED + _cut(whole, name, texts)
    if name in ("split",):
        return LIST.join(re.split("[" + re.escape(texts[0]) + "]", whole)) if texts and texts[0] else whole
    return None


def _composed(call: Call, whole: str, name: str, texts: list[str]) -> str:
    """Return the object with one more piece of the command that is put together in it."""
    whole = whole if BLOCK in whole else call.state.files.get(COMPOSED, whole)
    found = _with_piece(whole, name, texts)
    call.state.files[COMPOSED] = found
    return found


def _with_piece(whole: str, name: str, texts: list[str]) -> str:
    quoted = [text if "'" in text else f"'{text}'" for text in map(plain, texts)]
    base = whole if BLOCK in whole else whole + BLOCK
    if name == "addcommand":
        return (
            base + ("| " if BLOCK in whole and not whole.endswith(";") else "") + "& " + "".join(quoted[:1])
        )
    if name == "addparameter" and texts:
        return base + f" -{plain(texts[0])}" + "".join(f":{text}" for text in quoted[1:2])
    return base + ("".join(" " + text for text in quoted) if name == "addargument" else ";")


def _invoked(call: Call, whole: str) -> str:
    if NETWORK in whole:
        call.flag("code.download-run-root" if call.state.privileged else "code.download-run", whole)
    return UNKNOWN + taints(whole)


def _text_of(encoding: str, texts: list[str]) -> str:
    data = texts[0] if texts else ""
    if not data.startswith(DECODED) or not marks.is_known(data.replace(DECODED, "")):
        codes = items(data)
        if (
            codes
            and all(re.fullmatch(r"(?i)(?:0x)?[0-9a-f]{1,3}", code) for code in codes)
            and len(codes) > 1
        ):
            return DECODED + "".join(
                chr(int(code, 16) if code.lower().startswith("0x") else int(code) if code.isdigit() else 63)
                for code in codes
            )
        return data if marks.is_known(data) else OPAQUE + taints(data)
    raw = data.replace(DECODED, "").encode("latin-1", "replace")
    name = "utf-16-le" if "unicode" in encoding and "big" not in encoding else "utf-8"
    return DECODED + marks.without_forgeries(raw.decode(name, "replace"))


def _cut(whole: str, name: str, texts: list[str]) -> str:
    if (
        not marks.is_known(whole)
        or not all(re.fullmatch(r"\d{1,5}", text) for text in texts[: 2 if name != "insert" else 1])
        or not texts
    ):
        return UNKNOWN + taints(whole)
    first = int(texts[0])
    second = int(texts[1]) if len(texts) > 1 and texts[1].isdigit() else len(whole) - first
    if name == "substring":
        return whole[first : first + second]
    if name == "remove":
        return whole[:first] + whole[first + second :]
    return whole[:first] + texts[1] + whole[first:] if name == "insert" and len(texts) > 1 else whole


def _acts(call: Call, whole: str, name: str, texts: list[str]) -> str:
    """Follow methods that delete, stop or run: of files, processes, services and WMI objects."""
    if "shadowcopy" in whole:
        call.flag("powershell.recovery", "the shadow copies")
    elif name in ("reboot", "shutdown", "win32shutdown"):
        if "operatingsystem" in whole:
            call.flag("powershell.power", "this machine")
    elif name in ("deletefolder", "deletefile"):
        for text in texts[:1]:
            delete(call, Arg(to_path(text), call.span), recursive=name == "deletefolder")
    elif (
        name in ("run", "exec", "shellexecute")
        and ("wscript" in whole or "shell" in whole or "application" in whole)
        and texts
    ):
        words = " ".join(plain(text) for text in texts[: 2 if name == "shellexecute" else 1])
        call.run_text(words, dialect="cmd")
    elif name in ("kill", "terminate"):
        call.flag("powershell.every-object" if ALL in whole else "powershell.stop-process", "processes")
    elif name in ("delete",) and "/" in whole and TYPE not in whole:
        for item in items(whole):
            delete(call, Arg(item, call.span), recursive=_is_true(texts))
    elif name in ("delete", "uninstall", "stopservice", "remove") and (TYPE in whole or ALL in whole):
        call.flag("powershell.delete-object", name)
    elif name == "delete":
        delete(call, Arg(to_path(whole), call.span), recursive=_is_true(texts))
    elif name == "remove":
        return DECODED + _cut(whole, name, texts)
    return UNKNOWN


def _is_true(texts: list[str]) -> bool:
    return bool(texts) and texts[0].lower() not in ("false", "0", "")


HANDLERS: Final = {OPERATOR + "member": member, OPERATOR + "method": method}
