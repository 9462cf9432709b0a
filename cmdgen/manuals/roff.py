r"""The text of a line of roff: escape sequences resolved, quoted arguments taken apart.

Only what occurs in the prose of manuals is known.  What moves, draws or measures is dropped.

Source: groff(7), groff_char(7), mandoc_char(7)
"""

from __future__ import annotations

import re
from typing import Final

_NAMED: Final = {
    "aq": "'", "cq": "'", "oq": "'", "dq": '"', "lq": '"', "rq": '"', "rs": "\\", "ha": "^", "ti": "~", "ga": "`",
    "bu": "-", "em": "-", "en": "-", "hy": "-", "mi": "-", "ba": "|", "or": "|", "bv": "|", "at": "@", "sh": "#",
    "Do": "$", "lB": "[", "rB": "]", "lC": "{", "rC": "}", "la": "<", "ra": ">", "fo": "<", "fc": ">", "sl": "/",
    "<=": "<=", ">=": ">=", "!=": "!=", "->": "->", "mu": "x", "co": "(c)", "rg": "(r)", "tm": "(tm)", "Fo": '"',
    "Fc": '"', "eq": "=", "pl": "+", "ul": "_", "ru": "_", "**": "*", "R": "(r)", "Tm": "(tm)", "Aq": "'", "dg": "+",
}  # fmt: skip

_ESCAPE: Final = re.compile(
    r"""\\(?:
      f(?:\[[^\]]*\]|\(..|.)                          # font
    | [mMF](?:\[[^\]]*\]|\(..|.)                      # colour, family
    | s(?:[-+]?\[[^\]]*\]|[-+]?\([0-9]{2}|[-+]?[0-9]) # size
    | [hvwbDlLoSRXZxNHA]'[^']*'                       # motion, width, drawing
    | [nkgV](?:\[[^\]]*\]|\(..|[-+]?.)                # registers
    | \*(?P<string>\[[^\]]*\]|\(..|.)
    | \((?P<two>..)
    | \[(?P<long>[^\]]*)\]
    | (?P<comment>["\#].*)
    | (?P<one>.)
    )""",
    re.VERBOSE | re.DOTALL,
)
_ONE: Final = {
    "-": "-",
    "e": "\\",
    "\\": "\\",
    " ": " ",
    "~": " ",
    "0": " ",
    "'": "'",
    "`": "`",
    ".": ".",
    "t": " ",
}


def plain(text: str) -> str:
    """Return the text without escape sequences."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_resolved, text)


def _resolved(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "one":
        return _ONE.get(match["one"], "")
    if kind == "two":
        return _NAMED.get(match["two"], "")
    if kind == "string":
        return _NAMED.get(match["string"].strip("[]("), "")
    if kind == "long":
        name = match["long"]
        if re.fullmatch("u[0-9A-F]{4,5}", name):
            return chr(int(name[1:], 16))
        return _NAMED.get(name, "")
    return ""


def arguments(line: str) -> list[str]:
    r"""Return the arguments of a macro line as they are written; `""` inside of quotes stands for one quote."""
    found = []
    for match in re.finditer(r'"((?:[^"]|"")*)"?|((?:\\ |\\.|[^\s\\])(?:\\ |\\.|\S)*)', line):
        quoted, bare = match.groups()
        if bare is not None and bare.startswith('\\"'):
            break
        found.append(bare if bare is not None else quoted.replace('""', '"'))
    return found
