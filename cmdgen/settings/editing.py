"""Changes single values of a config file; comments, order and line ends stay."""

from __future__ import annotations

import codecs
import copy
from typing import TYPE_CHECKING, Any

from cmdgen.core.errors import ConfigurationError, UsageError
from cmdgen.settings.config_file import parse
from cmdgen.settings.modes import holds_key
from cmdgen.settings.naming import target, typed
from cmdgen.settings.profiles import refuse_unknown
from cmdgen.settings.saving import change
from cmdgen.settings.tables import profiles_of, subtable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path


def set_value(path: Path, name: str, text: str) -> None:
    """Set one value in the config file, which is made if there is none.

    Raises:
        UsageError: there is no such setting, or the value is not allowed.
        ConfigurationError: the file is broken, or cannot be read or written; it is as it was.
    """
    set_values(path, {name: text})


def set_values(path: Path, values: Mapping[str, str]) -> None:
    """Set several values in the config file at once: all of them or none.

    Raises:
        UsageError: there is no such setting, or a value is not allowed.
        ConfigurationError: the file is broken, or cannot be read or written; it is as it was.
    """

    def edit(before: bytes | None) -> bytes | None:
        after = before
        for name, text in values.items():
            after = _with_value(after, path, name, text)
        return after

    change(path, edit, secret=lambda data: is_secret(data, path))


def _with_value(before: bytes | None, path: Path, name: str, text: str) -> bytes:
    goal = target(name)
    value = text.strip() if goal.key is None else typed(goal.key, text)
    content = {} if before is None else parse(before, path)
    if goal.key is None:
        _refuse_unknown_profile(str(value), content, path)
    _refuse_values_in_the_way(content, goal.path, path)
    there = goal.flat_path if _has(content, goal.flat_path) and not _has(content, goal.path) else goal.path
    return _edited(before, path, lambda table: _put(table, there, value))


def unset_value(path: Path, name: str) -> bool:
    """Remove one value from the config file, and return whether it was there.

    Raises:
        UsageError: there is no such setting.
        ConfigurationError: the file is broken, or cannot be read or written; it is as it was.
    """
    goal = target(name)

    def edit(before: bytes | None) -> bytes | None:
        content = {} if before is None else parse(before, path)
        there = [place for place in dict.fromkeys((goal.path, goal.flat_path)) if _has(content, place)]
        if not there:
            return None
        return _edited(before, path, lambda table: _remove(table, there))

    return path.exists() and change(path, edit, secret=lambda data: is_secret(data, path))


def is_secret(data: bytes, path: Path) -> bool:
    """Return whether this text of a config file holds a key.

    Raises:
        ConfigurationError: it is broken.
    """
    content = parse(data, path)
    return holds_key(content, profiles_of(content, path))


def _edited(before: bytes | None, path: Path, edit: Callable[[Any], None]) -> bytes:
    """Return the text of a config file after an edit of its content.

    Raises:
        ConfigurationError: the text after it would not mean what the edit means.
    """
    import tomlkit  # noqa: PLC0415  only needed to write
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    data = before or b""
    expected = copy.deepcopy(parse(data, path))
    edit(expected)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    windows = b"\r\n" in data.partition(b"\n")[0] + b"\n"
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    if text and not text.endswith("\n"):
        text += "\n"
    try:
        document = tomlkit.parse(text)
        edit(document)
        after = tomlkit.dumps(document)
        right = parse(after.encode(), path) == expected
    except (TOMLKitError, ConfigurationError, LookupError, TypeError, ValueError, AttributeError):
        right, after = False, ""
    if not right:  # the library has its weak spots, above all with tables that are written in pieces
        message = f"{path} is written in a way that cannot be edited without a risk; it is as it was"
        raise ConfigurationError(message, hint="change it by hand: cmdgen config edit")
    return mark + (after.replace("\n", "\r\n") if windows else after).encode()


def _refuse_unknown_profile(name: str, content: dict[str, Any], path: Path) -> None:
    try:
        refuse_unknown(name, profiles_of(content, path), path)
    except ConfigurationError as error:
        raise UsageError(error.message, hint=error.hint) from error


def _refuse_values_in_the_way(content: dict[str, Any], place: tuple[str, ...], path: Path) -> None:
    table: Mapping[str, Any] = content
    for name in place[:-1]:
        table = subtable(table, name, str(path))


def _has(table: Any, place: tuple[str, ...]) -> bool:
    for name in place:
        if not isinstance(table, dict) or name not in table:
            return False
        table = table[name]
    return True


def _put(table: Any, place: tuple[str, ...], value: object) -> None:
    for depth, name in enumerate(place[:-1], start=1):
        if name not in table:
            table[name] = _new_table(table, holds_only_tables=depth < len(place) - 1)
        table = table[name]
    table[place[-1]] = value


def _remove(content: Any, places: Iterable[tuple[str, ...]]) -> None:
    for place in places:
        table = content
        for name in place[:-1]:
            table = table[name]
        del table[place[-1]]


def _new_table(parent: Any, *, holds_only_tables: bool) -> Any:
    if type(parent) is dict:
        return {}
    import tomlkit  # noqa: PLC0415  only needed to write
    from tomlkit.items import InlineTable  # noqa: PLC0415

    if isinstance(parent, InlineTable):
        return tomlkit.inline_table()
    return tomlkit.table(is_super_table=holds_only_tables)
