"""What is known about one file: kind, size, times; whether it exists; what a folder takes."""

from __future__ import annotations

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.files.words import draw_condition, draw_dir, draw_ext
from scripts.starter.compose.kit import Draft


def about_file(d: Draft) -> Composed | None:
    """Times, kind, size, owner, place of one file."""
    d.draw("file")
    d.draw("file2")
    draw_dir(d)
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
        "basename": (("- <show> (only|just|) the (file|) name without the (folder|path|directory) of {file}", "* file name part of {file}"), "basename {file}", None),
        "fs": (("* on which (partition|file system|filesystem|disk) is {src}", "- <show> the (partition|file system) (that|) {src} is on"), "df -h {src}", None),
        "long": (("- <show> (permissions, owner and size|the details) of {file} (like ls does|in long format)",), "ls -l {file}", None),
        "owner": (("* who owns {file}", "- <show> the owner of {file}"), "stat -c %U {file}", "stat -f %Su {file}"),
    }[what]  # fmt: skip
    return d.made(f"files.info.{what}", ways, line, mac=mac)


def exists(d: Draft) -> Composed | None:
    """Whether something is there, and what then happens."""
    d.draw("file")
    d.draw("file2")
    draw_dir(d)
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
        "exists": (("- (check|test|see) (if|whether) {file} exists", "* does {file} exist", "* is there a file called {file}", "- tell me (if|whether) {file} exists"), "test -e {file} && echo exists || echo missing"),
        "dir": (("- (check|test|see) (if|whether) the (folder|directory) {src} exists", "* does the (folder|directory) {src} exist", "* is there a (folder|directory) {src}"), "test -d {src} && echo exists || echo missing"),
        "empty": (("- (check|test|see) (if|whether) {file} is empty", "* is {file} empty"), 'test -s {file} && echo "not empty" || echo empty'),
        "emptydir": (("- (check|test|see) (if|whether) (the folder|the directory) {src} is empty", "* is the (folder|directory) {src} empty"), '[ -z "$(ls -A {src})" ] && echo empty || echo "not empty"'),
        "islink": (("- (check|test) (if|whether) {file} is a (symlink|symbolic link)", "* is {file} a (symlink|symbolic link)"), "[ -L {file} ] && echo yes || echo no"),
        "isdir": (("- (check|test) (if|whether) {file} is a directory", "* is {file} a (directory|folder)"), "[ -d {file} ] && echo yes || echo no"),
        "thencat": (("- (show|print|cat) {file} if it exists", "- if {file} exists, (show|print) (it|its contents)"), "[ -e {file} ] && cat {file}"),
        "thencp": (("- copy {file} to {file2} if {file2} does not exist (yet|)", "- copy {file} to {file2} unless {file2} exists already"), "cp -n {file} {file2}"),
        "else": (("- create {file} if it (is missing|does not exist)", "- create an empty {file} unless it exists"), "[ -e {file} ] || touch {file}"),
        "both": (("- (check|test) (if|whether) both {file} and {file2} exist", "* do {file} and {file2} both exist"), "[ -e {file} ] && [ -e {file2} ] && echo yes || echo no"),
    }[what]  # fmt: skip
    return d.made(f"files.test.{what}", ways, line)


