"""Subcommand or request: every case in a table."""

from __future__ import annotations

import pytest

from cmdgen.cli.app import parser
from cmdgen.cli.misspelt import distance
from cmdgen.cli.routing import ASK, ASK_VALUED, HOOK_FORMATS, SHAPES, route
from cmdgen.core.errors import UsageError

SUBCOMMANDS = [
    (["status"], "status", ()),
    (["status", "--json"], "status", ("--json",)),
    (["status", "--model", "x.gguf"], "status", ("--model", "x.gguf")),
    (["status", "-mx.gguf"], "status", ("-mx.gguf",)),
    (["status", "--jsn"], "status", ("--jsn",)),
    (["status", "--help"], "status", ("--help",)),
    (["--json", "status"], "status", ("--json",)),
    (["--config", "f.toml", "status"], "status", ("--config", "f.toml")),
    (["check"], "check", ()),
    (["check", "--json"], "check", ("--json",)),
    (["check", "--help"], "check", ("--help",)),
    (["check", "ls"], "check", ("ls",)),
    (["check", "rm -rf /"], "check", ("rm -rf /",)),
    (["check", "--json", "-"], "check", ("--json", "-")),
    (["check", "--shell", "fish", "ls"], "check", ("--shell", "fish", "ls")),
    (["check", "--shell=fish", "ls"], "check", ("--shell=fish", "ls")),
    (["check", "--jsn", "rm -rf /"], "check", ("--jsn", "rm -rf /")),
    (["check", "--", "-x"], "check", ("--", "-x")),
    (["config", "list"], "config", ("list",)),
    (["config", "reset"], "config", ("reset",)),
    (["config", "rm", "timeout_s"], "config", ("rm", "timeout_s")),
    (["rules"], "rules", ()),
    (["rules", "list"], "rules", ("list",)),
    (["rules", "list", "--pack", "git"], "rules", ("list", "--pack", "git")),
    (["rules", "show"], "rules", ("show",)),
    (["rules", "show", "git.push-force"], "rules", ("show", "git.push-force")),
    (["rules", "test", "x.toml"], "rules", ("test", "x.toml")),
    (["eval"], "eval", ()),
    (["eval", "--category", "git", "--json"], "eval", ("--category", "git", "--json")),
    (["eval", "--tasks", "folder", "--limit=3"], "eval", ("--tasks", "folder", "--limit=3")),
    (["hook"], "hook", ()),
    (["hook", "claude-code"], "hook", ("claude-code",)),
    (["hook", "no-such-format"], "hook", ("no-such-format",)),
    (["scan"], "scan", ()),
    (["scan", "missing.sh", "a/b"], "scan", ("missing.sh", "a/b")),
    (["scan", __file__], "scan", (__file__,)),
    (["scan", "--level=high", "open", "ports"], "scan", ("--level=high", "open", "ports")),
    (["scan", "--", "ports"], "scan", ("--", "ports")),
]
UNQUOTED = [
    (["check", "rm", "old.log"], "check", ("--", "rm old.log")),
    (["check", "--json", "rm", "old.log"], "check", ("--json", "--", "rm old.log")),
    (["check", "--", "git", "push", "-f"], "check", ("--", "git push -f")),
    (["check", "-s", "zsh", "--", "git", "push", "-f"], "check", ("-s", "zsh", "--", "git push -f")),
    (["explain", "mv", "a", "b"], "explain", ("--", "mv a b")),
    (["check", "cat", "/etc/passwd"], "check", ("--", "cat /etc/passwd")),
    (["check", "curl", "https://example.com/x"], "check", ("--", "curl https://example.com/x")),
]
MISSPELT = [
    (["chekc", "ls"], "check"),
    (["chekc", "rm -rf build"], "check"),
    (["chek", "--json", "ls"], "check"),
    (["explian", "ls -l"], "explain"),
    (["stauts"], "status"),
    (["Status"], "status"),
    (["statsu", "--json"], "status"),
    (["rules", "lst"], "rules list"),
    (["rules", "shwo", "git.push-force"], "rules show"),
    (["rule", "list"], "rules"),
    (["model", "lst"], "model list"),
    (["model", "avialable"], "model available"),
    (["model", "pul", "phi-3-mini"], "model pull"),
    (["shell", "bash"], "shell init bash"),
    (["shell", "inti", "zsh"], "shell init"),
    (["scna", "deploy.sh"], "scan"),
    (["hok", "codex"], "hook"),
]
REQUESTS = [
    ["check", "rm", "is", "installed"],
    ["check", "curl", "version"],
    ["check", "cat", "pictures"],
    ["check", "the", "disk"],
    ["can", "you", "list", "files"],
    ["look", "here"],
    ["look", "for", "files"],
    ["stats", "of", "nginx"],
    ["rule", "of", "thumb"],
    ["rules", "list", "us"],
    ["rules", "frobnicate"],
    ["rules", "last", "week", "broke"],
    ["cheap", "flights"],
    ["--", "chekc", "ls"],
    ["--print", "stats"],
    [],
    ["find", "big", "files"],
    ["find big files"],
    ["status", "of", "nginx"],
    ["status of nginx"],
    ["status", "--json", "of", "nginx"],
    ["status", "--", "nginx"],
    ["check", "disk", "space"],
    ["check", "--json", "disk", "space"],
    ["check", "rm", "-rf", "/"],
    ["--", "status"],
    ["--", "check", "ls"],
    ["-v", "--", "status"],
    ["--model", "status", "list", "files"],
    ["rules", "of", "chess"],
    ["model", "number", "of", "this", "machine"],
    ["model", "pul", "two", "things"],
    ["shell", "script", "that", "counts", "lines"],
    ["shell", "bash", "script"],
    ["shell", "history"],
    ["config", "reset", "wifi"],
    ["config", "list", "of", "nginx"],
    ["rules", "list", "of", "kings"],
    ["rules", "show", "me", "all"],
    ["rules", "--json", "of", "chess"],
    ["eval", "the", "expression", "2+2"],
    ["hook", "up", "the", "printer"],
    ["scan", "ports"],
    ["scan", "open", "ports"],
    ["scan", "network", "for", "hosts"],
    ["--", "rules", "list"],
    ["--", "hook", "claude-code"],
    ["show", "status"],
    ["--version"],
    [""],
    ["-"],
]


