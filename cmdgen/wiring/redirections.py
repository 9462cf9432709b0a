"""What the redirections of a command do: `> out.txt`, `2>&1`."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Final

from cmdgen.manuals import Meaning
from cmdgen.safety.engine import parse_nested
from cmdgen.safety.ir import Lit, Redirect, SyntaxProblem, TooComplex
from cmdgen.safety.syntax.words import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cmdgen.core.records import Command, Span

_DIALECTS: Final = frozenset({"bash", "sh", "zsh", "fish"})
_STREAMS: Final = {"0": "the input", "1": "the output", "2": "the error messages"}
_BOTH: Final = "the output and the error messages"


def redirections(command: Command) -> tuple[Meaning, ...]:
    """Return what each redirection means, in the order of the text; nothing for cmd, PowerShell and broken texts."""
    if command.dialect not in _DIALECTS:
        return ()
    try:
        script = parse_nested(command.text, Origin(), 0, command.dialect)
    except (SyntaxProblem, TooComplex, RecursionError):
        return ()
    found = sorted(_all(script), key=lambda redirect: redirect.span)
    return tuple(
        Meaning(
            words=(0, 0),
            shown=_written(redirect, command.text),
            kind="option",
            text=_meaning(redirect, command.text),
        )
        for redirect in found
    )


def _all(value: object) -> Iterator[Redirect]:
    if isinstance(value, tuple):
        for item in value:
            yield from _all(item)
    elif is_dataclass(value):
        if isinstance(value, Redirect):
            yield value
        for field in fields(value):
            yield from _all(getattr(value, field.name))


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.end].strip()


def _written(redirect: Redirect, text: str) -> str:
    written = _cut(text, redirect.span)
    return f"{redirect.fd}<<{written}" if redirect.op == "<<" else written


def _meaning(redirect: Redirect, text: str) -> str:
    """Return what one redirection does, in words."""
    is_input = redirect.op in {"<", "<&", "<<", "<<<", "<>"}
    stream = redirect.fd or ("0" if is_input else "1")
    what = _STREAMS.get(stream, f"what goes to number {stream}")
    target = "".join(part.text for part in redirect.target.parts if isinstance(part, Lit))
    name = _cut(text, redirect.target.span)
    if redirect.op in {">&", "<&"} and target.rstrip("-") != target:
        return f"closes {what}"
    if redirect.op in {">&", "<&"} and target.isdigit():
        there = _STREAMS.get(target, f"number {target}")
        return (
            f"{what} comes from where {there} does"
            if is_input
            else f"{what} go{_s(what)} where {there} go{_s(there)}"
        )
    if redirect.op in {"&>", "&>>"} or (redirect.op == ">&" and not redirect.fd):
        what = _BOTH
    go = f"go{_s(what)}"
    if name == "/dev/null" and not is_input:
        return f"{what} {go} nowhere"
    return {
        "<": f"{what} is read from {name}",
        "<>": f"{name} is opened for reading and writing",
        "<<": f"{what} is the lines that follow, up to that word",
        "<<<": f"{what} is this text",
        ">>": f"{what} {go} to the end of {name}",
        "&>>": f"{what} {go} to the end of {name}",
        ">|": f"{what} {go} into {name}, in place of what is in it, even if noclobber is set",
    }.get(redirect.op, f"{what} {go} into {name}, in place of what is in it")


def _s(what: str) -> str:
    return "" if what.endswith("messages") else "es"
