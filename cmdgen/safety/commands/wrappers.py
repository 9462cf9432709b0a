"""Programs that run another command given in their arguments, as a vector or as a shell text."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, paths, places, redirection
from cmdgen.safety.commands import guesses
from cmdgen.safety.commands.builtins import run_produced_text
from cmdgen.safety.commands.interpreters import run_input
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import ENVIRONMENT, LOCAL, SECRET, UNKNOWN
from cmdgen.safety.resolve.state import State

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


@dataclass(frozen=True, slots=True)
class Wrapper:
    """How a wrapper's own arguments end and the inner command begins."""

    values: frozenset[str] = frozenset()
    """Own options that take the next word."""
    skip: int = 0
    """Operands of its own before the inner command, such as the duration of timeout."""
    privileged: bool = False
    """The inner command runs as root."""
    shell: frozenset[str] = frozenset()
    """Own options whose value is a shell text."""
    joined: bool = False
    """The remaining words are joined and given to a shell."""
    assignments: bool = False
    """NAME=value words may stand before the inner command."""


_ASSIGNMENT: Final = lazy_re.compile(r"[A-Za-z_]\w*=")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TABLE: Final = {
    "sudo": Wrapper(_words("-u --user -g --group -C -p --prompt -r --role -t --type -T -U --other-user -h --host -D --chdir -R --chroot"), privileged=True, assignments=True),
    "doas": Wrapper(_words("-u -C -a"), privileged=True),
    "pkexec": Wrapper(_words("--user -u"), privileged=True),
    "gosu": Wrapper(skip=1, privileged=True),
    "su-exec": Wrapper(skip=1, privileged=True),
    "run0": Wrapper(_words("-u --user -g --group -D --chdir"), privileged=True),
    "sudoedit": Wrapper(),
    "env": Wrapper(_words("-u --unset -C --chdir -a --argv0"), assignments=True),
    "command": Wrapper(), "builtin": Wrapper(), "exec": Wrapper(_words("-a")), "nohup": Wrapper(), "setsid": Wrapper(),
    "nice": Wrapper(_words("-n --adjustment")), "ionice": Wrapper(_words("-c --class -n --classdata -p -P -u")), "chrt": Wrapper(_words("-T -P -D"), skip=1),
    "time": Wrapper(_words("-f --format -o --output")), "timeout": Wrapper(_words("-s --signal -k --kill-after"), skip=1), "gtimeout": Wrapper(_words("-s -k"), skip=1),
    "stdbuf": Wrapper(_words("-i -o -e --input --output --error")), "unbuffer": Wrapper(), "chroot": Wrapper(_words("--userspec --groups"), skip=1),
    "unshare": Wrapper(_words("-S -G -R -w --setuid --setgid --root --wd --map-users --map-groups --propagation")), "nsenter": Wrapper(_words("-t --target -S -G -w -r --setuid --setgid")),
    "strace": Wrapper(_words("-e -o -p -s -u -E -a -O -S -P -I")), "ltrace": Wrapper(_words("-e -o -p -s -u -a")), "valgrind": Wrapper(),
    "taskset": Wrapper(skip=1), "numactl": Wrapper(_words("-N -m -C -i -l -p")), "prlimit": Wrapper(), "setarch": Wrapper(), "choom": Wrapper(_words("-n --adjust -p --pid")), "ksu": Wrapper(_words("-n -c -l -r"), privileged=True), "foreman": Wrapper(_words("-e --env -f --procfile"), skip=1), "honcho": Wrapper(_words("-e --env -f --procfile"), skip=1), "overmind": Wrapper(skip=1), "bundler": Wrapper(skip=1), "setpriv": Wrapper(_words("--reuid --regid --groups --ruid --euid --rgid --egid --inh-caps --bounding-set --ambient-caps --securebits --selinux-label --apparmor-profile --pdeathsig")), "flatpak-spawn": Wrapper(), "proot": Wrapper(_words("-r -b -q -w -S -R --rootfs --bind --cwd")), "ld-linux-x86-64.so.2": Wrapper(_words("--library-path --preload --audit --argv0")), "capsh": Wrapper(shell=_words("-c")),
    "flock": Wrapper(_words("-w --timeout -E --conflict-exit-code --wait"), skip=1, shell=_words("-c --command")), "watch": Wrapper(_words("-n --interval -q --equexit"), joined=True),
    "caffeinate": Wrapper(_words("-t -w")), "systemd-run": Wrapper(_words("-p --property --unit -u -E --setenv --slice --uid --gid -M --machine --on-calendar --on-active --working-directory --description"), privileged=False),
    "systemd-inhibit": Wrapper(_words("--what --who --why --mode")), "dbus-run-session": Wrapper(), "xvfb-run": Wrapper(_words("-s -n -e -f -p --server-args")), "proxychains": Wrapper(_words("-f")),
    "proxychains4": Wrapper(_words("-f")), "torsocks": Wrapper(), "torify": Wrapper(), "firejail": Wrapper(), "fakeroot": Wrapper(), "ccache": Wrapper(), "aws-vault": Wrapper(_words("-d --duration -n --no-session -p --prompt -b --backend"), skip=2),
    "entr": Wrapper(shell=_words("-s")), "npx": Wrapper(_words("-p --package -c --call -w")), "bunx": Wrapper(), "uvx": Wrapper(_words("--from --with -p --python")), "pipx": Wrapper(_words("--spec"), skip=1), "logsave": Wrapper(skip=1), "grc": Wrapper(), "xdotool": Wrapper(skip=1), "perf": Wrapper(_words("-e -o -p -F -a -C"), skip=1), "heaptrack": Wrapper(), "trickle": Wrapper(_words("-d -u")), "nixGL": Wrapper(), "steam-run": Wrapper(), "gamemoderun": Wrapper(), "prime-run": Wrapper(), "primusrun": Wrapper(), "optirun": Wrapper(), "wine": Wrapper(), "qemu-x86_64": Wrapper(),  "ssh-agent": Wrapper(_words("-a -t -E -P -O")), "dbus-launch": Wrapper(), "cgexec": Wrapper(_words("-g")), "faketime": Wrapper(skip=1), "eatmydata": Wrapper(), "catchsegv": Wrapper(), "winpty": Wrapper(), "arch": Wrapper(), "softlimit": Wrapper(_words("-m -d -s -l -a -o -p -c -f -r -t")), "watchexec": Wrapper(_words("-w -e -f -i -d -s")), "nodemon": Wrapper(_words("--exec -x -w -e")), "chronic": Wrapper(), "kitty": Wrapper(_words("-T --title -o --override -c --config -d --directory --class --name")), "foot": Wrapper(_words("-T --title -a --app-id -D -c")), "ifne": Wrapper(), "sem": Wrapper(_words("-j --id")),  "runuser": Wrapper(_words("-u --user -g -G -s -w"), shell=_words("-c --command"), privileged=True), "script": Wrapper(_words("-T -t -I -O -B -E -m -o"), shell=_words("-c --command")),
    "noglob": Wrapper(), "nocorrect": Wrapper(), "start-stop-daemon": Wrapper(), "busybox": Wrapper(), "toybox": Wrapper(), "shx": Wrapper(), "hyperfine": Wrapper(_words("-n -w -r -m -M -p -c -N -i -s"), joined=True),
    "rlwrap": Wrapper(_words("-f -H -a -C")), "direnv": Wrapper(skip=2), "dotenv": Wrapper(_words("-f -e --file"), skip=1), "chpst": Wrapper(_words("-u -U -b -e -d -n -l -L -m -o -p -f -c")), "daemonize": Wrapper(),
    **dict.fromkeys(("please", "calife"), Wrapper(_words("-t --target -d --directory -g --group -r --reason -u --user"), privileged=True)), **dict.fromkeys(("gksudo", "gksu", "kdesudo", "kdesu", "beesu", "lxqt-sudo"), Wrapper(_words("-u --user -m --message -c"), joined=True, privileged=True)),
    **dict.fromkeys(("tini", "dumb-init", "catatonit", "tini-static"), Wrapper(_words("-p -e -r --rewrite"))), **dict.fromkeys(("s6-setuidgid", "setuidgid", "envuidgid", "s6-envuidgid", "envdir", "s6-envdir", "setlock", "s6-setlock", "lckdo", "with-lock-ex", "pgrphack", "fghack"), Wrapper(skip=1)),
    **dict.fromkeys(("run-one", "run-this-one", "run-one-constantly", "run-one-until-success", "aoss", "padsp", "distcc", "sccache", "multitime", "pexec", "vglrun", "gamescope", "mangohud", "apulse", "annotate-output", "dtruss", "uftrace", "fakechroot", "pseudo", "host-spawn", "distrobox-host-exec", "cygstart", "nq", "bq", "xe", "setpgrp", "memusage", "systemd-cat", "cage", "xinit", "startx"), Wrapper(_words("-t -p -o -j -N --identifier --priority"))),
    "execlineb": Wrapper(shell=_words("-c")), **dict.fromkeys(("mpirun", "mpiexec", "orterun", "mpiexec.hydra"), Wrapper(_words("-np -n -c -host -H -hostfile --hostfile -machinefile -x --map-by --bind-to --mca -wdir --np -ppn -hosts -f"))), "srun": Wrapper(_words("-n -N -c -p -t -J -A -w -o -e -G --gres --mem --partition --time --nodes --ntasks --account --job-name")),
    "sbatch": Wrapper(shell=_words("--wrap")), "bsub": Wrapper(_words("-q -n -o -e -J -W -R -M -P -m -g -G")), **dict.fromkeys(("tsp", "ts"), Wrapper(_words("-L -N -D -W -S -O -E"))), "pueue": Wrapper(_words("-d --delay -g --group -w --working-directory -l --label -a --after"), skip=1, joined=True),
    **dict.fromkeys(("truss", "ktrace", "dtrace", "bpftrace"), Wrapper(_words("-o -p -s -f -t -e -n"), shell=_words("-c"))), **dict.fromkeys(("rush", "concurrently"), Wrapper(_words("-n --names -c --prefix-colors -p --prefix -j --jobs -i -D -k --kill-others"), joined=True)), "gpg-agent": Wrapper(_words("--homedir --options --log-file --default-cache-ttl")), "runcon": Wrapper(_words("-t --type -u --user -r --role -l --range")),
    "aa-exec": Wrapper(_words("-p --profile -n --namespace")), "sandbox-exec": Wrapper(_words("-f -p -n -D")), "minijail0": Wrapper(_words("-u -g -S -P -b -k -c -f -e -T -R -m -M --uid --gid")), "runsc": Wrapper(skip=1), "scl": Wrapper(skip=2, joined=True), "devenv": Wrapper(skip=1), "openvt": Wrapper(_words("-c --console")), "timelimit": Wrapper(_words("-t -T -s -S")), "retry": Wrapper(_words("-t --times -d --delay -u --until -w --while -i -m -n")),
    "env-cmd": Wrapper(_words("-f --file -r --rc-file -e --environments")), **dict.fromkeys(("cross-env", "cross-env-shell"), Wrapper(assignments=True)), "dotenvx": Wrapper(_words("-f --env-file -e --env"), skip=1), "when-changed": Wrapper(skip=1), "chokidar": Wrapper(shell=_words("-c --command")), "onchange": Wrapper(),
    "cpulimit": Wrapper(_words("-l -p -e")), "ld.so": Wrapper(), "coproc": Wrapper(), "doas.exe": Wrapper(),
    "poetry": Wrapper(skip=1), "pipenv": Wrapper(skip=1), "uv": Wrapper(skip=1), "bundle": Wrapper(skip=1), "rvm-exec": Wrapper(), "op": Wrapper(_words("--env-file --account --environment"), skip=1), "parallel": Wrapper(), "xargs": Wrapper(),
}  # fmt: skip
_RUNNERS: Final = {
    "pipx": "run",
    "xdotool": "exec",
    "poetry": "run",
    "pipenv": "run",
    "uv": "run",
    "bundle": "exec",
    "direnv": "exec",
    "op": "run",
    "dotenv": "run",
    "aws-vault": "exec",
    "pueue": "add",
    "runsc": "do",
    "devenv": "shell",
    "dotenvx": "run",
    "foreman": "run",
    "honcho": "run",
    "overmind": "run",
    "bundler": "exec",
}
"""Programs that only wrap after this subcommand."""


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
    args, _ = _inner(call, TABLE["setarch"])
    if args and _ARCHITECTURE.match(args[0].text):
        args = args[1:]
        while args and args[0].text.startswith("-"):
            args = args[1:]
    return call.run_inner(args) if args else UNKNOWN


