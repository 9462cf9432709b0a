"""What the embedded backend and its MLX engine have to fulfil, one section for each requirement.

| | the embedded model | | MLX |
|---|---|---|---|
| CR-EMB-001 | is the default without any configuration | CR-MLX-001 | is preferred on Apple Silicon, and only there |
| CR-EMB-002 | needs no network, ever | CR-MLX-002 | takes MLX folders, and GGUF files go to llama.cpp |
| CR-EMB-003 | costs nothing before the first request | CR-MLX-003 | holds the weights in memory once |
| CR-EMB-004 | is loaded once, by the first request | CR-MLX-004 | is not even imported by constructing the backend |
| CR-EMB-005 | may be used from several threads | CR-MLX-005 | writes a command within 2 s (Metal) |
| CR-EMB-006 | releases its memory on shutdown | CR-MLX-006 | writes the first token within 200 ms (Metal) |
| CR-EMB-007 | says in one line what is wrong with a file | CR-MLX-007 | says in one line what is wrong with a folder |
| CR-EMB-008 | keeps the time budget and can be cancelled | CR-MLX-008 | answers several threads, one after the other |
| CR-EMB-009 | answers alike through every engine | CR-MLX-009 | obeys temperature, top_p and seed |
| | | CR-MLX-010 | writes the tokens that llama.cpp writes |

Source: SPEC, section 13
"""

from __future__ import annotations

import ast
import gc
import importlib.util
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from cmdgen.backends.embedded import engine as engines
from cmdgen.backends.embedded.backend import EmbeddedBackend
from cmdgen.backends.embedded.engine import (
    EngineOptions,
    choose_engine,
    device_in_use,
    installed_engines,
    open_engine,
    prefers_mlx,
)
from cmdgen.backends.embedded.model_files import read_model
from cmdgen.core.errors import BackendUnavailableError, ModelFileError, TimedOutError, UsageError
from cmdgen.core.records import CommandRequest, Message, Platform, Prompt, Sampling
from cmdgen.models.store import starter_path
from cmdgen.settings import load

BIG_FILES = "find . -type f -size +100M"
HAS_MLX = bool(installed_engines(folder=True)) and importlib.util.find_spec("mlx") is not None
HAS_METAL = HAS_MLX and sys.platform == "darwin" and device_in_use(folder=True) == "metal"
needs_mlx = pytest.mark.skipif(not HAS_MLX, reason="mlx-lm is not installed")
needs_metal = pytest.mark.skipif(
    not HAS_METAL, reason="the limit is one of Apple Silicon: MLX's build for other processors is far slower"
)
PROGRAM = """
import sys
from pathlib import Path
from cmdgen.backends.embedded.backend import EmbeddedBackend
from cmdgen.core.records import CommandRequest, Platform, Sampling
backend = EmbeddedBackend(Path(sys.argv[1]) if sys.argv[1] else None)
request = CommandRequest(text="find big files", dialect="bash", platform=Platform(system="linux", userland="gnu"))
"""


def ask(words: str = "find big files") -> CommandRequest:
    return CommandRequest(text=words, dialect="bash", platform=Platform(system="linux", userland="gnu"))


def output(code: str, model: Path | None = None, **environment: str) -> str:
    """Return what a program of its own prints."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM + code, "" if model is None else str(model)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, **environment},
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the starter model with the same weights twice: (MLX folder, GGUF file)."""
    from scripts.starter.twin import write_twins  # noqa: PLC0415  (needs MLX)

    folder, file = write_twins(tmp_path_factory.mktemp("twins"), "f32")
    profile = starter_path().with_name("starter.profile.toml")
    for model in (folder, file):
        shutil.copy(profile, model.with_name(f"{model.stem}.profile.toml"))
    shutil.copy(starter_path().with_name("starter.vocabulary.txt"), folder.parent)
    return folder, file


def _each_engine() -> list[Any]:
    gguf = [pytest.param(name, id=name) for name in installed_engines()]
    return [*gguf, pytest.param("mlx", id="mlx", marks=needs_mlx)]


@pytest.fixture(params=_each_engine())
def backend(request: pytest.FixtureRequest) -> Iterator[EmbeddedBackend]:
    """Every installed engine in turn, with the starter model's weights."""
    path = request.getfixturevalue("twins")[0] if request.param == "mlx" else None
    made = EmbeddedBackend(path, engine=request.param)
    yield made
    made.shutdown()


