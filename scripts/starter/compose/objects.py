"""json: arrays and objects, filters, fields, totals, order, changes; with jq throughout."""

from __future__ import annotations

from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft, own_slots
from scripts.starter.compose.records import TOPICS, Topic, number, text_value

own_slots("js", "fa", "fb", "fc", "lima", "vala", "jlim", "jlimb", "jval", "jvalb", "jout", "arr", "jtop")

ITEMS: Final = ("items", "elements", "entries", "objects", "records")
PY: Final = "python3 -m json.tool {js}"


class Data:
    """A json file: an array of records at the top, or under a key."""

    def __init__(self, d: Draft, *, flat: bool = False, lines: bool = False) -> None:
        self.topic: Topic = d.one(TOPICS)
        self.noun = d.one(self.topic.nouns[1:])
        self.key = (
            ""
            if flat or d.chance(0.7)
            else d.one(
                (
                    self.topic.nouns[0],
                    self.topic.nouns[0],
                    "items",
                    "data",
                    "results",
                    "records",
                    pool.word(d.rng),
                )
            )
        )
        stem = (
            self.topic.nouns[0]
            if not self.key and d.chance(0.5)
            else d.one(("data", "config", "response", "export", "input", "shop", "db", "list"))
            if d.chance(0.4)
            else pool.stem(d.rng)
        )
        folder = d.one(("", "", "", "", "", "", "", "data/", "/tmp/", "~/"))
        name = f"{folder}{stem}.{'jsonl' if lines else 'json'}"
        d.put("js", f'"{name}"' if " " in name else name, name, "arg")
        d.put("arr", self.key or "x")
        file = d.one(
            (
                "{js}",
                "{js}",
                "{js}",
                "{js}",
                "the (json file|file|json) {js}",
                "the array (in|) {js}" if not self.key and not lines else "{js}",
            )
        )
        self.file = file
        if self.key:
            self.words = d.one(
                (
                    f"the {{arr}} (array|list) (of|in) {file}",
                    f"{{arr}} in {file}",
                    f"the {{arr}} in {file}",
                    f"the (array|list) {{arr}} (of|in) {file}",
                    f"{file} \\(under {{arr}}\\)",
                    f".{{arr}} in {file}",
                )
            )
        else:
            self.words = file
        self.array = f".{self.key}" if self.key else "."
        self.each = f".{self.key}[]" if self.key else ".[]"
        self.items = d.one((*ITEMS, self.noun, self.noun, self.noun))

    def field(self, d: Draft, kind: str, key: str, *, apart: tuple[str, ...] = ()) -> str:
        """Draw a field of numbers, text or flags; keep it as ``key``."""
        names = {"n": self.topic.numbers, "t": tuple(self.topic.texts), "b": self.topic.flags}[kind]
        name = d.one([n for n in names if n not in apart] or [pool.word(d.rng)])
        if d.chance(0.1):
            name = pool.word(d.rng) + d.one(("", "", "_id" if kind == "t" else "_count"))
        if name in apart:
            name = pool.word(d.rng) + "_x"
        d.put(key, d.one((name, name, name, name, f'"{name}"', f".{name}")), name)
        return name


def condition(d: Draft, data: Data, letter: str = "") -> tuple[str, str, str]:
    """A test of records: words that follow "where", words that follow the noun, and the jq expression."""
    lim, val, f = "jlim" + letter, "jval" + letter, "fa" if not letter else "fc"
    kind = d.among(
        {
            ">": 3.0,
            "<": 2.0,
            ">=": 0.8,
            "<=": 0.6,
            "eqn": 0.8,
            "eq": 5.0,
            "ne": 1.2,
            "has": 1.3,
            "start": 0.8,
            "end": 0.5,
            "true": 1.6,
            "false": 1.0,
            "null": 0.5,
            "key": 0.6,
            "nokey": 0.6,
            "between": 0.4,
        }
    )
    if kind in {">", "<", ">=", "<=", "eqn", "between"}:
        name = data.field(d, "n", f)
        d.put(f, name)
        d.put(lim, str(number(d.rng)))
        words = {
            ">": ("greater than", "more than", "above", "over", "bigger than", "higher than", "larger than", ">"), "<": ("less than", "below", "under", "smaller than", "lower than", "<"),
            ">=": ("at least", "greater than or equal to", ">=", "not less than"), "<=": ("at most", "less than or equal to", "<=", "no more than", "not more than"),
            "eqn": ("exactly", "equal to", "==", ""), "between": ("",),
        }[kind]  # fmt: skip
        word = d.one(words)
        if kind == "between":
            low = number(d.rng)
            d.put(lim, str(low))
            d.put(lim + "2", str(low + number(d.rng)))
            return (
                f"{{{f}}} is between {{{lim}}} and {{{lim}2}}",
                f"with (a|an|) {{{f}}} between {{{lim}}} and {{{lim}2}}",
                f".{name} >= {{{lim}}} and .{name} <= {{{lim}2}}",
            )
        special = {("age", ">"): "older than", ("age", "<"): "younger than", ("price", "<"): "cheaper than", ("price", ">"): "(that cost more|more expensive) than", ("year", ">"): "after", ("year", "<"): "before",
                   ("salary", ">"): "(who earn|earning) more than", ("pages", ">"): "with more than", ("length", ">"): "longer than", ("duration", ">"): "longer than", ("rating", ">"): "rated (higher|better) than",
                   ("rating", ">="): "rated at least", ("priority", ">"): "with priority above", ("height", ">"): "taller than", ("weight", ">"): "heavier than"}.get((name, kind))  # fmt: skip
        after = f"{'with' if d.chance(0.7) else 'that have'} (a|an|) {{{f}}} {word} {{{lim}}}"
        if special and d.chance(0.45):
            unit = " pages" if special == "with more than" else ""
            after = f"{special} {{{lim}}}{unit}" if name != "year" else f"{special} {{{lim}}}"
            if name == "age" and d.chance(0.3):
                after += " years"
        elif d.chance(0.4):
            after = f"whose {{{f}}} is {word} {{{lim}}}"
        return (
            f"(the|) {{{f}}} is {word} {{{lim}}}" if word != ">" else f"{{{f}}} > {{{lim}}}",
            after,
            f".{name} {'==' if kind == 'eqn' else kind} {{{lim}}}",
        )
    if kind in {"true", "false"}:
        name = data.field(d, "b", f)
        d.put(f, name)
        if kind == "true":
            return (
                f"{{{f}}} is true",
                d.one(
                    (
                        f"that are {{{f}}}",
                        f"where {{{f}}} is true",
                        f"with {{{f}}} (set to|=|) true",
                        f"whose {{{f}}} is true",
                    )
                ),
                f".{name} == true",
            )
        return (
            f"{{{f}}} is false",
            d.one(
                (
                    f"that are not {{{f}}}",
                    f"where {{{f}}} is false",
                    f"with {{{f}}} false",
                    f"whose {{{f}}} is false",
                )
            ),
            f".{name} == false",
        )
    name = data.field(d, "t", f)
    d.put(f, name)
    if kind == "null":
        return f"{{{f}}} is null", f"(where|whose) {{{f}}} is null", f".{name} == null"
    if kind == "key":
        return (
            f"there is (a|an) {{{f}}}",
            d.one(
                (
                    f"that have (a|an) {{{f}}} (field|key|property|)",
                    f"with (a|an) {{{f}}} (field|key)",
                    f"which have the key {{{f}}}",
                )
            ),
            f'has("{name}")',
        )
    if kind == "nokey":
        return (
            f"there is no {{{f}}}",
            d.one(
                (
                    f"that have no {{{f}}} (field|key|)",
                    f"without (a|an) {{{f}}} (field|key|)",
                    f"missing the {{{f}}} (field|key)",
                )
            ),
            f'has("{name}") | not',
        )
    value = text_value(data.topic, name, d.rng)
    d.put(val, d.one((value, value, f'"{value}"', f"'{value}'")), value)
    v = f"{{{val}}}"
    if kind == "eq":
        after = d.one(
            (
                f"whose {{{f}}} is {v}",
                f"with (the|) {{{f}}} {v}",
                f"where {{{f}}} is {v}",
                f"whose {{{f}}} equals {v}",
                f"having {{{f}}} {v}",
                f"with {{{f}}} = {v}",
                f"with {{{f}}} equal to {v}",
            )
        )
        if name in {"city", "country", "region", "continent"} and d.chance(0.4):
            after = f"(from|in) {v}" if name != "country" else f"from {v}"
        if name in {"author", "director", "artist"} and d.chance(0.4):
            after = f"by {v}"
        return (
            f"{{{f}}} {d.one(('is', 'is', 'equals', '==', '=', 'is equal to'))} {v}",
            after,
            f'.{name} == "{v}"',
        )
    if kind == "ne":
        return (
            f"{{{f}}} {d.one(('is not', 'is not', '!=', 'differs from', 'does not equal'))} {v}",
            d.one(
                (
                    f"whose {{{f}}} is not {v}",
                    f"where {{{f}}} is not {v}",
                    f"with (a|an|) {{{f}}} other than {v}",
                )
            ),
            f'.{name} != "{v}"',
        )
    test = {"has": "contains", "start": "startswith", "end": "endswith"}[kind]
    words2 = {
        "has": ("contains", "includes", "has"),
        "start": ("starts with", "begins with"),
        "end": ("ends with", "ends in"),
    }[kind]
    word = d.one(words2)
    tail = " in it" if word == "has" else ""
    return f"{{{f}}} {word} {v}{tail}", f"whose {{{f}}} {word} {v}{tail}", f'.{name} | {test}("{v}")'


