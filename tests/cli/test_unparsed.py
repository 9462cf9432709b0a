"""The short way and the parser's way lead to the same."""

from __future__ import annotations

import pytest

from cmdgen.cli import app, unparsed
from cmdgen.core.errors import CmdgenError


def outcome(run: object, arguments: list[str], capfd: pytest.CaptureFixture[str]) -> tuple[object, str, str]:
    capfd.readouterr()
    try:
        status: object = run(arguments)  # type: ignore[operator]
    except CmdgenError as error:
        status = (type(error), error.message)
    said = capfd.readouterr()
    return status, said.out, said.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "ls"],
        ["check", "rm -rf /"],
        ["check", "--json", "git push --force"],
        ["check", "-s", "fish", "rm -rf ~"],
        ["check", "--json", "--shell", "powershell", "Remove-Item -Recurse C:\\"],
        ["check", "--shell", "tcsh", "ls"],
    ],
)
def test_both_ways_lead_to_the_same(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert outcome(unparsed.run, arguments, capfd) == outcome(app.run, arguments, capfd)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "--help"],
        ["check", "-h"],
        ["check", "--json"],
        ["check", "disk", "space"],
        ["check", "--jsn", "ls"],
        ["check", "-s", "bash"],
        ["check", ""],
        ["check", "--", "-x"],
        ["check", "--shell=bash", "ls"],
        ["shell", "init", "bash"],
        ["shell", "--widget", "bash"],
        ["shell", "--widget", "bash", "--columns", "x", "--", "ls"],
        ["status"],
    ],
)
def test_the_unusual_is_left_to_the_parser(arguments: list[str]) -> None:
    assert unparsed.run(arguments) is None
