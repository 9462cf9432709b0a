"""The server in `cmdgen init`: its address, its key, its model."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from cmdgen.core.errors import CmdgenError, UsageError
from cmdgen.settings import KEYS
from cmdgen.settings.showing import masked
from cmdgen.wiring import backends

if TYPE_CHECKING:
    from cmdgen.settings import Settings
    from cmdgen.wiring.setup_talk import Talk

USUAL: Final = {"ollama": "http://localhost:11434", "vllm": "http://localhost:8000"}
"""Where each server listens if nobody says otherwise."""
_NO_COMMAND: Final = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerWishes:
    """What the command line says about the server."""

    url: str | None = None
    model: str | None = None
    api_key_command: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """What the config file is to say about it."""

    values: dict[str, str]
    """By dotted name; only what differs from what holds already."""
    removed: tuple[str, ...] = ()
    """Settings that would be in the way of these."""


def describe(
    backend: str, wishes: ServerWishes, settings: Settings, talk: Talk, *, again: bool = False
) -> Server:
    """Find out, by asking what is not known, where the server is and how to speak to it.

    Args:
        again: what is known did not work, so that everything is asked.

    Raises:
        UsageError: the address of the command line is none.
    """
    known = settings.ollama_url if backend == "ollama" else settings.vllm_url
    url = _url(backend, wishes, settings, talk, again=again)
    values = {}
    if url != (known or (USUAL["ollama"] if backend == "ollama" else None)):
        values[f"{backend}.url"] = url
    if wishes.model is not None:
        values[f"{backend}.model"] = wishes.model
    if backend != "vllm":
        return Server(values=values)
    command = wishes.api_key_command
    if again and (command := settings.vllm_api_key_command) is not None:
        command = talk.text(f"command that prints the key, or {_NO_COMMAND} to type the key", command)
        if command == _NO_COMMAND:
            key = talk.secret("key of the server (not shown; Enter for none):")
            return Server(
                values=values | ({"vllm.api_key": key} if key else {}), removed=("vllm.api_key_command",)
            )
    if command is not None:
        # A key in the file would come before the command.
        removed = ("vllm.api_key",) if settings.origin("vllm_api_key").source == "file" else ()
        return Server(values=values | {"vllm.api_key_command": command}, removed=removed)
    key = _key(settings, talk, is_moved=known is not None and url != known, again=again)
    return Server(values=values | ({"vllm.api_key": key} if key else {}))


def answering_ollama(settings: Settings) -> str | None:
    """Return the address of an Ollama server that answers and has a model; None if there is none."""
    if settings.offline:
        return None
    try:
        server = backends.ollama(settings)
        return server.address if server.is_available() else None
    except CmdgenError:
        return None


def _url(backend: str, wishes: ServerWishes, settings: Settings, talk: Talk, *, again: bool) -> str:
    if wishes.url is not None and not again:
        try:
            return _parsed(backend, wishes.url)
        except ValueError as error:
            message = f"--url {error}, not {wishes.url!r}"
            raise UsageError(message, hint=f"write it like {USUAL[backend]}") from error
    known = settings.ollama_url if backend == "ollama" else settings.vllm_url
    if backend == "ollama" and not again and answering_ollama(settings) is not None:
        return known or USUAL[backend]
    while True:
        said = talk.text("address of the server", known or USUAL[backend])
        try:
            return _parsed(backend, said)
        except ValueError as error:
            talk.say(f"it {error}")
            if not talk.asks:  # what is set already cannot be used, which the caller will tell
                return said


def _parsed(backend: str, text: str) -> str:
    """Return the address as the settings take it; the usual scheme and port may be left out.

    Raises:
        ValueError: it is none.
    """
    if "://" not in text:
        with contextlib.suppress(ValueError):  # a port that is none is refused below
            if "/" not in text and urlsplit(f"//{text}").port is None:
                text += f":{urlsplit(USUAL[backend]).port}"
        text = f"http://{text}"
    return str(KEYS[f"{backend}_url"].parse(text))


def _key(settings: Settings, talk: Talk, *, is_moved: bool, again: bool) -> str:
    """Return a new key; empty keeps the one that there is, or none."""
    stored = settings.vllm_api_key
    if stored is None and settings.vllm_api_key_command is not None and not again:
        return ""
    if stored is None:
        return talk.secret(
            "key of the server (not shown; Enter for none; kept in the config file, mode 0600):"
        )
    if not (is_moved or again):
        return ""
    shown = masked(stored)
    if not talk.asks:
        talk.say(f"the key {shown} ({settings.origin('vllm_api_key')}) goes to the new address from now on")
    return talk.secret(f"key of this server (not shown; Enter keeps {shown}):")
