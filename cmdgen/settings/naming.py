"""What a user means by the name of a setting: `ollama.url`, `profile`, `profiles.work.timeout_s`."""

from __future__ import annotations

from dataclasses import dataclass

from cmdgen.core.errors import UsageError
from cmdgen.settings.keys import GROUPS, Key, find
from cmdgen.settings.tables import unknown

_LIST = "cmdgen config show lists all settings"


@dataclass(frozen=True, slots=True)
class Target:
    """One value of a config file."""

    key: Key | None
    """None is the name of the profile in force, which is no setting like the others."""
    profile: str | None = None
    """The profile that it stands in; None is the top level."""

    @property
    def path(self) -> tuple[str, ...]:
        """The tables around it and its name."""
        inner = ("profile",) if self.key is None else self.key.path
        return inner if self.profile is None else ("profiles", self.profile, *inner)

    @property
    def flat_path(self) -> tuple[str, ...]:
        """The same with an underscore in place of the table, `ollama_url`, which is read as well."""
        return self.path if self.key is None else (*self.path[: -len(self.key.path)], self.key.name)

    @property
    def dotted(self) -> str:
        """Its name for people."""
        return ".".join(self.path)


def target(name: str) -> Target:
    """Return what this name stands for.

    Raises:
        UsageError: there is no such setting.
    """
    if name == "profile":
        return Target(None)
    first, _, rest = name.partition(".")
    if first == "rules":
        message = "rules are lists and tables, which one value cannot change"
        raise UsageError(
            message, hint="cmdgen config edit opens the file; docs/own-rules.md shows how to write them"
        )
    if name in GROUPS:
        message = f"{name} is a table, not a setting"
        raise UsageError(message, hint=_LIST)
    if first == "profiles":
        profile, _, inner = rest.partition(".")
        if not profile or not inner:
            message = f"{name} is not a setting: it needs a profile and a key"
            raise UsageError(message, hint=f"such as profiles.{profile or 'work'}.timeout_s")
        return Target(_key(inner, name), profile)
    return Target(_key(name, name))


def _key(name: str, full_name: str) -> Key:
    key = find(name)
    if key is None:
        raise UsageError(unknown(full_name, name), hint=_LIST)
    return key


def typed(key: Key, text: str) -> object:
    """Return a value from the command line as a config file spells it.

    Raises:
        UsageError: the value is not allowed.
    """
    try:
        value = key.parse(text)
    except ValueError as error:
        given = "" if key.secret or "@" in text else f", not {text!r}"
        message = f"{key.dotted} {error}{given}"
        raise UsageError(message, hint=f"{key.dotted}: {key.meaning.replace('`', '')}") from error
    if key.kind == "truth":
        return value
    if key.kind == "list":
        return list(value)
    if key.kind == "number" and value is not None:
        # As it was typed: 30 does not become 30.0.
        return int(value) if value == int(value) else float(value)
    return text.strip()
