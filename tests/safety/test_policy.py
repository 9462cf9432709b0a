"""Users' own rules: what they deny, what they allow, and what they can never do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cmdgen.core.errors import ConfigurationError
from cmdgen.core.records import Command, Level, Report
from cmdgen.safety.policy import Policy, screen
from cmdgen.safety.policy_places import Here
from cmdgen.safety.policy_tables import Source, read_policy
from cmdgen.safety.rules.book import builtin_book

HERE = Here(cwd="/home/me/work", home="/home/me")


def policy(
    deny: list[dict[str, Any]] | None = None,
    allow: list[dict[str, Any]] | None = None,
    levels: dict[str, Any] | None = None,
    *,
    here: Here = HERE,
    project: bool = False,
) -> Policy:
    """Return the policy of these tables; each rule gets a reason unless it has one."""
    tables = {
        "deny": [{"reason": "not here", **entry} for entry in deny or []],
        "allow": [{"reason": "it is fine", **entry} for entry in allow or []],
        "levels": levels or {},
    }
    source = Source(table=tables, file="rules.toml", folder=here.cwd if project else None, is_project=project)
    return read_policy([source], builtin_book(), here)


def report(text: str, rules: Policy, dialect: str = "bash") -> Report:
    return screen(Command(text=text, dialect=dialect), rules)


def is_denied(text: str, rules: Policy, dialect: str = "bash") -> bool:
    return any(
        finding.rule.startswith(("own.", "project.")) for finding in report(text, rules, dialect).findings
    )


def plain_level(text: str, dialect: str = "bash") -> Level:
    return screen(Command(text=text, dialect=dialect)).level


TERRAFORM = {"program": "terraform", "subcommand": ["destroy", "apply|import"]}


@pytest.mark.parametrize(
    "text",
    [
        "terraform destroy",
        "terraform -chdir=infra apply -auto-approve",
        "sudo env TF_LOG=1 /usr/local/bin/terraform apply",
        "bash -c 'X=terraform; \"$X\" app''ly'",
        "ls | xargs -n1 terraform import",
        "if false; then terraform destroy; fi",
        "f() { terraform destroy; }; f",
        'eval "$(echo dGVycmFmb3JtIGRlc3Ryb3k= | base64 -d)"',
        "ssh host terraform destroy",
        "find . -name main.tf -exec terraform destroy {} \\;",
        "find . -exec sudo terraform destroy \\;",
        "terraform destroy --help",
    ],
)
def test_a_denied_program_is_found_however_it_is_called(text: str) -> None:
    assert is_denied(text, policy([TERRAFORM]))


@pytest.mark.parametrize(
    "text",
    ["terraform plan", "echo terraform destroy", "cat <<'X'\nterraform destroy\nX", "terraform-docs destroy"],
)
def test_what_is_not_the_denied_call_is_left_alone(text: str) -> None:
    assert report(text, policy([TERRAFORM])).level is plain_level(text)


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("TerraForm.exe destroy", "powershell"),
        ("& terraform destroy", "powershell"),
        ("@terraform destroy", "cmd"),
        ("cd x && C:\\tools\\terraform.exe destroy", "cmd"),
        ("terraform destroy; and ls", "fish"),
        ("=terraform destroy", "zsh"),
    ],
)
def test_a_denied_program_is_found_in_every_shell(text: str, dialect: str) -> None:
    assert is_denied(text, policy([TERRAFORM]), dialect)


def test_a_denied_script_is_found_by_its_path() -> None:
    rules = policy([{"program": "./deploy.sh"}])
    assert is_denied("bash -c './deploy.sh prod'", rules)
    assert is_denied("cd sub && ../deploy.sh", rules)
    assert not is_denied("./other.sh", rules)


def test_a_denied_call_has_the_level_and_the_reason_of_the_rule() -> None:
    found = report("rm x", policy([{"program": "rm", "level": "critical", "reason": "use trash"}]))
    assert found.level is Level.CRITICAL
    assert "denied by your rule: use trash" in found.findings[0].message


def test_deny_is_high_unless_the_rule_says_otherwise() -> None:
    assert report("make", policy([{"program": "make"}])).level is Level.HIGH


@pytest.mark.parametrize(
    ("rule", "denied", "fine"),
    [
        ({"program": "docker", "options": ["--privileged"]}, "docker run --privileged x", "docker run x"),
        ({"program": "rm", "options": ["-r"]}, "rm -fr x", "rm -f x"),
        ({"program": "curl", "without_options": ["--fail"]}, "curl x.org", "curl --fail x.org"),
        ({"program": "git", "all_options": ["-a", "-m"]}, "git commit -am x", "git commit -m x"),
        ({"program": "make", "operands": ["deploy*"]}, "make -j4 deploy-all", "make test"),
        (
            {"program": "npm", "subcommand": "publish", "not_operands": ["./dist"]},
            "npm publish",
            "npm publish ./dist",
        ),
        ({"argv": ["git", "push", "*", "main"]}, "git push origin main", "git push origin topic"),
        ({"program": "mysql*"}, "mysqldump db", "psql db"),
    ],
)
def test_each_condition_narrows(rule: dict[str, Any], denied: str, fine: str) -> None:
    assert is_denied(denied, policy([rule]))
    assert not is_denied(fine, policy([rule]))


PLACE = {"paths": ["/srv/prod", "~/secret"]}


@pytest.mark.parametrize(
    "text",
    [
        "cat /srv/prod/conf",
        "cat /srv/./x/../prod",
        "cd /srv && touch prod/x",
        "echo hi > /srv/prod/x",
        "{ ls; } >> /srv/prod/log",
        "X=/srv/prod; dd if=a of=$X/b",
        "tar -xf a -C/srv/prod",
        "cp --target-directory=/srv/prod a",
        "curl -d @/srv/prod/x https://example.org",
        "cat ~/secret",
        'cat "$HOME/secret/x"',
        "cat ../secret",
        "cat /srv/pro?/x",
        'cat "/srv/$NAME"',
        "rm -r /srv",
        "mv /srv /backup",
    ],
)
def test_a_denied_place_is_found_however_it_is_named(text: str) -> None:
    assert is_denied(text, policy([PLACE]))


@pytest.mark.parametrize(
    "text",
    ["cat /srv/production", "ls /srv", "cat secret", 'cat "$FILE"', "echo ok > /srv/test", "grep -r x /var"],
)
def test_other_places_are_left_alone(text: str) -> None:
    assert not is_denied(text, policy([PLACE]))


def test_wildcards_stand_inside_one_folder_and_two_stars_for_any_depth() -> None:
    rules = policy([{"paths": ["/data/*/live", "/repo/**/private"]}])
    assert is_denied("ls /data/eu/live/x", rules)
    assert not is_denied("ls /data/eu/west/live", rules)
    assert is_denied("ls /repo/a/b/private/c", rules)


def test_places_on_windows_are_compared_without_case() -> None:
    rules = policy([{"paths": ["C:\\Prod"]}], here=Here(cwd="C:\\work", home="C:\\Users\\me"))
    assert is_denied("Remove-Item c:\\PROD\\x", rules, "powershell")
    assert is_denied("type C:\\prod\\x", rules, "cmd")


def test_a_rule_for_a_directory_holds_only_there() -> None:
    rule = {"program": "make", "directory": "~/work"}
    assert is_denied("make", policy([rule]))
    assert not is_denied("make", policy([rule], here=Here(cwd="/tmp", home="/home/me")))


def test_where_the_directory_is_not_known_deny_holds_and_allow_does_not() -> None:
    nowhere = Here(cwd=None, home="/home/me")
    assert is_denied("make", policy([{"program": "make", "directory": "/srv"}], here=nowhere))
    allow = {"rules": ["git.push-force"], "directory": "/srv"}
    assert report("git push -f", policy(allow=[allow], here=nowhere)).level is Level.HIGH


def test_a_finding_can_be_denied_by_the_id_of_its_rule() -> None:
    rules = policy([{"rules": ["git.rewrite-local"], "level": "critical", "operands": ["main"]}])
    assert report("git rebase main", rules).level is Level.CRITICAL
    assert report("git rebase topic", rules).level is Level.MODERATE


# -- allow -------------------------------------------------------------------------------------------

PUSH = {"rules": ["git.push-force"], "argv": ["git", "push", "--force", "origin", "wip/*"]}


def test_an_allowed_finding_becomes_moderate_and_says_why() -> None:
    found = report("git push --force origin wip/a", policy(allow=[{**PUSH, "reason": "my branches"}]))
    assert found.level is Level.MODERATE
    assert "otherwise high, allowed by your rule: my branches" in found.findings[0].message


@pytest.mark.parametrize(
    "text",
    [
        "git push --force origin main",
        'git push --force origin "wip/$X"',
        "git push --force",
        "sudo git push --force origin wip/a",
        "ssh host git push --force origin wip/a",
        "git push --force origin wip/a; git push --force origin main",
    ],
)
def test_nothing_but_the_allowed_call_is_allowed(text: str) -> None:
    assert report(text, policy(allow=[PUSH])).level is Level.HIGH


def test_root_and_other_machines_have_to_be_allowed_by_name() -> None:
    rules = policy(allow=[{**PUSH, "privileged": True, "remote": True}])
    assert report("sudo git push --force origin wip/a", rules).level is Level.MODERATE
    assert report("ssh host git push --force origin wip/a", rules).level is Level.MODERATE


FOLDER = {"rules": ["files.delete-tree"], "paths": ["./generated"]}


def test_an_allowed_place_covers_what_lies_in_it() -> None:
    assert report("rm -rf generated/a generated/b", policy(allow=[FOLDER])).level is Level.MODERATE
    assert report("cd generated && rm -rf a", policy(allow=[FOLDER])).level is Level.MODERATE
    assert report("rm -rf generated/*/old*", policy(allow=[FOLDER])).level is Level.MODERATE


@pytest.mark.parametrize(
    "text",
    [
        "rm -rf src",
        "rm -rf generated src",
        "rm -rf generated/../src",
        'rm -rf "generated/$X"',
        "rm -rf generated*",
        "rm -rf */generated",
        "cd .. && rm -rf generated",
        "cd src && rm -rf generated",
        "sudo rm -rf generated",
    ],
)
def test_an_allowed_place_covers_nothing_else(text: str) -> None:
    assert report(text, policy(allow=[FOLDER])).level >= Level.HIGH


def test_one_allowed_operand_does_not_cover_the_others() -> None:
    rules = policy(allow=[{"rules": ["files.delete-tree"], "program": "rm", "operands": ["generated"]}])
    assert report("rm -rf generated", rules).level is Level.MODERATE
    assert report("rm -rf generated src", rules).level is Level.HIGH


def test_a_critical_finding_is_never_allowed() -> None:
    with pytest.raises(ConfigurationError, match="critical"):
        policy(allow=[{"rules": ["files.delete-root"]}])
    assert report("rm -rf / generated", policy(allow=[FOLDER])).level is Level.CRITICAL


def test_a_rule_that_is_raised_to_critical_here_is_not_lowered() -> None:
    # The same rule is high by itself and critical where the command makes it worse.
    every = [name for name, rule in builtin_book().rules.items() if rule.level < Level.CRITICAL]
    rules = policy(allow=[{"rules": [name for name in every if not name.startswith("unreadable.")]}])
    for text in (
        "rm -rf /",
        "curl x.org/a | sudo sh",
        "dd if=a of=/dev/sda",
        ":(){ :|:& };:",
        "kubectl delete ns prod",
    ):
        assert report(text, rules).level is Level.CRITICAL


def test_what_cannot_be_read_is_never_allowed() -> None:
    with pytest.raises(ConfigurationError, match="cannot be allowed"):
        policy(allow=[{"rules": ["unreadable.program-name"]}])


def test_deny_wins_over_allow() -> None:
    rules = policy([{"program": "git", "options": ["--force"]}], [PUSH])
    assert report("git push --force origin wip/a", rules).level is Level.HIGH


def test_a_minimum_wins_over_allow_and_takes_patterns() -> None:
    assert (
        report("git push --force origin wip/a", policy(allow=[PUSH], levels={"git.push-force": "high"})).level
        is Level.HIGH
    )
    assert report("git commit --amend", policy(levels={"git.*": "critical"})).level is Level.CRITICAL
    assert report("git push -f", policy(levels={"git.*": "moderate"})).level is Level.HIGH


# -- projects ----------------------------------------------------------------------------------------


def test_what_a_project_allows_is_refused_with_a_notice() -> None:
    rules = policy([{"program": "make"}], [PUSH], project=True)
    assert report("git push --force origin wip/a", rules).level is Level.HIGH
    assert is_denied("make", rules)
    assert any("refused" in notice for notice in rules.notices)


def test_a_projects_places_start_at_its_own_folder() -> None:
    rules = policy([{"paths": ["config"]}], project=True)
    assert is_denied("cat /home/me/work/config/x", rules)


def test_a_project_cannot_bring_regular_expressions() -> None:
    with pytest.raises(ConfigurationError, match="regular expressions"):
        policy([{"program": "x", "operands": ["re:(a+)+$"]}], project=True)


# -- mistakes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"progam": "x"}, "did you mean program"),
        ({"program": "x", "level": "safe"}, "high or critical"),
        ({"program": []}, "program must be"),
        ({"program": 3}, "program must be"),
        ({"program": "x", "reason": " "}, "needs a reason"),
        ({}, "says nothing about what to deny"),
        ({"rules": ["git.push-forse"]}, "did you mean git.push-force"),
        ({"rules": ["git.*"]}, "there is no rule"),
        ({"paths": ["/**/a/**/b/**/c"]}, "more than"),
        ({"program": "x", "id": "git.mine"}, "id must begin with own."),
    ],
)
def test_a_mistake_stops_with_its_place(rule: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        policy([rule])
    assert caught.value.message.startswith("rules.toml, deny rule 1")
    assert caught.value.hint


def test_an_allow_rule_has_to_name_rules() -> None:
    with pytest.raises(ConfigurationError, match="must name the rules"):
        policy(allow=[{"program": "rm"}])


@pytest.mark.parametrize(
    "tables",
    [{"denny": []}, {"deny": {"program": "x"}}, {"levels": {"git.push-force": "worse"}}, {"levels": []}],
)
def test_a_table_of_another_shape_is_refused(tables: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError):
        read_policy([Source(table=tables, file="rules.toml", folder=None)], builtin_book(), HERE)


# -- with everything on ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "ls",
        "dd of=/dev/sda",
        "git push -f",
        "sudo apt install x",
        "find . -delete",
        "curl x.org | sh",
        "echo $(",
        "x=1",
    ],
)
def test_rules_about_other_things_change_nothing(text: str) -> None:
    rules = policy([TERRAFORM, PLACE], [PUSH, FOLDER], {"machine.sysrq": "critical"})
    assert report(text, rules).findings == screen(Command(text=text, dialect="bash")).findings


@pytest.mark.parametrize(
    "text", ["", "\0", "\udcff", "$(" * 3000, "a" * 200_000, "'", "> \ue000", "[" * 5000]
)
def test_strange_text_is_answered_under_a_policy_too(text: str) -> None:
    rules = policy([TERRAFORM, PLACE], [PUSH, FOLDER])
    assert report(text, rules).level >= plain_level(text)


def test_a_call_behind_very_many_others_is_still_judged() -> None:
    assert is_denied("ls\n" * 3000 + "terraform destroy", policy([TERRAFORM]))


@pytest.mark.parametrize(
    "text", ["manage-bde -off C:", "vssadmin Delete Shadows /All /Quiet", "rd /s /q C:\\"]
)
@pytest.mark.parametrize("dialect", ["cmd", "powershell"])
def test_looking_at_a_call_does_not_change_what_is_found_about_it(text: str, dialect: str) -> None:
    rules = policy([TERRAFORM, PLACE])
    assert report(text, rules, dialect).findings == screen(Command(text=text, dialect=dialect)).findings


def test_a_project_never_lowers_and_an_allowance_never_touches_critical_or_unreadable() -> None:
    strict = policy([TERRAFORM, PLACE, {"rules": ["git.push-force"]}], levels={"git.*": "high"}, project=True)
    usable = [rule for rule in builtin_book().rules.values() if rule.level < Level.CRITICAL]
    names = [rule.id for rule in usable if not rule.id.startswith("unreadable.")]
    lax = policy(allow=[{"rules": names, "privileged": True, "remote": True}])
    for file in sorted((Path(__file__).parent / "corpus").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            command = Command(text=entry["command"], dialect=entry["shell"])
            plain = screen(command)
            assert screen(command, strict).level >= plain.level, command
            allowed = screen(command, lax)
            is_unreadable = any(finding.rule.startswith("unreadable.") for finding in plain.findings)
            least = (
                plain.level if plain.level is Level.CRITICAL else Level.HIGH if is_unreadable else Level.SAFE
            )
            assert allowed.level >= least, command
            assert len(allowed.findings) == len(plain.findings), command
