"""The manuals of one machine, in the order of trust: its man pages, `--help`, and the own table."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.manuals.help_text import help_of
from cmdgen.manuals.man_page import read_page
from cmdgen.manuals.own_table import own_manual
from cmdgen.manuals.page_files import find_page, page_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cmdgen.manuals.records import Manual

BUDGET_S: Final = 0.15
"""Time for all manuals of one command, in seconds."""
_WITH_PAGES: Final = frozenset(
    {"git", "docker", "podman", "kubectl", "npm", "cargo", "gh", "systemd", "btrfs", "openssl"}
)
"""Programs whose subcommands have pages of their own, such as git-commit(1)."""


class Library:
    """Looks manuals up, each once.

    Args:
        environ: PATH and MANPATH are read.
        is_bsd: whether the programs are those of the BSDs and macOS.
        ask: answers with the text of `--help`; None asks no program.
        budget_s: time for everything that is looked up, in seconds.
    """

    def __init__(
        self,
        environ: Mapping[str, str],
        *,
        is_bsd: bool,
        ask: Callable[[str], Manual | None] | None = help_of,
        budget_s: float = BUDGET_S,
    ) -> None:
        self._folders = page_folders(environ)
        self._is_bsd = is_bsd
        self._ask = ask
        self._budget_s = budget_s
        self._deadline: float | None = None
        self._known: dict[str, tuple[Manual, ...]] = {}

    def builtin(self, name: str) -> Manual | None:
        """Return what the shell's own command does."""
        found = own_manual(name, is_bsd=self._is_bsd, file="builtins.txt")
        return None if found is None else replace(found, source="shell builtin")

    def manuals(self, program: str, subcommand: str | None = None) -> tuple[Manual, ...]:
        """Return what there is about a program or its subcommand, the most trusted first; empty without any.

        Args:
            program: its bare name.  With a path in front it is a program of its own, about which nothing is known.
        """
        name = program if subcommand is None else f"{program} {subcommand}"
        if name not in self._known:
            self._known[name] = tuple(self._looked_up(program, subcommand, name))
        return self._known[name]

    def _looked_up(self, program: str, subcommand: str | None, name: str) -> list[Manual]:
        if Path(program).name != program:
            return []
        found = []
        page = self._page(program, subcommand, name)
        if page is not None:
            found.append(page)
        elif subcommand is None and self._ask is not None and self._left_s() > 0:
            said = self._ask(program)
            if said is not None:
                found.append(said)
        own = own_manual(name, is_bsd=self._is_bsd)
        return found if own is None else [*found, own]

    def _page(self, program: str, subcommand: str | None, name: str) -> Manual | None:
        if subcommand is not None and program not in _WITH_PAGES:
            return None
        page_name = program if subcommand is None else f"{program}-{subcommand}"
        if self._left_s() <= 0:
            return None
        page = find_page(page_name, self._folders)
        if page is None:
            return None
        section, text = page
        return read_page(text, name, f"man {page_name}({section})", time.monotonic() + self._left_s())

    def _left_s(self) -> float:
        if self._deadline is None:  # the clock starts with the first question
            self._deadline = time.monotonic() + self._budget_s
        return self._deadline - time.monotonic()
