"""csv asked for as people do who look at the file: columns by what they are called together with where they stand.

``tables`` has the house style with fixed sentences; here the column may be given by its place in a list of the columns
("users.csv has id,name,age: average age"), the records have names, and the parts come in any order.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.kit import ORDINALS, SHORT, Draft, own_slots
from scripts.starter.compose.records import COMMA, KINDS, SEPARATORS, VALUES, Kind, number, plural_of

own_slots("cf", "ca", "cas", "cb", "cbs", "cc", "cv", "cn", "cm", "co", "cl")

HEADER: Final = ("ignoring the header", "skip the header", "without the header", "not counting the header", "skipping the first line", "(it has a header|there is a header line)",
                 "the first (line|row) is (a|the) header", "the file has a header", "(leave|leaving) out the header (line|row)", "first line is the header, skip it", "excluding the header row")  # fmt: skip
KEEP: Final = (
    "keep the header",
    "with the header",
    "keeping the header (line|row|)",
    "including the header",
    "and also print the header",
    "header (line|) included",
    "the header should stay",
    "plus the header line",
)
VERB: Final = "(show|show me|print|list|get|give me|display|output|extract|find|let me see|pull out)"
GET: Final = "(show|show me|print|get|give me|tell me|find|calculate|compute|work out)"
HIGH: Final = "(highest|largest|biggest|maximum|greatest)"
LOW: Final = "(lowest|smallest|minimum|least)"


@dataclass(slots=True)
class Meaning:
    """What a composed request means, for the tests."""

    op: str
    file: str = ""
    sign: str = ","
    a: int = 0
    b: int = 0
    n: int = 0
    header: str = ""
    test: tuple[str, int, str] | None = None
    out: str = ""
    kinds: dict[int, str] = field(default_factory=dict)


# weight, noun phrases, sentences, columns wanted (n numbers, t text), share with a test, share with words about the header
Wish = tuple[float, tuple[str, ...], tuple[str, ...], str, float, float]
WISHES: Final[dict[str, Wish]] = {
    "col": (3, ("@a", "(just|only) @a", "(all|) the values of @a", "@a of @who", "every value in @a", "what is in @a"), ("- cut @a out of {cf} @h", "* {cf}, only @a @h", "- print {cf} but only @a @h", "* i only need @a @in @h"), "x", 0.45, 0.35),
    "cols": (2, ("@a and @b", "only @a and @b", "just @a and @b", "@a together with @b", "@a and @b of @who"), ("- cut @a and @b out of {cf} @h", "* {cf}, only @a and @b @h", "- reduce {cf} to @a and @b @h", "- print {cf} with only @a and @b @h"), "xx", 0.25, 0.25),
    "drop": (1, ("everything (but|except) @a", "all columns except @a"), ("- (remove|drop|delete|strip) @a from {cf}", "* {cf} without @a", "- print {cf} without @a", "- get rid of @a in {cf}, print the rest", "- leave out @a of {cf}", "- show {cf} minus @a"), "x", 0, 0),
    "rows": (5, ("@who", "only @who", "all @who", "the (whole|complete|full) rows of @who", "(lines|rows) for @who"), ("- filter {cf} (for|to) @who @h", "- keep only @who @in @h", "* which @who are @in @h", "- select @who @in @h", "- search {cf} for @who @h", "* {cf}: only @who @h"), "", 1, 0.4),
    "count": (3, ("the number of @who", "how many @who there are"), ("- count @who @in @h", "* how many @who are @in @h", "* how many @who are there @in @h", "* number of @who @in @h", "* @in how many @who are there @h", "- tell me how many @who are @in @h", "* count of @who @in @h"), "", 1, 0.35),
    "sum": (2.6, ("the (sum|total) of @a", "the (sum|total) of @a of @who", "the total of all values in @a", "@a added up"), ("- (add up|sum|sum up|total|add together) @a @in @h", "- (add up|sum up|sum) @a of @who @in @h", "* total of @a @in @h", "* sum of @a for @who @in @h", "* how much is @a @in (altogether|in total) @h", "* what does @a @in add up to @h"), "n", 0.3, 0.4),
    "avg": (2.2, ("the (average|mean) of @a", "the (average|mean) of @a of @who", "the (average|mean) value (of|in) @a"), ("- average @a @in @h", "* (average|mean) of @a @in @h", "* average of @a for @who @in @h", "* how high is @a on average @in @h", "- take the mean of @a @in @h", "* avg of @a @in @h"), "n", 0.3, 0.4),
    "max": (1.4, (f"the {HIGH} value (of|in) @a", f"the {HIGH} number in @a", "the max(imum|) of @a"), (f"* {HIGH} value of @a @in @h", f"* what is the {HIGH} value of @a @in @h", "* max of @a @in @h", "* how high does @a @in get @h", f"- find the {HIGH} value of @a @in @h"), "n", 0, 0.35),
    "min": (1.2, (f"the {LOW} value (of|in) @a", f"the {LOW} number in @a", "the min(imum|) of @a"), (f"* {LOW} value of @a @in @h", f"* what is the {LOW} value of @a @in @h", "* min of @a @in @h", "* how low does @a @in get @h", f"- find the {LOW} value of @a @in @h"), "n", 0, 0.35),
    "maxrow": (1.2, (f"the (row|line|@one) with the {HIGH} value (of|in) @a", f"the (whole|complete) (row|line) where @a is {HIGH}", f"the @one with the {HIGH} value in @a"), (f"* which (row|line|@one) @in has the {HIGH} value in @a @h", f"* (row|@one) with the {HIGH} value of @a @in @h", "- find the (row|@one) @in where @a is the (biggest|highest) @h", "- find the top (row|@one) by @a @in @h", "* top (row|@one) by @a @in @h"), "n", 0, 0.25),
    "minrow": (0.9, (f"the (row|line|@one) with the {LOW} value (of|in) @a", f"the (whole|complete) (row|line) where @a is {LOW}", f"the @one with the {LOW} value in @a"), (f"* which (row|line|@one) @in has the {LOW} value in @a @h", f"* (row|@one) with the {LOW} value of @a @in @h", "- find the (row|@one) @in where @a is the (smallest|lowest) @h", "- find the bottom (row|@one) by @a @in @h", "* bottom (row|@one) by @a @in @h"), "n", 0, 0.25),
    "maxcol": (1, (f"@b of the (row|line|@one) with the {HIGH} value (of|in) @a", f"@b for the {HIGH} value of @a", f"@b where @a is {HIGH}"), (f"* what is @b of the (row|@one) with the {HIGH} value in @a @in @h", f"- find the (row|@one) with the {HIGH} value of @a @in and print @b @h", f"* @b of the @one with the {HIGH} value in @a @in @h", f"- take the (row|@one) @in where @a is the {HIGH} and print only @b @h", "- sort {cf} by @a descending and print @b of the first (row|@one) @h"), "nt", 0, 0.2),
    "top": (1, (f"the {{cn}} (rows|@many) with the {HIGH} values in @a", "the top {cn} (rows|@many) by @a", f"the {{cn}} @many where @a is {HIGH}"), ("* top {cn} (rows|@many) by @a @in @h", f"* which {{cn}} (rows|@many) @in have the {HIGH} values in @a @h", "- sort {cf} by @a descending and show the first {cn} (rows|@many) @h", "* top {cn} of {cf} by @a @h", f"* {{cn}} @many with the {HIGH} values of @a @in @h"), "n", 0, 0.2),
    "sortn": (1.8, ("@many sorted (numerically|as numbers|ascending|from low to high) by @a", "the rows sorted by number in @a"), ("- sort {cf} (numerically|as numbers|by number) (by|on) @a @h", "- sort the (rows|@many) @in numerically by @a @h", "* {cf} sorted by @a as numbers @h", "- order {cf} by @a, it is a number @h", "- order the @many @in by @a, smallest (number|value) first @h", "* sort by @a numerically @in @h"), "n", 0, 0.45),
    "sortd": (1.8, ("@many sorted by @a, (highest|largest|biggest) first", "the rows in descending order of @a \\(numbers\\)"), ("- sort {cf} by @a descending numerically @h", "- sort the (rows|@many) @in by @a, (highest|biggest|largest) (number|value|) first @h", "* {cf} sorted by @a from high to low @h", "- order {cf} by @a, largest number first @h", "- reverse numeric sort of {cf} by @a @h", "* sort by @a @in, biggest first @h"), "n", 0, 0.45),
    "sortt": (1.4, ("@many sorted alphabetically by @a", "the rows in alphabetical order of @a"), ("- sort {cf} (alphabetically|from a to z) by @a @h", "- sort the (rows|@many) @in by @a @h", "* {cf} sorted by @a @h", "- order {cf} by @a @h", "- arrange the @many @in by @a @h", "* sort by @a @in @h"), "t", 0, 0.45),
    "uniq": (2, ("the (different|distinct|unique) values (of|in) @a", "every (different|distinct) value in @a once", "all values of @a without duplicates", "the distinct entries in @a"), ("* which values are there in @a @in @h", "* (different|unique|distinct) values of @a @in @h", "- list @a @in without (duplicates|repeats) @h", "* which different values occur in @a @in @h"), "t", 0, 0.4),
    "nuniq": (1.4, ("the number of (different|distinct|unique) values (of|in) @a", "how many (different|distinct|unique) values there are in @a"), ("- count the (different|distinct|unique) values (of|in) @a @in @h", "* how many (different|distinct|unique) values are (there|) in @a @in @h", "* number of (distinct|different) values of @a @in @h", "* how many (unique|different) entries does @a @in have @h", "* @in how many different values are in @a @h", "- count distinct @a @in @h"), "t", 0, 0.4),
    "freq": (1.8, ("how often each value of @a occurs", "the number of (rows|@many) for each value (of|in) @a", "a count (per|for each) value of @a", "the frequency of the values in @a"), ("- count (the|) (rows|@many) per value of @a @in @h", "- count how (often|many times) each value of @a (occurs|appears) @in @h", "- tally @a @in @h", "* how many (rows|@many) per value of @a @in @h", "* group by @a @in and count @h", "- group {cf} by @a and count (the|) (rows|@many) @h"), "t", 0, 0.3),
    "freqtop": (0.7, ("the {cn} most (common|frequent) values (of|in) @a", "the {cn} values that occur most often in @a"), ("* {cn} most (common|frequent) values of @a @in @h", "* which {cn} values of @a occur most often @in @h", "- count the values of @a @in and show the top {cn} @h", "* top {cn} values by frequency in @a @in @h", "- find the {cn} most frequent values of @a @in @h", "* most common {cn} values in @a @in @h"), "t", 0, 0.2),
    "sumper": (1.7, ("the (sum|total) of @a (per|for each|by|for every) value of @b", "@a (summed|added) up (per|by|for each value of) @b", "the total of @a grouped by @b"), ("- (sum|add up|total) @a (per|by|for each value of|for each) @b @in @h", "- group {cf} by @b and (sum|add up|total) @a @h", "* total of @a per @b @in @h", "* sum of @a for each @b @in @h", "- for each value of @b @in add up @a @h"), "nt", 0, 0.25),
    "avgper": (1, ("the (average|mean) of @a (per|for each|by|for every) value of @b", "@a averaged (per|by|for each value of) @b", "the average of @a grouped by @b"), ("- average @a (per|by|for each) @b @in @h", "- group {cf} by @b and average @a @h", "* average of @a per @b @in @h", "* mean of @a for each value of @b @in @h", "- for each value of @b @in compute the average of @a @h"), "nt", 0, 0.25),
    "nrows": (1.4, (), ("- count the (data rows|records|@many) @in @needh", "* how many (rows|records|@many) are @in @needh", "* number of (rows|records|@many) @in @needh", "* how many (rows|data lines) does {cf} have @needh", "- count the rows of {cf} @needh", "* {cf}: number of data rows @needh", "* row count of {cf} @needh", "- tell me how many @many {cf} has @needh"), "", 0, 1),
    "head": (1.2, (), ("- <show> the first {cn} (data rows|rows|records|@many) @in @needh", "* first {cn} (rows|records|@many) @in @needh", "- <show> {cn} rows after the header of {cf}", "- <show> the first {cn} rows after the header @in", "* the {cn} rows that follow the header of {cf}", "- skip the header of {cf} and show the next {cn} (lines|rows)", "* {cf} from line 2 on, {cn} lines", "- preview {cn} (rows|@many) of {cf} @needh"), "", 0, 1),
    "nohead": (1, (), ("- print {cf} without (its|the) (header|header line|first line)", "- skip the (header|first line) of {cf}", "* {cf} without header", "* only the data rows of {cf}, not the header", "- (strip|cut|remove) the header (line|row|) (of|from) {cf} and print the rest", "- output {cf} from the second line on", "- show all rows of {cf} (but|except) the header", "* everything after the header in {cf}"), "", 0, 0),
    "ncols": (0.9, (), ("* how many (columns|fields) does {cf} have", "- count the (columns|fields) (in|of) {cf}", "* number of (columns|fields) in {cf}", "* how many (columns|fields) are (there|) in {cf}", "- tell me the number of columns of {cf}", "- find out how many (columns|fields) {cf} has", "* column count of {cf}", "- count how many (fields|columns) the header of {cf} has"), "", 0, 0),
    "names": (1, (), ("- list the column names of {cf} (one per line|)", "* which columns does {cf} have", "* names of the columns in {cf}", "- show the header of {cf} with one (name|column) per line", "* what columns are in {cf}", "- print each column name of {cf} on its own line", "- split the header of {cf} into lines", "* the field names of {cf}, one per line"), "", 0, 0),
    "table": (0.9, (), ("- show {cf} as a (nice|neat|readable|) table", "- align the columns of {cf}", "- print {cf} in aligned columns", "* {cf} as a table", "- pretty print {cf}", "- line up the columns of {cf} in the terminal", "- make {cf} readable in columns", "- format {cf} as a table"), "", 0, 0),
    "tabs": (0.9, (), ("- replace the @sepname in {cf} (with|by) tabs", "- convert {cf} to tab separated", "- print {cf} with tabs instead of @sepname", "* {cf} with tabs as delimiter", "- change the delimiter of {cf} to tab", "- turn {cf} into tsv", "- make {cf} tab delimited", "- swap the @sepname of {cf} for tabs"), "", 0, 0),
    "pipes": (0.7, (), ("- replace the @sepname in {cf} (with|by) pipes", "- convert {cf} to pipe separated", "- print {cf} with | instead of @sepname", "* {cf} with | as delimiter", "- change the delimiter of {cf} to |", "- use | as separator in {cf}, print the result", "- make {cf} pipe delimited", "- swap the @sepname of {cf} for pipes"), "", 0, 0),
    "dedupe": (0.9, (), ("- keep only the first (row|line|@one) for each value of @a @in", "- (remove|drop) (rows|@many) that repeat a value in @a @in", "- dedupe {cf} by @a", "* {cf} with only one row per value of @a", "- drop (rows|lines) with a duplicate @a from {cf}", "* unique (rows|@many) @in by @a", "- remove duplicates in @a @in, keep the first", "* one (row|@one) per @a @in"), "t", 0, 0),
    "row": (0.7, (), ("- <show> (line|row) {cn} of {cf}", "* (line|row) {cn} of {cf}", "- <show> (line|row) number {cn} (of|in) {cf}", "* what is in line {cn} of {cf}", "- print only line {cn} of {cf}", "- get the line {cn} from {cf}", "* {cf}: line {cn}", "* just line number {cn} of {cf}"), "", 0, 0),
    "lastcol": (0.7, (), ("- <show> the last column of {cf}", "* last column of {cf}", "* last field of (each|every) line (of|in) {cf}", "- cut out the last column of {cf}", "- print only the last field of each row in {cf}", "* {cf}: only the last column", "- get the values in the last column of {cf}", "- for each row of {cf} print the last (field|value)"), "", 0, 0),
    "swap": (0.6, (), ("- print @b before @a @in, only these two", "- print first @b and then @a @in", "- print @b, then @a of {cf}, comma between", "- reorder {cf}: @b, then @a", "* @b followed by @a @in, separated by a comma", "- output @b and after it @a @in", "- show {cf} with @b first and @a second, nothing else", "* only two columns @in: @b, then @a"), "<", 0, 0),
}  # fmt: skip
FRAMES: Final = {
    f"- {VERB} @np @in @h": 5.0, "* @np @in @h": 4.0, f"* {{cf}}: {VERB} @np @h": 0.5, "* {cf}: @np @h": 0.8, f"- from {{cf}} {VERB} @np @h": 0.8, f"* @context, {VERB} @np @h": 1.3,
    f"* @context. {VERB} @np @h": 1.0, f"- use awk to {VERB} @np @in @h": 0.4, f"* (can you|please|pls) {VERB} @np @in @h": 0.6, "* i (need|want) @np @in @h": 0.6, f"- (read|take|open) {{cf}} and {VERB} @np @h": 0.5,
}  # fmt: skip


class Sheet:
    """A csv file, the records in it, and where its columns stand."""

    def __init__(self, d: Draft, meaning: Meaning) -> None:
        self.d, self.meaning = d, meaning
        self.kind: Kind = d.one(KINDS)
        self.sep = (
            COMMA if d.chance(0.85) else d.among({s: w for s, w in SEPARATORS.items() if s is not COMMA})
        )
        stem = (
            self.kind.plural
            if d.chance(0.5)
            else d.one(("data", "input", "export", "table", "report", "list"))
            if d.chance(0.4)
            else pool.stem(d.rng)
        )
        said = (
            ""
            if self.sep is COMMA
            else {
                ";": "semicolon separated",
                "\t": "tab separated",
                "|": "pipe separated",
                ":": "colon separated",
            }[self.sep.sign]
        )
        name = f"{d.one(('', '', '', '', '', '', 'data/', '/tmp/'))}{stem}.{'tsv' if self.sep.sign == chr(9) else 'csv' if self.sep is COMMA else d.one(('csv', 'txt'))}"
        d.put_path("cf", name)
        meaning.file, meaning.sign = name, self.sep.sign
        self.file = (
            d.one(("{cf}", f"the {said} (file|) {{cf}}", f"{{cf}} \\({said}\\)"))
            if said and name.endswith(("csv", "txt"))
            else "{cf}"
        )
        self.place = (
            d.one(
                (
                    "in @file",
                    "in @file",
                    "of @file",
                    "from @file",
                    "in the file @file",
                    "from the csv @file" if not said else "from @file",
                    "in my @file",
                    "in @file",
                )
            )
            .replace("in my the", "in the")
            .replace("@file", self.file)
            .replace("the file the", "the")
        )
        self.many = self.kind.plural if d.chance(0.6) else d.one(("rows", "lines", "records", "entries"))
        self.one = (
            self.kind.singular
            if self.many == self.kind.plural
            else {"entries": "entry"}.get(self.many, self.many[:-1])
        )
        self.listed = d.chance(0.24)
        names = [
            *d.rng.sample(self.kind.texts, min(3, len(self.kind.texts))),
            *d.rng.sample(self.kind.numbers, min(3, len(self.kind.numbers))),
        ]
        d.rng.shuffle(names)
        self.names = list(dict.fromkeys(names))
        self.used: list[int] = []

    def column(self, need: str, key: str) -> tuple[str, int]:
        """Draw a column: how it is said (``key`` is its slot), and its number."""
        d = self.d
        numeric = need == "n" or (need == "x" and d.chance(0.4))
        options = [
            n
            for n in (self.kind.numbers if numeric else self.kind.texts)
            if not self.listed or n in self.names
        ]
        free = [n for n in options if not self.listed or self.names.index(n) + 1 not in self.used]
        if self.listed and not free:
            self.listed = False
            return self.column(need, key)
        name = d.one(free)
        at = (
            self.names.index(name) + 1
            if self.listed
            else d.one([n for n in (1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8) if n not in self.used])
        )
        self.used.append(at)
        self.meaning.kinds[at] = "n" if numeric else "t"
        d.put(key, name)
        d.put(key + "s", plural_of(name), name)
        x, c = f"{{{key}}}", d.one(("column", "column", "column", "col", "field"))
        if self.listed:
            return d.one((x, x, f"the {x}", f"the {x} column", f"(the|) {x} (values|)")), at
        plain = (
            f"{c} {at}",
            f"the {ORDINALS[at]} {c}",
            f"{ORDINALS[at]} {c}",
            f"the {SHORT[at]} {c}",
            f"{c} number {at}",
            f"{c} {at}",
        )
        both = (f"{x} \\({c} {at}\\)", f"the {x} \\({c} {at}\\)", f"the {x} column \\({c} {at}\\)", f"the {x} in {c} {at}", f"{x} \\({ORDINALS[at]} {c}\\)", f"{c} {at} \\({x}\\)",
                f"the {ORDINALS[at]} {c} \\({x}\\)", f"{x}, {c} {at},", f"{x}, which is {c} {at},")  # fmt: skip
        return d.one(plain) if d.chance(0.5) else d.one(both), at

    def test(self) -> tuple[str, str]:
        """A test of a column: words after the noun, and awk."""
        d = self.d
        how = d.among(
            {
                ">": 3.0,
                "<": 2.0,
                ">=": 0.8,
                "<=": 0.6,
                "eqn": 0.6,
                "==": 5.0,
                "!=": 1.2,
                "has": 1.3,
                "start": 0.8,
                "end": 0.5,
                "empty": 0.6,
            }
        )
        said, at = self.column("n" if how in {">", "<", ">=", "<=", "eqn"} else "t", "cc")
        said, v = said.removesuffix(","), "{cv}"
        if how in {">", "<", ">=", "<=", "eqn"}:
            value = str(number(d.rng))
            d.put("cv", value)
            words = {
                ">": "(greater than|more than|above|over|bigger than|higher than|>)",
                "<": "(less than|below|under|smaller than|lower than|<)",
                ">=": "(at least|>=)",
                "<=": "(at most|<=|no more than)",
                "eqn": "(exactly|equal to)",
            }[how]
            after, awk = (
                f"(where|whose) {said} is {words} {v}",
                f"${at} {'==' if how == 'eqn' else how} {value}",
            )
            if self.listed and d.chance(0.4):
                after = f"with (a|an) {{cc}} {words} {v}"
        elif how == "empty":
            value, after, awk = "", f"where {said} is (empty|blank|missing)", f'${at} == ""'
        else:
            value = d.one(VALUES.get(d.values["cc"].written, ("",))) if d.chance(0.75) else ""
            value = value or pool.word(d.rng)
            d.put("cv", d.one((value, value, f'"{value}"')), value)
            after, awk = {
                "==": (f"where {said} (is|is|equals|==|=|is exactly) {v}", f'${at} == "{value}"'), "!=": (f"where {said} (is not|isn't|!=|is different from) {v}", f'${at} != "{value}"'),
                "has": (f"where {said} (contains|includes) {v}", f"${at} ~ /{value}/"), "start": (f"where {said} (starts|begins) with {v}", f"${at} ~ /^{value}/"), "end": (f"where {said} ends (with|in) {v}", f"${at} ~ /{value}$/")}[how]  # fmt: skip
            if how == "==" and d.chance(0.45):
                after = d.one((f"with {v} in {said}", f"that have {v} in {said}", f"having {v} in {said}"))
                if self.listed and d.values["cc"].written in {"city", "country"} and d.chance(0.6):
                    after = f"from {v}"
        self.meaning.test = ("==" if how == "eqn" else how, at, value)
        return after, awk


def make(rng: random.Random) -> Composed:
    """Compose one request about a csv file."""
    return composed(rng)[0]


def composed(rng: random.Random) -> tuple[Composed, Meaning]:
    """Compose one request and say what it means."""
    d = Draft(rng, mac=0.04)
    while True:
        d.values.clear()
        made = _one(d)
        if made is not None:
            return made


def _put_context(d: Draft, t: Sheet, parts: dict[str, str]) -> None:
    """Say what the file holds: its columns, or what a row is about."""
    if t.listed:
        columns = d.one((",", ", ")).join(t.names)
        d.put("cl", columns)
        parts["context"] = d.one(
            (
                "{cf} has the columns {cl}",
                "the columns of {cf} are {cl}",
                "{cf} has the header {cl}",
                "given {cf} with columns {cl}",
                "{cf} \\(columns {cl}\\)",
                "columns in {cf}: {cl}",
            )
        )
        if t.used:
            parts["in"] = d.one(
                (
                    f"{t.place} \\((columns|columns are|header|header is|columns:) {{cl}}\\)",
                    f"{t.place} with (the|) columns {{cl}}",
                    f"{t.place}, (columns|header) {{cl}}",
                )
            )
    else:
        parts["context"] = d.one(
            (
                "{cf} is a list of @many",
                "{cf} has one @one per line",
                "given {cf}",
                "i have {cf} with @many",
                "the @many are in {cf}",
            )
        )


def _one(d: Draft) -> tuple[Composed, Meaning] | None:
    name = d.among({key: wish[0] for key, wish in WISHES.items()})
    _, nouns, own, needs, share, header_share = WISHES[name]
    m = Meaning(name)
    t = Sheet(d, m)
    parts = {"in": t.place, "many": t.many, "one": t.one, "a": "", "b": "", "who": "", "h": "", "needh": ""}
    for part, slot, need in zip("ab", ("ca", "cb"), "xx" if needs == "<" else needs, strict=False):
        parts[part], at = t.column(need, slot)
        setattr(m, part, at)
    if name in {"cols", "swap"} and m.a > m.b:
        m.a, m.b, parts["a"], parts["b"] = m.b, m.a, parts["b"], parts["a"]
    awk = ""
    if d.chance(share):
        after, awk = t.test()
        parts["who"] = d.one((f"{t.many} {after}", f"the {t.many} {after}", f"{t.many} {after}"))
        if name == "count":
            parts["who"] = f"{t.many} {after}"
    if d.chance(header_share):
        m.header = "skip"
        if (name == "rows" and d.chance(0.5)) or (name.startswith("sort") and d.chance(0.6)):
            m.header = "keep"
    if m.header:
        said = d.one(KEEP if m.header == "keep" else HEADER)
        parts["needh" if header_share == 1 else "h"] = d.one(
            (
                f", {said}",
                f"\\({said}\\)",
                said if not said.startswith(("(it", "the f", "first")) else f", {said}",
            )
        )
    _put_context(d, t, parts)
    if t.sep is not COMMA and t.file == "{cf}" and not m.file.endswith("tsv"):
        return None
    sentence = _sentence(d, nouns, own, with_test=bool(awk), listed=t.listed and bool(t.used))
    if sentence is None or (t.sep is not COMMA and "@in" not in sentence and not m.file.endswith("tsv")):
        return None
    m.n = d.rng.randrange(2, 10) if d.chance(0.7) else d.rng.randrange(10, 50)
    d.put("cn", str(m.n) if name == "row" else pool.num_text(m.n, d.rng), str(m.n))
    command = _command(t, m, awk)
    if name in {"tabs", "pipes"} and t.sep is not COMMA and t.sep.sign != ";":
        return None
    parts["sepname"] = {",": "commas", ";": "semicolons"}.get(t.sep.sign, "")
    if d.chance(0.1) and "." not in sentence and "?" not in sentence:
        d.put(
            "co",
            f"{pool.stem_plain(d.rng)}.{d.one(('csv', 'txt')) if name in {'rows', 'cols', 'drop', 'sortn', 'sortd', 'sortt', 'nohead', 'dedupe'} else 'txt'}",
            None,
            "arg",
        )
        m.out = d.values["co"].written
        sentence += d.one(
            (
                " and (save|write|store) (it|the result) (to|in|into|as) {co}",
                " into {co}",
                " > {co}",
                ", output to {co}",
            )
        )
        command += " > {co}"
    return d.made(f"csv.rows.{name}", sentence, command, mac="-", **parts), m


def _sentence(
    d: Draft, nouns: tuple[str, ...], own: tuple[str, ...], *, with_test: bool, listed: bool
) -> str | None:
    """Choose a sentence that names the test, the header and, where the columns are listed, their list."""
    frames = {f"{frame}\0{noun}": weight for frame, weight in FRAMES.items() for noun in nouns}
    texts = {
        key.replace("@np", key.partition("\0")[2]).partition("\0")[0]: weight / max(len(nouns), 1)
        for key, weight in frames.items()
    }
    texts |= dict.fromkeys(own, 2.2)
    right = {
        text: weight
        for text, weight in texts.items()
        if ("@who" in text) == with_test and (not listed or "@in" in text or "@context" in text)
    }
    return d.among(right) if right else None


def _command(t: Sheet, m: Meaning, awk: str) -> str:
    """The command in the style of ``tables``."""
    s, a, b = t.sep, m.a, m.b
    data = f"tail -n +2 {{cf}} | {s.cut} -f{a}"
    body = "tail -n +2 {cf}"
    compares = (
        awk
        and m.test is not None
        and m.test[0] in {">", "<", ">=", "<=", "!=", "=="}
        and (m.test[0] == "!=" or m.test[2].isdigit())
    )
    guarded = f"NR>1 && {awk}" if m.header == "skip" or (compares and t.listed) else awk
    total = f"{awk} " if awk else ""
    start = "NR>1 && " if m.header == "skip" and awk else "NR>1 " if m.header == "skip" else ""
    order = {"sortn": f"-k{a},{a}n", "sortd": f"-k{a},{a}nr", "sortt": f"-k{a},{a}"}.get(m.op, "")
    sign = {"\t": "'\\t'", ",": "','", ";": "';'", "|": "'|'", ":": "':'"}[s.sign]
    commands = {
        "col": f"awk {s.awk} '{guarded} {{print ${a}}}' {{cf}}" if awk else data if m.header else f"{s.cut} -f{a} {{cf}}",
        "cols": f"awk {s.awk} '{guarded} {{print ${a}, ${b}}}' {{cf}}" if awk else f"{body} | {s.cut} -f{a},{b}" if m.header else f"{s.cut} -f{a},{b} {{cf}}",
        "drop": f"{s.cut} -f{a} --complement {{cf}}",
        "rows": f"awk {s.awk} '{'NR==1 || ' + awk if m.header == 'keep' else guarded}' {{cf}}",
        "count": f"awk {s.awk} '{'NR>1 && ' + awk if compares or m.header else awk}' {{cf}} | wc -l",
        "sum": f"awk {s.awk} '{start}{total}{{s+=${a}}} END {{print s}}' {{cf}}",
        "avg": f"awk {s.awk} 'NR>1 {'&& ' + awk + ' ' if awk else ''}{{s+=${a}; n++}} END {{print s/n}}' {{cf}}",
        "max": f"{data} | sort -nr | head -n 1", "min": f"{data} | sort -n | head -n 1",
        "maxrow": f"{body} | {s.sort} -k{a},{a}nr | head -n 1", "minrow": f"{body} | {s.sort} -k{a},{a}n | head -n 1",
        "maxcol": f"{body} | {s.sort} -k{a},{a}nr | head -n 1 | {s.cut} -f{b}", "top": f"{body} | {s.sort} -k{a},{a}nr | head -n {{cn}}",
        "sort": f"(head -n 1 {{cf}} && {body} | {s.sort} {order})" if m.header == "keep" else f"{body} | {s.sort} {order}" if m.header else f"{s.sort} {order} {{cf}}",
        "uniq": f"{data} | sort -u", "nuniq": f"{data} | sort -u | wc -l", "freq": f"{data} | sort | uniq -c | sort -nr", "freqtop": f"{data} | sort | uniq -c | sort -nr | head -n {{cn}}",
        "sumper": f"awk {s.awk} 'NR>1 {{s[${b}]+=${a}}} END {{for (k in s) print k, s[k]}}' {{cf}}",
        "avgper": f"awk {s.awk} 'NR>1 {{s[${b}]+=${a}; n[${b}]++}} END {{for (k in s) print k, s[k]/n[k]}}' {{cf}}",
        "nrows": f"{body} | wc -l", "head": f"{body} | head -n {{cn}}", "nohead": body, "ncols": f"head -n 1 {{cf}} | awk {s.awk} '{{print NF}}'",
        "names": f"head -n 1 {{cf}} | tr {sign} '\\n'", "table": f"{s.column} {{cf}}", "tabs": f"tr {sign} '\\t' < {{cf}}", "pipes": f"tr {sign} '|' < {{cf}}",
        "dedupe": f"awk {s.awk} '!seen[${a}]++' {{cf}}", "row": "sed -n '{cn}p' {cf}", "lastcol": f"awk {s.awk} '{{print $NF}}' {{cf}}",
        "swap": f"awk {s.awk} {s.ofs} '{{print ${b}, ${a}}}' {{cf}}",
    }  # fmt: skip
    return commands["sort" if m.op.startswith("sort") else m.op]
