"""Lines of text and dates with two and three conditions at once."""

from __future__ import annotations

import random
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.dates.words import FORMATS, ZONES, plus
from scripts.starter.compose.kit import ORDINALS, Draft, from_builders

# Every wording stands on the line of its command.
# fmt: off
_GET: Final = "(show|print|get|display|give me|list)"


def make(rng: random.Random) -> Composed:
    """Compose one request about lines of a file or about dates."""
    return from_builders(rng, {_pick: 3.4, _replace: 2.4, _delete: 2.0, _columns: 1.8, _order: 1.8, _count: 1.6, _dates: 3.0, _stamps: 0.9}, mac=0.0)


def _file(d: Draft) -> str:
    value = d.draw(d.one(("file", "txt", "log")))
    d.values["src"] = value
    return d.one(("{src}", "{src}", "{src}", "the file {src}")) if value.words == value.written else "{src}"


def _words(d: Draft, count: int) -> bool:
    """Draw words that may stand in any expression."""
    for number in range(count):
        if not all(c.isalnum() or c in " _-" for c in d.draw("word" if number == 0 else f"word{number + 1}").written):
            return False
    return len({d.values["word" if n == 0 else f"word{n + 1}"].written for n in range(count)}) == count


def _range(d: Draft) -> tuple[int, int]:
    low = d.rng.randrange(2, 80)
    high = low + d.rng.randrange(2, 60)
    d.put("low", str(low))
    d.put("high", str(high))
    return low, high


def _number(d: Draft, low: int = 2, high: int = 21) -> int:
    n = d.rng.randrange(low, high)
    d.put_count("nums", n)
    return n


_HAS: Final = ("(with|containing) {word}", "that (contain|have|include|mention) {word}", "in which {word} (occurs|appears)")
_LACKS: Final = ("without {word}", "not containing {word}", "that (do not|don't) (contain|have|mention) {word}", "lacking {word}")
_STARTS: Final = ("(starting|beginning) with {word}", "that (start|begin) with {word}")
_ENDS: Final = ("ending (in|with) {word}", "that end (in|with) {word}")


def _test(d: Draft) -> tuple[str, str]:
    """A condition on a line: words, and what grep gets."""
    return d.one((
        (d.one(_HAS), '"{word|raw}"'), (d.one(_HAS), '"{word|raw}"'), (d.one(_LACKS), '-v "{word|raw}"'), (d.one(_LACKS), '-v "{word|raw}"'),
        (d.one(_STARTS), '"^{word|raw}"'), (d.one(_ENDS), '"{word|raw}$"'), (d.one(_HAS) + " " + d.one(("in any case", "ignoring case", "upper or lower case", ", case does not matter")), '-i "{word|raw}"'),
        ("(with|containing) {word} as a whole word", '-w "{word|raw}"'), ("not (starting|beginning) with {word}", '-v "^{word|raw}"'),
    ))


