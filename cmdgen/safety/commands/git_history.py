"""git: what publishes, rewrites or forgets history."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety.commands.git_judge import Judge, extra

if TYPE_CHECKING:
    from cmdgen.safety.call import Call
    from cmdgen.safety.options import Parsed
    from cmdgen.safety.resolve.expand import Arg


def _push(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    if parsed.has_exactly("-n", "--dry-run"):
        return
    if call.state.staged_secret:
        call.flag("secrets.sent", call.state.staged_secret)
    refspecs = [arg.text for arg in parsed.operands[1:]]
    if parsed.has("--mirror") or parsed.has("--prune"):
        call.flag("git.push-mirror", " ".join(a.text for a in rest))
    elif parsed.has("-d", "--delete") or any(spec.startswith(":") and len(spec) > 1 for spec in refspecs):
        call.flag("git.delete-remote", " ".join(refspecs) or "a branch")
    elif _plain_force(parsed) or any(spec.startswith("+") for spec in refspecs):
        call.flag("git.push-force", " ".join(refspecs) or "the current branch")
    elif parsed.has("--force-with-lease", "--force-if-includes"):
        call.flag("git.rewrite-local", "the remote branch")


def _plain_force(parsed: Parsed) -> bool:
    order = [name for name, _, _ in parsed.options if name in ("-f", "--force", "--no-force")]
    if order and order[-1] == "--no-force":
        return False
    return any(name in ("-f", "--force", "--forc", "--for") for name, _, _ in parsed.options)


def _branch(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if parsed.has("-d", "-D", "--delete", "-M", "-f", "--force", "-m", "--move"):
        remote = parsed.has("-r", "--remotes")
        if parsed.has("-m", "--move") and not parsed.has("-M", "-f", "--force"):
            return
        call.flag(
            "git.rewrite-local",
            "a remote-tracking branch"
            if remote
            else " ".join(arg.text for arg in parsed.operands) or "a branch",
        )


def _rewrites(target: str) -> Judge:
    def judge(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
        if parsed.has("--abort", "--quit", "--continue", "--skip", "--edit-todo", "--show-current-patch"):
            return
        for value in (*parsed.values("-x"), *parsed.values("--exec")):
            call.run_text(value)
        del rest
        call.flag("git.rewrite-local", target)

    return judge


def _commit(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if parsed.has_exactly("--dry-run"):
        return
    if parsed.has("--amend"):
        call.flag("git.rewrite-local", "the last commit")


def _reflog(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    verb = parsed.operands[0].text if parsed.operands else ""
    if parsed.has_exactly("-n", "--dry-run"):
        return
    if verb in ("expire", "delete"):
        call.flag("git.expire-history" if verb == "expire" else "git.rewrite-local", "the reflog")


def _gc(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    prune = parsed.value("--prune")
    if prune in ("now", "all", "0") or (prune or "").startswith(("0.", "1.second")):
        call.flag("git.expire-history", "unreachable objects")


def _prune(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if not parsed.has_exactly("-n", "--dry-run"):
        expire = (
            next((arg.text for arg in parsed.operands), None)
            if parsed.has("--expire") and not parsed.value("--expire")
            else parsed.value("--expire")
        )
        call.flag(
            "git.expire-history" if expire in (None, "now", "all", "0") else "git.rewrite-local",
            "unreachable objects",
        )


def _filter(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    for option in (
        "--tree-filter",
        "--index-filter",
        "--msg-filter",
        "--env-filter",
        "--commit-filter",
        "--parent-filter",
        "--tag-name-filter",
    ):
        for value in parsed.values(option):
            call.run_text(value)
    if not parsed.has_exactly("--dry-run", "--analyze"):
        call.flag("git.rewrite-all", "every branch")


def _tag(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if parsed.has("-d", "--delete", "-f", "--force"):
        call.flag("git.rewrite-local", "a tag")


def _update_ref(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    call.flag("git.rewrite-local", " ".join(arg.text for arg in parsed.operands[:1]) or "a reference")


def _remote(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if parsed.operands and parsed.operands[0].text in ("remove", "rm"):
        call.flag("git.rewrite-local", "a remote")


def _fetch(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    for arg in parsed.operands:
        if arg.text.startswith("ext::"):
            call.run_text(arg.text[5:])
    if parsed.has_exactly("--dry-run"):
        return
    local = [
        arg.text
        for arg in parsed.operands[1:]
        if ":" in arg.text and not re.search(r":refs/(?:remotes|tags)/", arg.text)
    ]
    if local and (parsed.has("-f", "--force") or any(text.startswith("+") for text in local)):
        call.flag("git.rewrite-local", " ".join(local))


def _lfs(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    verbs = [arg.text for arg in parsed.operands]
    if verbs[:1] == ["migrate"] and verbs[1:2] in (["import"], ["export"]):
        everything = parsed.has("--everything")
        call.flag(
            "git.rewrite-all" if everything else "git.rewrite-local",
            "every branch" if everything else "local commits",
        )
    elif verbs[:1] == ["prune"] and not parsed.has_exactly("-d", "--dry-run"):
        call.flag("git.discard-some", "cached large files")
    del rest


def _symbolic_ref(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if len(parsed.operands) > 1 or parsed.has("-d", "--delete"):
        call.flag("git.rewrite-local", " ".join(arg.text for arg in parsed.operands[:1]) or "a reference")


def _notes(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if (
        parsed.operands
        and parsed.operands[0].text in ("remove", "prune")
        and not parsed.has_exactly("-n", "--dry-run")
    ):
        call.flag("git.rewrite-local", "notes")


def _fast_import(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if parsed.has("--force"):
        call.flag("git.rewrite-all", "branches")


JUDGES: Final[dict[str, Judge]] = {
    "push": _push, "branch": _branch, "rebase": _rewrites("local commits"), "commit": _commit, "reflog": _reflog, "gc": _gc, "prune": _prune, "filter-branch": _filter, "filter-repo": _filter,
    "tag": _tag, "update-ref": _update_ref, "remote": _remote, "fetch": _fetch, "pull": _fetch, "ls-remote": _fetch, "symbolic-ref": _symbolic_ref, "notes": _notes, "fast-import": _fast_import,
    "send-pack": _push, "obliterate": extra("git.rewrite-all", "every commit that has the file"), "delete-branch": extra("git.delete-remote", "a branch, here and"),
    "delete-tag": extra("git.delete-remote", "a tag, here and"), "delete-merged-branches": extra("git.rewrite-local", "merged branches"),
    "delete-squashed-branches": extra("git.rewrite-local", "squashed branches"), "squash": extra("git.rewrite-local", "local commits"), "lfs": _lfs, "replace": _rewrites("an object"),
}  # fmt: skip
"""Subcommand -> its judge."""
