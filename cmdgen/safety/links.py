"""Names that an earlier part of the text made for something else: links, and copies of programs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from cmdgen.safety import lazy_re, paths
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.state import State

_PROGRAM: Final = lazy_re.compile(r"/(?:usr/)?(?:local/)?s?bin/([^/]+)$")
_KEEP_THE_LINK: Final = frozenset(
    {
        "rm",
        "unlink",
        "mv",
        "ln",
        "ls",
        "readlink",
        "stat",
        "rmdir",
        "find",
        "realpath",
        "file",
        "del",
        "erase",
        "rd",
    }
)
"""Programs that work on a link itself as long as no slash stands behind its name."""
_FOLLOWED_HOPS: Final = 8


def remember(state: State, source: str, target: str) -> None:
    """Note that `target` is from now on another name of `source`."""
    link = paths.canonical(target, state.cwd)
    leads_to = paths.canonical(source, state.cwd)
    if link == leads_to:
        return
    state.links[link] = leads_to
    remember_program(state, source, target)


def remember_mount(state: State, source: str, target: str) -> None:
    """Note that what lies below `source` is from now on also below `target`, for every program."""
    leads_to = paths.canonical(source, state.cwd)
    state.links[paths.canonical(target, state.cwd)] = leads_to.rstrip("/") + "/."


def remember_program(state: State, source: str, target: str) -> None:
    """Note that `target` does what the program `source` does, where that is one of the system's."""
    program = _PROGRAM.fullmatch(source) or (
        re.fullmatch(r"[A-Za-z]:.*[/\\]([\w.-]+)\.exe", source, re.IGNORECASE)
    )
    known = state.programs.get(paths.canonical(source, state.cwd))
    if program or known:
        state.programs[paths.canonical(target, state.cwd)] = program.group(1) if program else known or ""


def followed(state: State, text: str) -> str:
    """Return a path with the links in it followed; any other text as it is."""
    if not state.links or not text or text[:1] == "-":
        return text
    full = paths.canonical(marks.as_text(text).replace("\\", "/"), state.cwd)
    for _ in range(_FOLLOWED_HOPS):
        link = next((name for name in state.links if full == name or full.startswith(name + "/")), None)
        if link is None:
            break
        full = paths.canonical(state.links[link] + full[len(link) :], state.cwd)
        text = full
    return text


def through(state: State, program: str, args: list[Arg]) -> list[Arg]:
    """Return the arguments of a call as the program would reach them through links."""
    if not state.links:
        return args
    return [_through(state, program, arg) for arg in args]


def _through(state: State, program: str, arg: Arg) -> Arg:
    option, equals, value = arg.text.partition("=")
    if equals and re.fullmatch(r"-{0,2}[\w-]+", option):
        return replace(arg, text=f"{option}={followed(state, value)}")
    leads_to = state.links.get(paths.canonical(arg.text, state.cwd), "/.")
    if program in _KEEP_THE_LINK and arg.text[-1:] != "/" and not leads_to.endswith("/."):
        return arg
    return replace(arg, text=followed(state, arg.text))