def build(d: Draft) -> Composed | None:
    """Compose one request about json."""
    return d.among(
        {
            _select: 5.0,
            _fields: 3.0,
            _total: 2.6,
            _order: 2.0,
            _groups: 1.8,
            _whole: 2.4,
            _path: 2.4,
            _edit: 2.2,
            _lines: 1.0,
            _export: 1.6,
            _nth: 1.2,
        }
    )(d)


def _both(first: str, second: str, joiner: str) -> str:
    def safe(test: str) -> str:
        return f"({test})" if "|" in test or (joiner == "or" and " and " in test) else test

    return f"{safe(first)} {joiner} {safe(second)}"


def _select(d: Draft) -> Composed | None:
    data = Data(d)
    where, after, test = condition(d, data)
    if d.chance(0.17):
        where2, _, test2 = condition(d, data, "b")
        joiner = d.among({"and": 3.0, "or": 1.0})
        where = f"{where} {joiner} {where2}"
        after = f"where {where}"
        test = _both(test, test2, joiner)
    cond = after if d.chance(0.6) else f"where {where}"
    each = data.each
    out = d.among(
        {
            "all": 4.0,
            "field": 4.0,
            "count": 2.4,
            "two": 1.0,
            "first": 0.6,
            "sum": 0.8,
            "avg": 0.5,
            "list": 0.6,
            "del": 0.8,
            "any": 0.3,
            "save": 0.7,
        }
    )
    p = {"items": data.items, "w": data.words, "c": cond}
    select = f"select({test})"
    if out == "all":
        return d.made("json.select", ("- (show|print|list|get|find|filter|select|display) (all|the|all the|) @items (in|of|from) @w @c", "* (all|) @items (in|of|from) @w @c", "- filter @w for @items @c", "- get only the @items @c (from|in|out of) @w", "- use jq to (get|find|filter) (the|all|) @items @c in @w", "- (show|find|list) @items @c in @w", "* @w: (only|) @items @c"),
                      f"jq '{each} | {select}' {{js}}", **p)  # fmt: skip
    if out == "save":
        d.put("jout", f"{pool.stem_plain(d.rng)}.json", None, "arg")
        return d.made(
            "json.selectsave",
            (
                "- (save|write|put) (the|all|) @items @c (from|of) @w (to|in|into) {jout}",
                "- filter @w for @items @c and (save|write) (them|the result) to {jout}",
                "- (extract|copy) (the|all|) @items @c from @w into {jout}",
            ),
            f"jq '{'map' if not data.key else f'{data.array} | map'}({select})' {{js}} > {{jout}}",
            **p,
        )
    if out == "list":
        return d.made(
            "json.selectlist",
            (
                "- (show|print|get) (the|all|) @items @c (from|of) @w as (an|a json) array",
                "* array of @items @c from @w",
                "- filter @w to an array of (the|) @items @c",
            ),
            f"jq '{'map' if not data.key else f'{data.array} | map'}({select})' {{js}}",
            **p,
        )
    if out == "count":
        return d.made(
            "json.selectcount",
            (
                "- <count> @items @c (in|of|from) @w",
                "* how many @items @c are (there|) in @w",
                "* number of @items @c (in|of) @w",
                "* count of @items @c in @w",
                "- use jq to count (the|) @items @c in @w",
            ),
            f"jq '[{each} | {select}] | length' {{js}}",
            **p,
        )
    if out in {"field", "first"}:
        name = data.field(d, "t" if d.chance(0.7) else "n", "fb", apart=(d.values["fa"].written,))
        if out == "first":
            return d.made(
                "json.selectfirst",
                (
                    "- <show> the {fb} of the first @one @c (in|of|from) @w",
                    "* {fb} of the first @one @c in @w",
                ),
                f"jq -r '[{each} | {select}][0].{name}' {{js}}",
                one=data.items.removesuffix("s") if data.items.endswith("s") else "one",
                **p,
            )
        return d.made("json.selectfield", ("- (show|print|list|get|extract|find) (the|all|only the) {fb} of (the|all|all the|every) @items @c (in|from|of) @w", "* {fb} of (all|the|) @items @c (in|from) @w", "- (list|print|get) the {fb} for (the|all|) @items @c in @w", "* what is the {fb} of the @items @c in @w", "- (get|print) {fb} from @w for @items @c", "* @w: {fb} of @items @c", "- (print|extract) just the {fb} of @items @c from @w"),
                      f"jq -r '{each} | {select} | .{name}' {{js}}", **p)  # fmt: skip
    if out == "two":
        one = data.field(d, "t", "fb", apart=(d.values["fa"].written,))
        two = data.field(d, "n", "fb2", apart=(d.values["fa"].written, one))
        return d.made(
            "json.selecttwo",
            (
                "- (show|print|list) {fb} and {fb2} of (the|all|) @items @c (in|from) @w",
                "* {fb} and {fb2} of @items @c in @w",
                "- (get|print) the {fb} and the {fb2} of every @items @c in @w",
            ),
            f"jq -r '{each} | {select} | \"\\(.{one}) \\(.{two})\"' {{js}}",
            **p | {"items": data.items},
        )
    if out in {"sum", "avg"}:
        name = data.field(d, "n", "fb", apart=(d.values["fa"].written,))
        if out == "sum":
            return d.made(
                "json.selectsum",
                (
                    "- (sum|add up|total) the {fb} of (the|all|) @items @c (in|from) @w",
                    "* (sum|total) of {fb} (of|for) (the|all|) @items @c in @w",
                    "- <calc> the total {fb} of (the|all|) @items @c in @w",
                    "* total {fb} of @items @c (in|) @w",
                ),
                f"jq '[{each} | {select} | .{name}] | add' {{js}}",
                **p,
            )
        return d.made(
            "json.selectavg",
            (
                "- <calc> the (average|mean) {fb} of (the|all|) @items @c (in|from) @w",
                "* (average|mean) {fb} (of|for) @items @c in @w",
            ),
            f"jq '[{each} | {select} | .{name}] | add / length' {{js}}",
            **p,
        )
    if out == "any":
        return d.made(
            "json.any",
            ("- check (if|whether) @w (has|contains) any @items @c", "* are there (any|) @items @c in @w"),
            f"jq 'any({each}; {test})' {{js}}",
            **p,
        )
    return d.made(
        "json.selectdel",
        (
            "- (remove|delete|drop) (all|the|) @items @c (from|in) @w (and print the rest|, print the result|)",
            "- (show|print) @w without (the|) @items @c",
            "* @w without (the|) @items @c",
        ),
        f"jq 'del({each} | {select})' {{js}}",
        **p,
    )