@pytest.fixture
def mlx(twins: tuple[Path, Path]) -> Iterator[EmbeddedBackend]:
    made = EmbeddedBackend(twins[0])
    yield made
    made.shutdown()


# CR-EMB-001: the default without any configuration


def test_emb_001_nothing_configured_means_the_embedded_starter_model(home: Path) -> None:
    settings = load({}, None, {})
    assert (settings.backend, settings.model) == ("embedded", None)
    info = EmbeddedBackend().info()
    assert info.is_starter
    assert EmbeddedBackend().is_available()


# CR-EMB-002: no network, ever


@pytest.mark.parametrize("form", ["file", pytest.param("folder", marks=needs_mlx)])
def test_emb_002_no_address_is_looked_up_and_nothing_is_connected(
    form: str, request: pytest.FixtureRequest
) -> None:
    path = request.getfixturevalue("twins")[0] if form == "folder" else None
    code = (
        "def refuse(event, arguments):\n"
        "    if event in {'socket.getaddrinfo', 'socket.gethostbyname', 'socket.connect', 'socket.bind',\n"
        "                 'socket.sendto', 'urllib.Request', 'http.client.connect'}:\n"
        "        raise SystemExit(f'{event} {arguments}')\n"
        "sys.addaudithook(refuse)\n"
        "print(backend.generate(request, Sampling(timeout_s=100)).command.text)\n"
    )
    assert output(code, path) == BIG_FILES + "\n"


# CR-EMB-003: costs nothing before the first request


def test_emb_003_constructing_reads_no_file_and_imports_no_engine(tmp_path: Path) -> None:
    EmbeddedBackend(tmp_path / "none.gguf", device="cuda", prefix_cache=tmp_path / "cache").shutdown()
    assert list(tmp_path.iterdir()) == []
    code = "print(sorted({'llama_cpp', 'llama_cpp.llama_cpp', 'xllamacpp', 'mlx', 'mlx.core'} & set(sys.modules)))"
    assert output(code) == "[]\n"


# CR-EMB-004: loaded once, by the first request


def test_emb_004_only_the_first_request_loads(backend: EmbeddedBackend) -> None:
    loads = [backend.generate(ask(), Sampling()).timings.load_ms for _ in range(3)]
    assert loads[0] is not None
    assert loads[0] > 0
    assert loads[1:] == [0.0, 0.0]


# CR-EMB-005: several threads


def test_emb_005_a_first_request_from_several_threads_loads_once_and_all_are_answered(
    backend: EmbeddedBackend,
) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: backend.generate(ask(), Sampling(timeout_s=100)), range(4)))
    assert {answer.command.text for answer in answers} == {BIG_FILES}
    assert sum(bool(answer.timings.load_ms) for answer in answers) == 1


# CR-EMB-006: releases its memory


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
@pytest.mark.parametrize("form", ["file", pytest.param("folder", marks=needs_mlx)])
def test_emb_006_a_shutdown_gives_the_memory_back(form: str, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue("twins")[0] if form == "folder" else None
    code = (
        "def resident():\n"
        "    return int(Path('/proc/self/statm').read_text().split()[1]) * 4096 / 2**20\n"
        "sizes = []\n"
        "for _ in range(6):\n"
        "    backend.generate(request, Sampling(timeout_s=100))\n"
        "    backend.shutdown()\n"
        "    sizes.append(resident())\n"
        "print(sizes)\n"
    )
    sizes: list[float] = ast.literal_eval(output(code, path))
    # A model and its context take 12 MiB (file) or 24 MiB (folder), four times.
    assert sizes[-1] - sizes[1] < 12


# CR-EMB-007: what is wrong with a file


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.gguf", None, "does not exist"),
        ("empty.gguf", b"", "is empty"),
        ("cut.gguf", starter_path().read_bytes()[:200_000], "cut short"),
        ("foreign.gguf", b"PK\x03\x04" + bytes(100), "zip archive"),
        ("noise.gguf", bytes(range(256)) * 10, "GGUF"),
    ],
)
def test_emb_007_one_line_says_what_is_wrong_and_what_to_do(
    tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelFileError, match=says) as caught:
        EmbeddedBackend(path).generate(ask(), Sampling())
    assert "\n" not in caught.value.message
    assert str(path) in caught.value.message
    assert caught.value.hint


