"""Expressions of scripting languages, read well enough to know which command or path a call names.

No language is parsed in full: strings, comments and patterns are told apart from code, and of an expression the
literals, simple variables, home folders and file name patterns are known; everything else stays open.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Final

from cmdgen.safety import lazy_re
from cmdgen.safety.resolve.marks import HOME, STAR, UNKNOWN, without_forgeries

FILLER: Final = "\x01"
"""Stands for each character of a string, pattern or comment in masked code."""

MAX_ARGUMENTS: Final = 4_000
"""Characters of one argument list that are read."""

_QUOTES: Final = (
    r'"{3}(?:.|\n)*?"{3}|\'{3}(?:.|\n)*?\'{3}|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|`(?:\\.|[^`\\])*`'
)
_PERL_QUOTES: Final = r"\bq[qwx]?\s*(?:\{(?:\\.|[^}\\])*\}|\((?:\\.|[^)\\])*\)|\[(?:\\.|[^\]\\])*\]|/(?:\\.|[^/\\])*/|\|(?:\\.|[^|\\])*\||!(?:\\.|[^!\\])*!)|%[qQwxi]\s*(?:\{[^}]*\}|\([^)]*\)|\[[^\]]*\]|\|[^|]*\|)"
_PATTERN: Final = r"(?:(?<=[=(~,!&|{;:?])|(?<=\bif)|(?<=\band)|(?<=\bor)|(?<=\bunless)|(?<=\bsplit)|(?<=\bgrep)|(?<=\bwhen)|(?<=\breturn)|(?<=\bprint)|^)\s*(?:m|qr)?/(?:\\.|[^/\\\n])+/[a-z]*|\bm\{[^}]*\}|\bqr\{[^}]*\}|\b(?:s|tr|y)/(?:\\.|[^/\\\n])*/(?:\\.|[^/\\\n])*/(?![a-z]*e)[a-z]*|\b(?:s|tr|y)([|!#,])(?:(?!\1).)*\1(?:(?!\1).)*\1(?![a-z]*e)[a-z]*"
_COMMENTS: Final = {
    **dict.fromkeys(("perl", "ruby", "php", "tcl", "r", "julia", "elixir"), r"(?:^|(?<=[\s;]))#[^\n]*"),
    **dict.fromkeys(("node", "groovy"), r"(?<![:/\\\w])//[^\n]*|/\*.*?\*/"),
    **dict.fromkeys(("lua", "applescript", "haskell"), r"--[^\n]*"), "erlang": r"%[^\n]*",
}  # fmt: skip
_STRING: Final = lazy_re.compile(rf"[rbufRBUF]{{0,2}}({_QUOTES})|({_PERL_QUOTES})")
_JOIN: Final = lazy_re.compile(r"""(["'])\s*(?:\+|\.\.?|<>|&|<<)\s*(["'])""")
_HOME_EXPRESSION: Final = lazy_re.compile(
    r"""(?:require\(\s*['"](?:node:)?os['"]\s*\)|\bos)\.homedir\(\)|\bos\.userInfo\(\)\.homedir|\bDir\.home\b(?:\(\))?|\bENV\[\s*:?['"]?HOME['"]?\s*\]|\bENV\.fetch\(\s*['"]HOME['"]\s*\)|\$ENV\{\s*['"]?HOME['"]?\s*\}|process\.env\.HOME\b|process\.env\[['"]HOME['"]\]|"""
    r"""\bgetenv\(\s*['"]HOME['"]\s*\)|\bos\.getenv\(\s*['"]HOME['"]\s*\)|\$_(?:SERVER|ENV)\[['"]HOME['"]\]|\bSys\.getenv\(\s*['"]HOME['"]\s*\)|System\.getProperty\(\s*['"]user\.home['"]\s*\)|System\.user_home!?(?:\(\))?|\bhomedir\(\)|\$env\(HOME\)|\$::env\(HOME\)|\bpath\.expand\(\s*['"]~['"]\s*\)|"""
    r"""POSIX path of \(path to home folder\)|\(getpwuid\(\$<\)\)\[7\]|Etc\.getpwuid\.dir|Deno\.env\.get\(['"]HOME['"]\)"""
)
_ALL_FILES: Final = lazy_re.compile(
    r"(?:\bglob|\bDir\.glob|\bDir|\bglobSync|\bPath\.wildcard|\bSys\.glob|\blist\.files|\bDir\.entries|\bDir\.children|\bDir\.each_child|\breaddirSync|\breaddir|\bscandir|\breadDirSync|\bPathname\.glob|\bfs\.readdirSync)\s*[\[( ]\s*(?=[\"'])"
)
_ANGLE_GLOB: Final = lazy_re.compile(r"<([^<>\s=]*[*?~][^<>\s]*)>")
_ASSIGNED: Final = lazy_re.compile(
    rf"(?:\b(?:my|our|let|const|var|local|set)\s+)?([$@]?[A-Za-z_]\w*)\s*(?::=|=(?![=~>])|\s(?=['\"]))\s*({_QUOTES})(?=\s*(?:[;,\n)}}]|\band\b|&&|$))"
)


def mask(code: str, language: str) -> str:
    """Return the code, equally long, with what is inside strings, patterns and comments blanked."""
    comment = _COMMENTS.get(language)
    expression = "|".join(
        f"(?:{part})"
        for part in (_QUOTES, _PERL_QUOTES if language in ("perl", "ruby") else None, comment)
        if part
    )
    pattern = re.compile(
        f"(?P<string>{expression})"
        + (
            f"|(?P<pattern>{_PATTERN.replace(chr(92) + '1', '(?P=mark)').replace('([|!#,])', '(?P<mark>[|!#,])')})"
            if language in ("perl", "ruby", "node")
            else ""
        ),
        re.DOTALL,
    )
    return pattern.sub(_blank, code)


def _blank(match: re.Match[str]) -> str:
    whole = match.group()
    if len(whole) < 2:
        return whole
    lead = 3 if whole[:2] in ("qx", "%x") else 1
    last = whole[-1] if whole[-1] in "\"'`" else FILLER  # a closing bracket of a quote must not close a list
    return whole[:lead].translate(_OPENING) + FILLER * (len(whole) - lead - 1) + last


_OPENING: Final = str.maketrans("([{", FILLER * 3)


def strings(code: str) -> list[str]:
    """Return the string literals of a piece of code, without their quotes."""
    return [unquoted(match.group()) for match in _STRING.finditer(code)]


def unquoted(literal: str) -> str:
    """Return the text of a string literal."""
    literal = re.sub(r"^[rbufRBUF]{0,2}(?=[\"'])", "", literal)
    found = re.match(r"(?:q[qwx]?|%[qQwxi])\s*", literal)
    if found and len(literal) > found.end():
        return literal[found.end() + 1 : -1]
    body = literal[3:-3] if literal[:3] in ('"""', "'''") and len(literal) >= 6 else literal[1:-1]
    return re.sub(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[0-7]{3}|.)", _escape, body, flags=re.DOTALL)


def _escape(match: re.Match[str]) -> str:
    code = match.group(1)
    if code[0] in "xu" and len(code) > 1:
        return chr(int(code[1:], 16)) if int(code[1:], 16) < 0xE000 else "?"
    if len(code) == 3 and code.isdigit():
        return chr(int(code, 8))
    return {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "e": "\x1b"}.get(
        code, code if code in "\"'\\$`/ @#{}" else "\\" + code
    )


def joined(code: str) -> str:
    """Return the code with literals that are added to each other made one."""
    before = None
    while before != code:
        before = code
        code = _JOIN.sub(lambda found: "" if found.group(1) == found.group(2) else found.group(), code)
    return code


def variables(code: str) -> dict[str, str]:
    """Return the variables that are set to a literal exactly once."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for match in _ASSIGNED.finditer(code):
        name = match.group(1).lstrip("$@")
        if name in found:
            twice.add(name)
        found[name] = unquoted(match.group(2))
    return {name: value for name, value in found.items() if name not in twice}


def arguments(code: str, masked: str, start: int) -> list[str]:
    """Return the expressions of an argument list that begins at `start`, with or without parentheses.

    Args:
        code: the code.
        masked: the same with strings blanked, which tells where brackets and commas belong.
        start: right after the function's name.
    """
    position = start
    while position < len(masked) and masked[position] in " \t":
        position += 1
    bracketed = masked[position : position + 1] == "("
    position += bracketed
    depth, begin = 0, position
    found: list[str] = []
    limit = min(len(masked), start + MAX_ARGUMENTS)
    while position < limit:
        char = masked[position]
        if char in "([{":
            depth += 1
        elif char in ")]}":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and char == ",":
            found.append(code[begin:position])
            begin = position + 1
        elif depth == 0 and not bracketed and char in ";\n":
            break
        position += 1
    found.append(code[begin:position])
    return [text.strip() for text in found if text.strip()][:32]


def evaluate(expression: str, known: Mapping[str, str]) -> str:
    """Return what an expression gives: known text, a home folder, a pattern, else open."""
    glob = _ALL_FILES.search(expression)
    if glob:
        literal = _STRING.match(expression, glob.end())
        named = unquoted(literal.group()) if literal else ""
        if (
            "glob" not in glob.group().lower()
            and "Dir[" not in glob.group().replace(" ", "")
            and "wildcard" not in glob.group()
        ):
            named = named.rstrip("/") + "/*"
        return pattern(interpolated(named, known))
    angle = _ANGLE_GLOB.fullmatch(expression.strip())
    if angle:
        return pattern(angle.group(1))
    whole, position = "", 0
    separator = (
        "/"
        if re.match(r"\s*(?:path|File|Path|filepath)\.(?:join|resolve|expand_path|expand)\b", expression)
        else ""
    )
    while position < len(expression):
        at_home = _HOME_EXPRESSION.match(expression, position)
        literal = None if at_home else _STRING.match(expression, position)
        name = (
            None
            if at_home or literal
            else re.compile(r"[$@]?[A-Za-z_][\w.:]*(?:\s*\()?").match(expression, position)
        )
        piece = ""
        if at_home:
            piece, position = HOME, at_home.end()
        elif literal:
            piece, position = interpolated(home(unquoted(literal.group())), known), literal.end()
        elif name:
            piece = _named(name.group(), known)
            position = name.end()
        else:
            position += 1
            continue
        whole = (
            whole.rstrip("/") + separator + piece.lstrip("/")
            if separator and whole and piece
            else whole + piece
        )
    return whole or UNKNOWN


_TRANSPARENT: Final = frozenset(
    "path.join( path.resolve( File.join( File.expand_path( Path.join( Path.expand( new File( File( String( c( expanduser( realpath( path Path File sprintf( Pathname.new( Pathname( fs os".split()
)


def _named(text: str, known: Mapping[str, str]) -> str:
    bare = text.replace(" ", "")
    if bare in _TRANSPARENT or bare in ("new", "recursive", "force", "true", "false", "TRUE", "FALSE"):
        return ""
    return known.get(bare.lstrip("$@"), UNKNOWN)


def interpolated(text: str, known: Mapping[str, str]) -> str:
    """Return a string with the variables and home folders in it filled in."""
    if "$" not in text and "#{" not in text:
        return text
    text = re.sub(r"[#$]\{\s*([^{}]*)\s*\}", lambda found: _inserted(found.group(1), known), text)
    text = re.sub(r"\$ENV\{\s*['\"]?HOME['\"]?\s*\}|\$env\(HOME\)", HOME, text)
    return re.sub(
        r"\$([A-Za-z_]\w*)",
        lambda found: HOME if found.group(1) == "HOME" else known.get(found.group(1), "$" + found.group(1)),
        text,
    )


def _inserted(expression: str, known: Mapping[str, str]) -> str:
    if expression == "HOME" or _HOME_EXPRESSION.fullmatch(expression):
        return HOME
    return known.get(expression.lstrip("$@"), UNKNOWN)


def pattern(path: str) -> str:
    """Return a path with its `*` as an active pattern."""
    return home(path).replace("**/", "").replace("*", STAR)


def vector(expression: str, known: Mapping[str, str]) -> list[str] | None:
    """Return the elements of a list expression, or None when it is no list."""
    text = expression.strip()
    words = re.match(r"(?:qw|%w)\s*[\[({/|](.*)[\])}/|]$", text, re.DOTALL)
    if words:
        return words.group(1).split()
    listed = re.match(r"(?:c|list|array|vec|new\s+String)?\s*(?:\[\])?\s*[\[({](.*)[\])}]$", text, re.DOTALL)
    if not listed:
        return None
    inside = listed.group(1)
    return [evaluate(item, known) for item in arguments("(" + inside + ")", "(" + mask(inside, "") + ")", 0)]


def home(path: str) -> str:
    """Return a path with `~` and `$HOME` as the home mark."""
    if path == "~" or path.startswith("~/"):
        return HOME + path[1:]
    return path.replace("$HOME", HOME, 1) if path.startswith("$HOME") else path


def decoded(text: str) -> str | None:
    """Return the readable text behind a base64 or hexadecimal literal, or None."""
    bare = text.strip()
    if len(bare) < 8 or not re.fullmatch(r"[A-Za-z0-9+/=_-]+", bare):
        return None
    for decode in (bytes.fromhex, lambda plain: base64.b64decode(plain + "==", validate=False)):
        try:
            decoded = decode(bare).decode("utf-8")
        except (ValueError, binascii.Error, UnicodeDecodeError):
            continue
        if decoded.isprintable() or "\n" in decoded:
            return without_forgeries(decoded)
    return None
