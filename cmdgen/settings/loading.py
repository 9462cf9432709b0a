"""Puts flags, environment, profile, file and defaults together."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from cmdgen.core.errors import ConfigurationError, UsageError
from cmdgen.settings.config_file import read
from cmdgen.settings.keys import KEYS, PREFIX, Key
from cmdgen.settings.modes import loose_mode
from cmdgen.settings.places import place
from cmdgen.settings.profiles import BUILT_IN, refuse_unknown
from cmdgen.settings.tables import flattened, profiles_of, unknown_keys
from cmdgen.settings.values import Origin, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

# Variables of the same prefix that are no settings, and no typing mistakes either.
_OTHER_VARIABLES: Final = frozenset({"CMDGEN_CONFIG", "CMDGEN_PROFILE"})
_OLLAMA_HOST: Final = "OLLAMA_HOST"


def load(environ: Mapping[str, str], file: Path | None, flags: Mapping[str, object]) -> Settings:
    """Return the settings in force.

    Args:
        environ: the environment variables.
        file: config file named on the command line; it must exist. None looks at ``CMDGEN_CONFIG``,
            whose file must exist too, and then at the usual place, where a file may be.
        flags: values from the command line by key, plus ``profile``; None means that it was not given.

    Raises:
        ConfigurationError: the file cannot be read or parsed, a value is not allowed, or there is no
            such profile.
        UsageError: the value of a flag is not allowed.
    """
    path, required = config_place(environ, file)
    content, found = ({}, False) if path is None else read(path, required=required)
    return resolve(content, environ, flags, path=path, found=found)


def resolve(
    content: Mapping[str, Any],
    environ: Mapping[str, str],
    flags: Mapping[str, object],
    *,
    path: Path | None,
    found: bool,
) -> Settings:
    """Return the settings in force for a config file whose content is at hand.

    Raises:
        ConfigurationError: a value is not allowed, or there is no such profile.
        UsageError: the value of a flag is not allowed.
    """
    own_profiles = profiles_of(content, path)
    profile, profile_origin = _profile_name(environ, content, flags, path)
    if profile is not None:
        refuse_unknown(profile, own_profiles, path)
    own, built_in = own_profiles.get(profile or "", {}), BUILT_IN.get(profile or "", {})
    # Numbers as in the module's lookup order; what the user says about a built-in profile comes before it.
    places: tuple[tuple[Mapping[str, object], Origin], ...] = (
        (_from_variables(environ), Origin("environment", "")),  # 2
        (flattened(own, f"{path}: profiles.{profile}"), Origin("profile", f"profile {profile}")),  # 3
        (flattened(built_in, ""), Origin("profile", f"built-in profile {profile}")),  # 3
        (flattened(content, str(path)), Origin("file", str(path))),  # 4
    )
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {"profile": profile_origin}
    for key in KEYS.values():
        for table, origin in ((flags, _flag_origin(key, flags)), *places):
            raw = table.get(key.name)
            if raw is None:
                continue
            exact = Origin("environment", key.variable) if origin.source == "environment" else origin
            values[key.name] = _parsed(key, raw, exact)
            origins[key.name] = exact
            break
    host_warnings = _take_ollama_host(environ, values, origins)
    return Settings(
        **values,
        rules=_rules(content, path),
        profile=profile,
        config_file=path,
        config_found=found,
        origins=MappingProxyType(origins),
        warnings=(
            *unknown_keys(content, own_profiles),
            *_unknown_variables(environ),
            *host_warnings,
            *loose_mode(path, content, own_profiles, found=found),
        ),
    )


def config_place(environ: Mapping[str, str], file: Path | None) -> tuple[Path | None, bool]:
    """Return the config file, and whether it must exist to be read.

    None on a machine without a place for one.

    Raises:
        ConfigurationError: it is named by a home directory that there is not.
    """
    if file is not None:
        return file, True
    if environ.get("CMDGEN_CONFIG"):
        try:
            return Path(environ["CMDGEN_CONFIG"]).expanduser(), True
        except RuntimeError as error:
            message = f"CMDGEN_CONFIG is {environ['CMDGEN_CONFIG']!r}, and there is no home directory"
            raise ConfigurationError(message, hint="name the file by its whole path") from error
    folder = place("config")
    return (None if folder is None else folder / "config.toml"), False


def _from_variables(environ: Mapping[str, str]) -> dict[str, object]:
    return {key.name: environ[key.variable] for key in KEYS.values() if environ.get(key.variable)}


def _flag_origin(key: Key, flags: Mapping[str, object]) -> Origin:
    name = key.name.replace("_", "-")
    if flags.get(key.name) is False:
        return Origin("flag", f"flag --no-{name}")
    usual = key.flag is None or key.flag.startswith("--no-")
    return Origin("flag", f"flag --{name}" if usual else f"flag {key.flag}")


def _profile_name(
    environ: Mapping[str, str], content: Mapping[str, Any], flags: Mapping[str, object], path: Path | None
) -> tuple[str | None, Origin]:
    """Return the profile in force, and who says so."""
    places: tuple[tuple[object, Origin], ...] = (
        (flags.get("profile"), Origin("flag", "flag --profile")),
        (environ.get("CMDGEN_PROFILE"), Origin("environment", "CMDGEN_PROFILE")),
        (content.get("profile"), Origin("file", str(path))),
    )
    return next(
        ((str(name), origin) for name, origin in places if name), (None, Origin("default", "default"))
    )


def _rules(content: Mapping[str, Any], path: Path | None) -> Mapping[str, Any]:
    table = content.get("rules", {})
    if not isinstance(table, dict):
        message = f"{path}: rules must be a table, not {table!r}"
        raise ConfigurationError(
            message, hint="write [[rules.deny]], [[rules.allow]], [rules.levels] or [rules]"
        )
    return table


def _parsed(key: Key, raw: object, origin: Origin) -> object:
    try:
        return key.parse(raw)
    except ValueError as error:
        # A key, or an address with a password in it, is not repeated.
        tells_too_much = key.secret or (isinstance(raw, str) and "@" in raw)
        given = "" if tells_too_much else f", not {raw!r}"
        if origin.source == "flag":
            message = f"{origin.detail.removeprefix('flag ')} {error}{given}"
            raise UsageError(message, hint="cmdgen --help tells what each option takes") from error
        message = f"{key.dotted} ({origin}) {error}{given}"
        raise ConfigurationError(message, hint="correct or remove it") from error


def _take_ollama_host(
    environ: Mapping[str, str], values: dict[str, Any], origins: dict[str, Origin]
) -> list[str]:
    """Take Ollama's own variable as the default of its address; return a warning if it means no address."""
    value = environ.get(_OLLAMA_HOST, "").strip()
    if not value or values.get("ollama_url") is not None:
        return []
    from cmdgen.settings.addresses import from_ollama_host  # noqa: PLC0415  rarely needed

    try:
        values["ollama_url"] = from_ollama_host(value)
    except ValueError as error:  # a variable of another program is no reason to stop
        return [f"{_OLLAMA_HOST} {error}; it is not used"]
    origins["ollama_url"] = Origin("default", _OLLAMA_HOST)
    return []


def _unknown_variables(environ: Mapping[str, str]) -> list[str]:
    real = {key.variable for key in KEYS.values()} | _OTHER_VARIABLES
    strange = sorted(name for name in environ if name.startswith(PREFIX) and name not in real)
    if not strange:
        return []
    import difflib  # noqa: PLC0415  only after a mistake

    # Other programs may use the prefix: only what is close to a real name counts as a mistake.
    nearest = {name: difflib.get_close_matches(name, real, n=1, cutoff=0.8) for name in strange}
    return [f"unknown variable {name}; did you mean {match[0]}?" for name, match in nearest.items() if match]
