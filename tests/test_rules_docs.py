"""The pages about the rules are those that the rule data makes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from cmdgen.core.records import Level
from cmdgen.safety.policy_places import Here
from cmdgen.safety.policy_tables import Source, read_policy
from cmdgen.safety.rules.book import builtin_book, page

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "scripts" / "rules_docs.py"


def test_the_rule_pages_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, "--check"], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_rule_has_its_page_and_its_line_in_the_pack() -> None:
    for rule in builtin_book().rules.values():
        name = page(rule.id)
        assert name is not None
        text = (ROOT / name).read_text(encoding="utf-8")
        assert f"\n# {rule.id}\n" in text
        assert f"Level **{rule.level.label}**" in text
        pack, _, rest = rule.id.partition(".")
        assert f"[{rule.id}]({pack}/{rest}.md)" in (ROOT / "docs" / "rules" / f"{pack}.md").read_text(
            encoding="utf-8"
        )


def test_a_rule_of_a_user_has_no_page() -> None:
    assert page("acme.launch") is None


def test_no_page_shows_what_is_to_be_filled_in() -> None:
    for file in (ROOT / "docs" / "rules").rglob("*.md"):
        assert "{target}" not in file.read_text(encoding="utf-8"), file


def test_every_link_of_the_pages_leads_somewhere() -> None:
    for file in (ROOT / "docs" / "rules").rglob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)", file.read_text(encoding="utf-8")):
            assert (file.parent / target).is_file(), (file, target)


def test_what_the_pages_say_to_write_is_accepted_by_the_configuration() -> None:
    book = builtin_book()
    for rule in book.rules.values():
        text = (ROOT / str(page(rule.id))).read_text(encoding="utf-8")
        found = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
        assert len(found) == (rule.level is not Level.CRITICAL) + (
            rule.level is Level.HIGH and not rule.id.startswith("unreadable.")
        )
        for piece in found:
            source = Source(table=tomllib.loads(piece)["rules"], file="config.toml", folder=None)
            policy = read_policy([source], book, Here(cwd="/home/me/work/site", home="/home/me"))
            assert policy.allows or policy.minimums
            assert not policy.notices
