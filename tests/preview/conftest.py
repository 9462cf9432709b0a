"""A folder with everything that makes file names hard."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "preview",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.function_scoped_fixture),
)

FILES = (
    "a.txt", "b.txt", "B.TXT", "notes", "[x]", "x y.txt", "line\nbreak.txt", "*.txt", "back\\slash", "é.txt", "-dash", ".hidden", ".hidden.txt", "a1", "a2", "a-", "a]", "a!",
    "src/main.c", "src/main.o", "src/.keep", "src/deep/one.o", "src/deep/two.txt", "src/deep/.git/config", "build/x.o", "build/sub/y.o", ".cache/z.o", "empty/nothing",
)  # fmt: skip


@pytest.fixture(autouse=True, scope="session")
def _same_input_in_every_run() -> None:
    settings.load_profile("preview")


def grow(root: Path) -> Path:
    for number, name in enumerate(FILES):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * (number * 700))
        os.utime(path, (1_700_000_000 + number, 1_700_000_000 + number))
    (root / "empty" / "nothing").unlink()
    (root / "to-src").symlink_to("src")
    (root / "src" / "up").symlink_to("..")
    (root / "broken.txt").symlink_to("nowhere")
    (root / "twin.txt").hardlink_to(root / "b.txt")
    os.mkfifo(root / "pipe.txt")
    (root / "src" / "main.c").chmod(0o640)
    return root


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return grow(tmp_path / "tree")


@pytest.fixture(scope="module")
def shared_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for tests that change nothing."""
    return grow(tmp_path_factory.mktemp("shared") / "tree")


@pytest.fixture(scope="session")
def bash() -> str:
    found = shutil.which("bash")
    if found is None:
        pytest.skip("bash is not installed")
    return found
