"""Searching many files."""

from __future__ import annotations

from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft
from scripts.starter.compose.text.patterns import grep_options
from scripts.starter.compose.text.source import CASE

EXCLUDED: Final = (
    "node_modules",
    ".git",
    "vendor",
    "build",
    "dist",
    "venv",
    "target",
    "__pycache__",
    "tests",
    "logs",
    "docs",
)


def in_files(d: Draft) -> Composed | None:
    """Search in many files."""
    d.draw("word")
    scope = d.among({"dir": 3.0, "ext": 2.6, "here": 1.6, "two": 0.6, "skip": 1.0, "extskip": 0.6})
    letters, mods = "", []
    if d.chance(0.22):
        letters, mods = "i", [d.one(CASE)]
    if d.chance(0.12):
        letters += "w"
        mods.append(d.one(("as a whole word", "whole word only", "only whole words")))
    out = d.among({"lines": 4.0, "files": 3.0, "not": 0.9, "count": 1.0, "countfiles": 0.8, "total": 0.8})
    thing = "(files|any file)" if scope in {"dir", "skip"} else "files"
    where, tail, recursive, mac = "", "{in}", True, None
    if scope == "ext":
        d.draw("ext")
        thing, tail = "{ext} files", '--include="*.{ext}" PAT {in}'
        where = d.one(("{in}", "{in} (recursively|and (its|) subfolders|including subfolders)"))
    elif scope == "dir":
        where = d.one(("{in}", "{in} (recursively|and (its|) subfolders|including subfolders|and below)"))
        tail = "PAT {in}"
    elif scope == "here":
        d.draw("ext")
        thing, where, tail, recursive = (
            d.one(("{ext} files", "*.EXT")),
            d.one(("here", "in this folder", "in the current directory", "")),
            "PAT *.{ext}",
            False,
        )
        thing = thing.replace("EXT", d.values["ext"].written)
        where += d.one(("", "", " (not|without) subfolders")) if where else ""
    elif scope == "two":
        d.draw("file")
        d.draw("file2")
        thing, where, tail, recursive = "{file} and {file2}", "", "PAT {file} {file2}", False
        if out == "countfiles":
            return None
    else:
        d.put("key", d.one(EXCLUDED))
        where = "{in} " + d.one(
            (
                "except in {key}",
                "excluding (the|) {key} (folder|directory|)",
                "(skipping|ignoring) {key}",
                "but not in {key}",
                "(leave|leaving) out {key}",
            )
        )
        tail = "--exclude-dir={key} PAT {in}"
        if scope == "extskip":
            d.draw("ext")
            thing, tail = "{ext} files", '--include="*.{ext}" --exclude-dir={key} PAT {in}'
    word = "{word}"
    m = " ".join(mods)
    all_ = "(all|the|all the|)"
    if scope == "two":
        all_ = "(the files|both|)"
        thing = thing.replace("the files", "")
    if out == "lines":
        letters += "n" if recursive else ""
        ways: tuple[str, ...] = (
            f"- (search|grep) {all_} @t @w for {word} @m",
            f"- (search|look|grep) for {word} in {all_} @t @w @m",
            f"- find {word} in {all_} @t @w @m",
            f"- find {all_} (lines|places) (with|containing) {word} in {all_} @t @w @m",
            f"* where is {word} in {all_} @t @w @m",
            f"* {word} in {all_} @t @w @m",
            f"* grep {word} in {all_} @t @w @m",
        )
    elif out in {"files", "not"}:
        letters += "l" if out == "files" else "L"
        has = (
            "(contain|have|mention|include)"
            if out == "files"
            else "(do not|don't) (contain|have|mention|include)"
        )
        with_ = (
            "(containing|with|that contain)"
            if out == "files"
            else "(without|not containing|that don't contain)"
        )
        if scope == "two":
            ways = (
                f"* which of {{file}} and {{file2}} {has.replace('(contain|have|mention|include)', '(contains|has|mentions)').replace('(do not|don', '(does not|doesn')} {word} @m",
            )
            if out == "not":
                return None
        else:
            ways = (
                f"- (find|list|show) {all_} @t @w {with_} {word} @m",
                f"* which @t @w {has} {word} @m",
                f"* names of {all_} @t @w {with_} {word} @m",
                f"- (list|show) (only|) the names of @t @w that {has} {word} @m",
                f"- (find|list) @t {with_} {word} @w @m",
                f"* @t @w {with_} {word} @m",
            )
            ways = tuple(w.replace("(files|any file)", "files") for w in ways)
    elif out == "count":
        letters += "c"
        ways = (
            f"- <count> lines (with|containing) {word} in each of the @t @w @m"
            if scope != "two"
            else f"- <count> lines with {word} in @t @m",
            f"* how many lines (with|contain) {word} (in|) each of the @t @w @m".replace(
                "(with|contain) {word} (in|) each", "with {word} are in each"
            )
            if scope != "two"
            else f"* number of lines with {word} in @t @m",
        )
        ways = tuple(w.replace("(files|any file)", "files") for w in ways)
    elif out == "countfiles":
        letters += "l"
        ways = (
            f"* how many @t @w (contain|have|mention) {word} @m",
            f"- <count> @t @w (that contain|containing|with) {word} @m",
            f"* number of @t (containing|with) {word} @w @m",
        )
        ways = tuple(w.replace("(files|any file)", "files") for w in ways)
    else:
        letters += "o"
        ways = (
            f"- <count> all occurrences of {word} in {all_} @t @w @m",
            f"* how (often|many times) does {word} (occur|appear) in {all_} @t @w @m",
            f"* total (number of|) occurrences of {word} in @t @w @m",
        )
        if not recursive:
            return None
    pipe = " | wc -l" if out in {"countfiles", "total"} else ""
    return d.made(
        f"text.grepmany.{out}",
        ways,
        f"grep{grep_options(recursive, letters)} {tail}{pipe}".replace("PAT", word),
        mac=mac,
        t=thing,
        w=where,
        m=m,
    )
