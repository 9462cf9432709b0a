"""The analysis of a command that keeps its calls, and what they do to files, instead of findings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from cmdgen.core.records import Command, Level, Span
from cmdgen.safety import options
from cmdgen.safety.analysis import Analysis
from cmdgen.safety.call import Call
from cmdgen.safety.commands.wrapper_table import TABLE as WRAPPERS
from cmdgen.safety.effects import codes, powershell, powershell_listing, readers
from cmdgen.safety.effects.drafts import Draft
from cmdgen.safety.effects.find_calls import FINDERS, follow_find
from cmdgen.safety.effects.records import Effect, Kind, Listing, Pattern, Search, SeenCall
from cmdgen.safety.effects.targets import NOT_FOLLOWED, Sources
from cmdgen.safety.engine import parse_nested
from cmdgen.safety.ir import NOWHERE, Block, For, Function, Lit, Node, Proc, Redirect, Script, Sub, Var, Word
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg, Expander
from cmdgen.safety.resolve.marks import CWD, HOME, ONE, SOME, STAR, UNKNOWN
from cmdgen.safety.resolve.state import State
from cmdgen.safety.rules.book import builtin_book
from cmdgen.safety.syntax.powershell_text import OPERATOR
from cmdgen.safety.syntax.words import Origin

MAX_EFFECTS: Final = 200
"""Effects that are kept, those of several readings of one call counted apart."""
MAX_CALLS: Final = 200
POSIX_LIKE: Final = frozenset({"bash", "sh", "zsh", "fish"})
"""Dialects whose file name patterns are known here."""
_BRACES_CUT: Final = 200
"""Arguments from which on brace expansion may have been cut short."""
_ELSEWHERE: Final = frozenset(
    "chroot arch-chroot nsenter unshare bwrap proot flatpak-spawn firejail toolbox distrobox".split()
)
"""Programs under which a path may be another file."""
_PRINTS_EXACTLY: Final = frozenset(
    "echo mktemp seq printf pwd cat sort gsort uniq tee find gfind eval sh bash dash zsh fish".split()
) | frozenset(WRAPPERS)
"""Programs whose output is followed here as it is; for all others the screening has an estimate at best."""
_PASSES_NAMES_ON: Final = _PRINTS_EXACTLY - {"echo", "printf", "pwd"}
"""Programs whose output names the same files as their input."""
_HANDS_ON: Final = frozenset({OPERATOR + "call", OPERATOR + "value", "sort-object", "write-output"})
"""Steps of PowerShell's pipelines that hand on what they get, all of it."""
_TRUNCATING: Final = frozenset({">", ">|", "&>", ">&"})
_DESCRIPTOR: Final = re.compile(r"\d*-?")
_SHELL_OPTIONS: Final = re.compile(
    r"dotglob|globstar|nullglob|noglob|extglob|extendedglob|nocaseglob|globdots|failglob|ksh_?glob|globsubst|nocase_?glob"
)
_WHOLE_NAMES: Final = frozenset({"-0", "-d", "-I", "-i", "--"})
"""Options of xargs with which a name with blanks stays whole; `--null` and `--delimiter` among the last."""
_KEEPING: Final = frozenset({"", ":-", "-", ":=", "=", ":?", "?", ":+", "+"})
"""Operators of an expansion that leave a value as it is or put another in its place."""


class _Expander(Expander):
    """Cuts and replacements of a name that is only found at run time give a name that is not known."""

    def values(self, var: Var) -> tuple[str, ...]:
        """Return the values that a parameter expansion may have."""
        if var.op not in _KEEPING or var.flags or var.inner is not None:
            plain = super().values(replace(var, op="", arg=None, flags=""))
            if not all(map(codes.without_sources, plain)):
                return (UNKNOWN,)
        return super().values(var)


