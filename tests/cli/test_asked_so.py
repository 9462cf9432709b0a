"""What the user made of earlier answers, and the settings that say how a backend is asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cmdgen.cli.main import main
from cmdgen.history import Entry, History
from cmdgen.settings import place

if TYPE_CHECKING:
    FakeBackend = Any


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMDGEN_RESIDENT", "off")


def remember(request: str, command: str, **more: Any) -> None:
    History(place("state")).add(
        Entry(
            time="2026-01-02T03:04:05+00:00", request=request, command=command, shell="bash", level="safe",
            backend="embedded", model="big", executed=True, exit_code=0, edited=True, **more,
        )
    )  # fmt: skip


def newest() -> Entry:
    return History(place("state")).search("", limit=1)[0]


def test_the_same_request_gets_the_users_own_command_and_says_whose_it_is(
    backend: FakeBackend, capfd: pytest.CaptureFixture[str]
) -> None:
    remember("Show the disk usage", "df -hT /")
    assert main(["--json", "show", "the", "disk", "usage"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert (told["command"], told["model"], backend.requests) == ("df -hT /", "your own earlier command", [])
    assert main(["--dry-run", "show the disk usage"]) == 0
    assert "your own earlier command" in capfd.readouterr().err


def test_it_is_screened_like_any_other(backend: FakeBackend, capfd: pytest.CaptureFixture[str]) -> None:
    remember("clean up", "rm -rf /")
    assert main(["--yes", "clean", "up"]) != 0
    assert "CRITICAL" in capfd.readouterr().err


def test_running_it_again_keeps_it_and_a_failure_ends_it(backend: FakeBackend) -> None:
    remember("do it", "true")
    assert main(["--yes", "do", "it"]) == 0
    assert (newest().command, newest().edited) == ("true", True)
    remember("do that", "false")
    assert main(["--yes", "do that"]) == 1
    backend.says = "true"
    assert main(["--yes", "do that"]) == 0
    assert (newest().backend, newest().edited) == ("fake", False)


@pytest.mark.parametrize("setting", [("OWN_EXAMPLES", "false"), ("HISTORY", "off"), ("HISTORY", "private")])
def test_it_can_be_switched_off(
    backend: FakeBackend, monkeypatch: pytest.MonkeyPatch, setting: tuple[str, str]
) -> None:
    remember("show disk usage", "df -hT")
    monkeypatch.setenv(f"CMDGEN_{setting[0]}", setting[1])
    main(["--print", "show disk usage"])
    assert len(backend.requests) == 1


def test_similar_requests_go_first_among_the_examples(
    backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember("deploy the blog", "make deploy")
    main(["--print", "deploy my blog now"])
    monkeypatch.setenv("CMDGEN_EXAMPLES", "2")
    main(["--print", "deploy my blog now"])
    main(["--print", "unpack photos.tar.gz into pictures"])
    assert backend.requests[0].examples == ()
    assert (backend.requests[1].examples[0].command, backend.requests[1].examples[0].is_own) == (
        "make deploy",
        True,
    )
    assert len(backend.requests[1].examples) <= 2
    assert [example.is_own for example in backend.requests[2].examples] == [False, False]


def test_a_prompt_shows_its_examples_and_which_instructions_it_has(
    backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMDGEN_PROMPT", "short")
    main(["--print", "unpack photos.tar.gz"])
    assert backend.requests[0].short_prompt
    backend.starter = True
    main(["--print", "unpack photos.tar.gz"])
    assert not backend.requests[1].short_prompt


def test_several_samples_are_asked_for(backend: FakeBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMDGEN_SAMPLES", "4")
    backend.says = "ls -l"
    assert main(["--print", "list files"]) == 0
    # Three of four agree: the fourth cannot change that.
    assert [sampling.temperature for sampling in backend.samplings] == [0.0, 0.7, 0.7]


def test_the_evaluation_names_how_it_asked_and_uses_nothing_of_the_user(
    backend: FakeBackend, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Any
) -> None:
    remember("running containers", "echo own")
    (tmp_path / "x.toml").write_text(
        'schema = 1\ncategory = "x"\n\n[[task]]\nid = "x.docker"\nrequest = "running containers"\n'
        'gold = "docker ps"\naccept = ["docker ps"]\n'
    )
    backend.says = "docker ps"
    monkeypatch.setenv("CMDGEN_EXAMPLES", "3")
    monkeypatch.setenv("CMDGEN_SAMPLES", "2")
    assert main(["eval", "--tasks", str(tmp_path), "--json"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert told["settings"] == {"examples": 3, "samples": 2, "prompt": "full"}
    assert told["total"]["right"]["count"] == 1
    assert all(request.examples and not request.examples[0].is_own for request in backend.requests[-2:])
    assert main(["eval", "--tasks", str(tmp_path)]) == 0
    assert "examples: 3, samples: 2, prompt: full" in capfd.readouterr().out
