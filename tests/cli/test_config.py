"""`cmdgen config`, as a user calls it."""

from __future__ import annotations

import json
import os
import stat
import sys
from typing import TYPE_CHECKING, Any

import pytest

from cmdgen.cli.main import main
from cmdgen.cli.routing import ASK, route
from cmdgen.settings import KEYS, place
from cmdgen.settings.profiles import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEY = "sk-verysecret-9876"


@pytest.fixture
def file() -> Path:
    """Return the usual config file, which is not there yet."""
    folder = place("config")
    assert folder is not None
    return folder / "config.toml"


@pytest.fixture
def written(file: Path) -> Callable[[str], Path]:
    """Return a function that writes the usual config file."""

    def write(text: str) -> Path:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(0o600)
        return file

    return write


def shown(capfd: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["config", "show", "--json", *arguments]) == 0
    facts = json.loads(capfd.readouterr().out)
    assert isinstance(facts, dict)
    return facts


@pytest.mark.parametrize(
    "line",
    [
        *("config", "config show", "config show --json", "config path", "config profiles", "config edit"),
        *("config get", "config get timeout_s", "config set", "config set seed 1", "config set nothing 1"),
        *(
            "config set backends a b c",
            "config set model my model.gguf",
            "config unset seed",
            "--json config show",
        ),
        *("config --profile fast show", "config sett seed 1", "config shwo", "config --help"),
    ],
)
def test_what_can_be_meant_for_config_is(line: str) -> None:
    assert route(line.split()).command == "config"


@pytest.mark.parametrize(
    "line",
    [
        *("config nginx for ssl", "config show my network", "config set up a bridge", "config files in etc"),
        *("configure nginx", "config path of git", "config edit the hosts file", "-- config show"),
    ],
)
def test_what_can_only_be_a_request_is_one(line: str) -> None:
    assert route(line.split()).command == ASK


def test_a_misspelt_name_is_asked_back() -> None:
    assert main(["confg", "show"]) == 2


def test_every_setting_is_shown_with_its_origin(
    capfd: pytest.CaptureFixture[str], written: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written('profile = "work"\nseed = 1\nshel = "x"\n[profiles.work]\ntimeout_s = 5\n')
    monkeypatch.setenv("CMDGEN_RETRIES", "0")
    monkeypatch.setenv("OLLAMA_HOST", "box")
    facts = shown(capfd)
    assert facts["schema"] == 1
    assert (facts["file"], facts["found"], facts["profile"]) == (str(file), True, "work")
    assert list(facts["settings"]) == [key.dotted for key in KEYS.values()]
    expected = {
        "seed": (1, "file", str(file)),
        "timeout_s": (5.0, "profile", "profile work"),
        "retries": (0, "environment", "CMDGEN_RETRIES"),
        "ollama.url": ("http://box:11434", "default", "OLLAMA_HOST"),
        "model": (None, "default", "default"),
        "backends": ([], "default", "default"),
    }
    for name, values in expected.items():
        assert tuple(facts["settings"][name].values()) == values
    assert facts["warnings"] == ["unknown setting shel; did you mean shell?"]
    assert main(["config"]) == 0
    text = capfd.readouterr()
    for line in ("timeout_s            = 5  (profile work)", "retries              = 0  (CMDGEN_RETRIES)"):
        assert line in text.out
    assert "did you mean shell?" in text.err
    assert "\x1b" not in text.out


def test_a_key_is_never_shown_in_full(program: Any, written: Callable[[str], Path]) -> None:
    written(f'[vllm]\napi_key = "{KEY}"\n[profiles.w.vllm]\napi_key = "{KEY}w"\n')
    for arguments in (
        *(["show"], ["show", "--json"], ["show", "-p", "w"], ["profiles"], ["profiles", "--json"]),
        *(["get", "vllm.api_key"], ["get", "vllm_api_key", "--json"], ["get", "profiles.w.vllm.api_key"]),
        *(["set", "seed", "1"], ["set", "vllm.api_key", KEY + " x"], ["set", "vllm.api_key", KEY]),
        *(["unset", "seed"], ["show", "--reveal"], ["set", "vllm_api_kye", KEY]),
    ):
        done = program("config", *arguments)
        assert b"secret" not in done.stdout + done.stderr, arguments
        assert b"Traceback" not in done.stderr
    assert b"****9876" in program("config", "show").stdout
    refused = program("config", "get", "vllm.api_key")
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert b"--reveal" in refused.stderr
    assert program("config", "get", "vllm.api_key", "--reveal").stdout == f"{KEY}\n".encode()
    assert program("config", "get", "profiles.w.vllm.api_key", "--reveal").stdout == f"{KEY}w\n".encode()


@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        (["timeout_s"], "30\n"),
        (["timeout_s", "-p", "fast"], "10\n"),
        (["profiles.fast.timeout_s"], "10\n"),
        (["profiles.fast.seed"], "\n"),
        (["profiles.work.backend"], "vllm\n"),
        (["ollama.url"], "http://h\n"),
        (["ollama_url"], "http://h\n"),
        (["model"], "\n"),
        (["engine"], "auto\n"),
        (["max_wait_s"], "off\n"),
        (["allow_critical"], "false\n"),
        (["yes_level"], "safe\n"),
        (["profile"], "\n"),
        (["profile", "-p", "fast"], "fast\n"),
    ],
)
def test_one_value_is_printed_alone(
    capfd: pytest.CaptureFixture[str], written: Callable[[str], Path], arguments: list[str], out: str
) -> None:
    written('ollama.url = "http://h/"\n[profiles.work]\nbackend = "vllm"\n')
    assert main(["config", "get", *arguments]) == 0
    assert capfd.readouterr().out == out


