"""Looks at files only and starts no program, so that the facts cost a few milliseconds at most."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Platform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cmdgen.core.records import System, Userland

COMMON_TOOLS: Final = frozenset(
    "ag apk apt apt-get at awk aws bat brew bun bzip2 cargo choco convert crontab curl df dig dnf "
    "docker du emerge eza fd fdfind ffmpeg file find firewall-cmd fuser fzf gcc gh git go gpg grep gzip "
    "helm htop ifconfig ip iptables java journalctl jq kubectl launchctl less lsof magick make mysql nc "
    "netstat nft nix nmap node npm openssl pacman parallel pbcopy pdftk perl ping pip pip3 pnpm podman "
    "port ps psql pstree python python3 rg rsync ruby scoop screen scp sed socat sqlite3 ss ssh strace "
    "sudo systemctl tar tcpdump terraform tmux traceroute trash-put tree ufw unzip uv vim watch wget "
    "winget wl-copy xargs xbps-install xclip xz yq yum zip zstd zypper".split()
)
"""Programs worth knowing about before a command is written."""

_FAMILIES: Final = {
    "debian": ("apt", "apt-get"),
    "ubuntu": ("apt", "apt-get"),
    "fedora": ("dnf", "yum"),
    "rhel": ("dnf", "yum"),
    "centos": ("dnf", "yum"),
    "suse": ("zypper",),
    "opensuse": ("zypper",),
    "arch": ("pacman",),
    "alpine": ("apk",),
    "gentoo": ("emerge",),
    "void": ("xbps-install",),
}
_MANAGERS: Final[Mapping[System, tuple[str, ...]]] = {
    "linux": (
        "apt",
        "apt-get",
        "dnf",
        "yum",
        "zypper",
        "pacman",
        "apk",
        "xbps-install",
        "emerge",
        "nix",
        "brew",
    ),
    "macos": ("brew", "port", "nix"),
    "windows": ("winget", "scoop", "choco"),
}
_BSD_NAMES: Final = ("chimera", "freebsd", "openbsd", "netbsd", "dragonfly")
_WINDOWS_ENDINGS: Final = (".exe", ".cmd", ".bat", ".com", ".ps1")
_MAX_LINKS: Final = 8


def facts(environ: Mapping[str, str], *, root: Path = Path("/"), system: str = sys.platform) -> Platform:
    """Return what is known about the machine; works with an empty environment and never raises.

    Args:
        environ: PATH and, on Windows, MSYSTEM are read.
        root: folder that takes the place of `/`.
        system: as in `sys.platform`.
    """
    kind = _system(system)
    folders = _folders(environ.get("PATH", ""), root, kind)
    tools = _installed(folders, kind)
    release = _os_release(root) if kind == "linux" else {}
    distribution = release.get("ID") or None
    return Platform(
        system=kind,
        userland=_windows_userland(environ, system)
        if kind == "windows"
        else _unix_userland(kind, distribution or system, _link_chain("ls", folders, root)),
        distribution=distribution,
        package_manager=_package_manager(kind, release, tools),
        tools=tools,
    )


def _system(name: str) -> System:
    if name == "darwin":
        return "macos"
    if name in ("win32", "cygwin", "msys"):
        return "windows"
    return "linux"  # the BSDs too: their commands are closest


def _folders(path: str, root: Path, kind: System) -> list[Path]:
    separator = ";" if kind == "windows" else ":"
    folders: dict[Path, None] = {}
    for name in path.split(separator):
        # Relative entries depend on the working directory; Windows folders take seconds to list from WSL.
        if kind == "windows" and name:
            folders[Path(name)] = None
        elif name.startswith("/") and not re.match(r"/mnt/[a-z]/", name):
            folders[root / name.lstrip("/")] = None
    return list(folders)


def _installed(folders: Sequence[Path], kind: System) -> frozenset[str]:
    """Return which common tools are there; one listing a folder is cheaper than a question a tool."""
    found: set[str] = set()
    for folder in folders:
        try:
            names = os.listdir(folder)  # noqa: PTH208  (names alone; a Path for each of thousands costs more)
        except OSError:
            continue
        for name in names:
            bare = _without_ending(name) if kind == "windows" else name
            if bare in COMMON_TOOLS and bare not in found and _is_program(folder / name, kind):
                found.add(bare)
    return frozenset(found)


def _without_ending(name: str) -> str:
    lower = name.lower()
    for ending in _WINDOWS_ENDINGS:
        if lower.endswith(ending):
            return lower.removesuffix(ending)
    return ""


def _is_program(path: Path, kind: System) -> bool:
    # A link counts without following it: under another root its target is somewhere else.
    return kind == "windows" or path.is_symlink() or (path.is_file() and os.access(path, os.X_OK))


def _os_release(root: Path) -> dict[str, str]:
    """Return the entries of os-release, quotes taken off; see os-release(5)."""
    for name in ("etc/os-release", "usr/lib/os-release"):
        try:
            text = (root / name).read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        entries = re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE)
        return {key: value.strip().strip("\"'") for key, value in entries}
    return {}


def _windows_userland(environ: Mapping[str, str], system: str) -> Userland:
    # MSYS2 and Git for Windows set MSYSTEM, and bring GNU tools along.
    return "gnu" if "MSYSTEM" in environ or system in ("cygwin", "msys") else "windows"


def _unix_userland(kind: System, name: str, path_of_ls: Sequence[str]) -> Userland:
    """Judge by the distribution or kernel name, and by where `ls` leads to."""
    leads_to = " ".join(path_of_ls)
    if "busybox" in leads_to:
        return "busybox"
    if kind == "macos":
        # GNU coreutils of Homebrew, MacPorts and Nix come first only where the user wants them to.
        return "gnu" if re.search(r"gnubin|coreutils", leads_to) else "bsd"
    return "bsd" if name.startswith(_BSD_NAMES) else "gnu"


def _link_chain(program: str, folders: Sequence[Path], root: Path) -> list[str]:
    """Return the path of a program and of everything that it links to."""
    for folder in folders:
        path = folder / program
        chain: list[str] = []
        while len(chain) < _MAX_LINKS and (path.is_symlink() or path.is_file()):
            chain.append(str(path))
            if not path.is_symlink():
                break
            target = str(path.readlink())
            path = root / target.lstrip("/") if target.startswith("/") else path.parent / target
            chain.append(target)
        if chain:
            return chain
    return []


def _package_manager(kind: System, release: Mapping[str, str], tools: frozenset[str]) -> str | None:
    families = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    preferred = [manager for family in families for manager in _FAMILIES.get(family, ())]
    for manager in [*preferred, *_MANAGERS[kind]]:
        if manager in tools:
            return "apt" if manager == "apt-get" else manager
    return None
