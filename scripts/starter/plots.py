"""Plots for the documentation: the training curve of a run and the reliability of the shipped confidence."""

from __future__ import annotations

import json
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "cmdgen"  # the same data gives the same file
from matplotlib import pyplot as plt  # noqa: E402 - the backend is chosen first


def training_curve(log: Path, out: Path) -> None:
    """Draw loss and token accuracy over the tokens seen, from the ``log.jsonl`` of a run."""
    rows = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    tokens = [row["tokens"] / 1e6 for row in rows]
    figure, left = plt.subplots(figsize=(6, 3.2))
    left.plot(tokens, [row["loss"] for row in rows], color="tab:red")
    left.set_xlabel("tokens seen (millions)")
    left.set_ylabel("loss", color="tab:red")
    left.set_yscale("log")
    right = left.twinx()
    right.plot(tokens, [row["token_accuracy"] for row in rows], color="tab:blue")
    right.set_ylabel("share of right tokens", color="tab:blue")
    figure.tight_layout()
    figure.savefig(out, metadata={"Date": None})


def reliability(points: list[tuple[float, float, int]], out: Path) -> None:
    """Draw the share of right answers against the stated probability.

    Args:
        points: stated probability, share right, number of answers of each bin.
        out: file to write.
    """
    figure, axes = plt.subplots(figsize=(4, 4))
    axes.plot([0, 1], [0, 1], color="0.8")
    axes.scatter(
        [p for p, _, _ in points], [share for _, share, _ in points], s=[10 + count for _, _, count in points]
    )
    axes.set_xlabel("stated probability of being right")
    axes.set_ylabel("share of right answers, by execution")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    figure.tight_layout()
    figure.savefig(out, metadata={"Date": None})
