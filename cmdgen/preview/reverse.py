"""The command that takes another one back, made before that one runs, since it may need the old state.

Only for a single call: what several of them did depends on how far they came.
"""

from __future__ import annotations

import os
import shlex
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.preview.budget import Budget, Spent
from cmdgen.preview.globs import CannotKnow, Places, home_folder
from cmdgen.preview.reverse_tools import git_back, systemctl_back
from cmdgen.safety import options
from cmdgen.safety.effects import Kind, Pattern, follow, in_place
from cmdgen.safety.effects.codes import decoded, is_active
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import HOME
from cmdgen.safety.rules.book import builtin_book

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cmdgen.core.records import Command
    from cmdgen.safety.effects import Effect, SeenCall
    from cmdgen.safety.options import Parsed

MAX_NAMES: Final = 50
"""Files that a reverse command names."""
_LIMIT_ENTRIES: Final = 5_000
_LIMIT_S: Final = 0.2
_WRAPPERS: Final = frozenset({"sudo", "doas"})


def reverse(
    command: Command, effects: Sequence[Effect], cwd: Path, *, home: Path | None = None
) -> str | None:
    """Return the command that takes this one back when it is run in the same folder afterwards, or None.

    Never raises and runs nothing.  To be asked before the command runs: what stands at a destination, and which
    mode a file has, can only be seen then.

    Args:
        effects: what the command does to files.
        cwd: the folder that it starts in.
        home: the user's home folder.
    """
    if command.dialect not in ("bash", "sh", "zsh", "fish") or any(effect.unknown for effect in effects):
        return None
    single = _single_call(command)
    if single is None:
        return None
    call, before = single
    places = Places(cwd, home_folder(home), Budget(_LIMIT_ENTRIES, _LIMIT_S))
    try:
        words = _Reverse(call, command.dialect, places).words()
    except (CannotKnow, Spent, OSError, ValueError):
        return None
    if words is None or (
        command.dialect == "fish"
        and any(char in word for words_ in words for word in words_ for char in "\\'")
    ):
        return None
    return " && ".join(before + shlex.join(part) for part in words)


def _single_call(command: Command) -> tuple[SeenCall, str] | None:
    """Return the only call of a command and what stands before it, such as `sudo `."""
    followed = follow(command)
    if not followed.is_complete or followed.redirects or not 1 <= len(followed.calls) <= 2:
        return None
    call = followed.calls[-1]
    whole = command.text.strip()
    outer = followed.calls[0]
    if outer is not call and (outer.program not in _WRAPPERS or outer.span != call.span):
        return None
    start, end = call.span.start, call.span.end
    if command.text[start:end].strip() != whole or call.depth or call.remote:
        return None
    if not all(marks.is_known(word.replace(HOME, "")) for word in call.words):
        return None
    return call, command.text[start : call.spans[0].start]