class Recorder(Analysis):
    """An analysis that keeps calls instead of findings.

    Args:
        command: its text and dialect.
    """

    def __init__(self, command: Command) -> None:
        super().__init__(builtin_book(), command.dialect, self.parse)
        self._text = command.text
        self.sources = Sources(command.text, command.dialect)
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

    def _apply_rules(self, call: Call) -> set[str]:
        """Ask no rule either: half of the time of a walk goes there."""
        del call
        return set()

    def expander(self, state: State, stdin: str = "") -> Expander:
        """Return an expander that knows what a cut makes of a name that is found at run time."""
        return _Expander(
            state,
            lambda script: self.sources.split_at_blanks(self.run_script(script, state.fork(), stdin)),
            lambda text: self.run_text(text, state.fork(), "", NOWHERE),
        )

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
                        target = self.sources.target(arg, state)
                        text = UNKNOWN if isinstance(target, str) else self.sources.add(target, state.cwd)
                    words.append(Word((Lit(text, quoted=True),), word.span))
        return replace(node, items=tuple(words))

    def _redirected(self, redirect: Redirect, state: State, stdin: str) -> None:
        if redirect.op not in _TRUNCATING and redirect.op not in (">>", "&>>"):
            return
        self.redirects = True
        if redirect.op not in _TRUNCATING:
            return
        goal = redirect.target if self.dialect != "powershell" else powershell.redirected_to(redirect.target)
        if any(isinstance(part, (Sub, Proc)) for part in goal.parts):
            # Expanding it here too would run its substitution twice.
            args = [Arg(UNKNOWN, goal.span)]
        else:
            args = [arg for choice in self.expander(state, stdin).fields(goal) for arg in choice]
        for arg in args:
            if self.dialect == "powershell":
                span = redirect.span if redirect.span != NOWHERE else arg.span
                for draft in powershell.redirected(arg, self._text):
                    self.add(draft, ">", span, state, options_ended=True)
                continue
            if redirect.op == ">&" and _DESCRIPTOR.fullmatch(arg.text):
                continue
            if not arg.text.startswith("/dev/fd/"):
                span = redirect.span if redirect.span != NOWHERE else arg.span
                self.add(Draft(Kind.OVERWRITE, [arg]), ">", span, state)

    # -- calls ---------------------------------------------------------------------------------------

    def run_argv(self, args: list[Arg], state: State, stdin: str, span: Span) -> str:
        """Follow the call of one argument vector; return what it prints."""
        name = args[0].text.rsplit("/", 1)[-1] if args else ""
        if self.dialect == "powershell":
            return self._cmdlet(name, args, state, stdin, span)
        if name in FINDERS and name not in state.functions and name not in state.aliases:
            return follow_find(self, args, state, span)
        if name in _ELSEWHERE and len(args) > 1:
            state = state.fork()
            state.remote = True
        if name in ("xargs", "gxargs") and not _WHOLE_NAMES & {arg.text[:2] for arg in args}:
            stdin = self.sources.split_at_blanks(stdin)
        before = state.cwd
        printed = super().run_argv(args, state, stdin, span)
        if name in ("cd", "pushd") and state.cwd != before:
            is_open = any(not marks.is_known(arg.text.lstrip(HOME + CWD)) for arg in args)
            if is_open or self._may_be_skipped(span):
                state.cwd = _anywhere()
        is_own = name in state.functions or name in state.aliases
        if name == "ls":
            return printed if _lists_names_only(args) and not _holds_estimate(printed) else UNKNOWN
        if not is_own and (name not in _PRINTS_EXACTLY or _holds_estimate(printed)):
            return UNKNOWN if printed else ""
        if not is_own and name not in _PASSES_NAMES_ON and not codes.without_sources(stdin):
            return UNKNOWN
        return printed

    def _cmdlet(self, name: str, args: list[Arg], state: State, stdin: str, span: Span) -> str:
        """Follow a call in PowerShell; only what Get-ChildItem lists goes down the pipeline as it is."""
        printed = super().run_argv(args, state, stdin, span)
        if name == "get-childitem":
            listing = powershell_listing.listing(args, self._text, self.sources, state)
            return UNKNOWN if listing is None else self.sources.add(listing, state.cwd) + "\n"
        is_listing = len(printed) == 2 and bool(codes.found_in(printed))
        is_unchanged = is_listing and name in _HANDS_ON
        return printed if is_unchanged or codes.without_sources(printed) else UNKNOWN

    def _may_be_skipped(self, span: Span) -> bool:
        """Return whether a change of folder hangs on what stands before it, and what follows does not."""
        before, after = self._text[: span.start].rstrip(), self._text[span.end :].lstrip()
        return before.endswith(("&&", "||")) and after[:1] not in ("", ")") and after[:2] != "&&"

    def note(self, call: Call) -> None:
        """Keep a call, and the options of the shell that it sets."""
        super().note(call)
        if call.name in ("shopt", "set", "setopt", "unsetopt"):
            self.sources.options |= {
                name for text in call.texts for name in _SHELL_OPTIONS.findall(text.lower())
            }
            if call.name == "set" and any(re.fullmatch(r"-[a-z]*f[a-z]*", text) for text in call.texts):
                self.sources.options |= {"noglob"}
        self.keep(call.name, [call.program, *call.args], call.state, call.span)
        if call.only_asks_for_help():
            return
        is_cmdlet = self.dialect == "powershell" and call.name in powershell.READERS
        drafts = (
            powershell.drafts(call, self._text)
            if is_cmdlet
            else readers.drafts(
                call.name, call.args, options.parse(call.args, self.book.grammar(call.name)), self.dialect
            )
        )
        for draft in drafts:
            self.add(draft, call.name, call.span, call.state, options_ended=is_cmdlet or "--" in call.texts)

    def keep(self, program: str, words: list[Arg], state: State, span: Span) -> None:
        """Note a call."""
        if len(self.calls) < MAX_CALLS:
            self.calls.append(
                SeenCall(
                    program=program,
                    words=tuple(word.text for word in words),
                    spans=tuple(word.span for word in words),
                    span=span,
                    folder=state.cwd,
                    depth=state.depth,
                    privileged=state.privileged,
                    remote=state.remote,
                )
            )

    def add(
        self, draft: Draft, program: str, span: Span, state: State, *, options_ended: bool = False
    ) -> None:
        """Note an effect, its words taken for what they name."""
        if len(self.effects) >= MAX_EFFECTS:
            return
        reasons = [draft.unknown] if draft.unknown else []
        if len(draft.args) >= _BRACES_CUT:
            reasons.append("there are too many names to follow each")
        patterns: list[Pattern] = []
        searches: list[Search] = []
        listings: list[Listing] = []
        for arg in draft.args:
            target = self.sources.target(arg, state)
            if isinstance(target, Pattern):
                patterns.append(replace(target, options=target.options | draft.name_options))
            elif isinstance(target, Search):
                searches.append(target)
            elif isinstance(target, Listing):
                listings.append(target)
            elif target:
                reasons.append(target)
        if self.dialect == "zsh" and any(reason.endswith(NOT_FOLLOWED) for reason in reasons):
            patterns = []  # where such a pattern ends, and with it which words there are, is not certain
        destination = None
        if draft.destination is not None:
            goes_to = self.sources.target(draft.destination, state)
            if isinstance(goes_to, Pattern):
                destination = goes_to
            else:
                reasons.append(
                    goes_to
                    if isinstance(goes_to, str) and goes_to
                    else "the destination is known only when it runs"
                )
            if draft.kind is Kind.OVERWRITE and destination is None:
                patterns, searches, listings = [], [], []  # these are copied, not overwritten
        if state.remote:
            patterns, searches, listings, reasons = (
                [],
                [],
                [],
                ["it happens on another machine or in another root folder"],
            )
        if not (patterns or searches or listings or reasons):
            return  # only new temporary files
        self.effects.append(
            Effect(
                kind=draft.kind,
                program=program,
                span=span,
                patterns=tuple(patterns),
                searches=tuple(searches),
                listings=tuple(listings),
                recursive=draft.recursive,
                folders=draft.folders or draft.recursive,
                destination=destination,
                into=draft.into,
                newer_only=draft.newer_only,
                options_ended=options_ended or program == ">",
                privileged=state.privileged,
                unknown=reasons[0] if reasons else None,
                shows=draft.shows,
                work=None if draft.work is None or state.remote else replace(draft.work, folder=state.cwd),
            )
        )


def _lists_names_only(args: list[Arg]) -> bool:
    """Return whether ls prints the very names it is given, one a line."""
    given = "".join(arg.text[1:] for arg in args[1:] if arg.text[:1] == "-")
    return "d" in given and set(given) <= set("d1tSrfUc")


def _holds_estimate(printed: str) -> bool:
    """Return whether a part of the output is a pattern that stands for something the screening cannot know."""
    return STAR in printed or ONE in printed


def _anywhere() -> str:
    return CWD + "/" + SOME
