"""What a call of git would lose right now: changed and untracked files, stashes, commits of a branch.

Git is asked, with questions that read only and within a time; nothing of the command is run.
"""

from __future__ import annotations

import contextlib
import os
import shlex
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cmdgen.host.git import Git, GitRefusedError, GitSilentError
from cmdgen.preview.budget import Spent
from cmdgen.preview.globs import CannotKnow
from cmdgen.safety.effects import Loss, Pattern
from cmdgen.safety.effects.codes import decoded
from cmdgen.safety.resolve.marks import CWD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cmdgen.preview.globs import Places
    from cmdgen.preview.tally import Tally
    from cmdgen.safety.effects import Work

_MAX_COMMITS: Final = 1000
_MAX_FILES: Final = 50_000
_STASH: Final = "%gd%x00%ct%x00%gs%x00"


@dataclass(frozen=True, slots=True)
class Lost:
    """What is lost besides files that can be counted."""

    said: str | None = None
    """In words."""
    newest: float | None = None
    """When it was made, in seconds since the epoch."""
    undo: str | None = None
    """Command that brings it back."""


def lost(work: Work, places: Places, tally: Tally, *, seconds: float, environ: Mapping[str, str]) -> Lost:
    """Count the files that are lost, and return what else is.

    Args:
        work: what kind of work.
        places: where the call starts.
        tally: counts the files.
        seconds: for all questions to git.
        environ: the user's variables.

    Raises:
        CannotKnow: git does not say.
        Spent: there is too much of it.
    """
    folder = _folder(work, places)
    git = Git(folder, seconds, environ)
    try:
        if not git.is_there():
            return Lost(said="nothing: this is no repository of git")
        if work.loss in (Loss.STASH, Loss.STASHES, Loss.BRANCH):
            found = _branches(git, work.names) if work.loss is Loss.BRANCH else _stash(git, work)
            # The way back is run where the command is; in another folder it may be another repository.
            is_here = work.folder == CWD and not work.change_folder
            return found if is_here else replace(found, undo=None)
        top = git.top()
        if top is None:
            return Lost(said="nothing: the repository has no working tree")
        if work.loss is Loss.UNTRACKED:
            _untracked(git, work, (top, folder), tally)
            return Lost()
        return _changed(git, work, (top, folder), tally)
    except GitSilentError as problem:
        raise CannotKnow(str(problem)) from None


def uncommitted(folder: str, *, seconds: float, environ: Mapping[str, str]) -> int:
    """Return how many tracked files around a folder have changes that no commit has; 0 where git does not say in time."""
    git = Git(folder, seconds, environ)
    try:
        return sum(1 for _ in _status(git, "--untracked-files=no", names=())) if git.is_there() else 0
    except (GitSilentError, Spent, OSError, ValueError):
        return 0


def _folder(work: Work, places: Places) -> str:
    """Return where git starts: the folder of the call, and what each -C makes of it."""
    folder = places.base(Pattern(text="", glob=False, code="", folder=work.folder))
    for change in work.change_folder:
        folder = os.path.join(folder, decoded(places.placed(change)))  # noqa: PTH118 - as text
    if not os.path.isdir(folder):  # noqa: PTH112
        message = f"there is no folder {folder}"
        raise CannotKnow(message)
    return folder


# -- files -----------------------------------------------------------------------------------------------


