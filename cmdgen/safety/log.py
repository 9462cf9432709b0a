"""What a screening keeps: the calls that it has followed, and what it has found about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Finding, Level, Span
from cmdgen.safety.resolve import marks
from cmdgen.safety.rules.book import Book

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

MAX_NOTED: Final = 200
"""Calls that are kept for an explanation."""
_SHOWS_SECRET: Final = "secrets.show"
_HANDS_OUT_SECRETS: Final = frozenset(
    {
        "secrets.print-token",
        "secrets.password-manager",
        "secrets.keychain",
        "clusters.show-secret",
        "clusters.vault-show",
        "windows.wifi-password",
        "deploy.show-token",
        "deploy.show-password",
        "clouds.aws-show-credentials",
        "clouds.gcloud-show-credentials",
        "clouds.az-show-credentials",
        _SHOWS_SECRET,
    }
)
"""Rules of programs that print credentials: what they print is a secret wherever it goes."""


@dataclass(frozen=True, slots=True)
class Step:
    """One call that the text leads to, as resolved; marks stand for what is only known at run time."""

    program: str
    words: tuple[str, ...]
    word_span: Span
    """The word that names the program, or the text that the call comes from."""
    span: Span
    depth: int
    """Shells within shells around it."""
    privileged: bool
    remote: bool


class Log:
    """The findings of one screening, and the calls that they came up in.

    Args:
        book: the rules.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self._found: dict[tuple[str, Span], Finding] = {}
        self.steps: list[Step] = []
        """Every call that was followed, in order."""
        self.blamed: dict[tuple[str, Span], int] = {}
        """Rule and span of each finding -> index of the step that it came up in."""
        self.shown_secrets = 0
        """How often a program was found to print a credential."""
        self.shows_token = False
        """Whether the credential printed last is the program's own, and no file."""

    def note(self, call: Call) -> None:
        """Keep a call for an explanation."""
        if len(self.steps) < MAX_NOTED:
            words = (call.program.text, *call.texts)
            self.steps.append(
                Step(
                    call.name,
                    words,
                    call.program.span,
                    call.span,
                    call.state.depth,
                    call.state.privileged,
                    call.state.remote,
                )
            )

    def findings(self) -> tuple[Finding, ...]:
        """Return what was found, worst first, then in the order of the text."""
        return tuple(sorted(self._found.values(), key=lambda f: (-f.level, f.span, f.rule)))

    def flag(
        self, rule_id: str, span: Span, target: str = "", *, level: Level | None = None, program: str = ""
    ) -> None:
        """Add a finding of a rule; `target` is shown in its message."""
        rule = self.book[rule_id]
        if rule_id in _HANDS_OUT_SECRETS:
            self.shown_secrets += 1
            self.shows_token = rule_id != _SHOWS_SECRET
        level = rule.level if level is None else level
        key = (rule_id, span)
        self.blamed.setdefault(key, len(self.steps) - 1)
        known = self._found.get(key)
        if known is not None and known.level >= level:
            return
        shown = marks.show(target).strip() or "…"
        message, fix = (
            text and text.replace("{target}", shown).replace("{program}", program)
            for text in (rule.message, rule.fix)
        )
        self._found[key] = Finding(rule=rule_id, level=level, message=message or "", span=span, fix=fix)

    def drop_remedy(self, rule_id: str, span: Span) -> None:
        """Leave out the remedy of a finding: the command has it already."""
        known = self._found.get((rule_id, span))
        if known is not None:
            self._found[rule_id, span] = replace(known, fix=None)

    def has_found(self, rule_id: str, span: Span) -> bool:
        """Return whether there is a finding of a rule about this place, or about more that this is part of."""
        return any(
            rule == rule_id and known.start <= span.start and span.end <= known.end
            for rule, known in self._found
        )
