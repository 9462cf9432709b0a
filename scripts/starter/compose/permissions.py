"""Permissions and owners: chmod by letters and by numbers, for files and folders, searches by mode, chown, stat, access lists."""

from __future__ import annotations

import random
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft, own_slots
from scripts.starter.values import Value

own_slots("obj", "mode", "who", "mask", "owner", "grp")

# who, letter: as objects ("from others"), as subjects ("others can")
WHO: Final = {
    "u": (("the owner", "its owner", "the owner", "the file owner", "u"), ("the owner", "its owner")),
    "me": (("me", "myself"), ("i",)),
    "g": (("the group", "its group", "group members", "the group", "group", "members of its group"), ("the group", "its group", "group members", "the group members")),
    "o": (("others", "other users", "everyone else", "the others", "other people", "others"), ("others", "other users", "everyone else", "other people", "the rest")),
    "a": (("everyone", "everybody", "all users", "all", "anyone", "the whole world"), ("everyone", "everybody", "all users", "anyone")),
    "go": (("group and others", "the group and others", "everyone except (me|the owner)", "everybody but the owner"), ("the group and others", "everyone except the owner", "everybody but me")),
    "ug": (("owner and group", "the owner and the group", "me and my group"), ("owner and group", "the owner and the group")),
}  # fmt: skip
RIGHTS: Final = {
    # letters: nouns, verbs
    "r": (("read", "read"), ("read", "read", "see the contents of", "open")),
    "w": (("write", "write"), ("write to", "modify", "edit", "change", "write")),
    "x": (("execute", "execute", "execution"), ("execute", "run")),
    "rw": (("read and write", "read/write", "read-write", "read and write"), ("read and write", "read and edit", "read and change")),
    "rx": (("read and execute", "read and execute"), ("read and execute", "read and run")),
    "rwx": (("all", "full", "read, write and execute"), ("read, write and execute", "do anything with")),
}  # fmt: skip
MODES: Final = (
    "644",
    "600",
    "755",
    "700",
    "640",
    "750",
    "664",
    "400",
    "444",
    "775",
    "660",
    "770",
    "500",
    "555",
    "666",
    "777",
    "711",
    "440",
)
MASKS: Final = ("022", "027", "077", "002", "007", "037", "026")
# what people say about a whole mode -> numbers for a file, for a folder
WHOLE: Final = (
    (("only i can read and write", "only the owner can read and write", "nobody else can read it", "only i can (read|open|access)", "no one but me can read", "nobody but me has access to"), "600", "700"),
    (("everyone can read but only i can (write|change)", "everybody can read and only the owner can (write|edit)", "i can write and everyone else can only read"), "644", "755"),
    (("everyone can read and (run|execute) but only i can (change|write)", "all can read and execute, only the owner can write"), "755", "755"),
    (("only i can read, write and execute", "only the owner can do anything with", "only i have full access to"), "700", "700"),
    (("everyone can read and write", "anybody can read and change"), "666", "777"),
    (("i can read and write and the group can only read", "the owner can read and write, the group can read and others have no access to", "i can read and write, my group can read, nobody else has access to"), "640", "750"),
    (("i and my group can read and write", "owner and group can read and write but others (nothing|not)", "only the owner and the group can read and write"), "660", "770"),
    (("owner and group can write and (others|everyone else) can (only|) read",), "664", "775"),
    (("everyone can (only|just) read", "nobody can write and everyone can read"), "444", "555"),
    (("only i can read and nobody can write", "only the owner can (only|just) read"), "400", "500"),
    (("everyone can do everything with", "everybody has full access to", "anyone can do anything with"), "777", "777"),
)  # fmt: skip
LETTERS: Final = {"7": "rwx", "6": "rw-", "5": "r-x", "4": "r--", "0": "---", "1": "--x"}


def make(rng: random.Random) -> Composed:
    """Compose one request about permissions or owners."""
    d = Draft(rng, mac=0.08)
    build = d.among({_symbolic: 5.0, _octal: 2.4, _whole: 1.6, _executable: 1.8, _readonly: 1.2, _deep: 3.0, _owner: 3.0, _find: 3.0, _show: 2.4, _mask: 1.0, _special: 1.0, _lists: 1.6, _combined: 1.2, _same: 0.5})  # fmt: skip
    while (made := build(d)) is None:
        d.values.clear()
    return made


def _object(d: Draft, *, folders: bool = True) -> str:
    """Draw what is changed: a file, a script, several files, all of a kind, a folder; returns how it is written."""
    kind = d.among(
        {"file": 5.0, "script": 1.5, "folder": 1.6 if folders else 0.0, "two": 0.7, "ext": 1.4, "all": 0.4}
    )
    if kind in {"file", "script"}:
        value = d.draw("file" if kind == "file" else "script")
        d.values["obj"] = value
        if value.words == value.written and d.chance(0.2):
            d.values["obj"] = Value(
                d.one((f"the file {value.written}", f"my file {value.written}", f"file {value.written}")),
                value.written,
                "arg",
            )
        return "{obj}"
    if kind == "folder":
        value = d.draw("ownd")
        d.values["obj"] = Value(
            value.words if value.words != value.written else f"the folder {value.written}",
            value.written,
            "arg",
        )
        return "{obj}"
    if kind == "two":
        d.draw("file")
        d.draw("file2")
        d.put("obj", f"{d.values['file'].words} and {d.values['file2'].words}", "x")
        return "{file} {file2}"
    if kind == "ext":
        value = d.draw("ext")
        d.put(
            "obj",
            d.one(
                (
                    f"all {value.words} files",
                    f"all the {value.words} files (here)".replace(" (here)", d.one((" here", ""))),
                    f"every {value.words} file here",
                    f"*.{value.written}",
                    f"the {value.words} files in this folder",
                )
            ),
            "x",
        )
        return f"*.{value.written}"
    d.put("obj", d.one(("all files here", "all files in this folder", "everything in this directory")), "x")
    return "*"


def _can(d: Draft, who: str) -> str:
    return d.one(WHO[who][1])


