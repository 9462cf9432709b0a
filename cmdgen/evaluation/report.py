"""Turns results into figures, a table for people, and JSON."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cmdgen.evaluation.runner import Result

SCHEMA: Final = 1
_Z: Final = 1.959963984540054
"""Of the standard normal distribution: 95 % lie between -z and z."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        """0 to 1; None of nothing."""
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of Wilson, 0 to 1; None of nothing.

        Source: https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval
        """
        if not self.of:
            return None
        p, n, square = self.count / self.of, self.of, _Z * _Z
        middle = (p + square / (2 * n)) / (1 + square / n)
        half = _Z / (1 + square / n) * math.sqrt(p * (1 - p) / n + square / (4 * n * n))
        # At 0 and 1 the formula is exact, its rounding is not.
        low = 0.0 if self.count == 0 else max(0.0, middle - half)
        return low, 1.0 if self.count == self.of else min(1.0, middle + half)

    def as_json(self) -> dict[str, Any]:
        """Return the share as JSON."""
        low, high = self.interval or (None, None)
        return {
            "count": self.count,
            "of": self.of,
            "share": _rounded(self.value),
            "low": _rounded(low),
            "high": _rounded(high),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is counted over some tasks; those that should be declined are only in the last two shares."""

    right: Share
    """Answers that do what was asked."""
    unseen_right: Share
    """The same without the tasks whose request occurs in the starter model's training data."""
    sure: Share
    """Answers without a "not sure"."""
    sure_right: Share
    """Right ones of those."""
    blocked: int
    """Answers that the screening does not let run, right or wrong."""
    median_ms: float | None
    """Of the time an answer takes."""
    wider: tuple[str, ...]
    """Tasks whose answer deletes more than it should."""
    unchecked: int
    """Tasks that count nowhere: not executed for want of a sandbox, or broken."""
    declined_right: Share
    """Declined ones of the requests that should be."""
    declined_wrong: Share
    """Declined ones of the requests that have an answer."""

    def as_json(self) -> dict[str, Any]:
        """Return the figures as JSON."""
        return {
            "right": self.right.as_json(),
            "unseen_right": self.unseen_right.as_json(),
            "sure": self.sure.as_json(),
            "sure_right": self.sure_right.as_json(),
            "declined_right": self.declined_right.as_json(),
            "declined_wrong": self.declined_wrong.as_json(),
            "blocked": self.blocked,
            "median_ms": None if self.median_ms is None else round(self.median_ms, 1),
            "wider_deletion": list(self.wider),
            "unchecked": self.unchecked,
        }


def figures(results: Iterable[Result]) -> Figures:
    """Return the figures of these results."""
    given = list(results)
    checked = [result for result in given if result.verdict.right is not None]
    answerable = [result for result in checked if not result.task.declined]
    out_of_scope = [result for result in checked if result.task.declined]
    sure = [result for result in answerable if result.answer.is_sure]
    times = [result.answer.ms for result in given if result.answer.ms is not None]
    return Figures(
        right=_share(answerable, right=True),
        unseen_right=_share([result for result in answerable if not result.task.seen], right=True),
        sure=Share(len(sure), len(answerable)),
        sure_right=_share(sure, right=True),
        blocked=sum(result.answer.blocked for result in given),
        median_ms=statistics.median(times) if times else None,
        wider=tuple(result.task.id for result in given if result.verdict.wider_deletion),
        unchecked=len(given) - len(checked),
        declined_right=_share(out_of_scope, right=True),
        declined_wrong=Share(sum(result.answer.declined for result in answerable), len(answerable)),
    )


def by_category(results: Sequence[Result]) -> dict[str, Figures]:
    """Return the figures of each category, by name."""
    names = sorted({result.task.category for result in results})
    return {name: figures(r for r in results if r.task.category == name) for name in names}


def render(results: Sequence[Result], shown: str | None = None) -> str:
    """Return the report for people.

    Args:
        results: what is reported on.
        shown: which answers are listed: "wrong", "all" or None.
    """
    total = figures(results)
    names = {n: f for n, f in by_category(results).items() if f.right.of}
    width = max([8, *map(len, names)])
    lines = [
        f"{'category':<{width}}  tasks  right   share  95 % interval   sure  right of those  blocked  median"
    ]
    lines += [_row(name, found, width) for name, found in names.items()]
    lines += [_row("all", total, width), ""]
    lines += [
        f"declined: {_of(total.declined_right)} of the requests that should be, "
        f"{_of(total.declined_wrong)} of those that have an answer"
    ]
    if total.unseen_right.of != total.right.of:
        lines.append(
            f"without requests that the starter model was trained on: {_of(total.unseen_right)} right"
        )
    if total.unchecked:
        lines.append(f"not checked, and counted nowhere: {total.unchecked}")
    wider = [result for result in results if result.verdict.wider_deletion]
    lines.append(f"deletes more than was asked for: {len(wider)}")
    for result in wider:
        gone = ", ".join(result.verdict.wider_deletion[:4])
        more = len(result.verdict.wider_deletion) - 4
        lines += [
            f"  {result.task.id}: {result.answer.command}",
            f"    {gone}{f', {more} more' if more > 0 else ''}",
        ]
    if shown is not None:
        lines += ["", *_listed(results, everything=shown == "all")]
    return "\n".join(lines)


def as_json(results: Sequence[Result], about: dict[str, Any]) -> dict[str, Any]:
    """Return the report as JSON; docs/evaluation.md describes it.

    Args:
        results: what is reported on.
        about: what is known about the run; it comes first.
    """
    return {
        "schema": SCHEMA,
        **about,
        "total": figures(results).as_json(),
        "categories": {name: found.as_json() for name, found in by_category(results).items()},
        "results": [_result(result) for result in results],
    }


def _result(result: Result) -> dict[str, Any]:
    answer, verdict = result.answer, result.verdict
    return {
        "id": result.task.id,
        "category": result.task.category,
        "request": result.task.request,
        "command": answer.command,
        "right": verdict.right,
        "reason": verdict.reason,
        "declined": answer.declined,
        "certainty": answer.certainty.value,
        "probability": _rounded(answer.probability),
        "level": None if answer.level is None else answer.level.label,
        "blocked": answer.blocked,
        "ms": None if answer.ms is None else round(answer.ms, 1),
        "wider_deletion": list(verdict.wider_deletion),
    }


def _row(name: str, found: Figures, width: int) -> str:
    low, high = found.right.interval or (0.0, 0.0)
    interval = f"{100 * low:5.1f} to {100 * high:5.1f}" if found.right.of else ""
    median = "" if found.median_ms is None else f"{found.median_ms:.0f} ms"
    return (
        f"{name:<{width}}  {found.right.of:5}  {found.right.count:5}  {_percent(found.right):>6}  {interval:>14}"
        f" {_percent(found.sure):>6}  {_percent(found.sure_right):>14}  {found.blocked:7}  {median:>6}"
    )


def _listed(results: Sequence[Result], *, everything: bool) -> list[str]:
    lines = []
    for result in results:
        if not everything and result.verdict.right:
            continue
        word = {True: "right", False: "WRONG", None: "not checked"}[result.verdict.right]
        lines += [
            f"{word}  {result.task.id}: {result.task.request}",
            f"    {_shown(result.answer.command) if result.answer.command else '(no command)'}"
            + ("" if result.answer.is_sure or result.answer.declined else "   [not sure]"),
        ]
        if result.verdict.reason:
            lines.append(f"    {_shown(result.verdict.reason)}")
        if not result.verdict.right and result.task.gold:
            lines.append(f"    expected: {_shown(result.task.gold)}")
    return lines


def _shown(text: str) -> str:
    """Return a text in one line, without characters that a terminal would obey."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text
    )


def _share(results: Sequence[Result], *, right: bool) -> Share:
    return Share(sum(result.verdict.right is right for result in results), len(results))


def _percent(share: Share) -> str:
    return "" if share.value is None else f"{100 * share.value:.1f} %"


def _of(share: Share) -> str:
    return f"{share.count} of {share.of}" + (f" ({_percent(share)})" if share.of else "")


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
