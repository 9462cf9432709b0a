"""Figures of `cmdgen bench` as a table with bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cmdgen.ui.escape import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cmdgen.ui.paint import Paint

_FIGURES: Final = (
    ("first answer, loading included", "first_answer_ms"),
    ("  of which loading", "load_ms"),
    ("an answer", "answer_ms"),
    ("  of which to the first token", "first_token_ms"),
    ("slowest answer", "slowest_ms"),
)
_LABEL_WIDTH: Final = 31
_VALUE_WIDTH: Final = 11


def render_bench(rows: Sequence[Mapping[str, Any]], screening_ms: float, paint: Paint, width: int) -> str:
    """Return a block for each backend; the bars compare the whole answers of all of them.

    Args:
        rows: the figures, times in milliseconds.
        screening_ms: of one command.
        paint: for the headings.
        width: of the terminal, in columns.
    """
    lines: list[str] = []
    longest = max(row["answer_ms"] for row in rows)
    room = max(0, min(40, width - _LABEL_WIDTH - _VALUE_WIDTH - 2))
    for row in rows:
        title = f"{row['backend']}: {row['model']} ({row['engine']}), {row['answers']} answers"
        lines.append(paint(printable(title), "bold"))
        for label, name in _FIGURES:
            if row[name] is None:
                continue
            bar = ""
            if name == "answer_ms" and len(rows) > 1 and longest:
                bar = "  " + "#" * max(1, round(room * row[name] / longest))
            lines.append(f"  {label:<{_LABEL_WIDTH - 2}}{_spelled(row[name]):>{_VALUE_WIDTH}}{bar}")
        if row["memory_mb"] is not None:
            lines.append(f"  {'memory':<{_LABEL_WIDTH - 2}}{row['memory_mb']:>{_VALUE_WIDTH - 3},.0f} MB")
        lines.append("")
    lines.append(f"{'screening a command':<{_LABEL_WIDTH}}{_spelled(screening_ms):>{_VALUE_WIDTH}}")
    return "\n".join(lines)


def _spelled(milliseconds: float) -> str:
    if milliseconds >= 10_000:
        return f"{milliseconds / 1000:,.1f} s"
    return f"{milliseconds:,.0f} ms" if milliseconds >= 10 else f"{milliseconds:.2f} ms"
