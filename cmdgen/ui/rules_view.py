"""What `cmdgen rules` shows: rules for people, or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cmdgen.safety.rules.book import page
from cmdgen.ui.escape import printable
from cmdgen.ui.jsonout import SCHEMA
from cmdgen.ui.layout import wrap
from cmdgen.ui.paint import LEVEL_STYLES, LEVEL_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmdgen.safety.rules.book import Rule
    from cmdgen.ui.paint import Paint


def render_rule_list(rules: Sequence[Rule], paint: Paint) -> str:
    """Return one line for each rule: level, id, message."""
    widest = max((len(rule.id) for rule in rules), default=0)
    lines = []
    for rule in rules:
        word = LEVEL_WORDS[rule.level]
        level = paint(word, LEVEL_STYLES[rule.level]) + " " * (9 - len(word))
        lines.append(f"{level}{rule.id.ljust(widest)}  {printable(rule.summary)}")
    return "\n".join(lines)


def render_rule(rule: Rule, paint: Paint, width: int) -> str:
    """Return everything about one rule; no line end at the end."""
    word = LEVEL_WORDS[rule.level]
    lines = [f"{paint(rule.id, 'bold')}  {paint(word, LEVEL_STYLES[rule.level])}", *wrap(rule.summary, width)]
    lines += [f"safer: {printable(rule.remedy)}"] if rule.remedy else []
    lines += [f"shells: {', '.join(rule.shells)}"] if rule.shells else []
    lines += [f"source: {printable(rule.source)}"] if rule.source else []
    described = page(rule.id)
    lines += [f"page: {described}"] if described else []
    for title, examples in (("found in", rule.match), ("not found in", rule.not_match)):
        if examples:
            lines += [
                "",
                f"{title}:",
                *(f"  {line}" for text in examples for line in printable(text).split("\n")),
            ]
    return "\n".join(lines)


def render_rules_json(rules: Sequence[Rule]) -> str:
    """Return the rules as one line of ASCII, without a line end."""
    return json.dumps({"schema": SCHEMA, "rules": [rule_facts(rule) for rule in rules]}, ensure_ascii=True)


def rule_facts(rule: Rule) -> dict[str, Any]:
    """Return what a rule says, without how it finds it."""
    return {
        "id": rule.id,
        "pack": rule.id.partition(".")[0],
        "level": rule.level.label,
        "message": rule.message,
        "fix": rule.fix,
        "source": rule.source or None,
        "shells": list(rule.shells),
        "match": list(rule.match),
        "not_match": list(rule.not_match),
        "page": page(rule.id),
    }
