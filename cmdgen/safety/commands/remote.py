"""Programs that run a command somewhere else: another machine, a container, a cluster."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import places
from cmdgen.safety.resolve.marks import ENVIRONMENT, SECRET, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call
    from cmdgen.safety.resolve.expand import Arg
    from cmdgen.safety.resolve.state import State

_SSH_VALUES: Final = frozenset("-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w -B -P".split())
_RUN_VALUES: Final = frozenset(
    "-e --env -v --volume -w --workdir -u --user -p --publish --name --network --net --mount --env-file -l --label -h --hostname --entrypoint --memory -m --cpus "
    "--device --cap-add --cap-drop --security-opt --pid --ipc --uts --userns --restart --platform --add-host --dns --gpus --shm-size --tmpfs --ulimit --log-driver "
    "--log-opt --ip --link --cidfile --runtime --pull --group-add --sysctl --health-cmd --stop-signal -a --attach --blkio-weight -c --cpu-shares --cpuset-cpus --detach-keys "
    "--network-alias --expose --init-path --volumes-from --volume-driver --cgroup-parent --domainname --kernel-memory --memory-swap --oom-score-adj --pids-limit --storage-opt --secret".split()
)
_KUBECTL_VALUES: Final = frozenset("-n --namespace -c --container --context --kubeconfig --cluster --user -f --filename --pod-running-timeout -s --server --token --as".split())


def _elsewhere(call: Call) -> State:
    state = call.state.fork()
    state.remote = True
    state.privileged = False
    state.files = {}
    return state


def _inner(args: list[Arg], values: frozenset[str], skip: int) -> list[Arg]:
    """Return the words after the options and `skip` operands."""
    index, skipped = 0, 0
    while index < len(args):
        text = args[index].text
        if text == "--":
            index += 1
            continue
        if len(text) > 1 and text[0] == "-":
            index += 2 if text in values else 1
            continue
        if skipped == skip:
            return args[index:]
        skipped += 1
        index += 1
    return []


def ssh(call: Call) -> str:
    """Follow ssh: the words after the host, joined, are a shell text over there."""
    for index, arg in enumerate(call.args):
        option = arg.text if "=" in arg.text or " " in arg.text else call.args[index + 1].text if arg.text == "-o" and index + 1 < len(call.args) else ""
        match = re.match(r"(?i)(?:-o)?\s*(?:ProxyCommand|LocalCommand|KnownHostsCommand)[=\s]+(.+)", option)
        if match and match.group(1) != "none":
            call.run_text(match.group(1))
    rest = _inner(call.args, _SSH_VALUES, 1)
    if SECRET in call.stdin or ENVIRONMENT in call.stdin:
        call.flag("secrets.sent", "its input")
    if any(SECRET in arg.text or ENVIRONMENT in arg.text for arg in call.args):
        call.flag("secrets.sent", "what it prints")
    if not rest:
        if call.stdin:
            from cmdgen.safety.commands.interpreters import run_input  # noqa: PLC0415 - the two need each other

            return run_input(call, _elsewhere(call))
        return UNKNOWN
    text = " ".join(arg.text for arg in rest)
    call.run_text(text, state=_elsewhere(call))
    return UNKNOWN


def containers(call: Call) -> str:
    """Follow docker, podman and nerdctl: `exec` and `run` hold an inner command."""
    args = call.args
    words = [arg.text for arg in call.parsed.operands]
    if not words:
        return UNKNOWN
    verb = next((w for w in words if w in ("exec", "run", "create")), None)
    if words[0] in ("container", "compose", "exec", "run", "create", "machine") and verb:
        start = next(i for i, arg in enumerate(args) if arg.text == verb) + 1
        tail = args[start:]
        _host_access(call, tail, verb)
        inner = _inner(tail, _RUN_VALUES, 1)
        entry = _entrypoint(tail)
        state = _elsewhere(call)
        mounted = _mounts_host(tail)
        if entry is not None:
            inner = [entry, *inner]
        if inner:
            if mounted:
                inner = _as_on_host(inner, mounted)
            if _is_program(inner[0].text) or entry is not None:
                call.analysis.run_argv(inner, state, call.stdin, call.span)
    return _printed(words)


def _printed(words: list[str]) -> str:
    return UNKNOWN


def _is_program(text: str) -> bool:
    """The first word after an image is a program unless it looks like an option of the image's own."""
    return not text.startswith("-")


def _entrypoint(args: list[Arg]) -> Arg | None:
    for index, arg in enumerate(args):
        if arg.text == "--entrypoint" and index + 1 < len(args):
            return args[index + 1]
        if arg.text.startswith("--entrypoint="):
            from cmdgen.safety.resolve.expand import Arg as Word  # noqa: PLC0415 - only here a new one is made

            return Word(arg.text.partition("=")[2], arg.span)
    return None


