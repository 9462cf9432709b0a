"""Objects of .NET that PowerShell makes: what their type tells about them.

Source: https://learn.microsoft.com/dotnet/api/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re
from cmdgen.safety.commands import powershell_run as run
from cmdgen.safety.commands import powershell_source, powershell_values
from cmdgen.safety.commands.powershell_paths import ALL, TYPE, items, plain, to_path
from cmdgen.safety.commands.powershell_targets import content, written
from cmdgen.safety.commands.powershell_values import taints
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import (
    LOCAL,
    NETWORK,
    OPAQUE,
    SOCKET,
    UNKNOWN,
)
from cmdgen.safety.syntax.powershell_text import OPERATOR

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

REFLECTION: Final = "\ue020reflection"
"""Key among the files of the state: the text looks into the types of the running PowerShell."""
COMPOSED: Final = "\ue020composed"
"""Key among the files of the state: the command that a PowerShell object is given piece by piece."""
_SOCKETS: Final = lazy_re.compile(
    r"(?i)(?:^|\.)(?:tcpclient|tcplistener|udpclient|clientwebsocket|sockets\.socket)$"
)
_AMSI: Final = lazy_re.compile(
    r"(?i)amsi(?:utils|initfailed|scanbuffer|context|session|\.dll|openession)|am\W{0,3}si\W{0,3}utils|etwprovider|eventprovider.*m_enabled|scriptblocklogging|cachedgrouppolicysettings"
)
_MEMORY: Final = lazy_re.compile(
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


def started(call: Call) -> str:
    """Follow the start of a process whose program and arguments were set as properties."""
    program, given = (
        call.state.files.get(powershell_values.PROPERTY + name, "") for name in ("filename", "arguments")
    )
    if not program:
        return UNKNOWN
    words = [Arg(word, call.span) for word in run.command_line(plain(given))]
    head = run.beside(call, Arg(program, call.span))
    return call.run_inner([Arg(OPERATOR + "call", call.span), head, *words])


HANDLERS: Final = {
    OPERATOR + "cast": cast, OPERATOR + "compute": compute, "new-object": new_object, "add-type": add_type,
    **dict.fromkeys(("get-wmiobject", "get-ciminstance"), wmi_objects),
}  # fmt: skip
