"""The settings as values: what there is to set, and where each value came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from cmdgen.core.records import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

Source = Literal["flag", "environment", "profile", "file", "default"]
_SOURCES: Final[tuple[Source, ...]] = get_args(Source)
"""The closest to the call first."""


def _is_own_file(model: str) -> bool:
    """Return whether a model's name is that of a file or folder here; vLLM, too, names its models by paths."""
    return (
        model.lower().endswith(".gguf")
        or model.startswith((".", "~"))
        or (Path(model).is_absolute() and Path(model).exists())
    )


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
    backends: tuple[str, ...] = ()
    """Backends to choose from, the preferred one first; empty leaves only `backend`.  See `candidates`."""
    fallback: bool = True
    """Whether the embedded backend answers when the chosen one fails."""
    offline: bool = False
    """Whether network access is forbidden."""
    model: str | None = None
    """A GGUF file or a model name; None lets the backend choose."""
    models_dir: Path | None = None
    """Folder of downloaded models; None takes the usual one below the user's cache folder."""
    engine: str | None = None
    """Name of the runtime inside the embedded backend; None takes the best one installed."""
    device: str | None = None
    """What the embedded backend computes on: cpu, cuda or metal; None takes the best one there is."""
    threads: int | None = None
    """Threads of the embedded backend; None takes one for each physical core."""
    prefix_cache: bool = True
    """Whether the state of the fixed part of a prompt is kept in the cache folder for the next start."""
    temperature: float = 0.0
    seed: int | None = None
    samples: int = 1
    """How many answers the model gives at most, of which the best is taken."""
    examples: int = 0
    """How many similar requests with their commands the prompt shows to a chat model."""
    own_examples: bool = True
    """Whether the user's own changes of earlier answers, kept in the history, answer the same request again."""
    prompt: str = "full"
    """Which instructions a chat model gets: full or short."""

    timeout_s: float = 30.0
    """Time budget of one whole answer, in seconds."""
    connect_timeout_s: float = 5.0
    """Time for connecting to a server, in seconds."""
    request_timeout_s: float = 30.0
    """Time for one try at a server, in seconds."""
    retries: int = 2
    """How many times a server is asked again after a failure that may pass."""
    max_wait_s: float | None = None
    """Seconds after which the embedded backend answers in place of a slow server; None waits for the server."""

    structured: bool = False
    """Whether a model on a server is held to JSON of a schema, instead of answering in plain text."""
    ollama_url: str | None = None
    """Without a slash at the end; comes from `$OLLAMA_HOST` where that is set; None takes Ollama's usual one."""
    ollama_model: str | None = None
    ollama_keep_alive: str | None = None
    """How long Ollama keeps a model in memory, in its own spelling, always with a unit: 5m, 0s, -1s."""
    ollama_auto_start: bool = False
    """Whether a local Ollama that is installed and not running is started."""
    vllm_url: str | None = None
    """Without a slash at the end."""
    vllm_model: str | None = None
    vllm_api_key: str | None = field(default=None, repr=False)
    vllm_api_key_command: str | None = None
    """Command that prints the key."""

    shell: str | None = None
    """Shell that commands are written for; None detects it."""
    yes_level: Level = Level.SAFE
    """The highest level that `--yes` runs without asking."""
    allow_critical: bool = False
    """Whether a critical command may run at all, after the phrase was typed."""
    resident: str = "auto"
    """Whether a resident process answers: off never, auto where one runs, on also starts one for the next call."""
    history: str = "on"
    """on, off, or private: without the texts."""
    shell_history: bool = True
    """Whether a command that ran is added to the history file of its shell."""
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
    def candidates(self) -> tuple[str, ...]:
        """The backends to choose from, the preferred one first.

        `--backend` on the command line wins over `backends` in the file: what is said closer to the call holds.
        So does `--model ./file.gguf`, which no server can mean.
        """
        if self._names_own_model_now():
            return ("embedded",)
        nearer = _SOURCES.index(self.origin("backend").source) < _SOURCES.index(
            self.origin("backends").source
        )
        return (self.backend,) if nearer or not self.backends else self.backends

    def _names_own_model_now(self) -> bool:
        """Return whether this very call names a model of this machine, and no backend."""
        said_now = {"flag", "environment"}
        return (
            self.model is not None
            and self.origin("model").source in said_now
            and not {self.origin("backend").source, self.origin("backends").source} & said_now
            and (self.model == "starter" or _is_own_file(self.model))
        )

    def origin(self, key: str) -> Origin:
        """Return where the value of this key, a name of a field, or of `profile` came from."""
        return self.origins.get(key, Origin("default", "default"))
