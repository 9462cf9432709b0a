"""Flags and terminal give the policy: every combination that matters in a table."""

from __future__ import annotations

import pytest

from cmdgen.pipeline import Mode
from cmdgen.settings import Settings
from cmdgen.ui.terminal import Terminal
from cmdgen.wiring.wishes import Wishes, policy_of


@pytest.mark.parametrize(
    ("wishes", "can_ask", "stdout_is_tty", "mode", "asks"),
    [
        (Wishes(), True, True, Mode.RUN, True),
        (Wishes(), True, False, Mode.PRINT, True),
        (Wishes(), False, True, Mode.PRINT, False),
        (Wishes(), False, False, Mode.PRINT, False),
        (Wishes(yes=True), True, True, Mode.RUN, True),
        (Wishes(yes=True), True, False, Mode.RUN, True),
        (Wishes(yes=True), False, False, Mode.RUN, False),
        (Wishes(json=True), True, True, Mode.PRINT, False),
        (Wishes(json=True, yes=True), True, True, Mode.RUN, False),
        (Wishes(print_only=True, yes=True), True, True, Mode.PRINT, True),
        (Wishes(dry_run=True, yes=True, print_only=True), True, True, Mode.DRY_RUN, True),
    ],
)
def test_mode_and_question(
    wishes: Wishes, mode: Mode, *, can_ask: bool, stdout_is_tty: bool, asks: bool
) -> None:
    terminal = Terminal(
        stdin_is_tty=can_ask,
        stdout_is_tty=stdout_is_tty,
        stderr_is_tty=True,
        width=80,
        styles=False,
        colours=False,
        plain=False,
    )
    policy = policy_of(wishes, Settings(), terminal)
    assert (policy.mode, policy.can_ask) == (mode, asks)
