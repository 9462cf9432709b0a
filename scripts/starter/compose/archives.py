"""The archive families: create, extract, look into, change, check; tar in its kinds, zip, 7z and single-file packers."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft, own_slots
from scripts.starter.values import Value, rendered

own_slots("arc", "src", "dst", "mem", "skip", "fmt", "lvl", "part", "plain")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of archive.

    Attributes:
        ends: its file name extensions, the usual one first.
        create: the command up to the archive's name; ``extract`` and ``list`` likewise.
        said: how people call it.
        unpackers: verbs for extracting that name this kind.
    """

    ends: tuple[str, ...]
    create: str
    extract: str
    list: str
    said: tuple[str, ...]
    unpackers: tuple[str, ...] = ("untar",)


KINDS: Final = {
    "tgz": Kind(
        ("tar.gz", "tar.gz", "tar.gz", "tgz"), "tar -czf", "tar -xzf", "tar -tzf",
        ("tarball", "tar.gz", "gzipped tar", "gzip tarball", "compressed tarball", "tgz", "compressed tar archive",
         "tar.gz archive", "tar gz file", "gzipped tar archive", "gz archive"),
        ("untar", "untar", "gunzip and untar"),
    ),
    "tar": Kind(
        ("tar",), "tar -cf", "tar -xf", "tar -tf",
        ("tar", "plain tar", "tar file", "uncompressed tar", "tar archive", "tar without compression"),
    ),
    "bz2": Kind(
        ("tar.bz2", "tar.bz2", "tbz2"), "tar -cjf", "tar -xjf", "tar -tjf",
        ("tar.bz2", "bzip2 tarball", "bzipped tar", "bz2 archive", "tar with bzip2", "bzip2 compressed tar"),
    ),
    "xz": Kind(
        ("tar.xz",), "tar -cJf", "tar -xJf", "tar -tJf",
        ("tar.xz", "xz tarball", "xz compressed tar", "xz archive", "tar with xz compression"),
    ),
    "zst": Kind(
        ("tar.zst",), "tar --zstd -cf", "tar --zstd -xf", "tar --zstd -tf",
        ("tar.zst", "zstd tarball", "zstd compressed tar", "zst archive", "tar with zstd"),
    ),
    "zip": Kind(
        ("zip",), "zip -r", "unzip", "unzip -l",
        ("zip", "zip file", "zip archive", "zipfile", "zip"), ("unzip", "unzip", "unzip"),
    ),
    "7z": Kind(("7z",), "7z a", "7z x", "7z l", ("7z", "7zip archive", "7-zip file", "7z archive"), ("un7zip",)),
}  # fmt: skip
USUAL: Final = {"tgz": 5.0, "tar": 1.3, "bz2": 0.9, "xz": 0.9, "zst": 0.4, "zip": 3.5, "7z": 0.5}
SKIPPED: Final = ("node_modules", ".git", "build", "dist", "cache", "logs", "venv", "__pycache__", "tmp", "target",
                  "vendor", ".cache", "uploads", "backups", ".venv", "coverage", ".idea", "out")  # fmt: skip
PLACES: Final = (
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "/tmp/",
    "/backup/",
    "~/",
    "backups/",
    "/mnt/usb/",
    "~/Downloads/",
    "../",
)
DATES: Final = (
    ("with (today's|the current) date in the (name|file name|filename)", "+%F"), ("with (the date|a date stamp)", "+%F"),
    ("named with today's date", "+%F"), ("including today's date in the name", "+%F"), ("dated today", "+%F"),
    ("whose name contains the current date", "+%F"), ("with a timestamp in the name", "+%Y%m%d_%H%M%S"),
    ("with date and time in the name", "+%Y%m%d_%H%M%S"), ("(called|named) after today's date", "+%F"),
)  # fmt: skip


def arg(value: str) -> str:
    """Quote where necessary."""
    return rendered(value, "arg")


def make(rng: random.Random) -> Composed:
    """Compose one request about archives."""
    d = Draft(rng, mac=0.06)
    build = d.among({_create: 4.0, _extract: 4.0, _look: 2.6, _pick: 0.9, _change: 1.2, _single: 2.2, _peek: 0.9, _loop: 1.1,
                     _collect: 1.0, _test: 0.8})  # fmt: skip
    while (made := build(d)) is None:
        d.values.clear()
    return made


def _archive(d: Draft, kind: Kind, stem: str | None = None) -> str:
    """Draw an archive name, keep it as ``arc`` and return the name."""
    name = f"{d.one(PLACES) if stem is None else ''}{stem or pool.stem(d.rng)}.{d.one(kind.ends)}"
    said = f'"{name}"' if " " in name and d.chance(0.7) else name
    d.put("arc", said, name, "arg")
    return name


def _folder(d: Draft, key: str = "src") -> str:
    """Draw a folder; return it as it is written."""
    while True:
        value = d.draw("dir")
        if value.written not in {"/", "~", "."}:
            break
    d.values[key] = Value(value.words, value.written, "arg")
    return value.written


_FOLDER: Final = ("the {src} (folder|directory)", "{src}", "{src}", "(folder|directory) {src}", "my {src} (folder|dir)",
                  "everything in {src}", "the whole {src} (folder|directory)", "the (folder|dir) {src}", "{src}/")  # fmt: skip


def _plain_folder(d: Draft) -> str:
    name = pool.stem_plain(d.rng) if d.chance(0.6) else d.one(pool.LOCALDIRS)
    d.put("src", name, name, "arg")
    return name


