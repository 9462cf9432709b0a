"""Turn plain words into one shell command, screened by a real parser.

>>> import cmdgen
>>> suggestion = cmdgen.generate("find big files")  # doctest: +SKIP
>>> suggestion.command.text, suggestion.report.level.label  # doctest: +SKIP

Importing this package loads nothing but itself; what a function needs comes with its first call.
"""

from __future__ import annotations

TYPE_CHECKING = (
    False  # as type checkers read it; `typing` takes as long to import as a call through `cmdgen serve`
)
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from cmdgen.core.records import Report
    from cmdgen.pipeline import Candidate

__version__ = "0.1.0"
__all__ = ["__version__", "acheck", "agenerate", "check", "generate", "models"]


def generate(
    text: str,
    *,
    backend: str | None = None,
    model: str | Path | None = None,
    shell: str | None = None,
    profile: str | None = None,
    config: str | Path | None = None,
    timeout_s: float | None = None,
    temperature: float | None = None,
    seed: int | None = None,
) -> Candidate:
    """Return one shell command for a request, screened; nothing is run and nothing is printed.

    Settings that are not given come from the environment and the config file, as on the command line.

    Args:
        text: what the command should do, in plain words.
        backend: which backend answers.
        model: path of a GGUF file, or the name of a model.
        shell: shell to write for; otherwise it is detected.
        profile: profile of the config file.
        config: config file to read.
        timeout_s: time budget of the answer, in seconds.
        temperature: 0 takes the likeliest tokens.
        seed: makes sampling above temperature 0 repeatable.

    Raises:
        cmdgen.core.errors.CmdgenError: there is no answer; the subclass says why.
    """
    from cmdgen.wiring import api  # noqa: PLC0415

    flags = {
        "backend": backend,
        "model": None if model is None else str(model),
        "shell": shell,
        "profile": profile,
        "timeout_s": timeout_s,
        "temperature": temperature,
        "seed": seed,
    }
    return api.generate(text, flags, config)


def check(text: str, *, shell: str | None = None) -> Report:
    """Return how risky a command is, and why; nothing is run and nothing is printed.

    Args:
        text: the command.
        shell: shell that it is for; otherwise it is detected.
    """
    from cmdgen.wiring import api  # noqa: PLC0415

    return api.check(text, shell)


async def agenerate(text: str, **settings: Any) -> Candidate:
    """Return one shell command for a request without blocking the event loop; arguments as for `generate`."""
    import asyncio  # noqa: PLC0415

    return await asyncio.to_thread(generate, text, **settings)


async def acheck(text: str, *, shell: str | None = None) -> Report:
    """Return how risky a command is without blocking the event loop; arguments as for `check`."""
    import asyncio  # noqa: PLC0415

    return await asyncio.to_thread(check, text, shell=shell)
