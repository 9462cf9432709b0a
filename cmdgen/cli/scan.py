"""`cmdgen scan`: screens shell scripts, for pre-commit and continuous integration."""

from __future__ import annotations

from typing import Annotated

import typer

from cmdgen.cli.options import Shell

HELP = """Screen shell scripts and makefiles, and say in which line what is dangerous.  Nothing is run.

\b
Examples:
  cmdgen scan deploy.sh Makefile
  cmdgen scan --format sarif scripts/ > cmdgen.sarif
  cmdgen scan --level critical *.sh

The first line of a file or its name tells the shell.  In a folder, what is evidently a script is screened.

\b
A remark at the end of a line, or alone in the line above, settles findings of one rule that are not critical:
  git push --force    # cmdgen: ignore git.push-force this branch is rebuilt every night

\b
Exit status: 0 nothing at or above --level, 3 something, 4 something critical, 2 a file cannot be read.
"""


def scan(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", show_default=False, help="Files or folders.")
    ],
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, json or sarif.")] = "text",
    shell: Shell = None,
    level: Annotated[
        str,
        typer.Option("--level", metavar="LEVEL", help="Least level that counts: moderate, high or critical."),
    ] = "high",
) -> int:
    """Screen files."""
    from cmdgen.wiring import scan as wiring  # noqa: PLC0415

    return wiring.scan_files(files, shell, form, level)
