"""The folder of the models: where each lies, what is known about it, adding and removing.

    OWNER--REPO/FILE.gguf                a file of the hub
    OWNER--REPO/FILE.gguf.source.json    where it came from
    OWNER--REPO/config.json, ...         a model for MLX: the whole folder
    local/FILE.gguf                      a file that was here already
    .partial/                            downloads under way, and their locks

Nothing under `.partial` has a name that a model has, and a model appears under its name in one step.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cmdgen.core.errors import ModelFileError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTIAL: Final = ".partial"
LOCAL: Final = "local"
_SOURCE: Final = ".source.json"
_FOLDER_SOURCE: Final = "source.json"
_SCHEMA: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a stored model came from."""

    repository: str | None = None
    file: str | None = None
    """Path inside the repository; None for a folder of MLX weights."""
    commit: str | None = None
    sha256: str | None = None
    imported_from: str | None = None
    """Path that a local file had."""
    size_bytes: int | None = None
    """What the file had when it was checked; one that has another size now is damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredModel:
    """One model of the folder."""

    path: Path
    """A .gguf file, or a folder of MLX weights."""
    size_bytes: int
    source: Source
    """Empty for a file that was put here by hand."""

    @property
    def is_damaged(self) -> bool:
        """Whether it has lost or gained something since it was stored."""
        return self.source.size_bytes not in {None, self.size_bytes}

    @property
    def is_mlx(self) -> bool:
        """Whether it is a folder of MLX weights."""
        return self.path.suffix != ".gguf"


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """The models in one folder, which need not exist yet."""

    root: Path

    def gguf_path(self, repository: str, file: str) -> Path:
        """Return where a file of the hub goes; folders inside the repository become part of its name."""
        return self.root / _flat(repository) / _flat(file)

    def mlx_path(self, repository: str) -> Path:
        """Return the folder where a repository of MLX weights goes."""
        return self.root / _flat(repository)

    def partial_path(self, repository: str, name: str) -> Path:
        """Return where a download of this name lies until it is whole; the suffix is no model's."""
        return self.root / PARTIAL / f"{_flat(repository)}--{_flat(name)}.part"

    def models(self) -> list[StoredModel]:
        """Return every whole model, by path."""
        return sorted(self._found(), key=lambda model: str(model.path))

    def at(self, path: Path) -> StoredModel | None:
        """Return the model at this path of the folder; None if there is none."""
        if path.suffix == ".gguf":
            if not path.is_file():
                return None
            return StoredModel(path=path, size_bytes=path.stat().st_size, source=_read_source(_beside(path)))
        if not (path / "config.json").is_file():
            return None
        size = sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
        return StoredModel(path=path, size_bytes=size, source=_read_source(path / _FOLDER_SOURCE))

    def leftovers(self) -> list[tuple[Path, int]]:
        """Return what interrupted downloads have left, with their sizes in bytes."""
        parts = (self.root / PARTIAL).rglob("*.part")
        return sorted((part, part.stat().st_size) for part in parts if part.is_file())

    def publish(self, part: Path, path: Path, source: Source) -> StoredModel:
        """Give a verified download its name, in one step."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if part.is_dir():
            _write_source(part / _FOLDER_SOURCE, source)
            _replace_folder(part, path)
        else:
            _sync(part)
            size = part.stat().st_size
            os.replace(part, path)  # noqa: PTH105  the one that overwrites on Windows as well
            _sync(path.parent)
            _write_source(_beside(path), replace(source, size_bytes=size))
        stored = self.at(path)
        if stored is None:
            message = f"{path} vanished just after it was written"
            raise ModelFileError(message, hint="is another program cleaning that folder?")
        return stored

    def add_file(self, original: Path) -> StoredModel:
        """Take over a file of this machine: by a hard link where that is possible, else by a copy.

        Raises:
            UsageError: another file has that name already, or the folder cannot be written to.
        """
        path = self.root / LOCAL / original.name
        source = Source(imported_from=str(original.resolve()))
        try:
            if path.exists() and not path.samefile(original):
                message = f"there is a model {path.name} already, another one than {original}"
                raise UsageError(message, hint=f"cmdgen model rm {path.name}, or rename the new file")
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                part = self.partial_path(LOCAL, original.name)
                part.parent.mkdir(parents=True, exist_ok=True)
                part.unlink(missing_ok=True)
                try:
                    _link_or_copy(original, part)
                    return self.publish(part, path, source)
                finally:
                    part.unlink(missing_ok=True)  # a copy is not gone on with, it is begun again
        except OSError as error:
            message = f"{original} cannot be taken over into {self.root}: {error.strerror or error}"
            raise UsageError(message, hint="use it where it is: cmdgen --model FILE") from error
        return StoredModel(path=path, size_bytes=path.stat().st_size, source=source)

    def remove(self, model: StoredModel) -> None:
        """Delete a model with what is known about it, and its folder if nothing else is left in it.

        Raises:
            UsageError: it cannot be deleted.
        """
        try:
            if model.is_mlx:
                shutil.rmtree(model.path)
            else:
                model.path.unlink()
                _beside(model.path).unlink(missing_ok=True)
                with contextlib.suppress(OSError):
                    model.path.parent.rmdir()
        except OSError as error:
            message = f"{model.path} cannot be deleted: {error.strerror or error}"
            raise UsageError(message, hint="is it in use, or is its folder write-protected?") from error

    def _found(self) -> Iterator[StoredModel]:
        if not self.root.is_dir():
            return
        for folder in self.root.iterdir():
            if folder.suffix == ".gguf" and folder.is_file():
                yield from filter(None, [self.at(folder)])
            if not folder.is_dir() or folder.name.startswith("."):
                continue
            candidates = [*folder.glob("*.gguf"), folder]
            yield from filter(None, map(self.at, candidates))


def _link_or_copy(original: Path, part: Path) -> None:
    try:
        os.link(original.resolve(), part)
    except OSError:  # another disk, or one that has no links
        shutil.copyfile(original, part)


def _flat(name: str) -> str:
    return name.replace("/", "--")


def _beside(path: Path) -> Path:
    return path.with_name(path.name + _SOURCE)


def _read_source(path: Path) -> Source:
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8"))
        size = content.get("size_bytes")
        texts = {key: content.get(key) for key in Source.__slots__ if key != "size_bytes"}
        return Source(
            **{key: value if isinstance(value, str) else None for key, value in texts.items()},
            size_bytes=size if isinstance(size, int) else None,
        )
    except (OSError, ValueError, AttributeError):
        return Source()  # a convenience; the model itself is whole without it


def _write_source(path: Path, source: Source) -> None:
    text = json.dumps({"schema": _SCHEMA, **asdict(source)}, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def _replace_folder(new: Path, path: Path) -> None:
    old = new.with_name(new.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if path.exists():
        path.rename(old)
    new.rename(path)
    shutil.rmtree(old, ignore_errors=True)


def _sync(path: Path) -> None:
    """Bring a file or folder to the disk, so that after a power failure no empty file has the model's name."""
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        with contextlib.suppress(OSError):  # some file systems cannot
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