def _target(d: Draft, kind: str) -> tuple[str, str, str | None]:
    """What goes in: its words, how the command names it, and the stem that an unnamed archive gets."""
    what = d.among({"folder": 5.0, "path": 3.0, "files": 1.6, "file": 1.0, "folders": 1.2, "ext": 1.6, "exts": 0.5,
                    "here": 1.2, "mixed": 0.6, "contents": 0.5})  # fmt: skip
    if what == "folder":
        stem = _plain_folder(d)
        return d.one(_FOLDER), "{src}", stem
    if what == "path":
        _folder(d)
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
    _folder(d)
    return d.one(("(only|just|) the contents of {src} (but|) not the folder itself", "what is inside {src} without the (folder|parent folder) (itself|name)",
                  "the contents of {src}, without the leading (folder|directory)")), "-C {src} .", None  # fmt: skip


def _create(d: Draft) -> Composed | None:
    key = d.among(USUAL)
    kind = KINDS[key]
    target, written, stem = _target(d, key)
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
        _archive(d, kind, stem if stem and stem != "archive" and d.chance(0.4) else None)
        arc = "{arc}"
    if written in {"{src}", "."} and d.chance(0.36):
        options, tail, words = _excluded(d, key, here=written == ".")
        mods.append(words)
    extra = d.among({"": 12.0, "v": 0.7, "list": 0.4, "size": 0.7, "rm": 0.6, "move": 0.4, "copy": 0.3, "best": 0.4, "store": 0.2, "pw": 0.5, "owner": 0.0,
                     "links": 0.3, "newer": 0.4, "split": 0.5})  # fmt: skip
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
        _folder(d, "dst")
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
        _folder(d, "dst")
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


def _excluded(d: Draft, key: str, *, here: bool) -> tuple[str, str, str]:
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


