"""Programs about which nothing is known: conventions by which nearly all of them are told to run a command.

An unknown program is safe whatever its options look like.  But words behind `--`, the value of an option that is named
after commands or hooks, and a line of the input that begins with `!` are run by programs that have such a thing.  They
are followed only where they begin with a program that the screening knows: any other words are data.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re
from cmdgen.safety.commands.names import MODULE_OF
from cmdgen.safety.inline import foreign
from cmdgen.safety.resolve import marks

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

MAX_LENGTH: Final = 2_000
"""Characters of an option's value or of the input that are looked at."""
_NAMED: Final = lazy_re.compile(
    r"--?(?:[a-z-]*-)?(?:exec\w*|command|cmd|hook|shell|run|eval|rsh|pager|launcher|wrapper|action|trigger|on-change|on-success|script-shell|remote-path|server)$"
)
_SHORT: Final = frozenset({"-c", "-e", "-x", "-E"})
_BANG: Final = lazy_re.compile(r"(?m)^[ \t]*[:~.\\]?!{1,2}[ \t]*(\S[^\n]*)$")
_FIRST: Final = lazy_re.compile(r"\s*(?:exec\s+|;\s*)?(?:/\S*/)?([\w.+-]+)(?=\s)")
_DATA: Final = frozenset(
    {"echo", "printf", "type", "which", "test", "date", "set", "host", "history", "open"}
)
"""Words that begin too many sentences and settings."""


def follow(call: Call) -> None:
    """Follow what a program of unknown ways may run."""
    _behind_dashes(call)
    for value in _values(call):
        if _begins_with_program(value):
            call.run_text(value.strip().removeprefix(";"), stdin="")
        elif "(" in value and marks.is_known(value):
            for vector in foreign.commands(value, ""):
                if len(vector) == 1 and _begins_with_program(vector[0] + " "):
                    call.run_text(vector[0], stdin="")
    if "!" in call.stdin and len(call.stdin) <= MAX_LENGTH:
        for line in _BANG.findall(call.stdin):
            if _begins_with_program(line):
                call.run_text(line, stdin="")


def _behind_dashes(call: Call) -> None:
    """`anything -- program words`: each `--` may be the one."""
    for index, text in enumerate(call.texts):
        if text == "--" and index + 1 < len(call.args):
            inner = call.args[index + 1 :]
            if inner[0].text.rsplit("/", 1)[-1] in MODULE_OF:
                call.run_inner(inner)
                return


def _values(call: Call) -> list[str]:
    texts = call.texts
    found = [
        value
        for option, value in itertools.pairwise(texts)
        if (option in _SHORT or _NAMED.match(option)) and " " in value
    ]
    for text in texts:
        name, equals, value = text.partition("=")
        if equals and _NAMED.match(name):
            found.append(value)
    return [value for value in found if len(value) <= MAX_LENGTH]


def _begins_with_program(text: str) -> bool:
    found = _FIRST.match(text)
    return found is not None and found.group(1) in MODULE_OF and found.group(1) not in _DATA
