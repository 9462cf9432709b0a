"""`cmdgen model pull`: from what was typed to a verified model in the folder."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from cmdgen.core.errors import ModelFileError, UsageError
from cmdgen.models import hub_errors
from cmdgen.models.gguf import read_header
from cmdgen.models.hub_errors import DownloadError, NoSuchFileError, NoSuchRepositoryError
from cmdgen.models.selection import choose_file, mlx_files, nearest_file
from cmdgen.models.spec import HubSpec, LocalSpec, ModelSpec, NamedSpec, StarterSpec
from cmdgen.models.store import starter_path
from cmdgen.models.store_folder import PARTIAL, Source, StoredModel
from cmdgen.models.verification import sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cmdgen.models.catalogue import Catalogue, Variant
    from cmdgen.models.download import Downloader
    from cmdgen.models.hub import RemoteFile
    from cmdgen.models.progress import Progress
    from cmdgen.models.store_folder import ModelFolder

OllamaPull: TypeAlias = "Callable[[str, Progress], None]"
"""Asks an Ollama server to pull a model of its own library."""
_LOCK_POLL_S: Final = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """What `pull` has brought."""

    path: Path | None
    """None for a model that a server keeps."""
    size_bytes: int | None
    source: Source
    was_there: bool = False
    """Whether nothing had to be fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Puller:
    """Fetches models into one folder."""

    folder: ModelFolder
    catalogue: Catalogue
    downloader: Downloader
    ollama: OllamaPull | None = None

    def pull(self, spec: ModelSpec) -> Pulled:
        """Bring the model here, unless it is here already.

        Raises:
            UsageError: there is no such model, or not in that form.
            ModelFileError: a local file is no model.
            DownloadError: it could not be fetched.
        """
        if isinstance(spec, StarterSpec):
            size = starter_path().stat().st_size
            return Pulled(path=starter_path(), size_bytes=size, source=Source(), was_there=True)
        if isinstance(spec, LocalSpec):
            if not spec.path.exists():
                message = f"the file {spec.path} does not exist"
                raise ModelFileError(
                    message, hint="check the path; for a model of the catalogue: cmdgen model available"
                )
            read_header(spec.path)
            return _pulled(self.folder.add_file(spec.path))
        if isinstance(spec, NamedSpec):
            return self._named(spec)
        return self._hub(spec)

    def _named(self, spec: NamedSpec) -> Pulled:
        if spec.backend == "ollama":
            return self._from_ollama(spec)
        model = self.catalogue.get(spec.name)
        if spec.backend == "embedded":
            return self._file(model.variant(spec.quantisation))
        if model.mlx is None:
            message = f"{model.name} has no weights for MLX in the catalogue"
            raise UsageError(message, hint=f"cmdgen model pull {model.name}")
        return self._mlx(model.mlx)

    def _from_ollama(self, spec: NamedSpec) -> Pulled:
        name = ollama_name(spec, self.catalogue)
        if self.ollama is None:
            message = "this build of cmdgen cannot ask Ollama to pull a model"
            raise UsageError(message, hint=f"ollama pull {name}")
        self.downloader.hub.refuse_offline()
        self.ollama(name, self.downloader.progress)
        return Pulled(path=None, size_bytes=None, source=Source(repository=f"ollama/{name}"))

    def _hub(self, spec: HubSpec) -> Pulled:
        file = spec.file
        if file is None:
            file = choose_file(
                spec.repository, self._files(spec.repository, spec.revision), spec.quantisation
            )
        stored = self._stored(spec.repository, file, None)
        if stored is not None and stored.source.sha256 is not None and spec.revision == stored.source.commit:
            return _pulled(stored, was_there=True)
        return self._fetch_file(spec.repository, spec.revision, file, None)

    def _file(self, variant: Variant) -> Pulled:
        if variant.file is None:
            message = f"{variant.repository} is no single file"
            raise UsageError(message, hint="cmdgen model available")
        stored = self._stored(variant.repository, variant.file, variant.sha256)
        if stored is not None:
            return _pulled(stored, was_there=True)
        return self._fetch_file(variant.repository, variant.revision, variant.file, variant.sha256)

    def _stored(self, repository: str, file: str, sha256: str | None) -> StoredModel | None:
        """Return the model if it is here as it should be; one of unknown origin is read through once."""
        stored = self.folder.at(self.folder.gguf_path(repository, file))
        if stored is not None and stored.is_damaged:
            return None
        if stored is None or sha256 is None or stored.source.sha256 == sha256:
            return stored
        return stored if stored.source.sha256 is None and sha256_of(stored.path) == sha256 else None

    def _fetch_file(self, repository: str, revision: str, file: str, sha256: str | None) -> Pulled:
        with self._alone(repository, file):
            remote = self._described(repository, revision, file)
            if sha256 is not None and remote.expected.sha256 not in {None, sha256}:
                message = f"{self.downloader.hub.host} has another {file} than the one in the catalogue"
                hint = f"check HF_ENDPOINT; to take it as it is: cmdgen model pull hf.co/{repository}:{file}"
                raise DownloadError(message, hint=hint)
            wanted = sha256 or remote.expected.sha256
            # Asked again now that nobody else is at it: whoever was may have brought it.
            stored = self._stored(repository, file, wanted)
            if stored is not None and wanted is not None:
                return _pulled(stored, was_there=True)
            part = self.folder.partial_path(repository, f"{file}.{(wanted or remote.commit)[:16]}")
            checksum = self.downloader.fetch(remote, part)
            if sha256 is not None and checksum.sha256 != sha256:
                part.unlink(missing_ok=True)
                message = f"{file} arrived damaged: its checksum is not the one in the catalogue"
                raise DownloadError(message, hint=f"it was deleted; try again: {self.downloader.again}")
            _refuse_foreign(part, file, repository)
            source = Source(repository=repository, file=file, commit=remote.commit, sha256=checksum.sha256)
            return _pulled(self._published(part, self.folder.gguf_path(repository, file), source))

    def _mlx(self, variant: Variant) -> Pulled:
        repository, path = variant.repository, self.folder.mlx_path(variant.repository)
        stored = self.folder.at(path)
        if stored is not None:
            return _pulled(stored, was_there=True)
        with self._alone(repository, "mlx"):
            files = mlx_files(repository, self._files(repository, variant.revision))
            config = self._described(repository, variant.revision, "config.json")
            staging = self.folder.root / PARTIAL / f"{path.name}.{config.commit[:12]}"
            for file in files:
                target = staging / file
                if target.is_file():
                    continue
                remote = self._described(repository, config.commit, file)
                part = target.with_name(target.name + ".part")
                self.downloader.fetch(remote, part)
                part.rename(target)
            return _pulled(
                self._published(staging, path, Source(repository=repository, commit=config.commit))
            )

    def _described(self, repository: str, revision: str, file: str) -> RemoteFile:
        hub = self.downloader.hub
        try:
            return self.downloader.patiently(lambda: hub.describe(repository, revision, file))
        except NoSuchFileError as error:
            near = nearest_file(file, self._files(repository, revision))
            if near is None:
                raise
            message = f"{error.message}; did you mean {near}?"
            raise NoSuchFileError(message, hint=f"cmdgen model pull hf.co/{repository}:{near}") from error
        except NoSuchRepositoryError as error:
            raise self._with_nearest(error, repository) from error

    def _files(self, repository: str, revision: str) -> dict[str, int]:
        hub = self.downloader.hub
        try:
            return self.downloader.patiently(lambda: hub.files(repository, revision))
        except NoSuchRepositoryError as error:
            raise self._with_nearest(error, repository) from error

    def _with_nearest(self, error: NoSuchRepositoryError, repository: str) -> NoSuchRepositoryError:
        """Return the same error with the nearest repository of the catalogue, if there is one."""
        near = self.catalogue.nearest_repository(repository)
        if near is None:
            return error
        message = f"{error.message}; did you mean {near}?"
        return NoSuchRepositoryError(message, hint=f"cmdgen model pull hf.co/{near}")

    def _published(self, part: Path, path: Path, source: Source) -> StoredModel:
        try:
            return self.folder.publish(part, path, source)
        except OSError as error:
            raise hub_errors.cannot_write(error, self.folder.root, self.downloader.again) from error

    @contextlib.contextmanager
    def _alone(self, repository: str, name: str) -> Iterator[None]:
        """Hold the lock of one download; wait while another process fetches the same file."""
        from filelock import FileLock, Timeout  # noqa: PLC0415  only when something is fetched

        path = self.folder.partial_path(repository, name).with_suffix(".lock")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = FileLock(path)
            try:
                lock.acquire(timeout=0)
            except Timeout:
                self.downloader.progress.note(f"another cmdgen is fetching {name}; waiting for it")
                lock.acquire(poll_interval=_LOCK_POLL_S)
        except OSError as error:
            raise hub_errors.cannot_write(error, self.folder.root, self.downloader.again) from error
        try:
            yield
        finally:
            lock.release()


def ollama_name(spec: NamedSpec, catalogue: Catalogue) -> str:
    """Return what an Ollama server calls a model."""
    known = catalogue.models.get(spec.name.lower())
    if known is not None and known.ollama is not None and spec.quantisation is None:
        return known.ollama
    return f"{spec.name}:{spec.quantisation}" if spec.quantisation else spec.name


def _refuse_foreign(part: Path, file: str, repository: str) -> None:
    """Refuse a file that came as the hub has it, but is no model."""
    try:
        read_header(part)
    except ModelFileError as error:
        part.unlink(missing_ok=True)
        message = error.message.replace(str(part), file) + "; it was deleted"
        hint = f"look for another file at huggingface.co/{repository}/tree/main"
        raise DownloadError(message, hint=hint) from error


def _pulled(stored: StoredModel, *, was_there: bool = False) -> Pulled:
    return Pulled(path=stored.path, size_bytes=stored.size_bytes, source=stored.source, was_there=was_there)
