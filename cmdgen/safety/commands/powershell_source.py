"""Source code and libraries that PowerShell loads: what the calls in C# text would do, as far as they are plain.

Source: https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/add-type
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, places
from cmdgen.safety.commands import powershell_run as run
from cmdgen.safety.commands.powershell_deleting import delete
from cmdgen.safety.commands.powershell_paths import to_path
from cmdgen.safety.commands.powershell_targets import written
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import LOCAL

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_MAX_SOURCE: Final = 20_000
_TEXT: Final = r"(@?\"[^\"]*\")"
_DELETES: Final = lazy_re.compile(
    rf"\b(Directory|File|DirectoryInfo|FileInfo)\s*(?:\.Delete)?\s*\(\s*{_TEXT}([^;]{{0,60}})"
)
_WRITES: Final = lazy_re.compile(
    rf"\bFile\.(?:WriteAll\w+|AppendAll\w+|Create|OpenWrite|Copy)\s*\(\s*{_TEXT}"
)
_STARTS: Final = lazy_re.compile(
    rf"\b(?:Process\.Start|new\s+ProcessStartInfo)\s*\(\s*{_TEXT}(?:\s*,\s*{_TEXT})?"
)
_FETCHES: Final = lazy_re.compile(
    r"\b(?:WebClient|HttpClient|DownloadString|DownloadData|DownloadFile|WebRequest)\b"
)
_RUNS: Final = lazy_re.compile(
    r"\b(?:Process\.Start|Assembly\.Load\w*|ProcessStartInfo|CreateThread|GetDelegateForFunctionPointer)\b"
)
_SOCKETS: Final = lazy_re.compile(r"\b(?:TcpClient|TcpListener|Socket)\b")
_STOPS: Final = lazy_re.compile(
    r"\b(?:NtRaiseHardError|RtlSetProcessIsCritical|ExitWindowsEx|NtShutdownSystem|InitiateSystemShutdown\w*)\b"
)


def library(call: Call, path: str) -> None:
    """Judge a library that is loaded by its path; those of the system and of installed programs are known."""
    slashed = to_path(path, literal=True)
    if "/" not in slashed and not slashed.lower().endswith(".dll"):
        return
    if not places.is_system(slashed, call.state.cwd):
        run.script_file(call, slashed)


def judge(call: Call, source: str) -> None:
    """Judge C# text by the calls in it whose arguments are plain."""
    if not source or len(source) > _MAX_SOURCE:
        return
    for kind, path, rest in _DELETES.findall(source):
        if "Delete" in source:
            recursive = (
                kind.startswith("Directory") and re.search(r",\s*true|Delete\s*\(\s*true", rest) is not None
            )
            delete(call, Arg(to_path(_plain(path), literal=True), call.span), recursive=recursive)
    for path in _WRITES.findall(source):
        written(call, to_path(_plain(path), literal=True), LOCAL, copied=True)
    for program, arguments in _STARTS.findall(source):
        call.run_text(f"{_plain(program)} {_plain(arguments)}".strip(), dialect="cmd")
    runs = _RUNS.search(source)
    if runs and _SOCKETS.search(source):
        call.flag("remote.shell", "the compiled type")
    elif runs and _FETCHES.search(source):
        call.flag(
            "code.download-run-root" if call.state.privileged else "code.download-run", "the compiled type"
        )
    if _STOPS.search(source):
        call.flag("powershell.power", "this machine")


def _plain(text: str) -> str:
    return text[2:-1] if text.startswith("@") else re.sub(r"\\(.)", r"\1", text[1:-1])
