"""The safety validator: reads a command as its shell would and says what is dangerous about it."""

from __future__ import annotations

from cmdgen.core.records import Command, Report


def screen(command: Command) -> Report:
    """Return what is dangerous about exactly this text; never raises, never runs anything."""
    from cmdgen.safety.engine import screen as full_screen  # noqa: PLC0415 - rule packs and parsers load on first use

    return full_screen(command)