def _symbolic(d: Draft) -> Composed | None:
    obj = _object(d)
    who = d.among({"u": 1.2, "g": 3.0, "o": 3.0, "a": 2.0, "go": 1.4, "ug": 0.6, "me": 1.0})
    right = d.among({"r": 2.0, "w": 3.0, "x": 1.6, "rw": 1.2, "rx": 0.6, "rwx": 1.0})
    take = d.chance(0.45)
    if who == "me" and take:
        return None
    letter = "u" if who == "me" else who
    deep = (
        d.values["obj"].words.startswith(("the folder", "folder", "directory", "the "))
        and "file" not in d.values
        and d.chance(0.3)
        and obj == "{obj}"
        and "." not in d.values["obj"].written
    )
    flag = " -R" if deep else ""
    rec = (
        d.one(
            (
                "recursively",
                "and everything (in|inside|below) it",
                "including (all|everything) (files|) in it".replace(
                    "(all|everything) (files|) in it", "everything in it"
                ),
                "and all its contents",
            )
        )
        if deep
        else ""
    )
    noun, verb = d.one(RIGHTS[right][0]), d.one(RIGHTS[right][1])
    to, can = d.one(WHO[who][0]), _can(d, who)
    perm = d.one(("permission", "permissions", "access", "rights", "permission"))
    if right == "rwx" and noun in {"all", "full"}:
        perm = "permissions" if noun == "all" else "access"
    line = f"chmod{flag} {letter}{'-' if take else '+'}{right} {obj}"
    if take:
        ways: tuple[str, ...] = (f"- (remove|take away|revoke|drop) {noun} {perm} (from|for) {to} (on|of|for) {{obj}} @r", f"- (remove|revoke|take) {noun} {perm} on {{obj}} (from|for) {to} @r", f"- take {noun} {perm} on {{obj}} away from {to} @r", f"- (stop|prevent|keep) {to} from {_ing(verb)} {{obj}} @r", f"- (forbid|don't allow|do not allow) {to} to {verb} {{obj}} @r", f"* {can} (should not|shouldn't|must not) (be able to|) {verb} {{obj}} @r".replace("(should not|shouldn't|must not) (be able to|) ", "(should not be able to|must not|shouldn't be able to) "), f"- make {{obj}} not {_able(right)} (for|by) {to} @r",
                                f"* chmod {letter}-{right} {{obj}} @r", f"* no {noun} {perm} for {to} on {{obj}} @r", f"- make sure {can} (cannot|can't) {verb} {{obj}} @r")  # fmt: skip
        if who == "u" or verb.startswith("see"):
            ways = tuple(w for w in ways if "should" not in w)
    else:
        ways = (f"- (give|grant) {to} {noun} {perm} (to|on|for) {{obj}} @r", f"- (let|allow) {to} {verb} {{obj}} @r".replace("(let|allow)", "let"), f"- allow {to} to {verb} {{obj}} @r", f"- add {noun} {perm} for {to} (to|on) {{obj}} @r", f"- make {{obj}} {_able(right)} (for|by) {to} @r", f"* {can} should be able to {verb} {{obj}} @r", f"- make (it so|sure) {can} can {verb} {{obj}} @r", f"* chmod {letter}+{right} {{obj}} @r",
                f"* {noun} {perm} for {to} on {{obj}} @r", f"* how can {can} {verb} {{obj}} @r", f"- (set|change) (the|) permissions (of|on) {{obj}} so (that|) {can} can {verb} it @r")  # fmt: skip
    return d.made("perm.symbolic", tuple(w for w in ways if "not able" not in w), line, r=rec)


def _ing(verb: str) -> str:
    table = {
        "read": "reading",
        "write to": "writing to",
        "write": "writing",
        "modify": "modifying",
        "edit": "editing",
        "change": "changing",
        "execute": "executing",
        "run": "running",
        "open": "opening",
        "see the contents of": "seeing the contents of",
        "read and write": "reading and writing",
        "read and edit": "reading and editing",
        "read and change": "reading and changing",
        "read and execute": "reading and executing",
        "read and run": "reading and running",
        "read, write and execute": "reading, writing and executing",
        "do anything with": "doing anything with",
    }
    return table[verb]


def _able(right: str) -> str:
    return {
        "r": "readable",
        "w": "(writable|writeable|editable)",
        "x": "executable",
        "rw": "readable and writable",
        "rx": "readable and executable",
        "rwx": "readable, writable and executable",
    }[right]


def _mode(d: Draft) -> str:
    mode = d.one(MODES)
    said = mode
    if d.chance(0.2):
        said = "".join(LETTERS[digit] for digit in mode) if all(digit in LETTERS for digit in mode) else mode
    elif d.chance(0.06):
        said = mode = "0" + mode
    d.put("mode", said, mode)
    return said


def _octal(d: Draft) -> Composed | None:
    obj = _object(d)
    said = _mode(d)
    perm = d.one(("permissions", "permission", "mode", "rights", "access rights", "file mode", "chmod"))
    ways = (
        f"- set (the|) {perm} (of|on|for) {{obj}} to {{mode}}",
        f"- change (the|) {perm} (of|on) {{obj}} to {{mode}}",
        "- chmod {obj} to {mode}",
        "- give {obj} (permissions|mode|rights) {mode}",
        "- make {obj} {mode}",
        "* chmod {mode} {obj}",
        "* {obj} should have (permissions|mode) {mode}",
        "* (permissions|mode) {mode} for {obj}",
        "- set {mode} on {obj}",
    )
    del said
    return d.made(
        "perm.octal", tuple(w.replace("chmod (of", "permissions (of") for w in ways), f"chmod {{mode}} {obj}"
    )


def _whole(d: Draft) -> Composed | None:
    obj = _object(d)
    said, file_mode, folder_mode = d.one(WHOLE)
    folder = "file" not in d.values and obj == "{obj}" and "script" not in d.values
    mode = folder_mode if folder else file_mode
    words = d.one(said)
    if folder and ("execute" in words or "run" in words):
        return None
    ways: tuple[str, ...] = (
        f"- make it so (that|) {words} {{obj}}",
        f"- (set|change) (the|) permissions so (that|) {words} {{obj}}",
        f"- make sure (that|) {words} {{obj}}",
        f"* {words} {{obj}}",
        f"* i want that {words} {{obj}}",
        f"- chmod so that {words} {{obj}}",
    )
    if d.chance(0.3):
        mode = "700" if folder else "600"
        ways = (
            "- make {obj} private",
            "- make {obj} (readable|accessible) only (by|for) me",
            "- make {obj} (private|accessible) to me only",
            "* {obj} only for me",
            "- protect {obj} from (other users|everyone else|prying eyes)",
            "- hide {obj} from other users",
            "- lock down {obj} so (that|) only i (can use it|have access)",
        )
        if not folder:
            ways += (
                "- make {obj} readable and writable only (by|for) (the owner|me)",
                "- restrict {obj} to its owner",
            )
    ways = tuple(w.replace("nobody else can read it {obj}", "nobody else can read {obj}") for w in ways)
    return d.made("perm.whole", ways, f"chmod {mode} {obj}")