def _extract(d: Draft) -> Composed | None:
    key = d.among(USUAL)
    kind = KINDS[key]
    tar = key not in {"zip", "7z"}
    _archive(d, kind)
    command = kind.extract
    parts: dict[str, str] = {
        "what": d.one(
            (
                "{arc}",
                "{arc}",
                "{arc}",
                f"the ({'|'.join(kind.said)}|archive|file|backup) {{arc}}",
                "(archive|file) {arc}",
                "the contents of {arc}",
            )
        )
    }
    what = d.among({"all": 6.0, "one": 2.4, "two": 0.7, "ext": 1.6, "folder": 1.0, "except": 0.8})
    member = words = ""
    if what == "one":
        d.draw("file")
        member = "{file}"
        words = d.one(
            (
                "(only|just|) {file}",
                "(only|just|) the file {file}",
                "(only|just|) {file}",
                "a single file, {file},",
                "nothing but {file}",
                "{file} only",
            )
        )
    elif what == "two":
        d.draw("file")
        d.draw("file2")
        member = "{file} {file2}"
        words = d.one(
            (
                "(only|just|) {file} and {file2}",
                "only the files {file} and {file2}",
                "{file} and {file2} only",
            )
        )
    elif what == "ext":
        d.draw("ext")
        member = ('"*.{ext}"' if d.mac else '--wildcards "*.{ext}"') if tar else '"*.{ext}"'
        words = d.one(
            (
                "(only|just) (the|) {ext} files",
                "(all|) the {ext} files",
                "every {ext} file",
                "{ext} files only",
                "nothing but the {ext} files",
                "files ending in .EXT",
            )
        )
        words = words.replace(".EXT", "." + d.values["ext"].written)
    elif what == "folder":
        value = d.draw("stem")
        member = "{stem}" if tar else f'"{value.written}/*"' if key == "zip" else "{stem}"
        words = d.one(
            (
                "(only|just|) the {stem} (folder|directory)",
                "(only|just|) the (folder|directory) {stem}",
                "the {stem}/ part",
                "(just|only) everything (in|under) {stem}",
            )
        )
    elif what == "except":
        d.draw("ext")
        member = {"zip": '-x "*.{ext}"', "7z": '-xr!"*.{ext}"'}.get(key, '--exclude="*.{ext}"')
        words = d.one(
            (
                "everything (except|but) the {ext} files",
                "all but the {ext} files",
                "everything except {ext} files",
            )
        )
    place = d.chance(0.5)
    into = after = before = ""
    if place:
        made = d.chance(0.16)
        if made:
            value = d.draw("stem4")
            d.put("dst", value.written, value.written, "arg")
            before = "mkdir {dst} && "
            into = d.one(
                (
                    "into a new (folder|directory) (called|named|) {dst}",
                    "to a new (folder|directory|dir) {dst}",
                    "in a (freshly created|new) folder {dst}",
                )
            )
        elif d.chance(0.08):
            d.put("dst", "the parent folder", "..", "raw")
            into = d.one(
                ("to the parent (folder|directory)", "one level up", "into the folder above", "in ..")
            )
        else:
            _folder(d, "dst")
            into = d.one(
                (
                    "to {dst}",
                    "into {dst}",
                    "in {dst}",
                    "into {dst}",
                    "to {dst}",
                    "under {dst}",
                    "with {dst} as target",
                    "inside {dst}",
                    "to the (directory|folder) {dst}",
                )
            )
            if d.values["dst"].words != d.values["dst"].written:
                into = d.one(("to {dst}", "into {dst}", "in {dst}", "under {dst}"))
    strip = False
    extra = d.among(
        {
            "": 12.0,
            "strip": 1.6,
            "keep": 0.9,
            "over": 0.7,
            "v": 0.7,
            "rm": 0.8,
            "ls": 0.4,
            "flat": 0.5,
            "quiet": 0.4,
            "pw": 0.4,
            "perm": 0.0,
            "sudo": 0.0,
        }
    )
    mods = ""
    if extra == "strip" and tar and what in {"all", "folder"}:
        n = d.among({1: 5.0, 2: 2.0, 3: 1.0, 4: 0.3})
        strip = True
        member = (member + " " if member else "") + f"--strip-components={n}"
        level = pool.num_text(n, d.rng)
        mods = d.one((f"stripping (the first|the leading|) {level} (path|directory|folder|) (component|level)s", f"(and|) drop the first {level} (folder|directory|path) levels",
                      f"with --strip-components={n}", f"removing {level} leading (directories|path components)") if n > 1 else (
                     "without the top(-| )level (folder|directory)", "stripping the (first|top|leading) (folder|directory|path component)", "dropping the leading directory",
                     "without creating the top folder", "(and|) strip (one|the first) (folder|directory|path) level", "without its root folder", "with --strip-components=1",
                     "removing the first (folder|directory) from the paths", "(and|) strip the parent (folder|directory)"))  # fmt: skip
    elif extra == "keep" and what != "except" and key in {"tgz", "tar", "zip"}:
        command = {"tgz": "tar -xzkf", "tar": "tar -xkf", "zip": "unzip -n"}[key]
        mods = d.one(("without overwriting (existing|any|) files", "but keep (existing files|files that exist already)", "(and|) don't overwrite anything", "never overwriting", "skipping (existing files|files that already exist)",
                      "and do not replace existing files"))  # fmt: skip
    elif extra == "over" and key == "zip":
        command = "unzip -o"
        mods = d.one(
            (
                "overwriting (existing|) files (without asking|)",
                "and overwrite everything (without asking|)",
                "replacing existing files",
                "without asking before overwriting",
                "and overwrite existing files",
            )
        )
    elif extra == "v" and key in {"tgz", "tar", "bz2", "xz"}:
        command = command[:-1] + "vf"
        mods = d.one(
            (
                "verbosely",
                "and show (each file|the files) (while|as) (it does|extracting)",
                "with verbose output",
                "showing the (file names|files)",
                "and print what is extracted",
            )
        )
    elif extra == "rm" and what == "all":
        after = " && rm {arc}"
        mods = d.one(
            (
                "and (then|) (delete|remove) (it|the archive) (afterwards|)",
                "then (delete|remove) the (archive|{arc})",
                "and (delete|remove) the archive when done",
                "and get rid of the archive after",
            )
        )
    elif extra == "ls" and what == "all" and not place:
        after = " && ls"
        mods = d.one(("and (then|) list the files", "then show (me|) what is (here|in the folder)", "and ls"))
    elif extra == "flat" and key == "zip" and what in {"all", "ext"}:
        command = "unzip -j"
        mods = d.one(
            (
                "without (its|the) (folders|directories|folder structure|paths)",
                "flat, no (folders|directories)",
                "ignoring the folder structure",
                "(and|) junk the paths",
                "all in one folder, no subfolders",
            )
        )
    elif extra == "quiet" and key == "zip":
        command = "unzip -q"
        mods = d.one(
            (
                "quietly",
                "without (any|) output",
                "silently",
                "without printing anything",
                "without listing the files",
            )
        )
    elif extra == "pw" and key in {"zip", "7z"}:
        value = d.draw("stem5")
        d.put("part", value.written, value.written, "arg")
        command = "unzip -P {part}" if key == "zip" else "7z x -p{part}"
        mods = d.one(
            (
                "with (the|) password {part}",
                "using the password {part}",
                "(the|) password is {part}",
                "protected with password {part}",
            )
        )
    if key == "zip":
        line = f"{command} {{arc}} {member}" + (" -d {dst}" if place else "")
    elif key == "7z":
        line = f"{command} {{arc}}" + (" -o{dst}" if place else "") + f" {member}"
    elif what == "except" or strip:
        line = f"{command} {{arc}}" + (" -C {dst}" if place else "") + " " + member
        if strip and what == "folder":
            first, second = member.split(" ", 1)
            line = f"{command} {{arc}}" + (" -C {dst}" if place else "") + f" {second} {first}"
    else:
        line = f"{command} {{arc}}" + (" -C {dst}" if place else "") + " " + member
    if before and key in {"zip", "7z"}:
        before = ""
    parts |= {"into": into, "mods": mods, "words": words,
              "verb": d.one(("extract", "extract", "unpack", "decompress", "uncompress", "open", "expand", "restore", *kind.unpackers, *kind.unpackers))}  # fmt: skip
    parts["take"] = d.one(
        ("extract", "extract", "get", "pull", "take", "unpack", "fetch", "restore", *kind.unpackers[:1])
    )
    if what == "all":
        ways: tuple[str, ...] = (
            "- @verb @what @into @mods", "- @verb @what @mods @into", "- @verb @what @into @mods", "* @verb @what @into @mods", "- @verb everything (from|in) @what @into @mods",
            "* {arc} @verb @into @mods", "- get (everything|the files) out of {arc} @into @mods", "* i (downloaded|got|have) {arc}, @verb it @into @mods", "- @verb @what @into @mods",
        )  # fmt: skip
        if place:
            ways += (
                "- put the (contents|files) of {arc} @into @mods",
                "- dump {arc} @into @mods",
                "* {arc} @into @mods",
                "- have {arc} unpacked @into @mods",
            )
    else:
        ways = (
            "- @take @words (from|out of) @what @into @mods", "- @take @words (from|out of) @what @mods @into", "- @take @words @into (from|out of) @what @mods", "* i need @words (from|out of) @what @into @mods",
            "* from @what @take @words @into @mods", "* @what: @words @into @mods", "- @verb @what @into but @words @mods",
        )  # fmt: skip
        if what in {"one", "two"}:
            ways += (
                "- @take @words from the (archive|backup) {arc} @into @mods, (not the rest|nothing else)",
            )
        ways = tuple(
            w
            for w in ways
            if not (
                w.startswith("- @verb @what @into but")
                and not words.startswith(("(only|just)", "nothing", "only"))
            )
        )
    return d.made("archive.extract", ways, before + line + after, **parts)


