"""Which names a pattern of the shell matches right now, by the shell's own rules.

`*` and `?` match neither a slash nor the dot at the beginning of a name.  `**` goes through folders where the shell
says so: in zsh and fish always, in bash with globstar; links to folders are not gone through.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from cmdgen.preview.wildcards import component
from cmdgen.safety.effects.codes import ACTIVE, decoded, is_active
from cmdgen.safety.resolve.marks import CWD, HOME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cmdgen.preview.budget import Budget
    from cmdgen.safety.effects import Pattern

_STAR = ACTIVE["*"]


class CannotKnow(Exception):  # noqa: N818 - an expected answer
    """What matches cannot be told; the argument says why."""


class Places:
    """The folders that a command starts from.

    Args:
        cwd: the working directory.
        home: the user's home folder.
        budget: what may be looked at.
    """

    def __init__(self, cwd: Path, home: Path, budget: Budget) -> None:
        self._cwd = str(cwd)
        self._home = str(home)
        self._budget = budget
        self.denied = 0
        """Folders that may not be read."""

    def base(self, pattern: Pattern) -> str:
        """Return the folder that a relative name starts from, as an absolute path.

        Raises:
            CannotKnow: the command changes to a folder that is not there.
        """
        if pattern.folder == CWD:
            return self._cwd
        folder = decoded(self.placed(pattern.folder))
        try:
            is_folder = stat.S_ISDIR(os.stat(folder).st_mode)  # noqa: PTH116 - a change of folder follows links
        except (OSError, ValueError):
            is_folder = False
        if not is_folder:
            message = f"there is no folder {folder}"
            raise CannotKnow(message)
        return folder

    def located(self, pattern: Pattern) -> tuple[str, str]:
        """Return place and name of a literal pattern, whether it exists or not.

        Raises:
            CannotKnow: the command changes to a folder that is not there.
        """
        code = decoded(self.placed(pattern.code))
        base = "/" if code.startswith("/") else self.base(pattern)
        # Joined as text: a Path would drop a slash at the end, which means something.
        return os.path.join(base, code), code  # noqa: PTH118

    def matches(self, pattern: Pattern) -> Iterator[tuple[str, str]]:
        """Yield the absolute path and the name as the command gets it, for all that exists and matches.

        Raises:
            CannotKnow: the pattern is of a kind that is not followed.
            Spent: the budget is.
        """
        code = self.placed(pattern.code)
        base = "/" if code.startswith("/") else self.base(pattern)
        if not pattern.glob or "noglob" in pattern.options:
            path, name = self.located(pattern)
            self._budget.spend()
            if _exists(path):
                yield path, name
            return
        odd = pattern.options - {"dotglob", "globdots", "globstar", "nullglob", "failglob"}
        if odd:
            message = f"{min(odd)} changes what patterns match"
            raise CannotKnow(message)
        parts = [part for part in code.split("/") if part]
        _refuse_unclear(pattern, parts)
        start = "/" if code.startswith("/") else ""
        found = False
        for name in self._expanded(base, start, parts, pattern):
            shown = name + "/" if code.endswith("/") and not name.endswith("/") else name
            path = os.path.join(base, shown)  # noqa: PTH118
            if not code.endswith("/") or _is_folder(path):
                found = True
                yield path, shown
        if not found and _stands_for_itself(pattern):
            path, name = self.located(pattern)
            if _exists(path):
                yield path, name

    def placed(self, code: str) -> str:
        """Return a code with the home folder and the start folder put in.

        Raises:
            CannotKnow: it is a path of another system.
        """
        if os.name == "nt" and code.startswith("/"):
            message = f"{decoded(code)} is a path of another system"
            raise CannotKnow(message)
        if code[:1] == HOME:
            return self._home + code[1:]
        return self._cwd + code[1:] if code[:1] == CWD else code

    def _expanded(self, base: str, before: str, parts: list[str], pattern: Pattern) -> Iterator[str]:
        """Yield the names below `before` that the remaining parts match."""
        if not parts:
            yield before
            return
        first, rest = parts[0], parts[1:]
        if _set_of_stars(first) and _goes_through_folders(pattern, last=not rest):
            yield from self._through(base, before, rest, pattern)
            return
        if not is_active(first):
            name = _joined(before, first)
            self._budget.spend()
            if _exists(os.path.join(base, name)):  # noqa: PTH118
                yield from self._expanded(base, name, rest, pattern)
            return
        expression = component(first)
        hidden_too = first[:1] == "." or bool(pattern.options & {"dotglob", "globdots"})
        for entry in self.entries(os.path.join(base, before)):  # noqa: PTH118
            if (entry.name[:1] != "." or hidden_too) and expression.fullmatch(entry.name):
                name = _joined(before, entry.name)
                if not rest or _is_folder(os.path.join(base, name)):  # noqa: PTH118
                    yield from self._expanded(base, name, rest, pattern)

    def _through(self, base: str, before: str, rest: list[str], pattern: Pattern) -> Iterator[str]:
        """Yield what `**` and the parts behind it match: no folder, one, or many."""
        if rest:
            yield from self._expanded(base, before, rest, pattern)
        elif before and pattern.dialect == "bash":
            yield before + ("" if before.endswith("/") else "/")
        hidden_too = bool(pattern.options & {"dotglob", "globdots"})
        for entry in self.entries(os.path.join(base, before)):  # noqa: PTH118
            if entry.name[:1] == "." and not hidden_too:
                continue
            name = _joined(before, entry.name)
            if not rest:
                yield name
            if _is_real_folder(entry):
                below = self._through(base, name, rest, pattern)
                yield from below if rest else (found for found in below if found != name + "/")

    def entries(self, folder: str) -> Iterator[os.DirEntry[str]]:
        """Yield what is in a folder; nothing, and a count, for one that may not be read."""
        try:
            with os.scandir(folder) as found:
                for entry in found:
                    self._budget.spend()
                    yield entry
        except PermissionError:
            self.denied += 1
        except (OSError, ValueError):
            return


def home_folder(given: Path | None) -> Path:
    """Return the user's home folder; a name that cannot exist on a machine where it is not known."""
    try:
        return Path.home() if given is None else given
    except RuntimeError:
        return Path("/dev/null/unknown-home")