def _pick(d: Draft) -> Composed | None:
    """Lines by place and content, or by two contents."""
    f = _file(d)
    if not _words(d, 2):
        return None
    low, high = _range(d)
    n = _number(d)
    said, test = _test(d)
    lines = d.one(("lines", "the lines", "all lines", "only the lines", "just the lines"))
    save, redirect = "", ""
    if d.chance(0.15):
        d.values["out"] = d.draw("txt2")
        save, redirect = d.one(("and (save|write|put) them (to|in|into) {out}", "into {out}", "> {out}", "and store the result in {out}")), " > {out}"
    what = d.among({"within": 2.4, "withinc": 1.0, "firstn": 1.4, "lastn": 1.2, "andnot": 2.6, "startnot": 1.2, "notnot": 1.0, "startend": 1.2, "order": 1.0, "either": 0.8, "from": 1.0, "rangeblank": 0.8, "rangenum": 0.8, "uniq": 1.4, "uniqn": 0.8, "sorted": 1.0, "startor": 0.6, "nth": 1.0, "upto": 0.8, "skip": 0.8})
    own: tuple[str, ...]
    if what == "within":
        own, line = (f"- {_GET} {lines} {said} between line {{low}} and line {{high}} of @f", f"- look only at lines {{low}} to {{high}} of @f and {_GET} those {said}", f"- {_GET} from lines {{low}}-{{high}} of @f (only |)those {said}", f"* in lines {{low}} to {{high}} of @f, the ones {said}", f"* which of the lines {{low}} to {{high}} of @f are {said}" if said.startswith(("not ", "(starting", "ending")) else f"* lines {{low}} to {{high}} of @f, only those {said}", f"- search lines {{low}} to {{high}} of @f for the ones {said}", f"* @f lines {{low}}-{{high}}, {said} only", f"- take lines {{low}} to {{high}} from @f, then keep (only |)those {said}"), f"sed -n '{low},{high}p' {{src}} | grep {test}"
    elif what == "withinc":
        own, line = (f"* how many lines {said} are between line {{low}} and line {{high}} of @f", f"- count the lines {said} between line {{low}} and {{high}} of @f", f"- count only in lines {{low}} to {{high}} of @f the ones {said}", f"* number of lines {said} in lines {{low}}-{{high}} of @f", f"* in lines {{low}} to {{high}} of @f, how many {said}", f"- among lines {{low}} to {{high}} of @f count those {said}", f"- take lines {{low}} to {{high}} of @f and count those {said}", f"* lines {said} in @f from line {{low}} to {{high}}, only the number"), f"sed -n '{low},{high}p' {{src}} | grep -c{test[1:] if test.startswith('-') else ' ' + test}"
    elif what == "firstn":
        own, line = (f"- {_GET} (the |)lines {said} (in|among|from) the first {{nums}} lines of @f", f"- look (only |)at the first {{nums}} lines of @f and {_GET} those {said}", f"* lines {said} in the first {{nums}} lines of @f", f"* first {{nums}} lines of @f, only those {said}", f"- search the first {{nums}} lines of @f for lines {said}", f"- take the first {{nums}} lines of @f, keep those {said}", f"* which of the first {{nums}} lines of @f are the ones {said}", f"- from the top {{nums}} lines of @f {_GET} the ones {said}"), f"head -n {n} {{src}} | grep {test}"
    elif what == "lastn":
        own, line = (f"- {_GET} (the |)lines {said} (in|among|from) the last {{nums}} lines of @f", f"- look (only |)at the last {{nums}} lines of @f and {_GET} those {said}", f"* lines {said} in the last {{nums}} lines of @f", f"* last {{nums}} lines of @f, only those {said}", f"- search the last {{nums}} lines of @f for lines {said}", f"- take the last {{nums}} lines of @f, keep those {said}", f"* which of the last {{nums}} lines of @f are the ones {said}", f"- from the end of @f, {{nums}} lines, {_GET} the ones {said}"), f"tail -n {n} {{src}} | grep {test}"
    elif what in {"andnot", "startnot"}:
        start = what == "startnot"
        has = d.one(_STARTS if start else _HAS)
        both = d.one(("(but|and) not {word2}", "but do not contain {word2}", "and have no {word2}", "but skip those with {word2}", "except (those|the ones) with {word2}", "unless they (also |)contain {word2}", "without {word2}", "excluding lines with {word2}", "and leave out those containing {word2}"))
        if both == "(but|and) not {word2}":
            both = "but not {word2}" if not start else "but do not have {word2}"
        if has.startswith("(with") and both.startswith(("but do", "and have")):
            has = "that contain {word}"
        if has.startswith("(start") and both.startswith(("but do", "and have")):
            has = "that start with {word}"
        count = d.chance(0.25)
        first = '"^{word|raw}"' if start else '"{word|raw}"'
        if count:
            own, line = (f"- <count> (the |)lines (of|in) @f {has} {both}", f"* how many lines of @f are there {has} {both}", f"* number of lines in @f {has} {both}", f"* lines of @f {has} {both}, how many", f"* lines {has} {both} in @f: only the (count|number)", f"- count in @f the lines {has} {both}", f"- tell me how many lines in @f there are {has} {both}", f"- <count> only lines in @f {has} {both}"), f'grep {first} {{src}} | grep -vc "{{word2|raw}}"'
        else:
            own, line = (f"- {_GET} {lines} (of|in|from) @f {has} {both} @save", f"- (find|search|grep) in @f (the |)lines {has} {both} @save", f"* lines (of|in) @f {has} {both} @save", f"- filter @f for lines {has} {both} @save", f"- keep (only |)the lines of @f {has} {both} @save", f"- go through @f and {_GET} (the |)lines {has} {both} @save", f"* @f : lines {has} {both} @save", f"* i want the lines of @f {has} {both} @save"), f'grep {first} {{src}} | grep -v "{{word2|raw}}"{redirect}'
    elif what == "notnot":
        own, line = (f"- {_GET} {lines} of @f that contain neither {{word}} nor {{word2}}", f"- {_GET} @f without the lines containing {{word}} or {{word2}}", "- leave out lines with {word} or {word2} from @f and print the rest", "* lines of @f with no {word} and no {word2}", "- hide all lines of @f that have {word} or {word2}", "* everything in @f except lines with {word} and lines with {word2}", "- filter out {word} and {word2} lines from @f", "* @f minus the lines mentioning {word} or {word2}"), 'grep -vE "{word|raw}|{word2|raw}" {src}'
    elif what == "startend":
        own, line = (f"- {_GET} {lines} of @f (starting|beginning) with {{word}} and ending (in|with) {{word2}}", f"- {_GET} {lines} in @f that (start|begin) with {{word}} and end (in|with) {{word2}}", "* which lines of @f (start|begin) with {word} and end (in|with) {word2}", "* lines in @f , {word} at the start and {word2} at the end", "- (find|grep) lines in @f with {word} at the (start|beginning) and {word2} at the end", "* lines of @f that end with {word2} and start with {word}", "* @f : lines from {word} at the beginning to {word2} at the end of the line", "- search @f for lines beginning with {word} that end with {word2}"), 'grep "^{word|raw}.*{word2|raw}$" {src}'
    elif what == "order":
        own, line = (f"- {_GET} {lines} of @f (in which|where) {{word}} comes before {{word2}}", "* lines in @f with {word} (followed by|and later) {word2}", "- (find|grep) lines in @f that have {word} and after it {word2}", "* which lines of @f have {word2} somewhere after {word}", f"- {_GET} {lines} of @f with first {{word}} and then {{word2}}", "- search @f for {word} followed by {word2} on the same line", "* @f : lines where {word2} follows {word}", "* lines of @f with {word} ... {word2} in this order"), 'grep "{word|raw}.*{word2|raw}" {src}'
    elif what == "either":
        own, line = (f"- {_GET} {lines} of @f with {{word}} or {{word2}} @case", "* lines in @f that contain {word} or {word2} or both @case", "- (find|grep) {word} or {word2} in @f @case", "* which lines of @f mention {word} or {word2} @case", f"- {_GET} {lines} of @f having at least one of {{word}} and {{word2}} @case", "- search @f for either {word} or {word2} @case", "* @f : lines with {word} and lines with {word2} @case", "* every line of @f with {word} or {word2} @case"), 'grep -iE "{word|raw}|{word2|raw}" {src}'
        return d.made("cond.text.either", own, line, f=f, case=d.one(("ignoring case", "in any case", ", upper or lower case", ", case does not matter", "case insensitively")))
    elif what == "from":
        own, line = (f"- {_GET} {lines} {said} from line {{low}} of @f on", f"- skip everything before line {{low}} of @f and {_GET} the lines {said}", f"* lines {said} after and including line {{low}} of @f", f"- start at line {{low}} of @f and {_GET} only lines {said}", f"- search @f from line {{low}} to the end for lines {said}", f"* from line {{low}} on in @f, lines {said}", f"* @f from line {{low}}, only those {said}", f"- ignore the lines before {{low}} in @f and {_GET} those {said}"), f"tail -n +{low} {{src}} | grep {test}"
    elif what == "rangeblank":
        own, line = (f"- {_GET} lines {{low}} to {{high}} of @f without (the |)(blank|empty) (lines|ones)", "* lines {low}-{high} of @f, (blank|empty) ones left out", f"- {_GET} the non-empty lines between {{low}} and {{high}} of @f", "* non-blank lines of @f from line {low} to {high}", f"- {_GET} lines {{low}} through {{high}} of @f, skip (blank|empty) lines", "- take lines {low} to {high} of @f and drop the (blank|empty) ones", "* @f {low}-{high} without empty lines", f"- {_GET} what is in lines {{low}} to {{high}} of @f, not the (blank|empty) lines"), f"sed -n '{low},{high}p' {{src}} | grep -v '^$'"
    elif what == "rangenum":
        own, line = (f"- {_GET} lines {{low}} to {{high}} of @f with (their |)line numbers", "* lines {low}-{high} of @f, numbered", f"- number the lines of @f and {_GET} {{low}} to {{high}}", f"- {_GET} lines {{low}} through {{high}} of @f and their numbers", "* @f lines {low} to {high} with numbers in front", f"- {_GET} the numbered lines {{low}} to {{high}} of @f", "- put line numbers before @f but print only {low} to {high}", "* line {low} to line {high} of @f incl. line numbers"), f"cat -n {{src}} | sed -n '{low},{high}p'"
    elif what in {"uniq", "sorted", "uniqn"}:
        end = {"uniq": " | sort -u", "sorted": " | sort", "uniqn": " | sort | uniq -c | sort -nr"}[what]
        tail = {"uniq": "each (only |)once|without duplicates|sorted and without duplicates|, no duplicates", "sorted": "sorted|in alphabetical order|sorted alphabetically", "uniqn": "with how often each occurs, most frequent first|counted, most frequent first|by frequency|with counts, most common first"}[what]
        own, line = (f"- {_GET} {lines} of @f {said}, ({tail})", f"* lines {said} in @f, ({tail})", f"- find (the |)lines {said} in @f and {_GET} them, ({tail})", f"- grep @f for lines {said}, output ({tail})", f"* @f : lines {said} ({tail})", f"- take the lines of @f {said} and {_GET} them ({tail})", f"* only lines {said} from @f, ({tail})", f"- filter @f for lines {said}, ({tail})"), f"grep {test} {{src}}{end}"
    elif what == "startor":
        own, line = (f"- {_GET} {lines} of @f that (start|begin) with {{word}} or {{word2}}", "* lines in @f (starting|beginning) with {word} or with {word2}", "* which lines of @f begin with either {word} or {word2}", "- grep @f for lines with {word} or {word2} at the (start|beginning)", "* @f : {word} or {word2} at the start of the line", f"- {_GET} {lines} whose beginning is {{word}} or {{word2}} in @f", "- search @f for lines starting with one of {word} and {word2}", "- keep the lines of @f whose start is {word} or {word2}"), 'grep -E "^({word|raw}|{word2|raw})" {src}'
    elif what == "nth":
        n = d.one((2, 3, 4, 5))
        nth = d.one((ORDINALS[n], f"{n}{ {2: 'nd', 3: 'rd'}.get(n, 'th')}"))
        own, line = (f"- {_GET} the {nth} line {said} of @f".replace("that (do not|don't)", "that does not").replace(" lines", " line") if not said.startswith("that") else f"- {_GET} the {nth} of the lines of @f {said}", f"* the {nth} of the lines {said} in @f", f"- {_GET} only the {nth} among the lines {said} in @f", f"* {nth} match in @f of lines {said}", f"- of the lines {said} in @f {_GET} the {nth}", f"* lines {said} in @f, only the {nth} one", f"- find lines {said} in @f and {_GET} number {n}", f"* not the first but the {nth} of the lines {said} in @f"), f"grep {test} {{src}} | sed -n '{n}p'"
    elif what == "upto":
        own, line = (f"- {_GET} the first {{nums}} lines of @f without the lines {said}", f"- leave out lines {said} from @f and {_GET} the first {{nums}} of the rest", f"- ignore lines {said} in @f and {_GET} the first {{nums}} others", f"* first {{nums}} lines of @f not counting those {said}", f"- drop the lines {said} from @f, then {_GET} the first {{nums}}", f"- skip lines {said} in @f, {_GET} {{nums}} of what remains", f"* @f without lines {said}, first {{nums}}", f"* first {{nums}} lines of @f when those {said} are left out"), 'grep -v "{word|raw}" {src} | head -n ' + str(n)
        if test != '"{word|raw}"':
            return None
    else:
        own, line = (f"- {_GET} @f without the first {{nums}} and (without |)the last {{low}} lines", "- cut {nums} lines off the top and {low} off the (end|bottom) of @f and print the rest", "* @f minus the first {nums} and the last {low} lines", "- skip the first {nums} lines of @f and also the last {low}", "* everything in @f except the first {nums} and last {low} lines", "- leave out the first {nums} lines and the last {low} lines of @f", "- print @f but not its first {nums} lines and not its last {low}", "* @f , drop {nums} lines at the start and {low} at the end"), f"tail -n +{n + 1} {{src}} | head -n -{low}"
    return d.made(f"cond.text.{what}", own, line, f=f, **({"save": save} if "@save" in own[0] else {}))


