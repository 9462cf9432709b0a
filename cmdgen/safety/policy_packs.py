"""Whole rule packs of users and of installed packages, in the format of the packs that come with cmdgen.

A pack can only add rules.  Its examples are run when it is loaded: one that does not hold stops with an error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cmdgen.core.errors import ConfigurationError
from cmdgen.core.records import Command
from cmdgen.safety.options import Grammar
from cmdgen.safety.rules.book import Book, Rule, make_book, read_rule

GROUP: Final = "cmdgen.rules"
"""Entry points of this group bring a pack: a path of a TOML file, or a function without arguments that returns one."""
MAX_PACK_BYTES: Final = 4_194_304
_STYLES: Final = frozenset({"posix", "long", "windows", "powershell", "plain"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The content of one file."""

    name: str
    """The file or the package, for messages."""
    rules: tuple[Rule, ...]
    grammars: tuple[tuple[str, Grammar], ...] = ()
    """Program -> how it reads its options."""


def read_pack(text: str, name: str) -> Pack:
    """Return the pack in a text.

    Raises:
        ConfigurationError: it is no TOML, holds an unknown key, or a rule that cannot be used.
    """
    if sys.version_info >= (3, 11):
        import tomllib  # noqa: PLC0415  few have packs of their own
    else:
        import tomli as tomllib  # noqa: PLC0415

    try:
        data = tomllib.loads(text)
        rules = tuple(_rule(entry) for entry in _listed(data, "rule"))
        grammars = tuple(_grammars(data.get("program", {})))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _problem(name, str(error)) from error
    unknown = set(data) - {"rule", "program"}
    if unknown:
        raise _problem(name, f"unknown tables {sorted(unknown)}")
    if not rules:
        raise _problem(name, "holds no [[rule]]")
    return Pack(name=name, rules=rules, grammars=grammars)


def read_pack_file(path: Path) -> Pack:
    """Return the pack in a file.

    Raises:
        ConfigurationError: the file cannot be read, or see `read_pack`.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_PACK_BYTES + 1)
        if len(data) > MAX_PACK_BYTES:
            raise _problem(str(path), f"is larger than {MAX_PACK_BYTES:,} bytes")
        return read_pack(data.decode("utf-8-sig").replace("\r\n", "\n"), str(path))
    except OSError as error:
        raise _problem(str(path), f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise _problem(str(path), "is not UTF-8") from error


def extended(book: Book, packs: Sequence[Pack]) -> Book:
    """Return a book with the rules of the packs added, after their examples have been run.

    Raises:
        ConfigurationError: an id is taken or stands in a pack of cmdgen itself, or an example does not hold.
    """
    if not packs:
        return book
    reserved = {rule.partition(".")[0] for rule in book.rules} | {"own", "project"}
    rules: dict[str, Rule] = dict(book.rules)
    grammars: dict[str, Grammar] = {}
    for pack in packs:
        for rule in pack.rules:
            if rule.id in rules:
                raise _problem(pack.name, f"rule {rule.id} is there twice")
            if rule.id.partition(".")[0] in reserved:
                raise _problem(
                    pack.name, f"rule {rule.id}: the pack name {rule.id.partition('.')[0]!r} is taken"
                )
            rules[rule.id] = rule
        grammars.update(dict(pack.grammars))
    # How a known program reads its options is not a pack's to change: that could hide something.
    whole = make_book(rules, {**grammars, **book.grammars})
    for pack in packs:
        failures = failing_examples(pack.rules, whole)
        if failures:
            raise _problem(
                pack.name, failures[0] + (f" (and {len(failures) - 1} more)" if failures[1:] else "")
            )
    return whole


def failing_examples(rules: Iterable[Rule], book: Book) -> list[str]:
    """Return one line for each example of these rules that does not hold in the book."""
    from cmdgen.safety.engine import screen  # noqa: PLC0415  the parsers load on first use

    failures = []
    for rule in rules:
        dialect = rule.shells[0] if rule.shells else "bash"
        for text in rule.match:
            levels = [
                f.level
                for f in screen(Command(text=text, dialect=dialect), book).findings
                if f.rule == rule.id
            ]
            if rule.level not in levels:
                failures.append(
                    f"rule {rule.id} is not found at level {rule.level.label} in its example {text!r}"
                )
        failures.extend(
            f"rule {rule.id} is found in {text!r}, where it should not be"
            for text in rule.not_match
            if any(f.rule == rule.id for f in screen(Command(text=text, dialect=dialect), book).findings)
        )
    return failures


def registered_packs() -> tuple[Pack, ...]:
    """Return the packs that installed packages bring.

    Raises:
        ConfigurationError: one of them cannot be loaded.
    """
    if not _any_registered(sys.path):
        return ()
    # Importing this takes longer than a whole screening, and few machines need it.
    from importlib.metadata import entry_points  # noqa: PLC0415

    return tuple(
        _registered(entry) for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name)
    )


def _registered(entry: Any) -> Pack:
    name = f"entry point {entry.name} of {GROUP}"
    try:
        made = entry.load()
        file = made() if callable(made) else made
        text = (
            file.read_text(encoding="utf-8")
            if hasattr(file, "read_text")
            else Path(file).read_text(encoding="utf-8")
        )
    except Exception as error:
        raise _problem(name, f"cannot be loaded: {error}") from error
    return read_pack(text, name)


def _any_registered(folders: Iterable[str]) -> bool:
    """Return whether any installed package may have an entry point of the group, from its metadata alone."""
    marker = GROUP.encode()
    for folder in folders:
        try:
            # Every start of the program passes here, so the folder is gone through without patterns.
            with os.scandir(folder or ".") as entries:
                installed = [entry.path for entry in entries if entry.name.endswith("-info")]
        except OSError:
            continue
        for metadata in installed:
            try:
                if marker in Path(metadata, "entry_points.txt").read_bytes():
                    return True
            except OSError:
                continue
    return False


def _rule(entry: Mapping[str, Any]) -> Rule:
    rule = read_rule(entry)
    if "by" in entry or not rule.programs:
        problem = f"rule {rule.id} must name its programs; only cmdgen's own rules are decided by code"
        raise ValueError(problem)
    pack, dot, name = rule.id.partition(".")
    if not (pack and dot and name):
        problem = f"rule id {rule.id!r} must be written pack.name"
        raise ValueError(problem)
    if not rule.match:
        problem = f"rule {rule.id} needs at least one match example"
        raise ValueError(problem)
    return rule


def _grammars(table: Mapping[str, Any]) -> Iterable[tuple[str, Grammar]]:
    for names, entry in table.items():
        style = entry.get("style", "posix")
        if style not in _STYLES:
            problem = f"program {names}: style must be one of {', '.join(sorted(_STYLES))}"
            raise ValueError(problem)
        for name in names.split():
            yield name, Grammar(style, frozenset(entry.get("values", ())))


def _listed(data: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    entries = data.get(key, [])
    if not isinstance(entries, list):
        problem = f"must be written as [[{key}]] tables"
        raise TypeError(problem)
    return entries


def _problem(name: str, text: str) -> ConfigurationError:
    return ConfigurationError(
        f"the rule pack {name} does not load: {text}",
        hint="cmdgen rules test FILE tells what is wrong with a pack",
    )
