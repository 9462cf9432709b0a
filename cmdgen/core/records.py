"""The nouns of one request, in the order in which they come into being.

words -> CommandRequest -> Prompt -> Completion -> GeneratedCommand -> Report -> Approval -> Execution

All are frozen: a changed command is a new command and is screened again.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Literal

System = Literal["linux", "macos", "windows"]
Userland = Literal["gnu", "bsd", "busybox", "windows"]
Role = Literal["system", "user", "assistant"]
FinishReason = Literal["stop", "length"]


class Level(enum.IntEnum):
    """How much must happen between showing a command and running it; ordered, the worst part wins."""

    SAFE = 0
    """Only reads, is trivially undone, or only talks about something dangerous."""
    MODERATE = 1
    """Changes state in a limited, expected way."""
    HIGH = 2
    """Hard to undo, lowers security, or cannot be read."""
    CRITICAL = 3
    """Irreversible loss of a machine, a home, a disk, a data store or credentials, or of control."""

    @property
    def label(self) -> str:
        """The level as users, JSON and rule files spell it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """Facts about the machine that decide which command is right."""

    system: System
    userland: Userland
    """Whose core utilities are installed: their options differ."""
    distribution: str | None = None
    """ID of os-release, such as debian, on Linux."""
    package_manager: str | None = None
    """Name of the program that installs packages, such as apt, dnf or brew."""
    tools: frozenset[str] = frozenset()
    """Which of the common tools are installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One earlier answer and what was wrong with it."""

    command: str
    wish: str
    """What to change: the user's words, or the syntax checker's message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A request like the one at hand, and a command that does what it says."""

    request: str
    command: str
    is_own: bool = False
    """From the user's own history; it stays on this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRequest:
    """What the user wants, with the facts that a backend may use."""

    text: str
    dialect: str
    """Shell that the command is for: bash, zsh, sh, fish, powershell or cmd."""
    platform: Platform
    stdin_excerpt: str = ""
    """Beginning of the data on stdin, to be shown to the model as data, never as orders."""
    file_names: tuple[str, ...] = ()
    """Names in the working directory, if the user wants the model to see them; data like the excerpt."""
    revisions: tuple[Revision, ...] = ()
    examples: tuple[Example, ...] = ()
    """Similar requests with their commands, the most similar first; models that know no examples ignore them."""
    short_prompt: bool = False
    """Whether the instructions are the short ones, where the model has such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One turn of a chat prompt."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A chat prompt; the engine applies the chat template of its own model."""

    messages: tuple[Message, ...]
    stop: tuple[str, ...] = ()
    """The completion ends before the first of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """How to pick tokens, in the names of the OpenAI API."""

    max_tokens: int = 100
    temperature: float = 0.0
    """0 is greedy."""
    top_p: float = 0.9
    seed: int | None = None
    """None lets the engine choose; 0 is a seed."""
    timeout_s: float = 30.0
    """Wall-clock limit for one whole completion, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Where the time of one answer went, in milliseconds; None where it was not measured."""

    load_ms: float | None = None
    """Loading the model; 0 when it was loaded already."""
    prompt_ms: float | None = None
    first_token_ms: float | None = None
    total_ms: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """What a model wrote for one prompt."""

    text: str
    finish_reason: FinishReason
    token_logprobs: tuple[float, ...] | None = None
    """Natural logarithm of each chosen token's probability, the end token included; None if unknown."""
    timings: Timings = field(default_factory=Timings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One shell command."""

    text: str
    """Shown, screened and run: the same text, byte for byte."""
    dialect: str
    """Shell that it is for: bash, zsh, sh, fish, powershell or cmd."""


class Certainty(enum.Enum):
    """What may be said about an answer before anybody has looked at it."""

    SURE = "sure"
    """Right often enough to be shown without a warning."""
    UNSURE = "unsure"
    """A guess; it is shown as one."""
    UNRATED = "unrated"
    """The model gives no usable probabilities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """How likely the command is right."""

    certainty: Certainty
    probability: float | None = None
    """Calibrated share of right answers among answers like this one, 0 to 1; None if unrated."""
    reason: str = ""
    """Why it is unsure, in words for the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackendInfo:
    """Which backend, engine and model answer."""

    backend: str
    """Name for --backend: embedded, ollama or vllm."""
    engine: str
    """Runtime: llama-cpp-python, xllamacpp, mlx, or the server's name."""
    model: str
    """Name of the model for people."""
    model_path: str | None = None
    model_bytes: int | None = None
    is_starter: bool = False
    """True for the small model inside the package, whose answers deserve less trust."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedCommand:
    """A backend's answer to a request."""

    command: Command
    source: BackendInfo
    confidence: Confidence
    explanation: str = ""
    fallback_from: str | None = None
    """The backend that was asked first and could not answer."""
    timings: Timings = field(default_factory=Timings)
    mean_logprob: float | None = None
    """Mean natural logarithm of the probabilities of the answer's tokens; None if the engine gives none."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Part of a command's text: characters [start, end), counted in code points from 0."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One reason why a command deserves care."""

    rule: str
    """Id of the rule; it never changes its meaning."""
    level: Level
    message: str
    """The reason in plain words, with the affected target filled in."""
    span: Span
    """The words that the finding is about."""
    fix: str | None = None
    """A safer form, where one exists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The screening of exactly one command text."""

    command: Command
    findings: tuple[Finding, ...] = ()
    """Worst first, then in the order of the text."""

    @property
    def level(self) -> Level:
        """The worst finding's level; safe without findings."""
        return max((finding.level for finding in self.findings), default=Level.SAFE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Consent to run one screened command; the executor takes nothing else.

    Made only by a confirmation of the report's own text, or by a policy that the user set.
    """

    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """How a command that ran has ended."""

    exit_code: int
    """Its own status; 128 + n when signal n killed it."""
