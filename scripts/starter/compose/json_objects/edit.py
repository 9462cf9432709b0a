"""Values set, keys added and removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.json_objects.data import Data
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed
from scripts.starter.compose.records import number, text_value

WEIGHTS: Final = {"set": 4.0, "del": 2.0, "add": 1.6, "rename": 0.8, "inc": 0.6, "append": 0.6}


def _inc(d: Draft, parts: Parts) -> Composed:
    d.draw("small")
    word, op = d.one((("(increase|raise|increment)", "+="), ("(decrease|lower|reduce)", "-=")))
    ways = (
        f"- {word} {{fa}} (in|of) {{js}} by {{small}} @m",
        "- add {small} to {fa} in {js} @m" if op == "+=" else "- subtract {small} from {fa} in {js} @m",
    )
    line = f"jq '@path {op} {{small}}' {{js}}@tail"
    return d.made("json.edit.inc", ways, line, **parts)


KINDS: Final[Mapping[str, Form | PartBuilder]] = {
    "set": Form(
        "json.edit.set",
        (
            "- set {fa} to {vala} in {js} @m",
            "- change {fa} (in|of) {js} to {vala} @m",
            "- (update|set) (the value of|) {fa} (in|of) {js} (to|=) {vala} @m",
            "* {js}: set {fa} = {vala} @m",
            "- make {fa} {vala} in {js} @m",
            "- in {js} (set|change) {fa} to {vala} @m",
            "- replace the value of {fa} in {js} (by|with) {vala} @m",
        ),
        "jq '@path = @new' {js}@tail",
    ),
    "del": Form(
        "json.edit.del",
        (
            "- (remove|delete|drop) (the|) (key|field|) {fa} (from|in) {js} @m",
            "- (remove|delete) {fa} (and its value|) from {js} @m",
            "- get rid of {fa} in {js} @m",
        ),
        "jq 'del(@path)' {js}@tail",
    ),
    "add": Form(
        "json.edit.add",
        (
            "- add (a|the) (key|field) {fa} with (the|) (value|) {vala} to {js} @m",
            "- (add|insert) {fa}: {vala} (to|into) {js} @m",
            "- add {fa} = {vala} to {js} @m",
            "- put a new (key|field) {fa} with value {vala} (in|into) {js} @m",
        ),
        "jq '. + {\"@dotted\": @new}' {js}@tail",
    ),
    "rename": Form(
        "json.edit.rename",
        (
            "- rename (the|) (key|field) {fa} (in|of) {js} to {fb} @m",
            "- change the key name {fa} to {fb} in {js} @m",
        ),
        "jq '.@after = .@before | del(.@before)' {js}@tail",
    ),
    "inc": _inc,
    "append": Form(
        "json.edit.append",
        (
            "- (append|add) {vala} to the (array|list) {fa} in {js} @m",
            "- push {vala} (onto|to) {fa} in {js} @m",
        ),
        "jq '@path += [@new]' {js}@tail",
    ),
}


def _draw_value(d: Draft, data: Data) -> tuple[str, str]:
    """Draw the new value: what kind it is, and how jq writes it."""
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
    return value, new


def edited(d: Draft) -> Composed | None:
    """Keys set, added, renamed and removed, numbers raised, arrays extended."""
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
    value, new = _draw_value(d, data)
    d.put_new_file("jout", "json")
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
    before, after = names
    what = d.among(WEIGHTS)
    if (depth != 1 and what in {"add", "rename"}) or (value == "bool" and what == "append"):
        return None
    parts = {
        "path": path,
        "new": new,
        "tail": tail,
        "m": mod,
        "dotted": dotted,
        "before": before,
        "after": after,
    }
    return composed(d, KINDS[what], parts)
