"""Requests, certificates and a clean network environment for the tests of the remote backends."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmdgen.core.records import CommandRequest, Platform
from tests.backends.remote.certificates import write_certificates


@pytest.fixture(autouse=True)
def _no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def request_() -> CommandRequest:
    return CommandRequest(
        text="find big files",
        dialect="bash",
        platform=Platform(system="linux", userland="gnu", package_manager="apt"),
    )


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with `ours.pem` (for localhost and 127.0.0.1) and `other.pem` (another name), keys inside."""
    folder = tmp_path_factory.mktemp("certificates")
    try:
        write_certificates(folder)
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    return folder
