from __future__ import annotations

import pytest

from cmdgen.backends.remote.secret import Secret
from cmdgen.core.errors import ConfigurationError

VALUE = "sk-0123456789-WXYZ"


def test_no_way_of_printing_shows_more_than_the_end() -> None:
    secret = Secret(f"{VALUE}\n", origin="a command")
    for text in (str(secret), repr(secret), f"{secret}", f"{secret:>80}", "%s" % secret, repr([secret])):  # noqa: UP031
        assert VALUE not in text
        assert "6789" not in text
        assert "WXYZ" in text
        assert "a command" in text
    assert secret.reveal() == VALUE


def test_a_short_key_shows_nothing_of_itself() -> None:
    secret = Secret("abcd1234", origin="the file")
    assert secret.last4 == ""
    assert "1234" not in str(secret)


@pytest.mark.parametrize("value", ["", "  ", "two\nlines", "schlüssel-0123456789", "a\x00b"])
def test_what_no_header_can_carry_is_refused_without_repeating_it(value: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Secret(value, origin="CMDGEN_VLLM_API_KEY")
    assert "CMDGEN_VLLM_API_KEY" in caught.value.message
    assert "lines" not in caught.value.message.replace("line end", "")


def test_secrets_are_equal_by_value() -> None:
    assert Secret(VALUE, origin="a") == Secret(VALUE, origin="b")
    assert Secret(VALUE, origin="a") != VALUE
    assert len({Secret(VALUE, origin="a"), Secret(VALUE, origin="b")}) == 1
