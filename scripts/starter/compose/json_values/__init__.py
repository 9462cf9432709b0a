"""json with a wide vocabulary: what is wanted, of which records, from which file are drawn apart and put in any order.

``json_objects`` composes the same house style from fixed sentences; here a request is a noun phrase ("the emails of the
active users") in one of many frames ("from users.json get ...", "users.json: ...", "... > emails.txt").
"""

from __future__ import annotations

import random

from scripts.starter.compose import Composed
from scripts.starter.compose.json_values.array import compose_array
from scripts.starter.compose.json_values.plain import compose_plain
from scripts.starter.compose.json_values.plan import Plan
from scripts.starter.compose.kit import Draft, own_slots

__all__ = ["Plan", "composed", "make"]

own_slots("jf", "jk", "ja", "jb", "jc", "jas", "jbs", "jx", "jv", "jw", "jn", "jo", "jp", "jq", "jr")


def make(rng: random.Random) -> Composed:
    """Compose one request about json."""
    return composed(rng)[0]


def composed(rng: random.Random) -> tuple[Composed, Plan]:
    """Compose one request and say what it means."""
    d = Draft(rng, mac=0.04)
    while True:
        d.values.clear()
        if d.chance(0.16):
            return compose_plain(d)
        made = compose_array(d)
        if made is not None:
            return made
