"""Follows a command as its shell would and notes every call that does something to files."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from cmdgen.core.records import Command, Level, Span
from cmdgen.safety import options
from cmdgen.safety.analysis import Analysis
from cmdgen.safety.call import Call
from cmdgen.safety.effects import codes, readers
from cmdgen.safety.effects.find_expression import Act, end_of_action, parse
from cmdgen.safety.effects.records import Effect, Kind, Pattern, Search
from cmdgen.safety.effects.targets import Sources
from cmdgen.safety.engine import MAX_LENGTH, parse_nested
from cmdgen.safety.ir import (
    NOWHERE,
    Block,
    For,
    Function,
    Lit,
    Node,
    Proc,
    Redirect,
    Script,
    Sub,
    SyntaxProblem,
    Word,
)
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import CWD, SOME, UNKNOWN
from cmdgen.safety.resolve.state import State
from cmdgen.safety.rules.book import builtin_book
from cmdgen.safety.syntax.words import Origin

MAX_EFFECTS: Final = 50
"""Effects that are kept; a command with more has the rest in a last one that is unknown."""
POSIX_LIKE: Final = frozenset({"bash", "sh", "zsh", "fish"})
"""Dialects whose file name patterns are known here."""
GUESSED: Final = (
    "TMPDIR", "RANDOM", "SECONDS", "LINENO", "UID", "EUID", "HISTFILE", "?", "#", "SHELL", "0", "-", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
    "OLDPWD", "EDITOR", "VISUAL", "PAGER", "BROWSER", "CC", "CXX", "MAKE", "PYTHON", "NODE", "GIT_EDITOR", "COLUMNS", "LINES",
)  # fmt: skip
"""Variables for which the screening assumes a usual value: good enough for a risk, not for a file name."""
_BRACES_CUT: Final = 200
"""Arguments from which on brace expansion may have been cut short."""
_FINDERS: Final = frozenset({"find", "gfind"})
_ELSEWHERE: Final = frozenset(
    {
        "chroot",
        "arch-chroot",
        "nsenter",
        "unshare",
        "bwrap",
        "proot",
        "flatpak-spawn",
        "firejail",
        "toolbox",
        "distrobox",
    }
)
"""Programs under which a path may be another file."""
_PASSES_NAMES_ON: Final = frozenset(
    {"find", "gfind", "sort", "gsort", "uniq", "cat", "tee", "sponge", "xargs", "gxargs", "parallel"}
)
"""Programs whose output names the same files as their input."""
_TRUNCATING: Final = frozenset({">", ">|", "&>", ">&"})
_DESCRIPTOR: Final = re.compile(r"\d*-?")
_SHELL_OPTIONS: Final = re.compile(
    r"dotglob|globstar|nullglob|noglob|extglob|extendedglob|nocaseglob|globdots|failglob|ksh_?glob|globsubst|nocase_?glob"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCall:
    """One call of one program, with its words as codes."""

    program: str
    words: tuple[str, ...]
    """The program and its arguments."""
    spans: tuple[Span, ...]
    """Where each word stands in the text."""
    span: Span
    folder: str
    depth: int
    privileged: bool
    remote: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What a command leads to."""

    effects: tuple[Effect, ...] = ()
    calls: tuple[SeenCall, ...] = ()
    redirects: bool = False
    """Whether a file is written by a redirection, be it appended to."""
    is_complete: bool = True
    """False when a part of the text could not be followed."""


def effects(command: Command) -> tuple[Effect, ...]:
    """Return what a command does to files, in the order of its text; never raises, never looks at a file."""
    return follow(command).effects


