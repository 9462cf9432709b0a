"""Cmdlets that change accounts, groups and access rights."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, paths, places
from cmdgen.safety.commands.powershell_binding import TRUE, bind, pairs
from cmdgen.safety.commands.powershell_targets import targets
from cmdgen.safety.paths import Value
from cmdgen.safety.resolve import marks

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_ADMINISTRATORS: Final = lazy_re.compile(
    r"(?i)^(?:(?:builtin\\)?administrators?|.*\badmins?|administratoren|administrateurs|administradores|backup operators|remote desktop users|s-1-5-32-544|account operators|hyper-v administrators)$"
)


def group_member(call: Call) -> str:
    """Follow Add-LocalGroupMember and Add-ADGroupMember."""
    bound = bind(
        call.args,
        "group name sid member identity members server credential",
        "confirm passthru",
        "group member" if "local" in call.name else "identity members",
    )
    group = (bound.text("group") or bound.text("name") or bound.text("identity") or bound.text("sid")).strip()
    call.flag(
        "powershell.administrator"
        if _ADMINISTRATORS.match(group) or not marks.is_known(group)
        else "powershell.account",
        bound.text("member") or bound.text("members"),
    )
    return ""


def new_user(call: Call) -> str:
    """Follow New-LocalUser, Set-LocalUser, New-ADUser and the like."""
    names = {name for name, _ in pairs(call)}
    weak = any(len(name) > 2 and "nopassword".startswith(name) for name in names) or any(
        name == "passwordnotrequired" and TRUE.match(value) for name, value in pairs(call)
    )
    call.flag(
        "powershell.no-password" if weak else "powershell.account",
        next((text for text in call.texts if not text.startswith("-")), ""),
    )
    return ""


def access_list(call: Call) -> str:
    """Follow Set-Acl."""
    bound = bind(
        call.args,
        "path literalpath aclobject inputobject securitydescriptor include exclude filter",
        "passthru clearcentralaccesspolicy",
        "path aclobject",
    )
    for arg in targets(call, bound):
        value = paths.classify(arg.text, call.state.cwd)
        system = places.is_system(arg.text, call.state.cwd) or places.is_authentication(
            arg.text, call.state.cwd
        )
        call.flag("powershell.acl-root" if value is Value.ROOT or system else "powershell.acl", arg.text)
    return ""


HANDLERS: Final[dict[str, Callable[[Call], str]]] = {
    **dict.fromkeys(("add-localgroupmember", "add-adgroupmember", "add-adprincipalgroupmembership"), group_member), "set-acl": access_list,
    **dict.fromkeys(("new-localuser", "set-localuser", "new-aduser", "set-aduser", "set-adaccountcontrol", "enable-localuser", "enable-adaccount"), new_user),
}  # fmt: skip
