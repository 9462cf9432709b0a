"""Tables in text: csv with any separator, columns named by number or by header; json is in ``json_objects``."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed, json_objects
from scripts.starter.compose.kit import Builder, from_builders, own_slots
from scripts.starter.compose.tables import change, columns, convert, header, order, rows, totals

own_slots("tab", "out", "lim", "limb", "val", "valb", "name", "nameb", "top", "other", "new")

BUILDERS: Final[Mapping[Builder, float]] = {
    rows.rows_where: 4.2,
    totals.total: 4.0,
    totals.totals_by_group: 2.4,
    columns.pick: 2.6,
    order.in_order: 2.4,
    columns.different_values: 2.2,
    order.shape: 2.6,
    change.change: 2.0,
    header.by_header: 2.4,
    convert.convert: 1.5,
    convert.two_tables: 1.0,
    json_objects.build: 17.0,
}


def make(rng: random.Random) -> Composed:
    """Compose one request about a csv or json file."""
    return from_builders(rng, BUILDERS, mac=0.06)
