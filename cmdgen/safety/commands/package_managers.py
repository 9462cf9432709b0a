"""The words of package managers whose first operand says what is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Manager:
    """The words of one package manager."""

    removes: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    """Subcommands that install, upgrade or reconfigure."""
    lists: frozenset[str] = frozenset()
    """Subcommands that print the names of everything that is installed."""
    dry: tuple[str, ...] = ("--dry-run",)
    unverified: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    """Options that widen a removal to everything."""
    system: bool = False
    """True where the machine itself is made of these packages."""
    bare: bool = False
    """True where the call without a subcommand installs."""


_APT: Final = Manager(
    words("remove purge autoremove autopurge full-remove"), words("install reinstall build-dep upgrade dist-upgrade full-upgrade safe-upgrade dselect-upgrade satisfy edit-sources hold unhold markauto unmarkauto fetch"),
    dry=("-s", "--simulate", "--just-print", "--dry-run", "--recon", "--no-act", "-d", "--download-only", "--print-uris"),
    unverified=("--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories", "--allow-untrusted", "--no-gpg-check"), system=True,
)  # fmt: skip
_DNF: Final = Manager(
    words("remove erase autoremove rm groupremove grouperase swap"), words("install localinstall reinstall upgrade update downgrade distro-sync dsync groupinstall groupupdate mark upgrade-minimal update-minimal builddep debuginfo-install localupdate shell"),
    dry=("--assumeno", "--downloadonly", "--setopt=tsflags=test"), unverified=("--nogpgcheck", "--no-gpgchecks", "--nogpg"), system=True,
)  # fmt: skip
_YARN: Final = words(
    "install i add ci update up upgrade link dedupe import global rebuild in isntall upgrade-interactive set patch patch-commit"
)
_NPM_REMOVES: Final = words("uninstall remove rm r un unlink prune")
VERBS: Final = {
    **dict.fromkeys(("apt", "apt-get", "aptitude", "apt-fast", "nala"), _APT), **dict.fromkeys(("dnf", "yum", "microdnf", "dnf5", "tdnf"), _DNF),
    "zypper": Manager(words("remove rm"), words("install in update up dist-upgrade dup patch install-new-recommends inr source-install si verify ve addrepo ar removerepo rr modifyrepo mr addlock al removelock rl"), dry=("-D", "--dry-run", "-d", "--download-only"), unverified=("--no-gpg-checks", "-G", "--no-gpgcheck", "--allow-unsigned-rpm", "--gpgcheck-allow-unsigned"), system=True),
    "apk": Manager(words("del"), words("add upgrade fix"), dry=("-s", "--simulate"), unverified=("--allow-untrusted",), system=True),
    **dict.fromkeys(("pkg", "pkgin"), Manager(words("delete remove rm uninstall autoremove deinstall"), words("install add upgrade in reinstall lock unlock"), dry=("-n", "--dry-run"), all=("-a", "--all"), system=True)),
    "opkg": Manager(words("remove"), words("install upgrade flag"), dry=("--noaction", "--download-only"), unverified=("--no-check-certificate", "--nocase-check"), system=True),
    "eopkg": Manager(words("remove rm autoremove rmf remove-orphans rmo"), words("install it upgrade up"), dry=("-n", "--dry-run"), unverified=("--ignore-check",), system=True),
    "swupd": Manager(words("bundle-remove"), words("bundle-add update repair"), unverified=("-n", "--nosigcheck"), system=True),
    "slackpkg": Manager(words("remove clean-system"), words("install upgrade reinstall upgrade-all install-new"), system=True),
    "pamac": Manager(words("remove"), words("install build update upgrade"), system=True),
    "rpm-ostree": Manager(words("uninstall remove override"), words("install upgrade rebase rollback deploy kargs reset"), system=True),
    "brew": Manager(words("uninstall remove rm"), words("install reinstall upgrade tap untap link unlink pin unpin autoremove cleanup bundle postinstall switch migrate"), words("list ls leaves"), dry=("-n", "--dry-run"), unverified=("--no-quarantine",)),
    "port": Manager(words("uninstall deactivate reclaim"), words("install upgrade activate select"), words("installed"), dry=("-y",)),
    "snap": Manager(words("remove"), words("install refresh revert enable disable connect disconnect set unset alias unalias switch start stop restart try ack"), words("list"), unverified=("--dangerous", "--devmode")),
    "flatpak": Manager(words("uninstall remove"), words("install update upgrade override remote-add remote-modify remote-delete mask pin repair permission-reset make-current"), words("list"), unverified=("--no-gpg-verify", "--no-gpg-check"), all=("--all",)),
    "nix": Manager(frozenset(), frozenset()), "guix": Manager(words("remove"), words("install upgrade pull"), dry=("-n", "--dry-run")),
    **dict.fromkeys(("pip", "pip2", "pip3", "pip3.9", "pip3.10", "pip3.11", "pip3.12", "pip3.13", "pip3.14"), Manager(words("uninstall"), words("install"), words("freeze list"), unverified=("--trusted-host",))),
    "pipx": Manager(words("uninstall uninstall-all"), words("install inject upgrade upgrade-all reinstall reinstall-all uninject install-all"), words("list")),
    "pipenv": Manager(words("uninstall"), words("install update sync upgrade"), all=("--all",)), "poetry": Manager(words("remove"), words("add install update sync self")),
    "pdm": Manager(words("remove"), words("add install update sync")), "hatch": Manager(), "rye": Manager(words("remove uninstall"), words("add install sync")),
    **dict.fromkeys(("npm", "cnpm"), Manager(_NPM_REMOVES, _YARN, unverified=("--no-strict-ssl", "--strict-ssl=false"))),
    **dict.fromkeys(("yarn", "pnpm"), Manager(words("remove rm uninstall un prune"), _YARN, unverified=("--no-strict-ssl", "--strict-ssl=false"), bare=True)),
    "bun": Manager(words("remove rm"), words("install i add update upgrade link"), unverified=("--no-verify",)),
    "gem": Manager(words("uninstall"), words("install update cleanup pristine"), words("list"), dry=("--dryrun", "-D", "--explain")),
    "bundle": Manager(words("remove clean"), words("install update add")), "cargo": Manager(words("uninstall remove rm"), words("install add update upgrade publish"), dry=("--dry-run", "--list")),
    "rustup": Manager(words("uninstall"), words("install update default toolchain target component override")),
    "go": Manager(frozenset(), words("install get"), dry=("-n",), unverified=("-insecure",)),
    **dict.fromkeys(("conda", "mamba", "micromamba"), Manager(words("remove uninstall"), words("install update upgrade create clean"), words("list"), dry=("-d", "--dry-run"), unverified=("-k", "--insecure"))),
    "composer": Manager(words("remove rm"), words("require r install i update u upgrade global self-update create-project reinstall")),
    **dict.fromkeys(("opam", "luarocks", "cabal", "stack", "ghcup", "tlmgr", "asdf", "mise", "pyenv", "rbenv", "nodenv", "volta", "krew", "sdk", "nvm", "fnm", "dart", "cpan", "tasksel", "nimble", "raco"), Manager(words("uninstall remove rm"), words("install upgrade update add reinstall global default set"))),
}  # fmt: skip
