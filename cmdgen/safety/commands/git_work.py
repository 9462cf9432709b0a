"""git: what throws uncommitted or untracked work away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import paths
from cmdgen.safety.commands.git_judge import Judge, extra

if TYPE_CHECKING:
    from cmdgen.safety.call import Call
    from cmdgen.safety.options import Parsed
    from cmdgen.safety.resolve.expand import Arg

_EVERYTHING: Final = frozenset({".", "./", ":/", "*", ":", "..", ":/*", "./.", "**", ":(top)", ":/."})


def _reset(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if parsed.has("--hard"):
        call.flag("git.discard-all", "all uncommitted changes")
    elif parsed.has("--merge", "--keep"):
        call.flag("git.rewrite-local", "the index")


def _clean(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if parsed.has_exactly("-n", "--dry-run") or parsed.has_exactly("-i", "--interactive"):
        return
    if parsed.has("-f", "--force"):
        roots = [
            a.text for a in parsed.operands if paths.classify(a.text, call.state.cwd) is paths.Value.ROOT
        ]
        if roots and parsed.has("-d"):
            call.flag("files.delete-root", roots[0])
        elif parsed.operands and not any(
            arg.text in (".", ":/", "./", "*", "/") or arg.text.endswith("..") for arg in parsed.operands
        ):
            call.flag("git.discard-some", " ".join(arg.text for arg in parsed.operands))
        elif parsed.has("-d") and paths.classify(".", call.state.cwd) is paths.Value.ROOT:
            call.flag("files.delete-root", call.state.cwd)  # of a home, about everything is untracked
        else:
            call.flag("git.discard-all", "all untracked files")


def _names_everything(operands: list[Arg]) -> bool:
    return any(
        arg.text in _EVERYTHING or paths.is_everything(arg.text.rsplit("/", 1)[-1]) for arg in operands
    )


def _checkout(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    texts = [arg.text for arg in rest]
    if parsed.has_exactly("-p", "--patch"):
        return
    if parsed.has("-b", "-B", "--orphan", "--track", "-t"):
        if parsed.has("-B"):
            call.flag("git.rewrite-local", "a branch")
        return
    files = parsed.operands if "--" not in texts else rest[texts.index("--") + 1 :]
    if _names_everything(files):
        call.flag("git.discard-all", "all uncommitted changes")
    elif parsed.has("-f", "--force"):
        call.flag("git.discard-all", "all uncommitted changes")
    elif "--" in texts and files:
        call.flag("git.discard-some", " ".join(arg.text for arg in files))
    elif len(parsed.operands) == 1 and re.search(
        r"[\w-]\.(?:py|js|ts|c|h|go|rs|md|txt|json|ya?ml|toml|html|css|java|sh|rb|php|cpp|lock|cfg|ini|xml|vue|tsx|jsx)$",
        parsed.operands[0].text,
    ):
        call.flag("git.discard-some", parsed.operands[0].text)
    elif len(parsed.operands) > 1:
        call.flag("git.discard-some", " ".join(arg.text for arg in parsed.operands[1:]))


def _restore(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    texts = [arg.text for arg in rest]
    if parsed.has_exactly("-p", "--patch"):
        return
    if parsed.has("-S", "--staged") and not parsed.has("-W", "--worktree"):
        return
    files = parsed.operands if "--" not in texts else rest[texts.index("--") + 1 :]
    if _names_everything(list(files)):
        call.flag("git.discard-all", "all uncommitted changes")
    elif files:
        call.flag("git.discard-some", " ".join(arg.text for arg in files))


def _switch(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if parsed.has("-f", "--force", "--discard-changes"):
        call.flag("git.discard-all", "all uncommitted changes")
    elif parsed.has("-C", "--force-create"):
        call.flag("git.rewrite-local", "a branch")


def _stash(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    verb = parsed.operands[0].text if parsed.operands else ""
    if verb == "clear":
        call.flag("git.clear-stashes", "all stashes")
    elif verb == "drop":
        call.flag("git.rewrite-local", "one stash")


def _submodule(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    texts = [arg.text for arg in rest]
    if "foreach" in texts:
        inner = rest[texts.index("foreach") + 1 :]
        while inner and inner[0].text in ("--recursive", "-q", "--quiet", "--"):
            inner = inner[1:]
        call.run_text(" ".join(arg.text for arg in inner))
    elif "deinit" in texts and parsed.has("-f", "--force"):
        call.flag(
            "git.discard-all" if parsed.has("--all") or "." in texts else "git.discard-some", "submodules"
        )
    elif "update" in texts and parsed.has("-f", "--force"):
        call.flag("git.discard-some", "submodules")


def _worktree(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if parsed.operands and parsed.operands[0].text == "remove":
        roots = [
            a.text for a in parsed.operands[1:] if paths.classify(a.text, call.state.cwd) is paths.Value.ROOT
        ]
        if roots:
            call.flag("files.delete-root", roots[0])
        else:
            call.flag("git.discard-some", "a work tree")


def _remove(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if parsed.has_exactly("-n", "--dry-run", "--cached"):
        return
    files = parsed.operands
    roots = [arg for arg in files if paths.classify(arg.text, call.state.cwd) is paths.Value.ROOT]
    if parsed.has("-r") and roots:
        call.flag("files.delete-root", roots[0].text)
    elif parsed.has("-r") and _names_everything(files):
        call.flag("git.discard-all", "every tracked file")
    elif files:
        call.flag("git.discard-some", " ".join(arg.text for arg in files))


def _read_tree(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if parsed.has("--reset") and parsed.has("-u") and not parsed.has_exactly("-n", "--dry-run"):
        call.flag("git.discard-all", "all uncommitted changes")


def _checkout_index(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if parsed.has("-f", "--force") and not any(name == "--prefix" for name, _, _ in parsed.options):
        call.flag("git.discard-all" if parsed.has("-a", "--all") else "git.discard-some", "changed files")


def _annex(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    verb = parsed.operands[0].text if parsed.operands else ""
    if verb in ("drop", "dropunused", "unannex", "uninit", "dead", "destroy", "move"):
        call.flag(
            "git.discard-all" if parsed.has("--force") or verb == "uninit" else "git.discard-some",
            "annexed files",
        )


def _undo(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    call.flag("git.discard-all" if parsed.has("-h", "--hard") else "git.rewrite-local", "the last commits")


JUDGES: Final[dict[str, Judge]] = {
    "reset": _reset, "clean": _clean, "checkout": _checkout, "co": _checkout, "restore": _restore, "switch": _switch, "stash": _stash, "submodule": _submodule, "worktree": _worktree, "rm": _remove,
    "checkout-index": _checkout_index, "annex": _annex, "clear": extra("git.discard-all", "all uncommitted and untracked work"), "force-clone": extra("git.discard-all", "the folder's content"),
    "delete-submodule": extra("git.discard-some", "a submodule"), "undo": _undo, "reset-file": extra("git.discard-some", "a file"), "read-tree": _read_tree,
}  # fmt: skip
"""Subcommand -> its judge."""
