"""Text that is only partly known: private-use characters stand for what the text alone does not tell.

A mark inside an ordinary string keeps every later step (splitting, joining, comparing, printing) simple.
The same characters in the user's text are replaced on entry, so no input can forge a mark.
"""

from __future__ import annotations

from typing import Final

from cmdgen.safety import lazy_re

UNKNOWN: Final = "\ue000"
"""Any text, possibly none: an unset variable, a positional parameter."""
SOME: Final = "\ue001"
"""Any text, but not none: a process id, a date, `${X:?}`."""
STAR: Final = "\ue002"
"""An active `*` of a file name pattern."""
ONE: Final = "\ue003"
"""An active `?` or `[...]` of a file name pattern."""
HOME: Final = "\ue004"
"""The home folder of the user."""
CWD: Final = "\ue005"
"""The working directory at the start: a project somewhere below the home folder."""
FRESH: Final = "\ue006"
"""A path that mktemp made in the same command."""
NETWORK: Final = "\ue007"
"""Content that came from the network."""
OPAQUE: Final = "\ue008"
"""Content that was decoded, decrypted or reversed from something that is not readable here."""
SECRET: Final = "\ue009"
"""Content of a key, credential store or the like."""
ENVIRONMENT: Final = "\ue00a"
"""The whole environment."""
INITIALISER: Final = "\ue00b"
"""What a well-known local program prints in order to be evaluated."""
SOCKET: Final = "\ue00d"
"""What somebody at the other end of a network connection sends."""
DECODED: Final = "\ue00e"
"""Stands before text that was decoded or transformed here: readable to the screening, not to a person."""
ENDLESS: Final = "\ue010"
"""Content that never ends: /dev/zero, yes."""
SHELL: Final = "\ue00f"
"""What a shell prints that obeys its input: at the other end of a connection it is remote control."""
LOCAL: Final = "\ue00c"
"""Content of an ordinary local file."""
PROCESSES: Final = "\ue011"
"""The ids of all processes of a user or of the machine, not narrowed by a name."""
PASSWORD: Final = "\ue012"
"""Value of a variable that holds a password or token: it may be sent to log in, not as the message itself."""
TOKEN: Final = PASSWORD + SECRET
"""What a program prints whose only purpose is to hand out a token: the same as a password while it is left whole."""
DATABASE: Final = "\ue013"
"""Content of a whole database or home, as a dump program or archiver prints it."""
VITAL: Final = "\ue014"
"""The id of a process on which remote access, login, network or logging depends."""

TAINTS: Final = (NETWORK, SOCKET, OPAQUE, SECRET, ENVIRONMENT, SHELL, PROCESSES, DATABASE, VITAL)
"""Marks of content whose origin matters wherever it flows."""

LEAKS: Final = (SECRET, DATABASE)
"""Marks of content that is as precious when another machine or a container prints it."""

_ALL: Final = lazy_re.compile("[\ue000-\ue014]")
_MARKS: Final = lazy_re.compile("[\ue000-\ue014\ue020-\ue025]")
_PRIVATE: Final = lazy_re.compile("[\ue000-\uf8ff]")
_SHOWN: Final = {
    UNKNOWN: "…", SOME: "…", STAR: "*", ONE: "?", HOME: "~", CWD: ".", FRESH: "(a new temporary file)",
    NETWORK: "(downloaded)", OPAQUE: "(decoded)", SECRET: "(secret)", ENVIRONMENT: "(environment)",
    INITIALISER: "…", LOCAL: "…", SOCKET: "(from the network)", DECODED: "", ENDLESS: "…", SHELL: "(a shell)", PROCESSES: "…", PASSWORD: "…", DATABASE: "(a database)", VITAL: "…",
    # How PowerShell's values are kept: LIST, BLOCK, ALL, TYPE, PAIR and VALUE of its modules.
    "\ue020": ",", "\ue021": "", "\ue022": "(all of them)", "\ue023": "", "\ue024": ";", "\ue025": "=",
}  # fmt: skip
_HASH_TABLE: Final = lazy_re.compile("\ue024([^\n]*)")
"""A mark before each entry, the first included."""


def without_forgeries(text: str) -> str:
    """Return the text with private-use characters replaced one for one, so that positions stay the same."""
    return text if text.isascii() else _PRIVATE.sub("\ufffd", text)


def is_known(text: str) -> bool:
    """Return whether nothing in the text is left open."""
    return _ALL.search(text) is None


def show(text: str) -> str:
    """Return the text for people: an ellipsis for what is open, values of PowerShell as it writes them."""
    text = _HASH_TABLE.sub(r"@{\1}", text)
    return _MARKS.sub(lambda match: _SHOWN[match.group()], text)


def leaks(text: str) -> str:
    """Return the marks of what must not leave, out of what a program prints somewhere else."""
    return "".join(mark for mark in LEAKS if mark in text)


def emptied(text: str) -> str:
    """Return the text as it would be if everything that may be empty were empty."""
    return text.replace(UNKNOWN, "")


_CONTENT: Final = str.maketrans(
    dict.fromkeys(
        (
            NETWORK,
            SOCKET,
            OPAQUE,
            SECRET,
            ENVIRONMENT,
            INITIALISER,
            LOCAL,
            SHELL,
            ENDLESS,
            PROCESSES,
            PASSWORD,
            DATABASE,
            VITAL,
        ),
        UNKNOWN,
    )
    | {DECODED: None}
)


def as_text(text: str) -> str:
    """Return the text with the origin of its open parts forgotten: for names and paths."""
    return text.translate(_CONTENT)
