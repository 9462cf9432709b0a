"""What `cmdgen config` shows: settings and profiles for people, or as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cmdgen.ui.escape import printable
from cmdgen.ui.jsonout import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmdgen.ui.paint import Paint

_NOTHING: Final = "-"
"""In place of a value that is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One setting."""

    name: str
    """With its table: ollama.url."""
    text: str
    """Its value in words; a key is masked."""
    value: Any
    """The same as JSON has it."""
    source: str
    """flag, environment, profile, file or default."""
    origin: str
    """The flag, variable, profile or file itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRow:
    """One profile."""

    name: str
    kind: str
    """built-in, own, or both: own settings on top of built-in ones."""
    in_force: bool
    rows: Sequence[Row]
    """What it sets."""


def render_settings(rows: Sequence[Row], paint: Paint) -> str:
    """Return one line for each setting; those with their default stand back."""
    widest = max(len(row.name) for row in rows)
    lines = []
    for row in rows:
        is_default = row.origin == "default"
        left = f"{row.name.ljust(widest)} = {printable(row.text) or _NOTHING}"
        origin = paint(f"({printable(row.origin)})", "dim")
        lines.append(f"{paint(left, 'dim' if is_default else 'bold')}  {origin}")
    return "\n".join(lines)


def render_settings_json(
    rows: Sequence[Row], *, file: str | None, found: bool, profile: str | None, warnings: Sequence[str]
) -> str:
    """Return the settings as one line of ASCII, without a line end."""
    settings = {row.name: {"value": row.value, "source": row.source, "origin": row.origin} for row in rows}
    return json.dumps(
        {
            "schema": SCHEMA,
            "file": file,
            "found": found,
            "profile": profile,
            "settings": settings,
            "warnings": list(warnings),
        },
        ensure_ascii=True,
    )


def render_value_json(name: str, value: Any, origin: str) -> str:
    """Return one setting as one line of ASCII, without a line end."""
    return json.dumps({"schema": SCHEMA, "name": name, "value": value, "origin": origin}, ensure_ascii=True)


def render_profiles(profiles: Sequence[ProfileRow], paint: Paint) -> str:
    """Return the profiles, the one in force marked, each with what it sets."""
    lines = []
    for profile in profiles:
        mark = paint("*", "green") if profile.in_force else " "
        lines.append(f"{mark} {paint(printable(profile.name), 'bold')}  {paint(f'({profile.kind})', 'dim')}")
        lines += [f"    {row.name} = {printable(row.text)}" for row in profile.rows]
    return "\n".join(lines)


def render_profiles_json(profiles: Sequence[ProfileRow]) -> str:
    """Return the profiles as one line of ASCII, without a line end."""
    facts = [
        {
            "name": profile.name,
            "kind": profile.kind,
            "in_force": profile.in_force,
            "settings": {row.name: row.value for row in profile.rows},
        }
        for profile in profiles
    ]
    return json.dumps({"schema": SCHEMA, "profiles": facts}, ensure_ascii=True)
