"""The Qwen2 architecture in plain PyTorch, only what the starter model needs.

Source: https://huggingface.co/docs/transformers/model_doc/qwen2
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - the name that everybody knows
from torch import nn


@dataclass(frozen=True, slots=True)
class Config:
    """Shape of the model; ``vocab`` is the number of rows of the embedding, tied with the output."""

    vocab: int = 4096
    dim: int = 256
    layers: int = 6
    heads: int = 4
    kv_heads: int = 2
    ffn: int = 704
    context: int = 512
    theta: float = 10000.0
    eps: float = 1e-6

    def dict(self) -> dict[str, Any]:
        """Return the shape as it is stored in a checkpoint."""
        return asdict(self)


class RMSNorm(nn.Module):
    """Root-mean-square normalisation."""

    def __init__(self, dim: int, eps: float) -> None:
        super().__init__()
        self.weight, self.eps = nn.Parameter(torch.ones(dim)), eps

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Normalise the last dimension."""
        return F.rms_norm(x, (x.shape[-1],), self.weight, self.eps)


def rope(x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
    """Turn x (batch, heads, tokens, head width) by its positions; the halves are rotated, as in Qwen2."""
    a, b = x.chunk(2, -1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), -1)


class Block(nn.Module):
    """One layer: attention with grouped keys and values, then a gated feed-forward part."""

    def __init__(self, c: Config) -> None:
        super().__init__()
        self.c, d = c, c.dim // c.heads
        self.attn_norm, self.ffn_norm = RMSNorm(c.dim, c.eps), RMSNorm(c.dim, c.eps)
        self.q = nn.Linear(c.dim, c.heads * d)
        self.k = nn.Linear(c.dim, c.kv_heads * d)
        self.v = nn.Linear(c.dim, c.kv_heads * d)
        self.o = nn.Linear(c.heads * d, c.dim, bias=False)
        self.gate = nn.Linear(c.dim, c.ffn, bias=False)
        self.up = nn.Linear(c.dim, c.ffn, bias=False)
        self.down = nn.Linear(c.ffn, c.dim, bias=False)

    def forward(
        self, x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor, mask: torch.Tensor | None
    ) -> torch.Tensor:
        """Return x (batch, tokens, width) after this layer."""
        c, (B, T, _) = self.c, x.shape
        h = self.attn_norm(x)
        q = rope(self.q(h).view(B, T, c.heads, -1).transpose(1, 2), cos, sin)
        k = rope(self.k(h).view(B, T, c.kv_heads, -1).transpose(1, 2), cos, sin)
        v = self.v(h).view(B, T, c.kv_heads, -1).transpose(1, 2)
        r = c.heads // c.kv_heads
        k, v = k.repeat_interleave(r, 1), v.repeat_interleave(r, 1)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=mask is None)
        x = x + self.o(a.transpose(1, 2).reshape(B, T, -1))
        h = self.ffn_norm(x)
        gated: torch.Tensor = self.down(F.silu(self.gate(h)) * self.up(h))
        return x + gated


class Qwen2(nn.Module):
    """The whole model; the output shares its weights with the embedding."""

    cos: torch.Tensor
    sin: torch.Tensor

    def __init__(self, c: Config) -> None:
        super().__init__()
        self.c = c
        self.embed = nn.Embedding(c.vocab, c.dim)
        self.blocks = nn.ModuleList(Block(c) for _ in range(c.layers))
        self.norm = RMSNorm(c.dim, c.eps)
        d = c.dim // c.heads
        freq = 1.0 / c.theta ** (torch.arange(0, d, 2).float() / d)
        angle = torch.outer(torch.arange(c.context).float(), freq)
        self.register_buffer("cos", angle.cos(), persistent=False)
        self.register_buffer("sin", angle.sin(), persistent=False)
        for name, p in self.named_parameters():
            if p.dim() == 2:
                nn.init.normal_(
                    p, std=0.02 / ((2 * c.layers) ** 0.5 if name.endswith(("o.weight", "down.weight")) else 1)
                )
            elif name.endswith("bias"):
                nn.init.zeros_(p)

    def hidden(
        self, ids: torch.Tensor, pos: torch.Tensor | None = None, mask: torch.Tensor | None = None
    ) -> torch.Tensor:
        """Return the states before the output.

        Args:
            ids: tokens, batch x length.
            pos: positions of the same shape, which start again inside a packed row; None counts up.
            mask: batch x 1 x length x length, true where a token may look; None for plain causal.
        """
        if pos is None:
            pos = torch.arange(ids.shape[1], device=ids.device)[None]
        cos, sin = self.cos[pos][:, None], self.sin[pos][:, None]
        x = self.embed(ids)
        for b in self.blocks:
            x = b(x, cos.to(x.dtype), sin.to(x.dtype), mask)
        states: torch.Tensor = self.norm(x)
        return states

    def logits(self, h: torch.Tensor) -> torch.Tensor:
        """Return the scores of all tokens."""
        return F.linear(h, self.embed.weight)

    @torch.no_grad()
    def greedy(self, ids: list[int], stop: Collection[int], limit: int = 100) -> list[int]:
        """Return the most likely tokens after ``ids``, up to one of ``stop``."""
        out: list[int] = []
        while len(out) < limit:
            h = self.hidden(torch.tensor([ids + out], device=self.embed.weight.device))
            n = int(self.logits(h[:, -1]).argmax())
            if n in stop:
                break
            out.append(n)
        return out
