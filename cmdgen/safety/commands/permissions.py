"""Programs that change who may do what with files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, paths, places
from cmdgen.safety.paths import Value
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import SHELL

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

INTERPRETERS: Final = lazy_re.compile(
    r"(?:^|/)(?:ba|z|da|k|fi|a|c|tc)?sh$|(?:^|/)(?:python[\d.]*|perl|ruby|node|php|lua|vim?|find|awk|nmap|env|busybox|cp|dd|tar|less|more|nano|emacs|gdb|rootbash)$"
)
_SYMBOLIC: Final = lazy_re.compile(r"([ugoa]*)([-+=])([rwxXst]*)")


def judge_mode(call: Call, mode: str, arg: Arg, *, recursive: bool) -> None:
    """Judge giving one path a mode such as 4755 or `o+w`."""
    world_writable, setuid = _reads_mode(mode)
    cwd, text = call.state.cwd, arg.text
    value = paths.classify(text, cwd)
    if recursive and value is Value.ROOT:
        call.flag("permissions.root-tree", text, span=arg.span)
        return
    if setuid:
        copied = call.state.files.get(paths.canonical(text, cwd), "")
        called = INTERPRETERS.search(text) is not None or SHELL in copied
        call.flag("protection.setuid-shell" if called else "protection.setuid", text, span=arg.span)
        return
    if world_writable:
        if places.is_account_database(text, cwd) or places.is_authentication(text, cwd):
            call.flag("protection.open-account-files", text, span=arg.span)
        elif value is Value.ROOT or places.is_system(text, cwd):
            call.flag("permissions.open-system", text, span=arg.span)
        elif recursive:
            call.flag(
                "permissions.open-tree" if value is Value.ORDINARY else "permissions.change",
                text,
                span=arg.span,
            )
        else:
            call.flag("permissions.change", text, span=arg.span)
        return
    if places.is_authentication(text, cwd):
        call.flag("permissions.open-system" if _opens(mode) else "permissions.change", text, span=arg.span)
    elif places.is_secret(text, cwd) and _opens(mode):
        call.flag("permissions.change", text, span=arg.span)
    elif recursive or value is Value.ROOT or places.is_system(text, cwd):
        call.flag("permissions.change", text, span=arg.span)


def _opens(mode: str) -> bool:
    """Return whether others may read."""
    if re.fullmatch(r"[0-7]{3,5}", mode):
        return int(mode[-1], 8) & 4 != 0
    return any(
        "r" in perms and op != "-" and (not who or "o" in who or "a" in who)
        for who, op, perms in _SYMBOLIC.findall(mode)
    )


def _reads_mode(mode: str) -> tuple[bool, bool]:
    """Return whether a mode lets everybody write, and whether it sets a setuid or setgid bit."""
    if re.fullmatch(r"[0-7]{1,5}", mode):
        number = int(mode, 8)
        return bool(number & 0o002), bool(number & 0o6000) and not bool(
            number & 0o1000 and not number & 0o6000
        )
    world = setuid = False
    for who, operator, permissions in _SYMBOLIC.findall(mode):
        if operator == "-":
            continue
        if "w" in permissions and ("o" in who or "a" in who):
            world = True
        if "s" in permissions and (not who or "u" in who or "g" in who or "a" in who):
            setuid = True
    return world, setuid


def chmod(call: Call) -> str:
    """Follow chmod."""
    args = [
        arg
        for arg in call.args
        if not re.fullmatch(
            r"--(?:verbose|changes|silent|quiet|preserve-root|no-preserve-root|recursive)|-[RvcfHLPh]+",
            arg.text,
        )
    ]
    args = [arg for arg in args if arg.text != "--"]
    recursive = call.parsed.has("-R", "--recursive")
    reference = any(arg.text.startswith("--reference") for arg in args)
    if reference:
        args = [arg for arg in args if not arg.text.startswith("--reference")]
        for arg in args:
            judge_mode(call, "u+x", arg, recursive=recursive)
        return ""
    if len(args) < 2:
        return ""
    for arg in args[1:]:
        judge_mode(call, args[0].text, arg, recursive=recursive)
    return ""


def chown(call: Call) -> str:
    """Follow chown and chgrp."""
    recursive = call.parsed.has("-R", "--recursive")
    operands = call.parsed.operands
    targets = operands if call.parsed.has("--reference") else operands[1:]
    for arg in targets:
        value = paths.classify(arg.text, call.state.cwd)
        if recursive and value is Value.ROOT:
            call.flag("permissions.root-tree", arg.text, span=arg.span)
        elif places.is_authentication(arg.text, call.state.cwd) and not (
            operands and re.match(r"root|0(?::|$)", operands[0].text)
        ):
            call.flag("permissions.open-system", arg.text, span=arg.span)
        else:
            call.flag("permissions.owner", arg.text, span=arg.span)
    return ""


def setfacl(call: Call) -> str:
    """Follow setfacl: an entry for everybody with write is like chmod o+w."""
    recursive = call.parsed.has("-R", "--recursive")
    entries = " ".join(
        (*call.parsed.values("-m"), *call.parsed.values("--modify"), *call.parsed.values("--set"))
    )
    mode = "o+w" if re.search(r"(?:^|,|\s)o(?:ther)?::?[r-]?w", entries) else "u+x"
    for arg in call.parsed.operands:
        if mode == "o+w" or recursive:
            judge_mode(call, mode, arg, recursive=recursive)
        else:
            call.flag("permissions.change", arg.text, span=arg.span)
    return ""


def setcap(call: Call) -> str:
    """Follow setcap: capabilities on an interpreter hand root to everybody."""
    operands = [arg.text for arg in call.parsed.operands]
    if operands and operands[0] not in ("-r", "-v"):
        strong = re.search(
            r"cap_(?:setuid|sys_admin|dac_override|sys_ptrace|setgid|chown|fowner)|all[=+]|=ep", operands[0]
        )
        if strong:
            call.flag(
                "protection.setuid-shell"
                if len(operands) > 1 and INTERPRETERS.search(operands[1])
                else "protection.setuid",
                operands[-1],
            )
    return ""


HANDLERS: Final = {
    **dict.fromkeys(("chmod", "gchmod"), chmod),
    **dict.fromkeys(("chown", "gchown", "chgrp"), chown),
    "setfacl": setfacl,
    "setcap": setcap,
}
