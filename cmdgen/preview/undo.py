"""Other forms of a command that can be taken back: the trash instead of `rm`, a copy before an edit in place.

A file that is moved into the trash folder by hand cannot be restored from there, since the trash keeps a record of
each file; so only programs that keep it are offered.  https://specifications.freedesktop.org/trash-spec/latest/
"""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cmdgen.preview.edits import is_word_of, replaced_words
from cmdgen.safety.effects import Kind, follow, in_place
from cmdgen.safety.effects.codes import without_sources
from cmdgen.safety.effects.find_expression import All, Predicate
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from cmdgen.core.records import Command, Span, System
    from cmdgen.safety.effects import Effect, Preview, SeenCall

WANTED_TOOLS: Final = ("trash-put", "gio", "trash", "osascript")
"""Programs to look for before `alternatives` is asked."""
_ASKING: Final = frozenset({"-i", "-I", "--interactive"})
BACKUP_SUFFIX: Final = ".bak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another command that does the same and can be taken back; it is to be screened like any other."""

    label: str
    """What is different, in a few words."""
    text: str


def alternatives(
    command: Command,
    effects: Sequence[Effect],
    tools: Container[str],
    *,
    previews: Iterable[Preview] = (),
    system: System = "linux",
) -> tuple[Alternative, ...]:
    """Return forms of a command that can be taken back, best first; none for most commands.

    Args:
        effects: what the command does to files.
        tools: programs that are installed, of `WANTED_TOOLS`.
        previews: what the effects meet; without it a trash is not offered for patterns, which may match folders
            that `rm` would leave alone.
        system: decides which trash there is.
    """
    if command.dialect not in ("bash", "sh", "zsh", "fish"):
        return ()
    seen = {preview.effect: preview for preview in previews}
    calls = follow(command).calls
    trashed: list[tuple[Span, str]] = []
    kept: list[tuple[Span, str]] = []
    trash = _trash(tools, system)
    for effect in effects:
        call = next(
            (call for call in calls if call.span == effect.span and call.program == effect.program), None
        )
        if call is None or call.depth or call.remote:
            continue
        if effect.kind is Kind.DELETE and trash and not call.privileged:
            trashed += _to_trash(command.text, effect, call, seen.get(effect), trash)
        elif effect.kind is Kind.EDIT:
            kept += _with_copy(command.text, call)
    found = [
        Alternative(label=label, text=replaced_words(command.text, edits))
        for label, edits in (
            ("to the trash instead", trashed),
            (f"keeps a copy of each file as *{BACKUP_SUFFIX}", kept),
        )
        if edits
    ]
    if not trashed and system == "macos" and "osascript" in tools:
        found += _by_finder(command.text, effects, calls)
    return (*found, *_stashed(command.text, calls))


def _trash(tools: Container[str], system: System) -> str | None:
    """Return the words that put files into the trash; `gio` and `trash-put` take `--`, macOS's `trash` may not."""
    if system == "macos":
        return "trash" if "trash" in tools else None
    if system == "linux":
        return "trash-put" if "trash-put" in tools else "gio trash" if "gio" in tools else None
    return None


def _to_trash(
    text: str, effect: Effect, call: SeenCall, preview: Preview | None, trash: str
) -> list[tuple[Span, str]]:
    """Return the changes that make a deletion a move to the trash; none where that would touch more."""
    if call.program in ("find", "gfind"):
        return _found_to_trash(call, effect, trash)
    if call.program not in ("rm", "grm") or not is_word_of(text, call.spans[0], call.words[0]):
        return []
    names = {span for word, span in _arguments(call) if word is not None}
    options = [
        (span, call.words[index]) for index, span in enumerate(call.spans) if index and span not in names
    ]
    if any(
        word in _ASKING or (word[:1] == "-" and word[:2] != "--" and set("iI") & set(word))
        for _, word in options
    ):
        return []  # it asks about each file
    takes_folders = effect.recursive or all(_only_files(search.expression.root) for search in effect.searches)
    if preview is not None and preview.nothing:
        return []
    certain = (
        effect.unknown is None and takes_folders and not any(pattern.glob for pattern in effect.patterns)
    )
    looked = preview is not None and not (preview.folders_left or preview.more or preview.unknown)
    if not (effect.recursive or certain or looked):
        return []
    separated = any(word == "--" for _, word in options)
    if separated and trash == "trash":
        return []
    quiet = (
        " -f" if trash == "gio trash" and any("f" in word for _, word in options if word[:2] != "--") else ""
    )
    dashes = " --" if separated else ""
    return [(call.spans[0], trash + quiet + dashes), *((span, "") for span, _ in options)]


