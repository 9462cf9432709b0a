"""Which program a word names: by path, by expansion, or not to be known."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Span
from cmdgen.safety import lazy_re, links, paths
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import (
    CWD,
    DECODED,
    FRESH,
    HOME,
    LOCAL,
    NETWORK,
    ONE,
    OPAQUE,
    SOCKET,
    SOME,
    STAR,
    UNKNOWN,
)
from cmdgen.safety.resolve.state import State
from cmdgen.safety.wildcards import fits

if TYPE_CHECKING:
    from cmdgen.safety.analysis import Analysis

_SYSTEM_FOLDERS: Final = lazy_re.compile(
    r"/(?:usr/)?(?:local/)?s?bin/|/(?:usr/)?lib(?:32|64|x32)?/|/opt/|/usr/|/snap/bin/|/Applications/|/run/current-system/|/nix/|/System/|/Library/|/etc/init\.d/|"
    r"[A-Za-z]:|/proc/self/exe"
)
_OWN_SHELL: Final = lazy_re.compile(f"/proc/(?:self|thread-self|\\d+|{SOME})/exe")
"""The shell itself, as the kernel shows it."""
_TOOL_FOLDERS: Final = lazy_re.compile(
    r"(?:^|/)(?:\.?v?env\w*/bin|node_modules/\.bin|vendor/bin|\.tox/[\w-]+/bin)/[^/]+$|(?:^|/)bin/(?:rails|rake|rspec|bundle|dev|spring|webpack|console|cake)$"
)
_INSTALLED: Final = lazy_re.compile(f"[{UNKNOWN}{SOME}]/s?bin/[^/]+$")
"""`$JAVA_HOME/bin/java`: a program of an installation whose place is in a variable."""
_BUILD_SCRIPTS: Final = frozenset(
    {"gradlew", "mvnw", "manage.py", "artisan", "sbt", "setup.py", "bazelisk", "x.py", "waf"}
)
CARRIED: Final = frozenset(
    {
        "nc",
        "ncat",
        "netcat",
        "socat",
        "busybox",
        "toybox",
        "bash",
        "sh",
        "dash",
        "zsh",
        "curl",
        "wget",
        "chisel",
        "rclone",
    }
)
"""Tools that people carry along; from a folder of one's own they are still these tools."""
_PATTERNED_NAME: Final = frozenset(
    {
        "rm",
        "dd",
        "mkfs",
        "cat",
        "sh",
        "bash",
        "nc",
        "chmod",
        "chown",
        "mv",
        "curl",
        "wget",
        "shred",
        "find",
        "python3",
    }
)


@lru_cache(maxsize=4096)
def program_name(name: str, pattern: str) -> bool:
    """Return whether a program's name is the one that a rule names, by pattern; `.exe` does not matter."""
    return name == pattern or fits(name, pattern)


def resolve_program(analysis: Analysis, args: list[Arg], state: State, stdin: str, span: Span) -> str | None:
    """Return the name of the program that is run, or None when a finding or another call already covers it."""
    text = args[0].text
    if state.files and (written := _on_search_path(text, state)):
        _written_before(analysis, written, state.files[written], state, span)
        return None
    if _is_plain(text):
        return text
    if SOCKET in text:
        analysis.flag("remote.shell", span, text)
        return None
    if NETWORK in text:
        analysis.flag("code.download-run-root" if state.privileged else "code.download-run", span, text)
        return None
    if DECODED in text:
        analysis.flag("unreadable.program-name", args[0].span, text)
        text = text.replace(DECODED, "")
    if analysis.dialect == "zsh" and text[:1] == "=" and len(text) > 1:
        text = text[1:]
    if OPAQUE in text:
        analysis.flag("unreadable.decoded", span, text)
        return None
    if STAR in text or ONE in text:
        return _from_pattern(analysis, text, span)
    base = text.rsplit("/", 1)[-1]
    if not text.isprintable() and not any(mark in text for mark in (HOME, CWD, FRESH, UNKNOWN, SOME, LOCAL)):
        analysis.flag("unreadable.program-name", args[0].span, text)
    if not base or not marks.is_known(base):
        analysis.flag("unreadable.program-name", args[0].span, text)
        if text == UNKNOWN and len(args) > 1:
            analysis.run_argv(args[1:], state, stdin, span)  # `$SUDO rm x`: an empty variable leaves the rest
        elif UNKNOWN in text and (bare := marks.emptied(text)) and marks.is_known(bare):
            analysis.run_argv([replace(args[0], text=bare), *args[1:]], state, stdin, span)  # `r${unset}m`
        return None
    if "/" not in text:
        return _settle(text)
    return _by_path(analysis, text, base, state, span)


def _on_search_path(text: str, state: State) -> str | None:
    """Return the file of that name which the same text put into a folder of programs."""
    if "/" in text:
        return None
    folders = [
        paths.canonical(f"{folder}/{text}", state.cwd)
        for value in state.variables.get("PATH", ())
        for folder in value.split(":")
        if folder and marks.is_known(folder.replace(HOME, ""))
    ]
    return next((path for path in state.files if path.endswith("bin/" + text) or path in folders), None)


def _is_plain(text: str) -> bool:
    return (
        not text.startswith("zf_")
        and text.isascii()
        and text.replace("-", "").replace("_", "").isalnum()
        and text.islower()
        and not text.endswith("exe")
    )


def _settle(name: str) -> str:
    """Return the name under which rules know a program: no `.exe`, lower case where case cannot matter.

    `zf_rm` and its like are zsh's own copies of the programs, in the module zsh/files.
    """
    name = name.removeprefix("zf_")
    return name[:-4].lower() if name.lower().endswith(".exe") else name


def _from_pattern(analysis: Analysis, text: str, span: Span) -> str | None:
    """`/???/b?sh`: a pattern as a program name hides which program runs."""
    base = text.rsplit("/", 1)[-1]
    names = [name for name in _PATTERNED_NAME if paths.could_be(base, name)]
    analysis.flag("unreadable.program-name", span, text)
    return names[0] if len(names) == 1 else None


def _by_path(analysis: Analysis, text: str, base: str, state: State, span: Span) -> str | None:
    if _OWN_SHELL.fullmatch(text):
        return "bash"
    full = links.followed(state, paths.canonical(text, state.cwd))
    if full in state.programs:
        return _settle(state.programs[full])
    if full != paths.canonical(text, state.cwd):
        text, base = full, full.rsplit("/", 1)[-1]
    content = state.files.get(full)
    if content is None:
        folder = next((name for name in state.files if name.endswith("/") and full.startswith(name)), None)
        content = state.files[folder] if folder else None
    if content is not None:
        _written_before(analysis, full, content, state, span)
        return None
    if _SYSTEM_FOLDERS.match(text) or _TOOL_FOLDERS.search(text) or _INSTALLED.match(text):
        return _settle(base)
    if base in _BUILD_SCRIPTS:
        return base
    analysis.flag("interpreter.local-script", span, text)
    # A tool that was put here under its own name does what the tool does.
    return _settle(base) if _settle(base) in CARRIED else None


def _written_before(analysis: Analysis, full: str, content: str, state: State, span: Span) -> None:
    """Follow a file that the same text has written and now runs."""
    if NETWORK in content or SOCKET in content:
        analysis.flag("code.download-run-root" if state.privileged else "code.download-run", span, full)
    elif OPAQUE in content:
        analysis.flag("unreadable.decoded", span, full)
    elif LOCAL in content or UNKNOWN in content or SOME in content:
        analysis.flag("interpreter.local-script", span, full)
    else:
        analysis.run_text(content, state.fork(), "", span)
