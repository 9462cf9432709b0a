"""Every rule of every pack keeps the promises that its own examples make."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from cmdgen.core.records import Command, Level, Report
from cmdgen.safety.engine import screen
from cmdgen.safety.rules.book import Rule, builtin_book

RULES = builtin_book().rules
WITHOUT_MATCH = {
    "unreadable.failure": "only a bug in the screening brings it up",
    "unreadable.readers-disagree": "an example would be a bug in one of the two readers",
}
PACKS = [file for file in resources.files("cmdgen.safety.rules").iterdir() if file.name.endswith(".toml")]
MATCHES = [(rule.id, text) for rule in RULES.values() for text in rule.match]
NOT_MATCHES = [(rule.id, text) for rule in RULES.values() for text in rule.not_match]


def report(rule: Rule, text: str) -> Report:
    return screen(Command(text=text, dialect=dialect(rule)))


def dialect(rule: Rule) -> str:
    """Return the shell that a rule's examples are written in."""
    if rule.shells:
        return rule.shells[0]
    return "powershell" if rule.id.startswith("powershell.") else "bash"


@pytest.mark.parametrize(("rule_id", "text"), MATCHES)
def test_a_match_example_is_found_at_the_level_of_its_rule(rule_id: str, text: str) -> None:
    rule = RULES[rule_id]
    levels = {(finding.rule, finding.level) for finding in report(rule, text).findings}
    assert (rule_id, rule.level) in levels


@pytest.mark.parametrize(("rule_id", "text"), NOT_MATCHES)
def test_a_not_match_example_is_not_found(rule_id: str, text: str) -> None:
    assert rule_id not in {finding.rule for finding in report(RULES[rule_id], text).findings}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_has_a_name_a_source_words_and_examples(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*", rule.id)
    assert re.match(r"https://[\w.-]+/", rule.source)
    assert rule.message
    assert not rule.message[0].isupper() or rule.message.split()[0].isupper(), (
        "messages continue the sentence `This command ...`"
    )
    assert not rule.message.endswith(".")
    assert set(re.findall(r"{(\w+)}", rule.message)) <= {"target", "program"}
    assert rule.level > Level.SAFE
    assert rule.not_match
    assert bool(rule.match) != (rule.id in WITHOUT_MATCH)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_finding_names_its_target_and_lies_inside_the_text(rule: Rule) -> None:
    for text in rule.match:
        for finding in report(rule, text).findings:
            assert "{" + "target}" not in finding.message
            assert 0 <= finding.span.start <= finding.span.end <= len(text)


def test_the_list_of_rules_without_match_examples_names_rules_that_exist() -> None:
    assert set(WITHOUT_MATCH) <= set(RULES)


def test_no_rule_stands_twice() -> None:
    ids = [
        line for pack in PACKS for line in re.findall(r'(?m)^id = "(.+)"$', pack.read_text(encoding="utf-8"))
    ]
    assert len(ids) == len(set(ids)) == len(RULES)


def test_no_program_has_two_grammars() -> None:
    names = [
        name
        for pack in PACKS
        for table in re.findall(r'(?m)^\[program\."?([^"\]]+)"?\]', pack.read_text(encoding="utf-8"))
        for name in table.split()
    ]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
