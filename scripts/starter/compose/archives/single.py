"""Single files: gzip, bzip2, xz, zstd."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.archives.kinds import draw_plain_folder
from scripts.starter.compose.kit import Draft, PartBuilder, Parts

PACKERS: Final = {
    # pack, unpack, extension, words, keeps the file by itself
    "gzip": ("gzip", "gunzip", "gz", "gzip", "zcat"),
    "bzip2": ("bzip2", "bunzip2", "bz2", "bzip2", "bzcat"),
    "xz": ("xz", "unxz", "xz", "xz", "xzcat"),
    "zstd": ("zstd", "unzstd", "zst", "zstd", "zstdcat"),
}


KEPT: Final = (
    "(and|but) keep the (original|original file|source)",
    "without (deleting|removing|replacing) (the original|it)",
    "keeping the original",
    "and keep the uncompressed file (too|)",
    "but leave the original (alone|in place|there)",
    "don't delete the original",
)
KEPT_PACKED: Final = (
    "(and|but) keep (it|the compressed file|the archive|the original)",
    "without (deleting|removing) (the original|it|the compressed file)",
    "keeping the compressed file",
    "and keep the .@ending (file|)",
)


def _levels(d: Draft, key: str, level: str) -> tuple[str, str]:
    """Say how strongly it is packed: the level for the program, and the words."""
    levels = {"": "", "9": d.one(("with (best|maximum|the strongest) compression", "as (small|tightly) as possible", "with maximum compression", "at level 9", "with the best compression level")),
              "1": d.one(("as fast as possible", "with the fastest compression", "at level 1", "with fast compression"))}[level]  # fmt: skip
    if key == "zstd" and level == "9":
        return "19", d.one(("at level 19", "with (maximum|the strongest) compression (level 19|)"))
    return level, levels


PACK_WEIGHTS: Final = {"file": 5.0, "two": 1.0, "ext": 2.0, "to": 1.2, "rec": 0.6, "folder": 0.3}


def _pack_file(d: Draft, parts: Parts) -> Composed:
    d.draw("file")
    ways: tuple[str, ...] = (
        "- compress {file} with @name @mods",
        "- @name {file} @mods",
        "* @name {file} @mods",
        "- pack {file} (using|with) @name @mods",
        "- make a @ending (file|version) of {file} @mods",
        "- turn {file} into {file}.@ending @mods",
        "* {file} to @ending @mods",
        "- (shrink|compress) the file {file} (using|with) @name @mods",
        "- @name compress {file} @mods",
    )
    if "in" in d.values or " " in d.values["file"].words:
        ways = tuple(w for w in ways if "{file}.@" not in w)
    return d.made(f"archive.{parts['key']}", ways, "@pack@options {file}", **parts)


def _pack_two(d: Draft, parts: Parts) -> Composed:
    d.draw("file")
    d.draw("file2")
    return d.made(
        f"archive.{parts['key']}",
        (
            "- compress {file} and {file2} (each|separately|) with @name @mods",
            "- @name {file} and {file2} @mods",
            "- @name both {file} and {file2} @mods",
        ),
        "@pack@options {file} {file2}",
        **parts,
    )


def _pack_ext(d: Draft, parts: Parts) -> Composed:
    return d.made(f"archive.{parts['key']}", ("- compress (all|the|every) {ext} (files|files here) (individually|one by one|separately|) with @name @mods", "- @name (all|the|all the) {ext} files (in this folder|here|) @mods", "- @name each {ext} file (here|in this directory) @mods", "* @name all {ext} files @mods"),
                  "@pack@options *.{ext}", **parts)  # fmt: skip


def _pack_rec(d: Draft, parts: Parts) -> Composed:
    return d.made(f"archive.{parts['key']}", ("- @name all {ext} files {in} recursively", "- compress every {ext} file {in} (and its subfolders|including subfolders|recursively) with @name", "- find all {ext} files {in} and @name them"),
                  'find {in} -type f -name "*.{ext}" -exec @pack {} +', **parts)  # fmt: skip


def _pack_folder(d: Draft, parts: Parts) -> Composed | None:
    if parts["key"] != "gzip":
        return None
    draw_plain_folder(d)
    return d.made(
        "archive.gzip",
        (
            "- gzip (every file|all files|each file) in (the folder|) {src} (recursively|)",
            "- compress every file in {src} individually with gzip",
            "* gzip files in {src} one by one",
        ),
        "gzip -r {src}",
        **parts,
    )


def _pack_to(d: Draft, parts: Parts) -> Composed:
    d.draw("file")
    d.put("plain", f"{pool.stem_plain(d.rng)}.{parts['ending']}", None, "arg")
    return d.made(
        f"archive.{parts['key']}",
        (
            "- (@name|compress) {file} (to|into|as) {plain}",
            "- write a @name compressed copy of {file} to {plain}",
            "- compress {file} with @name into {plain}",
            "- @name {file} but save it as {plain}",
        ),
        "@pack -c {file} > {plain}",
        **parts,
    )


PACKED: Final[Mapping[str, PartBuilder]] = {
    "file": _pack_file,
    "two": _pack_two,
    "ext": _pack_ext,
    "rec": _pack_rec,
    "folder": _pack_folder,
    "to": _pack_to,
}


def _pack(d: Draft, key: str, level: str, kept: str, flags: str) -> Composed | None:
    """Files packed, one by one."""
    pack, _, end, name, _ = PACKERS[key]
    action = d.among(PACK_WEIGHTS)
    level, levels = _levels(d, key, level)
    options = (f" -{level}" if level else "") + flags
    mods = f"{kept} {levels}"
    parts = {
        "pack": pack,
        "options": options,
        "ending": end,
        "name": name,
        "mods": mods,
        "key": key,
    }
    return PACKED[action](d, parts)


def _unpack_x(d: Draft, parts: Parts, *, keep: bool = False) -> Composed:
    kept = d.one(KEPT_PACKED) if keep and parts["key"] != "zstd" else ""
    flag = " -k" if kept else ""
    return d.made(f"archive.un{parts['key']}", ("- (decompress|unpack|uncompress|extract|unzip|expand) {plain} @kept", "- @unpack {plain} @kept", "* (decompress|unpack|uncompress) {plain} @kept", "- (unpack|decompress) the @name (compressed|) file {plain} @kept", "* un@name {plain} @kept", "* i have {plain}, how do i (unpack|open|decompress) it @kept"),
                  f"@unpack{flag} {{plain}}", kept=kept, **parts)  # fmt: skip


def _unpack_to(d: Draft, parts: Parts) -> Composed:
    d.draw("txt")
    return d.made(
        f"archive.un{parts['key']}",
        (
            "- (decompress|unpack|uncompress) {plain} (to|into|as) {txt}",
            "- write the (unpacked|decompressed|uncompressed) contents of {plain} to {txt}",
            "- unpack {plain} and call (it|the result) {txt}",
        ),
        "@cat {plain} > {txt}",
        mac="@maccat {plain} > {txt}",
        **parts,
    )


def _unpack_all(d: Draft, parts: Parts) -> Composed:
    return d.made(
        f"archive.un{parts['key']}",
        (
            "- (decompress|unpack|uncompress|extract) (all|the|every) .@ending (files|) (here|in this folder|)",
            "- @unpack (all|every) (.@ending|@ending) (files|) (here|in this folder|in the current directory|)",
            "* unpack all @ending files",
        ),
        "@unpack *.@ending",
        **parts,
    )


def _unpack_rec(d: Draft, parts: Parts) -> Composed:
    return d.made(
        f"archive.un{parts['key']}",
        (
            "- (decompress|unpack|uncompress) all .@ending files {in} recursively",
            "- find and (decompress|unpack) every .@ending file {in} and its subfolders",
        ),
        'find {in} -type f -name "*.@ending" -exec @unpack {} +',
        **parts,
    )


def _unpack_info(d: Draft, parts: Parts) -> Composed:
    line = {"gzip": "gzip -l {plain}", "xz": "xz -l {plain}", "zstd": "zstd -l {plain}"}[parts["key"]]
    return d.made(
        f"archive.info{parts['key']}",
        (
            "* how (well|much) is {plain} compressed",
            "- show the (compression ratio|compressed and uncompressed size|original size) of {plain}",
            "* (uncompressed|original|unpacked) size of {plain}",
            "* how big is {plain} (uncompressed|when unpacked)",
        ),
        line,
        **parts,
    )


def _unpack_conv(d: Draft, parts: Parts) -> Composed:
    other = d.one([k for k in ("gzip", "bzip2", "xz") if k != parts["key"]])
    d.put("part", f"{parts['stem']}.{PACKERS[other][2]}", None, "arg")
    return d.made(
        f"archive.conv{parts['key']}",
        (
            f"- (recompress|convert) {{plain}} (to|as) {other}",
            "- convert {plain} (in|)to {part}",
            f"- turn {{plain}} into (a|an) {other} (compressed|) file {{part}}",
        ),
        f"@cat {{plain}} | {other} > {{part}}",
        mac=f"@maccat {{plain}} | {other} > {{part}}",
        **parts,
    )


UNPACKED: Final[Mapping[str, PartBuilder]] = {
    "x": _unpack_x,
    "k": partial(_unpack_x, keep=True),
    "to": _unpack_to,
    "all": _unpack_all,
    "rec": _unpack_rec,
    "info": _unpack_info,
    "conv": _unpack_conv,
}


def _unpack(d: Draft, key: str) -> Composed | None:
    """Files unpacked, kept, converted, looked at."""
    _, unpack, end, name, cat = PACKERS[key]
    stem = f"{pool.stem_plain(d.rng)}{d.one(('.txt', '.csv', '.log', '.sql', '.json', '', '.iso', '.img', '.xml'))}"
    d.put("plain", f"{stem}.{end}", None, "arg")
    action = d.among(
        {
            "x": 5.0,
            "k": 2.0,
            "to": 1.6,
            "all": 1.0,
            "rec": 0.5,
            "conv": 0.6,
            "info": 0.6 if key in {"gzip", "xz", "zstd"} else 0.0,
        }
    )
    parts = {
        "unpack": unpack,
        "cat": cat,
        "maccat": "gzcat" if key == "gzip" else cat,
        "ending": end,
        "name": name,
        "key": key,
        "stem": stem,
    }
    return UNPACKED[action](d, parts)


def pack_file(d: Draft) -> Composed | None:
    """Single files: gzip, bzip2, xz, zstd."""
    key = d.among({"gzip": 5.0, "bzip2": 1.6, "xz": 1.6, "zstd": 1.0})
    level = d.among({"": 6.0, "9": 1.2, "1": 0.6})
    keep = d.chance(0.4) and key != "zstd"
    flags = " -k" if keep else ""
    kept = d.one(KEPT) if keep else ""
    return _pack(d, key, level, kept, flags) if d.chance(0.6) else _unpack(d, key)
