from __future__ import annotations

import json

from cmdgen.core.records import Command, Finding, Level, Report, Span
from cmdgen.ui.check_view import render_check, render_check_json
from cmdgen.ui.paint import Paint

PLAIN = Paint(styles=False, colours=False)
COMMAND = Command(text="ls; rm -rf ~", dialect="zsh")
REPORT = Report(
    command=COMMAND,
    findings=(Finding(rule="home", level=Level.CRITICAL, message="deletes your home", span=Span(4, 12)),),
)


def test_people_see_the_command_the_level_the_words_and_the_reason() -> None:
    assert render_check(REPORT, PLAIN, 80).split("\n") == [
        "ls; rm -rf ~",
        "CRITICAL   deletes your home",
        "           in: rm -rf ~",
    ]


def test_a_safe_command_says_so() -> None:
    shown = render_check(Report(command=COMMAND), PLAIN, 80)
    assert shown.split("\n")[1] == "safe       nothing risky found"


def test_on_a_terminal_the_words_are_underlined() -> None:
    assert "4;31;1mrm -rf ~\x1b[0m" in render_check(REPORT, Paint(styles=True, colours=True), 80)


def test_programs_get_one_line_of_json() -> None:
    line = render_check_json(REPORT)
    assert "\n" not in line
    assert json.loads(line) == {
        "schema": 1,
        "command": "ls; rm -rf ~",
        "shell": "zsh",
        "risk": {
            "level": "critical",
            "findings": [
                {
                    "rule": "home",
                    "level": "critical",
                    "message": "deletes your home",
                    "span": [4, 12],
                    "fix": None,
                }
            ],
        },
    }