def _executable(d: Draft) -> Composed | None:
    kind = d.among({"script": 4.0, "me": 1.2, "off": 1.0, "ext": 1.4, "run": 0.7, "rec": 1.2, "two": 0.6})
    d.draw("script")
    d.values["obj"] = d.values["script"]
    ext = d.one(("sh", "sh", "py", "pl", "rb"))
    d.put(
        "who",
        d.one(
            {
                "sh": ("shell", "sh", ".sh", "bash"),
                "py": ("python", "py", ".py"),
                "pl": ("perl", ".pl"),
                "rb": ("ruby", ".rb"),
            }[ext]
        ),
        ext,
    )
    if kind == "script":
        return d.made(
            "perm.x",
            (
                "- make {obj} (executable|runnable)",
                "- (give|add) (execute|execution|run) permission (to|on) {obj}",
                "- (set|add) the (executable|execute) (bit|flag) (of|on|for) {obj}",
                "* {obj} permission denied when i run it, make it executable",
                "* make executable {obj}",
                "- mark {obj} as executable",
                "- let me run {obj} as a program",
                "- turn {obj} into an executable",
                "* chmod executable {obj}",
                "* i can't run {obj}, fix it",
            ),
            "chmod +x {obj}",
        )
    if kind == "me":
        return d.made(
            "perm.ux",
            (
                "- make {obj} executable (only|) for (me|the owner) (only|)".replace(
                    "(only|) for (me|the owner) (only|)", "(for (me|the owner) only|only for (me|the owner))"
                ),
                "- (give|grant) only the owner execute permission (on|for) {obj}",
                "- let only me (run|execute) {obj}",
            ),
            "chmod u+x {obj}",
        )
    if kind == "off":
        return d.made(
            "perm.nox",
            (
                "- make {obj} (non-executable|not executable|non executable)",
                "- (remove|clear|take away) the (executable|execute) (bit|flag|permission) (of|from|on) {obj}",
                "- {obj} should not be executable (any more|)".replace("- ", "* "),
            ),
            "chmod -x {obj}",
        )
    if kind == "ext":
        return d.made(
            "perm.xext",
            (
                "- make all {who} (scripts|files) (here|in this folder|) executable",
                "- (set|add) the execute (bit|permission) (on|for|to) all {who} (scripts|files) (here|in this folder|)",
                "* all {who} scripts here executable",
            ),
            f"chmod +x *.{ext}",
        )
    if kind == "run":
        value = d.values["script"].written
        run = value if "/" in value else "./" + value
        return d.made(
            "perm.xrun",
            (
                "- make {obj} executable and run it",
                "- chmod {obj} executable, then (run|start) it",
                "* make {obj} runnable and execute it",
            ),
            f"chmod +x {{obj}} && {run}",
        )
    if kind == "two":
        d.draw("script2")
        return d.made(
            "perm.xtwo",
            ("- make {obj} and {script2} executable", "- (set|add) the execute bit on {obj} and {script2}"),
            "chmod +x {obj} {script2}",
        )
    return d.made(
        "perm.xrec",
        (
            "- make (all|every one of the) {who} (scripts|files) {in} (and its subfolders|recursively|including subfolders) executable".replace(
                "(all|every one of the)", "all"
            ),
            "- recursively make (all|the) {who} (scripts|files) {in} executable",
            "- find all {who} files {in} and make them executable",
        ),
        f'find {{in}} -type f -name "*.{ext}" -exec chmod +x {{}} +',
    )


def _readonly(d: Draft) -> Composed | None:
    obj = _object(d)
    if d.chance(0.62):
        ways: tuple[str, ...] = (
            "- make {obj} (read only|read-only|readonly|unwritable)",
            "- (write protect|write-protect) {obj}",
            "- protect {obj} (from|against) (writing|changes|being modified|modification|editing)",
            "- remove (the|) write (permission|access) (from|on) {obj} (for (everyone|everybody|all)|)",
            "* {obj} read only",
            "* nobody should be able to (change|modify|edit) {obj}",
            "* no one may (write to|change) {obj}",
            "- set {obj} (read-only|to read only)",
        )
        return d.made("perm.readonly", ways, f"chmod a-w {obj}")
    return d.made(
        "perm.writable",
        (
            "- make {obj} (writable|writeable) (again|for me|for the owner)",
            "- (give|grant) me write (permission|access) (to|on) {obj}",
            "* {obj} is read only, make it writable",
            "- let me (edit|change|write to) {obj} (again|)",
            "- remove (the|) write protection (from|of) {obj}",
            "* i can't save {obj}, give me write permission",
        ),
        f"chmod u+w {obj}",
    )


