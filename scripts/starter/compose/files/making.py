"""New folders, files and links."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.files.words import draw_dir, draw_ext, joined_path
from scripts.starter.compose.kit import Draft


def make_folders(d: Draft) -> Composed | None:
    """New folders, one, several, nested, numbered."""
    mk = d.one(("create", "make", "create", "make", "mkdir", "set up", "add"))
    d.draw("stem")
    d.draw("stem2")
    d.draw("stem3")
    n = d.rng.randrange(2, 31)
    d.put_count("num", n)
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
            "subs": 1.2,
            "pad": 0.3,
            "each": 0.4,
        }
    )
    folder = d.one(("folder", "directory", "dir"))
    named = d.one(("called", "named", ""))
    if what == "in":
        draw_dir(d)
        return d.made(
            "files.mkdirin",
            (
                f"- {mk} (a|the) {folder} {named} {{stem}} (in|inside|under) {{src}}",
                f"- {mk} (a|the) (new|) {folder} {{stem}} (in|inside) {{src}}",
            ),
            f"mkdir {joined_path(d, 'src', 'stem')}",
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


def make_files(d: Draft) -> Composed | None:
    """New files, empty, with text, of a size, numbered."""
    d.draw("file")
    d.draw("file2")
    d.draw("file3")
    d.draw("text")
    d.draw("stem")
    d.draw("bname")
    d.draw("size")
    ext = draw_ext(d)
    draw_dir(d)
    n = d.rng.randrange(2, 51)
    d.put_count("num", n)
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
            (f"- {mk} (an empty|a new) file (called|named|) {{bname}} in {{src}}",),
            f"touch {joined_path(d, 'src', 'bname')}",
        )
    mac = None
    ways, line = {
        "one": ((f"- {mk} (an empty|a new|a new empty|a blank) file (called|named|) {{file}}", "* new (empty|) file {file}", "- touch {file}"), "touch {file}"),
        "two": ((f"- {mk} (the|) (empty|) files {{file}} and {{file2}}", f"- {mk} {{file}} and {{file2}}"), "touch {file} {file2}"),
        "three": ((f"- {mk} (the|) (empty|) files {{file}}, {{file2}} and {{file3}}",), "touch {file} {file2} {file3}"),
        "seq": ((f"- {mk} {{num}} (empty|) (files|{{ext}} files) (called|named) {{stem}}1.@e to {{stem}}@n.@e", f"- {mk} (the|) (empty|) files {{stem}}1.@e (to|through|up to) {{stem}}@n.@e"), "touch {stem}{1..@n}.@e"),
        "text": (("- create (a|the) file {file} (with the (text|line|content)|containing|that contains) {text}", "- write {text} (in|)to (a new file|the file) {file}", "- put {text} (in|into) a (new|) file (called|named) {file}"), "echo {text|q} > {file}"),
        "size": (("- create (a|an empty|a sparse) file {file} (of|with size) {size}", "- make a (dummy|) file (called|named|) {file} that is {size} (big|large)"), "truncate -s {size} {file}"),
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


def make_links(d: Draft) -> Composed | None:
    """Links, and what is known about them."""
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
    draw_dir(d)
    if what == "here":
        d.draw("bname")
        return d.made(
            "files.lnhere",
            (f"- {mk} a {sym} to {{bname}} from {{src}} (here|in this folder) (with the same name|)",),
            f"ln -s {joined_path(d, 'src', 'bname')}",
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
        "file": ((f"- {mk} a {sym} (called|named) {{stem}} (to|pointing to|that points to) {{file}}", f"- {mk} a {sym} {{stem}} (to|for) {{file}}", f"- {mk} a {sym} (to|for) {{file}} (called|named) {{stem}}", "- (symlink|link) {file} as {stem}", f"* {sym} {{stem}} -> {{file}}", "- let {stem} point to {file}"), "ln -s {file} {stem}", None),
        "dir": ((f"- {mk} a {sym} (called|named) {{stem}} to {{src}}", f"- {mk} a {sym} {{stem}} (to|pointing to|for) {{src}}", f"* {sym} {{stem}} to {{src}}", "- (symlink|link) {src} as {stem}"), "ln -s {src} {stem}", None),
        "hard": ((f"- {mk} a hard( |)link (called|named|) {{file2}} (to|of|for) {{file}}", "- hard( |)link {file} as {file2}", f"- {mk} a (hard link|hardlink) to {{file}} (called|named) {{file2}}"), "ln {file} {file2}", None),
        "replace": ((f"- (change|update|repoint|redirect) the {sym} {{stem}} (to|so that it points to) {{src}}", f"- (make|let) the existing {sym} {{stem}} point to {{src}}", f"- replace the {sym} {{stem}} (with one to|by one to) {{src}}"), "ln -sfn {src} {stem}", None),
        "where": ((f"* where does (the|) ({sym}|link) {{stem}} point (to|)", f"- <show> (the|) target of (the|) {sym} {{stem}}", "* what does {stem} link to", f"* target of (the|) {sym} {{stem}}"), "readlink {stem}", None),
        "abs": ((f"- (resolve|follow) the {sym} {{stem}} to (its|the) (full|absolute|real) path", f"- <show> the (full|absolute) path (that|) the {sym} {{stem}} points to"), "readlink -f {stem}", None),
        "find": (("- (find|list|show) (all|) (symlinks|symbolic links|soft links) {in}", "* (all|) (symlinks|symbolic links) {in}"), "find {in} -type l", None),
        "targets": (("- (list|show) (all|) (symlinks|symbolic links) {in} (and where they point|with their targets)",), "find {in} -type l -exec ls -l {} +", None),
        "broken": (("- (find|list|show) (all|) (broken|dangling|dead) (symlinks|symbolic links|links) {in}", "* (broken|dangling) (symlinks|links) {in}", "* which symlinks {in} (are broken|point to nothing)"), "find {in} -xtype l", "find {in} -type l ! -exec test -e {} \\; -print"),
        "rmbroken": (("- <del> (all|) (broken|dangling|dead) (symlinks|symbolic links) {in}",), "find {in} -xtype l -delete", "find {in} -type l ! -exec test -e {} \\; -delete"),
        "unlink": ((f"- (remove|delete) the {sym} {{stem}} (but not|not|not) (its target|what it points to|the target)", f"- (remove|delete) (only|just) the {sym} {{stem}}"), "rm {stem}", None),
        "count": (("- <count> (symlinks|symbolic links) {in}", "* number of symlinks {in}"), "find {in} -type l | wc -l", None),
    }[what]  # fmt: skip
    return d.made(f"files.ln.{what}", ways, line, mac=mac)
