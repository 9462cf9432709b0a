"""Copies and backups."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.files.transfer import COPYING, all_but_a_kind, beginning_alike, of_two_kinds
from scripts.starter.compose.files.words import all_of_kind, draw_dir, draw_ext, draw_new_folder, joined_path
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed

WEIGHTS: Final = {
    "file": 3.0,
    "rename": 1.0,
    "two": 1.2,
    "three": 0.5,
    "ext": 1.8,
    "exts": 0.7,
    "folder": 1.8,
    "contents": 1.0,
    "fromdir": 1.0,
    "extdir": 1.0,
    "newdir": 0.8,
    "every": 0.4,
    "except": 0.6,
    "begin": 0.8,
    "deep": 1.0,
}


def _renamed(d: Draft, parts: Parts) -> Composed:
    d.draw("file")
    d.draw("file2")
    d.draw("file3")
    return d.made(
        "files.cprename",
        (
            "- @verb {file} to {file2}",
            "- @verb {file} (as|under the name) {file2}",
            "* {file} -> {file2}, keep the original",
            "- make a copy of {file} (called|named) {file2}",
            "* cp {file} {file2}",
        ),
        "cp {file} {file2}",
        **parts,
    )


def _files(d: Draft, parts: Parts, items: str, obj: str) -> Composed:
    d.draw("file")
    d.draw("file2")
    d.draw("file3")
    draw_dir(d, "dst")
    return d.made(
        "files.cp",
        (
            f"- @verb {obj} @prep {{dst}} @m",
            f"- put a copy of {obj} (in|into) {{dst}} @m",
            f"* @verb {obj} {{dst}} @m",
            f"- @verb {obj} over to {{dst}} @m",
        ),
        f"cp@flag {items} {{dst}}/",
        **parts,
    )


def _of_several(said: str) -> str:
    """Say of several files what is said of one."""
    return said.replace("it is", "they are").replace(
        "unless it (is there already|already exists)|but only if it does not exist there",
        "but only those that do not exist there",
    )


def _ext(d: Draft, parts: Parts) -> Composed:
    draw_dir(d, "dst")
    return d.made(
        "files.cpext",
        (
            "- @verb @all @prep {dst} @m",
            "- @verb @all (here|in this folder) @prep {dst} @m",
            "- put copies of @all (in|into) {dst} @m",
        ),
        "cp@flag *.@ext {dst}/",
        **{**parts, "m": _of_several(parts["m"])},
    )


def _fromdir(d: Draft, parts: Parts) -> Composed:
    d.draw("bname")
    draw_dir(d, "src")
    return d.made(
        "files.cphere",
        (
            "- @verb {bname} from {src} (here|to this folder|to the current directory|into this directory) @m",
            "- get {bname} from {src} (here|into this folder), as a copy @m",
            "- @verb the file {bname} in {src} (to here|here) @m",
        ),
        f"cp@flag {joined_path(d, 'src', 'bname')} .",
        **parts,
    )


def _extdir(d: Draft, parts: Parts) -> Composed:
    src = draw_dir(d, "src")
    draw_dir(d, "dst")
    return d.made(
        "files.cpextdir",
        (
            "- @verb all {ext} files from {src} @prep {dst}",
            "- @verb the {ext} files (in|of) {src} @prep {dst}",
            "* all {ext} files from {src} to {dst} \\(copy\\)",
        ),
        f"cp {src}/*.@ext {{dst}}/",
        **parts,
    )


def _newdir(d: Draft, parts: Parts) -> Composed:
    name = pool.stem_plain(d.rng)
    d.put("dst", name)
    return d.made(
        "files.cpnew",
        (
            "- (create|make) (a|the) (folder|directory) {dst} and copy @all (into it|there)",
            "- copy @all into a new (folder|directory) (called|named|) {dst}",
            "- mkdir {dst} and copy @all there",
        ),
        "mkdir {dst} && cp *.@ext {dst}/",
        **parts,
    )


def _every(d: Draft, parts: Parts) -> Composed:
    d.draw("bname")
    return d.made(
        "files.cpevery",
        (
            "- copy {bname} (in|)to (every|each) (folder|subfolder|directory) (here|)",
            "- put a copy of {bname} (in|into) (every|each) (folder|subdirectory) (here|)",
        ),
        'for d in */; do cp {bname} "$d"; done',
        **parts,
    )


def _deep(d: Draft, parts: Parts) -> Composed:
    draw_new_folder(d, "dst")
    return d.made(
        "files.cpdeep",
        (
            "- copy all {ext} files {in} (recursively|and its subfolders|including subfolders) (in|)to {dst}",
            "- find all {ext} files {in} and copy them (in|)to {dst}",
            "- collect copies of all {ext} files {in} and its subfolders in {dst}",
        ),
        'find {in} -type f -name "*.@ext" -exec cp {} {dst}/ \\;',
        **parts,
    )


def _folder(d: Draft, parts: Parts) -> Composed:
    kind = d.among({"r": 3.0, "a": 1.2, "bak": 0.8})
    if kind == "bak":
        d.put("dst", parts["folder"].strip('"') + ".bak")
        return d.made(
            "files.cpbak",
            (
                "- (make|create) a backup (copy|) of the (folder|directory) {src} with .bak (added|at the end|as ending)",
                "- (copy|back up) the (folder|directory) {src} as {dst}",
            ),
            "cp -r {src} {src}.bak",
            **parts,
        )
    draw_dir(d, "dst")
    mod = (
        d.one(
            (
                "with (all|its) (permissions and timestamps|attributes)",
                "(preserving|keeping) (permissions|timestamps and permissions|everything)",
                "(exactly|) as it is, with permissions and dates",
            )
        )
        if kind == "a"
        else d.one(("", "", "recursively", "with everything in it", "and all its contents"))
    )
    return d.made(
        "files.cpdir",
        (
            "- @verb the (folder|directory) {src} to {dst} @m",
            "- @verb {src}  to {dst} @m",
            "- recursively copy {src} to {dst} @m"
            if kind == "r"
            else "- copy the directory {src} to {dst} @m",
            "* copy folder {src} {dst} @m",
        ),
        f"cp -{kind} {{src}} {{dst}}",
        **{**parts, "m": mod},
    )


def _contents(d: Draft, parts: Parts) -> Composed:
    draw_dir(d, "dst")
    return d.made(
        "files.cpcontents",
        (
            "- copy the contents of {src} (in|)to {dst}",
            "- copy everything (in|inside|from) {src} (in|)to {dst} (without the folder itself|)",
            "- copy what is in {src} to {dst}, not the folder itself",
        ),
        "cp -r @folder/. {dst}/",
        **parts,
    )


NAMED: Final[Mapping[str, Form | PartBuilder]] = {
    "file": partial(_files, items="{file}", obj="{file}"),
    "rename": _renamed,
    "two": partial(_files, items="{file} {file2}", obj="{file} and {file2}"),
    "three": partial(_files, items="{file} {file2} {file3}", obj="{file}, {file2} and {file3}"),
    "begin": beginning_alike,
}


OF_KIND: Final[Mapping[str, Form | PartBuilder]] = {
    "ext": _ext,
    "exts": of_two_kinds,
    "fromdir": _fromdir,
    "extdir": _extdir,
    "newdir": _newdir,
    "every": _every,
    "except": all_but_a_kind,
    "deep": _deep,
}


OF_FOLDER: Final[Mapping[str, Form | PartBuilder]] = {
    "folder": _folder,
    "contents": _contents,
}


def copy(d: Draft) -> Composed | None:
    """Files and folders copied, one, several or all that fulfil a condition."""
    what = d.among(WEIGHTS)
    cp = d.one(("copy", "copy", "cp", "duplicate", "make a copy of"))
    flag, said = "", ""
    if what in {"file", "two", "ext", "fromdir"} and d.chance(0.35):
        flag, said = d.one(
            (
                (
                    " -n",
                    "(without overwriting|but do not overwrite|unless it (is there already|already exists)|but only if it does not exist there)",
                ),
                (" -i", "(asking before|but ask before|and ask me before) overwriting (anything|)"),
                (
                    " -u",
                    "(only if (it is|) newer|if it is newer than the one there|but only (when|if) newer)",
                ),
                (
                    " -p",
                    "(keeping|preserving|and keep) (the|) (timestamps|permissions and timestamps|date and permissions)",
                ),
                (" -v", "(verbosely|and (print|show) what (is|gets) copied)"),
            )
        )
    into = d.one(("to", "into", "in", "to"))
    parts: dict[str, str] = {**COPYING, "verb": cp, "prep": into, "flag": flag, "m": said}
    if what in NAMED:
        return composed(d, NAMED[what], parts)
    ext = draw_ext(d)
    all_ = all_of_kind(d, ext)
    parts |= {"ext": ext, "all": all_}
    if what in OF_KIND:
        return composed(d, OF_KIND[what], parts)
    src = draw_dir(d, "src", own=True)
    parts |= {"folder": src}
    return composed(d, OF_FOLDER[what], parts)


def back_up(d: Draft) -> Composed | None:
    """Backups beside the file or elsewhere, dated, mirrored, restored."""
    d.draw("file")
    d.draw("bname")
    ext = draw_ext(d)
    src = draw_dir(d, "src", own=True)
    draw_dir(d, "dst")
    what = d.among(
        {
            "bak": 1.8,
            "date": 1.8,
            "stamp": 1.0,
            "ext": 1.2,
            "dir": 1.0,
            "dirdate": 1.2,
            "restore": 1.0,
            "mirror": 1.2,
            "mirrordel": 0.7,
            "orig": 0.6,
            "edit": 0.4,
            "swap": 0.5,
            "extfolder": 0.5,
        }
    )
    back = d.one(
        ("back up", "make a backup of", "create a backup of", "make a backup copy of", "save a copy of")
    )
    folder = d.values["src"].written
    ways, line = {
        "bak": ((f"- {back} {{file}} with .bak (added|at the end|as extension)", f"- {back} {{file}} (before i (edit|change) it|)", "- copy {file} to (the same name with|its name plus) .bak", "* backup (copy|) of {file}"), "cp {file} {file}.bak"),
        "orig": ((f"- {back} {{file}} with (the extension|) .orig", "- keep a copy of {file} with .orig at the end"), "cp {file} {file}.orig"),
        "date": ((f"- {back} {{file}} with (today's date|the date|the current date) (in the name|appended|at the end|)", "- copy {file} (and append|appending) (today's date|the date) (to the name|)", "* dated backup of {file}"), "cp {file} {file}.$(date +%F)"),
        "stamp": ((f"- {back} {{file}} with (date and time|a timestamp|the date and time) (in the name|appended|at the end)", "- copy {file} with a timestamp (appended|at the end of the name)"), "cp {file} {file}.$(date +%Y%m%d-%H%M%S)"),
        "ext": ((f"- {back} (every|each) {{ext}} file (here|) with .bak (added|at the end)", "- copy (every|each) {ext} file to the same name (plus|with) .bak", "* .bak copies of all {ext} files"), f'for f in *.{ext}; do cp "$f" "$f.bak"; done'),
        "dir": ((f"- {back} the (folder|directory) {{src}} with .bak at the end", "- copy the (folder|directory) {src} to the same name with .bak"), "cp -r {src} {src}.bak"),
        "dirdate": ((f"- {back} the (folder|directory) {{src}} with (today's date|the date|the current date) (in the name|appended|at the end)", "- copy the (folder|directory) {src} and append (today's|the current) date (to the name|)"), "cp -r {src} {src}-$(date +%F)"),
        "restore": (("- restore {file} from (its|the) .bak (copy|file|) ", "- put the .bak copy of {file} back (in place|)", "- replace {file} (with|by) its .bak (copy|backup)"), "cp {file}.bak {file}"),
        "mirror": (("- (sync|synchronize|mirror) {src} (to|with|into) {dst}", "- rsync {src} to {dst}", "- copy (only|just) (new and changed|changed) files from {src} to {dst}"), f"rsync -a {src}/ {{dst}}/"),
        "mirrordel": (("- (sync|mirror) {src} to {dst} and delete (what is|files that are) (not|no longer) in {src}", "- make {dst} an exact (copy|mirror) of {src}, deleting extra files"), f"rsync -a --delete {src}/ {{dst}}/"),
        "edit": (("- back up {bname} and then open it (in|with) (nano|an editor)",), "cp {bname} {bname}.bak && nano {bname}"),
        "swap": (("- swap (the names of|) {file} and {bname}", "- exchange {file} and {bname}"), "mv {file} swap.tmp && mv {bname} {file} && mv swap.tmp {bname}"),
        "extfolder": (("- copy all {ext} files (here|) into a (new|) (folder|directory) (named|called) backup", "- back up all {ext} files (here|) (in|)to a new folder backup"), f"mkdir backup && cp *.{ext} backup/"),
    }[what]  # fmt: skip
    if (what in {"bak", "date", "stamp", "orig", "restore"} and " " in d.values["file"].written) or (
        what == "edit" and " " in d.values["bname"].written
    ):
        return None
    if what in {"dir", "dirdate", "mirror", "mirrordel"} and folder.endswith("/"):
        return None
    if what == "swap" and (
        d.values["file"].written == d.values["bname"].written or "/" in d.values["file"].written
    ):
        return None
    return d.made(f"files.backup.{what}", ways, line)
