"""Engines and model files for the tests of the backends."""

from __future__ import annotations

import importlib.util
import random
import struct
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from cmdgen.backends.embedded.engine import ENGINES
from cmdgen.core.records import CommandRequest, Message, Platform, Prompt

WIDTH, HIDDEN = 32, 64
SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
PLAIN_CHATML = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
Value = str | bool | int | float | list[str] | list[int]


def text(value: str) -> bytes:
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def entry(key: str, value: Value) -> bytes:
    if isinstance(value, str):
        return text(key) + struct.pack("<I", 8) + text(value)
    if isinstance(value, bool):
        return text(key) + struct.pack("<I?", 7, value)
    if isinstance(value, int):
        return text(key) + struct.pack("<II", 4, value)
    if isinstance(value, float):
        return text(key) + struct.pack("<If", 6, value)
    strings = [item for item in value if isinstance(item, str)]
    if strings:
        return text(key) + struct.pack("<IIQ", 9, 8, len(strings)) + b"".join(map(text, strings))
    return text(key) + struct.pack(f"<IIQ{len(value)}i", 9, 5, len(value), *value)


def vocabulary() -> list[str]:
    """Return a token for each byte, as byte-level BPE spells them, one merged pair, and control tokens."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    return [*map(chr, printable), *(chr(256 + place) for place in range(len(others))), "ls", *SPECIAL]


def random_model(metadata: Mapping[str, Value]) -> bytes:
    """Return a GGUF file of a one-layer network with random weights: it writes noise, reproducibly."""
    tokens = vocabulary()
    described: dict[str, Value] = {
        "general.architecture": "qwen2",
        "general.name": "tiny-noise",
        "qwen2.block_count": 1,
        "qwen2.context_length": 256,
        "qwen2.embedding_length": WIDTH,
        "qwen2.feed_forward_length": HIDDEN,
        "qwen2.attention.head_count": 2,
        "qwen2.attention.head_count_kv": 2,
        "qwen2.attention.layer_norm_rms_epsilon": 1e-6,
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "qwen2",
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.token_type": [3 if token in SPECIAL else 1 for token in tokens],
        "tokenizer.ggml.merges": ["l s"],
        "tokenizer.ggml.eos_token_id": len(tokens) - 1,
        "tokenizer.ggml.bos_token_id": len(tokens) - 3,
        "tokenizer.ggml.add_bos_token": False,
        **metadata,
    }
    square = (WIDTH, WIDTH)
    shapes = {"token_embd.weight": (WIDTH, len(tokens)), "output_norm.weight": (WIDTH,)}
    shapes |= {f"blk.0.{name}_norm.weight": (WIDTH,) for name in ("attn", "ffn")}
    shapes |= {f"blk.0.attn_{name}.weight": square for name in ("q", "k", "v", "output")}
    shapes |= {f"blk.0.attn_{name}.bias": (WIDTH,) for name in "qkv"}
    shapes |= {f"blk.0.ffn_{name}.weight": (WIDTH, HIDDEN) for name in ("gate", "up")}
    shapes["blk.0.ffn_down.weight"] = (HIDDEN, WIDTH)
    chance = random.Random(7)
    infos, data = b"", b""
    for name, shape in shapes.items():
        infos += text(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, 0, len(data))
        count = shape[0] * (shape[1] if len(shape) > 1 else 1)
        numbers = [chance.gauss(0, 0.3) for _ in range(count)]
        if name == "token_embd.weight":  # greedy answers never end: control tokens are the unlikeliest
            numbers[-WIDTH * len(SPECIAL) :] = [0.0] * WIDTH * len(SPECIAL)
        data += struct.pack(f"<{count}f", *numbers)
        data += bytes(-len(data) % 32)
    entries = b"".join(entry(key, value) for key, value in described.items())
    header = b"GGUF" + struct.pack("<IQQ", 3, len(shapes), len(described)) + entries + infos
    return header + bytes(-len(header) % 32) + data


@pytest.fixture(params=tuple(ENGINES))
def engine_name(request: pytest.FixtureRequest) -> str:
    """Every engine in turn; the test is skipped where its binding is not installed."""
    name = str(request.param)
    if importlib.util.find_spec(ENGINES[name][0]) is None:
        pytest.skip(f"{name} is not installed")
    return name


@pytest.fixture
def noise_model(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a tiny model with random weights and returns its path."""

    def write(**metadata: Value) -> Path:
        path = tmp_path / "noise.gguf"
        given = {key.replace("__", "."): value for key, value in metadata.items()}
        path.write_bytes(random_model({"tokenizer.chat_template": PLAIN_CHATML, **given}))
        return path

    return write


@pytest.fixture
def ask() -> Callable[..., CommandRequest]:
    """Return a function that makes a request out of words."""

    def make(words: str, dialect: str = "bash") -> CommandRequest:
        return CommandRequest(
            text=words,
            dialect=dialect,
            platform=Platform(system="linux", userland="gnu", package_manager="apt"),
        )

    return make


@pytest.fixture
def prompt() -> Callable[..., Prompt]:
    """Return a function that makes the starter model's prompt out of words."""

    def make(words: str, stop: tuple[str, ...] = ()) -> Prompt:
        messages = (Message(role="system", content="linux bash"), Message(role="user", content=words))
        return Prompt(messages=messages, stop=stop)

    return make
