"""Programs that configure packet filters."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re
from cmdgen.safety.resolve.marks import UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_EVERYWHERE: Final = frozenset({"0.0.0.0/0", "::/0", "0/0", "any", "0.0.0.0/0.0.0.0", "anywhere"})
_ALL_PORTS: Final = lazy_re.compile(r"^[01][:-]6553[0-5]$")
_NARROWS: Final = (
    "-s",
    "--source",
    "--src",
    "-i",
    "--in-interface",
    "-m",
    "--match",
    "-d",
    "--destination",
    "--dst",
)
_ADDS: Final = ("-A", "--append", "-I", "--insert", "-R", "--replace")
_PORTS: Final = (
    "--dport",
    "--destination-port",
    "--sport",
    "--source-port",
    "--dports",
    "--sports",
    "--ports",
    "--icmp-type",
    "--icmpv6-type",
)


def iptables(call: Call) -> str:
    """Follow iptables and its kin."""
    parsed = call.parsed
    if parsed.has("-F", "--flush"):
        call.flag("protection.firewall-off", "its rules")
    policy = _policy(call)
    if policy:
        chain, verdict = policy
        if verdict == "ACCEPT" and chain in ("INPUT", "FORWARD"):
            call.flag("protection.firewall-open", f"{chain} {verdict}")
        elif verdict in ("DROP", "REJECT") and chain in ("INPUT", "OUTPUT"):
            call.flag("machine.default-drop", f"{chain} {verdict}")
        else:
            call.flag("protection.firewall-change", f"{chain} {verdict}")
    elif parsed.has(*_ADDS):
        _rule(call)
    elif parsed.has(
        "-D", "--delete", "-X", "--delete-chain", "-N", "--new-chain", "-E", "--rename-chain", "-Z", "--zero"
    ):
        call.flag("protection.firewall-change", " ".join(call.texts))
    return UNKNOWN


def _policy(call: Call) -> tuple[str, str] | None:
    texts = call.texts
    for index, text in enumerate(texts):
        if text in ("-P", "--policy") and index + 2 < len(texts):
            return texts[index + 1].upper(), texts[index + 2].upper()
    return None


def _rule(call: Call) -> None:
    parsed = call.parsed
    texts = call.texts
    chain = next((after.upper() for text, after in itertools.pairwise(texts) if text in _ADDS), "")
    verdict = (parsed.value("-j", "--jump") or "").upper()
    narrowed = any(value not in _EVERYWHERE for option in _NARROWS for value in parsed.values(option))
    narrowed = narrowed or any(
        not _ALL_PORTS.match(value) for option in _PORTS for value in parsed.values(option)
    )
    table = parsed.value("-t", "--table") or "filter"
    if narrowed or chain not in ("INPUT", "FORWARD", "OUTPUT") or table != "filter":
        call.flag("protection.firewall-change", " ".join(call.texts))
    elif verdict == "ACCEPT" and chain != "OUTPUT":
        call.flag("protection.firewall-open", f"{chain}: everything is accepted")
    elif (
        verdict in ("DROP", "REJECT") and chain != "FORWARD" and not parsed.has("-p", "--protocol", "--proto")
    ):
        call.flag("machine.default-drop", f"{chain}: everything is refused")
    else:
        call.flag("protection.firewall-change", " ".join(call.texts))


def nft(call: Call) -> str:
    """Follow nft; its commands may stand in one quoted word."""
    if call.parsed.has_exactly("-c", "--check"):
        return UNKNOWN
    text = " ".join(arg.text for arg in call.parsed.operands)
    if call.parsed.has("-f", "--file"):
        text += " " + (call.stdin or "add file")
    for command in re.split(r"[;\n](?![^{]*\})", text):
        words = command.split()
        if not words:
            continue
        if words[0] in ("flush", "destroy") or words[:2] in (
            ["delete", "table"],
            ["delete", "chain"],
            ["reset", "ruleset"],
        ):
            call.flag("protection.firewall-off", command.strip())
        elif re.search(r"policy\s+drop", command) and not re.search(
            r"hook\s+(?:forward|prerouting|postrouting)", command
        ):
            call.flag("machine.default-drop", command.strip()[:60])
        elif words[0] not in ("list", "monitor", "describe", "export", "get"):
            call.flag("protection.firewall-change", command.strip()[:60])
    return UNKNOWN


def ufw(call: Call) -> str:
    """Follow ufw."""
    words = [arg.text.lower() for arg in call.parsed.operands]
    if not words or call.parsed.has_exactly("--dry-run"):
        return UNKNOWN
    verb, rest = words[0], words[1:]
    text = " ".join(words)
    if verb in ("disable", "reset") or text == "logging off":
        call.flag("protection.firewall-off", text)
    elif verb == "default":
        direction = next((word for word in rest if word in ("incoming", "outgoing", "routed")), "incoming")
        if "allow" in rest and direction != "outgoing":
            call.flag("protection.firewall-open", text)
        elif {"deny", "reject"} & set(rest) and direction != "routed":
            call.flag("machine.default-drop", text)
        else:
            call.flag("protection.firewall-change", text)
    elif verb in ("allow", "insert", "prepend", "route") and _ufw_opens(rest):
        call.flag("protection.firewall-open", text)
    elif verb not in ("status", "show", "version", "help") and not (verb == "app" and rest[:1] != ["update"]):
        call.flag("protection.firewall-change", text)
    return UNKNOWN


def _ufw_opens(rest: list[str]) -> bool:
    """Return whether a rule lets everybody reach every port."""
    if any(re.match(r"[01]:6553[0-5](?:/|$)", word) for word in rest):
        return "from" not in rest
    words = [
        word
        for word in rest
        if word not in ("in", "proto", "tcp", "udp", "log", "allow", "to", "from")
        and word not in _EVERYWHERE
        and not word.isdigit()
    ]
    return "from" in rest and not words and "port" not in rest


def firewall_cmd(call: Call) -> str:
    """Follow firewall-cmd, which is all options."""
    texts = [
        text
        if "=" in text or index + 1 >= len(call.texts) or call.texts[index + 1].startswith("-")
        else f"{text}={call.texts[index + 1]}"
        for index, text in enumerate(call.texts)
    ]
    zone_open = any(text in ("--zone=trusted",) for text in texts)
    for text in texts:
        name, _, value = text.partition("=")
        if (name == "--set-default-zone" and value == "trusted") or (
            name == "--set-target" and value == "ACCEPT"
        ):
            call.flag("protection.firewall-open", text)
        elif (
            (name == "--set-default-zone" and value in ("drop", "block"))
            or (name == "--set-target" and value in ("DROP", "%%REJECT%%", "REJECT"))
            or name == "--panic-on"
        ):
            call.flag("machine.default-drop", text)
        elif name in ("--add-port", "--add-source-port") and re.match(r"[01]-6553[0-5]/", value):
            call.flag("protection.firewall-open", text)
        elif zone_open and (
            name in ("--add-interface", "--change-interface")
            or (name in ("--add-source", "--change-source") and value in _EVERYWHERE)
        ):
            call.flag("protection.firewall-open", text)
        elif name == "--remove-service" and value == "ssh":
            call.flag("machine.network-down", "the way in over ssh")
        elif name == "--lockdown-off":
            call.flag("protection.firewall-off", text)
        elif name.startswith(
            ("--add-", "--remove-", "--set-", "--change-", "--new-", "--delete-", "--load-")
        ) or name in (
            "--reload",
            "--complete-reload",
            "--runtime-to-permanent",
            "--panic-off",
            "--reset-to-defaults",
            "--lockdown-on",
        ):
            call.flag("protection.firewall-change", text)
    return UNKNOWN


def pfctl(call: Call) -> str:
    """Follow pfctl."""
    parsed = call.parsed
    if parsed.has_exactly("-n"):
        return UNKNOWN
    if parsed.has("-d", "-F"):
        call.flag("protection.firewall-off", " ".join(call.texts))
    elif parsed.has("-f", "-e", "-E", "-X", "-T", "-k", "-K", "-z"):
        call.flag("protection.firewall-change", " ".join(call.texts))
    return UNKNOWN


HANDLERS: Final = {
    **dict.fromkeys(("iptables", "ip6tables", "iptables-legacy", "iptables-nft", "ip6tables-legacy", "ip6tables-nft", "ebtables", "arptables"), iptables),
    "nft": nft, "ufw": ufw, "firewall-cmd": firewall_cmd, "pfctl": pfctl,
}  # fmt: skip
