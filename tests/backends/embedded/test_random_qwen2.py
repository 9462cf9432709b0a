"""The generator of models with real shapes and random weights, which the measurements stand on."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmdgen.backends.embedded.engine import EngineOptions, installed_engines, open_engine
from cmdgen.core.records import Message, Prompt, Sampling
from cmdgen.models.gguf import read_header

generator = pytest.importorskip(
    "scripts.bench.random_qwen2", reason="gguf is not installed", exc_type=ImportError
)


@pytest.mark.parametrize("kind", ["f32", "f16", "q8_0"])
@pytest.mark.skipif(not installed_engines(), reason="no llama.cpp to read it with")
def test_llama_cpp_reads_what_it_writes(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "nano.gguf"
    generator.write_model(path, generator.SHAPES["nano"], kind, name="nano")
    header = read_header(path)
    assert (header.architecture, header.name, header.context_tokens) == ("qwen2", "nano", 512)
    engine = open_engine(header, EngineOptions(threads=1, context_tokens=256))
    words = Prompt(messages=(Message(role="user", content="find the largest file"),))
    assert engine.complete(words, Sampling(max_tokens=3)).timings.total_ms
    engine.close()


def test_the_same_seed_gives_the_same_file(tmp_path: Path) -> None:
    files = []
    for number, seed in enumerate((1, 1, 2)):
        path = tmp_path / f"{number}.gguf"
        generator.write_model(path, generator.SHAPES["nano"], "f16", name="nano", seed=seed)
        files.append(path.read_bytes())
    assert files[0] == files[1] != files[2]


@pytest.mark.parametrize(("shape", "millions"), [("0.5b", 494.0), ("1.5b", 1543.7), ("3b", 3085.9)])
def test_the_shapes_have_as_many_parameters_as_the_real_models(shape: str, millions: float) -> None:
    count = 0
    for _, size in generator.SHAPES[shape].tensors():
        values = 1
        for length in size:
            values *= length
        count += values
    assert count / 1e6 == pytest.approx(millions, abs=0.1)


def test_the_vocabulary_has_the_real_numbers_of_tokens_and_merges() -> None:
    tokens, merges = generator._vocabulary(generator._REAL_TEXT_TOKENS)
    assert (len(tokens), len(set(tokens)), len(merges)) == (151_643, 151_643, 151_387)
