"""Package managers whose options, not their operands, say what is done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety.commands.packages import ESSENTIAL, EVERYTHING, PLAIN_HTTP, remove
from cmdgen.safety.resolve.marks import UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def dpkg(call: Call) -> str:
    """Follow dpkg."""
    parsed = call.parsed
    targets = [arg.text for arg in parsed.operands]
    if parsed.has_exactly("--no-act", "--dry-run", "--simulate"):
        return UNKNOWN
    forces = [name for name, _, _ in parsed.options if name.startswith("--force")]
    if parsed.has("-r", "--remove", "-P", "--purge"):
        if any(
            "all" in (value or "") or "remove-essential" in (value or "")
            for name, value, _ in parsed.options
            if name == "--force"
        ) or any("remove-essential" in n or n == "--force-all" for n in forces):
            call.flag(ESSENTIAL, " ".join(targets))
        remove(call, targets, every=False, system=True)
    elif parsed.has(
        "-i",
        "--install",
        "--unpack",
        "-A",
        "--configure",
        "--set-selections",
        "--clear-selections",
        "--add-architecture",
        "--remove-architecture",
        "--triggers-only",
        "--update-avail",
    ):
        call.flag(
            "packages.unverified"
            if any("bad-verify" in n or n == "--force-all" for n in forces)
            else "packages.change",
            " ".join(targets) or call.name,
        )
    elif parsed.has_exactly("--get-selections") or (parsed.has_exactly("-l") and not targets):
        return EVERYTHING
    return UNKNOWN


def rpm(call: Call) -> str:
    """Follow rpm."""
    parsed = call.parsed
    targets = [arg.text for arg in parsed.operands]
    letters = "".join(text[1:] for text in call.texts if re.fullmatch(r"-[a-zA-Z]+", text))
    if "q" in letters or parsed.has(
        "--query", "-V", "--verify", "-K", "--checksig", "--test", "-E", "--eval"
    ):
        return EVERYTHING if "qa" in letters and not targets else UNKNOWN
    if "e" in letters or parsed.has_exactly("--erase"):
        remove(call, targets, every=False, system=True)
    elif re.search(r"[iUF]", letters) or parsed.has_exactly(
        "--install", "--upgrade", "--freshen", "--reinstall", "--import", "--rebuilddb", "--initdb"
    ):
        unverified = parsed.has("--nosignature", "--nodigest", "--nogpg", "--noverify")
        call.flag("packages.unverified" if unverified else "packages.change", " ".join(targets) or call.name)
        if any(PLAIN_HTTP.match(target) for target in targets):
            call.flag("packages.plain-http", targets[0])
    return UNKNOWN


def pacman(call: Call) -> str:
    """Follow pacman and the tools around it."""
    targets = [arg.text for arg in call.parsed.operands]
    given = {name for name, _, _ in call.parsed.options if name.startswith("--") or len(name) == 2}
    if given & {"-p", "--print"}:
        return UNKNOWN
    if given & {"-R", "--remove"}:
        remove(call, targets, every=False, system=True)
    elif given & {"-Q", "--query"}:
        return EVERYTHING if not targets and not given & {"-d", "-t", "-u", "-o", "-s", "-m"} else UNKNOWN
    elif given & {"-S", "--sync"}:
        if not given & {
            "-s",
            "--search",
            "-i",
            "--info",
            "-l",
            "--list",
            "-g",
            "--groups",
            "-w",
            "--downloadonly",
        } and (targets or given & {"-u", "--sysupgrade", "-c", "--clean"}):
            call.flag("packages.change", " ".join(targets) or "the system")
    elif given & {"-U", "--upgrade", "-D", "--database"}:
        call.flag("packages.change", " ".join(targets))
        if any(PLAIN_HTTP.match(target) for target in targets):
            call.flag("packages.plain-http", targets[0])
    elif call.name != "pacman" and not given - {"--noconfirm", "--needed"}:
        call.flag("packages.change", " ".join(targets) or "the system")
    return UNKNOWN


def by_option(call: Call) -> str:
    """Follow emerge, nix-env, xbps-remove, removepkg and the like."""
    parsed = call.parsed
    targets = [arg.text for arg in parsed.operands]
    if (
        parsed.has_exactly(
            "-p",
            "--pretend",
            "--dry-run",
            "-s",
            "--search",
            "-S",
            "--searchdesc",
            "--info",
            "-q",
            "--query",
            "--sync",
            "--list-generations",
        )
        and call.name in ("emerge", "nix-env")
        and not parsed.has_exactly("-e", "--uninstall")
    ):
        return UNKNOWN
    if call.name in ("xbps-install", "xbps-remove", "pkg_delete", "pkg_add") and parsed.has_exactly(
        "-n", "--dry-run"
    ):
        return UNKNOWN
    removes = (
        call.name in ("xbps-remove", "removepkg", "pkg_delete")
        or (call.name == "emerge" and parsed.has("-C", "--unmerge", "-c", "--depclean", "--deselect"))
        or (call.name == "nix-env" and parsed.has("-e", "--uninstall"))
    )
    if removes:
        remove(
            call,
            targets,
            every=call.name == "pkg_delete" and parsed.has("-a", "-X"),
            system=call.name != "nix-env",
        )
    elif targets or parsed.has("-u", "--update", "--upgrade", "--rollback", "--delete-generations"):
        call.flag("packages.change", " ".join(targets) or "the system")
    return UNKNOWN


HANDLERS: Final = {
    "dpkg": dpkg,
    "rpm": rpm,
    **dict.fromkeys(("pacman", "yay", "paru", "pikaur", "trizen"), pacman),
    **dict.fromkeys(
        ("emerge", "nix-env", "xbps-install", "xbps-remove", "removepkg", "pkg_delete", "pkg_add"), by_option
    ),
}
