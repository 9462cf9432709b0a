"""Subcommand or request: every case in a table."""

from __future__ import annotations

import pytest

from cmdgen.cli.app import parser
from cmdgen.cli.routing import ASK, ASK_VALUED, SHAPES, route

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
    (["rules"], "rules", ()),
    (["rules", "list"], "rules", ("list",)),
    (["rules", "list", "--pack", "git"], "rules", ("list", "--pack", "git")),
    (["rules", "show"], "rules", ("show",)),
    (["rules", "show", "git.push-force"], "rules", ("show", "git.push-force")),
    (["rules", "test", "x.toml"], "rules", ("test", "x.toml")),
    (["hook"], "hook", ()),
    (["hook", "claude-code"], "hook", ("claude-code",)),
    (["hook", "no-such-format"], "hook", ("no-such-format",)),
    (["scan"], "scan", ()),
    (["scan", "missing.sh", "a/b"], "scan", ("missing.sh", "a/b")),
    (["scan", __file__], "scan", (__file__,)),
    (["scan", "--level=high", "open", "ports"], "scan", ("--level=high", "open", "ports")),
    (["scan", "--", "ports"], "scan", ("--", "ports")),
]
REQUESTS = [
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
    ["rules", "list", "of", "kings"],
    ["rules", "show", "me", "all"],
    ["rules", "--json", "of", "chess"],
    ["hook", "up", "the", "printer"],
    ["scan", "ports"],
    ["scan", "open", "ports"],
    ["scan", "network", "for", "hosts"],
    ["--", "rules", "list"],
    ["--", "hook", "claude-code"],
    ["Status"],
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


@pytest.mark.parametrize(
    ("command", "valued"), [(ASK, ASK_VALUED), *((name, shape.valued) for name, shape in SHAPES.items())]
)
def test_the_options_with_values_are_those_of_the_parser(command: str, valued: frozenset[str]) -> None:
    options = [option for option in parser(command).params if option.param_type_name == "option"]
    taking = [option for option in options if not option.is_flag]
    assert {name for option in taking for name in option.opts} == valued
