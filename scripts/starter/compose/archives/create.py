"""Packing files and folders, and what a search finds."""

from __future__ import annotations

from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.archives.kinds import KINDS, USUAL, draw_archive, draw_plain_folder, draw_source
from scripts.starter.compose.kit import Draft
from scripts.starter.values import Value

SKIPPED: Final = ("node_modules", ".git", "build", "dist", "cache", "logs", "venv", "__pycache__", "tmp", "target",
                  "vendor", ".cache", "uploads", "backups", ".venv", "coverage", ".idea", "out")  # fmt: skip
DATES: Final = (
    ("with (today's|the current) date in the (name|file name|filename)", "+%F"), ("with (the date|a date stamp)", "+%F"),
    ("named with today's date", "+%F"), ("including today's date in the name", "+%F"), ("dated today", "+%F"),
    ("whose name contains the current date", "+%F"), ("with a timestamp in the name", "+%Y%m%d_%H%M%S"),
    ("with date and time in the name", "+%Y%m%d_%H%M%S"), ("(called|named) after today's date", "+%F"),
)  # fmt: skip
SAID_FOLDER: Final = ("the {src} (folder|directory)", "{src}", "{src}", "(folder|directory) {src}", "my {src} (folder|dir)",
                  "everything in {src}", "the whole {src} (folder|directory)", "the (folder|dir) {src}", "{src}/")  # fmt: skip


def draw_target(d: Draft, kind: str) -> tuple[str, str, str | None]:
    """What goes in: its words, how the command names it, and the stem that an unnamed archive gets."""
    what = d.among({"folder": 5.0, "path": 3.0, "files": 1.6, "file": 1.0, "folders": 1.2, "ext": 1.6, "exts": 0.5,
                    "here": 1.2, "mixed": 0.6, "contents": 0.5})  # fmt: skip
    if what == "folder":
        stem = draw_plain_folder(d)
        return d.one(SAID_FOLDER), "{src}", stem
    if what == "path":
        draw_source(d)
        return (
            d.one(
                ("{src}", "everything (in|under) {src}", "{src}", "{src} (recursively|and everything in it|)")
            ),
            "{src}",
            None,
        )
    if what == "files":
        d.draw("file")
        d.draw("file2")
        if d.chance(0.35):
            d.draw("file3")
            return (
                d.one(
                    (
                        "{file}, {file2} and {file3}",
                        "{file} {file2} {file3}",
                        "the files {file}, {file2}, {file3}",
                    )
                ),
                "{file} {file2} {file3}",
                "archive",
            )
        return (
            d.one(
                (
                    "{file} and {file2}",
                    "{file} {file2}",
                    "(the|) files {file} and {file2}",
                    "both {file} and {file2}",
                )
            ),
            "{file} {file2}",
            "archive",
        )
    if what == "file":
        d.draw("file")
        return d.one(("{file}", "the (single|) file {file}")), "{file}", None
    if what == "folders":
        d.draw("stem")
        d.draw("stem2")
        if d.chance(0.3):
            d.draw("stem3")
            return (
                d.one(
                    ("{stem}, {stem2} and {stem3}", "the (folders|directories) {stem}, {stem2} and {stem3}")
                ),
                "{stem} {stem2} {stem3}",
                "archive",
            )
        return d.one(("the (folders|directories|dirs) {stem} and {stem2}", "{stem} and {stem2}", "both {stem} and {stem2} (folders|directories)",
                      "the {stem} and {stem2} (folders|directories)")), "{stem} {stem2}", "archive"  # fmt: skip
    if what == "ext":
        return d.one(("all (the|) {ext} files", "the {ext} files", "every {ext} file (here|in this folder)", "all {ext} files in (this|the current) (folder|directory)",
                      "*.EXT", "my {ext} files", "just the {ext} files (here|)")), "*.{ext}", "archive"  # fmt: skip
    if what == "exts":
        d.draw("ext")
        d.draw("ext2")
        return (
            d.one(
                (
                    "all {ext} and {ext2} files",
                    "the {ext} and {ext2} files",
                    "every {ext} and {ext2} file here",
                )
            ),
            "*.{ext} *.{ext2}",
            "archive",
        )
    if what == "here":
        return d.one(("(the current|this) (folder|directory)", "everything (here|in this folder|in the current directory)",
                      "all (the|) files (here|in this folder|in the current directory)", "the folder i am in", "this whole directory", "the current dir",
                      "the contents of this directory")), ".", "archive"  # fmt: skip
    if what == "mixed":
        d.draw("stem")
        d.draw("file")
        return (
            d.one(
                (
                    "the {stem} (folder|directory) and {file}",
                    "{file} and the (folder|directory) {stem}",
                    "{stem}/ and {file}",
                )
            ),
            "{stem} {file}",
            "archive",
        )
    if kind in {"zip", "7z"}:
        return "", "", None
    draw_source(d)
    return d.one(("(only|just|) the contents of {src} (but|) not the folder itself", "what is inside {src} without the (folder|parent folder) (itself|name)",
                  "the contents of {src}, without the leading (folder|directory)")), "-C {src} .", None  # fmt: skip


