"""`cmdgen bench`: how fast backends answer on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from cmdgen.cli.options import Config, Model, Profile

HELP = """Measure how fast a backend and its model answer here: loading, first token, whole answer, memory.

\b
Examples:
  cmdgen bench
  cmdgen bench -m ./qwen2.5-coder-1.5b.gguf --runs 5
  cmdgen bench -b embedded -b ollama      side by side
  cmdgen bench --json > before.json

The same few requests are asked each time.  Every figure is a median; how good the answers are is what
`cmdgen eval` tells.
"""


def bench(
    backend: Annotated[
        list[str] | None, typer.Option("-b", "--backend", metavar="NAME", help="Backend; may be repeated.")
    ] = None,
    model: Model = None,
    profile: Profile = None,
    config: Config = None,
    runs: Annotated[int, typer.Option("--runs", metavar="N", min=1, max=1000, help="Rounds (3).")] = 3,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Measure and print."""
    from cmdgen.wiring import benching  # noqa: PLC0415

    flags = {"model": model, "profile": profile}
    return benching.bench(backend or [], flags, config, runs=runs, json=json)
