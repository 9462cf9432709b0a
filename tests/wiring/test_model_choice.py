"""Which model answers: the first run, the fetched default, a named one, and one that cannot be used."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cmdgen.cli.main import main
from cmdgen.core.errors import UsageError
from cmdgen.models.store import starter_path
from cmdgen.settings import environment, load, place
from cmdgen.ui.show import STARTER_HINT
from cmdgen.wiring.model_choice import model_file, starter_may_stand_in
from cmdgen.wiring.model_shelf import shelf_of
from tests.backends.remote.servers import free_port

OWNER = "Qwen--Qwen2.5-Coder-1.5B-Instruct-GGUF"
DEFAULT = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the models; the starter stands in for every model that a test puts there."""
    folder = tmp_path / "models"
    folder.mkdir()
    monkeypatch.setenv("CMDGEN_MODELS_DIR", str(folder))
    monkeypatch.setenv("CMDGEN_SHELL", "sh")
    return folder


@pytest.fixture
def config() -> Path:
    folder = place("config")
    assert folder is not None
    folder.mkdir(parents=True)
    return folder / "config.toml"


def put(path: Path, *, whole: bool = True) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = starter_path().read_bytes()
    path.write_bytes(content if whole else content[:1_000_000])
    # The weights are the starter's, and answer only if they are asked as the starter is.
    shutil.copyfile(starter_path().with_suffix(".profile.toml"), path.with_suffix(".profile.toml"))
    shutil.copy(starter_path().with_suffix(".vocabulary.txt"), path.parent)
    return path


def ask(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any], str]:
    """Return the status, the JSON and the notes on stderr; which command it is, is up to the weights."""
    code = main(["find", "big", "files", "--json", *arguments])
    said = capfd.readouterr()
    answer = json.loads(said.out)
    answer["command"] = answer["command"] and "a command"
    notes = [line for line in said.err.splitlines() if line.startswith("cmdgen: ")]
    return code, answer, "\n".join(notes)


