"""Files and folders: listing, newest and largest, copying, moving, deleting with conditions, renaming, counting, links."""

from __future__ import annotations

import random
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft, own_slots
from scripts.starter.values import Value, rendered

own_slots("src", "dst", "num", "ext", "lbl", "part", "days", "lim")

HERE: Final = (
    "here",
    "in this folder",
    "in this directory",
    "in the current directory",
    "in the current folder",
    "in here",
)
DEEP: Final = (
    "recursively",
    "and (all|its|) subfolders",
    "including subfolders",
    "and its subdirectories",
    "and everything below it",
)


def make(rng: random.Random) -> Composed:
    """Compose one request about files and folders."""
    d = Draft(rng, mac=0.1)
    build = d.among({_list: 3.0, _extreme: 3.0, _copy: 3.4, _move: 3.0, _delete: 4.0, _vague: 0.5, _mkdir: 1.6, _rename: 3.2, _link: 1.6, _usage: 2.6, _count: 2.4, _same: 1.4, _info: 1.8, _create: 1.4, _test: 1.2, _backup: 1.6, _gather: 1.6,
                     _folders: 0.9})  # fmt: skip
    while (made := build(d)) is None:
        d.values.clear()
    return made


def arg(value: str) -> str:
    """Quote where necessary."""
    return rendered(value, "arg")


def _dir(d: Draft, key: str = "src", *, own: bool = False) -> str:
    """Draw a folder and return it as it is written in a command."""
    while True:
        value = d.draw("ownd" if own else "dir")
        others = [v.written for k, v in d.values.items() if k in {"src", "dst"} and k != key]
        if value.written != "." and value.written not in others:
            break
    d.values[key] = Value(value.words, value.written, "arg")
    return arg(value.written)


def _plain(d: Draft, key: str) -> str:
    """Draw a folder that may be new, said in one of several ways."""
    name = pool.stem_plain(d.rng)
    d.put(
        key,
        d.one(
            (
                name,
                name,
                f"the {name} folder",
                f"{name}/",
                f"the folder {name}",
                f"the {name} directory",
                f"directory {name}",
            )
        ),
        name,
        "arg",
    )
    return name


def _ext(d: Draft, key: str = "ext") -> str:
    value = d.draw(key)
    d.put(key, d.one((value.words, value.words, value.written)), value.written)
    return value.written


def _many(d: Draft, ext: str) -> str:
    """Say "all files of a kind"."""
    return d.one(
        (
            "all {ext} files",
            "the {ext} files",
            "all the {ext} files",
            "every {ext} file",
            f"*.{ext}",
            "all files ending in .EXT".replace("EXT", ext),
            "files with extension {ext}" if ext == d.values["ext"].words else "all {ext} files",
        )
    )


def _list(d: Draft) -> Composed | None:
    hidden, long_, human, reverse = d.chance(0.3), d.chance(0.4), d.chance(0.2), False
    order = d.among({"": 2.0, "t": 2.4, "S": 2.2, "X": 0.4})
    words: list[str] = []
    if order:
        reverse = d.chance(0.35) and order != "X"
        words.append({"t": d.one(("(oldest first|from oldest to newest|sorted by (date|time), oldest first|newest last)",) if reverse else ("(newest first|sorted by (modification time|date|time)|by (date|modification time)|most recent first|in order of modification time|ordered by (date|time))",)),
                      "S": d.one(("(smallest first|from smallest to (largest|biggest)|sorted by size, smallest first|by size ascending)",) if reverse else ("(sorted by size|by size|largest first|biggest first|ordered by size|from (largest|biggest) to smallest)",)), "X": "(sorted by (extension|file type)|by extension|grouped by extension)"}[order])  # fmt: skip
    elif not hidden and not long_ and not human:
        return None
    if order in {"t", "S"}:
        long_ = True
    if human or hidden:
        long_ = True
    if human:
        words.insert(
            0,
            d.one(
                (
                    "with (human readable|readable) sizes",
                    "with sizes in (kb and mb|human readable form)",
                    "with readable file sizes",
                )
            ),
        )
    elif long_ and not order:
        words.insert(
            0,
            d.one(
                (
                    "with (details|all details|permissions and sizes|owner and size)",
                    "in long format",
                    "with permissions, owner and size",
                )
            ),
        )
    if hidden:
        words.insert(
            0,
            d.one(
                (
                    "including hidden (ones|files)",
                    "(including|with) dotfiles",
                    "hidden ones too",
                    "(and|also) hidden files",
                )
            ),
        )
    flags = (
        ("l" if long_ else "")
        + ("a" if hidden and long_ else "A" if hidden else "")
        + ("h" if human else "")
        + order
        + ("r" if reverse else "")
    )
    scope = d.among({"here": 3.0, "dir": 3.0, "ext": 1.2})
    target, where = "", d.one((*HERE, "", ""))
    noun = d.one(("files", "files", "all files", "everything", "the files"))
    if scope == "dir":
        _dir(d)
        target, where = " {src}", d.one(("in {src}", "in {src}", "inside {src}", "of {src}", "under {src}"))
    elif scope == "ext":
        if hidden or order == "X":
            return None
        ext = _ext(d)
        target, noun = f" *.{ext}", d.one(("{ext} files", "all {ext} files", "the {ext} files"))
    w = " ".join(words)
    return d.made(
        "files.list",
        (
            "- (list|show|display) @n @w @m",
            "* @n @w @m",
            "- (list|show|display) @n @m @w" if not w.startswith("(including") else "- list @n @w @m",
            "- ls @n @w @m",
            "* what is @w @m" if scope == "dir" and not order else "- show me @n @w @m",
        ),
        f"ls -{flags}{target}",
        mac="-" if order == "X" else None,
        n=noun,
        w=where,
        m=w,
    )


def _extreme(d: Draft) -> Composed | None:
    """Newest, oldest, largest, smallest."""
    which = d.among({"newest": 3.0, "oldest": 1.6, "largest": 3.0, "smallest": 1.2})
    adj = d.one(
        {
            "newest": (
                "newest",
                "most recent",
                "most recently modified",
                "latest",
                "last modified",
                "last changed",
            ),
            "oldest": ("oldest", "least recently modified", "oldest"),
            "largest": ("largest", "biggest", "heaviest"),
            "smallest": ("smallest", "tiniest"),
        }[which]
    )
    one = d.chance(0.4)
    d.draw("count")
    n = "1" if one else "{count}"
    many = "file" if one else "files"
    lead = f"the {adj}" if one else f"the {{count}} {adj}"
    scope = d.among({"here": 2.0, "dir": 2.0, "ext": 1.6, "deep": 2.0, "deepext": 1.6})
    byname = which in {"newest", "oldest"}
    deep = scope.startswith("deep") or (not byname and scope != "ext")
    noun, where, name = many, "", ""
    if scope == "here":
        where = d.one(HERE)
        target = ""
        place = "."
    elif scope == "dir":
        _dir(d)
        target, where, place = " {src}", "in {src}", "{src}"
    elif scope == "ext":
        ext = _ext(d)
        target, noun, where, place = f" *.{ext}", f"{{ext}} {many}", d.one((*HERE[:3], "")), "."
    else:
        place, target = "{in}", ""
        where = "{in} " + d.one(
            ("(recursively|including subfolders|and its subfolders|and all subdirectories)",)
        )
        if scope == "deepext":
            ext = _ext(d)
            noun, name = f"{{ext}} {many}", f' -name "*.{ext}"'
    act = (
        d.among(
            {"show": 5.0, "cp": 0.7, "mv": 0.7, "rm": 0.7, "cat": 0.6, "tail": 0.5, "open": 0.0, "size": 0.0}
        )
        if not deep and one
        else "show"
    )
    pick = {"newest": "ls -t", "oldest": "ls -tr", "largest": "ls -S", "smallest": "ls -Sr"}[which]
    if deep:
        key = "%T@" if byname else "%s"
        order = "-nr" if which in {"newest", "largest"} else "-n"
        line = f'find {place} -type f{name} -printf "{key} %p\\n" | sort {order} | head -n {n}'
        mac = f'find {place} -type f{name} -exec stat -f "{"%m" if byname else "%z"} %N" {{}} + | sort {order} | head -n {n}'
        ways: tuple[str, ...] = (
            f"- (find|show|list|get) {lead} @n @w",
            f"* {lead} @n @w",
            f"* (which|what) (is|are) {lead} @n @w".replace("(is|are)", "is" if one else "are"),
            f"- <show> {lead} @n @w",
            f"* {lead.removeprefix('the ')} @n @w",
        )
        if which == "largest":
            ways += (
                f"- <show> {lead} @n by size @w",
                "* (which|what) @n @w takes up the most space" if one else "* top {count} @n by size @w",
            )
        return d.made(f"files.{which}", ways, line, mac=mac, n=noun, w=where)
    line = f"{pick}{target} | head -n {n}"
    if act == "show":
        ways = (
            f"- (find|show|list|get|print) {lead} @n @w",
            f"* {lead} @n @w",
            f"* (which|what) is {lead} @n @w" if one else f"* which are {lead} @n @w",
            f"- <show> (only|just|) {lead} @n @w",
            f"* {lead.removeprefix('the ')} @n @w",
        )
        if which == "newest" and one:
            ways += (
                "* which @n @w was (changed|modified|edited) last",
                "- show the @n that was (changed|modified) last @w",
            )
        return d.made(f"files.{which}", ways, line, n=noun, w=where)
    if which in {"largest", "smallest"} or scope == "dir":
        return None
    inner = f'"$({pick}{target} | head -n 1)"'
    if act in {"cp", "mv"}:
        _plain(d, "dst")
        verb = "copy" if act == "cp" else "move"
        return d.made(
            f"files.{act}{which}",
            (
                f"- {verb} {lead} @n @w (to|into) {{dst}}",
                f"- {verb} {lead} @n (to|into) {{dst}}"
                if not where
                else f"- {verb} {lead} @n @w into {{dst}}",
            ),
            f"{act} {inner} {{dst}}/",
            n=noun,
            w=where,
        )
    if act == "rm":
        return d.made(
            f"files.rm{which}",
            (f"- (delete|remove) (only|just|) {lead} @n @w",),
            f"rm {inner}",
            n=noun,
            w=where,
        )
    if scope != "ext":
        return None
    if act == "cat":
        return d.made(
            f"files.cat{which}",
            (f"- (show|print|display|cat) (the|) contents of {lead} @n @w", f"- cat {lead} @n @w"),
            f"cat {inner}",
            n=noun,
            w=where,
        )
    return d.made(
        f"files.tail{which}",
        (f"- (follow|tail) {lead} @n @w", f"- watch {lead} @n @w as it grows"),
        f"tail -f {inner}",
        n=noun,
        w=where,
    )


