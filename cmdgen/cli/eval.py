"""`cmdgen eval`: how often the answers are right, by doing what they say in a sandbox."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cmdgen.cli.options import Backend, Config, Model, Profile

HELP = """Ask the model for a command for each of many tasks, run it in a sandbox, and count how many are right.

\b
Examples:
  cmdgen eval
  cmdgen eval --model ./other.gguf --show wrong
  cmdgen eval --category git --category files --limit 40
  cmdgen eval --json > figures.json
  cmdgen eval --predictions answers.jsonl      score commands that were made elsewhere

Commands run in throw-away folders without network, where bubblewrap or user namespaces can be had; elsewhere
nothing is executed, and only the tasks that compare the wording are counted.

\b
Exit status: 0 done, 2 the tasks cannot be used, 69 no backend, 78 configuration, 130 interrupted.
"""


def eval(  # noqa: A001  a command is called after its function
    backend: Backend = None,
    model: Model = None,
    profile: Profile = None,
    config: Config = None,
    category: Annotated[
        list[str] | None,
        typer.Option("-c", "--category", metavar="NAME", help="Only this category; may be given again."),
    ] = None,
    tasks: Annotated[
        Path | None,
        typer.Option(
            "--tasks", metavar="FOLDER", help="Task files, or a published test set, in place of ours."
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=1, metavar="N", help="At most so many tasks, spread over all."),
    ] = None,
    predictions: Annotated[
        Path | None,
        typer.Option(
            "--predictions", metavar="FILE", help="Score these commands (JSON lines); ask no model."
        ),
    ] = None,
    show: Annotated[
        str | None, typer.Option("--show", metavar="WHICH", help="List the answers: wrong or all.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Measure the answers."""
    from cmdgen.wiring import evaluating  # noqa: PLC0415

    wishes = evaluating.Wishes(
        categories=tuple(category or ()),
        tasks=tasks,
        limit=limit,
        predictions=predictions,
        show=show,
        json=json,
    )
    return evaluating.evaluate({"backend": backend, "model": model, "profile": profile}, config, wishes)
