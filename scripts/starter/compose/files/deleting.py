"""Deleting what fulfils a condition; a deletion without its measure gets a question."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.files.words import HERE, all_of_kind, draw_condition, draw_dir, draw_ext
from scripts.starter.compose.kit import Draft


def delete(d: Draft) -> Composed | None:
    """What is named or fulfils a condition, never more than that."""
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
    ext = draw_ext(d)
    all_ = all_of_kind(d, ext)
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
                f"- {rm} {all_} of this folder (only|) but not of subfolders",
            ),
            f"rm *.{ext}",
        )
    if what == "exts":
        other = draw_ext(d, "ext2")
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
                f"- {rm} every file {{in}} and its subfolders whose name contains {{prefix}}",
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
        cond, test = draw_condition(d)
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
        d.put_count("num", n, n + 1)
        return d.made(
            "files.rmkeep",
            (
                f"- keep (only|) the (newest|latest) {{num}} {{ext}} files (here|) and {rm} the (rest|others)",
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
    src = draw_dir(d, "src", own=True)
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
                    f"- {rm} (all|the) files in {{src}} (but not (its|the) (subfolders|folders)|not the folders)",
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
