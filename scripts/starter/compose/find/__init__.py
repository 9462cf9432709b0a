"""The ``find`` family: noun x filters x action."""

from __future__ import annotations

import random

from scripts.starter.compose import Composed
from scripts.starter.compose.find.request import build


def make(rng: random.Random) -> Composed:
    """Compose one request about files."""
    while (drawn := build(rng)) is None:
        pass
    return drawn
