"""`cmdgen shell`: the keys of an interactive shell."""

from __future__ import annotations

from typing import Annotated

import typer

from cmdgen.core.errors import UsageError

HELP = """Print the code that brings cmdgen into your prompt line.

\b
Set it up (one line, at the end of the file):
  bash         eval "$(cmdgen shell init bash)"                                  ~/.bashrc
  zsh          eval "$(cmdgen shell init zsh)"                                   ~/.zshrc
  fish         cmdgen shell init fish | source                                   ~/.config/fish/config.fish
  powershell   Invoke-Expression (& cmdgen shell init powershell | Out-String)   $PROFILE

\b
Then:
  find big files <Alt-G>               the words become a command on the line; Enter runs it in this shell
  ?? what's using port 8080? <Enter>   the same without the key; no quotes needed
  cmdgen fix                           when the last command has failed
  cmdgen_shell_remove                  takes all of it out of the running shell again
"""


def shell(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="init bash|zsh|fish|powershell", show_default=False, help="What to print."),
    ] = None,
    key: Annotated[str, typer.Option("--key", metavar="KEY", help="Such as alt-g or ctrl-o.")] = "alt-g",
    alias: Annotated[
        str, typer.Option("--alias", metavar="WORD", help='First word of a request; "" for none.')
    ] = "??",
    guard: Annotated[
        bool, typer.Option("--guard", help="Ask before a typed command of level high or above.")
    ] = False,
    widget: Annotated[str | None, typer.Option("--widget", metavar="SHELL", hidden=True)] = None,
    columns: Annotated[int, typer.Option("--columns", hidden=True)] = 80,
    base64: Annotated[bool, typer.Option("--base64", hidden=True)] = False,
) -> int:
    """Print the integration, or answer its key."""
    given = words or []
    if widget is not None:
        from cmdgen.wiring import shell_line  # noqa: PLC0415

        return shell_line.suggest(" ".join(given), widget, columns=columns, encoded=base64)
    if len(given) != 2 or given[0] != "init":
        message = "say which shell: cmdgen shell init bash, zsh, fish or powershell"
        raise UsageError(message, hint="see cmdgen shell --help")
    from cmdgen.wiring import shell_code  # noqa: PLC0415

    return shell_code.print_code(given[1], key=key, alias=alias, guard=guard)
