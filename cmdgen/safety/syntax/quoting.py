"""What quotes of POSIX-like shells stand for, and where quotes and parentheses end."""

from __future__ import annotations

import re
from collections.abc import Callable

from cmdgen.safety import lazy_re
from cmdgen.safety.ir import SyntaxProblem

_ANSI = lazy_re.compile(
    r"\\(?:x\{?([0-9A-Fa-f]{1,2})\}?|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|([0-7]{1,3})|c(.)|(.))",
    re.DOTALL,
)
_ANSI_LETTERS = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "E": "\x1b",
    "f": "\f",
    "v": "\v",
}


def decode_ansi(text: str) -> str:
    """Return what `$'text'` stands for in bash and zsh."""

    def one(match: re.Match[str]) -> str:
        hexadecimal, short, long, octal, control, letter = match.groups()
        number = hexadecimal or short or long
        if number:
            code = int(number, 16)
            return chr(code) if code < 0x110000 else "\ufffd"
        if octal:
            return chr(int(octal, 8) & 0xFF)
        if control:
            return chr(ord(control) & 0x1F)
        return _ANSI_LETTERS.get(letter, letter if letter in "\\'\"?" else "\\" + letter)

    return _ANSI.sub(one, text)


def closing_quote(text: str, start: int, quote: str) -> int:
    """Return where the double quote or backquote opened at `start` closes, or -1."""
    index = start + 1
    while index < len(text):
        char = text[index]
        if char == "\\":
            index += 1
        elif char == quote:
            return index
        elif char == "$" and quote == '"' and text[index + 1 : index + 2] == "(":
            index = _closing_substitution(text, index + 2)
            if index < 0:
                return -1
        index += 1
    return -1


def _closing_substitution(text: str, start: int) -> int:
    """Return where a `$(` inside double quotes closes, or -1."""
    depth, index = 1, start
    while index < len(text):
        char = text[index]
        if char == "\\":
            index += 1
        elif char == "'":
            index = text.find("'", index + 1)
        elif char in '"`':
            index = closing_quote(text, index, char)
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return index
        if index < 0:
            return -1
        index += 1
    return -1


def closing_parenthesis(
    text: str, start: int, fail: Callable[[str], SyntaxProblem], *, opaque: bool = False
) -> int:
    """Return where the `)` stands that closes a parenthesis opened just before `start`.

    Quotes, comments, nested parentheses and `case` patterns are seen; with `opaque`, only quotes and
    parentheses, as inside arithmetic.

    Args:
        fail: makes the problem that is raised where something is not closed.
    """
    index, depth = start, 1
    cases = 0
    while index < len(text):
        char = text[index]
        if char == "\\":
            index += 1
        elif char == "'":
            index = _found(text.find("'", index + 1), fail)
        elif char in '"`':
            index = _found(closing_quote(text, index, char), fail)
        elif char == "#" and not opaque and (index == start or text[index - 1] in " \t\n;|&("):
            newline = text.find("\n", index)
            index = len(text) if newline < 0 else newline
        elif char == "(":
            depth += 1
        elif char == ")":
            if cases and depth == 1 and not opaque and not re.search(r"\besac\s*$", text[start:index]):
                pass
            else:
                depth -= 1
            if depth == 0:
                return index
        elif char in "ce" and not opaque and (index == start or text[index - 1] in " \t\n;|&("):
            keyword = re.compile(r"(case|esac)(?![\w-])").match(text, index)
            if keyword:
                cases = max(0, cases + (1 if keyword.group(1) == "case" else -1))
                index = keyword.end() - 1
        index += 1
    raise fail("a parenthesis is not closed")


def _found(index: int, fail: Callable[[str], SyntaxProblem]) -> int:
    if index < 0:
        raise fail("a quote is not closed")
    return index
