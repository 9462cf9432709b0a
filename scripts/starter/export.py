"""Writes a trained checkpoint as GGUF for llama.cpp and as safetensors for MLX, and compares the first with PyTorch."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Final

import gguf
import torch
from tokenizers import Tokenizer

from scripts.starter import tokenizer as tokens
from scripts.starter.examples import Examples
from scripts.starter.model import Config, Qwen2

_GGUF_NAMES: Final = {
    "q": "attn_q", "k": "attn_k", "v": "attn_v", "o": "attn_output", "gate": "ffn_gate", "up": "ffn_up", "down": "ffn_down",
    "attn_norm": "attn_norm", "ffn_norm": "ffn_norm",
}  # fmt: skip
_HF_NAMES: Final = {
    "q": "self_attn.q_proj", "k": "self_attn.k_proj", "v": "self_attn.v_proj", "o": "self_attn.o_proj",
    "gate": "mlp.gate_proj", "up": "mlp.up_proj", "down": "mlp.down_proj",
    "attn_norm": "input_layernorm", "ffn_norm": "post_attention_layernorm",
}  # fmt: skip
_TYPES: Final = {
    "q8_0": (gguf.GGMLQuantizationType.Q8_0, gguf.LlamaFileType.MOSTLY_Q8_0),
    "f16": (gguf.GGMLQuantizationType.F16, gguf.LlamaFileType.MOSTLY_F16),
    "f32": (gguf.GGMLQuantizationType.F32, gguf.LlamaFileType.ALL_F32),
}


def load(run: Path) -> tuple[Qwen2, Tokenizer]:
    """Read the checkpoint and the tokenizer of a run."""
    state = torch.load(run / "checkpoint.pt", map_location="cpu", weights_only=False)
    model = Qwen2(Config(**state["config"])).eval()
    model.load_state_dict(state["model"])
    return model, Tokenizer.from_file(str(run / "tokenizer.json"))


def _token_table(run: Path, size: int) -> tuple[list[str], list[str], int]:
    table = json.loads((run / "vocab.json").read_text(encoding="utf-8"))
    names = list(table["tokens"])
    used = len(names)
    names += [f"[PAD{number}]" for number in range(used, size)]
    return names, table["merges"], used


def write_gguf(run: Path, out: Path, kind: str = "q8_0", name: str = "cmdgen-starter") -> None:
    """Write a GGUF file of architecture qwen2 with its tokenizer and chat template.

    Args:
        run: folder of the training run.
        out: file to write.
        kind: ``q8_0``, ``f16`` or ``f32``.
        name: written into the file.
    """
    model, _ = load(run)
    c = model.c
    names, merges, used = _token_table(run, c.vocab)
    special = set(range(used - len(tokens.SPECIALS), used))
    kinds = [
        gguf.TokenType.CONTROL
        if i in special
        else gguf.TokenType.NORMAL
        if i < used
        else gguf.TokenType.UNUSED
        for i in range(len(names))
    ]
    quantization, file_type = _TYPES[kind]
    writer = gguf.GGUFWriter(str(out), "qwen2")
    writer.add_name(name)
    writer.add_context_length(c.context)
    writer.add_embedding_length(c.dim)
    writer.add_block_count(c.layers)
    writer.add_feed_forward_length(c.ffn)
    writer.add_head_count(c.heads)
    writer.add_head_count_kv(c.kv_heads)
    writer.add_rope_freq_base(c.theta)
    writer.add_layer_norm_rms_eps(c.eps)
    writer.add_file_type(file_type)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(names)
    writer.add_token_types(kinds)
    writer.add_token_merges(merges)
    writer.add_eos_token_id(names.index(tokens.END))
    writer.add_pad_token_id(names.index(tokens.SPECIALS[0]))
    writer.add_bos_token_id(names.index(tokens.SPECIALS[0]))
    writer.add_add_bos_token(value=False)
    writer.add_chat_template(tokens.CHAT_TEMPLATE)
    for key, parameter in model.state_dict().items():
        array = parameter.float().numpy()
        target = _renamed(key, "token_embd.weight", "output_norm.weight", "blk.", _GGUF_NAMES)
        if array.ndim == 1:
            writer.add_tensor(target, array)
        else:
            writer.add_tensor(target, gguf.quants.quantize(array, quantization), raw_dtype=quantization)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _renamed(key: str, embedding: str, norm: str, block: str, names: dict[str, str]) -> str:
    parts = key.split(".")
    if key == "embed.weight":
        return embedding
    if key == "norm.weight":
        return norm
    return f"{block}{parts[1]}.{names[parts[2]]}.{parts[3]}"


def write_safetensors(run: Path, folder: Path) -> None:
    """Write the same weights in half precision as a Hugging Face folder, which mlx-lm reads."""
    from safetensors.torch import save_file  # noqa: PLC0415 - only this step needs it

    model, tokenizer = load(run)
    c = model.c
    folder.mkdir(parents=True, exist_ok=True)
    weights = {
        _renamed(
            key, "model.embed_tokens.weight", "model.norm.weight", "model.layers.", _HF_NAMES
        ): value.half().contiguous()
        for key, value in model.state_dict().items()
    }
    save_file(weights, str(folder / "model.safetensors"), metadata={"format": "pt"})
    end = tokenizer.token_to_id(tokens.END)
    config = {
        "architectures": ["Qwen2ForCausalLM"], "model_type": "qwen2", "hidden_size": c.dim, "num_hidden_layers": c.layers,
        "intermediate_size": c.ffn, "num_attention_heads": c.heads, "num_key_value_heads": c.kv_heads, "vocab_size": c.vocab,
        "max_position_embeddings": c.context, "rms_norm_eps": c.eps, "rope_theta": c.theta, "tie_word_embeddings": True,
        "hidden_act": "silu", "torch_dtype": "float16", "eos_token_id": end, "bos_token_id": tokenizer.token_to_id(tokens.SPECIALS[0]),
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    tokenizer.save(str(folder / "tokenizer.json"))
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast", "eos_token": tokens.END, "pad_token": tokens.SPECIALS[0],
        "chat_template": tokens.CHAT_TEMPLATE, "model_max_length": c.context, "clean_up_tokenization_spaces": False,
    }  # fmt: skip
    (folder / "tokenizer_config.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def verify(run: Path, file: Path, examples: Examples, count: int, seed: int) -> tuple[int, int]:
    """Return on how many of ``count`` prompts llama.cpp gives the tokens and the greedy answer of PyTorch."""
    from llama_cpp import Llama  # noqa: PLC0415 - only this step needs it

    model, tokenizer = load(run)
    rng = random.Random(seed)
    ends = {int(tokenizer.token_to_id(name) or 0) for name in (tokens.END, tokens.SPECIALS[0])}
    llama = Llama(str(file), n_ctx=512, verbose=False, n_threads=1)
    same_tokens = same_answers = 0
    for _ in range(count):
        example = examples.draw(rng, held_out=True)
        text = tokens.prompt(example.request, example.system)
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        wanted = model.greedy(ids, ends)
        mine = llama.tokenize(text.encode(), add_bos=False, special=True)
        same_tokens += mine == ids
        answer: list[int] = []
        for token in llama.generate(mine, temp=0.0, repeat_penalty=1.0):
            if token in ends or len(answer) >= 100:
                break
            answer.append(token)
        same_answers += answer == wanted
    return same_tokens, same_answers