# CR-EMB-008: time budget and cancelling


def test_emb_008_a_spent_budget_ends_the_request_and_not_the_backend(backend: EmbeddedBackend) -> None:
    with pytest.raises(TimedOutError):
        backend.generate(ask(), Sampling(timeout_s=0.0))
    assert backend.generate(ask(), Sampling(timeout_s=100)).command.text == BIG_FILES


def test_emb_008_a_shutdown_from_another_thread_ends_a_running_request(backend: EmbeddedBackend) -> None:
    backend.generate(ask(), Sampling(timeout_s=100))
    outcomes: list[object] = []

    def work() -> None:
        try:
            while True:
                outcomes.append(backend.generate(ask(), Sampling(timeout_s=100)))
                if stop.is_set():
                    return
        except BackendUnavailableError as error:
            outcomes.append(error)

    stop = threading.Event()
    worker = threading.Thread(target=work)
    worker.start()
    time.sleep(0.05)
    stop.set()
    backend.shutdown()
    worker.join(timeout=60)
    assert not worker.is_alive()
    assert outcomes


# CR-EMB-009: alike through every engine


def test_emb_009_every_engine_gives_the_same_command_with_the_same_certainty(
    backend: EmbeddedBackend,
) -> None:
    for words, command in (("find big files", BIG_FILES), ("show my ip", "hostname -I")):
        answer = backend.generate(ask(words), Sampling(timeout_s=100))
        assert answer.command.text == command
        assert answer.confidence.certainty.value == "sure"


# CR-MLX-001: Apple Silicon


@pytest.mark.parametrize(
    ("platform", "machine", "installed", "preferred"),
    [
        ("darwin", "arm64", True, True),
        ("darwin", "x86_64", True, False),
        ("linux", "aarch64", True, False),
        ("darwin", "arm64", False, False),
    ],
)
def test_mlx_001_it_is_preferred_on_apple_silicon_where_it_is_installed(
    monkeypatch: pytest.MonkeyPatch, platform: str, machine: str, *, installed: bool, preferred: bool
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(os, "uname", lambda: os.uname_result(("", "", "", "", machine)), raising=False)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: object() if installed else None)
    assert prefers_mlx() is preferred


# CR-MLX-002: folders to MLX, files to llama.cpp


@needs_mlx
def test_mlx_002_the_form_of_the_model_decides_on_the_engine(twins: tuple[Path, Path]) -> None:
    assert EmbeddedBackend(twins[0]).info().engine == "mlx"
    assert EmbeddedBackend(twins[1]).info().engine in engines.ENGINES


def test_mlx_002_an_engine_that_cannot_read_the_model_is_the_users_error() -> None:
    with pytest.raises(UsageError, match="mlx reads MLX folders"):
        choose_engine("mlx")
    with pytest.raises(UsageError, match="xllamacpp reads GGUF files"):
        choose_engine("xllamacpp", folder=True)


def test_mlx_002_without_mlx_a_folder_names_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(BackendUnavailableError, match="MLX is not installed") as caught:
        choose_engine(folder=True)
    assert caught.value.hint is not None
    assert "pip install mlx-lm" in caught.value.hint


# CR-MLX-003: weights in memory once


@needs_mlx
def test_mlx_003_the_weights_are_in_memory_once_and_gone_after_the_shutdown(mlx: EmbeddedBackend) -> None:
    core = importlib.import_module("mlx.core")
    gc.collect()
    before = core.get_active_memory()
    mlx.generate(ask(), Sampling(timeout_s=100))
    size = mlx.info().model_bytes
    assert size is not None
    held = core.get_active_memory() - before
    assert 0.9 * size < held < 1.4 * size
    mlx.shutdown()
    gc.collect()
    assert core.get_active_memory() - before < 0.1 * size
    assert core.get_cache_memory() < 0.1 * size


# CR-MLX-004: construction


@needs_mlx
def test_mlx_004_construction_info_and_availability_import_no_mlx(twins: tuple[Path, Path]) -> None:
    code = (
        "print(backend.is_available(), backend.info().engine)\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in {'mlx', 'mlx_lm', 'tokenizers'}))\n"
    )
    assert output(code, twins[0]) == "True mlx\n[]\n"