class _Reverse:
    """The reverse of one call."""

    def __init__(self, call: SeenCall, dialect: str, places: Places) -> None:
        self._call = call
        self._dialect = dialect
        self._places = places
        args = [Arg(word, span) for word, span in zip(call.words[1:], call.spans[1:], strict=True)]
        self._args = args
        self._parsed: Parsed = options.parse(args, builtin_book().grammar(call.program))

    def words(self) -> list[list[str]] | None:
        """Return the calls that take it back, or None."""
        table: dict[str, Callable[[], list[list[str]] | None]] = {
            "mv": self._mv, "cp": self._cp, "ln": self._ln, "mkdir": self._mkdir, "touch": self._touch, "chmod": self._chmod,
            "chown": self._chown, "sed": self._sed, "perl": self._sed, "gzip": self._packed, "bzip2": self._packed, "xz": self._packed,
        }  # fmt: skip
        if self._call.program in table:
            return table[self._call.program]()
        plain = [decoded(word) for word in self._call.words]
        if any(is_active(word) or HOME in word for word in self._call.words):
            return None
        if self._call.program == "git":
            return git_back(plain[1:])
        return systemctl_back(plain[1:]) if self._call.program == "systemctl" else None

    # -- names ---------------------------------------------------------------------------------------

    def _pattern(self, arg: Arg) -> Pattern:
        return Pattern(
            text=decoded(arg.text),
            glob=is_active(arg.text),
            code=arg.text,
            folder=self._call.folder,
            dialect=self._dialect,
        )

    def _existing(self, args: Sequence[Arg]) -> list[tuple[str, str]]:
        """Return place and name of all files that the words match; each word has to match something."""
        found: list[tuple[str, str]] = []
        for arg in args:
            matched = list(self._places.matches(self._pattern(arg)))
            found += matched
            if not matched or len(found) > MAX_NAMES:
                message = "nothing matches, or too much"
                raise CannotKnow(message)
        return [(place, _no_option(name)) for place, name in found]

    def _at(self, arg: Arg) -> tuple[str, str]:
        """Return place and name of a word that is no pattern."""
        if is_active(arg.text):
            message = "a pattern as destination"
            raise CannotKnow(message)
        place, name = self._places.located(self._pattern(arg))
        return place, _no_option(name)

    def _goals(self, args: Sequence[Arg]) -> list[tuple[str, str]]:
        """Return source and destination of each file of mv, cp or ln, none of which is there yet."""
        target = self._parsed.find("-t", "--target-directory")
        operands = list(args)
        if target is not None and target[1] is not None:
            goal = Arg(target[1], target[2].span)
        elif len(operands) > 1:
            goal = operands.pop()
        else:
            goal = Arg(".", self._call.span)
        place, name = self._at(goal)
        literal = self._call.program == "ln"  # what a link leads to need not be there
        sources = [self._at(arg) for arg in operands] if literal else self._existing(operands)
        into = os.path.isdir(place) and not self._parsed.has("-T", "-n", "--no-target-directory")  # noqa: PTH112
        if len(sources) != 1 and not into:
            message = "several files need a folder to go to"
            raise CannotKnow(message)
        goals: list[tuple[str, str]] = []
        for source_place, source in sources:
            base = os.path.basename(source.rstrip("/"))  # noqa: PTH119
            goal_name = (base if name == "." else f"{name.rstrip('/')}/{base}") if into else name.rstrip("/")
            if base in ("", ".", "..") or os.path.lexists(os.path.join(place, base) if into else place):  # noqa: PTH118
                message = "something is overwritten"
                raise CannotKnow(message)
            if not into and not _has_room(place, source_place, name):
                message = "there is no such folder"
                raise CannotKnow(message)
            goals.append((source.rstrip("/"), _no_option(goal_name)))
        return goals

    # -- programs ------------------------------------------------------------------------------------

    def _mv(self) -> list[list[str]] | None:
        goals = self._goals(self._parsed.operands)
        if len(goals) == 1:
            return [["mv", goals[0][1], goals[0][0]]]
        folders = {os.path.dirname(source) for source, _ in goals}  # noqa: PTH120
        if len(folders) != 1:
            return None
        return [["mv", *(goal for _, goal in goals), (folders.pop() or ".") + "/"]]

    def _cp(self) -> list[list[str]] | None:
        recursive = self._parsed.has("-r", "-R", "-a", "--recursive", "--archive")
        goals = self._goals(self._parsed.operands)
        return [["rm", *(["-r"] if recursive else []), *(goal for _, goal in goals)]]

    def _ln(self) -> list[list[str]] | None:
        return [["rm", *(goal for _, goal in self._goals(self._parsed.operands))]]

    def _mkdir(self) -> list[list[str]] | None:
        made: dict[str, None] = {}
        for arg in self._parsed.operands:
            place, name = self._at(arg)
            place, name = place.rstrip("/"), name.rstrip("/")
            while name and not os.path.lexists(place):
                made[name] = None
                if not self._parsed.has("-p", "--parents"):
                    break
                place, name = os.path.dirname(place), os.path.dirname(name)  # noqa: PTH120
        deepest_first = sorted(made, key=lambda name: -name.count("/"))
        return [["rmdir", *deepest_first]] if made else None

    def _touch(self) -> list[list[str]] | None:
        made = [self._at(arg) for arg in self._parsed.operands]
        if (
            not made
            or any(os.path.lexists(place) for place, _ in made)
            or self._parsed.has("-c", "--no-create")
        ):
            return None
        return [["rm", *(name for _, name in made)]]

    def _chmod(self) -> list[list[str]] | None:
        return self._restored("chmod", lambda status: f"{stat.S_IMODE(status.st_mode):04o}", Kind.MODE)

    def _chown(self) -> list[list[str]] | None:
        return self._restored("chown", lambda status: f"{status.st_uid}:{status.st_gid}", Kind.OWNER)

    def _restored(
        self, program: str, old: Callable[[os.stat_result], str], kind: Kind
    ) -> list[list[str]] | None:
        """Return the calls that give files back the mode or owner that they have now."""
        from cmdgen.safety.effects import readers  # noqa: PLC0415 - only here

        drafts = readers.drafts(program, self._args, self._parsed, self._dialect)
        if not drafts or drafts[0].recursive or drafts[0].kind is not kind:
            return None
        groups: dict[str, list[str]] = {}
        for place, name in self._existing(drafts[0].args):
            status = os.lstat(place)
            if stat.S_ISLNK(status.st_mode):
                return None  # what it leads to is changed
            groups.setdefault(old(status), []).append(name)
        return [[program, value, *names] for value, names in groups.items()]

    def _sed(self) -> list[list[str]] | None:
        """An edit that keeps a copy is taken back by that copy."""
        edit = in_place.perl(self._args) if self._call.program == "perl" else in_place.sed(self._args)
        if edit is None or not edit.suffix or "*" in edit.suffix or "/" in edit.suffix:
            return None
        files = self._existing(edit.files)
        if any(os.path.lexists(place + edit.suffix) for place, _ in files):
            return None
        return [["mv", name + edit.suffix, name] for _, name in files]

    def _packed(self) -> list[list[str]] | None:
        ending = {"gzip": ".gz", "bzip2": ".bz2", "xz": ".xz"}[self._call.program]
        if any(name not in ("-v", "-9", "-1", "-f", "-k", "--keep") for name, _, _ in self._parsed.options):
            return None
        files = self._existing(self._parsed.operands)
        if not files or any(os.path.lexists(place + ending) or not _is_file(place) for place, _ in files):
            return None
        packed = [name + ending for _, name in files]
        return (
            [["rm", *packed]] if self._parsed.has("-k", "--keep") else [[self._call.program, "-d", *packed]]
        )


def _has_room(place: str, source: str, name: str) -> bool:
    """Return whether a file or folder can get this name: its folder is there, and only folders end in a slash."""
    return os.path.isdir(os.path.dirname(place.rstrip("/")) or "/") and (  # noqa: PTH112, PTH120
        not name.endswith("/") or os.path.isdir(source)  # noqa: PTH112
    )


def _is_file(place: str) -> bool:
    return stat.S_ISREG(os.lstat(place).st_mode)


def _no_option(name: str) -> str:
    """Return the name so that no program takes it for an option."""
    return f"./{name}" if name.startswith("-") else name
