"""Many names changed by a rule."""

from __future__ import annotations

from scripts.starter.compose import Composed
from scripts.starter.compose.files.words import (
    all_of_kind,
    draw_ext,
)
from scripts.starter.compose.kit import Draft


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
