from __future__ import annotations

import os

import pytest

from cmdgen.backends.embedded.native_log import captured_stderr, load_failure


def test_the_reason_is_found_among_other_lines() -> None:
    log = "some chatter\n0.1 E llama_model_load: error loading model: no vocabulary\nfailed to load\n"
    assert load_failure(log) == "no vocabulary"


def test_a_log_without_a_reason_has_none() -> None:
    assert load_failure("failed to load model\n") is None


def test_writes_below_python_are_collected_and_not_shown(capfd: pytest.CaptureFixture[str]) -> None:
    with captured_stderr() as log:
        os.write(2, b"from the library: exiting due to an error\n")
    os.write(2, b"afterwards\n")
    assert log.text == "from the library: exiting due to an error\n"
    assert capfd.readouterr().err == "afterwards\n"


def test_stderr_is_restored_after_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        with captured_stderr():
            os.write(2, b"exiting due to\n")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    os.write(2, b"visible\n")
    assert capfd.readouterr().err == "visible\n"
