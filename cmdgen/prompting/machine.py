"""The machine in a few words: only what decides between one command and another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cmdgen.core.records import Platform

_SYSTEMS: Final = {"linux": "Linux", "macos": "macOS", "windows": "Windows"}
_USERLANDS: Final = {"gnu": "GNU", "bsd": "BSD", "busybox": "BusyBox"}
_SHELLS: Final = {"powershell": "PowerShell", "cmd": "cmd.exe"}

# What a model reaches for without being told; worth a word when it is not there.
_EXPECTED: Final = {
    "linux": ("sudo", "systemctl", "journalctl", "ip", "ss", "ps", "lsof", "curl", "git", "unzip"),
    "macos": ("git", "curl", "lsof"),
    "windows": ("git", "curl"),
}
# What a model uses only when it is told; worth a word when it is there.
_WELCOME: Final = ("docker", "fd", "ffmpeg", "jq", "kubectl", "pdftk", "podman", "rg", "rsync", "tmux")


def machine_facts(platform: Platform, dialect: str) -> str:
    """Return one short paragraph that is the same for every request on this machine and shell."""
    system = _SYSTEMS[platform.system]
    if platform.distribution:
        system = f"{system} ({platform.distribution})"
    facts = [f"Machine: {system}", f"shell {_SHELLS.get(dialect, dialect)}"]
    if platform.userland in _USERLANDS:
        facts.append(f"{_USERLANDS[platform.userland]} core tools")
    if platform.package_manager:
        facts.append(f"package manager {platform.package_manager}")
    text = ", ".join(facts) + "."
    if platform.tools:  # an empty set means that nobody has looked
        missing = [tool for tool in _EXPECTED[platform.system] if tool not in platform.tools]
        present = [tool for tool in _WELCOME if tool in platform.tools]
        if present:
            text += f" Also installed: {', '.join(present)}."
        if missing:
            text += f" Not installed: {', '.join(missing)}."
    return text
