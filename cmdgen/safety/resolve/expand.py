"""Expansion of words in the shell's own order: braces, tilde, parameters, substitutions, splitting, patterns."""

from __future__ import annotations

import fnmatch
import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cmdgen.core.records import Span
from cmdgen.safety import lazy_re, paths
from cmdgen.safety.ir import Arith, Lit, Part, Proc, Script, Sub, TooComplex, Var, Word
from cmdgen.safety.resolve import marks, zsh
from cmdgen.safety.resolve.marks import CWD, HOME, ONE, SOME, STAR, UNKNOWN
from cmdgen.safety.resolve.state import MAX_TEXT, State

MAX_VARIANTS: Final = 64
"""Readings of one word or command that are followed; beyond that its open parts become unknown."""
MAX_FIELDS: Final = 5_000
"""Arguments of one command that are followed: `set -- "$@" "$@"` doubles each time."""
MAX_TRANSFORMED: Final = 2_000
"""Characters of a value whose cuts and replacements are computed; both take time in the square of the length."""
MAX_STARS: Final = 4
"""Wildcards of a pattern that is matched; each one multiplies the work."""
_NAME = lazy_re.compile(r"[A-Za-z_]\w*")
_RANGE = lazy_re.compile(r"(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?")
_GLOB = lazy_re.compile(r"[@!+*?]\([^()/]{0,200}\)|[*?]|\[[!^]?\]?[^\]\[/]{0,80}\]")
_ASSIGNED_TILDE = lazy_re.compile(r"([A-Za-z_]\w*=)~(?=/|$)")
_ZSH_EXCEPT = lazy_re.compile(r"(?:^|(?<=/))\^(?:\([^()/]*\)|[^/()]+)|(?<=/)\*~.*$|^\*~.*$")
"""`^name` and `*~name`: everything but a name, in zsh's extended patterns."""
_ZSH_QUALIFIER = lazy_re.compile(r"\((?:#q)?[A-Za-z.@/=*%^+\-,:\[\]0-9~#|]+\)$")
_WELL_KNOWN: Final = {
    "HOME": (HOME,), "PWD": (CWD,), "TMPDIR": ("/tmp",), "RANDOM": ("1234",), "SECONDS": ("1",), "LINENO": ("1",),  # noqa: S108
    "EPOCHSECONDS": (SOME,), "HOSTNAME": (SOME,), "OSTYPE": (SOME,), "UID": ("1000",), "EUID": ("1000",), "PPID": (SOME,), "HISTFILE": (HOME + "/.bash_history",),
    "BASHPID": (SOME,), "$": (SOME,), "!": (SOME,), "?": ("0",), "#": ("0",), "USER": (SOME,), "LOGNAME": (SOME,),
    "SHELL": ("/bin/bash",), "BASH": ("/bin/bash",), "0": ("bash",), "-": ("himBH",), "IFS": (" \t\n",), "XDG_CACHE_HOME": (HOME + "/.cache",),
    "XDG_CONFIG_HOME": (HOME + "/.config",), "XDG_DATA_HOME": (HOME + "/.local/share",), "OLDPWD": (CWD + "/..",),
    "EDITOR": ("vi",), "VISUAL": ("vi",), "PAGER": ("less",), "BROWSER": ("xdg-open",), "CC": ("cc",), "CXX": ("c++",), "MAKE": ("make",),
    "PYTHON": ("python3",), "NODE": ("node",), "GIT_EDITOR": ("vi",), "TERM": (SOME,), "LANG": (SOME,), "COLUMNS": ("80",), "LINES": ("24",),
}  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    quoted: bool
    splits: bool = False
    """True for the value of an unquoted expansion, which is split into fields."""


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
        braced = _braces(word.parts)
        per_brace = [self._one(parts, word.span) for parts in braced]
        if len(per_brace) == 1:
            return per_brace[0]
        return [
            list(itertools.chain.from_iterable(choice)) for choice in _bounded_product(per_brace, word.span)
        ]

    def texts(self, word: Word) -> tuple[str, ...]:
        """Return the texts that a word may become where no splitting happens: assignments, here-documents."""
        pieces = [
            [_tilde(parts_text) for parts_text in self._part(part, index == 0)]
            for index, part in enumerate(word.parts)
        ]
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
        return [
            _split(combo, span, self._separators(), zsh=self._state.zsh)
            for combo in itertools.product(*pieces)
        ]

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

    def _part(self, part: Part, first: bool) -> list[_Piece]:
        if isinstance(part, Lit):
            text = part.text
            if first and not part.quoted and text.startswith("~"):
                text = _tilde_text(text)
            return [_Piece(text, part.quoted)]
        if isinstance(part, Var):
            return [_Piece(value, part.quoted, splits=not part.quoted) for value in self.values(part)]
        if isinstance(part, Sub):
            text = self._output_of(part.script).rstrip("\n")
            return [_Piece(text, part.quoted, splits=not part.quoted)]
        if isinstance(part, Arith):
            for script in part.scripts:
                self._output_of(script)
            self._evaluated(part.text)
            return [_Piece(_arithmetic(part.text), quoted=True)]
        printed = self._output_of(part.script)
        return [
            _Piece("/dev/fd/63" + "".join(taint for taint in marks.TAINTS if taint in printed), quoted=True)
        ]

    def _evaluated(self, text: str) -> None:
        """Follow the commands in variables that arithmetic evaluates: `x='a[$(command)]'; echo $((x))`."""
        if not self._state.variables:
            return
        for name in dict.fromkeys(_NAME.findall(text[:MAX_TRANSFORMED])):
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
        return tuple(
            dict.fromkeys(_transform(value, var.op, pattern) for value in known for pattern in operand)
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
        return _WELL_KNOWN.get(var.name) or credential(var.name)


_SIGNING_KEY: Final = lazy_re.compile(
    r"AWS_SECRET_ACCESS_KEY$|(?:[A-Z0-9]+_)*(?:PRIVATE|SSH|DEPLOY|SIGNING|ENCRYPTION|MASTER)_KEY(?:_BASE64|_B64|_PEM)?$|"
    r"GOOGLE_CREDENTIALS$|KUBECONFIG_DATA$|SECRET_KEY_BASE$"
)
"""Variables whose value signs or decrypts: nobody sends it anywhere."""
_PASSWORD: Final = lazy_re.compile(
    r"(?:[A-Z0-9]+_)*(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|API_?KEY|ACCESS_KEY|SECRET_KEY|CREDENTIALS?|PAT)$"
)
"""Variables whose value proves who one is."""


def credential(name: str) -> tuple[str, ...] | None:
    """Return what a variable of the environment holds whose name says that it is a credential."""
    if name.startswith("env:"):
        name = name[4:].upper()  # PowerShell's `$env:name`
    if not name.isupper():
        return None
    if _SIGNING_KEY.match(name):
        return (marks.SECRET,)
    return (marks.PASSWORD,) if _PASSWORD.match(name) else None


def _is_fixed(value: str) -> bool:
    """Whether a text holds a home or the current folder, but nothing that may be anything."""
    return marks.is_known(value.replace(HOME, "").replace(CWD, ""))


def _element(items: tuple[str, ...], index: str, *, first: int) -> tuple[str, ...]:
    """Return what stands at an index; one that is not a number may mean any of the elements."""
    if re.fullmatch(r"-?\d{1,6}", index):
        at = int(index) if index[0] == "-" else int(index) - first
        return (items[at],) if -len(items) <= at < len(items) else ("",)
    return tuple(dict.fromkeys(items))[:MAX_VARIANTS] or (UNKNOWN,)


# -- pure steps ------------------------------------------------------------------------------------------


def _needs_expansion(text: str) -> bool:
    return text[:1] == "~" or "=~" in text or any(char in text for char in "*?[{(")


def _tilde_after_equals(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Expand the tilde of `name=~/path`: bash does so in every word that looks like an assignment."""
    first = parts[0] if parts else None
    if isinstance(first, Lit) and not first.quoted and (match := _ASSIGNED_TILDE.match(first.text)):
        return (Lit(match.group(1)), Lit(_tilde_text(first.text[match.end(1) :]), quoted=True), *parts[1:])
    return parts


def _tilde(piece: _Piece) -> _Piece:
    return piece


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


def _braces(parts: tuple[Part, ...]) -> list[tuple[Part, ...]]:
    """Return the words that brace expansion makes of one word."""
    if not any(isinstance(part, Lit) and not part.quoted and "{" in part.text for part in parts):
        return [parts]
    atoms: list[Part] = []
    for part in parts:
        if isinstance(part, Lit) and not part.quoted:
            atoms.extend(Lit(char) for char in part.text)
        else:
            atoms.append(part)
    expanded = _expand_atoms(atoms)
    return [tuple(_join(word)) for word in expanded[: MAX_VARIANTS * 4]]


def _is(atom: Part, char: str) -> bool:
    return isinstance(atom, Lit) and not atom.quoted and atom.text == char


def _expand_atoms(atoms: list[Part]) -> list[list[Part]]:
    for start, atom in enumerate(atoms):
        if not _is(atom, "{"):
            continue
        depth, commas = 0, [start]
        for index in range(start, len(atoms)):
            if _is(atoms[index], "{"):
                depth += 1
            elif _is(atoms[index], ",") and depth == 1:
                commas.append(index)
            elif _is(atoms[index], "}"):
                depth -= 1
                if depth == 0:
                    choices = _choices(atoms, [*commas, index])
                    if choices is None:
                        break
                    tails = _expand_atoms(atoms[index + 1 :])
                    heads = atoms[:start]
                    return [
                        heads + c + t for choice in choices for c in _expand_atoms(choice) for t in tails
                    ][: MAX_VARIANTS * 4]
    return [atoms]


def _choices(atoms: list[Part], bounds: list[int]) -> list[list[Part]] | None:
    if len(bounds) > 2:
        return [atoms[a + 1 : b] for a, b in itertools.pairwise(bounds)]
    inside = atoms[bounds[0] + 1 : bounds[1]]
    text = "".join(atom.text for atom in inside if isinstance(atom, Lit) and not atom.quoted)
    match = _RANGE.fullmatch(text)
    if not match or len(text) != len(inside):
        return None
    return [[Lit(value)] for value in _sequence(*match.groups())]


def _sequence(first: str, last: str, step: str | None) -> list[str]:
    numeric = first.lstrip("-").isdigit() and last.lstrip("-").isdigit()
    a, b = (int(first), int(last)) if numeric else (ord(first[0]), ord(last[0]))
    width = abs(int(step)) if step and int(step) else 1
    numbers = list(
        itertools.islice(range(a, b + (1 if b >= a else -1), width if b >= a else -width), MAX_VARIANTS * 4)
    )
    return [str(number) if numeric else chr(number) for number in numbers]


def _join(word: list[Part]) -> list[Part]:
    joined: list[Part] = []
    for part in word:
        last = joined[-1] if joined else None
        if isinstance(part, Lit) and isinstance(last, Lit) and part.quoted == last.quoted:
            joined[-1] = Lit(last.text + part.text, part.quoted)
        else:
            joined.append(part)
    return joined


def _split(pieces: Sequence[_Piece], span: Span, separators: str, *, zsh: bool) -> list[Arg]:
    """Split unquoted expansions into fields, turn active pattern characters into marks."""
    fields: list[str] = []
    current: str | None = None
    literal = "".join(
        piece.text if not piece.quoted else "\0" * len(piece.text) for piece in pieces if not piece.splits
    )
    has_pattern = (
        _GLOB.search(literal)
        or (zsh and (_ZSH_QUALIFIER.search(literal) or _ZSH_EXCEPT.search(literal)))
        or any(piece.splits and _GLOB.search(piece.text) for piece in pieces)
    )
    for piece in pieces:
        if piece.splits:
            chunks = re.split(f"[{re.escape(separators)}]+", piece.text) if separators else [piece.text]
            for number, chunk in enumerate(chunks):
                if number:
                    if current is not None:
                        fields.append(current)
                    current = None
                if chunk:
                    current = (current or "") + _globs(chunk, zsh=zsh)
        else:
            text = piece.text if piece.quoted or not has_pattern else _globs(piece.text, zsh=zsh)
            if text or piece.quoted:
                current = (current or "") + text
    if current is not None:
        fields.append(current)
    vanishing = len(fields) == 1 and all(piece.splits for piece in pieces) and UNKNOWN in fields[0]
    return [Arg(text, span, may_vanish=vanishing) for text in fields]


def _globs(text: str, *, zsh: bool = False) -> str:
    """Turn the pattern characters of unquoted text into marks; zsh's qualifiers narrow and are dropped."""
    if zsh:
        text = _ZSH_EXCEPT.sub("*", text)
        text = _ZSH_QUALIFIER.sub("", text) if text[-1:] == ")" else text

    def mark(match: re.Match[str]) -> str:
        found = match.group()
        if len(found) > 2 and found[1] == "(":
            return _extended(found, at_root=text[: match.start()] == "/")
        return STAR if found == "*" else ONE

    return _GLOB.sub(mark, text)


def _extended(group: str, *, at_root: bool) -> str:
    """Return what `!(a|b)`, `@(a|b)` and their like stand for: all but a few names, or one of them."""
    choices = group[2:-1].split("|")
    if group[0] == "!" or at_root or any(not choice.strip("*?") for choice in choices):
        return STAR
    return choices[0].replace("*", STAR).replace("?", ONE)


def _arithmetic(text: str) -> str:
    """Return the value of a constant expression, else an unknown number."""
    if re.fullmatch(r"[\s0-9+\-*()]{1,40}", text) and "**" not in text and re.search(r"\d", text):
        try:
            return str(int(eval(text, {"__builtins__": {}}, {})))  # noqa: S307 - digits and + - * ( ) only
        except (SyntaxError, TypeError, ValueError, RecursionError):
            return SOME
    return SOME


def _transform(value: str, op: str, operand: str) -> str:
    """Return a known value after a cut, replacement or change of case."""
    if len(value) > MAX_TRANSFORMED or operand.count("*") > MAX_STARS:
        return UNKNOWN
    if op in ("#", "##", "%", "%%"):
        return _cut(value, op, operand)
    if op[0] == "/":
        pattern, _, replacement = operand.partition("/")
        expression = fnmatch.translate(pattern).removesuffix(r"\Z").removesuffix(r"\z")
        return (
            re.sub(expression, lambda _: replacement, value, count=0 if op == "//" else 1)
            if pattern
            else value
        )
    if op in ("^", "^^", ",", ",,"):
        change = str.upper if op[0] == "^" else str.lower
        return change(value) if len(op) == 2 else change(value[:1]) + value[1:]
    if op == ":":
        offset, _, length = operand.partition(":")
        return _slice(value, offset.strip(), length.strip())
    return UNKNOWN


def _cut(value: str, op: str, pattern: str) -> str:
    ends = range(len(value) + 1) if op in ("#", "%%") else range(len(value), -1, -1)
    for end in ends:
        part = value[:end] if op[0] == "#" else value[end:]
        if fnmatch.fnmatchcase(part, pattern):
            return value[end:] if op[0] == "#" else value[:end]
    return value


def _slice(value: str, offset: str, length: str) -> str:
    if not re.fullmatch(r"-?\d+", offset) or not re.fullmatch(r"(-?\d+)?", length):
        return UNKNOWN
    start = int(offset)
    start = max(0, len(value) + start) if start < 0 else start
    if not length:
        return value[start:]
    end = len(value) + int(length) if int(length) < 0 else start + int(length)
    return value[start:end]
