"""Profiles: bundles of settings with a name, built in or the user's own."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from cmdgen.core.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

BUILT_IN: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        # Nothing leaves this machine, and nothing is asked from it.
        "offline": {"backend": "embedded", "backends": [], "offline": True},
        "ollama": {"backend": "ollama", "backends": []},
        "vllm": {"backend": "vllm", "backends": []},
        # An answer within seconds, from whoever is there: a server gets one short try.
        "fast": {
            "timeout_s": 10,
            "connect_timeout_s": 1,
            "request_timeout_s": 5,
            "retries": 0,
            "max_wait_s": 3,
            "fallback": True,
            "temperature": 0,
        },
        # The largest model within reach, however long it takes; the embedded one if there is no server.
        "quality": {
            "backends": ["vllm", "ollama", "embedded"],
            "timeout_s": 180,
            "request_timeout_s": 120,
            "retries": 2,
            "max_wait_s": "off",
            "fallback": True,
            "temperature": 0,
            "examples": 4,
        },
        # Nothing leaves this machine or is kept, nothing risky runs, and a coding agent has to ask.
        "paranoid": {
            "backend": "embedded",
            "backends": [],
            "offline": True,
            "history": "off",
            "yes_level": "safe",
            "allow_critical": False,
            "hook_high": "deny",
            "hook_moderate": "ask",
            "hook_safe": "none",
            "ollama": {"auto_start": False},
        },
    }
)


def refuse_unknown(name: str, own: Iterable[str], path: Path | None) -> None:
    """Do nothing if there is a profile of this name.

    Raises:
        ConfigurationError: there is none.
    """
    known = [*sorted(own), *sorted(set(BUILT_IN) - set(own))]
    if name in known:
        return
    import difflib  # noqa: PLC0415  only after a mistake

    nearest = difflib.get_close_matches(name, known, n=1)
    message = f"there is no profile {name!r}; known: {', '.join(known)}"
    add = f"add [profiles.{name}] to {path or 'a configuration file'}"
    raise ConfigurationError(message, hint=f"did you mean {nearest[0]}?  Otherwise {add}" if nearest else add)
