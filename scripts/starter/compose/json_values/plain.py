"""Requests about a single object, a plain array, or an object that maps names to numbers."""

from __future__ import annotations

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.json_values.plan import Plan, with_pieces
from scripts.starter.compose.json_values.words import ARRAYS, OBJECTS, PATHS, PLAIN
from scripts.starter.compose.kit import ORDINALS, SHORT, Draft
from scripts.starter.compose.records import VALUES, number


def compose_plain(d: Draft) -> tuple[Composed, Plan]:
    """Compose a request about a single object, a plain array, or an object that maps names to numbers."""
    name = d.among({key: weight for key, (weight, _, _) in PLAIN.items()})
    _, command, wordings = PLAIN[name]
    plan = Plan("plain." + name)
    stems = ("config", "settings", "package", "data", "response", "info", "app", "user", "status", "manifest") if name[0] not in "vm" else (
        "numbers", "values", "list", "data", "array", "counts", "scores", "prices", "stock", "totals", "names", "words")  # fmt: skip
    plan.file = f"{d.one(stems) if d.chance(0.6) else pool.stem(d.rng)}.json"
    d.put_path("jf", plan.file)
    names: tuple[str, ...] = {
        "keys": OBJECTS,
        "section": OBJECTS,
        "length": ARRAYS,
        "items": ARRAYS,
        "item": ARRAYS,
    }.get(name, PATHS)

    def path() -> str:
        made = d.one(names) if d.chance(0.75) else pool.word(d.rng)
        if d.chance(0.15):
            made = f"{pool.word(d.rng)}.{made}"
        return (
            made + d.one(("", "", "", "", "_id", "Url", "_name"))
            if "." not in made and names is PATHS
            else made
        )

    plan.a, plan.b = path(), path()
    while plan.b.split(".")[0] == plan.a.split(".")[0]:
        plan.b = path()
    keys = plan.a.split(".")
    d.put("ja", d.one((plan.a, plan.a, f".{plan.a}", f'"{plan.a}"')), plan.a)
    d.put("jb", plan.b)
    d.put("jk", d.one((keys[0], f'"{keys[0]}"')), keys[0])
    said = "{ja}"
    if len(keys) > 1 and d.chance(0.45):
        d.put("jp", keys[-1])
        d.put("jq", keys[0])
        d.put("jr", keys[-2])
        said = "{jp} (in|under|inside|of) (the|) {jq}" if len(keys) == 2 else (
            "{jp} (in|of|inside) (the|) {jr} (in|of|inside) (the|) {jq}" if len(keys) == 3 else "{ja}")  # fmt: skip
    plan.n = d.rng.randrange(2, 100) if d.chance(0.6) else number(d.rng)
    d.put("jn", str(plan.n))
    plan.value = d.one(VALUES[d.one(tuple(VALUES))]) if d.chance(0.5) else pool.word(d.rng)
    d.put("jv", d.one((plan.value, plan.value, f'"{plan.value}"')), plan.value)
    at = d.one((0, 0, 0, -1, -1, 1, 2, 3))
    nth = "last" if at < 0 else d.one((ORDINALS[at + 1], SHORT[at + 1]))
    if name == "item":
        plan.n = at
    command = with_pieces(
        command, {"a": plan.a, "b": plan.b, "k": keys[0], "at": str(at), "value": plan.value}
    )
    made = d.made(f"json.plain.{name}", wordings, command, p=said, nth=nth)
    plan.command = made.command
    return made, plan
