"""Programs that run another command given in their arguments, as a vector or as a shell text."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, paths, redirection
from cmdgen.safety.commands import guesses
from cmdgen.safety.commands.builtins import run_produced_text
from cmdgen.safety.commands.editors import look_at_edited
from cmdgen.safety.commands.interpreters import run_input
from cmdgen.safety.commands.wrapper_table import RUNNERS, TABLE, Wrapper
from cmdgen.safety.commands.wrapper_words import ASSIGNMENT, inner_command
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import ENVIRONMENT, LOCAL, UNKNOWN
from cmdgen.safety.resolve.state import State

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def environment(call: Call) -> str:
    """Follow env: `-S` splits its value into words, and what follows is added to them."""
    for index, arg in enumerate(call.args):
        value = None
        rest = index + 1
        if arg.text in ("-S", "--split-string") or re.fullmatch(r"-[iv0]+S", arg.text):
            value = call.args[rest].text if rest < len(call.args) else None
            rest += 1
        elif arg.text.startswith("--split-string="):
            value = arg.text.partition("=")[2]
        elif re.match(r"-[iv0]*S.", arg.text):
            value = arg.text.partition("S")[2]
        elif not arg.text.startswith("-") and "=" not in arg.text:
            break
        if value is not None:
            try:
                words = shlex.split(value)
            except ValueError:
                words = value.split()
            call.args = [*call.args[:index], *(Arg(word, arg.span) for word in words), *call.args[rest:]]
            break
    return wrapped(call)


_ARCHITECTURE: Final = lazy_re.compile(
    r"(?:linux(?:32|64)|i[3-6]86|x86_64|aarch64|arm\w*|uname26|s390x?|ppc\w*|mips\w*|sparc\w*|riscv\w*|athlon)$"
)


def architecture(call: Call) -> str:
    """Follow setarch: the name of an architecture may stand before the command, and may be left out."""
    args, _ = inner_command(call, TABLE["setarch"])
    if args and _ARCHITECTURE.match(args[0].text):
        args = args[1:]
        while args and args[0].text.startswith("-"):
            args = args[1:]
    return call.run_inner(args) if args else UNKNOWN


def wrapped(call: Call) -> str:
    """Follow the inner command of a wrapper."""
    wrapper = TABLE["sudo" if call.name == "sudo-rs" else call.name]
    if call.name in RUNNERS and (
        not call.args or RUNNERS[call.name] not in [arg.text for arg in call.args[:3]]
    ):
        guesses.follow(call)
        return UNKNOWN
    if call.name == "gpg-agent" and not call.parsed.has("--daemon"):
        return UNKNOWN
    state = call.state
    if wrapper.privileged and _becomes_root(call, wrapper):
        state = state.fork()
        state.privileged = True
        state.variables = dict(state.variables)
    args, texts = inner_command(call, wrapper)
    folder = _folder_option(call, len(call.args) - len(args))
    if folder is not None:
        state = state.fork()
        state.cwd = paths.canonical(folder, state.cwd)
    for text in texts:
        call.run_text(text, state=state.fork())
    if call.name in ("command", "type") and call.texts[:1] in (["-v"], ["-V"]):
        return "/usr/bin/" + args[0].text if args else UNKNOWN
    if wrapper.assignments:
        args, state = _assignments(call, args, state)
    if not args:
        return ENVIRONMENT if call.name == "env" and not texts else UNKNOWN
    if wrapper.joined:
        return call.run_text(" ".join(arg.text for arg in args), state=state.fork())
    return call.run_inner(args, state=state)


def bubblewrap(call: Call) -> str:
    """Follow bwrap, whose options take up to three words: what it binds is the machine's own."""
    index, texts = 0, call.texts
    while index < len(texts) and texts[index].startswith("--"):
        if texts[index] == "--":
            index += 1
            break
        index += 1 + _BWRAP.get(texts[index], 0)
    return call.run_inner(call.args[index:]) if index < len(texts) else UNKNOWN


