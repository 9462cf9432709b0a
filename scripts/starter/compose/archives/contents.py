"""What is in an archive: lists, single files shown; whether it is sound."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.archives.kinds import KINDS, USUAL, Kind, draw_archive, draw_plain_folder
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed

LONGER: Final = {
    "tgz": "tar -tzvf",
    "tar": "tar -tvf",
    "bz2": "tar -tjvf",
    "xz": "tar -tJvf",
    "zst": "tar --zstd -tvf",
    "zip": "unzip -l",
    "7z": "7z l",
}
"""Lists with sizes."""


LIST_WEIGHTS: Final = {"list": 3.0, "long": 1.2, "count": 1.8, "files": 0.5, "grep": 1.8, "ext": 1.4, "countext": 0.8, "has": 0.8, "head": 0.6, "save": 0.6, "sort": 0.4, "biggest": 0.6,
                    "total": 0.7, "dirs": 0.4, "top": 0.3, "diff": 0.3}  # fmt: skip


def _list(d: Draft, parts: Parts) -> Composed:
    ways: tuple[str, ...] = ("- (list|show|show me|display|view|print|see) (the|) (contents|content|files|file list) (of|in|inside) @a", "* what (is|files are) (in|inside|inside of) @a", "* what's in @a",
            "- look (inside|into) @a (without (extracting|unpacking) (it|anything)|)", "* contents of @a", "- peek into @a", "* which files (are in|does) @a (contain|)", "- list @a without extracting (it|)",
            "- see what @a contains", "* files in @a", "- list what would be extracted from @a", "* what does @a contain", "- show everything (inside|in) @a", "* table of contents of @a")  # fmt: skip
    if parts["key"] != "zip":
        ways = tuple(w.replace("(are in|does) @a (contain|)", "are in @a") for w in ways)
    else:
        ways = tuple(w.replace("(are in|does) @a (contain|)", "does @a have") for w in ways)
    line = "@list {arc}"
    return d.made("archive.list", ways, line, **parts)


def _long(d: Draft, parts: Parts) -> Composed:
    ways: tuple[str, ...] = ("- list (the|) (contents|files) of @a with (sizes|details|sizes and dates|permissions|owner and size|dates)", "- show the files in @a (and|with) (their|the) (sizes|details|dates)",
            "- list @a (verbosely|in detail|in long format)", "* detailed (listing|list) of @a", "* how big are the files in @a", "- show names and sizes of the files inside @a", "* what is in @a and how big is it")  # fmt: skip
    line = "@longer"
    if parts["key"] == "zip":
        ways = tuple(w.replace("|permissions|owner and size", "") for w in ways)
    return d.made("archive.long", ways, line, **parts)


def _files(d: Draft, parts: Parts) -> Composed | None:
    if parts["key"] == "zip":
        return None
    ways = (
        "- <count> (regular|) files in @a, (not|without|ignoring) (folders|directories)",
        "* how many files are in @a not counting (directories|folders)",
        "- count only the files, not the folders, in @a",
    )
    line = "@names | grep -vc '/$'"
    return d.made("archive.files", ways, line, **parts)


def _grep(d: Draft, parts: Parts) -> Composed:
    d.draw("word")
    ways = ("- <find> (files|entries|names) (containing|with|matching) {word} in @a", "- (search|grep) (the file list of|the contents list of|the listing of|the names in) @a for {word}", "- list (only|) the (files|entries) in @a (whose name contains|with names containing|matching) {word}",
            "* which files in @a have {word} in their name", "- see if @a (has|contains) (something|anything) (called|named|with) {word}", "* @a: entries with {word} in the name")  # fmt: skip
    line = "@list {arc} | grep {word}"
    return d.made("archive.grep", ways, line, **parts)


def _has(d: Draft, parts: Parts) -> Composed:
    d.draw("bname")
    ways = (
        "* is {bname} in @a",
        "- check (if|whether) @a contains {bname}",
        "* does @a (contain|include|have) {bname}",
        "* is there a {bname} (in|inside) @a",
        "- check if {bname} is (in|part of|inside) @a",
        "- see whether {bname} is in @a",
        "- look for {bname} in @a",
    )
    line = "@list {arc} | grep {bname|q}"
    return d.made("archive.has", ways, line, **parts)


def _ext(d: Draft, parts: Parts) -> Composed:
    d.draw("ext")
    ways = (
        "- list (only|just) (the|) {ext} files (in|inside) @a",
        "* which {ext} files are in @a",
        "- show (all|the) {ext} files (inside|in) @a",
        "* {ext} files in @a",
        "- see (only|) the {ext} files of @a",
    )
    line = 'unzip -l {arc} "*.{ext}"' if parts["key"] == "zip" else "@names | grep '\\.{ext}$'"
    return d.made("archive.ext", ways, line, **parts)


def _countext(d: Draft, parts: Parts) -> Composed:
    d.draw("ext")
    ways = (
        "- <count> {ext} files (in|inside) @a",
        "* how many {ext} files are (in|inside) @a",
        "* number of {ext} files in @a",
        "* how many {ext} files does @a (contain|have)",
    )
    line = "@names | grep -c '\\.{ext}$'"
    return d.made("archive.countext", ways, line, **parts)


def _head(d: Draft, parts: Parts) -> Composed:
    d.draw("count")
    ways = (
        "- <show> (the|) first {count} (entries|files|names) (in|of) @a",
        "- list (only|just) the first {count} files in @a",
        "* first {count} entries of @a",
    )
    line = "@names | head -n {count}"
    return d.made("archive.head", ways, line, **parts)


def _save(d: Draft, parts: Parts) -> Composed:
    d.draw("txt")
    ways = (
        "- (save|write) (the (list of files|file list|contents list|listing)) (in|of) @a (to|into|in) {txt}",
        "- list @a into {txt}",
        "- put the (names of the files|file names) in @a into {txt}",
        "* contents of @a > {txt}",
    )
    line = "@list {arc} > {txt}"
    return d.made("archive.save", ways, line, **parts)


def _sort(d: Draft, parts: Parts) -> Composed | None:
    if parts["key"] == "zip":
        return None
    column = "5" if d.mac else "3"
    d.draw("count")
    ways = {"sort": ("- list (the|) (files|contents) of @a (sorted|ordered) by size", "* @a files by size", "- show what is in @a, (biggest|largest) first", "* contents of @a largest first"),
            "biggest": ("* (what is|which is) the (biggest|largest) file in @a", "- <find> the (biggest|largest) (file|entry) (in|inside) @a", "* (biggest|largest) file inside @a"),
            "top": ("- <show> the {count} (biggest|largest) files (in|inside) @a", "* {count} (largest|biggest) (entries|files) of @a")}[parts["what"]]  # fmt: skip
    line = (
        f"@longer | sort -k{column},{column}nr"
        + {"sort": "", "biggest": " | head -n 1", "top": " | head -n {count}"}[parts["what"]]
    )
    return d.made(f"archive.{parts['what']}", ways, line, **parts)


def _total(d: Draft, parts: Parts) -> Composed:
    ways = ("* how big (will|would) @a be (unpacked|extracted|when extracted|uncompressed)", "* (total|overall) (uncompressed|unpacked|extracted) size of @a", "- <calc> the total size of the files in @a", "* how much space does @a need (when|once) (extracted|unpacked)",
            "- sum up the sizes of (all|the) files in @a", "* size of @a after extraction")  # fmt: skip
    line = (
        "unzip -l {arc} | tail -n 1"
        if parts["key"] == "zip"
        else f"@longer | awk '{{s+=${'5' if d.mac else '3'}}} END {{print s}}'"
    )
    return d.made("archive.total", ways, line, **parts)


def _diff(d: Draft, parts: Parts) -> Composed | None:
    if parts["key"] == "zip":
        return None
    d.draw("stem")
    d.put("plain", d.values["stem"].written + "." + parts["end"], None, "arg")
    ways = (
        "- compare the (file lists|contents|file names) of {arc} and {plain}",
        "* (difference|diff) between the files in {arc} and {plain}",
        "* which files are in {arc} but not in {plain} or the other way round",
        "- diff the listings of {arc} and {plain}",
    )
    line = "diff <(@list {arc} | sort) <(@list {plain} | sort)"
    return d.made("archive.diff", ways, line, **parts)


LISTS: Final[Mapping[str, Form | PartBuilder]] = {
    "list": _list,
    "long": _long,
    "count": Form(
        "archive.count",
        (
            "- <count> (entries|files|items|members) (in|inside) @a",
            "* how many (files|entries|items|things) (are|are there) in @a",
            "* how many (files|entries) does @a (contain|have)",
            "* number of (files|entries) in @a",
            "- count what is in @a",
            "- tell me how many (files|entries|members) @a (has|contains|holds)",
            "* count files @a",
        ),
        "@names | wc -l",
    ),
    "files": _files,
    "grep": _grep,
    "has": _has,
    "ext": _ext,
    "countext": _countext,
    "head": _head,
    "save": _save,
    "sort": _sort,
    "biggest": _sort,
    "top": _sort,
    "total": _total,
    "dirs": Form(
        "archive.dirs",
        (
            "- list (only|just) the (folders|directories) in @a",
            "* which (folders|directories) are in @a",
            "* (folders|directories) inside @a",
            "- show the directories @a contains",
        ),
        "@names | grep '/$'",
    ),
    "diff": _diff,
}


def contents(d: Draft) -> Composed | None:
    """Lists of what is inside, counted, searched, sorted, saved."""
    key = d.among(USUAL)
    kind = KINDS[key]
    draw_archive(d, kind)
    what = d.among(LIST_WEIGHTS)
    if key == "7z" and what != "list":
        return None
    a = d.one(("{arc}", "{arc}", "the archive {arc}", "{arc}", f"the ({'|'.join(kind.said)}) {{arc}}"))
    parts = {
        "a": a,
        "names": "zipinfo -1 {arc}" if key == "zip" else f"{kind.list} {{arc}}",
        "longer": f"{LONGER[key]} {{arc}}",
        "list": kind.list,
        "end": kind.ends[0],
        "key": key,
        "what": what,
    }
    return composed(d, LISTS[what], parts)


def one_file(d: Draft) -> Composed | None:
    """Show a file that is inside an archive, without unpacking it."""
    key = d.among({"tgz": 4.0, "tar": 1.0, "zip": 3.0, "bz2": 0.6, "xz": 0.6})
    kind = KINDS[key]
    draw_archive(d, kind)
    d.draw("file")
    line = {"zip": "unzip -p", "tar": "tar -xOf", "tgz": "tar -xzOf", "bz2": "tar -xjOf", "xz": "tar -xJOf"}[
        key
    ] + " {arc} {file}"
    what = d.among({"show": 3.0, "grep": 1.2, "wc": 0.7, "head": 0.9, "save": 0.7})
    if what == "show":
        ways: tuple[str, ...] = ("- (show|print|display|cat|view|read) {file} (inside|from|in) {arc} (without (extracting|unpacking) (it|anything)|)", "* what does {file} in {arc} (say|contain)", "- print (the contents of|) {file} from {arc} to (the screen|the terminal|stdout)",
                "- read {file} straight from {arc}", "- cat {file} inside the archive {arc}", "* contents of {file} inside {arc}", "- output {file} from the (archive|backup) {arc} to standard output")  # fmt: skip
    elif what == "grep":
        d.draw("word")
        line += " | grep {word}"
        ways = (
            "- (search|grep) {file} (inside|in) {arc} for {word}",
            "- find {word} in {file} (inside|within) (the archive|) {arc}",
            "* lines with {word} in {file} inside {arc}",
            "- grep for {word} in {file} which is in {arc}",
        )
    elif what == "wc":
        line += " | wc -l"
        ways = (
            "- count the lines of {file} (inside|in) {arc}",
            "* how many lines does {file} (inside|in) {arc} have",
            "* number of lines of {file} inside {arc}",
        )
    elif what == "head":
        d.draw("count")
        end = d.one(("first", "last"))
        line += f" | {'head' if end == 'first' else 'tail'} -n {{count}}"
        ways = (
            f"- <show> the {end} {{count}} lines of {{file}} (inside|in|from) {{arc}}",
            f"* {end} {{count}} lines of {{file}} inside {{arc}}",
        )
    else:
        d.draw("txt")
        line += " > {txt}"
        ways = (
            "- (extract|save|write) {file} from {arc} (as|to|into) {txt}",
            "- get {file} out of {arc} and call it {txt}",
            "- take {file} from {arc}, save (it|) as {txt}",
        )
    return d.made(f"archive.member.{what}", ways, line)


def check(d: Draft) -> Composed | None:
    """Is it sound, how big, what kind."""
    key = d.among({"tgz": 3.0, "zip": 3.0, "gz": 1.5, "bz2": 0.8, "xz": 0.8, "7z": 0.5, "zst": 0.4})
    line = {
        "tgz": "gzip -t {arc}",
        "zip": "unzip -t {arc}",
        "gz": "gzip -t {arc}",
        "bz2": "bzip2 -t {arc}",
        "xz": "xz -t {arc}",
        "7z": "7z t {arc}",
        "zst": "zstd -t {arc}",
    }[key]
    draw_archive(
        d, KINDS.get(key, Kind(("gz", "log.gz", "sql.gz", "csv.gz"), "", "", "", ("gzip file", "gz file")))
    )
    what = d.among({"test": 4.0, "x": 0.8, "compare": 1.4, "size": 0.5, "kind": 0.3})
    if what == "test":
        return d.made("archive.test", ("- (test|check|verify) {arc} (for (errors|corruption|damage)|)", "- (test|check|verify) the integrity of {arc}", "* is {arc} (ok|intact|corrupt|damaged|broken|valid)", "- (check|see|find out|test) (if|whether) {arc} is (ok|intact|corrupt|corrupted|damaged|broken|a valid archive)", "* integrity (check|test) of {arc}", "- make sure {arc} is not (corrupted|damaged|broken)", "- test the archive {arc}")
                      if d.chance(0.9) else ("* did {arc} download correctly, test it",), line)  # fmt: skip
    if what == "x" and key in {"tgz", "zip"}:
        return d.made(
            "archive.testx",
            (
                "- (test|check) {arc} and extract it (only|) if it is (ok|fine|valid|intact)",
                "- extract {arc} only if it is not (damaged|corrupt)",
                "* test {arc}, then unpack it",
            ),
            f"{line} && {KINDS[key].extract} {{arc}}",
        )
    if what == "compare":
        if key not in {"tgz", "zip"}:
            return None
        draw_plain_folder(d)
        return d.made(
            "archive.compare",
            (
                "- compare the size of (the folder|) {src} (with|to|and) {arc}",
                "* how much smaller is {arc} than (the folder|) {src}",
                "- show the sizes of {src} and {arc}",
                "* size of {src} versus {arc}",
                "- see how much space {arc} saves compared (to|with) {src}",
            ),
            "du -sh {src} {arc}",
        )
    if what == "size":
        return d.made(
            "archive.size",
            (
                "* how big is (the archive|) {arc}",
                "- <show> the (file|) size of (the archive|) {arc}",
                "* size of the archive {arc}",
            ),
            "ls -lh {arc}",
        )
    if what == "kind":
        return d.made(
            "archive.kind",
            (
                "* what kind of archive is {arc}",
                "* which compression does {arc} use",
                "* which compression was used for {arc}",
                "- tell me what type of archive {arc} is",
                "* what format is {arc}",
            ),
            "file {arc}",
        )
    return None
