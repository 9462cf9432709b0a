"""Files added to archives and taken out of them; many archives and folders, one by one."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.archives.kinds import KINDS, draw_archive, draw_plain_folder, draw_source
from scripts.starter.compose.kit import Draft


def change(d: Draft) -> Composed | None:
    """Files and folders added, replaced and taken out; archives joined."""
    key = d.one(("tar", "zip"))
    kind = KINDS[key]
    draw_archive(d, kind)
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
        draw_plain_folder(d)
        return d.made("archive.addfolder", ("- (add|append) the (folder|directory) {src} to @a", "- (add|append) the {src} (folder|directory) to @a", "- put the {src} folder (in|into) @a (too|as well)", "* add folder {src} to @a"),
                      f"{'tar -rf' if key == 'tar' else 'zip -r'} {{arc}} {{src}}", a=a)  # fmt: skip
    if what == "update":
        draw_plain_folder(d)
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
        draw_plain_folder(d)
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


def each_archive(d: Draft) -> Composed | None:
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
        draw_source(d, "dst")
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
