"""Reads the tables of a catalogue and says, in words for people, where one breaks the schema."""

from __future__ import annotations

import difflib
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn

from cmdgen.core.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

REPOSITORY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*")
"""OWNER/NAME on the hub; neither part can lead out of a folder."""
_GGUF: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.gguf")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_HINT: Final = "models/catalogue.schema.json describes the keys"


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file.

    Raises:
        ConfigurationError: it cannot be read, or is no TOML.
    """
    if sys.version_info >= (3, 11):
        import tomllib  # noqa: PLC0415  only commands about models need it
    else:
        import tomli as tomllib  # noqa: PLC0415  the same module under its name outside the standard library
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"the catalogue {path} cannot be read: {reason}"
        raise ConfigurationError(message, hint="correct it, or move it away") from error


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the file; each method returns a checked value or raises a ConfigurationError."""

    path: Path
    name: str
    content: Mapping[str, Any]

    def refuse(self, key: str, problem: str) -> NoReturn:
        """Raise the error about this key."""
        where = f"{self.name}.{key}".strip(".")
        message = f"{self.path}: {where} {problem}"
        raise ConfigurationError(message, hint=_HINT)

    def expect(self, known: AbstractSet[str]) -> None:
        """Refuse keys that are not known; a misspelt checksum would be no checksum."""
        for key in self.content:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                self.refuse(key, "is unknown" + (f"; did you mean {near[0]}?" if near else ""))

    def text(self, key: str) -> str:
        """Return a text that must be there."""
        value = self.optional_text(key)
        return self.refuse(key, "is missing") if value is None else value

    def optional_text(self, key: str) -> str | None:
        """Return a text, or None."""
        value = self.content.get(key)
        if value is not None and (not isinstance(value, str) or not value):
            self.refuse(key, f"must be a text, not {value!r}")
        return value

    def number(self, key: str) -> int:
        """Return a positive whole number that must be there."""
        value = self.optional_number(key)
        return self.refuse(key, "is missing") if value is None else value

    def optional_number(self, key: str) -> int | None:
        """Return a positive whole number, or None."""
        value = self.content.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
            self.refuse(key, f"must be a whole number above 0, not {value!r}")
        return value

    def repository(self, key: str) -> str:
        """Return the name of a repository, OWNER/NAME."""
        return self._matching(key, REPOSITORY, "OWNER/NAME")

    def gguf_name(self, key: str) -> str:
        """Return the name of a GGUF file, without folders."""
        return self._matching(key, _GGUF, "the name of a .gguf file")

    def sha256(self, key: str) -> str | None:
        """Return a checksum in hexadecimal, or None."""
        return None if key not in self.content else self._matching(key, _SHA256, "64 hexadecimal digits")

    def tables(self, key: str) -> Sequence[Table]:
        """Return the tables of a list that must not be empty."""
        value = self.content.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(each, dict) for each in value):
            self.refuse(key, f"must be given as [[{f'{self.name}.{key}'.strip('.')}]]")
        return [Table(self.path, _called(key, each, number), each) for number, each in enumerate(value, 1)]

    def optional_table(self, key: str) -> Table | None:
        """Return a table, or None."""
        value = self.content.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.refuse(key, "must be a table")
        return Table(self.path, f"{self.name}.{key}", value)

    def _matching(self, key: str, pattern: re.Pattern[str], meaning: str) -> str:
        value = self.text(key)
        if not pattern.fullmatch(value):
            self.refuse(key, f"must be {meaning}, not {value!r}")
        return value


def _called(key: str, content: Mapping[str, Any], number: int) -> str:
    return f"{key} {content.get('name', number)}"
