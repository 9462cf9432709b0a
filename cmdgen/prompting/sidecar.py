"""Reads the profile file that may lie beside a model file."""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from cmdgen.core.errors import ConfigurationError
from cmdgen.prompting.profile import DIALECTS, PromptProfile, Rating, Style
from cmdgen.prompting.vocabulary import read_vocabulary

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_SCHEMA: Final = 1
_T = TypeVar("_T")


def read_profile(path: Path) -> PromptProfile:
    """Read one `.profile.toml` file, with the vocabulary file that it names.

    Raises:
        ConfigurationError: unreadable, no TOML, unknown keys, or values that make no sense.
    """
    try:
        return _profile(tomllib.loads(path.read_text(encoding="utf-8")), path.parent)
    except (OSError, ValueError) as error:  # TOMLDecodeError and UnicodeDecodeError are ValueErrors
        message = f"the model profile {path} cannot be used: {error}"
        hint = "repair the file, or remove it to use the model as it is"
        raise ConfigurationError(message, hint=hint) from error


def _profile(table: dict[str, object], folder: Path) -> PromptProfile:
    schema = _take(table, "schema", int, 0)
    if schema != _SCHEMA:
        message = f"schema is {schema}, this version reads schema {_SCHEMA}"
        raise ValueError(message)
    limits = _table(table, "limits")
    dialects = _table(table, "dialects")
    assumes = _table(table, "assumes")
    max_bytes = _take(limits, "request_bytes", int, 0)
    profile = PromptProfile(
        name=_take(table, "name", str, ""),
        style=_style(_take(table, "style", str, "chat")),
        system=_words(_table(table, "system"), "system"),
        stop=_strings(table, "stop", ()),
        max_request_characters=_take(limits, "request_characters", int, 4000),
        max_request_bytes=max_bytes or None,
        max_stdin_characters=_take(limits, "stdin_characters", int, 0),
        knows_platform=_take(table, "knows_platform", bool, default=True),
        assumed_userlands=_words(_table(assumes, "userland"), "assumes.userland"),
        assumed_package_managers=_words(_table(assumes, "package_manager"), "assumes.package_manager"),
        known_dialects=_dialects(dialects, "known", DIALECTS),
        guessed_dialects=_dialects(dialects, "guessed", frozenset()),
        rating=_rating(_table(table, "rating"), folder) if "rating" in table else None,
        is_starter=_take(table, "is_starter", bool, default=False),
    )
    for rest, where in ((table, ""), (limits, "limits."), (dialects, "dialects."), (assumes, "assumes.")):
        _nothing_left(rest, where)
    return profile


def _rating(table: dict[str, object], folder: Path) -> Rating:
    name = _take(table, "vocabulary", str, "")
    points = tuple(_point(point) for point in _list(table, "calibration"))
    if len(points) < 2 or any(right <= left for left, right in pairwise(point[0] for point in points)):
        message = "rating.calibration needs at least two [mean p, share right] points with rising mean p"
        raise ValueError(message)
    rating = Rating(
        sure_at=_take(table, "sure_at", float, 1.0),
        guess_at=_take(table, "guess_at", float, 0.0),
        calibration=points,
        failed_check=_take(table, "failed_check", float, 0.25),
        failed_guess_at=_take(table, "failed_guess_at", float, 0.0),
        vocabulary=read_vocabulary(folder / name) if name else None,
    )
    _nothing_left(table, "rating.")
    return rating


def _point(value: object) -> tuple[float, float]:
    if isinstance(value, list) and len(value) == 2 and all(isinstance(part, int | float) for part in value):
        return float(value[0]), float(value[1])
    message = f"rating.calibration: {value!r} is no [mean p, share right]"
    raise ValueError(message)


def _style(value: str) -> Style:
    styles: dict[str, Literal["chat", "bare"]] = {"chat": "chat", "bare": "bare"}
    if value not in styles:
        message = f"style is {value!r}, expected chat or bare"
        raise ValueError(message)
    return styles[value]


def _take(table: dict[str, object], key: str, kind: type[_T], default: _T) -> _T:
    """Remove and return one value, checked."""
    value = table.pop(key, default)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        message = f"{key} is {value!r}, expected {kind.__name__}"
        raise ValueError(message)
    return value


def _list(table: dict[str, object], key: str, default: Iterable[object] = ()) -> list[object]:
    value = table.pop(key, list(default))
    if not isinstance(value, list):
        message = f"{key} is {value!r}, expected a list"
        raise ValueError(message)  # noqa: TRY004  (one kind of error for every wrong value)
    return value


def _table(table: dict[str, object], key: str) -> dict[str, object]:
    value = table.pop(key, {})
    if not isinstance(value, dict):
        message = f"{key} is {value!r}, expected a table"
        raise ValueError(message)  # noqa: TRY004
    return dict(value)


def _words(table: dict[str, object], where: str) -> Mapping[str, str]:
    if not all(isinstance(value, str) for value in table.values()):
        message = f"{where} holds something else than text"
        raise ValueError(message)
    return {key: str(value) for key, value in table.items()}


def _strings(table: dict[str, object], key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    values = _list(table, key, default)
    if not all(isinstance(value, str) for value in values):
        message = f"{key} holds something else than text"
        raise ValueError(message)
    return tuple(str(value) for value in values)


def _dialects(table: dict[str, object], key: str, default: frozenset[str]) -> frozenset[str]:
    names = frozenset(_strings(table, key, tuple(default)))
    if not names <= DIALECTS:
        message = f"dialects.{key}: unknown shell {min(names - DIALECTS)}"
        raise ValueError(message)
    return names


def _nothing_left(table: dict[str, object], where: str) -> None:
    if table:
        message = f"unknown key {where}{min(table)}"
        raise ValueError(message)
