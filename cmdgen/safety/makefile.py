"""The shell commands in the recipes of a makefile.

Only what matters to screening is read: recipe lines, continuations, simple variables.  Conditionals and included
files are not followed; a variable that is not set in the same file may hold anything, or nothing.

Source: https://www.gnu.org/software/make/manual/html_node/Recipes.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from cmdgen.core.records import Span
from cmdgen.safety import lazy_re

_ASSIGNMENT: Final = lazy_re.compile(
    r"(?m)^[ ]*(?:export[ ]+|override[ ]+)?([\w.-]+)[ \t]*(:{0,3}=|\?=)[ \t]*([^\n#]*)"
)
_REFERENCE: Final = lazy_re.compile(
    r"\$(?:\$|\(([\w.-]+)\)|\{([\w.-]+)\}|([@<^*?+%|])|\(([@<^*?+%|])[DF]?\))"
)
_SHELL_FUNCTION: Final = lazy_re.compile(r"\$\((?:shell)[ \t]+")
_OTHER_FUNCTION: Final = lazy_re.compile(
    r"\$\((?:subst|patsubst|strip|findstring|filter|filter-out|sort|word|wordlist|words|firstword|lastword|dir|notdir|suffix|basename|addsuffix|"
    r"addprefix|join|wildcard|realpath|abspath|error|warning|info|origin|flavor|foreach|if|or|and|call|value|eval|file)[ \t,][^()\n]*\)"
)
"""Functions that run nothing by themselves; one inside another is found from the inside out."""
_USUAL: Final = {
    "RM": "rm -f",
    "MAKE": "make",
    "CC": "cc",
    "CXX": "c++",
    "AR": "ar",
    "INSTALL": "install",
    "SHELL": "sh",
    "CURDIR": "$PWD",
}
_MAX_DEPTH: Final = 8
_MAX_VALUES: Final = 2000
"""Variables that are filled in for one command; further ones stay open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """One command of a recipe, or any text that stands for itself."""

    text: str
    """What the shell gets."""
    start: int
    """Where the command begins in the file."""
    original: str
    """What stands there."""

    def place(self, span: Span) -> Span:
        """Return where a part of the text stands in the file; exact to the line where variables were filled in."""
        if self.text == self.original:
            return Span(self.start + span.start, self.start + span.end)
        line = self.text.count("\n", 0, span.start)
        lines = self.original.split("\n")
        begin = self.start + sum(len(part) + 1 for part in lines[:line])
        return Span(begin, begin + len(lines[min(line, len(lines) - 1)]))


def recipes(text: str) -> list[Recipe]:
    """Return the commands of every recipe in a makefile."""
    variables = {name: value.strip() for name, _, value in _ASSIGNMENT.findall(text)}
    return [
        Recipe(text=_as_shell(original, variables), start=start, original=original)
        for start, original in _commands(text)
    ]


def _commands(text: str) -> Iterator[tuple[int, str]]:
    """Yield start and text of each logical line that begins with a tab, without make's own prefixes."""
    for match in re.finditer(r"(?m)^\t[@+\- \t]*((?:[^\n\\]|\\(?:.|\n)|\\$)+)", text):
        if not match.group(1).lstrip().startswith("#"):
            yield match.start(1), match.group(1)


def _as_shell(text: str, variables: Mapping[str, str]) -> str:
    text = _SHELL_FUNCTION.sub("$(", _without_functions(text))
    left = _MAX_VALUES

    def filled(text: str, depth: int) -> str:
        return _REFERENCE.sub(lambda match: value(match, depth), text)

    def value(match: re.Match[str], depth: int) -> str:
        nonlocal left
        if match.group() == "$$":
            return "$"
        if match.group(3) or match.group(4):
            return "${MAKE_TARGET:?}"
        name = match.group(1) or match.group(2)
        known = variables.get(name, _USUAL.get(name))
        left -= 1
        if known is None or depth >= _MAX_DEPTH or left < 0:
            return "${" + re.sub(r"\W", "_", name) + "}"
        return filled(_SHELL_FUNCTION.sub("$(", _without_functions(known)), depth + 1)

    return filled(text, 0)


def _without_functions(text: str) -> str:
    for _ in range(_MAX_DEPTH):
        if "$(" not in text:
            break
        shorter = _OTHER_FUNCTION.sub("${MAKE_FUNCTION}", text)
        if shorter == text:
            break
        text = shorter
    return text
