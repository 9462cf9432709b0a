"""Finds evaluation tasks whose request the training data can give word by word: those are not unseen.

Case, blanks and punctuation do not count.  Every hand-written request is compared, and every wording of the
tables that needs no value.  The wordings of a line are too many to be listed; instead its template is walked with
the beginnings of all task requests at once, and what no task begins with is given up.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from scripts.starter.examples import normal
from scripts.starter.language import Choice, Sequence_, Words, read_tables
from scripts.starter.pairs import read_pairs

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_START: Final = frozenset({""})
_normal = cache(normal)


def tasks_in(folder: Path) -> dict[str, tuple[str, bool]]:
    """Return request and ``seen`` mark of every evaluation task by its id."""
    found: dict[str, tuple[str, bool]] = {}
    for path in sorted(folder.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found.update(
            {task["id"]: (task["request"], task.get("seen", False)) for task in table.get("task", [])}
        )
    return found


def overlapping(requests: Mapping[str, str], tables: Iterable[Path], pairs: Iterable[Path]) -> list[str]:
    """Return the ids whose requests occur in the training data.

    Args:
        requests: request by id.
        tables: files of intents; those that define common macros first.
        pairs: files of hand-written pairs.
    """
    wanted = {normal(request) for request in requests.values()} - {""}
    beginnings = frozenset(text[:length] for text in wanted for length in range(len(text) + 1))
    given = {normal(request) for group in read_pairs(list(pairs)) for request in group.requests}
    _, intents = read_tables(list(tables))
    for intent in intents:
        for paraphrase in intent.paraphrases:
            given |= _walked(paraphrase.template, _START, beginnings)
    return sorted(name for name, request in requests.items() if normal(request) in given & wanted)


def _walked(template: Sequence_, states: frozenset[str], beginnings: frozenset[str]) -> frozenset[str]:
    """Return the texts among ``beginnings`` that one of ``states`` with a wording of the template gives."""
    for node in template.nodes:
        if isinstance(node, Words):
            states = frozenset(state + _normal(node.text) for state in states) & beginnings
        elif isinstance(node, Choice):
            ways = [_walked(option, states, beginnings) for option in node.options]
            states = frozenset[str]().union(*ways)
        else:  # a value: this wording is not one text
            return frozenset()
        if not states:
            break
    return states