def _look(d: Draft) -> Composed | None:
    key = d.among(USUAL)
    kind = KINDS[key]
    _archive(d, kind)
    tar = key not in {"zip", "7z"}
    zipped = key == "zip"
    what = d.among({"list": 3.0, "long": 1.2, "count": 1.8, "files": 0.5, "grep": 1.8, "ext": 1.4, "countext": 0.8, "has": 0.8, "head": 0.6, "save": 0.6, "sort": 0.4, "biggest": 0.6,
                    "total": 0.7, "dirs": 0.4, "top": 0.3, "diff": 0.3})  # fmt: skip
    if key == "7z" and what != "list":
        return None
    names = "zipinfo -1 {arc}" if zipped else f"{kind.list} {{arc}}"
    longer = (
        "unzip -l {arc}"
        if zipped
        else f"{kind.list.replace('-t', '-tv', 1) if key != 'zst' else kind.list.replace(' -tf', ' -tvf')} {{arc}}"
    )
    if tar and key in {"tgz", "bz2", "xz"}:
        longer = {"tgz": "tar -tzvf", "bz2": "tar -tjvf", "xz": "tar -tJvf"}[key] + " {arc}"
    elif key == "tar":
        longer = "tar -tvf {arc}"
    a = d.one(("{arc}", "{arc}", "the archive {arc}", "{arc}", f"the ({'|'.join(kind.said)}) {{arc}}"))
    if what == "list":
        ways: tuple[str, ...] = ("- (list|show|show me|display|view|print|see) (the|) (contents|content|files|file list) (of|in|inside) @a", "* what (is|files are) (in|inside|inside of) @a", "* what's in @a",
                "- look (inside|into) @a (without (extracting|unpacking) (it|anything)|)", "* contents of @a", "- peek into @a", "* which files (are in|does) @a (contain|)", "- list @a without extracting (it|)",
                "- see what @a contains", "* files in @a", "- list what would be extracted from @a", "* what does @a contain", "- show everything (inside|in) @a", "* table of contents of @a")  # fmt: skip
        if key != "zip":
            ways = tuple(w.replace("(are in|does) @a (contain|)", "are in @a") for w in ways)
        else:
            ways = tuple(w.replace("(are in|does) @a (contain|)", "does @a have") for w in ways)
        line = f"{kind.list} {{arc}}"
    elif what == "long":
        ways = ("- list (the|) (contents|files) of @a with (sizes|details|sizes and dates|permissions|owner and size|dates)", "- show the files in @a (and|with) (their|the) (sizes|details|dates)",
                "- list @a (verbosely|in detail|in long format)", "* detailed (listing|list) of @a", "* how big are the files in @a", "- show names and sizes of the files inside @a", "* what is in @a and how big is it")  # fmt: skip
        line = longer
        if zipped:
            ways = tuple(w.replace("|permissions|owner and size", "") for w in ways)
    elif what == "count":
        ways = ("- <count> (entries|files|items|members) (in|inside) @a", "* how many (files|entries|items|things) (are|are there) in @a", "* how many (files|entries) does @a (contain|have)", "* number of (files|entries) in @a",
                "- count what is in @a", "- tell me how many (files|entries|members) @a (has|contains|holds)", "* count files @a")  # fmt: skip
        line = f"{names} | wc -l"
    elif what == "files":
        if not tar:
            return None
        ways = (
            "- <count> (regular|) files in @a, (not|without|ignoring) (folders|directories)",
            "* how many files are in @a not counting (directories|folders)",
            "- count only the files, not the folders, in @a",
        )
        line = f"{names} | grep -vc '/$'"
    elif what in {"grep", "has"}:
        if what == "grep":
            d.draw("word")
            ways = ("- <find> (files|entries|names) (containing|with|matching) {word} in @a", "- (search|grep) (the file list of|the contents list of|the listing of|the names in) @a for {word}", "- list (only|) the (files|entries) in @a (whose name contains|with names containing|matching) {word}",
                    "* which files in @a have {word} in their name", "- see if @a (has|contains) (something|anything) (called|named|with) {word}", "* @a: entries with {word} in the name")  # fmt: skip
            line = f"{kind.list} {{arc}} | grep {{word}}"
        else:
            d.draw("bname")
            ways = (
                "* is {bname} in @a",
                "- check (if|whether) @a contains {bname}",
                "* does @a (contain|include|have) {bname}",
                "* is there a {bname} (in|inside) @a",
                "- check if {bname} is (in|part of|inside) @a",
                "- see whether {bname} is in @a",
                "- look for {bname} in @a",
            )
            line = f"{kind.list} {{arc}} | grep {{bname|q}}"
    elif what in {"ext", "countext"}:
        d.draw("ext")
        if what == "ext":
            ways = (
                "- list (only|just) (the|) {ext} files (in|inside) @a",
                "* which {ext} files are in @a",
                "- show (all|the) {ext} files (inside|in) @a",
                "* {ext} files in @a",
                "- see (only|) the {ext} files of @a",
            )
            line = 'unzip -l {arc} "*.{ext}"' if zipped else f"{names} | grep '\\.{{ext}}$'"
        else:
            ways = (
                "- <count> {ext} files (in|inside) @a",
                "* how many {ext} files are (in|inside) @a",
                "* number of {ext} files in @a",
                "* how many {ext} files does @a (contain|have)",
            )
            line = f"{names} | grep -c '\\.{{ext}}$'"
    elif what == "head":
        d.draw("count")
        ways = (
            "- <show> (the|) first {count} (entries|files|names) (in|of) @a",
            "- list (only|just) the first {count} files in @a",
            "* first {count} entries of @a",
        )
        line = f"{names} | head -n {{count}}"
    elif what == "save":
        d.draw("txt")
        ways = (
            "- (save|write) (the (list of files|file list|contents list|listing)) (in|of) @a (to|into|in) {txt}",
            "- list @a into {txt}",
            "- put the (names of the files|file names) in @a into {txt}",
            "* contents of @a > {txt}",
        )
        line = f"{kind.list} {{arc}} > {{txt}}"
    elif what in {"sort", "biggest", "top"}:
        if not tar:
            return None
        column = "5" if d.mac else "3"
        d.draw("count")
        ways = {"sort": ("- list (the|) (files|contents) of @a (sorted|ordered) by size", "* @a files by size", "- show what is in @a, (biggest|largest) first", "* contents of @a largest first"),
                "biggest": ("* (what is|which is) the (biggest|largest) file in @a", "- <find> the (biggest|largest) (file|entry) (in|inside) @a", "* (biggest|largest) file inside @a"),
                "top": ("- <show> the {count} (biggest|largest) files (in|inside) @a", "* {count} (largest|biggest) (entries|files) of @a")}[what]  # fmt: skip
        line = (
            f"{longer} | sort -k{column},{column}nr"
            + {"sort": "", "biggest": " | head -n 1", "top": " | head -n {count}"}[what]
        )
    elif what == "total":
        ways = ("* how big (will|would) @a be (unpacked|extracted|when extracted|uncompressed)", "* (total|overall) (uncompressed|unpacked|extracted) size of @a", "- <calc> the total size of the files in @a", "* how much space does @a need (when|once) (extracted|unpacked)",
                "- sum up the sizes of (all|the) files in @a", "* size of @a after extraction")  # fmt: skip
        line = (
            "unzip -l {arc} | tail -n 1"
            if zipped
            else f"{longer} | awk '{{s+=${'5' if d.mac else '3'}}} END {{print s}}'"
        )
    elif what == "dirs":
        ways = (
            "- list (only|just) the (folders|directories) in @a",
            "* which (folders|directories) are in @a",
            "* (folders|directories) inside @a",
            "- show the directories @a contains",
        )
        line = f"{names} | grep '/$'"
    else:
        if not tar:
            return None
        d.draw("stem")
        d.put("plain", d.values["stem"].written + "." + kind.ends[0], None, "arg")
        ways = (
            "- compare the (file lists|contents|file names) of {arc} and {plain}",
            "* (difference|diff) between the files in {arc} and {plain}",
            "* which files are in {arc} but not in {plain} or the other way round",
            "- diff the listings of {arc} and {plain}",
        )
        line = f"diff <({kind.list} {{arc}} | sort) <({kind.list} {{plain}} | sort)"
    return d.made(f"archive.{what}", ways, line, a=a)