_BWRAP: Final = {
    **dict.fromkeys(
        "--chdir --unsetenv --lock-file --sync-fd --remount-ro --exec-label --file-label --proc --dev --tmpfs --mqueue --dir --userns --userns2 --pidns --uid --gid --hostname --block-fd --userns-block-fd "
        "--info-fd --json-status-fd --seccomp --add-seccomp-fd --cap-add --cap-drop --perms --size --args --overlay-src --tmp-overlay --ro-overlay --argv0".split(), 1),
    **dict.fromkeys("--bind --bind-try --dev-bind --dev-bind-try --ro-bind --ro-bind-try --symlink --file --bind-data --ro-bind-data --setenv --chmod --bind-fd --ro-bind-fd".split(), 2),
    "--overlay": 3,
}  # fmt: skip
"""Option of bwrap -> how many words it takes."""


def _folder_option(call: Call, own: int) -> str | None:
    """Return the folder that env -C or sudo -D changes to."""
    names = {
        "env": ("-C", "--chdir"),
        "sudo": ("-D", "--chdir"),
        "systemd-run": ("--working-directory",),
    }.get(call.name, ())
    for index, text in enumerate(call.texts[:own]):
        name, equals, value = text.partition("=")
        if name in names:
            return value if equals else call.texts[index + 1] if index + 1 < len(call.texts) else None
    return None


def _becomes_root(call: Call, wrapper: Wrapper) -> bool:
    user = next(
        (
            call.texts[i + 1]
            for i, t in enumerate(call.texts[:-1])
            if t in ("-u", "--user") and t in wrapper.values
        ),
        "root",
    )
    return user in ("root", "#0") or not marks.is_known(user)


def _assignments(call: Call, args: list[Arg], state: State) -> tuple[list[Arg], State]:
    inner = state.fork()
    own = call.args[: len(call.args) - len(args)]
    while args and ASSIGNMENT.match(args[0].text):
        own, args = [*own, args[0]], args[1:]
    for arg in own:
        if ASSIGNMENT.match(arg.text):
            name, _, value = arg.text.partition("=")
            inner.variables[name] = (value,)
            redirection.environment_setting(call.analysis, name, (value,), arg.span, temporary=True)
    return args, inner


def switch_user(call: Call) -> str:
    """Follow su: `-c` is a shell text, run as root unless another user is named."""
    state = call.state.fork()
    users = [arg.text for arg in call.parsed.operands]
    state.privileged = not users or users[0] in ("root", "-") or not marks.is_known(users[0])
    for text in (*call.parsed.values("-c"), *call.parsed.values("--command")):
        call.run_text(text, state=state)
    if not call.parsed.has("-c", "--command") and call.stdin:
        return run_input(call, state)
    return UNKNOWN


def sudo(call: Call) -> str:
    """Follow sudo: a command, a login shell with a text on its input, or an edit."""
    args, _ = inner_command(call, TABLE["sudo"])
    own = [arg.text for arg in call.args[: len(call.args) - len(args)]]
    if any(text in ("-l", "--list", "-v", "--validate", "-K") for text in own) or (not args and "-k" in own):
        return UNKNOWN
    if any(text in ("-e", "--edit") for text in own):
        for arg in args:
            look_at_edited(call, arg)
        return UNKNOWN
    if not args and call.stdin and any(text in ("-i", "-s", "--login", "--shell") for text in own):
        state = call.state.fork()
        state.privileged = True
        return run_input(call, state)
    return wrapped(call)


def busybox(call: Call) -> str:
    """Follow busybox and toybox: the first operand is the program."""
    return call.run_inner(call.args) if call.args and not call.args[0].text.startswith("-") else UNKNOWN