def _status(git: Git, *options: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the two letters of each entry of the status, and its path from the top."""
    paths = ["--", *names] if names else []
    words = ("status", "--porcelain=v1", "-z", "--ignore-submodules=all", "--no-renames", *options, *paths)
    for number, entry in enumerate(git.ask(*words).split("\0")):
        if number >= _MAX_FILES:
            raise Spent
        if len(entry) > 3:
            yield entry[:2], entry[3:]


def _changed(git: Git, work: Work, here: tuple[str, str], tally: Tally) -> Lost:
    top, folder = here
    only_staged = 0
    for letters, path in _status(git, "--untracked-files=no", names=work.names):
        staged, unstaged = letters[0], letters[1]
        if work.loss is Loss.UNSTAGED and unstaged in " D":
            continue
        place = os.path.join(top, path)  # noqa: PTH118
        if os.path.lexists(place):
            tally.take(place, _shown(place, folder), recursive=False, folders=False)
        elif staged in "AM":
            only_staged += 1  # what was staged is in git alone
    return Lost(said=f"{_files(only_staged)} staged and deleted since" if only_staged else None)


def _untracked(git: Git, work: Work, here: tuple[str, str], tally: Tally) -> None:
    top, folder = here
    listed = ["--untracked-files=all" if work.folders else "--untracked-files=normal"]
    listed += ["--ignored=traditional"] if work.ignored else []
    wanted = {letters for letters, counts in (("??", work.unignored), ("!!", work.ignored)) if counts}
    for letters, path in _status(git, *listed, names=work.names or (".",)):
        if letters not in wanted:
            continue
        place = os.path.join(top, path)  # noqa: PTH118
        # With -d all files are listed one by one, so that a folder is another repository.
        is_whole = work.folders and work.repositories
        tally.take(place, _shown(place, folder), recursive=is_whole, folders=is_whole)


def _shown(place: str, folder: str) -> str:
    try:
        return os.path.relpath(place, os.path.realpath(folder))
    except ValueError:  # another drive
        return place


# -- stashes and branches --------------------------------------------------------------------------------


def _stash(git: Git, work: Work) -> Lost:
    fields = git.ask("stash", "list", f"--format={_STASH}").split("\0")
    stashes = [(fields[at].strip(), fields[at + 1], fields[at + 2]) for at in range(0, len(fields) - 3, 3)]
    if work.loss is Loss.STASHES:
        if not stashes:
            return Lost(said="no stash: there is none")
        count = f"{len(stashes):,} stash" + ("" if len(stashes) == 1 else "es, the newest")
        return Lost(said=f"{count} ({stashes[0][2]})", newest=float(stashes[0][1]))
    wanted = work.names[0]
    found = next((stash for stash in stashes if stash[0] == wanted), None)
    if found is None:
        return Lost(said=f"nothing: there is no {wanted}")
    commit = git.ask("rev-parse", "--verify", "--quiet", wanted).strip()
    files = set(
        filter(None, git.ask("diff-tree", "-r", "--name-only", "-z", f"{commit}^1", commit).split("\0"))
    )
    with contextlib.suppress(GitRefusedError):  # raised where it holds no untracked files
        files |= set(filter(None, git.ask("ls-tree", "-r", "--name-only", "-z", f"{commit}^3").split("\0")))
    # In these signs it is one word of every shell, and nothing that a terminal obeys.
    message = f"-m {shlex.quote(found[2])} " if found[2].isprintable() and "'" not in found[2] else ""
    undo = f"git stash store {message}{commit}"
    return Lost(said=f"{wanted} ({found[2]}) with {_files(len(files))},", newest=float(found[1]), undo=undo)


def _branches(git: Git, names: Sequence[str]) -> Lost:
    parts: list[str] = []
    newest: list[float] = []
    undo: list[str] = []
    for name in names:
        ref = f"refs/heads/{name}"
        try:
            commit = git.ask("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").strip()
        except GitRefusedError:
            parts.insert(0, f"nothing: there is no branch {name}")
            continue
        elsewhere = [f"--exclude={other}" for other in names]
        dates = git.ask(
            "rev-list", "--no-commit-header", "--format=%ct", f"--max-count={_MAX_COMMITS}", ref,
            "--not", *elsewhere, "--branches", "--remotes", "--tags", "HEAD", "--",
        ).split()  # fmt: skip
        # What is lost comes last, with its date behind it.
        parts.insert(len(parts) if dates else 0, _commits(name, len(dates)))
        newest += map(float, dates[:1])
        undo.append(f"git branch {shlex.quote(name)} {commit}")
    said = "; ".join(parts) + (", the newest" if newest else "")
    return Lost(said=said, newest=max(newest, default=None), undo=" && ".join(undo) or None)


def _commits(name: str, count: int) -> str:
    if not count:
        return f"no commit: others lead to all of {name}"
    several = "more than " if count >= _MAX_COMMITS else ""
    return f"{several}{count:,} commit{'' if count == 1 else 's'} that only {name} leads to"


def _files(count: int) -> str:
    return f"{count:,} file" + ("" if count == 1 else "s")
