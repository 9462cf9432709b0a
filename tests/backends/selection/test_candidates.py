"""What is known of a backend before it is made, and making it late."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cmdgen.backends.selection.candidates import Deferred
from cmdgen.core.errors import BackendUnavailableError, ConfigurationError
from cmdgen.core.records import CommandRequest, Sampling

if TYPE_CHECKING:
    from tests.backends.selection.conftest import Server


def test_another_address_is_another_backend_in_the_state(vllm: Server) -> None:
    one = vllm.candidate
    assert one.key == replace(one, url=f"{one.url}/").key
    assert one.key != replace(one, url="http://other:8000").key
    assert one.key != replace(one, name="other").key
    assert "secret" not in one.key
    assert replace(one, url="http://\udcff").key.startswith("vllm ")


@pytest.mark.parametrize(("url", "shown"), [
    (None, None), ("http://gpu:8000/v1", "http://gpu:8000/v1"), ("https://me:s3@gpu", "https://gpu"),
    ("https://me:a@b@gpu/x@y", "https://gpu/x@y"), ("http://gpu/?q=a@b", "http://gpu/?q=a@b"),
])  # fmt: skip
def test_an_address_is_shown_without_its_password(vllm: Server, url: str | None, shown: str | None) -> None:
    assert replace(vllm.candidate, url=url).shown_url == shown


def test_it_is_made_once_when_it_is_needed(vllm: Server, request_: CommandRequest) -> None:
    deferred = Deferred(vllm.candidate)
    deferred.shutdown()
    assert (vllm.made, vllm.shutdowns) == (0, 0)
    assert deferred.generate(request_, Sampling()).command.text == "echo vllm"
    assert deferred.is_available()
    assert deferred.info() == vllm.info()
    deferred.shutdown()
    assert (vllm.made, vllm.shutdowns) == (1, 1)


def test_one_that_cannot_be_made_says_so_when_asked_and_not_before(
    vllm: Server, request_: CommandRequest
) -> None:
    vllm.problem = BackendUnavailableError("httpx is not installed")
    deferred = Deferred(vllm.candidate)
    assert not deferred.is_available()
    assert deferred.info().backend == "vllm"
    with pytest.raises(BackendUnavailableError, match="httpx"):
        deferred.generate(request_, Sampling())
    vllm.problem = ConfigurationError("no address")
    assert not deferred.is_available()
    with pytest.raises(ConfigurationError):
        deferred.info()
