"""Start-up stays light: what is not needed is not imported."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

pytestmark = pytest.mark.usefixtures("unmeasured")
HEAVY = {
    "rich",
    "httpx",
    "huggingface_hub",
    "llama_cpp",
    "xllamacpp",
    "tree_sitter",
    "tree_sitter_bash",
    "tenacity",
}


def modules_after(code: str) -> set[str]:
    """Return which modules a fresh interpreter has after this code."""
    wrapped = f"import sys\n{code}\nprint('\\nMODULES', sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", wrapped], capture_output=True, text=True, timeout=60, check=True
    )
    return set(ast.literal_eval(done.stdout.rpartition("MODULES ")[2]))


def after_call(*arguments: str) -> set[str]:
    return modules_after(f"from cmdgen.cli.main import main\nmain({list(arguments)!r})")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"], ["status", "--help"]])
def test_asking_about_the_program_loads_nothing_heavy(arguments: list[str]) -> None:
    assert not HEAVY & after_call(*arguments)


def test_the_version_does_not_even_need_the_parser() -> None:
    assert not {"typer", "platformdirs", "dataclasses", "cmdgen.settings", "cmdgen.ui"} & after_call(
        "--version"
    )


@pytest.mark.parametrize("module", ["cmdgen", "cmdgen.cli.main"])
def test_importing_loads_only_the_core(module: str) -> None:
    own = {name for name in modules_after(f"import {module}") if name.startswith("cmdgen")}
    allowed = {
        "cmdgen",
        "cmdgen.cli",
        "cmdgen.cli.main",
        "cmdgen.core",
        "cmdgen.core.errors",
        "cmdgen.core.exit_codes",
    }
    assert own <= allowed


def test_an_answer_needs_neither_rich_nor_the_network_libraries() -> None:
    loaded = after_call("--print", "list files")
    assert not {"rich", "httpx", "huggingface_hub", "tenacity"} & loaded
    assert "cmdgen.backends.embedded.backend" in loaded


@pytest.mark.parametrize(
    "arguments", [["list", "files"], ["--print", "-v", "list", "files"], ["--help"], ["fix", "-h"]]
)
def test_what_is_asked_every_day_needs_no_parser_for_options(arguments: list[str]) -> None:
    assert not {"typer", "pydantic"} & after_call(*arguments)


def test_a_check_loads_no_engine() -> None:
    assert not {"rich", "httpx", "llama_cpp", "xllamacpp", "cmdgen.backends"} & after_call("check", "ls")
