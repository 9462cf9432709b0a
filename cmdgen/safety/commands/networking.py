"""Programs that configure network links, addresses and routes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re
from cmdgen.safety.resolve.marks import UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_VIRTUAL: Final = lazy_re.compile(
    r"^(?:docker|veth|br-|virbr|dummy|tap|tun|utun|wg|vcan|can|vnet|cni|flannel|cali|lxc|lxd|vmnet|tailscale|zt|vbox|podman|ifb|gre|sit|vxlan|macvtap|ppp|bnep|p2p|awdl|llw)"
)
"""Links whose loss does not cut this machine off."""
_DEFAULT: Final = frozenset({"default", "0.0.0.0/0", "::/0", "0.0.0.0", "0/0", "any"})
_SHOWS: Final = ("show", "list", "lst", "ls", "get", "monitor", "help", "save")


def _down(call: Call, link: str) -> None:
    call.flag("machine.network-change" if _VIRTUAL.match(link) else "machine.network-down", link)


def _is(word: str, *names: str) -> bool:
    """Return whether a word is one of the names or its beginning, as iproute2 and nmcli accept it."""
    return bool(word) and any(name.startswith(word) for name in names)


def ip(call: Call) -> str:
    """Follow ip: options, an object, a verb, and the rest, each of which may be abbreviated."""
    words = call.texts
    while words and words[0].startswith("-"):
        takes = re.fullmatch(r"-(?:n|net(?:ns)?|b|batch|f|family|l|loops|rc|rcvbuf)", words[0])
        if takes and words[0] in ("-b", "-batch"):
            call.flag("machine.network-change", " ".join(words))
            return UNKNOWN
        words = words[2:] if takes else words[1:]
    if len(words) < 2:
        return UNKNOWN
    thing, verb, rest = words[0], words[1], words[2:]
    if _is(thing, "netns") and _is(verb, "exec") and len(rest) > 1:
        return call.run_inner(call.args[len(call.args) - len(rest) + 1 :])
    if (
        verb in _SHOWS
        or (verb[:1] == "s" and _is(verb, "show") and not (_is(thing, "link") and verb == "s"))
        or _is(verb, "list", "monitor")
    ):
        return UNKNOWN
    if _is(thing, "link") and _is(verb, "set"):
        _link_set(call, rest)
    elif _is(thing, "route") or thing == "ro":
        _route(call, verb, rest)
    elif (_is(thing, "address") and _is(verb, "flush")) or (thing in ("rule", "ru") and _is(verb, "flush")):
        target = rest[rest.index("dev") + 1] if "dev" in rest[:-1] else thing
        _down(call, target)
    else:
        call.flag("machine.network-change", " ".join(words))
    return UNKNOWN


def _link_set(call: Call, rest: list[str]) -> None:
    names = [word for word in rest if word != "dev"]
    link = names[0] if names else "…"
    open_state = len(names) == 2 and UNKNOWN in names[1]
    if "down" in rest or open_state or ("carrier" in rest and "off" in rest):
        _down(call, link)
    else:
        call.flag("machine.network-change", link)


def _route(call: Call, verb: str, rest: list[str]) -> None:
    default = bool(_DEFAULT & set(rest))
    if (_is(verb, "delete") and verb != "d") or verb in ("d", "del"):
        call.flag("machine.default-route" if default else "machine.network-change", " ".join(rest))
    elif _is(verb, "flush"):
        call.flag(
            "machine.network-change" if "cache" in rest else "machine.default-route",
            " ".join(rest) or "every route",
        )
    elif default and set(rest) & {"blackhole", "unreachable", "prohibit", "throw"}:
        call.flag("machine.default-route", " ".join(rest))
    elif not _is(verb, "get", "show", "save"):
        call.flag("machine.network-change", " ".join(rest))


def ifconfig(call: Call) -> str:
    """Follow ifconfig."""
    words = call.texts
    if "down" in words and len(words) > 1:
        _down(call, words[0])
    elif len([word for word in words if not word.startswith("-")]) > 1:
        call.flag("machine.network-change", words[0])
    return UNKNOWN


def ifdown(call: Call) -> str:
    """Follow ifdown: `-a` is every link."""
    words = [arg.text for arg in call.parsed.operands]
    if call.parsed.has_exactly("-n", "--no-act"):
        return UNKNOWN
    for word in words or (["every link"] if call.parsed.has("-a", "--all") else []):
        _down(call, word)
    return UNKNOWN


def route(call: Call) -> str:
    """Follow route of net-tools and of BSD."""
    words = [text for text in call.texts if not re.fullmatch(r"-(?:n|v|q|e|ee|4|6|inet6?|A|F|C)", text)]
    verb = next((word for word in words if word in ("add", "del", "delete", "flush", "change")), None)
    if verb is None:
        return UNKNOWN
    default = bool(_DEFAULT & set(words))
    cuts = verb == "flush" or (verb in ("del", "delete") and default)
    call.flag("machine.default-route" if cuts else "machine.network-change", " ".join(words))
    return UNKNOWN


def nmcli(call: Call) -> str:
    """Follow nmcli, whose words may all be abbreviated."""
    words = [arg.text for arg in call.parsed.operands]
    if len(words) < 2:
        return UNKNOWN
    thing, verb, rest = words[0], words[1], words[2:]
    last = rest[-1] if rest else ""
    if _is(thing, "networking"):
        if verb in ("off", "on"):
            call.flag("machine.network-down" if verb == "off" else "machine.network-change", "all networking")
    elif _is(thing, "radio"):
        if last in ("off", "on"):
            call.flag(
                "machine.network-down"
                if last == "off" and not _is(verb, "wwan")
                else "machine.network-change",
                f"radio {verb}",
            )
    elif _is(thing, "device"):
        if _is(verb, "disconnect", "down") and verb != "d":
            for link in rest:
                _down(call, link)
        elif _is(verb, "delete") or (
            verb not in _SHOWS
            and not _is(verb, "status", "show", "list", "monitor", "lldp")
            and not (_is(verb, "wifi") and (not rest or _is(rest[0], "list", "rescan", "show-password")))
        ):
            call.flag("machine.network-change", " ".join(rest) or verb)
    elif _is(thing, "connection"):
        if _is(verb, "down"):
            for link in [word for word in rest if word not in ("id", "uuid", "path")]:
                _down(call, link)
        elif not _is(verb, "show", "monitor", "export"):
            call.flag("machine.network-change", " ".join(rest) or verb)
    elif _is(thing, "general") and _is(verb, "hostname", "logging") and rest:
        call.flag("machine.network-change", " ".join(rest))
    return UNKNOWN


def networkctl(call: Call) -> str:
    """Follow networkctl."""
    words = [arg.text for arg in call.parsed.operands]
    if words and words[0] == "down":
        for link in words[1:]:
            _down(call, link)
    elif words and words[0] in (
        "up",
        "renew",
        "reconfigure",
        "reload",
        "forcerenew",
        "delete",
        "edit",
        "mask",
        "unmask",
        "persistent-storage",
    ):
        call.flag("machine.network-change", " ".join(words))
    return UNKNOWN


def networksetup(call: Call) -> str:
    """Follow networksetup of macOS."""
    words = [text.lower() for text in call.texts]
    verb = words[0] if words else ""
    if (
        words
        and words[-1] == "off"
        and verb in ("-setnetworkserviceenabled", "-setairportpower", "-setv4off")
    ) or verb in ("-setv4off", "-removenetworkservice"):
        call.flag("machine.network-down", " ".join(call.texts[1:]))
    elif verb.startswith(
        (
            "-set",
            "-add",
            "-create",
            "-remove",
            "-ordernetwork",
            "-switchto",
            "-delete",
            "-rename",
            "-connect",
            "-import",
            "-enable",
            "-disable",
        )
    ):
        call.flag("machine.network-change", " ".join(call.texts[1:]))
    return UNKNOWN


def rfkill(call: Call) -> str:
    """Follow rfkill."""
    words = [arg.text for arg in call.parsed.operands]
    if len(words) > 1 and words[0] in ("block", "unblock", "toggle"):
        cuts = words[0] != "unblock" and bool(set(words[1:]) & {"all", "wifi", "wlan"})
        call.flag("machine.network-down" if cuts else "machine.network-change", " ".join(words))
    return UNKNOWN


HANDLERS: Final = {
    "ip": ip, "ifconfig": ifconfig, "ifdown": ifdown, "route": route, "nmcli": nmcli, "networkctl": networkctl, "networksetup": networksetup, "rfkill": rfkill,
}  # fmt: skip
