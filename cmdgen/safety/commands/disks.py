"""Programs that change partition tables, copy onto devices or delete recovery copies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re
from cmdgen.safety.commands import storage
from cmdgen.safety.resolve.marks import UNKNOWN
from cmdgen.safety.rules.match import names_storage

if TYPE_CHECKING:
    from cmdgen.safety.call import Call
    from cmdgen.safety.resolve.expand import Arg

_LOOKS: Final = {
    "fdisk": ("-l", "--list", "-s", "--getsz", "-x", "--list-details"),
    "gdisk": ("-l",), "cgdisk": (), "cfdisk": ("-r", "--read-only"),
    "sfdisk": ("-l", "--list", "-d", "--dump", "-J", "--json", "-V", "--verify", "-T", "--list-types", "-F", "--list-free", "-s", "--show-size", "-g", "--show-geometry", "-n", "--no-act", "-x"),
}  # fmt: skip
"""Options with which an editor only shows the table."""
_UNATTENDED: Final = {
    "sfdisk": (
        "--delete",
        "-A",
        "--activate",
        "--part-type",
        "--part-uuid",
        "--part-label",
        "--disk-id",
        "-r",
        "--reorder",
        "--relocate",
        "--move-data",
        "-N",
        "--partno",
        "--wipe",
    ),
    "fdisk": ("-i", "-y"),
}
_SGDISK_LOOKS: Final = frozenset({
    "-p", "--print", "-i", "--info", "-v", "--verify", "-b", "--backup", "-E", "--end-of-largest", "-f", "--first-aligned-in-largest", "-F", "--first-in-largest",
    "-D", "--display-alignment", "-L", "--list-types", "-O", "--print-mbr", "-V", "-a", "--set-alignment",
})  # fmt: skip
_PARTED_LOOKS: Final = frozenset(
    {
        "print",
        "p",
        "unit",
        "u",
        "align-check",
        "help",
        "quit",
        "q",
        "version",
        "select",
        "free",
        "list",
        "all",
        "devices",
    }
)
_PARTED_CHANGES: Final = lazy_re.compile(
    r"^(?:mk(?:label|table|part|partfs|fs)|rm|name|set|disk_set|disk_toggle|toggle|rescue|resize(?:part)?|move|cp|check|type)$"
)


def partition_editor(call: Call) -> str:
    """Follow fdisk and its kin: a script on the input changes the table, otherwise somebody edits it by hand."""
    if call.parsed.has_exactly(*_LOOKS[call.name]):
        return UNKNOWN
    devices = [arg for arg in call.parsed.operands if names_storage(arg.text)]
    scripted = bool(call.stdin) or call.parsed.has_exactly(*_UNATTENDED.get(call.name, ()))
    if devices or not call.parsed.operands:
        if not devices and not scripted:
            return UNKNOWN
        target = devices[0].text if devices else call.name
        call.flag("storage.partition-table" if scripted else "storage.partition-editor", target)
    else:
        call.flag("storage.partition-image", call.parsed.operands[0].text)
    return UNKNOWN


def sgdisk(call: Call) -> str:
    """Follow sgdisk, whose options each change or show the table."""
    given = {name for name, _, _ in call.parsed.options if name.startswith("--") or len(name) == 2}
    if not given - _SGDISK_LOOKS or given & {"-P", "--pretend"}:
        return UNKNOWN
    _changed(call, call.parsed.operands)
    return UNKNOWN


def parted(call: Call) -> str:
    """Follow parted: after the device come its own commands."""
    if call.parsed.has_exactly("-l", "--list") or not call.parsed.operands:
        return UNKNOWN
    device, *rest = call.parsed.operands
    words = " ".join(arg.text for arg in rest).split()
    if any(_PARTED_CHANGES.match(word) for word in words):
        _changed(call, [device])
    elif not words or (call.stdin and not all(word in _PARTED_LOOKS for word in words)):
        if names_storage(device.text):
            call.flag("storage.partition-table" if call.stdin else "storage.partition-editor", device.text)
        else:
            call.flag("storage.partition-image", device.text)
    return UNKNOWN


def growpart(call: Call) -> str:
    """Follow growpart."""
    if not call.parsed.has_exactly("-N", "--dry-run") and call.parsed.operands:
        _changed(call, call.parsed.operands[:1])
    return UNKNOWN


def _changed(call: Call, operands: list[Arg]) -> None:
    devices = [arg for arg in operands if names_storage(arg.text)]
    if devices:
        call.flag("storage.partition-table", devices[0].text)
    elif operands:
        call.flag("storage.partition-image", operands[0].text)


def ddrescue(call: Call) -> str:
    """Follow ddrescue: the second operand is written."""
    operands = call.parsed.operands
    if len(operands) > 1 and names_storage(operands[1].text):
        call.flag("storage.copy-to-device", operands[1].text)
    return ""


def forensic_dd(call: Call) -> str:
    """Follow dc3dd and dcfldd: dd with a few more names for what is written."""
    for text in call.texts:
        match = re.match(r"(?:h?wipe|h?of|hofs|ofs)=(.+)", text)
        if match and names_storage(match.group(1)):
            call.flag("storage.copy-to-device", match.group(1))
    return storage.dd(call)


def lvm(call: Call) -> str:
    """Follow `lvm COMMAND`."""
    return call.run_inner(call.args) if call.args and not call.args[0].text.startswith("-") else UNKNOWN


_ERASES: Final = frozenset(
    {
        "erasedisk",
        "erasevolume",
        "reformat",
        "partitiondisk",
        "secureerase",
        "zerodisk",
        "randomdisk",
        "eraseoptical",
        "mergepartitions",
        "splitpartition",
    }
)
_GROUPS: Final = frozenset({"apfs", "ap", "appleraid", "ar", "corestorage", "cs"})
_GROUP_ERASES: Final = lazy_re.compile(
    r"^(?:delete(?:container|volume|volumegroup|lvg|lv)?|erasevolume|createcontainer|create|destroy)$"
)
_GROUP_LOOKS: Final = lazy_re.compile(r"^(?:list\w*|info\w*|verify\w*|help)$")
_CHANGES: Final = frozenset(
    {
        "unmount",
        "umount",
        "unmountdisk",
        "umountdisk",
        "mount",
        "mountdisk",
        "eject",
        "repairvolume",
        "repairdisk",
        "rename",
        "renamevolume",
        "enablejournal",
        "disablejournal",
        "enableownership",
        "disableownership",
        "updatedefaults",
        "repairpermissions",
        "moveuuid",
    }
)


def diskutil(call: Call) -> str:
    """Follow diskutil, whose verbs ignore case."""
    words = [text.lower() for text in call.texts if not text.startswith("-")]
    if not words:
        return UNKNOWN
    target = call.texts[-1]
    verb = words[0]
    if verb in _ERASES:
        call.flag("storage.diskutil-erase", target)
    elif verb in _GROUPS and len(words) > 1:
        if _GROUP_ERASES.match(words[1]):
            call.flag("storage.diskutil-erase", target)
        elif words[1] in ("addvolume", "unlockvolume", "lockvolume", "unlock", "lock", "changevolumerole"):
            call.flag("storage.diskutil-change", target)
        elif not _GROUP_LOOKS.match(words[1]):
            call.flag("storage.diskutil-structure", target)
    elif verb in ("resizevolume", "addpartition", "resetfusion"):
        call.flag(
            "storage.diskutil-structure" if "limits" not in words else "storage.diskutil-change", target
        )
    elif verb in _CHANGES:
        call.flag("storage.diskutil-change", target)
    return UNKNOWN


def tmutil(call: Call) -> str:
    """Follow tmutil."""
    texts = call.texts
    verb = texts[0].lower() if texts else ""
    if verb == "deletelocalsnapshots":
        whole = len(texts) > 1 and not re.match(r"\d{4}-", texts[1])
        call.flag("storage.recovery-copies" if whole else "storage.recovery-copy", " ".join(texts))
    elif verb in ("delete", "disable", "disablelocal", "removedestination", "restore", "thinlocalsnapshots"):
        call.flag("storage.recovery-copy", " ".join(texts))
    elif verb in (
        "addexclusion",
        "removeexclusion",
        "setdestination",
        "stopbackup",
        "enable",
        "enablelocal",
        "inheritbackup",
        "associatedisk",
        "setquota",
    ):
        call.flag("storage.recovery-change", " ".join(texts))
    return UNKNOWN


def snapshots(call: Call) -> str:
    """Follow timeshift and snapper."""
    texts = call.texts
    if "--delete-all" in texts:
        call.flag("storage.recovery-copies", call.name)
    elif any(
        text in ("--delete", "--restore", "delete", "remove", "rm", "undochange", "rollback", "delete-config")
        for text in texts
    ):
        call.flag("storage.recovery-copy", " ".join(texts))
    return UNKNOWN


HANDLERS: Final = {
    **dict.fromkeys(_LOOKS, partition_editor), "sgdisk": sgdisk, "parted": parted, "growpart": growpart, "ddrescue": ddrescue,
    **dict.fromkeys(("dc3dd", "dcfldd"), forensic_dd), "lvm": lvm, "diskutil": diskutil,
    "tmutil": tmutil, **dict.fromkeys(("timeshift", "snapper"), snapshots),
}  # fmt: skip