def _replace(d: Draft) -> Composed | None:
    """Replacing in some of the lines, or only some of the occurrences."""
    f = _file(d)
    if not _words(d, 3):
        return None
    low, high = _range(d)
    n = _number(d)
    if not (d.values["word"].written.isalnum() and d.values["word2"].written.isalnum()):
        return None
    scope, at, flag = d.one((
        (("only in lines (with|containing) {third}", "on lines that contain {third}", "but only where the line (contains|has) {third}", "if the line (contains|has) {third}", "in every line that mentions {third}"), "/{third|raw}/", "g"),
        (("only in lines (without|not containing) {third}", "except in lines (with|containing) {third}", "but not (in|on) lines that contain {third}", "unless the line (contains|has) {third}", "everywhere but in lines with {third}"), "/{third|raw}/!", "g"),
        (("only in lines (starting|beginning) with {third}", "but only on lines that (start|begin) with {third}", "if the line (starts|begins) with {third}"), "/^{third|raw}/", "g"),
        (("except in lines (starting|beginning) with {third}", "but not on lines that (start|begin) with {third}", "unless the line (starts|begins) with {third}"), "/^{third|raw}/!", "g"),
        (("only in lines {low} to {high}", "between line {low} and line {high}", "but only from line {low} to line {high}", "in lines {low}-{high} only", "nowhere but in lines {low} to {high}"), f"{low},{high}", "g"),
        (("except in lines {low} to {high}", "but not in lines {low} to {high}", "everywhere but in lines {low}-{high}", "outside of lines {low} to {high}"), f"{low},{high}!", "g"),
        (("from line {low} on", "from line {low} to the end", "only after and including line {low}", "starting at line {low}"), f"{low},$", "g"),
        (("only in the first {nums} lines", "but only within the first {nums} lines", "in the first {nums} lines only"), f"1,{n}", "g"),
        (("only in line {low}", "but only (on|in) line {low}", "in line {low} and nowhere else", "on line number {low} only"), f"{low}", "g"),
        (("except in line {low}", "but not in line {low}", "everywhere but in line {low}", "in every line but line {low}"), f"{low}!", "g"),
        (("only in the last line", "but only in the last line", "in the very last line"), "$", "g"),
        (("except in the last line", "but not in the last line"), "$!", "g"),
        (("except in the first line", "but not in the first line", "everywhere but in the header line", "but leave the first line alone"), "1!", "g"),
        (("only in the first line", "but only in the (first|header) line"), "1", "g"),
        (("only the second one (in|of|on) each line", "but only the second occurrence (in|of|on) every line", "the second time it occurs (in|on) a line"), "", "2"),
        (("only the third one (in|of|on) each line", "but only the third occurrence (in|of|on) every line"), "", "3"),
        (("from the second occurrence (in|on) each line on", "(in|on) every line all but the first one", "(in|on) each line except the first occurrence"), "", "2g"),
        (("only the first occurrence in the whole file", "only the very first one of the file", "just once, where it first occurs", "only the first time it occurs in the file"), "0,/{word|raw}/", ""),
        (("as a whole word only, ignoring case", "only whole words, in any case", "whole words only, upper or lower case"), "WORD", "gI"),
        (("only at the (start|beginning) of a line", "but only at the (start|beginning) of lines"), "START", ""),
        (("only at the end of a line", "but only at the end of lines"), "END", ""),
    ))
    how = d.one(scope)
    d.values["third"] = d.values["word3"]
    old = {"WORD": "\\b{word|raw}\\b", "START": "^{word|raw}", "END": "{word|raw}$"}.get(at, "" if at.startswith("0,") else "{word|raw}")
    at = "" if at.isupper() else at
    keep, option = d.one((("", "-i "), ("", "-i "), ("", "-i "), ("and (print|show) the result, do not change the file", ""), ("without changing the file", ""), ("with a backup copy .bak", "-i.bak "), ("in place", "-i ")))
    line = f"sed {option}'{at}s/{old}/{{word2|raw}}/{flag}' {{src}}"
    ways = (f"- (replace|substitute) {{word}} (with|by) {{word2}} in @f {how} @keep", f"- change {{word}} to {{word2}} in @f {how} @keep", f"- in @f replace {{word}} with {{word2}} {how} @keep", f"- in @f change {{word}} to {{word2}}, {how} @keep", f"* @f : {{word}} -> {{word2}} {how} @keep", f"- {how} of @f , replace {{word}} with {{word2}} @keep" if how.startswith(("only in", "in every", "except in")) else f"- use sed to replace {{word}} with {{word2}} in @f {how} @keep", f"- turn {{word}} into {{word2}} in @f {how} @keep", f"- sed {{word}} to {{word2}} in @f {how} @keep", f"* {{word}} should (be|become|read) {{word2}} in @f {how} @keep", f"- write {{word2}} instead of {{word}} in @f {how} @keep")
    return d.made("cond.text.replace", ways, line, f=f, keep=keep)


def _delete(d: Draft) -> Composed | None:
    """Deleting lines by two conditions."""
    f = _file(d)
    if not _words(d, 2):
        return None
    low, high = _range(d)
    said, program = d.one((
        ("lines (with|containing) {word} but not {word2}", "/{word|raw}/{/{word2|raw}/!d}"),
        ("lines that contain {word} unless they (also |)contain {word2}", "/{word|raw}/{/{word2|raw}/!d}"),
        ("lines with {word} except those with {word2}", "/{word|raw}/{/{word2|raw}/!d}"),
        ("lines that contain both {word} and {word2}", "/{word|raw}/{/{word2|raw}/d}"),
        ("lines with {word} as well as {word2} in them", "/{word|raw}/{/{word2|raw}/d}"),
        ("lines that contain {word} or {word2}", "/{word|raw}/d; /{word2|raw}/d"),
        ("lines with {word} and (also the |)lines with {word2}", "/{word|raw}/d; /{word2|raw}/d"),
        ("lines (with|containing) {word} between line {low} and line {high}", f"{low},{high}{{/{{word|raw}}/d}}"),
        ("lines that contain {word}, but only in lines {low} to {high},", f"{low},{high}{{/{{word|raw}}/d}}"),
        ("lines (with|containing) {word} except the first line", "1!{/{word|raw}/d}"),
        ("lines with {word} but never the header \\(first line\\)", "1!{/{word|raw}/d}"),
        ("lines with {word} from line {low} on", f"{low},${{/{{word|raw}}/d}}"),
        ("only the first line (with|containing) {word}", "0,/{word|raw}/{/{word|raw}/d}"),
        ("just the first of the lines that contain {word}", "0,/{word|raw}/{/{word|raw}/d}"),
        ("empty lines and lines (with|containing) {word}", "/^$/d; /{word|raw}/d"),
        ("blank lines as well as lines (starting|beginning) with {word}", "/^$/d; /^{word|raw}/d"),
        ("lines (starting|beginning) with {word} or ending (in|with) {word2}", "/^{word|raw}/d; /{word2|raw}$/d"),
        ("lines that (start|begin) with {word} and end (in|with) {word2}", "/^{word|raw}.*{word2|raw}$/d"),
        ("empty lines between line {low} and line {high}", f"{low},{high}{{/^$/d}}"),
        ("lines {low} to {high} and all empty lines", f"{low},{high}d; /^$/d"),
        ("the first line and all lines (with|containing) {word}", "1d; /{word|raw}/d"),
        ("the last line and all (blank|empty) lines", "$d; /^$/d"),
        ("the first and the last line", "1d;$d"),
        ("line {low} and line {high}", f"{low}d;{high}d"),
        ("lines {low} to {high}", f"{low},{high}d"),
        ("everything except lines {low} to {high}", f"{low},{high}!d"),
        ("all lines but {low} to {high}", f"{low},{high}!d"),
        ("everything after line {low}", f"{low}q"),
    ))
    keep, option = d.one((("", "-i "), ("", "-i "), ("in place", "-i "), ("and (print|show) the (result|rest), leave the file (alone|as it is)", ""), ("without changing the file", ""), ("keeping a backup .bak", "-i.bak ")))
    rm = "(delete|remove|drop|erase|cut|strip)"
    ways = (f"- {rm} {said} (from|in) @f @keep", f"- {rm} from @f {said} @keep", f"- in @f {rm} {said} @keep", f"- use sed to {rm} {said} (from|in) @f @keep", f"- (get rid of|throw out) {said} in @f @keep", f"* @f : {said} should (go|be deleted) @keep", f"* i (don't|do not) want {said} in @f , delete them @keep" if not said.startswith(("only", "just", "everything", "the ")) else f"- delete {said} of @f @keep", f"- clean @f of {said} @keep")
    return d.made("cond.text.delete", ways, f"sed {option}'{program}' {{src}}", f=f, keep=keep)


