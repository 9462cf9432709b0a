"""Ways from another machine back into this one: reverse forwards of ssh, and programs that make tunnels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re
from cmdgen.safety.resolve.marks import UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_CONTROLS: Final = frozenset(
    "22 23 139 445 512 513 514 873 2222 2375 2376 2379 3389 5037 5800 5900 5901 5902 5985 5986 6000 6443 8291 9222 10250 16509 "
    "3306 5432 1433 1521 6379 9200 11211 27017 ssh telnet rdp vnc socks".split()
)
"""Ports behind which somebody can log in, run commands, or read a store."""
_PUBLIC_HOSTS: Final = lazy_re.compile(
    r"(?:^|[@.])(?:serveo\.net|localhost\.run|nokey@.*|pinggy\.io|a\.pinggy\.online|tunnelmole\.com|ssh\.localhost\.run|srv\.us|tunnel\.us\.ngrok\.com|bore\.pub)$"
)
"""Services that put what is forwarded to them on the internet."""
_EVERYBODY: Final = frozenset({"", "*", "0.0.0.0", "::", "[::]"})
_BACK: Final = lazy_re.compile(r"(?i)\s*RemoteForward\s*[=\s]\s*(.+)")
_TAKES_VALUE: Final = frozenset("BbcDEeFIiJLlmOoPpQRSWw")


def reverse_forwards(call: Call) -> None:
    """Judge `ssh -R`: the other machine, and who can reach it, gets a way to a port of this one."""
    specifications, host = _reverse(call)
    for text in specifications:
        everybody, target = _taken_apart(text)
        public = host is not None and _PUBLIC_HOSTS.search(host) is not None
        port = target.rpartition(":")[2]
        open_port = UNKNOWN in port or not port
        controls = everybody or public or open_port or port in _CONTROLS or target.startswith("/")
        call.flag("remote.reverse-access" if controls else "remote.reverse-tunnel", target or "every port")


def _reverse(call: Call) -> tuple[list[str], str | None]:
    """Return the values of -R and of `-o RemoteForward`, and the host."""
    found: list[str] = []
    texts, index = call.texts, 0
    takes = _TAKES_VALUE | {"M"} if call.name == "autossh" else _TAKES_VALUE
    while index < len(texts):
        text = texts[index]
        index += 1
        if text[:1] != "-" or len(text) < 2:
            return found, text  # what follows is the command
        for position, letter in enumerate(text[1:], start=1):
            if letter not in takes:
                continue
            value = text[position + 1 :]
            if not value and index < len(texts):
                value = texts[index]
                index += 1
            if letter == "R":
                found.append(value)
            elif letter == "o" and (setting := _BACK.match(value)):
                found.append(":".join(setting.group(1).split()))
            break
    return found, None


def _taken_apart(text: str) -> tuple[bool, str]:
    """Return whether everybody may use a forward over there, and where it leads to here; nowhere means anywhere."""
    if re.fullmatch(r"(?:[^:]*:)?\d+", text):
        return True, ""  # a proxy into this network
    parts = re.findall(r"\[[^\]]*\]|[^:]+|(?<=:)(?=:)|^(?=:)", text)
    bind = (
        parts[0]
        if len(parts) == 4 or (len(parts) == 3 and not parts[0].isdigit() and not parts[0].startswith("/"))
        else "-"
    )
    return bind in _EVERYBODY, ":".join(parts[-2:]) if not parts[-1].startswith("/") else parts[-1]


_DIALOGUE: Final = lazy_re.compile(
    r"(?i)^(?:ssh|rdp|smb|vnc|tcp|unix|bastion|tls|socks)\b|\bsocks\b|docker\.sock"
)


def tunnel(call: Call) -> str:
    """Follow ngrok, cloudflared, chisel, bore and their like: which port of this machine do they show to the internet?"""
    words = [text for text in call.texts if text[:1] != "-"]
    verbs, unless = _VERBS[call.name]
    if (verbs and not set(verbs) & set(words[:2])) or set(unless) & set(words[:2]):
        return UNKNOWN
    ends = [text.partition("=")[2] if text[:1] == "-" else text for text in call.texts]
    if call.name == "chisel":
        ends = [text[2:] for text in words[2:] if text.startswith("R:")]
        if not ends and words[:1] == ["client"]:
            return UNKNOWN
    controls = any(_DIALOGUE.search(text) or text.rpartition(":")[2] in _CONTROLS for text in ends if text)
    call.flag("remote.reverse-access" if controls else "remote.reverse-tunnel", " ".join(words) or call.name)
    return UNKNOWN


_VERBS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "ngrok": (("http", "tcp", "tls", "start", "tunnel"), ()),
    "cloudflared": (
        ("tunnel", "access"),
        ("list", "info", "login", "create", "cleanup", "delete", "route", "token"),
    ),
    "chisel": (("client", "server"), ()),
    "bore": (("local",), ()),
    "lt": ((), ()),
    "localtunnel": ((), ()),
    "frpc": ((), ("verify", "status")),
    "zrok": (("share", "reserve"), ()),
    "pagekite": ((), ()),
    "pagekite.py": ((), ()),
    "inlets": (("client",), ()),
    "inlets-pro": (("http", "tcp"), ()),
    "rathole": ((), ()),
    "tunnelmole": ((), ()),
    "tmole": ((), ()),
    "devtunnel": (("host",), ()),
    "expose": (("share",), ()),
    "sish": ((), ()),
    "gsocket": ((), ()),
    "gs-netcat": ((), ()),
}
"""Program -> the words after which it opens a way in, none when it always does; and the words after which it does not."""


HANDLERS: Final = dict.fromkeys(_VERBS, tunnel)
