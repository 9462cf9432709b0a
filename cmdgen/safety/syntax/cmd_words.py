"""The word level of the Windows command processor: quotes, carets, `%VAR%`, `!VAR!` and loop variables.

Double quotes stay in the words: the builtins and the programs of Windows split their own command lines, so only
they can say what a quote means.  Source: https://learn.microsoft.com/windows-server/administration/windows-commands/cmd
"""

from __future__ import annotations

import re
from typing import Final

from cmdgen.safety import lazy_re
from cmdgen.safety.ir import Lit, Part, SyntaxProblem, TooComplex, Var, Word
from cmdgen.safety.resolve.marks import CWD, HOME, ONE, SOME, STAR, UNKNOWN
from cmdgen.safety.syntax import cmd_paths
from cmdgen.safety.syntax.words import Origin

MAX_DEPTH: Final = 24
BLANKS: Final = " \t\r\v\f"
_NAME: Final = r"[A-Za-z_#$@][\w()#$@.\-]*"
_PERCENT: Final = lazy_re.compile(rf"%({_NAME})(?::([^%\n]*))?%")
_DELAYED: Final = lazy_re.compile(rf"!({_NAME})(?::([^!\n]*))?!")
_MODIFIED: Final = lazy_re.compile(r"%%?~([fdpnxsatzFDPNXSATZ]*)(?:\$\w+:)?(\w)")
_CUT: Final = lazy_re.compile(r"~\s*(-?\d+)?\s*(?:,\s*(-?\d+)?)?")
_PATH_START: Final = "C:\\Windows\\system32;C:\\Windows"
"""How the search path begins on every machine: `%PATH:~0,1%` is a letter to build names from."""
_PLAIN: Final = lazy_re.compile(r"[A-Za-z0-9_.\-/\\:+*?~@#$,;=\[\]{}]+")
DEFAULTS: Final = {
    "TEMP": "C:/Temp", "TMP": "C:/Temp", "USERPROFILE": HOME, "HOMEDRIVE": "C:", "HOMEPATH": "\\Users\\user", "HOME": HOME, "APPDATA": HOME + "/AppData/Roaming",
    "LOCALAPPDATA": HOME + "/AppData/Local", "SYSTEMROOT": "C:/Windows", "WINDIR": "C:/Windows", "SYSTEMDRIVE": "C:", "PROGRAMFILES": "C:/Program Files",
    "PROGRAMFILES(X86)": "C:/Program Files (x86)", "PROGRAMW6432": "C:/Program Files", "PROGRAMDATA": "C:/ProgramData", "ALLUSERSPROFILE": "C:/ProgramData",
    "PUBLIC": "C:/Users/Public", "COMSPEC": "C:/Windows/System32/cmd.exe", "CD": CWD, "OS": "Windows_NT", "RANDOM": "1234", "ERRORLEVEL": "0", "DATE": SOME, "TIME": SOME,
    "USERNAME": SOME, "USERDOMAIN": SOME, "COMPUTERNAME": SOME, "PATH": SOME, "PATHEXT": ".COM;.EXE;.BAT;.CMD", "NUMBER_OF_PROCESSORS": "8",
    "PROCESSOR_ARCHITECTURE": "AMD64", "ONEDRIVE": HOME + "/OneDrive", "COMMONPROGRAMFILES": "C:/Program Files/Common Files",
}  # fmt: skip
"""Variables that Windows sets for everybody, as the rest of the screening understands them."""


