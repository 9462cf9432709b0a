"""An edit in place that keeps a copy is not told to keep one."""

from __future__ import annotations

import pytest

from cmdgen.core.records import Command
from cmdgen.safety.engine import screen


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("sed -i 's/a/b/' conf", "keep a copy: -i.bak"),
        ("sed -Ei 's/a/b/' conf", "keep a copy: -i.bak"),
        ("sed --in-place 's/a/b/' conf", "keep a copy: -i.bak"),
        ("perl -pi -e 's/a/b/' conf", "keep a copy: -i.bak"),
        ("sed -i.bak 's/a/b/' conf", None),
        ("sed -Ei.old 's/a/b/' conf", None),
        ("sed --in-place=.bak 's/a/b/' conf", None),
        ("perl -pi.bak -e 's/a/b/' conf", None),
    ],
)
def test_the_remedy_is_named_only_where_it_is_missing(text: str, fix: str | None) -> None:
    (finding,) = screen(Command(text=text, dialect="bash")).findings
    assert (finding.rule, finding.fix) == ("files.edit-in-place", fix)
