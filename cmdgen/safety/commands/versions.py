"""git: which spelling publishes, rewrites or throws away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import places
from cmdgen.safety.options import Grammar, Parsed, parse
from cmdgen.safety.resolve.marks import UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call
    from cmdgen.safety.resolve.expand import Arg

_GLOBAL_VALUES: Final = frozenset({"-C", "-c", "--git-dir", "--work-tree", "--namespace", "--exec-path", "--super-prefix", "--config-env"})
_COMMAND_SETTINGS: Final = re.compile(
    r"(?i)^(?:core\.(?:sshCommand|pager|editor|fsmonitor|hooksPath|gitProxy|askPass)|alias\.[\w-]+|diff\.external|sequence\.editor|credential\.helper|"
    r"filter\.\w+\.(?:clean|smudge|process)|pager\.\w+|gpg\.program|init\.templateDir|http\.proxy|url\..*\.insteadOf|difftool\..*\.cmd|mergetool\..*\.cmd|uploadpack\.packObjectsHook)="
)
_VALUES: Final = {
    "push": "-o --push-option --repo --receive-pack --exec", "commit": "-m -F -C -c --message --file --author --date -t --template --fixup --squash --trailer",
    "checkout": "-b -B --orphan", "switch": "-c -C --create --force-create --orphan", "restore": "-s --source", "branch": "-u --set-upstream-to --contains --merged --no-merged --sort --format --points-at",
    "clean": "-e --exclude", "log": "-n --grep --author --since --until --after --before --format -S -G -L", "tag": "-m -F -u --sort --format -n", "rebase": "-x --exec --onto -s -X --strategy", "stash": "-m --message",
    "filter-branch": "--tree-filter --msg-filter --index-filter --env-filter --commit-filter --parent-filter --tag-name-filter --subdirectory-filter -d", "config": "--file -f --type --default --get --get-all --unset --unset-all --add --blob",
    "bisect": "", "submodule": "-b --branch", "worktree": "-b -B", "clone": "-b --branch -o --origin --depth -c --config --template -u --upload-pack --reference -j", "merge": "-m -s -X -F", "reflog": "--expire --expire-unreachable",
    "gc": "", "update-ref": "-m", "reset": "", "filter-repo": "--path --path-glob --invert-paths", "remote": "-t -m", "am": "", "revert": "-m", "cherry-pick": "-m", "show": "--format", "diff": "", "grep": "-e -f -m",
}  # fmt: skip


def git(call: Call) -> str:
    """Follow git."""
    args = list(call.args)
    index = 0
    while index < len(args) and args[index].text.startswith("-"):
        text = args[index].text
        if text in ("-c", "--config-env") and index + 1 < len(args):
            _setting(call, args[index + 1].text)
        index += 2 if text in _GLOBAL_VALUES else 1
    if index >= len(args):
        return UNKNOWN
    name = args[index].text
    rest = args[index + 1 :]
    if any(arg.text in ("--help", "-h") for arg in rest[:1]):
        return UNKNOWN
    parsed = parse(rest, Grammar(values=frozenset(_VALUES.get(name, "").split())))
    judge = _JUDGES.get(name)
    if judge:
        judge(call, parsed, rest)
    elif name.startswith("!"):
        call.run_text(name[1:])
    return _printed(name, rest)


def _printed(name: str, rest: list[Arg]) -> str:
    if name in ("ls-files", "diff", "status"):
        return UNKNOWN
    del rest
    return UNKNOWN


def _setting(call: Call, text: str) -> None:
    if not _COMMAND_SETTINGS.match(text):
        if re.match(r"(?i)http\.(?:.*\.)?sslVerify=(?:false|0|no)", text):
            call.flag("protection.checks-off", text)
        return
    name, _, value = text.partition("=")
    if name.lower() == "core.hookspath" or name.lower() == "init.templatedir":
        if places.is_temporary(value, call.state.cwd):
            call.flag("protection.loader-path", text)
        return
    if name.lower().startswith(("http.", "url.")):
        return
    command = value[1:] if value.startswith("!") else value
    if name.lower().startswith("alias.") and not value.startswith("!"):
        return
    if places.is_temporary(command.split(" ")[0], call.state.cwd):
        call.flag("protection.loader-path", text)
    call.run_text(command)


def _push(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    if parsed.has_exactly("-n", "--dry-run"):
        return
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
    return any(name in ("-f", "--force", "--forc", "--for") for name, _, _ in parsed.options)


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
        if parsed.operands and not any(arg.text in (".", ":/", "./", "*", "/") or arg.text.endswith("..") for arg in parsed.operands):
            call.flag("git.discard-some", " ".join(arg.text for arg in parsed.operands))
        else:
            call.flag("git.discard-all", "all untracked files")


_EVERYTHING: Final = frozenset({".", "./", ":/", "*", ":", "..", ":/*", "./.", "**", ":(top)", ":/."})


def _names_everything(operands: list[Arg]) -> bool:
    from cmdgen.safety import paths  # noqa: PLC0415 - cycle at import time only

    return any(arg.text in _EVERYTHING or paths.is_everything(arg.text.rsplit("/", 1)[-1]) for arg in operands)


def _checkout(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    texts = [arg.text for arg in rest]
    if parsed.has("-b", "-B", "--orphan", "--track", "-t"):
        if parsed.has("-B"):
            call.flag("git.rewrite-local", "a branch")
        return
    files = parsed.operands if "--" not in texts else [arg for arg in rest[texts.index("--") + 1 :]]
    if _names_everything(files):
        call.flag("git.discard-all", "all uncommitted changes")
    elif parsed.has("-f", "--force"):
        call.flag("git.discard-all", "all uncommitted changes")
    elif "--" in texts and files:
        call.flag("git.discard-some", " ".join(arg.text for arg in files))
    elif len(parsed.operands) == 1 and re.search(r"[\w-]\.(?:py|js|ts|c|h|go|rs|md|txt|json|ya?ml|toml|html|css|java|sh|rb|php|cpp|lock|cfg|ini|xml|vue|tsx|jsx)$", parsed.operands[0].text):
        call.flag("git.discard-some", parsed.operands[0].text)
    elif len(parsed.operands) > 1:
        call.flag("git.discard-some", " ".join(arg.text for arg in parsed.operands[1:]))


def _restore(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    texts = [arg.text for arg in rest]
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


def _branch(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if parsed.has("-d", "-D", "--delete", "-M", "-f", "--force", "-m", "--move"):
        remote = parsed.has("-r", "--remotes")
        if parsed.has("-m", "--move") and not parsed.has("-M", "-f", "--force"):
            return
        call.flag("git.rewrite-local", "a remote-tracking branch" if remote else " ".join(arg.text for arg in parsed.operands) or "a branch")


def _stash(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    verb = parsed.operands[0].text if parsed.operands else ""
    if verb == "clear":
        call.flag("git.clear-stashes", "all stashes")
    elif verb == "drop":
        call.flag("git.rewrite-local", "one stash")


def _rewrites(target: str) -> object:
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
    if prune in ("now", "all") or parsed.value("--prune") == "0":
        call.flag("git.expire-history", "unreachable objects")


def _prune(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if not parsed.has_exactly("-n", "--dry-run"):
        call.flag("git.expire-history", "unreachable objects")


def _filter(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    for option in ("--tree-filter", "--index-filter", "--msg-filter", "--env-filter", "--commit-filter", "--parent-filter", "--tag-name-filter"):
        for value in parsed.values(option):
            call.run_text(value)
    if not parsed.has_exactly("--dry-run", "--analyze"):
        call.flag("git.rewrite-all", "every branch")


def _config(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    operands = [arg.text for arg in parsed.operands]
    if operands[:1] in (["set"], ["unset"], ["get"], ["list"], ["edit"]):
        if operands[0] in ("get", "list", "edit"):
            return
        operands = operands[1:]
    if len(operands) < 2 or parsed.has("--get", "--get-all", "--list", "-l", "--unset", "--get-regexp"):  # noqa: PLR2004 - name and value
        return
    name, value = operands[0].lower(), operands[1]
    if name.endswith("sslverify") and value.lower() in ("false", "0", "no", "off"):
        call.flag("protection.checks-off", name)
    elif re.match(r"core\.(?:sshcommand|hookspath|pager|editor|fsmonitor|askpass|gitproxy)|init\.templatedir|credential\.helper|diff\.external|gpg\.program", name) and _in_temporary(value, call):
        call.flag("protection.loader-path", f"{operands[0]}={value}")
    elif value.startswith("!"):
        call.run_text(value[1:])
    elif parsed.has("--global", "--system") or name.startswith(("core.", "credential.", "http.", "remote.", "url.")):
        pass


def _in_temporary(value: str, call: Call) -> bool:
    return any(places.is_temporary(word, call.state.cwd) for word in re.split(r"[\s!]+", value) if word.startswith("/"))


def _tag(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if parsed.has("-d", "--delete", "-f", "--force"):
        call.flag("git.rewrite-local", "a tag")


def _bisect(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del parsed
    if rest[:1] and rest[0].text == "run":
        call.run_inner(rest[1:])


def _submodule(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    texts = [arg.text for arg in rest]
    if "foreach" in texts:
        inner = [arg for arg in rest[texts.index("foreach") + 1 :] if not arg.text.startswith("--")]
        call.run_text(" ".join(arg.text for arg in inner))
    elif "deinit" in texts and parsed.has("-f", "--force"):
        call.flag("git.discard-some", "submodules")


def _worktree(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if parsed.operands and parsed.operands[0].text == "remove":
        call.flag("git.discard-some", "a work tree")


def _remove(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if parsed.has_exactly("-n", "--dry-run", "--cached"):
        return
    files = parsed.operands
    if parsed.has("-r") and _names_everything(files):
        call.flag("git.discard-all", "every tracked file")
    elif files:
        call.flag("git.discard-some", " ".join(arg.text for arg in files))


def _update_ref(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    call.flag("git.rewrite-local", " ".join(arg.text for arg in parsed.operands[:1]) or "a reference")


def _clone(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    for value in (*parsed.values("-c"), *parsed.values("--config")):
        _setting(call, value)
    for value in (*parsed.values("-u"), *parsed.values("--upload-pack")):
        call.run_text(value)
    for arg in parsed.operands:
        if arg.text.startswith("ext::"):
            call.run_text(arg.text[5:])


def _remote(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if parsed.operands and parsed.operands[0].text in ("remove", "rm"):
        call.flag("git.rewrite-local", "a remote")


_JUDGES: Final = {
    "push": _push, "reset": _reset, "clean": _clean, "checkout": _checkout, "co": _checkout, "restore": _restore, "switch": _switch, "branch": _branch, "stash": _stash,
    "rebase": _rewrites("local commits"), "commit": _commit, "reflog": _reflog, "gc": _gc, "prune": _prune, "filter-branch": _filter, "filter-repo": _filter,
    "config": _config, "tag": _tag, "bisect": _bisect, "submodule": _submodule, "worktree": _worktree, "rm": _remove, "update-ref": _update_ref, "clone": _clone, "remote": _remote,
    "lfs": lambda *_: None, "replace": _rewrites("an object"), "fetch": _clone, "pull": lambda *_: None, "read-tree": lambda *_: None,
}  # fmt: skip
HANDLERS: Final = {"git": git}
