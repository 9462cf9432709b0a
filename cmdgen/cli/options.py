"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Backend = Annotated[
    str | None, typer.Option("-b", "--backend", metavar="NAME", help="Backend: embedded, ollama or vllm.")
]
Model = Annotated[str | None, typer.Option("-m", "--model", metavar="FILE", help="Model: a GGUF file.")]
Shell = Annotated[
    str | None,
    typer.Option("-s", "--shell", metavar="NAME", help="Shell: auto, bash, zsh, sh, fish, powershell, cmd."),
]
Profile = Annotated[
    str | None, typer.Option("-p", "--profile", metavar="NAME", help="Profile of the config file.")
]
Config = Annotated[Path | None, typer.Option("--config", metavar="FILE", help="Config file to read.")]