def _columns(d: Draft) -> Composed | None:
    """Columns of some of the lines, and what becomes of them."""
    f = _file(d)
    if not _words(d, 1):
        return None
    c, e = d.rng.sample(range(1, 7), 2)
    n = _number(d)
    limit = d.one((10, 50, 100, 200, 500, 1000, d.rng.randrange(2, 900)))
    top = limit * d.one((2, 3, 5, 10))

    def column(k: int) -> str:
        nth = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth"}[k]
        return d.one((f"(the |)column {k}", f"the {nth} column", f"the {nth} (field|word)", f"column number {k}", f"field {k}"))

    said, test = d.one((
        ("(with|containing) {word}", "/{word|raw}/"), ("that contain {word}", "/{word|raw}/"), ("without {word}", "!/{word|raw}/"), ("that (do not|don't) contain {word}", "!/{word|raw}/"),
        ("(starting|beginning) with {word}", "/^{word|raw}/"), (f"where {column(e)} is (over|above|greater than) {limit}", f"${e} > {limit}"), (f"where {column(e)} is (under|below|less than) {limit}", f"${e} < {limit}"),
        (f"where {column(e)} is (over|above) {limit} and (under|below) {top}", f"${e} > {limit} && ${e} < {top}"), (f"where {column(e)} is more than {limit} but less than {top}", f"${e} > {limit} && ${e} < {top}"),
        (f"where {column(e)} is not {{word}}", f'${e} != "{{word|raw}}"'), (f"where {column(e)} is {{word}}", f'${e} == "{{word|raw}}"'), (f"with {{word}} where {column(e)} is (over|above) {limit}", f"/{{word|raw}}/ && ${e} > {limit}"),
        ("except the first line", "NR > 1"), ("after the header line", "NR > 1"),
    ))
    col = column(c)
    what = d.among({"col": 1.6, "uniq": 1.6, "count": 1.4, "top": 1.2, "sum": 1.4, "join": 0.8, "n": 0.8, "nuniq": 0.8, "max": 0.6, "avg": 0.6, "sort": 0.6})
    of = d.one((f"of the lines {said} in @f", f"of all lines of @f {said}", f"from the lines of @f {said}", f"in @f for lines {said}"))
    plain = f"awk '{test} {{print ${c}}}' {{src}}"
    ways, line = {
        "col": ((f"- {_GET} {col} {of}", f"- {_GET} (only |just |){col} {of}", f"* {col} {of}", f"- for the lines of @f {said} {_GET} {col}", f"- look at the lines {said} in @f and {_GET} {col}", f"- extract {col} {of}", f"* lines {said} in @f, only {col}", f"- awk {col} {of}"), plain),
        "uniq": ((f"- {_GET} the (unique|distinct|different) values (of|in) {col} {of}", f"- {_GET} {col} {of}, (each (value |)once|without duplicates|no duplicates)", f"* (unique|distinct) values in {col} {of}", f"* which different values are in {col} {of}", f"- for the lines of @f {said} {_GET} {col} without duplicates", f"* {col} {of}, sorted and unique", f"- list every value of {col} {of} only once", f"* {col} deduplicated {of}"), plain + " | sort -u"),
        "count": ((f"- count how often each value of {col} occurs {of}", f"* how often does each value of {col} occur {of}", f"- {_GET} {col} {of}, unique and counted", f"* {col} {of} with counts, most frequent first", f"- count the values of {col} {of}", f"* frequency of {col} {of}", f"- for the lines of @f {said} count the values in {col}", f"- group by {col} and count, only {of.removeprefix('of ').removeprefix('from ')}"), plain + " | sort | uniq -c | sort -nr"),
        "top": ((f"- {_GET} the {{nums}} most (common|frequent) values of {col} {of}", f"* top {{nums}} values of {col} {of}", f"* {{nums}} most frequent values in {col} {of}", f"* which {{nums}} values of {col} are most common {of}", f"- for the lines of @f {said} {_GET} the {{nums}} most frequent values in {col}", f"- count {col} {of} and {_GET} the top {{nums}}", f"* most common {{nums}} in {col} {of}", f"- rank the values of {col} {of}, top {{nums}}"), plain + f" | sort | uniq -c | sort -nr | head -n {n}"),
        "sum": ((f"- (sum|add up|total) {col} {of}", f"* (sum|total) of {col} {of}", f"- <calc> the (sum|total) of {col} {of}", f"- for the lines of @f {said} add up {col}", f"* what does {col} add up to {of}", f"* how much is {col} in total {of}", f"- add the numbers in {col} {of}", f"* lines {said} in @f: sum of {col}"), f"awk '{test} {{s+=${c}}} END {{print s}}' {{src}}"),
        "avg": ((f"* (average|mean) of {col} {of}", f"- <calc> the (average|mean) of {col} {of}", f"- for the lines of @f {said} <calc> the average of {col}", f"* what is {col} on average {of}", f"- average {col} {of}", f"* lines {said} in @f: mean of {col}", f"- work out the mean value of {col} {of}", f"* mean {col} {of}"), f"awk '{test} {{s+=${c}; n++}} END {{print s/n}}' {{src}}"),
        "max": ((f"- {_GET} the (largest|highest|biggest) number in {col} {of}", f"* (maximum|max) of {col} {of}", f"* what is the highest value of {col} {of}", f"- for the lines of @f {said} {_GET} the maximum of {col}", f"* largest {col} {of}", f"- find the greatest value in {col} {of}", f"* lines {said} in @f: maximum of {col}", f"* how high does {col} get {of}"), plain + " | sort -n | tail -n 1"),
        "join": ((f"- {_GET} {col} {of} on one line, separated by commas", f"- join {col} {of} with commas", f"* {col} {of} as a comma separated list", f"- put {col} {of} into one line with commas between", f"* comma separated {col} {of}", f"- list {col} {of}, comma separated, one line", f"- glue the values of {col} {of} together with commas", f"- for the lines of @f {said} join {col} with commas"), plain + " | paste -sd,"),
        "n": ((f"- {_GET} {col} of the first {{nums}} lines {said} in @f", f"* first {{nums}} values of {col} {of}", f"- {_GET} {col} {of}, only the first {{nums}}", f"- for the first {{nums}} lines of @f {said} {_GET} {col}", f"* {col} {of}, {{nums}} values at most", f"* {col} {of}, stop after {{nums}}", f"- {_GET} at most {{nums}} values of {col} {of}", f"* the first {{nums}} of {col} {of}"), plain + f" | head -n {n}"),
        "nuniq": ((f"* how many (different|distinct|unique) values are in {col} {of}", f"- count the (different|distinct|unique) values of {col} {of}", f"* number of distinct values in {col} {of}", f"- for the lines of @f {said} count the distinct values in {col}", f"* distinct {col} {of}, just the count", f"- <count> (different|distinct) values in {col} {of}", f"* how many unique entries in {col} {of}", f"* {col} {of}: how many different ones"), plain + " | sort -u | wc -l"),
        "sort": ((f"- {_GET} {col} {of}, sorted as numbers", f"* {col} {of} in numeric order", f"- sort {col} {of} numerically", f"- {_GET} {col} {of} from (smallest|lowest) to (largest|highest)", f"* {col} {of}, smallest number first", f"- for the lines of @f {said} {_GET} {col}, sorted by number", f"- extract {col} {of} and sort the numbers", f"* numerically sorted {col} {of}"), plain + " | sort -n"),
    }[what]
    return d.made(f"cond.text.col{what}", ways, line, f=f)


