"""Tools that manage something elsewhere: clouds, clusters, data stores, deployments.

What they would do is said by the packs.  Here is only what the packs cannot see: that a call prints help or
simulates, and that a question of the tool is answered by what stands on its input.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, places, wire
from cmdgen.safety.commands import guesses, publishing
from cmdgen.safety.options import Parsed
from cmdgen.safety.resolve.marks import ENVIRONMENT, NETWORK, SECRET, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

CONFIRMED: Final = "<confirmed>"
"""Option that packs name beside `--yes` and the like: the answer to the tool's question is piped in."""

_SIMULATES: Final[dict[str, tuple[str, ...]]] = {
    "aws": ("--dry-run", "--dryrun", "--generate-cli-skeleton"),
    "ansible-playbook": ("--check", "-C", "--syntax-check", "--list-hosts", "--list-tasks", "--list-tags"),
    "rclone": ("-n", "--dry-run"),
    "s3cmd": ("-n", "--dry-run"),
    "s5cmd": ("--dry-run",),
    "mc": ("--fake", "--dry-run"),
    "restic": ("-n", "--dry-run"),
    "borg": ("-n", "--dry-run"),
    "az": ("--what-if", "--dryrun"),
    "artisan": ("--pretend", "--dry-run"),
    "doctrine": ("--dump-sql", "--dry-run"),
    "console": ("--dump-sql", "--dry-run"),
    "manage.py": ("--plan", "--check", "--dry-run"),
    "alembic": ("--sql",),
    "flask": ("--sql",),
    "gsutil": ("-n",),
    "gcloud": ("--dry-run", "--validate-only"),
    "pulumi": ("--preview-only",),
    "rabbitmqctl": ("--dry-run",),
}
"""Options with which a tool only says what it would do; `--dry-run` counts for every tool of this module."""
_NOT_SIMULATED: Final = frozenset({"none", "false", "no", "0"})
_NO_DRY_RUN: Final = frozenset({"gsutil", "wal-g"})
_RELEASE_TRACKS: Final = frozenset({"alpha", "beta", "preview"})
_REFUSALS: Final = lazy_re.compile(r"\s*n(?:o)?\s*$", re.IGNORECASE)


def managed(call: Call) -> str:
    """Follow a management tool: only its rules decide, after help and simulation are set apart."""
    if not prepare(call):
        return UNKNOWN
    guesses.follow(call)
    words = [arg.text for arg in call.parsed.operands]
    if words[:2] in _PUBLISHES:
        wire.sent(call.analysis, call.stdin, call.span, "its input")
    if call.name in ("helm", "helm3") and words[:1] in (["install"], ["upgrade"]):
        chart = next((text for text in words[1:] if re.match(r"https?://", text)), None)
        if chart:
            call.flag("code.remote-manifest", chart)
    if (
        call.name == "kustomize"
        and words[:1] == ["build"]
        and any(FROM_NETWORK.match(text) for text in words[1:])
    ):
        return NETWORK
    return UNKNOWN


FROM_NETWORK: Final = lazy_re.compile(
    r"(?:git::)?(?:https?|ssh|git|oci)://|git@|(?:github|gitlab|bitbucket)\.com/"
)
"""Addresses from which tools of clusters read descriptions of objects."""


_PUBLISHES: Final = (
    ["gist", "create"],
    ["snippet", "create"],
    ["release", "create"],
    ["issue", "create"],
    ["pr", "create"],
)
"""Commands of gh and glab that publish their input."""


def prepare(call: Call) -> bool:
    """Set apart calls that print help or simulate, and note a confirmation on the input; return whether it acts."""
    parsed = call.parsed
    if _asks_for_help(call) or simulates(call, parsed):
        # Nothing of what the words name happens, so no rule may look at them.
        parsed.operands.clear()
        parsed.options.clear()
        return False
    if call.name == "gcloud":
        while parsed.operands and parsed.operands[0].text in _RELEASE_TRACKS:
            del parsed.operands[0]
    if call.stdin and not _REFUSALS.match(call.stdin):
        parsed.options.append((CONFIRMED, None, call.program))
    return True


def _asks_for_help(call: Call) -> bool:
    texts = call.texts
    if not texts or texts[-1] == "help" or texts[0] == "help":
        return True
    return texts[-1] in ("-h", "-help", "--help", "-?") or (texts[0] in ("-h", "-help") and len(texts) == 1)


def simulates(call: Call, parsed: Parsed) -> bool:
    """Return whether the tool is told only to say what it would do."""
    wanted = _SIMULATES.get(call.name, ())
    if call.name not in _NO_DRY_RUN:
        wanted = (*wanted, "--dry-run")
    return any(
        name in wanted and (value or "").lower() not in _NOT_SIMULATED for name, value, _ in parsed.options
    )


# -- tools whose words a pack cannot sort ------------------------------------------------------------------


def rclone(call: Call) -> str:
    """Follow rclone: local files that are copied to a remote leave this machine."""
    if prepare(call):
        words = [arg.text for arg in call.parsed.operands]
        if words[:1] == ["serve"]:
            publishing.offered(call, [arg.text for arg in call.args[1:]])
        if words[:1] == ["rcat"]:
            wire.sent(call.analysis, call.stdin, call.span, "its input")
        if (
            words[:1]
            and words[0] in ("copy", "copyto", "move", "moveto", "sync", "rcat")
            and ":" in words[-1]
        ):
            for text in words[1:-1]:
                if re.match(r"[\w-]+:", text) is None:
                    call.flag(
                        "secrets.sent" if places.is_secret(text, call.state.cwd) else "secrets.upload", text
                    )
    return UNKNOWN


