"""Expansion of words in the shell's own order: braces, tilde, parameters, substitutions, splitting, patterns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cmdgen.core.records import Span
from cmdgen.safety import lazy_re, paths
from cmdgen.safety.ir import Arith, Lit, Part, Proc, Script, Sub, TooComplex, Var, Word
from cmdgen.safety.resolve import marks, zsh
from cmdgen.safety.resolve.environment import WELL_KNOWN, credential
from cmdgen.safety.resolve.fields import Piece, split
from cmdgen.safety.resolve.marks import CWD, HOME, SOME, UNKNOWN
from cmdgen.safety.resolve.state import MAX_TEXT, State

MAX_VARIANTS: Final = 64
"""Readings of one word or command that are followed; beyond that its open parts become unknown."""
MAX_FIELDS: Final = 5_000
"""Arguments of one command that are followed: `set -- "$@" "$@"` doubles each time."""
MAX_EVALUATED: Final = 2_000
"""Characters of an arithmetic expression in which names of variables are looked for."""
_NAME = lazy_re.compile(r"[A-Za-z_]\w*")
_ASSIGNED_TILDE = lazy_re.compile(r"([A-Za-z_]\w*=)~(?=/|$)")


@dataclass(frozen=True, slots=True)
class Arg:
    """One field after expansion: what the program would get, with marks where that is open."""

    text: str
    span: Span
    process: Script | None = None
    """The script behind a process substitution."""
    output: bool = False
    """True when the program writes into that script."""
    may_vanish: bool = False
    """True when the whole word is an unquoted expansion that may leave no field at all."""


class Expander:
    """Expands words against one state.

    Args:
        state: variables, arrays and positional parameters.
        output_of: returns the text that a script would print, marks included.
        run_text: follows a text that the expansion itself runs, as `${name@P}` does.
    """

    def __init__(
        self, state: State, output_of: Callable[[Script], str], run_text: Callable[[str], object] = len
    ) -> None:
        self._state = state
        self._output_of = output_of
        self._run_text = run_text

    # -- public --------------------------------------------------------------------------------------

    def variants(self, words: Sequence[Word]) -> list[list[Arg]]:
        """Return every argument vector that the words may become, bounded by `MAX_VARIANTS`."""
        vectors: list[list[Arg]] = [[]]
        for word in words:
            choices = self.fields(word)
            if len(vectors) * len(choices) > MAX_VARIANTS:
                choices = [[Arg(UNKNOWN, word.span)]]
            vectors = [before + after for before in vectors for after in choices]
            if max(map(len, vectors), default=0) > MAX_FIELDS:
                raise TooComplex
        return vectors

    def fields(self, word: Word) -> list[list[Arg]]:
        """Return the lists of fields that one word may become."""
        if len(word.parts) == 1:
            only = word.parts[0]
            if isinstance(only, Lit) and (only.quoted or not _needs_expansion(only.text)):
                return [[Arg(only.text, word.span)]]
            if isinstance(only, Proc):
                return [[Arg("/dev/fd/63", word.span, only.script, only.output)]]
        braced = _braced(word.parts)
        per_brace = [self._one(parts, word.span) for parts in braced]
        if len(per_brace) == 1:
            return per_brace[0]
        return [
            list(itertools.chain.from_iterable(choice)) for choice in _bounded_product(per_brace, word.span)
        ]

    def texts(self, word: Word) -> tuple[str, ...]:
        """Return the texts that a word may become where no splitting happens: assignments, here-documents."""
        pieces = [self._part(part, index == 0) for index, part in enumerate(word.parts)]
        if sum(max(len(piece.text) for piece in choices) for choices in pieces if choices) > MAX_TEXT:
            raise TooComplex
        texts = tuple(
            dict.fromkeys(
                "".join(piece.text for piece in combo)
                for combo in itertools.islice(itertools.product(*pieces), MAX_VARIANTS)
            )
        )
        return texts or ("",)

    # -- steps ---------------------------------------------------------------------------------------

    def _one(self, parts: tuple[Part, ...], span: Span) -> list[list[Arg]]:
        array = self._whole_array(parts, span)
        if array is not None:
            return [array]
        parts = _tilde_after_equals(parts)
        pieces = [self._part(part, index == 0) for index, part in enumerate(parts)]
        total = 1
        for choices in pieces:
            total *= len(choices)
        if total > MAX_VARIANTS:
            return [[Arg(UNKNOWN, span)]]
        if sum(max(len(piece.text) for piece in choices) for choices in pieces if choices) > MAX_TEXT:
            raise TooComplex
        found: list[list[Arg]] = []
        for combo in itertools.product(*pieces):
            texts, vanishing = split(combo, self._separators(), zsh=self._state.zsh)
            found.append([Arg(text, span, may_vanish=vanishing) for text in texts])
        return found

    def _whole_array(self, parts: tuple[Part, ...], span: Span) -> list[Arg] | None:
        """Expand `"${name[@]}"` and `"$@"` standing alone: one field per element."""
        if len(parts) != 1 or not isinstance(parts[0], Var):
            return None
        var = parts[0]
        if var.op or var.flags or var.inner is not None:
            return None
        if var.name in ("@", "*") and self._state.positional is not None:
            return [Arg(text, span) for text in self._state.positional]
        if (
            var.index == "@"
            or (var.index == "*" and not var.quoted)
            or (self._state.zsh and var.index is None)
        ) and var.name in self._state.arrays:
            return [Arg(text, span) for text in self._state.arrays[var.name]]
        return None

    def _separators(self) -> str:
        values = self._state.variables.get("IFS")
        return values[0] if values and len(values) == 1 and marks.is_known(values[0]) else " \t\n"

    def _part(self, part: Part, first: bool) -> list[Piece]:
        if isinstance(part, Lit):
            text = part.text
            if first and not part.quoted and text.startswith("~"):
                text = _tilde_text(text)
            return [Piece(text, part.quoted)]
        if isinstance(part, Var):
            return [Piece(value, part.quoted, splits=not part.quoted) for value in self.values(part)]
        if isinstance(part, Sub):
            text = self._output_of(part.script).rstrip("\n")
            return [Piece(text, part.quoted, splits=not part.quoted)]
        if isinstance(part, Arith):
            for script in part.scripts:
                self._output_of(script)
            self._evaluated(part.text)
            return [Piece(_arithmetic(part.text), quoted=True)]
        printed = self._output_of(part.script)
        return [
            Piece("/dev/fd/63" + "".join(taint for taint in marks.TAINTS if taint in printed), quoted=True)
        ]

    def _evaluated(self, text: str) -> None:
        """Follow the commands in variables that arithmetic evaluates: `x='a[$(command)]'; echo $((x))`."""
        if not self._state.variables:
            return
        for name in dict.fromkeys(_NAME.findall(text[:MAX_EVALUATED])):
            for value in self._state.variables.get(name, ()):
                if "[" in value and ("$(" in value or "`" in value):
                    self._run_text(f'echo "{value}"')

    # -- parameters ----------------------------------------------------------------------------------

    def values(self, var: Var) -> tuple[str, ...]:
        """Return the values that a parameter expansion may have."""
        if var.flags:
            return self._flagged(var)
        known = self._lookup(var) if var.inner is None else self._inner(var.inner)
        operand = self.texts(var.arg) if var.arg is not None else ("",)
        if var.op == "":
            return known if known is not None else (UNKNOWN,)
        if var.op == "len":
            return (SOME,)
        if var.op == "indirect":
            names = [] if known is None else [n for n in known if re.fullmatch(r"\w+", n)]
            found = [v for n in names for v in self._lookup(Var(n)) or (UNKNOWN,)]
            return tuple(found) or (UNKNOWN,)
        if var.op in (":-", "-", ":=", "="):
            return self._default(var, known, operand)
        if var.op in (":+", "+"):
            return operand if known and all(known) else (*operand, "")
        if var.op in (":?", "?"):
            return known if known and all(known) else (SOME,)
        if var.op == "@":
            for value in known or ():
                if "$(" in value or "`" in value:
                    self._run_text(f'echo "{value}"')
            return known or (UNKNOWN,)
        if var.op == ":" and self._state.zsh and all(map(zsh.are_modifiers, operand)):
            return tuple(
                dict.fromkeys(zsh.modified(value, text) for value in known or (UNKNOWN,) for text in operand)
            )
        first_letter = var.op == ":" and re.fullmatch(r"\s*0\s*:\s*1\s*", operand[0])
        if known and first_letter and all(value[:1] in (HOME, CWD) for value in known):
            return ("/",)  # `${HOME:0:1}`: an absolute path begins with a slash
        above = var.op == "%" and all(text and not text.replace("/*", "") for text in operand)
        if known and above and all(value[:1] in (HOME, CWD) for value in known):
            return self._open_transformation(var, known, operand)
        if (
            known is None
            or not all(marks.is_known(value) or _is_fixed(value) for value in known)
            or not all(map(marks.is_known, operand))
            or (var.op[0] == ":" and not all(map(marks.is_known, known)))
        ):
            return self._open_transformation(var, known, operand)
        from cmdgen.safety.resolve.transformations import transformed  # noqa: PLC0415  few values are changed

        return tuple(
            dict.fromkeys(transformed(value, var.op, pattern) for value in known for pattern in operand)
        )

    def _inner(self, word: Word) -> tuple[str, ...]:
        """Return what an expansion in an expansion gives; its fields are left apart by blanks."""
        return tuple(dict.fromkeys(" ".join(arg.text for arg in choice) for choice in self.fields(word))) or (
            UNKNOWN,
        )

    def _flagged(self, var: Var) -> tuple[str, ...]:
        """Return the values of zsh's `${(flags)name}`."""
        flags = zsh.parse_flags(var.flags)
        plain = self.values(replace(var, flags=""))
        if "P" in flags:
            return tuple(
                value for name in plain for value in self._lookup(Var(name, index=var.index)) or (UNKNOWN,)
            )
        items = self._state.arrays.get(var.name) if var.inner is None else None
        if items is None and var.inner is not None:
            items = tuple(plain[0].split())
        elif items is not None and not var.op and var.index in (None, "@", "*"):
            plain = (" ".join(items),)
        values = tuple(dict.fromkeys(zsh.flagged(value, flags, items) for value in plain))
        if "e" in flags:
            for value in values:
                if "$(" in value or "`" in value:
                    self._run_text(f'echo "{value}"')
        return values

    def _open_transformation(
        self, var: Var, known: tuple[str, ...] | None, operand: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Return what a cut or replacement of an open value may give; a cut suffix of a path stays in its folder."""
        if known and var.op == "##" and operand == ("*/",) and all("/" in value for value in known):
            return tuple(dict.fromkeys(value.rpartition("/")[2] for value in known))
        if known and var.op == "%" and all(operand) and all(not text.replace("/*", "") for text in operand):
            above = "/.." * (len(operand[0]) // 2)
            return tuple(
                dict.fromkeys(
                    paths.canonical(value + above) if value[:1] in (HOME, CWD) else UNKNOWN for value in known
                )
            )
        if known and var.op in ("%", "%%") and all("/" in value for value in known):
            return tuple(dict.fromkeys(value.rpartition("/")[0] + "/" + SOME for value in known))
        return (UNKNOWN,)

    def _default(self, var: Var, known: tuple[str, ...] | None, operand: tuple[str, ...]) -> tuple[str, ...]:
        if not var.name:
            return operand  # zsh's `${:-text}`
        if known is not None and all(known) and UNKNOWN not in known:
            return known
        if var.op in (":=", "="):
            self._state.assign(var.name, operand)
        # The variable may have been set outside, so its own arbitrary value stays possible.
        return tuple(dict.fromkeys((*operand, SOME))) if var.name not in self._state.variables else operand

    def _lookup(self, var: Var) -> tuple[str, ...] | None:
        state = self._state
        if var.name in state.references:
            return self._lookup(Var(state.references[var.name], index=var.index))
        if var.index is not None and var.name in state.arrays:
            items = state.arrays[var.name]
            if var.index in ("@", "*"):
                return ((self._separators()[:1] if var.index == "*" and var.quoted else " ").join(items),)
            return _element(items, var.index, first=1 if state.zsh else 0)
        if var.index is not None and state.zsh and var.name == "commands":
            return ("/usr/bin/" + var.index,)
        if var.name in state.variables:
            values = state.variables[var.name]
            if var.index is not None and state.zsh:
                return tuple(
                    value if (cut := zsh.element(value, var.index)) is None else cut for value in values
                )
            return values
        if var.name in state.arrays:
            return state.arrays[var.name][:1] or ("",)
        if state.positional is not None:
            if var.name.isdigit() and var.name != "0":
                index = int(var.name) - 1
                return (state.positional[index],) if index < len(state.positional) else ("",)
            if var.name in ("@", "*"):
                return (" ".join(state.positional),)
        if var.name == "PWD":
            return (state.cwd,)
        return WELL_KNOWN.get(var.name) or credential(var.name)


def _is_fixed(value: str) -> bool:
    """Whether a text holds a home or the current folder, but nothing that may be anything."""
    return marks.is_known(value.replace(HOME, "").replace(CWD, ""))


def _element(items: tuple[str, ...], index: str, *, first: int) -> tuple[str, ...]:
    """Return what stands at an index; one that is not a number may mean any of the elements."""
    if re.fullmatch(r"-?\d{1,6}", index):
        at = int(index) if index[0] == "-" else int(index) - first
        return (items[at],) if -len(items) <= at < len(items) else ("",)
    return tuple(dict.fromkeys(items))[:MAX_VARIANTS] or (UNKNOWN,)


def _braced(parts: tuple[Part, ...]) -> list[tuple[Part, ...]]:
    if not any(isinstance(part, Lit) and not part.quoted and "{" in part.text for part in parts):
        return [parts]
    from cmdgen.safety.resolve import braces  # noqa: PLC0415  most words have none

    return braces.expanded(parts)


def _needs_expansion(text: str) -> bool:
    return text[:1] == "~" or "=~" in text or any(char in text for char in "*?[{(")


def _tilde_after_equals(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Expand the tilde of `name=~/path`: bash does so in every word that looks like an assignment."""
    first = parts[0] if parts else None
    if isinstance(first, Lit) and not first.quoted and (match := _ASSIGNED_TILDE.match(first.text)):
        return (Lit(match.group(1)), Lit(_tilde_text(first.text[match.end(1) :]), quoted=True), *parts[1:])
    return parts


def _tilde_text(text: str) -> str:
    head, slash, rest = text.partition("/")
    if head == "~":
        return HOME + slash + rest
    if head == "~+":
        return CWD + slash + rest
    if head == "~-":
        return UNKNOWN + slash + rest
    return "/home/" + head[1:] + slash + rest


def _bounded_product(choices: list[list[list[Arg]]], span: Span) -> list[tuple[list[Arg], ...]]:
    total = 1
    for choice in choices:
        total *= len(choice)
    if total > MAX_VARIANTS:
        return [([Arg(UNKNOWN, span)],)]
    return list(itertools.product(*choices))


def _arithmetic(text: str) -> str:
    """Return the value of a constant expression, else an unknown number."""
    if re.fullmatch(r"[\s0-9+\-*()]{1,40}", text) and "**" not in text and re.search(r"\d", text):
        try:
            return str(int(eval(text, {"__builtins__": {}}, {})))  # noqa: S307 - digits and + - * ( ) only
        except (SyntaxError, TypeError, ValueError, RecursionError):
            return SOME
    return SOME
