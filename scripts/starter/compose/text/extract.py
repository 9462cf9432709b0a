"""Parts of lines by pattern, logs, parts of a file between patterns, lines by length."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed
from scripts.starter.compose.text.source import draw_saved, draw_source

EXTRACTS: Final = {
    "emails": ("(email|e-mail|mail) addresses", '"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}"'), "ips": ("(ip addresses|ips|IP addresses|ipv4 addresses)", '"([0-9]{1,3}\\.){3}[0-9]{1,3}"'), "urls": ("(urls|URLs|links|web addresses|http links)", '"https?://[^ \\"<>]+"'),
    "numbers": ("(numbers|integers)", '"[0-9]+"'), "dates": ("dates (like 2024-01-31|\\(yyyy-mm-dd\\)|)", '"[0-9]{4}-[0-9]{2}-[0-9]{2}"'), "hashtags": ("hashtags", '"#[A-Za-z0-9_]+"'), "phones": ("phone numbers (like 555-123-4567|)", '"[0-9]{3}-[0-9]{3}-[0-9]{4}"'),
}  # fmt: skip


WEIGHTS: Final = {
    "all": 3.0,
    "uniq": 2.0,
    "count": 1.2,
    "top": 1.0,
    "number": 0.7,
    "distinct": 0.7,
    "rec": 0.6,
}


def _all(d: Draft, parts: Parts) -> Composed:
    return d.made(
        f"text.{parts['key']}",
        (
            "- @get (all|the|all the) @found (from|in|of|out of) @f @o",
            "* (all|) @found (in|from) @f @o",
            "* which @plain are in @f",
        ),
        "@base@to",
        **parts,
    )


def _uniq(d: Draft, parts: Parts) -> Composed:
    return d.made(
        f"text.{parts['key']}uniq",
        (
            "- @get (all|the|) (unique|distinct|different) @found (from|in|of) @f @o",
            "- @get all @found (from|in) @f without duplicates @o",
            "* (unique|distinct) @plain in @f @o",
        ),
        "@base | sort -u@to",
        **parts,
    )


def _count(d: Draft, parts: Parts) -> Composed:
    return d.made(
        f"text.{parts['key']}count",
        (
            "- count how often each (of the @plain|one of the @plain) (occurs|appears) in @f",
            "* @plain in @f with (their|) (counts|frequency)",
            "- list (all|the) @plain in @f by (frequency|number of occurrences)",
        ),
        "@base | sort | uniq -c | sort -nr",
        **parts,
    )


def _top(d: Draft, parts: Parts) -> Composed:
    return d.made(
        f"text.{parts['key']}top",
        (
            "- <show> the {count} most (common|frequent) @plain in @f",
            "* top {count} @plain in @f",
            "* {count} most frequent @plain in @f",
        ),
        "@base | sort | uniq -c | sort -nr | head -n {count}",
        **parts,
    )


def _number(d: Draft, parts: Parts) -> Composed:
    return d.made(
        f"text.{parts['key']}number",
        ("* how many @plain are in @f", "- <count> (all|the|) @plain in @f"),
        "@base | wc -l",
        **parts,
    )


def _distinct(d: Draft, parts: Parts) -> Composed:
    return d.made(
        f"text.{parts['key']}distinct",
        (
            "* how many (unique|distinct|different) @plain are in @f",
            "- <count> the (unique|distinct|different) @plain in @f",
        ),
        "@base | sort -u | wc -l",
        **parts,
    )


def _rec(d: Draft, parts: Parts) -> Composed:
    return d.made(
        f"text.{parts['key']}rec",
        (
            "- @get (all|the) @found (from|in) all {ext} files {in} (recursively|including subfolders|and subfolders)",
        ),
        'grep -rohE --include="*.{ext}" @pattern {in}',
        **parts,
    )


KINDS: Final[Mapping[str, Form | PartBuilder]] = {
    "all": _all,
    "uniq": _uniq,
    "count": _count,
    "top": _top,
    "number": _number,
    "distinct": _distinct,
    "rec": _rec,
}


def matches(d: Draft) -> Composed | None:
    """What has a known form: addresses, numbers, dates."""
    f = draw_source(d)
    key = d.among(
        {"emails": 2.0, "ips": 2.4, "urls": 1.6, "numbers": 1.0, "dates": 0.8, "hashtags": 0.3, "phones": 0.4}
    )
    said, pattern = EXTRACTS[key]
    d.draw("count")
    what = d.among(WEIGHTS)
    get = "(extract|get|find|list|show|print|pull|grab|pick)"
    base = f"grep -oE {pattern} {{src}}"
    saved, redirect = draw_saved(d, 0.2)
    plain = said.split(" (like")[0]
    return composed(
        d,
        KINDS[what],
        {
            "get": get,
            "found": said,
            "plain": plain,
            "base": base,
            "pattern": pattern,
            "to": redirect,
            "f": f,
            "o": saved,
            "key": key,
        },
    )


def log_entries(d: Draft) -> Composed | None:
    """Requests, addresses, status codes and levels of logs."""
    f = draw_source(d, "log")
    d.draw("count")
    d.draw("word")
    level = d.one(("ERROR", "WARN", "INFO", "DEBUG", "FATAL", "CRITICAL", "WARNING"))
    d.put("key", d.one((level, level, level.lower() if d.chance(0.3) else level)), level)
    code = d.one(("404", "500", "403", "401", "200", "301", "302", "502", "503"))
    d.put("num", code)
    what = d.among(
        {
            "ips": 1.2,
            "topips": 1.6,
            "codes": 1.0,
            "urls": 1.2,
            "code": 1.0,
            "codecount": 1.0,
            "level": 1.4,
            "levelcount": 1.2,
            "lastlevel": 1.2,
            "levels": 0.6,
            "follow": 1.4,
            "followv": 0.6,
            "hours": 0.4,
            "agents": 0.4,
            "bytes": 0.4,
            "nips": 0.6,
            "tailgrep": 0.9,
            "save": 0.6,
            "ipof": 0.6,
            "codeurls": 0.6,
            "methods": 0.3,
            "err": 1.0,
            "errcount": 0.8,
            "lasterr": 0.8,
        }
    )
    web = d.one(("@f", "@f", "the access log @f", "the (apache|nginx|web server) log @f"))
    ways, line = {
        "ips": ((f"- count (the|) requests per ip (address|) in {web}", f"* how many requests (came from|were made by) each ip in {web}", f"* hits per ip (address|) in {web}"), "awk '{print $1}' {src} | sort | uniq -c | sort -nr"),
        "topips": ((f"- <show> the {{count}} (ips|ip addresses|clients) with the most requests in {web}", f"* top {{count}} (ips|ip addresses|visitors|clients) in {web}", f"* which {{count}} ip addresses (have|made) the most requests in {web}", f"* {{count}} most (active|frequent) ip addresses in {web}"), "awk '{print $1}' {src} | sort | uniq -c | sort -nr | head -n {count}"),
        "nips": ((f"* how many (different|unique|distinct) (ips|ip addresses|visitors) are in {web}", f"- <count> the (unique|distinct|different) ip addresses in {web}"), "awk '{print $1}' {src} | sort -u | wc -l"),
        "codes": ((f"- count (the|) (http|) status codes in {web}", f"* how often does each (http|) status code occur in {web}", f"* status code (statistics|counts|frequency) of {web}"), "awk '{print $9}' {src} | sort | uniq -c | sort -nr"),
        "urls": ((f"- <show> the {{count}} most (requested|visited|popular) (urls|pages|paths) in {web}", f"* top {{count}} (urls|pages|requested paths) in {web}"), "awk '{print $7}' {src} | sort | uniq -c | sort -nr | head -n {count}"),
        "code": ((f"- <show> (all|the|) (requests|lines|entries) with (status|status code|code) {{num}} in {web}", f"* requests that (returned|got|ended with) (a|) {{num}} in {web}", f"* all {{num}} (responses|requests|errors) in {web}" if code[0] in "45" else f"* all {{num}} (responses|requests) in {web}"), "awk '$9 == {num}' {src}"),
        "codecount": ((f"* how many requests (returned|got|ended with) (a|) {{num}} in {web}", f"- <count> (the|) (requests|lines) with (status|status code) {{num}} in {web}", f"* number of {{num}} (responses|status codes) in {web}"), "awk '$9 == {num}' {src} | wc -l"),
        "codeurls": ((f"* which (urls|pages|paths) (returned|gave|caused) (a|) {{num}} in {web}, most frequent first", f"- list (urls|paths) with status {{num}} in {web} by (count|frequency)"), "awk '$9 == {num} {print $7}' {src} | sort | uniq -c | sort -nr"),
        "ipof": ((f"* which ip addresses (requested|asked for) {{word}} in {web}", f"- list the (ips|ip addresses) of (the|) lines (with|containing) {{word}} in {web}"), "awk '/{word|raw}/ {print $1}' {src}"),
        "methods": ((f"- count (the|) http methods in {web}", f"* how often was each http method used in {web}"), "awk '{print $6}' {src} | tr -d '\"' | sort | uniq -c | sort -nr"),
        "hours": ((f"- count (the|) requests per hour in {web}", f"* requests per hour in {web}"), "cut -d: -f2 {src} | sort | uniq -c"),
        "agents": ((f"- <show> the {{count}} most (common|frequent) (user agents|browsers) in {web}", f"* top {{count}} user agents in {web}"), "awk -F'\"' '{print $6}' {src} | sort | uniq -c | sort -nr | head -n {count}"),
        "bytes": ((f"* (total|how many) bytes (sent|transferred|served) (according to|in) {web}", f"- add up the bytes sent in {web}"), "awk '{s+=$10} END {print s}' {src}"),
        "level": (("- <show> (only|all|the|) {key} (lines|messages|entries) (in|of|from) @f", "* {key} (lines|messages|entries) (in|of) @f", "- filter @f for {key} (lines|messages|entries)"), 'grep "{key}" {src}'),
        "levelcount": (("- <count> (the|) {key} (lines|messages|entries) (in|of) @f", "* how many {key} (lines|messages|entries) are (there|) in @f", "* number of {key} (lines|messages) in @f"), 'grep -c "{key}" {src}'),
        "lastlevel": (("- <show> the last {count} {key} (lines|messages|entries) (in|of|from) @f", "* last {count} {key} (lines|messages) of @f", "* latest {count} {key} (entries|messages) in @f"), 'grep "{key}" {src} | tail -n {count}'),
        "levels": (("- count (the|) (lines|messages) per log level in @f", "* how many messages of each (log|) level are in @f", "* log levels in @f with counts"), 'grep -oE "DEBUG|INFO|WARN|ERROR|FATAL" {src} | sort | uniq -c | sort -nr'),
        "follow": (("- follow @f and show only lines (with|containing) {word}", "- (watch|tail) @f for (new lines with|) {word}", "- show new lines of @f (with|containing) {word} as they (arrive|come in)", "* tail @f live, only lines with {word}"), "tail -f {src} | grep --line-buffered {word}"),
        "followv": (("- follow @f without (the|) lines (with|containing) {word}", "- tail @f live but hide lines (with|containing) {word}"), "tail -f {src} | grep --line-buffered -v {word}"),
        "tailgrep": (("- (search|grep) (only|) the last {count} lines of @f for {word}", "- find {word} in the last {count} lines of @f", "* is {word} in the last {count} lines of @f"), "tail -n {count} {src} | grep {word}"),
        "save": (("- (save|write|copy) (all|the) {key} lines (of|from|in) @f (to|into) {out}", "- extract (the|all|) {key} (lines|messages) from @f into {out}"), 'grep "{key}" {src} > {out}'),
        "err": (("- <show> (all|the|only the|) errors (in|from|of) @f", "* (all|) errors in @f", "* are there (any|) errors in @f", "* what errors are in @f", "- (search|check) @f for errors"), 'grep -i "error" {src}'),
        "errcount": (("- <count> (the|) errors in @f", "* how many errors are (there|) in @f", "* number of errors in @f"), 'grep -ci "error" {src}'),
        "lasterr": (("- <show> the (last|latest|most recent) {count} errors (in|from|of) @f", "* (last|latest) {count} errors in @f"), 'grep -i "error" {src} | tail -n {count}'),
    }[what]  # fmt: skip
    if what == "save":
        d.values["out"] = d.draw("txt")
    if what == "ipof" and "/" in d.values["word"].written:
        return None
    return d.made(f"text.log.{what}", ways, line, f=f)


def between_patterns(d: Draft) -> Composed | None:
    """Parts of a file that patterns bound."""
    f = draw_source(d)
    d.draw("word")
    d.draw("word2", apart=("word",))
    get = "(show|print|get|extract|display|give me)"
    saved, redirect = draw_saved(d, 0.15)
    what = d.among(
        {
            "between": 2.6,
            "excl": 1.0,
            "after": 1.4,
            "afterx": 1.0,
            "before": 1.2,
            "beforex": 0.8,
            "para": 0.4,
        }
    )
    ways, line = {
        "between": ((f"- {get} (the|all|) lines between {{word}} and {{word2}} (in|of|from) @f @o", f"- {get} everything from {{word}} to {{word2}} (in|of|from) @f @o", "* lines between {word} and {word2} in @f @o", f"- {get} the (part|section|block) of @f from {{word}} to {{word2}} @o", f"- {get} the lines of @f from the one with {{word}} to the one with {{word2}} @o"), f"sed -n '/{{word|sed}}/,/{{word2|sed}}/p' {{src}}{redirect}"),
        "excl": ((f"- {get} (the|) lines between {{word}} and {{word2}} (in|of) @f, (without|excluding) (those two lines|the marker lines|the two lines themselves)", f"- {get} what is (strictly|) between {{word}} and {{word2}} in @f (but|) not the (boundary|marker) lines"), "awk '/{word2|raw}/ {f=0} f; /{word|raw}/ {f=1}' {src}"),
        "after": ((f"- {get} everything from (the (first|) line with|) {{word}} (on|to the end|onwards) (in|of) @f @o", f"- {get} @f (from|starting (at|with)) the (first|) line (with|containing) {{word}} @o", f"- {get} the rest of @f beginning with the line {{word}} @o"), f"sed -n '/{{word|sed}}/,$p' {{src}}{redirect}"),
        "afterx": ((f"- {get} everything after (the (first|) line with|) {{word}} in @f @o", f"- {get} (all|the|) lines after the (first|) (line with|match of|occurrence of) {{word}} in @f @o", "* what comes after {word} in @f @o"), f"sed '1,/{{word|sed}}/d' {{src}}{redirect}"),
        "before": ((f"- {get} @f up to (and including|) (the first line with|the line with) {{word}} @o", f"- {get} everything (up to|until) and including the (first|) line (with|containing) {{word}} in @f @o", "- stop printing @f at the first (line with|) {word} @o"), f"sed '/{{word|sed}}/q' {{src}}{redirect}"),
        "beforex": ((f"- {get} everything before (the (first|) line with|) {{word}} in @f @o", f"- {get} (all|the|) lines before the (first|) (line with|occurrence of) {{word}} in @f @o", "* what comes before {word} in @f @o"), f"sed '/{{word|sed}}/,$d' {{src}}{redirect}"),
        "para": ((f"- {get} the (paragraph|paragraphs) (with|containing) {{word}} in @f", "* paragraphs of @f (with|containing) {word}"), "awk -v RS= '/{word|raw}/' {src}"),
    }[what]  # fmt: skip
    if what in {"excl", "para"} and any("/" in d.values[k].written for k in ("word", "word2")):
        return None
    return d.made(f"text.{what}", ways, line, f=f, o=saved)


def by_length(d: Draft) -> Composed | None:
    """Lines by their length."""
    f = draw_source(d)
    d.put("num", str(d.one((20, 40, 50, 60, 72, 79, 80, 100, 120, 150, 200))))
    what = d.among(
        {
            "long": 2.0,
            "short": 0.9,
            "longest": 2.0,
            "max": 1.4,
            "lens": 0.7,
            "count": 1.0,
            "avg": 0.4,
            "longn": 0.4,
            "shortest": 0.4,
        }
    )
    ways, line, mac = {
        "long": (("- (show|print|find|list) (the|all|) lines (of|in) @f (longer than|with more than|over) {num} (characters|chars)", "* lines (in|of) @f longer than {num} characters", "* which lines of @f have more than {num} characters"), "awk 'length > {num}' {src}", None),
        "short": (("- (show|print|find|list) (the|all|) lines (of|in) @f (shorter than|with less than|with fewer than) {num} (characters|chars)", "* lines of @f shorter than {num} characters"), "awk 'length < {num}' {src}", None),
        "longest": (("- (show|print|find) the longest line (of|in) @f", "* longest line (of|in) @f", "* which line of @f is the longest", "* what is the longest line in @f"), "awk '{ if (length > m) { m = length; l = $0 } } END { print l }' {src}", None),
        "shortest": (("- (show|print|find) the shortest line (of|in) @f", "* shortest line (of|in) @f"), "awk 'NR==1 || length < m { m = length; l = $0 } END { print l }' {src}", None),
        "max": (("* how long is the longest line (of|in) @f", "* (length|size) of the longest line (of|in) @f", "- <show> the (maximum|max) line length (of|in) @f"), "wc -L < {src}", "awk '{ if (length > m) m = length } END { print m }' {src}"),
        "lens": (("- (show|print) (the|) length of (each|every) line (of|in) @f", "- (show|print) (each|every) line of @f with its length (before it|in front|)"), "awk '{print length, $0}' {src}", None),
        "count": (("- <count> lines (of|in) @f (longer than|with more than|over) {num} (characters|chars)", "* how many lines of @f are longer than {num} characters"), "awk 'length > {num}' {src} | wc -l", None),
        "avg": (("* (average|mean) line length (of|in) @f", "- <calc> the (average|mean) (line length|length of the lines) (of|in) @f"), "awk '{s+=length} END {print s/NR}' {src}", None),
        "longn": (("- (show|print) lines (of|in) @f longer than {num} characters with (their|) file name and line number",), "awk 'length > {num} {print FILENAME \":\" FNR \": \" $0}' {src}", None),
    }[what]  # fmt: skip
    return d.made(f"text.len.{what}", ways, line, mac=mac, f=f)