def _deep(d: Draft) -> Composed | None:
    """Whole trees, files and folders apart."""
    value = d.draw("ownd")
    d.values["obj"] = Value(value.words, value.written, "arg")
    _mode(d)
    what = d.among(
        {
            "all": 2.0,
            "files": 2.4,
            "dirs": 2.4,
            "std": 1.2,
            "ext": 1.4,
            "X": 0.6,
            "exts": 0.6,
            "private": 0.8,
            "top": 0.0,
            "symfiles": 1.2,
        }
    )
    where = "(in|under|inside|below)"
    rec = "(recursively|and everything (in|below) it|including everything in it|and all its contents)"
    if what == "all":
        return d.made(
            "perm.deep",
            (
                f"- chmod {{obj}} {rec} to {{mode}}",
                f"- set (the|) permissions of {{obj}} {rec} to {{mode}}",
                "- recursively (chmod|set) {obj} to {mode}",
                "- change (the|) (permissions|mode) of {obj} to {mode} recursively",
                "* chmod -R {mode} {obj}",
                "- give everything in {obj} (and the folder itself|) mode {mode}".replace(
                    " (and the folder itself|)", ", the folder included,"
                ),
            ),
            "chmod -R {mode} {obj}",
        )
    if what == "files":
        return d.made(
            "perm.deepfiles",
            (
                f"- set (the|) (permissions|mode) of (all|the) files {where} {{obj}} to {{mode}} (but not the (folders|directories)|, not the (folders|directories)|)",
                f"- chmod (all|only the|just the) files {where} {{obj}} to {{mode}}",
                "- give (all|every one of the) files in {obj} (permissions|mode) {mode}".replace(
                    "(all|every one of the)", "all"
                ),
                f"* {{mode}} for all files {where} {{obj}}",
                "- recursively chmod only the files (in|of) {obj} to {mode}",
                f"- change all files (not (folders|directories)|) {where} {{obj}} to {{mode}}",
            ),
            "find {obj} -type f -exec chmod {mode} {} +",
        )
    if what == "dirs":
        dirs = "(folders|directories|subfolders|subdirectories|dirs)"
        return d.made(
            "perm.deepdirs",
            (
                f"- set (the|) (permissions|mode) of (all|the) {dirs} {where} {{obj}} to {{mode}}",
                f"- chmod (all|only the|just the) {dirs} {where} {{obj}} to {{mode}}",
                f"- give all {dirs} {where} {{obj}} mode {{mode}}",
                f"* {{mode}} for all {dirs} {where} {{obj}}",
                f"- change all {dirs} (not files|but not the files|) {where} {{obj}} to {{mode}}",
            ),
            "find {obj} -type d -exec chmod {mode} {} +",
        )
    if what == "std":
        return d.made(
            "perm.deepstd",
            (
                "- set (folders|directories) to 755 and files to 644 in {obj}",
                "- chmod 755 for (folders|directories) and 644 for files (in|under) {obj} (recursively|)",
                "- in {obj} make all directories 755 and all files 644",
                "- fix (the|) permissions (of|in) {obj}: (dirs|directories|folders) 755, files 644",
                "* files 644 and directories 755 (under|in) {obj}",
            ),
            "find {obj} -type d -exec chmod 755 {} + -o -type f -exec chmod 644 {} +",
        )
    if what == "ext":
        return d.made(
            "perm.deepext",
            (
                f"- set (the|) (permissions|mode) of all {{ext}} files {where} {{obj}} to {{mode}}",
                f"- chmod all {{ext}} files {where} {{obj}} (recursively|) to {{mode}}",
                f"- give every {{ext}} file {where} {{obj}} mode {{mode}}",
                "- recursively chmod {mode} all {ext} files in {obj}",
            ),
            'find {obj} -type f -name "*.{ext}" -exec chmod {mode} {} +',
        )
    if what == "exts":
        who = d.one(("g", "o", "a", "go"))
        right = d.one(("r", "w", "rw"))
        take = d.chance(0.5)
        noun, to = d.one(RIGHTS[right][0]), d.one(WHO[who][0])
        line = f'find {{obj}} -type f -name "*.{{ext}}" -exec chmod {who}{"-" if take else "+"}{right} {{}} +'
        return d.made(
            "perm.deepsym",
            (
                (
                    f"- remove {noun} permission from {to} on all {{ext}} files {where} {{obj}}",
                    f"- take {noun} permission on the {{ext}} files {where} {{obj}} away from {to}",
                )
                if take
                else (
                    f"- give {to} {noun} permission on all {{ext}} files {where} {{obj}}",
                    f"- let {to} {RIGHTS[right][1][0]} all {{ext}} files {where} {{obj}}",
                )
            ),
            line,
        )
    if what == "symfiles":
        who, right = d.one(("g", "o", "a", "go")), d.one(("r", "w", "rw", "x"))
        kind, letter = d.one((("files", "f"), ("(folders|directories)", "d")))
        take = d.chance(0.5)
        noun, to = d.one(RIGHTS[right][0]), d.one(WHO[who][0])
        ways = (
            (
                f"- remove {noun} permission from {to} on all {kind} {where} {{obj}}",
                f"- take {noun} permission on all {kind} {where} {{obj}} away from {to}",
            )
            if take
            else (
                f"- give {to} {noun} permission on all {kind} {where} {{obj}}",
                f"- add {noun} permission for {to} to all {kind} {where} {{obj}}",
            )
        )
        return d.made(
            "perm.deepsymall",
            ways,
            f"find {{obj}} -type {letter} -exec chmod {who}{'-' if take else '+'}{right} {{}} +",
        )
    if what == "private":
        return d.made(
            "perm.deepprivate",
            (
                "- make {obj} and everything in it (private|accessible only to me)",
                "- remove all (permissions|access) for group and others (from|on) {obj} recursively",
                "- recursively (block|keep) (group and others|everyone else) out of {obj}".replace(
                    "(block|keep)", "keep"
                ),
                "- (make|set) {obj} recursively private",
            ),
            "chmod -R go-rwx {obj}",
        )
    return d.made(
        "perm.deepX",
        (
            "- make {obj} readable for everyone recursively, with (folders|directories) (enterable|accessible|searchable)",
            "- let everyone read {obj} and enter its (folders|directories), recursively",
            "- recursively give everyone read permission on {obj} and execute only on (directories|folders)",
        ),
        "chmod -R a+rX {obj}",
    )