def _copy(d: Draft) -> Composed | None:
    what = d.among(
        {
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
    )
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
    if what in {"file", "rename", "two", "three"}:
        d.draw("file")
        d.draw("file2")
        d.draw("file3")
        if what == "rename":
            return d.made(
                "files.cprename",
                (
                    f"- {cp} {{file}} to {{file2}}",
                    f"- {cp} {{file}} (as|under the name) {{file2}}",
                    "* {file} -> {file2}, keep the original",
                    "- make a copy of {file} (called|named) {file2}",
                    "* cp {file} {file2}",
                ),
                "cp {file} {file2}",
            )
        _dir(d, "dst")
        items, obj = {
            "file": ("{file}", "{file}"),
            "two": ("{file} {file2}", "{file} and {file2}"),
            "three": ("{file} {file2} {file3}", "{file}, {file2} and {file3}"),
        }[what]
        return d.made(
            "files.cp",
            (
                f"- {cp} {obj} {into} {{dst}} @m",
                f"- put a copy of {obj} (in|into) {{dst}} @m",
                f"* {cp} {obj} {{dst}} @m",
                f"- {cp} {obj} over to {{dst}} @m",
            ),
            f"cp{flag} {items} {{dst}}/",
            m=said,
        )
    if what == "begin":
        d.draw("prefix")
        _dir(d, "dst")
        return d.made(
            "files.cpbegin",
            (
                f"- {cp} all files (starting with|that start with|beginning with) {{prefix}} {into} {{dst}}",
                f"- {cp} every file whose name (starts|begins) with {{prefix}} {into} {{dst}}",
            ),
            "cp {prefix}* {dst}/",
        )
    ext = _ext(d)
    all_ = _many(d, ext)
    if what == "ext":
        _dir(d, "dst")
        return d.made(
            "files.cpext",
            (
                f"- {cp} {all_} {into} {{dst}} @m",
                f"- {cp} {all_} (here|in this folder) {into} {{dst}} @m",
                f"- put copies of {all_} (in|into) {{dst}} @m",
            ),
            f"cp{flag} *.{ext} {{dst}}/",
            m=said.replace("it is", "they are").replace(
                "unless it (is there already|already exists)|but only if it does not exist there",
                "but only those that do not exist there",
            ),
        )
    if what == "exts":
        other = _ext(d, "ext2")
        if other == ext:
            return None
        _dir(d, "dst")
        return d.made(
            "files.cpexts",
            (
                f"- {cp} all {{ext}} and {{ext2}} files {into} {{dst}}",
                f"- {cp} the {{ext}} files and the {{ext2}} files {into} {{dst}}",
            ),
            f"cp *.{ext} *.{other} {{dst}}/",
        )
    if what == "fromdir":
        d.draw("bname")
        _dir(d, "src")
        return d.made(
            "files.cphere",
            (
                f"- {cp} {{bname}} from {{src}} (here|to this folder|to the current directory|into this directory) @m",
                "- get {bname} from {src} (here|into this folder), as a copy @m",
                f"- {cp} the file {{bname}} in {{src}} (to here|here) @m",
            ),
            f"cp{flag} {_join(d, 'src', 'bname')} .",
            m=said,
        )
    if what == "extdir":
        src = _dir(d, "src")
        _dir(d, "dst")
        return d.made(
            "files.cpextdir",
            (
                f"- {cp} all {{ext}} files from {{src}} {into} {{dst}}",
                f"- {cp} the {{ext}} files (in|of) {{src}} {into} {{dst}}",
                "* all {ext} files from {src} to {dst} (copy)".replace("(copy)", "\\(copy\\)"),
            ),
            f"cp {src}/*.{ext} {{dst}}/",
        )
    if what == "newdir":
        name = pool.stem_plain(d.rng)
        d.put("dst", name)
        return d.made(
            "files.cpnew",
            (
                f"- (create|make) (a|the) (folder|directory) {{dst}} and copy {all_} (into it|there)",
                f"- copy {all_} into a new (folder|directory) (called|named|) {{dst}}",
                f"- mkdir {{dst}} and copy {all_} there",
            ),
            f"mkdir {{dst}} && cp *.{ext} {{dst}}/",
        )
    if what == "every":
        d.draw("bname")
        return d.made(
            "files.cpevery",
            (
                "- copy {bname} (in|)to (every|each) (folder|subfolder|directory) (here|)",
                "- put a copy of {bname} (in|into) (every|each) (folder|subdirectory) (here|)",
            ),
            'for d in */; do cp {bname} "$d"; done',
        )
    if what == "except":
        _plain(d, "dst")
        return d.made(
            "files.cpexcept",
            (
                "- copy (everything|all files) (except|but) {ext} files (here|) to {dst}",
                "- copy all files (here|in this folder) that are not {ext} files to {dst}",
            ),
            f'find . -maxdepth 1 -type f -not -name "*.{ext}" -exec cp {{}} {{dst}}/ \\;',
        )
    if what == "deep":
        _plain(d, "dst")
        return d.made(
            "files.cpdeep",
            (
                "- copy all {ext} files {in} (recursively|and its subfolders|including subfolders) (in|)to {dst}",
                "- find all {ext} files {in} and copy them (in|)to {dst}",
                "- collect (copies of|) all {ext} files {in} (and below|) in {dst}".replace(
                    "(copies of|)", "copies of"
                ).replace("(and below|)", "and its subfolders"),
            ),
            f'find {{in}} -type f -name "*.{ext}" -exec cp {{}} {{dst}}/ \\;',
        )
    src = _dir(d, "src", own=True)
    if what == "folder":
        kind = d.among({"r": 3.0, "a": 1.2, "bak": 0.8})
        if kind == "bak":
            d.put("dst", src.strip('"') + ".bak")
            return d.made(
                "files.cpbak",
                (
                    "- (make|create) a backup (copy|) of the (folder|directory) {src} with .bak (added|at the end|as ending)",
                    "- (copy|back up) the (folder|directory) {src} as {dst}",
                ),
                "cp -r {src} {src}.bak",
            )
        _dir(d, "dst")
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
                f"- {cp} the (folder|directory) {{src}} to {{dst}} @m",
                f"- {cp} {{src}} (folder|and its contents|) to {{dst}} @m".replace(
                    "(folder|and its contents|)", ""
                ),
                "- recursively copy {src} to {dst} @m"
                if kind == "r"
                else "- copy the directory {src} to {dst} @m",
                "* copy folder {src} {dst} @m",
            ),
            f"cp -{kind} {{src}} {{dst}}",
            m=mod,
        )
    _dir(d, "dst")
    return d.made(
        "files.cpcontents",
        (
            "- copy the contents of {src} (in|)to {dst}",
            "- copy everything (in|inside|from) {src} (in|)to {dst} (without the folder itself|)",
            "- copy what is in {src} to {dst}, not the folder itself",
        ),
        f"cp -r {src}/. {{dst}}/",
    )


def _join(d: Draft, folder: str, name: str) -> str:
    """Write folder/name, quoted as one argument."""
    return arg(f"{d.values[folder].written.rstrip('/')}/{d.values[name].written}")


def _move(d: Draft) -> Composed | None:
    what = d.among(
        {
            "file": 2.6,
            "rename": 1.6,
            "two": 1.2,
            "ext": 2.2,
            "exts": 0.8,
            "folder": 1.2,
            "contents": 0.9,
            "here": 0.8,
            "newdir": 1.0,
            "up": 0.5,
            "all": 0.5,
            "except": 0.6,
            "begin": 0.8,
            "deep": 1.2,
            "extdir": 1.0,
            "renamedir": 0.8,
            "contain": 0.5,
            "cond": 1.4,
        }
    )
    mv = d.one(("move", "move", "move", "mv", "transfer", "put"))
    into = d.one(("to", "into", "into")) if mv != "put" else "into"
    flag, said = "", ""
    if what in {"file", "two", "ext"} and d.chance(0.25):
        flag, said = d.one(
            (
                (" -n", "(without overwriting (anything|)|but do not overwrite anything)"),
                (" -i", "(but ask before|asking before) overwriting"),
                (" -v", "(verbosely|and (show|print) what (is|gets) moved)"),
            )
        )
    if what == "rename":
        d.draw("file")
        d.draw("bname2")
        folder = d.values["file"].written.rpartition("/")[0]
        new = f"{folder}/{d.values['bname2'].written}" if folder else d.values["bname2"].written
        if folder:
            return None
        d.put("lbl", d.values["bname2"].words, new, "arg")
        return d.made(
            "files.rename",
            (
                "- rename {file} to {lbl}",
                "- change the name of {file} to {lbl}",
                "- (call|name) {file} {lbl} instead",
                "* rename {file} {lbl}",
                "- give {file} the (new|) name {lbl}",
                "* {file} should be (called|named) {lbl}",
            ),
            "mv {file} {lbl}",
        )
    if what == "renamedir":
        d.draw("stem")
        d.draw("stem2")
        return d.made(
            "files.renamedir",
            (
                "- rename the (folder|directory) {stem} to {stem2}",
                "- change the name of the {stem} (folder|directory) to {stem2}",
                "* rename folder {stem} {stem2}",
            ),
            "mv {stem} {stem2}",
        )
    if what in {"file", "two"}:
        d.draw("file")
        d.draw("file2")
        _dir(d, "dst")
        items, obj = ("{file}", "{file}") if what == "file" else ("{file} {file2}", "{file} and {file2}")
        return d.made(
            "files.mv",
            (
                f"- {mv} {obj} {into} {{dst}} @m",
                f"* {mv} {obj} {{dst}} @m" if mv != "put" else f"- move {obj} to {{dst}} @m",
                f"- {mv} {obj} over to {{dst}} @m" if mv != "put" else f"- put {obj} in {{dst}} @m",
            ),
            f"mv{flag} {items} {{dst}}/",
            m=said,
        )
    if what == "begin":
        d.draw("prefix")
        _dir(d, "dst")
        return d.made(
            "files.mvbegin",
            (
                f"- {mv} all files (starting with|that start with|beginning with) {{prefix}} {into} {{dst}}",
                f"- {mv} every file whose name (starts|begins) with {{prefix}} {into} {{dst}}",
            ),
            "mv {prefix}* {dst}/",
        )
    if what == "contain":
        d.draw("prefix")
        _dir(d, "dst")
        return d.made(
            "files.mvcontain",
            (
                f"- {mv} all files with {{prefix}} in (the|their) name {into} {{dst}}",
                f"- {mv} every file whose name contains {{prefix}} {into} {{dst}}",
            ),
            "mv *{prefix}* {dst}/",
        )
    if what == "here":
        d.draw("bname")
        _dir(d, "src")
        return d.made(
            "files.mvhere",
            (
                "- move {bname} from {src} (here|to this folder|into the current directory)",
                "- bring {bname} from {src} (here|into this folder)",
            ),
            f"mv {_join(d, 'src', 'bname')} .",
        )
    if what == "up":
        d.draw("bname")
        return d.made(
            "files.mvup",
            (
                "- move {bname} (one (folder|directory|level) up|to the parent (folder|directory)|up one (level|folder))",
            ),
            "mv {bname} ..",
        )
    if what == "all":
        _dir(d, "dst")
        return (
            d.made(
                "files.mvall",
                (
                    f"- {mv} (everything|all files) (here|in this folder|in the current directory) {into} {{dst}}",
                ),
                "mv * {dst}/",
            )
            if d.values["dst"].written.startswith(("/", "~"))
            else None
        )
    ext = _ext(d)
    all_ = _many(d, ext)
    if what == "ext":
        _dir(d, "dst")
        return d.made(
            "files.mvext",
            (
                f"- {mv} {all_} {into} {{dst}} @m",
                f"- {mv} {all_} (here|in this folder|from here) {into} {{dst}} @m",
                f"* {all_} to {{dst}} (move)".replace("(move)", "\\(move, not copy\\)") + " @m",
            ),
            f"mv{flag} *.{ext} {{dst}}/",
            m=said,
        )
    if what == "exts":
        other = _ext(d, "ext2")
        if other == ext:
            return None
        _dir(d, "dst")
        return d.made(
            "files.mvexts",
            (
                f"- {mv} all {{ext}} and {{ext2}} files {into} {{dst}}",
                f"- {mv} the {{ext}} files and the {{ext2}} files {into} {{dst}}",
            ),
            f"mv *.{ext} *.{other} {{dst}}/",
        )
    if what == "newdir":
        name = pool.stem_plain(d.rng)
        d.put("dst", name)
        return d.made(
            "files.mvnew",
            (
                f"- (create|make) (a|the) (folder|directory) {{dst}} and move {all_} (into it|there)",
                f"- move {all_} into a new (folder|directory) (called|named|) {{dst}}",
                f"- mkdir {{dst}} and put {all_} (in it|there)",
            ),
            f"mkdir {{dst}} && mv *.{ext} {{dst}}/",
        )
    if what == "except":
        _plain(d, "dst")
        return d.made(
            "files.mvexcept",
            (
                "- move (everything|all files) (except|but) {ext} files (here|) to {dst}",
                "- move all files (here|in this folder) that are not {ext} files to {dst}",
            ),
            f'find . -maxdepth 1 -type f -not -name "*.{ext}" -exec mv {{}} {{dst}}/ \\;',
        )
    if what == "deep":
        _plain(d, "dst")
        return d.made(
            "files.mvdeep",
            (
                "- move all {ext} files {in} (recursively|and its subfolders|including subfolders) (in|)to {dst}",
                "- find all {ext} files {in} and move them (in|)to {dst}",
                "- gather all {ext} files from {in} and its subfolders in {dst}".replace(
                    "from {in} and its subfolders", "{in} \\(subfolders too\\)"
                ),
            ),
            f'find {{in}} -type f -name "*.{ext}" -exec mv {{}} {{dst}}/ \\;',
        )
    if what == "cond":
        _plain(d, "dst")
        cond, test = _condition(d)
        kind, name = d.one((("files", ""), ("{ext} files", f'-name "*.{ext}" ')))
        return d.made(
            "files.mvcond",
            (
                f"- move (all|the|) {kind} {{in}} {cond} (in|)to {{dst}}",
                f"- move {kind} {cond} {{in}} (in|)to {{dst}}",
                f"- find {kind} {{in}} {cond} and move them to {{dst}}",
            ),
            f"find {{in}} -type f {name}{test} -exec mv {{}} {{dst}}/ \\;",
        )
    src = _dir(d, "src", own=True)
    if what == "extdir":
        _dir(d, "dst")
        return d.made(
            "files.mvextdir",
            (
                f"- {mv} all {{ext}} files from {{src}} {into} {{dst}}",
                f"- {mv} the {{ext}} files (in|of) {{src}} {into} {{dst}}",
            ),
            f"mv {src}/*.{ext} {{dst}}/",
        )
    _dir(d, "dst")
    if what == "folder":
        return d.made(
            "files.mvdir",
            (
                f"- {mv} the (folder|directory) {{src}} into {{dst}}",
                f"- {mv} the (whole|entire|) {{src}} (folder|directory|) into {{dst}}".replace(
                    " (folder|directory|)", ""
                ),
            ),
            "mv {src} {dst}/",
        )
    return d.made(
        "files.mvcontents",
        (
            f"- {mv} (everything|all files) (in|from|inside) {{src}} {into} {{dst}}",
            f"- {mv} the contents of {{src}} {into} {{dst}}",
        ),
        f"mv {src}/* {{dst}}/",
    )


