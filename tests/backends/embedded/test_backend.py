from __future__ import annotations

import gc
import shutil
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cmdgen.backends.embedded.backend import EmbeddedBackend
from cmdgen.core.errors import BackendUnavailableError, ModelFileError, TimedOutError, UsageError
from cmdgen.core.records import CommandRequest, Sampling
from cmdgen.models.store import starter_path

Ask = Callable[..., CommandRequest]


@pytest.fixture
def starter(engine_name: str, model_path: Path | None) -> Iterator[EmbeddedBackend]:
    backend = EmbeddedBackend(model_path, engine=engine_name)
    yield backend
    backend.shutdown()


def test_it_turns_a_request_into_a_command(
    starter: EmbeddedBackend, model_path: Path | None, ask: Ask
) -> None:
    generated = starter.generate(ask("find big files"), Sampling())
    assert generated.command.text == "find . -type f -size +100M"
    assert generated.command.dialect == "bash"
    assert generated.source.is_starter is (model_path is None)


def test_only_the_first_answer_reports_a_load(starter: EmbeddedBackend, ask: Ask) -> None:
    first, second = (starter.generate(ask("find big files"), Sampling()).timings for _ in range(2))
    assert first.load_ms is not None
    assert first.load_ms > 0
    assert second.load_ms == 0


def test_info_tells_engine_and_model(starter: EmbeddedBackend, engine_name: str, starter_model: Path) -> None:
    info = starter.info()
    assert (info.backend, info.engine) == ("embedded", engine_name)
    assert info.model_path == str(starter_model)
    weights = starter_model / "model.safetensors" if starter_model.is_dir() else starter_model
    assert info.model_bytes == weights.stat().st_size


def test_construction_status_and_availability_import_no_engine() -> None:
    code = (
        "import sys\n"
        "from cmdgen.backends.embedded.backend import EmbeddedBackend\n"
        "backend = EmbeddedBackend()\n"
        "print(backend.is_available(), backend.info().engine != 'none installed')\n"
        "print(sorted({'xllamacpp', 'llama_cpp', 'llama_cpp.llama_cpp', 'numpy'} & set(sys.modules)))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "True True\n[]\n"


def test_another_model_can_be_used(engine_name: str, noise: Callable[..., Path]) -> None:
    path = noise()
    backend = EmbeddedBackend(path, engine=engine_name)
    info = backend.info()
    assert (info.model, info.is_starter) == (path.name if path.is_dir() else "tiny-noise", False)
    assert backend.is_available()


def test_a_missing_file_is_unavailable_and_named(tmp_path: Path, engine_name: str, ask: Ask) -> None:
    backend = EmbeddedBackend(tmp_path / "none.gguf", engine=engine_name)
    assert not backend.is_available()
    assert backend.info().model == "none"
    with pytest.raises(ModelFileError, match="does not exist"):
        backend.generate(ask("find big files"), Sampling())


def test_a_repaired_model_works_without_a_new_backend(
    tmp_path: Path, engine_name: str, starter_model: Path, ask: Ask
) -> None:
    path = tmp_path / starter_model.name
    shutil.copy(starter_model.with_name(f"{starter_model.stem}.profile.toml"), tmp_path)
    shutil.copy(starter_path().with_name("starter.vocabulary.txt"), tmp_path)
    if starter_model.is_dir():
        shutil.copytree(starter_model, path)
    file = path / "model.safetensors" if starter_model.is_dir() else path
    whole = starter_model / file.name if starter_model.is_dir() else starter_model
    file.write_bytes(whole.read_bytes()[:100_000])
    backend = EmbeddedBackend(path, engine=engine_name)
    with pytest.raises(ModelFileError, match="cut short"):
        backend.generate(ask("find big files"), Sampling())
    shutil.copy(whole, file)
    assert backend.is_available()
    assert backend.generate(ask("find big files"), Sampling()).command.text.startswith("find")
    backend.shutdown()


def test_a_time_budget_of_nothing_is_spent_at_once(starter: EmbeddedBackend, ask: Ask) -> None:
    with pytest.raises(TimedOutError):
        starter.generate(ask("find big files"), Sampling(timeout_s=0.0))
    assert starter.generate(ask("find big files"), Sampling()).command.text


def test_many_threads_may_share_one_backend(starter: EmbeddedBackend, ask: Ask) -> None:
    sizes = range(10, 22)
    with ThreadPoolExecutor(6) as pool:
        commands = list(
            pool.map(
                lambda size: (
                    starter.generate(ask(f"find files larger than {size} MB"), Sampling()).command.text
                ),
                sizes,
            )
        )
    assert all(f"+{size}M" in command for size, command in zip(sizes, commands, strict=True))


def test_after_a_shutdown_the_next_request_loads_again(starter: EmbeddedBackend, ask: Ask) -> None:
    starter.generate(ask("find big files"), Sampling())
    starter.shutdown()
    starter.shutdown()
    assert starter.generate(ask("find big files"), Sampling()).timings.load_ms


def test_a_forgotten_backend_releases_its_engine(engine_name: str, model_path: Path | None, ask: Ask) -> None:
    backend = EmbeddedBackend(model_path, engine=engine_name)
    backend.generate(ask("find big files"), Sampling())
    engine = weakref.ref(backend._engine)
    del backend
    gc.collect()
    assert engine() is None


def test_an_unknown_engine_is_the_users_error(ask: Ask) -> None:
    backend = EmbeddedBackend(engine="mainframe")
    assert not backend.is_available()
    assert backend.info().engine == "mainframe"
    with pytest.raises(UsageError, match="mainframe"):
        backend.generate(ask("find big files"), Sampling())


def test_without_any_engine_the_hint_is_the_pip_command(monkeypatch: pytest.MonkeyPatch, ask: Ask) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    backend = EmbeddedBackend()
    assert not backend.is_available()
    assert backend.info().engine == "none installed"
    with pytest.raises(BackendUnavailableError) as caught:
        backend.generate(ask("find big files"), Sampling())
    assert caught.value.hint == "install one: pip install xllamacpp"


def test_the_program_ends_cleanly_with_a_model_still_loaded(
    engine_name: str, model_path: Path | None
) -> None:
    code = (
        "from pathlib import Path, PosixPath, WindowsPath\n"
        "from cmdgen.backends.embedded.backend import EmbeddedBackend\n"
        "from cmdgen.core.records import *\n"
        f"backend = EmbeddedBackend({model_path!r}, engine={engine_name!r})\n"
        "platform = Platform(system='linux', userland='gnu')\n"
        "request = CommandRequest(text='find big files', dialect='bash', platform=platform)\n"
        "print(backend.generate(request, Sampling()).command.text)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "find . -type f -size +100M\n", "")