def _owner(d: Draft) -> Composed | None:
    kind = d.among({"file": 3.0, "folder": 2.6, "two": 0.5, "ext": 0.9, "find": 0.9})
    what = d.among({"user": 3.0, "both": 2.4, "group": 2.0, "me": 1.2, "root": 0.5})
    d.draw("uname")
    d.draw("group")
    user = "{uname}"
    group = "{group}"
    if kind in {"file", "two"}:
        d.values["obj"] = d.draw("file")
        target, flag, rec = "{obj}", "", ""
        if kind == "two":
            d.draw("file2")
            target = "{file} {file2}"
            d.put("obj", f"{d.values['file'].words} and {d.values['file2'].words}", "x")
    elif kind == "folder":
        value = d.draw("ownd")
        d.values["obj"] = Value(value.words, value.written, "arg")
        target, flag, rec = (
            "{obj}",
            " -R",
            d.one(
                (
                    "recursively",
                    "and everything (in|inside|below) it",
                    "and all its contents",
                    "including (everything|all files) in it",
                    "with all files in it",
                )
            ),
        )
        if d.chance(0.12):
            flag, rec = (
                "",
                d.one(("(itself|itself only)", "but not what is in it", "not recursively")).replace(
                    "(itself|itself only)", "itself, not its contents"
                ),
            )
    else:
        value = d.draw("ext")
        d.put(
            "obj",
            d.one(
                (
                    f"all {value.words} files",
                    f"the {value.words} files here",
                    f"all {value.words} files in this folder",
                    f"*.{value.written}",
                )
            ),
            "x",
        )
        target, flag, rec = f"*.{value.written}", "", ""
        if kind == "find":
            d.put("obj", f"all {value.words} files", "x")
            rec = "{in} recursively"
    if what == "user":
        ways: tuple[str, ...] = (
            f"- (change|set) the owner of {{obj}} @r to {user}",
            f"- (change|set) the owner of {{obj}} to {user} @r",
            f"- make {user} the owner of {{obj}} @r",
            f"- chown {{obj}} @r to {user}",
            f"- give {{obj}} @r to {user}",
            f"* owner of {{obj}} should be {user} @r",
            f"- transfer ownership of {{obj}} to {user} @r",
            f"* chown {user} {{obj}} @r",
            f"- let {user} own {{obj}} @r",
        )
        new, tool = user, "chown"
    elif what == "both":
        d.put(
            "owner",
            d.one(
                (
                    f"{d.values['uname'].written}:{d.values['group'].written}",
                    f"{d.values['uname'].written}:{d.values['group'].written}",
                    f"user {d.values['uname'].written} and group {d.values['group'].written}",
                )
            ),
            f"{d.values['uname'].written}:{d.values['group'].written}",
        )
        ways = (
            "- (change|set) (the|) (owner and group|owner|ownership) of {obj} @r to {owner}",
            "- (change|set) (the|) (owner and group|ownership) of {obj} to {owner} @r",
            "- chown {obj} @r to {owner}",
            f"- make {user} the owner and {group} the group of {{obj}} @r",
            f"* {{obj}} should belong to {user} and (the|) group {group} @r",
            "* chown {owner} {obj} @r",
        )
        new, tool = "{uname}:{group}", "chown"
    elif what == "group":
        ways = (
            f"- (change|set) the group of {{obj}} @r to {group}",
            f"- (change|set) the group of {{obj}} to {group} @r",
            f"- make {group} the group of {{obj}} @r",
            f"- chgrp {{obj}} @r to {group}",
            f"- assign {{obj}} to (the|) group {group} @r",
            f"* {{obj}} should belong to (the|) group {group} @r",
            f"- change (the|) group ownership of {{obj}} to {group} @r",
            f"* chgrp {group} {{obj}} @r",
        )
        new, tool = group, "chgrp"
    elif what == "root":
        ways = (
            "- (change|set) the owner of {obj} to root @r",
            "- make root the owner of {obj} @r",
            "- chown {obj} to root @r",
            "* {obj} should belong to root @r",
        )
        new, tool = "root", "chown"
    else:
        ways = (
            "- make me the owner of {obj} @r",
            "- take ownership of {obj} @r",
            "- give me {obj} @r, i want to own it",
            "- change the owner of {obj} to (me|myself|my user) @r",
            "* i want to own {obj} @r",
            "* {obj} belongs to root, make it mine @r",
        )
        new, tool = '"$USER"', "chown"
    if kind == "find":
        line = f'find {{in}} -type f -name "{target}" -exec sudo {tool} {new} {{}} +'
    else:
        line = f"sudo {tool}{flag} {new} {target}"
    mentions = [w for w in ways if "@r" in w]
    return d.made(f"perm.own{what}", mentions, line, r=rec)


def _find(d: Draft) -> Composed | None:
    kind, letter = d.among({("files", "f"): 6.0, ("(folders|directories)", "d"): 1.6})
    noun = kind
    name = ""
    if letter == "f" and d.chance(0.22):
        d.draw("ext")
        noun, name = "{ext} files", '-name "*.{ext}" '
    what = d.among(
        {
            "mode": 3.0,
            "not": 0.9,
            "world": 1.6,
            "group": 0.8,
            "readable": 0.6,
            "exec": 1.2,
            "suid": 1.2,
            "sgid": 0.5,
            "sticky": 0.3,
            "noread": 0.4,
            "nowrite": 0.4,
            "user": 1.4,
            "notuser": 0.7,
            "grp": 1.0,
            "nouser": 0.6,
            "nogroup": 0.3,
            "mine": 0.6,
            "notmine": 0.5,
        }
    )
    d.draw("uname")
    d.draw("group")
    d.put("mode", d.one(MODES))
    where, tail, scope = "{in}", "", "{in}"
    if what in {"suid", "sgid"}:
        if letter == "d" or name:
            return None
        if d.chance(0.5):
            where, scope, tail = (
                d.one(("on this (system|machine)", "on the whole system", "")),
                "/",
                " 2>/dev/null",
            )
            if not where:
                where, scope, tail = "{in}", "{in}", ""
    said, test = {
        "mode": (("with (permissions|permission|mode|chmod) {mode}", "that have (permissions|mode) {mode}", "whose (mode is|permissions are) {mode}", "having mode {mode}"), "-perm {mode}"),
        "not": (("(that do not have|without|with other than) (permissions|mode) {mode}", "whose (mode is|permissions are) not {mode}"), "-not -perm {mode}"),
        "world": (("(that are|) (writable|writeable) by (everyone|anyone|others|everybody)", "(that are|) world-writable", "(everyone|anybody|others) can write to"), "-perm -o=w"),
        "group": (("(that are|) (writable|writeable) by (the|their) group", "(that are|) group writable"), "-perm -g=w"),
        "readable": (("(that are|) readable by (everyone|others|anyone)", "(that are|) world-readable", "(everyone|others) can read"), "-perm -o=r"),
        "exec": (("(that are|) executable", "that can be executed", "with the execute (bit|permission)"), "-executable"),
        "suid": (("with (the|) (setuid|suid|set uid) (bit|bit set|)", "that run as their owner \\(setuid\\)"), "-perm -4000"), "sgid": (("with (the|) (setgid|sgid) (bit|bit set|)",), "-perm -2000"),
        "sticky": (("with (the|) sticky bit (set|)",), "-perm -1000"), "noread": (("(i cannot|i can't|that i cannot|that i can't) read", "(that are|) not readable (by|for) me"), "-not -readable"), "nowrite": (("(i cannot|i can't|that i cannot) (write|write to|change)", "(that are|) not writable (by|for) me"), "-not -writable"),
        "user": (("(owned by|belonging to|that belong to|of) (user|) {uname}", "whose owner is {uname}", "{uname} owns"), "-user {uname}"), "notuser": (("(not owned by|that do not belong to|not belonging to) (user|) {uname}", "whose owner is not {uname}"), "-not -user {uname}"),
        "grp": (("(belonging to|of|that belong to|owned by) (the|) group {group}", "whose group is {group}"), "-group {group}"), "nouser": (("without (a|an existing) (valid|) owner".replace("(a|an existing) (valid|) owner", "(an owner|a valid owner|an existing owner)"), "whose owner (no longer|does not) exists".replace("(no longer|does not) exists", "no longer exists"), "that belong to no user"), "-nouser"),
        "nogroup": (("without (a valid|an existing) group", "whose group no longer exists"), "-nogroup"), "mine": (("(that are|) owned by me", "(that|) belong to me".replace("(that|)", "that"), "i own"), '-user "$USER"'), "notmine": (("(that are|) not owned by me", "that do not belong to me", "i do not own"), '-not -user "$USER"'),
    }[what]  # fmt: skip
    if letter == "d" and what == "exec":
        return None
    s = d.one(said)
    if where != "{in}" and s.endswith(")"):
        s = s.replace("|)", ")")
    act = (
        d.among({"list": 5.0, "count": 1.2, "fix": 1.2, "ls": 0.6, "chown": 0.4, "del": 0.0})
        if not tail
        else "list"
    )
    base = f"find {scope} -type {letter} {name}{test}"
    if what == "exec" and d.mac:
        base = base.replace("-executable", "-perm +111")
    if d.mac and what in {"noread", "nowrite"}:
        return None
    if act == "list":
        return d.made(
            f"perm.find.{what}",
            (
                "- (find|list|show|locate|search for|look for) (all|) @n @w @s",
                "- (find|list|show) (all|) @n @s @w",
                "* (all|) @n @w @s",
                "* @n @s @w",
                "- show me (the|all) @n @w @s",
            ),
            base + tail,
            n=noun,
            s=s,
            w=where,
        )
    if act == "count":
        return d.made(
            f"perm.count.{what}",
            ("- <count> (all|the|) @n @w @s", "* number of @n @s @w"),
            base + " | wc -l",
            n=noun,
            s=s,
            w=where,
        )
    if act == "ls":
        return d.made(
            f"perm.ls.{what}",
            (
                "- (find|list|show) (all|) @n @s @w (with|and show) (details|their permissions|long format)",
                "- find @n @s @w and (list|show) them (in long format|with details)",
            ),
            base + " -exec ls -ld {} +" if letter == "d" else base + " -exec ls -l {} +",
            n=noun,
            s=s,
            w=where,
        )
    if act == "chown":
        if what not in {"nouser", "user"}:
            return None
        d.draw("uname2")
        return d.made(
            "perm.findchown",
            (
                "- find @n @s @w and (give|chown) them to {uname2}",
                "- change the owner of (all|the) @n @s @w to {uname2}",
            ),
            base + " -exec sudo chown {uname2} {} +",
            n=noun,
            s=s,
            w=where,
        )
    if what == "world":
        return d.made(
            "perm.fixworld",
            (
                "- find @n @s @w and remove (that|the) (write|) permission (for others|)",
                "- remove write permission for others from (all|the) @n @s @w",
                "- fix (all|the) @n @s @w",
            ),
            base + " -exec chmod o-w {} +",
            n=noun,
            s=s,
            w=where,
        )
    if what == "mode":
        new = d.one([m for m in MODES if m != d.values["mode"].written])
        d.put("mode2", new)
        return d.made(
            "perm.fixmode",
            (
                "- find @n @s @w and (chmod|change|set) them to {mode2}",
                "- chmod (all|the) @n @s @w to {mode2}",
                "- change (all|) @n @s @w to (mode|) {mode2}",
            ),
            base + " -exec chmod {mode2} {} +",
            n=noun,
            s=s,
            w=where,
        )
    return None


