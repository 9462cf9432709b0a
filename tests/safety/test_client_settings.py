"""Variables and files that take a check away from network programs (R7), and their harmless neighbours."""

from __future__ import annotations

import pytest

from cmdgen.core.records import Command, Level
from cmdgen.safety.client_settings import CHECKS_OFF, PLAIN_HTTP
from cmdgen.safety.engine import screen

OFF = [
    "PIP_TRUSTED_HOST=pypi.example pip install x",
    'export PIP_TRUSTED_HOST="pypi.org files.pythonhosted.org"',
    "PIP_TRUSTED_HOST=$HOST pip install x",
    "UV_INSECURE_HOST=pypi.example uv pip install x",
    "npm_config_strict_ssl=false npm install",
    "export NPM_CONFIG_STRICT_SSL=0",
    "YARN_ENABLE_STRICT_SSL=false yarn",
    "yarn_strict_ssl=false yarn",
    "NODE_TLS_REJECT_UNAUTHORIZED=0 node x.js",
    "GIT_SSL_NO_VERIFY=1 git clone https://h.example/r",
    "GIT_SSL_NO_VERIFY=false git pull",  # git asks only whether it is set
    "PYTHONHTTPSVERIFY=0 python3 x.py",
    "export CURL_CA_BUNDLE=",
    "CURL_INSECURE=1 curl https://h.example",
    "GOINSECURE=h.example/* go get h.example/x",
    "GONOSUMCHECK=1 go get x",
    "GOSUMDB=off go install x@latest",
    "export GOFLAGS=-insecure",
    "export GOFLAGS='-mod=mod -insecure'",
    "export GONOSUMDB='*'",
    "CARGO_HTTP_CHECK_REVOKE=false cargo build",
    "CONDA_SSL_VERIFY=false conda install x",
    "BUNDLE_SSL_VERIFY_MODE=0 bundle install",
    "HEX_UNSAFE_HTTPS=1 mix deps.get",
    "POETRY_CERTIFICATES_PRIVATE_CERT=false poetry install",
    "MAVEN_OPTS='-Xmx1g -Dmaven.wagon.http.ssl.insecure=true' mvn package",
    "export VAULT_SKIP_VERIFY=true",
    "AZURE_CLI_DISABLE_CONNECTION_VERIFICATION=1 az login",
    "declare -x UV_INSECURE_HOST=h.example",
    "sudo env PIP_TRUSTED_HOST=h.example pip install x",
    "echo 'export NODE_TLS_REJECT_UNAUTHORIZED=0' >> ~/.bashrc",
    "echo 'ssl_verify: false' > ~/.condarc",
    "echo ':ssl_verify_mode: 0' > ~/.gemrc",
    "echo insecure >> ~/.curlrc",
]
HARMLESS = [
    "PIP_TRUSTED_HOST=localhost pip download x",
    "PIP_TRUSTED_HOST= true",
    "unset GIT_SSL_NO_VERIFY",
    "export npm_config_strict_ssl=true",
    "NODE_TLS_REJECT_UNAUTHORIZED=1 node -v",
    "PYTHONHTTPSVERIFY=1 true",
    "export GOFLAGS=-mod=mod",
    "export GONOSUMDB=corp.example/*",
    "export GOPRIVATE=github.com/acme/*",
    "export GOSUMDB=sum.golang.org",
    "export MAVEN_OPTS=-Xmx2g",
    "VAULT_SKIP_VERIFY=false vault status",
    "export CURL_CA_BUNDLE=/etc/ssl/certs/corp.pem",
    "echo $GIT_SSL_NO_VERIFY",
    "grep -rn NODE_TLS_REJECT_UNAUTHORIZED=0 .",
    "echo 'do not set PIP_TRUSTED_HOST=x'",
    "echo 'ssl_verify: true' > ~/.condarc",
]


def levels(text: str, dialect: str = "bash") -> dict[str, Level]:
    return {found.rule: found.level for found in screen(Command(text=text, dialect=dialect)).findings}


@pytest.mark.parametrize("text", OFF)
def test_a_check_that_is_switched_off_is_high(text: str) -> None:
    assert levels(text).get(CHECKS_OFF) is Level.HIGH


@pytest.mark.parametrize("text", HARMLESS)
def test_its_neighbours_are_not_found(text: str) -> None:
    assert max(levels(text).values(), default=Level.SAFE) < Level.HIGH


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("set -gx UV_INSECURE_HOST h.example", "fish"),
        ("$env:PIP_TRUSTED_HOST = 'h.example'", "powershell"),
        ("set NODE_TLS_REJECT_UNAUTHORIZED=0", "cmd"),
        ("setx npm_config_strict_ssl false", "cmd"),
        ("typeset -x GOINSECURE=h.example", "zsh"),
    ],
)
def test_other_shells_set_them_too(text: str, dialect: str) -> None:
    assert levels(text, dialect).get(CHECKS_OFF) is Level.HIGH


@pytest.mark.parametrize(
    "text",
    [
        "PIP_INDEX_URL=http://pypi.example/simple pip install x",
        "export UV_DEFAULT_INDEX=http://pypi.example/simple",
        "npm_config_registry=http://npm.example npm install x",
        "GOPROXY=http://proxy.example,direct go get x",
    ],
)
def test_a_source_over_plain_http_is_high(text: str) -> None:
    assert levels(text).get(PLAIN_HTTP) is Level.HIGH


@pytest.mark.parametrize(
    "text",
    [
        "PIP_INDEX_URL=https://pypi.example/simple true",
        "export npm_config_registry=http://localhost:4873",
        "export GOPROXY=https://proxy.golang.org,direct",
    ],
)
def test_a_source_over_https_or_on_this_machine_is_not(text: str) -> None:
    assert PLAIN_HTTP not in levels(text)
