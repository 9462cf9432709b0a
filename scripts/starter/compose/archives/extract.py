"""Unpacking, whole or in part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.archives.kinds import KINDS, USUAL, draw_archive, draw_source
from scripts.starter.compose.kit import Draft

WEIGHTS: Final = {"all": 6.0, "one": 2.4, "two": 0.7, "ext": 1.6, "folder": 1.0, "except": 0.8}
EXTRA_WEIGHTS: Final = {
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
}


ALL_WAYS: Final = (
        "- @verb @what @into @mods", "- @verb @what @mods @into", "- @verb @what @into @mods", "* @verb @what @into @mods", "- @verb everything (from|in) @what @into @mods",
        "* {arc} @verb @into @mods", "- get (everything|the files) out of {arc} @into @mods", "* i (downloaded|got|have) {arc}, @verb it @into @mods", "- @verb @what @into @mods",
    )  # fmt: skip
PLACED_WAYS: Final = (
    "- put the (contents|files) of {arc} @into @mods",
    "- dump {arc} @into @mods",
    "* {arc} @into @mods",
    "- have {arc} unpacked @into @mods",
)
PART_WAYS: Final = (
    "- @take @words (from|out of) @what @into @mods", "- @take @words (from|out of) @what @mods @into", "- @take @words @into (from|out of) @what @mods", "* i need @words (from|out of) @what @into @mods",
    "* from @what @take @words @into @mods", "* @what: @words @into @mods",
)  # fmt: skip
ONLY_WAY: Final = "- @verb @what @into but @words @mods"
BACKUP_WAY: Final = "- @take @words from the (archive|backup) {arc} @into @mods, (not the rest|nothing else)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What else may be wanted.

    Attributes:
        words: how it is said.
        commands: the command up to the archive's name, by kind of archive; a kind that is missing does not know it.
            Empty where the usual command does.
        after: what follows the command.
        of: the parts of an archive that it goes with; all of them where it is empty.
        elsewhere: whether it goes with another folder as target.
    """

    words: tuple[str, ...]
    commands: Mapping[str, str] = field(default_factory=dict)
    after: str = ""
    of: frozenset[str] = frozenset()
    elsewhere: bool = True

    def fits(self, key: str, what: str, *, place: bool) -> bool:
        """Whether it goes with a kind of archive, a part of it and a target."""
        return (
            (not self.commands or key in self.commands)
            and (not self.of or what in self.of)
            and (self.elsewhere or not place)
        )


EXTRAS: Final = {
    "keep": Extra(
        words=(
            "without overwriting (existing|any|) files",
            "but keep (existing files|files that exist already)",
            "(and|) don't overwrite anything",
            "never overwriting",
            "skipping (existing files|files that already exist)",
            "and do not replace existing files",
        ),
        commands={"tgz": "tar -xzkf", "tar": "tar -xkf", "zip": "unzip -n"},
        of=frozenset({"all", "one", "two", "ext", "folder"}),
    ),
    "over": Extra(
        words=(
            "overwriting (existing|) files (without asking|)",
            "and overwrite everything (without asking|)",
            "replacing existing files",
            "without asking before overwriting",
            "and overwrite existing files",
        ),
        commands={"zip": "unzip -o"},
    ),
    "v": Extra(
        words=(
            "verbosely",
            "and show (each file|the files) (while|as) (it does|extracting)",
            "with verbose output",
            "showing the (file names|files)",
            "and print what is extracted",
        ),
        commands={"tgz": "tar -xzvf", "tar": "tar -xvf", "bz2": "tar -xjvf", "xz": "tar -xJvf"},
    ),
    "rm": Extra(
        words=(
            "and (then|) (delete|remove) (it|the archive) (afterwards|)",
            "then (delete|remove) the (archive|{arc})",
            "and (delete|remove) the archive when done",
            "and get rid of the archive after",
        ),
        after=" && rm {arc}",
        of=frozenset({"all"}),
    ),
    "ls": Extra(
        words=("and (then|) list the files", "then show (me|) what is (here|in the folder)", "and ls"),
        after=" && ls",
        of=frozenset({"all"}),
        elsewhere=False,
    ),
    "flat": Extra(
        words=(
            "without (its|the) (folders|directories|folder structure|paths)",
            "flat, no (folders|directories)",
            "ignoring the folder structure",
            "(and|) junk the paths",
            "all in one folder, no subfolders",
        ),
        commands={"zip": "unzip -j"},
        of=frozenset({"all", "ext"}),
    ),
    "quiet": Extra(
        words=(
            "quietly",
            "without (any|) output",
            "silently",
            "without printing anything",
            "without listing the files",
        ),
        commands={"zip": "unzip -q"},
    ),
    "pw": Extra(
        words=(
            "with (the|) password {part}",
            "using the password {part}",
            "(the|) password is {part}",
            "protected with password {part}",
        ),
        commands={"zip": "unzip -P {part}", "7z": "7z x -p{part}"},
    ),
}


def _is_tar(key: str) -> bool:
    return key not in {"zip", "7z"}


def _one(d: Draft, _key: str) -> tuple[str, str]:
    d.draw("file")
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
    return "{file}", words


def _two(d: Draft, _key: str) -> tuple[str, str]:
    d.draw("file")
    d.draw("file2")
    words = d.one(
        (
            "(only|just|) {file} and {file2}",
            "only the files {file} and {file2}",
            "{file} and {file2} only",
        )
    )
    return "{file} {file2}", words


def _ext(d: Draft, key: str) -> tuple[str, str]:
    d.draw("ext")
    member = ('"*.{ext}"' if d.mac else '--wildcards "*.{ext}"') if _is_tar(key) else '"*.{ext}"'
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
    return member, words.replace(".EXT", "." + d.values["ext"].written)


