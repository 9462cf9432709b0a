from __future__ import annotations

import stat
import sys
import tempfile
from pathlib import Path

import pytest

from cmdgen.backends.embedded.private_socket import private_socket
from cmdgen.core.errors import BackendUnavailableError


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_user_may_enter_the_folder() -> None:
    with private_socket() as address:
        assert stat.S_IMODE(address.parent.stat().st_mode) == 0o700


def test_socket_and_folder_are_gone_afterwards() -> None:
    with private_socket() as address:
        address.touch()
    assert not address.parent.exists()


def test_the_name_makes_the_server_choose_a_unix_socket() -> None:
    with private_socket() as address:
        assert str(address).endswith(".sock")


@pytest.mark.skipif(sys.platform == "win32", reason="uses /tmp")
def test_a_long_temporary_folder_is_avoided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / ("d" * 100)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    with private_socket() as address:
        assert len(str(address).encode()) <= 103


def test_without_a_writable_folder_the_error_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(BackendUnavailableError) as caught, private_socket():
        pass
    assert "TMPDIR" in (caught.value.hint or "")
