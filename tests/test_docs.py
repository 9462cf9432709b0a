"""What the documentation says exists: commands, options, messages, files, pages."""

from __future__ import annotations

import json
import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
import typer

from cmdgen.cli.app import parser
from cmdgen.cli.main import main
from cmdgen.cli.routing import ASK, SHAPES, route
from cmdgen.core.errors import CmdgenError
from cmdgen.core.exit_codes import ExitCode
from scripts import site

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
MADE = ("docs/rules/", "docs/reference/", "docs/adr/")
"""Written by scripts or never edited; not read for commands."""
PAGES = sorted(
    path
    for file in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    if not (path := file.relative_to(ROOT).as_posix()).startswith(MADE) and path != "CHANGELOG.md"
)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_SHELLS = {"sh", "bash", "console", "powershell"}
_BREAKS = {"|", "||", "&&", ";", "&", ">", ">>", "<", "<<<", "2>", "\\|"}


def commands(text: str) -> Iterator[list[str]]:
    """Yield the arguments of every call of cmdgen in a page, in its blocks and in its inline code."""
    lines = []
    for language, block in _FENCE.findall(text):
        if language in _SHELLS:
            is_session = language == "console"
            for line in block.split("\n"):
                if line.startswith("$ "):
                    lines.append(line[2:])
                elif not is_session:
                    lines.append(line)
    inline = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", _FENCE.sub("", text))
    lines += [code.replace("\\|", "|") for code in inline if code.startswith("cmdgen ")]
    for line in lines:
        yield from _calls(line)


def _calls(line: str) -> Iterator[list[str]]:
    try:
        lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        words = list(lexer)
    except ValueError:  # an apostrophe, in a line that shows why quotes are needed
        return
    for word in words:
        for inner in re.findall(r"\$\((cmdgen [^()]*)\)", word):  # inside double quotes
            yield inner.split()[1:]
    current: list[str] | None = None
    is_start = True
    for word in [*words, ";"]:
        if word in _BREAKS or not word.strip("|&;<>()"):
            if current:
                yield current
            current, is_start = None, True
        elif current is not None:
            current.append(word)
        elif is_start and word == "cmdgen":
            current = []
        else:
            is_start = is_start and re.match(r"\w+=|\$$", word) is not None


def mistake(arguments: list[str]) -> str | None:
    """Return what is wrong with a call, as the program itself would say it; None if it is fine."""
    if len(arguments) == 1 and arguments[0] in SHAPES:  # the name of a subcommand, in a sentence
        return None
    try:
        chosen = route(arguments)
        if chosen.command == ASK and len(arguments) == 1 and re.fullmatch(r"[a-z]+", arguments[0]):
            return f"there is no subcommand {arguments[0]!r}"
        command = parser(chosen.command)
        command.make_context("cmdgen", [word for word in chosen.arguments if word not in {"-h", "--help"}])
    except (typer.TyperException, CmdgenError) as error:
        return str(error) or repr(error)
    except typer.Exit:
        return None
    return None


@pytest.mark.parametrize("page", PAGES)
def test_the_calls_of_a_page_are_understood_by_the_parsers(page: str) -> None:
    mistakes = {}
    for arguments in commands((ROOT / page).read_text(encoding="utf-8")):
        wrong = mistake(arguments)
        # Words in capitals stand for something: a number, a file, or a whole call.
        is_meant = "--frobnicate" in arguments  # what shows how a mistake ends
        if (
            wrong
            and not is_meant
            and not (any(word.isupper() for word in arguments) and "such option" not in wrong.lower())
        ):
            mistakes[" ".join(arguments)] = wrong
    assert not mistakes


def test_calls_are_found_and_mistakes_are_seen() -> None:
    text = "`cmdgen frob`\n\n```console\n$ cmdgen check --nope ls | cat\nout\n```\n\n```sh\nX=1 cmdgen -y list  # words\n```\n"
    calls = list(commands(text))
    assert calls == [["check", "--nope", "ls"], ["-y", "list"], ["frob"]]
    assert [mistake(call) is None for call in calls] == [False, True, False]


def test_every_command_has_its_place_in_the_reference() -> None:
    text = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert not [name for name in SHAPES if f"## cmdgen {name}\n" not in text]


def test_no_link_between_files_leads_nowhere(tmp_path: Path) -> None:
    assert site.stage(tmp_path / "docs", None) > len(PAGES)


def test_a_link_that_leads_nowhere_is_found() -> None:
    pages = {"docs/a.md": "a.md"}
    text, missing = site.linked("[x](../README.md) `[y](no.md)` [`z`](gone.md)", "docs/a.md", pages, None)
    assert text == "[x](index.md) `[y](no.md)` [`z`](gone.md)"
    assert missing == ["gone.md"]


