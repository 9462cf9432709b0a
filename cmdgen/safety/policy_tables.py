"""Reads users' own rules from the tables of a configuration file or a project's policy file.

A mistake stops with an error that names the file and the rule: a rule that is not understood must not be
left out in silence.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from cmdgen.core.errors import ConfigurationError
from cmdgen.core.records import Level
from cmdgen.safety.policy import NEVER_ALLOWED, Allow, Deny, Minimum, Policy, Scope, with_denies
from cmdgen.safety.policy_places import Here, lies_within, pattern
from cmdgen.safety.rules.book import LEVELS, Book, Rule

_DENY_LEVELS: Final = {"high": Level.HIGH, "critical": Level.CRITICAL}
_CONDITIONS: Final = (
    "program",
    "argv",
    "subcommand",
    "options",
    "all_options",
    "without_options",
    "operands",
    "not_operands",
    "paths",
    "rules",
)
_DENY_KEYS: Final = frozenset({*_CONDITIONS, "id", "level", "reason", "directory", "shells"})
_ALLOW_KEYS: Final = frozenset({*_CONDITIONS, "id", "reason", "directory", "shells", "privileged", "remote"})
_TABLE_KEYS: Final = frozenset({"deny", "allow", "levels", "packs"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The `[rules]` table of one file."""

    table: Mapping[str, Any]
    file: str
    """The file, for messages."""
    folder: str | None
    """Where relative places of a project's file start; None for the user's own file, where it is the working directory."""
    is_project: bool = False
    """True for a file that came with a project: it may only make the answer stricter."""

    @property
    def whose(self) -> str:
        """The owner of the rules, in words for the user."""
        return f"this project's rule ({self.file})" if self.is_project else "your rule"


@dataclass(slots=True)
class _Found:
    denies: list[Deny] = field(default_factory=list)
    allows: list[Allow] = field(default_factory=list)
    minimums: list[Minimum] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def read_policy(sources: Sequence[Source], book: Book, here: Here) -> Policy:
    """Return the policy that these tables set over the rules of a book.

    Raises:
        ConfigurationError: a table cannot be used; the message names its file and rule.
    """
    found = _Found()
    for source in sources:
        _read(source, book, here, found)
    denies = tuple(found.denies)
    return Policy(
        book=with_denies(book, denies),
        denies=denies,
        allows=tuple(found.allows),
        minimums=tuple(found.minimums),
        here=here,
        notices=tuple(found.notices),
    )


def _read(source: Source, book: Book, here: Here, found: _Found) -> None:
    table = source.table
    _check_keys(table, _TABLE_KEYS, source.file, "[rules]")
    if source.is_project and table.get("packs"):
        found.notices.append(f"{source.file}: a project's file cannot bring rule packs; they are not read")
    if source.is_project and table.get("allow"):
        found.notices.append(
            f"{source.file}: a project's file can only make rules stricter; what it allows is refused"
        )
    for number, entry in enumerate(_tables(table, "deny", source), start=1):
        reader = _Reader(entry, source, f"deny rule {number}", book, here)
        deny = reader.deny(number, {known.id for known in found.denies})
        if deny is not None:
            found.denies.append(deny)
    for number, entry in enumerate(_tables(table, "allow", source) if not source.is_project else (), start=1):
        allow = _Reader(entry, source, f"allow rule {number}", book, here).allow()
        if allow is not None:
            found.allows.append(allow)
    found.minimums.extend(_minimums(table.get("levels", {}), source, book))


def _minimums(table: object, source: Source, book: Book) -> list[Minimum]:
    if not isinstance(table, Mapping):
        raise _problem(source.file, "[rules.levels]", "must be a table of rule ids and levels")
    result = []
    for rule, level in table.items():
        # TOML reads an unquoted git.push-force as a table git with the key push-force.
        for full, value in (
            [(f"{rule}.{key}", inner) for key, inner in level.items()]
            if isinstance(level, Mapping)
            else [(rule, level)]
        ):
            if not (full.endswith(".*") and any(known.startswith(full[:-1]) for known in book.rules)):
                _check_rules((full,), book, lambda text: _problem(source.file, "[rules.levels]", text))
            if value not in LEVELS:
                raise _problem(
                    source.file, "[rules.levels]", f"{full} must be one of {', '.join(LEVELS)}, not {value!r}"
                )
            result.append(Minimum(rules=full, level=LEVELS[value], whose=source.whose))
    return result


