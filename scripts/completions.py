#!/usr/bin/env python3
"""Writes into the completions of the shells what the parsers know: subcommands, options, and their values.

`--check` writes nothing, and ends with status 1 if one of the files is not up to date.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the tree that this script lies in, whatever else is installed

from cmdgen.cli.routing import HOOK_FORMATS, MODEL_WORDS  # noqa: E402
from cmdgen.models.catalogue import Catalogue  # noqa: E402
from cmdgen.settings import KEYS  # noqa: E402
from cmdgen.settings.profiles import BUILT_IN  # noqa: E402
from cmdgen.shells.dialects import DIALECTS  # noqa: E402
from scripts.command_line import Command, commands  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FOLDER: Final = ROOT / "cmdgen" / "completion"
BACKENDS: Final = ("embedded", "ollama", "vllm")
INTEGRATED: Final = ("bash", "fish", "powershell", "zsh")
"""Shells with an integration and a completion."""

Known = dict[str, tuple[str, ...]]
"""Question -> words; `@files`, `@folders` and `@profiles` stand for what the shell finds out itself."""


def values(command: Command) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each option that takes a value, and the values that are known."""
    models = tuple(_models())
    by_option = {
        "--backend": BACKENDS,
        "--model": (*models, "@files"),
        "--shell": tuple(DIALECTS),
        "--profile": (*BUILT_IN, "@profiles"),
        "--level": ("moderate", "high", "critical"),
        "--format": ("text", "json", "sarif"),
        "--show": ("wrong", "all"),
        "--category": tuple(
            sorted(p.stem for p in (ROOT / "cmdgen" / "evaluation" / "tasks").glob("*.toml"))
        ),
        "--tasks": ("@folders",),
    }
    for option in command.options:
        if option.metavar is None:
            continue
        default = ("@files",) if option.metavar == "FILE" else ()
        found = next((by_option[s] for s in option.spellings if s in by_option), default)
        for spelling in option.spellings:
            yield spelling, found


def words() -> Known:
    """Return the words that may follow a subcommand, by the words before."""
    keys = tuple(key.dotted for key in KEYS.values())
    models = tuple(_models())
    return {
        "completion": INTEGRATED,
        "config": ("show", "get", "set", "unset", "edit", "path", "profiles"),
        **{f"config {action}": keys for action in ("get", "set", "unset")},
        "history": ("undo",),
        "hook": tuple(sorted(HOOK_FORMATS)),
        "hook shell": ("bash", "zsh"),
        "model": tuple(sorted(MODEL_WORDS)),
        **{f"model {action}": models for action in ("info", "pull", "rm", "use")},
        "rules": ("list", "show", "test"),
        "rules test": ("@files",),
        "scan": ("@files",),
        "shell": ("init",),
        "shell init": INTEGRATED,
    }


def known(all_commands: Sequence[Command]) -> Known:
    """Return every question with its answer."""
    answers: Known = {"commands": tuple(command.name for command in all_commands if command.name)}
    for command in all_commands:
        answers[f"options {command.name}"] = tuple(s for option in command.options for s in option.spellings)
        valued = dict(values(command))
        answers[f"valued {command.name}"] = tuple(valued)
        answers |= {f"values {command.name} {spelling}": found for spelling, found in valued.items() if found}
    answers |= {
        f"words {before}": found
        for before, found in words().items()
        if before.split()[0] in answers["commands"]
    }
    return {question: found for question, found in answers.items() if found}


def _models() -> list[str]:
    return sorted(Catalogue.load().models)


def _bash(all_commands: Sequence[Command]) -> Iterator[str]:
    for question, found in known(all_commands).items():
        yield f"  {_quoted(question)}) REPLY={_quoted(' '.join(found))} ;;"


def _zsh(all_commands: Sequence[Command]) -> Iterator[str]:
    meanings = {command.name: command.summary for command in all_commands}
    helps = {
        f"options {command.name}": {s: option.help for option in command.options for s in option.spellings}
        for command in all_commands
    }
    for question, found in known(all_commands).items():
        said = meanings if question == "commands" else helps.get(question, {})
        entries = [
            _quoted(word.replace(":", "\\:") + (f":{said[word]}" if said.get(word) else "")) for word in found
        ]
        yield f"  {_quoted(question)}) reply=({' '.join(entries)}) ;;"


def _fish(all_commands: Sequence[Command]) -> Iterator[str]:
    valued = sorted({spelling for command in all_commands for spelling, _ in values(command)})
    yield f"set -g __cmdgen_valued {' '.join(valued)}"
    for command in all_commands:
        if command.name:
            yield f"complete -c cmdgen -n __cmdgen_after -a {command.name} -d {_fish_quoted(command.summary)}"
    for before, found in known(all_commands).items():
        if before.startswith("words "):
            place = before.removeprefix("words ")
            yield f"complete -c cmdgen -n '__cmdgen_after {place}' {_fish_words(found)}"
    for command in all_commands:
        inside = f"'__cmdgen_in {command.name}'" if command.name else "__cmdgen_in"
        by_spelling = dict(values(command))
        for option in command.options:
            names = " ".join(f"-l {s[2:]}" if s.startswith("--") else f"-s {s[1:]}" for s in option.spellings)
            takes = f" -r {_fish_words(by_spelling[option.spellings[0]])}" if option.metavar else ""
            yield f"complete -c cmdgen -n {inside} {names}{takes.rstrip()} -d {_fish_quoted(option.help)}"


def _fish_words(found: Sequence[str]) -> str:
    static = [word for word in found if not word.startswith("@")]
    dynamic = ["(__cmdgen_profiles)"] if "@profiles" in found else []
    dynamic += ["(__fish_complete_directories)"] if "@folders" in found else []
    offered = f"-a {_fish_quoted(' '.join([*static, *dynamic]))}" if static or dynamic else ""
    return f"{'-F' if '@files' in found else '-f'} {offered}".rstrip()


def _powershell(all_commands: Sequence[Command]) -> Iterator[str]:
    for question, found in known(all_commands).items():
        yield f"    '{question}' = '{' '.join(found)}'"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


FILES: Final = {"cmdgen.bash": _bash, "cmdgen.zsh": _zsh, "cmdgen.fish": _fish, "cmdgen.ps1": _powershell}


def filled(name: str, text: str, all_commands: Sequence[Command]) -> str:
    """Return a file with its table made anew.

    Raises:
        ValueError: the file has lost the place of the table.
    """
    place = re.compile(r"^( *# made by scripts/completions\.py\n).*?(^ *# end\n)", re.DOTALL | re.MULTILINE)
    table = "".join(f"{line}\n" for line in FILES[name](all_commands))
    text, number = place.subn(lambda match: match[1] + table + match[2], text)
    if number != 1:
        message = f"{name}: the place of the table must be there once"
        raise ValueError(message)
    return text


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or compare the files and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    wanted = parser.parse_args(arguments)
    all_commands = commands()
    status = 0
    for name in FILES:
        path = FOLDER / name
        before = path.read_text(encoding="utf-8")
        after = filled(name, before, all_commands)
        if wanted.check and after != before:
            print(f"{path.relative_to(ROOT)} is not up to date; run scripts/completions.py")
            status = 1
        elif not wanted.check:
            path.write_text(after, encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())
