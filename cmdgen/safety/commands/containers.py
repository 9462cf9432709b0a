"""Containers: what a container is given of the host, and the command that runs inside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, paths, places, redirection
from cmdgen.safety.commands.managed import prepare
from cmdgen.safety.options import Grammar, Parsed, parse
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import CWD, HOME, LOCAL, SOME, STAR, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call
    from cmdgen.safety.resolve.state import State


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GLOBAL_VALUES: Final = _words(
    "-H --host -c --context --config -l --log-level --tlscacert --tlscert --tlskey --url --connection --root --runroot --storage-driver --namespace -n --address -a"
)
_COMPOSE_VALUES: Final = _words(
    "-f --file -p --project-name --profile --env-file --project-directory --ansi --parallel --progress"
)
_RUN_VALUES: Final = _words(
    "-e --env -v --volume -w --workdir -u --user -p --publish --name --network --net --mount --env-file -l --label -h --hostname --entrypoint --memory -m --cpus "
    "--device --cap-add --cap-drop --security-opt --pid --ipc --uts --userns --restart --platform --add-host --dns --gpus --shm-size --tmpfs --ulimit --log-driver "
    "--log-opt --ip --link --cidfile --runtime --pull --group-add --sysctl --health-cmd --stop-signal -a --attach --blkio-weight -c --cpu-shares --cpuset-cpus --detach-keys "
    "--network-alias --expose --init-path --volumes-from --volume-driver --cgroup-parent --domainname --kernel-memory --memory-swap --oom-score-adj --pids-limit --storage-opt --secret "
    "--cgroupns --annotation --arch --os --pod --label-file --dns-search --health-interval --mac-address --index --scale --authfile --creds"
)
_VERB_VALUES: Final = {
    "ps": _words("-f --filter -n --last --format"), "ls": _words("-f --filter -n --last --format"), "list": _words("-f --filter --format"), "images": _words("-f --filter --format"), "prune": _words("--filter"),
    "stop": _words("-t --time -s --signal --timeout"), "restart": _words("-t --time -s --signal --timeout"), "kill": _words("-s --signal"), "logs": _words("-n --tail --since --until"), "down": _words("-t --timeout --rmi"),
    "build": _words("-t --tag -f --file --build-arg --target --platform --secret --ssh --cache-from --cache-to --label --network -o --output --progress --builder"), "up": _words("--scale -t --timeout --exit-code-from --attach --pull"),
    "search": _words("-f --filter --limit"), "events": _words("-f --filter --since --until"), "deploy": _words("-c --compose-file"), "commit": _words("-m --message -a --author -c --change"), "update": _words("--restart --memory -m --cpus --image --replicas --limit-memory --env-add"),
    "inspect": _words("-f --format --type"), "import": _words("-c --change -m --message"), "load": _words("-i --input"), "save": _words("-o --output"), "export": _words("-o --output"), "login": _words("-u -p --username --password"), "version": _words("-f --format"),
    "pull": _words("--platform"), "push": _words(""), "create": _words("--label --driver -d --name -o --opt --subnet --gateway"), "info": _words("-f --format"), "scale": _words("-t"),
}  # fmt: skip
_GROUPS: Final = _words(
    "container image images_ volume network system compose builder buildx swarm service stack node secret config context plugin manifest trust machine pod play kube checkpoint"
)
_RUNS: Final = frozenset({"run", "create", "exec"})
_SOCKETS: Final = frozenset(
    {
        "/var/run/docker.sock",
        "/run/docker.sock",
        "/run/containerd/containerd.sock",
        "/run/podman/podman.sock",
        "/var/run/crio/crio.sock",
        "/run/crio/crio.sock",
        "/var/run/podman/podman.sock",
    }
)
_HOST_FOLDERS: Final = frozenset(
    {
        "/etc",
        "/root",
        "/var/run",
        "/run",
        "/dev",
        "/proc",
        "/sys",
        "/boot",
        "/usr",
        "/var",
        "/var/lib",
        "/var/lib/docker",
        "/home",
        "/bin",
        "/sbin",
        "/lib",
    }
)
_HOST_OPTIONS: Final = lazy_re.compile(
    r"(?:--privileged(?:=true)?|--pid[= ]host|--cap-add[= ](?:CAP_)?(?:ALL|SYS_ADMIN|SYS_MODULE|SYS_PTRACE|SYS_RAWIO|DAC_READ_SEARCH)|"
    r"--security-opt[= ](?:seccomp|apparmor|systempaths)[=:]unconfined|--userns[= ]host|--device[= ]/dev/(?:sd|nvme|mem|vd|kmsg|dm-|mapper|hd)\S*)(?= |$)",
    re.IGNORECASE,
)


def elsewhere(call: Call) -> State:
    """Return the state of a shell on another machine or in a container."""
    state = call.state.fork()
    state.remote = True
    state.privileged = False
    state.files = {}
    return state


def inner_words(args: list[Arg], values: frozenset[str], skip: int, *, exact: bool = False) -> list[Arg]:
    """Return the words after the options and `skip` operands.

    Args:
        exact: what follows the last skipped operand belongs to the inner command, options included.
    """
    index, skipped = 0, 0
    while index < len(args):
        text = args[index].text
        if text == "--" and skipped <= skip:
            index += 1
            continue
        if len(text) > 1 and text[0] == "-":
            index += 2 if text in values or _bundle_takes_next(text, values) else 1
            continue
        if skipped == skip:
            return args[index:]
        skipped += 1
        index += 1
        if exact and skipped == skip:
            return args[index:]
    return []


def _bundle_takes_next(text: str, values: frozenset[str]) -> bool:
    """Return whether a bundle such as `-itu` ends in an option that takes the next word."""
    return (
        len(text) > 2
        and text[1] != "-"
        and text[1:].isalpha()
        and "-" + text[-1] in values
        and not any("-" + char in values for char in text[1:-1])
    )


@dataclass(frozen=True, slots=True)
class _Request:
    """What a container program is asked to do."""

    verbs: tuple[str, ...]
    tail: list[Arg]
    """The words after the verb."""


def _request(call: Call) -> _Request | None:
    args = list(call.args)
    verbs: list[str] = []
    if call.name in ("docker-compose", "podman-compose"):
        verbs, values = ["compose"], _COMPOSE_VALUES
    else:
        values = _GLOBAL_VALUES
    index = 0
    while index < len(args):
        text = args[index].text
        if len(text) > 1 and text[0] == "-":
            index += 2 if text in values else 1
            continue
        verbs.append(text)
        index += 1
        if text in _GROUPS and len(verbs) == 1:
            values = _COMPOSE_VALUES if text == "compose" else frozenset()
            continue
        return _Request(tuple(verbs), args[index:])
    return None


def containers(call: Call) -> str:
    """Follow docker, podman, nerdctl and compose: each subcommand reads its own options."""
    request = _request(call)
    if request is None:
        call.parsed.operands.clear()
        return UNKNOWN
    verb = request.verbs[-1]
    values = (
        _RUN_VALUES
        if verb in _RUNS and request.verbs[0] not in ("volume", "network")
        else _VERB_VALUES.get(verb, frozenset())
    )
    parsed = parse(request.tail, Grammar(values=values, abbreviates=False))
    span = call.program.span
    call.parsed = Parsed(
        "posix",
        abbreviates=False,
        options=parsed.options,
        operands=[*(Arg(word, span) for word in request.verbs), *parsed.operands],
    )
    if verb in _RUNS and request.verbs[0] in ("run", "create", "exec", "container", "compose"):
        return UNKNOWN + marks.leaks(_run(call, request))
    if call.name == "podman" and request.verbs[:1] == ("unshare",):
        return call.run_inner(request.tail)
    if request.verbs == ("machine", "ssh"):
        words = inner_words(request.tail, frozenset(), 0)
        call.run_text(" ".join(arg.text for arg in words[1:] or words), state=elsewhere(call))
    prepare(call)
    if verb == "cp":
        _copied(call, parsed)
    return _printed(request, parsed)


def _printed(request: _Request, parsed: Parsed) -> str:
    """`ps -q` and its like name every object, which is what a later `rm` gets."""
    if request.verbs[-1] in ("ps", "images", "ls", "list") and parsed.has("-q", "--quiet", "--format"):
        narrowed = parsed.has("-f", "--filter") or (request.verbs[-1] in ("images", "ls") and parsed.operands)
        return STAR + SOME + STAR if narrowed else STAR
    return UNKNOWN


def _copied(call: Call, parsed: Parsed) -> None:
    """`docker cp container:file place` writes a file here."""
    operands = parsed.operands
    if (
        len(operands) == 2
        and ":" in operands[0].text
        and ":" not in operands[1].text
        and operands[1].text != "-"
    ):
        redirection.write_file(
            call.analysis, operands[1], call.state, LOCAL, operands[1].span, append=False, copied=True
        )


def _run(call: Call, request: _Request) -> str:
    """Follow the program in the container; return what it prints."""
    inner = inner_words(request.tail, _RUN_VALUES, 1, exact=True)
    own = request.tail[: len(request.tail) - len(inner)]
    entry = _option(own, "--entrypoint")
    if entry is not None:
        inner = [entry, *inner]
    elif inner and inner[0].text == "--":
        inner = inner[1:]
    mounts = _mounts(own)
    _host_access(call, own, mounts)
    if not inner or inner[0].text.startswith("-"):
        return (
            ""  # the first word after an image is a program unless it looks like an option of the image's own
        )
    return call.analysis.run_argv(
        [_as_on_host(arg, mounts) for arg in inner], elsewhere(call), call.stdin, call.span
    )


def _option(args: list[Arg], name: str) -> Arg | None:
    for index, arg in enumerate(args):
        if arg.text == name and index + 1 < len(args):
            return args[index + 1]
        if arg.text.startswith(name + "="):
            return Arg(arg.text.partition("=")[2], arg.span)
    return None


@dataclass(frozen=True, slots=True)
class _Mount:
    source: str
    target: str
    read_only: bool


def _mounts(args: list[Arg]) -> list[_Mount]:
    found: list[_Mount] = []
    for index, arg in enumerate(args):
        text = arg.text
        value = ""
        if (text in ("-v", "--volume", "--mount") or re.fullmatch(r"-[itd]+v", text)) and index + 1 < len(
            args
        ):
            value = args[index + 1].text
        elif text.startswith(("--volume=", "--mount=")):
            value = text.partition("=")[2]
        elif text.startswith("-v") and len(text) > 2:
            value = text[2:]
        if not value:
            continue
        if re.search(r"(?:^|,)(?:source|src)=", value):
            source = re.search(r"(?:^|,)(?:source|src)=([^,]+)", value)
            target = re.search(r"(?:^|,)(?:target|destination|dst)=([^,]+)", value)
            found.append(
                _Mount(
                    source.group(1) if source else "",
                    target.group(1) if target else "",
                    re.search(r"(?:^|,)(?:readonly|ro)(?:,|=true|$)", value) is not None,
                )
            )
        else:
            parts = value.split(":")
            found.append(
                _Mount(
                    parts[0],
                    parts[1] if len(parts) > 1 else "",
                    "ro" in parts[2].split(",") if len(parts) > 2 else False,
                )
            )
    return found


def _host_access(call: Call, own: list[Arg], mounts: list[_Mount]) -> None:
    for mount in mounts:
        source = mount.source.rstrip("/") or mount.source
        if source == "/" or source in _SOCKETS or (source in _HOST_FOLDERS and not mount.read_only):
            call.flag("containers.host-access", source)
        elif source[:1] in ("/", "~", HOME) and places.is_secret(source, call.state.cwd):
            call.flag("secrets.show", source)
    option = _HOST_OPTIONS.search(" ".join(arg.text for arg in own))
    if option:
        call.flag("containers.host-access", option.group())


def _as_on_host(arg: Arg, mounts: list[_Mount]) -> Arg:
    """Return a word with the paths below a mount as they are on the host."""
    text = arg.text
    for mount in mounts:
        target = mount.target.rstrip("/")
        if not target or mount.source[:1] not in ("/", ".", HOME, CWD):
            continue
        source = paths.canonical(mount.source) if mount.source[:1] == "." else mount.source.rstrip("/")
        place = re.compile(r"(?<![\w/.-])" + re.escape(target) + r"(/|(?=$|[\s;'\"&|)*]))")
        text = place.sub(partial(_outside, source), text)
    return Arg(text, arg.span, arg.process, arg.output) if text != arg.text else arg


def _outside(source: str, found: re.Match[str]) -> str:
    """Return what a mounted folder is called outside of the container."""
    return source + "/" if found.group(1) else source or "/"


HANDLERS: Final = dict.fromkeys(
    ("docker", "podman", "nerdctl", "docker-compose", "podman-compose"), containers
)
