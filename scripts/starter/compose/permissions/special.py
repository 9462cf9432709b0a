"""The mask for new files, special bits, access lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft, Form, PartBuilder, Parts, composed

MASKS: Final = ("022", "027", "077", "002", "007", "037", "026")


def mask(d: Draft) -> Composed | None:
    """The umask, set and shown."""
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
                "- create new files with (the|) umask {mask}",
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


def special_bits(d: Draft) -> Composed | None:
    """Setuid, setgid, the sticky bit, the immutable attribute."""
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
    d.put_arg("obj", value)
    ways, line, mac = {
        "setuid": (("- set the (setuid|suid) bit (on|of|for) {script}", "- make {script} (setuid|run (as|with the rights of) its owner)", "* setuid {script}", "- add (the|) suid (bit|) to {script}", "- let {script} run with the (permissions|rights) of its owner"), "sudo chmod u+s {script}", None),
        "nosetuid": (("- (remove|clear) the (setuid|suid) bit (from|of|on) {script}", "- make {script} no longer (setuid|run as its owner)"), "sudo chmod u-s {script}", None),
        "setgid": (("- set the (setgid|sgid) bit (on|of|for) {obj}", "- make new files in {obj} (get|inherit|have) the group of the folder", "* files created in {obj} should inherit its group", "* setgid {obj}"), "chmod g+s {obj}", None),
        "nosetgid": (("- (remove|clear) the (setgid|sgid) bit (from|of|on) {obj}",), "chmod g-s {obj}", None),
        "sticky": (("- set the sticky bit (on|of|for) {obj}", "- make sure that in {obj} (users|everyone) can (only delete|delete only) their own files", "* sticky bit {obj}", "* only owners should be able to delete their files in {obj}"), "chmod +t {obj}", None),
        "nosticky": (("- (remove|clear) the sticky bit (from|of|on) {obj}",), "chmod -t {obj}", None),
        "immutable": (("- make {file} immutable", "- (lock|protect) {file} so (that|) not even root can (change|delete) it", "- set the immutable (flag|attribute|bit) on {file}"), "sudo chattr +i {file}", "sudo chflags schg {file}"),
        "noimmutable": (("- (remove|clear) the immutable (flag|attribute|bit) (from|on|of) {file}", "- make {file} mutable again"), "sudo chattr -i {file}", "sudo chflags noschg {file}"),
    }[what]  # fmt: skip
    return d.made(f"perm.{what}", ways, line, mac=mac)


WEIGHTS: Final = {
    "get": 1.4,
    "user": 2.4,
    "group": 1.4,
    "rm": 1.0,
    "clear": 0.8,
    "default": 0.6,
    "rmgroup": 0.5,
    "none": 0.5,
}


def _get(d: Draft, parts: Parts) -> Composed:
    return d.made(
        "acl.get",
        ("- <show> the @acl (of|on|for) @obj", "* @acl of @obj", "- check (the|) @acl (of|on) @obj"),
        "getfacl @obj",
        mac="ls -le @obj" if parts["obj"] == "{file}" else "-",
        **parts,
    )


KINDS: Final[Mapping[str, Form | PartBuilder]] = {
    "get": _get,
    "user": Form(
        "acl.user",
        (
            "- (give|grant) (the user|user|) {uname} @access (access|permission|permissions) (to|on) @obj (with|using|through|via) (an|) acl @r",
            "- (add|set) an acl (entry|) (on|to) @obj (that gives|giving) {uname} @access (access|permission) @r",
            "- let {uname} (also|additionally|) have @access (access|permission) (to|on) @obj (without changing (the owner|owner and group)|) using acls @r",
            "- setfacl @access for {uname} on @obj @r",
        ),
        "setfacl@flag -m u:{uname}:@right @obj",
        mac="-",
    ),
    "group": Form(
        "acl.group",
        (
            "- (give|grant) (the|) group {group} @access (access|permission) (to|on) @obj (with|using|via) (an|) acl @r",
            "- (add|set) an acl entry on @obj giving (the|) group {group} @access (access|permission) @r",
        ),
        "setfacl@flag -m g:{group}:@right @obj",
        mac="-",
    ),
    "rm": Form(
        "acl.rm",
        (
            "- (remove|delete) the acl (entry|) (of|for) (user|) {uname} (from|on) @obj @r",
            "- take {uname} out of the acl of @obj @r",
        ),
        "setfacl@flag -x u:{uname} @obj",
        mac="-",
    ),
    "rmgroup": Form(
        "acl.rmgroup",
        ("- (remove|delete) the acl (entry|) (of|for) (the|) group {group} (from|on) @obj @r",),
        "setfacl@flag -x g:{group} @obj",
        mac="-",
    ),
    "clear": Form(
        "acl.clear",
        (
            "- (remove|delete|clear) all (acls|acl entries) (from|of|on) @obj @r",
            "- strip the (acl|access control list) (off|from) @obj @r",
        ),
        "setfacl@flag -b @obj",
        mac="-",
    ),
    "none": Form(
        "acl.none",
        (
            "- (deny|forbid) {uname} (any|all) access to @obj (with|using) (an|) acl @r",
            "- block {uname} from @obj with an acl @r",
        ),
        "setfacl@flag -m u:{uname}:--- @obj",
        mac="-",
    ),
    "default": Form(
        "acl.default",
        (
            "- set a default acl on @obj giving {uname} @access (access|permission) (to|on) new files",
            "- give {uname} @access (access|permission) by default on everything created in @obj with an acl",
        ),
        "setfacl -d -m u:{uname}:@right @obj",
        mac="-",
    ),
}


def access_lists(d: Draft) -> Composed | None:
    """Access lists: shown, extended, cut, cleared."""
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
        d.put_arg("obj", value)
        obj = "{obj}"
    rec = ""
    if folder and d.chance(0.45):
        flag, rec = " -R", d.one(("recursively", "and everything (in|below) it", "and all files in it"))
    what = d.among(WEIGHTS)
    acl = d.one(("acl", "acls", "access control list", "ACL", "acl entries"))
    parts = {"obj": obj, "access": said, "flag": flag, "right": right, "r": rec, "acl": acl}
    if what == "default" and not folder:
        return None
    return composed(d, KINDS[what], parts)