def _folder(d: Draft, key: str) -> tuple[str, str]:
    value = d.draw("stem")
    member = "{stem}" if _is_tar(key) else f'"{value.written}/*"' if key == "zip" else "{stem}"
    words = d.one(
        (
            "(only|just|) the {stem} (folder|directory)",
            "(only|just|) the (folder|directory) {stem}",
            "the {stem}/ part",
            "(just|only) everything (in|under) {stem}",
        )
    )
    return member, words


def _except(d: Draft, key: str) -> tuple[str, str]:
    d.draw("ext")
    member = {"zip": '-x "*.{ext}"', "7z": '-xr!"*.{ext}"'}.get(key, '--exclude="*.{ext}"')
    words = d.one(
        (
            "everything (except|but) the {ext} files",
            "all but the {ext} files",
            "everything except {ext} files",
        )
    )
    return member, words


PARTS: Final[Mapping[str, Callable[[Draft, str], tuple[str, str]]]] = {
    "one": _one,
    "two": _two,
    "ext": _ext,
    "folder": _folder,
    "except": _except,
}
"""Parts of an archive: how the command names them, and the words."""


def _draw_place(d: Draft) -> tuple[str, str]:
    """Draw the folder that it goes into: what makes the folder, and the words."""
    if d.chance(0.16):
        value = d.draw("stem4")
        d.put("dst", value.written, value.written, "arg")
        return "mkdir {dst} && ", d.one(
            (
                "into a new (folder|directory) (called|named|) {dst}",
                "to a new (folder|directory|dir) {dst}",
                "in a (freshly created|new) folder {dst}",
            )
        )
    if d.chance(0.08):
        d.put("dst", "the parent folder", "..", "raw")
        return "", d.one(
            ("to the parent (folder|directory)", "one level up", "into the folder above", "in ..")
        )
    draw_source(d, "dst")
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
    return "", into


def _draw_levels(d: Draft) -> tuple[str, str]:
    """Draw how many leading folders are dropped: the option and the words."""
    n = d.among({1: 5.0, 2: 2.0, 3: 1.0, 4: 0.3})
    level = pool.num_text(n, d.rng)
    words = d.one((f"stripping (the first|the leading|) {level} (path|directory|folder|) (component|level)s", f"(and|) drop the first {level} (folder|directory|path) levels",
                  f"with --strip-components={n}", f"removing {level} leading (directories|path components)") if n > 1 else (
                 "without the top(-| )level (folder|directory)", "stripping the (first|top|leading) (folder|directory|path component)", "dropping the leading directory",
                 "without creating the top folder", "(and|) strip (one|the first) (folder|directory|path) level", "without its root folder", "with --strip-components=1",
                 "removing the first (folder|directory) from the paths", "(and|) strip the parent (folder|directory)"))  # fmt: skip
    return f"--strip-components={n}", words


def _command(key: str, command: str, *, member: str, level: str, place: bool) -> str:
    """Put a command together; zip and 7z have their own order."""
    if key == "zip":
        return f"{command} {{arc}} {member}" + (" -d {dst}" if place else "")
    if key == "7z":
        return f"{command} {{arc}}" + (" -o{dst}" if place else "") + f" {member}"
    return f"{command} {{arc}}" + (" -C {dst}" if place else "") + f" {level} {member}"


def _ways(what: str, words: str, *, place: bool) -> tuple[str, ...]:
    """Return the sentences for a part of an archive, or the whole."""
    if what == "all":
        return ALL_WAYS + PLACED_WAYS if place else ALL_WAYS
    ways: tuple[str, ...] = PART_WAYS
    if words.startswith(("(only|just)", "nothing", "only")):
        ways += (ONLY_WAY,)
    if what in {"one", "two"}:
        ways += (BACKUP_WAY,)
    return ways


def unpack(d: Draft) -> Composed | None:
    """A whole archive or a part of it, here or into a folder."""
    key = d.among(USUAL)
    kind = KINDS[key]
    draw_archive(d, kind)
    whole = d.one(
        (
            "{arc}",
            "{arc}",
            "{arc}",
            f"the ({'|'.join(kind.said)}|archive|file|backup) {{arc}}",
            "(archive|file) {arc}",
            "the contents of {arc}",
        )
    )
    what = d.among(WEIGHTS)
    member, words = PARTS[what](d, key) if what in PARTS else ("", "")
    place = d.chance(0.5)
    before, into = _draw_place(d) if place else ("", "")
    command, level, after, mods = kind.extract, "", "", ""
    wanted = d.among(EXTRA_WEIGHTS)
    if wanted == "strip" and _is_tar(key) and what in {"all", "folder"}:
        level, mods = _draw_levels(d)
    elif wanted in EXTRAS and EXTRAS[wanted].fits(key, what, place=place):
        extra = EXTRAS[wanted]
        command, after = extra.commands.get(key, command), extra.after
        if wanted == "pw":
            value = d.draw("stem5")
            d.put("part", value.written, value.written, "arg")
        mods = d.one(extra.words)
    line = _command(key, command, member=member, level=level, place=place)
    verb = d.one(
        (
            "extract", "extract", "unpack", "decompress", "uncompress", "open", "expand", "restore", *kind.unpackers,
            *kind.unpackers,
        )
    )  # fmt: skip
    take = d.one(
        ("extract", "extract", "get", "pull", "take", "unpack", "fetch", "restore", *kind.unpackers[:1])
    )
    return d.made(
        "archive.extract",
        _ways(what, words, place=place),
        (before if _is_tar(key) else "") + line + after,
        what=whole,
        into=into,
        mods=mods,
        words=words,
        verb=verb,
        take=take,
    )
