"""Puts flags, environment, profile, file and defaults together."""

from __future__ import annotations

import difflib
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from cmdgen.core.errors import ConfigurationError, UsageError
from cmdgen.settings.config_file import loose_mode, read
from cmdgen.settings.keys import KEYS, Key
from cmdgen.settings.places import place
from cmdgen.settings.values import Origin, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

_OTHER_TOP_LEVEL: Final = frozenset({"profile", "profiles", "rules"})
_PREFIX: Final = "CMDGEN_"
# Variables of the same prefix that other parts of the contract name; they are no typing mistakes.
_OTHER_VARIABLES: Final = frozenset(
    {"CMDGEN_CONFIG", "CMDGEN_PROFILE", "CMDGEN_MODELS_DIR", "CMDGEN_VLLM_API_KEY"}
)


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
    path, required = _config_place(environ, file)
    content, found = ({}, False) if path is None else read(path, required=required)
    profile = _profile_name(environ, content, flags)
    chosen = {} if profile is None else _profile(content, profile, path)

    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    for key in KEYS.values():
        variable = _PREFIX + key.name.upper()
        # Numbers as in the module's lookup order.
        places: tuple[tuple[Mapping[str, object], str, Origin], ...] = (
            (flags, key.name, Origin("flag", f"flag --{_flag_name(key.name)}")),  # 1
            ({k: v for k, v in environ.items() if v}, variable, Origin("environment", variable)),  # 2
            (chosen, key.name, Origin("profile", f"profile {profile}")),  # 3
            (content, key.name, Origin("file", str(path))),  # 4
        )
        for where, name, origin in places:
            raw = where.get(name)
            if raw is None:
                continue
            values[key.name] = _parsed(key, raw, origin)
            origins[key.name] = origin
            break
    return Settings(
        **values,
        rules=_rules(content, path),
        profile=profile,
        config_file=path,
        config_found=found,
        origins=MappingProxyType(origins),
        warnings=(
            *_unknown_keys(content, chosen, profile),
            *_unknown_variables(environ),
            *loose_mode(path, found=found),
        ),
    )


def _flag_name(key: str) -> str:
    return "timeout" if key == "timeout_s" else key.replace("_", "-")


def _config_place(environ: Mapping[str, str], file: Path | None) -> tuple[Path | None, bool]:
    """Return the config file, and whether it must exist."""
    if file is not None:
        return file, True
    if environ.get("CMDGEN_CONFIG"):
        return Path(environ["CMDGEN_CONFIG"]).expanduser(), True
    folder = place("config")
    return (None if folder is None else folder / "config.toml"), False


def _profile_name(
    environ: Mapping[str, str], content: Mapping[str, Any], flags: Mapping[str, object]
) -> str | None:
    name = flags.get("profile") or environ.get("CMDGEN_PROFILE") or content.get("profile")
    return None if name is None else str(name)


def _profile(content: Mapping[str, Any], name: str, path: Path | None) -> Mapping[str, Any]:
    profiles = content.get("profiles", {})
    known = sorted(profiles) if isinstance(profiles, dict) else []
    if name in known and isinstance(profiles[name], dict):
        return profiles[name]  # type: ignore[no-any-return]  # checked to be a table
    message = f"there is no profile {name!r}; known: {', '.join(known) or 'none'}"
    raise ConfigurationError(message, hint=f"add [profiles.{name}] to {path or 'a configuration file'}")


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
        if origin.source == "flag":
            message = f"--{_flag_name(key.name)} {error}, not {raw!r}"
            raise UsageError(message, hint="cmdgen --help tells what each option takes") from error
        message = f"{key.name} ({origin}) {error}, not {raw!r}"
        raise ConfigurationError(message, hint="correct or remove it") from error


def _unknown_keys(content: Mapping[str, Any], chosen: Mapping[str, Any], profile: str | None) -> list[str]:
    inside = {f"profiles.{profile}": chosen} if profile else {}
    places: dict[str, Mapping[str, Any]] = {"": content, **inside}
    return [
        _unknown(f"{where}.{name}".lstrip("."), name)
        for where, table in places.items()
        for name in table
        if name not in KEYS and (where or name not in _OTHER_TOP_LEVEL)
    ]


def _unknown(full_name: str, name: str) -> str:
    nearest = difflib.get_close_matches(name, KEYS, n=1)
    return f"unknown setting {full_name}" + (f"; did you mean {nearest[0]}?" if nearest else "")


def _unknown_variables(environ: Mapping[str, str]) -> list[str]:
    real = {_PREFIX + name.upper() for name in KEYS} | _OTHER_VARIABLES
    strange = sorted(name for name in environ if name.startswith(_PREFIX) and name not in real)
    # Other programs may use the prefix: only what is close to a real name counts as a mistake.
    nearest = {name: difflib.get_close_matches(name, real, n=1, cutoff=0.8) for name in strange}
    return [f"unknown variable {name}; did you mean {match[0]}?" for name, match in nearest.items() if match]
