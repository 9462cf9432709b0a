"""Where a server is: the forms in which people write it, read into one."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Final, NoReturn
from urllib.parse import SplitResult, unquote, urlsplit

from cmdgen.backends.remote.secret import Secret
from cmdgen.core.errors import ConfigurationError

OLLAMA_PORT: Final = 11434
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_ANY_INTERFACE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  (an address to listen on is none to call)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerAddress:
    """The base address of a server, without a slash at its end."""

    scheme: str
    """http or https."""
    host: str
    """Name, IPv4 or IPv6 address, the latter without brackets."""
    port: int
    path: str = ""
    """What stands before the paths of the API, such as /ollama behind a gateway."""
    login: Secret | None = None
    """`user:password` that the address held; never shown."""

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a key may be sent to."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def url(self) -> str:
        """The address for requests and messages, without a password."""
        return self.origin + self.path

    @property
    def is_loopback(self) -> bool:
        """Whether the server is on this machine."""
        name = self.host.lower().rstrip(".")
        if name == "localhost" or name.endswith(".localhost"):
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def ollama_address(text: str | None) -> ServerAddress:
    """Return the address in a value of `$OLLAMA_HOST` or of the setting `ollama.url`.

    Ollama's own rules: `host`, `host:port`, `:port`, `[::1]:port` and URLs; without a scheme the port is
    11434, with one it is the scheme's.  An address to listen on, such as 0.0.0.0, means this machine.

    Raises:
        ConfigurationError: it is no address.
    """
    text = (text or "").strip().strip("\"'")
    return _read(text or "localhost", setting="ollama.url", bare_port=OLLAMA_PORT)


def openai_address(text: str) -> ServerAddress:
    """Return the address of an OpenAI-compatible server, given with or without /v1 at its end.

    Raises:
        ConfigurationError: it is no address.
    """
    return _read(text.strip(), setting="vllm.url", bare_port=8000, drop="/v1")


def _read(text: str, *, setting: str, bare_port: int, drop: str = "") -> ServerAddress:
    if not text or not text.isprintable() or " " in text:
        _refuse(text, "it is empty or holds blanks", setting)
    has_scheme = "://" in text
    if not has_scheme and text.count(":") > 1 and not text.startswith("["):
        text = f"[{text}]"  # a bare IPv6 address
    try:
        parts = urlsplit(text if has_scheme else f"http://{text}")
        port, host = parts.port, parts.hostname
    except ValueError as error:
        _refuse(text, str(error), setting)
    if parts.scheme not in _DEFAULT_PORTS:
        _refuse(text, "it begins with neither http:// nor https://", setting)
    if parts.query or parts.fragment:
        _refuse(text, "it holds ? or #", setting)
    if not host and (has_scheme or port is None):
        _refuse(text, "it names no host", setting)
    host = _ANY_INTERFACE.get(host or "127.0.0.1", host or "127.0.0.1")
    path = parts.path.rstrip("/").removesuffix(drop).rstrip("/")
    if port is None:
        port = _DEFAULT_PORTS[parts.scheme] if has_scheme else bare_port
    return ServerAddress(scheme=parts.scheme, host=host, port=port, path=path, login=_login(parts, setting))


def _login(parts: SplitResult, setting: str) -> Secret | None:
    if parts.username is None:
        return None
    return Secret(
        f"{unquote(parts.username)}:{unquote(parts.password or '')}", origin=f"the address in {setting}"
    )


def _refuse(text: str, why: str, setting: str) -> NoReturn:
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in text.rpartition("@")[2])
    message = f"{shown!r} is no address of a server: {why}"
    raise ConfigurationError(message, hint=f"write it as http://HOST:PORT, in {setting}") from None