def _order(d: Draft) -> Composed | None:
    """Two steps in a row: sorting, reversing, joining, numbering and a part of it."""
    f = _file(d)
    if not _words(d, 1):
        return None
    low, high = _range(d)
    n = _number(d)
    ways, line = d.one((
        ((f"- {_GET} the last {{nums}} lines of @f in reverse (order|)", "* last {nums} lines of @f, last first", "- reverse the last {nums} lines of @f", "* last {nums} lines of @f backwards, bottom line first", f"- {_GET} @f from the bottom up, {{nums}} lines only", "* the {nums} lines at the end of @f upside down", "- take the last {nums} lines of @f and turn their order around", "* @f , last {nums} lines, reversed"), f"tail -n {n} {{src}} | tac"),
        ((f"- {_GET} the first {{nums}} lines of @f in reverse (order|)", "- reverse the first {nums} lines of @f", "* first {nums} lines of @f backwards", "- take the first {nums} lines of @f and turn their order around", "* the top {nums} lines of @f upside down", "* @f , first {nums} lines, reversed", "* first {nums} lines of @f , last of them first", f"- {_GET} only {{nums}} lines from the start of @f , in reverse"), f"head -n {n} {{src}} | tac"),
        (("- join the sorted lines of @f with commas", "- sort @f and put all lines on one line with commas", "* lines of @f sorted, then joined by commas", "* one comma separated line from @f , sorted", "- sort the lines of @f and join them with commas", "* @f alphabetically on one line, commas between", "- make one comma separated line of @f , in alphabetical order", "- order the lines of @f and glue them together with commas"), "sort {src} | paste -sd,"),
        (("- join the (unique|distinct) lines of @f with commas", "- remove duplicates from @f and put the lines on one line with commas", "* unique lines of @f as one comma separated line", "* @f without duplicates, joined by commas", "- drop duplicate lines of @f , sort and join with commas", "* comma separated list of the distinct lines of @f", "- make one line with commas out of the unique lines of @f", "- glue the different lines of @f together with commas, each once"), "sort -u {src} | paste -sd,"),
        (("- join the lines of @f (with|containing) {word} with commas", "* lines with {word} in @f on one line, comma separated", "- put all lines of @f that contain {word} on one line with commas", "- grep @f for {word} and join the lines with commas", "* comma separated: lines of @f containing {word}", "- glue the {word} lines of @f together with commas", "* only lines with {word} of @f , joined by commas", "- make one line with commas from the lines in @f that mention {word}"), 'grep "{word|raw}" {src} | paste -sd,'),
        (("- join the first {nums} lines of @f with commas", "* first {nums} lines of @f on one line, comma separated", "- put the first {nums} lines of @f on one line with commas between them", "* top {nums} lines of @f joined by commas", "- glue the first {nums} lines of @f together with commas", "- make one comma separated line of the first {nums} lines of @f", "* @f , {nums} lines from the top, as one line with commas", "- take {nums} lines from the top of @f and join them with commas"), f"head -n {n} {{src}} | paste -sd,"),
        (("- number only the non-empty lines of @f", "- number the lines of @f but not the (blank|empty) ones", "* line numbers for @f , blank lines not counted", f"- {_GET} @f with line numbers, skip numbering of blank lines", "* @f numbered, empty lines without a number", "- put numbers before all lines of @f except the empty ones", "- number @f ignoring empty lines", "* numbers in front of every non-blank line of @f"), "cat -b {src}"),
        ((f"- {_GET} the {{nums}} longest lines of @f", "* {nums} longest lines in @f", "* which are the {nums} longest lines of @f", "* top {nums} lines of @f by length", "- sort @f by line length and keep the {nums} longest", "- find the {nums} lines of @f with the most characters", "* the longest {nums} lines of @f", "- get {nums} lines of @f, the longest ones"), "awk '{print length, $0}' {src} | sort -nr | head -n " + str(n) + ' | cut -d" " -f2-'),
        ((f"- {_GET} the {{nums}} shortest lines of @f", "* {nums} shortest lines in @f", "* which are the {nums} shortest lines of @f", "* the shortest {nums} lines of @f", "- sort @f by line length and keep the {nums} shortest", "- find the {nums} lines of @f with the fewest characters", "- get {nums} lines of @f, the shortest ones", "* lines of @f by length, only the {nums} shortest"), "awk '{print length, $0}' {src} | sort -n | head -n " + str(n) + ' | cut -d" " -f2-'),
        ((f"- {_GET} the longest line (with|containing) {{word}} in @f", "* longest line of @f that contains {word}", "* which line of @f with {word} is the longest", "- among the lines of @f with {word} find the longest", "* the longest of the {word} lines in @f", "- find the longest line of @f that mentions {word}", "* longest {word} line in @f", "- look at the lines with {word} in @f and show the longest"), "grep \"{word|raw}\" {src} | awk '{ if (length > m) { m = length; l = $0 } } END { print l }'"),
        ((f"- {_GET} lines of @f longer than {{low}} (characters |)(but|and) shorter than {{high}} (characters|chars)", "* lines of @f with more than {low} but less than {high} characters", "* lines in @f between {low} and {high} characters long", "- find lines of @f over {low} and under {high} characters", "* which lines of @f have more than {low} and fewer than {high} characters", f"- {_GET} the lines of @f whose length is above {{low}} and below {{high}}", "* @f : only lines longer than {low} and shorter than {high}", "- filter @f by length, over {low}, under {high} characters"), f"awk 'length > {low} && length < {high}' {{src}}"),
        (("- sort @f and show lines {low} to {high}", "* lines {low} to {high} of @f after sorting", "* lines {low}-{high} of the sorted @f", f"- {_GET} lines {{low}} to {{high}} of @f when sorted", "- sort @f first, then take lines {low} to {high}", "* sorted @f , only lines {low} through {high}", "- order the lines of @f alphabetically and cut out {low} to {high}", "- print from the sorted @f the lines {low} to {high}"), f"sort {{src}} | sed -n '{low},{high}p'"),
        (("- sort lines {low} to {high} of @f", "* lines {low}-{high} of @f , sorted", f"- {_GET} lines {{low}} to {{high}} of @f in alphabetical order", "- take lines {low} to {high} of @f and sort them", "- sort only lines {low} to {high} of @f and print them", "* @f {low}-{high}, alphabetically", "- cut lines {low} to {high} out of @f , then sort", "- order just the lines {low} to {high} of @f"), f"sed -n '{low},{high}p' {{src}} | sort"),
        (("- sort @f but keep the first line (on top|at the top|as header)", "- sort all lines of @f except the (header|first line)", "- sort @f leaving the header (line |)where it is", "* sorted @f , header stays first", "- sort the lines of @f below the first line", "* @f sorted without moving the (first|header) line", "- order @f alphabetically, the first line stays on top", "- keep line 1 of @f and sort the rest"), "(head -n 1 {src} && tail -n +2 {src} | sort)"),
        (("- remove duplicate lines from @f and count what is left", "* how many lines has @f without duplicates", "* number of lines of @f when duplicates count once", "- count the lines of @f , each different line once", "- count lines in @f but count duplicates only once", "* @f : how many different lines", "* distinct lines in @f, just the number", "- dedupe @f and give me the line count"), "sort -u {src} | wc -l"),
        ((f"- {_GET} all words of @f once, sorted", "* unique words of @f", "* every word in @f , no duplicates", "- list the (different|distinct) words of @f alphabetically", "- split @f into words, sort and drop duplicates", "* word list of @f without duplicates", "- extract the words of @f , each only once", "* sorted list of the different words in @f"), 'grep -oE "\\w+" {src} | sort -u'),
    ))
    return d.made("cond.text.order", ways, line, f=f)


