"""Package managers of systems and of languages: what is installed from where, and what is removed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re
from cmdgen.safety.commands import services
from cmdgen.safety.commands.package_managers import VERBS, Manager, words
from cmdgen.safety.commands.services import matches_list
from cmdgen.safety.resolve.marks import SOME, STAR, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

ESSENTIAL: Final = "packages.remove-essential"
IMPORTANT: Final = "packages.remove-important"
"""Rules that hold the lists of packages as their `operands`."""
EVERYTHING: Final = STAR + "\n"
"""What a list of all installed packages prints: any of them."""


def by_verb(call: Call) -> str:
    """Follow a manager whose first operand says what is done."""
    manager, parsed = VERBS[call.name], call.parsed
    given = [arg.text for arg in parsed.operands]
    if not given:
        if manager.bare and not parsed.options:
            call.flag("packages.change", call.name)
        return UNKNOWN
    verb, *targets = _without_group(call.name, given)
    if verb in ("groupremove", "grouperase"):
        targets = ["@" + target for target in targets]
    if verb in manager.lists and not targets and call.name not in ("snap",):
        return EVERYTHING
    if parsed.has_exactly(*manager.dry) or "APT::Get::Simulate=true" in parsed.values("-o"):
        return UNKNOWN
    _check_source(call, manager, verb, targets)
    if call.name == "brew" and verb == "services" and targets[:1] not in ([], ["list"], ["info"]):
        return _brew_services(call, targets)
    if verb in manager.removes:
        every = (
            parsed.has_exactly(*manager.all)
            or verb == "uninstall-all"
            or (call.name == "gem" and not targets)
            or (call.name in ("conda", "mamba", "micromamba") and parsed.has("-a", "--all"))
            or (call.name == "port" and "installed" in targets)
        )
        remove(
            call,
            [t for t in targets if not t.endswith("+") or t in ("g++", "libstdc++")],
            every=every,
            system=manager.system,
            from_file=bool(parsed.values("-r", "--requirement")),
        )
    elif verb in manager.changes:
        if manager.system:
            dropped = [target[:-1] for target in targets if target.endswith("-")]
            if dropped:
                remove(call, dropped, every=False, system=True)
        call.flag("packages.change", " ".join(targets) or verb)
    return UNKNOWN


def _without_group(name: str, given: list[str]) -> list[str]:
    """Return the words without an outer noun: `dnf group remove x`, `pip`-like `uv pip install x`, `yarn global add x`."""
    nouns = {"dnf": ("group", "groups", "module", "environment"), "yum": ("group", "groups", "module"), "dnf5": ("group", "environment", "module"), "yarn": ("global", "workspace"),
             "composer": ("global",), "conda": ("env",), "mamba": ("env",), "rustup": ("toolchain", "self", "component", "target"), "apt-mark": ()}  # fmt: skip
    if len(given) > 1 and given[0] in nouns.get(name, ()):
        verb = given[1]
        return (
            [verb, *("@" + word for word in given[2:])]
            if given[0] in ("group", "groups", "environment")
            else given[1:]
        )
    return given


def _brew_services(call: Call, targets: list[str]) -> str:
    for unit in targets[1:]:
        if targets[0] in ("stop", "kill"):
            services.stop(call, unit)
        else:
            call.flag("machine.service", unit)
    return UNKNOWN


def remove(call: Call, targets: list[str], *, every: bool, system: bool, from_file: bool = False) -> None:
    """Judge the removal of packages.

    Args:
        call: the call that removes them.
        targets: the packages as they are named.
        every: everything is removed, whatever the names are.
        system: the machine itself is made of such packages.
        from_file: a file names further packages.
    """
    forced = call.parsed.has(
        "--allow-remove-essential",
        "--force-yes",
        "--force-remove-essential",
        "--force-all",
        "--force-remove-protected",
    ) or any("protected_packages=" in v for v in call.parsed.values("--setopt"))
    if forced and system:
        call.flag(ESSENTIAL, " ".join(targets))
    if every or any(_is_everything(target) for target in targets):
        call.flag("packages.remove-everything", " ".join(targets) or call.name)
    for target in targets:
        if _is_everything(target):
            continue
        name = _package(target.rpartition("/")[2] if call.name == "emerge" else target)
        if system and matches_list(call.analysis.book[ESSENTIAL].operands, name):
            call.flag(ESSENTIAL, target)
        elif system and matches_list(call.analysis.book[IMPORTANT].operands, name):
            call.flag(IMPORTANT, target)
        else:
            call.flag("packages.change", target)
    if from_file or not targets:
        call.flag("packages.change", "what is no longer needed")


def _package(target: str) -> str:
    """Return a package's name without version, architecture and release."""
    name = (
        target.replace(UNKNOWN, "").replace(SOME, "")
        if not target.startswith(("linux-image", "kernel"))
        else target
    )
    return re.sub(r"(?::\w+|=.*|/[\w-]+|\.(?:x86_64|i686|noarch|aarch64))$", "", name).lower()


def _is_everything(target: str) -> bool:
    return target in ("*", ".*", STAR, "~i", "?installed", "installed", "@installed", "@world", "world") or (
        STAR in target and not target.strip(STAR + ".*")
    )


PLAIN_HTTP: Final = lazy_re.compile(
    r"^(?:git\+|hg\+|svn\+)?http://(?!localhost[:/]|127\.|\[::1\]|0\.0\.0\.0)"
)
_SOURCES: Final = (
    "-i",
    "--index-url",
    "--pypi-url",
    "--extra-index-url",
    "-f",
    "--find-links",
    "--registry",
    "--index",
    "--default-index",
    "-s",
    "--source",
    "--git",
    "-c",
    "--channel",
    "-X",
    "--repository",
)
_FETCHES: Final = words("download config update makecache upgrade remote-add add wheel refresh ref install")
_OFF_SETTING: Final = lazy_re.compile(
    r"(?i)(?:verify-peer|verify-host|sslverify|gpgcheck|verify_ssl)=(?:0|false|no)|(?:allowunauthenticated|allowinsecurerepositories|allowweakrepositories)=(?:1|true|yes)"
)


def _check_source(call: Call, manager: Manager, verb: str, targets: list[str]) -> None:
    """Judge where packages come from, and whether their signatures and hosts are checked."""
    if verb not in manager.changes and verb not in _FETCHES:
        return
    parsed = call.parsed
    unchecked = bool(manager.unverified) and parsed.has(*manager.unverified)
    unchecked = unchecked or any(
        _OFF_SETTING.search(value)
        for option in ("-o", "--option", "--setopt")
        for value in parsed.values(option)
    )
    plain = next((target for target in targets if PLAIN_HTTP.match(target)), "")
    # Packages of a system are signed, so that a plain http mirror is no risk; packages of languages are not.
    from_plain = not manager.system and any(
        PLAIN_HTTP.match(value) for option in _SOURCES for value in parsed.values(option)
    )
    if unchecked or "false" in parsed.values("--strict-ssl"):
        call.flag("packages.unverified", " ".join(targets) or verb)
    elif plain or from_plain:
        call.flag("packages.plain-http", plain or " ".join(targets) or verb)


HANDLERS: Final = dict.fromkeys(
    (name for name in VERBS if name not in ("pipenv", "poetry", "bundle", "nix", "bun")), by_verb
)
