"""Addresses of servers, as a user writes them and as `$OLLAMA_HOST` has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit, urlunsplit

if TYPE_CHECKING:
    from urllib.parse import SplitResult

OLLAMA_PORT: Final = 11434
_EVERY_INTERFACE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  nothing listens here
_USUAL_PORTS: Final = {"http": 80, "https": 443}


def web_address(raw: object) -> str:
    """Return the address of a server without a slash at its end.

    Raises:
        ValueError: it is no http or https address, or holds a password, which would end up in messages.
    """
    problem = "must be an address such as http://localhost:8000"
    if not isinstance(raw, str):
        raise ValueError(problem)  # noqa: TRY004  the caller turns ValueError into a message
    parts, port = _split(raw.strip(), problem)
    if parts.scheme not in _USUAL_PORTS or port == 0:
        raise ValueError(problem)
    if parts.query or parts.fragment:
        problem = "must be an address without ? and #"
        raise ValueError(problem)
    return urlunsplit(parts._replace(path=parts.path.rstrip("/")))


def from_ollama_host(value: str) -> str:
    """Return the address that the value of `$OLLAMA_HOST` means to a client.

    It may lack the scheme, the host and the port, and it may name the address that the server listens on:
    https://github.com/ollama/ollama/blob/main/envconfig/config.go, function Host.

    Raises:
        ValueError: it means no address.
    """
    problem = "must be HOST, HOST:PORT or an address such as http://localhost:11434"
    value = value.strip().strip("\"'").strip()
    has_scheme = "://" in value
    if value.startswith(":") and not value.startswith("::"):
        value = "127.0.0.1" + value
    if not has_scheme and value.count(":") > 1 and not value.startswith("["):
        value = f"[{value}]"  # a bare IPv6 address
    parts, port = _split(value if has_scheme else f"http://{value}", problem)
    if parts.scheme not in _USUAL_PORTS or not parts.hostname:
        raise ValueError(problem)
    host = _EVERY_INTERFACE.get(parts.hostname, parts.hostname)
    if port is None:
        port = _USUAL_PORTS[parts.scheme] if has_scheme else OLLAMA_PORT
    shown_host = f"[{host}]" if ":" in host else host
    return urlunsplit((parts.scheme, f"{shown_host}:{port}", parts.path.rstrip("/"), "", ""))


def _split(value: str, problem: str) -> tuple[SplitResult, int | None]:
    """Return the parts and the port of an address.

    Raises:
        ValueError: it has no host or a wrong port, or it holds a user name, a space or a control character.
    """
    if any(char <= " " or char in "\x7f\\" for char in value):
        raise ValueError(problem)
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise ValueError(problem) from None
    if "@" in parts.netloc:
        problem = "must be an address without user name and password"
        raise ValueError(problem)
    if not parts.hostname:
        raise ValueError(problem)
    return parts, port