def pack(d: Draft) -> Composed | None:
    """One archive of files or folders, with what else may be wanted: a level, a password, parts, exclusions."""
    key = d.among(USUAL)
    kind = KINDS[key]
    target, written, stem = draw_target(d, key)
    if not written:
        return None
    if "*.EXT" in target:
        value = d.draw("ext")
        target = target.replace("*.EXT", f"*.{value.written}")
    single = not any(part in written for part in ("{src}", "{stem}", "-C", "."))
    single = written in {"{file}", "{file} {file2}", "{file} {file2} {file3}", "*.{ext}", "*.{ext} *.{ext2}"}
    command = "zip" if key == "zip" and single else kind.create
    mods: list[str] = []
    tail = options = ""
    said_kind = d.one(kind.said)
    named = True
    dated = d.chance(0.13)
    if dated and stem:
        words, form = d.one(DATES)
        mods.append(words)
        arc = f"{'backup' if stem == 'archive' else stem}-$(date {form}).{kind.ends[0]}"
        named = False
    elif stem and d.chance(0.25):
        arc, named = f"{stem}.{kind.ends[0]}", False
    else:
        draw_archive(d, kind, stem if stem and stem != "archive" and d.chance(0.4) else None)
        arc = "{arc}"
    if written in {"{src}", "."} and d.chance(0.36):
        options, tail, words = draw_excluded(d, key, here=written == ".")
        mods.append(words)
    extra = d.among({"": 12.0, "v": 0.7, "list": 0.4, "size": 0.7, "rm": 0.6, "move": 0.4, "copy": 0.3, "best": 0.4, "store": 0.2, "pw": 0.5, "links": 0.3, "newer": 0.4, "split": 0.5})  # fmt: skip
    after = ""
    if extra == "v" and key in {"tgz", "tar", "bz2", "xz"}:
        command = command[:-1] + "vf"
        mods.append(
            d.one(
                (
                    "verbosely",
                    "and (show|print|list) (each file|the files) (while|as) (it works|you do it)",
                    "with verbose output",
                    "showing progress",
                    "and print every file added",
                )
            )
        )
    elif extra == "list" and key in KINDS and named:
        after = f" && {kind.list} {arc}"
        mods.append(
            d.one(
                (
                    "and (then|) list its contents",
                    "then list what is in it",
                    "and show me what's inside afterwards",
                )
            )
        )
    elif extra == "size" and named:
        after = f" && ls -lh {arc}"
        mods.append(
            d.one(
                (
                    "and (then|) show (its|the archive's) size",
                    "and tell me how big (it|the archive) is",
                    "then show me the size of the archive",
                )
            )
        )
    elif extra == "rm" and written == "{src}" and stem and named:
        after = " && rm -r {src}"
        mods.append(d.one(("and delete the (folder|original|originals) (afterwards|after that|)", "then remove the (original|folder|source folder)", "and (remove|delete) {src} afterwards",
                           "and get rid of the original folder")))  # fmt: skip
    elif extra == "move" and named:
        draw_source(d, "dst")
        after = " && mv {arc} {dst}/"
        mods.append(
            d.one(
                (
                    "and move (it|the archive) to {dst}",
                    "then move the archive (in|)to {dst}",
                    "and put (it|the archive) into {dst} (afterwards|)",
                )
            )
        )
    elif extra == "copy" and named:
        draw_source(d, "dst")
        after = " && cp {arc} {dst}/"
        mods.append(d.one(("and copy (it|the archive) to {dst}", "then copy the archive (in|)to {dst}")))
    elif extra == "best" and key == "zip":
        command = command.replace("zip", "zip -9", 1)
        mods.append(
            d.one(
                (
                    "with (the best|maximum|the highest) compression",
                    "as small as possible",
                    "with compression level 9",
                    "at max compression",
                )
            )
        )
    elif extra == "store" and key == "zip":
        command = command.replace("zip", "zip -0", 1)
        mods.append(
            d.one(("without (compression|compressing)", "uncompressed", "just store, no compression"))
        )
    elif extra == "pw" and key == "zip":
        command = "zip -e" if command == "zip" else "zip -er"
        mods.append(
            d.one(
                (
                    "with (a|) password",
                    "password protected",
                    "encrypted (with a password|)",
                    "and protect it with a password",
                    "and ask for a password",
                )
            )
        )
    elif extra == "links" and key == "tgz":
        command = "tar -czhf"
        mods.append(
            d.one(
                (
                    "following symlinks",
                    "(and|) follow symbolic links",
                    "dereferencing symlinks",
                    "with the files the symlinks point to instead of the links",
                )
            )
        )
    elif extra == "newer" and key == "tgz" and written in {"{src}", "."} and not d.mac:
        d.draw("date")
        options = " --newer-mtime={date}" + options
        mods.append(
            d.one(
                (
                    "with only (the|) files (changed|modified) (since|after) {date}",
                    "but only files newer than {date}",
                    "only what changed since {date}",
                )
            )
        )
    elif extra == "split" and key == "tgz" and written == "{src}" and stem and not dated:
        d.draw("size")
        words = d.one(
            (
                "split into {size} (pieces|parts|chunks)",
                "in (pieces|parts|chunks) of {size}",
                "and split it (in|)to {size} (files|parts)",
                "cut into {size} parts",
            )
        )
        return d.made(
            "archive.split",
            ("- @verb @what @words", "- (make|create) a @kind of @what @words", "* @kind of @what @words", "- back up @what @words"),
            f"tar -czf -{options} {{src}} | split -b {{size}} - {stem}.tar.gz.",
            verb=d.one(("tar", "tar up", "archive")), kind=said_kind, what=target, words=" ".join([*mods, words]),
        )  # fmt: skip
    elif extra == "split" and key == "zip" and named and command == "zip -r":
        d.draw("size")
        command = "zip -r -s {size}"
        mods.append(
            d.one(
                (
                    "split into {size} (pieces|parts|volumes)",
                    "in (parts|volumes) of {size} (each|)",
                    "as a multi-part archive of {size} (each|parts)",
                )
            )
        )
    if d.chance(0.5) and len(mods) > 1 and not after:
        mods.reverse()
    parts = {"what": target, "kind": said_kind, "mods": " ".join(mods)}
    line = f"{command} {arc}{options} {written}{tail}{after}"
    if key == "7z" and tail:
        line = f"{command} {arc} {written}{tail}{after}"
    parts["verb"] = d.one(
        {"zip": ("zip", "zip", "zip up", "compress", "archive", "pack", "put"), "7z": ("compress", "pack", "7zip", "archive"),
         "tar": ("tar", "archive", "tar up", "bundle", "pack (without compression|)")}.get(
            key, ("tar", "compress", "archive", "pack", "tar up", "bundle", "tar and (gzip|compress)", "back up", "zip up", "pack up"))
    )  # fmt: skip
    if parts["verb"] == "tar and (gzip|compress)" and key != "tgz":
        parts["verb"] = "compress"
    if named:
        ways: tuple[str, ...] = (
            "- @verb @what @mods (into|to|as|in) {arc}", "- @verb @what (into|to|as|in) {arc} @mods", "- @verb @what (into|to|as|in) {arc} @mods",
            "- (make|create) (a|an) @kind {arc} (from|of|out of|with|containing) @what @mods", "- (make|create) {arc} (from|of|out of|with|containing) @what @mods",
            "- (make|create|build) (a|an) @kind of @what (called|named) {arc} @mods", "- put @what in(to|) (a|an) @kind (called|named|) {arc} @mods",
            "- put @what into {arc} @mods", "* @what @mods -> {arc}", "* @verb @what {arc} @mods", "* i (want|need) @what in (a|an) @kind (called|named|) {arc} @mods",
            "- back up @what to {arc} @mods", "- @verb @what @mods, output {arc}", "* @kind of @what @mods, name it {arc}", "* create archive {arc} from @what @mods",
            "- save @what as {arc} @mods", "* can you @verb @what for me as {arc} @mods", "- @verb @what @mods, the archive should be (called|named) {arc}",
        )  # fmt: skip
    else:
        ways = (
            "- @verb @what @mods (as|into|to) (a|an) @kind", "- (make|create|build) (a|an) @kind (from|of|out of|with) @what @mods", "- turn @what into (a|an) @kind @mods",
            "* @kind of @what @mods", "- put @what in(to|) (a|an) @kind @mods", "* @what to @kind @mods", "- make @what (a|an) @kind @mods", "* i want (a|an) @kind of @what @mods",
            "- (create|make) (a|an) @kind backup of @what @mods", "* @kind @what @mods", "- save @what in (a|an) @kind @mods",
        )  # fmt: skip
    return d.made("archive.create", ways, line, **parts)