# CR-MLX-005, CR-MLX-006: speed on Apple Silicon


@needs_metal
def test_mlx_005_a_command_takes_less_than_two_seconds(mlx: EmbeddedBackend) -> None:
    mlx.generate(ask(), Sampling())
    total_ms = mlx.generate(ask("show my ip"), Sampling()).timings.total_ms
    assert total_ms is not None
    assert total_ms < 2000


@needs_metal
def test_mlx_006_the_first_token_takes_less_than_200_milliseconds(mlx: EmbeddedBackend) -> None:
    mlx.generate(ask(), Sampling())
    first_token_ms = mlx.generate(ask("show my ip"), Sampling()).timings.first_token_ms
    assert first_token_ms is not None
    assert first_token_ms < 200


# CR-MLX-007: what is wrong with a folder


@needs_mlx
@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("config.json", lambda _: b"", "damaged"),
        ("config.json", lambda content: content.replace(b"qwen2", b"qwen99"), "unknown model architecture"),
        ("model.safetensors", lambda content: content[:-1000], "cut short"),
        ("model.safetensors", lambda content: content[:100], "cut short"),
        ("tokenizer.json", lambda _: b"{}", "cannot use"),
    ],
)
def test_mlx_007_one_line_says_what_is_wrong_and_what_to_do(
    twins: tuple[Path, Path], tmp_path: Path, name: str, change: Callable[[bytes], bytes], says: str
) -> None:
    folder = Path(shutil.copytree(twins[0], tmp_path / "model"))
    (folder / name).write_bytes(change((folder / name).read_bytes()))
    with pytest.raises(ModelFileError, match=says) as caught:
        EmbeddedBackend(folder).generate(ask(), Sampling())
    assert "\n" not in caught.value.message
    assert caught.value.hint


# CR-MLX-008: several threads


@needs_mlx
def test_mlx_008_requests_from_several_threads_are_answered_each_for_itself(mlx: EmbeddedBackend) -> None:
    def command(size: int) -> str:
        words = f"find files larger than {size} MB"
        return mlx.generate(ask(words), Sampling(timeout_s=100)).command.text

    with ThreadPoolExecutor(4) as pool:
        commands = list(pool.map(command, (20, 30, 40, 50)))
    assert all(f"+{size}M" in text for size, text in zip((20, 30, 40, 50), commands, strict=True))


# CR-MLX-009: temperature, top_p and seed


@needs_mlx
def test_mlx_009_a_seed_repeats_an_answer_and_temperature_varies_it(twins: tuple[Path, Path]) -> None:
    def answer(**sampling: float) -> str:
        drawn = Sampling(**{"max_tokens": 12, "timeout_s": 100, **sampling})  # type: ignore[arg-type]
        return engine.complete(words, drawn).text

    messages = (Message(role="system", content="linux bash"), Message(role="user", content="count lines"))
    words = Prompt(messages=messages)
    engine = open_engine(read_model(twins[0]), EngineOptions(threads=1, context_tokens=512))
    greedy = answer(temperature=0.0)
    assert answer(temperature=0.01) == greedy
    assert answer(temperature=2.0, top_p=1e-6, seed=1) == greedy
    assert answer(temperature=2.0, top_p=1.0, seed=0) == answer(temperature=2.0, top_p=1.0, seed=0) != greedy
    assert answer(temperature=2.0, top_p=1.0, seed=0) != answer(temperature=2.0, top_p=1.0, seed=1)
    engine.close()


# CR-MLX-010: the tokens of llama.cpp


@needs_mlx
@pytest.mark.skipif(not installed_engines(), reason="no llama.cpp to compare with")
def test_mlx_010_the_same_weights_write_the_same_tokens_as_in_llama_cpp(twins: tuple[Path, Path]) -> None:
    requests = ["find big files", "show my ip", "count lines in all python files", "compress the folder logs"]
    answers = []
    for path in twins:
        backend = EmbeddedBackend(path)
        answers.append([backend.generate(ask(words), Sampling(timeout_s=100)) for words in requests])
        backend.shutdown()
    for mine, theirs in zip(*answers, strict=True):
        assert mine.command == theirs.command
        assert mine.confidence.probability == pytest.approx(theirs.confidence.probability, abs=0.01)
