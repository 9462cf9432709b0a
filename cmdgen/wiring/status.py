"""`cmdgen status`: who would answer, with which settings, and what is wrong."""

from __future__ import annotations

import json as json_format
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cmdgen import __version__
from cmdgen.core.errors import CmdgenError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.settings import KEYS, environment, load, place
from cmdgen.wiring import latency, parts
from cmdgen.wiring.printout import print_text
from cmdgen.wiring.status_text import render_status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cmdgen.settings import Settings

SCHEMA = 1


def status(flags: Mapping[str, object], config: Path | None, *, json: bool) -> int:
    """Print the state of everything; the status is 69 when the backend cannot answer.

    Raises:
        ConfigurationError: the configuration cannot be used.
    """
    environ = environment()
    settings = load(environ, config, flags)
    facts = gather(settings, environ)
    print_text(json_format.dumps(facts) if json else render_status(facts))
    return ExitCode.OK if facts["backend"]["available"] else ExitCode.NO_BACKEND


def gather(settings: Settings, environ: Mapping[str, str]) -> dict[str, Any]:
    """Return everything that `status` shows, in the shape of its JSON."""
    backend, problems = _backend(settings)
    problems += [{"message": warning, "hint": None} for warning in settings.warnings]
    platform = parts.platform(environ)
    measured = latency.read(place("state"))
    return {
        "schema": SCHEMA,
        "version": __version__,
        "backend": backend,
        "latency": None
        if measured is None
        else {"last_ms": measured.last_ms, "mean_ms": measured.mean_ms, "count": measured.count},
        "config": {
            "file": None if settings.config_file is None else str(settings.config_file),
            "found": settings.config_found,
            "profile": settings.profile,
        },
        "settings": {
            name: {"value": _plain(getattr(settings, name)), "origin": str(settings.origin(name))}
            for name in KEYS
        },
        "shell": parts.dialect_name(settings, environ),
        "platform": {
            "system": platform.system,
            "userland": platform.userland,
            "distribution": platform.distribution,
            "package_manager": platform.package_manager,
            "tools": sorted(platform.tools),
        },
        "problems": problems,
    }


def _backend(settings: Settings) -> tuple[dict[str, Any], list[dict[str, str | None]]]:
    """Return the facts about the backend, and what is wrong with it."""
    facts: dict[str, Any] = {
        "name": settings.backend,
        "available": False,
        "engine": None,
        "model": settings.model,
        "model_path": None,
        "model_bytes": None,
        "is_starter": False,
    }
    try:
        generator = parts.generator(settings, offline=False)
        try:
            info = generator.info()
            facts |= {
                "available": generator.is_available(),
                "engine": info.engine,
                "model": info.model,
                "model_path": info.model_path,
                "model_bytes": _size(info.model_path) if info.model_bytes is None else info.model_bytes,
                "is_starter": info.is_starter,
            }
        finally:
            generator.shutdown()
    except CmdgenError as error:
        return facts, [{"message": error.message, "hint": error.hint}]
    if facts["available"]:
        return facts, []
    reason = parts.why_unavailable(settings)
    message = f"the backend {settings.backend} cannot answer" if reason is None else reason.message
    return facts, [{"message": message, "hint": None if reason is None else reason.hint}]


def _size(path: str | None) -> int | None:
    try:
        return None if path is None else Path(path).stat().st_size
    except OSError:
        return None


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (str, bool, float)) else _number_or_word(value)


def _number_or_word(value: Any) -> Any:
    label = getattr(value, "label", None)
    return value if label is None else label
