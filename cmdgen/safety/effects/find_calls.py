"""Follows a call of find by its expression: what it deletes, runs and prints."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Span
from cmdgen.safety.effects import codes
from cmdgen.safety.effects.drafts import Draft
from cmdgen.safety.effects.find_expression import Act, Expression, end_of_action, parse
from cmdgen.safety.effects.records import Kind, Pattern, Search
from cmdgen.safety.ir import NOWHERE
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import UNKNOWN
from cmdgen.safety.resolve.state import State

if TYPE_CHECKING:
    from cmdgen.safety.effects.recorder import Recorder

FINDERS: Final = frozenset({"find", "gfind"})
_RUNNING: Final = ("-exec", "-execdir", "-ok", "-okdir")
_WRITING: Final = ("-fprint", "-fprint0", "-fls", "-fprintf")


def follow_find(recorder: Recorder, args: list[Arg], state: State, span: Span) -> str:
    """Follow the actions of a call; return what stands for the names that it prints."""
    recorder.keep("find", args, state, span)
    starts, index, follows_links = _starting_points(args, span)
    rest = args[index:]
    targets = [recorder.sources.target(start, state) for start in starts]
    known = tuple(target for target in targets if isinstance(target, Pattern))
    reason = "find -L follows links" if follows_links else _open_word(recorder, rest)
    if state.remote:
        reason = "it happens on another machine or in another root folder"
    elif len(known) < len(targets):
        named = (target for target in targets if isinstance(target, str) and target)
        reason = next(named, "the starting point is known only when it runs")
    expression = parse([codes.decoded(arg.text) for arg in rest])
    if reason is not None:
        expression = replace(expression, unknown=reason)
    for act in expression.acts:
        _follow_action(recorder, act, _search(known, expression, act.index), rest, state, span)
    return _printed(recorder, known, expression, state)


def _search(starts: tuple[Pattern, ...], expression: Expression, action: int) -> Search:
    return Search(starts=starts, expression=expression, action=action)


def _printed(recorder: Recorder, starts: tuple[Pattern, ...], expression: Expression, state: State) -> str:
    """Return the output: names only where printing is all that find does."""
    printing = [act.index for act in expression.acts if act.name in ("-print", "-print0")]
    if len(printing) < len(expression.acts) or len(printing) > 1:
        return UNKNOWN
    search = _search(starts, expression, printing[0] if printing else -1)
    return recorder.sources.add(search, state.cwd) + "\n"


def _open_word(recorder: Recorder, rest: list[Arg]) -> str | None:
    """Return what is wrong with a word of the expression that find does not get as it is written."""
    for arg in rest:
        if codes.is_active(arg.text):
            return f"the shell replaces {codes.decoded(arg.text)} before find sees it: quote it"
        if not marks.is_known(arg.text) or codes.found_in(arg.text):
            return f"{recorder.sources.named(arg)} is known only when it runs"
    return None


def _follow_action(
    recorder: Recorder, act: Act, search: Search, rest: list[Arg], state: State, span: Span
) -> None:
    source = recorder.sources.add(search, state.cwd)
    if act.name == "-delete":
        recorder.add(Draft(Kind.DELETE, [Arg(source, span)], folders=True), "find", span, state)
    elif act.name.rstrip("+") in _RUNNING and act.words:
        vector = [replace(arg, text=arg.text.replace("{}", source)) for arg in _words_of(act, rest)]
        recorder.run_argv(vector, state.fork(), "", span)
    elif act.name in _WRITING and act.words:
        recorder.add(Draft(Kind.OVERWRITE, [Arg(act.words[0], span)]), "find", span, state)


def _words_of(act: Act, rest: list[Arg]) -> list[Arg]:
    """Return the words of an action as they were given, with their places in the text."""
    words = [codes.decoded(arg.text) for arg in rest]
    for start, word in enumerate(words):
        if word in _RUNNING:
            end = end_of_action(words, start + 1)
            if tuple(words[start + 1 : end]) == act.words:
                return rest[start + 1 : end]
    return [Arg(word, NOWHERE) for word in act.words]


def _starting_points(args: list[Arg], span: Span) -> tuple[list[Arg], int, bool]:
    """Return the starting points, the index behind them, and whether links are followed."""
    index, follows = 1, False
    while index < len(args) and re.fullmatch(r"-[HLPEXdsx]+|-O\d?|-D", args[index].text):
        follows = "L" in args[index].text or (follows and "P" not in args[index].text)
        index += 1
    first = index
    while index < len(args) and args[index].text[:1] != "-" and args[index].text not in ("(", ")", "!", ","):
        index += 1
    return args[first:index] or [Arg(".", span)], index, follows