def follow(command: Command) -> Followed:
    """Return the effects of a command together with the calls behind them; never raises."""
    text = marks.without_forgeries(command.text)
    lost = _unknown_as_a_whole(command, "it is too long or too nested to be followed")
    if len(text) > MAX_LENGTH:
        return lost
    recorder = _Recorder(command)
    try:
        state = State(zsh=command.dialect == "zsh", variables=dict.fromkeys(GUESSED, (SOME,)))
        recorder.run_script(recorder.parse(text, Origin(), 0, command.dialect), state)
    except SyntaxProblem:
        return Followed(is_complete=False)  # its shell does not run it either
    except Exception:  # noqa: BLE001 - limits of the screening, or a bug in it: nothing is claimed then
        return lost
    return Followed(
        effects=_merged(recorder.effects),
        calls=tuple(recorder.calls),
        redirects=recorder.redirects,
    )


def _unknown_as_a_whole(command: Command, reason: str) -> Followed:
    effect = Effect(kind=Kind.OVERWRITE, program="", span=Span(0, len(command.text)), unknown=reason)
    return Followed(effects=(effect,), is_complete=False)


def _merged(found: list[Effect]) -> tuple[Effect, ...]:
    """Return the effects with those of one call that is followed several times put together."""
    merged: dict[object, Effect] = {}
    for effect in found:
        key = (effect.kind, effect.span, effect.program, effect.destination)
        known = merged.get(key)
        if known is None:
            merged[key] = effect
            continue
        merged[key] = replace(
            known,
            patterns=tuple(dict.fromkeys(known.patterns + effect.patterns)),
            searches=tuple(dict.fromkeys(known.searches + effect.searches)),
            recursive=known.recursive or effect.recursive,
            folders=known.folders or effect.folders,
            unknown=known.unknown or effect.unknown,
        )
    return tuple(merged.values())


