"""The stream editor sed: scripts that change text, write files or run commands."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, places, redirection
from cmdgen.safety.commands.reading import files_or_stdin, option_files
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import LOCAL, OPAQUE, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def sed(call: Call) -> str:
    """Follow sed: scripts may write files or run commands, `-i` rewrites its operands."""
    parsed = call.parsed
    scripts = parsed.values("-e", "--expression")
    operands = list(parsed.operands)
    if not scripts and not parsed.has("-f", "--file") and operands:
        scripts = [operands.pop(0).text]
    for script in scripts:
        _sed_script(call, script)
    for content in option_files(call, "-f", "--file"):
        for line in content.splitlines():
            _sed_script(call, line)
    if parsed.has("-i", "--in-place", "-I"):
        is_kept = any(re.match(r"-[nrEsuz]*[iI].|--in-place=.", text) for text in call.texts)
        for arg in operands:
            if not arg.text:
                continue
            redirection.write_file(call.analysis, arg, call.state, LOCAL, arg.span, append=False, copied=True)
            call.flag("files.edit-in-place", arg.text, span=arg.span)
            if is_kept:
                call.analysis.drop_remedy("files.edit-in-place", arg.span)
        return ""
    for arg in operands:
        if places.is_secret(arg.text, call.state.cwd):
            call.flag("secrets.show", arg.text, span=arg.span)
    read = files_or_stdin(call, [arg.text for arg in operands])
    if read and not any(taint in read for taint in marks.TAINTS):
        return _substituted(scripts, read)
    return read


def _sed_script(call: Call, script: str) -> None:
    if re.search(r"(?:^|[;{}\d$/!\s])e(?:\s+\S|$)", script) and not re.match(
        r"\s*[sy](.).*\1.*\1[gpiIm0-9w]*$", script
    ):
        command = re.search(r"(?:^|[;{}\d$/!\s])e\s+(.+)$", script)
        if command:
            call.run_text(command.group(1))
    for executed in _SED_SUBSTITUTION.finditer(script[:_MAX_SED_READ]):
        if "e" in executed.group(4):
            call.run_text(executed.group(3).replace("\\", "") or UNKNOWN)
    for written in _SED_WRITE.finditer(script[:_MAX_SED_READ]):
        redirection.write_file(
            call.analysis, Arg(written.group(1), call.span), call.state, LOCAL, call.span, append=False
        )


_SED_SUBSTITUTION: Final = lazy_re.compile(
    r"(?:^|[;{}\s/$\d!,])s([/|#@,!:%~+_])((?:\\.|(?!\1)[^\\\n])*)\1((?:\\.|(?!\1)[^\\\n])*)\1([a-zA-Z0-9]*)"
)
_SED_WRITE: Final = lazy_re.compile(r"(?:^|[;{/$}\d])\s*w\s+([^\s;}]+)")
_MAX_SED_READ: Final = 4_000
"""Characters of a sed script that are searched for commands that run or write."""
_MAX_SUBSTITUTED: Final = 10_000
"""Characters of text that a substitution is computed on."""
_MAX_SED: Final = 400
"""Characters of a sed script that is computed; a longer one gives text that is not readable here."""
_UNTAMED: Final = lazy_re.compile(r"[*+}?][^|]{0,40}[*+]|\\[1-9]")
"""Patterns with several repetitions or a back reference may take for ever on hostile text."""
_CLASSES: Final = {
    "[:lower:]": "a-z",
    "[:upper:]": "A-Z",
    "[:digit:]": "0-9",
    "[:space:]": " \\t\\n",
    "[:blank:]": " \\t",
    "[:alpha:]": "A-Za-z",
    "[:alnum:]": "A-Za-z0-9",
    "[:xdigit:]": "A-Fa-f0-9",
    "[:punct:]": "!-/:-@\\[-`{-~",
}
"""Classes of characters of POSIX, as Python writes them inside of brackets."""


def _compiled(pattern: str) -> re.Pattern[str]:
    for name, members in _CLASSES.items():
        pattern = pattern.replace(name, members)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a bracket in somebody's pattern is no concern of ours
        return re.compile(pattern)


def _substituted(scripts: list[str], read: str) -> str:
    for script in scripts:
        if len(script) > _MAX_SED:
            return OPAQUE
        match = re.fullmatch(r"s(.)((?:\\.|[^\\])*?)\1((?:\\.|[^\\])*?)\1([gI]*)", script)
        if not match:
            return OPAQUE if len(read) > 20 and not re.search(r"\s", read.strip()) else read
        if len(read) > _MAX_SUBSTITUTED or _UNTAMED.search(match.group(2)):
            return OPAQUE
        try:
            pattern = _compiled(match.group(2))
        except re.error:
            return read
        replacement = match.group(3).replace("&", "\\g<0>")
        try:
            read = pattern.sub(replacement, read, count=0 if "g" in match.group(4) else 1)
        except (re.error, IndexError):
            return read
    return read


HANDLERS: Final = {"sed": sed, "gsed": sed}