def _count(d: Draft) -> Composed | None:
    """Occurrences against lines, words against parts of words."""
    f = _file(d)
    if not _words(d, 2):
        return None
    low, high = _range(d)
    value = d.draw("ext")
    ext = value.written
    ways, line = d.one((
        (("* how (many times|often) does {word} occur in @f (, not how many lines|, counting every occurrence|, all occurrences)", "- count every occurrence of {word} in @f , several per line too", "- count the occurrences, not the lines, of {word} in @f", "* total number of times {word} appears in @f", "- count {word} in @f , also when it is twice on a line", "* occurrences of {word} in @f in total", "* @f : how many times {word}", "- tell me how many {word} there are in @f , not lines"), 'grep -o "{word|raw}" {src} | wc -l'),
        (("* how many lines of @f (contain|have|mention) {word}", "- count the lines, not the occurrences, with {word} in @f", "* number of lines in @f containing {word}", "- count lines with {word} in @f , each line once", "* @f : lines with {word}, just the count", "- tell me in how many lines of @f {word} appears", "* in how many lines of @f is {word}", "- grep {word} in @f , only the number of lines"), 'grep -c "{word|raw}" {src}'),
        (("* how many lines of @f (do not|don't) contain {word}", "- count the lines of @f without {word}", "* number of lines in @f that lack {word}", "* lines without {word} in @f , just the number", "- count lines not containing {word} in @f", "- tell me how many lines of @f have no {word}", "* in how many lines of @f is there no {word}", "* @f : count of lines without {word}"), 'grep -vc "{word|raw}" {src}'),
        (("* how (often|many times) does the whole word {word} occur in @f", "- count {word} in @f as a whole word, every occurrence", "* number of times {word} stands as a word of its own in @f", "- count occurrences of the word {word} in @f , not as part of longer words", "* occurrences of {word} in @f , whole words only", "- count every {word} in @f but not inside other words", "* @f : how many times the word {word} by itself", "- tell me how often {word} is in @f , whole word"), 'grep -ow "{word|raw}" {src} | wc -l'),
        (("* how (often|many times) does {word} occur in @f in any case", "- count {word} in @f , upper and lower case, every occurrence", "* total occurrences of {word} in @f ignoring case", "- count all {word} in @f no matter how they are capitalized", "* occurrences of {word} in @f , case does not matter", "* number of times {word} appears in @f regardless of case", "* @f : how many times {word}, case insensitive", "- count every {word} in @f , big or small letters"), 'grep -oi "{word|raw}" {src} | wc -l'),
        (("* how many lines of @f (contain|have) {word} or {word2}", "- count lines with {word} or {word2} in @f", "* number of lines in @f with {word} or {word2}", "- count the lines of @f mentioning at least one of {word} and {word2}", "* lines with {word} or {word2} in @f , just the number", "- tell me how many lines of @f have {word} or {word2} in them", "* in how many lines of @f is {word} or {word2}", "* @f : count of lines with {word} or {word2}"), 'grep -cE "{word|raw}|{word2|raw}" {src}'),
        (("* how many lines of @f (contain|have) both {word} and {word2}", "- count lines with {word} and {word2} in @f", "* number of lines in @f with {word} as well as {word2}", "- count the lines of @f that have {word} together with {word2}", "* lines with both {word} and {word2} in @f , just the number", "- tell me how many lines of @f mention {word} and also {word2}", "* in how many lines of @f are {word} and {word2} both", "* @f : count of lines with {word} and {word2} in the same line"), 'grep "{word|raw}" {src} | grep -c "{word2|raw}"'),
        (("* how many lines of @f (start|begin) with {word}", "- count lines (starting|beginning) with {word} in @f", "* number of lines in @f that (start|begin) with {word}", "- count the lines in @f having {word} at the (start|beginning)", "* lines beginning with {word} in @f , just the number", "- tell me how many lines of @f begin with {word}", "* in how many lines of @f is {word} at the start", "* @f : count of lines with {word} at the beginning"), 'grep -c "^{word|raw}" {src}'),
        (("* how many lines of @f end (in|with) {word}", "- count lines ending (in|with) {word} in @f", "* number of lines in @f that end (in|with) {word}", "- count the lines in @f having {word} at the end", "* lines ending with {word} in @f , just the number", "- tell me how many lines of @f end with {word}", "* in how many lines of @f is {word} at the end", "* @f : count of lines with {word} at the end"), 'grep -c "{word|raw}$" {src}'),
        (("* how many words are in lines {low} to {high} of @f", "- count the words in lines {low} to {high} of @f", "* word count of @f , lines {low}-{high} only", "* words between line {low} and line {high} of @f , how many", "- take lines {low} to {high} of @f and count their words", "* number of words in @f from line {low} to {high}", "- count words of @f but only in lines {low} through {high}", "- tell me the word count of lines {low} to {high} in @f"), f"sed -n '{low},{high}p' {{src}} | wc -w"),
        (("* how many words are in the lines (with|containing) {word} of @f", "- count the words in the lines of @f that contain {word}", "* word count of the {word} lines in @f", "- take the lines with {word} from @f and count their words", "* number of words in lines of @f mentioning {word}", "- count words of @f , only in lines with {word}", "* words in @f lines that have {word}, how many", "- tell me how many words the lines with {word} in @f have"), 'grep "{word|raw}" {src} | wc -w'),
        (("* how many (characters|letters) are in the first line of @f", "* length of the first line of @f", "- count the characters of the first line of @f", "* how long is line 1 of @f", "- tell me how long the first line of @f is", "* number of characters in line 1 of @f", "- measure the first line of @f in characters", "- print the length of line 1 in @f"), "awk 'NR == 1 {print length}' {src}"),
        (("* how many lines do all {ext} files (here |)have (together|in total)", "- count the lines of all {ext} files here, one total", f"* total number of lines in *.{ext}", "* sum of lines of the {ext} files in this folder, not subfolders", "- add up the line counts of the {ext} files here, only the total", "* lines in all {ext} files together, one number", "- tell me the total line count of the {ext} files here", "- count lines over all {ext} files of this folder, just the sum"), f"cat *.{ext} | wc -l"),
        (("* how many lines does each {ext} file here have", "- count the lines of each {ext} file here", "* line counts of the {ext} files here, one by one", "* number of lines per {ext} file", "- <show> the number of lines of every {ext} file here", "- count lines in each of the {ext} files in this folder", "* lines per file for all {ext} files here", "- wc for every one of the {ext} files here, lines only"), f"wc -l *.{ext}"),
    ))
    return d.made("cond.text.count", ways, line, f=f)