def _condition(d: Draft) -> tuple[str, str]:
    """A condition on files, as words after the noun and as a test of find."""
    what = d.among({"older": 3.0, "since": 1.6, "bigger": 1.6, "smaller": 0.7, "empty": 0.5, "user": 0.5})
    if what == "older":
        d.draw("older")
        words = d.values["older"].words
        return (
            d.one(("that are {older}", "{older}"))
            if words.startswith(("older", "more", "over"))
            else "{older}"
        ), "{older}"
    if what == "since":
        value = d.draw("since")
        if value.words == "today":
            return "modified today", "-mtime -1" if d.mac else "-daystart -mtime 0"
        return d.one(
            (
                "modified {since}",
                "changed {since}",
                "that (were|have been) modified {since}".replace("(were|have been)", "were"),
            )
        ), "{since}"
    if what in {"bigger", "smaller"}:
        d.draw("size")
        sign = "+" if what == "bigger" else "-"
        return d.one(
            (
                "(larger|bigger) than {size}",
                "over {size}",
                "that are (larger|bigger) than {size}",
                "above {size}",
            )
        ) if what == "bigger" else d.one(
            ("smaller than {size}", "under {size}", "that are smaller than {size}")
        ), f"-size {sign}{{size}}"
    if what == "empty":
        return "that are empty", "-empty"
    d.draw("uname")
    return d.one(("owned by {uname}", "belonging to {uname}", "that belong to {uname}")), "-user {uname}"


def _delete(d: Draft) -> Composed | None:
    rm = d.one(("delete", "remove", "delete", "remove", "rm", "erase", "get rid of"))
    what = d.among({"file": 2.0, "two": 1.0, "three": 0.4, "ext": 1.8, "extdir": 1.4, "cond": 3.4, "condext": 3.0, "folder": 1.6, "contents": 1.0, "emptydirs": 1.0, "emptyfiles": 0.8, "except": 0.9, "named": 1.0, "nameddirs": 0.7, "ask": 0.8, "begin": 0.8, "contain": 0.8, "deepext": 1.6, "exts": 0.6, "dirfiles": 0.8, "keep": 0.7, "emptydir": 0.5,
                     "exists": 0.5, "show": 0.9})  # fmt: skip
    d.draw("file")
    d.draw("file2")
    d.draw("file3")
    d.draw("prefix")
    d.draw("bname")
    d.draw("stem")
    d.draw("count")
    ext = _ext(d)
    all_ = _many(d, ext)
    if what == "file":
        return d.made(
            "files.rm",
            (
                f"- {rm} {{file}}",
                f"- {rm} the file {{file}}"
                if d.values["file"].words == d.values["file"].written
                else f"- {rm} {{file}}",
                f"* {rm} {{file}}",
                "* i don't need {file} (any more|anymore), delete it",
                "- throw away {file}",
            ),
            "rm {file}",
        )
    if what == "two":
        return d.made(
            "files.rmtwo",
            (f"- {rm} {{file}} and {{file2}}", f"- {rm} (both|the files|) {{file}} and {{file2}}"),
            "rm {file} {file2}",
        )
    if what == "three":
        return d.made(
            "files.rmthree", (f"- {rm} {{file}}, {{file2}} and {{file3}}",), "rm {file} {file2} {file3}"
        )
    if what == "ext":
        return d.made(
            "files.rmext",
            (
                f"- {rm} {all_} {d.one(HERE)}",
                f"- {rm} {all_} {d.one(HERE)} (only|but not in subfolders|not in subfolders)",
                f"- {rm} {all_} of this folder (only|) (not|without) (the|) subfolders".replace(
                    "(not|without) (the|) subfolders", "but not of subfolders"
                ),
            ),
            f"rm *.{ext}",
        )
    if what == "exts":
        other = _ext(d, "ext2")
        if other == ext:
            return None
        return d.made(
            "files.rmexts",
            (
                f"- {rm} all {{ext}} and {{ext2}} files {d.one(HERE)}",
                f"- {rm} the {{ext}} files and the {{ext2}} files {d.one(HERE)}",
            ),
            f"rm *.{ext} *.{other}",
        )
    if what == "ask":
        return d.made(
            "files.rmask",
            (
                f"- {rm} {all_} {d.one(HERE)} (asking|but ask) (me|) before each (one|file|)",
                f"- {rm} {all_} {d.one(HERE)}, confirm each (one|file)",
            ),
            f"rm -i *.{ext}",
        )
    if what == "begin":
        return d.made(
            "files.rmbegin",
            (
                f"- {rm} all files (here|in this folder|) (starting with|that start with|beginning with) {{prefix}}",
                f"- {rm} every file here whose name (starts|begins) with {{prefix}}",
            ),
            "rm {prefix}*",
        )
    if what == "contain":
        return d.made(
            "files.rmcontain",
            (
                f"- {rm} all files {{in}} (recursively|including subfolders) with {{prefix}} in (the|their) name",
                f"- {rm} every file {{in}} (and its subfolders) whose name contains {{prefix}}".replace(
                    "(and its subfolders)", "and its subfolders"
                ),
            ),
            'find {in} -type f -name "*{prefix}*" -delete',
        )
    if what == "deepext":
        return d.made(
            "files.rmdeep",
            (
                f"- {rm} all {{ext}} files {{in}} (recursively|including subfolders|and (its|all) subfolders)",
                f"- recursively {rm} all {{ext}} files {{in}}",
                f"- find and {rm} all {{ext}} files {{in}} and below",
            ),
            f'find {{in}} -type f -name "*.{ext}" -delete',
        )
    if what == "named":
        return d.made(
            "files.rmnamed",
            (
                f"- {rm} all files (called|named) {{bname}} {{in}} (recursively|and its subfolders|including subfolders|)",
                f"- find and {rm} every {{bname}} {{in}}",
                f"- {rm} every file (called|named) {{bname}} {{in}}",
            ),
            "find {in} -type f -name {bname|q} -delete",
        )
    if what == "nameddirs":
        return d.made(
            "files.rmnameddirs",
            (
                f"- {rm} all (folders|directories) (called|named) {{stem}} {{in}}",
                f"- {rm} every {{stem}} (folder|directory) {{in}} (recursively|)",
            ),
            "find {in} -type d -name {stem|q} -prune -exec rm -r {} +",
        )
    if what == "emptydirs":
        return d.made(
            "files.rmemptydirs",
            (
                f"- {rm} (all|) empty (folders|directories|subfolders|dirs) {{in}}",
                f"- find and {rm} empty (folders|directories) {{in}}",
                f"* {rm} every empty (folder|directory) {{in}}",
            ),
            "find {in} -type d -empty -delete",
        )
    if what == "emptyfiles":
        return d.made(
            "files.rmemptyfiles",
            (
                f"- {rm} (all|) (empty|zero byte|0 byte) files {{in}}",
                f"- find and {rm} (empty|zero-length) files {{in}}",
            ),
            "find {in} -type f -empty -delete",
        )
    if what == "except":
        if d.chance(0.5):
            return d.made(
                "files.rmexceptext",
                (
                    f"- {rm} (everything|all files) {d.one(HERE)} (except|but) (the|) {{ext}} files",
                    f"- {rm} all files {d.one(HERE)} that are not {{ext}} files",
                    f"- keep only the {{ext}} files {d.one(HERE)}, {rm} the other files",
                ),
                f'find . -maxdepth 1 -type f -not -name "*.{ext}" -delete',
            )
        return d.made(
            "files.rmexcept",
            (
                f"- {rm} all files {d.one(HERE)} (except|but) {{bname}}",
                f"- keep {{bname}} and {rm} (all|the) other files {d.one(HERE)}",
            ),
            "find . -maxdepth 1 -type f -not -name {bname|q} -delete",
        )
    if what in {"cond", "condext", "show"}:
        cond, test = _condition(d)
        kind, name = ("{ext} files", f'-name "*.{ext}" ') if what == "condext" else ("files", "")
        if what == "show":
            return d.made(
                "files.wouldrm",
                (
                    f"- (show|list) (the|) files {{in}} {cond} (that would be deleted, but|but) (do not|don't) delete (anything|them)",
                    f"- list files {{in}} {cond} without deleting them",
                ),
                f"find {{in}} -type f {test}",
            )
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
                f"- {rm} (all|the|) {kind} {{in}} {cond} @m",
                f"- {rm} (all|) {kind} {cond} {{in}} @m",
                f"- find {kind} {{in}} {cond} and {rm} them @m",
                f"* {rm} {kind} {cond} {{in}} @m",
                f"- clean up {kind} {cond} {{in}} @m",
            ),
            f"find {{in}} {depth}-type f {name}{test} -delete",
            m=top,
        )
    if what == "keep":
        n = d.rng.randrange(2, 21)
        d.put("num", pool.num_text(n, d.rng), str(n + 1))
        return d.made(
            "files.rmkeep",
            (
                f"- keep (only|) the (newest|latest|{{num}} most recent) {{num}} {{ext}} files (here|) and {rm} the (rest|others)".replace(
                    "|{num} most recent", ""
                ),
                f"- {rm} all {{ext}} files (here|) (except|but) the (newest|latest) {{num}}",
                f"- {rm} all but the {{num}} (newest|latest|most recent) {{ext}} files (here|)",
            ),
            f"ls -t *.{ext} | tail -n +{n + 1} | xargs -d '\\n' rm",
            mac=f"ls -t *.{ext} | tail -n +{n + 1} | tr '\\n' '\\0' | xargs -0 rm",
        )
    if what == "exists":
        return d.made(
            "files.rmexists",
            (f"- {rm} {{file}} if it exists", f"- if {{file}} exists, {rm} it"),
            "[ -e {file} ] && rm {file}",
        )
    src = _dir(d, "src", own=True)
    if what == "folder":
        return d.made(
            "files.rmdir",
            (
                f"- {rm} the (folder|directory) {{src}} (and (everything in it|all its contents)|with everything in it|completely|)",
                f"- {rm} the (whole|entire) {{src}} (folder|directory)"
                if d.values["src"].words == d.values["src"].written
                else f"- {rm} {{src}} and everything in it",
                f"* {rm} folder {{src}}"
                if "folder" not in d.values["src"].words
                else f"- {rm} {{src}} and all its contents",
            ),
            "rm -r {src}",
        )
    if what == "emptydir":
        return d.made(
            "files.rmdirempty",
            (
                f"- {rm} the empty (folder|directory) {{src}}",
                f"- {rm} the (folder|directory) {{src}} (only|but only) if it is empty",
            ),
            "rmdir {src}",
        )
    if what == "contents":
        return d.made(
            "files.rmcontents",
            (
                f"- {rm} (everything|all files and folders) (in|inside) {{src}} (but keep the folder|but not the folder itself|)",
                "- (empty|clear out) the (folder|directory) {src}",
                f"- {rm} the contents of {{src}} (but keep the folder itself|)",
            ),
            f"rm -r {src}/*",
        )
    if what == "dirfiles":
        return (
            d.made(
                "files.rmdirfiles",
                (
                    f"- {rm} (all|the) files (directly|) in {{src}} (but not (its|the) (subfolders|folders)|not the folders)".replace(
                        "(directly|) ", ""
                    ),
                ),
                f"rm {src}/*",
            )
            if d.chance(0.5)
            else None
        )
    return d.made(
        "files.rmextdir",
        (
            f"- {rm} all {{ext}} files (directly in|in) {{src}} (but not in (its|) subfolders|not in subfolders|, this folder only)",
            f"- {rm} {src}/*.{ext}",
            f"- {rm} the {{ext}} files (lying|) directly in {{src}}",
        ),
        f"rm {src}/*.{ext}",
    )