def loaded_from(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(["status", "--json", *arguments])
    path: str = json.loads(capfd.readouterr().out)["embedded"]["model_path"]
    return path


# -- the usual ways ---------------------------------------------------------------------------------------


def test_the_starter_answers_at_once(models: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, answer, _ = ask(capfd)
    assert code == 0
    assert answer["command"] == "a command"
    assert answer["model"] == "cmdgen-starter"
    assert loaded_from(capfd) == str(starter_path())


def test_the_default_model_answers_as_soon_as_it_is_there(
    models: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = put(models / OWNER / DEFAULT)
    assert ask(capfd)[1]["command"] == "a command"
    assert loaded_from(capfd) == str(path)


def test_what_is_left_of_a_download_is_no_model(models: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(models / ".partial" / f"{OWNER}--{DEFAULT}.0123456789abcdef.part", whole=False)
    assert loaded_from(capfd) == str(starter_path())
    code, _, said = ask(capfd)
    assert (code, said) == (0, "")


@pytest.mark.parametrize(
    "name",
    ["qwen2.5-coder-1.5b:q8_0", "hf.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF:QUANT", "FILE", "starter"],
)
def test_a_model_is_named_for_one_call(
    models: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    name: str,
) -> None:
    eight = put(models / OWNER / "qwen2.5-coder-1.5b-instruct-q8_0.gguf")
    if name.startswith("hf.co"):
        name = name.replace("QUANT", eight.name)
        source = {"repository": "Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF", "file": eight.name}
        eight.with_name(f"{eight.name}.source.json").write_text(json.dumps(source))
    own = put(tmp_path / "x.gguf")
    monkeypatch.chdir(tmp_path)
    expected = {"FILE": "x.gguf", "starter": str(starter_path())}.get(name, str(eight))
    name = "./x.gguf" if name == "FILE" else name
    assert loaded_from(capfd, "--model", name) == expected
    assert ask(capfd, "--model", name)[0] == 0
    assert own.exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("startr", "did you mean starter?"),
        ("qwen2.5-codr-1.5b", "cmdgen model pull qwen2.5-coder-1.5b"),
        ("qwen2.5-coder-3b", "cmdgen model pull qwen2.5-coder-3b"),
        ("own", "did you mean own.gguf?"),
        ("./nothing.gguf", "does not exist"),
    ],
)
def test_a_name_of_which_nothing_is_here_is_an_error_with_the_nearest(
    models: Path, capfd: pytest.CaptureFixture[str], name: str, words: str
) -> None:
    put(models / "local" / "own.gguf")
    code, answer, _ = ask(capfd, "--model", name)
    assert code in {2, 69}
    assert answer["command"] is None
    assert words in answer["error"]["message"] + answer["error"]["hint"]


def test_a_file_of_the_folder_is_found_by_its_name_from_everywhere(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    stored = put(models / "local" / "own.gguf")
    monkeypatch.chdir(tmp_path)
    assert loaded_from(capfd, "--model", "own.gguf") == str(stored)
    here = put(tmp_path / "own.gguf")  # one that lies here is nearer
    assert Path(loaded_from(capfd, "--model", "own.gguf")).samefile(here)


def test_use_and_rm_of_the_model_in_use(
    models: Path, config: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = put(models / "local" / "own.gguf")
    assert main(["model", "use", "own.gguf"]) == 0
    capfd.readouterr()
    assert loaded_from(capfd) == str(path)
    assert main(["model", "rm", "own.gguf", "--yes"]) == 0
    assert "cmdgen model use starter" in capfd.readouterr().err
    code, answer, said = ask(capfd)
    assert (code, answer["command"], answer["model"]) == (0, "a command", "cmdgen-starter")
    assert f"the model file {path} does not exist; the starter model answers instead" in said
    assert main(["model", "use", "starter"]) == 0
    capfd.readouterr()
    assert ask(capfd)[2] == ""


def test_after_rm_of_the_default_model_the_starter_answers_without_a_word(
    models: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    put(models / OWNER / DEFAULT)
    assert main(["model", "rm", "qwen2.5-coder-1.5b", "--yes"]) == 0
    assert "the settings name this model" not in capfd.readouterr().err
    code, _, said = ask(capfd)
    assert (code, said) == (0, "")


# -- the hint ---------------------------------------------------------------------------------------------


def test_the_bigger_model_is_offered_with_the_first_answer_and_not_again(
    models: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    hint = " ".join(STARTER_HINT.split())
    for expected in (1, 0):
        assert main(["list", "files", "--dry-run"]) == 0
        assert " ".join(capfd.readouterr().err.split()).count(hint) == expected


# -- a model that cannot be used --------------------------------------------------------------------------


def test_a_damaged_default_model_is_told_in_one_line_and_the_starter_answers(
    models: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = put(models / OWNER / DEFAULT, whole=False)
    code, answer, said = ask(capfd)
    assert (code, answer["command"], answer["model"]) == (0, "a command", "cmdgen-starter")
    (line,) = said.splitlines()
    assert line.startswith(f"cmdgen: the model file {path} is cut short")
    assert line.endswith("the starter model answers instead (cmdgen status says what to do)")


@pytest.mark.parametrize(
    "value", ["qwen2.5-coder-3b", "nobody-knows-this", "/nonexistent/x.gguf", "hf.co/bad"]
)
def test_a_model_of_the_settings_that_is_not_here_is_told_and_the_starter_answers(
    models: Path, config: Path, capfd: pytest.CaptureFixture[str], value: str
) -> None:
    config.write_text(f'model = "{value}"\n')
    code, answer, said = ask(capfd)
    assert (code, answer["command"]) == (0, "a command")
    assert "the starter model answers instead" in said
    assert len(said.splitlines()) == 1


def test_a_file_that_no_engine_can_load_is_told_and_the_starter_answers(
    models: Path, config: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Its header is whole, so that only the engine finds out."""
    content = starter_path().read_bytes()
    foreign = tmp_path / "foreign.gguf"
    foreign.write_bytes(content.replace(b"qwen2", b"qwenX", 1))
    config.write_text(f'model = "{foreign}"\n')
    code, answer, said = ask(capfd)
    assert (code, answer["command"], answer["model"]) == (0, "a command", "cmdgen-starter")
    assert "the starter model answers instead" in said


def test_a_sidecar_that_cannot_be_used_is_told_and_the_starter_answers(
    models: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = put(models / OWNER / DEFAULT)
    path.with_suffix(".profile.toml").write_text("schema = \n")
    code, answer, said = ask(capfd)
    assert (code, answer["command"], answer["model"]) == (0, "a command", "cmdgen-starter")
    assert "the starter model answers instead" in said


@pytest.mark.parametrize("way", ["flag", "variable", "no-fallback"])
def test_who_names_a_model_for_this_call_or_wants_no_substitute_gets_an_error(
    models: Path,
    config: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    way: str,
) -> None:
    path = str(put(models / "x.gguf", whole=False))
    arguments: list[str] = []
    if way == "flag":
        arguments = ["--model", path]
    elif way == "variable":
        monkeypatch.setenv("CMDGEN_MODEL", path)
    else:
        config.write_text(f'model = "{path}"\n')
        arguments = ["--no-fallback"]
    code, answer, _ = ask(capfd, *arguments)
    assert code == 69
    assert answer["command"] is None
    assert "is cut short" in answer["error"]["message"]


def test_a_dead_server_and_a_damaged_model_still_leave_the_starter(
    models: Path, config: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    put(models / OWNER / DEFAULT, whole=False)
    config.write_text(f'backend = "ollama"\nretries = 0\n[ollama]\nurl = "http://127.0.0.1:{free_port()}"\n')
    code, answer, said = ask(capfd)
    assert (code, answer["command"], answer["fallback_from"]) == (0, "a command", "ollama")
    assert "is not running" in said
    assert "is cut short" in said


def test_the_model_of_a_server_that_is_down_does_not_name_one_of_ours(
    models: Path, config: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    config.write_text(f'retries = 0\n[ollama]\nurl = "http://127.0.0.1:{free_port()}"\n')
    code, answer, said = ask(capfd, "--backend", "ollama", "--model", "llama3.2:3b")
    assert (code, answer["command"], answer["fallback_from"]) == (0, "a command", "ollama")
    assert "llama3.2" not in said


@pytest.mark.parametrize("named", ["here.gguf", "./here.gguf", "starter"])
def test_a_file_that_is_named_for_a_call_answers_though_a_server_is_set(
    models: Path, config: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.chdir(put(models / "here.gguf").parent)
    config.write_text(f'backend = "vllm"\n[vllm]\nurl = "http://127.0.0.1:{free_port()}"\n')
    code, answer, said = ask(capfd, "--model", named)
    assert (code, answer["command"], answer["fallback_from"], said) == (0, "a command", None, "")


def test_a_model_in_use_only_stands_in_where_a_server_is_asked_first(
    models: Path, config: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    config.write_text('backend = "ollama"\n')
    assert main(["model", "use", "starter"]) == 0
    assert (
        "ollama is asked first; to change that: cmdgen config set backend embedded" in capfd.readouterr().out
    )


# -- as functions -----------------------------------------------------------------------------------------


def test_a_name_is_looked_up_only_where_it_names_a_model_of_ours(models: Path) -> None:
    ours = load(environment(), None, {"model": "llama3.2:3b"})
    with pytest.raises(UsageError):
        model_file(ours)
    assert not starter_may_stand_in(ours)
    theirs = load(environment(), None, {"model": "llama3.2:3b", "backend": "ollama"})
    assert model_file(theirs) is None
    assert starter_may_stand_in(theirs)


def test_what_is_in_use_is_none_where_the_name_leads_nowhere(models: Path, config: Path) -> None:
    config.write_text('model = "qwen2.5-coder-3b"\n')
    assert shelf_of(load(environment(), None, {})).in_use is None