def _show(d: Draft) -> Composed | None:
    value = d.draw("file")
    d.values["obj"] = value
    folder = d.draw("dir")
    perm = d.one(("permissions", "permission", "access rights", "rights", "mode"))
    what = d.among(
        {
            "ls": 2.4,
            "num": 2.4,
            "dir": 1.2,
            "owner": 1.6,
            "group": 1.0,
            "both": 0.9,
            "all": 0.9,
            "numall": 1.0,
            "numname": 0.6,
            "can": 1.0,
            "letters": 0.6,
            "id": 0.4,
        }
    )
    del folder
    ways, line, mac = {
        "ls": ((f"- <show> (the|) {perm} (of|on|for) {{obj}}", f"* (what|which) {perm} (does|has) {{obj}} have".replace("(does|has) {obj} have", "does {obj} have"), f"* {perm} of {{obj}}", f"- check (the|) {perm} (of|on) {{obj}}", "* who (can|may) (read|write|read or write|access) {obj}"), "ls -l {obj}", None),
        "num": ((f"- <show> (the|) {perm} (of|on|for) {{obj}} (as a number|as numbers|in octal|numerically|in numeric form|like 644)", f"* (octal|numeric) {perm} of {{obj}}", "* (octal|numeric|chmod) (mode|number|value) of {obj}", "* (what|which) (number|octal mode|chmod value) (are the permissions|is the mode) of {obj}".replace("(number|octal mode|chmod value) (are the permissions|is the mode)", "(octal mode|chmod value|chmod number) is set on").replace("set on of", "set on"), "- get the octal (permissions|mode) of {obj}"), "stat -c %a {obj}", "stat -f %Lp {obj}"),
        "letters": ((f"- <show> (only|just) the {perm} (string|letters) of {{obj}} (like rw-r--r--|)",), "stat -c %A {obj}", "stat -f %Sp {obj}"),
        "dir": ((f"- <show> (the|) {perm} (of|on) (the folder itself|) {{dir}}".replace("(the folder itself|) ", ""), f"* {perm} of {{dir}}", f"- check (the|) {perm} on {{dir}} (itself|, not its contents|)"), "ls -ld {dir}", None),
        "owner": (("* who owns {obj}", "- <show> the owner of {obj}", "* owner of {obj}", "- <tell> who (owns|is the owner of) {obj}", "* (which user|whom) does {obj} belong to".replace("(which user|whom)", "which user"), "- find out who owns {obj}"), "stat -c %U {obj}", "stat -f %Su {obj}"),
        "group": (("* (which|what) group (owns|does) {obj} (belong to|)".replace("(owns|does) {obj} (belong to|)", "does {obj} belong to"), "- <show> the group of {obj}", "* group (owner|) of {obj}"), "stat -c %G {obj}", "stat -f %Sg {obj}"),
        "both": (("- <show> (the|) (owner and group|user and group) of {obj}", "* (owner and group|owner:group) of {obj}"), 'stat -c "%U:%G" {obj}', 'stat -f "%Su:%Sg" {obj}'),
        "all": ((f"- <show> (the|) {perm} of (all|the) files (here|in this folder|in the current directory)", f"* {perm} of everything here", f"- list (the|) files (here|in this folder) with (their|) {perm}"), "ls -l", None),
        "numall": ((f"- <show> (the|) (octal|numeric) {perm} of (all|the) files (here|in this folder|in the current directory)", f"* octal {perm} of everything (here|in this folder)", f"- list (the|) files (here|in this folder|) with (their|) (octal|numeric) {perm}"), 'stat -c "%a %n" *', 'stat -f "%Lp %N" *'),
        "numname": ((f"- <show> the (octal|numeric) {perm} and (the|) (file|) name of {{obj}}", "* mode and name of {obj}"), 'stat -c "%a %n" {obj}', 'stat -f "%Lp %N" {obj}'),
        "can": (("- (check|test|see) (if|whether) (i can|i may|i am allowed to) (@v) {obj}", "* (can|may) i (@v) {obj}", "* am i allowed to (@v) {obj}", "* is {obj} @a for me"), "[ -@l {obj} ] && echo yes || echo no", None),
        "id": (("- <show> (the|) numeric (owner|user) id of {obj}", "* uid of the owner of {obj}"), "stat -c %u {obj}", "stat -f %u {obj}"),
    }[what]  # fmt: skip
    verb, able, letter = d.one(
        (
            ("read", "readable", "r"),
            ("write to|write|change", "writable", "w"),
            ("execute|run", "executable", "x"),
        )
    )
    return d.made(f"perm.show.{what}", ways, line, mac=mac, v=verb, a=able, l=letter)


