"""`cmdgen explain`: a command taken apart."""

from __future__ import annotations

import sys

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


def explain_one(text: str, shell: str | None, *, json: bool) -> int:
    """Print the parts and the risks of one command, judged as `cmdgen check` does, the user's own rules included."""
    environ = environment()
    settings = load(environ, None, {"shell": shell})
    guard = parts.guard(settings)
    tell(guard.notices)
    dialect = parts.dialect_name(settings, environ)
    explanation = explain(Command(text=text, dialect=dialect), guard.policy)
    if json:
        print_text(render_explained_json(explanation))
    else:
        terminal = detect(environ, stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stdout)
        print_text(render_explained(explanation, Paint.of(terminal), terminal.width))
    return ExitCode.OK
