"""`cmdgen rules`: lists, shows and tests the rules of the validator."""

from __future__ import annotations

import difflib
import json as jsonlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import ConfigurationError, UsageError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.core.records import Command, Level
from cmdgen.safety.policy_packs import extended, read_pack_file
from cmdgen.settings import environment, load
from cmdgen.shells.dialects import known_name
from cmdgen.ui.paint import LEVEL_STYLES, LEVEL_WORDS, Paint
from cmdgen.ui.rules_view import render_rule, render_rule_list, render_rules_json
from cmdgen.ui.terminal import detect
from cmdgen.wiring import parts
from cmdgen.wiring.checking import screened, tell
from cmdgen.wiring.guard import Guard, guard
from cmdgen.wiring.printout import print_text

if TYPE_CHECKING:
    from cmdgen.core.records import Report
    from cmdgen.ui.terminal import Terminal

_STATUS: Final = {Level.HIGH: ExitCode.CHECK_HIGH, Level.CRITICAL: ExitCode.CHECK_CRITICAL}
_LEVELS: Final = {level.label: level for level in Level}


def list_rules(pack: str | None, *, json: bool) -> int:
    """Print every rule in force, or those of one pack.

    Raises:
        UsageError: there is no such pack.
    """
    book = _guard().book
    rules = [rule for _, rule in sorted(book.rules.items()) if pack in {None, rule.id.partition(".")[0]}]
    if not rules:
        packs = sorted({rule.partition(".")[0] for rule in book.rules})
        message = f"there is no pack {pack!r}; known: {', '.join(packs)}"
        raise UsageError(message, hint="cmdgen rules list shows all rules")
    print_text(render_rules_json(rules) if json else render_rule_list(rules, Paint.of(_terminal())))
    return ExitCode.OK


def show_rule(name: str, *, json: bool) -> int:
    """Print everything about one rule.

    Raises:
        UsageError: there is no such rule.
    """
    rules = _guard().book.rules
    rule = rules.get(name)
    if rule is None:
        nearest = difflib.get_close_matches(name, list(rules), n=1)
        message = f"there is no rule {name!r}" + (f"; did you mean {nearest[0]}?" if nearest else "")
        raise UsageError(message, hint="cmdgen rules list shows all rules")
    terminal = _terminal()
    print_text(render_rules_json([rule]) if json else render_rule(rule, Paint.of(terminal), terminal.width))
    return ExitCode.OK


def try_file(name: str, shell: str | None, *, json: bool) -> int:
    """Test a pack, or screen each line of a file of commands.

    Raises:
        UsageError: the file cannot be read.
        ConfigurationError: the pack does not load, or one of its examples does not hold.
    """
    path = Path(name)
    if not path.is_file():
        message = f"there is no file {name}"
        raise UsageError(message, hint="cmdgen rules test takes a pack (.toml) or a file of commands")
    if path.suffix.lower() == ".toml":
        return _test_pack(path)
    return _test_commands(path, shell, json=json)


def _test_pack(path: Path) -> int:
    from cmdgen.safety.rules.book import builtin_book  # noqa: PLC0415

    # Against the rules of cmdgen alone: the pack itself may be one of those that the config file names.
    pack = read_pack_file(path)
    extended(builtin_book(), [pack])
    examples = sum(len(rule.match) + len(rule.not_match) for rule in pack.rules)
    print_text(f"{path} loads, and every example holds (rules: {len(pack.rules)}, examples: {examples})")
    return ExitCode.OK


def _test_commands(path: Path, shell: str | None, *, json: bool) -> int:
    settings = load(environment(), None, {"shell": shell})
    rules = _guard()
    usual = parts.dialect_name(settings, environment())
    worst, expected, wrong = Level.SAFE, 0, 0
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        command, level = _command(line, usual, f"{path}, line {number}")
        report = screened(command, rules.screen)
        worst = max(worst, report.level)
        expected += level is not None
        wrong += level is not None and level is not report.level
        print_text(_as_json(number, report, level) if json else _as_text(number, report, level))
    if expected:
        tell([f"{expected - wrong} of {expected} lines have the level that they say"])
        return ExitCode.CONFIGURATION if wrong else ExitCode.OK
    return _STATUS.get(worst, ExitCode.OK)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_bytes().decode("utf-8", "surrogateescape").replace("\r\n", "\n").split("\n")
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise UsageError(message, hint="check the file and its mode") from error


def _command(line: str, usual: str, where: str) -> tuple[Command, Level | None]:
    """Return the command of a line and the level that it says it has."""
    if not line.lstrip().startswith('{"'):
        return Command(text=line, dialect=usual), None
    try:
        entry = jsonlib.loads(line)
        text, level, shell = entry["command"], entry.get("level"), entry.get("shell")
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        message = f"{where}: not a JSON object with a command"
        raise ConfigurationError(
            message, hint='write {"command": "ls", "level": "safe"}, or the bare command'
        ) from error
    dialect = usual if shell is None else known_name(str(shell))
    if not isinstance(text, str) or dialect is None or (level is not None and level not in _LEVELS):
        message = f"{where}: command must be text, level one of {', '.join(_LEVELS)}, shell a known one"
        raise ConfigurationError(message, hint="correct that line")
    return Command(text=text, dialect=dialect), None if level is None else _LEVELS[level]


def _as_text(number: int, report: Report, level: Level | None) -> str:
    from cmdgen.ui.escape import printable  # noqa: PLC0415

    word = LEVEL_WORDS[report.level]
    painted = Paint.of(_terminal())(word, LEVEL_STYLES[report.level])
    wrong = f"  (should be {level.label})" if level is not None and level is not report.level else ""
    rules = ", ".join(dict.fromkeys(finding.rule for finding in report.findings))
    text = " ".join(printable(report.command.text).split())
    return f"{number}: {painted}{' ' * (9 - len(word))}{text}{f'  [{rules}]' if rules else ''}{wrong}"


def _as_json(number: int, report: Report, level: Level | None) -> str:
    from cmdgen.ui.jsonout import SCHEMA, risk  # noqa: PLC0415

    known = {
        "schema": SCHEMA,
        "line": number,
        "command": report.command.text,
        "shell": report.command.dialect,
    }
    expected = None if level is None else level.label
    return jsonlib.dumps({**known, "risk": risk(report), "expected": expected}, ensure_ascii=True)


def _guard() -> Guard:
    rules = guard(load(environment(), None, {}))
    tell(rules.notices)
    return rules


def _terminal() -> Terminal:
    return detect(environment(), stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stdout)
