"""`cmdgen rules`: what the validator looks for."""

from __future__ import annotations

from typing import Annotated

import typer

from cmdgen.cli.options import Shell
from cmdgen.core.errors import UsageError

HELP = """Show the rules that commands are screened with, and test own ones.

\b
  cmdgen rules list                     every rule: its level and what it says
  cmdgen rules list --pack git
  cmdgen rules show git.push-force      everything about one rule, with examples
  cmdgen rules test my-rules.toml       does a pack load, and do its examples hold?
  cmdgen rules test commands.txt        the level of each line; a line may be JSON as well:
                                        {"command": "ls", "level": "safe", "shell": "bash"}

Own rules, those of the project and those of installed packs are listed too.  docs/own-rules.md shows how to write them.

\b
Exit status: 0 as it should be, 2 there is no such rule or file, 78 a pack does not load or a line has another level
than it says; for lines that say none as cmdgen check: 3 high, 4 critical.
"""


def rules(
    action: Annotated[str, typer.Argument(metavar="list|show|test", show_default=False, help="What to do.")],
    target: Annotated[
        str | None,
        typer.Argument(metavar="ID|FILE", show_default=False, help="Rule to show, or file to test."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    pack: Annotated[
        str | None, typer.Option("--pack", metavar="PACK", help="Only rules of this pack.")
    ] = None,
    shell: Shell = None,
) -> int:
    """Show or test rules."""
    from cmdgen.wiring import rules as wiring  # noqa: PLC0415

    if action == "list" and target is None:
        return wiring.list_rules(pack, json=json)
    if action == "show" and target is not None:
        return wiring.show_rule(target, json=json)
    if action == "test" and target is not None:
        return wiring.try_file(target, shell, json=json)
    raise _usage_error(action, target)


def _usage_error(action: str, target: str | None) -> UsageError:
    if action == "show":
        return UsageError(
            "rules show needs the id of a rule, such as git.push-force",
            hint="cmdgen rules list shows all ids",
        )
    if action == "test":
        return UsageError(
            "rules test needs a file: a pack of rules (.toml), or commands, one a line",
            hint="cmdgen rules test FILE",
        )
    if action == "list":
        return UsageError(
            f"rules list takes no rule and no file, but {target!r} was given",
            hint="cmdgen rules list --pack PACK lists one pack, cmdgen rules show ID shows one rule",
        )
    return UsageError(
        f"there is no rules {action!r}",
        hint="cmdgen rules list, cmdgen rules show ID, or cmdgen rules test FILE",
    )
