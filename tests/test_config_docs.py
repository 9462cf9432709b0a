"""The page about the configuration is the one that the keys make."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from cmdgen.settings import KEYS, load
from cmdgen.settings.profiles import BUILT_IN

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "configuration.md"


def test_the_tables_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "config_docs.py", "--check"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_key_and_every_built_in_profile_has_its_row() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for key in KEYS.values():
        assert f"| `{key.dotted}` | {key.meaning} | {key.allowed} | " in text
        assert f" | `{key.variable}` | " in text
    for name in BUILT_IN:
        assert f"| `{name}` | `" in text


def test_the_example_is_a_config_file_without_mistakes(tmp_path: Path) -> None:
    example = PAGE.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    file = tmp_path / "config.toml"
    file.write_text(example)
    for profile in (None, *tomllib.loads(example)["profiles"]):
        assert load({}, file, {"profile": profile}).warnings == ()
