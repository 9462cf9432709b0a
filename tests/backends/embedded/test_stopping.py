from __future__ import annotations

import pytest

from cmdgen.backends.embedded.stopping import Deadline, first_stop
from cmdgen.core.errors import TimedOutError


def test_the_earliest_stop_text_counts_whatever_its_place_in_the_list() -> None:
    assert first_stop("ls -l\n\n```", ("```", "\n\n")) == 5


def test_without_a_stop_text_there_is_no_end() -> None:
    assert first_stop("ls", ("\n",)) is None
    assert first_stop("ls", ("",)) is None


def test_a_deadline_in_the_future_leaves_time() -> None:
    deadline = Deadline(1000)
    deadline.check()
    assert 0 < deadline.left_s <= 1000


def test_a_deadline_that_has_passed_names_the_limit() -> None:
    deadline = Deadline(0)
    assert deadline.left_s == 0
    with pytest.raises(TimedOutError, match="0 s"):
        deadline.check()