def _fields(d: Draft) -> Composed | None:
    data = Data(d)
    one = data.field(d, d.one(("t", "t", "n")), "fb")
    two = data.field(d, d.one(("t", "n")), "fb2", apart=(one,))
    three = data.field(d, "n", "fb3", apart=(one, two))
    what = d.among(
        {
            "one": 4.0,
            "two": 1.6,
            "pick": 1.2,
            "uniq": 1.6,
            "nuniq": 0.7,
            "join": 0.6,
            "sorted": 0.8,
            "three": 0.5,
            "drop": 0.8,
            "save": 0.6,
            "first": 0.6,
            "raw": 0.4,
            "tab": 0.4,
        }
    )
    p = {"items": data.items, "w": data.words}
    each = data.each
    if what == "one":
        return d.made(
            "json.field",
            (
                "- (show|print|list|get|extract|display|pull out) (all|the|only the|just the|every) {fb} (values|fields|) (of|in|from) @w",
                "- (show|print|list|get|extract) the {fb} of (every|each|all|all the) @items (in|of|from) @w",
                "* all {fb} values (in|from) @w",
                "* {fb} of (each|every|all) @items in @w",
                "- use jq to (get|print|extract) (the|all|every) {fb} (from|in) @w",
                "* list of {fb} (values|) from @w",
                "* @w every {fb}",
                "- get the {fb} field (of|from) (all|every|each) @items in @w",
            ),
            f"jq -r '{each}.{one}' {{js}}",
            **p,
        )
    if what == "raw":
        return d.made(
            "json.fieldjson",
            (
                "- (show|print|get) the {fb} of (every|all|each) @items in @w as (an|a json) array",
                "* array of all {fb} (values|) in @w",
                "- make an array of the {fb} values in @w",
            ),
            f"jq '{'map' if not data.key else f'{data.array} | map'}(.{one})' {{js}}",
            **p,
        )
    if what == "two":
        return d.made(
            "json.two",
            (
                "- (show|print|list|get) {fb} and {fb2} (of|for) (every|each|all) @items (in|from) @w",
                "* {fb} and {fb2} of (each|all|every) @items in @w",
                "- (list|print) the {fb} and (the|) {fb2} from @w",
                "- print each {fb} (together|along) with its {fb2} from @w",
            ),
            f"jq -r '{each} | \"\\(.{one}) \\(.{two})\"' {{js}}",
            **p,
        )
    if what == "tab":
        return d.made(
            "json.tab",
            (
                "- (show|print) {fb} and {fb2} of (every|each|all) @items (in|from) @w as (a|an aligned) table",
                "* table of {fb} and {fb2} from @w",
            ),
            f"jq -r '{each} | [.{one}, .{two}] | @tsv' {{js}} | column -t",
            **p,
        )
    if what == "three":
        return d.made(
            "json.three",
            (
                "- (show|print|list|get) {fb}, {fb2} and {fb3} of (every|each|all) @items (in|from) @w",
                "* {fb}, {fb2} and {fb3} of (each|all) @items in @w",
            ),
            f"jq -r '{each} | \"\\(.{one}) \\(.{two}) \\(.{three})\"' {{js}}",
            **p,
        )
    if what == "pick":
        if data.key:
            return d.made(
                "json.pick",
                (
                    "- (keep|leave) only (the|) {fb} and {fb2} of (every|each) @items in @w",
                    "- reduce (every|each) @items in @w to {fb} and {fb2}",
                ),
                f"jq '{data.array} | map({{{one}, {two}}})' {{js}}",
                **p,
            )
        return d.made(
            "json.pick",
            (
                "- (keep|leave) only (the|) (fields|keys) {fb} and {fb2} of (every|each|all) @items in @w",
                "- reduce (every|each) @items in @w to {fb} and {fb2}",
                "- make objects with only {fb} and {fb2} (from|of) @w",
                "* @w with only {fb} and {fb2} (per|in every) object",
                "- strip everything but {fb} and {fb2} from the @items in @w",
            ),
            f"jq 'map({{{one}, {two}}})' {{js}}",
            **p,
        )
    if what == "uniq":
        return d.made(
            "json.uniq",
            (
                "- (list|show|print|get) (all|the|) (unique|distinct|different) {fb} (values|) (in|of|from) @w",
                "* (unique|distinct|different) {fb} values (in|of) @w",
                "* which {fb} values (occur|are there) in @w",
                "- list every {fb} in @w only once",
                "* {fb} values in @w without duplicates",
            ),
            f"jq -r '{each}.{one}' {{js}} | sort -u",
            **p,
        )
    if what == "nuniq":
        return d.made(
            "json.nuniq",
            (
                "* how many (different|distinct|unique) {fb} values (are there|are|) in @w",
                "- <count> (the|) (distinct|unique|different) {fb} values (in|of) @w",
                "* number of (distinct|unique) {fb} values in @w",
            ),
            f"jq '[{each}.{one}] | unique | length' {{js}}",
            **p,
        )
    if what == "join":
        return d.made(
            "json.join",
            (
                "- (print|show|list) (all|the) {fb} values (of|in|from) @w (separated by commas|comma separated|on one line with commas|in one line, separated by commas)",
                "- join (all|the) {fb} values of @w with (commas|a comma)",
                "* comma separated list of {fb} values (from|in) @w",
            ),
            f"jq -r '{'' if not data.key else data.array + ' | '}map(.{one}) | join(\", \")' {{js}}",
            **p,
        )
    if what == "sorted":
        return d.made(
            "json.fieldsorted",
            (
                "- (list|show|print) (all|the) {fb} values (of|in|from) @w (sorted|in alphabetical order|alphabetically)",
                "* sorted list of {fb} values (from|in) @w",
            ),
            f"jq -r '{each}.{one}' {{js}} | sort",
            **p,
        )
    if what == "drop":
        return d.made(
            "json.dropfield",
            (
                "- (remove|delete|drop) (the|) (field|key) {fb} from (every|each|all) @items in @w",
                "- (remove|drop|strip) the {fb} (field|key|) from (all|every) @items in @w",
                "* @w without the {fb} of (each|every) @items",
            ),
            f"jq 'map(del(.{one}))' {{js}}" if not data.key else f"jq 'del({each}.{one})' {{js}}",
            **p,
        )
    if what == "save":
        d.put("jout", f"{pool.stem_plain(d.rng)}.txt", None, "arg")
        return d.made(
            "json.fieldsave",
            (
                "- (save|write|extract|put) (all|the) {fb} values (of|in|from) @w (to|into|in) {jout}",
                "- get (the|every) {fb} from @w and (save|write) (it|them) to {jout}",
            ),
            f"jq -r '{each}.{one}' {{js}} > {{jout}}",
            **p,
        )
    d.draw("count")
    return d.made(
        "json.fieldfirst",
        ("- <show> the {fb} of the first {count} @items in @w", "* first {count} {fb} values (of|in) @w"),
        f"jq -r '{data.array}[:{{count}}][].{one}' {{js}}".replace("..[", ".["),
        **p,
    )


