"""The settings as values: what there is to set, and where each value came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from cmdgen.core.records import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

Source = Literal["flag", "environment", "profile", "file", "default"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the value of one setting came from."""

    source: Source
    detail: str
    """The flag, variable, profile or file itself, in words for the user."""

    def __str__(self) -> str:
        return self.detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting, with the origin of each value."""

    backend: str = "embedded"
    model: str | None = None
    """A GGUF file or a model name; None lets the backend choose."""
    engine: str | None = None
    """Name of the runtime inside the embedded backend; None takes the best one installed."""
    shell: str | None = None
    """Shell that commands are written for; None detects it."""
    yes_level: Level = Level.SAFE
    """The highest level that `--yes` runs without asking."""
    allow_critical: bool = False
    """Whether a critical command may run at all, after the phrase was typed."""
    timeout_s: float = 30.0
    """Time budget of one whole answer, in seconds."""
    temperature: float = 0.0
    seed: int | None = None

    hook_high: str = "ask"
    """What `cmdgen hook` answers to a command of level high: ask or deny; critical is always denied."""
    hook_moderate: str = "none"
    """The same for level moderate: none, ask or deny."""
    hook_safe: str = "none"
    """The same for level safe: none leaves it to the program that asks, allow spares its own question."""

    rules: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """The `[rules]` table of the config file as it stands there; the safety part reads it."""
    profile: str | None = None
    config_file: Path | None = None
    """The file that was read or would be; None on a machine without a place for one."""
    config_found: bool = False
    origins: Mapping[str, Origin] = field(default_factory=lambda: MappingProxyType({}))
    """By key; a key that is missing here has its default."""
    warnings: tuple[str, ...] = ()
    """What looks like a mistake, one line each."""

    @property
    def model_path(self) -> Path | None:
        """The model as a file; None lets the backend choose."""
        return None if self.model is None else Path(self.model).expanduser()

    def origin(self, key: str) -> Origin:
        """Return where the value of this key came from."""
        return self.origins.get(key, Origin("default", "default"))
