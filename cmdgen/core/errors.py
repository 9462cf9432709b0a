"""Every error that a user may meet, with the exit status it leads to.

CmdgenError
├── UsageError                 the command line or the request is wrong             2
├── NoCommandError             no usable command in the answer                     65
├── BackendUnavailableError    the backend cannot answer                           69
│   └── ModelFileError         the model file is missing, truncated or foreign     69
├── TimedOutError              the time budget was spent                           75
├── RefusedError               the safety screening refused                        77
├── ConfigurationError         the configuration cannot be used                    78
└── NeedsDetailError           not one command, or a detail is missing             79

An error says what went wrong, why, and one thing to do (the hint).  A bug stays a traceback.
"""

from __future__ import annotations

from typing import ClassVar

from cmdgen.core.exit_codes import ExitCode


class CmdgenError(Exception):
    """Something went wrong that the user can understand.

    Args:
        message: what happened and why, one line, no full stop at the end.
        hint: one thing to do about it, or None where nothing can be done.
    """

    exit_code: ClassVar[ExitCode]

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(CmdgenError):
    """The command line, or the request itself, is not usable."""

    exit_code = ExitCode.USAGE


class NoCommandError(CmdgenError):
    """The backend answered, but its answer holds no command that may be shown."""

    exit_code = ExitCode.NO_COMMAND


class BackendUnavailableError(CmdgenError):
    """The backend cannot answer: not installed, not running, or no model."""

    exit_code = ExitCode.NO_BACKEND


class ModelFileError(BackendUnavailableError):
    """The model file is missing, truncated, of another format or too new for the engine."""


class TimedOutError(CmdgenError):
    """The time budget of the request was spent before an answer came."""

    exit_code = ExitCode.TIMED_OUT


class RefusedError(CmdgenError):
    """The safety screening does not let this command run."""

    exit_code = ExitCode.REFUSED


class ConfigurationError(CmdgenError):
    """The configuration file, a profile or an environment variable cannot be used."""

    exit_code = ExitCode.CONFIGURATION


class NeedsDetailError(CmdgenError):
    """The request cannot be done by one command, or lacks a detail; the message is the question."""

    exit_code = ExitCode.NEEDS_DETAIL
