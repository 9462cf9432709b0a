"""`cmdgen hook`: answers coding agents that ask before they run a command, and guards interactive shells."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cmdgen.cli.options import Shell
from cmdgen.core.errors import UsageError

HELP = """Answer a coding agent that asks, as JSON on stdin, whether a shell command may run.

\b
Formats:
  claude-code   PreToolUse              deny, ask
  codex         PreToolUse              deny
  copilot       preToolUse              deny
  cursor        beforeShellExecution    deny, ask
  gemini        BeforeTool              deny

\b
A guard for your own shell, which asks before a typed command of level high or critical:
  eval "$(cmdgen hook shell bash)"          in ~/.bashrc; zsh likewise
  cmdgen hook shell fish | source           in ~/.config/fish/config.fish

\b
Example:
  echo '{"tool_name": "Bash", "tool_input": {"command": "rm -rf /"}}' | cmdgen hook claude-code

Critical commands are denied, high ones asked about (denied where the agent cannot ask), and about others nothing is
said, so that the agent's own rules decide.  A question that cannot be read is denied.  docs/guard-an-agent.md
shows how to set it up.

\b
Exit status: 0 answered, 2 unknown format or no stdin, which the agents take for a denial.
"""


def hook(
    name: Annotated[
        str, typer.Argument(metavar="FORMAT|shell", show_default=False, help="Format of the agent.")
    ],
    target: Annotated[
        str | None,
        typer.Argument(metavar="bash|zsh|fish", show_default=False, help="Shell to guard, with `shell`."),
    ] = None,
    shell: Shell = None,
    serve: Annotated[str | None, typer.Option("--serve", metavar="FOLDER", hidden=True)] = None,
    owner: Annotated[int, typer.Option("--owner", metavar="PID", hidden=True)] = 0,
) -> int:
    """Answer one question, or print the guard of a shell."""
    if name == "shell":
        from cmdgen.wiring import shell_guard  # noqa: PLC0415

        if serve is None:
            return shell_guard.print_code(target)
        return shell_guard.serve(target or "bash", Path(serve), owner)
    try:
        from cmdgen.wiring import hook as wiring  # noqa: PLC0415
    except Exception as error:
        # A traceback ends with status 1, after which the agents run the command.
        message = f"cmdgen cannot be loaded: {error}"
        raise UsageError(message, hint="install it again") from error
    return wiring.hook(name, shell)
