"""What a command would touch right now, and how to take it back: found out before the question, shown with it."""

from __future__ import annotations

import os
import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager

    from cmdgen.core.records import Command, Platform
    from cmdgen.pipeline import Candidate, Decision
    from cmdgen.preview import Alternative
    from cmdgen.safety.effects import Effect
    from cmdgen.ui.view import TerminalView
    from cmdgen.wiring.availability import Lacking

_CLUSTER_TOOLS: Final = re.compile(r"\b(?:kubectl|helm|k9s|oc|flux|argocd)\b")
_CURRENT_CONTEXT: Final = re.compile(r"^current-context:\s*[\"']?([^\s\"'#]+)", re.MULTILINE)
_PRODUCTION: Final = re.compile(r"(?i)(?:^|[^a-z])(?:prod|production|live|prd)(?:$|[^a-z])")
_MAX_BYTES: Final = 1_000_000
_GIT_S: Final = 0.3
"""Seconds for what is only a remark."""
_MAY_CHANGE: Final = re.compile(
    r"\b(?:mv|cp|mkdir|ln|touch|dd|truncate|rsync|chmod|chown|git|sed|perl|tee|systemctl|install)\b|>|(?i:-(?:item|content|archive)\b|\bout-file\b)"
)
"""Safe commands that may change something all the same; most answers only read and need no look at the disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was found out about one command."""

    lines: tuple[str, ...] = ()
    """For the terminal, without line ends."""
    offers: tuple[Alternative, ...] = ()
    """Other commands that do the same and can be taken back."""
    undo: str = ""
    """Command that takes it back, once it has run; empty where none is known."""


class Looking:
    """A view that looks at the disk before it asks; nothing of the command is run for that.

    Args:
        view: the terminal.
        environ: of the user.
        platform: the machine.
        lacking: returns what a command needs and this machine lacks.
    """

    def __init__(
        self, view: TerminalView, environ: Mapping[str, str], platform: Platform, lacking: Lacking
    ) -> None:
        self._view, self._environ, self._platform = view, environ, platform
        self._lacking = lacking
        self._last: tuple[Command, Look] | None = None

    def undo_of(self, command: Command) -> str:
        """Return the command that takes this one back, as found before it ran."""
        return self._last[1].undo if self._last is not None and self._last[0] == command else ""

    def show(self, candidate: Candidate) -> None:
        """Show the command, and under it what it would touch."""
        self._view.show(candidate)
        look = Look() if candidate.blanks else self._look(candidate)
        self._last = (candidate.command, look)
        self._view.add(look.lines, look.offers)

    def offer(self, candidate: Candidate, others: Sequence[Candidate]) -> None:
        """Pass it on."""
        self._view.offer(candidate, others)

    def waiting(self) -> AbstractContextManager[object]:
        """Pass it on."""
        return self._view.waiting()

    def decide(self, candidate: Candidate) -> Decision:
        """Pass the question on."""
        return self._view.decide(candidate)

    def explain(self, candidate: Candidate) -> None:
        """Pass it on."""
        self._view.explain(candidate)

    def note(self, text: str) -> None:
        """Pass it on."""
        self._view.note(text)

    def _look(self, candidate: Candidate) -> Look:
        is_safe = candidate.report.level is Level.SAFE
        lacks = [
            line
            for note in self._lacking(candidate.command)
            for line in self._view.rows("missing", "yellow", note.text)
        ]
        if is_safe and not _MAY_CHANGE.search(candidate.command.text):
            return Look(lines=tuple(lacks))
        from cmdgen.preview import WANTED_TOOLS, alternatives, preview, reverse  # noqa: PLC0415  not for every answer
        from cmdgen.safety.effects import effects  # noqa: PLC0415
        from cmdgen.ui.preview_view import render_previews  # noqa: PLC0415

        command, here = candidate.command, Path.cwd()
        found = effects(command)
        seen = preview(found, here, environ=self._environ)
        paint, width = self._view.paint, self._view.terminal.width
        lines = lacks + render_previews(seen, paint, width, now=time.time())
        if not is_safe:
            facts = surroundings(command.text, self._environ)
            changes = _uncommitted(found, here, self._environ)
            lines += self._view.rows("where", "yellow", "; ".join(filter(None, (facts, changes))))
        tools = frozenset(
            name for name in WANTED_TOOLS if shutil.which(name, path=self._environ.get("PATH", os.defpath))
        )
        # What is refused is refused in any form: the trash is no place for a system folder either.
        is_refused = candidate.report.level is Level.CRITICAL
        offers = (
            ()
            if is_refused
            else alternatives(command, found, tools, previews=seen, system=self._platform.system)
        )
        for offer in offers[:1]:
            lines += self._view.rows("safer", "green", f"[s] {offer.label}: {offer.text}")
        undo = reverse(command, found, here) or (seen[0].undo if len(seen) == 1 else None) or ""
        if undo:
            lines += self._view.rows("undo", "", undo)
        return Look(lines=tuple(lines), offers=tuple(offers), undo=undo)


def _uncommitted(effects: Sequence[Effect], here: Path, environ: Mapping[str, str]) -> str:
    """Return in words that there is work which no commit holds, where a command changes files."""
    is_git = any((folder / ".git").exists() for folder in (here, *here.parents))
    if not is_git or not effects or any(effect.work is not None for effect in effects):
        return ""  # git's own losses are counted one by one
    from cmdgen.preview.git_work import uncommitted  # noqa: PLC0415  starts programs

    count = uncommitted(str(here), seconds=_GIT_S, environ=environ)
    changes = "a file has changes" if count == 1 else f"{count:,} files have changes"
    return f"{changes} here that no commit holds" if count else ""


def surroundings(command: str, environ: Mapping[str, str]) -> str:
    """Return in words what makes a mistake cost more here: root, another machine, a production cluster."""
    facts = []
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        facts.append("you are root")
    if environ.get("SSH_CONNECTION"):
        facts.append("over ssh, on another machine")
    context = _cluster(environ) if _CLUSTER_TOOLS.search(command) else None
    if context is not None:
        looks = ", which looks like production" if _PRODUCTION.search(context) else ""
        facts.append(f"kube context {context}{looks}")
    return "; ".join(facts)


def _cluster(environ: Mapping[str, str]) -> str | None:
    """Return the current context of the cluster tools; the file is read, no tool is run."""
    home = environ.get("HOME", "")
    for name in (environ.get("KUBECONFIG") or f"{home}/.kube/config").split(os.pathsep):
        try:
            with open(name, "rb") as file:  # noqa: PTH123  (a name from a variable, which may be empty)
                text = file.read(_MAX_BYTES).decode("utf-8", "replace")
        except (OSError, ValueError):
            continue
        found = _CURRENT_CONTEXT.search(text)
        if found:
            return found[1]
    return None
