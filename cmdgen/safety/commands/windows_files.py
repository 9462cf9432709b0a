"""Deleting, copying, moving and protecting files with the commands of Windows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, links, paths, places, redirection
from cmdgen.safety.commands import deleting
from cmdgen.safety.paths import Value
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import (
    HOME,
    LOCAL,
    NETWORK,
    ONE,
    OPAQUE,
    SECRET,
    SOCKET,
    SOME,
    STAR,
    UNKNOWN,
)
from cmdgen.safety.syntax import cmd_paths
from cmdgen.safety.syntax.cmd import WRITTEN
from cmdgen.safety.syntax.cmd_words import as_path, without_quotes

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_BOOT_FILE: Final = lazy_re.compile(
    r"(?i)(?:[a-z]:|)/(?:bootmgr(?:\.efi)?|bootnxt|boot\.ini|ntldr|ntdetect\.com|boot(?:/.*)?|efi(?:/.*)?|windows/system32/(?:winload|ntoskrnl|hal|winresume)\.\w+|windows/boot(?:/.*)?)$"
)
_HIVE: Final = lazy_re.compile(
    r"(?i)(?:/system32/config(?:/(?:sam|system|security|software|default|regback.*|[*\ue002].*))?|/ntuser\.dat|/usrclass\.dat|/ntds\.dit)$"
)
_EVENT_LOG: Final = lazy_re.compile(r"(?i)/winevt/logs|\.evtx$")
_EVERYBODY: Final = lazy_re.compile(
    r"(?i)(?:^|[\\/])(?:everyone|users|\*s-1-1-0|\*s-1-5-11|\*s-1-5-32-545|authenticated users|jeder|tout le monde|todos|domain users|guests?)\b.*?:\(?.*(?:f|m|w|c)\b|(?:everyone|users|jeder|\*s-1-1-0):f"
)


_AUTOSTART: Final = lazy_re.compile(r"(?i)/start menu/programs/startup(?:/|$)|^[a-z]:/autorun\.inf$")
_SCRIPTS: Final = {".bat": "cmd", ".cmd": "cmd", ".ps1": "powershell"}


def is_autostart(path: str) -> bool:
    """Return whether Windows runs what lies there when somebody logs in."""
    return _AUTOSTART.search(path) is not None


def judge_written(call: Call, path: str, content: str) -> None:
    """Judge a write by the place: boot files, registry hives, and the folder whose programs start at every login."""
    full = paths.canonical(path, call.state.cwd)
    if is_system_state(full, call.state.cwd):
        call.flag("system.write-authentication", path)
    if not is_autostart(full):
        return
    if any(mark in content for mark in (NETWORK, OPAQUE, SOCKET)):
        call.flag("files.startup-hidden-code", path)
        return
    call.flag("files.append-startup", path)
    dialect = _SCRIPTS.get(full[-4:].lower())
    if dialect and content.strip() and marks.is_known(content.replace(HOME, "~")):
        call.run_text(content.replace(HOME, "%USERPROFILE%"), dialect=dialect)


def look_for_autostart(call: Call) -> None:
    """Judge what another program has put where Windows starts it at every login."""
    for path, content in call.state.files.items():
        if is_autostart(path) and any(mark in content for mark in (NETWORK, OPAQUE, SOCKET)):
            call.flag("files.startup-hidden-code", path)


def look_at_written(call: Call) -> str:
    """Follow the pseudo call behind a redirection."""
    for arg in call.args:
        path = as_path(arg.text)
        judge_written(call, path, redirection.file_content(path, call.state))
    return ""


def is_boot_file(path: str, cwd: str) -> bool:
    """Return whether a path is a file without which Windows does not start."""
    full = paths.canonical(path, cwd)
    return full[1:2] == ":" and _BOOT_FILE.match(full) is not None


def is_system_state(path: str, cwd: str) -> bool:
    """Return whether a path is a boot file or a registry hive."""
    full = paths.canonical(path, cwd)
    return bool(_BOOT_FILE.match(full) or _HIVE.search(full)) or places.is_authentication(path, cwd)


def delete(call: Call, switches: Sequence[str], operands: list[Arg]) -> str:
    """Follow del and erase: `/s` goes into every folder below, `/p` asks for each file."""
    for arg in operands:
        delete_path(
            call, Arg(as_path(arg.text), arg.span), recursive="/s" in switches, prompts="/p" in switches
        )
    return ""


def delete_path(call: Call, arg: Arg, *, recursive: bool, prompts: bool = False) -> None:
    """Judge the deletion of the files that one path or pattern names."""
    text, cwd = arg.text, call.state.cwd
    full = paths.canonical(text, cwd)
    if is_system_state(text, cwd) and not (full.endswith(("/boot", "/efi"))):
        call.flag("system.write-authentication", text, span=arg.span)
        return
    if _EVENT_LOG.search(full):
        call.flag("machine.delete-logs", text, span=arg.span)
        return
    if STAR + SOME in text:
        base = text.partition(STAR + SOME)[0]
        base = base if len(base) < 4 else base.rstrip("/")
        deleting.delete(call, Arg(base, arg.span), recursive=True, prompts=prompts, filtered=True)
        return
    folder, _, name = text.rpartition("/")
    folder = folder or ("." if "/" not in text else "C:/")
    is_folder = (
        text.endswith(("/", ":"))
        or name in (".", "..")
        or (paths.classify(text, cwd) is Value.ROOT and not paths.has_pattern(name))
    )
    if not recursive:
        deleting.delete(
            call,
            Arg(text.rstrip("/") + "/" + STAR, arg.span) if is_folder else arg,
            recursive=False,
            prompts=prompts,
        )
    elif is_folder or paths.is_everything(name):
        deleting.delete(call, Arg(text, arg.span), recursive=True, prompts=prompts)
    elif paths.classify(text, cwd) is Value.DISPOSABLE:
        deleting.delete(call, arg, recursive=False, prompts=prompts)
    else:
        base = folder + "/" if re.fullmatch(r"[A-Za-z]:", folder) else folder
        deleting.delete(call, Arg(base, arg.span), recursive=True, prompts=prompts, filtered=True)


def remove_folder(call: Call, switches: Sequence[str], operands: list[Arg]) -> str:
    """Follow rd and rmdir: without `/s` only an empty folder goes."""
    if "/s" not in switches:
        return ""
    for arg in operands:
        path = Arg(cmd_paths.matched_root(as_path(arg.text)), arg.span)
        if is_system_state(path.text, call.state.cwd):
            call.flag("system.write-authentication", path.text, span=arg.span)
        else:
            deleting.delete(call, path, recursive=True, prompts=False)
    return ""


# -- copies and moves ------------------------------------------------------------------------------------


def copy(call: Call, switches: Sequence[str], operands: list[Arg]) -> str:
    """Follow copy: `a+b c` joins, a single operand copies here."""
    operands = [Arg(part, arg.span) for arg in operands for part in arg.text.split("+") if part]
    if len(operands) < 2:
        return ""
    *sources, target = operands
    if sources[0].text.lower().rstrip(":") == "con":
        return ""  # what the user types
    return _copied(call, sources, target)


def xcopy(call: Call) -> str:
    """Follow xcopy: its first two operands are source and target; `/l` only lists."""
    switches, operands = windows_options(call)
    if "l" in switches or len(operands) < 2:
        return ""
    return _copied(call, operands[:1], operands[1])


def _copied(call: Call, sources: list[Arg], target: Arg) -> str:
    to = as_path(target.text)
    for source in sources:
        path = as_path(source.text)
        content = "" if path == "/dev/null" else redirection.file_content(path, call.state)
        if to.startswith("//") and content == SECRET:
            call.flag("secrets.sent", path, span=source.span)
            continue
        name = path.rsplit("/", 1)[-1]
        is_folder = (
            to.endswith(("/", ":"))
            or paths.classify(to, call.state.cwd) is Value.ROOT
            or (is_autostart(to) and "." not in to.rsplit("/", 1)[-1])
        )
        written = Arg(f"{to.rstrip('/')}/{name}" if is_folder and name else to, target.span)
        if written.text == "/dev/null" or written.text in (".", "./"):
            continue
        if is_system_state(written.text, call.state.cwd):
            call.flag("system.write-authentication", written.text, span=target.span)
            continue
        if content == SECRET:
            call.flag("secrets.show", path, span=source.span)
            call.state.files[paths.canonical(written.text, call.state.cwd)] = SECRET
            continue
        redirection.write_file(
            call.analysis, written, call.state, content, target.span, append=False, copied=path != "/dev/null"
        )
        judge_written(call, written.text, content)
        if content and "." not in to.rsplit("/", 1)[-1]:  # the target may be a folder
            inside = paths.canonical(f"{to}/{name}", call.state.cwd)
            call.state.files.setdefault(inside, content)
    return ""


def move(call: Call, switches: Sequence[str], operands: list[Arg]) -> str:
    """Follow move."""
    if len(operands) < 2:
        return ""
    for arg in operands[:-1]:
        _moved_away(call, arg)
    return _copied(call, operands[:-1], operands[-1])


def rename(call: Call, switches: Sequence[str], operands: list[Arg]) -> str:
    """Follow ren: the thing is no longer where programs look for it."""
    if operands:
        _moved_away(call, operands[0])
    return ""


def _moved_away(call: Call, arg: Arg) -> None:
    path, cwd = as_path(arg.text), call.state.cwd
    if is_system_state(path, cwd):
        call.flag("system.write-authentication", path, span=arg.span)
    elif paths.classify(path, cwd) is Value.ROOT:
        call.flag("files.move-root", path, span=arg.span)
    elif places.is_system(path, cwd):
        call.flag("system.write", path, span=arg.span)


def robocopy(call: Call) -> str:
    """Follow robocopy: /MIR and /PURGE delete in the target what the source lacks, /MOVE empties the source."""
    switches, operands = windows_options(call)
    if "l" in switches or "quit" in switches or len(operands) < 2:
        return UNKNOWN
    source, target = (as_path(arg.text) for arg in operands[:2])
    if "mir" in switches or "purge" in switches:
        value = paths.classify(target, call.state.cwd)
        rule = {
            Value.ROOT: "files.mirror-root",
            Value.ORDINARY: "files.mirror",
            Value.DISPOSABLE: "files.delete-disposable",
        }[value]
        call.flag(rule, target, span=operands[1].span)
    elif places.is_system(target, call.state.cwd):
        call.flag("system.write", target, span=operands[1].span)
    if ("move" in switches or "mov" in switches) and paths.classify(source, call.state.cwd) is Value.ROOT:
        call.flag("files.move-root", source, span=operands[0].span)
    return UNKNOWN


def windows_options(call: Call) -> tuple[dict[str, str], list[Arg]]:
    """Return a program's options (lower case, without sign; value after `:` or `=`) and its operands."""
    switches: dict[str, str] = {}
    operands: list[Arg] = []
    for arg in call.args:
        match = re.fullmatch(
            r"(?s)//?([A-Za-z?][\w-]*)(?:[:=](.*))?|-([A-Za-z?][\w-]*)(?:[:=](.*))?", arg.text
        )
        if match:
            switches[(match.group(1) or match.group(3)).lower()] = match.group(2) or match.group(4) or ""
        else:
            operands.append(arg)
    return switches, operands


