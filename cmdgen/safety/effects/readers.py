"""What single programs do to the files they are given, by program: a table of small functions.

Only what changes or removes something that exists is read; making a new file harms nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from cmdgen.safety.effects import copying, git, in_place
from cmdgen.safety.effects.drafts import Draft, Reader
from cmdgen.safety.effects.records import Kind
from cmdgen.safety.options import Parsed
from cmdgen.safety.resolve.expand import Arg


def drafts(program: str, args: list[Arg], parsed: Parsed, dialect: str) -> list[Draft]:
    """Return what a call does to files; nothing for a program that is not in the table."""
    if dialect == "cmd":
        kind = _WINDOWS.get(_windows_name(program, args))
        return [Draft(kind, unknown=f"patterns of {dialect} are not looked up")] if kind else []
    if dialect == "powershell" and program != "git":
        return []  # words are not split and expanded as the table expects; cmdlets have a table of their own
    reader = READERS.get(program)
    return reader(args, parsed) if reader else []


def _windows_name(program: str, args: Sequence[Arg]) -> str:
    return args[0].text.lower() if program == "cmd line" and args else program


_WINDOWS: Final = {
    **dict.fromkeys(("del", "erase", "rd", "rmdir"), Kind.DELETE), **dict.fromkeys(("move", "ren", "rename"), Kind.MOVE),
    **dict.fromkeys(("copy", "xcopy", "robocopy"), Kind.OVERWRITE),
}  # fmt: skip


# -- deleting --------------------------------------------------------------------------------------------


def _rm(args: list[Arg], parsed: Parsed) -> list[Draft]:
    del args
    recursive = parsed.has("-r", "-R", "--recursive")
    return [Draft(Kind.DELETE, parsed.operands, recursive=recursive, folders=parsed.has("-d", "--dir"))]


def _rmdir(args: list[Arg], parsed: Parsed) -> list[Draft]:
    del args
    return [Draft(Kind.DELETE, parsed.operands, folders=True)]


def _unlink(args: list[Arg], parsed: Parsed) -> list[Draft]:
    del args
    return [Draft(Kind.DELETE, parsed.operands)]


def _shred(args: list[Arg], parsed: Parsed) -> list[Draft]:
    del args
    kind = Kind.DELETE if parsed.has("-u", "--remove") else Kind.OVERWRITE
    return [Draft(kind, parsed.operands)]


def _fd(args: list[Arg], parsed: Parsed) -> list[Draft]:
    del parsed
    texts = [arg.text for arg in args]
    for option in ("-x", "--exec", "-X", "--exec-batch"):
        if option in texts[:-1]:
            program = texts[texts.index(option) + 1]
            kind = {
                "rm": Kind.DELETE,
                "mv": Kind.MOVE,
                "chmod": Kind.MODE,
                "chown": Kind.OWNER,
                "sed": Kind.EDIT,
            }.get(program)
            if kind is not None:
                before = " ".join(["fd", *texts[: texts.index(option)]])
                return [Draft(kind, unknown="fd chooses the files", shows=before)]
    return []


# -- writing ---------------------------------------------------------------------------------------------


def _dd(args: list[Arg], parsed: Parsed) -> list[Draft]:
    del parsed
    written = [Arg(arg.text[3:], arg.span) for arg in args if arg.text.startswith("of=")]
    return [Draft(Kind.OVERWRITE, written)] if written else []


def _tee(args: list[Arg], parsed: Parsed) -> list[Draft]:
    del args
    return (
        []
        if parsed.has("-a", "--append") or not parsed.operands
        else [Draft(Kind.OVERWRITE, parsed.operands)]
    )


def _operands(args: list[Arg], parsed: Parsed) -> list[Draft]:
    del args
    return [Draft(Kind.OVERWRITE, parsed.operands)] if parsed.operands else []


def _output_option(*names: str) -> Reader:
    def read(args: list[Arg], parsed: Parsed) -> list[Draft]:
        del args
        found = [
            Arg(value, arg.span)
            for name, value, arg in parsed.options
            if name in names and value not in (None, "-")
        ]
        return [Draft(Kind.OVERWRITE, found)] if found else []

    return read


def _tar(args: list[Arg], parsed: Parsed) -> list[Draft]:
    flags = args[0].text if args and args[0].text[:1] != "-" else ""
    if "x" in flags or parsed.has("-x", "--extract", "--get"):
        if parsed.has("-k", "--keep-old-files", "--skip-old-files"):
            return []
        return [
            Draft(
                Kind.OVERWRITE, unknown="only the archive knows which files it holds", shows="tar -tf ARCHIVE"
            )
        ]
    if "c" in flags or parsed.has("-c", "--create"):
        if "f" in flags and len(args) > 1:
            return [Draft(Kind.OVERWRITE, [args[1]])]
        return _output_option("-f", "--file")(args, parsed)
    return []


def _unzip(args: list[Arg], parsed: Parsed) -> list[Draft]:
    del args
    if not parsed.has("-o"):
        return []  # asks
    return [
        Draft(Kind.OVERWRITE, unknown="only the archive knows which files it holds", shows="unzip -l ARCHIVE")
    ]


# -- modes and owners ------------------------------------------------------------------------------------

_MODE: Final = re.compile(
    r"[0-7]{1,5}|[-+=]?[ugoa]*(?:[-+=][rwxXstugo]*)+(?:,[ugoa]*(?:[-+=][rwxXstugo]*)+)*|-[rwxXst]+"
)


def _chmod(args: list[Arg], parsed: Parsed) -> list[Draft]:
    words = [arg for arg in args if arg.text != "--"]
    reference = any(arg.text.startswith("--reference") for arg in words)
    files: list[Arg] = []
    mode_seen = reference
    for arg in words:
        is_option = arg.text[:1] == "-" and len(arg.text) > 1
        if not mode_seen and _MODE.fullmatch(arg.text) and not re.fullmatch(r"-[Rvfc]+", arg.text):
            mode_seen = True
        elif not is_option:
            if mode_seen:
                files.append(arg)
            mode_seen = True  # a mode that is a variable
    return [Draft(Kind.MODE, files, recursive=parsed.has("-R", "--recursive"), folders=True)] if files else []


def _chown(args: list[Arg], parsed: Parsed) -> list[Draft]:
    reference = any(arg.text.startswith("--reference") for arg in args)
    files = parsed.operands if reference else parsed.operands[1:]
    return (
        [Draft(Kind.OWNER, files, recursive=parsed.has("-R", "--recursive"), folders=True)] if files else []
    )


def _edited(
    args: list[Arg], parsed: Parsed, files: Callable[[list[Arg]], in_place.InPlace | None]
) -> list[Draft]:
    del parsed
    found = files(args)
    return [Draft(Kind.EDIT, found.files)] if found and found.files and not found.suffix else []


def _sed(args: list[Arg], parsed: Parsed) -> list[Draft]:
    return _edited(args, parsed, in_place.sed)


def _perl(args: list[Arg], parsed: Parsed) -> list[Draft]:
    return _edited(args, parsed, in_place.perl)


def _git(args: list[Arg], parsed: Parsed) -> list[Draft]:
    del parsed
    found = git.loses(args)
    return (
        [
            Draft(
                Kind.DELETE if found.deletes else Kind.DISCARD,
                unknown=found.reason,
                shows=found.shows,
                work=found.work,
            )
        ]
        if found
        else []
    )


READERS: Final[dict[str, Reader]] = {
    **dict.fromkeys(("rm", "grm"), _rm), "rmdir": _rmdir, "unlink": _unlink, **dict.fromkeys(("shred", "gshred"), _shred),
    **dict.fromkeys(("fd", "fdfind"), _fd), **dict.fromkeys(("mv", "gmv"), copying.mv), **dict.fromkeys(("cp", "gcp"), copying.cp),
    **dict.fromkeys(("install", "ginstall"), copying.install), **dict.fromkeys(("ln", "gln"), copying.ln), "rsync": copying.rsync, "dd": _dd, "tee": _tee,
    **dict.fromkeys(("truncate", "gtruncate", "sponge"), _operands), **dict.fromkeys(("sort", "gsort"), _output_option("-o", "--output")),
    "curl": _output_option("-o", "--output"), "wget": _output_option("-O", "--output-document"),
    **dict.fromkeys(("tar", "gtar", "bsdtar"), _tar), "unzip": _unzip, **dict.fromkeys(("chmod", "gchmod"), _chmod),
    **dict.fromkeys(("chown", "gchown", "chgrp"), _chown), **dict.fromkeys(("sed", "gsed"), _sed), "perl": _perl, "git": _git,
}  # fmt: skip
