"""Dates: arithmetic, formats, unix time, differences, months, time zones, files by date, waiting."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.dates import (
    arithmetic,
    files,
    formats,
    months,
    names,
    shifting,
    unix,
    waiting,
    zones,
)
from scripts.starter.compose.kit import Builder, from_builders, own_slots

own_slots(
    "day",
    "dayb",
    "clock",
    "clockb",
    "num",
    "numb",
    "epoch",
    "zone",
    "zoneb",
    "month",
    "year",
    "wday",
    "label",
)

BUILDERS: Final[Mapping[Builder, float]] = {
    shifting.shifted: 5.0,
    formats.formatted: 3.0,
    formats.part_of_date: 2.2,
    formats.weekday_of: 1.8,
    unix.unix_time: 3.0,
    arithmetic.days_between: 3.0,
    arithmetic.days_until: 1.6,
    months.of_month: 1.8,
    zones.in_zone: 2.0,
    months.calendar_of: 1.2,
    formats.checked: 1.0,
    formats.clock: 0.8,
    files.by_date: 3.4,
    files.touch: 1.6,
    waiting.wait_for: 1.6,
    names.stamped: 1.8,
    names.each_day: 0.7,
    months.nearest_weekday: 1.2,
}


def make(rng: random.Random) -> Composed:
    """Compose one request about dates."""
    return from_builders(rng, BUILDERS, mac=0.12)
