"""`cmdgen init`: sets everything up and tests it."""

from __future__ import annotations

from typing import Annotated

import typer

from cmdgen.cli.options import Config

HELP = """Set cmdgen up: backend, model, keys of the shell; each part is tested before anything is written.

\b
Examples:
  cmdgen init                                    asks, with an answer ready for every question
  cmdgen init --yes                              takes the answers that are ready; needs no terminal
  cmdgen init --yes --no-model --no-keys         the smallest: only the config file
  cmdgen init --backend ollama --url http://gpu:11434
  cmdgen init --backend vllm --url https://llm.example.com --api-key-command 'pass show llm'
  cmdgen init --remove-keys                      takes the line out of the shell's startup file again

\b
It can be run again at any time; what is set already is kept unless you say otherwise.
Exit status: 0 set up and tested, 69 set up but the backend does not answer yet, 78 the configuration
cannot be used or written, 130 stopped, and nothing was changed.
"""


def init(
    backend: Annotated[
        str | None, typer.Option("-b", "--backend", metavar="NAME", help="embedded, ollama or vllm.")
    ] = None,
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="Address of the server.")] = None,
    model: Annotated[
        str | None, typer.Option("-m", "--model", metavar="NAME", help="Model to fetch or to ask for.")
    ] = None,
    api_key_command: Annotated[
        str | None, typer.Option("--api-key-command", metavar="COMMAND", help="Prints the server's key.")
    ] = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="Fetch no model.")] = False,
    no_keys: Annotated[bool, typer.Option("--no-keys", help="Leave the shell's startup file alone.")] = False,
    remove_keys: Annotated[
        bool, typer.Option("--remove-keys", help="Take the keys out of the shell again, and stop.")
    ] = False,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Ask nothing.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Open no network connection.")] = False,
    config: Config = None,
) -> int:
    """Set everything up."""
    from cmdgen.wiring import setup  # noqa: PLC0415
    from cmdgen.wiring.setup_server import ServerWishes  # noqa: PLC0415

    wishes = setup.Wishes(
        backend=backend,
        server=ServerWishes(url=url, model=model, api_key_command=api_key_command),
        fetch_model=not no_model,
        keys=not no_keys,
        offline=offline,
    )
    if remove_keys:
        return setup.remove_keys()
    return setup.set_up(wishes, config, ask=not yes)
