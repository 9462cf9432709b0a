"""Writes the starter model as a folder for MLX, and as the GGUF file with the very same weights for llama.cpp.

    python -m scripts.starter.twin FOLDER [--type f32|f16]

What both engines make of the same numbers can then be compared token for token.  Only MLX is needed: no PyTorch,
no NumPy, no checkpoint.
"""

from __future__ import annotations

import argparse
import importlib
import json
from pathlib import Path
from typing import Any, Final

from cmdgen.models.store import starter_path

mx: Any = importlib.import_module("mlx.core")

_BLOCK_NAMES: Final = {
    "attn_norm": "input_layernorm", "attn_q": "self_attn.q_proj", "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj", "attn_output": "self_attn.o_proj", "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj", "ffn_up": "mlp.up_proj", "ffn_down": "mlp.down_proj",
}  # fmt: skip
_OUTER_NAMES: Final = {
    "token_embd": "model.embed_tokens",
    "output_norm": "model.norm",
    "output": "lm_head",
}
_Q8_GROUP: Final = 32
_CONTROL: Final = 3
"""Token type of GGUF for control tokens."""
_FILE_TYPES: Final = {"f32": (mx.float32, 0), "f16": (mx.float16, 1)}
"""Name -> (type of the matrices, llama.cpp's number for a file of this type)."""
_WORDS: Final = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
"""How the tokenizer that GGUF calls qwen2 cuts text before it looks for pairs to merge.

Source: https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct/blob/main/tokenizer.json
"""


def write_twins(folder: Path, kind: str = "f32", source: Path | None = None) -> tuple[Path, Path]:
    """Write both forms of a small Qwen2 model in Q8_0 and return (MLX folder, GGUF file).

    Args:
        folder: where to write; it is made.
        kind: type of the matrices; every value of Q8_0 is exact in f32, and rounded in f16.
        source: GGUF file in Q8_0; None is the starter model.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stored, metadata = mx.load(str(source or starter_path()), return_metadata=True)
    dtype, file_type = _FILE_TYPES[kind]
    weights = {name: _typed(value, dtype) for name, value in _dequantised(stored).items()}
    mx.eval(weights)
    file = folder / f"twin.{kind}.gguf"
    mx.save_gguf(str(file), weights, _settings(metadata, file_type))
    return _write_folder(folder / f"twin-{kind}", weights, metadata, kind), file


def _dequantised(stored: dict[str, Any]) -> dict[str, Any]:
    weights = {}
    for name, value in stored.items():
        scales = stored.get(name.replace(".weight", ".scales"))
        if name.endswith((".scales", ".biases")):
            continue
        if scales is None or scales is value:
            weights[name] = value
            continue
        biases = stored[name.replace(".weight", ".biases")]
        weights[name] = mx.dequantize(
            value, scales.astype(mx.float32), biases.astype(mx.float32), group_size=_Q8_GROUP, bits=8
        )
    return weights


def _typed(value: Any, dtype: Any) -> Any:
    """Return matrices in the type asked for, and vectors, as llama.cpp wants them, in f32."""
    return value.astype(dtype if value.ndim > 1 else mx.float32)


def _settings(metadata: dict[str, Any], file_type: int) -> dict[str, Any]:
    return {**metadata, "general.file_type": mx.array(file_type, dtype=mx.uint32)}


def _write_folder(folder: Path, weights: dict[str, Any], metadata: dict[str, Any], kind: str) -> Path:
    folder.mkdir(exist_ok=True)
    named = {_hf_name(name): value for name, value in weights.items()}
    mx.save_safetensors(str(folder / "model.safetensors"), named, {"format": "mlx"})
    tokens = metadata["tokenizer.ggml.tokens"]
    ends = [metadata["tokenizer.ggml.eos_token_id"].item(), metadata["tokenizer.ggml.bos_token_id"].item()]
    _write_json(
        folder / "config.json",
        {
            "architectures": ["Qwen2ForCausalLM"],
            "model_type": metadata["general.architecture"],
            "hidden_size": metadata["qwen2.embedding_length"].item(),
            "num_hidden_layers": metadata["qwen2.block_count"].item(),
            "intermediate_size": metadata["qwen2.feed_forward_length"].item(),
            "num_attention_heads": metadata["qwen2.attention.head_count"].item(),
            "num_key_value_heads": metadata["qwen2.attention.head_count_kv"].item(),
            "vocab_size": len(tokens),
            "max_position_embeddings": metadata["qwen2.context_length"].item(),
            "rms_norm_eps": metadata["qwen2.attention.layer_norm_rms_epsilon"].item(),
            "rope_theta": metadata["qwen2.rope.freq_base"].item()
            if "qwen2.rope.freq_base" in metadata
            else 10_000.0,
            "tie_word_embeddings": "lm_head.weight" not in named,
            "torch_dtype": {"f32": "float32", "f16": "float16"}[kind],
            "eos_token_id": ends,
        },
    )
    settings = {"bos_token": tokens[ends[1]], "eos_token": tokens[ends[0]]}
    if "tokenizer.chat_template" in metadata:
        settings["chat_template"] = metadata["tokenizer.chat_template"]
    _write_json(folder / "tokenizer_config.json", settings)
    _write_json(folder / "tokenizer.json", _tokenizer(metadata))
    return folder


def _hf_name(name: str) -> str:
    parts = name.split(".")
    if parts[0] == "blk":
        return f"model.layers.{parts[1]}.{_BLOCK_NAMES[parts[2]]}.{parts[3]}"
    return f"{_OUTER_NAMES[parts[0]]}.{parts[1]}"


def _tokenizer(metadata: dict[str, Any]) -> dict[str, Any]:
    tokens = metadata["tokenizer.ggml.tokens"]
    kinds = metadata["tokenizer.ggml.token_type"].tolist()
    control = [number for number, kind in enumerate(kinds) if kind == _CONTROL]
    bytes_alone = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {
                "id": number, "content": tokens[number], "special": True,
                "single_word": False, "lstrip": False, "rstrip": False, "normalized": False,
            }
            for number in control
        ],
        "normalizer": None,
        "pre_tokenizer": {
            "type": "Sequence",
            "pretokenizers": [
                {"type": "Split", "pattern": {"Regex": _WORDS}, "behavior": "Isolated", "invert": False},
                bytes_alone,
            ],
        },
        "post_processor": None,
        "decoder": bytes_alone,
        "model": {
            "type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": "",
            "end_of_word_suffix": "", "fuse_unk": False, "byte_fallback": False, "ignore_merges": False,
            "vocab": {token: number for number, token in enumerate(tokens)},
            "merges": metadata["tokenizer.ggml.merges"],
        },
    }  # fmt: skip


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line, write both and print where they are."""
    parser = argparse.ArgumentParser(
        description="Write the starter model for MLX and, the same weights, for llama.cpp"
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--type", choices=_FILE_TYPES, default="f32")
    arguments = parser.parse_args()
    for path in write_twins(arguments.folder, arguments.type):
        print(path)


if __name__ == "__main__":
    main()
