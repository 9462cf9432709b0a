"""The test at the end of `cmdgen init`: one request to exactly the backend that was set up."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import CommandRequest, Sampling
from cmdgen.settings import environment
from cmdgen.wiring import backends, parts

if TYPE_CHECKING:
    from cmdgen.core.ports import CommandGenerator
    from cmdgen.core.records import GeneratedCommand
    from cmdgen.settings import Settings
    from cmdgen.wiring.setup_talk import Talk

TEST_REQUEST: Final = "list the files in this folder"
_TEST_TIMEOUT_S: Final = 60.0
"""A server loads its model for the first answer."""


def first_answer(backend: str, settings: Settings, talk: Talk) -> GeneratedCommand:
    """Return what exactly this backend answers to the test.

    Raises:
        CmdgenError: it does not answer.
    """
    environ = environment()
    request = CommandRequest(
        text=TEST_REQUEST, dialect=parts.dialect_name(settings, environ), platform=parts.platform(environ)
    )
    generator: CommandGenerator
    if backend in backends.SERVERS:
        patient = dataclasses.replace(
            settings, request_timeout_s=max(settings.request_timeout_s, _TEST_TIMEOUT_S)
        )
        server = backends.SERVERS[backend](patient)
        if (warning := server.plain_http_warning()) is not None:
            talk.say(warning)
        talk.say(f"asking {server.address}; a model that is not loaded yet takes a while")
        generator = server
    else:
        generator = backends.embedded(settings)
    try:
        return generator.generate(request, Sampling(timeout_s=_TEST_TIMEOUT_S))
    finally:
        generator.shutdown()