def _total(d: Draft) -> Composed | None:
    data = Data(d)
    one = data.field(d, "n", "fb")
    prefix = "" if not data.key else f"{data.array} | "
    values = f"[{data.each}.{one}]" if data.key else f"map(.{one})"
    what = d.among(
        {
            "sum": 3.0,
            "avg": 2.4,
            "max": 1.4,
            "min": 1.2,
            "maxby": 1.4,
            "minby": 1.0,
            "count": 2.4,
            "maxname": 0.8,
            "round": 0.4,
        }
    )
    p = {"items": data.items, "w": data.words}
    big = d.one(("highest", "largest", "biggest", "maximum", "max"))
    low = d.one(("lowest", "smallest", "minimum", "min"))
    one_item = (
        data.items[:-1]
        if data.items.endswith("s") and not data.items.endswith("ies")
        else d.one(("entry", "element", "item", "object"))
    )
    other = data.field(d, "t", "fb2", apart=(one,))
    ways, expr = {
        "sum": (("- (sum|sum up|add up|total) (all|the|) {fb} (values|fields|) (in|of|from) @w", "* (sum|total) of (all|the|) {fb} (values|) in @w", "- <calc> the (sum|total) of (the|all|) {fb} (values|) (in|of|from) @w", "* what is the total {fb} (of all @items|) in @w", "* total {fb} (in|of) @w", "- add (all|the) {fb} numbers in @w together"), f"{values} | add"),
        "avg": (("- <calc> the (average|mean) (of the|) {fb} (values|) (in|of|from) @w", "* (average|mean|avg) {fb} (of all @items|) (in|of) @w", "* what is the (average|mean) {fb} in @w"), f"{values} | add / length"),
        "round": (("* average {fb} in @w rounded (to a whole number|)", "- <calc> the average {fb} in @w and round it"), f"{values} | add / length | round"),
        "max": ((f"- <calc> the {big} {{fb}} (value|) (in|of) @w", f"* {big} {{fb}} (value|) in @w", f"* what is the {big} {{fb}} in @w"), f"{values} | max"),
        "min": ((f"- <calc> the {low} {{fb}} (value|) (in|of) @w", f"* {low} {{fb}} (value|) in @w", f"* what is the {low} {{fb}} in @w"), f"{values} | min"),
        "maxby": ((f"- <show> the {one_item} with the {big} {{fb}} (in|from|of) @w", f"* which {one_item} in @w has the {big} {{fb}}", f"* {one_item} with the {big} {{fb}} in @w"), f"{prefix}max_by(.{one})"),
        "minby": ((f"- <show> the {one_item} with the {low} {{fb}} (in|from|of) @w", f"* which {one_item} in @w has the {low} {{fb}}", f"* {one_item} with the {low} {{fb}} in @w"), f"{prefix}min_by(.{one})"),
        "maxname": ((f"- <show> the {{fb2}} of the {one_item} with the {big} {{fb}} (in|from) @w", f"* {{fb2}} of the {one_item} with the {big} {{fb}} in @w", f"* what is the {{fb2}} of the {one_item} with the {big} {{fb}} in @w"), f"{prefix}max_by(.{one}) | .{other}"),
        "count": (("- <count> (the|) @items (in|of) @w", "* how many @items (are there|are) in @w", "* number of @items (in|of) @w", "* how long is the array @in", "* length of the array @in"), f"{data.array} | length" if data.key else "length"),
    }[what]  # fmt: skip
    p["in"] = "in {js}" if not data.key else "{arr} in {js}"
    return d.made(f"json.{what}", ways, f"jq {'-r ' if what == 'maxname' else ''}'{expr}' {{js}}", **p)


def _order(d: Draft) -> Composed | None:
    data = Data(d)
    numeric = d.chance(0.6)
    one = data.field(d, "n" if numeric else "t", "fb")
    other = data.field(d, "t", "fb2", apart=(one,))
    prefix = "" if not data.key else f"{data.array} | "
    down = d.chance(0.45)
    what = d.among({"sort": 3.0, "top": 2.0, "names": 1.2, "topnames": 1.0, "save": 0.7})
    if what in {"top", "topnames"}:
        numeric, one = True, data.field(d, "n", "fb", apart=(other,))
        d.draw("count")
    how = (d.one(("descending", "in descending order", "(largest|highest|biggest) first", "from high to low", "in reverse order")) if numeric else d.one(("descending", "in reverse (alphabetical|) order", "from z to a", "in descending order"))) if down else \
        d.one(("", "", "ascending", "in ascending order", "(smallest|lowest) first" if numeric else "alphabetically"))  # fmt: skip
    p = {"items": data.items, "w": data.words, "how": f", {how}" if "first" in how else how}
    sort = f"{prefix}sort_by(.{one})" + (" | reverse" if down else "")
    if what == "sort":
        return d.made(
            "json.sort",
            (
                "- sort @w by {fb} @how",
                "- sort (the|) @items (of|in) @w by (the|their|) {fb} @how",
                "- (order|arrange) (the|) @items (in|of) @w by {fb} @how",
                "* @w sorted by {fb} @how",
                "- (print|show) (the|) @items of @w sorted by {fb} @how",
                "* sort by {fb} @how @w",
            ),
            f"jq '{sort}' {{js}}",
            **p,
        )
    if what == "save":
        d.put("jout", f"{pool.stem_plain(d.rng)}.json", None, "arg")
        return d.made(
            "json.sortsave",
            (
                "- sort @w by {fb} @how and (save|write) (it|the result) (to|as|in) {jout}",
                "- sort (the|) @items in @w by {fb} @how into {jout}",
            ),
            f"jq '{sort}' {{js}} > {{jout}}",
            **p,
        )
    if what == "names":
        return d.made(
            "json.sortnames",
            (
                "- (list|print|show) the {fb2} of (the|all) @items in @w sorted by {fb} @how",
                "* {fb2} of all @items in @w, sorted by {fb} @how",
            ),
            f"jq -r '{sort} | .[].{other}' {{js}}",
            **p,
        )
    low = d.chance(0.3)
    big = d.one(("lowest", "smallest") if low else ("highest", "largest", "biggest"))
    expr = f"{prefix}sort_by(.{one})" + ("" if low else " | reverse")
    if what == "top":
        return d.made(
            "json.top",
            (
                f"- <show> the {{count}} @items with the {big} {{fb}} (in|from|of) @w",
                f"* {{count}} @items with the {big} {{fb}} in @w",
                f"* which {{count}} @items in @w have the {big} {{fb}}",
            )
            + (
                ()
                if low
                else (
                    "* top {count} @items (of|in) @w by {fb}",
                    "- <show> the top {count} @items by {fb} (from|in) @w",
                )
            ),
            f"jq '{expr} | .[:{{count}}]' {{js}}",
            **p,
        )
    return d.made(
        "json.topnames",
        (
            f"- <show> the {{fb2}} of the {{count}} @items with the {big} {{fb}} (in|from) @w",
            f"* {{fb2}} of the {{count}} @items with the {big} {{fb}} in @w",
        ),
        f"jq -r '{expr} | .[:{{count}}][].{other}' {{js}}",
        **p,
    )


