"""Programs that list processes or end them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, paths
from cmdgen.safety.commands.services import id_in_file, is_vital, process_id
from cmdgen.safety.paths import Value
from cmdgen.safety.resolve.marks import PROCESSES, SOME, UNKNOWN, VITAL, emptied

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_SIGNAL: Final = lazy_re.compile(r"-(?:\d{1,2}|(?:SIG)?[A-Z][A-Z0-9+-]*|(?:sig)?[a-z]{3,6}\d*)$")
_NO_KILL: Final = frozenset({"0", "HUP", "SIGHUP", "CONT", "SIGCONT", "URG", "WINCH"})
"""Signals that do not end init."""


def kill(call: Call) -> str:
    """Follow kill: process ids, -1 for every process, negative numbers for groups."""
    signal, pids = _split_kill(call.texts)
    if signal is None or signal.upper() == "0":
        return UNKNOWN
    for text in pids:
        if VITAL in text:
            call.flag(
                "machine.stop-vital-service" if signal.upper() not in _NO_KILL else "machine.kill", text
            )
        elif PROCESSES in text or (paths.has_pattern(text) and text[:1] != "%"):
            call.flag("machine.kill-pattern", "a listing of processes")
        elif re.fullmatch(r"-0*1", text):
            call.flag("machine.kill-all", "every process")
        elif re.fullmatch(r"\+?0*1", text):
            call.flag("machine.kill-init" if signal.upper() not in _NO_KILL else "machine.kill", text)
        else:
            call.flag("machine.kill", text)
    return ""


def _split_kill(texts: list[str]) -> tuple[str | None, list[str]]:
    """Return the signal (None when kill only lists signals) and what gets it."""
    signal, index = "TERM", 0
    while index < len(texts):
        text = texts[index]
        if text in ("-l", "-L", "--list", "--table") or text.startswith("--list="):
            return None, []
        if text == "--":
            return signal, texts[index + 1 :]
        if text in ("-s", "-n", "--signal", "-q", "--queue") and index + 1 < len(texts):
            signal = texts[index + 1] if text[1] != "q" and text != "--queue" else signal
            index += 2
            continue
        if text.startswith("--signal="):
            signal = text.partition("=")[2]
        elif index == 0 and _SIGNAL.match(text) and len(texts) > 1:
            signal = text[1:]
        elif text in ("--verbose", "--all", "-a", "-v"):
            pass
        elif text[:1] == "-" and text[1:2].isalpha():
            signal = text[2:] if text[1] in "sn" and len(text) > 2 and text[2:].isupper() else text[1:]
        else:
            return signal, texts[index:] if "--" not in texts[index:] else [
                t for t in texts[index:] if t != "--"
            ]
        index += 1
    return signal, []


_PKILL_VALUES: Final = frozenset({
    "-u", "--euid", "-U", "--uid", "-g", "--pgroup", "-G", "--group", "-s", "--session", "-t", "--terminal", "-P", "--parent", "-F", "--pidfile", "--signal", "--ns",
    "--nslist", "-q", "--queue", "-r", "--runstates", "-O", "--older", "--cgroup", "--env",
})  # fmt: skip
_KILLALL_VALUES: Final = frozenset(
    {
        "-u",
        "--user",
        "-s",
        "--signal",
        "-o",
        "--older-than",
        "-y",
        "--younger-than",
        "-Z",
        "--context",
        "-n",
        "--ns",
        "-t",
        "-c",
        "-j",
    }
)
_SELECTS_ALL: Final = frozenset(
    {
        "-u",
        "-U",
        "-g",
        "-G",
        "-t",
        "-s",
        "--euid",
        "--uid",
        "--user",
        "--group",
        "--terminal",
        "--session",
        "--pgroup",
        "-c",
        "-j",
        "-v",
        "--inverse",
    }
)


def kill_by_name(call: Call) -> str:
    """Follow pkill, killall and their like: by a name, a pattern, a user, a terminal."""
    names, options, signal = _split_pkill(call)
    if signal in ("0", "SIG0") or (options & {"-l", "--list"} and call.name == "killall"):
        return UNKNOWN
    everything = [name for name in names if _matches_everything(name, call.name, options)]
    if (
        everything
        or ("-v" in options and call.name == "pkill")
        or "--inverse" in options
        or (not names and options & _SELECTS_ALL)
    ):
        call.flag("machine.kill-pattern", " ".join(names) or " ".join(sorted(options & _SELECTS_ALL)))
    if (
        any(id_in_file(call, text.partition("=")[2] or text) for text in call.texts)
        and signal not in _NO_KILL
    ):
        call.flag("machine.stop-vital-service", "a process named by its file")
    for name in names:
        if is_vital(call, name.strip("^$")) and signal not in _NO_KILL:
            call.flag("machine.stop-vital-service", name)
        elif name not in everything:
            call.flag("machine.kill", name)
    if (
        not names
        and not options & _SELECTS_ALL
        and options & {"-P", "--parent", "-F", "--pidfile", "-n", "-o"}
    ):
        call.flag("machine.kill", call.name)
    return ""


def _split_pkill(call: Call) -> tuple[list[str], set[str], str]:
    """Return the names, the options, and the signal."""
    names: list[str] = []
    options: set[str] = set()
    takes = _KILLALL_VALUES if call.name == "killall" else _PKILL_VALUES
    signal, texts, index = "TERM", call.texts, 0
    while index < len(texts):
        text = texts[index]
        index += 1
        if text == "--":
            names.extend(texts[index:])
            break
        if text[:1] != "-" or text == "-":
            names.append(text)
        elif text.startswith("--"):
            name, equals, value = text.partition("=")
            options.add(name)
            if name in takes and not equals and index < len(texts):
                value = texts[index]
                index += 1
            signal = value if name == "--signal" else signal
        elif re.match(r"-(?:\d+|(?:SIG)?[A-Z]{2,}[\d+-]*)$", text):
            signal = text[1:]
        elif call.name == "killall" and text == "-s":
            signal = texts[index] if index < len(texts) else signal
            index += 1
        else:
            index += _letters(text, options, takes)
    return names, options, signal


def _letters(text: str, options: set[str], takes: frozenset[str]) -> int:
    """Add the options of a bundle; return how many further words its last one takes."""
    for position, letter in enumerate(text[1:], start=1):
        options.add("-" + letter)
        if "-" + letter in takes:
            return 0 if text[position + 1 :] else 1
    return 0


def _matches_everything(name: str, program: str, options: set[str]) -> bool:
    pattern = program in ("pkill", "slay", "skill") or bool(options & {"-r", "--regexp", "-m"})
    if not pattern:
        return False
    # An unset variable makes an empty pattern, and that matches every process.
    bare = emptied(re.sub(r"\[\^?[^\]]*\]", "", name)).strip(".^$*+?()|")
    return len(bare) < 2 and SOME not in name


_LOGIN_PORT: Final = lazy_re.compile(r"(?:22|ssh)/tcp")


def fuser(call: Call) -> str:
    """Follow fuser: with -k the processes that use a file, or with -m a file system, are killed."""
    if not call.parsed.has("-k", "--kill"):
        return UNKNOWN
    mounted = call.parsed.has("-m", "--mount", "-M", "--ismountpoint", "-c")
    for arg in call.parsed.operands:
        if _LOGIN_PORT.fullmatch(arg.text):
            call.flag("machine.stop-vital-service", arg.text)
            continue
        wide = mounted and paths.classify(arg.text, call.state.cwd) is Value.ROOT
        call.flag("machine.kill-pattern" if wide else "machine.kill", arg.text)
    return ""


# -- listings ---------------------------------------------------------------------------------------------

_BY_NAME: Final = lazy_re.compile(r"-?[a-zA-Z]*[pC]$|--(?:pid|ppid|quick-pid)\b|-?q$|^\d+(?:,\d+)*$")
"""Words of ps that choose single processes, by number or by name."""


def list_processes(call: Call) -> str:
    """Return what ps prints: the ids of everybody's or one user's processes, unless it is told which."""
    if any(_BY_NAME.match(text) and text not in ("-ep", "ep") for text in call.texts):
        return SOME
    return PROCESSES


def find_processes(call: Call) -> str:
    """Return what pgrep prints: without a name it lists everything of a user, a terminal, a group."""
    names, options, _ = _split_pkill(call)
    wide = not names and options & _SELECTS_ALL
    if wide or any(_matches_everything(name, "pkill", options) for name in names):
        return PROCESSES
    return _worst([process_id(call, name) for name in names])


def pid_of(call: Call) -> str:
    """Return what pidof prints: ids of the processes of programs by name."""
    return _worst([process_id(call, arg.text) for arg in call.parsed.operands])


def _worst(ids: list[str]) -> str:
    return "1" if "1" in ids else VITAL if VITAL in ids else SOME


def list_open_files(call: Call) -> str:
    """Return what lsof prints: `-t -u user` are the ids of all processes of a user."""
    options = call.parsed
    if any(re.search(r"(?:^|:)(?:22|ssh)$", text) for text in call.texts):
        return VITAL
    by_user = any(re.match(r"-[a-zA-Z]*u", text) for text in call.texts)
    narrowed = any(re.match(r"-[a-zA-Z]*[icpd]|\+[dD]", text) for text in call.texts)
    return PROCESSES if by_user and not narrowed and not options.operands[1:] else UNKNOWN


HANDLERS: Final = {
    "kill": kill, **dict.fromkeys(("pkill", "killall", "skill", "slay"), kill_by_name), "fuser": fuser,
    "ps": list_processes, "pgrep": find_processes, "pidof": pid_of, "lsof": list_open_files,
}  # fmt: skip