def test_one_value_as_json(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "get", "timeout_s", "--json", "-p", "fast"]) == 0
    assert json.loads(capfd.readouterr().out) == {
        "schema": 1,
        "name": "timeout_s",
        "value": 10.0,
        "origin": "built-in profile fast",
    }


def test_what_was_set_is_what_holds(program: Any, file: Path) -> None:
    done = program("config", "set", "backends", "vllm", "ollama")
    assert (done.returncode, done.stdout) == (0, b"")
    assert str(file) in done.stderr.decode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 or os.name == "nt"
    assert program("config", "get", "backends").stdout == b"vllm, ollama\n"
    assert program("config", "set", "vllm.api_key", "-", stdin=f"{KEY}\n".encode()).returncode == 0
    assert f'api_key = "{KEY}"' in file.read_text()
    assert program("config", "set", "--", "ollama.keep_alive", "-1").returncode == 0
    assert program("config", "get", "ollama.keep_alive").stdout == b"-1s\n"
    assert program("config", "set", "backends", '["ollama", "vllm"]').returncode == 0
    assert program("config", "get", "backends").stdout == b"ollama, vllm\n"
    assert program("config", "unset", "backends").returncode == 0
    assert program("config", "get", "backends").stdout == b"\n"


def test_a_named_file_is_made_and_used(program: Any, tmp_path: Path) -> None:
    named = tmp_path / "new" / "named.toml"
    assert program("config", "--config", str(named), "set", "seed", "4").returncode == 0
    assert named.read_text() == "seed = 4\n"
    environ = {"CMDGEN_CONFIG": str(named)}
    assert program("config", "get", "seed", environ=environ).stdout == b"4\n"
    assert program("config", "path", environ=environ).stdout == f"{named}\n".encode()


