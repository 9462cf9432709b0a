"""Programs that run a command somewhere else: another machine, a cluster, a virtual machine."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, redirection
from cmdgen.safety.commands import managed, tunnels
from cmdgen.safety.commands.containers import HANDLERS as CONTAINERS
from cmdgen.safety.commands.containers import elsewhere, inner_words
from cmdgen.safety.options import Grammar, parse
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import ENVIRONMENT, NETWORK, SECRET, SOCKET, SOME, STAR, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SSH_VALUES: Final = _words("-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w -B -P")
_AUTOSSH_VALUES: Final = _SSH_VALUES | {"-M"}
_FAN_OUT_VALUES: Final = {
    "pdsh": _words("-w -g -l -t -u -f -x -R"), "clush": _words("-w -g -l -t -u -f -x -o -X"), "pssh": _words("-h -H -l -p -o -e -t -x -O"), "parallel-ssh": _words("-h -H -l -p -o -e -t -x -O"),
}  # fmt: skip
_KUBECTL_VALUES: Final = _words(
    "-n --namespace -c --container --context --kubeconfig --cluster --user -f --filename --pod-running-timeout -s --server --token --as --as-group --as-uid --request-timeout -l --selector -o --output "
    "-k --kustomize --field-selector -p --patch --patch-file --type --replicas --timeout --grace-period --tail --since --since-time --image --cache-dir --certificate-authority --client-key --client-certificate --tls-server-name "
    "-v --raw --clusterrole --role --serviceaccount --group --address --accept-hosts --accept-paths --port -L --sort-by --template --overrides --limits --requests --env --from-literal --from-file --from-env-file --for --cascade --field-manager -e --cpus --min --max --subresource --labels"
)
_TRACKED: Final = lazy_re.compile(
    r'"?privileged"?\s*:\s*true|"?hostPID"?\s*:\s*true|"?path"?\s*:\s*"?/"?\s*(?:$|[,}])|docker\.sock|"?name"?\s*:\s*"?cluster-admin',
    re.MULTILINE,
)
"""What gives a pod the node, or an account the cluster."""


# -- ssh ---------------------------------------------------------------------------------------------------


def ssh(call: Call) -> str:
    """Follow ssh: the words after the host, joined, are a shell text over there."""
    local_commands(call)
    _leaving(call)
    if call.name in ("ssh", "autossh", "slogin", "dbclient"):
        tunnels.reverse_forwards(call)
    rest = inner_words(call.args, _AUTOSSH_VALUES if call.name == "autossh" else _SSH_VALUES, 1)
    return _remote_text(call, rest)


def _remote_text(call: Call, rest: list[Arg]) -> str:
    if not rest:
        if call.stdin:
            from cmdgen.safety.commands.interpreters import run_input  # noqa: PLC0415 - the two need each other

            run_input(call, elsewhere(call))
        return NETWORK if call.stdin else UNKNOWN
    state = elsewhere(call)
    state.privileged = state.privileged or _as_root(call)
    printed = call.run_text(" ".join(arg.text for arg in rest), state=state)
    return NETWORK + marks.leaks(printed)


def _as_root(call: Call) -> bool:
    texts = call.texts
    return any(text.startswith("root@") or text == "-lroot" for text in texts) or any(
        option == "-l" and value == "root" for option, value in itertools.pairwise(texts)
    )


def local_commands(call: Call) -> None:
    """`-o ProxyCommand=...` and its like run on this machine."""
    for index, arg in enumerate(call.args):
        option = (
            call.args[index + 1].text
            if arg.text == "-o" and index + 1 < len(call.args)
            else arg.text[2:]
            if arg.text.startswith("-o")
            else ""
        )
        match = re.match(r"(?i)\s*(?:ProxyCommand|LocalCommand|KnownHostsCommand)[=\s]+(.+)", option)
        if match and match.group(1) != "none":
            call.run_text(match.group(1))


def _leaving(call: Call) -> None:
    if SECRET in call.stdin or ENVIRONMENT in call.stdin:
        call.flag("secrets.sent", "its input")
    if any(SECRET in arg.text or ENVIRONMENT in arg.text for arg in call.args):
        call.flag("secrets.sent", "what it prints")


def fan_out(call: Call) -> str:
    """Follow pdsh, clush and pssh: options name the hosts, the words are a shell text on all of them."""
    _leaving(call)
    return _remote_text(call, inner_words(call.args, _FAN_OUT_VALUES[call.name], 0))


def sshpass(call: Call) -> str:
    """Follow sshpass: a wrapper around ssh or scp."""
    rest = inner_words(call.args, _words("-f -d -p -P"), 0)
    return call.run_inner(rest) if rest else UNKNOWN


def mosh(call: Call) -> str:
    """Follow mosh: host, then a command as separate words."""
    rest = inner_words(
        call.args, _words("--ssh --port --server --client --predict --family --bind-server -p"), 1
    )
    if rest:
        call.analysis.run_argv(rest, elsewhere(call), call.stdin, call.span)
    return UNKNOWN


# -- clusters ----------------------------------------------------------------------------------------------


def kubectl(call: Call) -> str:
    """Follow kubectl and oc: `exec`, `run` and `debug` hold an inner command."""
    if (
        call.name in ("k3s", "microk8s")
        and call.args
        and call.args[0].text in ("kubectl", "ctr", "crictl", "helm", "helm3")
    ):
        return call.run_inner(
            [
                Arg("helm" if call.args[0].text == "helm3" else call.args[0].text, call.args[0].span),
                *call.args[1:],
            ]
        )
    texts = call.texts
    own = call.args[: texts.index("--")] if "--" in texts else call.args
    call.parsed = parse(own, Grammar(values=_KUBECTL_VALUES, abbreviates=False))
    verbs = [arg.text for arg in call.parsed.operands]
    printed = ""
    if verbs[:1] in (["exec"], ["run"], ["debug"], ["rsh"], ["attach"]):
        printed = marks.leaks(_in_pod(call, verbs[0]))
    follows = call.parsed.has_exactly("-f") and verbs[:1] == ["logs"]
    if not follows:
        for value in call.parsed.values("--overrides"):
            _gives_node(call, value)
    if not managed.prepare(call):
        return UNKNOWN
    if verbs[:1] in (["apply"], ["create"], ["replace"]) or verbs[:2] == ["auth", "reconcile"]:
        unseen_manifests(call, "-f", "--filename", "-k", "--kustomize")
        if call.stdin:
            _gives_node(call, call.stdin)
    if verbs[:1] == ["kustomize"] and any(managed.FROM_NETWORK.match(text) for text in verbs[1:]):
        return NETWORK
    return _listed(call, verbs) + printed


def unseen_manifests(call: Call, *options: str) -> None:
    """Flag descriptions of objects that come straight from the network: by address, or on the input."""
    texts = call.texts
    named = [text.partition("=")[2] for text in texts if text.partition("=")[0] in options and "=" in text]
    named += [value for option, value in itertools.pairwise(texts) if option in options]
    named += [text[2:] for text in texts if text[:2] in options and len(text) > 2 and text[2] != "="]
    for value in named:
        content = call.stdin if value in ("-", "/dev/stdin") else redirection.file_content(value, call.state)
        if managed.FROM_NETWORK.match(value) or NETWORK in content or NETWORK in value:
            call.flag("code.remote-manifest", value if managed.FROM_NETWORK.match(value) else "a download")
            return
    for argument in call.args:
        if argument.process is not None and not argument.output and NETWORK in call.process_output(argument):
            call.flag("code.remote-manifest", "a download")


def _in_pod(call: Call, verb: str) -> str:
    texts = call.texts
    if "--" in texts:
        inner = call.args[texts.index("--") + 1 :]
    elif verb in ("exec", "rsh"):
        inner = inner_words(call.args, _KUBECTL_VALUES, 2)
    else:
        inner = []
    return call.analysis.run_argv(inner, elsewhere(call), call.stdin, call.span) if inner else ""


def _gives_node(call: Call, text: str) -> None:
    found = _TRACKED.search(text)
    if found:
        call.flag("containers.host-access", " ".join(found.group().split()))


def _listed(call: Call, verbs: list[str]) -> str:
    """`get KIND -o name` names every object of a kind, which is what a later `delete` gets."""
    output = call.parsed.value("-o", "--output") or ""
    if (
        verbs[:1] != ["get"]
        or not (
            output.startswith(("name", "jsonpath", "custom-columns", "go-template"))
            or call.parsed.has("--no-headers")
        )
        or len(verbs) < 2
    ):
        return UNKNOWN
    kind = {
        "ns": "namespace",
        "namespaces": "namespace",
        "pvc": "persistentvolumeclaim",
        "po": "pod",
        "pods": "pod",
        "no": "node",
        "nodes": "node",
    }.get(verbs[1], verbs[1])
    every = (
        STAR + SOME + STAR
        if call.parsed.has("-l", "--selector", "--field-selector") or len(verbs) > 2
        else STAR
    )
    return f"{kind}/{every}" if output == "name" else every


# -- other machines ----------------------------------------------------------------------------------------


_SKIPS: Final = {
    "vagrant": 1,
    "multipass": 2,
    "lxc": 2,
    "wsl": 0,
    "distrobox": 1,
    "toolbox": 1,
    "limactl": 2,
    "lima": 0,
    "machinectl": 2,
    "incus": 2,
    "crictl": 2,
    "buildah": 2,
    "colima": 1,
    "docker-machine": 2,
    "minikube": 1,
}
_VERBS: Final = frozenset({"exec", "shell", "run", "enter", "ssh", "-e", "--exec", "unshare"})
_MACHINE_VALUES: Final = _words(
    "-d --distribution -u --user -n --name --cwd --env -c --container --profile -p --workdir"
)


def machines(call: Call) -> str:
    """Follow other ways into another system: the words after `--`, `-c`, `--command` or the name."""
    texts = call.texts
    for option in ("--command", "-c", "--cmd", "-C"):
        if call.name in ("vagrant", "docker-machine", "wsl", "colima"):
            for index, text in enumerate(texts[:-1]):
                if text == option:
                    call.run_text(texts[index + 1], state=elsewhere(call))
    managed.prepare(call)
    if call.name not in ("wsl", "lima") and not (texts and _VERBS & set(texts[:2])):
        return UNKNOWN
    if "--" in texts:
        call.analysis.run_argv(call.args[texts.index("--") + 1 :], elsewhere(call), call.stdin, call.span)
        return UNKNOWN
    inner = inner_words(call.args, _MACHINE_VALUES, _SKIPS.get(call.name, 1))
    if inner and not (call.name == "vagrant" or texts[:1] == ["unshare"]):
        call.analysis.run_argv(inner, elsewhere(call), call.stdin, call.span)
    elif inner and texts[:1] == ["unshare"]:
        call.run_inner(inner)
    return UNKNOWN


def nspawn(call: Call) -> str:
    """Follow systemd-nspawn: the words after its options run in the folder it was given."""
    inner = inner_words(
        call.args,
        _words(
            "-D --directory -i --image -M --machine -u --user --bind --bind-ro -E --setenv --capability --chdir"
        ),
        0,
    )
    if inner:
        call.analysis.run_argv(inner, elsewhere(call), call.stdin, call.span)
    return UNKNOWN


def ansible(call: Call) -> str:
    """Follow ansible ad-hoc calls: what `-a` means depends on the module."""
    if call.parsed.has_exactly("--check", "-C", "--list-hosts", "--syntax-check"):
        return UNKNOWN
    module = (call.parsed.value("-m", "--module-name") or "command").rsplit(".", 1)[-1]
    arguments = " ".join((*call.parsed.values("-a"), *call.parsed.values("--args")))
    state = elsewhere(call)
    state.privileged = call.parsed.has("-b", "--become", "-K")
    if module in ("shell", "command", "raw", "win_shell", "win_command"):
        call.run_text(re.sub(r"(?:^|\s)(?:chdir|creates|removes|executable)=\S+", "", arguments), state=state)
    elif module == "script":
        call.flag("interpreter.local-script", arguments)
    elif module in ("reboot", "win_reboot"):
        call.run_text("reboot", state=state)
    elif module == "file" and "state=absent" in arguments:
        found = re.search(r"(?:path|dest|name)=(\S+)", arguments)
        call.run_text(f"rm -rf {found.group(1) if found else '$X'}", state=state)
    elif module in ("service", "systemd", "systemd_service"):
        name = re.search(r"name=(\S+)", arguments)
        verb = re.search(r"state=(stopped|restarted|started|reloaded)", arguments)
        verbs = {"stopped": "stop", "restarted": "restart", "started": "start", "reloaded": "reload"}
        if name and verb:
            call.run_text(f"systemctl {verbs[verb.group(1)]} {name.group(1)}", state=state)
    elif module not in (
        "ping",
        "setup",
        "debug",
        "stat",
        "slurp",
        "win_ping",
        "gather_facts",
        "package_facts",
        "service_facts",
        "find",
        "fetch",
        "assert",
        "wait_for",
        "getent",
    ):
        call.flag("remote.module", module)
    return UNKNOWN


def salt(call: Call) -> str:
    """Follow salt and salt-call: `cmd.run` holds a shell text for every minion that matches."""
    texts = [arg.text for arg in call.parsed.operands]
    for index, text in enumerate(texts[:-1]):
        if text in ("cmd.run", "cmd.run_all", "cmd.shell"):
            call.run_text(texts[index + 1], state=elsewhere(call))
            return UNKNOWN
    if any(text in ("system.reboot", "system.shutdown", "system.poweroff", "system.halt") for text in texts):
        call.run_text("reboot", state=elsewhere(call))
    elif any(
        re.match(
            r"(?:state\.(?:apply|highstate|sls)|pkg\.|service\.(?:restart|stop|start)|file\.(?:remove|write)|user\.)",
            text,
        )
        for text in texts
    ):
        call.flag("remote.module", " ".join(texts[1:3]))
    return UNKNOWN


def knife(call: Call) -> str:
    """Follow knife ssh: a query, then a shell text."""
    texts = [arg.text for arg in call.parsed.operands]
    if texts[:1] == ["ssh"] and len(texts) > 2:
        call.run_text(texts[2], state=elsewhere(call))
    return UNKNOWN


def received(call: Call) -> str:
    """Follow a program that only opens a session; what it prints comes from the other end."""
    return SOCKET if call.stdin else UNKNOWN


HANDLERS: Final = {
    **CONTAINERS,
    **dict.fromkeys(("ssh", "autossh", "dbclient", "slogin", "rsh", "remsh"), ssh), "sshpass": sshpass, "mosh": mosh, **dict.fromkeys(_FAN_OUT_VALUES, fan_out),
    **dict.fromkeys(("kubectl", "oc", "k3s", "microk8s", "kubecolor"), kubectl),
    **dict.fromkeys(("vagrant", "multipass", "lxc", "wsl", "distrobox", "toolbox", "limactl", "lima", "machinectl", "incus", "crictl", "buildah", "colima", "docker-machine", "minikube"), machines),
    "systemd-nspawn": nspawn, "ansible": ansible, **dict.fromkeys(("salt", "salt-call", "salt-ssh"), salt), "knife": knife,
}  # fmt: skip
