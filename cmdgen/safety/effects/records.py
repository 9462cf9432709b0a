"""The nouns of the effect preview: what a command would touch, and what that is right now."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from cmdgen.core.records import Span
from cmdgen.safety.effects.find_expression import Expression


class Kind(enum.Enum):
    """What happens to a file."""

    DELETE = "delete"
    MOVE = "move"
    OVERWRITE = "overwrite"
    EDIT = "edit"
    """Changed in place: `sed -i`."""
    MODE = "mode"
    OWNER = "owner"
    DISCARD = "discard"
    """Uncommitted work is lost: `git reset --hard`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One file name argument, as the shell would read it."""

    text: str
    """As a person would write it: `*.o`, `~/notes.txt`."""
    glob: bool
    """True when the shell replaces it by the names that match; a quoted `*` is no pattern."""
    code: str
    """The same with its active pattern characters, and the places that are known later, as in `codes`."""
    folder: str
    """Folder that a relative name starts from, as code."""
    dialect: str = "bash"
    """Shell whose rules for patterns count."""
    options: frozenset[str] = frozenset()
    """Options of the shell that change them and were set before: dotglob, globstar, noglob."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What `find` finds."""

    starts: tuple[Pattern, ...]
    expression: Expression
    splits: bool = False
    """A name with blanks becomes several on its way to the program: `find | xargs`, `$(find)`."""
    action: int
    """Which action of the expression the files have to reach; -1 for an expression without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What PowerShell's `Get-ChildItem` lists, on its way to another cmdlet."""

    starts: tuple[Pattern, ...]
    name_filter: str | None = None
    """Pattern of -Filter: the file system compares it with each name."""
    include: tuple[str, ...] = ()
    """Patterns of -Include, without regard to capitals; any of them is enough."""
    recursive: bool = False
    files: bool = False
    """Files alone."""
    folders: bool = False
    """Folders alone."""
    hidden: bool = False
    """With -Force hidden files are listed as well."""


class Loss(enum.Enum):
    """What a call of git loses that no commit, or no branch, holds."""

    CHANGES = "changes"
    """Of tracked files, whether staged or not."""
    UNSTAGED = "unstaged"
    """Of tracked files, as far as they are not staged."""
    UNTRACKED = "untracked"
    """Files that git does not know."""
    STASH = "stash"
    STASHES = "stashes"
    BRANCH = "branch"
    """Commits that nothing but this branch leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What of a repository is lost; what that is right now, only git can tell."""

    loss: Loss
    names: tuple[str, ...] = ()
    """Paths as git takes them, branches, or the stash; no paths mean all."""
    folder: str = ""
    """Folder that the call starts in, as code."""
    change_folder: tuple[str, ...] = ()
    """Values of git's own -C, one inside the other."""
    folders: bool = False
    """Whole folders that are not tracked: `git clean -d`."""
    repositories: bool = False
    """Repositories among them: `git clean -ff`."""
    ignored: bool = False
    """Ignored files as well: `git clean -x`."""
    unignored: bool = True
    """Files that are not ignored: False for `git clean -X`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one call of the command does to files."""

    kind: Kind
    program: str
    """Name of the program; `>` for a redirection."""
    span: Span
    """The call in the text, or the redirection."""
    patterns: tuple[Pattern, ...] = ()
    searches: tuple[Search, ...] = ()
    listings: tuple[Listing, ...] = ()
    work: Work | None = None
    """What of a repository is lost, where the arguments alone do not tell which files that is."""
    recursive: bool = False
    """Folders are touched with everything in them."""
    folders: bool = False
    """A folder itself is touched as well; `rm` without -r leaves folders alone."""
    destination: Pattern | None = None
    """Where a copy or move goes; what is there is what gets overwritten."""
    into: bool = True
    """An existing folder as destination takes the files in; False with `-T`."""
    newer_only: bool = False
    """Only files that are newer than what they replace: `cp -u`."""
    options_ended: bool = False
    """`--` stands before the files, so that no name is taken for an option."""
    privileged: bool = False
    unknown: str | None = None
    """Why some targets are only known at run time; None where all of them are known."""
    shows: str | None = None
    """Command that shows what would happen without doing it: `git clean -n`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCall:
    """One call of one program, with its words as codes."""

    program: str
    words: tuple[str, ...]
    """The program and its arguments."""
    spans: tuple[Span, ...]
    """Where each word stands in the text."""
    span: Span
    folder: str
    depth: int
    privileged: bool
    remote: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One file that would be touched."""

    path: str
    """As the command would name it."""
    size_bytes: int
    modified: float
    """Seconds since the epoch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an effect meets right now; counts are lower bounds where `more` or `unknown` is set."""

    effect: Effect
    files: int = 0
    """Everything that is neither a folder nor a symbolic link."""
    folders: int = 0
    links: int = 0
    """Symbolic links; what they lead to is not counted."""
    size_bytes: int = 0
    """Sum of the sizes of the regular files, one with several names counted once."""
    newest: float | None = None
    """Newest modification of a file, in seconds since the epoch."""
    examples: tuple[Example, ...] = ()
    """At most three: the newest, the biggest, and another new one."""
    folders_left: int = 0
    """Folders that match and are left alone."""
    mounts: tuple[str, ...] = ()
    """Mount points on the way; what is on the other side is not counted."""
    denied: int = 0
    """Folders that may not be read."""
    more: bool = False
    """The limit of entries or time was reached."""
    said: str | None = None
    """What is lost where that is no file: commits, a stash."""
    undo: str | None = None
    """Command that brings it back afterwards, where its name has to be read before."""
    unknown: str | None = None
    """Why the counts are not the whole truth; None where they are."""

    @property
    def matched(self) -> int:
        """How many entries were counted."""
        return self.files + self.folders + self.links

    @property
    def nothing(self) -> bool:
        """Whether it is certain that nothing matches."""
        return not (
            self.matched
            or self.said
            or self.folders_left
            or self.more
            or self.denied
            or self.mounts
            or self.unknown
        )
