from __future__ import annotations

import subprocess
import sys

from cmdgen.safety.commands import on_demand
from cmdgen.safety.commands.names import MODULE_OF


def test_the_names_on_demand_are_exactly_what_the_modules_handle() -> None:
    handled = set(on_demand.handlers())
    assert {name for name in handled if on_demand.has(name)} == handled
    assert handled >= on_demand.NAMES


def test_no_name_is_handled_twice() -> None:
    assert not set(on_demand.handlers()) & set(MODULE_OF)


def test_an_ordinary_command_loads_no_module_of_windows() -> None:
    code = (
        "import sys; from cmdgen.core.records import Command; from cmdgen.safety import screen;"
        "screen(Command(text='find . -name x | xargs rm', dialect='bash'));"
        "print([m for m in sys.modules if m.startswith('cmdgen.safety') and ('windows' in m or 'powershell' in m or 'fish' in m)])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "[]\n"
