"""Packs of users and of installed packages."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from cmdgen.core.errors import ConfigurationError
from cmdgen.core.records import Command, Level
from cmdgen.safety.engine import screen
from cmdgen.safety.policy_packs import extended, read_pack, read_pack_file, registered_packs
from cmdgen.safety.rules.book import builtin_book

if TYPE_CHECKING:
    from pathlib import Path

PACK = """
[program."deployer"]
values = ["--env"]

[[rule]]
id = "acme.deploy-prod"
level = "critical"
message = "deploys to {target}"
programs = ["deployer"]
any = ["--env=prod*"]
match = ["deployer --env prod app", "sudo deployer --env=production x"]
not_match = ["deployer --env staging app"]
"""


def test_a_pack_adds_its_rules_and_its_programs() -> None:
    book = extended(builtin_book(), [read_pack(PACK, "p.toml")])
    assert screen(Command(text="env deployer --env prod x", dialect="bash"), book).level is Level.CRITICAL
    assert screen(Command(text="deployer --env test prod", dialect="bash"), book).level is Level.SAFE
    assert screen(Command(text="rm -rf /", dialect="bash"), book).level is Level.CRITICAL


def test_a_pack_cannot_change_how_a_known_program_is_read() -> None:
    pack = read_pack('[program."rm"]\nstyle = "plain"\nvalues = ["-rf"]\n' + PACK, "p.toml")
    assert (
        screen(Command(text="rm -rf /", dialect="bash"), extended(builtin_book(), [pack])).level
        is Level.CRITICAL
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("staging app", "prod2", "is found in"),
        ('"deployer --env prod app"', '"deployer app"', "is not found at level critical"),
        ("acme.deploy-prod", "git.push-force", "is there twice"),
        ("acme.deploy-prod", "git.mine", "'git' is taken"),
        ("acme.deploy-prod", "own.mine", "'own' is taken"),
        ("acme.deploy-prod", "acme", "pack.name"),
        ('level = "critical"', 'level = "bad"', "level bad"),
        ("any =", "ayn =", "unknown keys"),
        ('programs = ["deployer"]', 'by = "code"', "must name its programs"),
        ("[[rule]]", "[[rules]]", "unknown tables|holds no"),
        ("message =", "message", "does not load"),
    ],
)
def test_a_pack_that_is_not_right_does_not_load(old: str, new: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        extended(builtin_book(), [read_pack(PACK.replace(old, new), "p.toml")])
    assert "p.toml" in caught.value.message


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_pack_file(tmp_path / "missing.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigurationError, match="not UTF-8"):
        read_pack_file(tmp_path / "bytes.toml")


def test_an_installed_package_brings_its_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "acme_rules.py").write_text(
        "from pathlib import Path\ndef pack():\n    return Path(__file__).with_name('acme.toml')\n"
    )
    (tmp_path / "acme.toml").write_text(PACK)
    info = tmp_path / "acme_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[cmdgen.rules]\nacme = acme_rules:pack\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    try:
        (pack,) = registered_packs()
        assert [rule.id for rule in pack.rules] == ["acme.deploy-prod"]
        (tmp_path / "acme.toml").unlink()
        with pytest.raises(ConfigurationError, match="entry point acme"):
            registered_packs()
    finally:
        sys.modules.pop("acme_rules", None)
