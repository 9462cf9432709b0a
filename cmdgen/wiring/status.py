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
from cmdgen.wiring.doctor import Inquiry, troubles
from cmdgen.wiring.model_choice import starter_may_stand_in
from cmdgen.wiring.printout import print_text
from cmdgen.wiring.status_text import render_status
from cmdgen.wiring.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cmdgen.backends.embedded.backend import EmbeddedBackend
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
    inquiry = Inquiry(settings)
    states, problem = _states(settings)
    embedded = _embedded(settings)
    platform = parts.platform(environ)
    shell = parts.dialect_name(settings, environ)
    measured = latency.read(place("state"))
    found = troubles(settings, environ, states, inquiry, shell=shell, model_bytes=embedded["model_bytes"])
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
        "url": state.url or None,
        "skipped_s": state.skipped_s,
        "failures": state.failures,
        "latency_ms": state.latency_ms,
        "success": state.success,
    }


def _embedded(settings: Settings) -> dict[str, Any]:
    """Return the facts about the model that would answer in this process; no model is loaded."""
    facts: dict[str, Any] = {
        "available": False, "engine": None, "device": None, "model": settings.model, "model_path": None,
        "model_bytes": None, "is_starter": False,
    }  # fmt: skip
    try:
        generator = _in_force(settings)
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


def _in_force(settings: Settings) -> EmbeddedBackend:
    """Return the backend with the model that is set, or with the starter, where that one stands in for it.

    Raises:
        CmdgenError: the model is none, and nothing may stand in.
    """
    try:
        chosen = backends.embedded(settings)
    except CmdgenError:
        if not starter_may_stand_in(settings):
            raise
        return backends.embedded_with(settings, None)
    if chosen.is_available() or not starter_may_stand_in(settings):
        return chosen
    starter = backends.embedded_with(settings, None)
    return starter if starter.is_available() else chosen


def _size(path: str | None) -> int | None:
    try:
        return None if path is None else Path(path).stat().st_size
    except OSError:
        return None
