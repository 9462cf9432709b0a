"""Rule packs as data: one TOML file per subject, read once per process.

A rule is either matched by its conditions (`programs` and the keys below it), or it is `by = "code"`: then a
module under `checks/` or `commands/` decides when it applies, and the pack still holds its level, words and examples.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from cmdgen.core.records import Level
from cmdgen.safety import lazy_re
from cmdgen.safety.options import Grammar

LEVELS: Final = {level.label: level for level in Level}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of a pack."""

    id: str
    """`pack.name`; it never changes its meaning."""
    level: Level
    message: str
    """What happens, in plain words; `{target}` and `{program}` are filled in."""
    fix: str | None = None
    source: str = ""
    """Where the behaviour is documented."""
    programs: tuple[str, ...] = ()
    """Names or patterns of programs; empty for rules that code decides."""
    subcommands: tuple[tuple[str, ...], ...] = ()
    """Leading operands, each word with `|` between alternatives; at least one line must match."""
    any: tuple[str, ...] = ()
    """At least one of these options is given; `--name=value` patterns look at the value."""
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    operands: tuple[str, ...] = ()
    """At least one operand after the subcommand matches: a pattern, `re:...`, or a class such as `@device`."""
    not_operands: tuple[str, ...] = ()
    """No operand after the subcommand matches one of these."""
    min_operands: int = 0
    max_operands: int | None = None
    privileged: bool | None = None
    shells: tuple[str, ...] = ()
    """Dialects that the rule is for; empty for all."""
    match: tuple[str, ...] = ()
    """Commands that the rule must be found in, at its own level."""
    not_match: tuple[str, ...] = ()
    """Commands that the rule must not be found in."""

    @property
    def summary(self) -> str:
        """The message where there is no particular command: an ellipsis for what it would name."""
        return _in_general(self.message)

    @property
    def remedy(self) -> str | None:
        """The same of the safer form."""
        return None if self.fix is None else _in_general(self.fix)


_AT_THE_END: Final = lazy_re.compile(r"\s*\(\{(?:target|program)\}\)|:\s*\{(?:target|program)\}$")


def _in_general(text: str) -> str:
    return _AT_THE_END.sub("", text).replace("{target}", "…").replace("{program}", "…")


@dataclass(frozen=True, slots=True)
class Book:
    """All rules, by id and by program, and the option grammars of programs."""

    rules: Mapping[str, Rule]
    by_program: Mapping[str, tuple[Rule, ...]]
    """Rules with plain program names."""
    patterned: tuple[Rule, ...]
    """Rules with a `*` in a program name."""
    grammars: Mapping[str, Grammar]

    def __getitem__(self, rule_id: str) -> Rule:
        """Return the rule with this id."""
        return self.rules[rule_id]

    def grammar(self, program: str) -> Grammar:
        """Return how a program reads its arguments; unknown programs read them the common way."""
        return self.grammars.get(program, _COMMON)


_COMMON: Final = Grammar()


@lru_cache(maxsize=1)
def builtin_book() -> Book:
    """Return the packs that come with the package, from their compiled form where that is up to date."""
    from cmdgen.safety.rules import compiled  # noqa: PLC0415  it needs the classes of this module

    return compiled.book() or book_from_packs()


def book_from_packs() -> Book:
    """Return the packs that come with the package as their files have them, every rule made at once.

    Raises:
        ValueError: a pack cannot be used.
    """
    from importlib import resources  # noqa: PLC0415  seldom needed, as is the reader of TOML

    if sys.version_info >= (3, 11):
        import tomllib  # noqa: PLC0415
    else:
        import tomli as tomllib  # noqa: PLC0415

    rules: dict[str, Rule] = {}
    grammars: dict[str, Grammar] = {}
    for file in sorted(resources.files(__package__).iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".toml"):
            continue
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        for names, entry in data.get("program", {}).items():
            grammar = Grammar(
                entry.get("style", "posix"),
                frozenset(entry.get("values", ())),
                entry.get("abbreviations", True),
            )
            grammars.update(dict.fromkeys(names.split(), grammar))
        for entry in data.get("rule", ()):
            rule = read_rule(entry)
            if rule.id in rules:
                message = f"rule {rule.id} stands twice in the packs"
                raise ValueError(message)
            rules[rule.id] = rule
    return make_book(rules, grammars)


def page(rule_id: str) -> str | None:
    """Return where the documentation describes a rule, from the root of the project; None for users' own rules."""
    return f"docs/rules/{rule_id.replace('.', '/')}.md" if rule_id in builtin_book().rules else None


def make_book(rules: Mapping[str, Rule], grammars: Mapping[str, Grammar]) -> Book:
    """Return a book over these rules, indexed by program."""
    by_program: dict[str, list[Rule]] = {}
    patterned: list[Rule] = []
    for rule in rules.values():
        for program in rule.programs:
            if "*" in program:
                patterned.append(rule)
            else:
                by_program.setdefault(program, []).append(rule)
    return Book(rules, {name: tuple(found) for name, found in by_program.items()}, tuple(patterned), grammars)


def read_rule(entry: Mapping[str, Any]) -> Rule:
    """Return the rule of one `[[rule]]` table.

    Raises:
        ValueError: a key is unknown or missing, or the level is none of the four.
    """
    known = {"id", "level", "message", "fix", "source", "by", "programs", "subcommands", "any", "all", "none", "operands",
             "not_operands", "min_operands", "max_operands", "privileged", "shells", "match", "not_match"}  # fmt: skip
    unknown = set(entry) - known
    missing = {"id", "level", "message", "match"} - set(entry)
    if unknown or missing or entry["level"] not in LEVELS:
        message = f"rule {entry.get('id', '?')}: unknown keys {sorted(unknown)}, missing keys {sorted(missing)}, level {entry.get('level')}"
        raise ValueError(message)
    lists = {
        key: tuple(entry.get(key, ()))
        for key in (
            "programs",
            "any",
            "all",
            "none",
            "operands",
            "not_operands",
            "shells",
            "match",
            "not_match",
        )
    }
    return Rule(
        id=entry["id"],
        level=LEVELS[entry["level"]],
        message=entry["message"],
        fix=entry.get("fix"),
        source=entry.get("source", ""),
        subcommands=tuple(tuple(line.split()) for line in entry.get("subcommands", ())),
        min_operands=entry.get("min_operands", 0),
        max_operands=entry.get("max_operands"),
        privileged=entry.get("privileged"),
        **lists,
    )
