"""Files by their mode or owner, modes shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed
from scripts.starter.compose.permissions.words import MODES


def _list(d: Draft, parts: Parts) -> Composed:
    return d.made(
        f"perm.find.{parts['what']}",
        (
            "- (find|list|show|locate|search for|look for) (all|) @n @w @s",
            "- (find|list|show) (all|) @n @s @w",
            "* (all|) @n @w @s",
            "* @n @s @w",
            "- show me (the|all) @n @w @s",
        ),
        "@base@tail",
        **parts,
    )


def _count(d: Draft, parts: Parts) -> Composed:
    return d.made(
        f"perm.count.{parts['what']}",
        ("- <count> (all|the|) @n @w @s", "* number of @n @s @w"),
        "@base | wc -l",
        **parts,
    )


def _ls(d: Draft, parts: Parts) -> Composed:
    return d.made(
        f"perm.ls.{parts['what']}",
        (
            "- (find|list|show) (all|) @n @s @w (with|and show) (details|their permissions|long format)",
            "- find @n @s @w and (list|show) them (in long format|with details)",
        ),
        "@base -exec ls -ld {} +" if parts["letter"] == "d" else "@base -exec ls -l {} +",
        **parts,
    )


def _chown(d: Draft, parts: Parts) -> Composed | None:
    if parts["what"] not in {"nouser", "user"}:
        return None
    d.draw("uname2")
    return d.made(
        "perm.findchown",
        (
            "- find @n @s @w and (give|chown) them to {uname2}",
            "- change the owner of (all|the) @n @s @w to {uname2}",
        ),
        "@base -exec sudo chown {uname2} {} +",
        **parts,
    )


def _fix_mode(d: Draft, parts: Parts) -> Composed:
    new = d.one([m for m in MODES if m != d.values["mode"].written])
    d.put("mode2", new)
    return d.made(
        "perm.fixmode",
        (
            "- find @n @s @w and (chmod|change|set) them to {mode2}",
            "- chmod (all|the) @n @s @w to {mode2}",
            "- change (all|) @n @s @w to (mode|) {mode2}",
        ),
        "@base -exec chmod {mode2} {} +",
        **parts,
    )


FIXES: Final[Mapping[str, Form | PartBuilder]] = {
    "world": Form(
        "perm.fixworld",
        (
            "- find @n @s @w and remove (that|the) (write|) permission (for others|)",
            "- remove write permission for others from (all|the) @n @s @w",
            "- fix (all|the) @n @s @w",
        ),
        "@base -exec chmod o-w {} +",
    ),
    "mode": _fix_mode,
}
ACTIONS: Final[Mapping[str, Form | PartBuilder]] = {
    "list": _list,
    "count": _count,
    "ls": _ls,
    "chown": _chown,
}


TESTS: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "mode": (("with (permissions|permission|mode|chmod) {mode}", "that have (permissions|mode) {mode}", "whose (mode is|permissions are) {mode}", "having mode {mode}"), "-perm {mode}"),
    "not": (("(that do not have|without|with other than) (permissions|mode) {mode}", "whose (mode is|permissions are) not {mode}"), "-not -perm {mode}"),
    "world": (("(that are|) (writable|writeable) by (everyone|anyone|others|everybody)", "(that are|) world-writable", "(everyone|anybody|others) can write to"), "-perm -o=w"),
    "group": (("(that are|) (writable|writeable) by (the|their) group", "(that are|) group writable"), "-perm -g=w"),
    "readable": (("(that are|) readable by (everyone|others|anyone)", "(that are|) world-readable", "(everyone|others) can read"), "-perm -o=r"),
    "exec": (("(that are|) executable", "that can be executed", "with the execute (bit|permission)"), "-executable"),
    "suid": (("with (the|) (setuid|suid|set uid) (bit|bit set|)", "that run as their owner \\(setuid\\)"), "-perm -4000"), "sgid": (("with (the|) (setgid|sgid) (bit|bit set|)",), "-perm -2000"),
    "sticky": (("with (the|) sticky bit (set|)",), "-perm -1000"), "noread": (("(i cannot|i can't|that i cannot|that i can't) read", "(that are|) not readable (by|for) me"), "-not -readable"), "nowrite": (("(i cannot|i can't|that i cannot) (write|write to|change)", "(that are|) not writable (by|for) me"), "-not -writable"),
    "user": (("(owned by|belonging to|that belong to|of) (user|) {uname}", "whose owner is {uname}", "{uname} owns"), "-user {uname}"), "notuser": (("(not owned by|that do not belong to|not belonging to) (user|) {uname}", "whose owner is not {uname}"), "-not -user {uname}"),
    "grp": (("(belonging to|of|that belong to|owned by) (the|) group {group}", "whose group is {group}"), "-group {group}"), "nouser": (("without (an owner|a valid owner|an existing owner)", "whose owner no longer exists", "that belong to no user"), "-nouser"),
    "nogroup": (("without (a valid|an existing) group", "whose group no longer exists"), "-nogroup"), "mine": (("(that are|) owned by me", "that belong to me", "i own"), '-user "$USER"'), "notmine": (("(that are|) not owned by me", "that do not belong to me", "i do not own"), '-not -user "$USER"'),
}  # fmt: skip


def by_mode(d: Draft) -> Composed | None:
    """Files and folders with a mode, an owner or none."""
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
    said, test = TESTS[what]
    if letter == "d" and what == "exec":
        return None
    s = d.one(said)
    if where != "{in}" and s.endswith(")"):
        s = s.replace("|)", ")")
    act = d.among({"list": 5.0, "count": 1.2, "fix": 1.2, "ls": 0.6, "chown": 0.4}) if not tail else "list"
    base = f"find {scope} -type {letter} {name}{test}"
    if what == "exec" and d.mac:
        base = base.replace("-executable", "-perm +111")
    if d.mac and what in {"noread", "nowrite"}:
        return None
    parts = {
        "n": noun,
        "s": s,
        "w": where,
        "base": base,
        "tail": tail,
        "letter": letter,
        "what": what,
    }
    if act == "fix":
        return composed(d, FIXES[what], parts) if what in FIXES else None
    return composed(d, ACTIONS[act], parts)


def show(d: Draft) -> Composed | None:
    """Mode, owner and group shown."""
    value = d.draw("file")
    d.values["obj"] = value
    d.draw("dir")
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
    ways, line, mac = {
        "ls": ((f"- <show> (the|) {perm} (of|on|for) {{obj}}", f"* (what|which) {perm} does {{obj}} have", f"* {perm} of {{obj}}", f"- check (the|) {perm} (of|on) {{obj}}", "* who (can|may) (read|write|read or write|access) {obj}"), "ls -l {obj}", None),
        "num": ((f"- <show> (the|) {perm} (of|on|for) {{obj}} (as a number|as numbers|in octal|numerically|in numeric form|like 644)", f"* (octal|numeric) {perm} of {{obj}}", "* (octal|numeric|chmod) (mode|number|value) of {obj}", "* (what|which) (octal mode|chmod value|chmod number) is set on {obj}", "- get the octal (permissions|mode) of {obj}"), "stat -c %a {obj}", "stat -f %Lp {obj}"),
        "letters": ((f"- <show> (only|just) the {perm} (string|letters) of {{obj}} (like rw-r--r--|)",), "stat -c %A {obj}", "stat -f %Sp {obj}"),
        "dir": ((f"- <show> (the|) {perm} (of|on) {{dir}}", f"* {perm} of {{dir}}", f"- check (the|) {perm} on {{dir}} (itself|, not its contents|)"), "ls -ld {dir}", None),
        "owner": (("* who owns {obj}", "- <show> the owner of {obj}", "* owner of {obj}", "- <tell> who (owns|is the owner of) {obj}", "* which user does {obj} belong to", "- find out who owns {obj}"), "stat -c %U {obj}", "stat -f %Su {obj}"),
        "group": (("* (which|what) group does {obj} belong to", "- <show> the group of {obj}", "* group (owner|) of {obj}"), "stat -c %G {obj}", "stat -f %Sg {obj}"),
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
