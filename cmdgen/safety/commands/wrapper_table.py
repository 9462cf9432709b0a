"""Programs that run another command, and where it begins among their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


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
RUNNERS: Final = {
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