def _mask(d: Draft) -> Composed | None:
    mask = d.one(MASKS)
    d.put("mask", mask if d.chance(0.8) else "0" + mask)
    what = d.among({"set": 2.0, "show": 1.0, "sym": 0.6, "private": 0.6})
    if what == "set":
        return d.made(
            "umask.set",
            (
                "- set (the|my|) umask to {mask}",
                "- change (the|my) umask to {mask}",
                "* umask {mask}",
                "- use {mask} as (the|) umask (for (new|newly created) files|)",
                "- set the default (file creation|file) mask to {mask}",
                "- (let|make) new files (be|get) created with (the|) umask {mask}".replace(
                    "(let|make) new files (be|get) created", "create new files"
                ),
            ),
            "umask {mask}",
        )
    if what == "private":
        return d.made(
            "umask.private",
            (
                "- make (new|newly created) files private (to me|) by default (in this shell|)",
                "* new files should be readable only by me (from now on|by default)",
            ),
            "umask 077",
        )
    if what == "show":
        return d.made(
            "umask.show",
            (
                "- <show> (the|my) (current|) umask",
                "* (what is|what's) (the|my) (current|) umask",
                "* current umask",
                "* which permissions do new files not get \\(umask\\)",
            ),
            "umask",
        )
    return d.made(
        "umask.sym",
        (
            "- <show> (the|my) umask (in symbolic form|symbolically|with letters|as letters)",
            "* umask in (letters|symbolic form)",
        ),
        "umask -S",
    )


def _special(d: Draft) -> Composed | None:
    what = d.among(
        {
            "setuid": 1.4,
            "nosetuid": 0.8,
            "setgid": 1.4,
            "sticky": 1.2,
            "nosticky": 0.4,
            "nosetgid": 0.4,
            "immutable": 0.8,
            "noimmutable": 0.5,
        }
    )
    d.draw("script")
    d.draw("file")
    value = d.draw("ownd")
    d.values["obj"] = Value(value.words, value.written, "arg")
    ways, line, mac = {
        "setuid": (("- set the (setuid|suid) bit (on|of|for) {script}", "- make {script} (setuid|run (as|with the rights of) its owner)", "* setuid {script}", "- add (the|) suid (bit|) to {script}", "- let {script} run with the (permissions|rights) of its owner"), "sudo chmod u+s {script}", None),
        "nosetuid": (("- (remove|clear) the (setuid|suid) bit (from|of|on) {script}", "- make {script} no longer (setuid|run as its owner)"), "sudo chmod u-s {script}", None),
        "setgid": (("- set the (setgid|sgid) bit (on|of|for) {obj}", "- make new files in {obj} (get|inherit|have) the group of the folder", "* files created in {obj} should inherit its group", "* setgid {obj}"), "chmod g+s {obj}", None),
        "nosetgid": (("- (remove|clear) the (setgid|sgid) bit (from|of|on) {obj}",), "chmod g-s {obj}", None),
        "sticky": (("- set the sticky bit (on|of|for) {obj}", "- make sure that in {obj} (users|everyone) can (only delete|delete only) their own files", "* sticky bit {obj}", "* only owners should be able to delete their files in {obj}"), "chmod +t {obj}", None),
        "nosticky": (("- (remove|clear) the sticky bit (from|of|on) {obj}",), "chmod -t {obj}", None),
        "immutable": (("- make {file} immutable", "- (lock|protect) {file} so (that|) (not even|even) root (can|cannot) (change|delete) it".replace("(not even|even) root (can|cannot)", "not even root can"), "- set the immutable (flag|attribute|bit) on {file}"), "sudo chattr +i {file}", "sudo chflags schg {file}"),
        "noimmutable": (("- (remove|clear) the immutable (flag|attribute|bit) (from|on|of) {file}", "- make {file} mutable again"), "sudo chattr -i {file}", "sudo chflags noschg {file}"),
    }[what]  # fmt: skip
    return d.made(f"perm.{what}", ways, line, mac=mac)


