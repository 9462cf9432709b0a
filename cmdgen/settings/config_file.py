"""Reads the config file: TOML, with every mistake told by line and column."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any, Final

from cmdgen.core.errors import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path

MAX_CONFIG_BYTES: Final = 1_048_576


def read(path: Path, *, required: bool) -> tuple[dict[str, Any], bool]:
    """Return the file's content, and whether there is such a file.

    Raises:
        ConfigurationError: it is required and missing, cannot be read, is too large or is not TOML.
    """
    data = read_bytes(path)
    if data is None and required:
        message = f"there is no configuration file {path}"
        raise ConfigurationError(message, hint="check --config and CMDGEN_CONFIG")
    return ({}, False) if data is None else (parse(data, path), True)


def read_bytes(path: Path) -> bytes | None:
    """Return the file as it stands there; None if there is none.

    Raises:
        ConfigurationError: it cannot be read or is too large.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_CONFIG_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        message = f"cannot read the configuration file {path}: {reason}"
        raise ConfigurationError(message, hint="make it readable, or name another with --config") from error
    if len(data) > MAX_CONFIG_BYTES:
        message = f"{path} is larger than {MAX_CONFIG_BYTES:,} bytes, which is no configuration file"
        raise ConfigurationError(message, hint="name another file with --config")
    return data


def parse(data: bytes, path: Path) -> dict[str, Any]:
    """Return the content of a config file.

    Args:
        data: the file as it stands there; a byte order mark and Windows line ends are no mistakes.
        path: its name, for the messages.

    Raises:
        ConfigurationError: it is not UTF-8 or not TOML.
    """
    if sys.version_info >= (3, 11):
        import tomllib  # noqa: PLC0415  only when there is a file to read
    else:
        import tomli as tomllib  # noqa: PLC0415  the same module under its name outside the standard library

    try:
        return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        message = f"{path}, line {line}, column {column}: not UTF-8"
        raise ConfigurationError(message, hint="save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(_where(path, str(error), data), hint="correct that line") from error
    except RecursionError as error:
        message = f"{path}: brackets within brackets, too deep to be read"
        raise ConfigurationError(message, hint="correct the file") from error


def _where(path: Path, reason: str, data: bytes) -> str:
    """Return the parser's reason with the place in front; it writes the place behind."""
    match = re.fullmatch(r"(.*?) \(at line (\d+), column (\d+)\)", reason, re.DOTALL)
    if match:
        return f"{path}, line {match[2]}, column {match[3]}: {match[1]}"
    lines = data.decode("utf-8", "replace").splitlines() or [""]
    reason = reason.removesuffix(" (at end of document)")
    return f"{path}, line {len(lines)}, column {len(lines[-1]) + 1}: {reason}"