def disk_usage(d: Draft) -> Composed | None:
    """What files and folders take."""
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
    draw_dir(d, "src")
    draw_dir(d, "dst")
    ext = draw_ext(d)
    n = d.rng.randrange(2, 5)
    d.put_count("num", n)
    d.put("part", d.one(("node_modules", ".git", "cache", "build", "venv", pool.stem_plain(d.rng))))
    sub = d.one(("subfolder", "subdirectory", "folder", "directory", "subdir"))
    subs = {"subdirectory": "subdirectories", "directory": "directories"}.get(sub, sub + "s")
    cond, test = draw_condition(d)
    ways, line, mac = {
        "dir": (("* how (big|large) is {src}", "* size of {src}", "- <show> the (total|) size of {src}", "* how much (space|disk space) does {src} (take|use|need|take up)", "* disk usage of {src}", "- <calc> the (total|) size of {src}"), "du -sh {src}", None),
        "sub": ((f"- <show> the (size|sizes|disk usage) of (each|every) {sub} {{in}}, (largest|biggest) first", f"- <show> (the|) disk usage (per|of each) {sub} {{in}} (sorted|sorted by size|largest first|biggest first)", f"- list {subs} {{in}} by size", f"* {subs} {{in}} (sorted|ordered) by (size|disk usage)", f"* which {subs} {{in}} (take|use|need) the most (space|disk space)", f"* size of (each|every) {sub} {{in}} sorted"), "du -h --max-depth=1 {in} | sort -hr", "du -h -d 1 {in} | sort -hr"),
        "asc": ((f"- <show> the (size|disk usage) of (each|every) {sub} {{in}}, smallest first", f"- list {subs} {{in}} by size, smallest first"), "du -h --max-depth=1 {in} | sort -h", "du -h -d 1 {in} | sort -h"),
        "top": ((f"- <show> the {{count}} (largest|biggest) {subs} {{in}}", f"* top {{count}} {subs} {{in}} by size", f"* which {{count}} {subs} {{in}} (take|use) the most space", f"* {{count}} biggest {subs} {{in}}"), "du -h --max-depth=1 {in} | sort -hr | head -n {count}", "du -h -d 1 {in} | sort -hr | head -n {count}"),
        "each": (("- <show> the size of (everything|each file and folder|every file and folder) here (, biggest first|sorted|sorted by size)", "* size of each (file and folder|item) here, largest first", "- list files and folders here by (size|disk usage), folders with their contents"), "du -sh * | sort -hr", None),
        "ext": (("* (total|combined) size of (all|) {ext} files {in}", "* how much (space|disk space) do (all|the) {ext} files {in} (take|use|need)", "- <calc> the (total|combined) size of (all|the) {ext} files {in}", "- (add|sum) up the sizes of all {ext} files {in}"), f'find {{in}} -type f -name "*.{ext}" -exec du -ch {{}} + | tail -n 1', None),
        "cond": ((f"* (total|combined) size of (all|) files {{in}} {cond}", f"* how much (space|disk space) do files {{in}} {cond} (take|use)"), f"find {{in}} -type f {test} -exec du -ch {{}} + | tail -n 1", None),
        "name": (("* (total|combined) size of (all|) (folders|directories) (called|named) {part} {in}", "- <show> the size of (each|every) {part} (folder|directory) {in}"), "find {in} -type d -name {part|q} -prune -exec du -sh {} +", None),
        "file": (("* how (big|large) is {file}", "* size of {file}", "- <show> the (file|) size of {file}", "* {file} size"), "ls -lh {file}", None),
        "bytes": (("* how many bytes has {file}", "- <show> the (exact|) size of {file} in bytes", "* size of {file} in bytes"), "stat -c %s {file}", "stat -f %z {file}"),
        "two": (("- compare the sizes of {src} and {dst}", "* how big are {src} and {dst}", "- <show> the size of {src} and {dst}"), "du -sh {src} {dst}", None),
        "depth": ((f"- <show> (the|) disk usage of {subs} {{in}} (down to|up to|to) {{num}} levels (deep|), largest first",), "du -h --max-depth={num} {in} | sort -hr", "du -h -d {num} {in} | sort -hr"),
        "over": ((f"- <show> {subs} {{in}} that (take|use) more than {{size}} (with their sizes|)",), "du -h --threshold={size} {in}", "du -h -t {size} {in}"),
        "total": (("* how much (space|disk space) does this (folder|directory) (take|use) (in total|)", "* (total|) size of (this|the current) (folder|directory)", "- <show> how big (this|the current) (folder|directory) is"), "du -sh .", None),
        "excl": (("- <show> the size of {src} (without|excluding|not counting|except) {part}", "* size of {src} excluding {part}"), "du -sh --exclude={part} {src}", "du -sh -I {part} {src}"),
        "hidden": (("- <show> the size of (all|the) hidden files and folders here, (largest|biggest) first", "* sizes of dotfiles and hidden folders here sorted"), "du -sh .[!.]* | sort -hr", None),
        "files": (("- <show> the {count} (largest|biggest) files and folders {in}", "* top {count} (files and folders|space users) {in}", "* {count} (largest|biggest) files and directories {in}"), "du -ah {in} | sort -hr | head -n {count}", None),
    }[what]  # fmt: skip
    return d.made(f"files.du.{what}", ways, line, mac=mac)
