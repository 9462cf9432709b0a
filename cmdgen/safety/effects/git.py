"""Which calls of git lose work that no commit holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from cmdgen.safety.effects.git_work import work_of
from cmdgen.safety.effects.records import Work
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg


@dataclass(frozen=True, slots=True)
class Lost:
    """What is lost, and how to see it."""

    reason: str
    shows: str
    deletes: bool = False
    work: Work | None = None


_OWN_VALUES: Final = frozenset({"-C", "-c", "--git-dir", "--work-tree", "--namespace", "--exec-path"})
_INDEX: Final = "only git knows which files differ"


def subcommand(args: list[Arg]) -> tuple[list[str], list[str]]:
    """Return git's own options, and its subcommand with the words behind it."""
    texts = [arg.text for arg in args]
    index = 0
    while index < len(texts) and texts[index][:1] == "-":
        index += 2 if texts[index] in _OWN_VALUES else 1
    return texts[:index], texts[index:]


def loses(args: list[Arg]) -> Lost | None:
    """Return what a call of git loses for good, or None."""
    own, words = subcommand(args)
    lost = _lost(own, words) if words else None
    return None if lost is None else replace(lost, work=work_of(own, words[0], words[1:]))


def _lost(own: list[str], words: list[str]) -> Lost | None:
    git = " ".join(["git", *(marks.show(text) for text in own)])
    name, rest = words[0], words[1:]
    short = "".join(text[1:] for text in rest if re.fullmatch(r"-[a-zA-Z]+", text))
    if name == "clean" and "n" not in short and "--dry-run" not in rest:
        kept = [marks.show(text) for text in rest if not re.fullmatch(r"-[fq]+|--force|--quiet", text)]
        kept = [
            re.sub(r"^(-[a-zA-Z]+)$", lambda match: re.sub("[fq]", "", match.group()), text) for text in kept
        ]
        return Lost("only git knows what is not tracked", " ".join([git, "clean", "-n", *kept]), deletes=True)
    if name == "reset" and "--hard" in rest:
        return Lost(_INDEX, f"{git} status --short")
    if name == "checkout" and ("--" in rest or "." in rest or "f" in short or "--force" in rest):
        return Lost(_INDEX, f"{git} diff --stat")
    if name == "switch" and ({"--discard-changes", "--force"} & set(rest) or "f" in short):
        return Lost(_INDEX, f"{git} status --short")
    if name == "restore" and not ({"--staged", "-S"} & set(rest) and not {"--worktree", "-W"} & set(rest)):
        return Lost(_INDEX, f"{git} diff --stat")
    if name == "stash" and rest[:1] and rest[0] in ("drop", "clear"):
        return Lost("the stash is kept by git, not in files", f"{git} stash list")
    if name == "branch" and not {"-r", "--remotes"} & set(rest):
        deletes = {"-d", "--delete"} & set(rest) or "d" in short
        if "D" in short or (deletes and ("f" in short or "--force" in rest)):
            return Lost("only git knows which commits nothing else has", f"{git} branch --no-merged")
    return None
