"""Where a model computes: on the processor, or on a graphics processor that the engine can use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import BackendUnavailableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

AUTO: Final = "auto"
CPU: Final = "cpu"
CUDA: Final = "cuda"
METAL: Final = "metal"
CHOICES: Final = (AUTO, CPU, CUDA, METAL)
"""What a user may ask for; `auto` also takes others that llama.cpp was built for, such as vulkan."""

_KINDS: Final = (("cuda", CUDA), ("mtl", METAL), ("metal", METAL))
"""Beginnings of the names that llama.cpp gives to its devices, in lower case, such as CUDA0 and MTL0."""


def kind_of(name: str) -> str:
    """Return cuda, metal or, in lower case and without its number, what llama.cpp calls another device."""
    plain = name.lower()
    return next((kind for start, kind in _KINDS if plain.startswith(start)), plain.rstrip("0123456789 "))


def usable(names: Iterable[str]) -> tuple[str, ...]:
    """Return the devices of an engine, the one to prefer first, the processor last.

    Args:
        names: its graphics processors, as llama.cpp calls them.
    """
    return (*dict.fromkeys(map(kind_of, names)), CPU)


def choose_device(wanted: str, present: tuple[str, ...], engine: str) -> str:
    """Return the device to use.

    Args:
        wanted: one of `CHOICES`.
        present: what the engine can use here, the best first.
        engine: its name, for the message.

    Raises:
        UsageError: there is no device of that name.
        BackendUnavailableError: it is not here, or the engine was not built for it.
    """
    if wanted not in CHOICES:
        message = f"there is no device {wanted!r}"
        raise UsageError(message, hint=f"use one of {', '.join(CHOICES)}")
    if wanted == AUTO:
        return present[0]
    if wanted in present:
        return wanted
    message = f"the device {wanted} cannot be used: the engine {engine} finds only {', '.join(present)} here"
    raise BackendUnavailableError(message, hint=_HINTS[wanted])


_HINTS: Final = {
    CPU: "use --device auto",
    CUDA: "use --device auto, or install an engine that was built for CUDA:"
    " CMAKE_ARGS=-DGGML_CUDA=on pip install llama-cpp-python",
    METAL: "use --device auto; Metal exists on Apple's computers only",
}