def _groups(d: Draft) -> Composed | None:
    data = Data(d)
    one = data.field(d, "t", "fb")
    two = data.field(d, "n", "fb2", apart=(one,))
    prefix = "" if not data.key else f"{data.array} | "
    what = d.among(
        {"group": 1.4, "count": 2.4, "object": 0.8, "sum": 1.4, "avg": 0.8, "uniqby": 1.0, "top": 0.6}
    )
    per = d.one(("per", "by", "for each", "grouped by", "for every"))
    d.draw("count")
    ways, line = {
        "group": (("- group (the|) @items (in|of) @w by (their|) {fb}", "- group @w by {fb}", "* @w grouped by {fb}", "* group by {fb} @w"), f"jq '{prefix}group_by(.{one})' {{js}}"),
        "count": ((f"- <count> (the|) @items {per} {{fb}} (in|of) @w", f"* how many @items {per} {{fb}} (are there|) in @w", "- count how (often|many times) each {fb} (occurs|appears) in @w", f"* number of @items {per} {{fb}} in @w", "* frequency of each {fb} in @w"), f"jq -r '{data.each}.{one}' {{js}} | sort | uniq -c | sort -nr"),
        "top": (("- <show> the {count} most (common|frequent) {fb} values (in|of) @w", "* {count} most (common|frequent) {fb} values in @w"), f"jq -r '{data.each}.{one}' {{js}} | sort | uniq -c | sort -nr | head -n {{count}}"),
        "object": ((f"- count (the|) @items {per} {{fb}} in @w (and print json|as json)", "* {fb} and number of @items for each as json from @w"), f"jq '{prefix}group_by(.{one}) | map({{{one}: .[0].{one}, count: length}})' {{js}}"),
        "sum": ((f"- (sum|add up|total) (the|) {{fb2}} {per} {{fb}} (in|of) @w", f"* (total|sum of) {{fb2}} {per} {{fb}} in @w", "- group @w by {fb} and sum (the|) {fb2}", f"- <calc> the total {{fb2}} {per} {{fb}} in @w"), f"jq '{prefix}group_by(.{one}) | map({{{one}: .[0].{one}, total: (map(.{two}) | add)}})' {{js}}"),
        "avg": ((f"* average {{fb2}} {per} {{fb}} in @w", f"- <calc> the (average|mean) {{fb2}} {per} {{fb}} in @w", "- group @w by {fb} and average (the|) {fb2}"), f"jq '{prefix}group_by(.{one}) | map({{{one}: .[0].{one}, average: (map(.{two}) | add / length)}})' {{js}}"),
        "uniqby": (("- (remove|drop) @items with (a duplicate|the same) {fb} (from|in) @w", "- deduplicate @w by {fb}", "- keep only one @items per {fb} in @w", "* unique @items of @w by {fb}"), f"jq '{prefix}unique_by(.{one})' {{js}}"),
    }[what]  # fmt: skip
    return d.made(f"json.group{what}", ways, line, items=data.items, w=data.words)


