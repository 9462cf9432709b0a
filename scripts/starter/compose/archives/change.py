"""Files added to archives and taken out of them; many archives and folders, one by one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.archives.kinds import KINDS, draw_archive, draw_plain_folder, draw_source
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed

WEIGHTS: Final = {
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


def _add(d: Draft, parts: Parts, new: str, names: tuple[str, ...]) -> Composed:
    d.draw("file")
    d.draw("file2")
    said = d.one(names)
    ways = (
        "- (add|append) @said to @a",
        "- put @said (in|into) @a (too|as well|)",
        "- (insert|include) @said (into|in) @a",
        "* add @said @a",
        "- (add|append) @said to @a without recreating it",
    )
    line = f"@add {{arc}} {new}"
    return d.made("archive.add", ways, line, said=said, **parts)


def _addext(d: Draft, parts: Parts) -> Composed:
    d.draw("ext")
    return d.made(
        "archive.addext",
        (
            "- (add|append) (all|the) {ext} files to @a",
            "- put (all|the) {ext} files (here|) (in|into) @a (too|)",
            "* add all {ext} files @a",
        ),
        "@add {arc} *.{ext}",
        **parts,
    )


def _addfolder(d: Draft, parts: Parts) -> Composed:
    draw_plain_folder(d)
    return d.made("archive.addfolder", ("- (add|append) the (folder|directory) {src} to @a", "- (add|append) the {src} (folder|directory) to @a", "- put the {src} folder (in|into) @a (too|as well)", "* add folder {src} to @a"),
                  "@pack {arc} {src}", **parts)  # fmt: skip


def _update(d: Draft, parts: Parts) -> Composed:
    draw_plain_folder(d)
    return d.made("archive.update", ("- update @a with (the|) (changed|newer) files (of|from|in) {src}", "- update @a with what changed in {src}", "- refresh @a with newer files from the {src} folder", "* update {arc} from {src}, only changed files"),
                  f"{'tar -uf' if parts['key'] == 'tar' else 'zip -ur'} {{arc}} {{src}}", **parts)  # fmt: skip


def _del(d: Draft, parts: Parts) -> Composed:
    d.draw("file")
    return d.made("archive.del", ("- <del> {file} (from|inside) @a", "- take {file} out of @a (for good|permanently)", "- <del> the (file|entry) {file} (from|in) @a (without (unpacking|extracting) it|)", "* delete {file} inside {arc}"),
                  f"{'tar --delete -f' if parts['key'] == 'tar' else 'zip -d'} {{arc}} {{file}}", mac="-" if parts["key"] == "tar" else None, **parts)  # fmt: skip


def _delext(d: Draft, parts: Parts) -> Composed:
    d.draw("ext")
    return d.made("archive.delext", ("- <del> (all|the|) {ext} files (from|in|inside) @a", "* delete all {ext} files inside {arc}", "- strip the {ext} files out of @a"),
                  f"{'tar --delete --wildcards -f' if parts['key'] == 'tar' else 'zip -d'} {{arc}} \"*.{{ext}}\"", mac="-" if parts["key"] == "tar" else None, **parts)  # fmt: skip


def _delfolder(d: Draft, parts: Parts) -> Composed:
    draw_plain_folder(d)
    return d.made("archive.delfolder", ("- <del> the (folder|directory) {src} from @a", "- <del> the {src} (folder|directory) (inside|from) @a"),
                  "tar --delete -f {arc} {src}" if parts["key"] == "tar" else f'zip -d {{arc}} "{d.values["src"].written}/*"', mac="-" if parts["key"] == "tar" else None, **parts)  # fmt: skip


CHANGES: Final[Mapping[str, Form | PartBuilder]] = {
    "add": partial(_add, new="{file}", names=("{file}", "the file {file}")),
    "addtwo": partial(
        _add, new="{file} {file2}", names=("{file} and {file2}", "the files {file} and {file2}")
    ),
    "addext": _addext,
    "addfolder": _addfolder,
    "update": _update,
    "del": _del,
    "delext": _delext,
    "delfolder": _delfolder,
    "join": Form(
        "archive.join",
        (
            "- (add|append) the contents of the (archive|tar file) {tarf} to @a",
            "- join the tar archives {arc} and {tarf} into {arc}",
            "- concatenate {tarf} onto @a",
        ),
        "tar -Af {arc} {tarf}",
        mac="-",
    ),
}


def change(d: Draft) -> Composed | None:
    """Files and folders added, replaced and taken out; archives joined."""
    key = d.one(("tar", "zip"))
    kind = KINDS[key]
    draw_archive(d, kind)
    what = d.among(WEIGHTS)
    a = d.one(("{arc}", "the (existing|) archive {arc}", "{arc}", "(the|) existing {arc}"))
    parts = {"a": a, "key": key}
    parts |= {"add": "tar -rf", "pack": "tar -rf"} if key == "tar" else {"add": "zip", "pack": "zip -r"}
    if what == "join":
        if key == "zip":
            return None
        d.draw("tarf")
    return composed(d, CHANGES[what], parts)


LOOP_WEIGHTS: Final = {
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


def _ending(d: Draft, parts: Parts) -> str:
    """Say the extension with its dot or without."""
    return parts["end"] if d.chance(0.5) else "." + parts["end"]


def _x(d: Draft, parts: Parts) -> Composed:
    line = 'for f in *.@end; do @extract "$f"; done'
    ways = (
        "- @verb @every",
        "- @verb @every in (this folder|the current directory|this directory)",
        "* @verb @every at once",
        "* i have (many|lots of|a bunch of) @ending files here, @verb (them all|all of them)",
    )
    return d.made("archive.loop.x", ways, line, ending=_ending(d, parts), **parts)


def _into(d: Draft, parts: Parts) -> Composed:
    draw_source(d, "dst")
    line = f'for f in *.@end; do @extract "$f" {"-d" if parts["key"] == "zip" else "-C"} {{dst}}; done'
    ways = ("- @verb @every (in|)to {dst}", "- @verb @every here into {dst}")
    return d.made("archive.loop.into", ways, line, ending=_ending(d, parts), **parts)


def _own(d: Draft, parts: Parts) -> Composed:
    line = ('for f in *.zip; do unzip "$f" -d "${f%.zip}"; done' if parts["key"] == "zip" else
            'for f in *.@end; do mkdir "${f%.@end}" && @extract "$f" -C "${f%.@end}"; done')  # fmt: skip
    ways = (
        "- @verb @every (in|)to (its own|a separate|its own separate) (folder|directory)",
        "- @verb @every, each into (a folder named after (it|the archive)|its own folder)",
        "- @verb @every into (folders|directories) of the same name",
    )
    return d.made("archive.loop.own", ways, line, ending=_ending(d, parts), **parts)


def _rm(d: Draft, parts: Parts) -> Composed:
    line = 'for f in *.@end; do @extract "$f" && rm "$f"; done'
    ways = (
        "- @verb @every and (then|) (delete|remove) (the archives|them) (afterwards|)",
        "- @verb @every, then delete each archive",
    )
    return d.made("archive.loop.rm", ways, line, ending=_ending(d, parts), **parts)


def _each(d: Draft, parts: Parts) -> Composed:
    line = 'for d in */; do @create "${d%/}.@end" "$d"; done'
    ways: tuple[str, ...] = ("- (make|create) (a|one) (separate|) @ending (archive|file|) (for|of|from) (each|every) (folder|directory|subfolder) (here|)", "- (zip|compress|pack|archive) (each|every) (folder|subfolder|directory) (here|in this directory|) (in|)to (its own|a separate) @ending (file|archive|)",
            "* one @ending per (folder|subfolder|directory)", "- turn each (folder|subdirectory) into a @ending (with the same name|of its own)")  # fmt: skip
    if parts["key"] != "zip":
        ways = tuple(w.replace("(zip|compress", "(tar|compress") for w in ways)
    return d.made("archive.loop.each", ways, line, ending=_ending(d, parts), **parts)


def _eachf(d: Draft, parts: Parts) -> Composed:
    d.draw("ext")
    if parts["key"] == "zip":
        line = 'for f in *.{ext}; do zip "${f%.{ext}}.zip" "$f"; done'
    else:
        line = 'for f in *.{ext}; do @create "${f%.{ext}}.@end" "$f"; done'
    ways = (
        "- (make|create) a @ending (file|archive|) (for|of|from) (each|every) {ext} file",
        "- (compress|pack) (each|every) {ext} file (in|)to its own @ending (file|archive|)",
        "* one @ending per {ext} file",
    )
    return d.made("archive.loop.eachf", ways, line, ending=_ending(d, parts), **parts)


def _test(d: Draft, parts: Parts) -> Composed | None:
    line = f'for f in *.@end; do {"unzip -t" if parts["key"] == "zip" else "gzip -t"} "$f"; done'
    if parts["key"] not in {"zip", "tgz"}:
        return None
    ways = (
        "- (test|check|verify) @every (for (errors|damage)|)",
        "* are @every (ok|intact)",
        "- (test|check) the integrity of @every",
    )
    return d.made("archive.loop.test", ways, line, ending=_ending(d, parts), **parts)


def _list(d: Draft, parts: Parts) -> Composed:
    line = 'for f in *.@end; do @list "$f"; done'
    ways = (
        "- list (the|) (contents|files) of @every",
        "* what is in @every",
        "- show (the|) contents of @every",
    )
    return d.made("archive.loop.list", ways, line, ending=_ending(d, parts), **parts)


def _count(d: Draft, parts: Parts) -> Composed:
    line = f'for f in *.@end; do echo "$f: $({"zipinfo -1" if parts["key"] == "zip" else "@list"} "$f" | wc -l)"; done'
    ways = (
        "- show (how many files are in|the number of (files|entries) in) @every",
        "* number of (files|entries) in @every",
    )
    return d.made("archive.loop.count", ways, line, ending=_ending(d, parts), **parts)


def _find(d: Draft, parts: Parts) -> Composed:
    line = 'find {in} -type f -name "*.@end" -exec @extract {} \\;'
    ways = (
        "- find @every {in} and @verb (it|them) (here|)",
        "- @verb @every {in} (recursively|and its subfolders|including subfolders)",
    )
    return d.made("archive.loop.find", ways, line, ending=_ending(d, parts), **parts)


LOOPS: Final[Mapping[str, PartBuilder]] = {
    "x": _x,
    "into": _into,
    "own": _own,
    "rm": _rm,
    "each": _each,
    "eachf": _eachf,
    "test": _test,
    "list": _list,
    "count": _count,
    "find": _find,
}


def each_archive(d: Draft) -> Composed | None:
    """Every archive, every folder, every file."""
    key = d.among({"tgz": 3.0, "zip": 3.0, "tar": 0.8, "bz2": 0.6, "xz": 0.6})
    kind, end = KINDS[key], KINDS[key].ends[0]
    verb = d.one(("extract", "unpack", "unzip" if key == "zip" else "untar", "decompress"))
    what = d.among(LOOP_WEIGHTS)
    every = d.one(
        (
            "all (the|) @ending (archives|files)",
            "every @ending (file|archive)",
            "each @ending (file|archive)",
            "all the @ending files (here|in this folder|)",
        )
    )
    parts = {
        "end": end,
        "extract": kind.extract,
        "list": kind.list,
        "create": kind.create,
        "verb": verb,
        "every": every,
        "key": key,
    }
    return LOOPS[what](d, parts)
