"""Values set, keys added and removed."""

from __future__ import annotations

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.json_objects.data import Data
from scripts.starter.compose.kit import Draft
from scripts.starter.compose.records import number, text_value


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
    what = d.among({"set": 4.0, "del": 2.0, "add": 1.6, "rename": 0.8, "inc": 0.6, "append": 0.6})
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
