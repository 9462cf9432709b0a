"""The folders that tasks run in, by name; `cmdgen/evaluation/plan.py` puts them on a disk.

All names, contents, sizes and ages are fixed; ages count back from the moment of the run.  Everything
belongs to the user of the sandbox, alex, whose home also holds `Downloads`, `Documents` and a `.bashrc`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from cmdgen.evaluation import fixture_data, fixture_git, fixture_logs, fixture_project
from cmdgen.evaluation.plan import DAY, Plan, zipped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_FILLERS: Final[Mapping[str, Callable[[Plan], None]]] = {
    "project": fixture_project.fill,
    "data": fixture_data.fill,
    "git": fixture_git.fill,
    "logs": fixture_logs.fill,
}
NAMES: Final = tuple(_FILLERS)


@cache
def plan(name: str) -> Plan:
    """Return what lies in the fixture of this name; its working directory is ``~/NAME``."""
    made = Plan(name)
    _fill_home(made)
    _FILLERS[name](made)
    return made


def _fill_home(plan: Plan) -> None:
    plan.file("~/.bashrc", "export EDITOR=vim\nalias ll='ls -la'\nexport PATH=$HOME/bin:$PATH\n", 90 * DAY)
    plan.file("~/Downloads/invoice.pdf", b"%PDF-1.4\ninvoice 1042\n%%EOF\n", 3 * DAY)
    plan.file("~/Downloads/photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF beach\xff\xd9", 8 * DAY)
    plan.file("~/Downloads/setup.sh", "#!/bin/sh\necho installing\n", 20 * DAY)
    plan.file(
        "~/Downloads/fonts.zip", zipped({"fonts/serif.ttf": "serif", "fonts/mono.ttf": "mono"}), 40 * DAY
    )
    plan.file("~/Downloads/movie.mkv", b"\x1aE\xdf\xa3", 100 * DAY, size=12_000_000)
    plan.file("~/Documents/letter.txt", "Dear Sam,\n\nsee you on Friday.\n\nAlex\n", 6 * DAY)
    plan.file("~/Documents/budget.csv", "month,amount\nJanuary,1200\nFebruary,950\nMarch,1430\n", 15 * DAY)
