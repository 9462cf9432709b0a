"""How a download tells what it is doing; the drawing is somebody else's."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Is told about one file at a time."""

    def begin(self, name: str, size_bytes: int | None, done_bytes: int) -> None:
        """A file begins, or begins again; `done_bytes` of it are here already."""
        ...

    def advance(self, count: int) -> None:
        """So many bytes more are on the disk."""
        ...

    def end(self) -> None:
        """The file is over, whole or not."""
        ...

    def note(self, text: str) -> None:
        """Something that the user may want to know, in one line."""
        ...


class Silent:
    """Tells nobody."""

    def begin(self, name: str, size_bytes: int | None, done_bytes: int) -> None:
        """Do nothing."""

    def advance(self, count: int) -> None:
        """Do nothing."""

    def end(self) -> None:
        """Do nothing."""

    def note(self, text: str) -> None:
        """Do nothing."""