def _pick(d: Draft) -> Composed | None:
    """Show a file that is inside an archive, without unpacking it."""
    key = d.among({"tgz": 4.0, "tar": 1.0, "zip": 3.0, "bz2": 0.6, "xz": 0.6})
    kind = KINDS[key]
    _archive(d, kind)
    d.draw("file")
    line = {"zip": "unzip -p", "tar": "tar -xOf", "tgz": "tar -xzOf", "bz2": "tar -xjOf", "xz": "tar -xJOf"}[
        key
    ] + " {arc} {file}"
    what = d.among({"show": 3.0, "grep": 1.2, "wc": 0.7, "head": 0.9, "save": 0.7})
    if what == "show":
        ways: tuple[str, ...] = ("- (show|print|display|cat|view|read) {file} (inside|from|in) {arc} (without (extracting|unpacking) (it|anything)|)", "* what does {file} in {arc} (say|contain)", "- print (the contents of|) {file} from {arc} to (the screen|the terminal|stdout)",
                "- read {file} straight from {arc}", "- cat {file} inside the archive {arc}", "* contents of {file} inside {arc}", "- output {file} from the (archive|backup) {arc} to standard output")  # fmt: skip
    elif what == "grep":
        d.draw("word")
        line += " | grep {word}"
        ways = (
            "- (search|grep) {file} (inside|in) {arc} for {word}",
            "- find {word} in {file} (inside|within) (the archive|) {arc}",
            "* lines with {word} in {file} inside {arc}",
            "- grep for {word} in {file} which is in {arc}",
        )
    elif what == "wc":
        line += " | wc -l"
        ways = (
            "- count the lines of {file} (inside|in) {arc}",
            "* how many lines does {file} (inside|in) {arc} have",
            "* number of lines of {file} inside {arc}",
        )
    elif what == "head":
        d.draw("count")
        end = d.one(("first", "last"))
        line += f" | {'head' if end == 'first' else 'tail'} -n {{count}}"
        ways = (
            f"- <show> the {end} {{count}} lines of {{file}} (inside|in|from) {{arc}}",
            f"* {end} {{count}} lines of {{file}} inside {{arc}}",
        )
    else:
        d.draw("txt")
        line += " > {txt}"
        ways = (
            "- (extract|save|write) {file} from {arc} (as|to|into) {txt}",
            "- get {file} out of {arc} and call it {txt}",
            "- take {file} from {arc}, save (it|) as {txt}",
        )
    return d.made(f"archive.member.{what}", ways, line)


