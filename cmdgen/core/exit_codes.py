"""The exit status of the program: a documented contract for scripts."""

from __future__ import annotations

import enum


@enum.unique
class ExitCode(enum.IntEnum):
    """What the program itself answers when it does not pass on the status of a command it ran.

    The values from 64 on follow sysexits.h where a name there fits.
    """

    OK = 0
    """A command was printed, or the user's question was answered."""
    DECLINED = 1
    """The user looked at the command and said no."""
    USAGE = 2
    """The command line of cmdgen itself is wrong."""
    CHECK_HIGH = 3
    """`cmdgen check` found risk level high."""
    CHECK_CRITICAL = 4
    """`cmdgen check` found risk level critical."""
    NO_COMMAND = 65
    """The backend answered, but no usable command was in the answer."""
    NO_BACKEND = 69
    """No backend could answer."""
    TIMED_OUT = 75
    """The time budget was spent."""
    REFUSED = 77
    """The safety screening refused to run the command."""
    CONFIGURATION = 78
    """The configuration cannot be used."""
    NEEDS_DETAIL = 79
    """One command cannot do it, or the request lacks a detail; the question is on stderr."""
    INTERRUPTED = 130
    """Ctrl-C."""
