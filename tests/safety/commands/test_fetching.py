"""Runners that fetch a program and start it at once."""

from __future__ import annotations

import pytest

from cmdgen.core.records import Command, Level
from cmdgen.safety.engine import screen

CRITICAL, HIGH, MODERATE, SAFE = Level.CRITICAL, Level.HIGH, Level.MODERATE, Level.SAFE


def level(text: str, dialect: str = "bash") -> Level:
    return screen(Command(text=text, dialect=dialect)).level


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        ("bash", "npx github:someone/tool", HIGH),
        ("bash", "npx someone/tool", HIGH),
        ("bash", "bunx https://example.com/x.tgz", HIGH),
        ("bash", "uvx --from git+https://example.com/x tool", HIGH),
        ("bash", "pipx run --spec git+https://example.com/x tool", HIGH),
        ("bash", "uv run https://example.com/x.py", HIGH),
        ("bash", "go run github.com/someone/tool@latest", HIGH),
        ("bash", "nix run github:someone/tool", HIGH),
        ("bash", "jbang https://example.com/X.java", HIGH),
        ("bash", "cookiecutter gh:someone/template", HIGH),
        ("bash", "ansible-pull -U https://example.com/r", HIGH),
        ("bash", "chezmoi init --apply someone/dotfiles", HIGH),
        ("bash", "sudo go run example.com/x@v1", CRITICAL),
        ("bash", "sudo npx github:someone/tool", CRITICAL),
    ],
)
def test_what_comes_from_anybodys_address_is_unseen_code(dialect: str, text: str, expected: Level) -> None:
    assert level(text, dialect) is expected


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        ("bash", "npx --yes cowsay", MODERATE),
        ("bash", "uvx cowsay", MODERATE),
        ("bash", "pipx run cowsay", MODERATE),
        ("bash", "bunx cowsay", MODERATE),
        ("bash", "pnpm dlx degit", MODERATE),
        ("bash", "yarn dlx cowsay", MODERATE),
        ("bash", "gem exec cowsay", MODERATE),
        ("bash", "go run golang.org/x/tools/cmd/goimports@latest -l .", MODERATE),
        ("bash", "deno run npm:cowsay", MODERATE),
        ("bash", "pkgx cowsay", MODERATE),
    ],
)
def test_a_package_of_a_registry_is_worth_a_notice(dialect: str, text: str, expected: Level) -> None:
    assert level(text, dialect) is expected


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        ("bash", "npx eslint .", SAFE),
        ("bash", "npx cowsay", SAFE),
        ("bash", "npm exec eslint", SAFE),
        ("bash", "npm init -y", SAFE),
        ("bash", "uvx ruff check .", SAFE),
        ("bash", "uv run pytest", SAFE),
        ("bash", "uv tool run black@24.1 .", SAFE),
        ("bash", "go run .", SAFE),
        ("bash", "go run ./cmd/server --port 1", SAFE),
        ("bash", "go run main.go", SAFE),
        ("bash", "deno task dev", SAFE),
        ("bash", "yarn create vite", SAFE),
        ("bash", "dotnet tool exec x", SAFE),
        ("bash", "npx --no-install tsc", SAFE),
        ("bash", "nix run nixpkgs#hello", SAFE),
    ],
)
def test_a_tool_of_the_project_is_safe(dialect: str, text: str, expected: Level) -> None:
    assert level(text, dialect) is expected


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        ("bash", "kubectl apply -f https://example.com/x.yaml", HIGH),
        ("bash", "kubectl create -f=https://example.com/x.yaml", HIGH),
        ("bash", "kubectl replace --filename https://example.com/x.yaml", HIGH),
        ("bash", "kubectl apply -k github.com/example/repo", HIGH),
        ("bash", "curl -s https://example.com/x.yaml | kubectl apply -f -", HIGH),
        ("bash", "kubectl apply -f <(curl -s https://example.com/x.yaml)", HIGH),
        ("bash", "kustomize build https://github.com/a/b | kubectl apply -f -", HIGH),
        ("bash", "helm upgrade --install x https://example.com/x.tgz", HIGH),
        ("bash", "kubectl apply -f k8s/", MODERATE),
        ("bash", "helm install web ./web", MODERATE),
        ("bash", "kubectl apply -f https://example.com/x.yaml --dry-run=client", SAFE),
    ],
)
def test_a_manifest_from_the_network_is_unseen(dialect: str, text: str, expected: Level) -> None:
    assert level(text, dialect) is expected
