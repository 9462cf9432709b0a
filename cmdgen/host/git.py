"""Questions to git about a repository: what is changed, what is not tracked, what only one branch has.

Asking means running git, so only subcommands that read are asked, and what a repository could make them run is switched
off: hooks, the file system monitor, the program that checks signatures, and the fetching of objects that are missing;
also locks that a question need not take.  Filters cannot be switched off; a repository whose own settings name one is
not asked, since a folder that somebody unpacked here may hold any.
"""

from __future__ import annotations

import os
import shutil
import subprocess  # noqa: S404, TID251, RUF100  see above; what runs is not the user's command
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_QUIET: Final = (
    "--no-optional-locks", "--no-pager", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "color.ui=never",
    "-c", "log.showSignature=false", "-c", "core.virtualFilesystem=",
)  # fmt: skip
_VARIABLES: Final = {
    "GIT_ALLOW_PROTOCOL": "",  # a partial clone fetches what is missing, by a program that its settings may name
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
}
_FILTERS: Final = r"^(filter\..*\.(clean|smudge|process)|lfs\.extension\..*)$"
"""Settings that name a filter; the second kind is run by git-lfs, which itself is usually a filter of the user."""
_OF_THE_USER: Final = frozenset({"system", "global", "command"})
_NONE_FOUND: Final = 1
"""Status of `git config` where no setting matches; any other is a failure."""
_TOO_LONG: Final = "git takes too long"
_NO_REPOSITORY: Final = b"not a git repository (or any"


class GitSilentError(Exception):
    """Git does not answer; the text says why, as the end of a sentence."""


class GitRefusedError(GitSilentError):
    """Git ended with a status other than 0, mostly since what was asked about is not there.

    Args:
        status: git's exit status.
        said: what it wrote to stderr, in English.
    """

    def __init__(self, status: int, said: bytes) -> None:
        super().__init__("git does not know")
        self.status, self.said = status, said


class Git:
    """Answers about the repository around one folder.

    Args:
        folder: where the user's command would start.
        seconds: wall-clock time for all questions together.
        environ: the user's variables, so that git looks where the user's git would look.
    """

    def __init__(self, folder: str, seconds: float, environ: Mapping[str, str]) -> None:
        self._folder = folder
        self._until = time.monotonic() + seconds
        self._program = _program(folder, environ.get("PATH", os.defpath))
        # With GIT_CONFIG `git config` reads that file alone.
        kept = {name: value for name, value in environ.items() if name != "GIT_CONFIG"}
        self._environ = {**kept, **_VARIABLES}
        self._is_checked = False

    def top(self) -> str | None:
        """Return the top folder of the working tree, or None where there is none.

        Raises:
            GitSilentError: there is no answer.
        """
        try:
            return os.fsdecode(self._run("rev-parse", "--show-toplevel").rstrip(b"\r\n"))
        except GitRefusedError:
            return None

    def is_there(self) -> bool:
        """Return whether the folder belongs to a repository, be it one without a working tree.

        Raises:
            GitSilentError: there is no answer, or git does not open a repository that is there: its owner is somebody
                else, or its settings are broken.
        """
        try:
            self._run("rev-parse", "--git-dir")
        except GitRefusedError as error:
            if _NO_REPOSITORY in error.said:
                return False
            message = "git does not open this repository; git status says why"
            raise GitSilentError(message) from None
        return True

    def ask(self, *words: str) -> str:
        """Return what git prints; names that are not UTF-8 keep their bytes as surrogates.

        Args:
            words: subcommand and its arguments; it has to be one that only reads.

        Raises:
            GitRefusedError: there is no such thing.
            GitSilentError: there is no answer in time.
        """
        if not self._is_checked:
            self._refuse_filters()
        return os.fsdecode(self._run(*words))

    def _refuse_filters(self) -> None:
        try:
            listed = self._run("config", "--show-scope", "--name-only", "-z", "--get-regexp", _FILTERS)
        except GitRefusedError as error:
            if (
                error.status != _NONE_FOUND
            ):  # such as a git older than 2.26, which does not say whose a setting is
                raise
            listed = b""
        scopes = set(listed.decode("utf-8", "replace").split("\0")[:-1:2])
        if scopes - _OF_THE_USER:
            message = "the repository has filters of its own, which git would run"
            raise GitSilentError(message)
        self._is_checked = True

    def _run(self, *words: str) -> bytes:
        if self._program is None:
            message = "git is not installed"
            raise GitSilentError(message)
        left_s = self._until - time.monotonic()
        if left_s <= 0:
            raise GitSilentError(_TOO_LONG)
        try:
            done = subprocess.run(  # noqa: S603, TID251, RUF100
                [self._program, *_QUIET, "-C", self._folder, *words],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                env=self._environ,
                timeout=left_s,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise GitSilentError(_TOO_LONG) from None
        except (OSError, ValueError):
            message = "git does not start"
            raise GitSilentError(message) from None
        if done.returncode:
            raise GitRefusedError(done.returncode, done.stderr)
        return done.stdout


def _program(folder: str, path: str) -> str | None:
    """Return git's path; none in the folder itself or in one that PATH names relative to it."""
    found = shutil.which("git", path=path)
    if found is None or not Path(found).is_absolute() or Path(found).parent == Path(folder):
        return None
    return found
