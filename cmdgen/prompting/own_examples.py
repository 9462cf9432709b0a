"""What the user made of earlier answers: a command that was edited and then ran well is the best example there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Example
from cmdgen.prompting.retrieval import Retriever

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

AT_LEAST: Final = 0.45
"""Smallest similarity: what somebody wants of one file says little about another wish."""
MAX_REQUEST: Final = 200
MAX_COMMAND: Final = 300
"""In characters; longer ones would take the room of the request."""


class OwnExamples:
    """The user's own commands for one shell.

    Args:
        pairs: request and command, the oldest first; of one request the newest counts.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._by_request: dict[str, Example] = {}
        for request, command in pairs:
            self._by_request.pop(normalised(request), None)  # so that it moves to the end
            self._by_request[normalised(request)] = Example(request=request, command=command, is_own=True)

    def __len__(self) -> int:
        return len(self._by_request)

    def exact(self, request: str) -> str | None:
        """Return the user's command for this very request; case, blanks and a sign at the end do not count."""
        found = self._by_request.get(normalised(request))
        return None if found is None else found.command

    def similar(self, request: str, count: int) -> tuple[Example, ...]:
        """Return examples for other requests like this one, the most similar first."""
        usable: Sequence[Example] = [
            example
            for example in reversed(self._by_request.values())
            if len(example.request) <= MAX_REQUEST
            and len(example.command) <= MAX_COMMAND
            and "\n" not in example.command
        ]
        if not usable or count < 1:
            return ()
        found = Retriever([example.request for example in usable]).ranked(request, at_least=AT_LEAST)
        return tuple(usable[number] for number, _ in found)[:count]


def normalised(request: str) -> str:
    """Return a request as it is compared with earlier ones."""
    return " ".join(request.casefold().split()).rstrip(" .!?")
