"""Text: search, lines by place, replace and delete, columns, order and counts, transformations, logs."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Builder, from_builders, own_slots
from scripts.starter.compose.text import (
    change,
    columns,
    count,
    edit,
    extract,
    lines,
    order,
    picking,
    replacing,
    search,
    tree_search,
)

own_slots("src", "srcb", "col", "colb", "num", "numb", "lim", "key", "sep", "out", "line", "lineb", "pre")

BUILDERS: Final[Mapping[Builder, float]] = {
    search.in_file: 4.5,
    tree_search.in_files: 2.6,
    lines.by_place: 3.0,
    edit.delete: 2.6,
    replacing.replace: 3.4,
    edit.insert: 1.8,
    order.in_order: 2.4,
    order.most_frequent: 2.6,
    picking.pick: 3.4,
    columns.rows_where: 2.0,
    columns.totals: 2.2,
    count.count: 2.0,
    change.whole_file: 2.6,
    change.in_pieces: 1.2,
    extract.matches: 1.6,
    extract.log_entries: 2.0,
    extract.between_patterns: 1.6,
    change.two_files: 1.0,
    extract.by_length: 0.8,
    change.echoed: 0.5,
}


def make(rng: random.Random) -> Composed:
    """Compose one request about text."""
    return from_builders(rng, BUILDERS, mac=0.09)
