"""Which programs are asked for their help, and what is read from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmdgen.manuals.help_text import HARMLESS, help_of, read_help

GNU = """Usage: thing [OPTION]... [FILE]...
Does something to FILE(s).

  -a, --all                  do it to all
                               of them
      --block-size=SIZE      in blocks; see SIZE below
  -x                         list by lines

The SIZE argument is an integer.
"""
BUSYBOX = """BusyBox v1.36.1 () multi-call binary.

Usage: thing [-al] [FILE]...

Does something

\t-a\tTo all of them
\t-n N\tSo many
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "ls"
    path.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\nprintf '%s' '  -a, --all  '\"$1 $PWD $HOME\"\n")
    path.chmod(0o755)
    return path


def test_the_help_of_gnu_programs() -> None:
    manual = read_help(GNU, "thing")
    assert manual is not None
    assert manual.summary == "Does something to FILE(s)"
    assert [(option.spellings, option.argument, option.text) for option in manual.options] == [
        (("-a", "--all"), "", "do it to all of them"),
        (("--block-size",), "SIZE", "in blocks; see SIZE below"),
        (("-x",), "", "list by lines"),
    ]


def test_the_help_of_busybox() -> None:
    manual = read_help(BUSYBOX, "thing")
    assert manual is not None
    assert manual.source == "thing --help (BusyBox)"
    assert [(option.spellings, option.argument) for option in manual.options] == [
        (("-a",), ""),
        (("-n",), "N"),
    ]


def test_a_text_without_options_is_no_help() -> None:
    assert read_help("Usage: thing FILE\n", "thing") is None


def test_a_harmless_program_is_asked_in_the_root_folder_without_settings(program: Path) -> None:
    manual = help_of("ls", folders=(program.parent,), system="linux", seconds=20)
    assert manual is not None
    assert manual.options[0].text == "--help / /nonexistent"


@pytest.mark.parametrize(
    "name", ["rm-everything", "git", "bash", "python3", "./ls", "/bin/ls", "kill", "reboot"]
)
def test_other_programs_are_never_asked(name: str, program: Path) -> None:
    other = program.parent / Path(name).name
    other.write_text(program.read_text())
    other.chmod(0o755)
    assert help_of(name, folders=(program.parent,), system="linux", seconds=20) is None
    assert not (program.parent / "ran").exists()


def test_nothing_is_asked_where_help_may_be_taken_for_a_word(program: Path) -> None:
    assert help_of("ls", folders=(program.parent,), system="darwin", seconds=20) is None
    assert not (program.parent / "ran").exists()


def test_a_program_that_does_not_end_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "ls"
    path.write_text("#!/bin/sh\nexec sleep 30\n")
    path.chmod(0o755)
    assert help_of("ls", folders=(tmp_path,), system="linux", seconds=0.05) is None


def test_no_shell_and_no_program_that_runs_others_is_on_the_list() -> None:
    assert not HARMLESS & {
        "sh",
        "bash",
        "env",
        "ssh",
        "sudo",
        "git",
        "find2perl",
        "yes",
        "kill",
        "perl",
        "python3",
    }