class CmdWords:
    """Reads the words of one text.

    Args:
        text: the text that is read.
        origin: where this text stands in the whole command.
        depth: how many texts deep this one is.
    """

    def __init__(self, text: str, origin: Origin, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise TooComplex
        self.text = text
        self.position = 0
        self.origin = origin
        self.depth = depth
        self.loop_names: set[str] = set()
        """Letters of the `for` variables that are in scope."""
        self.keeps_variables = False
        """True in a line that another cmd reads: named variables stay as written and are expanded there."""
        self.defaults: set[str] = set()
        """Well-known variables that the text mentions."""

    def peek(self, ahead: int = 0) -> str:
        """Return a character ahead, or an empty string at the end."""
        index = self.position + ahead
        return self.text[index] if index < len(self.text) else ""

    def fail(self, message: str) -> SyntaxProblem:
        """Return the problem to raise at the current position."""
        return SyntaxProblem(message, self.position)

    def skip(self, characters: str = BLANKS) -> None:
        """Skip blanks, and carets at line ends."""
        while True:
            char = self.peek()
            if char and char in characters:
                self.position += 1
            elif char == "^" and (end := _line_end(self.text, self.position + 1)):
                self.position = end
            else:
                return

    def word(self, stops: str) -> Word:
        """Read one word up to a blank or one of `stops` outside quotes; it may be empty."""
        start, quoted = self.position, False
        parts: list[Part] = []
        literal: list[str] = []
        while (char := self.peek()) and char != "\n":
            if not quoted and (char in BLANKS or char in stops):
                break
            if char in "%!" and (variable := self._variable(char, quoted=quoted)) is not None:
                _flush(parts, literal)
                parts.extend(variable)
                continue
            if char == "^" and not quoted:
                if self.peek(1) in BLANKS and self.peek(1):
                    self.position += (
                        1  # programs get their line whole, so an escaped blank parts words all the same
                    )
                    break
                self._caret(literal)
                continue
            plain = _PLAIN.match(self.text, self.position) if stops == "&|<>" or stops == "&|<>)" else None
            if plain:
                literal.append(plain.group())
                self.position = plain.end()
                continue
            if char == '"':
                quoted = not quoted
            literal.append(char)
            self.position += 1
        _flush(parts, literal)
        return Word(tuple(parts), self.origin.span(start, self.position))

    def _caret(self, literal: list[str]) -> None:
        end = _line_end(self.text, self.position + 1)
        self.position = end or self.position + 1
        if char := self.peek():
            literal.append(char)
            self.position += 1

    def _variable(self, char: str, *, quoted: bool) -> list[Part] | None:
        """Read `%name%`, `%name:..%`, `%~dp0`, `%1`, `%i`, `%%i` or `!name!`; None where the character is text."""
        text, at = self.text, self.position
        if char == "!":
            match = None if self.keeps_variables else _DELAYED.match(text, at)
            return self._named(match, quoted=quoted) if match else None
        letter = text[at + 2 : at + 3] if text.startswith("%%", at) else text[at + 1 : at + 2]
        if letter in self.loop_names:
            self.position = at + (3 if text.startswith("%%", at) else 2)
            return [Var("%" + letter, quoted=quoted)]
        modified = _MODIFIED.match(text, at)
        if modified:
            self.position = modified.end()
            return [_modified(modified.group(1).lower(), modified.group(2), self.loop_names, quoted=quoted)]
        match = _PERCENT.match(text, at)
        if match:
            if self.keeps_variables:
                return None
            return self._named(match, quoted=quoted)
        if letter.isdigit() or letter == "*":
            self.position = at + (3 if text.startswith("%%", at) else 2)
            return [
                Lit("%0", quoted=True)
                if letter == "0"
                else Var("@" if letter == "*" else letter, quoted=quoted)
            ]
        return None

    def _named(self, match: re.Match[str], *, quoted: bool) -> list[Part]:
        name, change = match.group(1).upper(), match.group(2)
        self.position = match.end()
        if name in DEFAULTS:
            self.defaults.add(name)
        if not change:
            return [Var(name, quoted=quoted)]
        cut = _CUT.fullmatch(change)
        if cut and name == "PATH" and cut.group(1) and not cut.group(1).startswith("-"):
            first, size = int(cut.group(1)), int(cut.group(2) or 0)
            if size > 0 and first + size <= len(_PATH_START):
                return [Lit(_PATH_START[first : first + size], quoted=True)]
        if cut:
            start, length = cut.groups()
            bounds = (start or "0") + (":" + length if length else "")
            return [Var(name, ":", Word((Lit(bounds, quoted=True),)), quoted=quoted)]
        old, equals, new = change.partition("=")
        if equals and old and not old.startswith("*") and "/" not in old:
            pattern = re.sub(r"([*?\[])", r"[\1]", old.replace("\\", "/")) if old != "\\" else ""
            if pattern and "/" not in pattern:
                return [Var(name, "//", Word((Lit(f"{pattern}/{new}", quoted=True),)), quoted=quoted)]
        return [Lit(UNKNOWN, quoted=True)]


def _line_end(text: str, at: int) -> int:
    """Return where the next line begins when a line ends at `at`, else 0."""
    if text.startswith("\n", at):
        return at + 1
    return at + 2 if text.startswith("\r\n", at) else 0


def _flush(parts: list[Part], literal: list[str]) -> None:
    if literal:
        parts.append(Lit("".join(literal), quoted=True))
        literal.clear()


def _modified(modifiers: str, letter: str, loop_names: set[str], *, quoted: bool) -> Part:
    """Return what `%~dp0`, `%~nx1` or `%~fi` stands for: the folder part alone is open, the rest keeps the value."""
    if letter == "0":
        return Lit(CWD + "/" if modifiers in ("dp", "p", "d") else "%0", quoted=True)
    if letter in loop_names:
        if modifiers and set(modifiers) <= set("dp"):
            return Lit(CWD + "/" + SOME, quoted=True)
        return Var("%" + letter, quoted=quoted)
    return Var(letter, quoted=quoted) if letter.isdigit() else Lit(UNKNOWN, quoted=True)


def without_quotes(text: str) -> str:
    """Return a word as builtins take it."""
    return text.replace('"', "")


def as_path(text: str) -> str:
    """Return a Windows path in the notation of the path classes: forward slashes, a drive, marks for wildcards."""
    plain = re.sub(r"^\\\\\?\\(?=[A-Za-z]:\\)", "", without_quotes(text).strip())
    if re.match(r"\\\\[.?]\\", plain):
        return plain
    plain = plain.replace("\\", "/").replace("*", STAR).replace("?", ONE)
    name = plain.rsplit("/", 1)[-1].lower().rstrip(":")
    if name in ("nul", "con", "prn", "aux"):
        return "/dev/null"
    local = re.match(rf"(?i)(?:{HOME}|[a-z]:/users/[^/]+)/appdata/local/temp(?=/)", plain)
    if local:
        return "C:/Temp" + plain[local.end() :]
    if plain.startswith("/") and not plain.startswith("//"):
        return "C:" + plain
    return cmd_paths.settled(plain)


def path_word(word: Word) -> Word:
    """Return the target of a redirection in the notation of the path classes."""
    parts = [
        Lit(without_quotes(part.text).replace("\\", "/"), quoted=True)
        if isinstance(part, Lit) and not _is_device(part.text)
        else part
        for part in word.parts
    ]
    parts = [
        Var(part.name, part.op, part.arg, part.index, quoted=True) if isinstance(part, Var) else part
        for part in parts
    ]
    if len(parts) == 1 and isinstance(parts[0], Lit):
        return Word((Lit(as_path(word_text(word)), quoted=True),), word.span)
    return Word(tuple(parts), word.span)


def _is_device(text: str) -> bool:
    return re.match(r'"?\\\\[.?]\\', text) is not None


def word_text(word: Word) -> str:
    """Return the literal text of a word; what is not literal counts as unknown."""
    return "".join(part.text if isinstance(part, Lit) else UNKNOWN for part in word.parts)
