"""The newest, oldest, largest or smallest files, and what is done with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.files.words import HERE, draw_dir, draw_ext, draw_new_folder
from scripts.starter.compose.kit import Draft

ADJECTIVES: Final = {
    "newest": (
        "newest",
        "most recent",
        "most recently modified",
        "latest",
        "last modified",
        "last changed",
    ),
    "oldest": ("oldest", "least recently modified", "oldest"),
    "largest": ("largest", "biggest", "heaviest"),
    "smallest": ("smallest", "tiniest"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Extreme:
    """The newest, oldest, largest or smallest files that are wanted.

    Attributes:
        which: which of the four; ``lead`` says it, with the number.
        one: whether it is one file; ``n`` is how many as the command writes it.
        noun: the words for the files; ``where`` those for the place.
        place: where find begins; ``name`` is its test of the name.
        target: what follows ls.
    """

    which: str
    lead: str
    one: bool
    noun: str
    where: str
    place: str
    name: str
    target: str

    @property
    def n(self) -> str:
        """Return how many as the command writes it."""
        return "1" if self.one else "{count}"

    @property
    def byname(self) -> bool:
        """Whether it goes by time."""
        return self.which in {"newest", "oldest"}

    @property
    def pick(self) -> str:
        """Return the list in that order."""
        return {"newest": "ls -t", "oldest": "ls -tr", "largest": "ls -S", "smallest": "ls -Sr"}[self.which]

    @property
    def inner(self) -> str:
        """Return the one file as an argument."""
        return f'"$({self.pick}{self.target} | head -n 1)"'


def _draw_extreme(d: Draft) -> tuple[Extreme, str]:
    """Draw which files are meant, and where."""
    which = d.among({"newest": 3.0, "oldest": 1.6, "largest": 3.0, "smallest": 1.2})
    adj = d.one(ADJECTIVES[which])
    one = d.chance(0.4)
    d.draw("count")
    many = "file" if one else "files"
    lead = f"the {adj}" if one else f"the {{count}} {adj}"
    scope = d.among({"here": 2.0, "dir": 2.0, "ext": 1.6, "deep": 2.0, "deepext": 1.6})
    noun, name, target = many, "", ""
    if scope == "here":
        where = d.one(HERE)
        place = "."
    elif scope == "dir":
        draw_dir(d)
        target, where, place = " {src}", "in {src}", "{src}"
    elif scope == "ext":
        ext = draw_ext(d)
        target, noun, where, place = f" *.{ext}", f"{{ext}} {many}", d.one((*HERE[:3], "")), "."
    else:
        place = "{in}"
        where = "{in} " + d.one(
            ("(recursively|including subfolders|and its subfolders|and all subdirectories)",)
        )
        if scope == "deepext":
            ext = draw_ext(d)
            noun, name = f"{{ext}} {many}", f' -name "*.{ext}"'
    extreme = Extreme(
        which=which, lead=lead, one=one, noun=noun, where=where, place=place, name=name, target=target
    )
    return extreme, scope


def _below(d: Draft, e: Extreme) -> Composed:
    """Among all files of a tree."""
    key = "%T@" if e.byname else "%s"
    order = "-nr" if e.which in {"newest", "largest"} else "-n"
    line = f'find {e.place} -type f{e.name} -printf "{key} %p\\n" | sort {order} | head -n {e.n}'
    mac = f'find {e.place} -type f{e.name} -exec stat -f "{"%m" if e.byname else "%z"} %N" {{}} + | sort {order} | head -n {e.n}'
    ways: tuple[str, ...] = (
        f"- (find|show|list|get) {e.lead} @n @w",
        f"* {e.lead} @n @w",
        f"* (which|what) (is|are) {e.lead} @n @w".replace("(is|are)", "is" if e.one else "are"),
        f"- <show> {e.lead} @n @w",
        f"* {e.lead.removeprefix('the ')} @n @w",
    )
    if e.which == "largest":
        ways += (
            f"- <show> {e.lead} @n by size @w",
            "* (which|what) @n @w takes up the most space" if e.one else "* top {count} @n by size @w",
        )
    return d.made(f"files.{e.which}", ways, line, mac=mac, n=e.noun, w=e.where)


def _shown(d: Draft, e: Extreme) -> Composed:
    ways: tuple[str, ...] = (
        f"- (find|show|list|get|print) {e.lead} @n @w",
        f"* {e.lead} @n @w",
        f"* (which|what) is {e.lead} @n @w" if e.one else f"* which are {e.lead} @n @w",
        f"- <show> (only|just|) {e.lead} @n @w",
        f"* {e.lead.removeprefix('the ')} @n @w",
    )
    if e.which == "newest" and e.one:
        ways += (
            "* which @n @w was (changed|modified|edited) last",
            "- show the @n that was (changed|modified) last @w",
        )
    line = f"{e.pick}{e.target} | head -n {e.n}"
    return d.made(f"files.{e.which}", ways, line, n=e.noun, w=e.where)


def _put_elsewhere(d: Draft, e: Extreme, act: str) -> Composed:
    draw_new_folder(d, "dst")
    verb = "copy" if act == "cp" else "move"
    return d.made(
        f"files.{act}{e.which}",
        (
            f"- {verb} {e.lead} @n @w (to|into) {{dst}}",
            f"- {verb} {e.lead} @n (to|into) {{dst}}"
            if not e.where
            else f"- {verb} {e.lead} @n @w into {{dst}}",
        ),
        f"{act} {e.inner} {{dst}}/",
        n=e.noun,
        w=e.where,
    )


def _removed(d: Draft, e: Extreme) -> Composed:
    return d.made(
        f"files.rm{e.which}",
        (f"- (delete|remove) (only|just|) {e.lead} @n @w",),
        f"rm {e.inner}",
        n=e.noun,
        w=e.where,
    )


def _read(d: Draft, e: Extreme) -> Composed:
    return d.made(
        f"files.cat{e.which}",
        (f"- (show|print|display|cat) (the|) contents of {e.lead} @n @w", f"- cat {e.lead} @n @w"),
        f"cat {e.inner}",
        n=e.noun,
        w=e.where,
    )


def _followed(d: Draft, e: Extreme) -> Composed:
    return d.made(
        f"files.tail{e.which}",
        (f"- (follow|tail) {e.lead} @n @w", f"- watch {e.lead} @n @w as it grows"),
        f"tail -f {e.inner}",
        n=e.noun,
        w=e.where,
    )


def newest_or_largest(d: Draft) -> Composed | None:
    """Newest, oldest, largest, smallest."""
    e, scope = _draw_extreme(d)
    deep = scope.startswith("deep") or (not e.byname and scope != "ext")
    if deep:
        return _below(d, e)
    act = (
        d.among({"show": 5.0, "cp": 0.7, "mv": 0.7, "rm": 0.7, "cat": 0.6, "tail": 0.5}) if e.one else "show"
    )
    if act == "show":
        return _shown(d, e)
    if not e.byname or scope == "dir":
        return None
    if act in {"cp", "mv"}:
        return _put_elsewhere(d, e, act)
    if act == "rm":
        return _removed(d, e)
    if scope != "ext":
        return None
    return _read(d, e) if act == "cat" else _followed(d, e)