# -- every file that matches -----------------------------------------------------------------------------


def for_files(call: Call) -> str:
    """Follow forfiles: `/c` is a line for every file below `/p` that has the mask `/m`."""
    values = {"p": ".", "m": "*", "c": "cmd /c echo @file", "d": ""}
    recursive = False
    args = call.texts
    index = 0
    while index < len(args):
        key = args[index][1:].lower() if args[index][:1] in "/-" else ""
        if key in values and index + 1 < len(args):
            values[key] = args[index + 1]
            index += 1
        recursive = recursive or key == "s"
        index += 1
    base, mask = (
        without_quotes(values["p"]).replace("\\", "/").rstrip("/") or "C:",
        without_quotes(values["m"]),
    )
    line = re.sub(r'(?i)^\s*"?cmd(?:\.exe)?"?\s+/[ck]\s*', "", values["c"].replace("0x22", '"')).strip()
    deletes = re.match(r"(?i)(?:del|erase)\b", line)
    target = f"{base}/{mask}"
    if deletes and re.search(r"(?i)@(?:path|file|fname|relpath)", line):
        delete_path(call, Arg(as_path(target), call.span), recursive=recursive)
        return UNKNOWN
    shown = target if base != "." else mask
    line = re.sub(
        r"(?i)@(?:path|relpath|file|fname)",
        lambda _: '"' + shown.replace("*", STAR).replace("?", ONE) + '"',
        line,
    )
    return call.run_text(re.sub(r"(?i)@(?:ext|isdir|fsize|fdate|ftime)", SOME, line), dialect="cmd")


