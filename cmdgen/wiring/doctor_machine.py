"""Troubles of the machine: folders, disk, downloads, memory, processor, several installations."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import CmdgenError
from cmdgen.models.fit import Fit, Machine, fit, free_bytes, memory_needed
from cmdgen.models.store_folder import PARTIAL
from cmdgen.settings import place
from cmdgen.wiring.model_choice import model_folder
from cmdgen.wiring.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cmdgen.settings import Settings

CPU_FACTS: Final = Path("/proc/cpuinfo")
_LITTLE_DISK_BYTES: Final = 200_000_000
_LEAST_STATE_BYTES: Final = 1_000_000
"""Below this, history and statistics may get lost."""


def of_the_machine(
    settings: Settings, environ: Mapping[str, str], model_bytes: int | None
) -> Iterator[Trouble]:
    """Yield what is wrong outside of cmdgen itself.

    Args:
        model_bytes: size of the embedded backend's model; None if it cannot be used.
    """
    models = model_folder(settings)
    yield from _memory(model_bytes, models)
    yield from _folder(place("state"), "state", "neither history nor statistics are kept", _LEAST_STATE_BYTES)
    yield from _folder(models, "cache", "no model can be fetched", _LITTLE_DISK_BYTES)
    if models is not None:
        yield from _downloads(settings, models)
    yield from _processor()
    yield from _other_installations(environ)


def _memory(model_bytes: int | None, models: Path | None) -> Iterator[Trouble]:
    machine = Machine.here(models or Path())
    if model_bytes is None or machine.memory_bytes is None:
        return
    if fit(model_bytes, machine, stored=True) is Fit.TOO_LARGE:
        needed, there = memory_needed(model_bytes) / 1e9, machine.memory_bytes / 1e9
        yield Trouble(
            f"the model needs about {needed:.1f} GB of memory, and there are {there:.1f} GB",
            "choose a smaller one: cmdgen model available",
        )


def _folder(folder: Path | None, kind: str, loss: str, least_bytes: int) -> Iterator[Trouble]:
    """Find out whether a folder, which need not exist yet, can be written, and has room.

    Args:
        loss: what does not work otherwise.
    """
    if folder is None:
        yield Trouble(f"there is no {kind} folder, since there is no home directory; {loss}", "set HOME")
        return
    there = next(parent for parent in (folder, *folder.parents) if parent.exists())
    if not there.is_dir():
        yield Trouble(
            f"{there} is a file where a folder belongs, so {loss}",
            f"move it away: mv {_quoted(there)} {_quoted(there)}.old",
        )
    elif not os.access(there, os.W_OK | os.X_OK):
        yield Trouble(f"{there} cannot be written, so {loss}", _way_in(there, kind))
    elif (free := free_bytes(there)) is not None and free < least_bytes:
        elsewhere = ", or name another disk: CMDGEN_MODELS_DIR=/path" if kind == "cache" else ""
        yield Trouble(
            f"the disk of {there} is nearly full ({free / 1e6:.0f} MB left), so {loss}",
            f"make room{elsewhere}",
        )


def _way_in(folder: Path, kind: str) -> str:
    if os.name == "nt" or not hasattr(os, "geteuid"):
        return "give yourself write access to it"
    if folder.stat().st_uid == os.geteuid() and not os.statvfs(folder).f_flag & os.ST_RDONLY:
        return f"open it for yourself: chmod u+rwx {_quoted(folder)}"
    variable = "CMDGEN_MODELS_DIR" if kind == "cache" else "XDG_STATE_HOME"
    return f"make it yours, or name a folder that is: {variable}=/path"


def _downloads(settings: Settings, models: Path) -> Iterator[Trouble]:
    """Find what interrupted downloads have left; what another process fetches right now is no trouble."""
    parts = sorted(path for path in (models / PARTIAL).rglob("*.part") if path.is_file())
    for part in parts:
        if not _is_under_way(part):
            size = part.stat().st_size / 1e6
            name = _pulled_as(settings, part)
            yield Trouble(
                f"the download of {name or part.name} was interrupted; {size:.0f} MB of it are here",
                f"go on with it: cmdgen model pull {name}" if name else f"delete it: rm {_quoted(part)}",
            )


def _is_under_way(part: Path) -> bool:
    lock = _without_digest(part).with_suffix(".lock")
    if not lock.exists():
        return False
    from filelock import FileLock, Timeout  # noqa: PLC0415  only where something is left

    try:
        with FileLock(lock, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return False


def _without_digest(part: Path) -> Path:
    """Return the path without the digest before its suffix: `x.gguf.0123.part` becomes `x.gguf.part`."""
    return part.with_name(part.with_suffix("").stem + ".part")


def _pulled_as(settings: Settings, part: Path) -> str | None:
    """Return what to write behind `cmdgen model pull` to go on; None if that cannot be told from the name."""
    from cmdgen.wiring.model_shelf import shelf_of  # noqa: PLC0415  only where something is left

    wanted = _without_digest(part)
    try:
        shelf = shelf_of(settings)
    except CmdgenError:
        return None
    for model in shelf.catalogue.models.values():
        for variant in model.variants:
            if variant.file and shelf.folder.partial_path(variant.repository, variant.file) == wanted:
                is_usual = variant.quantisation == model.quantisation
                return model.name if is_usual else f"{model.name}:{variant.quantisation}"
    pieces = wanted.name.removesuffix(".part").split("--")
    return "hf.co/{}/{}:{}".format(*pieces) if len(pieces) == 3 else None


def _processor() -> Iterator[Trouble]:
    if not sys.platform.startswith("linux"):
        return
    try:
        text = CPU_FACTS.read_text(encoding="ascii", errors="replace")
    except OSError:
        return
    # Only x86 has the line at all; processors of ARM call theirs Features.
    flags = next((line for line in text.splitlines() if line.startswith("flags")), "")
    if flags and "avx2" not in flags.split():
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
            f"there are {len(found)} programs cmdgen on the PATH; the shell runs {first}, not {', '.join(map(str, others))}",
            f"uninstall what you do not use; which ones there are: {'where' if os.name == 'nt' else 'type -a'} cmdgen",
        )


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))
