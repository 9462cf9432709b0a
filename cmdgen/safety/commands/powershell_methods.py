"""What the members and methods of .NET objects do, as far as their names tell.

Source: https://learn.microsoft.com/dotnet/api/
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import redirection
from cmdgen.safety.commands import powershell_network as network
from cmdgen.safety.commands import powershell_run as run
from cmdgen.safety.commands import powershell_source, powershell_values, windows_files
from cmdgen.safety.commands.powershell_items import content, delete, written
from cmdgen.safety.commands.powershell_paths import ALL, BLOCK, PAIR, TYPE, items, plain, to_path
from cmdgen.safety.commands.powershell_values import taints
from cmdgen.safety.commands.windows_code import loader_path
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
    STAR,
    UNKNOWN,
)
from cmdgen.safety.syntax.powershell_text import LIST, OPERATOR

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

REFLECTION: Final = "\ue020reflection"
"""Key among the files of the state: the text looks into the types of the running PowerShell."""
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
_FOLDERS: Final = {"userprofile": HOME, "personal": HOME + "/Documents", "mydocuments": HOME + "/Documents", "desktop": HOME + "/Desktop", "windows": "C:/Windows", "system": "C:/Windows/System32", "programfiles": "C:/Program Files", "applicationdata": HOME + "/AppData/Roaming", "localapplicationdata": HOME + "/AppData/Local", "startup": HOME + "/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup"}  # fmt: skip
_SOCKETS: Final = re.compile(
    r"(?i)(?:^|\.)(?:tcpclient|tcplistener|udpclient|clientwebsocket|sockets\.socket)$"
)
_AMSI: Final = re.compile(
    r"(?i)amsi(?:utils|initfailed|scanbuffer|context|session|\.dll|openession)|am\W{0,3}si\W{0,3}utils|etwprovider|eventprovider.*m_enabled|scriptblocklogging|cachedgrouppolicysettings"
)
_MEMORY: Final = re.compile(
    r"(?i)virtualalloc|virtualprotect|createthread|writeprocessmemory|createremotethread|ntmapviewofsection|rtlmovememory|getdelegateforfunctionpointer|marshal\W{0,3}copy"
)


def suspicious(call: Call, *texts: str) -> None:
    """Flag names that only appear where PowerShell's own protection is switched off, or memory is filled with code."""
    whole = " ".join(plain(text) for text in texts)
    if _AMSI.search(whole):
        call.flag("powershell.protection-bypass", "the scan of scripts")
    if _MEMORY.search(whole):
        call.flag("powershell.native-memory", "")


def new_object(call: Call) -> str:
    """Follow New-Object and `[type]::new()`: the object carries its type and where its arguments come from."""
    from cmdgen.safety.commands.powershell_binding import bind  # noqa: PLC0415 - only here

    bound = bind(call.args, "typename argumentlist comobject property", "strict", "typename argumentlist")
    kind = (bound.text("typename") or bound.text("comobject")).removeprefix("System.")
    return made(call, kind, plain_list(bound.text("argumentlist")))


def plain_list(text: str) -> list[str]:
    """Return the elements of an argument list."""
    return items(text)


def made(call: Call, kind: str, texts: list[str]) -> str:
    """Return an object of a type."""
    if _SOCKETS.search(kind):
        call.state.files[run.CONNECTED] = SOCKET
        if kind.lower().endswith("listener") or texts:
            return TYPE + kind.lower() + SOCKET
        return TYPE + kind.lower() + SOCKET
    lowered = kind.lower()
    if any(word in lowered for word in ("compression", "cryptostream", "deflate", "gzip")):
        return TYPE + lowered + OPAQUE
    if (
        lowered
        in (
            "io.directoryinfo",
            "io.fileinfo",
            "io.streamreader",
            "io.streamwriter",
            "string",
            "uri",
            "io.filestream",
        )
        and texts
    ):
        if lowered in ("io.streamwriter",):
            written(call, to_path(texts[0], literal=True), LOCAL, copied=True)
        if lowered in ("io.streamreader", "io.filestream") and not taints(texts[0]):
            return TYPE + lowered + content(call, to_path(texts[0], literal=True))
        return texts[0]
    return TYPE + lowered + taints(*texts)


