"""Single files: gzip, bzip2, xz, zstd."""

from __future__ import annotations

from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.archives.kinds import draw_plain_folder
from scripts.starter.compose.kit import Draft

PACKERS: Final = {
    # pack, unpack, extension, words, keeps the file by itself
    "gzip": ("gzip", "gunzip", "gz", "gzip", "zcat"),
    "bzip2": ("bzip2", "bunzip2", "bz2", "bzip2", "bzcat"),
    "xz": ("xz", "unxz", "xz", "xz", "xzcat"),
    "zstd": ("zstd", "unzstd", "zst", "zstd", "zstdcat"),
}


def pack_file(d: Draft) -> Composed | None:
    """Single files: gzip, bzip2, xz, zstd."""
    key = d.among({"gzip": 5.0, "bzip2": 1.6, "xz": 1.6, "zstd": 1.0})
    pack, unpack, end, name, _ = PACKERS[key]
    level = d.among({"": 6.0, "9": 1.2, "1": 0.6})
    keep = d.chance(0.4) and key != "zstd"
    flags = " -k" if keep else ""
    kept = (
        d.one(
            (
                "(and|but) keep the (original|original file|source)",
                "without (deleting|removing|replacing) (the original|it)",
                "keeping the original",
                "and keep the uncompressed file (too|)",
                "but leave the original (alone|in place|there)",
                "don't delete the original",
            )
        )
        if keep
        else ""
    )
    if d.chance(0.6):
        action = d.among({"file": 5.0, "two": 1.0, "ext": 2.0, "to": 1.2, "rec": 0.6, "folder": 0.3})
        levels = {"": "", "9": d.one(("with (best|maximum|the strongest) compression", "as (small|tightly) as possible", "with maximum compression", "at level 9", "with the best compression level")),
                  "1": d.one(("as fast as possible", "with the fastest compression", "at level 1", "with fast compression"))}[level]  # fmt: skip
        if key == "zstd" and level == "9":
            level = "19"
            levels = d.one(("at level 19", "with (maximum|the strongest) compression (level 19|)"))
        options = (f" -{level}" if level else "") + flags
        mods = f"{kept} {levels}"
        if action == "file":
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
            return d.made(
                f"archive.{key}", ways, f"{pack}{options} {{file}}", name=name, mods=mods, ending=end
            )
        if action == "two":
            d.draw("file")
            d.draw("file2")
            return d.made(
                f"archive.{key}",
                (
                    "- compress {file} and {file2} (each|separately|) with @name @mods",
                    "- @name {file} and {file2} @mods",
                    "- @name both {file} and {file2} @mods",
                ),
                f"{pack}{options} {{file}} {{file2}}",
                name=name,
                mods=mods,
            )
        if action == "ext":
            return d.made(f"archive.{key}", ("- compress (all|the|every) {ext} (files|files here) (individually|one by one|separately|) with @name @mods", "- @name (all|the|all the) {ext} files (in this folder|here|) @mods", "- @name each {ext} file (here|in this directory) @mods", "* @name all {ext} files @mods"),
                          f"{pack}{options} *.{{ext}}", name=name, mods=mods)  # fmt: skip
        if action == "rec":
            return d.made(f"archive.{key}", ("- @name all {ext} files {in} recursively", "- compress every {ext} file {in} (and its subfolders|including subfolders|recursively) with @name", "- find all {ext} files {in} and @name them"),
                          f'find {{in}} -type f -name "*.{{ext}}" -exec {pack} {{}} +', name=name)  # fmt: skip
        if action == "folder":
            if key != "gzip":
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
            )
        d.draw("file")
        stem = pool.stem_plain(d.rng)
        d.put("plain", f"{stem}.{end}", None, "arg")
        return d.made(
            f"archive.{key}",
            (
                "- (@name|compress) {file} (to|into|as) {plain}",
                "- write a @name compressed copy of {file} to {plain}",
                "- compress {file} with @name into {plain}",
                "- @name {file} but save it as {plain}",
            ),
            f"{pack} -c {{file}} > {{plain}}",
            name=name,
        )
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
    if action in {"x", "k"}:
        kept = (
            ""
            if action == "x" or key == "zstd"
            else d.one(
                (
                    "(and|but) keep (it|the compressed file|the archive|the original)",
                    "without (deleting|removing) (the original|it|the compressed file)",
                    "keeping the compressed file",
                    "and keep the .@ending (file|)",
                )
            )
        )
        flag = " -k" if kept else ""
        return d.made(f"archive.un{key}", ("- (decompress|unpack|uncompress|extract|unzip|expand) {plain} @kept", f"- {unpack} {{plain}} @kept", "* (decompress|unpack|uncompress) {plain} @kept", "- (unpack|decompress) the @name (compressed|) file {plain} @kept", "* un@name {plain} @kept", "* i have {plain}, how do i (unpack|open|decompress) it @kept"),
                      f"{unpack}{flag} {{plain}}", kept=kept, ending=end, name=name)  # fmt: skip
    cat = PACKERS[key][4]
    mac = "gzcat" if key == "gzip" else cat
    if action == "to":
        d.draw("txt")
        return d.made(
            f"archive.un{key}",
            (
                "- (decompress|unpack|uncompress) {plain} (to|into|as) {txt}",
                "- write the (unpacked|decompressed|uncompressed) contents of {plain} to {txt}",
                "- unpack {plain} and call (it|the result) {txt}",
            ),
            f"{cat} {{plain}} > {{txt}}",
            mac=f"{mac} {{plain}} > {{txt}}",
        )
    if action == "all":
        return d.made(
            f"archive.un{key}",
            (
                "- (decompress|unpack|uncompress|extract) (all|the|every) .@ending (files|) (here|in this folder|)",
                f"- {unpack} (all|every) (.@ending|@ending) (files|) (here|in this folder|in the current directory|)",
                "* unpack all @ending files",
            ),
            f"{unpack} *.{end}",
            ending=end,
        )
    if action == "rec":
        return d.made(
            f"archive.un{key}",
            (
                "- (decompress|unpack|uncompress) all .@ending files {in} recursively",
                "- find and (decompress|unpack) every .@ending file {in} and its subfolders",
            ),
            f'find {{in}} -type f -name "*.{end}" -exec {unpack} {{}} +',
            ending=end,
        )
    if action == "info":
        line = {"gzip": "gzip -l {plain}", "xz": "xz -l {plain}", "zstd": "zstd -l {plain}"}[key]
        return d.made(
            f"archive.info{key}",
            (
                "* how (well|much) is {plain} compressed",
                "- show the (compression ratio|compressed and uncompressed size|original size) of {plain}",
                "* (uncompressed|original|unpacked) size of {plain}",
                "* how big is {plain} (uncompressed|when unpacked)",
            ),
            line,
        )
    other = d.one([k for k in ("gzip", "bzip2", "xz") if k != key])
    new = f"{stem}.{PACKERS[other][2]}"
    d.put("part", new, None, "arg")
    return d.made(
        f"archive.conv{key}",
        (
            f"- (recompress|convert) {{plain}} (to|as) {other}",
            "- convert {plain} (in|)to {part}",
            f"- turn {{plain}} into (a|an) {other} (compressed|) file {{part}}",
        ),
        f"{cat} {{plain}} | {other} > {{part}}",
        mac=f"{mac} {{plain}} | {other} > {{part}}",
    )
