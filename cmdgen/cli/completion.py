"""`cmdgen completion`: the TAB key."""

from __future__ import annotations

from typing import Annotated

import typer

HELP = """Print the script that lets a shell complete cmdgen's subcommands, options and their values.

\b
Set it up:
  bash         eval "$(cmdgen completion bash)"                                  in ~/.bashrc
  zsh          eval "$(cmdgen completion zsh)"                                   in ~/.zshrc, behind compinit
  fish         cmdgen completion fish > ~/.config/fish/completions/cmdgen.fish
  powershell   cmdgen completion powershell | Out-String | Invoke-Expression     in $PROFILE

A TAB then starts no program.
"""


def completion(
    shell: Annotated[
        str,
        typer.Argument(metavar="bash|zsh|fish|powershell", show_default=False, help="Shell to print it for."),
    ],
) -> int:
    """Print one script."""
    from cmdgen.wiring import completing  # noqa: PLC0415

    return completing.print_script(shell)