def _whole(d: Draft) -> Composed | None:
    Data(d, flat=True)
    d.put("jout", f"{pool.stem_plain(d.rng)}.json", None, "arg")
    d.put("fb2", f"{pool.stem_plain(d.rng)}.json", None, "arg")
    f = "{js}"
    w = d.one((f, f, f"the (json|) file {f}", f"the json in {f}"))
    what = d.among({"pretty": 3.0, "prettyto": 1.0, "inplace": 1.0, "compact": 1.2, "compactto": 0.6, "valid": 1.4, "keys": 1.6, "sortkeys": 0.8, "tool": 0.8, "toolto": 0.4, "indent": 0.6, "type": 0.4, "keysitem": 0.8, "paths": 0.4, "merge": 0.8, "concat": 0.6, "tool4": 0.2,
                    "diff": 0.4, "reverse": 0.3, "len": 0.6, "lines": 0.6, "validall": 0.3, "color": 0.2})  # fmt: skip
    indent = d.one((3, 4, 8))
    d.put("jlim", pool.num_text(indent, d.rng), str(indent))
    ways, line = {
        "pretty": (("- pretty( |-)print @w", "- format @w (nicely|with indentation|readably|)", "- (show|print|display) @w (nicely formatted|formatted|indented|in a readable way|with indentation)", "- (make|show) @w (readable|human readable)", "* @w pretty", "- indent @w", "- beautify @w", "* readable version of @w", "- prettify @w"), "jq . {js}"),
        "prettyto": (("- pretty( |-)print @w (to|into) {jout}", "- format @w and (save|write) it (to|as) {jout}", "- save an indented version of @w as {jout}", "- (beautify|prettify) @w into {jout}"), "jq . {js} > {jout}"),
        "inplace": (("- (format|pretty print|indent|reformat|beautify) @w in place", "- (reformat|format) @w (and overwrite it|and save it back|itself)", "- pretty print @w and save it back to the same file"), "jq . {js} > tmp.json && mv tmp.json {js}"),
        "compact": (("- (minify|compact) @w", "- print @w (in|on) (one|a single) line", "- (remove|strip) (all|the) whitespace from @w", "* @w on one line", "* compact version of @w", "- (squeeze|compress) @w into one line"), "jq -c . {js}"),
        "compactto": (("- (minify|compact) @w (into|to) {jout}", "- save @w (minified|in one line|without whitespace) as {jout}"), "jq -c . {js} > {jout}"),
        "valid": (("- (check|test|see) (if|whether) @w is valid (json|)", "- validate @w", "* is @w valid (json|)", "- check the (json|) syntax of @w", "* does @w parse (as json|)", "- (check|test) {js} for (json|) syntax errors"), "jq empty {js}"),
        "keys": (("- (list|show|print|get) (all|the|) (top level|top-level|) keys (of|in) @w", "* (top level|) keys (of|in) @w", "* which (keys|fields) (are in|does) @w (have|)", "- show the (names of the|) top level (keys|fields) in @w"), "jq -r 'keys[]' {js}"),
        "keysitem": (("- (list|show) the (keys|fields) of the (first (item|element|object)|items|objects) in @w", "* which fields do the (objects|items|entries) in @w have", "* keys of the first (element|object) in @w"), "jq -r '.[0] | keys[]' {js}"),
        "sortkeys": (("- (print|show) @w with sorted keys", "- sort the keys (of|in) @w", "* @w with (the|) keys in alphabetical order"), "jq -S . {js}"),
        "tool": (("- pretty print @w (with|using) python", "- format @w with python's json tool", "- (indent|format) @w (with|using) python (not|instead of) jq", "- use python to pretty print @w", "- format @w without jq"), PY),
        "toolto": (("- format @w with python('s json.tool|) and save it as {jout}", "- pretty print @w with python (into|to) {jout}"), PY + " {jout}"),
        "tool4": (("- validate @w with python", "- check with python whether @w is valid json"), PY + " > /dev/null"),
        "indent": (("- (format|indent|pretty print) @w with {jlim} spaces", "* @w indented by {jlim} (spaces|)", "- pretty print @w, indent {jlim}"), "jq --indent {jlim} . {js}"),
        "type": (("* is @w an array or an object", "- show the (json|) type of @w", "* what type is (the top level of|) @w"), "jq -r 'type' {js}"),
        "paths": (("- (list|show|print) all paths in @w", "- show the (structure|paths) of @w", "* all key paths in @w"), "jq -r 'paths | map(tostring) | join(\".\")' {js}"),
        "merge": (("- merge {js} and {fb2}", "- (merge|combine) the (json|) objects (in|of) {js} and {fb2}", "- (merge|overlay) {fb2} (into|over) {js} (and print it|)", "* {js} and {fb2} merged (into one object|)"), "jq -s '.[0] * .[1]' {js} {fb2}"),
        "concat": (("- (concatenate|join|combine) the arrays (in|of) {js} and {fb2}", "- append the array (in|of) {fb2} to the one (in|of) {js}", "- make one array (of|from) the arrays in {js} and {fb2}"), "jq -s 'add' {js} {fb2}"),
        "diff": (("- (compare|diff) {js} and {fb2} ignoring (the|) key order", "* difference between {js} and {fb2} regardless of key order", "- diff the json files {js} and {fb2} (with sorted keys|after sorting keys)"), "diff <(jq -S . {js}) <(jq -S . {fb2})"),
        "reverse": (("- reverse the (array|list|order of the items) in @w", "* @w in reverse order"), "jq 'reverse' {js}"),
        "len": (("* how many (elements|items|entries|objects) (are|are there) in @w", "* length of the array in {js}", "- count the (elements|items|entries|objects) (in|of) @w", "* number of (elements|items|objects) in @w"), "jq 'length' {js}"),
        "lines": (("- print (each|every) (element|item|object) of @w on (one|its own) line", "- (convert|turn) @w (to|into) (jsonl|json lines|ndjson)", "* one (object|item) per line from @w"), "jq -c '.[]' {js}"),
        "validall": (("- (check|validate) all json files (here|in this folder|)", "- check (that|if|whether) every json file here is valid"), "jq empty *.json"),
        "color": (("- (show|page through) @w (in less|with less) in colour", "- view @w coloured in a pager"), "jq -C . {js} | less -R"),
    }[what]  # fmt: skip
    if what == "keys":
        ways = tuple(x.replace("(are in|does) @w (have|)", "does @w have") for x in ways)
    return d.made(f"json.{what}", ways, line, w=w)


def _path(d: Draft) -> Composed | None:
    """One value in an object, by its path."""
    Data(d, flat=True)
    names = [d.one(("name", "version", "user", "config", "database", "server", "settings", "address", "city", "email", "status", "id", "title", "port", "host", "url", "token", "meta", "data", "result", "total", "author", "license",
                    pool.word(d.rng), pool.word(d.rng), pool.word(d.rng) + "_" + pool.word(d.rng))) for _ in range(3)]  # fmt: skip
    depth = d.among({1: 4.0, 2: 3.0, 3: 1.2})
    names = list(dict.fromkeys(names))[:depth]
    path = "." + ".".join(names)
    dotted = ".".join(names)
    d.put("fa", d.one((dotted, dotted, "." + dotted, f'"{dotted}"')), dotted)
    said = "{fa}"
    if len(names) > 1:
        d.put("fb", names[0])
        d.put("fb2", names[1])
        d.put("fb3", names[-1])
        said = d.one(
            (
                "{fa}",
                "{fa}",
                "(the|) {fb2} (inside|in|under|of) (the|) {fb}"
                if len(names) == 2
                else "{fb3} in {fb2} in {fb}",
            )
        )
    what = d.among(
        {
            "get": 5.0,
            "len": 0.7,
            "list": 1.0,
            "nth": 0.7,
            "first": 0.6,
            "last": 0.5,
            "type": 0.3,
            "obj": 1.0,
            "has": 0.6,
            "keys": 0.8,
            "save": 0.5,
        }
    )
    d.draw("small")
    if said != "{fa}" and what == "has":
        return None
    ways, line = {
        "get": (("- <show> (the|) (value of|) @p (from|in|of) {js}", "* what is (the|) (value of|) @p in {js}", "- (get|read|extract|print) @p (from|out of) {js}", "* @p (from|in) {js}", "- use jq to (get|read|print) @p (from|in) {js}", "* value of @p in {js}", "- look up @p in {js}", "* {js} @p"), f"jq -r '{path}' {{js}}"),
        "obj": (("- <show> (only|just|) the (object|section|part) @p (of|in|from) {js}", "- (print|extract) the @p (section|object|block) (of|from) {js}"), f"jq '{path}' {{js}}"),
        "len": (("* how many (elements|items|entries) (are in|does) (the array|) @p (of|in) {js}", "* length of (the array|) @p in {js}", "- count the (elements|items|entries) in (the array|) @p (of|in) {js}"), f"jq '{path} | length' {{js}}"),
        "list": (("- (list|print|show) (all|the|every) (elements|items|entries|values) (of|in) the array @p (in|of|from) {js}", "- (list|print|show) (all|the|every) (elements|items|entries) (of|in) @p (in|from) {js}, one per line"), f"jq -r '{path}[]' {{js}}"),
        "nth": (("- <show> (element|item|entry) (number|with index|at index) {small} of (the array|) @p in {js}",), f"jq '{path}[{{small}}]' {{js}}"),
        "first": (("- <show> the first (element|item|entry) (of|in) (the array|) @p (in|of) {js}", "* first (element|item) of @p in {js}"), f"jq '{path}[0]' {{js}}"),
        "last": (("- <show> the last (element|item|entry) (of|in) (the array|) @p (in|of) {js}", "* last (element|item) of @p in {js}"), f"jq '{path}[-1]' {{js}}"),
        "type": (("* what type is @p in {js}", "- show the type of @p in {js}"), f"jq -r '{path} | type' {{js}}"),
        "has": (("- check (if|whether) {js} has (the|a) key {fa}", "* does {js} (have|contain) the key {fa}", "* is there a key {fa} in {js}"), f'jq \'has("{dotted}")\' {{js}}'),
        "keys": (("- (list|show|print) the keys (of|in|under|inside) @p (in|of) {js}", "* which keys are (in|under) @p (in|of) {js}"), f"jq -r '{path} | keys[]' {{js}}"),
        "save": (("- (save|write) @p (from|of) {js} (to|into|in) {jout}", "- extract @p from {js} (into|to) {jout}"), f"jq '{path}' {{js}} > {{jout}}"),
    }[what]  # fmt: skip
    if what == "has" and len(names) > 1:
        return None
    if what == "nth" and "number" in ways[0]:
        ways = (
            (
                "- <show> (element|item|entry) (with|at) index {small} of (the array|) @p in {js}",
                "* @p[{small}] in {js}",
            )
            if said == "{fa}"
            else ("- <show> the (element|item) at index {small} of (the array|) @p in {js}",)
        )
    d.put("jout", f"{pool.stem_plain(d.rng)}.json", None, "arg")
    if what == "len":
        ways = ("* how many (elements|items|entries) are in (the array|) @p (of|in) {js}", *ways[1:])
    return d.made(f"json.path.{what}", ways, line, p=said)