def _arguments(call: SeenCall) -> list[tuple[str | None, Span]]:
    """Return the words of a call without its program; None for those that are options."""
    found: list[tuple[str | None, Span]] = []
    ended = False
    for word, span in zip(call.words[1:], call.spans[1:], strict=True):
        if not ended and word[:1] == "-" and len(word) > 1:
            ended = word == "--"
            found.append((None, span))
        else:
            found.append((word, span))
    return found


def _found_to_trash(call: SeenCall, effect: Effect, trash: str) -> list[tuple[Span, str]]:
    if not effect.searches or not all(_only_files(search.expression.root) for search in effect.searches):
        return []  # a folder in the trash takes along what find goes through
    at = [span for word, span in zip(call.words, call.spans, strict=True) if word == "-delete"]
    dashes = "" if trash == "trash" else " --"
    return [(at[0], f"-exec {trash}{dashes} {{}} +")] if len(at) == 1 else []


def _only_files(root: object) -> bool:
    """Return whether an expression holds for files alone."""
    operands = root.operands if isinstance(root, All) else (root,)
    return any(
        isinstance(test, Predicate) and test.name == "-type" and test.value in ("f", "l", "f,l")
        for test in operands
    )


def _with_copy(text: str, call: SeenCall) -> list[tuple[Span, str]]:
    args = [Arg(word, span) for word, span in zip(call.words[1:], call.spans[1:], strict=True)]
    edit = in_place.perl(args) if call.program == "perl" else in_place.sed(args)
    if edit is None or edit.suffix or not is_word_of(text, edit.option.span, edit.option.text):
        return []
    if edit.bsd:
        following = next((arg for arg in args if arg.span.start > edit.option.span.start), None)
        return [(following.span, f"'{BACKUP_SUFFIX}'")] if following is not None else []
    added = BACKUP_SUFFIX if edit.at >= 0 else "=" + BACKUP_SUFFIX
    return [(edit.option.span, edit.option.text + added)]


def _by_finder(text: str, effects: Sequence[Effect], calls: Sequence[SeenCall]) -> list[Alternative]:
    """Return the deletion of one absolute path by macOS's Finder, which puts it into the trash."""
    if (
        len(effects) != 1
        or len(calls) != 1
        or effects[0].program != "rm"
        or text.strip() != _written(text, calls[0])
    ):
        return []
    patterns = effects[0].patterns
    if len(patterns) != 1 or patterns[0].glob or not patterns[0].code.startswith("/") or effects[0].unknown:
        return []
    script = (
        f'tell application "Finder" to delete POSIX file {json.dumps(patterns[0].code, ensure_ascii=False)}'
    )
    return [Alternative(label="to the trash instead", text=f"osascript -e {shlex.quote(script)}")]


def _stashed(text: str, calls: Sequence[SeenCall]) -> list[Alternative]:
    """Return git's stash in place of a command that throws uncommitted changes away."""
    if len(calls) != 1 or calls[0].program != "git" or text.strip() != _written(text, calls[0]):
        return []
    words = calls[0].words
    if not all(marks.is_known(word) and without_sources(word) for word in words):
        return []
    if words[1:] in (
        ("reset", "--hard"),
        ("reset", "--hard", "HEAD"),
        ("checkout", "."),
        ("checkout", "--", "."),
    ):
        return [Alternative(label="keeps the changes in a stash", text="git stash push")]
    if words[1:2] == ("restore",) and len(words) > 2 and not any(word[:1] == "-" for word in words[2:]):
        paths = " ".join(shlex.quote(word) for word in words[2:])
        return [Alternative(label="keeps the changes in a stash", text=f"git stash push -- {paths}")]
    return []


def _written(text: str, call: SeenCall) -> str:
    return text[call.span.start : call.span.end].strip()
