"""`cmdgen status`: who would answer, with which settings, and what is wrong."""

from __future__ import annotations

import json as json_format
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cmdgen import __version__
from cmdgen.core.errors import CmdgenError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.settings import KEYS, environment, load, place, shown
from cmdgen.wiring import backends, latency, parts
from cmdgen.wiring.doctor import Trouble, troubles
from cmdgen.wiring.printout import print_text
from cmdgen.wiring.status_text import render_status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cmdgen.backends.selection.selector import BackendState
    from cmdgen.settings import Settings

SCHEMA = 1


def status(flags: Mapping[str, object], config: Path | None, *, json: bool) -> int:
    """Print the state of everything; the status is 69 when nobody can answer.

    Raises:
        ConfigurationError: the configuration cannot be used.
    """
    environ = environment()
    settings = load(environ, config, flags)
    facts = gather(settings, environ)
    print_text(json_format.dumps(facts) if json else render_status(facts))
    return ExitCode.OK if facts["can_answer"] else ExitCode.NO_BACKEND


def gather(settings: Settings, environ: Mapping[str, str]) -> dict[str, Any]:
    """Return everything that `status` shows, in the shape of its JSON."""
    states, problem = _states(settings)
    embedded = _embedded(settings)
    platform = parts.platform(environ)
    shell = parts.dialect_name(settings, environ)
    measured = latency.read(place("state"))
    found = troubles(settings, environ, states, shell, embedded["model_bytes"])
    return {
        "schema": SCHEMA,
        "version": __version__,
        "can_answer": any(state.is_available for state in states if state.place is not None),
        "backends": [_described(state) for state in states],
        "embedded": embedded,
        "latency": None
        if measured is None
        else {"last_ms": measured.last_ms, "mean_ms": measured.mean_ms, "count": measured.count},
        "config": {
            "file": None if settings.config_file is None else str(settings.config_file),
            "found": settings.config_found,
            "profile": settings.profile,
        },
        "settings": {
            key.dotted: {"value": shown(settings, key.name), "origin": str(settings.origin(key.name))}
            for key in KEYS.values()
        },
        "shell": shell,
        "platform": {
            "system": platform.system,
            "userland": platform.userland,
            "distribution": platform.distribution,
            "package_manager": platform.package_manager,
            "tools": sorted(platform.tools),
        },
        "problems": [{"message": one.message, "hint": one.hint} for one in (*problem, *found)],
    }


def _states(settings: Settings) -> tuple[tuple[BackendState, ...], list[Trouble]]:
    try:
        return backends.selector(settings, lambda _: None).states(fresh=True), []
    except CmdgenError as error:
        return (), [Trouble(error.message, error.hint)]


def _described(state: BackendState) -> dict[str, Any]:
    return {
        "name": state.name,
        "place": state.place,
        "available": state.is_available,
        "url": state.url,
        "skipped_s": state.skipped_s,
        "failures": state.failures,
        "latency_ms": state.latency_ms,
        "success": state.success,
    }


def _embedded(settings: Settings) -> dict[str, Any]:
    """Return the facts about the model in this process; no model is loaded."""
    facts: dict[str, Any] = {
        "available": False, "engine": None, "device": None, "model": settings.model, "model_path": None,
        "model_bytes": None, "is_starter": False,
    }  # fmt: skip
    try:
        generator = backends.embedded(settings)
        info = generator.info()
        facts |= {
            "available": generator.is_available(),
            "engine": info.engine,
            "model": info.model,
            "model_path": info.model_path,
            "model_bytes": _size(info.model_path) if info.model_bytes is None else info.model_bytes,
            "is_starter": info.is_starter,
        }
        facts["device"] = generator.device_in_use()
    except CmdgenError:
        pass  # told among the problems
    return facts


def _size(path: str | None) -> int | None:
    try:
        return None if path is None else Path(path).stat().st_size
    except OSError:
        return None
