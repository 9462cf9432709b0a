"""Writes a GGUF file of the exact shape of a Qwen2.5-Coder model, with random weights.

    python scripts/bench/random_qwen2.py --shape 1.5b --quantise q4_k_m /tmp/q15.gguf
    python scripts/bench/random_qwen2.py --shape 0.5b --type f16 /tmp/q05.gguf

Load time, speed and memory depend on shapes and not on what the numbers say, so they can be measured where the
real weights cannot be downloaded.  The text that such a model writes is noise.

The vocabulary has as many tokens and merges as the real one, since reading these takes most of the load time:
one token for each byte, merged pairs of common words and then of letter combinations, and the control tokens at
their real numbers.

Needs numpy and gguf; --quantise needs llama-cpp-python, whose library mixes the types as for real files.
"""

from __future__ import annotations

import argparse
import itertools
import string
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import gguf
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

_TYPES: Final = {
    "f32": (gguf.GGMLQuantizationType.F32, gguf.LlamaFileType.ALL_F32),
    "f16": (gguf.GGMLQuantizationType.F16, gguf.LlamaFileType.MOSTLY_F16),
    "q8_0": (gguf.GGMLQuantizationType.Q8_0, gguf.LlamaFileType.MOSTLY_Q8_0),
}
_SPREAD: Final = 0.02
"""Standard deviation of the weights, as in fresh networks."""
_REAL_VOCABULARY: Final = 151_936
_REAL_TEXT_TOKENS: Final = 151_643
"""In the real tokenizer, the control tokens begin here."""
_CONTROL: Final = (
    "<|endoftext|> <|im_start|> <|im_end|> <|object_ref_start|> <|object_ref_end|> <|box_start|> <|box_end|>"
    " <|quad_start|> <|quad_end|> <|vision_start|> <|vision_end|> <|vision_pad|> <|image_pad|> <|video_pad|>"
    " <tool_call> </tool_call> <|fim_prefix|> <|fim_middle|> <|fim_suffix|> <|fim_pad|> <|repo_name|> <|file_sep|>"
).split()
_WORDS: Final = (
    "the and for that with this from have all one file files find list show name type size print delete copy move"
    " create directory current larger smaller than days older newer last lines line words count sort unique first"
    " search text string replace permission process kill port network address disk usage memory system service"
    " start stop restart log errors compress extract archive download commit branch container image running"
    " install package update user home path environment shell command output request convert into single without"
    " explanation markdown code linux macos windows date time where which what how between every containing"
).split()
_BLANK: Final = "\u0120"
"""How byte-level BPE spells a blank."""
_TEMPLATE: Final = (
    "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content']"
    " + '<|im_end|>' + '\n'}}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The numbers that make a Qwen2 network."""

    layers: int
    width: int
    heads: int
    kv_heads: int
    hidden: int
    vocabulary: int = _REAL_VOCABULARY
    context: int = 32_768

    def tensors(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield name and shape of every tensor; the output layer is the embedding again."""
        kv = self.kv_heads * self.width // self.heads
        yield "token_embd.weight", (self.vocabulary, self.width)
        for number in range(self.layers):
            block = f"blk.{number}."
            yield block + "attn_norm.weight", (self.width,)
            for name, rows in (("q", self.width), ("k", kv), ("v", kv)):
                yield f"{block}attn_{name}.weight", (rows, self.width)
                yield f"{block}attn_{name}.bias", (rows,)
            yield block + "attn_output.weight", (self.width, self.width)
            yield block + "ffn_norm.weight", (self.width,)
            yield block + "ffn_gate.weight", (self.hidden, self.width)
            yield block + "ffn_up.weight", (self.hidden, self.width)
            yield block + "ffn_down.weight", (self.width, self.hidden)
        yield "output_norm.weight", (self.width,)


SHAPES: Final = {
    "0.5b": Shape(layers=24, width=896, heads=14, kv_heads=2, hidden=4864),
    "1.5b": Shape(layers=28, width=1536, heads=12, kv_heads=2, hidden=8960),
    "3b": Shape(layers=36, width=2048, heads=16, kv_heads=2, hidden=11_008),
    "nano": Shape(layers=2, width=64, heads=4, kv_heads=2, hidden=128, vocabulary=512, context=512),
}


def write_model(path: Path, shape: Shape, kind: str, *, name: str, seed: int = 0) -> None:
    """Write a model; the same seed gives the same file.

    Args:
        kind: type of the matrices: f32, f16 or q8_0.
        name: written into the file.
    """
    matrix_type, file_type = _TYPES[kind]
    writer = gguf.GGUFWriter(str(path), "qwen2")
    writer.add_name(name)
    writer.add_description("random weights in a real shape, for measurements")
    writer.add_block_count(shape.layers)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_feed_forward_length(shape.hidden)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_rope_freq_base(1_000_000.0)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_file_type(file_type)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    _add_tokenizer(writer, shape.vocabulary)
    tensors = [(tensor, size, _type_of(size, matrix_type)) for tensor, size in shape.tensors()]
    for tensor, size, quantisation in tensors:
        block, block_bytes = gguf.GGML_QUANT_SIZES[quantisation]
        stored = gguf.quant_shape_to_byte_shape(size, quantisation)
        writer.add_tensor_info(
            tensor,
            stored,
            np.dtype(np.uint8),
            int(np.prod(size)) // block * block_bytes,
            raw_dtype=quantisation,
        )
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    chance = np.random.default_rng(seed)
    for tensor, size, quantisation in tensors:  # one at a time: the largest one is what it takes in memory
        if tensor.endswith("norm.weight"):
            values = np.ones(size, np.float32)
        else:
            values = chance.standard_normal(size, dtype=np.float32) * np.float32(_SPREAD)
        writer.write_tensor_data(gguf.quants.quantize(values, quantisation).view(np.uint8))
    writer.close()


def quantise(source: Path, target: Path, mixture: str, threads: int) -> None:
    """Write the same model in one of llama.cpp's mixtures of types, such as q4_k_m."""
    from llama_cpp import llama_cpp  # noqa: PLC0415  (only this needs it)

    params = llama_cpp.llama_model_quantize_default_params()
    params.ftype = getattr(llama_cpp, f"LLAMA_FTYPE_MOSTLY_{mixture.upper()}")
    params.nthread = threads
    status = llama_cpp.llama_model_quantize(bytes(source), bytes(target), params)
    if status:
        sys.exit(f"llama.cpp does not quantise {source}: status {status}")


def _type_of(size: tuple[int, ...], wanted: Any) -> Any:
    if len(size) == 1:
        return gguf.GGMLQuantizationType.F32
    fits = size[-1] % gguf.GGML_QUANT_SIZES[wanted][0] == 0
    return wanted if fits else gguf.GGMLQuantizationType.F16


def _add_tokenizer(writer: Any, size: int) -> None:
    text_tokens = _REAL_TEXT_TOKENS if size == _REAL_VOCABULARY else size - len(_CONTROL)
    tokens, merges = _vocabulary(text_tokens)
    kinds = [gguf.TokenType.NORMAL] * len(tokens) + [gguf.TokenType.CONTROL] * len(_CONTROL)
    tokens += _CONTROL
    kinds += [gguf.TokenType.UNUSED] * (size - len(tokens))
    tokens += [f"[PAD{number}]" for number in range(len(tokens), size)]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_merges(merges)
    writer.add_eos_token_id(tokens.index("<|im_end|>"))
    writer.add_bos_token_id(tokens.index("<|endoftext|>"))
    writer.add_pad_token_id(tokens.index("<|endoftext|>"))
    writer.add_add_bos_token(value=False)
    writer.add_chat_template(_TEMPLATE)


def _vocabulary(size: int) -> tuple[list[str], list[str]]:
    """Return `size` tokens and the merges that make them out of single bytes."""
    tokens = dict.fromkeys(_byte_signs())
    if size < len(tokens):
        sys.exit(f"a vocabulary needs at least {len(tokens) + len(_CONTROL)} tokens")
    merges = []
    for left, right in _pairs():
        if len(tokens) == size:
            break
        if left + right not in tokens:
            tokens[left + right] = None
            merges.append(f"{left} {right}")
    return list(tokens), merges


def _pairs() -> Iterator[tuple[str, str]]:
    for word in _WORDS:
        for spelling in (_BLANK + word, word):
            for end in range(1, len(spelling)):
                yield spelling[:end], spelling[end]
    for length in itertools.count(2):
        for letters in itertools.product(string.ascii_lowercase, repeat=length):
            yield "".join(letters[:-1]), letters[-1]


def _byte_signs() -> list[str]:
    """Return the printable sign that stands for each byte in byte-level BPE: printable ones for themselves first."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    return [*map(chr, printable), *(chr(256 + place) for place in range(256 - len(printable)))]


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(
        description="Write a GGUF file of a real model's shape with random weights"
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--shape", choices=SHAPES, default="1.5b")
    parser.add_argument("--type", choices=_TYPES, default="f16")
    parser.add_argument("--quantise", metavar="MIXTURE", help="then quantise, for example to q4_k_m")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    file: Path = arguments.file
    first = file.with_suffix(".unquantised") if arguments.quantise else file
    name = f"random-qwen2-{arguments.shape}"
    write_model(first, SHAPES[arguments.shape], arguments.type, name=name, seed=arguments.seed)
    if arguments.quantise:
        quantise(first, file, arguments.quantise, arguments.threads)
        first.unlink()
    print(f"{file}: {file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
