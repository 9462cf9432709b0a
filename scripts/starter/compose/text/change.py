"""Whole files changed: case, blanks, line ends, joined and split; two files together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed
from scripts.starter.compose.text.edit import sed_edit
from scripts.starter.compose.text.source import draw_saved, draw_source

JOINERS: Final = {
    "commas": ",",
    "a comma": ",",
    "semicolons": '";"',
    "spaces": '" "',
    "a space": '" "',
    "a pipe": '"|"',
    "colons": ":",
    "dashes": "-",
}
"""What stands between joined lines: how it is said, what paste gets."""
SIGNS: Final = {
    "commas": ",",
    "semicolons": ";",
    "colons": ":",
    "dashes": "-",
    "underscores": "_",
    "spaces": " ",
    "tabs": "\\t",
    "pipes": "|",
}
"""Signs that are exchanged: how they are said, what tr gets."""


TRIMMED: Final = {
    "trimend": (
        "s/[[:space:]]*$//",
        "(trailing (whitespace|spaces|blanks)|(whitespace|spaces) at the end of (each|every) line)",
    ),
    "trimstart": (
        "s/^[[:space:]]*//",
        "(leading (whitespace|spaces|blanks)|(indentation|spaces at the beginning of the lines))",
    ),
    "trimboth": (
        "s/^[[:space:]]*//; s/[[:space:]]*$//",
        "leading and trailing (whitespace|spaces|blanks)",
    ),
}


def _trimmed(d: Draft, what: str, f: str) -> Composed:
    script, where = TRIMMED[what]
    return sed_edit(
        d,
        script,
        f"text.{what}",
        (
            f"- (remove|delete|strip|trim|cut off) (all|) {where} (from|in|of) @f @p",
            f"- (trim|strip) {where} (in|from) (each|every) line of @f @p",
        ),
        f=f,
    )


WEIGHTS: Final = {"upper": 1.2, "lower": 1.2, "upperin": 0.7, "lowerin": 0.6, "reverse": 1.2, "rev": 0.5, "joinsep": 1.4, "joinnone": 0.4, "joinspace": 0.7, "splitspace": 0.7, "splitcomma": 0.7, "squeeze": 0.7, "trimend": 1.0, "trimstart": 0.8, "trimboth": 0.6, "digits": 0.6, "punct": 0.6, "spaces": 0.6, "tabs": 0.7, "untabs": 0.4,
                    "wrap": 0.8, "double": 0.4, "blanklines": 0.6, "crlf": 0.8, "addcr": 0.3, "tr": 1.0, "html": 0.4, "capital": 0.4, "quotes": 0.4, "b64": 0.5, "b64d": 0.4, "utf8": 0.4, "hidden": 0.4, "noblank": 1.0, "nocomment": 0.9, "nocommentblank": 0.6, "pairs": 0.4, "rot13": 0.2, "swapcase": 0.2}  # fmt: skip
CHANGES: Final[Mapping[str, tuple[tuple[str, ...], str, str | None]]] = {
    "upper": (("- @get @f in (upper case|uppercase|capital letters|capitals|all caps) @o", "- (convert|change|turn) @f (to|into) (upper case|uppercase|capital letters) (and print it|) @o", "* @f in uppercase @o", "- uppercase @f (to stdout|) @o"), "tr '[:lower:]' '[:upper:]' < {src}@to", None),
    "lower": (("- @get @f in (lower case|lowercase|small letters) @o", "- (convert|change|turn) @f (to|into) (lower case|lowercase|small letters) (and print it|) @o", "* @f in lowercase @o", "- lowercase @f (to stdout|) @o"), "tr '[:upper:]' '[:lower:]' < {src}@to", None),
    "upperin": (("- (convert|change) (the text of|all letters in|) @f to (upper case|uppercase) (in place|and overwrite it|and save it)",), "sed -i 's/.*/\\U&/' {src}", "perl -pi -e '$_ = uc' {src}"),
    "lowerin": (("- (convert|change) (the text of|all letters in|) @f to (lower case|lowercase) (in place|and overwrite it|and save it)",), "sed -i 's/.*/\\L&/' {src}", "perl -pi -e '$_ = lc' {src}"),
    "reverse": (("- reverse the (order of the lines|line order) (in|of) @f @o", "- @get (the lines of|) @f (in reverse order|backwards|from bottom to top|last line first) @o", "* @f with the last line first @o", "* @f upside down @o"), "tac {src}@to", "tail -r {src}@to"),
    "rev": (("- @get (each|every) line of @f backwards", "- reverse the (characters|letters) (of|in) (each|every) line (of|in) @f"), "rev {src}", None),
    "joinsep": (("- (join|combine|merge) (all|the|all the) lines of @f (with @sep|separated by @sep) @o", "- @get (all|the) lines of @f (in|on) one line (separated by|with) @sep @o", "- put @sep between the lines of @f and make (it|them) one line @o"), "paste -sd@joiner {src}@to", None),
    "joinnone": (("- (remove|delete) (all|the) (newlines|line breaks) (from|in|of) @f", "- join (all|the) lines of @f without (a|any) separator"), "tr -d '\\n' < {src}", None),
    "joinspace": (("- (replace|turn) (the|all|) (newlines|line breaks) (in|of) @f (with|by|into) spaces", "- replace each newline in @f with a (space|blank)"), "tr '\\n' ' ' < {src}", None),
    "splitspace": (("- (put|print|show) (each|every) word of @f on (its|a) own line", "- (replace|turn) (the|) spaces in @f (with|into) (newlines|line breaks)", "* one word per line from @f"), "tr ' ' '\\n' < {src}", None),
    "splitcomma": (("- (replace|turn) (the|) commas in @f (with|into) (newlines|line breaks)", "- split (the lines of|) @f at (the|) commas (into lines|, one item per line)", "- put each comma separated item of @f on its own line"), "tr ',' '\\n' < {src}", None),
    "squeeze": (("- (squeeze|collapse|merge) (multiple|repeated|several) spaces (in|of) @f (in|)to one", "- replace (multiple|several) spaces (in a row|) with (one|a single) space in @f (and print it|)"), "tr -s ' ' < {src}", None),
    "digits": (("- (remove|delete|strip) (all|) (digits|numbers) from @f (and print it|)", "* @f without (digits|numbers)"), "tr -d '0-9' < {src}", None),
    "punct": (("- (remove|delete|strip) (all|) punctuation from @f (and print it|)", "* @f without punctuation"), "tr -d '[:punct:]' < {src}", None),
    "spaces": (("- (remove|delete|strip) all (spaces|blanks) from @f (and print it|)", "* @f without (any|) spaces"), "tr -d ' ' < {src}", None),
    "tabs": (("- (convert|change|replace|expand) (the|) tabs (in|of) @f (to|with|by|into) {numb} spaces @o", "- expand tabs in @f to {numb} spaces @o"), "expand -t {numb} {src}@to", None),
    "untabs": (("- (convert|change|replace) {numb} spaces (in|of) @f (to|with|by|into) tabs",), "unexpand -t {numb} {src}", None),
    "wrap": (("- (wrap|break|fold) (the|) (long|) lines (of|in) @f at {num} characters @o", "- wrap @f (to|at) {num} (columns|characters) (without breaking words|at spaces|) @o", "* @f wrapped at {num} columns @o"), "fold -s -w {num} {src}@to", None),
    "double": (("- (add|insert) an empty line after (each|every) line (of|in) @f (and print it|)", "- double space @f", "* @f double spaced"), "sed G {src}", None),
    "blanklines": (("- (squeeze|collapse|merge) (multiple|repeated|consecutive) (empty|blank) lines (of|in) @f (in|)to one", "* @f with at most one (empty|blank) line in a row"), "cat -s {src}", None),
    "tr": (("- (replace|change|swap) (all|the|) @a (in|of) @f (with|by|to) @b (and print it|) @o", "* @f with @b instead of @a @o", "- @get @f with @a replaced by @b @o"), "tr '@old' '@new' < {src}@to", None),
    "html": (("- (strip|remove) (all|the|) html tags from @f (and print it|) @o", "* text of @f without html tags @o"), "sed 's/<[^>]*>//g' {src}@to", None),
    "capital": (("- capitalize (each|every) word (in|of) @f (and print it|)", "* first letter of every word in @f in upper case"), "sed 's/\\b\\(.\\)/\\u\\1/g' {src}", "perl -pe 's/\\b(\\w)/\\u$1/g' {src}"),
    "b64": (("- base64 encode @f @o", "- encode @f (as|in|with) base64 @o", "* base64 of @f @o"), "base64 {src}@to", "base64 -i {src}@flagged"),
    "b64d": (("- base64 decode @f @o", "- decode the base64 (in|) @f @o"), "base64 -d {src}@to", "base64 -d -i {src}@flagged"),
    "utf8": (("- convert @f from latin1 to utf-8 (and (save|write) it (to|as)|into) {out}", "- (change|convert) the encoding of @f from ISO-8859-1 to UTF-8, output {out}"), "iconv -f ISO-8859-1 -t UTF-8 {src} > {out}", None),
    "hidden": (("- @get @f with (invisible|hidden|special) characters (visible|shown)", "- show tabs and line ends (in|of) @f", "- make (tabs and line ends|invisible characters) in @f visible"), "cat -A {src}", "cat -et {src}"),
    "noblank": (("- @get @f without (empty|blank) lines @o", "* (all|) (non-empty|non-blank) lines of @f @o", "- @get (only|) the lines of @f that are not (empty|blank) @o"), "grep -v '^$' {src}@to", None),
    "nocomment": (("- @get @f without (the|) (comments|comment lines) @o", "- @get (only|) the lines of @f that (don't|do not) start with # @o", "* @f without comment lines @o"), 'grep -v "^#" {src}@to', None),
    "nocommentblank": (("- @get @f without (comments and (empty|blank) lines|(empty|blank) lines and comments) @o", "- @get only the (effective|active) lines of @f, no comments and no (empty|blank) lines @o"), "grep -vE '^(#|$)' {src}@to", None),
    "pairs": (("- (join|merge|put together) every two lines of @f", "- @get the lines of @f in pairs, two per line"), "paste - - < {src}", None),
    "rot13": (("- (rot13|encode with rot13) @f", "* rot13 of @f"), "tr 'A-Za-z' 'N-ZA-Mn-za-m' < {src}", None),
    "swapcase": (("- swap upper and lower case in @f (and print it|)",), "tr 'A-Za-z' 'a-zA-Z' < {src}", None),
}  # fmt: skip


def _quotes(d: Draft, parts: Parts) -> Composed:
    return sed_edit(
        d,
        's/"//g',
        "text.delquotes",
        ("- (remove|delete|strip) (all|) (the|) (double|) quotes (from|in) @f @p",),
        f=parts["f"],
    )


ON_THE_SPOT: Final[Mapping[str, Form | PartBuilder]] = {
    "crlf": Form(
        "text.crlf",
        (
            "- convert (the|) windows line endings (of|in) @f to unix (ones|line endings|)",
            "- (remove|strip) (the|) (carriage returns|windows line endings|\\^M characters) (from|in) @f",
            "- (convert|change) @f from (dos|windows) to unix (line endings|format)",
            "- fix the (crlf|windows) line endings (of|in) @f",
        ),
        "sed -i 's/\\r$//' {src}",
        mac="perl -pi -e 's/\\r$//' {src}",
    ),
    "addcr": Form(
        "text.addcr",
        (
            "- convert (the|) (unix|) line endings of @f to windows (ones|line endings)",
            "- (convert|change) @f from unix to (dos|windows) (line endings|format)",
        ),
        "sed -i 's/$/\\r/' {src}",
        mac="perl -pi -e 's/\\n/\\r\\n/' {src}",
    ),
    "quotes": _quotes,
}


def whole_file(d: Draft) -> Composed | None:
    """Transformations of whole files."""
    f = draw_source(d)
    saved, redirect = draw_saved(d, 0.2)
    d.draw("count")
    n = d.one((40, 60, 72, 80, 100, 120, 132))
    d.put("num", str(n))
    k = d.one((2, 4, 8))
    d.put_count("numb", k)
    sep = d.one(list(JOINERS))
    a, b = d.rng.sample(list(SIGNS), 2)
    what = d.among(WEIGHTS)
    parts = {
        "get": "(print|show|output|display)",
        "sep": sep,
        "joiner": JOINERS[sep],
        "a": a,
        "b": b,
        "old": SIGNS[a],
        "new": SIGNS[b],
        "to": redirect,
        "flagged": redirect.replace(" >", " -o"),
        "f": f,
        "o": saved,
    }
    if what in ON_THE_SPOT:
        return composed(d, ON_THE_SPOT[what], parts)
    if what in TRIMMED:
        return _trimmed(d, what, f)
    if what == "utf8":
        d.values["out"] = d.draw("txt")
    ways, line, mac = CHANGES[what]
    return d.made(f"text.change.{what}", ways, line, mac=mac, **parts)


def in_pieces(d: Draft) -> Composed | None:
    """One file split into several, several joined into one."""
    f = draw_source(d, d.one(("txt", "log", "file")))
    d.draw("size")
    d.draw("stem")
    d.draw("word")
    d.put("num", str(d.one((100, 200, 500, 1000, 2000, 5000, 10000, 50, 20, 100000))))
    d.draw("small")
    if d.values["small"].written == "1":
        return None
    what = d.among(
        {
            "lines": 2.4,
            "size": 1.6,
            "parts": 1.4,
            "prefix": 1.0,
            "context": 0.5,
            "join": 1.4,
            "joinall": 1.0,
            "append": 1.0,
        }
    )
    pieces = "(pieces|parts|files|chunks|smaller files)"
    d.draw("file")
    d.draw("file2")
    d.draw("file3")
    ways, line, mac = {
        "lines": ((f"- split @f (in|)to {pieces} (of|with) {{num}} lines (each|)", "- split @f every {num} lines", "- (cut|break) @f (up|) into files of {num} lines", "* split @f, {num} lines per file"), "split -l {num} {src}", None),
        "size": ((f"- split @f (in|)to {pieces} of {{size}} (each|)", "- (cut|break|chop) @f (up|) into {size} pieces", "* split @f, {size} per file"), "split -b {size} {src}", None),
        "parts": ((f"- split @f (in|)to {{small}} (equal|equally big|) {pieces}", "- divide @f into {small} parts"), "split -n {small} {src}", "-"),
        "prefix": ((f"- split @f (in|)to {pieces} of {{num}} lines (named|called|starting with|with prefix|with names beginning with) {{stem}}", "- split @f every {num} lines with (the|) prefix {stem}"), "split -l {num} {src} {stem}", None),
        "context": (("- split @f at (every|each) line (with|containing) {word}", "- cut @f into files at every {word} line"), "csplit {src} '/{word|sed}/' '{*}'", "-"),
        "join": (("- (concatenate|combine|merge|join) {file} and {file2} into {file3}", "- put {file} and {file2} together in {file3}", "- write {file} followed by {file2} to {file3}", "* {file} + {file2} -> {file3}"), "cat {file} {file2} > {file3}", None),
        "joinall": (("- (concatenate|combine|merge|join) all {ext} files (here|in this folder|) into {file}", "- put (the contents of|) all {ext} files (together in|into) {file}", "* all {ext} files -> {file}"), "cat *.{ext} > {file}", None),
        "append": (("- append (the contents of|) {file} to {file2}", "- add (the contents of|) {file} (to|at) the end of {file2}"), "cat {file} >> {file2}", None),
    }[what]  # fmt: skip
    return d.made(f"text.split.{what}", ways, line, mac=mac, f=f)


def two_files(d: Draft) -> Composed | None:
    """Two files compared, merged, put beside each other."""
    d.draw("txt")
    d.draw("txt2")
    what = d.among(
        {
            "common": 1.4,
            "only": 1.4,
            "onlyb": 0.8,
            "diff": 1.6,
            "diffu": 0.7,
            "side": 0.8,
            "paste": 1.0,
            "pastec": 0.7,
            "same": 0.8,
            "sorted": 0.5,
            "merge": 0.6,
            "ncommon": 0.5,
            "filter": 0.6,
            "filterv": 0.5,
            "patch": 0.5,
            "case": 0.4,
            "space": 0.4,
            "brief": 0.4,
        }
    )
    a = d.one(
        ("{txt}", "{txt}", "the file {txt}" if d.values["txt"].words == d.values["txt"].written else "{txt}")
    )
    ways, line, mac = {
        "common": (("- (show|list|print|find) (the|) lines (that are|) in both {txt} and {txt2}", "* (common lines|lines in common) (of|between) {txt} and {txt2}", "* which lines do {txt} and {txt2} have in common", "* which lines are in both {txt} and {txt2}"), "comm -12 <(sort {txt}) <(sort {txt2})", None),
        "ncommon": (("* how many lines are in both {txt} and {txt2}", "- <count> the lines {txt} and {txt2} have in common"), "comm -12 <(sort {txt}) <(sort {txt2}) | wc -l", None),
        "only": (("- (show|list|print|find) (the|) lines (of|in|from) {txt} (that are|) (not in|missing (in|from)) {txt2}", "* which lines are in {txt} but not in {txt2}", "* lines only in {txt}, not in {txt2}", "* what is in {txt} that is not in {txt2}"), "comm -23 <(sort {txt}) <(sort {txt2})", None),
        "onlyb": (("- (show|list|print) (the|) lines of {txt2} that {txt} does not have", "* lines in {txt2} that are missing in {txt}", "* which lines of {txt2} are not in {txt}"), "comm -13 <(sort {txt}) <(sort {txt2})", None),
        "diff": (("- compare {txt} and {txt2}", "- compare {txt} (with|to) {txt2}", "* (difference|differences) between {txt} and {txt2}", "- (show|find) the (differences|difference) between {txt} and {txt2}", "- diff {txt} {txt2}", "* how do {txt} and {txt2} differ", "* what (changed|is different) between {txt} and {txt2}"), "diff {txt} {txt2}", None),
        "diffu": (("- (show|print) a unified diff of {txt} and {txt2}", "* unified diff {txt} {txt2}", "- diff {txt} and {txt2} in unified format"), "diff -u {txt} {txt2}", None),
        "side": (("- (compare|show|diff) {txt} and {txt2} side by side", "* side by side (diff|comparison) of {txt} and {txt2}"), "diff -y {txt} {txt2}", None),
        "case": (("- (compare|diff) {txt} and {txt2} ignoring (upper and lower |)case",), "diff -i {txt} {txt2}", None),
        "space": (("- (compare|diff) {txt} and {txt2} ignoring (whitespace|white space|spaces)",), "diff -w {txt} {txt2}", None),
        "brief": (("- (just|only) (tell me|say) (if|whether) {txt} and {txt2} differ", "- (check|see) (if|whether) {txt} and {txt2} differ, no details"), "diff -q {txt} {txt2}", None),
        "same": (("* are {txt} and {txt2} (identical|the same)", "- check (if|whether) {txt} and {txt2} are (identical|the same|equal)"), "cmp -s {txt} {txt2} && echo same || echo different", None),
        "paste": (("- (put|print|show) (the lines of|) {txt} and {txt2} (side by side|next to each other)", "- (paste|merge|combine) {txt} and {txt2} line by line", "- join {txt} and {txt2} line by line with a tab"), "paste {txt} {txt2}", None),
        "pastec": (("- (paste|merge|combine|join) {txt} and {txt2} line by line with (a comma|commas)", "- put {txt} and {txt2} side by side, separated by a comma"), "paste -d, {txt} {txt2}", None),
        "sorted": (("- (compare|diff) {txt} and {txt2} ignoring the order of (the|) lines", "- sort {txt} and {txt2} and diff them", "* difference between {txt} and {txt2} regardless of line order"), "diff <(sort {txt}) <(sort {txt2})", None),
        "merge": (("- (merge|combine) {txt} and {txt2}, sort and remove duplicates", "* sorted (union|merge) of {txt} and {txt2} without duplicates", "- sort {txt} and {txt2} together without duplicates"), "sort -u {txt} {txt2}", None),
        "filter": (("- (show|print) (the|) lines of {txt2} (that contain|containing|matching) any (pattern|word|line) (from|in|of) {txt}", "- grep {txt2} for (the|all) patterns (listed|) in {txt}"), "grep -f {txt} {txt2}", None),
        "filterv": (("- remove (the|all) lines (listed|) in {txt} from {txt2} (and print the rest|)", "- (show|print) {txt2} without (exactly|) the lines that are in {txt}(, keep the order|)"), "grep -vxFf {txt} {txt2}", None),
        "patch": (("- (make|create) a patch (file|) changes.patch from {txt} to {txt2}", "- save the (unified|) diff (of|between) {txt} and {txt2} (as|in|to) changes.patch"), "diff -u {txt} {txt2} > changes.patch", None),
    }[what]  # fmt: skip
    return d.made(f"text.two.{what}", ways, line, mac=mac, a=a)


def echoed(d: Draft) -> Composed | None:
    """A text printed."""
    d.draw("text")
    d.draw("stem")
    n = d.rng.randrange(2, 30)
    d.put_count("num", n)
    ways, line = d.one((
        (("- (convert|change|turn) {text} (to|into) (upper case|uppercase|capitals)", "* {text} in (uppercase|capital letters)"), "echo {text|q} | tr '[:lower:]' '[:upper:]'"),
        (("- (convert|change|turn) {text} (to|into) (lower case|lowercase)", "* {text} in lowercase"), "echo {text|q} | tr '[:upper:]' '[:lower:]'"),
        (("- reverse (the text|the string|) {text}", "- (print|write) {text} backwards", "* {text} backwards"), "echo {text|q} | rev"),
        (("- (print|echo|show|say) {text}", "- (print|write) the text {text} (to|on) the (terminal|screen)"), "echo {text|q}"),
        (("- (print|echo|repeat) {text} {num} times", "* {text} {num} times"), "for i in {1..@n}; do echo {text|q}; done"),
        (("- base64 encode (the text|the string|) {text}", "* base64 of (the text|) {text}"), "echo -n {text|q} | base64"),
        (("- replace (the|) spaces in {text} (with|by) underscores", "* {text} with underscores instead of spaces"), "echo {text|q} | tr ' ' '_'"),
    ))  # fmt: skip
    return d.made("text.echo", ways, line, n=str(n))
