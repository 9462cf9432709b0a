"""Packing files and folders, and what a search finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.archives.kinds import KINDS, USUAL, draw_archive, draw_source
from scripts.starter.compose.archives.targets import draw_excluded, draw_target
from scripts.starter.compose.kit import Draft
from scripts.starter.values import Value

DATES: Final = (
    ("with (today's|the current) date in the (name|file name|filename)", "+%F"), ("with (the date|a date stamp)", "+%F"),
    ("named with today's date", "+%F"), ("including today's date in the name", "+%F"), ("dated today", "+%F"),
    ("whose name contains the current date", "+%F"), ("with a timestamp in the name", "+%Y%m%d_%H%M%S"),
    ("with date and time in the name", "+%Y%m%d_%H%M%S"), ("(called|named) after today's date", "+%F"),
)  # fmt: skip
EXTRA_WEIGHTS: Final = {"": 12.0, "v": 0.7, "list": 0.4, "size": 0.7, "rm": 0.6, "move": 0.4, "copy": 0.3, "best": 0.4, "store": 0.2, "pw": 0.5, "links": 0.3, "newer": 0.4, "split": 0.5}  # fmt: skip
EXTRA_WORDS: Final = {
    "v": (
        "verbosely",
        "and (show|print|list) (each file|the files) (while|as) (it works|you do it)",
        "with verbose output",
        "showing progress",
        "and print every file added",
    ),
    "list": (
        "and (then|) list its contents",
        "then list what is in it",
        "and show me what's inside afterwards",
    ),
    "size": (
        "and (then|) show (its|the archive's) size",
        "and tell me how big (it|the archive) is",
        "then show me the size of the archive",
    ),
    "rm": (
        "and delete the (folder|original|originals) (afterwards|after that|)",
        "then remove the (original|folder|source folder)",
        "and (remove|delete) {src} afterwards",
        "and get rid of the original folder",
    ),
    "move": (
        "and move (it|the archive) to {dst}",
        "then move the archive (in|)to {dst}",
        "and put (it|the archive) into {dst} (afterwards|)",
    ),
    "copy": ("and copy (it|the archive) to {dst}", "then copy the archive (in|)to {dst}"),
    "best": (
        "with (the best|maximum|the highest) compression",
        "as small as possible",
        "with compression level 9",
        "at max compression",
    ),
    "store": ("without (compression|compressing)", "uncompressed", "just store, no compression"),
    "pw": (
        "with (a|) password",
        "password protected",
        "encrypted (with a password|)",
        "and protect it with a password",
        "and ask for a password",
    ),
    "links": (
        "following symlinks",
        "(and|) follow symbolic links",
        "dereferencing symlinks",
        "with the files the symlinks point to instead of the links",
    ),
    "newer": (
        "with only (the|) files (changed|modified) (since|after) {date}",
        "but only files newer than {date}",
        "only what changed since {date}",
    ),
    "split": (
        "split into {size} (pieces|parts|chunks)",
        "in (pieces|parts|chunks) of {size}",
        "and split it (in|)to {size} (files|parts)",
        "cut into {size} parts",
    ),
    "volumes": (
        "split into {size} (pieces|parts|volumes)",
        "in (parts|volumes) of {size} (each|)",
        "as a multi-part archive of {size} (each|parts)",
    ),
}
"""What else may be wanted: how it is said."""
NAMED_WAYS: Final = (
    "- @verb @what @mods (into|to|as|in) {arc}", "- @verb @what (into|to|as|in) {arc} @mods", "- @verb @what (into|to|as|in) {arc} @mods",
    "- (make|create) (a|an) @kind {arc} (from|of|out of|with|containing) @what @mods", "- (make|create) {arc} (from|of|out of|with|containing) @what @mods",
    "- (make|create|build) (a|an) @kind of @what (called|named) {arc} @mods", "- put @what in(to|) (a|an) @kind (called|named|) {arc} @mods",
    "- put @what into {arc} @mods", "* @what @mods -> {arc}", "* @verb @what {arc} @mods", "* i (want|need) @what in (a|an) @kind (called|named|) {arc} @mods",
    "- back up @what to {arc} @mods", "- @verb @what @mods, output {arc}", "* @kind of @what @mods, name it {arc}", "* create archive {arc} from @what @mods",
    "- save @what as {arc} @mods", "* can you @verb @what for me as {arc} @mods", "- @verb @what @mods, the archive should be (called|named) {arc}",
)  # fmt: skip
UNNAMED_WAYS: Final = (
    "- @verb @what @mods (as|into|to) (a|an) @kind", "- (make|create|build) (a|an) @kind (from|of|out of|with) @what @mods", "- turn @what into (a|an) @kind @mods",
    "* @kind of @what @mods", "- put @what in(to|) (a|an) @kind @mods", "* @what to @kind @mods", "- make @what (a|an) @kind @mods", "* i want (a|an) @kind of @what @mods",
    "- (create|make) (a|an) @kind backup of @what @mods", "* @kind @what @mods", "- save @what in (a|an) @kind @mods",
)  # fmt: skip
VERBS: Final = {"zip": ("zip", "zip", "zip up", "compress", "archive", "pack", "put"), "7z": ("compress", "pack", "7zip", "archive"),
 "tar": ("tar", "archive", "tar up", "bundle", "pack (without compression|)")}  # fmt: skip
TAR_VERBS: Final = (
    "tar",
    "compress",
    "archive",
    "pack",
    "tar up",
    "bundle",
    "tar and (gzip|compress)",
    "back up",
    "zip up",
    "pack up",
)


@dataclass(slots=True)
class Packing:
    """A command for packing in the making.

    Attributes:
        key: the kind of archive.
        target: the words for what goes in; ``written`` is how the command names it.
        stem: the stem that an archive without a name gets.
        command: the command up to the archive's name; ``arc`` is that name.
        named: whether the request gives the name.
        mods: words for what else is wanted.
        options: options before what goes in; ``tail`` and ``after`` follow it.
    """

    key: str
    target: str
    written: str
    stem: str | None
    command: str
    arc: str = "{arc}"
    named: bool = True
    dated: bool = False
    mods: list[str] = field(default_factory=list)
    options: str = ""
    tail: str = ""
    after: str = ""

    @property
    def is_folder(self) -> bool:
        """Whether one folder goes in, or this one."""
        return self.written in {"{src}", "."}

    def want(self, d: Draft, extra: str) -> bool:
        """Draw the words for something more; say that it was possible."""
        self.mods.append(d.one(EXTRA_WORDS[extra]))
        return True


def _name(d: Draft, p: Packing) -> None:
    """Draw the name of the archive, or leave it to the command."""
    kind, stem = KINDS[p.key], p.stem
    p.dated = d.chance(0.13)
    if p.dated and stem:
        words, form = d.one(DATES)
        p.mods.append(words)
        p.arc = f"{'backup' if stem == 'archive' else stem}-$(date {form}).{kind.ends[0]}"
        p.named = False
    elif stem and d.chance(0.25):
        p.arc, p.named = f"{stem}.{kind.ends[0]}", False
    else:
        draw_archive(d, kind, stem if stem and stem != "archive" and d.chance(0.4) else None)


def _set_options(d: Draft, p: Packing, extra: str) -> bool:
    """Change the command for what else is wanted; say whether this kind of archive can do it."""
    if extra == "v" and p.key in {"tgz", "tar", "bz2", "xz"}:
        p.command = p.command[:-1] + "vf"
        return p.want(d, extra)
    if extra in {"best", "store"} and p.key == "zip":
        p.command = p.command.replace("zip", "zip -9" if extra == "best" else "zip -0", 1)
        return p.want(d, extra)
    if extra == "pw" and p.key == "zip":
        p.command = "zip -e" if p.command == "zip" else "zip -er"
        return p.want(d, extra)
    if extra == "links" and p.key == "tgz":
        p.command = "tar -czhf"
        return p.want(d, extra)
    if extra == "newer" and p.key == "tgz" and p.is_folder and not d.mac:
        d.draw("date")
        p.options = " --newer-mtime={date}" + p.options
        return p.want(d, extra)
    if extra == "split" and p.key == "zip" and p.named and p.command == "zip -r":
        d.draw("size")
        p.command = "zip -r -s {size}"
        return p.want(d, "volumes")
    return False


def _add_step(d: Draft, p: Packing, extra: str) -> None:
    """Add what is done with the archive when it is there."""
    if not p.named or extra not in {"list", "size", "rm", "move", "copy"}:
        return
    if extra == "rm" and not (p.written == "{src}" and p.stem):
        return
    if extra in {"move", "copy"}:
        draw_source(d, "dst")
    p.after = {
        "list": f" && {KINDS[p.key].list} {p.arc}",
        "size": f" && ls -lh {p.arc}",
        "rm": " && rm -r {src}",
        "move": " && mv {arc} {dst}/",
        "copy": " && cp {arc} {dst}/",
    }[extra]
    p.want(d, extra)


def _split(d: Draft, p: Packing, said_kind: str) -> Composed:
    """An archive in pieces."""
    d.draw("size")
    words = d.one(EXTRA_WORDS["split"])
    return d.made(
        "archive.split",
        ("- @verb @what @words", "- (make|create) a @kind of @what @words", "* @kind of @what @words", "- back up @what @words"),
        f"tar -czf -{p.options} {{src}} | split -b {{size}} - {p.stem}.tar.gz.",
        verb=d.one(("tar", "tar up", "archive")), kind=said_kind, what=p.target, words=" ".join([*p.mods, words]),
    )  # fmt: skip


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
    single = written in {"{file}", "{file} {file2}", "{file} {file2} {file3}", "*.{ext}", "*.{ext} *.{ext2}"}
    p = Packing(key, target, written, stem, "zip" if key == "zip" and single else kind.create)
    said_kind = d.one(kind.said)
    _name(d, p)
    if p.is_folder and d.chance(0.36):
        p.options, p.tail, words = draw_excluded(d, key, here=written == ".")
        p.mods.append(words)
    extra = d.among(EXTRA_WEIGHTS)
    if extra == "split" and key == "tgz" and written == "{src}" and stem and not p.dated:
        return _split(d, p, said_kind)
    if not _set_options(d, p, extra):
        _add_step(d, p, extra)
    if d.chance(0.5) and len(p.mods) > 1 and not p.after:
        p.mods.reverse()
    options = "" if key == "7z" and p.tail else p.options
    verb = d.one(VERBS.get(key, TAR_VERBS))
    if verb == "tar and (gzip|compress)" and key != "tgz":
        verb = "compress"
    return d.made(
        "archive.create",
        NAMED_WAYS if p.named else UNNAMED_WAYS,
        f"{p.command} {p.arc}{options} {written}{p.tail}{p.after}",
        what=target,
        kind=said_kind,
        mods=" ".join(p.mods),
        verb=verb,
    )


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
