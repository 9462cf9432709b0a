"""Programs that delete files, and find, which finds them first."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Level
from cmdgen.safety import lazy_re, paths, places, redirection
from cmdgen.safety.paths import Value
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import SOME, STAR, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_HISTORY: Final = lazy_re.compile(r"(?:_history|/fish_history|\.histfile|ConsoleHost_history\.txt)$")
_LOGS: Final = lazy_re.compile(r"^/(?:private/)?var/(?:log|adm|audit)(?:/|$)")


def remove(call: Call) -> str:
    """Follow rm."""
    parsed = call.parsed
    recursive = parsed.has("-r", "-R", "--recursive")
    prompts = (
        (parsed.has_exactly("-i") or parsed.value("--interactive") == "always")
        and not _force_wins(call)
        and not call.stdin
    )  # `yes |` answers
    for arg in parsed.operands:
        delete(call, arg, recursive=recursive, prompts=prompts)
    return ""


def _force_wins(call: Call) -> bool:
    """The last of -i and -f counts."""
    order = [
        name for name, _, _ in call.parsed.options if name in ("-i", "-I", "-f", "--force", "--interactive")
    ]
    return bool(order) and order[-1] in ("-f", "--force")


def delete(call: Call, arg: Arg, *, recursive: bool, prompts: bool, filtered: bool = False) -> None:
    """Judge the deletion of one path.

    Args:
        recursive: folders go with everything in them.
        prompts: the program asks for each file.
        filtered: a name filter such as `find -name` narrows what goes.
    """
    text, cwd = arg.text, call.state.cwd
    if text == "" or arg.process is not None:
        return
    if places.is_device(text):
        call.flag("storage.write-device", text, span=arg.span)
        return
    value = paths.classify(text, cwd)
    special = None if paths.is_everything(text.rstrip("/").rsplit("/", 1)[-1]) else _special(text, cwd)
    if special and not (value is Value.ROOT and recursive):
        call.flag(special, text, span=arg.span)
        return
    if recursive:
        _recursive(call, arg, value, prompts=prompts, filtered=filtered)
    else:
        _plain(call, arg, value, prompts=prompts)


def _special(text: str, cwd: str) -> str | None:
    full = paths.canonical(text, cwd)
    if places.is_authentication(text, cwd) and not re.fullmatch(r"/boot", full):
        return "system.write-authentication"
    if _HISTORY.search(full):
        return "machine.delete-history"
    if _LOGS.match(full):
        return "machine.delete-logs"
    if places.is_crontab(text, cwd):
        return "system.write"
    if places.is_startup(text, cwd):
        return "files.replace-startup"
    if places.is_ssh(text, cwd):
        return "files.replace-ssh"
    if places.is_system(text, cwd) and paths.classify(text, cwd) is Value.ORDINARY:
        return "system.write"
    return None


def _recursive(call: Call, arg: Arg, value: Value, *, prompts: bool, filtered: bool) -> None:
    span = arg.span
    if filtered:
        _filtered(call, arg, value)
    elif value is Value.ROOT:
        call.flag("files.delete-root", arg.text, span=span, level=Level.HIGH if prompts else None)
    elif value is Value.ORDINARY:
        call.flag("files.delete-tree", arg.text, span=span, level=Level.MODERATE if prompts else None)
    else:
        call.flag("files.delete-disposable", arg.text, span=span)


def _filtered(call: Call, arg: Arg, value: Value) -> None:
    if value is Value.ROOT:
        call.flag("files.delete-found-outside", arg.text, span=arg.span)
    elif value is Value.ORDINARY and not paths.is_below_start(arg.text, call.state.cwd):
        call.flag("files.delete-found-outside", arg.text, span=arg.span)
    else:
        call.flag("files.delete-found", arg.text, span=arg.span)


def _plain(call: Call, arg: Arg, value: Value, *, prompts: bool) -> None:
    text, span = arg.text, arg.span
    name = text.rstrip("/").rsplit("/", 1)[-1]
    if not paths.is_everything(name):
        rule = "files.delete-file"
        call.flag(rule, text, span=span)
    elif value is Value.ROOT:
        call.flag("files.delete-root", text, span=span, level=Level.HIGH if prompts else None)
    elif value is Value.ORDINARY:
        call.flag("files.delete-everything", text, span=span, level=Level.MODERATE if prompts else None)
    else:
        call.flag("files.delete-disposable", text, span=span)


def remove_tree(call: Call) -> str:
    """Follow rimraf and its like: every operand goes, with everything in it."""
    for arg in call.parsed.operands:
        delete(call, arg, recursive=True, prompts=False)
    return ""


def cmake(call: Call) -> str:
    """Follow cmake: `-E` is a small toolbox of its own."""
    texts = call.texts
    if texts[:1] == ["-E"] and texts[1:2] and texts[1] in ("rm", "remove", "remove_directory"):
        for arg in call.args[2:]:
            if not arg.text.startswith("-"):
                delete(
                    call,
                    arg,
                    recursive=texts[1] == "remove_directory" or "-rf" in texts or "-r" in texts,
                    prompts=False,
                )
    elif texts[:2] == ["-E", "env"] or texts[:2] == ["-E", "time"]:
        call.run_inner([arg for arg in call.args[2:] if "=" not in arg.text])
    return ""


def unlink(call: Call) -> str:
    """Follow unlink."""
    for arg in call.parsed.operands:
        delete(call, arg, recursive=False, prompts=False)
    return ""


def shred(call: Call) -> str:
    """Follow shred, wipe, srm: overwriting makes recovery impossible."""
    for arg in call.parsed.operands:
        if places.is_device(arg.text):
            call.flag("storage.write-device", arg.text, span=arg.span)
        elif places.is_authentication(arg.text, call.state.cwd):
            call.flag("system.write-authentication", arg.text, span=arg.span)
        elif paths.classify(arg.text, call.state.cwd) is Value.ROOT:
            call.flag("files.delete-root", arg.text, span=arg.span)
        else:
            call.flag("files.shred", arg.text, span=arg.span)
    return ""


# -- find ------------------------------------------------------------------------------------------------

_NAME_TESTS: Final = frozenset(
    {
        "-name",
        "-iname",
        "-path",
        "-ipath",
        "-wholename",
        "-iwholename",
        "-regex",
        "-iregex",
        "-lname",
        "-ilname",
        "-samefile",
        "-inum",
    }
)
_VALUE_TESTS: Final = frozenset({
    "-amin", "-anewer", "-atime", "-cmin", "-cnewer", "-ctime", "-fstype", "-gid", "-group", "-links", "-mmin", "-mtime", "-newer", "-perm", "-size", "-type",
    "-uid", "-used", "-user", "-xtype", "-maxdepth", "-mindepth", "-printf", "-fprint", "-fprint0", "-fls", "-fprintf", "-context", "-D", "-newermt", "-newerct",
    *_NAME_TESTS,
})  # fmt: skip
_RUNS: Final = frozenset({"-exec", "-execdir", "-ok", "-okdir"})


def find(call: Call) -> str:
    """Follow find: its starting points, its filters in order, and its actions."""
    args = call.args
    starts, index = _starting_points(args)
    names: list[str] = []
    narrowed, empty_folders, negated = False, False, False
    while index < len(args):
        test = args[index].text
        following = args[index + 1].text if index + 1 < len(args) else ""
        if test in ("!", "-not"):
            negated = True
            index += 1
            continue
        if test in _NAME_TESTS:
            if not negated and _narrows(following):
                narrowed = True
                names.append(following)
        elif test == "-empty" and _only_folders(args):
            empty_folders = True
        elif test == "-delete":
            if not empty_folders:
                _delete_found(call, starts, args[index], narrowed=narrowed, names=names)
        elif test in _RUNS:
            end = _end_of_action(args, index + 1)
            _run_action(call, args[index + 1 : end], starts, test, narrowed=narrowed, names=names)
            index = end + 1
            negated = False
            continue
        elif test in ("-fprint", "-fprint0", "-fls", "-fprintf"):
            redirection.write_file(
                call.analysis, Arg(following, call.span), call.state, UNKNOWN, call.span, append=False
            )
        negated = False
        index += 2 if test in _VALUE_TESTS else 1
    return "\n".join(_found(start.text, names) for start in starts) + "\n"


def _starting_points(args: list[Arg]) -> tuple[list[Arg], int]:
    index = 0
    while index < len(args) and args[index].text in (
        "-H",
        "-L",
        "-P",
        "-O3",
        "-O2",
        "-O1",
        "-E",
        "-X",
        "-d",
        "-s",
        "-x",
        "-f",
    ):
        index += 1
    first = index
    while (
        index < len(args)
        and not (args[index].text[:1] == "-" and len(args[index].text) > 1)
        and args[index].text not in ("(", ")", "!", ",")
    ):
        index += 1
    starts = args[first:index]
    if not starts:
        span = args[0].span if args else None
        starts = [Arg(".", span)] if span else []
    return starts, index


def _only_folders(args: list[Arg]) -> bool:
    texts = [arg.text for arg in args]
    return any(a == "-type" and b == "d" for a, b in itertools.pairwise(texts))


def _narrows(pattern: str) -> bool:
    """Return whether a name pattern leaves something out."""
    return bool(pattern.replace("/", "").strip("*?." + STAR + marks.ONE)) and pattern not in (
        "*.*",
        "./*",
        ".*",
    )


def _end_of_action(args: list[Arg], start: int) -> int:
    for index in range(start, len(args)):
        if args[index].text == ";" or (
            args[index].text == "+" and index > start and args[index - 1].text == "{}"
        ):
            return index
    return len(args)


def _found(start: str, names: list[str]) -> str:
    """Return a pattern for what find prints."""
    base = start.rstrip("/") or "/"
    if not names:
        return f"{base}/{STAR}" if base != "/" else f"/{STAR}"
    name = names[-1].rsplit("/", 1)[-1].replace("*", STAR).replace("?", marks.ONE)
    return f"{base}/{STAR}{SOME}/{name}" if base != "/" else f"/{STAR}{SOME}/{name}"


def _delete_found(call: Call, starts: list[Arg], action: Arg, *, narrowed: bool, names: list[str]) -> None:
    for start in starts:
        if narrowed and names and all(_is_regenerable_name(name) for name in names):
            call.flag(
                "files.delete-found"
                if paths.classify(start.text, call.state.cwd) is not Value.ROOT
                else "files.delete-found-outside",
                start.text,
                span=action.span,
            )
        else:
            _delete_start(call, start, action, narrowed=narrowed)


def _is_regenerable_name(name: str) -> bool:
    return name in paths.ARTEFACTS


def _delete_start(call: Call, start: Arg, action: Arg, *, narrowed: bool, prompts: bool = False) -> None:
    spanned = Arg(start.text, action.span)
    delete_all(call, spanned, filtered=narrowed, prompts=prompts)


def delete_all(call: Call, arg: Arg, *, filtered: bool, prompts: bool = False) -> None:
    """Judge the deletion of everything below a path, as find does it."""
    value = paths.classify(arg.text, call.state.cwd)
    text = arg.text
    if paths.canonical(text, call.state.cwd) == "/tmp" and filtered:  # noqa: S108 - named things below it are temporary
        call.flag("files.delete-disposable", text, span=arg.span)
        return
    full = paths.canonical(text, call.state.cwd)
    if _LOGS.match(full) and value is not Value.ROOT:
        call.flag("machine.delete-logs", text, span=arg.span)
        return
    _recursive(call, Arg(text, arg.span), value, prompts=prompts, filtered=filtered)


_DELETERS: Final = frozenset({"rm", "unlink", "shred", "srm", "wipe", "rmdir", "trash", "gio"})


_CHOOSING: Final = frozenset(
    "-perm -user -group -uid -gid -nouser -nogroup -mtime -mmin -newer -size -atime -ctime -links -inum -samefile -empty -maxdepth".split()
)
"""Tests of find that leave only some of the files."""


def _run_action(
    call: Call, action: list[Arg], starts: list[Arg], test: str, *, narrowed: bool, names: list[str]
) -> None:
    if not action:
        return
    asks = test in ("-ok", "-okdir")
    program = action[0].text.rsplit("/", 1)[-1]
    words = [arg.text for arg in action]
    sudo = 1 if program == "sudo" else 0
    if program in ("sudo", "command", "env", "busybox", "nice") and len(action) > 1:
        sudo = 1
    inner = action[sudo].text.rsplit("/", 1)[-1] if len(action) > sudo else ""
    if inner in ("rm", "unlink") and "{}" in words:
        for start in starts:
            _delete_start(call, start, action[sudo], narrowed=narrowed, prompts=asks or "-i" in words)
        return
    if call.state.privileged and inner in ("sh", "bash", "zsh", "dash", "ksh") and "-c" not in words:
        call.flag("interpreter.root-escape", " ".join(words))
        return
    everything = not narrowed and not any(arg.text in _CHOOSING for arg in call.args)
    for start in starts or [Arg(".", call.span)]:
        found = _found(start.text, names)
        if everything and inner in ("chmod", "chown", "chgrp", "setfacl", "chattr"):
            whole = [Arg(arg.text.replace("{}", start.text), arg.span) for arg in action]
            call.run_inner([*whole[: sudo + 1], Arg("-R", call.span), *whole[sudo + 1 :]], stdin="")
            continue
        vector = [Arg(arg.text.replace("{}", found), arg.span) for arg in action]
        if "sh" in inner or inner in ("bash", "zsh"):
            _shell_action(call, vector, start, narrowed=narrowed)
        else:
            call.run_inner(vector, stdin="")


def _shell_action(call: Call, vector: list[Arg], start: Arg, *, narrowed: bool) -> None:
    """`find -exec sh -c '...' _ {}`: follow the shell with what was found as its arguments."""
    del start, narrowed
    call.run_inner(vector, stdin="")


def fd(call: Call) -> str:
    """Follow fd: `-x` and `-X` run a command on what is found."""
    texts = call.texts
    for option in ("-x", "--exec", "-X", "--exec-batch"):
        if option in texts:
            index = texts.index(option)
            own, action = call.args[:index], call.args[index + 1 :]
            operands = [a for a in own if not a.text.startswith("-")]
            narrowed = bool(operands and operands[0].text.strip(".^$*")) or any(
                t in ("-e", "--extension", "-g", "--glob") for t in texts[:index]
            )
            program = action[0].text.rsplit("/", 1)[-1] if action else ""
            start = operands[1] if len(operands) > 1 else Arg(".", call.span)
            if program in ("rm", "unlink"):
                delete_all(call, Arg(start.text, action[0].span), filtered=narrowed)
                if any(arg.text[:1] not in ("-", "{") for arg in action[1:]):
                    call.run_inner([arg for arg in action if "{" not in arg.text], stdin="")
            elif action:
                call.run_inner(action, stdin="")
    return f"./{STAR}{SOME}\n"


HANDLERS: Final = {
    "rm": remove, "grm": remove, "unlink": unlink, **dict.fromkeys(("rimraf", "del-cli", "rmtree"), remove_tree), "cmake": cmake, **dict.fromkeys(("shred", "srm", "wipe", "gshred", "scrub"), shred), "find": find, "gfind": find,
    **dict.fromkeys(("fd", "fdfind"), fd),
}  # fmt: skip
