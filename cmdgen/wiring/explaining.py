"""`cmdgen explain`: a command taken apart, with what the manuals of this machine say about each word."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import UsageError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.core.records import Command
from cmdgen.safety.explain import explain
from cmdgen.settings import environment, load
from cmdgen.shells.pasted_prompt import without_prompt
from cmdgen.ui.explain_view import render_explained, render_explained_json
from cmdgen.ui.paint import Paint
from cmdgen.ui.terminal import detect
from cmdgen.wiring import parts
from cmdgen.wiring.checking import tell
from cmdgen.wiring.printout import print_text
from cmdgen.wiring.redirections import redirections

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cmdgen.manuals import Library, Meaning
    from cmdgen.safety.explain import Explanation

MAX_BYTES: Final = 1_048_576
"""Of a command on stdin."""
_NAME: Final = re.compile(r"[A-Za-z0-9_][\w.+-]*")
_UNIX_SHELLS: Final = frozenset({"bash", "sh", "zsh", "fish"})
"""Dialects whose programs have man pages; cmd and PowerShell have help of their own, which is not read."""


def explain_one(text: str, shell: str | None, *, json: bool) -> int:
    """Print the parts and the risks of one command, judged as `cmdgen check` does, the user's own rules included.

    Args:
        text: the command; `-` reads it from stdin.  A prompt sign that was copied with it is left out.
        shell: that it is for.
        json: print JSON.

    Raises:
        UsageError: there is nothing on stdin.
    """
    environ = environment()
    text, sign = without_prompt(_from_stdin() if text == "-" else text)
    if sign:
        tell([f"{sign} in front of the command is taken for a prompt and left out"])
    elif text.startswith("# ") and "\n" not in text:
        tell(["a line that begins with # is a comment; if that is the prompt of root, leave it out"])
    settings = load(environ, None, {"shell": shell})
    guard = parts.guard(settings)
    tell(guard.notices)
    dialect = parts.dialect_name(settings, environ)
    explanation = explain(Command(text=text, dialect=dialect), guard.policy)
    meanings = meanings_of(explanation, environ)
    aside = redirections(explanation.report.command)
    if json:
        print_text(render_explained_json(explanation, meanings, aside))
    else:
        terminal = detect(environ, stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stdout)
        meanings = _with_unknown(meanings, explanation, environ)
        print_text(render_explained(explanation, Paint.of(terminal), terminal.width, meanings, aside))
    return ExitCode.OK


def _from_stdin() -> str:
    """Return the command on stdin, without the line ends behind it.

    Raises:
        UsageError: there is none.
    """
    data = b"" if sys.stdin is None else sys.stdin.buffer.read(MAX_BYTES + 1)
    text = data.decode("utf-8", "surrogateescape").replace("\r\n", "\n").strip("\n")
    if not text.strip() or len(data) > MAX_BYTES:
        message = "there is no command on stdin" if not text.strip() else "what is on stdin is too long"
        raise UsageError(message, hint="echo 'ls -l' | cmdgen explain -")
    return text


def _with_unknown(
    meanings: tuple[tuple[Meaning, ...], ...], explanation: Explanation, environ: Mapping[str, str]
) -> tuple[tuple[Meaning, ...], ...]:
    """Return the meanings, with a word about each program of which nothing at all is known."""
    command = explanation.report.command

    def said(words: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
        program = words[0].shown if words else ""
        is_defined = re.search(
            rf"\b{re.escape(program)}[ \t]*\(\)|\b(?:function|alias)[ \t]+{re.escape(program)}\b",
            command.text,
        )
        if not _NAME.fullmatch(program) or is_defined or any(word.text for word in words):
            return words
        found = shutil.which(program, path=environ.get("PATH", ""))
        text = (
            "installed here, but no manual of it was found"
            if found
            else "unknown: it is not installed here, and no manual of it was found"
        )
        return (replace(words[0], text=text), *words[1:])

    return tuple(map(said, meanings))


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