# -- rights ----------------------------------------------------------------------------------------------


def icacls(call: Call) -> str:
    """Follow icacls and cacls: without a changing option they only list."""
    if not call.args:
        return UNKNOWN
    texts = _with_rights([text.lower() for text in call.texts])
    changing = {"/grant", "/grant:r", "/deny", "/remove", "/remove:g", "/remove:d", "/reset", "/setowner", "/inheritance:r", "/inheritance:d", "/inheritance:e",
                "/restore", "/substitute", "/setintegritylevel", "/g", "/r", "/p", "/d"}  # fmt: skip
    if not any(
        text in changing or text.startswith(("/grant", "/deny", "/inheritance")) for text in texts[1:]
    ):
        return UNKNOWN
    recursive = "/t" in texts
    arg = call.args[0]
    opened = any(_EVERYBODY.search(text) for text in texts[1:]) and any(
        text.startswith(("/grant", "/g", "/p")) for text in texts
    )
    _rights(call, arg, recursive=recursive, opened=opened, owner="/setowner" in texts)
    return UNKNOWN


def _with_rights(texts: list[str]) -> list[str]:
    """Return the words with full rights where PowerShell takes the unquoted `(F)` of `Everyone:(F)` for a command."""
    return [
        f"{text}(f)" if text.endswith(":") and following.startswith(UNKNOWN) else text
        for text, following in zip(texts, [*texts[1:], ""], strict=True)
    ]


