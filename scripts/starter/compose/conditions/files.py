"""Files and folders with two and three conditions at once: what is left out, ranges, scope, and what then happens."""

from __future__ import annotations

import random
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose import Composed
from scripts.starter.compose.conditions.condition import (
    ON_FOLDERS,
    Condition,
    draw_conditions,
    draw_two_numbers,
    joined,
)
from scripts.starter.compose.kit import Draft, arg, from_builders
from scripts.starter.values import Value

# Every wording stands on the line of its command.
# fmt: off
_SMALL: Final = (2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20)


def make(rng: random.Random) -> Composed:
    """Compose one request about files and folders."""
    return from_builders(rng, {_select: 6.0, _glob: 2.2, _newest: 2.0, _rename: 2.0, _folders: 0.9, _both: 1.2}, mac=0.05)


_FLAT: Final = ("(but|) not in (the |its |)subfolders", "only", "(but|) without (the |its |)subfolders", "only, no subfolders", "\\(not in subfolders\\)", "itself, not below it", ", this level only", "(but|) not (recursively|deeper)", "but don't (go|look) into subfolders")
_DEEP: Final = ("and (all |its |)subfolders", "including subfolders", "(recursively|and below)", "and everything below", "at any depth", "subfolders too", "with all subdirectories")
_BELOW: Final = ("recursively", "including subfolders", "here and in all subfolders", "here and below", "in the whole tree", "at any depth")
_HERE: Final = ("here", "in this folder", "in this directory", "in the current folder", "in the current directory", "directly here")


def _kind(d: Draft) -> tuple[str, str, int]:
    """Return noun, tests and how many kinds."""
    how = d.among({"files": 2.4, "ext": 2.2, "exts": 0.8})
    if how == "files":
        return "files", "", 0
    d.draw("ext")
    if how == "ext":
        return d.one(("{ext} files", "{ext} files", "*.@a files", "files ending in .@a")), '-name "*.{ext}"', 1
    d.draw("ext4", apart=("ext",))
    return d.one(("{ext} and {ext4} files", "{ext} or {ext4} files", "{ext} files and {ext4} files", "*.@a and *.@d files")), '\\( -name "*.{ext}" -o -name "*.{ext4}" \\)', 2


def _target(d: Draft) -> None:
    """Draw the folder that something goes into."""
    if d.chance(0.3):
        value = d.draw("ownd")
        if value.written not in {".", d.values["src"].written if "src" in d.values else "."}:
            d.values["dst"] = Value(value.words, value.written.rstrip("/"), "arg")
            return
    name = pool.stem_plain(d.rng)
    d.put("dst", d.one((name, name, name, f"the {name} folder", f"{name}/", f"the folder {name}", f"the {name} directory", f"the folder named {name}")), name, "arg")


def _select(d: Draft) -> Composed | None:
    """Files by several conditions, and what to do with them."""
    act = d.among({"list": 5.0, "count": 1.8, "delete": 2.0, "copy": 1.8, "move": 1.8, "size": 0.6, "details": 0.6, "names": 0.7, "top": 0.9, "grep": 0.6, "tar": 0.4})
    noun, name, kinds = _kind(d)
    chosen = draw_conditions(d, kind=noun if kinds else "")
    if chosen is None or (len(chosen) == 1 and kinds == 0 and chosen[0].group in {"notname", "kind", "user"} and act != "list"):
        return None
    if act == "grep" and any(c.test == "-empty" for c in chosen):
        return None
    changes = act in {"delete", "copy", "move"}
    scope = d.among({"": 1.0, "flat": 1.0, "deep": 0.5}) if not changes else d.among({"flat": 1.2, "deep": 1.0, "": 0.6})
    if d.chance(0.45):
        value = d.draw("dir")
        if value.written == ".":
            return None
        d.put_arg("src", value)
        at, place = d.one(("in {src}", "in {src}", "inside {src}", "from {src}", "of {src}", "under {src}")), "{src}"
    else:
        at, place = (d.one((*_HERE, "")) if scope != "flat" or not changes else d.one(_HERE)), "."
        if changes and scope == "":
            return None  # "here" would be this folder alone, and find goes below it
        if scope == "flat" and not at:
            at = d.one(_HERE)
    depth = ""
    if scope == "flat":
        depth = "-maxdepth 1 "
        if at == "directly here":
            pass
        elif place != "." and d.chance(0.25):
            at = "directly in {src}"
        else:
            at = f"{at} {d.one(_FLAT)}"
    elif scope == "deep":
        at = f"{at.replace('directly ', '')} {d.one(_DEEP)}" if at else d.one(_BELOW)
    elif at == "directly here":
        at = "here"
    if any(c.group == "below" for c in chosen) and scope == "flat":
        return None
    tests = sorted(chosen, key=lambda c: c.place)
    command = " ".join([f"find {place} {depth}-type f", *([name] if name else []), *(c.test for c in tests)])
    after, says = joined(d, chosen)
    exts = {"a": d.values["ext"].written if "ext" in d.values else "", "b": d.values["ext2"].written if "ext2" in d.values else "", "c": d.values["ext3"].written if "ext3" in d.values else "", "d": d.values["ext4"].written if "ext4" in d.values else ""}
    parts = {"noun": noun, "where": at, "conds": after, "says": says, **exts}
    ahead = place != "." and scope == "" and at.startswith(("in ", "inside ", "under "))
    return _done(d, act, command, parts, ahead=ahead)