def cast(call: Call) -> str:
    """Return a value as another type; a socket type opens one."""
    kind = call.texts[0].removeprefix("System.")
    return made(call, kind, call.texts[1:]) if _SOCKETS.search(kind) else powershell_values.cast(call)


def compute(call: Call) -> str:
    """Return what is known of a computed value; a search for the class that scans scripts is no ordinary one."""
    if call.state.files.get(REFLECTION):
        suspicious(call, *call.texts)
    return powershell_values.compute(call)


# -- members -------------------------------------------------------------------------------------------------


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


def static(call: Call) -> str:
    """Return a static property of a type."""
    kind, name = (
        call.texts[0].lower().removeprefix("system."),
        call.texts[1].lower() if len(call.args) > 1 else "",
    )
    if kind.endswith("encoding"):
        return TYPE + "encoding." + name
    if kind == "environment":
        return {"currentdirectory": ".", "newline": "\n", "systemdirectory": "C:/Windows/System32"}.get(
            name, SOME
        )
    if kind == "string" and name == "empty":
        return ""
    return TYPE + kind + "::" + name


# -- calls ---------------------------------------------------------------------------------------------------


def static_call(call: Call) -> str:
    """Follow `[type]::Name(arguments)`."""
    kind, name, args = call.texts[0].lower().removeprefix("system."), call.texts[1].lower(), call.args[2:]
    texts = [arg.text for arg in args]
    suspicious(call, kind, name, *texts)
    base = kind.rsplit(".", 1)[-1]
    if name == "new":
        return made(call, call.texts[0].removeprefix("System."), texts)
    if base == "convert" and name == "frombase64string":
        return _decoded(texts[0] if texts else "")
    if base == "convert" and name in ("tochar", "toint32", "tobyte"):
        return _char(texts, name)
    if (
        base in ("file", "directory", "filesystem")
        and (found := _file_call(call, base, name, args)) is not None
    ):
        return found
    if base == "scriptblock" and name == "create":
        return BLOCK + "".join(texts)
    if base == "powershell" and name == "create":
        call.state.files.pop(_COMPOSED, None)
        return TYPE + "powershell"
    if base == "process" and name == "start" and len(texts) == 1 and TYPE in texts[0]:
        return _started(call)
    if base == "process" and name == "start":
        words = [Arg(word, call.span) for text in texts[1:] for word in run.command_line(plain(text))]
        return (
            call.run_inner(
                [Arg(OPERATOR + "call", call.span), run.beside(call, Arg(texts[0], call.span)), *words]
            )
            if texts
            else UNKNOWN
        )
    if base == "assembly" and name.startswith(("load", "unsafeload")):
        _loaded(call, texts)
        if name != "loadwithpartialname" and texts:
            powershell_source.library(call, texts[0])
        return TYPE + "assembly"
    if base == "environment":
        return _environment(call, name, texts)
    if base == "path":
        return _path(name, texts)
    if base == "string" and name in ("join", "concat", "format"):
        values = [item for text in (texts[1:] if name == "join" else texts) for item in items(text)]
        return (texts[0] if name == "join" and texts else "").join(values)
    if base in ("zipfile", "tarfile") and name.startswith("extractto") and len(texts) > 1:
        call.run_inner([Arg("expand-archive", call.span), Arg(texts[0], call.span), Arg(texts[1], call.span)])
        return ""
    if base == "array" and name == "reverse":
        return ""
    if base == "regex" and name == "replace" and len(texts) > 2:
        return DECODED + texts[0]
    if base == "regex" and name == "matches" and texts:
        righttoleft = any("righttoleft" in text.lower() for text in texts)
        return (
            DECODED + LIST.join(reversed(texts[0])) if righttoleft and marks.is_known(texts[0]) else texts[0]
        )
    if base == "wmi" or base == "wmiclass":
        return TYPE + base + "".join(texts).lower()
    if base in ("dns",):
        network.check_hot(call, texts)
        return UNKNOWN
    if base == "marshal" and name.startswith("ptrtostring"):
        return "".join(texts) + UNKNOWN
    return UNKNOWN + taints(*texts)


def _decoded(text: str) -> str:
    if not marks.is_known(text.replace(DECODED, "")):
        return OPAQUE + taints(text)
    try:
        data = base64.b64decode(text.replace(DECODED, "") + "==", validate=False)
    except (ValueError, binascii.Error):
        return OPAQUE
    return DECODED + data.decode("latin-1")