def _vague(d: Draft) -> Composed | None:
    """A deletion whose measure is missing gets a question, never a guess."""
    ext = d.draw("ext")
    del ext
    _dir(d)
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


def _mkdir(d: Draft) -> Composed | None:
    mk = d.one(("create", "make", "create", "make", "mkdir", "set up", "add"))
    d.draw("stem")
    d.draw("stem2")
    d.draw("stem3")
    n = d.rng.randrange(2, 31)
    d.put("num", pool.num_text(n, d.rng), str(n))
    mode = d.one(("700", "755", "750", "770"))
    d.put("lim", mode)
    what = d.among(
        {
            "one": 1.6,
            "nested": 1.6,
            "several": 1.4,
            "seq": 1.2,
            "in": 1.2,
            "cd": 0.8,
            "mode": 0.6,
            "missing": 0.8,
            "sub": 1.2,
            "date": 0.0,
            "subs": 1.2,
            "three": 0.0,
            "pad": 0.3,
            "each": 0.4,
        }
    )
    folder = d.one(("folder", "directory", "dir"))
    named = d.one(("called", "named", ""))
    if what == "in":
        _dir(d)
        return d.made(
            "files.mkdirin",
            (
                f"- {mk} (a|the) {folder} {named} {{stem}} (in|inside|under) {{src}}",
                f"- {mk} (a|the) (new|) {folder} {{stem}} (in|inside) {{src}}",
            ),
            f"mkdir {_join(d, 'src', 'stem')}",
        )
    if what == "each":
        return d.made(
            "files.mkdireach",
            (f"- {mk} a {{stem}} {folder} (in|inside) (each|every) (folder|subfolder|directory) (here|)",),
            'for d in */; do mkdir "$d{stem}"; done',
        )
    ways, line = {
        "one": ((f"- {mk} (a|the) (new|) {folder} {named} {{stem}}", f"* new {folder} {{stem}}", f"- {mk} (a|) {folder} {{stem}}", "* mkdir {stem}"), "mkdir {stem}"),
        "nested": ((f"- {mk} (the|) nested {'folders' if folder == 'folder' else 'directories'} {{stem}}/{{stem2}}/{{stem3}}", f"- {mk} the (path|{folder} structure|{folder} tree) {{stem}}/{{stem2}}/{{stem3}}", f"- {mk} {folder} {{stem}}/{{stem2}}/{{stem3}} (with|including) (all|missing|) parents"), "mkdir -p {stem}/{stem2}/{stem3}"),
        "sub": ((f"- {mk} (the|a|) {folder} {{stem}}/{{stem2}} (and|with|including) (its|the) (parent|parents|missing parents) (if (needed|necessary)|)", f"- {mk} {{stem2}} (inside|in) {{stem}}, (creating|and create) {{stem}} (too|) if (needed|missing)", f"- {mk} {{stem}}/{{stem2}} with parents"), "mkdir -p {stem}/{stem2}"),
        "several": ((f"- {mk} (the|three|) (folders|directories) {{stem}}, {{stem2}} and {{stem3}}", f"- {mk} (folders|directories) (called|named) {{stem}}, {{stem2}} and {{stem3}}", "* folders {stem} {stem2} {stem3}"), "mkdir {stem} {stem2} {stem3}"),
        "subs": ((f"- {mk} (a|the) {folder} {{stem}} with (the|) (subfolders|subdirectories) {{stem2}} and {{stem3}}", f"- {mk} {{stem}} with {{stem2}} and {{stem3}} (inside|in it)"), "mkdir -p {stem}/{stem2} {stem}/{stem3}"),
        "seq": ((f"- {mk} {{num}} (folders|directories) (called|named) {{stem}}1 to {{stem}}@n", f"- {mk} (folders|directories) {{stem}}1 (to|through|up to) {{stem}}@n"), "mkdir {stem}{1..@n}"),
        "pad": ((f"- {mk} (folders|directories) 01 to {n:02d}",), f"mkdir {{01..{n:02d}}}"),
        "cd": ((f"- {mk} (a|the) {folder} {{stem}} and (go|change|cd) into it", f"- {mk} {{stem}} and enter it", "- mkdir {stem} and cd (into it|there)"), "mkdir {stem} && cd {stem}"),
        "mode": ((f"- {mk} (a|the) {folder} {{stem}} with (permissions|mode) {{lim}}",), "mkdir -m {lim} {stem}"),
        "missing": ((f"- {mk} (a|the) {folder} {{stem}} (if it (does not|doesn't) exist (yet|)|unless it exists|only if (it is|) missing)", f"- {mk} {folder} {{stem}}, no error if it exists (already|)", f"- make sure (the|) {folder} {{stem}} exists"), "mkdir -p {stem}"),
    }[what]  # fmt: skip
    return d.made(f"files.mkdir{what}", ways, line, n=str(n))