def _dates(d: Draft) -> Composed | None:
    """Dates with a zone, a form, a distance or a part at once."""
    n = _number(d, 2, 30)
    zone, names = d.one(ZONES)
    place = d.one((*names, *names, zone))
    d.put("zone", place, zone)
    year, month, day = d.rng.randrange(2015, 2030), d.rng.randrange(1, 13), d.rng.randrange(1, 29)
    d.put("dayone", f"{year}-{month:02d}-{day:02d}")
    d.put("clock", f"{d.rng.randrange(24):02d}:{d.one((0, 15, 30, 45)):02d}")
    d.put("epoch", str(d.rng.randrange(900_000_000, 1_900_000_000)))
    unit, back = d.one(("day", "day", "week", "month", "hour")), d.chance(0.5)
    units = unit + "s"
    shift = f"{n} {units} ago" if back else f"+{n} {units}"
    when = (f"{{nums}} {units} ago",) if back else (f"in {{nums}} {units}", f"{{nums}} {units} from now")
    rel = d.one(when)
    form_words, form = d.one([(w, f) for ws, f in FORMATS for w in ws if " " not in w])
    part_words, part = d.one((("weekday", "%A"), ("day of the week", "%A"), ("calendar week", "%V"), ("week number", "%V"), ("month name", "%B"), ("day of the year", "%j"), ("year", "%Y"), ("iso date", "%F"), ("name of the month", "%B")))
    edge = d.one(("first", "last"))
    months = "months"
    what = d.among({"zoneshift": 2.0, "zoneunix": 1.0, "unixpart": 1.6, "unixform": 1.2, "unixutc": 1.2, "relpart": 1.4, "edge": 2.0, "dayrel": 1.4, "daypart": 1.6, "utcform": 1.0, "zoneform": 1.0, "dayform": 1.2, "utcunix": 0.8, "iso": 1.2, "rangedays": 0.8})
    p = f"(the |){part_words}"
    if what == "zoneshift":
        if unit == "month":
            return None
        thing, f = ("time", "%H:%M") if unit == "hour" else ("date", "%F")
        return d.made("cond.date.zoneshift", (f"* what {thing} {'was it' if back else 'will it be'} in {{zone}} {rel}", f"* {thing} in {{zone}} {rel}", f"- <show> the {thing} in {{zone}} {rel}", f"* {rel}, what {thing} in {{zone}}", f"* {{zone}} {thing} {rel}", f"- <tell> which {thing} it {'was' if back else 'will be'} in {{zone}} {rel}", f"* {rel} in {{zone}} : {thing}", f"- print the {{zone}} {thing} {rel}"), f'TZ={{zone}} date -d "{shift}" +{f}')
    if what == "zoneunix":
        return d.made("cond.date.zoneunix", ("* unix (time|timestamp) of {dayone} {clock} in {zone}", "- convert {dayone} {clock} {zone} time to a unix timestamp", "* {dayone} {clock} in {zone} as (a unix timestamp|epoch seconds|unix time)", "- <show> the epoch seconds for {dayone} {clock} {zone} time", "* what is the unix timestamp when it is {dayone} {clock} in {zone}", "* epoch of {dayone} {clock}, time zone {zone}", "- turn {dayone} {clock} \\({zone}\\) into epoch seconds", "* timestamp for {zone} time {dayone} {clock}"), 'TZ={zone} date -d "{dayone} {clock}" +%s')
    if what == "unixpart":
        return d.made("cond.date.unixpart", (f"* {part_words} of (the |)(unix |)timestamp {{epoch}}", f"* which {part_words} is (the |)(unix time|timestamp|epoch) {{epoch}}", f"- <show> {p} (of|for) {{epoch}} \\(unix time\\)", f"- convert the timestamp {{epoch}} and print only {p}", f"* {{epoch}} seconds since 1970, {part_words}", f"* unix time {{epoch}} : {part_words}", f"- <tell> {p} for epoch {{epoch}}", f"* timestamp {{epoch}} to {part_words}"), f"date -d @{{epoch}} +{part}")
    if what == "unixform":
        return d.made("cond.date.unixform", (f"- convert (the |)timestamp {{epoch}} to a date (as|like) {form_words}", f"* {{epoch}} as {form_words}", f"- <show> unix time {{epoch}} (as|in the form) {form_words}", f"* epoch {{epoch}} in the format {form_words}", f"* date of the timestamp {{epoch}}, {form_words}", f"- turn {{epoch}} seconds since 1970 into {form_words}", f"* timestamp {{epoch}} -> {form_words}", f"- format the unix time {{epoch}} as {form_words}"), f"date -d @{{epoch}} {plus(form)}")
    if what == "unixutc":
        return d.made("cond.date.unixutc", ("- convert (the |)(unix |)timestamp {epoch} to (a date|date and time) in (utc|UTC|gmt)", "* {epoch} as (utc|UTC) (time|date)", "- <show> unix time {epoch} in (utc|UTC), not local time", "* which (utc|gmt) (time|date) is epoch {epoch}", "* timestamp {epoch} in universal time", "* (utc|UTC) date and time of {epoch}", "- turn epoch {epoch} into a (utc|UTC) date", "* unix {epoch} -> utc"), "date -u -d @{epoch}")
    if what == "utcunix":
        return d.made("cond.date.utcunix", ("* unix (time|timestamp) of {dayone} {clock} (utc|UTC|gmt)", "- convert {dayone} {clock} (in utc|utc|UTC) to a unix timestamp", "* epoch seconds for {dayone} {clock} (in UTC|utc)", "- <show> the timestamp of {dayone} {clock}, the time is in utc", "* {dayone} {clock} universal time as epoch", "- turn {dayone} {clock} utc into epoch seconds", "* what is {dayone} {clock} gmt in unix time", "* {dayone} {clock} utc -> unix timestamp"), 'date -u -d "{dayone} {clock}" +%s')
    if what == "relpart":
        return d.made("cond.date.relpart", (f"* {part_words} {rel}", f"* (what|which) {part_words} {'was it' if back else 'will it be'} {rel}", f"- <show> {p} {rel}", f"* {rel}, {part_words} only", f"- print only {p} of the date {rel}", f"- <tell> {p} of the day {rel}", f"* {part_words} of the date {rel}", f"- get {p} for {rel}"), f'date -d "{shift}" +{part}') if unit != "hour" and part != "%F" else None
    if what == "edge":
        n = d.one((2, 3, 4, 5, 6))
        d.put_count("nums", n)
        sign = "-" if back else "+"
        if edge == "first":
            line = f'date -d "$(date +%Y-%m-01) {sign} {n} months" +%F'
        elif back:
            line = f'date -d "$(date +%Y-%m-01) - {n - 1} {"month" if n == 2 else months} - 1 day" +%F'
        else:
            line = f'date -d "$(date +%Y-%m-01) + {n + 1} months - 1 day" +%F'
        when = ("{nums} months ago",) if back else ("in {nums} months", "{nums} months from now")
        rel = d.one(when)
        return d.made("cond.date.edge", (f"* (the |){edge} day of the month {rel}", f"- <show> the {edge} day of the month {rel}", f"* which date {'was' if back else 'is'} the {edge} day of the month {rel}", f"* {rel}, {edge} day of that month", f"- go {{nums}} months {'back' if back else 'ahead'} and print the {edge} day of that month", f"* date of the month's {edge} day {rel}", f"- <tell> when the month {rel} {('began' if edge == 'first' else 'ended') if back else ('begins' if edge == 'first' else 'ends')}", f"* {'start' if edge == 'first' else 'end'} of the month {rel} as a date"), line)
    if what in {"dayrel", "daypart"}:
        if unit == "hour":
            return None
        sign, after = ("-", "before") if back else ("+", "after")
        if what == "dayrel":
            return d.made("cond.date.dayrel", (f"* {{nums}} {units} {after} {{dayone}} as {form_words}", f"- <calc> the date {{nums}} {units} {after} {{dayone}}, (as|format) {form_words}", f"- {'subtract' if back else 'add'} {{nums}} {units} {'from' if back else 'to'} {{dayone}} and print it as {form_words}", f"* {{dayone}} {'minus' if back else 'plus'} {{nums}} {units} in the form {form_words}", f"* what is {{dayone}} {sign} {{nums}} {units}, {form_words}", f"* date {{nums}} {units} {after} {{dayone}} \\({form_words}\\)", f"- <show> as {form_words} the day {{nums}} {units} {after} {{dayone}}", f"- start at {{dayone}}, go {{nums}} {units} {'back' if back else 'forward'}, format {form_words}"), f'date -d "{{dayone}} {sign} {n} {units}" {plus(form)}')
        return d.made("cond.date.daypart", (f"* {part_words} {{nums}} {units} {after} {{dayone}}", f"- <show> {p} of the date {{nums}} {units} {after} {{dayone}}", f"- {'subtract' if back else 'add'} {{nums}} {units} {'from' if back else 'to'} {{dayone}} and print only {p}", f"* {{dayone}} {'minus' if back else 'plus'} {{nums}} {units}, which {part_words}", f"* which {part_words} is {{nums}} {units} {after} {{dayone}}", f"- <tell> {p} {{nums}} {units} {after} {{dayone}}", f"* {{nums}} {units} {after} {{dayone}} : {part_words}", f"- go {{nums}} {units} {'back' if back else 'forward'} from {{dayone}} and give {p}"), f'date -d "{{dayone}} {sign} {n} {units}" +{part}') if part != "%F" else None
    if what == "utcform":
        return d.made("cond.date.utcform", (f"* current (utc|UTC) date as {form_words}", f"- <show> today's date in (utc|UTC) as {form_words}", f"* date in universal time, format {form_words}", f"* utc date {form_words}", f"- print the date in gmt in the form {form_words}", f"* today in (utc|UTC), {form_words}", f"- format the current utc date as {form_words}", f"* {form_words} of today, utc not local"), f"date -u {plus(form)}")
    if what == "zoneform":
        return d.made("cond.date.zoneform", (f"* today's date in {{zone}} as {form_words}", f"- <show> the date in {{zone}} in the form {form_words}", f"* which date is it in {{zone}}, {form_words}", f"* {{zone}} date {form_words}", f"- print the current date of {{zone}} as {form_words}", f"* date in {{zone}} now, format {form_words}", f"- format the date in {{zone}} as {form_words}", f"* {form_words} for today in {{zone}}"), f"TZ={{zone}} date {plus(form)}")
    if what == "dayform":
        return d.made("cond.date.dayform", (f"- (convert|reformat|change) {{dayone}} to {form_words}", f"* {{dayone}} as {form_words}", f"- write {{dayone}} as {form_words}", f"* how is {{dayone}} written as {form_words}", f"- print {{dayone}} in the form {form_words}", f"* {{dayone}} -> {form_words}", f"- format the date {{dayone}} as {form_words}", f"* date {{dayone}} in the format {form_words}"), f"date -d {{dayone}} {plus(form)}") if form != "%F" else None
    if what == "rangedays":
        k = d.rng.randrange(3, 15)
        d.put_count("nums", k)
        return d.made("cond.date.rangedays", ("- print the next {nums} dates with (their |the |)weekday", "* weekday and date of the next {nums} days", "* next {nums} days, date and weekday", "- <show> for the next {nums} days the date and the name of the day", "* dates of the coming {nums} days with day names", "- write out the {nums} days after today with weekday", "* the {nums} days to come, each with weekday", "- show date and weekday for each of the next {nums} days"), f'for i in $(seq {k}); do date -d "+$i days" "+%F %A"; done')
    return d.made("cond.date.iso", ("- convert the local time {dayone} {clock} to (utc|UTC)", "* local time {dayone} {clock} in (utc|UTC)", "* what is {dayone} {clock} local time in (utc|UTC|gmt)", "- <show> {dayone} {clock} \\(my time\\) as utc", "* {dayone} {clock} here, in utc", "- turn {dayone} {clock} local into universal time", "* utc time when it is {dayone} {clock} here", "* my local {dayone} {clock} as (utc|UTC) time"), 'date -u -d "$(date -d \'{dayone} {clock}\' -Iseconds)"')


