"""Trains the starter model from nothing, on CPU or CUDA (bf16), resumable at any time.

The learning rate rises for a hundred steps, stays, and falls to nothing in the last part of the time (warm-up,
stable, decay).  Until the fall begins, data may be added and the run restarted: it goes on from its checkpoint.

On a few CPU cores one process with one thread per core is faster than one process with threads::

    RANK=0 WORLD_SIZE=2 MASTER_ADDR=127.0.0.1 MASTER_PORT=29511 python -m scripts.starter train run --threads 1 &
    RANK=1 WORLD_SIZE=2 MASTER_ADDR=127.0.0.1 MASTER_PORT=29511 python -m scripts.starter train run --threads 1
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import torch
import torch.nn.functional as F  # noqa: N812 - the name that everybody knows
from tokenizers import Tokenizer

from scripts.starter import tokenizer as tokens
from scripts.starter.examples import Example, Examples
from scripts.starter.model import Config, Qwen2

IGNORED: Final = -100  # the target of a position that has no loss


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run does; see the options of the command line.

    Attributes:
        minutes: whole length of the training, over all restarts.
        decay: part of the time, at the end, in which the learning rate falls.
        stop_after: minutes after which this process saves and ends, so that it can be started with newer data.
        row: tokens of a packed row.
        rows: rows of a step.
        rate: learning rate of Muon (matrices).
        adam_rate: learning rate of AdamW (embedding, norms, biases).
        compiled: compile the model (twice as fast, also on CPUs with AVX-512).
        half: multiply matrices in bfloat16 (weights stay in float32); a CPU without it is slower that way.
    """

    run: Path
    minutes: float
    decay: float = 0.35
    stop_after: float = 1e9
    row: int = 256
    rows: int = 24
    rate: float = 0.02
    adam_rate: float = 0.003
    seed: int = 0
    threads: int = 1
    compiled: bool = False
    half: bool = True