def _rename(d: Draft) -> Composed | None:
    what = d.among(
        {
            "ext": 2.6,
            "prefix": 1.6,
            "suffix": 1.2,
            "replace": 1.6,
            "delprefix": 1.0,
            "delword": 0.8,
            "spaces": 1.4,
            "lower": 1.2,
            "upper": 0.7,
            "number": 1.0,
            "addext": 0.7,
            "delext": 0.6,
            "lowerext": 0.5,
            "nospaces": 0.5,
            "dash": 0.7,
            "date": 0.6,
            "ext1": 0.6,
            "delsuffix": 0.5,
            "numprefix": 0.6,
            "first": 0.3,
            "lowerdeep": 0.0,
        }
    )
    ext = _ext(d)
    new = _ext(d, "ext2")
    if ext == new:
        return None
    d.draw("stem")
    d.draw("stem2")
    plain = d.values["stem"].written
    d.put("part", d.one((plain, f'"{plain}"', f"{plain}_", f"{plain}-")))
    part = d.values["part"].words.strip('"')
    d.put("part", d.values["part"].words, part)
    d.put("stem", plain)
    d.put("stem2", d.values["stem2"].written)
    all_ = _many(d, ext)
    n = d.rng.randrange(2, 8)
    d.put("num", pool.num_text(n, d.rng), str(n))
    mac = None
    ways, line = {
        "ext": (("- rename all {ext} files to {ext2}", "- change the (extension|ending) of all {ext} files to {ext2}", "- (change|rename) (the|) {ext} extension(s|) to {ext2}".replace("extension(s|)", "(extension|extensions)"), "- rename *.@a to *.@b", "- rename every {ext} file here to {ext2} (extension|)", "* batch rename {ext} to {ext2}", "* all {ext} files should (be|become) {ext2} files", "- replace the (extension|ending) {ext} (with|by) {ext2} (on|for) all files", "- turn .@a into .@b (for|in) all file names"), 'for f in *.@a; do mv "$f" "${f%.@a}.@b"; done'),
        "prefix": ((f"- (add|put) (the prefix|) {{part}} (to|at) the (beginning|start|front) of (the names of |){all_}".replace("(the names of |)", ""), f"- prefix {all_} with {{part}}", f"- rename {all_} so (that|) they (start|begin) with {{part}}", f"- add (the|a) prefix {{part}} to {all_}", f"* {all_} get the prefix {{part}}"), 'for f in *.@a; do mv "$f" "@p$f"; done'),
        "suffix": ((f"- (add|append|put) (the suffix|) {{part}} (to the names of|before the extension of) {all_}", f"- add (the|a) suffix {{part}} to the names of {all_} (before the extension|)", f"- rename {all_} so (that|) their names end with {{part}} before the extension"), 'for f in *.@a; do mv "$f" "${f%.@a}@p.@a"; done'),
        "replace": (("- replace {stem} (with|by) {stem2} in (all|the) file names (here|)", "- rename all files (here|) (with|containing) {stem} (in (the|their) name|) to {stem2} instead".replace("(in (the|their) name|) to {stem2} instead", "in the name, replacing it with {stem2}"), "- change {stem} to {stem2} in (all|the) (filenames|file names)", "- in all file names (here|) replace {stem} (with|by) {stem2}", "* filenames: {stem} -> {stem2}"), 'for f in *{stem}*; do mv "$f" "${f//{stem}/{stem2}}"; done'),
        "delprefix": (("- (remove|strip|delete|drop) the prefix {part} from (all|the) (file names|filenames|files)", "- (remove|strip|cut) {part} from the (beginning|start) of (all|the) file names", "- rename all files that start with {part} to the same name without it"), 'for f in @p*; do mv "$f" "${f#@p}"; done'),
        "delsuffix": ((f"- (remove|strip|drop) (the suffix|) {{part}} (before the extension of|from the end of the names of) {all_}",), 'for f in *@p.@a; do mv "$f" "${f%@p.@a}.@a"; done'),
        "delword": (("- (remove|delete|drop|strip) {stem} from (all|the) (file names|filenames) (here|)", "- rename all files (with|containing) {stem} in (the|their) name (by removing it|without it)"), 'for f in *{stem}*; do mv "$f" "${f//{stem}/}"; done'),
        "spaces": (("- replace (the|all|) spaces in (all|the) (file names|filenames) (with|by) underscores", "- rename (all|the) files (here|) so (that|) spaces become underscores", "- change spaces to underscores in (all|the) (file names|filenames) (here|)", "* file names: underscores instead of spaces", "- (get rid of|replace) (the|) blanks in (all|the) file names (, use underscores|with underscores)".replace("(get rid of|replace) (the|)", "replace the").replace("(, use underscores|with underscores)", "with underscores")), 'for f in *" "*; do mv "$f" "${f// /_}"; done'),
        "nospaces": (("- (remove|delete|strip) (all|the|) (spaces|blanks) from (all|the) (file names|filenames)", "- rename (all|the) files (here|) without (the|) spaces"), 'for f in *" "*; do mv "$f" "${f// /}"; done'),
        "dash": (("- replace (the|all|) (dashes|hyphens) in (all|the) (file names|filenames) (with|by) underscores", "- change (dashes|hyphens) to underscores in (all|the) (file names|filenames) (here|)"), 'for f in *-*; do mv "$f" "${f//-/_}"; done'),
        "lower": (("- rename (all|the) files (here|) to (lowercase|lower case|small letters)", "- (make|convert|change) (all|the) (file names|filenames) (here|) (to|) (lowercase|lower case)".replace("(make|convert|change) (all|the) (file names|filenames) (here|) (to|)", "convert all (file names|filenames) (here|) to"), "* lowercase (all|the) (file names|filenames) (here|)", "- make (all|the) file names lowercase"), 'for f in *; do mv -n "$f" "${f,,}"; done'),
        "upper": (("- rename (all|the) files (here|) to (uppercase|upper case|capital letters)", "- make (all|the) (file names|filenames) uppercase", "- uppercase (all|the) (file names|filenames) (here|)"), 'for f in *; do mv -n "$f" "${f^^}"; done'),
        "lowerext": ((f"- rename {all_} to lowercase", f"- make the names of {all_} lowercase", f"- lowercase the names of {all_}"), 'for f in *.@a; do mv -n "$f" "${f,,}"; done'),
        "number": ((f"- (rename|number) {all_} (to|as) 1.@a, 2.@a (and so on|, 3.@a|...)", f"- rename {all_} to (numbers|sequential numbers|consecutive numbers)", f"- number {all_} (consecutively|one after the other|starting (at|with) 1)", f"- give {all_} (numbers|consecutive numbers) as names"), 'n=1; for f in *.@a; do mv "$f" "$n.@a"; n=$((n+1)); done'),
        "numprefix": ((f"- rename {all_} to {{stem}}1.@a, {{stem}}2.@a (and so on|...)", f"- rename {all_} to {{stem}} (plus|followed by|with) a (running|consecutive) number"), 'n=1; for f in *.@a; do mv "$f" "{stem}$n.@a"; n=$((n+1)); done'),
        "addext": (("- (add|append) (the extension|) .@a to (all|the names of all) files (here|in this folder|)", "- give all files (here|) the (extension|ending) {ext}", "- append .@a to every file name (here|)"), 'for f in *; do mv "$f" "$f.@a"; done'),
        "delext": (("- (remove|strip|drop|delete) the (extension|ending) (from|of) all {ext} files", "- rename all {ext} files (to have|so that they have) no extension", "- remove .@a from the names of all {ext} files"), 'for f in *.@a; do mv "$f" "${f%.@a}"; done'),
        "date": ((f"- (add|put) (today's date|the date|the current date) (in front of|before|at the beginning of) (the names of|the name of each of) {all_}".replace("(the names of|the name of each of)", "the names of"), f"- prefix {all_} with (today's|the current) date"), 'for f in *.@a; do mv "$f" "$(date +%F)_$f"; done'),
        "ext1": (("- rename {stem}.@a to {stem}.@b", "- change the extension of {stem}.@a to {ext2}", "* {stem}.@a should (be|become) {stem}.@b"), "mv {stem}.@a {stem}.@b"),
        "first": ((f"- (remove|cut off|drop) the first {{num}} characters (of|from) the names of {all_}",), 'for f in *.@a; do mv "$f" "${f:@n}"; done'),
    }[what]  # fmt: skip
    if what in {"lower", "upper", "lowerext"}:
        sign = "u" if what == "upper" else "l"
        mac = f'for f in {"*.@a" if what == "lowerext" else "*"}; do mv "$f" "${{f:{sign}}}"; done'
    return d.made(f"files.rename.{what}", ways, line, mac=mac, a=ext, b=new, p=part, n=str(n))


def _link(d: Draft) -> Composed | None:
    d.draw("file")
    d.draw("stem")
    d.draw("file2")
    what = d.among(
        {
            "file": 2.4,
            "dir": 2.0,
            "hard": 1.2,
            "replace": 1.0,
            "here": 0.8,
            "where": 1.2,
            "abs": 0.6,
            "find": 1.0,
            "broken": 1.2,
            "rmbroken": 0.6,
            "unlink": 0.6,
            "count": 0.4,
            "targets": 0.5,
            "bin": 0.6,
        }
    )
    mk = d.one(("create", "make", "set up", "add"))
    sym = d.one(("symlink", "symbolic link", "soft link", "sym link", "link"))
    _dir(d)
    if what == "here":
        d.draw("bname")
        return d.made(
            "files.lnhere",
            (f"- {mk} a {sym} to {{bname}} from {{src}} (here|in this folder) (with the same name|)",),
            f"ln -s {_join(d, 'src', 'bname')}",
        )
    if what == "bin":
        d.draw("script")
        value = d.values["script"].written.removeprefix("./")
        d.put("script", value)
        return d.made(
            "files.lnbin",
            (
                f"- {mk} a {sym} to {{script}} in /usr/local/bin (called|named) {{stem}}",
                "- link {script} into /usr/local/bin as {stem}",
            ),
            'sudo ln -s "$PWD/{script}" /usr/local/bin/{stem}',
        )
    ways, line, mac = {
        "file": ((f"- {mk} a {sym} (called|named) {{stem}} (to|pointing to|that points to) {{file}}", f"- {mk} a {sym} {{stem}} (to|for) {{file}}", f"- {mk} a {sym} (to|for|from) {{file}} (called|named) {{stem}}".replace("(to|for|from)", "(to|for)"), "- (symlink|link) {file} (to|as) {stem}".replace("(to|as)", "as"), f"* {sym} {{stem}} -> {{file}}", "- let {stem} point to {file}"), "ln -s {file} {stem}", None),
        "dir": ((f"- {mk} a {sym} (called|named) {{stem}} to {{src}}", f"- {mk} a {sym} {{stem}} (to|pointing to|for) {{src}}", f"* {sym} {{stem}} to {{src}}", "- (symlink|link) {src} as {stem}"), "ln -s {src} {stem}", None),
        "hard": ((f"- {mk} a hard( |)link (called|named|) {{file2}} (to|of|for) {{file}}", "- hard( |)link {file} (to|as) {file2}".replace("(to|as)", "as"), f"- {mk} a (hard link|hardlink) to {{file}} (called|named) {{file2}}"), "ln {file} {file2}", None),
        "replace": ((f"- (change|update|repoint|redirect) the {sym} {{stem}} (to|so that it points to) {{src}}", f"- (make|let) the existing {sym} {{stem}} point to {{src}}", f"- replace the {sym} {{stem}} (with one to|by one to) {{src}}"), "ln -sfn {src} {stem}", None),
        "where": ((f"* where does (the|) ({sym}|link) {{stem}} point (to|)", f"- <show> (the|) target of (the|) {sym} {{stem}}", "* what does {stem} link to", f"* target of (the|) {sym} {{stem}}"), "readlink {stem}", None),
        "abs": ((f"- (resolve|follow) the {sym} {{stem}} to (its|the) (full|absolute|real) path", f"- <show> the (full|absolute) path (that|) the {sym} {{stem}} points to"), "readlink -f {stem}", None),
        "find": (("- (find|list|show) (all|) (symlinks|symbolic links|soft links) {in}", "* (all|) (symlinks|symbolic links) {in}"), "find {in} -type l", None),
        "targets": (("- (list|show) (all|) (symlinks|symbolic links) {in} (and where they point|with their targets)",), "find {in} -type l -exec ls -l {} +", None),
        "broken": (("- (find|list|show) (all|) (broken|dangling|dead) (symlinks|symbolic links|links) {in}", "* (broken|dangling) (symlinks|links) {in}", "* which symlinks {in} (are broken|point to nothing)"), "find {in} -xtype l", "find {in} -type l ! -exec test -e {} \\; -print"),
        "rmbroken": (("- <del> (all|) (broken|dangling|dead) (symlinks|symbolic links) {in}",), "find {in} -xtype l -delete", "find {in} -type l ! -exec test -e {} \\; -delete"),
        "unlink": ((f"- (remove|delete) the {sym} {{stem}} (but not|not|without) (its target|what it points to|the target)".replace("without)", "not)"), f"- (remove|delete) (only|just) the {sym} {{stem}}"), "rm {stem}", None),
        "count": (("- <count> (symlinks|symbolic links) {in}", "* number of symlinks {in}"), "find {in} -type l | wc -l", None),
    }[what]  # fmt: skip
    return d.made(f"files.ln.{what}", ways, line, mac=mac)