def test_source_files_are_linked_to_the_repository_if_its_address_is_known() -> None:
    pages = {"docs/how-to/a.md": "how-to/a.md"}
    text = "[the parsers](../../cmdgen/cli/)"
    assert site.linked(text, "docs/how-to/a.md", pages, None) == ("the parsers", [])
    known, _ = site.linked(text, "docs/how-to/a.md", pages, "https://example.com/blob/main")
    assert known == "[the parsers](https://example.com/blob/main/cmdgen/cli)"


def test_every_page_is_in_the_menu(tmp_path: Path) -> None:
    site.stage(tmp_path / "docs", None)
    there = {file.relative_to(tmp_path / "docs").as_posix() for file in (tmp_path / "docs").rglob("*.md")}
    _, _, nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")
    menu = set(re.findall(r": (\S+\.md)$", nav, re.MULTILINE))
    assert not menu - there
    by_an_index = {path for path in there if path.startswith(("rules/", "adr/"))}
    assert not there - menu - by_an_index


def test_the_messages_in_troubleshooting_are_those_of_the_program() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "cmdgen").rglob("*.py"))
    source = re.sub(r'["\']\s*\n\s*f?["\']', "", source)  # a text that goes on in the next line of code
    page = (ROOT / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
    messages = re.findall(r"^\| (`.*?`) \|", page, re.MULTILINE)
    pieces = {piece.strip(" ,;") for message in messages for piece in re.split(r"[…`]", message)}
    gone = [piece for piece in pieces if " " in piece and piece not in source]
    assert len(messages) > 30
    assert not gone


def test_every_exit_status_is_documented_and_no_other() -> None:
    page = (ROOT / "docs" / "exit-status.md").read_text(encoding="utf-8")
    said = {int(status) for status in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    assert said - {141} == set(ExitCode)  # 141 is that of a shell whose reader went away
    readme = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Exit status")[2]
    assert not [
        status for status in ExitCode if not re.search(rf"^\| .*\b{int(status)}\b.* \|", readme, re.MULTILINE)
    ]


def test_the_json_of_check_is_what_its_page_shows(capfd: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    (shown,) = [
        json.loads(line) for line in page.split("\n") if line.startswith('{"schema": 1, "command": "rm ')
    ]
    main(["check", "--json", "--shell", shown["shell"], shown["command"]])
    assert json.loads(capfd.readouterr().out) == shown


def test_the_json_of_a_request_has_the_keys_that_its_page_explains(capfd: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    table = page.partition("## `cmdgen --json REQUEST`")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`[^|]*`) \|", table, re.MULTILINE)
    explained = {key for cell in cells for key in re.findall(r"`([a-z_]+)[.\[]?[^`]*`", cell)}
    main(["--json", "find", "big", "files"])
    assert set(json.loads(capfd.readouterr().out)) == explained


@pytest.mark.parametrize("script", ["reference_docs.py", "diagrams.py", "plots.py"])
def test_what_is_made_from_code_is_up_to_date(script: str) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / script, "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_readme_has_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"^python -m pip install -e .*python -m pytest$", readme, re.MULTILINE)
    assert re.search(r"^python -m pip install \. && cmdgen \"[^\"]+\"$", readme, re.MULTILINE)


def test_the_links_of_the_readme_lead_to_the_repository_where_its_address_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What builds the package is not installed where the tests run.
    hook = ModuleType("hatchling.metadata.plugin.interface")
    hook.MetadataHookInterface = object  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "hatchling.metadata.plugin.interface", hook)
    metadata = runpy.run_path(str(ROOT / "packaging" / "metadata.py"))
    address = "https://code.example.com/acme/cmdgen"
    text = metadata["with_addresses"]((ROOT / "README.md").read_text(encoding="utf-8"), address)
    assert f"]({address}/blob/HEAD/docs/install.md)" in text
    assert f'src="{address}/raw/HEAD/docs/images/ask-light.svg"' in text
    places = re.findall(r'(?:\]\(|src(?:set)?=")([^)"]+)', text)
    assert not [place for place in places if not place.startswith(("https://", "#"))]


def test_actions_are_pinned_and_permissions_are_given_one_by_one() -> None:
    for file in (ROOT / ".github" / "workflows").glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        used = re.findall(r"uses: (\S+)", text)
        assert not [name for name in used if not re.search(r"@[0-9a-f]{40}$|^\./", name)], file.name
        assert re.search(r"^permissions: \{\}$", text, re.MULTILINE), file.name
