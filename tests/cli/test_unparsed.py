"""The short way and the parser's way lead to the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmdgen import __version__
from cmdgen.cli import app, quick, unparsed
from cmdgen.cli.main import main
from cmdgen.cli.routing import ASK, SHAPES
from cmdgen.core.errors import CmdgenError
from cmdgen.wiring import asking
from scripts.help_pages import pages


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
        ["--temperature", "0", "find", "big", "files"],
        ["-yq", "find", "big", "files"],
        ["--", "find", "-x"],
        ["--", "status", "--help"],
    ],
)
def test_the_unusual_is_left_to_the_parser(arguments: list[str]) -> None:
    assert unparsed.run(arguments) is None


@pytest.mark.parametrize(
    "arguments",
    [
        ["find", "big", "files"],
        ["-y", "find", "big", "files"],
        ["find", "--dry-run", "big", "files", "-v"],
        ["--print", "--quiet", "status of nginx"],
        ["-x", "-c", "--context", "--json", "list files"],
    ],
)
def test_a_request_means_the_same_both_ways(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def ask(words: str, flags: dict[str, object], config: object, wanted: object) -> int:
        given = {name: value for name, value in flags.items() if value is not None}
        asked.append((words, given, config, wanted))
        return 0

    monkeypatch.setattr(asking, "ask", ask)
    assert unparsed.run(arguments) == 0
    assert app.run(arguments) == 0
    assert asked[0] == asked[1]


@pytest.mark.parametrize("command", [ASK, *SHAPES])
def test_help_is_the_same_both_ways(
    command: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    arguments = ["--help"] if command == ASK else [command, "--help"]
    ready, parsed = outcome(unparsed.run, arguments, capfd), outcome(app.run, arguments, capfd)
    assert ready == parsed
    assert ready[1].startswith("Usage: cmdgen")


def test_help_in_a_narrow_terminal_is_wrapped_by_the_parser(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert unparsed.run(["--help"]) is None
    assert "Usage" in outcome(app.run, ["--help"], capfd)[1]


def test_every_page_of_help_is_up_to_date() -> None:
    stale = [path.name for path, text in pages().items() if path.read_text("utf-8") != text]
    assert stale == [], "run scripts/help_pages.py"
    assert set(Path(unparsed.help_page(ASK)).parent.iterdir()) == set(pages())


def test_the_word_version_alone_is_the_option(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["version"]) == 0
    assert capfd.readouterr().out == f"cmdgen {__version__}\n"
    assert quick.answered(["version"], {}) == 0
    assert not unparsed.is_request(["version"])
    assert unparsed.is_request(["version", "of", "git"])