def _char(texts: list[str], name: str) -> str:
    if not texts or (name != "tochar" and len(texts) < 2):
        return texts[0] if texts else SOME
    try:
        number = int(texts[0], int(texts[1]) if len(texts) > 1 else 10)
    except ValueError:
        return SOME
    return DECODED + chr(number) if name == "tochar" and 0 < number < 0xE000 else str(number)


def _file_call(call: Call, base: str, name: str, args: list[Arg]) -> str | None:
    texts = [arg.text for arg in args]
    if not texts:
        return None
    target = to_path(texts[0], literal=True)
    recursive = (len(texts) > 1 and texts[1].lower() in ("true", "1")) or (
        base == "filesystem" and name == "deletedirectory"
    )
    if name.startswith("delete"):
        if any("recyclebin" in text.lower() for text in texts[1:]):
            return ""
        delete(call, Arg(target, call.span), recursive=recursive)
    elif name.startswith(("writeall", "appendall")) or (
        name in ("create", "createtext", "openwrite", "appendtext") and base == "file"
    ):
        append = name.startswith("append") or name == "openwrite"
        written(
            call,
            target,
            plain(texts[1]) if len(texts) > 1 else LOCAL,
            append=append,
            copied=name in ("create", "createtext"),
        )
    elif name == "open":
        writes = any(re.search(r"(?i)write|create|truncate|append", text) for text in texts[1:])
        if writes:
            written(call, target, LOCAL, append=True)
    elif name in ("move", "copy", "replace") and len(texts) > 1:
        cmdlet = (
            "move-item"
            if name == "move" or (base == "filesystem" and name.startswith("move"))
            else "copy-item"
        )
        call.run_inner([Arg(cmdlet, call.span), Arg(texts[0], call.span), Arg(texts[1], call.span)])
    elif name.startswith(("readall", "readlines", "openread", "opentext")):
        return content(call, target)
    elif name in (
        "getfiles",
        "enumeratefiles",
        "getdirectories",
        "enumeratedirectories",
        "getfilesystementries",
        "enumeratefilesystementries",
    ):
        return target.rstrip("/") + (
            "/" + STAR + SOME + "/" + texts[1].replace("*", STAR)
            if len(texts) > 1 and texts[1].strip("*.")
            else "/" + STAR
        )
    elif name == "encrypt":
        return ""
    else:
        return None
    return TYPE + "stream" + (SOME if name == "openwrite" else "")


def _loaded(call: Call, texts: list[str]) -> None:
    whole = "".join(texts)
    if NETWORK in whole or SOCKET in whole:
        call.flag("code.download-run-root" if call.state.privileged else "code.download-run", whole)
    elif OPAQUE in whole or DECODED in whole:
        call.flag("unreadable.decoded", "an assembly")


def _environment(call: Call, name: str, texts: list[str]) -> str:
    if name == "getfolderpath" and texts:
        return _FOLDERS.get(texts[0].lower().rsplit(":", 1)[-1].removeprefix(TYPE), SOME)
    if name == "getenvironmentvariables":
        return ENVIRONMENT
    if name == "getenvironmentvariable":
        return {
            "temp": "C:/Temp",
            "userprofile": HOME,
            "systemroot": "C:/Windows",
            "windir": "C:/Windows",
        }.get(texts[0].lower() if texts else "", UNKNOWN)
    if name == "setenvironmentvariable" and len(texts) > 1:
        redirection.environment_setting(
            call.analysis, texts[0].upper(), (plain(texts[1]),), call.span, temporary=False
        )
        loader_path(call, texts[0], plain(texts[1]))
        if len(texts) > 2 and texts[2].lower() != "process":
            call.flag("powershell.setting", f"the environment variable {texts[0]}")
    return SOME


