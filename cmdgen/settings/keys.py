"""Every key that a user can set: how its raw value is read and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from cmdgen.settings import parsing
from cmdgen.settings.parsing import SHELL_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

GROUPS: Final = ("ollama", "vllm")
"""Keys with one of these words in front stand in a table of that name."""

PREFIX: Final = "CMDGEN_"


@dataclass(frozen=True, slots=True)
class Key:
    """One setting that a user can set."""

    name: str
    """The field of `Settings`."""
    parse: Callable[[object], Any]
    """Turns the raw value (text from a variable, or a TOML value) into the typed one; raises ValueError."""
    allowed: str
    """The values that it takes, in words."""
    meaning: str
    kind: Literal["text", "truth", "number", "list"] = "text"
    """How a config file spells the value."""
    flag: str | None = None
    """The option of the command line that sets it."""
    unset: str = ""
    """The word for no value; empty where there is none."""
    secret: bool = False
    """Never shown in full."""

    @property
    def group(self) -> str | None:
        """The table that it stands in."""
        group = self.name.partition("_")[0]
        return group if group in GROUPS else None

    @property
    def path(self) -> tuple[str, ...]:
        """Where it stands in a config file: the table if there is one, and the name in it."""
        return (self.name,) if self.group is None else (self.group, self.name.removeprefix(f"{self.group}_"))

    @property
    def dotted(self) -> str:
        """Its name for people: `ollama.url`."""
        return ".".join(self.path)

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return PREFIX + self.name.upper()


def _address(raw: object) -> str:
    from cmdgen.settings.addresses import web_address  # noqa: PLC0415  urllib is needed for an address only

    return web_address(raw)


_AUTO_TEXT: Final = parsing.unless("auto", parsing.text)
_OFF_SECONDS: Final = parsing.unless("off", parsing.number(0, 3600))
_SECONDS: Final = parsing.number(0.1, 3600)
_SECONDS_WORDS: Final = "number from 0.1 to 3600"

KEYS: Final[Mapping[str, Key]] = {
    key.name: key
    for key in (
        Key("backend", parsing.text, "`embedded`, `ollama`, `vllm`", "which backend answers", flag="--backend"),
        Key(
            "backends",
            parsing.names,
            "list of names",
            "backends to choose from, the preferred one first; an empty list leaves only `backend`",
            kind="list",
        ),
        Key(
            "fallback",
            parsing.truth,
            "true or false",
            "whether the embedded backend answers when the chosen one fails",
            kind="truth",
            flag="--no-fallback",
        ),
        Key(
            "offline",
            parsing.truth,
            "true or false",
            "whether network access is forbidden",
            kind="truth",
            flag="--offline",
        ),
        Key("model", parsing.text, "path or name", "path of a GGUF file, or the name of a model", flag="--model"),
        Key(
            "models_dir",
            parsing.folder,
            "path",
            "folder of downloaded models; without it `models` in the user's cache folder",
        ),
        Key(
            "engine",
            _AUTO_TEXT,
            "`auto`, `llama-cpp-python`, `xllamacpp`, `mlx`",
            "runtime of the embedded backend",
            unset="auto",
        ),
        Key(
            "device",
            parsing.unless("auto", parsing.one_of("cpu", "cuda", "metal")),
            "`auto`, `cpu`, `cuda`, `metal`",
            "what the embedded backend computes on",
            unset="auto",
        ),
        Key(
            "threads",
            parsing.unless("auto", parsing.whole(1, 1024)),
            "`auto` or a whole number from 1 to 1024",
            "threads of the embedded backend; auto takes one for each physical core",
            kind="number",
            unset="auto",
        ),
        Key(
            "prefix_cache",
            parsing.truth,
            "true or false",
            "whether what the embedded backend makes of the fixed part of a prompt is kept for the next start",
            kind="truth",
        ),
        Key("temperature", parsing.number(0, 2), "number from 0 to 2", "0 always takes the likeliest token",
            kind="number", flag="--temperature"),
        Key(
            "seed",
            parsing.whole(0, 2**32 - 1),
            "whole number from 0 to 4294967295",
            "makes sampling above temperature 0 repeatable",
            kind="number",
            flag="--seed",
        ),
        Key("samples", parsing.whole(1, 5), "whole number from 1 to 5",
            "answers to choose from: the one that most of them agree on is taken", kind="number"),
        Key("examples", parsing.whole(0, 8), "whole number from 0 to 8",
            "similar requests with their commands that a chat model is shown", kind="number"),
        Key(
            "own_examples",
            parsing.truth,
            "true or false",
            "whether a command that you edited and ran answers the same request again",
            kind="truth",
        ),
        Key("prompt", parsing.one_of("full", "short"), "`full`, `short`", "instructions that a chat model gets"),
        Key("timeout_s", _SECONDS, _SECONDS_WORDS, "time budget of one whole answer, in seconds",
            kind="number", flag="--timeout"),
        Key("connect_timeout_s", _SECONDS, _SECONDS_WORDS, "time for connecting to a server, in seconds",
            kind="number"),
        Key("request_timeout_s", _SECONDS, _SECONDS_WORDS, "time for one try at a server, in seconds",
            kind="number"),
        Key("retries", parsing.whole(0, 10), "whole number from 0 to 10",
            "how many times a server is asked again after a failure that may pass", kind="number"),
        Key(
            "max_wait_s",
            _OFF_SECONDS,
            "`off` or a number from 0 to 3600",
            "seconds after which the embedded backend answers in place of a slow server",
            kind="number",
            flag="--max-wait",
            unset="off",
        ),
        Key(
            "structured",
            parsing.truth,
            "true or false",
            "whether a model on a server is held to a JSON schema; for models that talk around their commands",
            kind="truth",
        ),
        Key("ollama_url", _address, "address", "where Ollama listens; without it `OLLAMA_HOST`, then this machine"),
        Key("ollama_model", parsing.text, "name", "model that Ollama answers with; without it one that it has"),
        Key(
            "ollama_keep_alive",
            parsing.keep_alive,
            "time such as `5m`, `0`, `forever`",
            "how long Ollama keeps the model in memory after an answer; a bare number means seconds",
        ),
        Key("ollama_auto_start", parsing.truth, "true or false",
            "whether a local Ollama that is installed and not running is started", kind="truth"),
        Key("vllm_url", _address, "address", "where a vLLM or other OpenAI-compatible server listens"),
        Key("vllm_model", parsing.text, "name", "model that this server answers with; without it one that it has"),
        Key("vllm_api_key", parsing.api_key, "ASCII text", "key that this server wants", secret=True),
        Key("vllm_api_key_command", parsing.text, "command", "command that prints this key"),
        Key(
            "shell",
            parsing.shell,
            "`auto`, " + ", ".join(f"`{name}`" for name in SHELL_NAMES),
            "shell that commands are written for; auto finds out",
            flag="--shell",
            unset="auto",
        ),
        Key("yes_level", parsing.yes_level, "`safe`, `moderate`", "highest level that --yes runs without asking"),
        Key("allow_critical", parsing.truth, "true or false",
            "whether a critical command may run after a typed phrase", kind="truth"),
        Key("resident", parsing.one_of("off", "auto", "on"), "`off`, `auto`, `on`",
            "whether `cmdgen serve` answers: auto where it runs, on starts it for the next call"),
        Key("history", parsing.one_of("on", "off", "private"), "`on`, `off`, `private`",
            "whether requests and answers are kept; private keeps no texts"),
        Key("shell_history", parsing.truth, "`true`, `false`",
            "whether a command that ran is added to the history file of its shell"),
        Key("hook_high", parsing.one_of("ask", "deny"), "`ask`, `deny`", "answer of `cmdgen hook` to level high"),
        Key("hook_moderate", parsing.one_of("none", "ask", "deny"), "`none`, `ask`, `deny`",
            "answer of `cmdgen hook` to level moderate"),
        Key("hook_safe", parsing.one_of("none", "allow"), "`none`, `allow`", "answer of `cmdgen hook` to level safe"),
    )
}  # fmt: skip
"""By field of `Settings`, in the order in which they are shown."""

BY_DOTTED: Final[Mapping[str, Key]] = {key.dotted: key for key in KEYS.values()}
"""The same by the name for people."""


def find(name: str) -> Key | None:
    """Return the key of this name, dotted or with an underscore."""
    return BY_DOTTED.get(name) or KEYS.get(name)


def nearest_key(name: str) -> str | None:
    """Return what may stand in a config file and is closest to this name: `api_kye` means `vllm.api_key`."""
    import difflib  # noqa: PLC0415  only after a mistake

    others = (*GROUPS, "profile", "profiles", "rules")
    if name in others:  # right elsewhere
        return None
    whole = difflib.get_close_matches(name, [*BY_DOTTED, *others], n=1)
    if whole:
        return whole[0]
    last = difflib.get_close_matches(
        name.rpartition(".")[2], [key.path[-1] for key in KEYS.values() if key.group], n=1
    )
    return next((key.dotted for key in KEYS.values() if key.group and key.path[-1] in last), None)
