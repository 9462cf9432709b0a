"""Deleting what fulfils a condition; a deletion without its measure gets a question."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.files.words import HERE, all_of_kind, draw_condition, draw_dir, draw_ext
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed

WEIGHTS: Final = {"file": 2.0, "two": 1.0, "three": 0.4, "ext": 1.8, "extdir": 1.4, "cond": 3.4, "condext": 3.0, "folder": 1.6, "contents": 1.0, "emptydirs": 1.0, "emptyfiles": 0.8, "except": 0.9, "named": 1.0, "nameddirs": 0.7, "ask": 0.8, "begin": 0.8, "contain": 0.8, "deepext": 1.6, "exts": 0.6, "dirfiles": 0.8, "keep": 0.7, "emptydir": 0.5,
                     "exists": 0.5, "show": 0.9}  # fmt: skip


def _file(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "files.rm",
        (
            "- @rm {file}",
            "- @rm the file {file}" if d.values["file"].words == d.values["file"].written else "- @rm {file}",
            "* @rm {file}",
            "* i don't need {file} (any more|anymore), delete it",
            "- throw away {file}",
        ),
        "rm {file}",
        **parts,
    )


def _ext(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "files.rmext",
        (
            f"- @rm @all {d.one(HERE)}",
            f"- @rm @all {d.one(HERE)} (only|but not in subfolders|not in subfolders)",
            "- @rm @all of this folder (only|) but not of subfolders",
        ),
        "rm *.@ext",
        **parts,
    )


def _exts(d: Draft, parts: Parts) -> Composed | None:
    other = draw_ext(d, "ext2")
    if other == parts["ext"]:
        return None
    return d.made(
        "files.rmexts",
        (
            f"- @rm all {{ext}} and {{ext2}} files {d.one(HERE)}",
            f"- @rm the {{ext}} files and the {{ext2}} files {d.one(HERE)}",
        ),
        f"rm *.@ext *.{other}",
        **parts,
    )


def _ask(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "files.rmask",
        (
            f"- @rm @all {d.one(HERE)} (asking|but ask) (me|) before each (one|file|)",
            f"- @rm @all {d.one(HERE)}, confirm each (one|file)",
        ),
        "rm -i *.@ext",
        **parts,
    )


def _except(d: Draft, parts: Parts) -> Composed:
    if d.chance(0.5):
        return d.made(
            "files.rmexceptext",
            (
                f"- @rm (everything|all files) {d.one(HERE)} (except|but) (the|) {{ext}} files",
                f"- @rm all files {d.one(HERE)} that are not {{ext}} files",
                f"- keep only the {{ext}} files {d.one(HERE)}, @rm the other files",
            ),
            'find . -maxdepth 1 -type f -not -name "*.@ext" -delete',
            **parts,
        )
    return d.made(
        "files.rmexcept",
        (
            f"- @rm all files {d.one(HERE)} (except|but) {{bname}}",
            f"- keep {{bname}} and @rm (all|the) other files {d.one(HERE)}",
        ),
        "find . -maxdepth 1 -type f -not -name {bname|q} -delete",
        **parts,
    )


def _would_delete(d: Draft, parts: Parts) -> Composed:
    cond, test = draw_condition(d)
    return d.made(
        "files.wouldrm",
        (
            f"- (show|list) (the|) files {{in}} {cond} (that would be deleted, but|but) (do not|don't) delete (anything|them)",
            f"- list files {{in}} {cond} without deleting them",
        ),
        f"find {{in}} -type f {test}",
        **parts,
    )


def _cond(d: Draft, parts: Parts, noun: str, name: str) -> Composed:
    cond, test = draw_condition(d)
    top, depth = d.one(
        (
            ("", ""),
            ("", ""),
            ("", ""),
            ("(but not in subfolders|not in subfolders|without subfolders)", "-maxdepth 1 "),
        )
    )
    return d.made(
        "files.rmcond",
        (
            f"- @rm (all|the|) {noun} {{in}} {cond} @m",
            f"- @rm (all|) {noun} {cond} {{in}} @m",
            f"- find {noun} {{in}} {cond} and @rm them @m",
            f"* @rm {noun} {cond} {{in}} @m",
            f"- clean up {noun} {cond} {{in}} @m",
        ),
        f"find {{in}} {depth}-type f {name}{test} -delete",
        m=top,
        **parts,
    )


def _keep(d: Draft, parts: Parts) -> Composed:
    n = d.rng.randrange(2, 21)
    d.put_count("num", n, n + 1)
    return d.made(
        "files.rmkeep",
        (
            "- keep (only|) the (newest|latest) {num} {ext} files (here|) and @rm the (rest|others)",
            "- @rm all {ext} files (here|) (except|but) the (newest|latest) {num}",
            "- @rm all but the {num} (newest|latest|most recent) {ext} files (here|)",
        ),
        f"ls -t *.@ext | tail -n +{n + 1} | xargs -d '\\n' rm",
        mac=f"ls -t *.@ext | tail -n +{n + 1} | tr '\\n' '\\0' | xargs -0 rm",
        **parts,
    )


def _folder(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "files.rmdir",
        (
            "- @rm the (folder|directory) {src} (and (everything in it|all its contents)|with everything in it|completely|)",
            "- @rm the (whole|entire) {src} (folder|directory)"
            if d.values["src"].words == d.values["src"].written
            else "- @rm {src} and everything in it",
            "* @rm folder {src}"
            if "folder" not in d.values["src"].words
            else "- @rm {src} and all its contents",
        ),
        "rm -r {src}",
        **parts,
    )


def _dirfiles(d: Draft, parts: Parts) -> Composed | None:
    return (
        d.made(
            "files.rmdirfiles",
            ("- @rm (all|the) files in {src} (but not (its|the) (subfolders|folders)|not the folders)",),
            "rm @folder/*",
            **parts,
        )
        if d.chance(0.5)
        else None
    )


KINDS: Final[Mapping[str, Form | PartBuilder]] = {
    "file": _file,
    "two": Form(
        "files.rmtwo",
        ("- @rm {file} and {file2}", "- @rm (both|the files|) {file} and {file2}"),
        "rm {file} {file2}",
    ),
    "three": Form("files.rmthree", ("- @rm {file}, {file2} and {file3}",), "rm {file} {file2} {file3}"),
    "ext": _ext,
    "exts": _exts,
    "ask": _ask,
    "begin": Form(
        "files.rmbegin",
        (
            "- @rm all files (here|in this folder|) (starting with|that start with|beginning with) {prefix}",
            "- @rm every file here whose name (starts|begins) with {prefix}",
        ),
        "rm {prefix}*",
    ),
    "contain": Form(
        "files.rmcontain",
        (
            "- @rm all files {in} (recursively|including subfolders) with {prefix} in (the|their) name",
            "- @rm every file {in} and its subfolders whose name contains {prefix}",
        ),
        'find {in} -type f -name "*{prefix}*" -delete',
    ),
    "deepext": Form(
        "files.rmdeep",
        (
            "- @rm all {ext} files {in} (recursively|including subfolders|and (its|all) subfolders)",
            "- recursively @rm all {ext} files {in}",
            "- find and @rm all {ext} files {in} and below",
        ),
        'find {in} -type f -name "*.@ext" -delete',
    ),
    "named": Form(
        "files.rmnamed",
        (
            "- @rm all files (called|named) {bname} {in} (recursively|and its subfolders|including subfolders|)",
            "- find and @rm every {bname} {in}",
            "- @rm every file (called|named) {bname} {in}",
        ),
        "find {in} -type f -name {bname|q} -delete",
    ),
    "nameddirs": Form(
        "files.rmnameddirs",
        (
            "- @rm all (folders|directories) (called|named) {stem} {in}",
            "- @rm every {stem} (folder|directory) {in} (recursively|)",
        ),
        "find {in} -type d -name {stem|q} -prune -exec rm -r {} +",
    ),
    "emptydirs": Form(
        "files.rmemptydirs",
        (
            "- @rm (all|) empty (folders|directories|subfolders|dirs) {in}",
            "- find and @rm empty (folders|directories) {in}",
            "* @rm every empty (folder|directory) {in}",
        ),
        "find {in} -type d -empty -delete",
    ),
    "emptyfiles": Form(
        "files.rmemptyfiles",
        (
            "- @rm (all|) (empty|zero byte|0 byte) files {in}",
            "- find and @rm (empty|zero-length) files {in}",
        ),
        "find {in} -type f -empty -delete",
    ),
    "except": _except,
    "cond": partial(_cond, noun="files", name=""),
    "condext": partial(_cond, noun="{ext} files", name='-name "*.@ext" '),
    "show": _would_delete,
    "keep": _keep,
    "exists": Form(
        "files.rmexists",
        ("- @rm {file} if it exists", "- if {file} exists, @rm it"),
        "[ -e {file} ] && rm {file}",
    ),
}


OF_FOLDER: Final[Mapping[str, Form | PartBuilder]] = {
    "folder": _folder,
    "emptydir": Form(
        "files.rmdirempty",
        (
            "- @rm the empty (folder|directory) {src}",
            "- @rm the (folder|directory) {src} (only|but only) if it is empty",
        ),
        "rmdir {src}",
    ),
    "contents": Form(
        "files.rmcontents",
        (
            "- @rm (everything|all files and folders) (in|inside) {src} (but keep the folder|but not the folder itself|)",
            "- (empty|clear out) the (folder|directory) {src}",
            "- @rm the contents of {src} (but keep the folder itself|)",
        ),
        "rm -r @folder/*",
    ),
    "dirfiles": _dirfiles,
    "extdir": Form(
        "files.rmextdir",
        (
            "- @rm all {ext} files (directly in|in) {src} (but not in (its|) subfolders|not in subfolders|, this folder only)",
            "- @rm @folder/*.@ext",
            "- @rm the {ext} files (lying|) directly in {src}",
        ),
        "rm @folder/*.@ext",
    ),
}


def delete(d: Draft) -> Composed | None:
    """What is named or fulfils a condition, never more than that."""
    rm = d.one(("delete", "remove", "delete", "remove", "rm", "erase", "get rid of"))
    what = d.among(WEIGHTS)
    d.draw("file")
    d.draw("file2")
    d.draw("file3")
    d.draw("prefix")
    d.draw("bname")
    d.draw("stem")
    d.draw("count")
    ext = draw_ext(d)
    all_ = all_of_kind(d, ext)
    parts: dict[str, str] = {"rm": rm, "ext": ext, "all": all_}
    if what in KINDS:
        return composed(d, KINDS[what], parts)
    src = draw_dir(d, "src", own=True)
    parts |= {"folder": src}
    return composed(d, OF_FOLDER[what], parts)


def delete_without_measure(d: Draft) -> Composed | None:
    """A deletion whose measure is missing gets a question, never a guess."""
    d.draw("ext")
    draw_dir(d)
    rm = d.one(("delete", "remove", "rm", "clean up", "get rid of", "erase"))
    noun = d.one(
        (
            "files",
            "logs",
            "log files",
            "backups",
            "{ext} files",
            "downloads",
            "archives",
            "temp files",
            "images",
        )
    )
    where = d.one(("", "", "here", "in {src}", "in this folder", "from {src}"))
    if d.chance(0.75):
        return d.made(
            "files.needage",
            (
                "- @r (the|my|all|all the|) old @n @w",
                "- @r @n (that are|which are) (too|) old @w",
                "- @r outdated @n @w",
                "- move (the|my|) old @n @w (to|into) archive"
                if "from" not in where
                else "- @r (the|) old @n @w",
                "- compress (the|) old @n @w" if "from" not in where else "- @r old @n @w",
            ),
            "#? need age",
            r=rm,
            n=noun,
            w=where,
        )
    return d.made(
        "files.needsize",
        (
            "- @r @n above a certain size @w",
            "- @r @n that are larger than a limit @w",
            "- @r all @n over some size @w",
        ),
        "#? need size",
        r=rm,
        n=noun,
        w=where,
    )
