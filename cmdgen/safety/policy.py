"""A user's own rules: what is denied, what is allowed, what counts for more than usual.

Deny rules always win.  An allow rule turns a finding of a named rule from high into moderate; it never touches
a critical finding, nor one of the pack `unreadable`.  A project's rules can only make the answer stricter.
Conditions look at the calls that the screening has unwrapped and resolved, never at the text of the command.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from cmdgen.core.records import Command, Level, Report
from cmdgen.safety.policy_places import Here, Pattern
from cmdgen.safety.rules.book import Book, Rule, builtin_book

NEVER_ALLOWED = "unreadable."
"""Rules whose findings say that the command could not be read: there is nothing to judge an exception by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which calls a rule is about; every condition that is given must hold."""

    programs: tuple[str, ...] = ()
    """Names, patterns of names, or paths such as `./deploy.sh`."""
    argv: tuple[str, ...] = ()
    """The call begins with these words, the program's name first; each may hold `*`."""
    conditions: Rule | None = None
    """Subcommand, options and operands, in the terms of the rule packs."""
    paths: tuple[Pattern, ...] = ()
    """The call names one of these places, or something below it."""

    @property
    def is_about_calls(self) -> bool:
        """Whether anything but a place is asked of the call."""
        return bool(self.programs or self.argv or self.conditions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deny:
    """A rule that makes a call, or the findings of named rules, at least as bad as its level."""

    id: str
    level: Level
    reason: str
    whose: str
    """In words for the user: "your rule" or "this project's rule"."""
    scope: Scope
    rules: tuple[str, ...] = ()
    """Ids of the findings it is about; empty for calls as such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allow:
    """A rule that turns high findings of named rules into moderate ones."""

    rules: tuple[str, ...]
    reason: str
    whose: str
    scope: Scope
    privileged: bool = False
    """Whether it holds for root as well."""
    remote: bool = False
    """Whether it holds on other machines and in containers as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum:
    """A level that the findings of some rules have at least."""

    rules: str
    """Id of a rule, or a pattern such as `git.*`."""
    level: Level
    whose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Everything that users have set about the screening."""

    book: Book
    """The rules of the packs, and one entry for each deny rule."""
    denies: tuple[Deny, ...] = ()
    allows: tuple[Allow, ...] = ()
    minimums: tuple[Minimum, ...] = ()
    here: Here = field(default_factory=Here)
    notices: tuple[str, ...] = ()
    """What was refused while the rules were read, one line each."""


def with_denies(book: Book, denies: tuple[Deny, ...]) -> Book:
    """Return the book with an entry for each deny rule, so that its findings can be looked up."""
    entries: Mapping[str, Rule] = {
        deny.id: Rule(
            id=deny.id, level=deny.level, message=f"denied by {deny.whose}: {deny.reason}", source=deny.whose
        )
        for deny in denies
    }
    if not entries:
        return book
    # Laid over the rules of the packs, which are made when they are looked up; no name is in both.
    rules = ChainMap(dict(entries), book.rules)  # type: ignore[arg-type]  # it is only read
    return Book(rules, book.by_program, book.patterned, book.grammars)


def screen(command: Command, policy: Policy | None = None) -> Report:
    """Return what is dangerous about a command under a policy; never raises."""
    # The engine and its parsers load on first use.
    from cmdgen.safety import engine  # noqa: PLC0415
    from cmdgen.safety.policy_analysis import PolicyAnalysis  # noqa: PLC0415

    if policy is None:
        return engine.screen(command, builtin_book())
    return engine.analyse(command, policy.book, partial(PolicyAnalysis, policy))[0]
