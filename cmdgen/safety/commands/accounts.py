"""Programs that make, change and delete accounts, groups and passwords."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re
from cmdgen.safety.commands.services import matches_list
from cmdgen.safety.resolve.marks import UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_ROOT: Final = frozenset({"root", "0", "#0"})
_UID_ZERO: Final = lazy_re.compile(r"^(?:0+|0x0+)$")


def _is_admin_group(call: Call, group: str) -> bool:
    return matches_list(call.analysis.book["accounts.administrator"].operands, group.strip("+"))


def _groups(call: Call) -> list[str]:
    values = (
        call.parsed.values("-G")
        + call.parsed.values("--groups")
        + call.parsed.values("-g")
        + call.parsed.values("--gid")
        + call.parsed.values("--ingroup")
    )
    return [group for value in values for group in value.split(",")]


def user_tool(call: Call) -> str:
    """Follow useradd, usermod and adduser."""
    parsed = call.parsed
    names = [arg.text for arg in parsed.operands]
    if not names and not parsed.options:
        return UNKNOWN
    who = names[0] if names else call.name
    uids = parsed.values("-u", "--uid")
    if any(_UID_ZERO.match(uid) for uid in uids):
        call.flag("accounts.uid-zero", who)
    elif call.name == "usermod" and who in _ROOT:
        call.flag("accounts.root-account", who)
    elif any(_is_admin_group(call, group) for group in _groups(call)) or (
        call.name in ("adduser", "addgroup") and any(_is_admin_group(call, name) for name in names[1:])
    ):
        call.flag("accounts.administrator", " ".join(names))
    elif call.name != "adduser" and "" in parsed.values("-p", "--password"):
        call.flag("accounts.no-password", who)
    elif parsed.has_exactly("-D", "--defaults") and call.name == "useradd" and len(parsed.options) == 1:
        return UNKNOWN
    else:
        call.flag("accounts.change", who)
    return ""


def delete_user(call: Call) -> str:
    """Follow userdel and deluser: with its home or without."""
    parsed = call.parsed
    names = [arg.text for arg in parsed.operands]
    if not names:
        return UNKNOWN
    if names[0] in _ROOT:
        call.flag("accounts.root-account", names[0])
    elif parsed.has("-r", "--remove", "--remove-home", "--remove-all-files", "-rf"):
        call.flag("accounts.delete-home", names[0])
    elif len(names) > 1 and call.name == "deluser":
        call.flag("accounts.change", " ".join(names))
    else:
        call.flag("accounts.delete", names[0])
    return ""


def group_tool(call: Call) -> str:
    """Follow gpasswd and groupmems: who is in a group."""
    parsed = call.parsed
    group = parsed.value("-g", "--group") or (parsed.operands[-1].text if parsed.operands else call.name)
    if call.name == "groupmems" and parsed.has("-l", "--list"):
        return UNKNOWN
    adds = parsed.has("-a", "--add", "-M", "--members", "-A", "--administrators")
    call.flag("accounts.administrator" if adds and _is_admin_group(call, group) else "accounts.change", group)
    return ""


def group_change(call: Call) -> str:
    """Follow groupadd, groupmod, groupdel, addgroup, delgroup, newgrp."""
    names = [arg.text for arg in call.parsed.operands]
    if not names:
        return UNKNOWN
    if any(_UID_ZERO.match(gid) for gid in call.parsed.values("-g", "--gid")) and call.name in (
        "groupadd",
        "groupmod",
    ):
        call.flag("accounts.administrator", names[0])
    elif call.name in ("addgroup",) and len(names) > 1 and _is_admin_group(call, names[1]):
        call.flag("accounts.administrator", " ".join(names))
    elif call.name in ("groupdel", "delgroup") and _is_admin_group(call, names[-1]) and len(names) == 1:
        call.flag("accounts.root-account", names[-1])
    else:
        call.flag("accounts.change", " ".join(names))
    return ""


def passwd(call: Call) -> str:
    """Follow passwd: setting, deleting, locking a password; without a name it is one's own."""
    parsed = call.parsed
    names = [arg.text for arg in parsed.operands]
    who = names[0] if names else ("root" if call.state.privileged else "your account")
    if parsed.has_exactly("-S", "--status", "-a", "--all"):
        return UNKNOWN
    if any(name == "-d" or name == "--delete" for name, _, _ in parsed.options) or any(
        re.fullmatch(r"-[a-zA-Z]*d[a-zA-Z]*", text) for text in call.texts
    ):
        call.flag("accounts.no-password" if who not in _ROOT else "accounts.root-password", who)
    elif who in _ROOT:
        locks = parsed.has("-l", "--lock", "-e", "--expire", "-n", "-x", "-w", "-i")
        call.flag("accounts.root-account" if locks else "accounts.root-password", who)
    else:
        call.flag("accounts.change", who)
    return ""


