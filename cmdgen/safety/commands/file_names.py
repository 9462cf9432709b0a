"""Programs that print names of files, of folders and of programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.safety import paths
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import SOME, STAR, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def working_directory(call: Call) -> str:
    """Return what pwd prints."""
    return call.state.cwd


def base_name(call: Call) -> str:
    """Return what basename prints where the path is known."""
    operands = [arg.text for arg in call.parsed.operands]
    if len(operands) == 1 and marks.is_known(operands[0]):
        return operands[0].rstrip("/").rsplit("/", 1)[-1]
    return SOME if operands and operands[0] != UNKNOWN else UNKNOWN


def folder_name(call: Call) -> str:
    """Return what dirname prints where the path is known."""
    operands = [arg.text for arg in call.parsed.operands]
    if len(operands) == 1 and operands[0] in (marks.HOME, marks.CWD, call.state.cwd):
        return paths.canonical(operands[0] + "/..")
    if len(operands) == 1 and "/" in operands[0] and operands[0] != "/":
        return operands[0].rstrip("/").rpartition("/")[0] or "/"
    if len(operands) == 1 and marks.is_known(operands[0]):
        return "." if operands[0] != "/" else "/"
    return SOME


def which(call: Call) -> str:
    """Return what which prints: the program's name stays readable."""
    operands = [arg.text for arg in call.parsed.operands if arg.text != "-v"]
    return "/usr/bin/" + operands[0] if len(operands) == 1 else UNKNOWN


def real_path(call: Call) -> str:
    """Return what realpath and readlink print: a path without detours; links are not known here."""
    operands = [arg.text for arg in call.parsed.operands]
    if len(operands) != 1 or (
        call.name == "readlink" and not call.parsed.has("-f", "-e", "-m", "--canonicalize")
    ):
        return UNKNOWN
    return paths.canonical(operands[0], call.state.cwd) + "\n"


def make_temporary(call: Call) -> str:
    """Return what mktemp prints: a fresh path."""
    del call
    return marks.FRESH


def listing(call: Call) -> str:
    """Return what ls prints: names in a folder."""
    operands = [arg.text for arg in call.parsed.operands]
    if call.parsed.has("-l", "--help"):
        return UNKNOWN
    shown = [text for text in operands if paths.has_pattern(text) or text.startswith("/dev/")]
    return "\n".join(shown) + "\n" if shown and len(shown) == len(operands) else STAR


HANDLERS: Final = {
    "ls": listing, "pwd": working_directory, "basename": base_name, "dirname": folder_name, "mktemp": make_temporary,
    **dict.fromkeys(("which", "type", "whence"), which), **dict.fromkeys(("realpath", "readlink", "grealpath", "greadlink"), real_path),
}  # fmt: skip
