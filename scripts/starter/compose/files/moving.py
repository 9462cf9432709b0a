"""Moving and renaming."""

from __future__ import annotations

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.files.words import (
    all_of_kind,
    draw_condition,
    draw_dir,
    draw_ext,
    draw_new_folder,
    joined_path,
)
from scripts.starter.compose.kit import Draft


def move(d: Draft) -> Composed | None:
    """Files and folders moved, one, several or all that fulfil a condition."""
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
        draw_dir(d, "dst")
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
        draw_dir(d, "dst")
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
        draw_dir(d, "dst")
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
        draw_dir(d, "src")
        return d.made(
            "files.mvhere",
            (
                "- move {bname} from {src} (here|to this folder|into the current directory)",
                "- bring {bname} from {src} (here|into this folder)",
            ),
            f"mv {joined_path(d, 'src', 'bname')} .",
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
        draw_dir(d, "dst")
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
    ext = draw_ext(d)
    all_ = all_of_kind(d, ext)
    if what == "ext":
        draw_dir(d, "dst")
        return d.made(
            "files.mvext",
            (
                f"- {mv} {all_} {into} {{dst}} @m",
                f"- {mv} {all_} (here|in this folder|from here) {into} {{dst}} @m",
                f"* {all_} to {{dst}} \\(move, not copy\\)" + " @m",
            ),
            f"mv{flag} *.{ext} {{dst}}/",
            m=said,
        )
    if what == "exts":
        other = draw_ext(d, "ext2")
        if other == ext:
            return None
        draw_dir(d, "dst")
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
        draw_new_folder(d, "dst")
        return d.made(
            "files.mvexcept",
            (
                "- move (everything|all files) (except|but) {ext} files (here|) to {dst}",
                "- move all files (here|in this folder) that are not {ext} files to {dst}",
            ),
            f'find . -maxdepth 1 -type f -not -name "*.{ext}" -exec mv {{}} {{dst}}/ \\;',
        )
    if what == "deep":
        draw_new_folder(d, "dst")
        return d.made(
            "files.mvdeep",
            (
                "- move all {ext} files {in} (recursively|and its subfolders|including subfolders) (in|)to {dst}",
                "- find all {ext} files {in} and move them (in|)to {dst}",
                "- gather all {ext} files {in} \\(subfolders too\\) in {dst}",
            ),
            f'find {{in}} -type f -name "*.{ext}" -exec mv {{}} {{dst}}/ \\;',
        )
    if what == "cond":
        draw_new_folder(d, "dst")
        cond, test = draw_condition(d)
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
    src = draw_dir(d, "src", own=True)
    if what == "extdir":
        draw_dir(d, "dst")
        return d.made(
            "files.mvextdir",
            (
                f"- {mv} all {{ext}} files from {{src}} {into} {{dst}}",
                f"- {mv} the {{ext}} files (in|of) {{src}} {into} {{dst}}",
            ),
            f"mv {src}/*.{ext} {{dst}}/",
        )
    draw_dir(d, "dst")
    if what == "folder":
        return d.made(
            "files.mvdir",
            (
                f"- {mv} the (folder|directory) {{src}} into {{dst}}",
                f"- {mv} the (whole|entire|) {{src}} into {{dst}}",
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


def rename(d: Draft) -> Composed | None:
    """Many names changed by a rule."""
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
        }
    )
    ext = draw_ext(d)
    new = draw_ext(d, "ext2")
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
    all_ = all_of_kind(d, ext)
    n = d.rng.randrange(2, 8)
    d.put_count("num", n)
    mac = None
    ways, line = {
        "ext": (("- rename all {ext} files to {ext2}", "- change the (extension|ending) of all {ext} files to {ext2}", "- (change|rename) (the|) {ext} (extension|extensions) to {ext2}", "- rename *.@a to *.@b", "- rename every {ext} file here to {ext2} (extension|)", "* batch rename {ext} to {ext2}", "* all {ext} files should (be|become) {ext2} files", "- replace the (extension|ending) {ext} (with|by) {ext2} (on|for) all files", "- turn .@a into .@b (for|in) all file names"), 'for f in *.@a; do mv "$f" "${f%.@a}.@b"; done'),
        "prefix": ((f"- (add|put) (the prefix|) {{part}} (to|at) the (beginning|start|front) of {all_}", f"- prefix {all_} with {{part}}", f"- rename {all_} so (that|) they (start|begin) with {{part}}", f"- add (the|a) prefix {{part}} to {all_}", f"* {all_} get the prefix {{part}}"), 'for f in *.@a; do mv "$f" "@p$f"; done'),
        "suffix": ((f"- (add|append|put) (the suffix|) {{part}} (to the names of|before the extension of) {all_}", f"- add (the|a) suffix {{part}} to the names of {all_} (before the extension|)", f"- rename {all_} so (that|) their names end with {{part}} before the extension"), 'for f in *.@a; do mv "$f" "${f%.@a}@p.@a"; done'),
        "replace": (("- replace {stem} (with|by) {stem2} in (all|the) file names (here|)", "- rename all files (here|) (with|containing) {stem} in the name, replacing it with {stem2}", "- change {stem} to {stem2} in (all|the) (filenames|file names)", "- in all file names (here|) replace {stem} (with|by) {stem2}", "* filenames: {stem} -> {stem2}"), 'for f in *{stem}*; do mv "$f" "${f//{stem}/{stem2}}"; done'),
        "delprefix": (("- (remove|strip|delete|drop) the prefix {part} from (all|the) (file names|filenames|files)", "- (remove|strip|cut) {part} from the (beginning|start) of (all|the) file names", "- rename all files that start with {part} to the same name without it"), 'for f in @p*; do mv "$f" "${f#@p}"; done'),
        "delsuffix": ((f"- (remove|strip|drop) (the suffix|) {{part}} (before the extension of|from the end of the names of) {all_}",), 'for f in *@p.@a; do mv "$f" "${f%@p.@a}.@a"; done'),
        "delword": (("- (remove|delete|drop|strip) {stem} from (all|the) (file names|filenames) (here|)", "- rename all files (with|containing) {stem} in (the|their) name (by removing it|without it)"), 'for f in *{stem}*; do mv "$f" "${f//{stem}/}"; done'),
        "spaces": (("- replace (the|all|) spaces in (all|the) (file names|filenames) (with|by) underscores", "- rename (all|the) files (here|) so (that|) spaces become underscores", "- change spaces to underscores in (all|the) (file names|filenames) (here|)", "* file names: underscores instead of spaces", "- replace the blanks in (all|the) file names with underscores"), 'for f in *" "*; do mv "$f" "${f// /_}"; done'),
        "nospaces": (("- (remove|delete|strip) (all|the|) (spaces|blanks) from (all|the) (file names|filenames)", "- rename (all|the) files (here|) without (the|) spaces"), 'for f in *" "*; do mv "$f" "${f// /}"; done'),
        "dash": (("- replace (the|all|) (dashes|hyphens) in (all|the) (file names|filenames) (with|by) underscores", "- change (dashes|hyphens) to underscores in (all|the) (file names|filenames) (here|)"), 'for f in *-*; do mv "$f" "${f//-/_}"; done'),
        "lower": (("- rename (all|the) files (here|) to (lowercase|lower case|small letters)", "- convert all (file names|filenames) (here|) to (lowercase|lower case)", "* lowercase (all|the) (file names|filenames) (here|)", "- make (all|the) file names lowercase"), 'for f in *; do mv -n "$f" "${f,,}"; done'),
        "upper": (("- rename (all|the) files (here|) to (uppercase|upper case|capital letters)", "- make (all|the) (file names|filenames) uppercase", "- uppercase (all|the) (file names|filenames) (here|)"), 'for f in *; do mv -n "$f" "${f^^}"; done'),
        "lowerext": ((f"- rename {all_} to lowercase", f"- make the names of {all_} lowercase", f"- lowercase the names of {all_}"), 'for f in *.@a; do mv -n "$f" "${f,,}"; done'),
        "number": ((f"- (rename|number) {all_} (to|as) 1.@a, 2.@a (and so on|, 3.@a|...)", f"- rename {all_} to (numbers|sequential numbers|consecutive numbers)", f"- number {all_} (consecutively|one after the other|starting (at|with) 1)", f"- give {all_} (numbers|consecutive numbers) as names"), 'n=1; for f in *.@a; do mv "$f" "$n.@a"; n=$((n+1)); done'),
        "numprefix": ((f"- rename {all_} to {{stem}}1.@a, {{stem}}2.@a (and so on|...)", f"- rename {all_} to {{stem}} (plus|followed by|with) a (running|consecutive) number"), 'n=1; for f in *.@a; do mv "$f" "{stem}$n.@a"; n=$((n+1)); done'),
        "addext": (("- (add|append) (the extension|) .@a to (all|the names of all) files (here|in this folder|)", "- give all files (here|) the (extension|ending) {ext}", "- append .@a to every file name (here|)"), 'for f in *; do mv "$f" "$f.@a"; done'),
        "delext": (("- (remove|strip|drop|delete) the (extension|ending) (from|of) all {ext} files", "- rename all {ext} files (to have|so that they have) no extension", "- remove .@a from the names of all {ext} files"), 'for f in *.@a; do mv "$f" "${f%.@a}"; done'),
        "date": ((f"- (add|put) (today's date|the date|the current date) (in front of|before|at the beginning of) the names of {all_}", f"- prefix {all_} with (today's|the current) date"), 'for f in *.@a; do mv "$f" "$(date +%F)_$f"; done'),
        "ext1": (("- rename {stem}.@a to {stem}.@b", "- change the extension of {stem}.@a to {ext2}", "* {stem}.@a should (be|become) {stem}.@b"), "mv {stem}.@a {stem}.@b"),
        "first": ((f"- (remove|cut off|drop) the first {{num}} characters (of|from) the names of {all_}",), 'for f in *.@a; do mv "$f" "${f:@n}"; done'),
    }[what]  # fmt: skip
    if what in {"lower", "upper", "lowerext"}:
        sign = "u" if what == "upper" else "l"
        mac = f'for f in {"*.@a" if what == "lowerext" else "*"}; do mv "$f" "${{f:{sign}}}"; done'
    return d.made(f"files.rename.{what}", ways, line, mac=mac, a=ext, b=new, p=part, n=str(n))
