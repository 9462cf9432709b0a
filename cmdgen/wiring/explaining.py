"""`cmdgen explain`: a command taken apart, with what the manuals of this machine say about each word."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from cmdgen.core.exit_codes import ExitCode
from cmdgen.core.records import Command
from cmdgen.safety.explain import explain
from cmdgen.settings import environment, load
from cmdgen.ui.explain_view import render_explained, render_explained_json
from cmdgen.ui.paint import Paint
from cmdgen.ui.terminal import detect
from cmdgen.wiring import parts
from cmdgen.wiring.checking import tell
from cmdgen.wiring.printout import print_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cmdgen.manuals import Library, Meaning
    from cmdgen.safety.explain import Explanation

_UNIX_SHELLS: Final = frozenset({"bash", "sh", "zsh", "fish"})
"""Dialects whose programs have man pages; cmd and PowerShell have help of their own, which is not read."""


def explain_one(text: str, shell: str | None, *, json: bool) -> int:
    """Print the parts and the risks of one command, judged as `cmdgen check` does, the user's own rules included."""
    environ = environment()
    settings = load(environ, None, {"shell": shell})
    guard = parts.guard(settings)
    tell(guard.notices)
    dialect = parts.dialect_name(settings, environ)
    explanation = explain(Command(text=text, dialect=dialect), guard.policy)
    meanings = meanings_of(explanation, environ)
    if json:
        print_text(render_explained_json(explanation, meanings))
    else:
        terminal = detect(environ, stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stdout)
        print_text(render_explained(explanation, Paint.of(terminal), terminal.width, meanings))
    return ExitCode.OK


def meanings_of(explanation: Explanation, environ: Mapping[str, str]) -> tuple[tuple[Meaning, ...], ...]:
    """Return for each call what its words mean; nothing for shells whose programs have no man pages.

    What runs on another machine is explained by the manuals of this one: better than nothing, and they are named.
    """
    if explanation.report.command.dialect not in _UNIX_SHELLS:
        return tuple(() for _ in explanation.calls)
    from cmdgen.manuals import described  # noqa: PLC0415

    shelf = library(environ)
    return tuple(
        described([part.text for part in call.parts], shelf, runs_another=call.runs_another)
        for call in explanation.calls
    )


def library(environ: Mapping[str, str]) -> Library:
    """Return the manuals of this machine."""
    from cmdgen.manuals import Library  # noqa: PLC0415

    return Library(environ, is_bsd=parts.platform(environ).userland == "bsd")
