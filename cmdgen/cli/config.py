"""`cmdgen config`: shows and changes settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from cmdgen.cli.misspelt import nearest
from cmdgen.cli.options import Config, Profile
from cmdgen.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

HELP = """Show and change settings.

\b
  cmdgen config show                      every setting, its value and where that comes from
  cmdgen config get timeout_s             one value
  cmdgen config set ollama.model llama3   change one; comments and order of the file stay
  cmdgen config set vllm.api_key -        read the value from stdin, so that no one sees it
  cmdgen config set profiles.work.backend vllm
  cmdgen config set -- ollama.keep_alive -1
  cmdgen config unset timeout_s           back to the default
  cmdgen config edit                      in your editor ($VISUAL, $EDITOR), checked before it holds
  cmdgen config path                      where the file is
  cmdgen config profiles                  built-in profiles and your own: cmdgen --profile fast REQUEST

A value comes from the first of these that has one: option, CMDGEN_* variable, profile, file, default.
docs/configuration.md explains every key.

\b
Exit status: 0 done, 2 there is no such setting or its value is not allowed, 78 the file cannot be used or written.
"""

_WORDS: Final = {
    "show": "",
    "get": "KEY",
    "set": "KEY VALUE",
    "unset": "KEY",
    "edit": "",
    "path": "",
    "profiles": "",
}
"""What it can do -> the words that this takes."""


def config(
    action: Annotated[
        str, typer.Argument(metavar="|".join(_WORDS), show_default=False, help="What to do.")
    ] = "show",
    words: Annotated[
        list[str] | None, typer.Argument(metavar="KEY VALUE", show_default=False, help="Setting and value.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON: show, get, profiles.")] = False,
    reveal: Annotated[bool, typer.Option("--reveal", help="get: print a key in full.")] = False,
    profile: Profile = None,
    config: Config = None,
) -> int:
    """Show and change settings."""
    from cmdgen.wiring import config as wiring  # noqa: PLC0415

    given = list(words or [])
    match (action, *given):
        case ("show",):
            return wiring.show(config, profile, json=json)
        case ("get", name):
            return wiring.get(config, profile, name, reveal=reveal, json=json)
        case ("set", name, *values) if values and (len(values) == 1 or wiring.takes_list(name)):
            return wiring.put(config, name, ",".join(values))
        case ("unset", name):
            return wiring.unset(config, name)
        case ("edit",):
            from cmdgen.wiring import config_edit  # noqa: PLC0415

            return config_edit.edit(config)
        case ("path",):
            return wiring.path(config)
        case ("profiles",):
            return wiring.profiles(config, profile, json=json)
        case _:
            raise _usage_error(action, given)


def _usage_error(action: str, words: Sequence[str]) -> UsageError:
    if action not in _WORDS:
        meant = nearest(action, _WORDS)
        message = f"there is no config {action!r}" + (
            f"; did you mean cmdgen config {meant}?" if meant else ""
        )
        return UsageError(message, hint=f"cmdgen config {', '.join(_WORDS)}")
    usage = f"cmdgen config {action} {_WORDS[action]}".rstrip()
    wanted = _WORDS[action] or "no words"
    # The words themselves are not repeated: one may be a key.
    given = {0: "nothing was given", 1: "one word was given"}.get(
        len(words), f"{len(words)} words were given"
    )
    if action == "set" and len(words) > 1:
        return UsageError(
            f"config set takes {wanted}, but {given}", hint="put quotes around a value with spaces"
        )
    return UsageError(f"config {action} takes {wanted}, but {given}", hint=usage)
