"""The safety validator with the user's own rules: the one that every command of the program goes through."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cmdgen.core.errors import ConfigurationError
from cmdgen.settings import project_files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cmdgen.core.ports import Screener
    from cmdgen.core.records import Command, Report
    from cmdgen.safety.policy import Policy
    from cmdgen.safety.policy_packs import Pack
    from cmdgen.safety.rules.book import Book
    from cmdgen.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A validator, and what was refused when it was made."""

    policy: Policy | None
    """None where nobody has set any rules."""

    @property
    def screen(self) -> Screener:
        """The validator itself."""
        return functools.partial(_screen, self.policy)

    @property
    def book(self) -> Book:
        """Every rule that is in force."""
        from cmdgen.safety.rules.book import builtin_book  # noqa: PLC0415  read when it is asked for

        return builtin_book() if self.policy is None else self.policy.book

    @property
    def notices(self) -> tuple[str, ...]:
        """One line for each thing that a file wanted and did not get."""
        return () if self.policy is None else self.policy.notices


def guard(settings: Settings, folders: Sequence[Path] | None = None) -> Guard:
    """Return the validator under the rules of the config file, of installed packages and of the project.

    Args:
        folders: directories whose projects count, the one where commands would run first; None is the
            working directory.

    Raises:
        ConfigurationError: a file or a pack cannot be used; there is no validator with fewer rules instead.
    """
    from cmdgen.safety.policy_packs import registered_packs  # noqa: PLC0415  only what screens needs it

    places = [place for place in (_working_directory(),) if place] if folders is None else list(folders)
    home = _home()
    files = {file.path: file for place in places for file in project_files(place, home)}
    projects = [(str(file.path), str(file.path.parent), file.rules) for file in files.values()]
    packs = registered_packs()
    if not settings.rules and not projects and not packs:
        return Guard(policy=None)
    base = settings.config_file.parent if settings.config_file else Path()
    found = _compiled(
        json.dumps([dict(settings.rules), projects], default=str),
        str(settings.config_file),
        base,
        str(places[0]) if places else None,
        None if home is None else str(home),
        packs,
    )
    return Guard(policy=found)


def _screen(policy: Policy | None, command: Command) -> Report:
    from cmdgen.safety.policy import screen  # noqa: PLC0415  parsers and rule packs load on first use

    return screen(command, policy)


@functools.lru_cache(maxsize=8)
def _compiled(  # noqa: PLR0913, PLR0917  the key of the cache: a program that checks many commands reads its rules once
    tables: str, file: str, base: Path, cwd: str | None, home: str | None, packs: tuple[Pack, ...]
) -> Policy:
    from cmdgen.safety.policy_packs import extended, read_pack_file  # noqa: PLC0415
    from cmdgen.safety.policy_places import Here  # noqa: PLC0415
    from cmdgen.safety.policy_tables import Source, read_policy  # noqa: PLC0415
    from cmdgen.safety.rules.book import builtin_book  # noqa: PLC0415

    own, projects = json.loads(tables)
    files = [read_pack_file(base / Path(name).expanduser()) for name in _pack_names(own, file)]
    book = extended(builtin_book(), [*packs, *files])
    sources = [
        Source(table=own, file=file, folder=None),
        *(Source(table=table, file=name, folder=folder, is_project=True) for name, folder, table in projects),
    ]
    return read_policy(sources, book, Here(cwd=cwd, home=home))


def _pack_names(table: Mapping[str, Any], file: str) -> Sequence[str]:
    names = table.get("packs", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        message = f"{file}: rules.packs must be a list of files, not {names!r}"
        raise ConfigurationError(message, hint='write packs = ["my-rules.toml"] under [rules]')
    return names


def _working_directory() -> Path | None:
    try:
        return Path.cwd()
    except OSError:  # it was deleted
        return None


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:
        return None
