"""How the settings want a backend to be asked: with examples, several times, with the short instructions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cmdgen.settings import environment

if TYPE_CHECKING:
    from cmdgen.core.ports import CommandGenerator
    from cmdgen.core.records import BackendInfo, CommandRequest, GeneratedCommand, Sampling
    from cmdgen.settings import Settings


def asked_so(generator: CommandGenerator, settings: Settings) -> CommandGenerator:
    """Return the backend as the settings want it to be asked; the backend itself where they want nothing special."""
    if settings.examples or settings.prompt == "short":
        generator = _Prompted(generator, settings)
    if settings.samples > 1:
        from cmdgen.pipeline.choosing import Choosing  # noqa: PLC0415  off by default
        from cmdgen.wiring.parts import syntax_checker  # noqa: PLC0415

        generator = Choosing(generator, settings.samples, syntax_checker(environment()))
    return generator


def prompted(request: CommandRequest, settings: Settings) -> CommandRequest:
    """Return the request with everything that the settings put into its prompt; examples that it has come first."""
    examples = request.examples[: settings.examples]
    if len(examples) < settings.examples:
        from cmdgen.prompting.examples_store import similar  # noqa: PLC0415  off by default

        known = {example.command for example in examples}
        found = similar(request.text, request.dialect, request.platform, settings.examples)
        new = (example for example in found if example.command not in known)
        examples = (*examples, *new)[: settings.examples]
    return replace(request, examples=examples, short_prompt=settings.prompt == "short")


def described(settings: Settings) -> dict[str, Any]:
    """Return what the settings say about asking, for reports; by key."""
    return {"examples": settings.examples, "samples": settings.samples, "prompt": settings.prompt}


class _Prompted:
    """Puts into each request what the settings want in its prompt."""

    def __init__(self, generator: CommandGenerator, settings: Settings) -> None:
        self._generator = generator
        self._settings = settings

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        """Complete the request and pass it on."""
        if not self._generator.info().is_starter:  # which knows neither instructions nor examples
            request = prompted(request, self._settings)
        return self._generator.generate(request, sampling)

    def is_available(self) -> bool:
        """Pass the question on."""
        return self._generator.is_available()

    def info(self) -> BackendInfo:
        """Pass the question on."""
        return self._generator.info()

    def shutdown(self) -> None:
        """Pass the order on."""
        self._generator.shutdown()
