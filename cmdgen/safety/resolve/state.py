"""What earlier parts of a text have set up for later ones."""

from __future__ import annotations

import copy
from collections.abc import MutableMapping
from dataclasses import dataclass, field

from cmdgen.safety.ir import Script, TooComplex
from cmdgen.safety.resolve.marks import CWD

MAX_TEXT = 200_000
"""Characters of one value; a longer one is answered with `TooComplex`."""
MAX_STORED = 4_000_000
"""Characters of all values that are ever assigned: `a=$a$a` doubles each time."""
MAX_VALUES = 32
"""Values that one variable may have at one place; more make it unknown."""


@dataclass(slots=True)
class State:
    """The shell's state at one point of the text; values may hold marks and may be several."""

    variables: MutableMapping[str, tuple[str, ...]] = field(default_factory=dict)
    arrays: dict[str, tuple[str, ...]] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    """Names that stand for other names: `declare -n`."""
    folders: list[str] = field(default_factory=list)
    """The stack of pushd and popd."""
    functions: dict[str, Script] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    positional: tuple[str, ...] | None = None
    """Positional parameters where they are known: arguments of `sh -c`, of a function, of `set --`."""
    files: dict[str, str] = field(default_factory=dict)
    """Path -> content, for files that were written earlier in the same text."""
    links: dict[str, str] = field(default_factory=dict)
    """Path -> what it leads to, for links that were made earlier in the same text."""
    programs: dict[str, str] = field(default_factory=dict)
    """Path -> program, for copies of programs that were made earlier in the same text."""
    staged_secret: str = ""
    """A file with credentials that was given to version control earlier in the same text."""
    zsh: bool = False
    """Whether an array's bare name stands for all its elements."""
    cwd: str = CWD
    privileged: bool = False
    """True inside sudo, doas, su and the like."""
    remote: bool = False
    """True where the commands run on another machine or in a container."""
    in_branch: bool = False
    """True inside a branch or loop: an assignment there adds a possible value."""
    depth: int = 0
    stored: list[int] = field(default_factory=lambda: [0])
    """How much of `MAX_STORED` is used up, shared by all forks."""

    def fork(self) -> State:
        """Return a copy for a subshell, whose changes do not come back."""
        twin = copy.copy(self)
        twin.variables = dict(self.variables)
        twin.arrays = dict(self.arrays)
        twin.functions = dict(self.functions)
        twin.aliases = dict(self.aliases)
        twin.references = dict(self.references)
        twin.folders = list(self.folders)
        return twin

    def assign(self, name: str, values: tuple[str, ...], *, append: bool = False) -> None:
        """Give a variable its possible values."""
        name = self.references.get(name, name)
        self.arrays.pop(name, None)
        self.stored[0] += sum(len(value) for value in values)
        if self.stored[0] > MAX_STORED:
            raise TooComplex
        if append:
            before = self.variables.get(name, ("",))
            values = tuple(dict.fromkeys(old + new for old in before for new in values))
        if self.in_branch and name in self.variables:
            values = tuple(dict.fromkeys((*self.variables[name], *values)))
        if len(values) > MAX_VALUES:
            self.variables.pop(name, None)
        else:
            self.variables[name] = values
