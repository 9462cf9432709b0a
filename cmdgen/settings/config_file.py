"""Reads the config file: TOML, with every mistake told by line and column."""

from __future__ import annotations

import os
import re
import stat
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
    if sys.version_info >= (3, 11):
        import tomllib  # noqa: PLC0415  only when there is a file to read
    else:
        import tomli as tomllib  # noqa: PLC0415  the same module under its name outside the standard library

    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_CONFIG_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        if not required:
            return {}, False
        message = f"there is no configuration file {path}"
        raise ConfigurationError(message, hint="check --config and CMDGEN_CONFIG") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        message = f"cannot read the configuration file {path}: {reason}"
        raise ConfigurationError(message, hint="make it readable, or name another with --config") from error
    if len(data) > MAX_CONFIG_BYTES:
        message = f"{path} is larger than {MAX_CONFIG_BYTES:,} bytes, which is no configuration file"
        raise ConfigurationError(message, hint="name another file with --config")
    try:
        return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n")), True
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        message = f"{path}, line {line}, column {column}: not UTF-8"
        raise ConfigurationError(message, hint="save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(_where(path, str(error), data), hint="correct that line") from error


def _where(path: Path, reason: str, data: bytes) -> str:
    """Return the parser's reason with the place in front; it writes the place behind."""
    match = re.fullmatch(r"(.*?) \(at line (\d+), column (\d+)\)", reason, re.DOTALL)
    if match:
        return f"{path}, line {match[2]}, column {match[3]}: {match[1]}"
    lines = data.decode("utf-8", "replace").splitlines() or [""]
    reason = reason.removesuffix(" (at end of document)")
    return f"{path}, line {len(lines)}, column {len(lines[-1]) + 1}: {reason}"


def loose_mode(path: Path | None, *, found: bool) -> list[str]:
    """Return a warning when others may change what decides which commands run without a question."""
    if not found or path is None or os.name == "nt":
        return []
    try:
        mode = path.stat().st_mode
    except OSError:
        return []
    if stat.S_ISREG(mode) and mode & stat.S_IWOTH:
        return [f"{path} can be written by other users; close it: chmod 600 {path}"]
    return []
