"""Answers of servers that are not trusted: read in pieces, up to a size, into text that can be shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MAX_ANSWER_BYTES: Final = 4 << 20
"""Lists of models and answers with probabilities stay far below."""
MAX_LINE_BYTES: Final = 1 << 20
MAX_ERROR_BYTES: Final = 64 << 10
_SHOWN_CHARACTERS: Final = 300


class BadBodyError(Exception):
    """The body cannot be used; the text completes "the answer ..."."""


def limited(chunks: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    """Yield the chunks, and raise BadBodyError once there is more than allowed."""
    seen = 0
    for chunk in chunks:
        seen += len(chunk)
        if seen > max_bytes:
            message = f"is larger than {max_bytes / 2**20:g} MB"
            raise BadBodyError(message)
        yield chunk


def beginning(chunks: Iterable[bytes], max_bytes: int) -> bytes:
    """Return as much of the chunks as allowed; the rest is not read."""
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) >= max_bytes:
            break
    return bytes(data[:max_bytes])


def lines(chunks: Iterable[bytes], max_line_bytes: int = MAX_LINE_BYTES) -> Iterator[bytes]:
    """Yield the lines of a stream as they come in, without line ends and without empty ones.

    Raises:
        BadBodyError: a line is longer than allowed.
    """
    rest = bytearray()
    for chunk in chunks:
        searched = len(rest)
        rest += chunk
        start = 0
        while (end := rest.find(b"\n", max(start, searched))) >= 0:
            line = bytes(rest[start:end]).strip()
            if line:
                yield line
            start = end + 1
        del rest[:start]
        if len(rest) > max_line_bytes:
            message = f"has a line of more than {max_line_bytes / 2**20:g} MB"
            raise BadBodyError(message)
    if line := bytes(rest).strip():
        yield line


def json_object(data: bytes) -> dict[str, Any]:
    """Return the JSON object in the data.

    Raises:
        BadBodyError: it is something else.
    """
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        message = "is not JSON"
        raise BadBodyError(message) from error
    if not isinstance(value, dict):
        message = "is JSON of another kind"
        raise BadBodyError(message)
    return value


def shown(text: str, *hidden: str) -> str:
    """Return a server's words as one short line that is safe on a terminal.

    Args:
        text: what the server said.
        hidden: keys that must not appear even if the server repeats them.
    """
    for secret in hidden:
        text = text.replace(secret, "[key]")
    text = " ".join(text.split())
    text = "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}..."


def error_text(data: bytes) -> str:
    """Return what a server says in the body of an error; not yet safe to show."""
    try:
        return error_words(json_object(data))
    except BadBodyError:
        text = data.decode(errors="replace").strip()
        return "" if text.startswith("<") else text  # the HTML of a gateway says nothing


def error_words(answer: Mapping[str, Any]) -> str:
    """Return what a JSON error says, in any of the usual styles; not yet safe to show.

    Ollama: `{"error": "..."}`.  OpenAI, vLLM, llama.cpp: `{"error": {"message": "..."}}`.  FastAPI:
    `{"detail": "..."}`.
    """
    for key in ("error", "message", "detail"):
        part = answer.get(key)
        if isinstance(part, dict):
            part = part.get("message")
        if isinstance(part, str) and part.strip():
            return part
    return ""
