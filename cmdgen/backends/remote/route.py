"""How a connection is made: through which proxy, and trusting whom."""

from __future__ import annotations

import functools
import ssl
import urllib.request
from urllib.parse import urlsplit

from cmdgen.backends.remote.bodies import shown


def proxy_for(url: str) -> str | None:
    """Return the address of the proxy that the environment names for a URL, or None.

    The rules are those of the standard library: `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`, and the
    system's settings on macOS and Windows.
    """
    parts = urlsplit(url)
    proxies = urllib.request.getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or urllib.request.proxy_bypass(parts.hostname or ""):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def without_login(proxy: str | None) -> str | None:
    """Return the address of a proxy as people may see it."""
    if proxy is None:
        return None
    scheme, mark, rest = proxy.rpartition("://")
    return shown(scheme + mark + rest.rpartition("@")[2])


@functools.lru_cache(maxsize=1)
def no_tls() -> ssl.SSLContext:
    """Return a context that trusts nobody, for plain HTTP: loading the real one takes tens of milliseconds."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def tls() -> ssl.SSLContext:
    """Return a context that trusts whom the system trusts, or SSL_CERT_FILE and SSL_CERT_DIR say."""
    context = ssl.create_default_context()
    paths = ssl.get_default_verify_paths()
    if not (paths.cafile or paths.capath) and not context.cert_store_stats()["x509_ca"]:
        import certifi  # noqa: PLC0415  (comes with httpx; for a Python that finds no store of the system)

        context.load_verify_locations(certifi.where())
    return context