def scheduled(call: Call) -> str:
    """Follow at and batch: what is on the input runs later."""
    if call.parsed.has("-l", "-c", "-q", "-r", "-d") and not call.stdin:
        return UNKNOWN
    script_file = call.parsed.value("-f")
    if script_file:
        process = next((arg for arg in call.args if arg.process is not None), None)
        content = (
            redirection.file_content(script_file, call.state)
            if process is None
            else call.process_output(process)
        )
        if content == LOCAL:
            call.flag("interpreter.local-script", script_file)
        else:
            run_produced_text(call, content)
    elif call.stdin:
        run_produced_text(call, call.stdin)
    return UNKNOWN


def script(call: Call) -> str:
    """Follow script: `-c` is a shell text; on BSD the words after the file are a command."""
    args, texts = inner_command(call, TABLE["script"])
    for text in texts:
        call.run_text(text)
    if not texts and len(args) > 1:
        return call.run_inner(args[1:])
    return UNKNOWN


def flock(call: Call) -> str:
    """Follow flock: after the lock file comes a command, or `-c` and a shell text."""
    args = list(call.args)
    for index, arg in enumerate(args):
        if arg.text in ("-c", "--command") and index + 1 < len(args):
            return call.run_text(args[index + 1].text)
    return wrapped(call)


def daemon(call: Call) -> str:
    """Follow start-stop-daemon: `-x` names the program, its arguments stand after `--`."""
    texts = call.texts
    programs = [
        texts[i + 1] for i, text in enumerate(texts[:-1]) if text in ("-x", "--exec", "-a", "--startas")
    ]
    starts = any(text == "--start" or re.fullmatch(r"-[a-zA-Z]*S[a-zA-Z]*", text) for text in texts)
    if programs and starts:
        rest = call.args[texts.index("--") + 1 :] if "--" in texts else []
        return call.run_inner([Arg(programs[-1], call.program.span), *rest])
    return UNKNOWN


def benchmark(call: Call) -> str:
    """Follow hyperfine: each operand is a shell text, and so are what prepares and cleans up."""
    values = frozenset(
        "-w --warmup -m --min-runs -M --max-runs -r --runs -P --parameter-scan -D -L --parameter-list --style -S --shell -N -u --time-unit -n --command-name --export-json --export-csv --export-markdown --output --input".split()
    )
    texts, index = call.texts, 0
    while index < len(texts):
        if texts[index] in (
            "-p",
            "--prepare",
            "-s",
            "--setup",
            "-c",
            "--cleanup",
            "-C",
            "--conclude",
        ) and index + 1 < len(texts):
            call.run_text(texts[index + 1])
            index += 2
        elif texts[index].startswith("-"):
            index += 2 if texts[index] in values else 1
        else:
            call.run_text(texts[index])
            index += 1
    return UNKNOWN


def capabilities(call: Call) -> str:
    """Follow capsh: the words after `--` are arguments of a shell."""
    texts = call.texts
    if "--" in texts:
        span = call.program.span
        return call.run_inner([Arg("bash", span), *call.args[texts.index("--") + 1 :]])
    return UNKNOWN


def mounted_namespace(call: Call) -> str:
    """Follow nsenter: entering the first process's namespaces is the host itself."""
    if call.parsed.value("-t", "--target") == "1" or "-t1" in call.texts:
        call.flag("containers.host-access", "the host's namespaces")
    return wrapped(call)


HANDLERS: Final[dict[str, Callable[[Call], str]]] = {
    **{name: wrapped for name in TABLE if name not in ("xargs", "parallel", "sudoedit")},
    "env": environment, "sudo": sudo, "sudo-rs": sudo, "su": switch_user, "bwrap": bubblewrap, "setarch": architecture,
    **dict.fromkeys(("busybox", "toybox", "shx"), busybox), "script": script, "capsh": capabilities, "start-stop-daemon": daemon,
    "hyperfine": benchmark, "flock": flock, "nsenter": mounted_namespace, **dict.fromkeys(("at", "batch"), scheduled),
}  # fmt: skip
