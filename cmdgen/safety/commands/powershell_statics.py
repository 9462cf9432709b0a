"""Static members of .NET types, `[type]::Name(arguments)`, as far as their names tell what they do.

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
from cmdgen.safety.commands import powershell_source
from cmdgen.safety.commands.powershell_deleting import delete
from cmdgen.safety.commands.powershell_objects import COMPOSED, made, started, suspicious
from cmdgen.safety.commands.powershell_paths import BLOCK, TYPE, items, plain, to_path
from cmdgen.safety.commands.powershell_targets import content, written
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
    SOCKET,
    SOME,
    STAR,
    UNKNOWN,
)
from cmdgen.safety.syntax.powershell_text import LIST, OPERATOR

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_FOLDERS: Final = {"userprofile": HOME, "personal": HOME + "/Documents", "mydocuments": HOME + "/Documents", "desktop": HOME + "/Desktop", "windows": "C:/Windows", "system": "C:/Windows/System32", "programfiles": "C:/Program Files", "applicationdata": HOME + "/AppData/Roaming", "localapplicationdata": HOME + "/AppData/Local", "startup": HOME + "/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup"}  # fmt: skip


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
        call.state.files.pop(COMPOSED, None)
        return TYPE + "powershell"
    if base == "process" and name == "start" and len(texts) == 1 and TYPE in texts[0]:
        return started(call)
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


HANDLERS: Final = {OPERATOR + "static": static, OPERATOR + "static-call": static_call}
