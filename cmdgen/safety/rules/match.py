"""Whether a rule's conditions hold for one call of a program."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from cmdgen.safety import lazy_re, paths, places
from cmdgen.safety.options import Parsed
from cmdgen.safety.paths import Value, has_pattern
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import ONE, SOME, STAR, UNKNOWN
from cmdgen.safety.rules.book import Rule
from cmdgen.safety.wildcards import fits

_BARE_DISK: Final = lazy_re.compile(
    r"(?:r?disk\d+(?:s\d+)*|[svh]d[a-z]{1,2}\d*|xvd[a-z]\d*|nvme\d+n\d+(?:p\d+)?|mmcblk\d+(?:p\d+)?|md\d+|dm-\d+)$|(?:PART)?(?:UUID|LABEL)="
)


def names_storage(text: str) -> bool:
    """Return whether an operand names a disk, partition or volume, be it without `/dev/` or by an unknown variable."""
    if places.is_device(text) or _BARE_DISK.match(text):
        return True
    return (UNKNOWN in text or SOME in text) and re.fullmatch(
        f"[{UNKNOWN}{SOME}]+(?:-?p(?:art)?)?\\d*", text
    ) is not None


CLASSES: Final[dict[str, Callable[[str, str], bool]]] = {
    "@device": lambda text, _: places.is_device(text),
    "@storage": lambda text, _: names_storage(text),
    "@root": lambda text, cwd: paths.classify(text, cwd) is Value.ROOT,
    "@ordinary": lambda text, cwd: paths.classify(text, cwd) is Value.ORDINARY,
    "@disposable": lambda text, cwd: paths.classify(text, cwd) is Value.DISPOSABLE,
    "@temporary": places.is_temporary,
    "@secret": places.is_secret,
    "@system": places.is_system,
    "@http": lambda text, _: text.startswith("http://"),
    "@url": lambda text, _: re.match(r"[a-z][a-z0-9+.-]*://", text) is not None,
    "@everything": lambda text, _: paths.is_everything(text.rsplit("/", 1)[-1]),
    "@unknown": lambda text, _: UNKNOWN in text or SOME in text,
}
"""Operand classes that packs may name: (text, working directory) -> does it belong."""


def matches(rule: Rule, parsed: Parsed, *, cwd: str, privileged: bool, dialect: str) -> Arg | bool | None:
    """Return the operand that the rule is about, True where it is about none, or False where it does not hold."""
    if rule.privileged is not None and rule.privileged != privileged:
        return False
    if rule.shells and dialect not in rule.shells:
        return False
    if not _options_hold(rule, parsed):
        return False
    operands = _after_subcommand(rule.subcommands, parsed.operands)
    if operands is None:
        return False
    if len(operands) < rule.min_operands or (
        rule.max_operands is not None and len(operands) > rule.max_operands
    ):
        return False
    if any(_matches_any(operand.text, rule.not_operands, cwd) for operand in operands):
        return False
    if rule.operands:
        return next(
            (operand for operand in operands if _matches_any(operand.text, rule.operands, cwd)), False
        )
    return operands[0] if operands else True


def operands_after(rule: Rule, parsed: Parsed) -> list[Arg]:
    """Return the operands behind the subcommand that a rule names; all of them where it names none."""
    found = _after_subcommand(rule.subcommands, parsed.operands)
    return parsed.operands if found is None else found


def is_one_of(text: str, patterns: tuple[str, ...], cwd: str) -> bool:
    """Return whether an operand matches one of a rule's operand patterns."""
    return _matches_any(text, patterns, cwd)


def _options_hold(rule: Rule, parsed: Parsed) -> bool:
    if rule.any and not any(_has(parsed, option) for option in rule.any):
        return False
    if not all(_has(parsed, option) for option in rule.all):
        return False
    return not any(_has_exactly(parsed, option) for option in rule.none)


def _has(parsed: Parsed, wanted: str) -> bool:
    if "=" in wanted:
        name, _, pattern = wanted.partition("=")
        return any(_value_matches(value, pattern) for value in parsed.values(name))
    return parsed.has(wanted)


def _has_exactly(parsed: Parsed, wanted: str) -> bool:
    if "=" in wanted:
        return _has(parsed, wanted)
    return parsed.has_exactly(wanted)


def _value_matches(value: str, pattern: str) -> bool:
    if pattern.startswith("re:"):
        return _compiled(pattern[3:]).search(value) is not None
    return fits(value, pattern)


def _after_subcommand(lines: Sequence[tuple[str, ...]], operands: list[Arg]) -> list[Arg] | None:
    if not lines:
        return operands
    for line in lines:
        if len(operands) >= len(line) and all(
            _word(pattern, operand.text) for pattern, operand in zip(line, operands, strict=False)
        ):
            return operands[len(line) :]
    return None


def _word(pattern: str, text: str) -> bool:
    return any(fits(text, choice) for choice in pattern.split("|"))


def _matches_any(text: str, patterns: tuple[str, ...], cwd: str) -> bool:
    for pattern in patterns:
        if pattern[:1] == "@" and pattern in CLASSES:
            if CLASSES[pattern](text, cwd):
                return True
        elif pattern.startswith("re:"):
            if _compiled(pattern[3:]).search(text) or (
                has_pattern(text) and _compiled(pattern[3:]).search(_as_written(text))
            ):
                return True
        elif fits(text, pattern):
            return True
    return False


def _as_written(text: str) -> str:
    """Return a text with its wildcards as they were written: an address keeps them when no file matches."""
    return text.replace(STAR, "*").replace(ONE, "?")


@lru_cache(maxsize=512)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