def _stamps(d: Draft) -> Composed | None:
    """Names with the date for several files or a folder."""
    ext = d.draw("ext").written
    stem = pool.stem_plain(d.rng)
    d.put("third", stem)
    form_words, form = d.one((("yyyy-mm-dd", "%F"), ("yyyymmdd", "%Y%m%d"), ("today's date", "%F"), ("the date", "%F"), ("the current date", "%F"), ("date and time \\(yyyymmdd_hhmmss\\)", "%Y%m%d_%H%M%S")))
    ways, line = d.one((
        ((f"- copy all {{ext}} files and add {form_words} to the end of (the|their) names", f"- make a copy of every {{ext}} file with {form_words} at the end of the name", f"* backup copies of all {{ext}} files, {form_words} after the name", f"- back up each {{ext}} file here as name plus {form_words}", f"- duplicate the {{ext}} files with {form_words} appended", f"* every {{ext}} file once more, with {form_words} at the end", f"- copy every .{ext} file to its name followed by {form_words}", f"- give copies of all {{ext}} files {form_words} as last part of the name"), f'for f in *.{ext}; do cp "$f" "$f.$(date +{form})"; done'),
        ((f"- move all {{ext}} files into a new folder named after {form_words}", f"- make a folder called like {form_words} and move all {{ext}} files there", f"- create a folder with {form_words} as its name and put the {{ext}} files into it", f"* {{ext}} files into a new folder named {form_words} \\(move\\)", f"- mkdir with {form_words} as name, then move *.{ext} into it", f"* new folder {form_words}, all {{ext}} files go there", f"- put all {{ext}} files in a folder that has {form_words} as name, create it first", f"- file the {{ext}} files away in a new folder whose name is {form_words}"), f"mkdir $(date +{form}) && mv *.{ext} $(date +{form})/"),
        ((f"- copy all {{ext}} files into a new folder named after {form_words}", f"- make a folder called like {form_words} and copy all {{ext}} files there", f"- create a folder with {form_words} as its name and put copies of the {{ext}} files into it", f"* {{ext}} files into a new folder named {form_words} \\(copy\\)", f"- mkdir with {form_words} as name, then copy *.{ext} into it", f"* new folder {form_words} with copies of all {{ext}} files", f"- back up the {{ext}} files into a new folder that has {form_words} as name", f"- save copies of the {{ext}} files in a new folder whose name is {form_words}"), f"mkdir $(date +{form}) && cp *.{ext} $(date +{form})/"),
        ((f"- pack the folder {{third}} into a tar.gz with {form_words} in the name", f"- make {{third}}-DATE.tar.gz of the folder {{third}}, DATE being {form_words}", f"* tar.gz of {{third}} named {{third}} and {form_words}", f"- back up the {{third}} folder as a tar.gz named {{third}}- plus {form_words}", f"- archive {{third}}, name it {{third}}- and {form_words}, gzipped tar", f"* dated tar.gz of the {{third}} folder, {form_words} after the name", f"- compress {{third}} to a tar.gz whose name ends in {form_words}", f"- create a gzipped tarball of {{third}} with {form_words} after {{third}} in its name"), f"tar -czf {stem}-$(date +{form}).tar.gz {stem}"),
        ((f"- put {form_words} in front of the names of all {{ext}} files", f"- rename all {{ext}} files so that they start with {form_words} and an underscore", f"* {form_words} and _ before the name of every {{ext}} file", f"- prefix the {{ext}} files with {form_words}, underscore between", f"- add {form_words} at the start of every {{ext}} file name", f"- let all {{ext}} file names begin with {form_words}", f"* all {{ext}} files get {form_words} as prefix", f"- change the names of the {{ext}} files: {form_words} first, then the old name"), f'for f in *.{ext}; do mv "$f" "$(date +{form})_$f"; done'),
        ((f"- (list|show|find) files here with {form_words} in (the|their) name", f"* files whose names contain {form_words}", f"* which files here have {form_words} in the name", f"- ls everything with {form_words} in its name", f"- list names here that contain {form_words}", f"* names with {form_words} in them", f"* are there files with {form_words} in the name here", f"- show what is named with {form_words} here"), f"ls *$(date +{form})*"),
    ))
    if form == "%Y%m%d_%H%M%S" and ("ls *" in line or "mkdir" in line):
        return None
    return d.made("cond.date.stamp", ways, line)
