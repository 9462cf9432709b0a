"""Every key that a user can set: how its raw value is read and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cmdgen.core.records import Level
from cmdgen.shells.dialects import DIALECTS, known_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SHELL_NAMES: Final = tuple(DIALECTS)


@dataclass(frozen=True, slots=True)
class Key:
    """One setting that a user can set."""

    name: str
    parse: Callable[[object], Any]
    """Turns the raw value (text from a variable, or a TOML value) into the typed one; raises ValueError."""
    meaning: str


def _text(raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        problem = "must be text that is not empty"
        raise ValueError(problem)
    return raw.strip()


def _unless_auto(raw: object) -> str | None:
    value = _text(raw)
    return None if value == "auto" else value


def _shell(raw: object) -> str | None:
    value = _unless_auto(raw)
    name = None if value is None else known_name(value)
    if value is not None and name is None:
        problem = f"must be auto or one of {', '.join(SHELL_NAMES)}"
        raise ValueError(problem)
    return name


def _yes_level(raw: object) -> Level:
    levels = {"safe": Level.SAFE, "moderate": Level.MODERATE}
    if not isinstance(raw, str) or raw not in levels:
        problem = "must be safe or moderate: --yes never runs anything of a higher level"
        raise ValueError(problem)
    return levels[raw]


def _one_of(*words: str) -> Callable[[object], str]:
    problem = f"must be one of {', '.join(words)}"

    def parse(raw: object) -> str:
        if not isinstance(raw, str) or raw not in words:
            raise ValueError(problem)
        return raw

    return parse


def _truth(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    words = {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
    }
    try:
        return words[str(raw).lower()]
    except KeyError:
        problem = "must be true or false"
        raise ValueError(problem) from None


def _number(low: float, high: float) -> Callable[[object], float]:
    problem = f"must be a number from {low:g} to {high:g}"

    def parse(raw: object) -> float:
        if isinstance(raw, bool):
            raise ValueError(problem)  # noqa: TRY004  the caller turns ValueError into a message
        try:
            value = float(raw)  # type: ignore[arg-type]  # anything else ends in the TypeError below
        except (TypeError, ValueError):
            raise ValueError(problem) from None
        if not low <= value <= high:  # NaN fails here too
            raise ValueError(problem)
        return value

    return parse


def _seed(raw: object) -> int:
    problem = "must be a whole number from 0 to 4294967295"
    if isinstance(raw, (bool, float)):
        raise ValueError(problem)  # noqa: TRY004  the caller turns ValueError into a message
    try:
        value = int(raw)  # type: ignore[call-overload]  # anything else ends in the TypeError below
    except (TypeError, ValueError):
        raise ValueError(problem) from None
    if not 0 <= value < 2**32:
        raise ValueError(problem)
    return int(value)


KEYS: Final[Mapping[str, Key]] = {
    key.name: key
    for key in (
        Key("backend", _text, "which backend answers: embedded"),
        Key("model", _text, "path of a GGUF file, or the name of a model"),
        Key("engine", _unless_auto, "runtime of the embedded backend: auto, llama-cpp-python or xllamacpp"),
        Key("shell", _shell, f"shell that commands are written for: auto, {', '.join(SHELL_NAMES)}"),
        Key("yes_level", _yes_level, "highest level that --yes runs without asking: safe or moderate"),
        Key("allow_critical", _truth, "whether a critical command may run after a typed phrase"),
        Key("timeout_s", _number(0.1, 3600), "time budget of one answer, in seconds"),
        Key("temperature", _number(0, 2), "0 always takes the likeliest token"),
        Key("seed", _seed, "makes sampling above temperature 0 repeatable"),
        Key("hook_high", _one_of("ask", "deny"), "answer of `cmdgen hook` to level high: ask or deny"),
        Key(
            "hook_moderate",
            _one_of("none", "ask", "deny"),
            "answer of `cmdgen hook` to level moderate: none, ask or deny",
        ),
        Key("hook_safe", _one_of("none", "allow"), "answer of `cmdgen hook` to level safe: none or allow"),
    )
}
