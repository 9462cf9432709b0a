"""json: arrays and objects, filters, fields, totals, order, changes; with jq throughout."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.json_objects import edit, export, fields, select, totals, whole
from scripts.starter.compose.kit import Builder, Draft, own_slots

own_slots("js", "fa", "fb", "fc", "lima", "vala", "jlim", "jlimb", "jval", "jvalb", "jout", "arr", "jtop")

BUILDERS: Final[Mapping[Builder, float]] = {
    select.select: 5.0,
    fields.fields: 3.0,
    totals.total: 2.6,
    totals.in_order: 2.0,
    totals.groups: 1.8,
    whole.whole_file: 2.4,
    whole.value_at_path: 2.4,
    edit.edited: 2.2,
    export.json_lines: 1.0,
    export.exported: 1.6,
    select.by_place: 1.2,
}


def build(d: Draft) -> Composed | None:
    """Compose one request about json."""
    return d.among(BUILDERS)(d)
