"""What an awk program would run, write, or send.

Source: https://www.gnu.org/software/gawk/manual/gawk.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, redirection
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import LOCAL, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_STRING: Final = r'"(?:\\.|[^"\\])*"'
_SYSTEM: Final = lazy_re.compile(rf"\bsystem\s*\(\s*((?:{_STRING}|[^()\"]|\([^()]*\))*)\)")
_GETLINE: Final = lazy_re.compile(rf"((?:{_STRING}|[\w$.]|[ \t])+)\|\s*(?:&\s*)?getline")
_PIPED: Final = lazy_re.compile(
    rf"\bprintf?\b((?:{_STRING}|[^|;}}\"\n])*)\|(?!\|)\s*&?\s*((?:{_STRING}|[\w$.]|[ \t])+)"
)
_WRITTEN: Final = lazy_re.compile(
    rf"\bprintf?\b((?:{_STRING}|\([^()]*\)|[^;}}>\"\n(])*)(>>?)\s*((?:{_STRING}|[\w$.]|[ \t])+)"
)
_SHELL: Final = lazy_re.compile(r"(?:/usr)?(?:/bin/)?(?:ba|z|da|k)?sh(?: -[ip]+)?")
_ASSIGNED: Final = lazy_re.compile(rf"\b([A-Za-z_]\w*)\s*=\s*({_STRING})(?=\s*[;}}\n])")


def run(call: Call, program: str) -> None:
    """Judge an awk program: system(), pipes from and to commands, output to files, connections."""
    program = re.sub(r"(?m)(?:^|(?<=\s))#[^\n\"]*$", "", program)
    if "/inet" in program and re.search(r'"/inet[46]?/(?:tcp|udp)/', program):
        call.flag("remote.shell" if re.search(r"system|getline|\|", program) else "secrets.upload", program)
    known = {name: _text(literal) for name, literal in _ASSIGNED.findall(program)}
    known.update(
        {
            value.partition("=")[0]: value.partition("=")[2]
            for value in call.parsed.values("-v", "--assign")
            if "=" in value
        }
    )
    for match in _SYSTEM.finditer(program):
        _command(call, match.group(1), known)
    for match in _GETLINE.finditer(program):
        if '"' in match.group(1) or match.group(1).strip() in known:
            _command(call, match.group(1), known)
    for match in _PIPED.finditer(program):
        if '"' in match.group(2) or match.group(2).strip() in known:
            _command(call, match.group(2), known, stdin=_joined(match.group(1), known))
    for match in _WRITTEN.finditer(program):
        target = match.group(3).strip()
        if '"' not in target and target not in known:
            continue  # a comparison, or a name that only the data tells
        path = _joined(target, known)
        if path and path not in ("/dev/stderr", "/dev/stdout", "-"):
            redirection.write_file(
                call.analysis,
                Arg(path, call.span),
                call.state,
                _joined(match.group(1), known) or LOCAL,
                call.span,
                append=match.group(2) == ">>",
                copied=True,
            )


def _text(literal: str) -> str:
    return re.sub(
        r"\\(.)",
        lambda found: {"n": "\n", "t": "\t", "/": "/"}.get(found.group(1), found.group(1)),
        literal[1:-1],
    )


def _joined(expression: str, known: dict[str, str]) -> str:
    pieces = re.findall(rf"({_STRING})|(\$?[\w.]+)", expression)
    return "".join(_text(quoted) if quoted else known.get(bare, UNKNOWN) for quoted, bare in pieces)


def _command(call: Call, expression: str, known: dict[str, str], *, stdin: str = "") -> None:
    text = _joined(expression, known)
    if call.state.privileged and _SHELL.fullmatch(text.strip()):
        call.flag("interpreter.root-escape", text)
    if text.strip(UNKNOWN + " "):
        call.run_text(text, stdin=stdin)
    else:
        call.flag("unreadable.assembled", expression)