def _edit(d: Draft) -> Composed | None:
    data = Data(d, flat=True)
    names = [
        d.one(
            (
                "name",
                "version",
                "port",
                "host",
                "debug",
                "enabled",
                "theme",
                "language",
                "timeout",
                "user",
                "email",
                "status",
                "level",
                "title",
                "mode",
                pool.word(d.rng),
                pool.word(d.rng) + "_" + pool.word(d.rng),
            )
        )
        for _ in range(2)
    ]
    if names[0] == names[1]:
        return None
    depth = d.among({1: 4.0, 2: 2.0})
    outer = d.one(("server", "settings", "config", "database", "user", "options", "app"))
    if depth == 2 and outer == names[0]:
        return None
    dotted = names[0] if depth == 1 else f"{outer}.{names[0]}"
    path = "." + dotted
    d.put("fa", d.one((dotted, dotted, "." + dotted)), dotted)
    d.put("fb", names[1])
    value = d.among({"text": 3.0, "number": 2.0, "bool": 1.5})
    if value == "text":
        v = text_value(data.topic, "", d.rng)
        d.put("vala", d.one((v, v, f'"{v}"')), v)
        new = '"{vala}"'
    elif value == "number":
        d.put("vala", str(number(d.rng)))
        new = "{vala}"
    else:
        d.put("vala", d.one(("true", "false")))
        new = "{vala}"
    d.put("jout", f"{pool.stem_plain(d.rng)}.json", None, "arg")
    place = d.among({"in": 4.0, "to": 1.0, "show": 1.0})
    tail = {"in": " > tmp.json && mv tmp.json {js}", "to": " > {jout}", "show": ""}[place]
    mod = {
        "in": d.one(("", "", "in place", "(and save|and save it back|, save the file)")),
        "to": d.one(
            ("and (save|write) (it|the result) (to|as|in) {jout}", ", output to {jout}", "into {jout}")
        ),
        "show": d.one(
            (
                "and print (the result|it)",
                "(but|) only (print|show) the result",
                "without changing the file",
                "and (print|show) it on the screen",
            )
        ),
    }[place]
    what = d.among(
        {"set": 4.0, "del": 2.0, "add": 1.6, "rename": 0.8, "inc": 0.6, "append": 0.6, "toggle": 0.0}
    )
    if what == "set":
        ways: tuple[str, ...] = (
            "- set {fa} to {vala} in {js} @m",
            "- change {fa} (in|of) {js} to {vala} @m",
            "- (update|set) (the value of|) {fa} (in|of) {js} (to|=) {vala} @m",
            "* {js}: set {fa} = {vala} @m",
            "- make {fa} {vala} in {js} @m",
            "- in {js} (set|change) {fa} to {vala} @m",
            "- replace the value of {fa} in {js} (by|with) {vala} @m",
        )
        line = f"jq '{path} = {new}' {{js}}{tail}"
    elif what == "del":
        ways = (
            "- (remove|delete|drop) (the|) (key|field|) {fa} (from|in) {js} @m",
            "- (remove|delete) {fa} (and its value|) from {js} @m",
            "- get rid of {fa} in {js} @m",
        )
        line = f"jq 'del({path})' {{js}}{tail}"
    elif what == "add":
        if depth != 1:
            return None
        ways = (
            "- add (a|the) (key|field) {fa} with (the|) (value|) {vala} to {js} @m",
            "- (add|insert) {fa}: {vala} (to|into) {js} @m",
            "- add {fa} = {vala} to {js} @m",
            "- put a new (key|field) {fa} with value {vala} (in|into) {js} @m",
        )
        line = f"jq '. + {{\"{dotted}\": {new}}}' {{js}}{tail}"
    elif what == "rename":
        if depth != 1:
            return None
        ways = (
            "- rename (the|) (key|field) {fa} (in|of) {js} to {fb} @m",
            "- change the key name {fa} to {fb} in {js} @m",
        )
        line = f"jq '.{names[1]} = .{names[0]} | del(.{names[0]})' {{js}}{tail}"
    elif what == "inc":
        d.draw("small")
        word, op = d.one((("(increase|raise|increment)", "+="), ("(decrease|lower|reduce)", "-=")))
        ways = (
            f"- {word} {{fa}} (in|of) {{js}} by {{small}} @m",
            "- add {small} to {fa} in {js} @m" if op == "+=" else "- subtract {small} from {fa} in {js} @m",
        )
        line = f"jq '{path} {op} {{small}}' {{js}}{tail}"
    else:
        if value == "bool":
            return None
        ways = (
            "- (append|add) {vala} to the (array|list) {fa} in {js} @m",
            "- push {vala} (onto|to) {fa} in {js} @m",
        )
        line = f"jq '{path} += [{new}]' {{js}}{tail}"
    return d.made(f"json.edit.{what}", ways, line, m=mod)