def object_store(call: Call) -> str:
    """Follow gsutil, s3cmd, mc and azcopy: the other transfer rules stay as they are."""
    from cmdgen.safety.commands.network import transfer  # noqa: PLC0415 - the two need each other

    words = [arg.text for arg in call.parsed.operands]
    if not prepare(call):
        return UNKNOWN
    copies = {"cp", "mv", "rsync", "sync", "put", "mirror", "copy", "upload", "pipe"}
    return transfer(call) if copies & set(words[:2]) else UNKNOWN


def framework(call: Call) -> str:
    """Follow a framework's own program: `shell -c code` and `runner code` hold inline code."""
    from cmdgen.safety.inline import scan  # noqa: PLC0415 - the two need each other

    if not prepare(call):
        return UNKNOWN
    words = [arg.text for arg in call.parsed.operands]
    if call.name == "manage.py" and words[:1] and words[0] in ("shell", "shell_plus"):
        for value in call.parsed.values("-c", "--command"):
            scan.run(call, "python", value)
        if call.stdin:
            scan.run(call, "python", call.stdin)
    if call.name == "rails" and len(words) > 1 and words[0] in ("runner", "r"):
        scan.run(call, "ruby", words[1])
    if call.name == "artisan" and words[:1] == ["tinker"]:
        for value in call.parsed.values("--execute"):
            scan.run(call, "php", value)
    return UNKNOWN


def ambient_shell(call: Call) -> str:
    """Follow platforms with a shell on their machines: `heroku run cmd`, `fly ssh console -C cmd`, `cf ssh -c cmd`."""
    if not prepare(call):
        return UNKNOWN
    words = [arg.text for arg in call.parsed.operands]
    _uploaded(call, words)
    state = call.state.fork()
    state.remote = True
    if call.name == "heroku" and words[:1] and words[0] in ("run", "run:detached", "ps:exec"):
        call.run_text(" ".join(words[1:]), state=state, stdin="")
    for value in call.parsed.values("-C", "--command"):
        if call.name in ("fly", "flyctl", "gcloud", "az", "aws") and {
            "ssh",
            "machine",
            "execute-command",
        } & set(words[:3]):
            call.run_text(value, state=state, stdin="")
    if call.name == "cf" and words[:1] == ["ssh"]:
        for value in call.parsed.values("-c", "--command"):
            call.run_text(value, state=state, stdin="")
    return UNKNOWN


def _uploaded(call: Call, words: list[str]) -> None:
    """A credential that is copied to a cloud's store leaves this machine."""
    if words[:2] not in (
        ["s3", "cp"],
        ["s3", "mv"],
        ["s3", "sync"],
        ["storage", "cp"],
        ["storage", "mv"],
        ["storage", "blob"],
        ["s3api", "put-object"],
    ):
        return
    sources = [text for text in words[2:3] if not text.startswith(("s3://", "gs://"))] + call.parsed.values(
        "-f", "--file", "--body"
    )
    for text in sources:
        if (
            places.is_secret(text, call.state.cwd)
            or places.is_account_database(text, call.state.cwd)
            or (text == "-" and (SECRET in call.stdin or ENVIRONMENT in call.stdin))
        ):
            call.flag("secrets.sent", text)


_TOOLS: Final = (
    "terraform tofu terragrunt pulumi cdk cdktf sam serverless sls ansible-playbook ansible-galaxy packer copilot eb eksctl kops kubeadm "
    "doctl hcloud linode-cli vultr-cli scw oci ibmcloud aliyun exo upctl civo vercel netlify wrangler firebase supabase railway render "
    "gh glab hub tea helm helmfile flux argocd kind k3d k0s rke rancher kustomize skaffold tilt velero istioctl "
    "vault bao consul nomad boundary etcdctl nodetool rabbitmqctl rabbitmqadmin kafka-topics kafka-topics.sh kafka-configs kafka-configs.sh "
    "kafka-delete-records kafka-delete-records.sh kafka-consumer-groups kafka-consumer-groups.sh zkCli zkCli.sh zookeepercli pulsar-admin nats influx "
    "dropdb dropuser createdb pg_restore pg_dropcluster mysqladmin mysqlimport mongorestore mongoimport curator es-curator "
    "hg chg svn bzr brz jj p4 fossil darcs restic rustic borg borgmatic kopia duplicity duplicacy tarsnap rdiff-backup wal-g wal-e pgbackrest barman snapper "
    "prisma sequelize sequelize-cli typeorm knex alembic flask flyway liquibase mix dbmate goose migrate sqlx diesel drizzle-kit drush wp doctrine "
    "rake bq composer-db neonctl planetscale pscale turso mongocli atlas fauna virsh VBoxManage qm pct prlctl"
).split()

PLATFORMS: Final = ("heroku", "fly", "flyctl", "cf", "gcloud", "az", "aws")
"""Tools that also open a shell on the machines they manage."""

HANDLERS: Final = {
    **dict.fromkeys(_TOOLS, managed),
    **dict.fromkeys(("manage.py", "django-admin", "rails", "artisan", "console"), framework),
    **dict.fromkeys(PLATFORMS, ambient_shell),
    "rclone": rclone,
    **dict.fromkeys(("gsutil", "s3cmd", "s5cmd", "mc", "azcopy"), object_store),
}
"""Programs that only this module and the packs know; those with an inner command are followed by `remote`."""
