"""An answer on the screen: the command, its risks, how sure the model is, and who it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Certainty
from cmdgen.shells.own_effects import changes_only_the_shell
from cmdgen.ui.command_text import render_command
from cmdgen.ui.escape import hides_something, printable
from cmdgen.ui.findings import SHOWN_AT_FIRST, render_findings
from cmdgen.ui.layout import columns, row, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cmdgen.core.records import BackendInfo, Confidence
    from cmdgen.manuals import Meaning
    from cmdgen.pipeline import Candidate
    from cmdgen.safety.explain import Explanation
    from cmdgen.ui.paint import Paint

    MeaningsOf = Callable[[Explanation], Sequence[Sequence[Meaning]]]

OWN_SHELL: Final = (
    "this changes only the shell that runs it, and here that is not yours; with the keys it runs in yours: "
    "cmdgen shell --help"
)
STARTER_HINT: Final = "a bigger one (1.1 GB) knows more: cmdgen init"


def render_answer(candidate: Candidate, paint: Paint, width: int, *, introduce: bool = True) -> str:
    """Return everything that is shown before the question, ending with a line end.

    Args:
        introduce: say how to get a bigger model, if the starter answered; once is enough.
    """
    report = candidate.report
    lines = ["", render_command(report, paint), ""]
    lines += render_findings(report, paint, width, limit=SHOWN_AT_FIRST)
    _, room = columns(width)

    def add(label: str, style: str, text: str) -> None:
        lines.extend(row(label, paint(label, style), wrap(text, room), width))

    if hides_something(report.command.text):
        add("hidden", "yellow", "it holds characters that are not seen; they are shown as escapes")
    if candidate.syntax_error is not None:
        add("syntax", "red bold", candidate.syntax_error)
    if changes_only_the_shell(candidate.command.text):
        add("note", "yellow", OWN_SHELL)
    if candidate.blanks:
        add("fill in", "yellow", ", ".join(candidate.blanks))
    confidence = candidate.answer.confidence
    if confidence.certainty is Certainty.UNSURE and not candidate.edited:
        add("not sure", "yellow", _doubt(confidence))
    if not candidate.edited:  # an edited command is the user's own
        lines += [paint(line, "dim") for line in _source(candidate, width, introduce=introduce)]
    return "\n".join(lines) + "\n"


def render_explanation(
    candidate: Candidate, paint: Paint, width: int, meanings_of: MeaningsOf = lambda _: ()
) -> str:
    """Return what `explain` shows: the model's words, each call that the command leads to, and every finding.

    Args:
        meanings_of: what the words of each call mean, by the manuals of this machine.
    """
    # Here, since the validator takes longer to import than everything else that is shown.
    from cmdgen.safety.explain import explain  # noqa: PLC0415
    from cmdgen.ui.explain_view import render_calls  # noqa: PLC0415

    _, room = columns(width)
    if candidate.edited:
        text = "you changed the command, so the model's explanation may not fit it"
        text += f": {candidate.answer.explanation}" if candidate.answer.explanation else ""
    else:
        text = candidate.answer.explanation
    lines = [""]
    if text:
        lines += row("explain", paint("explain", "bold"), wrap(text, room), width)
    parts = explain(candidate.command)
    # The findings are those of the report, in which the user's own rules have their say.
    if calls := render_calls(parts, paint, width, meanings_of(parts)):
        lines += [*calls, ""]
    lines += render_findings(candidate.report, paint, width)
    return "\n".join(lines) + "\n"


def _doubt(confidence: Confidence) -> str:
    doubt = confidence.reason or "this is a guess"
    if confidence.probability is not None:
        doubt += f"; about {round(confidence.probability * 100)} of 100 such answers are right"
    return doubt


def _source(candidate: Candidate, width: int, *, introduce: bool) -> list[str]:
    _, room = columns(width)
    source, asked_first = candidate.answer.source, candidate.answer.fallback_from
    text = describe_source(source)
    if asked_first is not None:
        text += f", because {asked_first} could not answer"
    if source.is_starter and introduce:
        text += f"\n{STARTER_HINT}"
    return row("model", "model", wrap(text, room), width)


def describe_source(source: BackendInfo) -> str:
    """Return who answered, such as `starter model (embedded, xllamacpp)`."""
    name = "starter model" if source.is_starter else printable(source.model)
    where = source.backend if source.engine == source.backend else f"{source.backend}, {source.engine}"
    return f"{name} ({printable(where)})"
