"""From what was typed to a model in the folder, through a local hub."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cmdgen.core.errors import CmdgenError, ModelFileError, UsageError
from cmdgen.models.catalogue import FILE_NAME, Catalogue
from cmdgen.models.download import Downloader
from cmdgen.models.hub import Hub
from cmdgen.models.hub_errors import DownloadError
from cmdgen.models.progress import Progress, Silent
from cmdgen.models.pulling import Pulled, Puller
from cmdgen.models.spec import parse
from cmdgen.models.store import starter_path
from cmdgen.models.store_folder import ModelFolder
from tests.models.local_hub import COMMIT, LocalHub

REPOSITORY = "acme/Coder-GGUF"
FILE = "coder-Q4_K_M.gguf"
SHA256 = hashlib.sha256(starter_path().read_bytes()).hexdigest()
CATALOGUE = f"""
schema = 1
[[model]]
name = "acme-coder"
title = "Acme Coder"
maker = "Acme"
licence = "MIT"
licence_url = "https://example.com"
parameters = 5_970_176
context_tokens = 512
kind = "instruct"
good_for = "tests"
ollama = "acme:latest"
repository = "{REPOSITORY}"
revision = "{COMMIT}"
quantisation = "Q4_K_M"
[[model.file]]
quantisation = "Q4_K_M"
name = "{FILE}"
sha256 = "{SHA256}"
[model.mlx]
repository = "mlx-community/Coder-4bit"
quantisation = "4bit"
"""
Pull = Callable[[str], Pulled]


@pytest.fixture
def folder(tmp_path: Path) -> ModelFolder:
    root = tmp_path / "models"
    root.mkdir()
    (root / FILE_NAME).write_text(CATALOGUE)
    return ModelFolder(root)


def puller(folder: ModelFolder, hub: Hub, ollama: Callable[[str, Progress], None] | None = None) -> Puller:
    downloader = Downloader(hub=hub, progress=Silent(), again="again", sleep=lambda _: None)
    return Puller(folder=folder, catalogue=Catalogue.load(folder.root), downloader=downloader, ollama=ollama)


@pytest.fixture
def pull(hub: LocalHub, folder: ModelFolder) -> Pull:
    made = puller(folder, Hub(endpoint=hub.hub_url))
    return lambda text: made.pull(parse(text))


def left(folder: ModelFolder) -> list[str]:
    return [path.name for path in (folder.root / ".partial").rglob("*") if path.suffix != ".lock"]


def test_a_name_of_the_catalogue_becomes_a_verified_file(
    pull: Pull, folder: ModelFolder, hub: LocalHub
) -> None:
    pulled = pull("acme-coder")
    assert pulled.path == folder.root / "acme--Coder-GGUF" / FILE
    assert pulled.path.read_bytes() == starter_path().read_bytes()
    assert (pulled.source.commit, pulled.source.sha256, pulled.was_there) == (COMMIT, SHA256, False)
    assert left(folder) == []


def test_what_is_here_is_not_fetched_again_and_needs_no_network(
    pull: Pull, folder: ModelFolder, hub: LocalHub
) -> None:
    pull("acme-coder")
    before = len(hub.log)
    assert pull("acme-coder:q4_k_m").was_there
    assert len(hub.log) == before
    assert puller(folder, Hub(offline=True)).pull(parse("acme-coder")).was_there


def test_a_stored_file_that_has_lost_its_end_is_fetched_again(
    pull: Pull, folder: ModelFolder, hub: LocalHub
) -> None:
    path = pull("acme-coder").path
    assert path is not None
    path.write_bytes(starter_path().read_bytes()[:-1000])
    assert not pull("acme-coder").was_there
    assert path.read_bytes() == starter_path().read_bytes()


def test_a_file_that_another_program_fetched_is_recognised_by_its_checksum(
    folder: ModelFolder, hub: LocalHub, pull: Pull
) -> None:
    path = folder.gguf_path(REPOSITORY, FILE)
    path.parent.mkdir()
    shutil.copyfile(starter_path(), path)
    assert pull("acme-coder").was_there
    assert not hub.log
    path.write_bytes(starter_path().read_bytes()[:-1] + b"X")
    assert not pull("acme-coder").was_there
    assert path.read_bytes() == starter_path().read_bytes()


@pytest.mark.parametrize(
    "text", [f"hf.co/{REPOSITORY}", f"hf.co/{REPOSITORY}:Q4_K_M", f"hf.co/{REPOSITORY}:{FILE}"]
)
def test_a_repository_of_the_hub_is_pulled_by_any_spelling(pull: Pull, text: str, hub: LocalHub) -> None:
    hub.add(REPOSITORY, "README.md", b"hello", small=True)
    assert pull(text).source.sha256 == SHA256
    assert pull(text).was_there
    assert len(hub.requests("storage")) == 1


def test_a_changed_file_of_a_branch_is_fetched_again(
    pull: Pull, hub: LocalHub, folder: ModelFolder, tmp_path: Path
) -> None:
    pull(f"hf.co/{REPOSITORY}")
    changed = starter_path().read_bytes() + b"more"
    hub.add(REPOSITORY, FILE, changed)
    pulled = pull(f"hf.co/{REPOSITORY}")
    assert not pulled.was_there
    assert pulled.path is not None
    assert pulled.path.read_bytes() == changed


def test_the_starter_needs_nothing(pull: Pull, hub: LocalHub) -> None:
    assert pull("starter").path == starter_path()
    assert not hub.log


def test_a_file_of_this_machine_is_taken_over(pull: Pull, folder: ModelFolder, tmp_path: Path) -> None:
    mine = tmp_path / "mine.gguf"
    shutil.copyfile(starter_path(), mine)
    assert pull(str(mine)).path == folder.root / "local" / "mine.gguf"
    mine.write_bytes(mine.read_bytes()[:1000])
    with pytest.raises(ModelFileError, match="cut short"):
        pull(str(mine))
    with pytest.raises(ModelFileError, match="does not exist"):
        pull("./nowhere.gguf")


def test_another_file_than_the_catalogue_promises_is_refused_unread(pull: Pull, hub: LocalHub) -> None:
    hub.add(REPOSITORY, FILE, starter_path().read_bytes() + b"!")
    with pytest.raises(DownloadError) as caught:
        pull("acme-coder")
    assert "has another" in caught.value.message
    assert f"cmdgen model pull hf.co/{REPOSITORY}:{FILE}" in (caught.value.hint or "")
    assert not hub.requests("storage")


def test_a_mirror_without_checksums_is_held_to_the_catalogues(
    pull: Pull, hub: LocalHub, folder: ModelFolder
) -> None:
    hub.plain_etag = "none"
    hub.damage = True
    with pytest.raises(DownloadError, match="not the one in the catalogue"):
        pull("acme-coder")
    assert (left(folder), folder.models()) == ([], [])
    hub.damage = False
    assert pull("acme-coder").source.sha256 == SHA256


def test_a_damaged_file_is_never_published(pull: Pull, hub: LocalHub, folder: ModelFolder) -> None:
    hub.damage = True
    with pytest.raises(DownloadError, match="arrived damaged"):
        pull("acme-coder")
    assert (left(folder), folder.models()) == ([], [])


def test_a_whole_file_that_is_no_model_is_never_published(
    pull: Pull, hub: LocalHub, folder: ModelFolder
) -> None:
    hub.add(REPOSITORY, "page-Q8_0.gguf", b"<!DOCTYPE html><title>sorry</title>")
    with pytest.raises(DownloadError) as caught:
        pull(f"hf.co/{REPOSITORY}:Q8_0")
    assert "page-Q8_0.gguf is no GGUF file but a web page" in caught.value.message
    assert (left(folder), folder.models()) == ([], [])


@pytest.mark.parametrize(
    ("text", "words", "command"),
    [
        ("acme-codr", "did you mean acme-coder?", "cmdgen model pull acme-coder"),
        (f"hf.co/{REPOSITORY}:codr-Q4_K_M.gguf", f"did you mean {FILE}?", f"pull hf.co/{REPOSITORY}:{FILE}"),
        (f"hf.co/{REPOSITORY}:Q8_0", "no file of quantisation Q8_0", f"pull hf.co/{REPOSITORY}:{FILE}"),
        ("hf.co/acme/Codr-GGUF", f"did you mean {REPOSITORY}?", f"cmdgen model pull hf.co/{REPOSITORY}"),
        ("hf.co/nobody/nothing", "has no public", "check the spelling"),
        ("phi-3-mini@ollama", "cannot ask Ollama", "ollama pull phi3:mini"),
    ],
)
def test_what_is_not_there_is_answered_with_the_command_for_the_nearest(
    pull: Pull, text: str, words: str, command: str
) -> None:
    with pytest.raises(CmdgenError) as caught:
        pull(text)
    assert words in caught.value.message
    assert command in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("text", "name"),
    [("acme-coder@ollama", "acme:latest"), ("llama3@ollama", "llama3"), ("llama3:8b@ollama", "llama3:8b")],
)
def test_ollama_is_asked_for_the_name_that_it_knows(folder: ModelFolder, text: str, name: str) -> None:
    asked: list[str] = []
    pulled = puller(folder, Hub(), lambda model, progress: asked.append(model)).pull(parse(text))
    assert asked == [name]
    assert pulled.path is None
    with pytest.raises(DownloadError, match="forbids network access"):
        puller(folder, Hub(offline=True), lambda model, progress: asked.append(model)).pull(parse(text))
    assert asked == [name]


def test_weights_for_mlx_are_a_folder_that_appears_whole(
    pull: Pull, hub: LocalHub, folder: ModelFolder
) -> None:
    for path, content in {"config.json": b"{}", "tokenizer.json": b"[1]", "README.md": b"#"}.items():
        hub.add("mlx-community/Coder-4bit", path, content, small=True)
    hub.add("mlx-community/Coder-4bit", "model.safetensors", b"w" * 100_000)
    hub.cuts = [50_000] + [0] * 5
    with pytest.raises(DownloadError, match="are kept"):
        pull("acme-coder@mlx")
    assert folder.models() == []
    hub.cuts = []
    pulled = pull("acme-coder@mlx")
    assert pulled.path == folder.root / "mlx-community--Coder-4bit"
    assert sorted(path.name for path in pulled.path.iterdir()) == [
        "config.json",
        "model.safetensors",
        "source.json",
        "tokenizer.json",
    ]
    assert hub.ranges_asked[-1] == "bytes=50000-"
    assert left(folder) == []
    assert pull("acme-coder@mlx").was_there


def test_a_model_without_mlx_weights_says_so(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(CATALOGUE.partition("[model.mlx]")[0])
    with pytest.raises(UsageError, match="no weights for MLX"):
        puller(ModelFolder(tmp_path), Hub(offline=True)).pull(parse("acme-coder@mlx"))


def test_a_write_protected_folder_says_so(tmp_path: Path, hub: LocalHub) -> None:
    (tmp_path / "models").write_text("a file in the way")
    with pytest.raises(DownloadError, match="cannot be written to"):
        puller(ModelFolder(tmp_path / "models"), Hub(endpoint=hub.hub_url)).pull(
            parse(f"hf.co/{REPOSITORY}:{FILE}")
        )
