"""String literals of common languages, read well enough to know which command or path a call names."""

from __future__ import annotations

import re
from typing import Final

from cmdgen.safety.resolve.marks import HOME, UNKNOWN

_STRING: Final = re.compile(r"""(?:[rbufRBUF]{0,2})("{3}(?:.|\n)*?"{3}|'{3}(?:.|\n)*?'{3}|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\bq[qw]?\s*([({\[/|])((?:\\.|[^\\])*?)[)}\]/|]""")
_JOIN: Final = re.compile(r"""(["'])\s*(?:\+|\.\.?)\s*(["'])""")
_HOME_CALLS: Final = re.compile(
    r"""os\.path\.expanduser\(\s*|Path\.home\(\)\s*/?\s*|os\.environ\[['"]HOME['"]\]\s*\+?\s*|os\.homedir\(\)\s*\+?\s*|Dir\.home\s*\+?\s*|\$ENV\{HOME\}|process\.env\.HOME\s*\+?\s*|(?:pathlib\.)?Path\(\s*"""
)


def strings(code: str) -> list[str]:
    """Return the string literals of a piece of code, without their quotes."""
    return [_unquoted(match) for match in _STRING.finditer(code)]


def _unquoted(match: re.Match[str]) -> str:
    literal = match.group(1)
    if literal is None:
        return match.group(3)
    text = literal[3:-3] if literal[:3] in ('"""', "'''") and len(literal) >= 6 else literal[1:-1]  # noqa: PLR2004 - the quotes
    return re.sub(r"\\(.)", _escape, text)


def _escape(match: re.Match[str]) -> str:
    char = match.group(1)
    return {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}.get(char, char if char in "\"'\\$`/ " else "\\" + char)


def joined(code: str) -> str:
    """Return the code with literals that are added to each other made one."""
    before = None
    while before != code:
        before = code
        code = _JOIN.sub(lambda m: "" if m.group(1) == m.group(2) else m.group(), code)
    return code


def first_string(code: str, start: int) -> str | None:
    """Return the string literal that begins at `start`, or None."""
    match = _STRING.match(code, start)
    return _unquoted(match) if match else None


def first_list(code: str, start: int) -> list[str]:
    """Return the literals of a list that begins at `start` or right before it; unknown elements become unknown words."""
    match = re.compile(r"\s*\[?").match(code, start - 1 if code[start - 1 : start] == "[" else start)
    if not match or "[" not in match.group():
        return []
    end = code.find("]", match.end())
    if end < 0:
        return []
    inside = code[match.end() : end]
    words: list[str] = []
    position = 0
    while position < len(inside):
        literal = _STRING.match(inside, position)
        if literal:
            words.append(_unquoted(literal))
            position = literal.end()
            continue
        bare = re.compile(r"[^\s,'\"]+").match(inside, position)
        if bare:
            words.append(UNKNOWN)
            position = bare.end()
            continue
        position += 1
    return words


def leading_strings(code: str, start: int) -> list[str]:
    """Return the literals of an argument list that begins at `start`, up to the first other kind of argument."""
    found: list[str] = []
    position = start
    while True:
        gap = re.compile(r"[\s(,]*(?:os\.path\.expanduser\(\s*)?").match(code, position)
        position = gap.end() if gap else position
        literal = _STRING.match(code, position)
        if not literal:
            return found
        found.append(_unquoted(literal))
        position = literal.end()
        if not re.compile(r"\s*\)?\s*,").match(code, position):
            return found


def paths_after(code: str, start: int) -> list[str]:
    """Return the paths that a call names: literals, home folders, else one unknown path."""
    rest = code[start : start + 300]
    called = _HOME_CALLS.match(rest)
    prefix = ""
    if called:
        prefix = HOME if "expanduser" not in called.group() and "Path(" not in called.group() else ""
        rest = rest[called.end() :]
    names = leading_strings(rest, 0)
    if names:
        return [home(prefix + name) for name in names[:1]] if prefix else [home(name) for name in names if not re.fullmatch(r"[\w ]*=.*", name)]
    vector = first_list(rest, 0)
    if vector:
        return [home(name) for name in vector]
    return [prefix or UNKNOWN]


def home(path: str) -> str:
    """Return a path with `~` and `$HOME` as the home mark."""
    if path == "~" or path.startswith("~/"):
        return HOME + path[1:]
    return path.replace("$HOME", HOME, 1) if path.startswith("$HOME") else path
