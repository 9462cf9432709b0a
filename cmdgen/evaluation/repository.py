"""The state of a git repository in words that do not change with the moment of a commit."""

from __future__ import annotations

import hashlib
from typing import Final

SCRIPT: Final = r"""
export GIT_OPTIONAL_LOCKS=0
git symbolic-ref -q HEAD || git rev-parse HEAD
printf '\1\n'
git for-each-ref --format='%(refname)%09%(objectname)%09%(*objectname)%09%(upstream)%09%(contents:subject)'
printf '\1\n'
git log --all --reflog --format='%H%n%T%n%P%n%an%n%B%x02'
printf '\1\n'
git ls-files -s
printf '\1\n'
git config --local --list | sort
printf '\1\n'
git reflog show -q stash --format=%H 2> /dev/null
printf '\1\n'
cd "$(git rev-parse --git-dir)" && ls -d MERGE_HEAD CHERRY_PICK_HEAD REVERT_HEAD BISECT_START rebase-* 2> /dev/null
true
"""
"""Bash lines that print the state; to be run in the repository, in the sandbox."""


def summary(printed: str, *, messages: bool) -> str:
    """Return the state that `SCRIPT` has printed, with commits named by what they hold instead of their hash.

    Args:
        messages: whether the messages of commits and tags count; those of stashes never do.
    """
    parts = printed.split("\1\n")
    if len(parts) != 7:
        return "not a repository that git can read"
    head, references, log, index, settings, stash, unfinished = parts
    commits = _Commits(log)
    lines = [commits.named(head.strip(), messages=messages)]
    for line in references.splitlines():
        name, commit, peeled, upstream, subject = line.split("\t", 4)
        if name == "refs/stash":
            continue
        named = commits.named(peeled or commit, messages=messages)
        # Only a tag with a message of its own has something to peel.
        lines.append(f"{name} {named} {upstream} {subject if peeled and messages else ''}")
    lines += [commits.named(commit, messages=False) for commit in stash.split()]
    return "\n".join([*lines, index.strip(), settings.strip(), unfinished.strip()])


class _Commits:
    """Names commits by their files, author, message and parents."""

    def __init__(self, log: str) -> None:
        self._raw: dict[str, tuple[str, str, str, str]] = {}
        for record in log.split("\2"):
            fields = record.strip("\n").split("\n", 4)
            if len(fields) >= 4:
                commit, tree, parents, author = fields[:4]
                self._raw[commit] = (tree, parents, author, fields[4].strip() if len(fields) > 4 else "")
        self._known: dict[tuple[str, bool], str] = {}

    def named(self, commit: str, *, messages: bool) -> str:
        """Return the name of a commit; what is none is returned as it is."""
        pending = [commit]
        while pending:
            current = pending[-1]
            if (current, messages) in self._known or current not in self._raw:
                pending.pop()
                continue
            parents = self._raw[current][1].split()
            unknown = [p for p in parents if p in self._raw and (p, messages) not in self._known]
            if unknown:
                pending += unknown
                continue
            self._known[current, messages] = self._name(current, parents, messages=messages)
            pending.pop()
        return self._known.get((commit, messages), commit)

    def _name(self, commit: str, parents: list[str], *, messages: bool) -> str:
        tree, _, author, message = self._raw[commit]
        above = " ".join(self._known.get((parent, messages), parent) for parent in parents)
        text = f"{tree}\n{above}\n{author}\n{message if messages else ''}"
        return hashlib.sha256(text.encode()).hexdigest()[:16]
