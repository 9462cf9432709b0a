"""The screening with a user's own rules: judges each call as it is unwrapped, and each finding as it comes up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Final

from cmdgen.core.records import Level, Span
from cmdgen.safety import lazy_re
from cmdgen.safety import policy_places as places
from cmdgen.safety.analysis import Analysis, ParseNested
from cmdgen.safety.call import Call
from cmdgen.safety.ir import Node
from cmdgen.safety.policy import NEVER_ALLOWED, Allow, Deny, Policy, Scope
from cmdgen.safety.programs import program_name
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import CWD, FRESH, HOME, ONE, STAR
from cmdgen.safety.resolve.state import State
from cmdgen.safety.rules.book import Book
from cmdgen.safety.rules.match import is_one_of, matches, operands_after

_CMD_LINE: Final = "cmd line"
"""Name of the call that stands for one line of cmd before its own reading."""
_ACTIONS: Final = frozenset({"-exec", "-execdir", "-ok", "-okdir", "-x", "-X", "--exec", "--exec-batch"})
_FINDERS: Final = frozenset({"find", "gfind", "fd", "fdfind"})
_SETTLED: Final = lazy_re.compile(f"[{CWD}{HOME}{STAR}{ONE}{FRESH}]")


class PolicyAnalysis(Analysis):
    """An analysis that knows a policy.

    Args:
        policy: the user's own rules.
    """

    def __init__(self, policy: Policy, book: Book, dialect: str, parse: ParseNested) -> None:
        super().__init__(book, dialect, parse)
        self._policy = policy
        self._own = {deny.id for deny in policy.denies}
        self._calls: list[Call] = []
        """The calls that are being followed, the innermost last."""
        self._places = tuple(
            deny
            for deny in policy.denies
            if deny.scope.paths and not deny.scope.is_about_calls and not deny.rules
        )

    # -- calls ---------------------------------------------------------------------------------------

    def run_argv(self, args: list[Arg], state: State, stdin: str, span: Span) -> str:
        """Follow the call of one argument vector; return what it prints."""
        before = len(self._calls)
        try:
            printed = super().run_argv(args, state, stdin, span)
            if len(self._calls) == before and args and "/" in args[0].text:
                # A program that is named by its path and not followed, such as ./deploy.sh.
                self._judge(
                    Call(self, args[0].text.rsplit("/", 1)[-1], args[0], args[1:], state, stdin, span)
                )
            return printed
        finally:
            del self._calls[before:]

    def note(self, call: Call) -> None:
        """Keep a call, and what users' own rules may ask about it."""
        super().note(call)
        # A copy: a handler may still change the arguments before they are sorted, and sorting happens once.
        subject = (
            _of_cmd(call)
            if call.name == _CMD_LINE and call.args
            else _with(call, call.name, call.program, call.args)
        )
        self._calls.append(subject)
        self._judge(subject)
        for inner in _actions(call):
            self._judge(inner)

    def _judge(self, call: Call) -> None:
        """Flag a call that a rule denies; a call that only asks for help is no exception."""
        for deny in self._policy.denies:
            if not deny.rules and self._holds(deny.scope, call):
                super().flag(deny.id, call.span, program=call.name)

    def run_node(self, node: Node, state: State, stdin: str) -> str:
        """Follow one statement; return what it prints."""
        if self._places:
            for redirect in getattr(node, "redirects", ()):
                if not redirect.op.startswith("<<"):
                    for choice in self.expander(state).fields(redirect.target):
                        self._judge_places(choice, redirect.span, state)
        return super().run_node(node, state, stdin)

    def _judge_places(self, targets: list[Arg], span: Span, state: State) -> None:
        for deny in self._places:
            if any(
                not places.is_open(arg.text) and self._touches(deny.scope, arg.text, state) for arg in targets
            ):
                super().flag(deny.id, span)

    # -- findings ------------------------------------------------------------------------------------

    def flag(
        self, rule_id: str, span: Span, target: str = "", *, level: Level | None = None, program: str = ""
    ) -> None:
        """Add a finding of a rule, as the user's own rules would have it."""
        level = self.book[rule_id].level if level is None else level
        remarks = []
        if level is Level.HIGH and not rule_id.startswith(NEVER_ALLOWED):
            allow = next(
                (allow for allow in self._policy.allows if self._allows(allow, rule_id, target)), None
            )
            if allow is not None:
                level = Level.MODERATE
                remarks.append(f"otherwise high, allowed by {allow.whose}: {allow.reason}")
        for minimum in self._policy.minimums:
            if minimum.level > level and fnmatchcase(rule_id, minimum.rules):
                level = minimum.level
                remarks.append(f"raised to {level.label} by {minimum.whose}")
        for deny in self._policy.denies:
            if rule_id in deny.rules and self._concerns(deny):
                level = max(level, deny.level)
                remarks.append(f"denied by {deny.whose}: {deny.reason}")
        key = (rule_id, span)
        before = self._found.get(key)
        super().flag(rule_id, span, target, level=level, program=program)
        after = self._found[key]
        if remarks and after is not before:
            self._found[key] = replace(after, message="; ".join([after.message, *remarks]))

    def _concerns(self, deny: Deny) -> bool:
        """Return whether the conditions of a deny rule hold where a finding has come up."""
        scope = deny.scope
        if not scope.is_about_calls and not scope.paths:
            return True
        return any(self._holds(scope, call) for call in self._calls)

    def _allows(self, allow: Allow, rule_id: str, target: str) -> bool:
        if rule_id not in allow.rules:
            return False
        if not allow.privileged and any(call.state.privileged for call in self._calls):
            return False
        if not allow.remote and any(call.state.remote for call in self._calls):
            return False
        call = self._calls[-1] if self._calls else None
        scope = allow.scope
        if scope.is_about_calls and (call is None or not self._surely_holds(scope, call)):
            return False
        return not scope.paths or self._stays_within(scope, target, call)

    def _stays_within(self, scope: Scope, target: str, call: Call | None) -> bool:
        """Return whether a finding, and everything else that its call names, surely lies in the places of a rule."""
        texts = [target]
        cwd = CWD
        if call is not None:
            cwd = call.state.cwd
            operands = (
                call.parsed.operands
                if scope.conditions is None
                else operands_after(scope.conditions, call.parsed)
            )
            texts += [arg.text for arg in operands]
        full = [places.absolute(text, cwd, self._policy.here) for text in texts]
        return all(any(places.lies_within(path, place) for place in scope.paths) for path in full)

    # -- conditions ----------------------------------------------------------------------------------

    def _holds(self, scope: Scope, call: Call) -> bool:
        """Return whether a call may be one that a rule is about."""
        if scope.programs and not any(self._is_program(call, name) for name in scope.programs):
            return False
        if scope.argv and not self._begins_with(call, scope.argv):
            return False
        if scope.conditions is not None and self._matches(scope, call) is False:
            return False
        if not scope.paths:
            return True
        trees = places.takes_whole_trees(call)
        return any(
            self._touches(scope, text, call.state, whole_trees=trees)
            for text in places.named_places(call)
            if not places.is_open(text)
        )

    def _surely_holds(self, scope: Scope, call: Call) -> bool:
        """Return whether a call is one that a rule is about, whatever its open words turn out to be."""
        if not self._holds(replace(scope, paths=()), call):
            return False
        words = [call.program, *call.args][: len(scope.argv)]
        if not all(_is_settled(arg.text) for arg in words):
            return False
        if scope.conditions is None or not scope.conditions.operands:
            return True
        # An exception for one operand must not cover the others.
        operands = operands_after(scope.conditions, call.parsed)
        patterns = scope.conditions.operands
        return all(
            _is_settled(arg.text) and is_one_of(arg.text, patterns, call.state.cwd) for arg in operands
        )

    def _is_program(self, call: Call, name: str) -> bool:
        if "/" in name:
            place = places.pattern(name, self._policy.here, self._policy.here.cwd or "/")
            return "/" in call.program.text and places.touches(
                places.absolute(call.program.text, call.state.cwd, self._policy.here), place
            )
        if self.dialect in ("cmd", "powershell"):
            return program_name(call.name.lower(), name.lower())
        return program_name(call.name, name)

    def _begins_with(self, call: Call, words: tuple[str, ...]) -> bool:
        if not self._is_program(call, words[0]) or len(call.args) + 1 < len(words):
            return False
        return all(
            fnmatchcase(marks.show(arg.text), word) for arg, word in zip(call.args, words[1:], strict=False)
        )

    def _matches(self, scope: Scope, call: Call) -> Arg | bool | None:
        assert scope.conditions is not None  # noqa: S101 - callers ask only where there are conditions
        return matches(
            scope.conditions,
            call.parsed,
            cwd=call.state.cwd,
            privileged=call.state.privileged,
            dialect=self.dialect,
        )

    def _touches(self, scope: Scope, text: str, state: State, *, whole_trees: bool = False) -> bool:
        path = places.absolute(text, state.cwd, self._policy.here)
        return any(places.touches(path, place, whole_trees=whole_trees) for place in scope.paths)