class _Recorder(Analysis):
    """An analysis that keeps calls instead of findings.

    Args:
        command: its text and dialect.
    """

    def __init__(self, command: Command) -> None:
        super().__init__(builtin_book(), command.dialect, self.parse)
        self._text = command.text
        self._sources = Sources(command.text, command.dialect)
        self.effects: list[Effect] = []
        self.calls: list[SeenCall] = []
        self.redirects = False

    def parse(self, text: str, origin: Origin, depth: int, dialect: str) -> Script:
        """Return the statements of a text with their active patterns as codes."""
        script = parse_nested(text, origin, depth, dialect)
        return codes.encoded(script, dialect) if dialect in POSIX_LIKE else script

    def flag(
        self, rule_id: str, span: Span, target: str = "", *, level: Level | None = None, program: str = ""
    ) -> None:
        """Find nothing: the screening has done that."""

    # -- statements ----------------------------------------------------------------------------------

    def run_node(self, node: Node, state: State, stdin: str) -> str:
        """Follow one statement; return what it prints."""
        if isinstance(node, Function):
            state.functions[node.name] = node.body  # its body counts where it is called
            return ""
        for redirect in getattr(node, "redirects", ()):
            self._redirected(redirect, state, stdin)
        before = state.cwd
        if isinstance(node, For):
            node = self._with_sources(node, state, stdin)
        printed = super().run_node(node, state, stdin)
        branches = isinstance(node, For) or (isinstance(node, Block) and len(node.bodies) > 1)
        if branches and state.cwd != before:
            state.cwd = _anywhere()  # only one of the branches is taken
        return printed

    def _with_sources(self, node: For, state: State, stdin: str) -> For:
        """Return a loop whose patterns are sources of names: one round has one of the files, not the pattern."""
        if node.items is None:
            return node
        words: list[Word] = []
        for word in node.items:
            for choice in self.expander(state, stdin).fields(word):
                for arg in choice:
                    text = arg.text
                    if codes.is_active(text):
                        target = self._sources.target(arg, state)
                        text = UNKNOWN if isinstance(target, str) else self._sources.add(target, state.cwd)
                    words.append(Word((Lit(text, quoted=True),), word.span))
        return replace(node, items=tuple(words))

    def _redirected(self, redirect: Redirect, state: State, stdin: str) -> None:
        if redirect.op not in _TRUNCATING and redirect.op not in (">>", "&>>"):
            return
        self.redirects = True
        if redirect.op not in _TRUNCATING:
            return
        if any(isinstance(part, (Sub, Proc)) for part in redirect.target.parts):
            # Expanding it here too would run its substitution twice.
            args = [Arg(UNKNOWN, redirect.target.span)]
        else:
            args = [arg for choice in self.expander(state, stdin).fields(redirect.target) for arg in choice]
        for arg in args:
            if redirect.op == ">&" and _DESCRIPTOR.fullmatch(arg.text):
                continue
            if not arg.text.startswith("/dev/fd/"):
                span = redirect.span if redirect.span != NOWHERE else arg.span
                self._add(readers.Draft(Kind.OVERWRITE, [arg]), ">", span, state)

    # -- calls ---------------------------------------------------------------------------------------

    def run_argv(self, args: list[Arg], state: State, stdin: str, span: Span) -> str:
        """Follow the call of one argument vector; return what it prints."""
        name = args[0].text.rsplit("/", 1)[-1] if args else ""
        if name in _FINDERS and name not in state.functions and name not in state.aliases:
            return self._find(args, state, span)
        if name in _ELSEWHERE and len(args) > 1:
            state = state.fork()
            state.remote = True
        before = state.cwd
        printed = super().run_argv(args, state, stdin, span)
        if state.cwd != before and name in ("cd", "pushd") and self._may_be_skipped(span):
            state.cwd = _anywhere()
        if name not in _PASSES_NAMES_ON and not codes.without_sources(stdin):
            return UNKNOWN  # a filter: which of the names come out is known only when it runs
        if name == "ls" and printed and not _lists_names_only(args):
            return UNKNOWN
        return printed

    def _may_be_skipped(self, span: Span) -> bool:
        """Return whether a change of folder hangs on what stands before it, and what follows does not."""
        before, after = self._text[: span.start].rstrip(), self._text[span.end :].lstrip()
        return before.endswith(("&&", "||")) and after[:1] not in ("", ")") and after[:2] != "&&"

    def _note(self, call: Call) -> None:
        super()._note(call)
        if call.name in ("shopt", "set", "setopt", "unsetopt"):
            self._sources.options |= {
                name for text in call.texts for name in _SHELL_OPTIONS.findall(text.lower())
            }
            if call.name == "set" and any(re.fullmatch(r"-[a-z]*f[a-z]*", text) for text in call.texts):
                self._sources.options |= {"noglob"}
        words = (call.program, *call.args)
        self.calls.append(
            SeenCall(
                program=call.name,
                words=tuple(word.text for word in words),
                spans=tuple(word.span for word in words),
                span=call.span,
                folder=call.state.cwd,
                depth=call.state.depth,
                privileged=call.state.privileged,
                remote=call.state.remote,
            )
        )
        if call.only_asks_for_help():
            return
        for draft in readers.drafts(
            call.name, call.args, options.parse(call.args, self.book.grammar(call.name)), self.dialect
        ):
            self._add(draft, call.name, call.span, call.state)

    def _add(self, draft: readers.Draft, program: str, span: Span, state: State) -> None:
        if len(self.effects) >= MAX_EFFECTS * 4:
            return
        reasons = [draft.unknown] if draft.unknown else []
        if len(draft.args) >= _BRACES_CUT:
            reasons.append("there are too many names to follow each")
        patterns: list[Pattern] = []
        searches: list[Search] = []
        for arg in draft.args:
            target = self._sources.target(arg, state)
            if isinstance(target, Pattern):
                patterns.append(target)
            elif isinstance(target, Search):
                searches.append(target)
            elif target:
                reasons.append(target)
        destination = None
        if draft.destination is not None:
            goes_to = self._sources.target(draft.destination, state)
            if isinstance(goes_to, Pattern):
                destination = goes_to
            else:
                reasons.append(
                    goes_to
                    if isinstance(goes_to, str) and goes_to
                    else "the destination is known only when it runs"
                )
        if state.remote:
            patterns, searches, reasons = [], [], ["it happens on another machine or in another root folder"]
        if not (patterns or searches or reasons):
            return  # only new temporary files
        self.effects.append(
            Effect(
                kind=draft.kind,
                program=program,
                span=span,
                patterns=tuple(patterns),
                searches=tuple(searches),
                recursive=draft.recursive,
                folders=draft.folders or draft.recursive,
                destination=destination,
                into=draft.into,
                newer_only=draft.newer_only,
                privileged=state.privileged,
                unknown=reasons[0] if reasons else None,
                shows=draft.shows,
            )
        )

    # -- find ----------------------------------------------------------------------------------------

    def _find(self, args: list[Arg], state: State, span: Span) -> str:
        """Follow find by its expression; return what stands for the names that it prints."""
        starts, index, follows_links = _starting_points(args, span)
        rest = args[index:]
        words = [arg.text for arg in rest]
        expression = parse([codes.decoded(word) for word in words])
        odd = next((arg for arg in rest if not _is_settled(arg.text)), None)
        patterned = next((word for word in words if codes.is_active(word)), None)
        if patterned is not None:
            reason = f"the shell replaces {codes.decoded(patterned)} before find sees it: quote it"
            expression = replace(expression, unknown=expression.unknown or reason)
        elif odd is not None:
            expression = replace(
                expression, unknown=f"{self._sources.named(odd)} is known only when it runs"
            )
        if follows_links:
            expression = replace(expression, unknown="find -L follows links")
        targets = [self._sources.target(start, state) for start in starts]
        known = tuple(target for target in targets if isinstance(target, Pattern))
        if len(known) < len(targets):
            reason = next(
                (target for target in targets if isinstance(target, str) and target),
                "it is known only when it runs",
            )
            expression = replace(expression, unknown=reason)
        if state.remote:
            expression = replace(
                expression, unknown="it happens on another machine or in another root folder"
            )
        for act in expression.acts:
            search = Search(starts=known, expression=expression, action=act.index)
            self._acted(act, search, rest, words, state, span)
        printing = [act.index for act in expression.acts if act.name in ("-print", "-print0")]
        if any(act.name not in ("-print", "-print0") for act in expression.acts) or len(printing) > 1:
            return UNKNOWN
        search = Search(starts=known, expression=expression, action=printing[0] if printing else -1)
        return self._sources.add(search, state.cwd) + "\n"

    def _acted(
        self, act: Act, search: Search, rest: list[Arg], words: list[str], state: State, span: Span
    ) -> None:
        source = self._sources.add(search, state.cwd)
        if act.name == "-delete":
            self._add(readers.Draft(Kind.DELETE, [Arg(source, span)], folders=True), "find", span, state)
        elif act.name.rstrip("+") in ("-exec", "-execdir", "-ok", "-okdir") and act.words:
            own = _words_of(act, rest, words)
            vector = [replace(arg, text=arg.text.replace("{}", source)) for arg in own]
            self.run_argv(vector, state.fork(), "", span)
        elif act.name in ("-fprint", "-fprint0", "-fls", "-fprintf") and act.words:
            self._add(readers.Draft(Kind.OVERWRITE, [Arg(act.words[0], span)]), "find", span, state)


def _words_of(act: Act, rest: list[Arg], words: list[str]) -> list[Arg]:
    """Return the words of an action as they were given, with their places in the text."""
    runs = [index for index, word in enumerate(words) if word in ("-exec", "-execdir", "-ok", "-okdir")]
    for start in runs:
        end = end_of_action(words, start + 1)
        if tuple(codes.decoded(word) for word in words[start + 1 : end]) == act.words:
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


def _is_settled(text: str) -> bool:
    return marks.is_known(codes.decoded(text)) and not codes.found_in(text)


def _lists_names_only(args: list[Arg]) -> bool:
    """Return whether ls prints the very names it is given, one a line."""
    given = "".join(arg.text for arg in args[1:] if arg.text[:1] == "-")
    return "d" in given and not set(given) & set("lFp-sim,xa") - {"-"}


def _anywhere() -> str:
    return CWD + "/" + SOME
