"""Something for every file or folder, files sorted into folders."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.files.words import draw_dir, draw_ext
from scripts.starter.compose.kit import Draft, arg


def each_file(d: Draft) -> Composed | None:
    """Run something for every file, sort files into folders."""
    ext = draw_ext(d)
    new = draw_ext(d, "ext2")
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
        "names": (("- (print|list|show|echo) the name of (each|every) {ext} file (here|) (in a loop|with a (for|) loop)", "- loop over (all|the) {ext} files and print (their|the) names", "* for loop over all {ext} files (that prints|printing) the name"), f'for f in *.{ext}; do echo "$f"; done'),
        "loop": (("- print the names of all {ext} files without (the|) extension", "- list (all|the) {ext} files without their extension"), f'for f in *.{ext}; do echo "${{f%.{ext}}}"; done'),
        "save": (("- (save|write) the (list of|names of) {ext} files (here|) (to|into|in) {txt}", "- put the names of all {ext} files (here|) (in|into) {txt}"), f"ls *.{ext} > {{txt}}"),
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


def each_folder(d: Draft) -> Composed | None:
    """Folders listed, trees, changing into one."""
    draw_dir(d)
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
            "recursive": 0.6,
            "abs": 0.5,
            "hiddenin": 0.4,
        }
    )
    ways, line = {
        "dirs": (("- (list|show) (only|just) (the|) (folders|directories) (here|in this folder|)", "* (only|just) (folders|directories) here", "* which (folders|directories) are here"), "ls -d */"),
        "dirsin": (("- (list|show) (only|just) (the|) (folders|directories|subfolders) (in|of) {src}", "* (folders|directories|subfolders) in {src}, no files"), f"ls -d {arg(d.values['src'].written.rstrip('/'))}/*/"),
        "hidden": (("- (list|show) (only|just) (the|) hidden files (here|)", "* hidden files here", "- (list|show) (only|) (the|) dotfiles (here|)"), "ls -d .*"),
        "hiddenin": (("- (list|show) (only|just) (the|) hidden files in {src}", "* hidden files (and folders|) in {src}"), f"ls -d {arg(d.values['src'].written.rstrip('/'))}/.*"),
        "filesonly": (("- (list|show) (only|just) (the|) files in {src} (not|no|without) (folders|directories)", "* files directly in {src}, no (folders|directories)"), "find {src} -maxdepth 1 -type f"),
        "tree": (("- (show|print) {src} as a tree", "* (tree|tree view) of {src}", "- show the (folder|directory) (tree|structure) of {src}"), "tree {src}"),
        "treed": (("- show {src} as a tree (down to|up to|with at most) {small} levels (deep|)", "* tree of {src}, {small} levels deep"), "tree -L {small} {src}"),
        "cd": (("- (go|change|switch|cd) (to|into) {src}", "* cd {src}", "- enter {src}"), "cd {src}"),
        "empty": (("- (find|list|show) (all|) empty (folders|directories|subfolders) {in}", "* empty (folders|directories) {in}", "* which (folders|directories) {in} are empty"), "find {in} -type d -empty"),
        "named": (("- (find|list) (all|) (folders|directories) (called|named) {stem} {in}", "* where is the (folder|directory) (called|named|) {stem} {in}"), "find {in} -type d -name {stem|q}"),
        "recursive": (("- list (everything|all files) in {src} (and its subfolders|recursively|including subfolders) (with ls|)",), "ls -R {src}"),
        "abs": (("- list (the|) files (here|) with (their|) (full|absolute) (path|paths)", "* (full|absolute) paths of everything here"), 'ls -d "$PWD"/*'),
    }[what]  # fmt: skip
    return d.made(f"files.folders.{what}", ways, line)
