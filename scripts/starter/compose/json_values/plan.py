"""An array of records with all that is said of it, and what that means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from scripts.starter import values as pool
from scripts.starter.compose.json_values.words import MORE_THAN
from scripts.starter.compose.kit import Draft
from scripts.starter.compose.records import KINDS, VALUES, number, plural_of


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


TESTS: Final = {"gt": 3.0, "lt": 2.0, "ge": 0.8, "le": 0.6, "eqn": 0.8, "eq": 5.0, "ne": 1.0, "has": 1.2, "start": 0.7, "end": 0.5,
               "true": 1.7, "false": 1.2, "null": 0.4, "notnull": 0.3, "key": 0.5, "nokey": 0.5, "tag": 0.7, "after": 0.5, "before": 0.4}  # fmt: skip


class Test(NamedTuple):
    """A test of records: the field and its value, the words (an adjective, or what follows the noun), and jq."""

    name: str
    value: str
    adjective: str
    after: str
    where: str
    jq: str


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
        d.put_path("jf", name)
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
        how = self.d.among(TESTS)
        if how in {"gt", "lt", "ge", "le", "eqn"}:
            test = self._number(how, slot, limit, apart=apart)
        elif how in {"true", "false"}:
            test = self._flag(how, slot)
        elif how == "tag":
            test = self._tag(slot, limit)
        elif how in {"after", "before"}:
            test = self._date(how, slot, limit)
        elif how in {"null", "notnull", "key", "nokey"}:
            test = self._key(how, slot, apart=apart)
        else:
            test = self._text(how, slot, limit, apart=apart)
        self.plan.tests.append((how, test.name, test.value, ""))
        return test.adjective, test.after, test.where, test.jq

    def _number(self, how: str, slot: str, limit: str, *, apart: tuple[str, ...]) -> Test:
        d, x, v = self.d, f"{{{slot}}}", f"{{{limit}}}"
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
        return Test(name, value, "", after, where, expr)

    def _flag(self, how: str, slot: str) -> Test:
        d, x = self.d, f"{{{slot}}}"
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
            if how == "true":
                return Test(name, value, x, "", "", f".{name} == true")
            return Test(
                name,
                value,
                "",
                d.one((f"that are not {x}", f"that aren't {x}", f"which are not {x}")),
                f"{x} is false",
                f".{name} == false",
            )
        yes = how == "true"
        after = d.one((f"where {x} is {value}", f"with {x} (set to|=|) {value}", f"whose {x} is {value}", f"that are {'' if yes else 'not '}{x}",
                       f"having {x} {value}", f"with {x} true" if yes else f"with {x} false"))  # fmt: skip
        expr, where = f".{name} == {value}", d.one((f"{x} is {value}", f"{x} == {value}", f"{x}={value}"))
        return Test(name, value, "", after, where, expr)

    def _tag(self, slot: str, limit: str) -> Test:
        d, x, v = self.d, f"{{{slot}}}", f"{{{limit}}}"
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
        return Test(name, value, "", after, where, expr)

    def _date(self, how: str, slot: str, limit: str) -> Test:
        d, x, v = self.d, f"{{{slot}}}", f"{{{limit}}}"
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
        after = d.one((f"with (a|) {x} {link} {v}", f"whose {x} is {link} {v}", f"where {x} is {link} {v}"))
        expr, where = f'.{name} {">" if how == "after" else "<"} "{value}"', f"{x} is {link} {v}"
        return Test(name, value, "", after, where, expr)

    def _key(self, how: str, slot: str, *, apart: tuple[str, ...]) -> Test:
        d, x = self.d, f"{{{slot}}}"
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
        return Test(name, value, "", after, where, expr)

    def _text(self, how: str, slot: str, limit: str, *, apart: tuple[str, ...]) -> Test:
        d, x, v = self.d, f"{{{slot}}}", f"{{{limit}}}"
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
                return Test(name, value, v, "", "", expr)
        elif how == "ne" and d.chance(0.4):
            after = d.one((f"with (a|an) {x} other than {v}", f"that do not have (the|) {x} {v}"))
        return Test(name, value, "", after, where, expr)

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


def with_pieces(command: str, jq: dict[str, str]) -> str:
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