@pytest.mark.parametrize(
    ("environ", "text", "words"),
    [
        ({"CMDGEN_SEED": "3"}, "", "CMDGEN_SEED comes first"),
        ({}, 'profile = "w"\n[profiles.w]\nseed = 2\n', "profile w comes first"),
        ({}, "", None),
    ],
)
def test_a_value_that_something_else_overrules_is_told(
    program: Any, written: Callable[[str], Path], environ: dict[str, str], text: str, words: str | None
) -> None:
    written(text)
    said = program("config", "set", "seed", "1", environ=environ).stderr.decode()
    assert ("it has no effect now" in said) == (words is not None)
    assert words is None or words in said


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("set timeut_s 3", "did you mean timeout_s?"),
        ("set timeout_s soon", "must be a number from 0.1 to 3600"),
        ("set seed", "config set takes KEY VALUE, but one word was given"),
        ("set model my model.gguf", "put quotes around"),
        ("set backend foo", "use one of: embedded, ollama, vllm"),
        ("set backends vllm foo", "there is no backend 'foo'"),
        ("get nothing_like_it", "unknown setting nothing_like_it"),
        ("get", "takes KEY"),
        ("unset ollama.ulr", "did you mean ollama.url?"),
        ("shwo", "did you mean cmdgen config show?"),
    ],
)
def test_a_wrong_line_is_a_usage_error_with_something_to_do(
    capfd: pytest.CaptureFixture[str], file: Path, line: str, words: str
) -> None:
    assert main(["config", *line.split()]) == 2
    said = capfd.readouterr()
    assert words in said.err
    assert said.out == ""
    assert not file.exists()


def test_a_broken_file_stops_everything_but_its_path_and_is_left_alone(
    capfd: pytest.CaptureFixture[str], written: Callable[[str], Path]
) -> None:
    file = written('seed = 1\nmodel = "x\n')
    for arguments in (["show"], ["get", "seed"], ["set", "seed", "2"], ["unset", "seed"], ["profiles"]):
        assert main(["config", *arguments]) == 78
        assert f"{file}, line 2, column" in capfd.readouterr().err
    assert main(["config", "path"]) == 0
    assert file.read_text() == 'seed = 1\nmodel = "x\n'


def test_profiles_are_listed_with_what_they_say(
    capfd: pytest.CaptureFixture[str], written: Callable[[str], Path]
) -> None:
    written('seed = 9\n[profiles.work]\nbackend = "vllm"\n[profiles.fast]\ntimeout_s = 4\n')
    assert main(["config", "profiles", "--json", "-p", "work"]) == 0
    found = {profile["name"]: profile for profile in json.loads(capfd.readouterr().out)["profiles"]}
    assert set(found) == {*BUILT_IN, "work"}
    assert found["work"] == {"name": "work", "kind": "own", "in_force": True, "settings": {"backend": "vllm"}}
    assert (found["fast"]["kind"], found["fast"]["settings"]["timeout_s"]) == ("both", 4.0)
    assert (found["offline"]["kind"], found["offline"]["in_force"]) == ("built-in", False)
    assert main(["config", "profiles"]) == 0
    assert "    timeout_s = 4\n" in capfd.readouterr().out


def test_a_profile_is_put_in_force_for_every_call(program: Any) -> None:
    assert program("config", "set", "profile", "fast").returncode == 0
    assert program("config", "get", "timeout_s").stdout == b"10\n"
    assert program("config", "set", "profile", "fsat").returncode == 2
    assert program("config", "unset", "profile").returncode == 0
    assert program("config", "get", "timeout_s").stdout == b"30\n"


