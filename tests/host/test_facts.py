"""Facts about machines, on small made-up file systems."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from cmdgen.core.records import Platform
from cmdgen.host.facts import facts

if TYPE_CHECKING:
    from pathlib import Path


def machine(
    root: Path, tools: list[str] | None = None, release: str = "", links: dict[str, str] | None = None
) -> Path:
    (root / "usr" / "bin").mkdir(parents=True)
    for tool in tools or []:
        path = root / "usr" / "bin" / tool
        path.touch()
        path.chmod(0o755)
    for name, target in (links or {}).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)
    if release:
        (root / "etc").mkdir()
        (root / "etc" / "os-release").write_text(release, encoding="utf-8")
    return root


USR = {"PATH": "/usr/bin"}


def test_debian(tmp_path: Path) -> None:
    machine(tmp_path, ["ls", "apt-get", "apt", "git", "unknown-tool"], 'PRETTY_NAME="Debian 13"\nID=debian\n')
    assert facts(USR, root=tmp_path, system="linux") == Platform(
        system="linux",
        userland="gnu",
        distribution="debian",
        package_manager="apt",
        tools=frozenset({"apt", "apt-get", "git"}),
    )


@pytest.mark.parametrize(
    ("release", "tools", "manager"),
    [
        ("ID=ubuntu\nID_LIKE=debian", ["apt-get"], "apt"),
        ('ID="fedora"', ["apt", "dnf"], "dnf"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"', ["yum"], "yum"),
        ('ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"', ["zypper", "dnf"], "zypper"),
        ("ID=endeavouros\nID_LIKE=arch", ["pacman", "brew"], "pacman"),
        ("ID='alpine'", ["apk"], "apk"),
        ("ID=nixos", ["nix"], "nix"),
        ("ID=debian", [], None),
        ("", ["pacman"], "pacman"),
        ("nonsense", [], None),
    ],
)
def test_the_package_manager_is_the_one_of_the_distribution(
    tmp_path: Path, release: str, tools: list[str], manager: str | None
) -> None:
    machine(tmp_path, tools, release)
    assert facts(USR, root=tmp_path, system="linux").package_manager == manager


@pytest.mark.parametrize("target", ["/bin/busybox", "busybox", "../../bin/busybox"])
def test_busybox_is_seen_by_the_link_of_ls(tmp_path: Path, target: str) -> None:
    machine(tmp_path, ["busybox"], "ID=alpine", {"usr/bin/ls": target})
    assert facts(USR, root=tmp_path, system="linux").userland == "busybox"


def test_multicall_coreutils_are_gnu(tmp_path: Path) -> None:
    machine(tmp_path, ["coreutils"], "ID=ubuntu", {"usr/bin/ls": "coreutils"})
    assert facts(USR, root=tmp_path, system="linux").userland == "gnu"


def test_a_link_to_itself_ends(tmp_path: Path) -> None:
    machine(tmp_path, [], "", {"usr/bin/ls": "ls"})
    assert facts(USR, root=tmp_path, system="linux").userland == "gnu"


def test_macos_is_bsd_unless_gnu_tools_come_first(tmp_path: Path) -> None:
    machine(tmp_path, ["ls", "brew"])
    plain = facts(USR, root=tmp_path, system="darwin")
    assert (plain.system, plain.userland, plain.package_manager, plain.distribution) == (
        "macos",
        "bsd",
        "brew",
        None,
    )
    gnubin = tmp_path / "opt" / "homebrew" / "opt" / "coreutils" / "libexec" / "gnubin"
    gnubin.mkdir(parents=True)
    (gnubin / "ls").touch()
    path = {"PATH": "/opt/homebrew/opt/coreutils/libexec/gnubin:/usr/bin"}
    assert facts(path, root=tmp_path, system="darwin").userland == "gnu"


def test_the_bsds_have_bsd_tools(tmp_path: Path) -> None:
    machine(tmp_path, ["ls"], "ID=freebsd")
    platform = facts(USR, root=tmp_path, system="freebsd14")
    assert (platform.system, platform.userland) == ("linux", "bsd")


def test_windows_programs_are_known_without_their_endings(tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("git.EXE", "winget.exe", "npm.cmd", "jq", "notes.txt"):
        (folder / name).touch()
    platform = facts({"PATH": f"{folder};;{tmp_path / 'gone'}"}, root=tmp_path, system="win32")
    assert platform == Platform(
        system="windows",
        userland="windows",
        package_manager="winget",
        tools=frozenset({"git", "winget", "npm"}),
    )
    assert facts({"MSYSTEM": "UCRT64"}, root=tmp_path, system="win32").userland == "gnu"


def test_what_cannot_be_executed_is_no_tool(tmp_path: Path) -> None:
    if os.name != "posix":
        pytest.skip("needs permission bits")
    machine(tmp_path, ["git"])
    (tmp_path / "usr" / "bin" / "jq").touch(mode=0o644)
    (tmp_path / "usr" / "bin" / "curl").mkdir(mode=0o644)
    assert facts(USR, root=tmp_path, system="linux").tools == {"git"}


@pytest.mark.parametrize(
    "path", ["", ":", ".:bin", "/does/not/exist", "/etc/passwd", "/mnt/c/Windows:/usr/bin"]
)
def test_any_path_will_do(tmp_path: Path, path: str) -> None:
    machine(tmp_path, ["git"])
    tools = facts({"PATH": path}, root=tmp_path, system="linux").tools
    assert tools == ({"git"} if "/usr/bin" in path else frozenset())


def test_an_empty_environment_will_do(tmp_path: Path) -> None:
    assert facts({}, root=tmp_path, system="linux") == Platform(system="linux", userland="gnu")


def test_this_machine_has_facts() -> None:
    platform = facts(dict(os.environ))
    assert platform.tools