def _lists(d: Draft) -> Composed | None:
    d.draw("file")
    d.draw("uname")
    d.draw("group")
    right, said = d.one(
        (
            ("r", "read"),
            ("rw", "read and write"),
            ("rx", "read and execute"),
            ("rwx", "full"),
            ("w", "write"),
            ("r", "read only"),
        )
    )
    folder = d.chance(0.3)
    obj = "{file}"
    flag = ""
    if folder:
        value = d.draw("ownd")
        d.values["obj"] = Value(value.words, value.written, "arg")
        obj = "{obj}"
    rec = ""
    if folder and d.chance(0.45):
        flag, rec = " -R", d.one(("recursively", "and everything (in|below) it", "and all files in it"))
    what = d.among(
        {
            "get": 1.4,
            "user": 2.4,
            "group": 1.4,
            "rm": 1.0,
            "clear": 0.8,
            "default": 0.6,
            "rmgroup": 0.5,
            "none": 0.5,
        }
    )
    acl = d.one(("acl", "acls", "access control list", "ACL", "acl entries"))
    if what == "get":
        return d.made(
            "acl.get",
            (
                f"- <show> the {acl} (of|on|for) {obj}",
                f"* {acl} of {obj}",
                f"- check (the|) {acl} (of|on) {obj}",
            ),
            f"getfacl {obj}",
            mac=f"ls -le {obj}" if not folder else "-",
        )
    if what == "user":
        return d.made(
            "acl.user",
            (
                f"- (give|grant) (the user|user|) {{uname}} {said} (access|permission|permissions) (to|on) {obj} (with|using|through|via) (an|) acl @r",
                f"- (add|set) an acl (entry|) (on|to) {obj} (that gives|giving|so that) {{uname}} {said} (access|permission) @r".replace(
                    "|so that)", ")"
                ),
                f"- let (only|) {{uname}} (also|additionally|) have {said} (access|permission) (to|on) {obj} (without changing (the owner|owner and group)|) using acls @r".replace(
                    "(only|) ", ""
                ),
                f"- setfacl {said} for {{uname}} on {obj} @r",
            ),
            f"setfacl{flag} -m u:{{uname}}:{right} {obj}",
            mac="-",
            r=rec,
        )
    if what == "group":
        return d.made(
            "acl.group",
            (
                f"- (give|grant) (the|) group {{group}} {said} (access|permission) (to|on) {obj} (with|using|via) (an|) acl @r",
                f"- (add|set) an acl entry on {obj} giving (the|) group {{group}} {said} (access|permission) @r",
            ),
            f"setfacl{flag} -m g:{{group}}:{right} {obj}",
            mac="-",
            r=rec,
        )
    if what == "rm":
        return d.made(
            "acl.rm",
            (
                f"- (remove|delete) the acl (entry|) (of|for) (user|) {{uname}} (from|on) {obj} @r",
                f"- take {{uname}} out of the acl of {obj} @r",
            ),
            f"setfacl{flag} -x u:{{uname}} {obj}",
            mac="-",
            r=rec,
        )
    if what == "rmgroup":
        return d.made(
            "acl.rmgroup",
            (f"- (remove|delete) the acl (entry|) (of|for) (the|) group {{group}} (from|on) {obj} @r",),
            f"setfacl{flag} -x g:{{group}} {obj}",
            mac="-",
            r=rec,
        )
    if what == "clear":
        return d.made(
            "acl.clear",
            (
                f"- (remove|delete|clear) all (acls|acl entries) (from|of|on) {obj} @r",
                f"- strip the (acl|access control list) (off|from) {obj} @r",
            ),
            f"setfacl{flag} -b {obj}",
            mac="-",
            r=rec,
        )
    if what == "none":
        return d.made(
            "acl.none",
            (
                f"- (deny|forbid) {{uname}} (any|all) access to {obj} (with|using) (an|) acl @r",
                f"- block {{uname}} from {obj} with an acl @r",
            ),
            f"setfacl{flag} -m u:{{uname}}:--- {obj}",
            mac="-",
            r=rec,
        )
    if not folder:
        return None
    return d.made(
        "acl.default",
        (
            f"- set a default acl on {obj} (so that|giving) {{uname}} {said} (access|permission) (to|on) new files".replace(
                "(so that|giving)", "giving"
            ),
            f"- give {{uname}} {said} (access|permission) by default on everything created in {obj} with an acl",
        ),
        f"setfacl -d -m u:{{uname}}:{right} {obj}",
        mac="-",
    )


def _combined(d: Draft) -> Composed | None:
    """Several changes at once, exact settings."""
    obj = _object(d, folders=False)
    what = d.among({"two": 2.0, "exact": 1.6, "same": 0.6, "none": 0.8})
    if what == "none":
        who = d.one(("o", "go", "g"))
        to = d.one(WHO[who][0])
        can = d.one(WHO[who][1])
        return d.made(
            "perm.none",
            (
                f"- (remove|revoke|take away) all (permissions|rights|access) (from|for) {to} (on|to) {{obj}}",
                f"* {can} should have no (access|permissions|rights) (to|on) {{obj}}",
                f"- give {to} no (access|rights|permissions) (to|on) {{obj}} (at all|)",
                f"- deny {to} (all|any) access to {{obj}}",
            ),
            f"chmod {who}-rwx {obj}",
        )
    if what == "same":
        return d.made(
            "perm.gu",
            (
                "- give the group the same (permissions|rights) as the owner on {obj}",
                "- (set|make) the group (permissions|rights) of {obj} (equal to|the same as) the owner's",
            ),
            f"chmod g=u {obj}",
        )
    a, b = d.rng.sample(("u", "g", "o"), 2)
    a, b = sorted((a, b), key="ugo".index)
    ra, rb = d.one(("r", "w", "x", "rw", "rx")), d.one(("r", "w", "x", "rw"))
    if what == "two":
        sa, sb = d.one((("+", "-"), ("-", "+"), ("+", "+"), ("-", "-")))
        if (sa, ra) == (sb, rb):
            return None

        def part(sign: str, right: str, who: str) -> str:
            noun, to = d.one(RIGHTS[right][0]), d.one(WHO[who][0])
            return (
                f"(give|grant) {to} {noun} permission"
                if sign == "+"
                else f"(remove|take) {noun} permission (away |)from {to}".replace(
                    "(remove|take) ", "remove "
                ).replace("(away |)", "")
            )

        return d.made(
            "perm.twoway",
            (
                f"- {part(sa, ra, a)} and {part(sb, rb, b)} on {{obj}}",
                f"- on {{obj}} {part(sa, ra, a)} and {part(sb, rb, b)}",
            ),
            f"chmod {a}{sa}{ra},{b}{sb}{rb} {obj}",
        )
    full = {
        "r": "read",
        "rw": "read and write",
        "rx": "read and execute",
        "rwx": "full access",
        "": "no access",
    }
    ru, rg, ro = d.one(("rw", "rwx", "rx")), d.one(("r", "rw", "rx", "")), d.one(("r", "", "rx"))
    digits = {"": 0, "r": 4, "w": 2, "x": 1, "rw": 6, "rx": 5, "rwx": 7}
    number = f"{digits[ru]}{digits[rg]}{digits[ro]}"
    return d.made(
        "perm.exact",
        (
            f"- set {{obj}} to: owner {full[ru]}, group {full[rg]}, others {full[ro]}",
            f"- give {{obj}} (the|) permissions owner {full[ru]}, group {full[rg]} and others {full[ro]}",
            f"* {{obj}}: owner {full[ru]}, group {full[rg]}, others {full[ro]}",
            f"- change {{obj}} so that the owner has {full[ru]}, the group {full[rg]} and others {full[ro]}",
        ),
        f"chmod {number} {obj}",
    )


def _same(d: Draft) -> Composed | None:
    d.draw("file")
    d.draw("file2")
    if d.chance(0.6):
        return d.made(
            "perm.reference",
            (
                "- give {file2} the same (permissions|mode|rights) as {file}",
                "- copy the (permissions|mode) (of|from) {file} to {file2}",
                "- set (the|) permissions of {file2} to (those|the same as those) of {file}",
                "* chmod {file2} like {file}",
            ),
            "chmod --reference={file} {file2}",
            mac='chmod "$(stat -f %Lp {file})" {file2}',
        )
    return d.made(
        "perm.ownreference",
        (
            "- give {file2} the same (owner|owner and group) as {file}",
            "- copy the (owner|ownership) (of|from) {file} to {file2}",
            "* chown {file2} like {file}",
        ),
        "sudo chown --reference={file} {file2}",
        mac="-",
    )