def draw_excluded(d: Draft, key: str, *, here: bool) -> tuple[str, str, str]:
    """What stays out: options before the target, after it, and the words."""
    which = d.among({"folder": 5.0, "two": 1.5, "ext": 3.0, "hidden": 0.6, "both": 0.8})
    names = d.rng.sample(SKIPPED, 2) if d.chance(0.7) else [pool.stem_plain(d.rng), pool.stem_plain(d.rng)]
    d.put("skip", names[0])
    d.put("skip2", names[1])
    ext = d.draw("ext3")
    patterns = {
        "folder": [names[0]],
        "two": names,
        "ext": [f"*.{ext.written}"],
        "hidden": [".*"],
        "both": [names[0], f"*.{ext.written}"],
    }[which]
    words = {
        "folder": (
            "{skip}",
            "the {skip} (folder|directory|dir|subfolder)",
            "{skip}/",
            "anything (in|under) {skip}",
        ),
        "two": ("{skip} and {skip2}", "the (folders|directories) {skip} and {skip2}", "{skip}, {skip2}"),
        "ext": ("(all|the|any|) {ext3} files", f"*.{ext.written}", "files ending in ." + ext.written),
        "hidden": ("(all|) hidden files", "dotfiles", "dot files", "hidden files and folders"),
        "both": ("{skip} and (all|) {ext3} files", "the {skip} (folder|directory) and *." + ext.written),
    }[which]
    lead = d.one(("excluding", "without", "except", "but not", "leaving out", "ignoring", "skipping", "but (skip|exclude|leave out|ignore)", "minus", "everything except", "and exclude",
                  "but no", "not including")) if which != "ext" or d.chance(0.85) else "with no"  # fmt: skip
    if lead == "but no" and which not in {"ext", "hidden"}:
        lead = "excluding"
    if lead == "everything except":
        lead = ", everything except"
    said = f"{lead} {d.one(words)}"
    if key == "zip":
        return "", " -x " + " ".join(f'"{p}"' if "*" in p else f'"*{p}/*"' for p in patterns), said
    if key == "7z":
        return "", " " + " ".join(f'-xr!"{p}"' if "*" in p else f"-xr!{p}" for p in patterns), said
    options = "".join(
        f' --exclude="{p}"' if "*" in p else f" --exclude={'./' if here else ''}{p}" for p in patterns
    )
    if which == "hidden" and here:
        options = ' --exclude="./.*"'
    return options, "", said


