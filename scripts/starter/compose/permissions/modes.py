"""Modes set with letters, with numbers or by what they are for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed
from scripts.starter.compose.permissions.words import (
    RIGHTS,
    WHO,
    WHOLE,
    adjective,
    draw_mode,
    draw_object,
    draw_subject,
    gerund,
)


def symbolic(d: Draft) -> Composed | None:
    """Rights given to someone or taken away."""
    obj = draw_object(d)
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
                "including everything in it",
                "and all its contents",
            )
        )
        if deep
        else ""
    )
    noun, verb = d.one(RIGHTS[right][0]), d.one(RIGHTS[right][1])
    to, can = d.one(WHO[who][0]), draw_subject(d, who)
    perm = d.one(("permission", "permissions", "access", "rights", "permission"))
    if right == "rwx" and noun in {"all", "full"}:
        perm = "permissions" if noun == "all" else "access"
    line = f"chmod{flag} {letter}{'-' if take else '+'}{right} {obj}"
    if take:
        ways: tuple[str, ...] = (f"- (remove|take away|revoke|drop) {noun} {perm} (from|for) {to} (on|of|for) {{obj}} @r", f"- (remove|revoke|take) {noun} {perm} on {{obj}} (from|for) {to} @r", f"- take {noun} {perm} on {{obj}} away from {to} @r", f"- (stop|prevent|keep) {to} from {gerund(verb)} {{obj}} @r", f"- (forbid|don't allow|do not allow) {to} to {verb} {{obj}} @r", f"* {can} (should not be able to|must not|shouldn't be able to) {verb} {{obj}} @r", f"- make {{obj}} not {adjective(right)} (for|by) {to} @r",
                                f"* chmod {letter}-{right} {{obj}} @r", f"* no {noun} {perm} for {to} on {{obj}} @r", f"- make sure {can} (cannot|can't) {verb} {{obj}} @r")  # fmt: skip
        if who == "u" or verb.startswith("see"):
            ways = tuple(w for w in ways if "should" not in w)
    else:
        ways = (f"- (give|grant) {to} {noun} {perm} (to|on|for) {{obj}} @r", f"- let {to} {verb} {{obj}} @r", f"- allow {to} to {verb} {{obj}} @r", f"- add {noun} {perm} for {to} (to|on) {{obj}} @r", f"- make {{obj}} {adjective(right)} (for|by) {to} @r", f"* {can} should be able to {verb} {{obj}} @r", f"- make (it so|sure) {can} can {verb} {{obj}} @r", f"* chmod {letter}+{right} {{obj}} @r",
                f"* {noun} {perm} for {to} on {{obj}} @r", f"* how can {can} {verb} {{obj}} @r", f"- (set|change) (the|) permissions (of|on) {{obj}} so (that|) {can} can {verb} it @r")  # fmt: skip
    return d.made("perm.symbolic", tuple(w for w in ways if "not able" not in w), line, r=rec)


def octal(d: Draft) -> Composed | None:
    """A mode as a number."""
    obj = draw_object(d)
    draw_mode(d)
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
    return d.made(
        "perm.octal", tuple(w.replace("chmod (of", "permissions (of") for w in ways), f"chmod {{mode}} {obj}"
    )


def whole_mode(d: Draft) -> Composed | None:
    """A mode by what everybody may do with it."""
    obj = draw_object(d)
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


WEIGHTS: Final = {"script": 4.0, "me": 1.2, "off": 1.0, "ext": 1.4, "run": 0.7, "rec": 1.2, "two": 0.6}


def _run(d: Draft, parts: Parts) -> Composed:
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
        **parts,
    )


def _two(d: Draft, parts: Parts) -> Composed:
    d.draw("script2")
    return d.made(
        "perm.xtwo",
        ("- make {obj} and {script2} executable", "- (set|add) the execute bit on {obj} and {script2}"),
        "chmod +x {obj} {script2}",
        **parts,
    )


KINDS: Final[Mapping[str, Form | PartBuilder]] = {
    "script": Form(
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
    ),
    "me": Form(
        "perm.ux",
        (
            "- make {obj} executable (for (me|the owner) only|only for (me|the owner))",
            "- (give|grant) only the owner execute permission (on|for) {obj}",
            "- let only me (run|execute) {obj}",
        ),
        "chmod u+x {obj}",
    ),
    "off": Form(
        "perm.nox",
        (
            "- make {obj} (non-executable|not executable|non executable)",
            "- (remove|clear|take away) the (executable|execute) (bit|flag|permission) (of|from|on) {obj}",
            "* {obj} should not be executable (any more|)",
        ),
        "chmod -x {obj}",
    ),
    "ext": Form(
        "perm.xext",
        (
            "- make all {who} (scripts|files) (here|in this folder|) executable",
            "- (set|add) the execute (bit|permission) (on|for|to) all {who} (scripts|files) (here|in this folder|)",
            "* all {who} scripts here executable",
        ),
        "chmod +x *.@ext",
    ),
    "run": _run,
    "two": _two,
    "rec": Form(
        "perm.xrec",
        (
            "- make all {who} (scripts|files) {in} (and its subfolders|recursively|including subfolders) executable",
            "- recursively make (all|the) {who} (scripts|files) {in} executable",
            "- find all {who} files {in} and make them executable",
        ),
        'find {in} -type f -name "*.@ext" -exec chmod +x {} +',
    ),
}


def executable(d: Draft) -> Composed | None:
    """Scripts made executable, or no longer so, and run."""
    kind = d.among(WEIGHTS)
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
    return composed(d, KINDS[kind], {"ext": ext})


def read_only(d: Draft) -> Composed | None:
    """Write protection, on and off."""
    obj = draw_object(d)
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


RIGHTS_SAID: Final = {
    "r": "read",
    "rw": "read and write",
    "rx": "read and execute",
    "rwx": "full access",
    "": "no access",
}
DIGITS: Final = {"": 0, "r": 4, "w": 2, "x": 1, "rw": 6, "rx": 5, "rwx": 7}


def combined(d: Draft) -> Composed | None:
    """Several changes at once, exact settings."""
    obj = draw_object(d, folders=False)
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
                else f"remove {noun} permission from {to}"
            )

        return d.made(
            "perm.twoway",
            (
                f"- {part(sa, ra, a)} and {part(sb, rb, b)} on {{obj}}",
                f"- on {{obj}} {part(sa, ra, a)} and {part(sb, rb, b)}",
            ),
            f"chmod {a}{sa}{ra},{b}{sb}{rb} {obj}",
        )
    ru, rg, ro = d.one(("rw", "rwx", "rx")), d.one(("r", "rw", "rx", "")), d.one(("r", "", "rx"))
    number = f"{DIGITS[ru]}{DIGITS[rg]}{DIGITS[ro]}"
    return d.made(
        "perm.exact",
        (
            f"- set {{obj}} to: owner {RIGHTS_SAID[ru]}, group {RIGHTS_SAID[rg]}, others {RIGHTS_SAID[ro]}",
            f"- give {{obj}} (the|) permissions owner {RIGHTS_SAID[ru]}, group {RIGHTS_SAID[rg]} and others {RIGHTS_SAID[ro]}",
            f"* {{obj}}: owner {RIGHTS_SAID[ru]}, group {RIGHTS_SAID[rg]}, others {RIGHTS_SAID[ro]}",
            f"- change {{obj}} so that the owner has {RIGHTS_SAID[ru]}, the group {RIGHTS_SAID[rg]} and others {RIGHTS_SAID[ro]}",
        ),
        f"chmod {number} {obj}",
    )
