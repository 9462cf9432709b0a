"""A folder with everything that makes file names hard."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

collect_ignore_glob: list[str] = ["test_*.py"] if sys.platform == "win32" else []
"""Windows has neither these names nor the shells to compare with."""

FILES = (
    "a.txt", "b.txt", "B.TXT", "notes", "[x]", "x y.txt", "line\nbreak.txt", "*.txt", "back\\slash", "é.txt", "-dash", ".hidden", ".hidden.txt", "a1", "a2", "a-", "a]", "a!",
    "src/main.c", "src/main.o", "src/.keep", "src/deep/one.o", "src/deep/two.txt", "src/deep/.git/config", "build/x.o", "build/sub/y.o", ".cache/z.o", "empty/nothing",
)  # fmt: skip


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