def _change(d: Draft) -> Composed | None:
    key = d.one(("tar", "zip"))
    kind = KINDS[key]
    _archive(d, kind)
    what = d.among(
        {
            "add": 3.0,
            "addext": 1.0,
            "addfolder": 1.2,
            "update": 0.8,
            "del": 1.8,
            "delext": 1.0,
            "addtwo": 0.8,
            "delfolder": 0.5,
            "join": 0.3,
        }
    )
    a = d.one(("{arc}", "the (existing|) archive {arc}", "{arc}", "(the|) existing {arc}"))
    if what in {"add", "addtwo"}:
        d.draw("file")
        d.draw("file2")
        new = "{file} {file2}" if what == "addtwo" else "{file}"
        said = (
            d.one(("{file} and {file2}", "the files {file} and {file2}"))
            if what == "addtwo"
            else d.one(("{file}", "the file {file}"))
        )
        ways = (
            "- (add|append) @said to @a",
            "- put @said (in|into) @a (too|as well|)",
            "- (insert|include) @said (into|in) @a",
            "* add @said @a",
            "- (add|append) @said to @a without recreating it",
        )
        line = f"{'tar -rf' if key == 'tar' else 'zip'} {{arc}} {new}"
        return d.made("archive.add", ways, line, a=a, said=said)
    if what == "addext":
        d.draw("ext")
        return d.made(
            "archive.addext",
            (
                "- (add|append) (all|the) {ext} files to @a",
                "- put (all|the) {ext} files (here|) (in|into) @a (too|)",
                "* add all {ext} files @a",
            ),
            f"{'tar -rf' if key == 'tar' else 'zip'} {{arc}} *.{{ext}}",
            a=a,
        )
    if what == "addfolder":
        _plain_folder(d)
        return d.made("archive.addfolder", ("- (add|append) the (folder|directory) {src} to @a", "- (add|append) the {src} (folder|directory) to @a", "- put the {src} folder (in|into) @a (too|as well)", "* add folder {src} to @a"),
                      f"{'tar -rf' if key == 'tar' else 'zip -r'} {{arc}} {{src}}", a=a)  # fmt: skip
    if what == "update":
        _plain_folder(d)
        return d.made("archive.update", ("- update @a with (the|) (changed|newer) files (of|from|in) {src}", "- update @a with what changed in {src}", "- refresh @a with newer files from the {src} folder", "* update {arc} from {src}, only changed files"),
                      f"{'tar -uf' if key == 'tar' else 'zip -ur'} {{arc}} {{src}}", a=a)  # fmt: skip
    if what == "del":
        d.draw("file")
        return d.made("archive.del", ("- <del> {file} (from|inside) @a", "- take {file} out of @a (for good|permanently)", "- <del> the (file|entry) {file} (from|in) @a (without (unpacking|extracting) it|)", "* delete {file} inside {arc}"),
                      f"{'tar --delete -f' if key == 'tar' else 'zip -d'} {{arc}} {{file}}", mac="-" if key == "tar" else None, a=a)  # fmt: skip
    if what == "delext":
        d.draw("ext")
        return d.made("archive.delext", ("- <del> (all|the|) {ext} files (from|in|inside) @a", "* delete all {ext} files inside {arc}", "- strip the {ext} files out of @a"),
                      f"{'tar --delete --wildcards -f' if key == 'tar' else 'zip -d'} {{arc}} \"*.{{ext}}\"", mac="-" if key == "tar" else None, a=a)  # fmt: skip
    if what == "delfolder":
        _plain_folder(d)
        return d.made("archive.delfolder", ("- <del> the (folder|directory) {src} from @a", "- <del> the {src} (folder|directory) (inside|from) @a"),
                      "tar --delete -f {arc} {src}" if key == "tar" else f'zip -d {{arc}} "{d.values["src"].written}/*"', mac="-" if key == "tar" else None, a=a)  # fmt: skip
    if key == "zip":
        return None
    d.draw("tarf")
    return d.made(
        "archive.join",
        (
            "- (add|append) the contents of the (archive|tar file) {tarf} to @a",
            "- join the tar archives {arc} and {tarf} into {arc}",
            "- concatenate {tarf} onto @a",
        ),
        "tar -Af {arc} {tarf}",
        mac="-",
        a=a,
    )


PACKERS: Final = {
    # pack, unpack, extension, words, keeps the file by itself
    "gzip": ("gzip", "gunzip", "gz", "gzip", "zcat"),
    "bzip2": ("bzip2", "bunzip2", "bz2", "bzip2", "bzcat"),
    "xz": ("xz", "unxz", "xz", "xz", "xzcat"),
    "zstd": ("zstd", "unzstd", "zst", "zstd", "zstdcat"),
}


def _single(d: Draft) -> Composed | None:
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
            _plain_folder(d)
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