def _usage(d: Draft) -> Composed | None:
    what = d.among(
        {
            "dir": 2.0,
            "sub": 2.4,
            "top": 1.6,
            "each": 1.4,
            "ext": 1.6,
            "file": 1.0,
            "two": 0.8,
            "asc": 0.6,
            "depth": 0.6,
            "over": 0.6,
            "total": 0.6,
            "excl": 0.7,
            "extdirs": 0.0,
            "hidden": 0.4,
            "files": 0.8,
            "name": 0.6,
            "cond": 0.9,
            "bytes": 0.5,
        }
    )
    d.draw("count")
    d.draw("file")
    d.draw("size")
    _dir(d, "src")
    _dir(d, "dst")
    ext = _ext(d)
    n = d.rng.randrange(2, 5)
    d.put("num", pool.num_text(n, d.rng), str(n))
    d.put("part", d.one(("node_modules", ".git", "cache", "build", "venv", pool.stem_plain(d.rng))))
    sub = d.one(("subfolder", "subdirectory", "folder", "directory", "subdir"))
    subs = {"subdirectory": "subdirectories", "directory": "directories"}.get(sub, sub + "s")
    cond, test = _condition(d)
    ways, line, mac = {
        "dir": (("* how (big|large) is {src}", "* size of {src}", "- <show> the (total|) size of {src}", "* how much (space|disk space) does {src} (take|use|need|take up)", "* disk usage of {src}", "- <calc> the (total|) size of {src}"), "du -sh {src}", None),
        "sub": ((f"- <show> the (size|sizes|disk usage) of (each|every) {sub} {{in}}, (largest|biggest) first", f"- <show> (the|) disk usage (per|of each) {sub} {{in}} (sorted|sorted by size|largest first|biggest first)", f"- list {subs} {{in}} by size", f"* {subs} {{in}} (sorted|ordered) by (size|disk usage)", f"* which {subs} {{in}} (take|use|need) the most (space|disk space)", f"* size of (each|every) {sub} {{in}} sorted"), "du -h --max-depth=1 {in} | sort -hr", "du -h -d 1 {in} | sort -hr"),
        "asc": ((f"- <show> the (size|disk usage) of (each|every) {sub} {{in}}, smallest first", f"- list {subs} {{in}} by size, smallest first"), "du -h --max-depth=1 {in} | sort -h", "du -h -d 1 {in} | sort -h"),
        "top": ((f"- <show> the {{count}} (largest|biggest) {subs} {{in}}", f"* top {{count}} {subs} {{in}} by size", f"* which {{count}} {subs} {{in}} (take|use) the most space", f"* {{count}} biggest {subs} {{in}}"), "du -h --max-depth=1 {in} | sort -hr | head -n {count}", "du -h -d 1 {in} | sort -hr | head -n {count}"),
        "each": (("- <show> the size of (everything|each file and folder|every file and folder) here (, biggest first|sorted|sorted by size)", "* size of each (file and folder|item) here, largest first", "- list files and folders here by (size|disk usage), folders (included with their contents|with their contents)".replace("(included with their contents|with their contents)", "with their contents")), "du -sh * | sort -hr", None),
        "ext": (("* (total|combined) size of (all|) {ext} files {in}", "* how much (space|disk space) do (all|the) {ext} files {in} (take|use|need)", "- <calc> the (total|combined) size of (all|the) {ext} files {in}", "- (add|sum) up the sizes of all {ext} files {in}"), f'find {{in}} -type f -name "*.{ext}" -exec du -ch {{}} + | tail -n 1', None),
        "cond": ((f"* (total|combined) size of (all|) files {{in}} {cond}", f"* how much (space|disk space) do files {{in}} {cond} (take|use)"), f"find {{in}} -type f {test} -exec du -ch {{}} + | tail -n 1", None),
        "name": (("* (total|combined) size of (all|) (folders|directories) (called|named) {part} {in}", "- <show> the size of (each|every) {part} (folder|directory) {in}"), "find {in} -type d -name {part|q} -prune -exec du -sh {} +", None),
        "file": (("* how (big|large) is {file}", "* size of {file}", "- <show> the (file|) size of {file}", "* {file} size"), "ls -lh {file}", None),
        "bytes": (("* how many bytes (has|is) {file}".replace("(has|is)", "has"), "- <show> the (exact|) size of {file} in bytes", "* size of {file} in bytes"), "stat -c %s {file}", "stat -f %z {file}"),
        "two": (("- compare the sizes of {src} and {dst}", "* how big are {src} and {dst}", "- <show> the size of {src} and {dst}"), "du -sh {src} {dst}", None),
        "depth": ((f"- <show> (the|) disk usage of {subs} {{in}} (down to|up to|to) {{num}} levels (deep|), largest first",), "du -h --max-depth={num} {in} | sort -hr", "du -h -d {num} {in} | sort -hr"),
        "over": ((f"- <show> {subs} {{in}} that (take|use) more than {{size}} (with their sizes|)",), "du -h --threshold={size} {in}", "du -h -t {size} {in}"),
        "total": (("* how much (space|disk space) does this (folder|directory) (take|use) (in total|)", "* (total|) size of (this|the current) (folder|directory)", "- <show> how big (this|the current) (folder|directory) is"), "du -sh .", None),
        "excl": (("- <show> the size of {src} (without|excluding|not counting|except) {part}", "* size of {src} excluding {part}"), "du -sh --exclude={part} {src}", "du -sh -I {part} {src}"),
        "hidden": (("- <show> the size of (all|the) hidden files and folders here, (largest|biggest) first", "* sizes of dotfiles and hidden folders here sorted"), "du -sh .[!.]* | sort -hr", None),
        "files": (("- <show> the {count} (largest|biggest) files and folders {in}", "* top {count} (files and folders|space users) {in}", "* {count} (largest|biggest) files and directories {in}"), "du -ah {in} | sort -hr | head -n {count}", None),
    }[what]  # fmt: skip
    return d.made(f"files.du.{what}", ways, line, mac=mac)


def _count(d: Draft) -> Composed | None:
    what = d.among(
        {
            "here": 1.0,
            "dir": 1.4,
            "top": 1.2,
            "dirs": 1.0,
            "dirstop": 0.8,
            "ext": 1.8,
            "exttop": 1.0,
            "byext": 1.6,
            "perdir": 1.6,
            "hidden": 0.5,
            "all": 0.8,
            "cond": 1.2,
            "exts": 0.6,
            "peruser": 0.3,
            "name": 0.6,
            "not": 0.5,
        }
    )
    ext = _ext(d)
    other = _ext(d, "ext2")
    _dir(d)
    d.draw("prefix")
    cond, test = _condition(d)
    deep = d.one(("(recursively|including subfolders|and its subfolders|and all subdirectories)",))
    ways, line = {
        "here": ((f"- <count> (all|the|) files {{in}} {deep}", f"* number of files {{in}} {deep}"), "find {in} -type f | wc -l"),
        "dir": (("- <count> (all|the|) files in {src}", "* how many files (are (there|)|does) in {src}".replace("(are (there|)|does)", "are (there|)"), "* number of files in {src}", "* how many files does {src} (have|contain)"), "find {src} -type f | wc -l"),
        "top": (("- <count> (the|) files (directly|) in {src} (not in subfolders|without subfolders|but not in its subfolders)", "* how many files are directly in {src}", "* number of files in {src} (without|not counting) subfolders"), "find {src} -maxdepth 1 -type f | wc -l"),
        "dirs": (("- <count> (all|the|) (folders|directories|subfolders) (in|under) {src} (recursively|at all levels)", "* how many (folders|directories) are in {src} (in total|at all levels|, recursively)"), "find {src} -mindepth 1 -type d | wc -l"),
        "dirstop": (("- <count> (the|) (folders|directories|subfolders) directly in {src}", "* how many (folders|directories) are directly (in|under) {src}", "* number of (folders|directories) in {src}, first level only"), "find {src} -mindepth 1 -maxdepth 1 -type d | wc -l"),
        "ext": (("- <count> (all|the|) {ext} files {in}", "* how many {ext} files are (there|) {in}", "* number of {ext} files {in}", "* how many {ext} files do i have {in}"), f'find {{in}} -type f -name "*.{ext}" | wc -l'),
        "exttop": (("- <count> (all|the|) {ext} files (directly|) in {src} (but not|not|without) (in|) (its|the|) subfolders".replace("(directly|) in {src} (but not|not|without) (in|) (its|the|) subfolders", "in {src} (but not in its subfolders|without subfolders)"), "* how many {ext} files are directly in {src}"), f'find {{src}} -maxdepth 1 -type f -name "*.{ext}" | wc -l'),
        "exts": (("- <count> (all|the|) {ext} and {ext2} files {in}", "* number of {ext} and {ext2} files {in} (together|)"), f'find {{in}} -type f \\( -name "*.{ext}" -o -name "*.{other}" \\) | wc -l'),
        "not": (("- <count> (all|the|) files {in} that are not {ext} files", "* how many files {in} are not {ext} files"), f'find {{in}} -type f -not -name "*.{ext}" | wc -l'),
        "byext": (("- <count> (the|) files {in} (by|per|for each) (extension|file type|file extension)", "* how many files of each (type|extension) are (there|) {in}", "* number of files per (extension|type) {in}", "- group (the|) files {in} by extension and count them", "- show (file|) extensions {in} with (their|) counts"), "find {in} -type f | sed 's/.*\\.//' | sort | uniq -c | sort -nr"),
        "perdir": (("- <count> (the|) files in (each|every) (subfolder|folder|subdirectory|directory) (here|)", "* how many files are in (each|every) (folder|subfolder|subdirectory) (here|)", "* number of files per (folder|subfolder|directory) (here|)"), 'for d in */; do echo "$d: $(find "$d" -type f | wc -l)"; done'),
        "hidden": (("- <count> (the|) hidden files {in}", "* number of hidden files {in}"), 'find {in} -type f -name ".*" | wc -l'),
        "all": (("- <count> (everything|all files and folders) (directly|) in {src} (including hidden ones|)", "* how many (entries|items|things) are in {src}"), "ls -A {src} | wc -l"),
        "cond": ((f"- <count> (all|the|) files {{in}} {cond}", f"* number of files {{in}} {cond}", f"- <count> files {cond} {{in}}"), f"find {{in}} -type f {test} | wc -l"),
        "name": (("- <count> (all|the|) files {in} with {prefix} in (the|their) name", "* how many files {in} have {prefix} in (the|their) name"), 'find {in} -type f -name "*{prefix}*" | wc -l'),
        "peruser": (("- <count> (the|) files {in} (per|by) owner", "* how many files does each user own {in}"), 'find {in} -type f -printf "%u\\n" | sort | uniq -c | sort -nr'),
    }[what]  # fmt: skip
    if what == "exts" and ext == other:
        return None
    return d.made(f"files.count.{what}", ways, line, mac="-" if what == "peruser" else None)


