"""Requests about an array of records."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.json_values.plan import Plan, Records, with_pieces
from scripts.starter.compose.json_values.words import BEST, FRAMES, GET, OPS, VERB, Op
from scripts.starter.compose.kit import ORDINALS, SHORT, Draft
from scripts.starter.compose.records import VALUES


def _fields(r: Records, needs: str) -> None:
    d, plan = r.d, r.plan
    taken: list[str] = []
    for slot, name, need in zip(("ja", "jb", "jc"), "abc", needs, strict=False):
        if need == "g":
            got = d.one(
                (
                    "tags",
                    "tags",
                    "labels",
                    "skills",
                    "roles",
                    "groups",
                    "categories",
                    "hobbies",
                    "keywords",
                    "topics",
                )
            )
            d.put(slot, got)
        elif need == "i":
            got = d.one(("id", "id", "id", "number", "userId", "code", f"{r.kind.singular}_id"))
            d.put(slot, got)
        else:
            got = r.choose(d.one("tn") if need == "x" else need, slot, apart=tuple(taken))
        taken += [got, got.split(".", maxsplit=1)[0]]
        setattr(plan, name, got)


SAVED: Final = (
    " and (save|write|store|put) (it|the result|that) (to|in|into|as) {jo}",
    " into {jo}",
    " > {jo}",
    ", (save|write) (it|the result) to {jo}",
    ", output to {jo}",
)


def compose_array(d: Draft) -> tuple[Composed, Plan] | None:
    """Draw what is wanted of which records, and say it; ``None`` where it does not go together."""
    name = d.among({key: op.weight for key, op in OPS.items()})
    op, plan = OPS[name], Plan(name)
    r = Records(d, plan)
    _fields(r, op.needs)
    if name in {"sumper", "avgper", "pick", "setall", "csvhead"} and "." in plan.a + plan.b:
        return None
    if name in {"maxby", "minby", "maxname", "minname"}:
        known = [word for word, best in BEST.items() if best == (plan.b or plan.a, name.startswith("max"))]
        if known and d.chance(0.6):
            op = _best(op, name, d.one(known))
    fields = tuple(part for text in (plan.a, plan.b, plan.c) for part in (text, text.split(".")[0]) if part)
    single = op.share > 1
    parts, test = r.who(1.0 if single else op.share, apart=fields)
    if any(t[1].split(".")[0] in fields for t in plan.tests):
        return None
    at = d.rng.randrange(1, 10)
    value = (
        d.one(VALUES.get(plan.a.rpartition(".")[2], (pool.word(d.rng),)))
        if d.chance(0.7)
        else pool.word(d.rng)
    )
    plan.value = value
    d.put_new_file("jo", f"{op.out or 'json'}")
    if "jv" not in d.values:
        d.put("jv", d.one((value, value, f'"{value}"')), value)
    plan.n = d.rng.randrange(2, 10) if d.chance(0.75) else d.rng.randrange(10, 60)
    if name.startswith("byid"):
        plan.n = d.rng.randrange(1, 12) if d.chance(0.4) else d.rng.randrange(12, 3000)
    wordy = name in {"firstn", "lastn", "top", "bottom", "topnames", "counttop"}
    d.put("jn", pool.num_text(plan.n, d.rng) if wordy else str(plan.n), str(plan.n))
    if name in {"nth", "nthfield"}:
        plan.n = at
        d.put("jp", d.one((ORDINALS[at + 1], ORDINALS[at + 1], SHORT[at + 1])))
        d.put("jq", str(at + 1))
    jq = r.parts(test)
    mapped = f"{r.pipe}map"
    jq |= {
        "mapped": f"{mapped}(select({test}))", "removed": f"del({r.each} | select({test}))", "test": test, "at": str(at), "value": value,
        "counted": f"{jq['array']} | length" if jq["array"] != "." else "length", "pickmap": f"{mapped}({{{plan.a}, {plan.b}}})",
        "dropped": f"del({r.each}.{plan.a})" if r.key else f"map(del(.{plan.a}))", "prejoined": f'{mapped}(.{plan.a}) | join(", ")',
        "productsum": f"{mapped}(.{plan.a} * .{plan.b}) | add",
    }  # fmt: skip
    if "." in plan.a + plan.b and name == "pick":
        return None
    if single:
        where = _where(r)
        if not where:
            return None
        parts["cond"] = where if op.share > 2 else f"where {where}"
        parts["in"] = r.place
    has_test = bool(test) and not single
    sentence = _sentence(op, r, has_test=has_test, detached="in" in parts and parts["in"] != r.place)
    if sentence is None:
        return None
    command = op.command
    if op.out and "@context" not in sentence and d.chance(0.13):
        plan.out = d.values["jo"].written
        sentence += d.one(SAVED)
        command += " > {jo}"
    command = with_pieces(command, jq)
    made = d.made(f"json.values.{name}", sentence, command, **parts)
    plan.command = made.command
    return made, plan


def _where(r: Records) -> str:
    """The test of the plan as a clause, for "check whether every ..."."""
    if len(r.plan.tests) != 1:
        return ""
    how, _, value, _ = r.plan.tests[0]
    return {"gt": "{jx} is (greater than|above|over|more than) {jv}", "lt": "{jx} is (less than|below|under) {jv}", "ge": "{jx} is at least {jv}",
            "le": "{jx} is at most {jv}", "eq": "{jx} (is|equals) {jv}", "ne": "{jx} is not {jv}", "true": "{jx} is true", "false": "{jx} is false",
            "eqn": "{jx} is (exactly|) {jv}", "null": "{jx} is null", "notnull": "{jx} is not null"}.get(how, "") if how != "x" or value else ""  # fmt: skip


def _names(text: str) -> bool:
    """Whether a wording names the records with their test."""
    return any(part in text for part in ("@who", "@any", "@bare"))


def _best(op: Op, name: str, word: str) -> Op:
    """The same operation asked with a superlative: "the oldest user"."""
    if name in {"maxby", "minby"}:
        nouns = (
            f"the {word} @one",
            f"{word} @one",
            f"(only|just) the {word} @one",
            f"all (data|fields|details) of the {word} @one",
        )
        return replace(
            op,
            nouns=nouns,
            own=(f"* which @one @in is the {word}", f"* {word} @one @in", f"- find the {word} @one @in"),
        )
    return replace(
        op,
        nouns=(
            f"the {{ja}} of the {word} @one",
            f"the {word} @one's {{ja}}",
            f"only the {{ja}} of the {word} @one",
        ),
        own=(
            f"* which @one @in is the {word}, print (its|the) {{ja}}",
            f"* {{ja}} of the {word} @one @in",
            f"- find the {word} @one @in and print (its|the) {{ja}}",
        ),
    )


def _sentence(op: Op, r: Records, *, has_test: bool, detached: bool) -> str | None:
    """Choose a sentence: one of the operation's own, or a frame around one of its noun phrases; the test must be in it."""
    d, name = r.d, r.plan.op

    def fits(text: str) -> bool:
        if name == "byname" and r.plan.a != "name" and "{ja}" not in text:
            return False  # what is meant by the value would be a guess
        if detached:
            return "@in" in text
        return not has_test or _names(text)

    share = len(op.own) / (len(op.own) + 1.3 * len(op.nouns)) if op.nouns else 1.0
    if d.chance(share):
        own = [text for text in op.own if fits(text) and (not (has_test or detached) or _names(text))]
        return d.one(own) if own else None
    frames = dict(FRAMES)
    frames["* {jf}: @np"] = 0.0 if r.key else 1.2
    if name in {"sum", "avg", "max", "min", "count", "nuniq"}:
        frames = {frame.replace(VERB, GET): weight for frame, weight in frames.items()}
    frame = d.among(
        {frame: weight for frame, weight in frames.items() if weight and (not detached or "@in" in frame)}
    )
    nouns = [
        noun for noun in op.nouns if (detached or fits(noun)) and (not (has_test or detached) or _names(noun))
    ]
    if "what (is|are)" in frame:
        nouns = [noun for noun in nouns if noun.startswith(("the ", "{ja", "(all|"))]
        frame = frame.replace("(is|are)", "are" if name in {"field", "two", "uniq", "sorted"} else "is")
    if not nouns:
        return None
    return frame.replace("@np", d.one(nouns))