def _peek(d: Draft) -> Composed | None:
    """Look into compressed text."""
    stem = f"{pool.stem_plain(d.rng)}{d.one(('.txt', '.csv', '.log', '.log', '.sql', '.json', ''))}"
    key = d.among({"gzip": 5.0, "bzip2": 1.0, "xz": 1.0})
    end, cat = PACKERS[key][2], PACKERS[key][4]
    grep = {"gzip": "zgrep", "bzip2": "bzgrep", "xz": "xzgrep"}[key]
    d.put("plain", f"{d.one(('', '', '/var/log/', 'logs/'))}{stem}.{end}", None, "arg")
    what = d.among(
        {
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
    )
    d.draw("word")
    d.draw("count")
    if what in {"less", "diff", "all", "alll"} and key != "gzip":
        return None
    ways, line = {
        "cat": (
            (
                "- (show|print|view|cat|display|read) (the contents of|) {plain} (without (unpacking|decompressing|extracting) (it|)|)",
                "* what is in (the compressed file|) {plain}",
                "- see what is in {plain} without decompressing (it|)",
            ),
            f"{cat} {{plain}}",
        ),
        "head": (
            (
                "- <show> the first {count} lines of (the compressed (file|log)|) {plain}",
                "* first {count} lines of {plain}",
                "* head of {plain}, {count} lines",
            ),
            f"{cat} {{plain}} | head -n {{count}}",
        ),
        "tail": (
            (
                "- <show> the last {count} lines of (the compressed (file|log)|) {plain}",
                "* last {count} lines of {plain}",
                "* tail of {plain}, {count} lines",
            ),
            f"{cat} {{plain}} | tail -n {{count}}",
        ),
        "wc": (
            (
                "- <count> lines in {plain}",
                "* how many lines (are in|does) {plain} (have|)",
                "* number of lines in (the compressed|) {plain}",
                "- count the lines of {plain} without unpacking it",
            ),
            f"{cat} {{plain}} | wc -l",
        ),
        "grep": (
            (
                "- (search|grep) {plain} for {word}",
                "- (search|grep) for {word} in {plain} (without (unpacking|decompressing) it|)",
                "- find (lines with|) {word} in the compressed (file|log) {plain}",
                "* lines (with|containing) {word} in {plain}",
                "* grep {word} {plain}",
            ),
            f"{grep} {{word}} {{plain}}",
        ),
        "grepc": (
            (
                "- <count> lines (with|containing) {word} in {plain}",
                "* how many lines of {plain} (contain|have|mention) {word}",
                "* number of lines with {word} in {plain}",
            ),
            f"{grep} -c {{word}} {{plain}}",
        ),
        "grepi": (
            (
                "- (search|grep) {plain} for {word} ignoring case",
                "* lines with {word} in {plain}, (upper or lower case|case insensitive)",
                "- case insensitively search {plain} for {word}",
            ),
            f"{grep} -i {{word}} {{plain}}",
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
            f"{cat} {{plain}} | sort",
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
    }[what]
    if what == "diff":
        d.put("plain2", f"{pool.stem_plain(d.rng)}.{end}", None, "arg")
    if what == "wc":
        ways = tuple(w.replace("(are in|does) {plain} (have|)", "does {plain} have") for w in ways)
    return d.made(
        f"archive.peek.{what}",
        ways,
        line,
        mac=line.replace("zcat", "gzcat", 1) if line.startswith("zcat") else None,
    )


def _loop(d: Draft) -> Composed | None:
    """Every archive, every folder, every file."""
    key = d.among({"tgz": 3.0, "zip": 3.0, "tar": 0.8, "bz2": 0.6, "xz": 0.6})
    kind, end = KINDS[key], KINDS[key].ends[0]
    verb = d.one(("extract", "unpack", "unzip" if key == "zip" else "untar", "decompress"))
    what = d.among(
        {
            "x": 3.0,
            "into": 1.3,
            "own": 1.6,
            "rm": 0.7,
            "each": 1.5,
            "eachf": 0.9,
            "test": 0.5,
            "list": 0.6,
            "count": 0.3,
            "find": 0.6,
        }
    )
    every = d.one(
        (
            "all (the|) @ending (archives|files)",
            "every @ending (file|archive)",
            "each @ending (file|archive)",
            "all the @ending files (here|in this folder|)",
        )
    )
    if what == "x":
        line = f'for f in *.{end}; do {kind.extract} "$f"; done'
        ways: tuple[str, ...] = (
            "- @verb @every",
            "- @verb @every in (this folder|the current directory|this directory)",
            "* @verb @every at once",
            "* i have (many|lots of|a bunch of) @ending files here, @verb (them all|all of them)",
        )
    elif what == "into":
        _folder(d, "dst")
        line = f'for f in *.{end}; do {kind.extract} "$f" {"-d" if key == "zip" else "-C"} {{dst}}; done'
        ways = ("- @verb @every (in|)to {dst}", "- @verb @every here into {dst}")
    elif what == "own":
        line = ('for f in *.zip; do unzip "$f" -d "${f%.zip}"; done' if key == "zip" else
                f'for f in *.{end}; do mkdir "${{f%.{end}}}" && {kind.extract} "$f" -C "${{f%.{end}}}"; done')  # fmt: skip
        ways = (
            "- @verb @every (in|)to (its own|a separate|its own separate) (folder|directory)",
            "- @verb @every, each into (a folder named after (it|the archive)|its own folder)",
            "- @verb @every into (folders|directories) of the same name",
        )
    elif what == "rm":
        line = f'for f in *.{end}; do {kind.extract} "$f" && rm "$f"; done'
        ways = (
            "- @verb @every and (then|) (delete|remove) (the archives|them) (afterwards|)",
            "- @verb @every, then delete each archive",
        )
    elif what == "each":
        line = f'for d in */; do {kind.create} "${{d%/}}.{end}" "$d"; done'
        ways = ("- (make|create) (a|one) (separate|) @ending (archive|file|) (for|of|from) (each|every) (folder|directory|subfolder) (here|)", "- (zip|compress|pack|archive) (each|every) (folder|subfolder|directory) (here|in this directory|) (in|)to (its own|a separate) @ending (file|archive|)",
                "* one @ending per (folder|subfolder|directory)", "- turn each (folder|subdirectory) into a @ending (with the same name|of its own)")  # fmt: skip
        if key != "zip":
            ways = tuple(w.replace("(zip|compress", "(tar|compress") for w in ways)
    elif what == "eachf":
        d.draw("ext")
        if key == "zip":
            line = 'for f in *.{ext}; do zip "${f%.{ext}}.zip" "$f"; done'
        else:
            line = f'for f in *.{{ext}}; do {kind.create} "${{f%.{{ext}}}}.{end}" "$f"; done'
        ways = (
            "- (make|create) a @ending (file|archive|) (for|of|from) (each|every) {ext} file",
            "- (compress|pack) (each|every) {ext} file (in|)to its own @ending (file|archive|)",
            "* one @ending per {ext} file",
        )
    elif what == "test":
        line = f'for f in *.{end}; do {"unzip -t" if key == "zip" else "gzip -t"} "$f"; done'
        if key not in {"zip", "tgz"}:
            return None
        ways = (
            "- (test|check|verify) @every (for (errors|damage)|)",
            "* are @every (ok|intact)",
            "- (test|check) the integrity of @every",
        )
    elif what == "list":
        line = f'for f in *.{end}; do {kind.list} "$f"; done'
        ways = (
            "- list (the|) (contents|files) of @every",
            "* what is in @every",
            "- show (the|) contents of @every",
        )
    elif what == "count":
        line = f'for f in *.{end}; do echo "$f: $({"zipinfo -1" if key == "zip" else kind.list} "$f" | wc -l)"; done'
        ways = (
            "- (count|show) (how many|the number of) (files|entries) (in|inside) @every",
            "* number of (files|entries) in @every",
        )
        ways = (
            "- show (how many files are in|the number of (files|entries) in) @every",
            "* number of (files|entries) in @every",
        )
    else:
        line = f'find {{in}} -type f -name "*.{end}" -exec {kind.extract} {{}} \\;'
        ways = (
            "- find @every {in} and @verb (it|them) (here|)",
            "- @verb @every {in} (recursively|and its subfolders|including subfolders)",
        )
    return d.made(
        f"archive.loop.{what}", ways, line, ending=end if d.chance(0.5) else "." + end, verb=verb, every=every
    )


def _collect(d: Draft) -> Composed | None:
    """Archives of what a search finds."""
    key = d.among({"tgz": 4.0, "zip": 2.0, "bz2": 0.4})
    kind = KINDS[key]
    _archive(d, kind)
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


def _test(d: Draft) -> Composed | None:
    """Is it sound, how big, what kind."""
    key = d.among({"tgz": 3.0, "zip": 3.0, "gz": 1.5, "bz2": 0.8, "xz": 0.8, "7z": 0.5, "zst": 0.4})
    line = {
        "tgz": "gzip -t {arc}",
        "zip": "unzip -t {arc}",
        "gz": "gzip -t {arc}",
        "bz2": "bzip2 -t {arc}",
        "xz": "xz -t {arc}",
        "7z": "7z t {arc}",
        "zst": "zstd -t {arc}",
    }[key]
    _archive(
        d, KINDS.get(key, Kind(("gz", "log.gz", "sql.gz", "csv.gz"), "", "", "", ("gzip file", "gz file")))
    )
    what = d.among({"test": 4.0, "x": 0.8, "compare": 1.4, "size": 0.5, "kind": 0.3})
    if what == "test":
        return d.made("archive.test", ("- (test|check|verify) {arc} (for (errors|corruption|damage)|)", "- (test|check|verify) the integrity of {arc}", "* is {arc} (ok|intact|corrupt|damaged|broken|valid)", "- (check|see|find out|test) (if|whether) {arc} is (ok|intact|corrupt|corrupted|damaged|broken|a valid archive)", "* integrity (check|test) of {arc}", "- make sure {arc} is not (corrupted|damaged|broken)", "- test the archive {arc}")
                      if d.chance(0.9) else ("* did {arc} download correctly, test it",), line)  # fmt: skip
    if what == "x" and key in {"tgz", "zip"}:
        return d.made(
            "archive.testx",
            (
                "- (test|check) {arc} and extract it (only|) if it is (ok|fine|valid|intact)",
                "- extract {arc} only if it is not (damaged|corrupt)",
                "* test {arc}, then unpack it",
            ),
            f"{line} && {KINDS[key].extract} {{arc}}",
        )
    if what == "compare":
        if key not in {"tgz", "zip"}:
            return None
        _plain_folder(d)
        return d.made(
            "archive.compare",
            (
                "- compare the size of (the folder|) {src} (with|to|and) {arc}",
                "* how much smaller is {arc} than (the folder|) {src}",
                "- show the sizes of {src} and {arc}",
                "* size of {src} versus {arc}",
                "- see how much space {arc} saves compared (to|with) {src}",
            ),
            "du -sh {src} {arc}",
        )
    if what == "size":
        return d.made(
            "archive.size",
            (
                "* how big is (the archive|) {arc}",
                "- <show> the (file|) size of (the archive|) {arc}",
                "* size of the archive {arc}",
            ),
            "ls -lh {arc}",
        )
    if what == "kind":
        return d.made(
            "archive.kind",
            (
                "* what kind of archive is {arc}",
                "* which compression does {arc} use",
                "* which compression was used for {arc}",
                "- tell me what type of archive {arc} is",
                "* what format is {arc}",
            ),
            "file {arc}",
        )
    return None