def pack_found(d: Draft) -> Composed | None:
    """Archives of what a search finds."""
    key = d.among({"tgz": 4.0, "zip": 2.0, "bz2": 0.4})
    kind = KINDS[key]
    draw_archive(d, kind)
    filters = d.among(
        {
            "ext": 3.0,
            "since": 2.0,
            "older": 1.5,
            "extsince": 1.5,
            "extolder": 1.5,
            "size": 1.0,
            "name": 0.8,
            "list": 1.0,
        }
    )
    if filters == "list":
        d.draw("txt")
        return d.made("archive.fromlist", ("- (make|create) {arc} (from|with) the files (listed|named) in {txt}", "- (archive|pack|put) (all|) (the|) files (listed|named) in {txt} (in|)to {arc}", "* archive {arc} from the (file list|list) {txt}"),
                      f"{kind.create} {{arc}} -T {{txt}}" if key != "zip" else "zip {arc} -@ < {txt}")  # fmt: skip
    tests = {"ext": '-name "*.{ext}"', "since": "{since|raw}", "older": "{older|raw}", "extsince": '-name "*.{ext}" {since|raw}', "extolder": '-name "*.{ext}" {older|raw}',
             "size": "-size +{size}", "name": '-name "*{stem}*"'}[filters]  # fmt: skip
    said = {"ext": ("all {ext} files {in} (recursively|and its subfolders|including subfolders)", "every {ext} file {in}, subfolders too,"), "since": ("(all|the) files (changed|modified) {since} {in}", "(all|) files {in} (modified|changed) {since}"),
            "older": ("(all|the|) files {older} {in}", "(all|) files {in} {older}"), "extsince": ("(all|the|) {ext} files (changed|modified) {since} {in}", "(all|) {ext} files {in} (that were|) (modified|changed) {since}"),
            "extolder": ("(all|the|) {ext} files {older} {in}", "(all|) {ext} files {in} {older}"), "size": ("(all|) files (bigger|larger) than {size} {in}", "(all|) files {in} (over|above) {size}"),
            "name": ("(all|) files {in} with {stem} in (the|their) name", "(all|) files (whose name contains|named like) {stem} {in}")}[filters]  # fmt: skip
    if filters in {"since", "extsince"}:
        value = d.draw("since")
        if value.words == "today":
            d.values["since"] = Value("today", "-mtime -1" if d.mac else "-daystart -mtime 0", "raw")
    what = d.one(said)
    ways = (
        "- (pack|archive|put|collect|bundle) @what (in|)to {arc}",
        "- (make|create) {arc} (from|with|of) @what",
        "- find @what and (put|pack|archive) them (in|)to {arc}",
        "* {arc} with @what",
        "- back up @what to {arc}",
        "- (make|create) (a|an) @kind {arc} (containing|with) @what",
    )
    line = (
        f"find {{in}} -type f {tests} -print0 | {kind.create} {{arc}} --null -T -"
        if key != "zip"
        else f"find {{in}} -type f {tests} -print | zip {{arc}} -@"
    )
    return d.made("archive.collect", ways, line, what=what, kind=d.one(kind.said))
