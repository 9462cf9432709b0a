"""How a line of cmd becomes a program's name and arguments: quotes, glued switches, `,` `;` `=` as blanks.

Source: https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import STAR
from cmdgen.safety.syntax.cmd_words import without_quotes

if TYPE_CHECKING:
    from cmdgen.core.records import Span

_GLUED: Final = lazy_re.compile(r"([A-Za-z]+)([/\\.:+\[\](,;=\"].*)", re.DOTALL)
_SWITCHES_BEHIND: Final = lazy_re.compile(r"(.*?)((?:/[A-Za-z?](?::[^/]*)?)+)", re.DOTALL)
PATH_LIKE: Final = lazy_re.compile(
    r"[^\"'<>|;{}()\n]*\\[^\"'<>|;{}()\n]*|[^\"'<>|;{}()\n]*\(x86\)[^\"'<>|;{}()\n]*"
)
"""Text that a program may take for a path, with backslashes in it."""
_EXPANDS_PATTERNS: Final = frozenset({"rm", "cp", "mv", "chmod", "chown", "shred", "cat", "ls"})
WINDOWS_PATHS: Final = frozenset({
    "reg", "forfiles", "robocopy", "xcopy", "attrib", "icacls", "cacls", "takeown", "certutil", "bitsadmin", "cipher", "schtasks", "regsvr32", "rundll32", "mshta", "msiexec",
    "diskpart", "format", "wmic", "sc", "net", "net1", "netsh", "wevtutil", "fsutil", "bcdedit", "cscript", "wscript", "regedit", "runas", "psexec", "psexec64", "powershell",
    "pwsh", "findstr", "find", "sdelete", "sdelete64", "manage-bde", "dism", "setx", "replace", "compact", "mountvol", "esentutl", "makecab", "cmdkey",
})  # fmt: skip
"""Programs whose handlers read backslashes themselves."""


def settled(args: list[Arg], span: Span) -> list[Arg]:
    """Return words whose quotes are whole; a value with quotes and blanks is split again."""
    if all(arg.text.count('"') % 2 == 0 for arg in args):
        return [arg for arg in args if arg.text]
    line = " ".join(arg.text for arg in args)
    return [Arg(match.group(), span) for match in re.finditer(r'(?:[^\s"]|"[^"]*(?:"|$))+', line)]


def split_name(args: list[Arg], builtins: Container[str]) -> tuple[Arg, list[Arg]]:
    """Take the program's name from the first word, where switches or `,` `;` `=` may be glued to it."""
    text, span, rest = args[0].text, args[0].span, args[1:]
    if text.startswith('"'):
        return Arg(without_quotes(text), span), rest
    text = text.lstrip(",;=")
    head = re.match(r"[^,;=]*", text)
    tail = text[head.end() :].lstrip(",;=") if head else ""
    if tail:
        text, rest = head.group() if head else text, [Arg(tail, span), *rest]
    glued = _GLUED.fullmatch(text)
    if (
        glued
        and glued.group(1).lower() in builtins
        and not re.match(r"(?i)\.(?:exe|com|bat|cmd)$", glued.group(2))
    ):
        name, tail = glued.groups()
        if tail[0] in ".:([+,;=" and tail[:2] != "..":
            tail = tail[1:]
        return Arg(name, span), [Arg(tail, span), *rest] if tail else rest
    slash = re.fullmatch(r"([A-Za-z][\w.-]*)(/[A-Za-z?]\S*)", text)
    if slash and (slash.group(1).lower() == "cmd" or len(slash.group(2)) <= 3):
        return Arg(slash.group(1), span), [Arg(slash.group(2), span), *rest]
    return Arg(without_quotes(text), span), rest


def split_switches(args: list[Arg]) -> tuple[list[str], list[Arg]]:
    """Return a builtin's switches (lower case, with `/`) and its other arguments without quotes."""
    switches: list[str] = []
    operands: list[Arg] = []
    for arg in args:
        for text in re.findall(r'(?:[^,;="]|"[^"]*"?)+', arg.text):
            head, behind = text, ""
            if re.match(r"//[^/?]", text):
                pass  # a share, in the notation of the path classes
            elif text.startswith("/"):
                head, behind = "", text
            elif match := _SWITCHES_BEHIND.fullmatch(text):
                head, behind = match.groups()
            switches.extend("/" + part.lower() for part in behind.split("/") if part)
            if head:
                operands.append(Arg(without_quotes(head), arg.span))
    return switches, operands


def program_arguments(args: list[Arg], name: str) -> list[Arg]:
    """Return arguments as a program gets them: quotes gone, paths in the notation of the path classes."""
    if any('\\"' in arg.text for arg in args):
        args = [Arg(text, args[0].span) for text in _c_arguments(" ".join(arg.text for arg in args))]
    else:
        args = [Arg(without_quotes(arg.text), arg.span) for arg in args]
    if name in WINDOWS_PATHS:
        return args
    converted = []
    for arg in args:
        text = arg.text
        if re.match(r"(?:[a-z]+=)?\\\\[.?]\\", text):
            pass  # a device keeps its name
        elif PATH_LIKE.fullmatch(text) and not re.match(r"[a-z]+://", text):
            text = text.replace("\\", "/")
        if name in _EXPANDS_PATTERNS and not text.startswith("-"):
            text = text.replace("*", STAR)
        converted.append(Arg(text, arg.span))
    return converted


def closed(line: str) -> str:
    r"""Return a line whose last quote closes: in `"rd C:\"` the author meant a backslash and a quote."""
    if len(re.findall(r'(?<!\\)"', line)) % 2:
        return re.sub(r'\\"(?=\s*$)', r'\\\\"', line)
    return line


def _c_arguments(line: str) -> list[str]:
    r"""Split a line the way of the Microsoft C library, where `\"` is a quote that does not count."""
    words: list[str] = []
    current: list[str] | None = None
    quoted, index = False, 0
    line = closed(line)
    while index < len(line):
        char = line[index]
        if line.startswith('\\\\"', index):
            current = [*(current or []), "\\"]
            index += 2
            continue
        if line.startswith('\\"', index):
            current = [*(current or []), '"']
            index += 2
            continue
        if char == '"':
            quoted = not quoted
            current = current or []
        elif char == " " and not quoted:
            if current is not None:
                words.append("".join(current))
            current = None
        else:
            current = current or []
            current.append(char)
        index += 1
    if current is not None:
        words.append("".join(current))
    return words
