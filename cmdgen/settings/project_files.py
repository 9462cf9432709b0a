"""Finds and reads the policy files of a project: `.cmdgen.toml` in the working directory and above it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cmdgen.core.errors import ConfigurationError
from cmdgen.settings.config_file import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME: Final = ".cmdgen.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFile:
    """One policy file."""

    path: Path
    rules: Mapping[str, Any]
    """Its `[rules]` table as it stands there."""


def project_files(start: Path, home: Path | None) -> tuple[ProjectFile, ...]:
    """Return the policy files that hold in a directory, the nearest first.

    The search goes up to the root of the repository, or to the home directory; outside of both it looks at
    the directory itself only, since anybody may write into a shared folder above it.  All files found count:
    one in a subdirectory cannot take back what the project's own says.

    Args:
        start: the directory, absolute.
        home: the user's home directory.

    Raises:
        ConfigurationError: a file cannot be read, is not TOML, or holds anything but `[rules]`.
    """
    found = []
    for folder in _folders(start, home):
        content, exists = read(folder / NAME, required=False)
        if exists:
            found.append(ProjectFile(path=folder / NAME, rules=_rules(content, folder / NAME)))
    return tuple(found)


def _folders(start: Path, home: Path | None) -> Iterator[Path]:
    above = [start, *start.parents]
    for number, folder in enumerate(above):
        if (folder / ".git").exists() or folder == home:
            yield from above[: number + 1]
            return
    yield start


def _rules(content: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
    for key in content:
        if key != "rules":
            import difflib  # noqa: PLC0415  only after a mistake

            nearest = difflib.get_close_matches(key, ["rules"], n=1)
            message = f"{path}: unknown key {key!r}" + ("; did you mean rules?" if nearest else "")
            raise ConfigurationError(
                message, hint="a project's file holds [[rules.deny]] and [rules.levels] only"
            )
    rules = content.get("rules", {})
    if not isinstance(rules, dict):
        message = f"{path}: rules must be a table, not {rules!r}"
        raise ConfigurationError(message, hint="write [[rules.deny]] or [rules.levels]")
    return rules