def _refuse_unclear(pattern: Pattern, parts: list[str]) -> None:
    """Raise for what depends on the version of the shell.

    Raises:
        CannotKnow: with the reason.
    """
    if pattern.dialect in ("bash", "sh") and any(map(may_be_parent, parts[:-1])):
        message = f"older shells take .. for a match in {pattern.text}"
        raise CannotKnow(message)
    if pattern.dialect == "fish" and any(_STAR * 2 in part for part in parts):
        message = "** of fish goes through links"
        raise CannotKnow(message)


def may_be_parent(part: str) -> bool:
    """Return whether a part of a pattern matches the folder above, which bash before 5.2 and other shells allow."""
    return is_active(part) and part[:1] == "." and component(part).fullmatch("..") is not None


def _stands_for_itself(pattern: Pattern) -> bool:
    """Return whether a pattern that matches nothing is taken as a name: `[x]` then deletes the file `[x]`."""
    return pattern.dialect in ("bash", "sh") and not pattern.options & {"nullglob", "failglob"}


def _joined(before: str, name: str) -> str:
    return before + name if not before or before.endswith("/") else f"{before}/{name}"


def _set_of_stars(part: str) -> bool:
    return part == _STAR * 2


def _goes_through_folders(pattern: Pattern, *, last: bool) -> bool:
    if pattern.dialect == "zsh":
        return not last
    return pattern.dialect == "fish" or (pattern.dialect == "bash" and "globstar" in pattern.options)


def _exists(path: str) -> bool:
    try:
        os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def _is_folder(path: str) -> bool:
    """Return whether a name can have something below it; the shell follows links here."""
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116
    except (OSError, ValueError):
        return False


def _is_real_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False