class Packer:
    """Packs examples into rows: one system message, then pairs that see it and themselves only.

    Every pair stands at the positions that it would have alone, so a row is the same as separate conversations and
    a quarter cheaper.
    """

    def __init__(self, tokenizer: Tokenizer, examples: Examples, row: int, seed: int) -> None:
        self._tokenizer, self._examples, self._row = tokenizer, examples, row
        self._rng = random.Random(seed)
        self._buffers: dict[str, list[tuple[list[int], int]]] = {}
        self._leads: dict[str, list[int]] = {}
        self.pairs = 0

    def _refill(self, count: int = 2000) -> None:
        drawn = [self._examples.draw(self._rng) for _ in range(count)]
        self.pairs += count
        heads = self._tokenizer.encode_batch(
            [tokens.prompt(e.request, e.system) for e in drawn], add_special_tokens=False
        )
        tails = self._tokenizer.encode_batch(
            [e.command + "<|im_end|>" for e in drawn], add_special_tokens=False
        )
        for example, head, tail in zip(drawn, heads, tails, strict=True):
            lead = self._lead(example)
            ids = [*head.ids[len(lead) :], *tail.ids]
            if len(lead) + len(ids) <= self._row:
                self._buffers.setdefault(example.system, []).append((ids, len(head.ids) - len(lead)))

    def _lead(self, example: Example) -> list[int]:
        if example.system not in self._leads:
            text = tokens.prompt("", example.system).split("<|im_end|>\n<|im_start|>assistant")[0]
            self._leads[example.system] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return self._leads[example.system]

    def batch(self, rows: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return ids, targets, positions (each rows x row) and the mask (rows x 1 x row x row)."""
        ids = torch.zeros(rows, self._row, dtype=torch.long)
        target = torch.full((rows, self._row), IGNORED)
        position = torch.zeros(rows, self._row, dtype=torch.long)
        document = torch.full((rows, self._row), -1)
        for r in range(rows):
            while not self._buffers or max(map(len, self._buffers.values())) < 200:
                self._refill()
            system = self._rng.choices(list(self._buffers), [len(b) for b in self._buffers.values()])[0]
            buffer, lead = self._buffers[system], self._leads[system]
            at, number, misses = len(lead), 1, 0
            ids[r, :at], position[r, :at], document[r, :at] = torch.tensor(lead), torch.arange(at), 0
            while misses < 12 and buffer:
                item, head = buffer.pop()
                size = len(item) - 1
                if at + size > self._row:
                    buffer.insert(self._rng.randrange(max(1, len(buffer) // 2)), (item, head))
                    misses += 1
                    continue
                x = torch.tensor(item)
                ids[r, at : at + size] = x[:-1]
                target[r, at + head - 1 : at + size] = x[head:]
                position[r, at : at + size] = torch.arange(len(lead), len(lead) + size)
                document[r, at : at + size] = number
                at, number = at + size, number + 1
        same = (document[:, :, None] == document[:, None, :]) | (document == 0)[:, None, :]
        return ids, target, position, same.tril_()[:, None]


class Muon(torch.optim.Optimizer):
    """Orthogonalised momentum for matrices (Jordan et al., 2024: https://kellerjordan.github.io/posts/muon/)."""

    def __init__(
        self,
        params: Iterable[torch.nn.Parameter],
        lr: float,
        *,
        half: bool,
        rank: int,
        world: int,
        momentum: float = 0.95,
        decay: float = 0.01,
    ) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": decay})
        self.half = half
        self.rank, self.world = rank, world

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:  # type: ignore[override]
        """Move every matrix along its orthogonalised momentum; several processes share the work."""
        for group in self.param_groups:
            for index, p in enumerate(group["params"]):
                if p.grad is None or index % self.world != self.rank:
                    continue
                state = self.state[p]
                if "m" not in state:
                    state["m"] = torch.zeros_like(p)
                state["m"].lerp_(p.grad, 1 - group["momentum"])
                update = p.grad.lerp(state["m"], group["momentum"])
                tall = update.shape[0] > update.shape[1]
                x = update.mT if tall else update
                x = x.to(torch.bfloat16) if self.half else x
                x = x / (x.norm() + 1e-7)
                for _ in range(5):  # Newton-Schulz, with the quintic coefficients of the source
                    a = x @ x.mT
                    x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
                x = (x.mT if tall else x).to(p.dtype)
                p.mul_(1 - group["lr"] * group["weight_decay"])
                p.add_(x, alpha=-group["lr"] * max(1, p.shape[0] / p.shape[1]) ** 0.5)


def scale_at(step: int, progress: float, decay: float) -> float:
    """Return the factor of the learning rates: warm-up, stable, linear fall."""
    warm = min(1.0, (step + 1) / 100)
    return warm * min(1.0, max(0.0, (1 - progress) / decay) + 0.01)


def train(
    plan: Plan, config: Config, make_examples: Callable[[], Examples], report: Callable[[str], None]
) -> None:
    """Train until the time of the plan is spent or ``stop_after`` is over; the checkpoint lies in ``plan.run``."""
    rank, world = int(os.environ.get("RANK", "0")), int(os.environ.get("WORLD_SIZE", "1"))
    if world > 1:
        torch.distributed.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = Tokenizer.from_file(str(plan.run / "tokenizer.json"))
    model = Qwen2(config).to(device)
    matrices = [p for name, p in model.named_parameters() if p.dim() == 2 and not name.startswith("embed")]
    others = [p for name, p in model.named_parameters() if p.dim() != 2 or name.startswith("embed")]
    optimizers: list[torch.optim.Optimizer] = [
        Muon(matrices, lr=plan.rate, half=plan.half, rank=rank, world=world),
        torch.optim.AdamW(others, lr=plan.adam_rate, betas=(0.9, 0.95), weight_decay=0.0, fused=True),
    ]
    peaks = [[group["lr"] for group in o.param_groups] for o in optimizers]
    step, spent, seen = 0, 0.0, 0
    checkpoint = plan.run / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=False)
        model.load_state_dict(state["model"])
        for optimizer, saved in zip(optimizers, state["opts"], strict=True):
            optimizer.load_state_dict(
                saved
            )  # momentum that another process held builds up again in a few steps
        step, spent, seen = state["step"], state["spent"], state["seen"]
    packer = Packer(tokenizer, make_examples(), plan.row, plan.seed * 1_000_003 + step + 7919 * rank)
    hidden = torch.compile(model.hidden) if plan.compiled else model.hidden
    if rank == 0:
        size = sum(p.numel() for p in model.parameters())
        report(f"device {device}, vocabulary {config.vocab}, parameters {size / 1e6:.2f} M, from step {step}")

    def save() -> None:
        temporary = checkpoint.with_suffix(".tmp")
        torch.save(
            {
                "model": model.state_dict(),
                "opts": [o.state_dict() for o in optimizers],
                "step": step,
                "spent": spent,
                "seen": seen,
                "config": config.dict(),
            },
            temporary,
        )
        temporary.replace(checkpoint)

    started = time.time()
    before, last_save, mean, right = spent, started, 0.0, 0.0
    while True:
        spent = before + time.time() - started
        if world > 1:  # one clock for all, so that all stop together
            clock = torch.tensor([spent], device=device, dtype=torch.float64)
            torch.distributed.broadcast(clock, 0)
            spent = clock.item()
        progress = spent / (plan.minutes * 60)
        if progress >= 1 or spent - before > plan.stop_after * 60:
            break
        scale = scale_at(step, progress, plan.decay)
        for optimizer, rates in zip(optimizers, peaks, strict=True):
            for group, peak in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = peak * scale
        ids, target, position, mask = (t.to(device, non_blocking=True) for t in packer.batch(plan.rows))
        with torch.autocast(device, torch.bfloat16, enabled=plan.half):
            states = hidden(ids, position, mask)
            wanted = target != IGNORED
            logits = model.logits(states[wanted])
        loss = F.cross_entropy(logits.float(), target[wanted])
        loss.backward()  # type: ignore[no-untyped-call]
        if world > 1:
            _average_gradients(model, world)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for optimizer in optimizers:
            optimizer.step()
            if world > 1 and isinstance(optimizer, Muon):
                _share_matrices(matrices, world)
        for optimizer in optimizers:
            optimizer.zero_grad(set_to_none=True)
        step += 1
        seen += (int((position > 0).sum()) + plan.rows) * world
        hits = (logits.detach().argmax(-1) == target[wanted]).float().mean().item()
        weight = 0.97 if mean else 0.0
        mean, right = weight * mean + (1 - weight) * loss.item(), weight * right + (1 - weight) * hits
        if step % 50 == 0 and rank == 0:
            line = {
                "step": step, "loss": round(mean, 4), "token_accuracy": round(right, 4), "tokens": seen,
                "seconds": round(spent, 1), "rate": round(scale, 3),
            }  # fmt: skip
            with (plan.run / "log.jsonl").open("a", encoding="utf-8") as log:
                log.write(json.dumps(line) + "\n")
            report(json.dumps(line))
        if rank == 0 and time.time() - last_save > 240:
            save()
            last_save = time.time()
    if rank == 0:
        save()
        report(
            f"stopped at step {step}: {seen / 1e6:.2f} M tokens, {spent / 60:.1f} of {plan.minutes:.0f} minutes"
        )
    if world > 1:
        torch.distributed.destroy_process_group()


def _share_matrices(matrices: list[torch.nn.Parameter], world: int) -> None:
    """Send every matrix from the process that has updated it to the others."""
    for owner in range(world):
        mine = [p.data for p in matrices[owner::world]]
        flat = torch.cat([p.reshape(-1) for p in mine])
        torch.distributed.broadcast(flat, owner)
        at = 0
        for p in mine:
            p.copy_(flat[at : at + p.numel()].view_as(p))
            at += p.numel()


def _average_gradients(model: Qwen2, world: int) -> None:
    grads = [p.grad for p in model.parameters() if p.grad is not None]
    flat = torch.cat([g.reshape(-1) for g in grads])
    torch.distributed.all_reduce(flat)
    flat /= world
    at = 0
    for g in grads:
        g.copy_(flat[at : at + g.numel()].view_as(g))
        at += g.numel()
