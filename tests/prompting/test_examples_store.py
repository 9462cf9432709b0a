"""The packed pairs: what is in them, and that what is found fits the machine."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from cmdgen.core.records import Platform
from cmdgen.prompting.examples_store import FILE, packed, similar, unpacked
from cmdgen.shells.syntax import syntax_error
from scripts.starter.examples import normal, task_requests

DEBIAN = Platform(system="linux", userland="gnu", package_manager="apt")
FEDORA = Platform(system="linux", userland="gnu", package_manager="dnf")
MAC = Platform(system="macos", userland="bsd", package_manager="brew")
WINDOWS = Platform(system="windows", userland="windows")
TASKS = Path(__file__).parents[2] / "cmdgen" / "evaluation" / "tasks"
PAIRS, _ = unpacked(FILE.read_bytes())


def commands(request: str, dialect: str = "bash", platform: Platform = DEBIAN, count: int = 4) -> list[str]:
    return [example.command for example in similar(request, dialect, platform, count)]


def test_the_file_is_small_and_every_pair_is_short() -> None:
    assert len(FILE.read_bytes()) < 600_000
    assert len(PAIRS) > 5000
    for request, *texts in PAIRS:
        assert len(request) <= 100
        assert any(texts)
        assert all(text is None or (0 < len(text) <= 120 and "\n" not in text) for text in texts)


def test_no_request_of_the_evaluation_is_among_the_pairs() -> None:
    asked = set(map(normal, task_requests(TASKS)))
    assert len(asked) > 100
    assert asked & {normal(request) for request, *_ in PAIRS} == set()


def test_what_is_packed_comes_back() -> None:
    pairs = [("list files", "ls", "ls", None), ("os version", None, "sw_vers", None), ("dns", "a", None, "b")]
    assert unpacked(packed(pairs))[0] == pairs


@pytest.mark.parametrize("damaged", [b"", b"{}", FILE.read_bytes()[:1000], zlib.compress(b'{"schema": 99}')])
def test_a_damaged_file_is_an_error(damaged: bytes) -> None:
    with pytest.raises(ValueError, match=r"examples|schema"):
        unpacked(damaged)


def test_a_similar_pair_is_found_and_no_command_twice() -> None:
    found = commands("unpack photos.tar.gz into the pictures folder", count=8)
    assert any(command.startswith("tar -x") and " -C " in command for command in found[:3])
    assert len(set(found)) == len(found) <= 8


def test_fewer_come_back_where_nothing_is_similar() -> None:
    assert commands("xylophone zeppelin quagmire") == []
    assert commands("list files", count=0) == []


def test_package_managers_of_other_systems_are_no_examples() -> None:
    for platform, own, foreign in ((DEBIAN, "apt", "dnf"), (FEDORA, "dnf", "apt"), (MAC, "brew", "apt")):
        text = "\n".join(commands("install the package nginx", platform=platform, count=8))
        assert own in text
        assert f"{foreign} " not in text


def test_the_command_is_one_for_the_system() -> None:
    assert "Get-ChildItem" in " ".join(commands("list files here by size", "powershell", WINDOWS, 8))
    assert not any(
        "/proc/" in command or "date -d" in command
        for command in commands("date of yesterday", "zsh", MAC, 8)
    )
    assert any("date -v" in command for command in commands("date of yesterday", "zsh", MAC, 8))
    assert commands("list files", "cmd", WINDOWS) == []


def test_fish_and_sh_get_only_what_means_the_same_there() -> None:
    request = "rename all jpg files to photo_1, photo_2 and so on in a loop"
    assert any("$" in command for command in commands(request, count=8))
    assert not any("$(" in command or "for " in command for command in commands(request, "fish", count=8))
    for command in commands("rename every file in braces with bash", "sh", count=8):
        assert "[[" not in command
        assert "<(" not in command


def test_a_request_without_an_answer_has_a_question_as_example() -> None:
    asked = [request for request, linux, *_ in PAIRS if linux and linux.startswith("#? which ")]
    assert commands(asked[0])[0].startswith("#? which ")
    assert not any(
        text == "#? cannot" or (text or "").startswith("#? need") for _, *texts in PAIRS for text in texts
    )


def test_a_sample_of_the_commands_is_valid_bash() -> None:
    from cmdgen.core.records import Command  # noqa: PLC0415

    sample = [linux for _, linux, *_ in PAIRS[::150] if linux and not linux.startswith("#?")]
    assert len(sample) > 50
    assert [text for text in sample if syntax_error(Command(text=text, dialect="bash"), path=None)] == []
