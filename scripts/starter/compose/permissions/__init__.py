"""Permissions and owners: chmod by letters and by numbers, for files and folders, searches by mode, chown, stat, access lists."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Builder, from_builders, own_slots
from scripts.starter.compose.permissions import modes, owners, search, special, trees

own_slots("obj", "mode", "who", "mask", "owner", "grp")

BUILDERS: Final[Mapping[Builder, float]] = {
    modes.symbolic: 5.0,
    modes.octal: 2.4,
    modes.whole_mode: 1.6,
    modes.executable: 1.8,
    modes.read_only: 1.2,
    trees.whole_tree: 3.0,
    owners.owner: 3.0,
    search.by_mode: 3.0,
    search.show: 2.4,
    special.mask: 1.0,
    special.special_bits: 1.0,
    special.access_lists: 1.6,
    modes.combined: 1.2,
    owners.like_another: 0.5,
}


def make(rng: random.Random) -> Composed:
    """Compose one request about permissions or owners."""
    return from_builders(rng, BUILDERS, mac=0.08)