class _Reader:
    """Reads one `[[rules.deny]]` or `[[rules.allow]]` table.

    Args:
        what: the rule, for messages.
    """

    def __init__(self, entry: Mapping[str, Any], source: Source, what: str, book: Book, here: Here) -> None:
        self._entry = entry
        self._source = source
        self._what = what
        self._book = book
        self._here = here

    def deny(self, number: int, taken: Collection[str]) -> Deny | None:
        """Return the deny rule, or None where it is not for this directory."""
        _check_keys(self._entry, _DENY_KEYS, self._source.file, self._what)
        level = self._entry.get("level", "high")
        if level not in _DENY_LEVELS:
            raise self._problem(f"level must be high or critical, not {level!r}")
        if not any(key in self._entry for key in (*_CONDITIONS, "directory")):
            raise self._problem(
                f"says nothing about what to deny; give one of {', '.join(_CONDITIONS)} or directory"
            )
        rules = self._rules()
        scope, reason = self._scope(), self._reason()
        prefix = "project" if self._source.is_project else "own"
        name = self._entry.get("id", f"{prefix}.deny-{number}")
        if not isinstance(name, str) or not name.startswith(prefix + ".") or name in taken:
            if "id" in self._entry:
                raise self._problem(f"id must begin with {prefix}. and be there once, not {name!r}")
            name = f"{prefix}.deny-{len(taken) + 1}"
        if not self._is_for_here(unknown=True):
            return None
        return Deny(
            id=name,
            level=_DENY_LEVELS[level],
            reason=reason,
            whose=self._source.whose,
            scope=scope,
            rules=rules,
        )

    def allow(self) -> Allow | None:
        """Return the allow rule, or None where it is not for this directory."""
        _check_keys(self._entry, _ALLOW_KEYS, self._source.file, self._what)
        rules = self._rules()
        if not rules:
            raise self._problem('must name the rules whose findings it allows: rules = ["..."]')
        for rule in rules:
            if rule.startswith(NEVER_ALLOWED):
                raise self._problem(f"{rule} cannot be allowed: nobody can judge what cannot be read")
            if self._book[rule].level is Level.CRITICAL:
                raise self._problem(f"{rule} cannot be allowed: it is critical")
        allow = Allow(
            rules=rules,
            reason=self._reason(),
            whose=self._source.whose,
            scope=self._scope(),
            privileged=self._truth("privileged"),
            remote=self._truth("remote"),
        )
        return allow if self._is_for_here(unknown=False) else None

    def _scope(self) -> Scope:
        conditions = Rule(
            id="",
            level=Level.HIGH,
            message="",
            subcommands=tuple(tuple(line.split()) for line in self._words("subcommand")),
            any=self._words("options"),
            all=self._words("all_options"),
            none=self._words("without_options"),
            operands=self._words("operands"),
            not_operands=self._words("not_operands"),
            shells=self._words("shells"),
        )
        names = (
            "subcommand",
            "options",
            "all_options",
            "without_options",
            "operands",
            "not_operands",
            "shells",
        )
        if self._source.is_project and any("re:" in word for name in names for word in self._words(name)):
            raise self._problem("a project's file cannot hold regular expressions")
        return Scope(
            programs=self._words("program"),
            argv=self._words("argv"),
            conditions=conditions if any(name in self._entry for name in names) else None,
            paths=tuple(self._place("paths", text) for text in self._words("paths")),
        )

    def _is_for_here(self, *, unknown: bool) -> bool:
        """Return whether the rule is for the working directory; `unknown` where that is not known."""
        folders = self._words("directory")
        if not folders:
            return True
        places = [self._place("directory", text) for text in folders]
        cwd = self._here.cwd
        return unknown if cwd is None else any(lies_within(cwd.replace("\\", "/"), place) for place in places)

    def _place(self, key: str, text: str) -> tuple[str, ...]:
        try:
            return pattern(text, self._here, self._source.folder or self._here.cwd)
        except ValueError as error:
            raise self._problem(f"{key}: {error}") from error

    def _rules(self) -> tuple[str, ...]:
        rules = self._words("rules")
        _check_rules(rules, self._book, self._problem)
        return rules

    def _reason(self) -> str:
        reason = self._entry.get("reason")
        if not isinstance(reason, str) or not reason.strip():
            raise self._problem('needs a reason: reason = "..."')
        return " ".join(reason.split())

    def _words(self, key: str) -> tuple[str, ...]:
        value = self._entry.get(key, ())
        words = (
            (value,)
            if isinstance(value, str)
            else tuple(value)
            if isinstance(value, list | tuple)
            else (None,)
        )
        if (key in self._entry and not words) or not all(
            isinstance(word, str) and word.strip() for word in words
        ):
            raise self._problem(f"{key} must be a text or a list of texts, none of them empty")
        return words

    def _truth(self, key: str) -> bool:
        value = self._entry.get(key, False)
        if not isinstance(value, bool):
            raise self._problem(f"{key} must be true or false")
        return value

    def _problem(self, text: str) -> ConfigurationError:
        return _problem(self._source.file, self._what, text)


def _tables(table: Mapping[str, Any], key: str, source: Source) -> Sequence[Mapping[str, Any]]:
    entries = table.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise _problem(source.file, f"rules.{key}", f"must be written as [[rules.{key}]] tables")
    return entries


def _check_keys(table: Mapping[str, Any], known: Collection[str], file: str, what: str) -> None:
    for key in table:
        if key not in known:
            nearest = difflib.get_close_matches(str(key), list(known), n=1)
            raise _problem(
                file, what, f"unknown key {key!r}" + (f"; did you mean {nearest[0]}?" if nearest else "")
            )


def _check_rules(rules: Sequence[str], book: Book, problem: Callable[[str], ConfigurationError]) -> None:
    for rule in rules:
        if rule in book.rules:
            continue
        nearest = difflib.get_close_matches(rule, list(book.rules), n=1)
        raise problem(f"there is no rule {rule!r}" + (f"; did you mean {nearest[0]}?" if nearest else ""))


def _problem(file: str, what: str, text: str) -> ConfigurationError:
    return ConfigurationError(
        f"{file}, {what}: {text}", hint="correct or remove it; docs/own-rules.md has examples"
    )
