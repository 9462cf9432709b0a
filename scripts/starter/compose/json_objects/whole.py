"""The file as a whole: pretty or compact, its keys; one value by its path."""

from __future__ import annotations

from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.json_objects.data import Data
from scripts.starter.compose.kit import Draft

PY: Final = "python3 -m json.tool {js}"


def whole_file(d: Draft) -> Composed | None:
    """Pretty or compact, checked, merged, keys listed."""
    Data(d, flat=True)
    d.put_new_file("jout", "json")
    d.put_new_file("fb2", "json")
    f = "{js}"
    w = d.one((f, f, f"the (json|) file {f}", f"the json in {f}"))
    what = d.among({"pretty": 3.0, "prettyto": 1.0, "inplace": 1.0, "compact": 1.2, "compactto": 0.6, "valid": 1.4, "keys": 1.6, "sortkeys": 0.8, "tool": 0.8, "toolto": 0.4, "indent": 0.6, "type": 0.4, "keysitem": 0.8, "paths": 0.4, "merge": 0.8, "concat": 0.6, "tool4": 0.2,
                    "diff": 0.4, "reverse": 0.3, "len": 0.6, "lines": 0.6, "validall": 0.3, "color": 0.2})  # fmt: skip
    indent = d.one((3, 4, 8))
    d.put_count("jlim", indent)
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


def value_at_path(d: Draft) -> Composed | None:
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
    d.put_new_file("jout", "json")
    if what == "len":
        ways = ("* how many (elements|items|entries) are in (the array|) @p (of|in) {js}", *ways[1:])
    return d.made(f"json.path.{what}", ways, line, p=said)
