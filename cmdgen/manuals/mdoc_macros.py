"""Pages in the macros of mdoc(7), which the BSDs, macOS and OpenSSH use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.manuals.option_tags import VALUE_MARK
from cmdgen.manuals.page_text import shown_lines
from cmdgen.manuals.roff import arguments, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_AROUND: Final = {
    "Op": ("[", "]"), "Oo": ("[", ""), "Oc": ("]", ""), "Dq": ('"', '"'), "Do": ('"', ""), "Dc": ('"', ""),
    "Sq": ("'", "'"), "So": ("'", ""), "Sc": ("'", ""), "Ql": ("'", "'"), "Qq": ('"', '"'), "Qo": ('"', ""),
    "Qc": ('"', ""), "Pq": ("(", ")"), "Po": ("(", ""), "Pc": (")", ""), "Bq": ("[", "]"), "Bo": ("[", ""),
    "Bc": ("]", ""), "Brq": ("{", "}"), "Bro": ("{", ""), "Brc": ("}", ""), "Aq": ("<", ">"), "Ao": ("<", ""),
    "Ac": (">", ""),
}  # fmt: skip
_CALLABLE: Final = frozenset(
    "Fl Ar Cm Ns No Nm Pf Ap Xr Em Sy Li Va Ev Pa Ic Tn Ux Bx Fx Nx Ox Dv Er Fa Fn Ft Vt St Ta Ad An Mt Lk".split()
) | set(_AROUND)
_CLOSING: Final = frozenset(". , : ; ) ] ? !".split())
_OPENING: Final = frozenset("( [".split())
_PARAGRAPHS: Final = frozenset({"Pp", "El", "Bd", "Ed", "Bl"})
_IGNORED: Final = frozenset({"Dd", "Dt", "Os", "Rs", "Re", "Bk", "Ek", "Sm", "Tg", "An", "Rv", "Ex", "Db"})


def events(text: str) -> Iterator[tuple[str, str]]:  # noqa: C901, PLR0912  a reader of a grammar branches as often as the grammar
    """Yield what a page consists of, as `man_macros.events` does."""
    name = ""
    extended: list[str] = []
    """A tag of several lines: from `It ... Xo` to `Xc`."""
    for raw in shown_lines(text):
        if raw[:1] != ".":
            if extended:
                extended.append(plain(raw).strip())
            elif raw.strip():
                yield "text", plain(raw).strip()
            continue
        macro, _, rest = raw[1:].partition(" ")
        words = arguments(rest)
        if macro == "Nm" and words and not name:
            name = plain(words[0])
        if macro in {"Sh", "Ss"}:
            yield "heading", plain(" ".join(words))
        elif macro == "It" and words[-1:] == ["Xo"]:
            extended = [inline(words[:-1], name)]
        elif extended:
            extended.append(inline([macro, *words], name))
            if macro == "Xc":
                yield "tag", " ".join(extended[:-1])
                extended = []
        elif macro == "It":
            yield "tag", inline(words, name)
        elif macro == "Nd":
            yield "text", "- " + inline(words, name)
        elif macro in _PARAGRAPHS:
            yield "break", ""
        elif macro not in _IGNORED and (shown := inline([macro, *words], name)):
            yield "text", shown


def inline(words: Sequence[str], name: str) -> str:
    """Return the text of a line of macros, such as `Fl f Ar file`, with a mark in front of each value.

    Args:
        name: what `Nm` without an argument stands for.
    """
    line = _Line(name)
    end = len(words)
    while end and words[end - 1] in _CLOSING:  # `.Pq really .` is "(really)."
        end -= 1
    for position, word in enumerate(words[:end]):
        line.take(word, words[position + 1] if position + 1 < len(words) else None)
    return line.text() + "".join(words[end:])


class _Line:
    """A line while it is put together."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._pieces: list[str] = []
        self._closers: list[str] = []
        self._macro = ""
        self._glued = True
        """Whether the next piece follows without a space."""
        self._dash_due = False
        """Whether the dash of an option waits for its letter."""

    def take(self, word: str, following: str | None) -> None:
        """Add one word of the line."""
        is_last = following is None or following in _CALLABLE or following in _CLOSING
        if word in _CALLABLE:
            self._call(word, is_last=is_last)
        elif word in _CLOSING:
            self._lone_dash()
            self._add(plain(word), glued=True)
        elif word in _OPENING:
            self._add(plain(word))
            self._glued = True
        else:
            prefix = {"Fl": "-", "Ar": VALUE_MARK}.get(self._macro, "")
            self._dash_due = False
            self._add(prefix + plain(word))
            self._glued = self._macro == "Pf"

    def text(self) -> str:
        """Return the whole line."""
        self._lone_dash()
        return "".join([*self._pieces, *reversed(self._closers)]).strip()

    def _call(self, macro: str, *, is_last: bool) -> None:
        if self._dash_due:
            self._add("-")
            self._glued = macro == "Fl"  # Fl Fl all is --all
        self._macro, self._dash_due = macro, macro == "Fl"
        if macro in _AROUND:
            opening, closing = _AROUND[macro]
            is_end = macro.endswith("c")
            self._add(opening, glued=is_end)
            self._glued = not is_end
            if closing:
                self._closers.append(closing)
        elif macro == "Ns":
            self._glued = True
        elif macro == "Ap":
            self._add("'", glued=True)
            self._glued = True
        elif macro == "Nm" and is_last:
            self._add(self._name)
        elif macro == "Ar" and is_last:
            self._add(f"{VALUE_MARK}file ...")

    def _lone_dash(self) -> None:
        if self._dash_due:
            self._add("-")
            self._dash_due = False

    def _add(self, piece: str, *, glued: bool = False) -> None:
        self._pieces.append(piece if glued or self._glued or not self._pieces else f" {piece}")
        self._glued = False
