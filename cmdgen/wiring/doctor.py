"""The likely troubles of a machine, each with what mends it; nothing is changed and no model is loaded."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import CmdgenError
from cmdgen.settings import place
from cmdgen.shells.dialects import DIALECTS
from cmdgen.wiring import backends
from cmdgen.wiring.model_choice import model_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cmdgen.backends.selection.selector import BackendState
    from cmdgen.settings import Settings

_LITTLE_DISK_BYTES: Final = 200_000_000
_MEMORY_FACTOR: Final = 1.15
"""Peak memory of a loaded model over its file's size; measured, see docs/performance.md."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is not as it should be."""

    message: str
    hint: str | None
    """One thing to do about it."""


def troubles(
    settings: Settings,
    environ: Mapping[str, str],
    states: Iterable[BackendState],
    shell: str,
    model_bytes: int | None,
) -> list[Trouble]:
    """Return everything that is wrong, the worst first.

    Args:
        settings: in force.
        environ: of the process.
        states: of the backends, as just checked.
        shell: that commands are written for.
        model_bytes: size of the embedded backend's model; None if it cannot be used.
    """
    return [
        *_servers(settings, states),
        *_embedded(settings),
        *(Trouble(warning, None) for warning in settings.warnings),
        *_shell(environ, shell),
        *_memory(model_bytes),
        *_folders(settings),
        *_processor(),
        *_other_installations(environ),
    ]


def _servers(settings: Settings, states: Iterable[BackendState]) -> Iterator[Trouble]:
    for state in states:
        if state.place is None or state.name == backends.EMBEDDED:
            continue
        if state.skipped_s:
            message = f"{state.name} failed {state.failures} times in a row ({state.reason})"
            yield Trouble(
                f"{message} and is skipped for {state.skipped_s:.0f} s",
                f"ask it all the same: -b {state.name}",
            )
        if not state.is_available:
            yield _why_silent(settings, state)
    try:
        server = backends.first_server(settings)
    except CmdgenError:
        return  # told above
    warning = None if server is None else server.plain_http_warning()
    if warning is not None:
        yield Trouble(warning, "write https:// in the address, or reach the server through ssh -L")


def _why_silent(settings: Settings, state: BackendState) -> Trouble:
    try:
        if state.name in backends.SERVERS:
            backends.SERVERS[state.name](settings).health()
    except CmdgenError as error:
        return Trouble(error.message, error.hint)
    return Trouble(f"{state.name} did not answer in time", "look at its own log, or try again")


def _embedded(settings: Settings) -> Iterator[Trouble]:
    try:
        reason = backends.embedded(settings).why_unavailable()
    except CmdgenError as error:
        reason = error
    if reason is not None:
        yield Trouble(reason.message, reason.hint)


def _shell(environ: Mapping[str, str], shell: str) -> Iterator[Trouble]:
    programs = DIALECTS[shell].programs
    if not any(shutil.which(program, path=environ.get("PATH")) for program in programs):
        yield Trouble(
            f"{programs[0]} is not installed, so {shell} commands are neither checked by it nor run",
            "name the shell you use: cmdgen config set shell bash",
        )


def _memory(model_bytes: int | None) -> Iterator[Trouble]:
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return  # Windows has no such call
    if model_bytes is not None and model_bytes * _MEMORY_FACTOR > memory:
        message = f"the model needs about {model_bytes * _MEMORY_FACTOR / 1e9:.1f} GB, this machine has {memory / 1e9:.1f} GB"
        yield Trouble(message, "choose a smaller one: cmdgen model available")


def _folders(settings: Settings) -> Iterator[Trouble]:
    for kind in ("state", "cache"):
        folder = place(kind)
        if folder is None:
            yield Trouble(f"there is no {kind} folder: the user has no home directory", "set HOME")
            continue
        there = next(parent for parent in (folder, *folder.parents) if parent.exists())
        if not os.access(there, os.W_OK):
            what = "neither history nor statistics are kept" if kind == "state" else "no model can be fetched"
            yield Trouble(f"{there} cannot be written, so {what}", f"make it yours: chown -R $USER {there}")
        elif kind == "cache" and shutil.disk_usage(there).free < _LITTLE_DISK_BYTES:
            yield Trouble(f"the disk of {there} is nearly full", "free some space, or set CMDGEN_MODELS_DIR")
    models = model_folder(settings)
    parts = [] if models is None else sorted(models.rglob("*.part"))
    if parts:
        size = sum(part.stat().st_size for part in parts if part.exists())
        yield Trouble(
            f"{len(parts)} interrupted download{'s' if len(parts) > 1 else ''} ({size / 1e6:.0f} MB) in {models}",
            "go on with it: cmdgen model pull NAME; cmdgen model list names it",
        )


def _processor() -> Iterator[Trouble]:
    if not sys.platform.startswith("linux"):
        return
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return
    if "flags" in text and " avx2" not in text:
        yield Trouble(
            "this processor has no AVX2: models run about eight times slower",
            "use a server: cmdgen init --backend ollama",
        )


def _other_installations(environ: Mapping[str, str]) -> Iterator[Trouble]:
    found: dict[Path, Path] = {}
    for folder in environ.get("PATH", "").split(os.pathsep):
        program = Path(folder or ".") / ("cmdgen.exe" if os.name == "nt" else "cmdgen")
        if program.is_file() and os.access(program, os.X_OK):
            found.setdefault(program.resolve(), program)
    if len(found) > 1:
        first, *others = found.values()
        yield Trouble(
            f"there are {len(found)} programs cmdgen; the shell runs {first}, not {', '.join(map(str, others))}",
            "uninstall what you do not use",
        )
