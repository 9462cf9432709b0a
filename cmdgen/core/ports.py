"""The roles that adapters fill; the pipeline knows only these."""

from __future__ import annotations

from typing import Protocol

from cmdgen.core.records import (
    Approval,
    BackendInfo,
    Command,
    CommandRequest,
    Execution,
    GeneratedCommand,
    Report,
    Sampling,
)


class CommandGenerator(Protocol):
    """A backend: something that turns a request into one command.

    Constructing one is cheap; whatever is slow happens at the first `generate`.
    """

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Return one command for the request.

        Raises:
            NoCommandError: the answer holds no usable command.
            NeedsDetailError: the model asks back, or says that one command cannot do it.
            BackendUnavailableError: the backend cannot answer.
            TimedOutError: `sampling.timeout_s` was spent.
        """
        ...

    def is_available(self) -> bool:
        """Return whether `generate` can be expected to work; never raises, never loads a model."""
        ...

    def info(self) -> BackendInfo:
        """Return who would answer; never loads a model."""
        ...

    def shutdown(self) -> None:
        """Release memory, threads and sockets; harmless when called twice."""
        ...


class Screener(Protocol):
    """The safety validator: total (no text makes it raise) and deterministic."""

    def __call__(self, command: Command) -> Report:
        """Return the report on exactly this text."""
        ...


class Executor(Protocol):
    """Runs approved commands."""

    def __call__(self, approval: Approval) -> Execution:
        """Run the command of the approval in its own shell, with the terminal inherited."""
        ...