def _is_settled(text: str) -> bool:
    """Return whether nothing in a word is left open but file name patterns and the well-known folders."""
    return marks.is_known(_SETTLED.sub("", text))


def _with(call: Call, name: str, program: Arg, args: list[Arg]) -> Call:
    """Return another call in the surroundings of one."""
    return Call(call.analysis, name, program, list(args), call.state, call.stdin, call.span)


def _of_cmd(call: Call) -> Call:
    """Return the call that a line of cmd means, as far as its first word tells."""
    first, *rest = call.args
    name = first.text.replace('"', "").replace("\\", "/").rsplit("/", 1)[-1].lower()
    name = re.sub(r"\.(?:exe|com|bat|cmd)$", "", name.lstrip("@(,;="))
    words = [replace(arg, text=arg.text.replace('"', "")) for arg in rest]
    return _with(call, name, first, words)


def _actions(call: Call) -> Iterator[Call]:
    """Yield the calls that find and fd make by themselves for what they find, which are not followed as calls."""
    if call.name not in _FINDERS:
        return
    for index, arg in enumerate(call.args):
        if arg.text in _ACTIONS:
            words = call.args[index + 1 :]
            end = next((i for i, word in enumerate(words) if word.text in (";", "+", ",")), len(words))
            # Wrappers such as sudo may stand in front: each of the first words may be the program.
            for start in range(min(3, end)):
                name = words[start].text.rsplit("/", 1)[-1]
                yield Call(
                    call.analysis,
                    name,
                    words[start],
                    words[start + 1 : end],
                    call.state,
                    call.stdin,
                    call.span,
                )
