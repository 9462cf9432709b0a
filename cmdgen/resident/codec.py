"""Frozen records as JSON and back, exactly: what comes back is equal to what went in, or it is refused.

The fields of a record are read from its class, so that a field that is added later goes over the wire by itself.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
import json
import types
import typing
from typing import Any, TypeVar

T = TypeVar("T")


class CodecError(ValueError):
    """The text holds no such record."""


def encoded(value: object) -> bytes:
    """Return a record as JSON in ASCII; half of a surrogate pair stays what it is."""
    return json.dumps(_plain(value)).encode("ascii")


def decoded(kind: type[T], data: bytes) -> T:
    """Return the record in a text.

    Raises:
        CodecError: it holds no such record, or one with a value of another type.
    """
    try:
        value: T = _value(kind, json.loads(data))
    except (ValueError, TypeError, RecursionError, KeyError) as error:
        message = f"no {kind.__name__}: {error}"
        raise CodecError(message) from error
    return value


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [_plain(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, enum.Enum):
        return value.name
    if isinstance(value, (tuple, frozenset)):
        return [_plain(item) for item in (value if isinstance(value, tuple) else sorted(value))]
    return value


def _value(kind: Any, raw: Any) -> Any:
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        if not isinstance(raw, list) or len(raw) != len(hints):
            raise _wrong(kind, raw)
        return kind(
            **{name: _value(hint, item) for (name, hint), item in zip(hints.items(), raw, strict=True)}
        )
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _either(arguments, raw)
    if origin is typing.Literal:
        if raw not in arguments:
            raise _wrong(kind, raw)
        return raw
    if origin in (tuple, frozenset):
        if not isinstance(raw, list) or (origin is tuple and arguments[1:] != (...,)):
            raise _wrong(kind, raw)
        return origin(_value(arguments[0], item) for item in raw)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind[raw]
    if type(raw) is not kind and not (kind is float and type(raw) is int):
        raise _wrong(kind, raw)
    return raw


def _either(kinds: tuple[Any, ...], raw: Any) -> Any:
    if raw is None and types.NoneType in kinds:
        return None
    for kind in kinds:
        try:
            return _value(kind, raw)
        except (ValueError, TypeError, KeyError):
            continue
    raise _wrong(kinds, raw)


@functools.lru_cache(maxsize=64)
def _hints(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _wrong(kind: Any, raw: Any) -> CodecError:
    return CodecError(f"{type(raw).__name__} where {getattr(kind, '__name__', kind)} belongs")