def _lines(d: Draft) -> Composed | None:
    data = Data(d, flat=True, lines=True)
    where, after, test = condition(d, data)
    one = data.field(d, d.one(("t", "n")), "fb", apart=(d.values["fa"].written,))
    items = d.one(("lines", "entries", "records", "objects", data.noun))
    f = d.one(("{js}", "{js}", "the (jsonl|json lines|ndjson) file {js}"))
    what = d.among(
        {
            "field": 1.6,
            "select": 1.6,
            "selectfield": 1.0,
            "count": 0.8,
            "sum": 1.0,
            "slurp": 0.7,
            "uniq": 0.6,
            "n": 0.4,
            "avg": 0.4,
        }
    )
    number_field = data.field(d, "n", "fb2", apart=(d.values["fa"].written, one))
    ways, line = {
        "field": (("- (print|get|show|extract) (the|) {fb} (of|from) (each|every) (line|object|record) (of|in) @f", "* every {fb} in @f", "* {fb} of each line of @f"), f"jq -r '.{one}' {{js}}"),
        "select": (("- (show|print|get|filter|find) (the|all|) @items (in|of|from) @f @c", "* @items of @f @c"), f"jq 'select({test})' {{js}}"),
        "selectfield": (("- (show|print|get) the {fb} of (the|all|) @items @c (in|of|from) @f", "* {fb} of @items @c in @f"), f"jq -r 'select({test}) | .{one}' {{js}}"),
        "count": (("- <count> (the|) @items @c (in|of) @f", "* how many @items @c are in @f"), f"jq -c 'select({test})' {{js}} | wc -l"),
        "n": (("* how many (records|objects|entries) are in @f", "- <count> (the|) (records|objects|entries) in @f"), "wc -l {js}"),
        "sum": (("- (sum|add up|total) (the|) {fb2} (of|over|in) all (lines|records|entries) (of|in) @f", "* total {fb2} in @f"), f"jq -s 'map(.{number_field}) | add' {{js}}"),
        "avg": (("* average {fb2} in @f", "- <calc> the (average|mean) {fb2} (of|in) @f"), f"jq -s 'map(.{number_field}) | add / length' {{js}}"),
        "slurp": (("- (convert|turn) @f (in|)to (an|a|one) (json|) array", "- (wrap|combine|collect) the lines of @f (in|into) (one|an|a single) array", "- make a normal json (array|) (out of|from) @f"), "jq -s . {js}"),
        "uniq": (("- count how often each {fb} (occurs|appears) in @f", "* number of @items per {fb} in @f"), f"jq -r '.{one}' {{js}} | sort | uniq -c | sort -nr"),
    }[what]  # fmt: skip
    return d.made(
        f"json.lines.{what}", ways, line, items=items, f=f, c=after if d.chance(0.6) else f"where {where}"
    )


def _export(d: Draft) -> Composed | None:
    data = Data(d)
    one = data.field(d, "t", "fb")
    two = data.field(d, "n", "fb2", apart=(one,))
    three = data.field(d, "t", "fb3", apart=(one, two))
    form = d.among({"csv": 4.0, "tsv": 1.3})
    d.put("jout", f"{pool.stem_plain(d.rng)}.{form}", None, "arg")
    save = d.chance(0.45)
    tail = " > {jout}" if save else ""
    p = {
        "w": data.words,
        "items": data.items,
        "to": d.one(("(to|into|as) {jout}", "and save (it|the result|) as {jout}", "> {jout}"))
        if save
        else "",
        "form": {"csv": "(csv|comma separated)", "tsv": "(tsv|tab separated)"}[form],
    }
    what = d.among({"two": 3.0, "three": 1.4, "all": 1.4, "header": 1.0})
    if what == "all":
        if data.key or form == "tsv":
            return None
        return d.made(
            "json.csvall",
            (
                "- convert @w (from json|) to csv @to",
                "- convert the json (array|) (in|of) {js} to csv @to",
                "- turn @w into (a|) csv (file|) @to",
                "- (export|save) @w as csv (with (a|) header|) @to",
                "- convert {js} to csv with (a|) header (line|row|) @to",
                "* {js} to csv @to",
            ),
            f"jq -r '(.[0] | keys_unsorted), (.[] | [.[]]) | @csv' {{js}}{tail}",
            **p,
        )
    if what == "header":
        return d.made(
            "json.csvhead",
            (
                "- (convert|export) {fb} and {fb2} (of|from) @w to @form with a header (line|row|) @to",
                "* @form with header of {fb} and {fb2} from @w @to",
                "- make a @form (file|) with a header line from {fb} and {fb2} (of|in) @w @to",
            ),
            f'jq -r \'["{one}", "{two}"], ({data.each} | [.{one}, .{two}]) | @{form}\' {{js}}{tail}',
            **p,
        )
    fields = f".{one}, .{two}" if what == "two" else f".{one}, .{two}, .{three}"
    said = "{fb} and {fb2}" if what == "two" else "{fb}, {fb2} and {fb3}"
    return d.made("json.csv", (f"- (convert|export|print|write) {said} (of|from) (all @items in|) @w (to|as) @form @to", f"* @form (of|with) {said} from @w @to", f"- make a @form (file|) (of|from|with) {said} (of|from|in) @w @to", f"- (get|print) {said} from @w as @form @to", f"- turn @w into @form with {said} @to"),
                  f"jq -r '{data.each} | [{fields}] | @{form}' {{js}}{tail}", **p)  # fmt: skip


def _nth(d: Draft) -> Composed | None:
    data = Data(d)
    d.draw("count")
    d.draw("small")
    at = d.rng.randrange(0, 10)
    d.put("jlim", str(at))
    one = data.field(d, "t", "fb")
    item = d.one(("item", "element", "entry", "object", "record"))
    base = data.array if data.key else "."
    what = d.among(
        {
            "first": 1.0,
            "last": 1.0,
            "index": 1.0,
            "firstn": 1.4,
            "lastn": 0.8,
            "firstfield": 1.0,
            "slice": 0.5,
            "lastfield": 0.7,
            "skip": 0.5,
        }
    )
    low = d.rng.randrange(0, 20)
    d.put("jlimb", str(low))
    d.put("jlimb2", str(low + d.rng.randrange(2, 20)))
    p = {"w": data.words, "i": item}
    ways, line = {
        "first": (("- <show> (only|just|) the first @i (of|in|from) @w", "* first @i (of|in) @w"), f"jq '{base}[0]' {{js}}"),
        "last": (("- <show> (only|just|) the last @i (of|in|from) @w", "* last @i (of|in) @w"), f"jq '{base}[-1]' {{js}}"),
        "index": (("- <show> the @i (at|with) index {jlim} (of|in) @w", "* @i with index {jlim} of @w"), f"jq '{base}[{{jlim}}]' {{js}}"),
        "firstn": (("- <show> (only|) the first {count} @i(s) (of|in|from) @w", "* first {count} @i(s) of @w"), f"jq '{base}[:{{count}}]' {{js}}"),
        "lastn": (("- <show> (only|) the last {count} @i(s) (of|in|from) @w", "* last {count} @i(s) of @w"), f"jq '{base}[-{{count}}:]' {{js}}"),
        "firstfield": (("- <show> the {fb} of the first @i (of|in|from) @w", "* {fb} of the first @i in @w"), f"jq -r '{base}[0].{one}' {{js}}"),
        "lastfield": (("- <show> the {fb} of the last @i (of|in|from) @w", "* {fb} of the last @i in @w"), f"jq -r '{base}[-1].{one}' {{js}}"),
        "slice": (("- <show> (the|) @i(s) (from index|) {jlimb} (up|) to (but not including|before) {jlimb2} (of|in) @w",), f"jq '{base}[{{jlimb}}:{{jlimb2}}]' {{js}}"),
        "skip": (("- <show> all (but|except) the first {count} @i(s) (of|in) @w", "- skip the first {count} @i(s) (of|in) @w (and print the rest|)"), f"jq '{base}[{{count}}:]' {{js}}"),
    }[what]  # fmt: skip
    ways = tuple(x.replace("@i(s)", {"entry": "entries"}.get(item, item + "s")) for x in ways)
    return d.made(f"json.{what}", ways, line, **p)
