"""What every engine must do, with each one that is installed."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cmdgen.backends.embedded.engine import Engine, EngineOptions, installed_engines, open_engine
from cmdgen.backends.embedded.model_files import read_model
from cmdgen.core.errors import BackendUnavailableError, ModelFileError, TimedOutError, UsageError
from cmdgen.core.records import Message, Prompt, Sampling
from cmdgen.models.store import starter_path

MakePrompt = Callable[..., Prompt]
BIG_FILES = "find . -type f -size +100M"
ENDLESS = {"qwen2__context_length": 1 << 14}


def opened(path: Path, engine_name: str, context_tokens: int = 512) -> Engine:
    options = EngineOptions(threads=1, context_tokens=context_tokens)
    return open_engine(read_model(path), options, prefer=engine_name)


@pytest.fixture
def engine(engine_name: str, starter_model: Path) -> Iterator[Engine]:
    loaded = opened(starter_model, engine_name)
    yield loaded
    loaded.close()


def test_it_says_its_name(engine: Engine, engine_name: str) -> None:
    assert engine.name == engine_name


def test_it_answers_through_the_models_own_chat_template(engine: Engine, prompt: MakePrompt) -> None:
    completion = engine.complete(prompt("find big files"), Sampling())
    assert completion.text == BIG_FILES
    assert completion.finish_reason == "stop"


def test_greedy_answers_are_the_same_every_time(engine: Engine, prompt: MakePrompt) -> None:
    texts = {engine.complete(prompt(words), Sampling()).text for words in ("list files",) * 3}
    engine.complete(prompt("show disk usage"), Sampling())
    texts.add(engine.complete(prompt("list files"), Sampling()).text)
    assert len(texts) == 1


def test_every_token_has_its_probability_the_end_token_too(engine: Engine, prompt: MakePrompt) -> None:
    whole = engine.complete(prompt("find big files"), Sampling())
    assert whole.token_logprobs is not None
    first = engine.complete(prompt("find big files"), Sampling(max_tokens=len(whole.token_logprobs) - 1))
    assert first.text == whole.text
    assert first.finish_reason == "length"
    assert first.token_logprobs == pytest.approx(whole.token_logprobs[:-1], abs=1e-3)
    assert all(value <= 0 for value in whole.token_logprobs)


def test_max_tokens_limits_the_answer(engine: Engine, prompt: MakePrompt) -> None:
    completion = engine.complete(prompt("find big files"), Sampling(max_tokens=3))
    assert completion.finish_reason == "length"
    assert BIG_FILES.startswith(completion.text)
    assert len(completion.token_logprobs or ()) == 3


def test_it_ends_before_the_first_stop_text(engine: Engine, prompt: MakePrompt) -> None:
    completion = engine.complete(prompt("find big files", (" +1", " -size")), Sampling())
    assert completion.text == "find . -type f"
    assert completion.finish_reason == "stop"


def test_the_same_seed_gives_the_same_answer_and_0_is_a_seed(engine: Engine, prompt: MakePrompt) -> None:
    def answers(seed: int) -> list[str]:
        sampling = Sampling(temperature=1.5, seed=seed, max_tokens=20)
        return [engine.complete(prompt(f"hog the merged sum {n}"), sampling).text for n in range(4)]

    assert answers(0) == answers(0)
    assert len({tuple(answers(seed)) for seed in range(4)}) > 1


def test_a_temperature_near_zero_is_nearly_greedy(engine: Engine, prompt: MakePrompt) -> None:
    assert engine.complete(prompt("find big files"), Sampling(temperature=0.01)).text == BIG_FILES


def test_the_parts_of_the_time_are_reported(engine: Engine, prompt: MakePrompt) -> None:
    timings = engine.complete(prompt("find big files"), Sampling()).timings
    assert timings.prompt_ms is not None
    assert timings.first_token_ms is not None
    assert timings.total_ms is not None
    assert 0 < timings.first_token_ms <= timings.total_ms


def test_characters_of_several_tokens_survive(engine: Engine, prompt: MakePrompt) -> None:
    completion = engine.complete(prompt('find files named "日本語😀.txt"'), Sampling())
    assert "\ufffd" not in completion.text


def test_a_prompt_longer_than_the_context_is_the_users_error(engine: Engine, prompt: MakePrompt) -> None:
    with pytest.raises(UsageError, match=r"too long .* 512"):
        engine.complete(prompt("find big files " * 500), Sampling())
    assert engine.complete(prompt("find big files"), Sampling()).text == BIG_FILES


def test_an_answer_ends_with_the_context(engine_name: str, noise: Callable[..., Path]) -> None:
    engine = opened(noise(), engine_name, context_tokens=256)
    words = Prompt(messages=(Message(role="user", content="x" * 180),))
    completion = engine.complete(words, Sampling(max_tokens=10_000))
    engine.close()
    assert completion.finish_reason == "length"
    assert len(completion.text) < 256


def test_a_spent_time_budget_stops_the_generation(engine_name: str, noise: Callable[..., Path]) -> None:
    engine = opened(noise(**ENDLESS), engine_name, context_tokens=1 << 14)
    words = Prompt(messages=(Message(role="user", content="x"),))
    with pytest.raises(TimedOutError):  # 16,000 tokens take many times as long
        engine.complete(words, Sampling(max_tokens=1 << 14, timeout_s=0.1))
    assert engine.complete(words, Sampling(max_tokens=2)).finish_reason == "length"
    engine.close()


@pytest.mark.skipif(sys.platform == "win32", reason="os.kill ends the process there")
def test_ctrl_c_stops_the_generation(engine_name: str, noise: Callable[..., Path]) -> None:
    engine = opened(noise(**ENDLESS), engine_name, context_tokens=1 << 14)
    words = Prompt(messages=(Message(role="user", content="x"),))
    key = threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT))
    key.start()
    with pytest.raises(KeyboardInterrupt):
        engine.complete(words, Sampling(max_tokens=1 << 14, timeout_s=60))
    key.join()
    assert engine.complete(words, Sampling(max_tokens=2)).finish_reason == "length"
    engine.close()


def test_close_stops_a_running_completion(engine_name: str, noise: Callable[..., Path]) -> None:
    engine = opened(noise(**ENDLESS), engine_name, context_tokens=1 << 14)
    words = Prompt(messages=(Message(role="user", content="x"),))
    errors: list[BaseException] = []

    def generate() -> None:
        try:
            engine.complete(words, Sampling(max_tokens=1 << 14, timeout_s=60))
        except BackendUnavailableError as error:
            errors.append(error)

    worker = threading.Thread(target=generate)
    worker.start()
    time.sleep(0.1)
    engine.close()
    worker.join(timeout=20)
    assert not worker.is_alive()
    assert len(errors) == 1


def test_a_closed_engine_says_so_and_may_be_closed_again(engine: Engine, prompt: MakePrompt) -> None:
    engine.close()
    engine.close()
    with pytest.raises(BackendUnavailableError, match="closed"):
        engine.complete(prompt("find big files"), Sampling())


def test_calls_from_many_threads_each_get_their_own_answer(engine: Engine, prompt: MakePrompt) -> None:
    requests = [f"find files larger than {size} MB" for size in range(10, 34)]
    expected = [engine.complete(prompt(words), Sampling()).text for words in requests]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda words: engine.complete(prompt(words), Sampling()).text, requests))
    assert answers == expected
    assert len(set(expected)) > 1


def test_a_closed_engine_leaves_nothing_behind(engine_name: str, starter_model: Path) -> None:
    threads = threading.active_count()
    engine = opened(starter_model, engine_name)
    trace = weakref.ref(engine)
    engine.close()
    del engine
    gc.collect()
    assert trace() is None
    assert threading.active_count() == threads


def test_loading_and_closing_again_and_again_does_not_grow(engine_name: str, starter_model: Path) -> None:
    status = Path("/proc/self/statm")
    if not status.exists():
        pytest.skip("needs /proc")

    def resident_mib() -> float:
        return int(status.read_text(encoding="ascii").split()[1]) * 4096 / 2**20

    for _ in range(3):
        opened(starter_model, engine_name).close()
    before = resident_mib()
    for _ in range(12):
        opened(starter_model, engine_name).close()
    assert resident_mib() - before < 24  # twelve leaked models and contexts would be more than 100


def test_an_architecture_that_llama_cpp_does_not_know_is_named(
    engine_name: str, noise: Callable[..., Path], capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ModelFileError, match="unknown model architecture: 'qwen99'"):
        opened(noise(general__architecture="qwen99"), engine_name)
    assert capfd.readouterr() == ("", "")


def test_a_model_without_a_needed_tensor_is_refused_with_the_reason(
    engine_name: str, noise: Callable[..., Path], capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ModelFileError, match=r"blk\.1|layers\.1"):
        opened(noise(qwen2__block_count=2), engine_name)
    assert capfd.readouterr() == ("", "")


def test_a_model_that_writes_no_text_is_refused(engine_name: str, noise: Callable[..., Path]) -> None:
    with pytest.raises(ModelFileError, match=r"writes none|unknown model architecture: 'bert'"):
        opened(noise(general__architecture="bert"), engine_name)


def test_nothing_is_printed(
    engine_name: str, starter_model: Path, prompt: MakePrompt, capfd: pytest.CaptureFixture[str]
) -> None:
    engine = opened(starter_model, engine_name)
    engine.complete(prompt("find big files"), Sampling())
    engine.close()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("without_template", [True, False])
def test_a_file_without_a_chat_template_is_asked_in_chatml(
    engine_name: str, noise: Callable[..., Path], *, without_template: bool
) -> None:
    plain = opened(noise(), engine_name)
    words = Prompt(messages=(Message(role="user", content="hello"),))
    expected = plain.complete(words, Sampling(max_tokens=12)).text
    plain.close()
    other = "" if without_template else "{% for m in messages %}[{{ m.content }}]{% endfor %}"
    engine = opened(noise(tokenizer__chat_template=other), engine_name)
    text = engine.complete(words, Sampling(max_tokens=12)).text
    engine.close()
    assert (text == expected) is without_template


@pytest.mark.skipif(len(installed_engines()) < 2, reason="needs both engines")
@pytest.mark.parametrize(
    "template",
    [
        "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
        "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}",
        "{%- for message in messages %}\n    {{- '[' + message.role + '] ' + message.content | trim }}\n"
        "{%- endfor %}\n{{- '\\n[answer] ' if add_generation_prompt }}",
        "{{ bos_token }}{% for m in messages %}{% if loop.first %}<<{{ m.content }}>>{% else %}"
        "{{ m.content }}{{ eos_token }}{% endif %}{% endfor %}",
    ],
)
def test_both_engines_pick_the_same_tokens(noise_model: Callable[..., Path], template: str) -> None:
    path = noise_model(tokenizer__chat_template=template)
    words = Prompt(
        messages=(Message(role="system", content=" be brief "), Message(role="user", content="where am I"))
    )
    texts = []
    for name in installed_engines():
        engine = opened(path, name)
        texts.append(engine.complete(words, Sampling(max_tokens=24)))
        engine.close()
    # llama.cpp's server drops blanks at the beginning of an answer.
    assert texts[0].text.strip() == texts[1].text.strip() != ""
    if texts[0].token_logprobs and texts[1].token_logprobs:  # unknown where a character was cut apart
        assert texts[0].token_logprobs == pytest.approx(texts[1].token_logprobs, abs=0.01)


@pytest.mark.skipif(len(installed_engines()) < 2, reason="needs both engines")
def test_both_engines_give_the_starter_models_answers_and_probabilities(prompt: MakePrompt) -> None:
    answers = []
    for name in installed_engines():
        engine = opened(starter_path(), name)
        answers.append(
            [engine.complete(prompt(words), Sampling()) for words in ("find big files", "show my ip")]
        )
        engine.close()
    for one, other in zip(*answers, strict=True):
        assert one.text == other.text
        assert one.token_logprobs == pytest.approx(other.token_logprobs, abs=0.05)