def wrapped(call: Call) -> str:
    """Follow the inner command of a wrapper."""
    wrapper = TABLE["sudo" if call.name == "sudo-rs" else call.name]
    if call.name in _RUNNERS and (
        not call.args or _RUNNERS[call.name] not in [arg.text for arg in call.args[:3]]
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
    args, texts = _inner(call, wrapper)
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


def _inner(call: Call, wrapper: Wrapper) -> tuple[list[Arg], list[str]]:
    """Return the inner argument vector and the shell texts among the wrapper's own options."""
    args = list(call.args)
    index, skipped = 0, 0
    texts: list[str] = []
    while index < len(args):
        text = args[index].text
        if text == "--":
            index += 1
            if skipped >= wrapper.skip:
                break
            continue
        if len(text) > 1 and text[0] == "-":
            name, equals, value = text.partition("=")
            if _ends_in_shell_option(text, wrapper):
                index += 1
                texts.extend(arg.text for arg in args[index : index + 1])
            elif name in wrapper.shell or (text[:2] in wrapper.shell and not text.startswith("--")):
                attached = (
                    value
                    if equals
                    else text[2:]
                    if text[:2] in wrapper.shell and len(text) > 2 and not text.startswith("--")
                    else ""
                )
                if attached:
                    texts.append(attached)
                elif index + 1 < len(args):
                    index += 1
                    texts.append(args[index].text)
            elif _takes_next(text, wrapper.values):
                index += 1
            index += 1
            continue
        if call.name == "sudo" and _ASSIGNMENT.match(text):
            index += 1  # sudo reads its options after assignments too
            continue
        if call.name == "env" and text == "-":
            index += 1  # the old spelling of -i
            continue
        if skipped < wrapper.skip:
            skipped += 1
            index += 1
            continue
        break
    return args[index:], texts


def _ends_in_shell_option(text: str, wrapper: Wrapper) -> bool:
    """Return whether a bundle such as `-qec` ends in an option whose value is a shell text."""
    return (
        len(text) > 2
        and text[1] != "-"
        and text[1:].isalpha()
        and "-" + text[-1] in wrapper.shell
        and text[:2] not in wrapper.shell
    )


def _takes_next(text: str, values: frozenset[str]) -> bool:
    if text in values:
        return True
    # a bundle whose last letter takes a value: sudo -Eu user
    return (
        len(text) > 2
        and text[1] != "-"
        and "=" not in text
        and "-" + text[-1] in values
        and not any("-" + c in values for c in text[1:-1])
    )


def _assignments(call: Call, args: list[Arg], state: State) -> tuple[list[Arg], State]:
    inner = state.fork()
    own = call.args[: len(call.args) - len(args)]
    while args and _ASSIGNMENT.match(args[0].text):
        own, args = [*own, args[0]], args[1:]
    for arg in own:
        if _ASSIGNMENT.match(arg.text):
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
        return _shell_reads(call, state)
    return UNKNOWN


def _shell_reads(call: Call, state: State) -> str:
    return run_input(call, state)


def sudo(call: Call) -> str:
    """Follow sudo: a command, a login shell with a text on its input, or an edit."""
    args, _ = _inner(call, TABLE["sudo"])
    own = [arg.text for arg in call.args[: len(call.args) - len(args)]]
    if any(text in ("-l", "--list", "-v", "--validate", "-K") for text in own) or (not args and "-k" in own):
        return UNKNOWN
    if any(text in ("-e", "--edit") for text in own):
        for arg in args:
            _edited(call, arg)
        return UNKNOWN
    if not args and call.stdin and any(text in ("-i", "-s", "--login", "--shell") for text in own):
        state = call.state.fork()
        state.privileged = True
        return _shell_reads(call, state)
    return wrapped(call)


def _edited(call: Call, arg: Arg) -> None:
    if places.is_system(arg.text, call.state.cwd) or places.is_authentication(arg.text, call.state.cwd):
        call.flag("system.edit", arg.text, span=arg.span)


_WRITES_TO: Final = lazy_re.compile(
    r"(?:^|[|:])\s*(?:[%\d,$]*\s*(?:w|wr|write|sav(?:eas)?)!?\s+(?:>>\s*)?([^\s|!]+)|call\s+writefile\([^)]*,\s*['\"]([^'\"]+)['\"])"
)
"""An editor's command that writes a file which it names."""


def _batch_edit(call: Call) -> None:
    """`vim -es -c '...' -c wq file` writes the file without anybody looking."""
    commands = [*call.parsed.values("-c"), *(text[1:] for text in call.texts if text.startswith("+"))]
    for command in commands:
        found = _WRITES_TO.search(command)
        if found:
            target = Arg(found.group(1) or found.group(2), call.span)
            redirection.write_file(
                call.analysis, target, call.state, LOCAL, call.span, append=False, copied=True
            )
    if any(
        re.search(r"(?:^|[|:\s])(?:w|wq|x|up|update|wqa|xa)!?(?:$|[\s|])", command) for command in commands
    ):
        for arg in call.parsed.operands:
            redirection.write_file(call.analysis, arg, call.state, LOCAL, arg.span, append=False, copied=True)


_EDITOR_RUNS: Final = lazy_re.compile(
    r"(?:^|[:|])\s*(?:sil(?:ent)?!?\s+)?(?:[\d%$.,'<>]*|(?:r|read|w|write|exe(?:cute)?|ter(?:minal)?)\s+)!(.+)"
    r"|\bsystem(?:list)?\(\s*['\"](.+?)['\"]\s*\)"
)
"""An editor's command that runs a program: `!cmd`, `%!cmd`, `r !cmd`, `w !cmd`, `call system("cmd")`."""
_EDITOR_SHELL: Final = lazy_re.compile(r"(?:^|[:|])\s*(?:sh(?:ell)?|ter(?:minal)?)\s*(?:$|\|)")


def edit(call: Call) -> str:
    """Follow an editor: opening a system file is worth a notice; `-c '!cmd'` runs a command."""
    for arg in call.parsed.operands:
        _edited(call, arg)
    _batch_edit(call)
    for value in (*call.parsed.values("-c", "--cmd"), *(t[1:] for t in call.texts if t.startswith("+"))):
        if call.state.privileged and _EDITOR_SHELL.search(value):
            call.flag("interpreter.root-escape", value)
        escaped = _EDITOR_RUNS.search(value)
        if escaped:
            shell = (escaped.group(1) or escaped.group(2)).strip()
            if call.state.privileged and re.match(r"(?:/\S+/)?(?:ba|z|da|k|fi)?sh\b", shell):
                call.flag("interpreter.root-escape", value)
            call.run_text(shell)
    shown = any(redirection.file_content(arg.text, call.state) == SECRET for arg in call.parsed.operands)
    return UNKNOWN + (SECRET if shown and call.name not in ("code", "gedit", "subl") else "")


def zargs(call: Call) -> str:
    """Follow zsh's zargs: `zargs [options] -- inputs -- command`."""
    ends = [index for index, text in enumerate(call.texts) if text == "--"]
    if not ends:
        return UNKNOWN
    if len(ends) > 1:
        inputs, command = call.args[ends[0] + 1 : ends[1]], call.args[ends[1] + 1 :]
    else:
        inputs, command = call.args[: ends[0]], call.args[ends[0] + 1 :]
    if command:
        call.run_inner([*command, *(arg for arg in inputs if not arg.text.startswith("-"))])
    return UNKNOWN


def xargs(call: Call) -> str:
    """Follow xargs and parallel: the inner command gets words of the input."""
    values = _words(
        "-I -i -J -R -n -L -l -P -s -d -a -E --max-args --max-procs --max-lines --delimiter --arg-file --replace --max-chars -j --jobs --joblog --delay --timeout --colsep -C -S --results -N --tmpdir --sshlogin"
    )
    wrapper = Wrapper(values)
    args, _ = _inner(call, wrapper)
    own = call.args[: len(call.args) - len(args)]
    placeholder = _placeholder(call, [arg.text for arg in own])
    if call.name == "parallel":
        if any(arg.text in ("--dry-run", "--dryrun", "--dr") for arg in own):
            return UNKNOWN  # prints what it would run
        args, words = _parallel_inputs(call, args)
        placeholder = placeholder or "{}"
        if not args:
            for word in words:
                call.run_text(word)
            return UNKNOWN
    else:
        words = _input_words(_argument_file(call, own) or call.stdin, [arg.text for arg in own])
    if not args:
        return call.stdin
    if placeholder and any(placeholder in arg.text for arg in args):
        if call.name != "parallel" and call.stdin and marks.is_known(call.stdin):
            words = [line.strip() for line in call.stdin.replace("\0", "\n").splitlines() if line.strip()][
                :64
            ] or [UNKNOWN]  # -I takes whole lines
        printed = ""
        for word in words:
            vector = [
                Arg(arg.text.replace(placeholder, word), arg.span, arg.process, arg.output) for arg in args
            ]
            printed = (
                _run_parallel(call, vector, [])
                if call.name == "parallel"
                else call.run_inner(vector, stdin="")
            )
        return printed
    if call.name == "parallel":
        for word in words:
            _run_parallel(call, args, [word])
        return UNKNOWN
    return call.run_inner([*args, *(Arg(word, call.args[0].span) for word in words)], stdin="")


def _run_parallel(call: Call, template: list[Arg], words: list[str]) -> str:
    """GNU parallel joins the words of its command, adds quoted inputs, and gives the whole to a shell."""
    inputs = [word if not marks.is_known(word) else shlex.quote(word) for word in words]
    return call.run_text(" ".join([*(arg.text for arg in template), *inputs]), stdin="")


def _argument_file(call: Call, own: list[Arg]) -> str:
    """Return what `xargs -a file` reads instead of its input."""
    for index, arg in enumerate(own):
        if arg.text in ("-a", "--arg-file") and index + 1 < len(own):
            source = own[index + 1]
            return (
                call.process_output(source)
                if source.process is not None
                else redirection.file_content(source.text, call.state)
            )
    return ""


def _placeholder(call: Call, own: list[str]) -> str | None:
    for index, text in enumerate(own):
        if text in ("-I", "-J", "--replace") and index + 1 < len(own):
            return own[index + 1]
        if text.startswith("-I") and len(text) > 2:
            return text[2:]
        if text in ("-i", "--replace"):
            return "{}"
    return None


def _parallel_inputs(call: Call, args: list[Arg]) -> tuple[list[Arg], list[str]]:
    for index, arg in enumerate(args):
        if arg.text in (":::", "::::", ":::+"):
            return args[:index], [a.text for a in args[index + 1 :] if not a.text.startswith(":::")] or [
                UNKNOWN
            ]
    if args and marks.is_known(call.stdin):
        return args, [line for line in call.stdin.splitlines() if line.strip()] or [UNKNOWN]
    return args, _input_words(call.stdin, []) if args else [
        line for line in call.stdin.splitlines() if line.strip()
    ] or [UNKNOWN]


def _input_words(stdin: str, own: list[str]) -> list[str]:
    """Return the words that xargs passes on, bounded; what is not known is one unknown word."""
    if not stdin:
        return [UNKNOWN]
    if any(taint in stdin for taint in marks.TAINTS):
        return [stdin.strip()]
    text = marks.as_text(stdin)
    delimiter = _delimiter(own)
    if delimiter:
        words = [word for word in text.split(delimiter) if word.strip()]
        words = [word.removesuffix("\n") for word in words]
    else:
        words = _shell_like(text)
    if len(words) > MAX_WORDS:
        words = [*words[:MAX_WORDS], UNKNOWN]  # what is not followed counts as anything
    return words or [UNKNOWN]


MAX_WORDS: Final = 64
"""Words of the input that are followed one by one."""


def _delimiter(own: list[str]) -> str:
    """Return what ends an item of the input, by -0, -d or -I; nothing for blanks and quotes."""
    for index, text in enumerate(own):
        if text in ("-0", "--null") or re.fullmatch(r"-[rtpx]*0[rtpx]*", text):
            return "\0"
        if text in ("-d", "--delimiter") and index + 1 < len(own):
            return _escaped(own[index + 1])
        if text.startswith("--delimiter="):
            return _escaped(text.partition("=")[2])
        if text.startswith("-d") and len(text) > 2:
            return _escaped(text[2:])
    return ""


def _escaped(text: str) -> str:
    return {"\\n": "\n", "\\0": "\0", "\\t": "\t"}.get(text, text[:1])


def _shell_like(text: str) -> list[str]:
    """Return the words as xargs reads them: quotes and backslashes count, line by line."""
    try:
        return shlex.split(text.replace("\0", " "), comments=False)
    except ValueError:
        return text.split()


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
    args, texts = _inner(call, TABLE["script"])
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
    values = _words(
        "-w --warmup -m --min-runs -M --max-runs -r --runs -P --parameter-scan -D -L --parameter-list --style -S --shell -N -u --time-unit -n --command-name --export-json --export-csv --export-markdown --output --input"
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


def repeated(call: Call) -> str:
    """Follow watch: its words, joined, are a shell text, over and over."""
    return wrapped(call)


def mounted_namespace(call: Call) -> str:
    """Follow nsenter: entering the first process's namespaces is the host itself."""
    if call.parsed.value("-t", "--target") == "1" or "-t1" in call.texts:
        call.flag("containers.host-access", "the host's namespaces")
    return wrapped(call)


HANDLERS: Final[dict[str, Callable[[Call], str]]] = {
    "zargs": zargs,
    **dict.fromkeys(TABLE, wrapped), "bwrap": bubblewrap, "setarch": architecture, "sudo-rs": sudo,
    "env": environment,
    "sudo": sudo, "su": switch_user, "sudoedit": edit, "xargs": xargs, "gxargs": xargs, "parallel": xargs, "busybox": busybox, "toybox": busybox, "shx": busybox, "script": script,
    "capsh": capabilities, "start-stop-daemon": daemon, "hyperfine": benchmark, "flock": flock, "nsenter": mounted_namespace, **dict.fromkeys(("at", "batch"), scheduled),
    **dict.fromkeys(("vim", "vi", "nano", "emacs", "nvim", "ed", "ex", "code", "micro", "pico", "hx", "joe", "mcedit", "kak", "gedit", "subl", "visudo", "view", "rview", "rvim", "vimdiff", "gvim", "vifm", "mvim"), edit),
}  # fmt: skip
