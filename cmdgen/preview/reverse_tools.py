"""The reverse of calls whose state is not in files: git and systemctl."""

from __future__ import annotations

from typing import Final

_OPPOSITES: Final = {"enable": "disable", "start": "stop", "mask": "unmask"}
_OPPOSITE_OF: Final = {**_OPPOSITES, **{after: before for before, after in _OPPOSITES.items()}}


def systemctl_back(words: list[str]) -> list[list[str]] | None:
    """Return the call that takes `systemctl enable nginx` back, options such as `--user` and `--now` kept."""
    at = next((index for index, word in enumerate(words) if word[:1] != "-"), None)
    if at is None or at + 1 >= len(words) or words[at] not in _OPPOSITE_OF:
        return None
    return [["systemctl", *words[:at], _OPPOSITE_OF[words[at]], *words[at + 1 :]]]


def git_back(words: list[str]) -> list[list[str]] | None:
    """Return the calls that take one of git's back, or None for one that has no clean reverse."""
    own: list[str] = []
    while words[:1] == ["-C"] and len(words) > 2:
        own, words = [*own, *words[:2]], words[2:]
    if not words:
        return None
    back = _git(words[0], words[1:])
    return None if back is None else [["git", *own, *call] for call in back]


def _git(name: str, rest: list[str]) -> list[list[str]] | None:
    given = [word for word in rest if word[:1] != "-"]
    switches = [word for word in rest if word[:1] == "-"]
    if name == "commit":
        if "--dry-run" in switches:
            return None
        return [["reset", "--soft", "HEAD@{1}" if "--amend" in switches else "HEAD~1"]]
    if name == "add":
        return [["restore", "--staged", "--", *given]] if given and not switches else None
    if name == "branch":
        return _branch(given, switches)
    if name == "tag":
        return [["tag", "-d", given[0]]] if len(given) in (1, 2) and not switches else None
    if name == "stash":
        return [["stash", "pop"]] if not given or given[0] in ("push", "save") else None
    if name in ("checkout", "switch"):
        return _switched(name, given, switches)
    if name == "remote":
        return [["remote", "remove", given[1]]] if given[:1] == ["add"] and len(given) == 3 else None
    return None


def _branch(given: list[str], switches: list[str]) -> list[list[str]] | None:
    if not switches and len(given) in (1, 2):
        return [["branch", "-d", given[0]]]
    if switches in (["-m"], ["--move"]) and len(given) == 2:
        return [["branch", "-m", given[1], given[0]]]
    return None


def _switched(name: str, given: list[str], switches: list[str]) -> list[list[str]] | None:
    new = switches in ((["-b"],) if name == "checkout" else (["-c"], ["--create"]))
    if new and given:
        return [[name, "-"], ["branch", "-d", given[0]]]
    return [["switch", "-"]] if name == "switch" and not switches and len(given) == 1 else None