def test_without_a_home_directory_there_is_no_place_and_an_error_that_says_so(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    # Who is not in the user database has no home there either.
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    monkeypatch.setenv("EDITOR", "true")
    for arguments in (["path"], ["set", "seed", "1"], ["unset", "seed"], ["edit"]):
        assert main(["config", *arguments]) == 78
        assert "no home directory" in capfd.readouterr().err
    assert main(["config", "show"]) == 0


class Editor:
    """An editor that writes one text, or fails; it keeps what it was given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen = folder / "seen"

    def that(self, *, writes: str | None = None, status: int = 0, meanwhile: str = "") -> str:
        script = self.folder / "an editor.py"
        script.write_text(
            "import pathlib, sys\nfile = pathlib.Path(sys.argv[-1])\n"
            f"pathlib.Path({str(self.seen)!r}).write_bytes(file.read_bytes())\n"
            "assert sys.argv[1:-1] == ['--wait']\n"
            f"text = {writes!r}\nif text is not None:\n    file.write_text(text)\n{meanwhile}\n"
            f"sys.exit({status})\n"
        )
        return f"'{sys.executable}' '{script}' --wait"


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    return Editor(tmp_path)


def folder_of(file: Path) -> list[str]:
    return sorted(path.name for path in file.parent.iterdir() if not path.name.endswith(".lock"))


def test_the_editor_changes_the_file(program: Any, written: Callable[[str], Path], editor: Editor) -> None:
    file = written("seed = 1\n")
    environ = {"VISUAL": editor.that(writes="seed = 2\nshel = 1\n"), "EDITOR": "false"}
    done = program("config", "edit", environ=environ)
    assert done.returncode == 0, done.stderr
    assert editor.seen.read_text() == "seed = 1\n"
    assert file.read_text() == "seed = 2\nshel = 1\n"
    assert b"did you mean shell?" in done.stderr
    assert folder_of(file) == ["config.toml"]


def test_the_editor_of_a_new_file_gets_a_text_to_begin_with(program: Any, file: Path, editor: Editor) -> None:
    assert program("config", "edit", environ={"EDITOR": editor.that()}).returncode == 0
    assert "docs/configuration.md" in editor.seen.read_text()
    assert not file.exists()
    assert program("config", "edit", environ={"EDITOR": editor.that(writes="seed = 2\n")}).returncode == 0
    assert file.read_text() == "seed = 2\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('seed = 2\nmodel = "x\n', "line 2, column"),
        ('timeout_s = "soon"\n', "timeout_s"),
        ("[profiles.unused]\nseed = -1\n", "seed (profile unused)"),
        ('profile = "wrok"\n', "no profile 'wrok'"),
        ("[[rules.deny]]\nnonsense = 1\n", "deny rule 1"),
    ],
)
def test_a_text_that_cannot_be_used_is_kept_beside_the_file_and_taken_up_again(
    program: Any, written: Callable[[str], Path], editor: Editor, text: str, words: str
) -> None:
    file = written("seed = 1\n")
    done = program("config", "edit", environ={"EDITOR": editor.that(writes=text)})
    assert done.returncode == 78
    assert words in done.stderr.decode()
    assert "config.toml.rejected" in done.stderr.decode()
    assert file.read_text() == "seed = 1\n"
    assert folder_of(file) == ["config.toml", "config.toml.rejected"]
    assert (file.parent / "config.toml.rejected").read_text() == text
    assert program("config", "edit", environ={"EDITOR": editor.that(writes="seed = 3\n")}).returncode == 0
    assert editor.seen.read_text() == text
    assert file.read_text() == "seed = 3\n"
    assert folder_of(file) == ["config.toml"]


def test_a_broken_file_can_be_mended(program: Any, written: Callable[[str], Path], editor: Editor) -> None:
    file = written("seed = \n")
    assert program("config", "edit", environ={"EDITOR": editor.that(writes="seed = 1\n")}).returncode == 0
    assert file.read_text() == "seed = 1\n"


def test_a_change_made_while_the_editor_was_open_is_not_lost(
    program: Any, written: Callable[[str], Path], editor: Editor
) -> None:
    file = written("seed = 1\n")
    meanwhile = f"pathlib.Path({str(file)!r}).write_text('seed = 7\\n')"
    done = program(
        "config", "edit", environ={"EDITOR": editor.that(writes="seed = 2\n", meanwhile=meanwhile)}
    )
    assert done.returncode == 78
    assert b"changed by another program" in done.stderr
    assert file.read_text() == "seed = 7\n"
    assert (file.parent / "config.toml.rejected").read_text() == "seed = 2\n"


@pytest.mark.parametrize(
    ("environ", "status", "words"),
    [
        ({"EDITOR": "no-such-editor-here"}, 78, "is not installed"),
        ({"EDITOR": "'unclosed"}, 2, "cannot be read"),
        ({"EDITOR": "", "VISUAL": " "}, 2, "no editor is named"),
        ({"EDITOR": "false"}, 78, "ended with status 1"),
        ({"EDITOR": "rm"}, 78, "removed its file"),
    ],
)
def test_an_editor_that_does_not_work_changes_nothing(
    program: Any, written: Callable[[str], Path], environ: dict[str, str], status: int, words: str
) -> None:
    file = written("seed = 1\n")
    done = program("config", "edit", environ=environ)
    assert done.returncode == status
    assert words in done.stderr.decode()
    assert file.read_text() == "seed = 1\n"
    assert folder_of(file) == ["config.toml"]
