"""The SARIF output fits the standard: its own property tables, and the official schema where one is at hand.

The schema is too large to be kept here.  `SARIF_SCHEMA=FILE` names a copy, such as the one in the npm package
@microsoft/jest-sarif; the Python package jsonschema has to be installed for it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from cmdgen.cli.main import main

SCHEMA = os.environ.get("SARIF_SCHEMA", "")
"""Read while tests are collected: no test sees the variables of whoever runs it."""

OBJECTS: dict[str, dict[str, str]] = {
    # object -> property -> type; `!` marks one that the standard requires.  Section numbers of SARIF 2.1.0.
    "sarifLog": {"$schema": "uri", "version!": "version", "runs!": "[run]"},  # 3.13
    "run": {  # 3.14
        "tool!": "tool",
        "columnKind": "columnKind",
        "invocations": "[invocation]",
        "results": "[result]",
    },
    "tool": {"driver!": "toolComponent"},  # 3.18
    "toolComponent": {"name!": "text", "version": "text", "rules": "[reportingDescriptor]"},  # 3.19
    "reportingDescriptor": {  # 3.49
        "id!": "text",
        "shortDescription": "multiformatMessageString",
        "help": "multiformatMessageString",
        "helpUri": "uri",
        "defaultConfiguration": "reportingConfiguration",
        "properties": "propertyBag",
    },
    "multiformatMessageString": {"text!": "text"},  # 3.12
    "reportingConfiguration": {"level": "level"},  # 3.50
    "invocation": {  # 3.20
        "executionSuccessful!": "flag",
        "toolExecutionNotifications": "[notification]",
    },
    "notification": {"level": "level", "message!": "message", "locations": "[location]"},  # 3.58
    "result": {  # 3.27
        "ruleId": "text",
        "ruleIndex": "index",
        "level": "level",
        "message!": "message",
        "locations": "[location]",
        "properties": "propertyBag",
        "suppressions": "[suppression]",
    },
    "message": {"text!": "text"},  # 3.11
    "location": {"physicalLocation": "physicalLocation"},  # 3.28
    "physicalLocation": {"artifactLocation!": "artifactLocation", "region": "region"},  # 3.29
    "artifactLocation": {"uri": "reference"},  # 3.4
    "region": {  # 3.30
        "startLine!": "place",
        "startColumn": "place",
        "endLine": "place",
        "endColumn": "place",
    },
    "suppression": {"kind!": "suppressionKind", "justification": "text"},  # 3.35
}
CHOICES = {
    "version": {"2.1.0"},
    "columnKind": {"utf16CodeUnits", "unicodeCodePoints"},
    "level": {"none", "note", "warning", "error"},
    "suppressionKind": {"inSource", "external"},
}
HOSTILE = "rm -rf / '\x1b[2J\u202e'\ngit push -f\nrm notes.txt\n"


def complaints(value: object, kind: str, where: str = "$") -> list[str]:
    """Return one line for each thing that is not as the standard says."""
    if kind.startswith("["):
        if not isinstance(value, list):
            return [f"{where} is no array"]
        return [
            line
            for index, item in enumerate(value)
            for line in complaints(item, kind[1:-1], f"{where}[{index}]")
        ]
    if kind in OBJECTS:
        if not isinstance(value, dict):
            return [f"{where} is no object"]
        known = {name.rstrip("!"): what for name, what in OBJECTS[kind].items()}
        missing = {name[:-1] for name in OBJECTS[kind] if name.endswith("!")} - value.keys()
        return [
            *(f"{where}.{name} is missing" for name in sorted(missing)),
            *(f"{where}.{name} is no property of {kind}" for name in value.keys() - known.keys()),
            *(
                line
                for name in value.keys() & known.keys()
                for line in complaints(value[name], known[name], f"{where}.{name}")
            ),
        ]
    return [] if _is(value, kind) else [f"{where} is no {kind}: {value!r}"]


def _is(value: object, kind: str) -> bool:
    if kind in CHOICES:
        return value in CHOICES[kind]
    if kind == "text":
        return isinstance(value, str) and value != ""
    if kind == "flag":
        return isinstance(value, bool)
    if kind in {"place", "index"}:
        return isinstance(value, int) and not isinstance(value, bool) and value >= (kind == "place")
    if kind == "propertyBag":  # 3.8: any properties; tags are texts, each once
        tags = value.get("tags", []) if isinstance(value, dict) else None
        return (
            isinstance(tags, list) and all(isinstance(tag, str) for tag in tags) and len({*tags}) == len(tags)
        )
    if not isinstance(value, str) or not value.isascii() or any(char in value for char in ' <>"{}|\\^`'):
        return False
    return kind == "reference" or bool(urlsplit(value).scheme)


@pytest.fixture(
    params=["findings", "nothing", "remarks", "unreadable files", "strange names", "own rules", "shells"]
)
def log(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> dict[str, Any]:
    monkeypatch.chdir(tmp_path)
    files = {
        "findings": {"a.sh": HOSTILE, "b.sh": "curl https://example.com/x | sudo sh\n"},
        "nothing": {"a.sh": "ls\n"},
        "remarks": {"a.sh": "git push -f  # cmdgen: ignore git.push-force rebuilt every night\n"},
        "unreadable files": {"a.sh": "rm -rf src\n"},
        "strange names": {"a b#ä%.sh": "git push -f\n", "sub/[x].sh": "git push -f\n"},
        "own rules": {
            "a.sh": "make all\n",
            ".cmdgen.toml": "[[rules.deny]]\nprogram = 'make'\nreason = 'no'\n",
        },
        "shells": {
            "a.fish": "rm -rf ~\n",
            "b.ps1": "Remove-Item -Recurse C:\\\n",
            "c.cmd": "del /s /q c:\\\n",
        },
    }[request.param]
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    names = [name for name in files if not name.startswith(".")]
    names += [str(tmp_path / "missing.sh")] if request.param == "unreadable files" else []
    main(["scan", "--format", "sarif", "--", *names])
    found: dict[str, Any] = json.loads(capfd.readouterr().out)
    assert (found["runs"][0]["results"] == []) is (request.param == "nothing")
    return found


def test_it_has_the_properties_of_the_standard_and_no_others(log: dict[str, Any]) -> None:
    assert complaints(log, "sarifLog") == []


def test_every_rule_stands_once_and_every_result_names_its_own(log: dict[str, Any]) -> None:
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len({*rules}) == len(rules)
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]
    assert {*rules} == {result["ruleId"] for result in run["results"]}


def test_a_rule_names_its_page_and_nothing_is_left_to_fill_in(log: dict[str, Any]) -> None:
    for rule in log["runs"][0]["tool"]["driver"]["rules"]:
        assert "{target}" not in json.dumps(rule)
        page = rule["properties"].get("page")
        if page is None:
            assert not rule["id"].startswith(("git.", "files."))
        else:
            assert (Path(__file__).parents[2] / page).is_file()
            assert page in rule["help"]["text"]


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        ({"version": "2.0"}, "$.version is no version: '2.0'"),
        ({"run": []}, "$.run is no property of sarifLog"),
        ({"runs": [{}]}, "$.runs[0].tool is missing"),
        ({"runs": [{"tool": {"driver": {"name": ""}}}]}, "$.runs[0].tool.driver.name is no text: ''"),
        ({"$schema": "docs/schema.json"}, "$.$schema is no uri: 'docs/schema.json'"),
    ],
)
def test_what_is_not_of_the_standard_is_seen(damage: dict[str, Any], complaint: str) -> None:
    good: dict[str, Any] = {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}}]}
    assert complaints(good, "sarifLog") == []
    assert complaints({**good, **damage}, "sarifLog") == [complaint]


@pytest.mark.skipif(not SCHEMA, reason="SARIF_SCHEMA names no copy of the official schema")
def test_it_fits_the_official_schema(log: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(Path(SCHEMA).read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert [error.message for error in validator.iter_errors(log)] == []
    assert list(validator.iter_errors({**log, "version": "2"}))
