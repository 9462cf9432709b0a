"""`cmdgen init` as users start it: without a terminal, and in one, against servers and a hub on this machine."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cmdgen.cli.main import main
from cmdgen.models.store import starter_path
from cmdgen.settings import place
from cmdgen.shells.startup_files import MARK
from tests.backends.remote.servers import COMMAND, FakeOllama, FakeVllm, free_port, serving
from tests.models.local_hub import COMMIT, LocalHub, running

REPOSITORY = "acme/Coder-GGUF"
FILE = "coder-Q4_K_M.gguf"
WHOLE = starter_path().read_bytes()
CATALOGUE = f"""
schema = 1
default = "acme-coder"
[[model]]
name = "acme-coder"
title = "Acme Coder"
maker = "Acme"
licence = "MIT"
licence_url = "https://example.com"
parameters = 5_970_176
context_tokens = 512
kind = "instruct"
good_for = "tests"
repository = "{REPOSITORY}"
revision = "{COMMIT}"
quantisation = "Q4_K_M"
[[model.file]]
quantisation = "Q4_K_M"
name = "{FILE}"
bytes = {len(WHOLE)}
sha256 = "{hashlib.sha256(WHOLE).hexdigest()}"
"""
KEY = "sk-0123456789-wxyz"
ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]
posix = pytest.mark.skipif(os.name == "nt", reason="needs the ways of POSIX")


@pytest.fixture(autouse=True)
def quiet_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No Ollama of this machine, no proxy and no other shell has a say."""
    monkeypatch.setenv("OLLAMA_HOST", f"127.0.0.1:{free_port()}")
    monkeypatch.setenv("CMDGEN_SHELL", "bash")
    for name in [name for name in os.environ if name.startswith("HF_") or name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalHub]:
    with running() as local:
        local.add(REPOSITORY, FILE, WHOLE)
        monkeypatch.setenv("HF_ENDPOINT", local.hub_url)
        yield local


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the models; its own catalogue makes a small file the default model."""
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "catalogue.toml").write_text(CATALOGUE)
    # The weights are the starter's, and answer only if they are asked as the starter is.
    sidecar = stored(folder).with_suffix(".profile.toml")
    sidecar.parent.mkdir()
    shutil.copyfile(starter_path().with_suffix(".profile.toml"), sidecar)
    shutil.copy(starter_path().with_suffix(".vocabulary.txt"), sidecar.parent)
    monkeypatch.setenv("CMDGEN_MODELS_DIR", str(folder))
    return folder


def run(*arguments: str, environ: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run `cmdgen` without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "cmdgen", *arguments],
        env={**os.environ, **(environ or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def config() -> Path:
    folder = place("config")
    assert folder is not None
    return folder / "config.toml"


def stored(models: Path) -> Path:
    return models / "acme--Coder-GGUF" / FILE


# -- without a terminal: with --yes every ready answer counts ---------------------------------------------


def test_without_a_terminal_nothing_is_set_up_unasked(hub: LocalHub, models: Path, home: Path) -> None:
    done = run("init")
    assert done.returncode == 2
    assert "cmdgen init --yes" in done.stderr
    assert not config().exists()
    assert not stored(models).exists()
    assert hub.log == []
    assert not [file for file in home.rglob("*") if file.is_file()]


def test_from_nothing_to_a_fetched_model_that_answers(hub: LocalHub, models: Path, home: Path) -> None:
    done = run("init", "--yes")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert stored(models).read_bytes() == WHOLE
    assert config().read_text() == 'backend = "embedded"\n'
    assert f"written: {config()}" in done.stderr
    assert (home / ".bashrc").read_text().count(MARK) == 1
    assert run("find big files").returncode == 0
    assert str(stored(models)) in run("status", "--json").stdout


def test_a_second_run_asks_for_nothing_and_keeps_everything(hub: LocalHub, models: Path, home: Path) -> None:
    assert run("init", "--yes").returncode == 0
    config().write_text('# mine\nbackend = "embedded"\nseed = 7\n')
    before, startup = config().read_text(), (home / ".bashrc").read_text()
    requests = len(hub.log)
    done = run("init", "--yes")
    assert done.returncode == 0
    assert config().read_text() == before
    assert (home / ".bashrc").read_text() == startup
    assert len(hub.log) == requests
    assert "Acme Coder is here already" in done.stderr
    assert "the keys are in" in done.stderr


def test_a_model_that_is_set_is_kept(models: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.gguf"
    shutil.copyfile(starter_path(), own)
    config().parent.mkdir(parents=True)
    config().write_text(f'model = "{own}"\n')
    done = run("init", "--yes", "--no-keys")
    assert done.returncode == 0
    assert f"the model is set already: {own}" in done.stderr
    assert f'model = "{own}"' in config().read_text()


def test_a_damaged_default_model_is_fetched_again(hub: LocalHub, models: Path) -> None:
    assert run("init", "--yes", "--no-keys").returncode == 0
    stored(models).write_bytes(WHOLE[:1_000_000])
    done = run("init", "--yes", "--no-keys")
    assert done.returncode == 0, done.stderr
    assert "is cut short" in done.stderr
    assert stored(models).read_bytes() == WHOLE


def test_a_named_file_is_taken_over_and_found_from_everywhere(models: Path, tmp_path: Path) -> None:
    shutil.copyfile(starter_path(), tmp_path / "mine.gguf")
    command = [sys.executable, "-m", "cmdgen", "init", "--yes", "--no-keys", "--model", "./mine.gguf"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert config().read_text() == f'backend = "embedded"\nmodel = "{models / "local" / "mine.gguf"}"\n'


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--backend", "olama"], "did you mean ollama?"),
        (["--backend", "embedded", "--url", "http://x"], "--url and --api-key-command are about a server"),
        (["--backend", "ollama", "--url", "ftp://x"], "--url must be an address"),
        (["--model", "acme-codr"], "did you mean acme-coder?"),
        (["--model", "phi@ollama"], "cmdgen init --backend ollama --model phi"),
    ],
)
def test_a_mistake_is_told_before_anything_is_done(
    models: Path, home: Path, arguments: list[str], words: str
) -> None:
    done = run("init", "--yes", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert not config().exists()
    assert not (home / ".bashrc").exists()


def test_a_hub_that_does_not_answer_leaves_the_starter(hub: LocalHub, models: Path) -> None:
    hub.always = (403, {"X-Error-Code": "GatedRepo"})
    done = run("init", "--yes", "--no-keys")
    assert done.returncode == 0
    assert "is gated" in done.stderr
    assert "the starter model answers for now; try again later: cmdgen model pull acme-coder" in done.stderr
    assert "works: cmdgen-starter" in done.stderr


# -- servers ----------------------------------------------------------------------------------------------


def test_a_running_ollama_is_found_and_its_address_is_not_pinned() -> None:
    with serving(FakeOllama()) as server:
        environ = {"OLLAMA_HOST": server.url}
        done = run("init", "--yes", "--no-keys", environ=environ)
        assert done.returncode == 0, done.stderr
        assert f"Ollama answers at {server.url}" in done.stderr
        assert f"-> {COMMAND}" in done.stderr
        assert config().read_text() == 'backend = "ollama"\n'
        assert run("find big files", environ=environ).stdout == f"{COMMAND}\n"


def test_ollama_at_another_address_with_a_model() -> None:
    with serving(FakeOllama()) as server:
        done = run(
            *("init", "--yes", "--no-keys", "-b", "ollama", "--url", server.url.removeprefix("http://")),
            *("--model", "llama3.2:3b"),
        )
        assert done.returncode == 0, done.stderr
        asked = [request.json["model"] for request in server.requests if request.path == "/api/chat"]
    assert asked == ["llama3.2:3b"]
    assert config().read_text().splitlines()[2:] == [
        "[ollama]",
        f'url = "{server.url}"',
        'model = "llama3.2:3b"',
    ]


def test_a_server_that_is_down_is_set_up_all_the_same_and_the_status_says_so(home: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    done = run("init", "--yes", "--no-keys", "-b", "ollama", "--url", url)
    assert done.returncode == 69
    assert f"Ollama is not running at {url}" in done.stderr
    assert "the embedded model stands in" in done.stderr
    assert f'url = "{url}"' in config().read_text()
    answer = run("list files")
    assert answer.returncode == 0
    assert answer.stdout


def test_a_key_of_the_environment_is_used_and_not_written() -> None:
    with serving(FakeVllm(key=KEY)) as server:
        done = run(
            *("init", "--yes", "--no-keys", "-b", "vllm", "--url", server.url),
            environ={"CMDGEN_VLLM_API_KEY": KEY},
        )
    assert done.returncode == 0, done.stderr
    assert f"-> {COMMAND}" in done.stderr
    assert KEY not in config().read_text() + done.stderr


def test_a_command_that_prints_the_key_takes_the_place_of_a_key_in_the_file(tmp_path: Path) -> None:
    config().parent.mkdir(parents=True)
    config().write_text('[vllm]\napi_key = "sk-old-0123456789"  # of last year\n')
    (tmp_path / "key").write_text(KEY)
    with serving(FakeVllm(key=KEY)) as server:
        done = run(
            *("init", "--yes", "--no-keys", "-b", "vllm", "--url", server.url),
            *("--api-key-command", f"cat {tmp_path / 'key'}"),
        )
    assert done.returncode == 0, done.stderr
    assert "sk-old" not in config().read_text()
    assert KEY not in config().read_text() + done.stderr
    assert "api_key_command" in config().read_text()


def test_a_wrong_key_is_told_by_its_end_only() -> None:
    with serving(FakeVllm(key=KEY)) as server:
        done = run(
            *("init", "--yes", "--no-keys", "-b", "vllm", "--url", server.url),
            environ={"CMDGEN_VLLM_API_KEY": "sk-9876543210-abcd"},
        )
    assert done.returncode == 69
    assert "abcd" in done.stderr
    assert "9876543210" not in done.stderr


def test_a_key_that_goes_to_another_server_from_now_on_is_told() -> None:
    config().parent.mkdir(parents=True)
    config().write_text(f'backend = "vllm"\n[vllm]\nurl = "http://127.0.0.1:1"\napi_key = "{KEY}"\n')
    config().chmod(0o600)
    with serving(FakeVllm(key=KEY)) as server:
        done = run("init", "--yes", "--no-keys", "--url", server.url)
    assert done.returncode == 0, done.stderr
    assert "the key ****wxyz" in done.stderr
    assert "goes to the new address" in done.stderr


def test_what_the_environment_overrules_is_told() -> None:
    done = run("init", "--yes", "--no-model", "--no-keys", environ={"CMDGEN_BACKEND": "ollama"})
    assert done.returncode == 69
    assert "but CMDGEN_BACKEND comes first: backend of the file has no effect" in done.stderr


# -- the config file --------------------------------------------------------------------------------------


def test_a_broken_config_file_is_told_and_never_overwritten(home: Path) -> None:
    config().parent.mkdir(parents=True)
    config().write_text("backend = \nseed = 1\n")
    done = run("init", "--yes", "--no-model")
    assert done.returncode == 78
    assert "line 1" in done.stderr
    assert config().read_text() == "backend = \nseed = 1\n"
    assert not (home / ".bashrc").exists()


def test_a_file_that_was_named_and_is_not_there_is_made(tmp_path: Path) -> None:
    for number, (arguments, environ) in enumerate(
        [
            (["--config", str(tmp_path / "0" / "c.toml")], {}),
            ([], {"CMDGEN_CONFIG": str(tmp_path / "1" / "c.toml")}),
        ]
    ):
        done = run("init", "--yes", "--no-model", "--no-keys", *arguments, environ=environ)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / str(number) / "c.toml").read_text() == 'backend = "embedded"\n'


def test_comments_and_other_settings_stay() -> None:
    config().parent.mkdir(parents=True)
    config().write_text('# mine\nseed = 7  # lucky\n\n[ollama]\nmodel = "x"\n')
    assert run("init", "--yes", "--no-model", "--no-keys").returncode == 0
    assert (
        config().read_text() == '# mine\nseed = 7  # lucky\nbackend = "embedded"\n\n[ollama]\nmodel = "x"\n'
    )


def test_without_a_home_directory_there_is_an_error_that_says_so(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    assert main(["init", "--yes"]) == 78
    assert "no home directory" in capfd.readouterr().err


BWRAP = shutil.which("bwrap")


def sandbox_works() -> bool:
    if BWRAP is None:
        return False
    call = [BWRAP, "--ro-bind", "/", "/", "true"]
    return subprocess.run(call, capture_output=True, timeout=60, check=False).returncode == 0


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.skipif(not sandbox_works(), reason="bubblewrap makes no file system here")
def test_a_home_that_cannot_be_written_is_told_before_anything_is_fetched(
    hub: LocalHub, models: Path
) -> None:
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [
        str(BWRAP),
        "--ro-bind",
        "/",
        "/",
        "--dev",
        "/dev",
        *("--bind", str(models), str(models)),  # a model could be fetched
        sys.executable,
        "-m",
        "cmdgen",
        "init",
        "--yes",
    ]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 78
    assert "cannot write the configuration file" in done.stderr
    assert "Traceback" not in done.stderr
    assert hub.log == []


KILLED_AT = """
import os, signal, sys
left, folder = int(sys.argv[1]), sys.argv[2]
def guard(event, arguments):
    global left
    changes = event in {"os.rename", "os.remove", "os.chmod", "os.mkdir"} or event == "open" and arguments[2] & 3
    if changes and folder in str(arguments[0]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(guard)
from cmdgen.cli.main import main
sys.exit(main(sys.argv[3:]))
"""


@posix
def test_killed_at_any_step_the_config_file_is_the_old_or_the_new_one() -> None:
    old, new = "seed = 7\n", 'seed = 7\nbackend = "embedded"\n'
    config().parent.mkdir(parents=True)
    seen = []
    for step in range(1, 30):
        config().write_text(old)
        command = [sys.executable, "-c", KILLED_AT, str(step), str(config().parent)]
        command += ["init", "--yes", "--no-model", "--no-keys"]
        done = subprocess.run(command, capture_output=True, timeout=120, check=False)
        seen.append(config().read_text())
        assert seen[-1] in {old, new}
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
    assert seen[0] == old
    assert seen[-1] == new
    assert len(seen) > 3
    assert [path.name for path in config().parent.iterdir()] == ["config.toml"]


# -- offline ----------------------------------------------------------------------------------------------

NO_SOCKETS = """
import os, sys
def guard(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"} and not isinstance(arguments[-1], str):
        os.write(2, f"SOCKET {event} {arguments}\\n".encode())
        os._exit(99)
sys.addaudithook(guard)
from cmdgen.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--offline"],
        ["--offline", "--model", "acme-coder"],
        ["--offline", "--backend", "ollama"],
        ["--offline", "--backend", "vllm", "--url", "http://127.0.0.1:1"],
        [],  # as the configuration says
    ],
)
def test_offline_opens_no_connection(hub: LocalHub, models: Path, arguments: list[str]) -> None:
    config().parent.mkdir(parents=True)
    config().write_text("" if arguments else "offline = true\n")
    done = subprocess.run(
        [sys.executable, "-c", NO_SOCKETS, "init", "--yes", "--no-keys", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "SOCKET" not in done.stderr
    assert hub.log == []


def test_the_guard_of_these_tests_notices_a_connection(hub: LocalHub, models: Path) -> None:
    command = [sys.executable, "-c", NO_SOCKETS, "init", "--yes", "--no-keys"]
    assert subprocess.run(command, capture_output=True, timeout=120, check=False).returncode == 99


# -- keys of the shell ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shell", "name"), [("bash", ".bashrc"), ("zsh", ".zshrc"), ("fish", "xdg_config_home/fish/config.fish")]
)
def test_the_line_is_added_once_kept_and_removed(home: Path, shell: str, name: str) -> None:
    environ = {"CMDGEN_SHELL": shell}
    file = home / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("# mine\n")
    for _ in range(2):
        assert run("init", "--yes", "--no-model", environ=environ).returncode == 0
        assert file.read_text().count(MARK) == 1
        assert f"cmdgen shell init {shell}" in file.read_text()
    done = run("init", "--remove-keys")
    assert done.returncode == 0
    assert f"taken out of {file}" in done.stderr
    assert file.read_text() == "# mine\n"
    assert "no startup file has a line" in run("init", "--remove-keys").stderr


def test_the_file_stays_as_it_is_if_nobody_wants_the_keys(home: Path) -> None:
    assert run("init", "--yes", "--no-model", "--no-keys").returncode == 0
    assert not (home / ".bashrc").exists()


def test_a_shell_without_a_startup_file_of_ours_is_no_error() -> None:
    done = run("init", "--yes", "--no-model", environ={"CMDGEN_SHELL": "powershell"})
    assert done.returncode == 0
    assert "cmdgen shell --help" in done.stderr


# -- in a terminal ----------------------------------------------------------------------------------------

pexpect: Any = pytest.importorskip("pexpect") if os.name != "nt" else None
BACKEND = r"backend \[\w+\]: $"
FETCH = r"fetch acme-coder now\? \[Y/n\] $"
KEYS = r"for\s+that\?\s+\[Y/n\] $"
ADDRESS = r"address of the server\s+\[[^]]+\]: $"
SECRET = r"0600\): ?$"
WHAT_NOW = r"what now\? \[again\]: $"
Start = Callable[..., Any]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start `cmdgen init` in a terminal of its own."""
    if pexpect is None:
        pytest.skip("needs a pseudo-terminal")
    children = []

    def go(*arguments: str, width: int = 80, environ: dict[str, str] | None = None) -> Any:
        child = pexpect.spawn(
            sys.executable,
            ["-m", "cmdgen", "init", *arguments],
            env={**os.environ, "TERM": "dumb", **(environ or {})},
            encoding="utf-8",
            timeout=60,
            dimensions=(50, width),
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        child.delaybeforesend = None
        children.append(child)
        return child

    yield go
    for child in children:
        child.close(force=True)


def answer(child: Any, *dialogue: tuple[str, str]) -> None:
    for question, said in dialogue:
        child.expect(question)
        child.send(f"{said}\r")


def ended(child: Any) -> tuple[str, int]:
    child.expect(pexpect.EOF)
    text = child.before.replace("\r\n", "\n")
    child.close()
    return text, child.exitstatus


@pytest.mark.terminal
def test_enter_at_every_question_sets_everything_up(
    start: Start, hub: LocalHub, models: Path, home: Path
) -> None:
    child = start()
    answer(child, (BACKEND, ""), (FETCH, ""), (KEYS, ""))
    text, status = ended(child)
    assert status == 0
    assert "works: " in text
    assert stored(models).read_bytes() == WHOLE
    assert config().read_text() == 'backend = "embedded"\n'
    assert MARK in (home / ".bashrc").read_text()


@pytest.mark.terminal
def test_no_at_every_question_leaves_all_but_the_config_file(start: Start, models: Path, home: Path) -> None:
    child = start()
    answer(child, (BACKEND, "1"), (FETCH, "nope"), (FETCH, "n"), (KEYS, "no"))
    text, status = ended(child)
    assert status == 0
    assert "works: cmdgen-starter" in text
    assert not stored(models).exists()
    assert not (home / ".bashrc").exists()
    assert config().exists()


EMBEDDED = [(BACKEND, ""), (FETCH, "n"), (KEYS, "n")]
SERVER = [(BACKEND, "vllm"), (ADDRESS, "http://127.0.0.1:9"), (SECRET, ""), (KEYS, ""), (WHAT_NOW, "change")]


@pytest.mark.terminal
@pytest.mark.parametrize("key", ["c", "d"], ids=["Ctrl-C", "Ctrl-D"])
@pytest.mark.parametrize(
    "dialogue",
    [
        *(EMBEDDED[:count] for count in (1, 2, 3)),
        *(SERVER[:count] for count in (2, 3, 4, 5)),
        [*SERVER, (ADDRESS, "")],
    ],
    ids=lambda dialogue: f"question-{len(dialogue)}-{dialogue[0][1] or 'embedded'}",
)
def test_stopping_at_any_question_changes_nothing(
    start: Start, models: Path, home: Path, dialogue: list[tuple[str, str]], key: str
) -> None:
    termios = pytest.importorskip("termios")
    child = start()
    before = termios.tcgetattr(child.child_fd)
    answer(child, *dialogue[:-1])
    child.expect(dialogue[-1][0])
    child.sendcontrol(key)
    child.expect(pexpect.EOF)
    text = child.before
    after = termios.tcgetattr(child.child_fd)
    child.close()
    assert child.exitstatus == 130
    assert "the configuration is as it was" in " ".join(text.split())
    assert "Traceback" not in text
    assert after == before
    assert not config().exists()
    assert not (home / ".bashrc").exists()
    assert not stored(models).exists()
    assert not (models / ".partial").exists()


@pytest.mark.terminal
def test_a_server_that_does_not_answer_may_be_corrected(start: Start) -> None:
    with serving(FakeVllm(key=KEY)) as server:
        child = start("--no-keys")
        answer(child, (BACKEND, "vlm"))
        child.expect("did you mean vllm")
        answer(child, (BACKEND, "v"), (ADDRESS, f"http://127.0.0.1:{free_port()}"), (SECRET, ""))
        child.expect("vLLM is not running")
        answer(child, (WHAT_NOW, "c"), (ADDRESS, "ftp://x"))
        child.expect("it must be an address")
        answer(child, (ADDRESS, f"127.0.0.1:{server.port}"), (SECRET, KEY))
        text, status = ended(child)
    assert status == 0
    assert COMMAND in " ".join(text.split())
    assert KEY not in text
    assert KEY in config().read_text()
    assert config().stat().st_mode & 0o777 == 0o600


@pytest.mark.terminal
@pytest.mark.parametrize(
    ("command", "more"),
    [(f"echo {KEY}", ()), ("-", ((r"Enter for none\): ?$", KEY),))],
    ids=["command", "key"],
)
def test_a_command_for_the_key_that_is_not_there_is_named_and_may_be_changed(
    start: Start, command: str, more: tuple[tuple[str, str], ...]
) -> None:
    with serving(FakeVllm(key=KEY)) as server:
        child = start(
            "--no-keys",
            "--backend",
            "vllm",
            "--url",
            server.url,
            "--api-key-command",
            "no-such-pass show llm",
        )
        child.expect("vllm.api_key_command: the program 'no-such-pass' is not installed")
        # What the options have answered has no heading.
        assert "Who answers?" not in child.before
        assert "Server" not in child.before
        ask_command = (r"type\s+the\s+key\s+\[no-such-pass\s+show\s+llm\]: $", command)
        answer(child, (r"what now\? \[change\]: $", ""), (ADDRESS, ""), ask_command, *more)
        text, status = ended(child)
    assert status == 0, text
    assert f"{command}" in config().read_text() or KEY in config().read_text()
    assert ("api_key_command" in config().read_text()) is (command != "-")
    assert "no-such-pass" not in config().read_text()


@pytest.mark.terminal
def test_keeping_a_server_that_is_down_or_writing_nothing(start: Start) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    child = start("--no-keys", "--backend", "ollama", "--url", url)
    answer(child, (WHAT_NOW, "again"), (WHAT_NOW, "quit"))
    assert ended(child)[1] == 130
    assert not config().exists()
    child = start("--no-keys", "--backend", "ollama", "--url", url)
    answer(child, (WHAT_NOW, "keep"))
    assert ended(child)[1] == 69
    assert f'url = "{url}"' in config().read_text()


@pytest.mark.terminal
def test_a_running_ollama_is_offered_and_its_address_not_asked(start: Start) -> None:
    with serving(FakeOllama()) as server:
        child = start("--no-keys", environ={"OLLAMA_HOST": server.url})
        answer(child, (r"backend \[ollama\]: $", ""))
        text, status = ended(child)
    assert status == 0
    assert "address of the server" not in text
    assert config().read_text() == 'backend = "ollama"\n'


@pytest.mark.terminal
def test_ctrl_c_in_the_download_ends_the_download_only(start: Start, hub: LocalHub, models: Path) -> None:
    hub.stalls = threading.Event()
    child = start("--no-keys")
    answer(child, (BACKEND, ""), (FETCH, ""))
    deadline = time.monotonic() + 60
    while not hub.requests("storage"):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    child.sendintr()
    hub.stalls.set()
    text, status = ended(child)
    assert status == 0
    assert "cmdgen model pull acme-coder" in text
    assert "works: cmdgen-starter" in text
    assert not stored(models).exists()
    assert config().exists()


@pytest.mark.terminal
@pytest.mark.parametrize("width", [40, 80])
def test_every_line_of_prose_fits_the_terminal(start: Start, models: Path, home: Path, width: int) -> None:
    child = start("--offline", width=width)
    child.expect(BACKEND)
    text = child.before
    child.send("\r")
    child.expect(KEYS)
    text += child.before
    child.send("n\r")
    text += ended(child)[0]
    lines = text.replace("\r\n", "\n").split("\n")
    assert len(lines) > 10
    # What is longer than the terminal is one piece: a path or a command to copy.
    assert [
        line for line in lines if len(line) > width and " " in line.strip() and "cmdgen " not in line
    ] == []