def _path(name: str, texts: list[str]) -> str:
    if name in ("combine", "join"):
        return "/".join(text.replace("\\", "/").rstrip("/") for text in texts)
    if name == "getpathroot":
        drive = re.match(r"[A-Za-z]:", texts[0]) if texts else None
        return (drive.group() if drive else "C:") + "/"
    if name == "gettemppath":
        return "C:/Temp/"
    if name in ("gettempfilename",):
        return marks.FRESH
    if name == "getrandomfilename":
        return SOME
    if name in ("getfullpath", "changeextension") and texts:
        return texts[0]
    return (
        texts[0].replace("\\", "/").rsplit("/", 1)[0 if name == "getdirectoryname" else -1]
        if texts
        else UNKNOWN
    )


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
    if name in ("invoke", "invokereturnasis", "begininvoke", "invokewithcontext") and (
        BLOCK in whole or "powershell" in whole or taints(whole)
    ):
        if BLOCK not in whole and "powershell" in whole:
            whole = call.state.files.get(_COMPOSED, whole)
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
    if name == "start" and "process" in whole:
        return _started(call)
    if name == "createshortcut" and texts:
        windows_files.judge_written(call, to_path(texts[0], literal=True), LOCAL)
        return TYPE + "shortcut"
    if name in ("getcmdlet", "getcommand", "getcommands", "getcommandname", "getalias") and texts:
        return call.run_inner(
            [Arg(OPERATOR + "call", call.span), Arg("get-command", call.span), Arg(texts[0], call.span)]
        )
    if name == "getstring":
        return _text_of(whole, texts)
    if name in ("replace",) and len(texts) > 1:
        found = plain(whole).replace(texts[0], texts[1]) if texts[0] else whole
        return found if found == whole else DECODED + found
    if name in ("substring", "remove", "insert", "padleft"):
        return DECODED + _cut(whole, name, texts)
    if name in ("split",):
        return LIST.join(re.split("[" + re.escape(texts[0]) + "]", whole)) if texts and texts[0] else whole
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


def _started(call: Call) -> str:
    """Follow the start of a process whose program and arguments were set as properties."""
    program, given = (
        call.state.files.get(powershell_values.PROPERTY + name, "") for name in ("filename", "arguments")
    )
    if not program:
        return UNKNOWN
    words = [Arg(word, call.span) for word in run.command_line(plain(given))]
    head = run.beside(call, Arg(program, call.span))
    return call.run_inner([Arg(OPERATOR + "call", call.span), head, *words])


_COMPOSED: Final = "\ue020composed"
"""Key among the files of the state: the command that a PowerShell object is given piece by piece."""


def _composed(call: Call, whole: str, name: str, texts: list[str]) -> str:
    """Return the object with one more piece of the command that is put together in it."""
    whole = whole if BLOCK in whole else call.state.files.get(_COMPOSED, whole)
    found = _with_piece(whole, name, texts)
    call.state.files[_COMPOSED] = found
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


def add_type(call: Call) -> str:
    """Follow Add-Type: source code that is compiled and may call the system."""
    from cmdgen.safety.commands.powershell_binding import bind  # noqa: PLC0415 - only here

    suspicious(call, *call.texts)
    bound = bind(
        call.args,
        "typedefinition memberdefinition path literalpath assemblyname name namespace usingnamespace language referencedassemblies outputassembly outputtype compileroptions codedomprovider",
        "passthru ignorewarnings debug",
        "typedefinition",
    )
    for key in ("path", "literalpath"):
        for item in items(bound.text(key)):
            powershell_source.library(call, item)
    powershell_source.judge(call, plain(bound.text("typedefinition") or bound.text("memberdefinition")))
    if any(NETWORK in text or OPAQUE in text for text in call.texts):
        call.flag("code.download-run", "a type")
    return TYPE + "type"


def wmi_objects(call: Call) -> str:
    """Return objects of a WMI class."""
    from cmdgen.safety.commands.powershell_binding import bind  # noqa: PLC0415 - only here

    bound = bind(
        call.args,
        "class classname filter query namespace computername property credential keyonly",
        "enableallprivileges list amended",
        "class property",
    )
    name = (bound.text("class") or bound.text("classname") or bound.text("query")).lower()
    narrowed = bool(bound.text("filter")) or " where " in name
    return TYPE + name + ("" if narrowed else ALL) + "\n"


HANDLERS: Final = {
    OPERATOR + "cast": cast, OPERATOR + "compute": compute, OPERATOR + "member": member, OPERATOR + "static": static, OPERATOR + "static-call": static_call, OPERATOR + "method": method, "new-object": new_object, "add-type": add_type,
    **dict.fromkeys(("get-wmiobject", "get-ciminstance"), wmi_objects),
}  # fmt: skip
