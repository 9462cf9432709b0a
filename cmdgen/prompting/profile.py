"""How one model wants to be asked, and how far its answers can be trusted.

A model file may have a sidecar `<stem>.profile.toml` beside it; any other model is asked as a general
instruction-tuned chat model, such as Qwen2.5-Coder-Instruct.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cmdgen.prompting.vocabulary import Vocabulary

Style = Literal["chat", "bare"]

DIALECTS: Final = frozenset({"bash", "zsh", "sh", "fish", "powershell", "cmd"})
"""Every shell that a command can be asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """How a model's own token probabilities translate into trust.

    "Mean p" is the geometric mean of the probabilities of an answer's tokens, the end token included.
    """

    sure_at: float
    """Smallest mean p of an answer that is shown without a warning."""
    guess_at: float
    """Smallest mean p of an answer that is shown at all."""
    calibration: tuple[tuple[float, float], ...]
    """Measured points (mean p, share of right answers), rising in both; linear in between."""
    failed_check: float = 0.25
    """Upper bound for the share of right answers once the answer does not fit the request's words."""
    failed_guess_at: float = 0.0
    """Smallest mean p of such an answer that is shown at all."""
    vocabulary: Vocabulary | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptProfile:
    """What the prompt for one model consists of, and what its answers are worth."""

    name: str
    """What users call the model, as in "the starter model"."""
    style: Style = "chat"
    """chat: instructions, machine facts, request.  bare: a short tag, then the request alone."""
    system: Mapping[str, str] = field(default_factory=dict)
    """System text by "system/shell", "system/package manager", system or "any"; the first that fits is taken."""
    short_system: Mapping[str, str] = field(default_factory=dict)
    """The same in as few words as will do, for requests that ask for a short prompt; `system` where there is none."""
    stop: tuple[str, ...] = ()
    max_request_characters: int = 4000
    max_request_bytes: int | None = None
    """Limit in UTF-8, for models with a short context: a rare sign costs one token a byte."""
    max_stdin_characters: int = 0
    """How much of the data on stdin the prompt shows; 0: the model cannot use any."""
    knows_platform: bool = True
    """Whether the prompt tells the machine's facts; if not, `assumed_*` say what the model expects."""
    assumed_userlands: Mapping[str, str] = field(default_factory=dict)
    """By system: the userland that the commands are written for."""
    assumed_package_managers: Mapping[str, str] = field(default_factory=dict)
    """By system: the package manager that the commands use."""
    known_dialects: frozenset[str] = DIALECTS
    """Shells that the model writes for."""
    guessed_dialects: frozenset[str] = frozenset()
    """Shells for which its answers are shown as guesses; for all others it is not asked."""
    rating: Rating | None = None
    """None: its probabilities say nothing, answers are unrated."""
    is_starter: bool = False


@functools.cache
def chat_profile() -> PromptProfile:
    """Return the built-in profile of an instruction-tuned chat model."""
    return PromptProfile(
        name="chat",
        system={"any": _text("chat.system.txt")},
        short_system={"any": _text("chat.short.txt")},
        # A closing fence, not an opening one: an answer that begins with a fence must survive.
        stop=("\n```", "\n\n"),
        max_stdin_characters=2000,
    )


def _text(name: str) -> str:
    return (Path(__file__).parent / "prompts" / name).read_text(encoding="utf-8").strip()


def profile_for(model_path: Path) -> PromptProfile:
    """Return the profile of a model file: its sidecar's where there is one, else the built-in chat profile.

    Args:
        model_path: the weights; only the sidecar beside them is read.

    Raises:
        ConfigurationError: there is a sidecar, but it cannot be used.
    """
    sidecar = model_path.with_name(f"{model_path.stem}.profile.toml")
    if not sidecar.is_file():
        return chat_profile()
    from cmdgen.prompting.sidecar import read_profile  # noqa: PLC0415  (TOML is needed only here)

    return read_profile(sidecar)
