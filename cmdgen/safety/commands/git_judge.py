"""What every judge of a git subcommand is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cmdgen.safety.call import Call
    from cmdgen.safety.options import Parsed
    from cmdgen.safety.resolve.expand import Arg

Judge = Callable[["Call", "Parsed", "list[Arg]"], None]
"""(call, the subcommand's arguments sorted, and as they stand) -> findings."""


def extra(rule: str, target: str) -> Judge:
    """Return the judge of a subcommand that does one thing unless it is a dry run, such as those of git-extras."""

    def judge(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
        del rest
        if not parsed.has_exactly("-n", "--dry-run"):
            call.flag(rule, target)

    return judge
