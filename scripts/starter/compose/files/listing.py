"""Lists, counts, files that are alike."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.files.words import HERE, draw_condition, draw_dir, draw_ext
from scripts.starter.compose.kit import Draft


def list_files(d: Draft) -> Composed | None:
    """``ls`` in its orders, with what else may be wanted."""
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
        draw_dir(d)
        target, where = " {src}", d.one(("in {src}", "in {src}", "inside {src}", "of {src}", "under {src}"))
    elif scope == "ext":
        if hidden or order == "X":
            return None
        ext = draw_ext(d)
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


def count_files(d: Draft) -> Composed | None:
    """How many files or folders, by kind, by folder, by condition."""
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
    ext = draw_ext(d)
    other = draw_ext(d, "ext2")
    draw_dir(d)
    d.draw("prefix")
    cond, test = draw_condition(d)
    deep = d.one(("(recursively|including subfolders|and its subfolders|and all subdirectories)",))
    ways, line = {
        "here": ((f"- <count> (all|the|) files {{in}} {deep}", f"* number of files {{in}} {deep}"), "find {in} -type f | wc -l"),
        "dir": (("- <count> (all|the|) files in {src}", "* how many files are (there|) in {src}", "* number of files in {src}", "* how many files does {src} (have|contain)"), "find {src} -type f | wc -l"),
        "top": (("- <count> (the|) files (directly|) in {src} (not in subfolders|without subfolders|but not in its subfolders)", "* how many files are directly in {src}", "* number of files in {src} (without|not counting) subfolders"), "find {src} -maxdepth 1 -type f | wc -l"),
        "dirs": (("- <count> (all|the|) (folders|directories|subfolders) (in|under) {src} (recursively|at all levels)", "* how many (folders|directories) are in {src} (in total|at all levels|, recursively)"), "find {src} -mindepth 1 -type d | wc -l"),
        "dirstop": (("- <count> (the|) (folders|directories|subfolders) directly in {src}", "* how many (folders|directories) are directly (in|under) {src}", "* number of (folders|directories) in {src}, first level only"), "find {src} -mindepth 1 -maxdepth 1 -type d | wc -l"),
        "ext": (("- <count> (all|the|) {ext} files {in}", "* how many {ext} files are (there|) {in}", "* number of {ext} files {in}", "* how many {ext} files do i have {in}"), f'find {{in}} -type f -name "*.{ext}" | wc -l'),
        "exttop": (("- <count> (all|the|) {ext} files in {src} (but not in its subfolders|without subfolders)", "* how many {ext} files are directly in {src}"), f'find {{src}} -maxdepth 1 -type f -name "*.{ext}" | wc -l'),
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


def alike(d: Draft) -> Composed | None:
    """Duplicates, checksums, two files or folders compared."""
    d.draw("file")
    d.draw("file2")
    d.draw("txt")
    ext = draw_ext(d)
    draw_dir(d, "src")
    draw_dir(d, "dst")
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
