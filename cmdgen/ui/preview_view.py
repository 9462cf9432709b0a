"""What a command would touch right now, in one to four lines under its findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.safety.effects import Kind, Loss
from cmdgen.ui.escape import printable
from cmdgen.ui.layout import cells, columns, row, shorten, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cmdgen.safety.effects import Example, Preview
    from cmdgen.ui.paint import Paint

MAX_LINES: Final = 4
"""Lines of text; where it is narrow each label has one more."""
_MAX_SHOWN: Final = 3
_MAX_EACH: Final = 2
"""Lines for one effect with examples; without them it may have all that are left."""
_LABELS: Final = {
    Kind.DELETE: "deletes",
    Kind.MOVE: "moves",
    Kind.OVERWRITE: "overwrites",
    Kind.EDIT: "edits",
    Kind.MODE: "mode of",
    Kind.OWNER: "owner of",
    Kind.DISCARD: "discards",
}
_LOUD: Final = frozenset({Kind.DELETE, Kind.OVERWRITE, Kind.DISCARD})
_MINUTE_S: Final = 60
_HOUR_S: Final = 3_600
_DAY_S: Final = 86_400


def render_previews(previews: Iterable[Preview], paint: Paint, width: int, *, now: float) -> list[str]:
    """Return the lines that tell what would be touched; none for a command that touches nothing known.

    Args:
        previews: what the effects of the command meet.
        width: columns of the terminal.
        now: seconds since the epoch, for how long ago something was edited.
    """
    telling = [preview for preview in previews if not _goes_without_saying(preview)]
    shown = telling[:_MAX_SHOWN]
    lines: list[str] = []
    if not shown:
        return lines
    room = columns(width)[1]
    left = MAX_LINES
    for index, preview in enumerate(shown):
        others = len(shown) - index - 1
        label = _LABELS[preview.effect.kind]
        body = _body(preview, room, left - others, now)
        if len(telling) > len(shown) and not others:
            body = [_with(body[-1], f"; and {len(telling) - len(shown)} more", room)]
        left -= len(body)
        style = "bold yellow" if preview.effect.kind in _LOUD and not _is_nothing(preview) else "bold"
        lines += row(label, paint(label, style), body, width)
    return lines


def _goes_without_saying(preview: Preview) -> bool:
    """Return whether a preview tells nothing: nothing is overwritten by what goes to a new place."""
    return preview.nothing and preview.effect.kind is Kind.OVERWRITE


def _body(preview: Preview, room: int, allowed: int, now: float) -> list[str]:
    """Return the text in the lines that are allowed: examples are left out before anything else is."""
    if preview.nothing:
        return wrap(_nothing(preview), room)[:allowed]
    names = _names(preview)
    lines: list[str] = []
    for count in range(len(names), -1, -1):
        lines = wrap(_said(preview, names[:count], now), room)
        if len(lines) <= min(allowed, _MAX_EACH):
            break
    if len(lines) > allowed:
        lines = [*lines[: allowed - 1], shorten(" ".join(lines[allowed - 1 :]), room)]
    return lines


def _is_nothing(preview: Preview) -> bool:
    # Of several branches one may be nothing and another not; what is lost has a date.
    said_so = preview.newest is None and (preview.said or "").startswith(("no ", "nothing"))
    return preview.nothing or said_so


def _nothing(preview: Preview) -> str:
    work = preview.effect.work
    if work is None:
        return "nothing matches right now"
    return "no untracked file" if work.loss is Loss.UNTRACKED else "no uncommitted change"


def _said(preview: Preview, names: list[str], now: float) -> str:
    parts: list[str] = []
    single = _single(preview)
    if single is not None:
        has_age = preview.effect.kind not in (Kind.MODE, Kind.OWNER)
        age = f", edited {_ago(now - single.modified)}" if has_age else ""
        parts.append(f"{_name(single.path)} ({_size(single.size_bytes)}{age})")
    elif preview.matched:
        more = ", ..." if preview.files > len(names) or preview.more else ""
        parts.append(_counts(preview, now) + (f": {', '.join(names)}{more}" if names else ""))
    if preview.said is not None:
        is_dated = preview.newest is not None and not preview.matched
        made = f" made {_ago(now - (preview.newest or 0))}" if is_dated else ""
        parts.append(_name(preview.said) + made)
    return "; ".join([*parts, *_limits(preview)])


def _single(preview: Preview) -> Example | None:
    alone = preview.files == 1 and not (preview.folders or preview.links or preview.more or preview.unknown)
    return preview.examples[0] if alone and preview.examples else None


def _counts(preview: Preview, now: float) -> str:
    more = (
        "more than "
        if preview.more
        else "at least "
        if preview.unknown or preview.denied or preview.mounts
        else ""
    )
    counted = [
        _plural(number, one)
        for number, one in ((preview.files, "file"), (preview.folders, "folder"), (preview.links, "link"))
        if number
    ]
    text = more + " and ".join([", ".join(counted[:-1]), counted[-1]] if len(counted) > 1 else counted)
    if preview.files:
        text += f", {_size(preview.size_bytes)}"
    if preview.newest is not None and preview.effect.kind not in (Kind.MODE, Kind.OWNER):
        text += f", newest edited {_ago(now - preview.newest)}"
    return text


def _limits(preview: Preview) -> list[str]:
    """Return what the counts leave out, and why."""
    found: list[str] = []
    if preview.unknown is not None:
        what = "all" if preview.matched else "what" if preview.effect.work else "which files"
        found.append(f"cannot tell {what}: {_name(preview.unknown)}")
        if preview.effect.shows:
            found.append(f"`{_name(preview.effect.shows)}` shows it")
    elif preview.more and not preview.matched:
        found.append("cannot tell which files: there is too much to look through")
    if preview.mounts:
        found.append(f"not counted: what is mounted at {_name(preview.mounts[0])}")
    if preview.denied:
        found.append(f"{_plural(preview.denied, 'folder')} may not be read")
    if preview.folders_left:
        found.append(f"{_plural(preview.folders_left, 'folder')} left alone")
    return found


def _names(preview: Preview) -> list[str]:
    return [] if _single(preview) is not None else [_name(example.path) for example in preview.examples]


def _with(line: str, added: str, room: int) -> str:
    return line + added if cells(line + added) <= room else shorten(line, max(room - len(added), 4)) + added


def _name(text: str) -> str:
    """Return a name that stays on its line, whatever is in it."""
    return printable(text).replace("\n", "\\x0a").replace("\t", "\\x09")


def _plural(number: int, one: str) -> str:
    return f"{number:,} {one}" + ("" if number == 1 else "s")


def _size(size_bytes: int) -> str:
    """Return a size as file managers write it: thousands, one digit behind the point below ten."""
    size = float(size_bytes)
    for unit in ("bytes", "kB", "MB", "GB", "TB"):
        if size < 999.5 or unit == "TB":
            if unit == "bytes":
                return "empty" if size_bytes == 0 else _plural(size_bytes, "byte")
            return f"{size:.1f} {unit}" if size < 9.95 else f"{size:.0f} {unit}"
        size /= 1000
    return ""


def _ago(age_s: float) -> str:
    """Return an age in the words of people; clocks that disagree give no negative ones."""
    if age_s < _MINUTE_S:
        return "just now"
    if age_s < _HOUR_S:
        return f"{_plural(int(age_s // _MINUTE_S), 'minute')} ago"
    if age_s < _DAY_S:
        return f"{_plural(int(age_s // _HOUR_S), 'hour')} ago"
    days = int(age_s // _DAY_S)
    if days < 60:
        return "yesterday" if days == 1 else f"{days} days ago"
    return f"{_plural(days // 30, 'month')} ago" if days < 730 else f"{days // 365} years ago"
