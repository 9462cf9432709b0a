"""json with a wide vocabulary: what is wanted, of which records, from which file are drawn apart and put in any order.

``objects`` composes the same house style from fixed sentences; here a request is a noun phrase ("the emails of the
active users") in one of many frames ("from users.json get ...", "users.json: ...", "... > emails.txt").
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.json_words import (
    ARRAYS,
    BEST,
    FRAMES,
    GET,
    KINDS,
    MORE_THAN,
    OBJECTS,
    OPS,
    PATHS,
    PLAIN,
    VALUES,
    VERB,
    Op,
    plural_of,
)  # fmt: skip
from scripts.starter.compose.kit import Draft, own_slots
from scripts.starter.compose.records import number

own_slots("jf", "jk", "ja", "jb", "jc", "jas", "jbs", "jx", "jv", "jw", "jn", "jo", "jp", "jq", "jr")


@dataclass(slots=True)
class Plan:
    """What a composed request means, for the tests: file, key of the array, fields, tests, counts."""

    op: str
    file: str = ""
    key: str = ""
    a: str = ""
    b: str = ""
    c: str = ""
    n: int = 0
    value: str = ""
    tests: list[tuple[str, str, str, str]] = field(default_factory=list)
    joiner: str = "and"
    command: str = ""
    out: str = ""


class Records:
    """An array of records in a file: at the top or under a key, and all that is said of it."""

    def __init__(self, d: Draft, plan: Plan) -> None:
        self.d, self.plan = d, plan
        self.kind = k = d.one(KINDS)
        self.key = "" if d.chance(0.62) else d.among({k.plural: 5.0, "items": 0.7, "data": 0.7, "results": 0.7, f"data.{k.plural}": 0.8,
                                                    f"response.{k.plural}": 0.3, pool.word(d.rng): 0.8})  # fmt: skip
        stem = k.plural if not self.key and d.chance(0.55) else d.one(
            ("data", "response", "export", "input", "db", "result", "dump", "output", "test", "in")) if d.chance(0.45) else pool.stem(d.rng)  # fmt: skip
        name = (
            f"{d.among({'': 9.0, 'data/': 0.5, '/tmp/': 0.4, '~/': 0.4, './': 0.2, 'api/': 0.2})}{stem}.json"
        )
        d.put("jf", f'"{name}"' if " " in name else name, name, "arg")
        d.put(
            "jk", d.one((self.key, self.key, f'"{self.key}"', f".{self.key}")) if self.key else "x", self.key
        )
        plan.file, plan.key = name, self.key
        self.each = f".{self.key}[]" if self.key else ".[]"
        self.pipe = f".{self.key} | " if self.key else ""
        if self.key:
            self.place = d.one((
                "in the {jk} (array|list) of {jf}", "in the {jk} (array|list) in {jf}", "from the {jk} (array|list) (in|of) {jf}", "under {jk} in {jf}",
                "in {jf} \\(under {jk}\\)", "in {jf} \\(the array is (called|named|under|in) {jk}\\)", "in {jf} under the (key|field) {jk}",
                "inside {jk} (in|of) {jf}", "in {jf}, the (array|list) is under {jk}", "from {jk} in {jf}", "in (the array|array|the list) {jk} of {jf}",
                "in {jf} \\(array {jk}\\)", "in {jf}, key {jk}", "from {jf}, array {jk}"))  # fmt: skip
            self.data = d.one(
                (
                    "the {jk} (array|list) (in|of) {jf}",
                    "the (array|list) {jk} (in|of) {jf}",
                    "{jk} in {jf}",
                    "the {jk} in {jf}",
                )
            )
            self.context = d.one((
                "{jf} has an array (called|named) {jk}", "{jf} contains (a|the) list {jk}", "in {jf} (there is|is) an array {jk}",
                "{jf} holds an object with the array {jk}", "{jf} has a key {jk} with a list of @many", "the @many are under {jk} in {jf}"))  # fmt: skip
        else:
            self.place = d.one((
                "in {jf}", "in {jf}", "in {jf}", "from {jf}", "from {jf}", "of {jf}", "in the file {jf}", "in the json file {jf}", "from the json {jf}",
                "in the array in {jf}", "in {jf} \\((a|an) (json|) (array|list) of objects\\)", "in {jf}, which is (an array|a list)", "stored in {jf}",
                "listed in {jf}", "from the list in {jf}", "in my {jf}"))  # fmt: skip
            self.data = d.one(
                (
                    "{jf}",
                    "{jf}",
                    "{jf}",
                    "the file {jf}",
                    "the json file {jf}",
                    "the array in {jf}",
                    "the list in {jf}",
                )
            )
            self.context = d.one((
                "{jf} (is|holds|contains) (an array|a list) of @many", "{jf} is a json array of objects", "i have a list of @many in {jf}",
                "the @many are in {jf}", "{jf} lists (some|our|my|all|) @many", "given {jf} (with|, an array of) @many"))  # fmt: skip
        many = d.among(
            {k.plural: 6.0, "items": 0.7, "entries": 0.7, "objects": 0.8, "records": 0.6, "elements": 0.5}
        )
        self.many = many
        self.one = k.singular if many == k.plural else {"entries": "entry"}.get(many, many[:-1])

    def choose(self, which: str, key: str, *, apart: tuple[str, ...] = ()) -> str:
        """Draw a field, ``n`` of numbers, ``t`` of text; keep how it is said as ``key``, in plural as ``keys``."""
        d = self.d
        names = [f for f in (self.kind.numbers if which == "n" else self.kind.texts) if f not in apart]
        name = (
            d.one(names)
            if names and not d.chance(0.13)
            else pool.word(d.rng) + d.one(("", "_id", "_name", "Name", "_count", "Id"))
        )
        while name in apart:
            name = pool.word(d.rng) + "_x"
        if d.chance(0.09) and "." not in name:
            name = f"{d.one(('address', 'user', 'meta', 'info', 'details', 'profile', 'stats', 'owner', pool.word(d.rng)))}.{name}"
            if name in apart or name.split(".", maxsplit=1)[0] in apart:
                return self.choose(which, key, apart=apart)
            d.put(key, d.one((name, f".{name}")), name)
            d.put(key + "s", d.one((f"{name} values", f"{name} fields", f".{name} values")), name)
            return name
        d.put(key, d.one((name, name, name, name, name, name, f'"{name}"', f".{name}")), name)
        d.put(key + "s", plural_of(name) if d.chance(0.8) or name.endswith("s") else f"{name} values", name)
        return name

    def test(self, slot: str, limit: str, *, apart: tuple[str, ...] = ()) -> tuple[str, str, str, str]:
        """A test of the records: adjective, what follows the noun, what follows "where", and jq."""
        d = self.d
        how = d.among({"gt": 3.0, "lt": 2.0, "ge": 0.8, "le": 0.6, "eqn": 0.8, "eq": 5.0, "ne": 1.0, "has": 1.2, "start": 0.7, "end": 0.5,
                       "true": 1.7, "false": 1.2, "null": 0.4, "notnull": 0.3, "key": 0.5, "nokey": 0.5, "tag": 0.7, "after": 0.5, "before": 0.4})  # fmt: skip
        x, v = f"{{{slot}}}", f"{{{limit}}}"
        if how in {"gt", "lt", "ge", "le", "eqn"}:
            name = self.choose("n", slot, apart=apart)
            d.put(slot, name)
            value = str(number(d.rng))
            d.put(limit, value)
            words = {"gt": "(greater than|more than|above|over|bigger than|higher than|>|larger than)", "lt": "(less than|below|under|smaller than|lower than|<)",
                     "ge": "(at least|>=|greater than or equal to|no less than)", "le": "(at most|<=|no more than|up to)", "eqn": "(exactly|equal to|==|)"}[how]  # fmt: skip
            sign = {"gt": ">", "lt": "<", "ge": ">=", "le": "<=", "eqn": "=="}[how]
            after = d.one((f"with (a|an) {x} {words} {v}", f"with {x} {words} {v}", f"whose {x} is {words} {v}", f"that have (a|an) {x} {words} {v}",
                           f"having {x} {words} {v}", f"where {x} is {words} {v}"))  # fmt: skip
            if (name, how) in MORE_THAN and d.chance(0.5):
                after = f"{MORE_THAN[name, how]} {v}"
            expr = f".{name} {sign} {value}"
            where = d.one(
                (
                    f"{x} is {words} {v}",
                    f"(the|) {x} is {words} {v}",
                    f"{x} {sign if sign != '==' else '='} {v}",
                )
            )
        elif how in {"true", "false"}:
            name = d.one(self.kind.flags)
            d.put(slot, name)
            value = how
            adjective = "_" not in name and name not in {
                "admin",
                "vip",
                "spam",
                "up",
                "member",
                "capital",
                "read",
                "fork",
                "paid",
            }
            if adjective and d.chance(0.5):
                d.put(slot, name)
                self.plan.tests.append((how, name, value, ""))
                if how == "true":
                    return x, "", "", f".{name} == true"
                return (
                    "",
                    d.one((f"that are not {x}", f"that aren't {x}", f"which are not {x}")),
                    f"{x} is false",
                    f".{name} == false",
                )
            yes = how == "true"
            after = d.one((f"where {x} is {value}", f"with {x} (set to|=|) {value}", f"whose {x} is {value}", f"that are {'' if yes else 'not '}{x}",
                           f"having {x} {value}", f"with {x} true" if yes else f"with {x} false"))  # fmt: skip
            expr, where = f".{name} == {value}", d.one((f"{x} is {value}", f"{x} == {value}", f"{x}={value}"))
        elif how == "tag":
            name = d.one(
                (
                    "tags",
                    "tags",
                    "labels",
                    "skills",
                    "roles",
                    "groups",
                    "categories",
                    "colors",
                    "languages",
                    "genres",
                    "hobbies",
                )
            )
            value = pool.word(d.rng)
            d.put(slot, name)
            d.put(limit, d.one((value, f'"{value}"')), value)
            after = d.one((f"that have {v} in (their|the|) {x}", f"with {v} (among|in) (their|the|) {x}", f"whose {x} (include|contain) {v}",
                           f"where the {x} (array|list) (contains|includes) {v}", f"having {v} in {x}"))  # fmt: skip
            expr, where = f'.{name} | index("{value}")', f"{x} (include|contain) {v}"
        elif how in {"after", "before"}:
            name = d.one(
                (
                    "date",
                    "created",
                    "created_at",
                    "joined",
                    "updated",
                    "due",
                    "published",
                    "birthday",
                    "start",
                )
            )
            value = f"{d.rng.randrange(2015, 2027)}-{d.rng.randrange(1, 13):02}-{d.rng.randrange(1, 29):02}"
            d.put(slot, name)
            d.put(limit, value)
            link = "(after|later than)" if how == "after" else "(before|earlier than)"
            after = d.one(
                (f"with (a|) {x} {link} {v}", f"whose {x} is {link} {v}", f"where {x} is {link} {v}")
            )
            expr, where = f'.{name} {">" if how == "after" else "<"} "{value}"', f"{x} is {link} {v}"
        elif how in {"null", "notnull", "key", "nokey"}:
            name = self.choose("t", slot, apart=apart)
            if "." in name:
                name = name.split(".")[0] + "_x"
            d.put(slot, name)
            value = ""
            after = {"null": d.one((f"where {x} is null", f"whose {x} is null", f"with {x} null")),
                     "notnull": d.one((f"where {x} is not null", f"whose {x} is not null", f"with a non-null {x}")),
                     "key": d.one((f"that have (a|an) {x} (field|key)", f"with (a|an) {x} field", f"that contain the key {x}")),
                     "nokey": d.one((f"without (a|an) {x} field", f"that have no {x} (field|key)", f"missing the {x} key", f"lacking a {x} field"))}[how]  # fmt: skip
            where = {
                "null": f"{x} is null",
                "notnull": f"{x} is not null",
                "key": f"there is (a|an) {x} (field|key)",
                "nokey": f"there is no {x} (field|key)",
            }[how]
            expr = {
                "null": f".{name} == null",
                "notnull": f".{name} != null",
                "key": f'has("{name}")',
                "nokey": f'has("{name}") | not',
            }[how]
        else:
            name = self.choose("t", slot, apart=apart)
            d.put(slot, d.values[slot].written)
            value = d.one(VALUES.get(name.rpartition(".")[2], ("",))) if d.chance(0.75) else ""
            value = value or (pool.word(d.rng).capitalize() if d.chance(0.3) else pool.word(d.rng))
            d.put(limit, d.one((value, value, value, f'"{value}"', f"'{value}'")), value)
            link, expr = {
                "eq": (f"(is|is|equals|==|=|is equal to|is exactly) {v}", f'.{name} == "{value}"'), "ne": (f"(is not|isn't|!=|does not equal|is different from) {v}", f'.{name} != "{value}"'),
                "has": (f"(contains|includes|contains the (word|text)) {v}", f'.{name} | contains("{value}")'), "start": (f"(starts|begins) with {v}", f'.{name} | startswith("{value}")'),
                "end": (f"ends (with|in) {v}", f'.{name} | endswith("{value}")')}[how]  # fmt: skip
            after, where = d.one((f"whose {x} {link}", f"where (the|) {x} {link}")), f"(the|) {x} {link}"
            if how == "eq" and d.chance(0.6):
                after = d.one(
                    (
                        f"with (the|) {x} {v}",
                        f"with {x} = {v}",
                        f"having {x} {v}",
                        f"that have (the|) {x} {v}",
                        f"of (the|) {x} {v}",
                        f"with {v} as (the|) {x}",
                    )
                )
                last = name.rpartition(".")[2]
                if last in {"city", "country", "location", "region"} and d.chance(0.5):
                    after = f"from {v}" if last != "location" else f"in {v}"
                elif last in {"author", "artist", "director"} and d.chance(0.6):
                    after = f"by {v}"
                elif last in {"status", "color", "genre", "state", "role", "gender"} and d.chance(0.45):
                    self.plan.tests.append((how, name, value, ""))
                    return v, "", "", expr
            elif how == "ne" and d.chance(0.4):
                after = d.one((f"with (a|an) {x} other than {v}", f"that do not have (the|) {x} {v}"))
        self.plan.tests.append((how, name, value, ""))
        return "", after, where, expr

    def who(self, share: float, *, apart: tuple[str, ...] = ()) -> tuple[dict[str, str], str]:
        """Name the records, perhaps with a test; return the parts and the jq test ("" without)."""
        d = self.d
        parts = {
            "many": self.many,
            "one": self.one,
            "in": self.place,
            "data": self.data,
            "context": self.context,
        }
        if not d.chance(share):
            parts["who"] = d.one(
                (self.many, self.many, f"the {self.many}", f"all {self.many}", f"all the {self.many}")
            )
            parts["any"] = d.one((f"each {self.one}", f"every {self.one}"))
            parts["bare"] = self.many
            return parts, ""
        adjective, after, where, expr = self.test("jx", "jv", apart=apart)
        if where and d.chance(0.16):
            _, _, more, expr2 = self.test("jp", "jw", apart=(*apart, self.plan.tests[0][1]))
            if more:
                self.plan.joiner = d.among({"and": 3.0, "or": 1.0})
                after, where = f"where {where} {self.plan.joiner} {more}", ""
                expr = (
                    " ".join(f"({e})" if "|" in e else e for e in (expr, "\0", expr2))
                    .replace("(\0)", "\0")
                    .replace("\0", self.plan.joiner)
                )
            else:
                self.plan.tests.pop()
        noun = f"{adjective} {self.many}".strip()
        if where and d.chance(0.3):
            parts["who"] = d.one((self.many, f"the {self.many}"))
            parts["any"] = f"each {self.one}"
            parts["bare"] = self.many
            parts["in"] = f"{self.place} where {where}" if d.chance(0.8) else f"{self.place} if {where}"
        else:
            parts["who"] = d.one((noun, f"the {noun}", f"all {noun}", noun)) + f" {after}"
            parts["any"] = d.one(("each", "every")) + f" {adjective} {self.one} {after}"
            parts["bare"] = f"{noun} {after}"
        return parts, expr

    def parts(self, test: str) -> dict[str, str]:
        """The pieces of jq for the array, its members, and the values of the first field."""
        each, chosen, a = self.each, f"select({test})", self.plan.a
        flow = f"{each} | {chosen}" if test else each
        return {
            "each": each, "flow": flow, "a": a, "b": self.plan.b, "third": self.plan.c,
            "fld": f"{flow} | .{a}" if test else f"{each}.{a}",
            "vals": f"[{flow} | .{a}]" if test else f"[{each}.{a}]" if self.key else f"map(.{a})",
            "array": f"[{flow}]" if test else f".{self.key}" if self.key else ".",
            "pre": f"{self.pipe}map({chosen}) | " if test else self.pipe,
            "map": f"{self.pipe}map",
            "base": f".{self.key}" if self.key else ".",
        }  # fmt: skip


_ORDINALS: Final = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
_SHORT: Final = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th")


def make(rng: random.Random) -> Composed:
    """Compose one request about json."""
    return composed(rng)[0]


def composed(rng: random.Random) -> tuple[Composed, Plan]:
    """Compose one request and say what it means."""
    d = Draft(rng, mac=0.04)
    while True:
        d.values.clear()
        if d.chance(0.16):
            return _values(d)
        made = _records(d)
        if made is not None:
            return made


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


def _records(d: Draft) -> tuple[Composed, Plan] | None:
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
    d.put("jo", f"{pool.stem_plain(d.rng)}.{op.out or 'json'}", None, "arg")
    if "jv" not in d.values:
        d.put("jv", d.one((value, value, f'"{value}"')), value)
    plan.n = d.rng.randrange(2, 10) if d.chance(0.75) else d.rng.randrange(10, 60)
    if name.startswith("byid"):
        plan.n = d.rng.randrange(1, 12) if d.chance(0.4) else d.rng.randrange(12, 3000)
    wordy = name in {"firstn", "lastn", "top", "bottom", "topnames", "counttop"}
    d.put("jn", pool.num_text(plan.n, d.rng) if wordy else str(plan.n), str(plan.n))
    if name in {"nth", "nthfield"}:
        plan.n = at
        d.put("jp", d.one((_ORDINALS[at], _ORDINALS[at], _SHORT[at])))
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
        sentence += d.one(
            (
                " and (save|write|store|put) (it|the result|that) (to|in|into|as) {jo}",
                " into {jo}",
                " > {jo}",
                ", (save|write) (it|the result) to {jo}",
                ", output to {jo}",
            )
        )
        command += " > {jo}"
    command = _joined(command, jq)
    made = d.made(f"json.values.{name}", sentence, command, **parts)
    plan.command = made.command
    return made, plan


def _joined(command: str, jq: dict[str, str]) -> str:
    """Put the pieces of jq in; longer names first, as ``@pre`` stands before words without a blank."""
    for key in sorted(jq, key=len, reverse=True):
        if key not in {"a", "b"}:
            command = command.replace(f"@{key}", jq[key])
    for key in ("a", "b"):
        command = (
            command.replace(f".@{key}", f".{jq[key]}")
            .replace(f'"@{key}"', f'"{jq[key]}"')
            .replace("{@" + key, "{" + jq[key])
        )
    return command.replace("..[", ".[")


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


def _values(d: Draft) -> tuple[Composed, Plan]:
    """Compose a request about a single object, a plain array, or an object that maps names to numbers."""
    name = d.among({key: weight for key, (weight, _, _) in PLAIN.items()})
    _, command, wordings = PLAIN[name]
    plan = Plan("plain." + name)
    stems = ("config", "settings", "package", "data", "response", "info", "app", "user", "status", "manifest") if name[0] not in "vm" else (
        "numbers", "values", "list", "data", "array", "counts", "scores", "prices", "stock", "totals", "names", "words")  # fmt: skip
    plan.file = f"{d.one(stems) if d.chance(0.6) else pool.stem(d.rng)}.json"
    d.put("jf", f'"{plan.file}"' if " " in plan.file else plan.file, plan.file, "arg")
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
    nth = "last" if at < 0 else d.one((_ORDINALS[at], _SHORT[at]))
    if name == "item":
        plan.n = at
    command = _joined(command, {"a": plan.a, "b": plan.b, "k": keys[0], "at": str(at), "value": plan.value})
    made = d.made(f"json.plain.{name}", wordings, command, p=said, nth=nth)
    plan.command = made.command
    return made, plan
