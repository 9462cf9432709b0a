"""Version control: git with its global options and aliases, Mercurial, and tools around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import paths, places, redirection
from cmdgen.safety.commands import git_history, git_programs, git_work
from cmdgen.safety.commands.git_programs import setting, stage
from cmdgen.safety.commands.managed import prepare
from cmdgen.safety.options import Grammar, Parsed, parse
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import CWD, ENVIRONMENT, LOCAL, SECRET, SOME, STAR, TOKEN, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_GLOBAL_VALUES: Final = frozenset(
    {"-C", "-c", "--git-dir", "--work-tree", "--namespace", "--exec-path", "--super-prefix", "--config-env"}
)
_VALUES: Final = {
    "push": "-o --push-option --repo --receive-pack --exec", "commit": "-m -F -C -c --message --file --author --date -t --template --fixup --squash --trailer",
    "checkout": "-b -B --orphan", "switch": "-c -C --create --force-create --orphan", "restore": "-s --source", "branch": "-u --set-upstream-to --contains --merged --no-merged --sort --format --points-at",
    "clean": "-e --exclude", "log": "-n --grep --author --since --until --after --before --format -S -G -L", "tag": "-m -F -u --sort --format -n", "rebase": "-x --exec --onto -s -X --strategy", "stash": "-m --message",
    "filter-branch": "--tree-filter --msg-filter --index-filter --env-filter --commit-filter --parent-filter --tag-name-filter --subdirectory-filter -d", "config": "--file -f --type --default --get --get-all --unset --unset-all --add --blob",
    "bisect": "", "submodule": "-b --branch", "worktree": "-b -B", "clone": "-b --branch -o --origin --depth -c --config --template -u --upload-pack --reference -j", "merge": "-m -s -X -F", "reflog": "--expire --expire-unreachable",
    "gc": "", "update-ref": "-m", "reset": "", "filter-repo": "--path --path-glob --invert-paths", "remote": "-t -m", "am": "", "fetch": "--upload-pack --depth -j --jobs --refmap --negotiation-tip -o", "pull": "-s --strategy -X --upload-pack", "ls-remote": "--upload-pack --exec -o", "archive": "--remote --exec -o --output --prefix --format", "difftool": "-x --extcmd -t --tool", "init": "--template -b --initial-branch --separate-git-dir", "ls-files": "-x --exclude -X --exclude-from", "rev-parse": "--default --prefix", "lfs": "--include --exclude -I -X --include-ref", "cat-file": "", "send-pack": "--receive-pack --exec", "notes": "-m -F --ref", "format-patch": "-o", "fast-import": "", "revert": "-m", "cherry-pick": "-m", "show": "--format", "diff": "", "grep": "-e -f -m",
}  # fmt: skip
_JUDGES: Final = {**git_work.JUDGES, **git_history.JUDGES, **git_programs.JUDGES}


def git(call: Call) -> str:
    """Follow git: global options, aliases that stand in the same call, then the subcommand."""
    args = list(call.args)
    index = 0
    settings: dict[str, str] = {}
    for folder in call.state.variables.get("GIT_WORK_TREE", ())[:1]:
        _work_in(call, folder)
    while index < len(args) and args[index].text.startswith("-"):
        text = args[index].text
        if text in ("-c", "--config-env") and index + 1 < len(args):
            setting(call, args[index + 1].text)
            name, _, value = args[index + 1].text.partition("=")
            settings[name.lower()] = value
        if text == "-C" and index + 1 < len(args):
            call.state = call.state.fork()
            call.state.cwd = paths.canonical(args[index + 1].text, call.state.cwd)
        if text.startswith("--work-tree=") or (text == "--work-tree" and index + 1 < len(args)):
            _work_in(call, text.partition("=")[2] or args[index + 1].text)
        if text.startswith("--exec-path=") and places.is_temporary(text.partition("=")[2], call.state.cwd):
            call.flag("protection.loader-path", text)
        index += 2 if text in _GLOBAL_VALUES else 1
    if index >= len(args):
        return UNKNOWN
    name = args[index].text
    rest = args[index + 1 :]
    alias = settings.get(f"alias.{name.lower()}", "!")
    if not alias.startswith("!"):
        words = [Arg(word, args[index].span) for word in alias.split()]
        name, rest = (words[0].text, [*words[1:], *rest]) if words else (name, rest)
    if any(arg.text in ("--help", "-h") for arg in rest[:1]):
        return UNKNOWN
    parsed = parse(rest, Grammar(values=frozenset(_VALUES.get(name, "").split())))
    _recovery_settings(call, name, settings)
    if name == "clean" and settings.get("clean.requireforce", "").lower() in ("false", "0", "no", "off"):
        parsed.options.append(("-f", None, args[index]))
    if name in ("add", "stage", "commit"):
        stage(call, parsed)
    _runs(call, name, parsed)
    if name in ("push", "fetch", "clone", "pull", "ls-remote", "remote", "submodule"):
        for arg in rest:
            if SECRET in arg.text.replace(TOKEN, "") or ENVIRONMENT in arg.text:
                call.flag("secrets.sent", "what it prints")
    judge = _JUDGES.get(name)
    if judge:
        judge(call, parsed, rest)
    return _printed(name, parsed) + _secrets_shown(call, name, parsed)


def _work_in(call: Call, folder: str) -> None:
    """The files that git changes lie there."""
    call.state = call.state.fork()
    call.state.cwd = paths.canonical(folder, call.state.cwd)


def _recovery_settings(call: Call, name: str, settings: dict[str, str]) -> None:
    """`git -c gc.reflogExpire=now gc` throws away what could still be recovered."""
    if name in ("gc", "maintenance", "repack") and any(
        key in ("gc.reflogexpire", "gc.reflogexpireunreachable", "gc.pruneexpire")
        and value in ("now", "0", "all")
        for key, value in settings.items()
    ):
        call.flag("git.expire-history", "what could still be recovered")


def _runs(call: Call, name: str, parsed: Parsed) -> None:
    """Options of many subcommands name a program for the other end, or for showing what was found."""
    for value in parsed.values("--upload-pack", "--receive-pack", "--extcmd", "--exec"):
        if not re.fullmatch(r"(?:/[\w/.-]+/)?git-(?:upload|receive)-pack", value):
            call.run_text(value)
    for value in parsed.values("--open-files-in-pager"):
        call.run_text(value)
    bundle = parsed.operands[1:2] if name == "bundle" and parsed.operands[:1] else []
    outputs = parsed.values("-o", "--output-directory") if name in ("archive", "format-patch") else []
    for value in (*parsed.values("--output"), *outputs, *(arg.text for arg in bundle)):
        if value:
            redirection.write_file(
                call.analysis, Arg(value, call.span), call.state, LOCAL, call.span, append=False, copied=True
            )


_SHOWS_CONTENT: Final = frozenset(
    {
        "diff",
        "show",
        "cat-file",
        "blame",
        "annotate",
        "archive",
        "format-patch",
        "grep",
        "log",
        "whatchanged",
        "stash",
    }
)


def _secrets_shown(call: Call, name: str, parsed: Parsed) -> str:
    """Return the mark of a secret where git prints a file of credentials: `diff --no-index a b`, `show HEAD:.env`."""
    if name not in _SHOWS_CONTENT or parsed.has_exactly(
        "--stat", "--name-only", "--name-status", "--quiet", "-q"
    ):
        return ""
    for operand in parsed.operands:
        path = operand.text.rpartition(":")[2] if ":" in operand.text else operand.text
        if redirection.file_content(path, call.state) == SECRET:
            return SECRET
    return ""


def _printed(name: str, parsed: Parsed) -> str:
    """Return what git prints where a later command may take it as a path, a name, or as code."""
    if name == "rev-parse":
        if parsed.has_exactly("--show-toplevel", "--show-superproject-working-tree"):
            return CWD
        if parsed.has_exactly("--git-dir", "--absolute-git-dir", "--git-common-dir"):
            return CWD + "/.git"
        return SOME
    if name in ("describe", "symbolic-ref", "merge-base", "rev-list", "write-tree", "hash-object") or (
        name == "branch" and parsed.has_exactly("--show-current")
    ):
        return SOME
    if name == "ls-files":
        return (
            STAR + SOME + STAR
            if parsed.operands
            or parsed.has("-o", "--others", "-d", "--deleted", "-m", "--modified", "-i", "--ignored")
            else STAR
        )
    if name in ("show", "cat-file", "archive") and parsed.operands:
        return LOCAL
    return UNKNOWN


def filter_program(call: Call) -> str:
    """Follow git-filter-repo and bfg, which rewrite every branch."""
    if not call.parsed.has_exactly("--analyze", "--dry-run", "-h", "--help"):
        call.flag("git.rewrite-all", "every branch")
    return UNKNOWN


def mercurial(call: Call) -> str:
    """Follow hg: `--config alias.x=!cmd` and hooks given in the call run commands."""
    for value in call.parsed.values("--config"):
        name, _, command = value.partition("=")
        if name.startswith("alias.") and command.startswith("!"):
            call.run_text(command[1:])
        elif (
            name.startswith(("hooks.", "ui.ssh", "ui.editor", "merge-tools.", "extdiff."))
            and command
            and not command.startswith("python:")
        ):
            call.run_text(command)
    prepare(call)
    return UNKNOWN


def repo_tool(call: Call) -> str:
    """Follow Android's repo: `forall -c` runs a shell text in every project."""
    texts = call.texts
    if texts[:1] == ["forall"] and "-c" in texts:
        call.run_text(" ".join(texts[texts.index("-c") + 1 :]))
    return UNKNOWN


HANDLERS: Final = {
    "git": git,
    "hub": git,
    **dict.fromkeys(("git-filter-repo", "bfg"), filter_program),
    **dict.fromkeys(("hg", "chg"), mercurial),
    "repo": repo_tool,
}
