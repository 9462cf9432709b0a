"""Requests with two and three conditions at once, about files, lines of text and dates."""

from __future__ import annotations

import random

from scripts.starter.compose import Composed
from scripts.starter.compose.conditions import files, text
from scripts.starter.compose.kit import own_slots

own_slots("one", "two", "dst", "src", "srcb", "dayone", "daytwo", "skipped", "nums", "low", "high", "new")
own_slots("zone", "epoch", "clock", "out", "third")


def make(rng: random.Random) -> Composed:
    """Compose one request with several conditions, about files, texts or dates."""
    if rng.random() < 0.45:
        return text.make(rng)
    return files.make(rng)