def _mounts(args: list[Arg]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for index, arg in enumerate(args):
        value = ""
        if arg.text in ("-v", "--volume", "--mount") and index + 1 < len(args):
            value = args[index + 1].text
        elif arg.text.startswith(("--volume=", "--mount=")):
            value = arg.text.partition("=")[2]
        elif arg.text.startswith("-v") and len(arg.text) > 2:  # noqa: PLR2004 - an attached value
            value = arg.text[2:]
        if not value:
            continue
        if "source=" in value or "src=" in value:
            source = re.search(r"(?:source|src)=([^,]+)", value)
            target = re.search(r"(?:target|destination|dst)=([^,]+)", value)
            found.append((source.group(1) if source else "", target.group(1) if target else ""))
        else:
            source_text, _, rest = value.partition(":")
            found.append((source_text, rest.partition(":")[0]))
    return found


def _mounts_host(args: list[Arg]) -> str | None:
    """Return where the host's root is mounted in the container."""
    return next((target for source, target in _mounts(args) if source == "/"), None)


def _as_on_host(inner: list[Arg], mounted: str) -> list[Arg]:
    from cmdgen.safety.resolve.expand import Arg as Word  # noqa: PLC0415 - only here new ones are made

    result = []
    for arg in inner:
        text = arg.text
        if mounted not in ("", "/") and (text == mounted or text.startswith(mounted + "/")):
            text = text[len(mounted) :] or "/"
        elif mounted not in ("", "/") and mounted + "/" in text:
            text = text.replace(mounted + "/", "/")
        result.append(Word(text, arg.span))
    return result


def _host_access(call: Call, args: list[Arg], verb: str) -> None:
    texts = [arg.text for arg in args]
    for source, _ in _mounts(args):
        if source in ("/", "/etc", "/root", "/var/run/docker.sock", "/run/docker.sock", "/var/run", "/dev", "/proc", "/sys", "/boot", "/run/containerd/containerd.sock", "/run/podman/podman.sock"):
            call.flag("containers.host-access", source)
        elif places.is_secret(source, call.state.cwd):
            call.flag("secrets.upload", source)
    if "--privileged" in texts or "--privileged=true" in texts:
        call.flag("containers.host-access", "--privileged" if verb != "exec" else "--privileged")
    joined = " ".join(texts)
    if re.search(r"--pid[= ]host|--cap-add[= ](?:ALL|SYS_ADMIN|all)|--security-opt[= ](?:seccomp|apparmor)[=:]unconfined|--userns[= ]host|--device[= ]/dev/(?:sd|nvme|mem|vd)", joined):
        call.flag("containers.host-access", re.search(r"--[\w-]+[= ]\S+", joined).group() if "=" in joined or " " in joined else "the host")  # type: ignore[union-attr]


def kubectl(call: Call) -> str:
    """Follow kubectl and oc: `exec` holds an inner command."""
    words = call.texts
    if "exec" in words[:6]:
        start = words.index("exec") + 1
        tail = call.args[start:]
        if "--" in [arg.text for arg in tail]:
            inner = tail[[arg.text for arg in tail].index("--") + 1 :]
        else:
            inner = _inner(tail, _KUBECTL_VALUES, 1)
        if inner:
            call.analysis.run_argv(inner, _elsewhere(call), call.stdin, call.span)
    if words[:1] == ["run"] and "--" in words:
        call.analysis.run_argv(call.args[words.index("--") + 1 :], _elsewhere(call), call.stdin, call.span)
    return UNKNOWN


def machines(call: Call) -> str:
    """Follow other ways into another system: the words after `--`, `-c`, `--command` or the name."""
    texts = call.texts
    for option in ("--command", "-c", "--cmd", "-C"):
        for value in call.parsed.values(option):
            call.run_text(value, state=_elsewhere(call))
    if "--" in texts:
        call.analysis.run_argv(call.args[texts.index("--") + 1 :], _elsewhere(call), call.stdin, call.span)
        return UNKNOWN
    skip = {"vagrant": 1, "multipass": 2, "lxc": 2, "wsl": 0, "distrobox": 1, "toolbox": 1, "limactl": 2, "machinectl": 2, "incus": 2}.get(call.name, 1)
    verbs = {"exec", "shell", "run", "enter", "-e", "--exec"}
    if call.name != "wsl" and not (texts and verbs & set(texts[:2])):
        return UNKNOWN
    inner = _inner(call.args, frozenset({"-d", "--distribution", "-u", "--user", "-n", "--name", "--cwd", "--env"}), skip)
    if inner:
        call.analysis.run_argv(inner, _elsewhere(call), call.stdin, call.span)
    return UNKNOWN


def ansible(call: Call) -> str:
    """Follow ansible ad-hoc calls: `-a` is a command for the shell and command modules."""
    module = call.parsed.value("-m", "--module-name") or "command"
    if module.rsplit(".", 1)[-1] in ("shell", "command", "raw", "script"):
        for value in (*call.parsed.values("-a"), *call.parsed.values("--args")):
            call.run_text(value, state=_elsewhere(call))
    return UNKNOWN


HANDLERS: Final = {
    **dict.fromkeys(("ssh", "mosh", "autossh", "sshpass", "dbclient", "slogin", "rsh", "pdsh", "clush", "pssh"), ssh),
    **dict.fromkeys(("docker", "podman", "nerdctl", "docker-compose", "podman-compose"), containers), **dict.fromkeys(("kubectl", "oc", "k3s", "microk8s", "kubecolor"), kubectl),
    **dict.fromkeys(("vagrant", "multipass", "lxc", "wsl", "distrobox", "toolbox", "limactl", "machinectl", "incus", "lima"), machines), "ansible": ansible,
}  # fmt: skip