def take_ownership(call: Call) -> str:
    """Follow takeown: `/f` names the file, `/r` goes below it."""
    texts = [text.lower() for text in call.texts]
    target = next((call.args[i + 1] for i, text in enumerate(texts[:-1]) if text in ("/f", "-f")), None)
    if target is not None:
        _rights(call, target, recursive="/r" in texts or "-r" in texts, opened=False, owner=True)
    return UNKNOWN


def _rights(call: Call, arg: Arg, *, recursive: bool, opened: bool, owner: bool) -> None:
    path, cwd = as_path(arg.text), call.state.cwd
    value = paths.classify(path, cwd)
    if recursive and value is Value.ROOT:
        call.flag("permissions.root-tree", path, span=arg.span)
    elif opened and is_system_state(path, cwd):
        call.flag("protection.open-account-files", path, span=arg.span)
    elif opened and (value is Value.ROOT or places.is_system(path, cwd)):
        call.flag("permissions.open-system", path, span=arg.span)
    elif opened and recursive:
        call.flag(
            "permissions.open-tree" if value is Value.ORDINARY else "permissions.change", path, span=arg.span
        )
    elif owner:
        call.flag("permissions.owner", path, span=arg.span)
    elif recursive or opened or value is Value.ROOT or places.is_system(path, cwd):
        call.flag("permissions.change", path, span=arg.span)


def attributes(call: Call) -> str:
    """Follow attrib: `+h -r` on named files is harmless, `/s` over a system folder is not."""
    texts = [text.lower() for text in call.texts]
    changes = any(re.fullmatch(r"[+-][rashioxvpubl]", text) for text in texts)
    targets = [arg for arg in call.args if not re.match(r"[+-][A-Za-z]$|/", arg.text)]
    for arg in targets if changes else []:
        value = paths.classify(as_path(arg.text), call.state.cwd)
        if "/s" in texts:
            call.flag(
                "windows.attributes-root" if value is Value.ROOT else "permissions.change",
                as_path(arg.text),
                span=arg.span,
            )
        elif is_system_state(as_path(arg.text), call.state.cwd) or places.is_system(
            as_path(arg.text), call.state.cwd
        ):
            call.flag("permissions.change", as_path(arg.text), span=arg.span)
    return UNKNOWN


# -- wiping ----------------------------------------------------------------------------------------------