def chpasswd(call: Call) -> str:
    """Follow chpasswd and newusers: the input names accounts and their passwords."""
    text = call.stdin
    if re.search(r"(?m)^\s*root:", text) or (
        call.name == "newusers" and re.search(r"(?m)^[^:\n]*:[^:\n]*:0+:", text)
    ):
        call.flag("accounts.root-password" if call.name == "chpasswd" else "accounts.uid-zero", "root")
    elif re.search(r"(?m)^[^:\n]+:\s*$", text):
        call.flag("accounts.no-password", text.strip())
    elif text.startswith(UNKNOWN) or ":" not in text:
        call.flag("accounts.passwords-unseen", call.name)
    else:
        call.flag("accounts.change", text.partition(":")[0])
    return ""


def chage(call: Call) -> str:
    """Follow chage: how long a password is good for."""
    if not call.parsed.has_exactly("-l", "--list", "-i") and call.parsed.operands:
        who = call.parsed.operands[0].text
        call.flag(
            "accounts.root-account"
            if who in _ROOT and call.parsed.has("-E", "--expiredate")
            else "accounts.change",
            who,
        )
    return UNKNOWN


def chsh(call: Call) -> str:
    """Follow chsh and chfn."""
    if call.parsed.has_exactly("-l", "--list-shells"):
        return UNKNOWN
    names = [arg.text for arg in call.parsed.operands]
    call.flag(
        "accounts.root-account" if names and names[0] in _ROOT else "accounts.change",
        names[0] if names else "your account",
    )
    return ""


def visudo(call: Call) -> str:
    """Follow visudo, vipw and vigr: editors that check what they save."""
    if call.parsed.has_exactly("-c", "--check", "-x", "--export") or any(
        text.startswith(("-c", "--export")) for text in call.texts
    ):
        return UNKNOWN
    target = call.parsed.value("-f", "--file") or {"vipw": "/etc/passwd", "vigr": "/etc/group"}.get(
        call.name, "/etc/sudoers"
    )
    # `... | EDITOR='tee -a' visudo` writes the input: nobody edits anything.
    call.flag("system.write-authentication" if call.stdin else "system.edit", target)
    return UNKNOWN


def dscl(call: Call) -> str:
    """Follow dscl: the directory of accounts of macOS."""
    words = [
        text for text in call.texts if text not in ("-q", "-raw", "-plist", "-url", "-u", "-P", "-p", "-f")
    ]
    verb = next((word.lstrip("-").lower() for word in words[1:]), "")
    joined = " ".join(words)
    record = next((word for word in words[2:] if word.startswith("/")), "")
    if verb in ("create", "change", "append", "merge") and re.search(r"UniqueID\s+(?:\d+\s+)?0$", joined):
        call.flag("accounts.uid-zero", record)
    elif verb == "passwd":
        call.flag("accounts.root-password" if record.endswith("/root") else "accounts.change", record)
    elif verb in ("append", "merge", "create") and re.search(r"/Groups/(?:admin|wheel|_?sudo)\b", joined):
        call.flag("accounts.administrator", joined)
    elif verb == "delete" and re.match(r"/Users/[^/]+$", record) and len(words) <= words.index(record) + 1:
        call.flag("accounts.delete-home", record)
    elif verb in ("delete", "create", "change", "append", "merge", "changei"):
        call.flag("accounts.change", record)
    return UNKNOWN


def dseditgroup(call: Call) -> str:
    """Follow dseditgroup."""
    group = call.parsed.operands[-1].text if call.parsed.operands else ""
    operation = call.parsed.value("-o") or "read"
    if operation in ("edit", "create") and call.parsed.has("-a") and _is_admin_group(call, group):
        call.flag("accounts.administrator", group)
    elif operation in ("edit", "create", "delete"):
        call.flag("accounts.change", group)
    return UNKNOWN


def sysadminctl(call: Call) -> str:
    """Follow sysadminctl."""
    texts = call.texts
    if "-deleteUser" in texts:
        call.flag(
            "accounts.delete" if "-keepHome" in texts else "accounts.delete-home",
            texts[min(texts.index("-deleteUser") + 1, len(texts) - 1)],
        )
    elif "-admin" in texts:
        call.flag("accounts.administrator", " ".join(texts))
    elif "-resetPasswordFor" in texts and "root" in texts:
        call.flag("accounts.root-password", "root")
    elif (
        any(
            text
            in (
                "-addUser",
                "-resetPasswordFor",
                "-newPassword",
                "-secureTokenOn",
                "-secureTokenOff",
                "-guestAccount",
                "-autologin",
                "-screenLock",
                "-afpGuestAccess",
                "-smbGuestAccess",
            )
            for text in texts
        )
        and "status" not in texts
    ):
        call.flag("accounts.change", " ".join(texts))
    return UNKNOWN


HANDLERS: Final = {
    **dict.fromkeys(("useradd", "usermod", "adduser", "luseradd"), user_tool), **dict.fromkeys(("userdel", "deluser", "luserdel"), delete_user),
    **dict.fromkeys(("gpasswd", "groupmems"), group_tool), **dict.fromkeys(("groupadd", "groupmod", "groupdel", "addgroup", "delgroup"), group_change),
    "passwd": passwd, **dict.fromkeys(("chpasswd", "newusers"), chpasswd), "chage": chage, **dict.fromkeys(("chsh", "chfn"), chsh),
    **dict.fromkeys(("visudo", "vipw", "vigr"), visudo), "dscl": dscl, "dseditgroup": dseditgroup, "sysadminctl": sysadminctl,
}  # fmt: skip
