"""Who may do what: people, rights and modes as they are said and written; what is changed."""

from __future__ import annotations

from typing import Final

from scripts.starter.compose.kit import Draft
from scripts.starter.values import Value

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


def draw_object(d: Draft, *, folders: bool = True) -> str:
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


def draw_subject(d: Draft, who: str) -> str:
    """Say who may or may not do something."""
    return d.one(WHO[who][1])


def gerund(verb: str) -> str:
    """Return the form of a verb that stands after "from"."""
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


def adjective(right: str) -> str:
    """Say what a file with that right is."""
    return {
        "r": "readable",
        "w": "(writable|writeable|editable)",
        "x": "executable",
        "rw": "readable and writable",
        "rx": "readable and executable",
        "rwx": "readable, writable and executable",
    }[right]


def draw_mode(d: Draft) -> str:
    """Draw a mode in digits and put it; return how it is said."""
    mode = d.one(MODES)
    said = mode
    if d.chance(0.2):
        said = "".join(LETTERS[digit] for digit in mode) if all(digit in LETTERS for digit in mode) else mode
    elif d.chance(0.06):
        said = mode = "0" + mode
    d.put("mode", said, mode)
    return said
