from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import subprocess
import sys
from types import ModuleType

import pytest

from cmdgen.safety import commands
from cmdgen.safety.commands import names, scripted, side_commands


@pytest.mark.parametrize("module", names.MODULES)
def test_the_table_lists_exactly_what_a_module_handles(module: str) -> None:
    handled = importlib.import_module(f"cmdgen.safety.commands.{module}").HANDLERS
    assert names.MODULES[module].split() == sorted(handled)


def test_every_handler_of_every_module_is_found() -> None:
    for info in pkgutil.iter_modules(commands.__path__):
        module = importlib.import_module(f"cmdgen.safety.commands.{info.name}")
        missing = {name for name in getattr(module, "HANDLERS", ()) if commands.handler(name) is None}
        assert not missing, info.name


@pytest.mark.parametrize("name", ["snapper", "heroku", "ed", "arch"])
def test_a_name_that_stands_twice_belongs_to_the_later_module(name: str) -> None:
    modules = [module for module, listed in names.MODULES.items() if name in listed.split()]
    assert len(modules) > 1
    last = importlib.import_module(f"cmdgen.safety.commands.{modules[-1]}")
    assert commands.handler(name) is last.HANDLERS[name]


def test_a_program_without_a_handler_has_none() -> None:
    assert commands.handler("frobnicate") is None


def test_the_programs_with_side_commands_are_exactly_those_that_the_modules_ask_about() -> None:
    assert _asked_about(side_commands) | _asked_about(scripted) == names.WITH_SIDE_COMMANDS


def _asked_about(module: ModuleType) -> set[str]:
    """Return the names with which a module compares the name of its call, or that it looks up in its tables."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Compare) and ast.unparse(node.left) == "call.name":
            asked = node.comparators[0]
        elif isinstance(node, ast.Call) and ast.unparse(node).startswith(("_", "call")) and node.args:
            if ast.unparse(node.args[0]) != "call.name" or not isinstance(node.func, ast.Attribute):
                continue
            asked = node.func.value
        else:
            continue
        value = eval(ast.unparse(asked), vars(module))
        found |= {value} if isinstance(value, str) else set(value)
    return found


def loaded_by(text: str) -> set[str]:
    """Return the modules that the screening of one command loads in a fresh process, without `cmdgen.safety.`."""
    code = (
        "import sys; from cmdgen.core.records import Command; from cmdgen.safety import screen;"
        f"screen(Command(text={text!r}, dialect='bash')); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    return {name.removeprefix("cmdgen.safety.") for name in done.stdout.split()}


@pytest.mark.usefixtures("unmeasured")
def test_a_simple_command_loads_only_the_module_that_follows_it() -> None:
    loaded = loaded_by("ls")
    assert {name for name in loaded if name.startswith("commands.")} == {
        "commands.names", "commands.on_demand", "commands.file_names",
    }  # fmt: skip
    assert not {"tree_sitter", "tree_sitter_bash", "tomllib", "inline.scan", "rules.compiling"} & loaded


def test_a_command_with_more_than_words_is_read_a_second_time() -> None:
    assert "tree_sitter_bash" in loaded_by("ls | wc")
