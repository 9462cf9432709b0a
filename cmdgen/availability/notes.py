"""Notes on the programs and options of one command that this machine does not have."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from cmdgen.availability.manual_options import from_manual
from cmdgen.availability.tables import another_way, install_line, instead_of, known_options, others_with
from cmdgen.availability.used_options import unknown_options
from cmdgen.core.records import Command, Platform, Span
from cmdgen.manuals import Library
from cmdgen.manuals.help_text import help_of
from cmdgen.safety.analysis import Analysis
from cmdgen.safety.engine import analyse
from cmdgen.safety.log import Step
from cmdgen.safety.resolve import marks
from cmdgen.safety.rules.book import builtin_book

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["missing", "unknown-option"]

_SHELLS: Final = frozenset({"bash", "sh", "zsh", "fish"})
_SHELL_WORDS: Final = frozenset(
    "abbr and argparse autoload begin bindkey break builtin caller case chdir command compgen compopt continue contains "
    "coproc count dirs echotc emit emulate enable end fc float funced funcsave functions getln if integer limit log "
    "logout math noglob nocorrect not or print printf pushln random rehash sched select set_color setopt status string "
    "suspend switch test then time unfunction unsetopt until unlimit vared vcs_info whence where which while zcompile "
    "zformat zle zmodload zmv zparseopts zstyle {".split()
)
"""What some shell does itself, besides what `manuals/builtins.txt` lists."""
_NAME: Final = re.compile(r"[A-Za-z0-9][\w.+-]*")
BUDGET_S: Final = 0.05
"""Time for manuals, in seconds: somebody waits for the command."""
_FOLLOWS_VARIABLE: Final = re.compile(r"\$\{?\w+\}?\s+$")
"""The word behind a variable is a program only if the variable is empty."""
_USERLANDS: Final = {"gnu": "GNU", "bsd": "BSD", "busybox": "BusyBox", "windows": "Windows"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing that a command needs and this machine lacks."""

    kind: Kind
    text: str
    """What is missing and what to do about it, for the user; also what a model needs to repair the command."""
    program: str
    option: str | None
    """The option that is not known; None for a program that is missing."""
    span: Span
    """The words of the command that it is about."""


def notes(
    command: Command, platform: Platform, environ_path: str | None, *, library: Library | None = None
) -> tuple[Note, ...]:
    """Return what the command needs and this machine lacks, in the order of the command; never raises.

    What runs on another machine or in a container is not looked at, nor are programs given by a path, names that
    are only known at run time, and the commands of PowerShell and cmd.

    Args:
        environ_path: the value of PATH; None or empty looks nowhere and finds nothing missing.
        library: the manuals to look into for programs whose options are not in the table.
    """
    if not environ_path or command.dialect not in _SHELLS:
        return ()
    if library is None:
        ask = help_of if platform.userland == "busybox" else None  # there, few have man pages
        library = Library(
            {"PATH": environ_path}, is_bsd=platform.userland == "bsd", ask=ask, budget_s=BUDGET_S
        )
    try:
        return tuple(_Notes(command, platform, environ_path, library).all())
    except Exception:  # noqa: BLE001  notes are a courtesy: a command is shown without them rather than not at all
        return ()


class _Notes:
    def __init__(self, command: Command, platform: Platform, path: str, library: Library) -> None:
        self._command = command
        self._platform = platform
        self._path = path
        self._library = library

    def all(self) -> Iterator[Note]:
        _, analysis = analyse(self._command, builtin_book(), Analysis)
        seen: set[tuple[str, str | None]] = set()
        for step in analysis.steps:
            for note in self._about(step):
                if (note.program, note.option) not in seen:
                    seen.add((note.program, note.option))
                    yield note

    def _about(self, step: Step) -> Iterator[Note]:
        words = tuple(marks.show(word) for word in step.words)
        program = words[0] if words else ""
        if step.remote or not _NAME.fullmatch(program) or self._is_defined(program):
            return
        if self._is_builtin(program) or _FOLLOWS_VARIABLE.search(self._command.text[: step.word_span.start]):
            return
        if not self._is_there(program):
            yield self._missing(program, step)
            return
        for position, option in self._unknown(words):
            yield self._unknown_option(program, option, step, words[position])
        yield from self._in_place(step)

    def _is_there(self, program: str) -> bool:
        return shutil.which(program, path=self._path) is not None

    def _is_builtin(self, program: str) -> bool:
        return program in _SHELL_WORDS or self._library.builtin(program) is not None

    def _is_defined(self, program: str) -> bool:
        """Return whether the command itself defines a function or an alias of this name."""
        name = re.escape(program)
        return (
            re.search(rf"\bfunction\s+{name}\b|(?<!\S){name}\s*\(\)|\balias\s+{name}=", self._command.text)
            is not None
        )

    def _missing(self, program: str, step: Step) -> Note:
        is_root = hasattr(os, "geteuid") and os.geteuid() == 0
        install = install_line(program, self._platform.package_manager, is_root=is_root)
        way = another_way(program, self._is_there)
        text = f"{program} is not installed"
        remedies = [
            *([f"install it with: {install}"] if install else []),
            *([f"without it: {way}"] if way else []),
        ]
        text += f"; {', or '.join(remedies)}" if remedies else ""
        return Note(kind="missing", text=text, program=program, option=None, span=self._span(step, program))

    def _unknown(self, words: tuple[str, ...]) -> list[tuple[int, str]]:
        program = words[0]
        known = known_options(program, self._platform.userland)
        if known is None:
            return from_manual(words, self._library)
        suspects = list(unknown_options(words, known))
        if not suspects:
            return []
        # The table is of one version; what is installed has the last word.
        manuals = [manual for manual in self._library.manuals(program) if manual.source != "cmdgen"]
        return [found for found in suspects if not any(manual.find(found[1]) for manual in manuals)]

    def _unknown_option(self, program: str, option: str, step: Step, word: str) -> Note:
        userland = self._platform.userland
        others = [_USERLANDS[other] for other in others_with(program, option, userland)]
        named = f"git {step.words[1]}" if program == "git" else program
        text = f"{named} has no option {option} here"
        text += f" ({' and '.join(others)} have it)" if others else ""
        way = instead_of(program, option, userland)
        text += f"; instead: {way}" if way else ""
        return Note(
            kind="unknown-option", text=text, program=program, option=option, span=self._span(step, word)
        )

    def _in_place(self, step: Step) -> Iterator[Note]:
        """Sed -i is there everywhere, but the BSDs want the ending of a copy as the next word, and GNU does not."""
        words = step.words
        if words[0] != "sed" or "-i" not in words[:-1]:
            return
        following = words[words.index("-i") + 1]
        text = None
        if self._platform.userland == "bsd" and following and not following.startswith("."):
            text = "sed -i wants the ending of a copy here, which may be empty; instead: sed -i ''"
        elif self._platform.userland != "bsd" and not following:
            text = "sed -i takes no empty word here; instead: sed -i"
        if text is not None:
            yield Note(
                kind="unknown-option", text=text, program="sed", option="-i", span=self._span(step, "-i")
            )

    def _span(self, step: Step, word: str) -> Span:
        """Return where the word stands; the whole call where it is not written like that."""
        text = self._command.text[step.span.start : step.span.end]
        place = text.find(word)
        if place < 0:
            return step.span
        return Span(step.span.start + place, step.span.start + place + len(word))
