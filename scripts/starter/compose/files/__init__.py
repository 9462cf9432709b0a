"""Files and folders: listing, newest and largest, copying, moving, deleting with conditions, renaming, counting, links."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.files import (
    copying,
    deleting,
    each,
    extremes,
    info,
    listing,
    making,
    moving,
    renaming,
)
from scripts.starter.compose.kit import Builder, from_builders, own_slots

own_slots("src", "dst", "num", "ext", "lbl", "part", "days", "lim")

BUILDERS: Final[Mapping[Builder, float]] = {
    listing.list_files: 3.0,
    extremes.newest_or_largest: 3.0,
    copying.copy: 3.4,
    moving.move: 3.0,
    deleting.delete: 4.0,
    deleting.delete_without_measure: 0.5,
    making.make_folders: 1.6,
    renaming.rename: 3.2,
    making.make_links: 1.6,
    info.disk_usage: 2.6,
    listing.count_files: 2.4,
    listing.alike: 1.4,
    info.about_file: 1.8,
    making.make_files: 1.4,
    info.exists: 1.2,
    copying.back_up: 1.6,
    each.each_file: 1.6,
    each.each_folder: 0.9,
}


def make(rng: random.Random) -> Composed:
    """Compose one request about files and folders."""
    return from_builders(rng, BUILDERS, mac=0.1)
