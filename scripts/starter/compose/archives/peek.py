"""Compressed text read without unpacking it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.archives.single import PACKERS
from scripts.starter.compose.kit import Draft

WEIGHTS: Final = {
    "cat": 1.5,
    "head": 1.2,
    "tail": 1.2,
    "wc": 1.2,
    "grep": 2.0,
    "grepc": 0.9,
    "grepi": 0.6,
    "all": 0.8,
    "alll": 0.5,
    "sort": 0.4,
    "less": 0.4,
    "diff": 0.3,
}
KINDS: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "cat": (
        (
            "- (show|print|view|cat|display|read) (the contents of|) {plain} (without (unpacking|decompressing|extracting) (it|)|)",
            "* what is in (the compressed file|) {plain}",
            "- see what is in {plain} without decompressing (it|)",
        ),
        "@cat {plain}",
    ),
    "head": (
        (
            "- <show> the first {count} lines of (the compressed (file|log)|) {plain}",
            "* first {count} lines of {plain}",
            "* head of {plain}, {count} lines",
        ),
        "@cat {plain} | head -n {count}",
    ),
    "tail": (
        (
            "- <show> the last {count} lines of (the compressed (file|log)|) {plain}",
            "* last {count} lines of {plain}",
            "* tail of {plain}, {count} lines",
        ),
        "@cat {plain} | tail -n {count}",
    ),
    "wc": (
        (
            "- <count> lines in {plain}",
            "* how many lines (are in|does) {plain} (have|)",
            "* number of lines in (the compressed|) {plain}",
            "- count the lines of {plain} without unpacking it",
        ),
        "@cat {plain} | wc -l",
    ),
    "grep": (
        (
            "- (search|grep) {plain} for {word}",
            "- (search|grep) for {word} in {plain} (without (unpacking|decompressing) it|)",
            "- find (lines with|) {word} in the compressed (file|log) {plain}",
            "* lines (with|containing) {word} in {plain}",
            "* grep {word} {plain}",
        ),
        "@grep {word} {plain}",
    ),
    "grepc": (
        (
            "- <count> lines (with|containing) {word} in {plain}",
            "* how many lines of {plain} (contain|have|mention) {word}",
            "* number of lines with {word} in {plain}",
        ),
        "@grep -c {word} {plain}",
    ),
    "grepi": (
        (
            "- (search|grep) {plain} for {word} ignoring case",
            "* lines with {word} in {plain}, (upper or lower case|case insensitive)",
            "- case insensitively search {plain} for {word}",
        ),
        "@grep -i {word} {plain}",
    ),
    "all": (
        (
            "- (search|grep) (all|the) (gz|gzipped|compressed) files (here|in this folder|) for {word}",
            "- grep for {word} in all .gz files",
            "- find {word} in all (compressed|rotated|gzipped) logs here",
        ),
        "zgrep {word} *.gz",
    ),
    "alll": (
        (
            "* which (gz|gzipped|compressed) files contain {word}",
            "- list the .gz files (that contain|with|containing) {word}",
            "- show the names of the gzipped files that mention {word}",
        ),
        "zgrep -l {word} *.gz",
    ),
    "sort": (
        (
            "- (show|print) {plain} sorted",
            "- sort the lines of (the compressed|) {plain}",
            "* sorted contents of {plain}",
        ),
        "@cat {plain} | sort",
    ),
    "less": (
        (
            "- (page|scroll|browse) through (the compressed|) {plain}",
            "- (open|view) {plain} in less",
            "* less for {plain}",
        ),
        "zless {plain}",
    ),
    "diff": (
        (
            "- diff {plain} and {plain2}",
            "- compare the (compressed|gzipped) files {plain} and {plain2}",
            "* difference between {plain} and {plain2}",
        ),
        "zdiff {plain} {plain2}",
    ),
}


def read_packed(d: Draft) -> Composed | None:
    """Look into compressed text."""
    stem = f"{pool.stem_plain(d.rng)}{d.one(('.txt', '.csv', '.log', '.log', '.sql', '.json', ''))}"
    key = d.among({"gzip": 5.0, "bzip2": 1.0, "xz": 1.0})
    end, cat = PACKERS[key][2], PACKERS[key][4]
    grep = {"gzip": "zgrep", "bzip2": "bzgrep", "xz": "xzgrep"}[key]
    d.put("plain", f"{d.one(('', '', '/var/log/', 'logs/'))}{stem}.{end}", None, "arg")
    what = d.among(WEIGHTS)
    d.draw("word")
    d.draw("count")
    if what in {"less", "diff", "all", "alll"} and key != "gzip":
        return None
    ways, line = KINDS[what]
    if what == "diff":
        d.put_new_file("plain2", end)
    if what == "wc":
        ways = tuple(w.replace("(are in|does) {plain} (have|)", "does {plain} have") for w in ways)
    return d.made(
        f"archive.peek.{what}",
        ways,
        line,
        mac=line.replace("@cat", "gzcat", 1) if key == "gzip" and line.startswith("@cat") else None,
        cat=cat,
        grep=grep,
    )
