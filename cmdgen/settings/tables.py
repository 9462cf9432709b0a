"""Tables of a config file, flattened to the names of the settings, and what is strange in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cmdgen.core.errors import ConfigurationError
from cmdgen.settings.keys import GROUPS, KEYS, nearest_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

NOT_SETTINGS: Final = frozenset({"profile", "profiles", "rules"})
"""What else the top level of a config file may hold."""


def flattened(table: Mapping[str, Any], where: str) -> dict[str, object]:
    """Return the raw values of all known keys by field: `[ollama] url` becomes `ollama_url`.

    A key may also stand beside the tables with an underscore, `ollama_url`; the table wins.

    Args:
        table: top level or profile of a config file.
        where: its file, and its profile if it is one, for the message.

    Raises:
        ConfigurationError: a value stands where a table belongs.
    """
    found: dict[str, object] = {}
    for key in KEYS.values():
        if key.group is None:
            raw = table.get(key.name)
        else:
            raw = subtable(table, key.group, where).get(key.path[-1], table.get(key.name))
        if raw is not None:
            found[key.name] = raw
    return found


def subtable(table: Mapping[str, Any], name: str, where: str) -> Mapping[str, Any]:
    """Return the table of this name, empty if there is none.

    Raises:
        ConfigurationError: something else has this name; its value is not told, since it may be a key.
    """
    found = table.get(name, {})
    if not isinstance(found, dict):
        message = f"{where}: {name} must be a table, not a value"
        raise ConfigurationError(message, hint=f"write [{name}] and its settings below")
    return found


def profiles_of(content: Mapping[str, Any], path: Path | None) -> dict[str, Mapping[str, Any]]:
    """Return the user's own profiles.

    Raises:
        ConfigurationError: one of them is no table.
    """
    table = subtable(content, "profiles", str(path))
    return {name: subtable(table, name, f"{path}: profiles") for name in table}


def unknown_keys(content: Mapping[str, Any], profiles: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return a warning for each key that is no setting, with the nearest one that is."""
    places = [(name, name) for name in _unknown_in(content) if name not in NOT_SETTINGS]
    for profile, table in profiles.items():
        places += [(f"profiles.{profile}.{name}", name) for name in _unknown_in(table)]
    return [unknown(full_name, name) for full_name, name in places]


def unknown(full_name: str, name: str) -> str:
    """Return what is said about a key that is no setting.

    Args:
        full_name: as it stands there, with the profile.
        name: without the profile.
    """
    nearest = nearest_key(name)
    return f"unknown setting {full_name}" + (f"; did you mean {nearest}?" if nearest else "")


def _unknown_in(table: Mapping[str, Any]) -> Iterator[str]:
    known = {key.path for key in KEYS.values()}
    for name, value in table.items():
        if name in GROUPS and isinstance(value, dict):
            yield from (f"{name}.{inner}" for inner in value if (name, inner) not in known)
        elif name not in KEYS and name not in GROUPS:
            yield name
