"""What a shell would do with a text: statements, words and their parts, free of any one shell's spelling.

Every front end (bash, zsh, fish, PowerShell, cmd) produces these nodes; everything after them is shared.
Control flow is kept only as far as it matters to screening: a branch that may run counts as running.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from cmdgen.core.records import Span

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Lit:
    """Literal text; only unquoted text takes part in brace, tilde and file name expansion."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Var:
    """A parameter expansion such as `$x`, `${x:-y}` or `${x[0]}`."""

    name: str
    op: str = ""
    """Operator as written: `:-`, `:=`, `:?`, `:+`, `#`, `%`, `/`, `^`, `,`, `:`, `@`, `len`, `indirect`."""
    arg: Word | None = None
    index: str | None = None
    quoted: bool = False
    flags: str = ""
    """Zsh's parameter flags, as in `${(s.:.)name}`, without the parentheses."""
    inner: Word | None = None
    """Zsh's expansion in an expansion, as in `${${name}#x}`; it takes the name's place."""


@dataclass(frozen=True, slots=True)
class Sub:
    """A command substitution: the output of a script becomes text."""

    script: Script
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Proc:
    """A process substitution: a file name that stands for a script's output or input."""

    script: Script
    output: bool = False
    """True for `>(...)`: what is written there becomes the script's input."""


@dataclass(frozen=True, slots=True)
class Arith:
    """An arithmetic expansion; its value is a number, its substitutions run."""

    text: str
    scripts: tuple[Script, ...] = ()


Part: TypeAlias = Lit | Var | Sub | Proc | Arith


@dataclass(frozen=True, slots=True)
class Word:
    """One word before expansion; it may become no field, one, or many."""

    parts: tuple[Part, ...]
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Assign:
    """`name=value`, `name+=value`, `name[index]=value` or `name=(values)`."""

    name: str
    value: Word | tuple[Word, ...]
    append: bool = False
    index: str | None = None
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Redirect:
    """A redirection; for here-documents and here-strings the body takes the target's place."""

    op: str
    """`<`, `>`, `>>`, `>|`, `<>`, `&>`, `&>>`, `>&`, `<&`, `<<` or `<<<`."""
    target: Word
    fd: str = ""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Simple:
    """A simple command."""

    words: tuple[Word, ...] = ()
    assigns: tuple[Assign, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Stages whose output feeds the next one's input."""

    stages: tuple[Node, ...]
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Block:
    """Bodies of which each may run: a group, subshell, condition, case or loop without a list."""

    bodies: tuple[Script, ...]
    words: tuple[Word, ...] = ()
    """Words that are expanded but not run: the subject of a case, a test, a loop's arithmetic."""
    redirects: tuple[Redirect, ...] = ()
    endless: bool = False
    """A loop whose condition is constantly true."""
    subshell: bool = False
    span: Span = NOWHERE
    coprocess: str = ""
    """Name of the array that holds the ends of the pipe to a process which runs beside the shell."""


@dataclass(frozen=True, slots=True)
class For:
    """A loop over a list of words; no words means the positional parameters."""

    variable: str
    items: tuple[Word, ...] | None
    body: Script
    redirects: tuple[Redirect, ...] = ()
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Function:
    """A function definition."""

    name: str
    body: Script
    span: Span = NOWHERE
    breeds: bool = False
    """Whether it starts itself as a process or job of its own, where only the front end can see that."""


Node: TypeAlias = Simple | Pipeline | Block | For | Function


@dataclass(frozen=True, slots=True)
class Script:
    """Statements in the order of the text."""

    items: tuple[Node, ...] = ()
    background: frozenset[int] = field(default_factory=frozenset)
    """Indices of the items that are started with `&`."""


class SyntaxProblem(Exception):  # noqa: N818 - not a program error but an expected answer of the front ends
    """The text is not a complete program of this shell.

    Args:
        message: what was expected, in plain words.
        position: where, in code points from 0.
    """

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


class TooComplex(Exception):  # noqa: N818 - expected: a limit that fails closed
    """The text is nested deeper or longer than the screening follows."""