def cipher(call: Call) -> str:
    """Follow cipher: `/w` overwrites what was deleted, `/e` and `/d` encrypt and decrypt."""
    switches, operands = windows_options(call)
    folder = next((text[3:] for text in call.texts if text.lower().startswith("/w:")), None)
    if "w" in switches or folder is not None:
        call.flag("windows.wipe-free-space", folder or "the drive")
    elif {"e", "d", "r", "k", "u", "rekey"} & set(switches):
        call.flag("windows.setting", operands[0].text if operands else "encryption of files")
    return UNKNOWN


def secure_delete(call: Call) -> str:
    """Follow sdelete: files are overwritten; `-c` and `-z` overwrite free space."""
    switches, operands = windows_options(call)
    operands = [arg for arg in operands if not arg.text.isdigit()]
    if "c" in switches or "z" in switches:
        call.flag("windows.wipe-free-space", operands[0].text if operands else "the drive")
        return UNKNOWN
    for arg in operands:
        path = as_path(arg.text)
        if places.is_device(path):
            call.flag("storage.write-device", path, span=arg.span)
        elif paths.classify(path, call.state.cwd) is Value.ROOT:
            call.flag("files.delete-root", path, span=arg.span)
        else:
            call.flag("files.shred", path, span=arg.span)
    return UNKNOWN


def database_copy(call: Call) -> str:
    """Follow esentutl: `/y source /d target` copies a file even while it is locked."""
    texts = [text.lower() for text in call.texts]
    if "/y" not in texts:
        return UNKNOWN
    source = next((arg for arg in call.args if not arg.text.startswith("/")), None)
    target = next((call.args[i + 1] for i, text in enumerate(texts[:-1]) if text == "/d"), None)
    if source is not None and target is not None:
        _copied(call, [source], target)
    if source is not None and (
        is_system_state(as_path(source.text), call.state.cwd)
        or places.is_secret(as_path(source.text), call.state.cwd)
    ):
        call.flag("secrets.show", as_path(source.text))
    return UNKNOWN


def link(call: Call, switches: Sequence[str], operands: list[Arg]) -> str:
    """Follow mklink: a name in a system folder that leads elsewhere."""
    if operands:
        path = as_path(operands[0].text)
        judge_written(call, path, LOCAL)
        if places.is_system(path, call.state.cwd) and not is_system_state(path, call.state.cwd):
            call.flag("system.write", path, span=operands[0].span)
    if len(operands) > 1:
        links.remember(call.state, as_path(operands[1].text), as_path(operands[0].text))
    return ""


def unpacked(call: Call) -> str:
    """Follow replace, expand, extrac32, makecab and print: the last operand is where they write."""
    switches, operands = windows_options(call)
    to = next(
        (call.texts[i][3:] for i, text in enumerate(call.texts) if re.match(r"(?i)[/-]d:.", text)), None
    )
    if call.name == "print" and to is None:
        return UNKNOWN
    if call.name == "expand" and ({"d", "?"} & set(switches) or len(operands) < 2):
        return UNKNOWN
    target = Arg(to, call.span) if to is not None else operands[-1] if len(operands) > 1 else None
    if target is not None and operands:
        _copied(call, operands[:1], target)
    return UNKNOWN


def file_data(call: Call) -> str:
    """Follow fsutil where it writes into a named file; the packs judge the rest."""
    words = [text.lower() for text in call.texts]
    if words[:2] in (["file", "setzerodata"], ["file", "seteof"], ["file", "setvaliddata"]):
        name = next((arg for arg in reversed(call.args) if re.search(r"[\\/:.]", arg.text)), call.args[-1])
        path = as_path(name.text)
        redirection.write_file(call.analysis, Arg(path, name.span), call.state, "", call.span, append=False)
        judge_written(call, path, "")
    return UNKNOWN


HANDLERS: Final[dict[str, Callable[[Call], str]]] = {
    WRITTEN: look_at_written, "extrac32": unpacked, "makecab": unpacked,
    "forfiles": for_files, "robocopy": robocopy, "xcopy": xcopy, "icacls": icacls, "cacls": icacls, "xcacls": icacls, "takeown": take_ownership, "attrib": attributes,
    "cipher": cipher, **dict.fromkeys(("sdelete", "sdelete64"), secure_delete), "esentutl": database_copy,
}  # fmt: skip
