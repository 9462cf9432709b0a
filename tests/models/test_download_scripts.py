"""The scripts that fetch a model without Python, against the local hub."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cmdgen.models.catalogue import Catalogue
from cmdgen.models.store import starter_path
from cmdgen.models.store_folder import ModelFolder
from cmdgen.safety.syntax.powershell import parse_nested
from cmdgen.safety.syntax.words import Origin
from tests.models.local_hub import LocalHub

SCRIPTS = Path(__file__).parents[2] / "scripts"
REPOSITORY = "acme/Coder-GGUF"
FILE = "coder-Q4_K_M.gguf"
WHOLE = starter_path().read_bytes()
SHA256 = hashlib.sha256(WHOLE).hexdigest()
Run = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("bash", "curl", "sha256sum"))), reason="needs bash, curl and sha256sum"
)


def start(hub: LocalHub, models: Path, **environ: str) -> subprocess.Popen[str]:
    arguments = ["--repository", REPOSITORY, "--revision", "main", "--file", FILE, "--sha256", SHA256]
    return subprocess.Popen(
        ["bash", str(SCRIPTS / "download-model.sh"), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "HF_ENDPOINT": hub.hub_url, "CMDGEN_MODELS_DIR": str(models), **environ},
    )


@pytest.fixture
def run(hub: LocalHub, tmp_path: Path) -> Run:
    def go(**environ: str) -> Any:
        process = start(hub, tmp_path, **environ)
        out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    return go


def stored(models: Path) -> Path:
    return models / "acme--Coder-GGUF" / FILE


def parts(models: Path) -> list[Path]:
    return list((models / ".partial").glob("*.part"))


def test_it_fetches_to_where_cmdgen_looks(run: Run, tmp_path: Path, hub: LocalHub) -> None:
    done = run(HF_TOKEN="hf_secret")
    assert done.returncode == 0, done.stderr
    assert stored(tmp_path).read_bytes() == WHOLE
    assert parts(tmp_path) == []
    assert hub.requests("hub")[0].headers["authorization"] == "Bearer hf_secret"
    assert "authorization" not in hub.requests("storage")[0].headers
    assert "is here already" in run().stdout
    assert len(hub.requests("storage")) == 1


def test_killed_it_goes_on_where_it_was(run: Run, tmp_path: Path, hub: LocalHub) -> None:
    hub.rate_bytes_s = 4_000_000
    process = start(hub, tmp_path)
    deadline = time.monotonic() + 60
    while not any(part.stat().st_size > 300_000 for part in parts(tmp_path)):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.killpg(process.pid, 9)
    process.communicate()
    assert not stored(tmp_path).exists()
    kept = parts(tmp_path)[0].stat().st_size
    hub.rate_bytes_s = None
    assert run().returncode == 0
    assert hub.ranges_asked[-1] == f"bytes={kept}-"
    assert stored(tmp_path).read_bytes() == WHOLE


def test_a_part_that_is_whole_needs_no_bytes(run: Run, tmp_path: Path, hub: LocalHub) -> None:
    hub.damage = True
    (tmp_path / ".partial").mkdir()
    part = tmp_path / ".partial" / f"acme--Coder-GGUF--{FILE}.{SHA256[:16]}.part"
    part.write_bytes(WHOLE)
    assert run().returncode == 0
    assert stored(tmp_path).read_bytes() == WHOLE
    assert not hub.log


def test_the_parts_of_script_and_program_have_one_name(run: Run, tmp_path: Path, hub: LocalHub) -> None:
    hub.rate_bytes_s = 2_000_000
    process = start(hub, tmp_path)
    deadline = time.monotonic() + 60
    while not parts(tmp_path):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.killpg(process.pid, 9)
    process.communicate()
    wanted = ModelFolder(tmp_path).partial_path(REPOSITORY, f"{FILE}.{SHA256[:16]}")
    assert parts(tmp_path) == [wanted]


def test_a_damaged_file_is_deleted(run: Run, tmp_path: Path, hub: LocalHub) -> None:
    hub.damage = True
    done = run()
    assert done.returncode == 69
    assert "arrived damaged" in done.stderr
    assert not stored(tmp_path).exists()
    assert parts(tmp_path) == []


def test_a_refusal_says_what_to_do(run: Run, hub: LocalHub) -> None:
    hub.always = (403, {})
    done = run()
    assert done.returncode == 69
    assert "HF_TOKEN" in done.stderr


@pytest.mark.parametrize("arguments", [["--file", "../x.gguf"], ["--sha256", "1"], ["--what"], ["--to"]])
def test_a_wrong_call_fetches_nothing(arguments: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", str(SCRIPTS / "download-model.sh"), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "HF_ENDPOINT": "http://127.0.0.1:1", "CMDGEN_MODELS_DIR": str(tmp_path)},
    )
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="needs shellcheck")
def test_shellcheck_has_nothing_to_say() -> None:
    done = subprocess.run(
        ["shellcheck", str(SCRIPTS / "download-model.sh")], capture_output=True, text=True, check=False
    )
    assert done.stdout == ""


@pytest.mark.parametrize("script", ["download-model.sh", "download-model.ps1"])
def test_the_scripts_fetch_what_the_catalogue_calls_the_default(script: str) -> None:
    text = (SCRIPTS / script).read_text(encoding="utf-8")
    usual = Catalogue.load().get("qwen2.5-coder-1.5b").usual
    for value in (usual.repository, usual.revision, usual.file, usual.sha256):
        assert value is not None
        assert re.search(rf"""[=' ]{re.escape(value)}['\n]""", text), value


def test_powershells_grammar_holds_in_its_script() -> None:
    # By our own reader, which knows brackets, quotes and statements: there is no PowerShell where the tests run.
    text = (SCRIPTS / "download-model.ps1").read_text(encoding="utf-8")
    assert parse_nested(text, Origin(), 0).items
    with pytest.raises(Exception, match=r"not closed|closes nothing"):
        parse_nested(text.replace('Write-Output "$target is here already"', "{"), Origin(), 0)
