"""What stands between the columns of a table in a text file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Separator:
    """What stands between columns, as the tools want it."""

    awk: str
    cut: str
    sort: str
    column: str
    ofs: str
    sign: str
    ends: tuple[str, ...]
    said: tuple[str, ...]


COMMA: Final = Separator("-F,", "cut -d,", "sort -t,", "column -s, -t", "-v OFS=,", ",", ("csv",), ("",))
SEPARATORS: Final = {
    COMMA: 16.0,
    Separator("-F';'", 'cut -d";"', 'sort -t";"', 'column -s";" -t', '-v OFS=";"', ";", ("csv", "csv", "txt"),
              ("semicolon separated", "semicolon-separated", "semicolon delimited", "separated by semicolons,", "; separated", "with ; as separator,")): 1.6,
    Separator("-F'\\t'", "cut", "sort -t$'\\t'", "column -s$'\\t' -t", "-v OFS='\\t'", "\t", ("tsv", "tsv", "tsv", "txt"),
              ("tab separated", "tab-separated", "tab delimited", "tsv", "separated by tabs,")): 2.0,
    Separator("-F'|'", 'cut -d"|"', 'sort -t"|"', 'column -s"|" -t', '-v OFS="|"', "|", ("txt", "csv", "psv", "dat"),
              ("pipe separated", "pipe-separated", "pipe delimited", "separated by |,", "with | between the columns,")): 0.8,
    Separator("-F:", "cut -d:", "sort -t:", "column -s: -t", "-v OFS=:", ":", ("txt", "dat", "conf"),
              ("colon separated", "colon-separated", "colon delimited", "separated by colons,", "with : as delimiter,")): 0.8,
}  # fmt: skip
