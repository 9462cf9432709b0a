"""csv to json and back, other separators; two tables together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed
from scripts.starter.compose.tables.table import Table

PY: Final = (
    "python3 -c 'import csv, json, sys; print(json.dumps(list(csv.DictReader(sys.stdin)), indent=2))' < {tab}"
)


WEIGHTS: Final = {"json": 3.0, "tsv": 2.5, "fromtsv": 2.0, "semi": 1.0, "fromsemi": 0.8}


def _json(d: Draft, parts: Parts) -> Composed:
    d.put("out", f"{parts['stem']}.json", None, "arg")
    return d.made(
        "csv.json",
        (
            "- @verb @t (in|)to {out}",
            "- make {out} (from|out of) @t",
            "- save @t as json in {out}",
            "* @t -> {out}",
        )
        if parts["save"]
        else (
            "- @verb @t (in|)to json",
            "- (show|print) @t as json",
            "* @t as json",
            "* @t to json",
            "- @verb the rows of @t into (an|a json) array (of objects|)",
        ),
        PY + parts["save"],
        **parts,
    )


def _tsv(d: Draft, parts: Parts) -> Composed:
    d.put("out", f"{parts['stem']}.tsv", None, "arg")
    return d.made(
        "csv.tsv",
        (
            "- @verb @t (in|)to {out}",
            "- save @t (tab separated|as tsv) (in|as) {out}",
            "- @verb the csv @t to (a|the) tsv {out}",
            "* @t -> {out}",
        )
        if parts["save"]
        else (
            "- @verb @t (in|)to (tsv|tab separated|tab separated values)",
            "* @t to tsv",
            "- (show|print) @t (tab separated|with tabs instead of commas)",
        ),
        "tr ',' '\\t' < {tab}" + parts["save"],
        **parts,
    )


def _fromtsv(d: Draft, parts: Parts) -> Composed:
    d.put("tab", f"{parts['stem']}.tsv", None, "arg")
    d.put("out", f"{parts['stem']}.csv", None, "arg")
    return d.made(
        "csv.fromtsv",
        (
            "- @verb {tab} (in|)to {out}",
            "- make a csv {out} (from|of) {tab}",
            "* {tab} -> {out}",
            "- @verb the tab separated file {tab} to the csv {out}",
        )
        if parts["save"]
        else (
            "- @verb {tab} (in|)to csv",
            "* {tab} to csv",
            "- (show|print) {tab} with commas instead of tabs",
            "- @verb the tab separated {tab} to comma separated",
        ),
        "tr '\\t' ',' < {tab}" + parts["save"],
        **parts,
    )


def _semi(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "csv.semi",
        (
            "- @verb @t to (semicolon separated|semicolons) (and save it as|into|as) {out}",
            "- write @t with semicolons instead of commas to {out}",
        )
        if parts["save"]
        else (
            "- @verb @t to semicolon separated",
            "- (show|print) @t with semicolons instead of commas",
        ),
        "tr ',' ';' < {tab}" + parts["save"],
        **parts,
    )


def _fromsemi(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "csv.fromsemi",
        (
            "- replace the semicolons in {tab} (with|by) commas and save (it|) as {out}",
            "- @verb the semicolon separated {tab} into a (normal|comma separated) csv {out}",
        )
        if parts["save"]
        else (
            "- (show|print) {tab} with commas instead of semicolons",
            "- @verb the semicolon separated {tab} to comma separated",
        ),
        "tr ';' ',' < {tab}" + parts["save"],
        **parts,
    )


KINDS: Final[Mapping[str, Form | PartBuilder]] = {
    "json": _json,
    "tsv": _tsv,
    "fromtsv": _fromtsv,
}


SEMI: Final[Mapping[str, Form | PartBuilder]] = {
    "semi": _semi,
    "fromsemi": _fromsemi,
}


def convert(d: Draft) -> Composed | None:
    """From csv to json and tsv and back; other separators."""
    t = Table(d, plain=True)
    stem = (
        pool.stem_plain(d.rng)
        if d.chance(0.5)
        else d.values["tab"].written.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace(" ", "_")
    )
    what = d.among(WEIGHTS)
    save = " > {out}" if d.chance(0.5) else ""
    verb = "(convert|turn|transform|change)"
    parts: dict[str, str] = {"verb": verb, "t": t.words, "save": save, "stem": stem}
    if what in KINDS:
        return composed(d, KINDS[what], parts)
    d.put("out", f"{stem}2.csv", None, "arg")
    return composed(d, SEMI[what], parts)


def two_tables(d: Draft) -> Composed | None:
    """Two tables joined, put below or beside each other, compared."""
    Table(d, plain=True)
    d.put_new_file("other", "csv")
    d.put_new_file("out", "csv")
    what = d.among(
        {
            "join": 1.5,
            "joink": 1.3,
            "concat": 1.6,
            "concatto": 1.2,
            "onlyone": 1.0,
            "common": 0.8,
            "side": 0.8,
            "all": 1.0,
        }
    )
    i, j = d.rng.randrange(1, 6), d.rng.randrange(1, 6)
    d.put("lim", str(i))
    d.put("lim2", str(j))
    ways, line = {
        "join": (("- join {tab} and {other} (on|by) (the|their) first column", "* join csv {tab} with {other} on column 1", "- (merge|combine|join) {tab} with {other} where the first column (matches|is the same)", "* sql like join of {tab} and {other} on the first field"), "join -t, <(sort {tab}) <(sort {other})"),
        "joink": (("- join column {lim} of {tab} with column {lim2} of {other}", "- join {tab} and {other} on column {lim} of the first and column {lim2} of the second", "- (join|match|combine) {tab} \\(column {lim}\\) and {other} \\(column {lim2}\\)"), f"join -t, -1 {i} -2 {j} <(sort -t, -k{i},{i} {{tab}}) <(sort -t, -k{j},{j} {{other}})"),
        "concat": (("- (concatenate|append|stack|put together) {tab} and {other} with (only|just|) one header", "- (merge|combine|concatenate) the rows of {tab} and {other}, keep the header (only|) once", "* {tab} plus {other}, single header"), "awk 'NR==1 || FNR>1' {tab} {other}"),
        "concatto": (("- (merge|combine|concatenate) {tab} and {other} into {out} with (only|) one header", "- join the rows of {tab} and {other} in {out}, header only once", "- append {other} to {tab} without its header and save as {out}"), "awk 'NR==1 || FNR>1' {tab} {other} > {out}"),
        "all": (("- (merge|combine|concatenate) all csv files (here|in this folder|) into {out} (with|keeping) (only|) one header", "- put all csv files (here|in this directory) together in {out}, header once", "* all csvs into one {out}, one header"), "awk 'NR==1 || FNR>1' *.csv > {out}"),
        "onlyone": (("- (show|list|print) (the|) (rows|lines) (of|in|from) {tab} that are not in {other}", "* (rows|lines) (in|of) {tab} missing (from|in) {other}", "* what is in {tab} but not in {other}"), "comm -23 <(sort {tab}) <(sort {other})"),
        "common": (("- (show|list|print) (the|) (rows|lines) that are in both {tab} and {other}", "* common (rows|lines) of {tab} and {other}", "* which rows do {tab} and {other} have in common"), "comm -12 <(sort {tab}) <(sort {other})"),
        "side": (("- put the columns of {tab} and {other} (side by side|next to each other)", "- paste {other} (to the right of|beside|next to) {tab} with a comma", "- combine {tab} and {other} line by line, comma between"), "paste -d, {tab} {other}"),
    }[what]  # fmt: skip
    return d.made(f"csv.two.{what}", ways, line)
