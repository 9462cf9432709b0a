"""Unpacking, whole or in part."""

from __future__ import annotations

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.archives.kinds import KINDS, USUAL, draw_archive, draw_source
from scripts.starter.compose.kit import Draft


def unpack(d: Draft) -> Composed | None:
    """A whole archive or a part of it, here or into a folder."""
    key = d.among(USUAL)
    kind = KINDS[key]
    tar = key not in {"zip", "7z"}
    draw_archive(d, kind)
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