@pytest.mark.parametrize(("arguments", "command", "rest"), SUBCOMMANDS, ids=str)
def test_it_is_a_subcommand(arguments: list[str], command: str, rest: tuple[str, ...]) -> None:
    chosen = route(arguments)
    assert (chosen.command, chosen.arguments) == (command, rest)


@pytest.mark.parametrize("arguments", REQUESTS, ids=str)
def test_it_is_a_request(arguments: list[str]) -> None:
    chosen = route(arguments)
    assert (chosen.command, chosen.arguments) == (ASK, tuple(arguments))


@pytest.mark.parametrize(("arguments", "command", "rest"), UNQUOTED, ids=str)
def test_a_command_without_quotes_is_put_together(
    arguments: list[str], command: str, rest: tuple[str, ...]
) -> None:
    chosen = route(arguments)
    assert (chosen.command, chosen.arguments, chosen.note) == (command, rest, None)


@pytest.mark.parametrize("word", ["a b", "*.log", "$HOME", "x;y", "a'b"])
def test_a_command_that_has_lost_its_quotes_is_not_guessed(word: str) -> None:
    with pytest.raises(UsageError) as caught:
        route(["check", "rm", word])
    assert "cmdgen check 'COMMAND'" in (caught.value.hint or "")


@pytest.mark.parametrize("name", ["check", "explain"])
@pytest.mark.parametrize(
    "words",
    [
        ["ls", "-h"],
        ["--json", "ls", "--help"],
        ["rm", "-rf", "/", "-h"],
        ["ls", "-h", "--", "x"],
        ["zork", "x", "-h"],
    ],
)
def test_help_behind_a_command_is_not_taken_for_a_question_that_ends_well(
    name: str, words: list[str]
) -> None:
    with pytest.raises(UsageError, match="not behind it") as raised:
        route([name, *words])
    assert raised.value.hint == f"put the whole command in quotes: cmdgen {name} 'COMMAND'"


@pytest.mark.parametrize("words", [["-h"], ["-s", "bash", "--help"], ["--", "ls", "-h"], ["-h", "ls"]])
def test_help_in_front_of_a_command_is_help(words: list[str]) -> None:
    assert route(["check", *words]).command == "check"


def test_what_may_be_a_command_says_how_to_screen_it() -> None:
    chosen = route(["check", "sh", "config"])
    assert chosen.command == ASK
    assert "cmdgen check 'sh config'" in (chosen.note or "")


@pytest.mark.parametrize(("arguments", "meant"), MISSPELT, ids=str)
def test_a_misspelt_subcommand_is_asked_about(arguments: list[str], meant: str) -> None:
    with pytest.raises(UsageError) as caught:
        route(arguments)
    assert caught.value.message.endswith(f"did you mean cmdgen {meant}?")


def test_the_formats_of_hook_are_those_that_there_are() -> None:
    from cmdgen.safety.hooks import FORMATS  # noqa: PLC0415

    assert {*FORMATS, "shell"} == HOOK_FORMATS


@pytest.mark.parametrize(
    ("left", "right", "mistakes"),
    [("", "", 0), ("", "ab", 2), ("chekc", "check", 1), ("abc", "cab", 2), ("kitten", "sitting", 3)],
)
def test_mistakes_are_counted(left: str, right: str, mistakes: int) -> None:
    assert distance(left, right) == distance(right, left) == mistakes


@pytest.mark.parametrize(
    ("command", "valued"), [(ASK, ASK_VALUED), *((name, shape.valued) for name, shape in SHAPES.items())]
)
def test_the_options_with_values_are_those_of_the_parser(command: str, valued: frozenset[str]) -> None:
    options = [option for option in parser(command).params if option.param_type_name == "option"]
    taking = [option for option in options if not option.is_flag]
    assert {name for option in taking for name in option.opts} == valued
