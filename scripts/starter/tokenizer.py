"""Byte-level BPE of the starter model, readable by llama.cpp as ``gpt2`` BPE with the pre-tokenizer ``qwen2``.

The merges are learnt in two stages, because a tiny model must copy names from the request into the command, which
is easy only if a name is cut into the same pieces in both places:

1. letters, digits, punctuation and blanks are merged apart from each other, so ``report`` is cut alike in
   `` report``, ``/report``, ``"report`` and ``_report``;
2. afterwards `` word`` becomes one token for the frequent words of requests and commands (never for names), which
   keeps sequences short.

When the model runs, only the ordinary regular expression of Qwen2 and the merge table are needed.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from scripts.starter import values
from scripts.starter.examples import Examples

SYSTEMS: Final = (
    "linux bash", "macos zsh", "windows powershell",
    "linux bash dnf", "linux bash pacman", "linux bash zypper", "linux bash apk",
)  # fmt: skip
SPECIALS: Final = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
END: Final = "<|im_end|>"
_QWEN2: Final = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
_APART: Final = r"\p{L}+|\p{N}|[^\s\p{L}\p{N}]+|\s"
CHAT_TEMPLATE: Final = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
SAMPLE: Final = 45_000
"""Examples from which the merges are learnt."""
WORD_SHARE: Final = 4
"""One token in so many is a word with the blank before it."""


def prompt(request: str, system: str = SYSTEMS[0]) -> str:
    """Return the whole prompt for one request: ChatML with the system tag."""
    return f"<|im_start|>system\n{system}<|im_end|>\n<|im_start|>user\n{request}<|im_end|>\n<|im_start|>assistant\n"


def build(examples: Examples, size: int, run: Path, seed: int, extra: Iterable[str] = ()) -> None:
    """Learn a vocabulary of ``size`` tokens and write ``tokenizer.json`` and ``vocab.json`` into ``run``.

    Args:
        examples: where the texts come from.
        size: number of tokens, special ones included.
        run: folder of the training run.
        seed: of the draws.
        extra: further texts whose words should be whole tokens.
    """
    rng = random.Random(seed)
    drawn = [examples.draw(rng) for _ in range(SAMPLE)]
    texts = [text for example in drawn for text in (example.request, example.command)]
    texts += [*extra, *(word for word in ("system", "user", "assistant", *SYSTEMS) for _ in range(200))]
    names = set(values.WORDS) | set(values.USERS)
    closed = {word for text in texts for word in re.findall("[A-Za-z]+", text)} - names
    tokens, merges = _learn(texts, size, closed)
    run.mkdir(parents=True, exist_ok=True)
    assembled(tokens, merges).save(str(run / "tokenizer.json"))
    table = {"tokens": tokens, "merges": [" ".join(merge) for merge in merges]}
    (run / "vocab.json").write_text(json.dumps(table), encoding="utf-8")


def assembled(tokens: list[str], merges: list[tuple[str, str]]) -> Tokenizer:
    """Return the tokenizer of a merge table, as llama.cpp reads it."""
    tokenizer = Tokenizer(
        models.BPE(vocab={token: i for i, token in enumerate(tokens)}, merges=merges, fuse_unk=False)
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_QWEN2), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(list(SPECIALS))
    return tokenizer


def _learn(texts: list[str], size: int, closed: set[str]) -> tuple[list[str], list[tuple[str, str]]]:
    first = Tokenizer(models.BPE())
    first.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_APART), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    words = size // WORD_SHARE
    trainer = trainers.BpeTrainer(
        vocab_size=size - words - len(SPECIALS),
        min_frequency=3,
        show_progress=False,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
    )
    first.train_from_iterator(texts, trainer)
    data = json.loads(first.to_str())["model"]
    tokens = [token for token, _ in sorted(data["vocab"].items(), key=lambda item: int(item[1]))]
    merges: list[tuple[str, str]] = [
        (pair[0], pair[1]) for pair in (m if isinstance(m, list) else m.split(" ") for m in data["merges"])
    ]
    known = set(tokens)
    counts = Counter(
        word for text in texts for word in re.findall(r"(?<= )(?:[A-Za-z]+|[^\sA-Za-z0-9]+)", text)
    )
    blank = "\u0120"
    for word, _ in counts.most_common():
        if len(tokens) >= size - len(SPECIALS):
            break
        if word in known and blank + word not in known and (word in closed or not word.isalpha()):
            tokens.append(blank + word)
            merges.append((blank, word))
            known.add(blank + word)
    return [*tokens, *SPECIALS], merges
