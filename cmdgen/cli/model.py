"""`cmdgen model`: which models there are, which are here, and which answers."""

from __future__ import annotations

from typing import Annotated

import typer

from cmdgen.cli.options import Config, Profile
from cmdgen.core.errors import UsageError

HELP = """Show, fetch, choose and remove models.

\b
  cmdgen model available                 what there is, what fits this machine, what is recommended
  cmdgen model pull qwen2.5-coder-1.5b   fetch it; interrupted, the same command goes on
  cmdgen model pull qwen2.5-coder-1.5b:Q8_0
  cmdgen model pull hf.co/OWNER/REPO     any GGUF file of the hub; also hf.co/OWNER/REPO:Q5_K_M or :FILE.gguf
  cmdgen model pull ./some-model.gguf    take over a file of this machine
  cmdgen model pull NAME@ollama          let the Ollama server fetch it; NAME@mlx fetches weights for Apple Silicon
  cmdgen model list                      what is here
  cmdgen model info NAME                 what the catalogue and the file itself say
  cmdgen model use NAME                  let it answer from now on; starter is the one inside cmdgen
  cmdgen model use NAME@ollama           let the Ollama server answer with it
  cmdgen model rm NAME

\b
Browse models: https://huggingface.co/models?library=gguf
A mirror, a token, proxies: HF_ENDPOINT, HF_TOKEN, HTTPS_PROXY.  docs/models.md tells more.
"""
EPILOG = """\b
Exit status: 0 done, 1 not removed because you said no, 2 there is no such model, 69 it could not be fetched or read,
78 the configuration cannot be used, 130 interrupted.
"""
_WITHOUT_NAME = ("available", "list")
_WITH_NAME = ("pull", "info", "use", "rm")


def model(
    action: Annotated[
        str, typer.Argument(metavar="available|pull|list|info|use|rm", show_default=False, help="What to do.")
    ],
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="MODEL", show_default=False, help="NAME[:QUANT][@BACKEND], hf.co/..., or a file."
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="rm: do not ask.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="pull: no progress.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Open no network connection.")] = False,
    profile: Profile = None,
    config: Config = None,
) -> int:
    """Manage models."""
    from cmdgen.wiring import models as wiring  # noqa: PLC0415
    from cmdgen.wiring.model_shelf import open_shelf  # noqa: PLC0415

    shelf = open_shelf({"profile": profile, "offline": offline or None}, config)
    if name is None and action in _WITHOUT_NAME:
        return {"available": wiring.available, "list": wiring.list_models}[action](shelf, json=json)
    if name is not None and action in _WITH_NAME:
        if action == "pull":
            return wiring.pull(shelf, name, json=json, quiet=quiet)
        if action == "rm":
            return wiring.remove(shelf, name, yes=yes, json=json)
        if action == "use" and name.lower().endswith("@ollama"):
            from cmdgen.wiring import model_of_ollama  # noqa: PLC0415

            return model_of_ollama.use(shelf, name, json=json)
        return {"info": wiring.info, "use": wiring.use}[action](shelf, name, json=json)
    raise _usage_error(action, name)


def _usage_error(action: str, name: str | None) -> UsageError:
    if action in _WITH_NAME:
        known = "cmdgen model available" if action == "pull" else "cmdgen model list"
        return UsageError(f"model {action} needs the name of a model", hint=f"{known} shows them")
    if action in _WITHOUT_NAME:
        message = f"model {action} takes no name, but {name!r} was given"
        return UsageError(message, hint=f"cmdgen model {action}, or cmdgen model info {name}")
    return UsageError(
        f"there is no model {action!r}", hint="cmdgen model available, pull, list, info, use, or rm"
    )
