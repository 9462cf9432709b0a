"""What the command line asks for besides the settings, and what that permits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cmdgen.pipeline import Mode, Policy

if TYPE_CHECKING:
    from cmdgen.settings import Settings
    from cmdgen.ui.terminal import Terminal


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The flags of one call that are no settings."""

    yes: bool = False
    print_only: bool = False
    json: bool = False
    dry_run: bool = False
    show_prompt: bool = False
    verbose: bool = False
    quiet: bool = False
    explain: bool = False
    copy: bool = False
    context: bool = False
    """The names of the files here may be shown to the model."""
    candidates: int = 1


def policy_of(wishes: Wishes, settings: Settings, terminal: Terminal) -> Policy:
    """Return what may happen to the command.

    Without a terminal to ask at, and where the output goes into a pipe or file, the text itself is what
    is wanted, unless `--yes` says otherwise.
    """
    can_ask = terminal.can_ask and not wishes.json
    if wishes.dry_run:
        mode = Mode.DRY_RUN
    elif wishes.print_only or not (wishes.yes or (can_ask and terminal.stdout_is_tty)):
        mode = Mode.PRINT
    else:
        mode = Mode.RUN
    return Policy(
        mode=mode,
        can_ask=can_ask,
        yes=wishes.yes,
        yes_level=settings.yes_level,
        allow_critical=settings.allow_critical,
        candidates=wishes.candidates,
    )