def _forms(*, says: str, ahead: bool, plain: tuple[str, ...], that: tuple[str, ...], front: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Choose the wordings that the conditions allow."""
    return plain + (that if says else ()) + (front if ahead else ())


def _done(d: Draft, act: str, command: str, parts: dict[str, str], *, ahead: bool) -> Composed | None:
    says = parts["says"]
    mac: str | None = None
    if act in {"list", "count", "details", "names", "size", "grep", "top", "tar"}:
        if act == "list":
            ways = _forms(says=says, ahead=ahead,
                plain=("- (show|list|find|get|display|print|give me|look for|search for) (all |the |all the |)@noun @where @conds", "- (show|list|find|show me|give me) (all |the |)@noun @conds @where", "* @noun @conds @where", "* @noun @where @conds", "* i (need|want|am looking for) (all |the |)@noun @where @conds", "* list of (all |)@noun @conds @where"),
                that=("* which @noun @where @says", "- (show|list|find|print) (all |the |)@noun @where (that|which) @says", "- (show|list|find) (only |just |)(the |those |)@noun (that|which) @says @where", "* i want to see (only |all |)@noun @where that @says", "* are there (any |)@noun @where (that|which) @says", "- (search|look|check) @where for @noun (that|which) @says", "* what @noun @where @says"),
                front=("* @where , (show|list|find) (all |the |)@noun @conds", "* @where : @noun @conds"))
        elif act == "count":
            command += " | wc -l"
            ways = _forms(says=says, ahead=ahead,
                plain=("- <count> (all |the |)@noun @where @conds", "- <count> @noun @conds @where", "* number of @noun @where @conds", "* how many @noun @conds are there @where", "* how many @noun @conds do i have @where", "* @noun @where @conds, how many", "- tell me how many @noun @conds there are @where"),
                that=("* how many @noun @where @says", "- count how many @noun @where @says", "- <count> (the |)@noun @where (that|which) @says"))
        elif act == "details":
            command += " -exec ls -lh {} +"
            extra = d.one(("with (details|their size|their sizes|size and date|permissions and size)", "in long format", "with (size|date) and owner"))
            ways = _forms(says=says, ahead=False, plain=(f"- (show|list|find) (all |the |)@noun {extra} @where @conds", f"- (show|list) {extra} (all |the |)@noun @conds @where"), that=(f"- (show|list) (all |the |)@noun {extra} @where that @says", f"* which @noun @where @says, {extra}"))
        elif act == "names":
            command, mac = command + ' -printf "%f\\n"', "-"
            extra = d.one(("(only|just) the (names|file names)", "the names only", "names without (the |)(path|folder)", "only (the |)file names, no paths"))
            ways = _forms(says=says, ahead=False, plain=(f"- (show|list|print) (the |)@noun @where @conds, {extra}", f"* @noun @conds @where, {extra}", f"- (show|print|list) {extra} of (all |the |)@noun @where @conds"), that=(f"- (show|list) {extra} of @noun @where that @says", f"* which @noun @where @says, {extra}"))
        elif act == "size":
            command += " -exec du -ch {} + | tail -n 1"
            ways = _forms(says=says, ahead=False, plain=("* (total|combined) size of (all |the |)@noun @where @conds", "* how much (space|disk space) do @noun @where @conds (use|take|need)", "- add up the sizes of (all |the |)@noun @conds @where"), that=("* how much space do the @noun @where (use|take) that @says", "- (calculate|show|tell me) the total size of (all |the |)@noun @where that @says"))
        elif act == "grep":
            d.draw("word")
            command += " -exec grep -l {word|q} {} +"
            ways = _forms(says=says, ahead=False, plain=("* which @noun @where @conds (contain|mention|have the word) {word}", "- (list|show|find) (the |all |)@noun @where @conds (containing the text|that contain the text|in which there is the word) {word}", "- search (the |all |)@noun @conds @where for {word} and list the files"), that=("* which of the @noun @where that @says (contain|mention) {word}",))
        elif act == "tar":
            d.draw("tgz")
            command += " -print0 | tar -czf {tgz} --null -T -"
            ways = _forms(says=says, ahead=False, plain=("- (pack|archive|put|bundle) (all |the |)@noun @where @conds into {tgz}", "- (make|create) {tgz} (from|with|out of) (all |the |)@noun @where @conds"), that=("- (pack|archive) into {tgz} (all |the |)@noun @where that @says", "- put (all |the |)@noun @where that @says into {tgz}"))
        else:
            which = d.one(("newest", "oldest", "largest", "smallest"))
            if any(g in command for g in ("-empty",)):
                return None
            word = d.one({"newest": ("newest", "latest", "most recent"), "oldest": ("oldest",), "largest": ("largest", "biggest"), "smallest": ("smallest",)}[which])
            d.draw("count")
            key = "%T@" if which in {"newest", "oldest"} else "%s"
            sort = "-nr" if which in {"newest", "largest"} else "-n"
            command, mac = f'{command} -printf "{key} %p\\n" | sort {sort} | head -n {{count}}', "-"
            ways = _forms(says=says, ahead=False, plain=(f"- (show|list|find) the {{count}} {word} @noun @where @conds", f"* {{count}} {word} @noun @conds @where", f"* (the |){{count}} {word} @noun @where @conds"), that=(f"* which are the {{count}} {word} @noun @where that @says", f"- (show|find) the {{count}} {word} @noun @where that @says"))
    elif act == "delete":
        command += " -delete"
        ways = _forms(says=says, ahead=ahead,
            plain=("- <del> (all |the |all the |)@noun @where @conds", "- <del> (all |the |)@noun @conds @where", "- find and <del> @noun @conds @where", "- clean up @noun @where @conds", "* @noun @where @conds: (delete|remove) them"),
            that=("- <del> (all |the |only the |)@noun @where (that|which) @says", "* i (don't|do not) need the @noun @where that @says, (delete|remove) them", "- find @noun @where that @says and <del> them", "* the @noun @where that @says (can go|should be deleted|have to go)", "- throw away (the |all |)@noun @where that @says"),
            front=("* @where , (delete|remove) (all |the |)@noun @conds",))
    else:
        tool, verb = ("cp", "copy") if act == "copy" else ("mv", "move")
        _target(d)
        command += f" -exec {tool} {{}} {{dst}}/ \\;"
        said = d.one(("copy", "cp", "duplicate", "put copies of") if act == "copy" else ("move", "mv", "transfer", "put"))
        to = "into" if said.startswith("put") else d.one(("to", "into", "into", "over to", "in"))
        ways = _forms(says=says, ahead=ahead,
            plain=(f"- {said} (all |the |all the |)@noun @where @conds {to} {{dst}}", f"- {said} (all |the |)@noun @conds @where {to} {{dst}}", f"- {verb} {to.replace('over ', '')} {{dst}} (all |the |)@noun @where @conds", f"- find (all |)@noun @where @conds and {verb} them (to|into) {{dst}}", f"* {verb} to {{dst}}: @noun @where @conds", f"* @noun @conds @where should be {'copied' if act == 'copy' else 'moved'} (to|into) {{dst}}"),
            that=(f"- take (all |the |)@noun @where that @says and {verb} them (to|into) {{dst}}", f"- {said} (all |the |only the |)@noun @where (that|which) @says {to} {{dst}}", f"- {verb} (to|into) {{dst}} (all |only those |)@noun @where that @says", f"* i want the @noun @where that @says {'copied' if act == 'copy' else 'moved'} (to|into) {{dst}}"),
            front=(f"* @where , {verb} (all |the |)@noun @conds (to|into) {{dst}}",))
    return d.made(f"cond.{act}", ways, command, mac=mac, **parts)


def _glob(d: Draft) -> Composed | None:
    """Names with a beginning, an ending or a middle and an extension, in one folder."""
    d.draw("ext")
    d.draw("prefix")
    ext = d.values["ext"].written
    how = d.among({"starts": 3.0, "contains": 2.4, "ends": 1.0, "numbers": 1.0, "letters": 0.6, "any": 0.8, "dirfiles": 0.7})
    stem = d.values["prefix"].written
    noun, plain = d.one(("{ext} files", "{ext} files", ".@e files", "*.@e files")), how
    if how == "starts":
        said, form = d.one(("(starting|beginning) with {prefix}", "that (start|begin) with {prefix}", "whose names (start|begin) with {prefix}", "with names (starting|beginning) with {prefix}")), f"{stem}*.{ext}"
    elif how == "contains":
        said, form = d.one(("with {prefix} in (the|their) name", "whose names contain {prefix}", "that have {prefix} in (the|their) name", "containing {prefix} in (the|their) name")), f"*{stem}*.{ext}"
    elif how == "ends":
        said, form = d.one(("whose names end (in|with) {prefix} before the (extension|ending)", "ending in {prefix}.@e", "that end with {prefix}.@e")), f"*{stem}.{ext}"
    elif how == "numbers":
        low, high = draw_two_numbers(d, (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30))
        said, noun, form = d.one((f"{stem}{low}.{ext} (to|through|up to) {stem}{high}.{ext}", f"{stem}{low} to {stem}{high} \\(all .{ext}\\)", f"from {stem}{low}.{ext} to {stem}{high}.{ext}")), "files", f"{stem}{{{low}..{high}}}.{ext}"
    elif how == "letters":
        low_, high_ = sorted(d.rng.sample("abcdefghijklmnopqrstuvwxyz", 2))
        said = d.one((f"(starting|beginning) with {low_} to {high_}", f"(starting|beginning) with a letter from {low_} to {high_}", f"whose names (start|begin) with a letter between {low_} and {high_}", f"that (start|begin) with a letter from {low_} to {high_}"))
        form = f"[{low_}-{high_}]*.{ext}"
    elif how == "any":
        said, noun, form = d.one(("(starting|beginning) with {prefix}", "that (start|begin) with {prefix}", "with {prefix} at the (start|beginning) of (the|their) name", "called {prefix}-something, any extension")), "files", f"{stem}*"
    else:
        said, noun, form = d.one(("whose names contain a (digit|number)", "with a (digit|number) in (the|their) name", "that have digits in (the|their) name")), "{ext} files", f"*[0-9]*.{ext}"
    where, path = d.one(("", "", "here", "in this folder")), ""
    if d.chance(0.45):
        value = d.draw("ownd")
        if value.written == ".":
            return None
        d.put_arg("src", value)
        where, path = d.one(("in {src}", "from {src}", "of {src}", "inside {src}")), arg(value.written.rstrip("/")) + "/"
    act = d.among({"ls": 2.0, "cp": 2.0, "mv": 2.0, "rm": 1.8, "count": 0.8, "rmi": 0.4})
    parts = {"noun": noun, "said": said, "where": where, "e": ext}
    if act in {"cp", "mv"}:
        _target(d)
        verb = "copy" if act == "cp" else "move"
        back = d.one((act, verb, verb))
        return d.made(f"cond.glob{act}.{plain}", (f"- {back} (all |the |all the |)@noun @said @where (to|into|in) {{dst}}", f"- {back} (all |the |)@noun @where @said (to|into) {{dst}}", f"- {verb} (to|into) {{dst}} (all |the |)@noun @where @said", f"- put {'copies of ' if act == 'cp' else ''}(all |the |)@noun @said @where into {{dst}}", f"* @noun @where @said -> {{dst}} \\({verb}\\)", f"* @noun @said @where should be {'copied' if act == 'cp' else 'moved'} (to|into) {{dst}}", f"- take (all |the |)@noun @said @where and {verb} them (to|into) {{dst}}", f"* into {{dst}} go all @noun @said @where, {verb} them"), f"{act} {path}{form} {{dst}}/", **parts)
    if act == "ls":
        return d.made(f"cond.globls.{plain}", ("- (list|show|display) (all |the |only the |)@noun @said @where", "- (list|show) (only |just |)(the |)@noun @where @said, not in subfolders", "* (only |)@noun @said @where, no subfolders", "- ls (all |the |)@noun @said @where", "- (list|show|print) the names of (all |the |)@noun @where @said, one level only"), f"ls {path}{form}", **parts)
    if act == "count":
        return d.made(f"cond.globcount.{plain}", ("- <count> (the |)@noun @said @where, not in subfolders", "* how many @noun @said are directly @where" if path and where.startswith("in ") else "* how many @noun @said are there @where, this folder only", "* number of @noun @where @said, without subfolders"), f"ls {path}{form} | wc -l", **parts)
    if act == "rmi":
        return d.made(f"cond.globrmi.{plain}", ("- <del> (all |the |)@noun @said @where, (but |)ask (me |)before each (one|file)", "- <del> (all |the |)@noun @said @where and (confirm|ask for) each (one|file)", "- ask (me |)for each of the @noun @said @where whether to delete it"), f"rm -i {path}{form}", **parts)
    return d.made(f"cond.globrm.{plain}", ("- <del> (all |the |all the |)@noun @said @where", "- <del> (all |the |)@noun @where @said", "* i (don't|do not) need the @noun @said @where (any more|anymore), (delete|remove) them", "- <del> only the @noun @said @where", "* @noun @said @where (can go|should be deleted)", "- throw away (all |the |)@noun @said @where", "- get rid of (all |the |)@noun @where @said", "* @noun @where @said: (delete|remove) them"), f"rm {path}{form}", **parts)


def _newest(d: Draft) -> Composed | None:
    """The first so many in some order, and what then happens to them or to the others."""
    which = d.among({"newest": 3.0, "oldest": 2.0, "largest": 1.6, "smallest": 1.0})
    word = d.one({"newest": ("newest", "latest", "most recent", "last modified", "most recently changed"), "oldest": ("oldest", "oldest", "least recently changed"), "largest": ("largest", "biggest"), "smallest": ("smallest", "smallest")}[which])
    flag = {"newest": "-t", "oldest": "-tr", "largest": "-S", "smallest": "-Sr"}[which]
    n = d.one(_SMALL)
    d.put_count("nums", n)
    where, target, noun = d.one(("", "here", "in this folder", "in the current directory")), "", "files"
    if d.chance(0.6):
        value = d.draw("ext")
        noun, target = d.one(("{ext} files", "{ext} files", f".{value.written} files", f"*.{value.written}")), f" *.{value.written}"
    act = d.among({"cp": 2.0, "mv": 2.0, "rm": 1.6, "rest": 1.4, "mvrest": 1.2, "nth": 1.4, "one": 1.6, "notext": 0.9, "dirs": 1.0, "dironly": 1.2})
    lead = f"{{nums}} {word} {noun}"
    tail = f"ls {flag}{target}"
    rest = f"{tail} | tail -n +{n + 1}"
    if act in {"cp", "mv"}:
        _target(d)
        verb = "copy" if act == "cp" else "move"
        return d.made(f"cond.{act}{which}", (f"- {verb} the {lead} @w (to|into) {{dst}}", f"- {verb} (only|just) the {lead} @w into {{dst}}", f"- put {'copies of ' if act == 'cp' else ''}the {lead} @w into {{dst}}", f"- take the {lead} @w and {verb} them (to|into) {{dst}}", f"- {verb} (to|into) {{dst}} the {lead} @w", f"* the {lead} @w should be {'copied' if act == 'cp' else 'moved'} into {{dst}}", f"- find the {lead} @w and {verb} them into {{dst}}", f"* {lead} @w -> {{dst}} \\({verb}\\)"), f"{tail} | head -n {n} | xargs -d '\\n' {act} -t {{dst}}", mac="-", w=where)
    if act == "rm":
        return d.made(f"cond.rm{which}", (f"- <del> the {lead} @w", f"- <del> (only|just) the {lead} @w", f"* the {lead} @w can go", f"- find the {lead} @w and <del> them", f"* i don't need the {lead} @w any more, delete them", f"- throw away the {lead} @w", f"* @w, delete the {lead}" if where else f"* {lead}: delete them", f"- <del> {{nums}} {noun} @w, the {word} ones"), f"{tail} | head -n {n} | xargs -d '\\n' rm", mac=f"{tail} | head -n {n} | tr '\\n' '\\0' | xargs -0 rm", w=where)
    if act == "rest":
        return d.made(f"cond.rest{which}", (f"- (list|show) (all |)@n @w (except|but) the {{nums}} {word}", f"* all but the {{nums}} {word} @n @w", f"- (list|show) @n @w without the {{nums}} {word} (ones|)", f"* which @n @w are not among the {{nums}} {word}", f"- (list|show) @n @w, {word} first, but skip the first {{nums}}", f"- leave out the {{nums}} {word} @n and list the (rest|others) @w", f"* the @n @w but not the {{nums}} {word}", f"- ignore the {{nums}} {word} @n @w and show the (rest|others)"), rest, n=noun, w=where)
    if act == "mvrest":
        _target(d)
        return d.made(f"cond.mvrest{which}", (f"- move all @n @w (except|but) the {{nums}} {word} (to|into) {{dst}}", f"- move all but the {{nums}} {word} @n @w into {{dst}}", f"- keep the {{nums}} {word} @n @w and move the (rest|others) (to|into) {{dst}}", f"* the {{nums}} {word} @n @w stay, the (rest|others) go into {{dst}}", f"- leave the {{nums}} {word} @n @w (alone|where they are) and move (the others|all others) into {{dst}}", f"- move to {{dst}} every one of the @n @w except the {{nums}} {word}", f"- move the @n @w into {{dst}} but not the {{nums}} {word}", f"- put all @n @w into {{dst}}, only the {{nums}} {word} stay here"), f"{rest} | xargs -d '\\n' mv -t {{dst}}", mac="-", n=noun, w=where)
    if act == "nth":
        k, nth = d.one(((2, "second"), (2, "2nd"), (2, "second"), (3, "third"), (3, "3rd"), (4, "fourth"), (5, "fifth"), (10, "10th")))
        single = noun.replace("files", "file").replace("*.", ".") + (" file" if noun.startswith("*") else "")
        return d.made(f"cond.nth{which}", (f"* (the |){nth} {word} @n @w", f"* which @n @w is the {nth} {word}", f"* what is the {nth} {word} @n @w", f"- (show|print|find|get) the {nth} {word} @n @w", f"- (show|print) only the name of the {nth} {word} @n @w", f"* name of the {nth} {word} @n @w", f"* not the {word} but the {nth} {word} @n @w", f"- tell me the {nth} {word} @n @w"), f"{tail} | sed -n '{k}p'", n=single, w=where)
    if act == "one":
        single = noun.replace("files", "file").replace("*.", ".") + (" file" if noun.startswith("*") else "")
        return d.made(f"cond.one{which}", (f"* (only |just |)the name of the {word} @n @w", f"* (which|what) is the {word} @n @w, only the name", f"- (show|print) (only|just) the name of the {word} @n @w", f"* name of the {word} @n @w, nothing else", f"* how is the {word} @n @w called", f"* what is the {word} @n @w called", f"- (give me|get) (only |)the file name of the {word} @n @w", f"* {word} @n @w, name only"), f"{tail} | head -n 1", n=single, w=where)
    if act == "notext":
        value = d.draw("ext2")
        return d.made(f"cond.{which}not", (f"* (the |){{nums}} {word} files @w (that are not|other than) {{ext2}} files", f"- (show|list) the {{nums}} {word} files @w (except|excluding|without|not counting) {{ext2}} files", f"* {{nums}} {word} files @w, but no {{ext2}} files", f"* which are the {{nums}} {word} files @w if i ignore {{ext2}} files", f"- ignore {{ext2}} files and (show|list) the {{nums}} {word} (others|other files) @w", f"* {{nums}} {word} files @w not ending in .{value.written}", f"- leave out {{ext2}} files and list the {{nums}} {word} @w", f"- (show|list) {{nums}} files @w, the {word} ones, but not {{ext2}} files"), f"ls {flag} | grep -v '\\.{value.written}$' | head -n {n}", w=where)
    if act == "dirs":
        if which in {"largest", "smallest"}:
            return None
        alone = d.chance(0.4)
        word = "newest" if which == "newest" else "oldest"
        count, f = ("1", d.one(("folder", "directory", "subfolder"))) if alone else (str(n), d.one(("folders", "directories", "subfolders")))
        lead = f"the {word} {f}" if alone else f"the {{nums}} {word} {f}"
        return d.made(f"cond.dir{which}", (f"- (show|list|find) {lead} @w", f"* (which|what) (is|are) {lead} @w".replace("(is|are)", "is" if alone else "are"), f"* {lead} @w, not files", f"- (show|print) (only|just) {lead} @w, no files", f"* {lead.removeprefix('the ')} @w", f"- (show|get) the name of {lead} @w" if alone else f"- list {lead} @w by date", f"- look only at folders and show {lead} @w", f"* name of {lead} @w" if alone else f"* names of {lead} @w"), f"ls {flag}d */ | head -n {count}", w=where)
    value = d.draw("dir")
    if value.written == "." or " " in value.written:
        return None
    d.put_arg("src", value)
    path = f"{value.written.rstrip('/')}/{target.strip()}" if target else value.written
    if target:
        return d.made(f"cond.in{which}", (f"- (list|show) the {lead} in {{src}}, names only", f"* {lead} in {{src}}, (this folder only|not in subfolders)", f"- (show|print) only the names of the {lead} in {{src}}", f"* in {{src}}, the {lead}, no subfolders", f"* names of the {lead} directly in {{src}}", f"* which {noun} in {{src}} are the {{nums}} {word}, without subfolders", f"- (get|show) {{nums}} {noun} of {{src}}, the {word} ones, names only", f"- ls the {lead} of {{src}}"), f"ls {flag} {path} | head -n {n}")
    return d.made(f"cond.in{which}", (f"- (list|show) the {{nums}} {word} files in {{src}}, names only", f"- (show|print) only the names of the {{nums}} {word} files in {{src}}", f"* names of the {{nums}} {word} files directly in {{src}}", f"* in {{src}}, the {{nums}} {word} files, only names", f"- (get|show) {{nums}} file names of {{src}}, the {word} ones"), f"ls {flag} {{src}} | head -n {n}")


def _rename(d: Draft) -> Composed | None:
    """Renaming with one condition more: in a folder, below it, only some of the files, as copies."""
    a, b = d.draw("ext").written, d.draw("ext2").written
    if a == b:
        return None
    stem = d.draw("prefix").written
    value = d.draw("ownd")
    if value.written == "." or " " in value.written or value.written.startswith("~") or not stem.isalnum():
        return None
    d.put_arg("src", value)
    src = value.written.rstrip("/")
    new = pool.stem_plain(d.rng)
    sep = d.one(("_", "-"))
    d.put("new", d.one((f"{new}{sep}", f'"{new}{sep}"')), f"{new}{sep}")
    what = d.among({"dir": 2.0, "deep": 2.4, "begin": 1.6, "contain": 0.8, "copy": 1.2, "preext": 1.6, "predir": 1.0, "sufext": 1.0, "spacesext": 1.6, "spacesdir": 0.8, "lowerdir": 0.8, "spacesdash": 0.8, "except": 0.8, "dirs": 0.7, "extlower": 0.9})
    all_ = d.one(("all {ext} files", "the {ext} files", "every .@a file", "all *.@a files"))
    loop = 'for f in @g; do mv "$f" "${f%.@a}.@b"; done'
    to = d.one(("to {ext2}", "to .@b", "to *.@b"))
    ways: tuple[str, ...]
    glob, line, mac = f"*.{a}", loop, None
    if what in {"dir", "begin", "contain"}:
        extra = {"dir": "in {src}", "begin": d.one(("that (start|begin) with {prefix}", "(starting|beginning) with {prefix}")), "contain": d.one(("with {prefix} in (the|their) name", "whose names contain {prefix}"))}[what]
        glob = {"dir": f"{src}/*.{a}", "begin": f"{stem}*.{a}", "contain": f"*{stem}*.{a}"}[what]
        ways = (f"- rename {all_} {extra} {to}", f"- change the (extension|ending) of {all_} {extra} {to}", f"- change the (extension|ending) of {all_} {extra} from {{ext}} {to}", f"* {all_} {extra}: new (extension|ending) {{ext2}}", f"- give {all_} {extra} the (extension|ending) {{ext2}}", f"- replace the (extension|ending) .@a (with|by) .@b for {all_} {extra}", f"* (only |)the {{ext}} files {extra} should (become|be) {{ext2}} files", f"- turn .@a into .@b in the names of {all_} {extra}", f"- rename only the {{ext}} files {extra}, .@a becomes .@b")
    elif what == "deep":
        deep = d.one(("recursively", "including subfolders", "in all subfolders too", "here and below", "in the whole tree", "in this folder and all subfolders", "also in subdirectories"))
        line = f'find . -type f -name "*.{a}" -exec bash -c \'mv "$1" "${{1%.{a}}}.{b}"\' _ {{}} \\;'
        ways = (f"- rename {all_} {to} {deep}", f"- {deep} rename {all_} {to}", f"- change the (extension|ending) of {all_} {deep} {to}", f"- change the (extension|ending) {{ext}} to {{ext2}} {deep}", f"* {all_} {deep} should (be|become) {{ext2}} files", f"- replace the (extension|ending) .@a (with|by) .@b {deep}", f"- turn every .@a into .@b {deep}", f"* .@a -> .@b for all files {deep}")
    elif what == "copy":
        line = 'for f in @g; do cp "$f" "${f%.@a}.@b"; done'
        ways = (f"- copy {all_} so that the copies end in .@b", f"- make a copy of {all_} with the (extension|ending) {{ext2}}", "- copy each {ext} file to the same name with {ext2} at the end", f"- give {all_} a second copy ending in .@b, keep the originals", f"- copy {all_} (to|as) .@b, keep the originals", f"* {all_} also as {{ext2}}, the originals stay", f"- duplicate {all_} with the (extension|ending) .@b", f"- do not rename but copy {all_} {to}")
    elif what in {"preext", "predir"}:
        extra, glob = ("in {src}", "") if what == "predir" else (d.one(("that (start|begin) with {prefix}", "with {prefix} in (the|their) name")), "")
        if what == "predir":
            line = f'for f in {src}/*.{a}; do mv "$f" "{src}/{new}{sep}${{f##*/}}"; done'
        else:
            line = f'for f in {"" if "in" not in extra.split()[-3:] and "name" not in extra else "*"}{stem}*.{a}; do mv "$f" "{new}{sep}$f"; done'
        ways = (f"- (add|put) (the prefix |){{new}} (to|in front of) (the names of |){all_} {extra}", f"- prefix {all_} {extra} with {{new}}", f"- rename {all_} {extra} so that they (start|begin) with {{new}}", f"- put {{new}} at the (start|beginning|front) of the names of {all_} {extra}", f"* {{new}} before the name of {all_} {extra}", f"- let the names of {all_} {extra} (start|begin) with {{new}}", f"* {all_} {extra} get the prefix {{new}}", f"- add {{new}} to the (start|front) of the names of {all_} {extra}")
        if what == "preext" and "start" in extra:
            ways = tuple(w for w in ways if w.count("start") + w.count("begin") < 3)
    elif what == "sufext":
        extra = d.one(("that (start|begin) with {prefix}", "(starting|beginning) with {prefix}"))
        d.put("new", f"{sep}{new}")
        line = f'for f in {stem}*.{a}; do mv "$f" "${{f%.{a}}}{sep}{new}.{a}"; done'
        ways = (f"- (add|append) {{new}} before the (extension|ending) of {all_} {extra}", f"- put {{new}} before the .@a of {all_} {extra}", f"- rename {all_} {extra} so that their names end in {{new}} before the extension", f"* {all_} {extra} get the suffix {{new}} before the extension", f"- insert {{new}} between name and extension of {all_} {extra}", f"- add the suffix {{new}} to the names of {all_} {extra}, the extension stays", f"* {{new}} at the end of the names of {all_} {extra}, before the extension", f"- append {{new}} to the names of {all_} {extra}, keeping the extension")
    elif what in {"spacesext", "spacesdir", "spacesdash"}:
        sign, word = ("-", d.one(("dashes", "hyphens"))) if what == "spacesdash" else ("_", "underscores")
        files_ = "all files in {src}" if what == "spacesdir" else d.one((all_, all_, "only the {ext} files"))
        g = f'{src}/*" "*' if what == "spacesdir" else f'*" "*.{a}'
        line = f'for f in {g}; do mv "$f" "${{f// /{sign}}}"; done'
        ways = (f"- replace (the |all |)(spaces|blanks) (with|by) {word} in the names of {files_}", f"- rename {files_} so that (spaces|blanks) become {word}", f"- change (spaces|blanks) to {word} in the names of {files_}", f"- in the names of {files_} turn (spaces|blanks) into {word}", f"* {word} instead of (spaces|blanks) in the names of {files_}", f"* names of {files_}: (spaces|blanks) to {word}", f"- swap (the |)(spaces|blanks) for {word} in the names of {files_}", f"- get rid of (the |)spaces in the names of {files_}, use {word}")
    elif what == "lowerdir":
        line = f'for f in *.{a}; do mv -n "$f" "${{f^^}}"; done'
        mac = f'for f in *.{a}; do mv "$f" "${{f:u}}"; done'
        ways = (f"- rename {all_} to (uppercase|upper case|capital letters)", f"- make the names of {all_} (uppercase|upper case)", f"- uppercase the names of {all_}", f"* names of {all_} in (upper case|uppercase|capitals)", f"- write the names of {all_} in capital letters", f"- change the names of {all_} to (uppercase|capitals)", f"* {all_}: names to (uppercase|capitals)", f"- convert the names of {all_} to (upper case|uppercase)")
    elif what == "extlower":
        up = a.upper()
        if up == a or not a.isalpha():
            return None
        line = f'for f in *.{up}; do mv "$f" "${{f%.{up}}}.{a}"; done'
        ways = (f"- rename (all |)*.{up} to *.{a}", f"- change the (extension|ending) .{up} to .{a} (here|for all files|)", f"- make the extension of all .{up} files lowercase, {a}", f"* lowercase extension: .{up} to .{a}", f"* .{up} should become .{a}", f"- write the extension {up} in small letters: {a}", f"- turn .{up} into .{a} for all files", f"- rename files ending in .{up} so that they end in .{a}")
    elif what == "except":
        line = f'for f in *; do [ "$f" = "{stem}.{a}" ] || mv "$f" "{new}{sep}$f"; done'
        one = f"{stem}.{a}"
        ways = (f"- (add|put) {{new}} in front of all file names (except|but not) {one}", f"- prefix every file here with {{new}} except {one}", f"- rename all files here so that they start with {{new}}, but not {one}", f"* prefix {{new}} for all files other than {one}", f"- add the prefix {{new}} to everything here, leave {one} (alone|as it is)", f"* all files but {one} get the prefix {{new}}", f"- put {{new}} before all names here, only {one} stays", f"- prefix all files with {{new}} (excluding|without|apart from) {one}")
    else:
        line = f'for d in */; do mv "$d" "{new}{sep}$d"; done'
        f = d.one(("folders", "directories", "subfolders"))
        ways = (f"- (add|put) {{new}} (to|in front of) the names of all {f} (here|)", f"- prefix all {f} with {{new}}, not the files", f"- rename only the {f} here so that they start with {{new}}", f"* all {f} get the prefix {{new}}, files stay", f"- put {{new}} before the names of the {f} here, not before files", f"- add the prefix {{new}} to {f} only", f"* prefix {{new}} for all {f}", f"- let the names of all {f} (start|begin) with {{new}}")
    return d.made(f"cond.rename.{what}", ways, line.replace("@g", glob), mac=mac, a=a, b=b)


def _folders(d: Draft) -> Composed | None:
    """Folders, not files, with several conditions."""
    draws = d.rng.sample(ON_FOLDERS, 2)
    chosen = [draw(d) for draw in draws]
    if len({c.group for c in chosen}) < 2 or any(c.test.startswith("-iname") for c in chosen):
        return None
    noun = d.one(("folders", "directories", "subfolders", "dirs"))
    chosen = [Condition(c.group, c.place, c.test, tuple(w for w in c.after if "bytes" not in w) or c.after, c.says, tuple(w.replace("|files", "").replace("files", noun) for w in c.last)) for c in chosen]
    after, says = joined(d, chosen)
    depth, where = d.one((("", ""), ("", "here and below"), ("-mindepth 1 -maxdepth 1 ", "directly here"), ("-mindepth 1 -maxdepth 1 ", "here, not deeper")))
    if depth and any(c.group == "below" for c in chosen):
        return None
    command = f"find . {depth}-type d " + " ".join(c.test for c in sorted(chosen, key=lambda c: c.place))
    act = d.among({"list": 3.0, "count": 1.0})
    return _done(d, act, command, {"noun": noun, "where": where, "conds": after, "says": says, "a": "", "b": "", "c": "", "d": ""}, ahead=False)


def _both(d: Draft) -> Composed | None:
    """Two folders compared."""
    first, second = d.draw("ownd"), d.draw("ownd2")
    if "." in {first.written, second.written} or first.written.rstrip("/") == second.written.rstrip("/"):
        return None
    d.values["src"], d.values["srcb"] = Value(first.words, first.written, "arg"), Value(second.words, second.written, "arg")
    only = ("* (which|what) files are in {src} but not in {srcb}", "- (show|list|find) (the |all |)files (of|in) {src} (missing|that are missing) (in|from) {srcb}", "- (show|list) (the |)(names|file names) that are in {src} but not in {srcb}", "* what does {src} have that {srcb} does not (have|)", "* files only in {src}, not in {srcb}", "* what is missing in {srcb} compared (to|with) {src}", "- (show|list) what exists in {src} but is missing in {srcb}", "* in {src} but not in {srcb}: which files")
    other = ("* (which|what) files are new in {srcb} compared (to|with) {src}", "- (show|list) files that {srcb} has and {src} does not", "* what does {src} lack that {srcb} has", "* files that only {srcb} has, not {src}", "* which files of {srcb} are missing in {src}", "- (show|list) what {src} is missing compared (to|with) {srcb}", "- (list|show) names found in {srcb} but not in {src}", "* in {srcb} only, not in {src}")
    ways, line = d.one((
        (only, "comm -23 <(ls {src}) <(ls {srcb})"),
        (other, "comm -23 <(ls {srcb}) <(ls {src})"),
        (("* (which|what) files are in both {src} and {srcb}", "- (show|list) (the |)file names that {src} and {srcb} have in common", "* common file names of {src} and {srcb}", "* names that occur in {src} as well as in {srcb}", "- (show|list) files with the same name in {src} and {srcb}", "* which file names exist in {src} and also in {srcb}", "- (find|list) names present in both folders {src} and {srcb}", "* file names that are in {src} and in {srcb} too"), "comm -12 <(ls {src}) <(ls {srcb})"),
        (("- compare (the contents of |the files in |){src} and {srcb} recursively", "* which files differ between {src} and {srcb}", "* (what is different|differences) between (the folders |){src} and {srcb}, only (the |)file names", "- diff {src} (against|with|and) {srcb}, (only say|just tell me) which files differ", "- (check|see) whether {src} and {srcb} have the same content, subfolders too", "- compare the (folders|directories) {src} and {srcb} with all subfolders", "* in which files do {src} and {srcb} differ", "* is {srcb} (identical to|the same as) {src}, list what differs"), "diff -rq {src} {srcb}"),
        (("* which files exist in only one of {src} and {srcb}", "- compare {src} and {srcb} and show only files that are missing on one side", "* files in {src} or {srcb} but not in both", "- (list|show) what is only in one of the folders {src} and {srcb}", "- diff {src} and {srcb} recursively, only (what is|files) missing on one side", "* files that {src} and {srcb} do not share", "- (show|list) files that are not in both {src} and {srcb}, subfolders too", "* what is only on one side, {src} or {srcb}"), 'diff -rq {src} {srcb} | grep "^Only in"'),
        (("- (show|list) files that are in both {src} and {srcb} but differ", "* which common files of {src} and {srcb} have different content", "- compare {src} and {srcb} and show only the files whose content differs", "* same name but other content in {src} and {srcb}", "- diff {src} and {srcb} recursively, ignore what is missing on one side", "* files whose content is different in {src} and {srcb}, not the missing ones", "- (list|show) only changed files between {src} and {srcb}, no new or missing ones", "* which files of {src} were changed in {srcb}, not counting new ones"), 'diff -rq {src} {srcb} | grep "differ$"'),
        (("- copy everything from {src} to {srcb} that is not there yet", "- copy (the |all |)files of {src} missing in {srcb} over there, subfolders too", "- copy the contents of {src} into {srcb} without overwriting what is there", "- copy everything from {src} to {srcb} but do not overwrite (anything|existing files)", "- fill {srcb} up with what is in {src}, existing files stay as they are", "- copy from {src} to {srcb} only what {srcb} does not have", "- add to {srcb} whatever {src} has and it does not, overwrite nothing", "* contents of {src} to {srcb}, copy, skip (existing|existing files)"), "cp -rn {src}/. {srcb}/"),
        (("- copy everything from {src} to {srcb} that is newer", "- copy the contents of {src} into {srcb}, but only files newer than there", "- update {srcb} with newer files from {src}, subfolders too", "- copy from {src} to {srcb}, overwrite only older files", "- copy the contents of {src} into {srcb} only where {src} is newer", "* newer files of {src} to {srcb}, the others stay", "- bring {srcb} up to date with {src}, copying only what is newer or missing", "- overwrite files in {srcb} only if those in {src} are newer, all subfolders"), "cp -ru {src}/. {srcb}/"),
    ))
    written = (d.values["src"].written, d.values["srcb"].written)
    for key, text in zip(("src", "srcb"), written, strict=True):
        d.values[key] = Value(d.values[key].words, text.rstrip("/"), "arg")
    return d.made("cond.both", ways, line, mac="-" if "-ru" in line else None)
