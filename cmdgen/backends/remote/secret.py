"""A key that cannot be printed by accident."""

from __future__ import annotations

from typing import Final

from cmdgen.core.errors import ConfigurationError

_SHOWN: Final = 4
_LONG_ENOUGH: Final = 12
"""A shorter key would be half given away by its last four characters."""


class Secret:
    """A key or password, with the place that it was read from.

    Printing, logging or formatting it shows the last characters at most; `reveal` is the only way to the value.

    Args:
        value: the key; white space around it is taken off, files and programs like to end with a line end.
        origin: where it was read, in words for the user, such as CMDGEN_VLLM_API_KEY.

    Raises:
        ConfigurationError: it is empty, or holds a sign that no HTTP header can carry.
    """

    __slots__ = ("_value", "origin")

    def __init__(self, value: str, *, origin: str) -> None:
        value = value.strip()
        self.origin = origin
        self._value = value
        if not value:
            message = f"the key from {origin} is empty"
            raise ConfigurationError(message, hint="set the key, or take the setting away")
        if not (value.isascii() and value.isprintable()):
            message = (
                f"the key from {origin} holds a sign that cannot be sent, such as a line end or an umlaut"
            )
            raise ConfigurationError(message, hint="copy the key again, without anything around it")

    def reveal(self) -> str:
        """Return the value itself, for the request and nothing else."""
        return self._value

    @property
    def last4(self) -> str:
        """The last four characters, for people to tell keys apart; nothing of a short key."""
        return self._value[-_SHOWN:] if len(self._value) >= _LONG_ENOUGH else ""

    @property
    def described(self) -> str:
        """Which key it is, in words: its end and where it was read."""
        end = f"the key that ends in {self.last4}" if self.last4 else "a short key"
        return f"{end}, read from {self.origin}"

    def __repr__(self) -> str:
        return f"<Secret: {self.described}>"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return format(repr(self), spec)

    def __eq__(self, other: object) -> bool:
        return self._value == other._value if isinstance(other, Secret) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._value)
