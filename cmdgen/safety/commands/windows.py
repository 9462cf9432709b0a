"""Programs of Windows: their handlers, and the spelling that the rule packs expect.

The packs `rules/windows*.toml` are written in lower case with `/option:value`; Windows programs also take
`-option`, `/OPTION` and often `/option=value`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re
from cmdgen.safety.commands import (
    windows_code,
    windows_files,
    windows_line,
    windows_machine,
    windows_registry,
    windows_services,
)
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_OPTION: Final = lazy_re.compile(r"(?s)(?://?|--?)([A-Za-z?][\w-]*)(?:[:=](.*))?")

FOLDED: Final = (
    "format", "vssadmin", "wbadmin", "bcdedit", "manage-bde", "netsh", "wevtutil", "auditpol", "fsutil", "bootsect", "bootrec", "bcdboot", "mbr2gpt", "reagentc", "chkdsk", "defrag",
    "convert.com", "label", "mountvol", "systemreset", "dism", "sfc", "pnputil", "devcon", "route", "ipconfig", "netcfg", "arp", "cmdkey", "dsrm", "dsmod", "dsadd", "dsmove", "netdom",
    "gpupdate", "secedit", "w32tm", "tzutil", "powercfg", "logoff", "rasdial", "tsdiscon", "dsregcmd", "fltmc", "verifier", "logman", "wpeutil", "rstrui", "klist", "reset", "compact",
    "repair-bde", "wsreset", "usoclient", "wuauclt", "nltest", "djoin", "dcpromo", "mdsched", "vol",
)  # fmt: skip
"""Programs that only the packs judge."""


def file_data(call: Call) -> str:
    """Follow fsutil: some of it writes into a file, the packs judge the rest."""
    windows_files.file_data(call)
    return folded(call)


def folded(call: Call) -> str:
    """Bring the arguments into the packs' spelling."""
    arguments = []
    for arg in call.args:
        match = _OPTION.fullmatch(arg.text)
        text = arg.text.lower()
        if match:
            name, value = match.group(1).lower(), match.group(2)
            text = f"/{name}" if value is None else f"/{name}:{value.lower()}"
        arguments.append(Arg(text, arg.span))
    call.args = arguments
    return UNKNOWN


HANDLERS: Final[dict[str, Callable[[Call], str]]] = {
    **dict.fromkeys((name for name in FOLDED if name not in ("reset", "vol", "arp", "route", "convert.com")), folded),
    **windows_files.HANDLERS, "fsutil": file_data, **windows_machine.HANDLERS, **windows_services.HANDLERS, **windows_registry.HANDLERS, **windows_code.HANDLERS, **windows_line.HANDLERS,
}  # fmt: skip

TRANSPARENT_TO_HELP: Final = frozenset(
    {*windows_line.HANDLERS, "forfiles", "runas", "psexec", "psexec64", "winrs", "schtasks"}
)
"""Programs whose `/?` may belong to the command inside them."""
