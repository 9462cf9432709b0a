"""The pages about the rules are those that the rule data makes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parent.parent / "scripts" / "rules_docs.py"


def test_the_rule_pages_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, "--check"], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_rule_has_its_page() -> None:
    from cmdgen.safety.rules.book import builtin_book  # noqa: PLC0415

    text = "\n".join(
        page.read_text(encoding="utf-8") for page in (SCRIPT.parent.parent / "docs" / "rules").glob("*.md")
    )
    assert [rule for rule in builtin_book().rules if f"\n## {rule}\n" not in text] == []
