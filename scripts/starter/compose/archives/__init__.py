"""The archive families: create, extract, look into, change, check; tar in its kinds, zip, 7z and single-file packers."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.archives import change, contents, create, extract, peek, single
from scripts.starter.compose.kit import Builder, from_builders, own_slots

own_slots("arc", "src", "dst", "mem", "skip", "fmt", "lvl", "part", "plain")

BUILDERS: Final[Mapping[Builder, float]] = {
    create.pack: 4.0,
    extract.unpack: 4.0,
    contents.contents: 2.6,
    contents.one_file: 0.9,
    change.change: 1.2,
    single.pack_file: 2.2,
    peek.read_packed: 0.9,
    change.each_archive: 1.1,
    create.pack_found: 1.0,
    contents.check: 0.8,
}


def make(rng: random.Random) -> Composed:
    """Compose one request about archives."""
    return from_builders(rng, BUILDERS, mac=0.06)