def _same(d: Draft) -> Composed | None:
    d.draw("file")
    d.draw("file2")
    d.draw("txt")
    ext = _ext(d)
    _dir(d, "src")
    _dir(d, "dst")
    tool, name = d.one(
        (("md5sum", "md5"), ("sha256sum", "sha256"), ("sha1sum", "sha1"), ("sha512sum", "sha512"))
    )
    mactool = {"md5": "md5", "sha256": "shasum -a 256", "sha1": "shasum", "sha512": "shasum -a 512"}[name]
    what = d.among(
        {
            "dups": 2.0,
            "dupnames": 1.0,
            "sum": 1.6,
            "sums": 0.8,
            "save": 0.7,
            "check": 0.9,
            "two": 1.0,
            "dirs": 1.2,
            "onlyin": 0.8,
            "brief": 0.6,
            "dupext": 0.7,
            "deepsum": 0.6,
            "names": 0.4,
        }
    )
    ways, line, mac = {
        "dups": (("- (find|list|show) (duplicate files|files with (identical|the same) (content|contents)|files that are copies of each other) {in} (by checksum|)", "* duplicate files {in} (by (checksum|content)|)", "* which files {in} have the same content", "- find identical files {in}"), "find {in} -type f -exec md5sum {} + | sort | uniq -w32 -D", "-"),
        "dupext": (("- (find|list|show) duplicate {ext} files {in} (by checksum|)", "* {ext} files {in} with identical content"), f'find {{in}} -type f -name "*.{ext}" -exec md5sum {{}} + | sort | uniq -w32 -D', "-"),
        "dupnames": (("- (find|list|show) (files|file names) (with the same name|that occur more than once) {in}", "* duplicate (file names|filenames) {in}", "* which file names occur more than once {in}"), 'find {in} -type f -printf "%f\\n" | sort | uniq -d', "find {in} -type f -exec basename {} \\; | sort | uniq -d"),
        "sum": ((f"- (calculate|compute|show|get|print) the {name} (checksum|sum|hash) of {{file}}", f"* {name} (checksum|sum|hash|) of {{file}}", f"- {name} {{file}}"), f"{tool} {{file}}", f"{mactool} {{file}}"),
        "two": ((f"- compare the {name} (checksums|sums|hashes) of {{file}} and {{file2}}", f"* {name} (sums|hashes) of {{file}} and {{file2}}"), f"{tool} {{file}} {{file2}}", f"{mactool} {{file}} {{file2}}"),
        "sums": ((f"* {name} (checksums|sums|hashes) of all {{ext}} files (here|)", f"- (calculate|show) the {name} (checksum|hash) of (each|every) {{ext}} file (here|)"), f"{tool} *.{ext}", f"{mactool} *.{ext}"),
        "deepsum": ((f"* {name} (checksums|sums|hashes) of all files {{in}} (recursively|and its subfolders)", f"- calculate the {name} (checksum|hash) of every file {{in}} recursively"), f"find {{in}} -type f -exec {tool} {{}} +", f"find {{in}} -type f -exec {mactool} {{}} +"),
        "save": ((f"- (save|write) the {name} (checksums|sums|hashes) of all files (here|in this folder) (to|in|into) {{txt}}",), f"{tool} * > {{txt}}", f"{mactool} * > {{txt}}" if name != "md5" else "md5 -r * > {txt}"),
        "check": ((f"- (verify|check) the {name} (checksums|sums) (listed|) in {{txt}}", f"- check (the|) files against the {name} (checksums|sums) in {{txt}}"), f"{tool} -c {{txt}}", f"{mactool} -c {{txt}}" if name != "md5" else "-"),
        "dirs": (("- compare (the (folders|directories)|) {src} and {dst}", "* difference between the (folders|directories) {src} and {dst}", "- diff {src} and {dst} recursively"), "diff -r {src} {dst}", None),
        "brief": (("- list (the|) files that differ between {src} and {dst}", "- compare {src} and {dst}, (only|just) (say|show) which files differ", "* which files differ between {src} and {dst}"), "diff -rq {src} {dst}", None),
        "onlyin": (("- (show|list) (the|) files that are (only in one of|in only one of) {src} and {dst}", "* files that exist only in {src} or only in {dst}"), 'diff -rq {src} {dst} | grep "^Only in"', None),
        "names": (("- compare (just|only) the file names in {src} and {dst}",), "diff <(ls {src}) <(ls {dst})", None),
    }[what]  # fmt: skip
    return d.made(f"files.same.{what}", ways, line, mac=mac)


def _info(d: Draft) -> Composed | None:
    d.draw("file")
    d.draw("file2")
    _dir(d)
    what = d.among(
        {
            "stat": 1.2,
            "mtime": 1.2,
            "type": 1.2,
            "mime": 0.5,
            "inode": 0.6,
            "path": 1.2,
            "atime": 0.6,
            "birth": 0.5,
            "links": 0.4,
            "types": 0.5,
            "newer": 0.8,
            "dirname": 0.6,
            "basename": 0.6,
            "fs": 0.5,
            "ext": 0.0,
            "long": 0.8,
            "owner": 0.6,
        }
    )
    ways, line, mac = {
        "stat": (("- <show> (all|) (details|metadata|information|info) (of|about|on) {file}", "* (details|metadata|stat) of {file}", "- stat {file}"), "stat {file}", None),
        "mtime": (("* when was {file} (last|) (modified|changed)", "- <show> the (modification|last modified) (date|time) of {file}"), "stat -c %y {file}", "stat -f %Sm {file}"),
        "atime": (("* when was {file} last (accessed|read|opened)", "- <show> the (last|) access time of {file}"), "stat -c %x {file}", "stat -f %Sa {file}"),
        "birth": (("* when was {file} created", "- <show> the creation (date|time) of {file}"), "stat -c %w {file}", "stat -f %SB {file}"),
        "type": (("* what (kind|type) of file is {file}", "- <show> the file type of {file}", "- <tell> what {file} (really|) is", "* file type of {file}", "- identify {file}"), "file {file}", None),
        "types": (("- <show> the (file type|type) of (every|each) file here", "* what (kinds|types) of files are here"), "file *", None),
        "mime": (("* mime type of {file}", "- <show> the mime type of {file}"), "file --mime-type {file}", None),
        "inode": (("* inode (number|) of {file}", "- <show> the inode (number|) of {file}"), "ls -i {file}", None),
        "path": (("- <show> the (full|absolute|complete) path of {file}", "* (full|absolute) path (of|to) {file}", "- get the absolute path of {file}"), "realpath {file}", None),
        "links": (("* how many hard links does {file} have", "- <show> the number of hard links of {file}"), "stat -c %h {file}", "stat -f %l {file}"),
        "newer": (("* is {file} newer than {file2}", "- check (if|whether) {file} is newer than {file2}"), "[ {file} -nt {file2} ] && echo yes || echo no", None),
        "dirname": (("- <show> (only|just|) the (folder|directory) part of (the path|) {file}", "* directory part of {file}"), "dirname {file}", None),
        "basename": (("- <show> (only|just|) the (file|) name (without|not) the (folder|path|directory) of {file}".replace("(without|not)", "without"), "* file name part of {file}"), "basename {file}", None),
        "fs": (("* on which (partition|file system|filesystem|disk) is {src}", "- <show> the (partition|file system) (that|) {src} is on"), "df -h {src}", None),
        "long": (("- <show> (permissions, owner and size|the details) of {file} (like ls does|in long format)",), "ls -l {file}", None),
        "owner": (("* who owns {file}", "- <show> the owner of {file}"), "stat -c %U {file}", "stat -f %Su {file}"),
    }[what]  # fmt: skip
    return d.made(f"files.info.{what}", ways, line, mac=mac)


def _create(d: Draft) -> Composed | None:
    d.draw("file")
    d.draw("file2")
    d.draw("file3")
    d.draw("text")
    d.draw("stem")
    d.draw("bname")
    d.draw("size")
    ext = _ext(d)
    _dir(d)
    n = d.rng.randrange(2, 51)
    d.put("num", pool.num_text(n, d.rng), str(n))
    mk = d.one(("create", "make", "create", "touch"))
    what = d.among(
        {
            "one": 1.4,
            "two": 1.0,
            "three": 0.6,
            "seq": 1.4,
            "in": 0.9,
            "text": 1.2,
            "size": 0.8,
            "newdir": 0.7,
            "missing": 0.3,
            "exec": 0.4,
            "random": 0.4,
        }
    )
    if what == "in":
        return d.made(
            "files.touchin",
            (
                f"- {mk} (an|a new|) (empty|) file (called|named|) {{bname}} in {{src}}".replace(
                    "(an|a new|) (empty|)", "(an empty|a new)"
                ),
            ),
            f"touch {_join(d, 'src', 'bname')}",
        )
    mac = None
    ways, line = {
        "one": ((f"- {mk} (an empty|a new|a new empty|a blank) file (called|named|) {{file}}", "* new (empty|) file {file}", "- touch {file}"), "touch {file}"),
        "two": ((f"- {mk} (the|) (empty|) files {{file}} and {{file2}}", f"- {mk} {{file}} and {{file2}} (as|) (empty|) (files|)".replace(" (as|) (empty|) (files|)", "")), "touch {file} {file2}"),
        "three": ((f"- {mk} (the|) (empty|) files {{file}}, {{file2}} and {{file3}}",), "touch {file} {file2} {file3}"),
        "seq": ((f"- {mk} {{num}} (empty|) (files|{{ext}} files) (called|named) {{stem}}1.@e to {{stem}}@n.@e", f"- {mk} (the|) (empty|) files {{stem}}1.@e (to|through|up to) {{stem}}@n.@e"), "touch {stem}{1..@n}.@e"),
        "text": (("- create (a|the) file {file} (with the (text|line|content)|containing|that contains) {text}", "- write {text} (in|)to (a new file|the file) {file}", "- put {text} (in|into) a (new|) file (called|named) {file}"), "echo {text|q} > {file}"),
        "size": (("- create (a|an empty|a sparse) file {file} (of|with) (size|) {size}".replace("(of|with) (size|)", "(of|with size)"), "- make a (dummy|) file (called|named|) {file} that is {size} (big|large)"), "truncate -s {size} {file}"),
        "newdir": (("- (create|make) a folder {stem} with an empty file {bname} (inside|in it)", "- make a directory {stem} and in it (a|an empty) file {bname}"), "mkdir {stem} && touch {stem}/{bname}"),
        "missing": (("- (create|make) {file} (if it does not exist|unless it exists)",), "touch {file}"),
        "exec": (("- create an (empty|) executable (script|file) {stem}.sh", "- make a new (script|file) {stem}.sh and make it executable"), "touch {stem}.sh && chmod +x {stem}.sh"),
        "random": (("- (create|make) a file {file} with {size} of random (data|bytes)",), "head -c {size} /dev/urandom > {file}"),
    }[what]  # fmt: skip
    if what == "size":
        mac = "mkfile -n {size} {file}"
    if what == "newdir" and " " in d.values["bname"].written:
        return None
    return d.made(f"files.create.{what}", ways, line, mac=mac, n=str(n), e=ext)


def _test(d: Draft) -> Composed | None:
    d.draw("file")
    d.draw("file2")
    src = _dir(d)
    del src
    what = d.among(
        {
            "exists": 1.6,
            "dir": 1.2,
            "empty": 1.0,
            "emptydir": 0.6,
            "islink": 0.4,
            "isdir": 0.5,
            "thencat": 0.8,
            "thencp": 0.6,
            "else": 0.6,
            "both": 0.4,
        }
    )
    ways, line = {
        "exists": (("- (check|test|see) (if|whether) {file} exists", "* does {file} exist", "* is there a (file called|) {file}".replace("(file called|) ", "file called "), "- tell me (if|whether) {file} exists"), "test -e {file} && echo exists || echo missing"),
        "dir": (("- (check|test|see) (if|whether) the (folder|directory) {src} exists", "* does the (folder|directory) {src} exist", "* is there a (folder|directory) {src}"), "test -d {src} && echo exists || echo missing"),
        "empty": (("- (check|test|see) (if|whether) {file} is empty", "* is {file} empty"), 'test -s {file} && echo "not empty" || echo empty'),
        "emptydir": (("- (check|test|see) (if|whether) (the folder|the directory) {src} is empty", "* is the (folder|directory) {src} empty"), '[ -z "$(ls -A {src})" ] && echo empty || echo "not empty"'),
        "islink": (("- (check|test) (if|whether) {file} is a (symlink|symbolic link)", "* is {file} a (symlink|symbolic link)"), "[ -L {file} ] && echo yes || echo no"),
        "isdir": (("- (check|test) (if|whether) {file} is a (file or a |)directory".replace("(file or a |)", ""), "* is {file} a (directory|folder)"), "[ -d {file} ] && echo yes || echo no"),
        "thencat": (("- (show|print|cat) {file} if it exists", "- if {file} exists, (show|print) (it|its contents)"), "[ -e {file} ] && cat {file}"),
        "thencp": (("- copy {file} to {file2} if {file2} does not exist (yet|)", "- copy {file} to {file2} unless (it exists|{file2} exists|{file2} is there) already".replace("(it exists|{file2} exists|{file2} is there)", "{file2} exists")), "cp -n {file} {file2}"),
        "else": (("- create {file} if it (is missing|does not exist)", "- create an empty {file} unless it exists"), "[ -e {file} ] || touch {file}"),
        "both": (("- (check|test) (if|whether) both {file} and {file2} exist", "* do {file} and {file2} both exist"), "[ -e {file} ] && [ -e {file2} ] && echo yes || echo no"),
    }[what]  # fmt: skip
    return d.made(f"files.test.{what}", ways, line)


