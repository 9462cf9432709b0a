"""The saved state of a prompt's fixed part: the same answers, sooner, and no harm from whatever lies there."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cmdgen.backends.embedded.engine import ENGINES, EngineOptions, open_engine
from cmdgen.backends.embedded.llama_cpp_model import LlamaCppModel
from cmdgen.backends.embedded.model_files import read_model
from cmdgen.backends.embedded.xllamacpp_slots import Slots
from cmdgen.core.errors import BackendUnavailableError, TimedOutError
from cmdgen.core.records import Completion, Message, Prompt, Sampling

LONG = "be brief and say only one command " * 8
Ask = Callable[..., Completion]


def words(request: str, system: str = LONG) -> Prompt:
    return Prompt(messages=(Message(role="system", content=system), Message(role="user", content=request)))


@pytest.fixture(autouse=True)
def needs_llama_cpp(engine_name: str) -> None:
    if engine_name not in ENGINES:
        pytest.skip("nothing is saved for MLX")


@pytest.fixture
def model(noise_model: Callable[..., Path]) -> Path:
    return noise_model(qwen2__context_length=1 << 15)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "prefixes"


@pytest.fixture
def opened(engine_name: str, model: Path) -> Callable[[Path | None], Any]:
    def load(cache: Path | None) -> Any:
        options = EngineOptions(threads=1, context_tokens=1 << 15, prefix_cache=cache)
        return open_engine(read_model(model), options, prefer=engine_name)

    return load


@pytest.fixture
def answer(opened: Callable[[Path | None], Any]) -> Ask:
    """Return a function that asks as a new process would."""

    def ask(prompt: Prompt, cache: Path | None) -> Completion:
        engine = opened(cache)
        completion: Completion = engine.complete(prompt, Sampling(max_tokens=8))
        engine.close()
        return completion

    return ask


def test_a_restored_state_gives_the_same_tokens_and_probabilities(answer: Ask, cache: Path) -> None:
    plain = answer(words("list files"), None)
    for _ in range(2):
        with_state = answer(words("list files"), cache)
        assert with_state.text == plain.text
        if plain.token_logprobs and with_state.token_logprobs:  # unknown where a character was cut apart
            assert with_state.token_logprobs == pytest.approx(plain.token_logprobs, abs=0.01)
    assert len(list(cache.iterdir())) == 1


def test_another_request_takes_the_state_over(
    answer: Ask, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    restored: list[bool] = []
    for owner in (LlamaCppModel, Slots):
        original = owner.restore

        def counting(*arguments: Any, restore: Any = original) -> bool:
            restored.append(restore(*arguments))
            return restored[-1]

        monkeypatch.setattr(owner, "restore", counting)
    answer(words("list files"), cache)
    assert restored == []
    answer(words("show my ip"), cache)
    assert restored == [True]


def test_a_restored_part_is_not_decoded_again(
    answer: Ask, cache: Path, monkeypatch: pytest.MonkeyPatch, engine_name: str
) -> None:
    if engine_name != "llama-cpp-python":
        pytest.skip("the server does not tell")
    decoded: list[int] = []
    decode = LlamaCppModel.decode

    def counting(self: LlamaCppModel, tokens: list[int]) -> None:
        decoded.append(len(tokens))
        decode(self, tokens)

    monkeypatch.setattr(LlamaCppModel, "decode", counting)
    answer(words("list files"), cache)
    first = sum(decoded)
    decoded.clear()
    answer(words("show my ip"), cache)
    assert sum(decoded) < first - len(LONG) / 2


def test_nothing_of_the_request_is_in_the_file(answer: Ask, cache: Path) -> None:
    answer(words("list files"), cache)
    (one,) = cache.iterdir()
    before = one.read_bytes()
    one.unlink()
    answer(words("something else, a secret"), cache)
    (other,) = cache.iterdir()
    assert other.name == one.name
    assert other.read_bytes() == before


def test_a_short_fixed_part_is_not_saved(answer: Ask, cache: Path) -> None:
    answer(words("list files", "brief"), cache)
    assert not cache.exists()


def test_without_a_folder_nothing_is_written(answer: Ask, home: Path) -> None:
    answer(words("list files"), None)
    assert list(home.rglob("*.prefix")) == []


@pytest.mark.parametrize("damage", ["noise", "empty", "cut", "bit"])
def test_a_damaged_state_is_worked_out_again(answer: Ask, cache: Path, damage: str) -> None:
    expected = answer(words("list files"), cache).text
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    changed = {
        "noise": os.urandom(len(whole)),
        "empty": b"",
        "cut": whole[:-1],
        "bit": whole[:500] + bytes([whole[500] ^ 1]) + whole[501:],
    }
    file.write_bytes(changed[damage])
    assert answer(words("list files"), cache).text == expected
    assert file.read_bytes() == whole


def test_a_whole_file_that_the_engine_does_not_take_is_worked_out_again(
    answer: Ask, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = answer(words("list files"), cache).text
    (file,) = cache.iterdir()
    file_before = file.stat().st_mtime_ns
    with monkeypatch.context() as patch:
        patch.setattr(LlamaCppModel, "restore", lambda *_: False)
        patch.setattr(Slots, "restore", lambda *_: False)
        assert answer(words("list files"), cache).text == expected
    (file,) = cache.iterdir()
    assert file.stat().st_mtime_ns > file_before


def test_a_changed_model_file_gets_a_state_of_its_own(answer: Ask, model: Path, cache: Path) -> None:
    answer(words("list files"), cache)
    os.utime(model, (1000, 1000))
    answer(words("list files"), cache)
    assert len(list(cache.iterdir())) == 2


def test_a_folder_that_cannot_be_used_costs_nothing_but_time(answer: Ask, tmp_path: Path) -> None:
    expected = answer(words("list files"), None).text
    (tmp_path / "file").write_bytes(b"")
    assert answer(words("list files"), tmp_path / "file").text == expected


def test_the_time_budget_holds_while_the_fixed_part_is_read(
    opened: Callable[[Path | None], Any], cache: Path
) -> None:
    engine = opened(cache)
    with pytest.raises(TimedOutError):
        engine.complete(words("list files", "x" * 20_000), Sampling(timeout_s=0.05))
    assert not cache.exists()
    engine.close()


def test_closing_ends_the_reading_of_the_fixed_part(
    opened: Callable[[Path | None], Any], cache: Path
) -> None:
    engine = opened(cache)
    errors: list[BaseException] = []

    def ask() -> None:
        try:
            engine.complete(words("list files", "x" * 30_000), Sampling(max_tokens=1 << 14, timeout_s=100))
        except BackendUnavailableError as error:
            errors.append(error)

    worker = threading.Thread(target=ask)
    worker.start()
    time.sleep(0.05)
    engine.close()
    worker.join(timeout=30)
    assert not worker.is_alive()
    assert len(errors) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no Unix sockets")
def test_the_socket_of_the_server_is_gone_after_the_first_answer(
    opened: Callable[[Path | None], Any], cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = tmp_path / "tmp"
    private.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(private))
    engine = opened(cache)
    engine.complete(words("list files"), Sampling(max_tokens=2))
    assert list(private.iterdir()) == []
    assert engine.complete(words("list files"), Sampling(max_tokens=2)).finish_reason == "length"
    engine.close()
    opened(cache).close()
    assert list(private.iterdir()) == []