def _backup(d: Draft) -> Composed | None:
    d.draw("file")
    d.draw("bname")
    ext = _ext(d)
    src = _dir(d, "src", own=True)
    _dir(d, "dst")
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
        "bak": ((f"- {back} {{file}} (as|to) {{file}}.bak".replace("(as|to) {file}.bak", "with .bak (added|at the end|as extension)"), f"- {back} {{file}} (before i (edit|change) it|)", "- copy {file} to (the same name with|its name plus) .bak", "* backup (copy|) of {file}"), "cp {file} {file}.bak"),
        "orig": ((f"- {back} {{file}} with (the extension|) .orig", "- keep a copy of {file} with .orig at the end"), "cp {file} {file}.orig"),
        "date": ((f"- {back} {{file}} with (today's date|the date|the current date) (in the name|appended|at the end|)", "- copy {file} (and append|appending) (today's date|the date) (to the name|)", "* dated backup of {file}"), "cp {file} {file}.$(date +%F)"),
        "stamp": ((f"- {back} {{file}} with (date and time|a timestamp|the date and time) (in the name|appended|at the end)", "- copy {file} with a timestamp (appended|at the end of the name)"), "cp {file} {file}.$(date +%Y%m%d-%H%M%S)"),
        "ext": ((f"- {back} (every|each) {{ext}} file (here|) with .bak (added|at the end)", "- copy (every|each) {ext} file to the same name (plus|with) .bak", "* .bak copies of all {ext} files"), f'for f in *.{ext}; do cp "$f" "$f.bak"; done'),
        "dir": ((f"- {back} the (folder|directory) {{src}} (as|to|in) {{src}}.bak".replace("(as|to|in) {src}.bak", "with .bak at the end"), "- copy the (folder|directory) {src} (with|adding) .bak (to|at) the (end|name)".replace("(with|adding) .bak (to|at) the (end|name)", "to the same name with .bak")), "cp -r {src} {src}.bak"),
        "dirdate": ((f"- {back} the (folder|directory) {{src}} with (today's date|the date|the current date) (in the name|appended|at the end)", "- copy the (folder|directory) {src} and append (today's|the current) date (to the name|)"), "cp -r {src} {src}-$(date +%F)"),
        "restore": (("- restore {file} from (its|the) (.bak|backup) (copy|file|) ({file}.bak|)".replace("({file}.bak|)", "").replace("(.bak|backup)", ".bak"), "- put the .bak copy of {file} back (in place|)", "- replace {file} (with|by) its .bak (copy|backup)"), "cp {file}.bak {file}"),
        "mirror": (("- (sync|synchronize|mirror) {src} (to|with|into) {dst}", "- rsync {src} to {dst}", "- copy (only|just) (new and changed|changed) files from {src} to {dst}"), f"rsync -a {src}/ {{dst}}/"),
        "mirrordel": (("- (sync|mirror) {src} to {dst} and delete (what|files that) (is|are) (not|no longer) in {src}".replace("(what|files that) (is|are) (not|no longer)", "(what is|files that are) (not|no longer)"), "- make {dst} an exact (copy|mirror) of {src}, deleting extra files"), f"rsync -a --delete {src}/ {{dst}}/"),
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


def _gather(d: Draft) -> Composed | None:
    """Run something for every file, sort files into folders."""
    ext = _ext(d)
    new = _ext(d, "ext2")
    if ext == new:
        return None
    d.draw("txt")
    d.draw("stem")
    d.draw("text")
    d.draw("script")
    what = d.among(
        {
            "organize": 1.2,
            "names": 1.2,
            "loop": 1.0,
            "save": 0.9,
            "cat": 0.7,
            "wc": 0.7,
            "script": 1.0,
            "mkdir": 0.8,
            "sizes": 0.6,
            "types": 0.5,
            "flat": 0.7,
            "copyas": 0.5,
            "xargs": 0.5,
        }
    )
    run = d.values["script"].written
    run = (
        f"bash {run}"
        if run.endswith(".sh") and not run.startswith("./")
        else f"python3 {run}"
        if run.endswith(".py") and not run.startswith("./")
        else run
    )
    ways, line = {
        "organize": (("- (sort|organize|move) (all|the) files (here|) into (folders|directories) (by|named after) (their|) extension", "- put (each|every) file (here|) into a folder named (after|like) its extension", "* one folder per (extension|file type), move the files (into them|there)"), 'for f in *.*; do mkdir -p "${f##*.}" && mv "$f" "${f##*.}/"; done'),
        "mkdir": (("- (create|make) a (folder|directory) for (each|every) {ext} file and move it (there|into it|in)", "- put (each|every) {ext} file into its own (folder|directory) (of the same name|)"), f'for f in *.{ext}; do mkdir "${{f%.{ext}}}" && mv "$f" "${{f%.{ext}}}/"; done'),
        "names": (("- (print|list|show|echo) the (names|name) of (each|every) {ext} file (here|) (in a loop|with a (for|) loop)".replace("(names|name)", "name"), "- loop over (all|the) {ext} files and print (their|the) names", "* for loop over all {ext} files (that prints|printing) the name"), f'for f in *.{ext}; do echo "$f"; done'),
        "loop": (("- print the names of all {ext} files without (the|) extension", "- list (all|the) {ext} files without their extension"), f'for f in *.{ext}; do echo "${{f%.{ext}}}"; done'),
        "save": (("- (save|write) the (list of|names of all) {ext} files (here|) (to|into|in) {txt}".replace("(list of|names of all)", "(list of|names of)"), "- put the names of all {ext} files (here|) (in|into) {txt}"), f"ls *.{ext} > {{txt}}"),
        "cat": (("- (show|print) the contents of all {ext} files (here|)", "- cat all {ext} files (here|)"), f"cat *.{ext}"),
        "wc": (("- (show|print) (the|) (name and number of lines|line count) of (each|every) {ext} file in a loop", "- for (each|every) {ext} file print name and line count"), f'for f in *.{ext}; do echo "$f: $(wc -l < "$f")"; done'),
        "script": (("- run {script} (on|for) (each|every) {ext} file (here|)", "- (execute|call) {script} with (each|every) {ext} file (as argument|)", "* {script} for all {ext} files, one at a time", "- loop over (all|the) {ext} files and run {script} on each"), f'for f in *.{ext}; do {run} "$f"; done'),
        "sizes": (("- (show|list) (name and size|names and sizes) of all {ext} files (here|)", "* sizes of all {ext} files (here|)"), f"ls -lh *.{ext}"),
        "types": (("- (show|check) the real file type of all {ext} files (here|)",), f"file *.{ext}"),
        "flat": (("- move all files (in|from) (the|all) (subfolders|subdirectories) (up|) (here|into this folder)", "- flatten this folder: move (all|the) files (from|in) (the|) subfolders here"), "find . -mindepth 2 -type f -exec mv {} . \\;"),
        "copyas": (("- copy (each|every) {ext} file to the same name with {ext2} (extension|as extension)", "- make a .@b copy of (each|every) {ext} file"), f'for f in *.{ext}; do cp "$f" "${{f%.{ext}}}.{new}"; done'),
        "xargs": (("- (delete|remove) the files (listed|named) in {txt}", "- delete every file whose name is (listed|) in {txt}"), "xargs rm < {txt}"),
    }[what]  # fmt: skip
    return d.made(f"files.each.{what}", ways, line, b=new)


def _folders(d: Draft) -> Composed | None:
    _dir(d)
    d.draw("stem")
    d.draw("small")
    what = d.among(
        {
            "dirs": 1.4,
            "dirsin": 1.2,
            "hidden": 1.0,
            "filesonly": 1.0,
            "tree": 1.0,
            "treed": 0.6,
            "cd": 0.8,
            "empty": 0.9,
            "named": 0.8,
            "deepest": 0.0,
            "recursive": 0.6,
            "abs": 0.5,
            "hiddenin": 0.4,
        }
    )
    ways, line = {
        "dirs": (("- (list|show) (only|just) (the|) (folders|directories) (here|in this folder|)", "* (only|just) (folders|directories) here", "* which (folders|directories) are here"), "ls -d */"),
        "dirsin": (("- (list|show) (only|just) (the|) (folders|directories|subfolders) (in|of) {src}", "* (folders|directories|subfolders) (directly|) in {src}, no files".replace("(directly|) ", "")), f"ls -d {arg(d.values['src'].written.rstrip('/'))}/*/"),
        "hidden": (("- (list|show) (only|just) (the|) hidden files (here|)", "* hidden files here", "- (list|show) (only|) (the|) dotfiles (here|)"), "ls -d .*"),
        "hiddenin": (("- (list|show) (only|just) (the|) hidden files in {src}", "* hidden files (and folders|) in {src}"), f"ls -d {arg(d.values['src'].written.rstrip('/'))}/.*"),
        "filesonly": (("- (list|show) (only|just) (the|) files in {src} (not|no|without) (folders|directories)", "* files directly in {src}, no (folders|directories)"), "find {src} -maxdepth 1 -type f"),
        "tree": (("- (show|print) {src} as a tree", "* (tree|tree view) of {src}", "- show the (folder|directory) (tree|structure) of {src}"), "tree {src}"),
        "treed": (("- show {src} as a tree (down to|up to|with at most) {small} levels (deep|)", "* tree of {src}, {small} levels deep"), "tree -L {small} {src}"),
        "cd": (("- (go|change|switch|cd) (to|into) {src}", "* cd {src}", "- enter {src}"), "cd {src}"),
        "empty": (("- (find|list|show) (all|) empty (folders|directories|subfolders) {in}", "* empty (folders|directories) {in}", "* which (folders|directories) {in} are empty"), "find {in} -type d -empty"),
        "named": (("- (find|list) (all|) (folders|directories) (called|named) {stem} {in}", "* where is (the|a) (folder|directory) (called|named|) {stem} {in}".replace("is (the|a)", "is the")), "find {in} -type d -name {stem|q}"),
        "recursive": (("- list (everything|all files) in {src} (and its subfolders|recursively|including subfolders) (with ls|)",), "ls -R {src}"),
        "abs": (("- list (the|) files (here|) with (their|) (full|absolute) (path|paths)", "* (full|absolute) paths of everything here"), 'ls -d "$PWD"/*'),
    }[what]  # fmt: skip
    return d.made(f"files.folders.{what}", ways, line)
