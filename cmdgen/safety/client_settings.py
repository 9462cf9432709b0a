"""Settings that take a check away from network programs: variables that they obey, and lines of their files."""

from __future__ import annotations

from typing import Final

from cmdgen.safety import lazy_re

CHECKS_OFF: Final = "protection.checks-off"
PLAIN_HTTP: Final = "packages.plain-http"

_NO: Final = lazy_re.compile(r"(?i)(?:0|f|false|n|no|off)")
_YES: Final = lazy_re.compile(r"(?i)(?!(?:0|f|false|n|no|off)?$).+")
_SET: Final = lazy_re.compile(r"(?s).*")
"""The variable counts as soon as it is there, whatever its value: even `0`."""
_SOME: Final = lazy_re.compile(r"(?s)\s*\S.*")
_EMPTY: Final = lazy_re.compile("")
_EVERYTHING: Final = lazy_re.compile(r"(?:.*,)?\*(?:,.*)?")
_HOSTS: Final = lazy_re.compile(r"(?s)\s*(?!(?:localhost|127\.0\.0\.1|\[?::1\]?)(?::\d+)?\s*$)\S.*")
"""At least one host other than this machine."""
_JAVA: Final = lazy_re.compile(
    r"(?is).*-D(?:maven\.wagon\.http\.ssl\.insecure=true|maven\.wagon\.http\.ssl\.allowall=true"
    r"|maven\.resolver\.transport\.https\.securityMode=insecure|com\.sun\.net\.ssl\.checkRevocation=false"
    r"|trust_all_cert=true).*"
)

_VARIABLES: Final = {
    # git asks whether it is set, not to what: getenv() in http.c.  https://git-scm.com/docs/git#_environment_variables
    "GIT_SSL_NO_VERIFY": _SET,
    # https://curl.se/docs/sslcerts.html; python-requests took an empty bundle for no check
    "CURL_INSECURE": _YES, "CURL_CA_BUNDLE": _EMPTY, "PERL_LWP_SSL_VERIFY_HOSTNAME": _NO,
    "PYTHONHTTPSVERIFY": _NO,  # https://peps.python.org/pep-0493/
    # https://pip.pypa.io/en/stable/topics/configuration/#environment-variables
    "PIP_TRUSTED_HOST": _HOSTS,
    # https://docs.astral.sh/uv/reference/environment/
    "UV_INSECURE_HOST": _HOSTS,
    # https://docs.conda.io/projects/conda/en/stable/user-guide/configuration/settings.html
    "CONDA_SSL_VERIFY": _NO, "MAMBA_SSL_VERIFY": _NO, "MAMBA_SSL_NO_REVOKE": _YES,
    "NODE_TLS_REJECT_UNAUTHORIZED": lazy_re.compile("0"),  # https://nodejs.org/api/cli.html
    # https://docs.npmjs.com/cli/using-npm/config; yarn and pnpm read npm's names too
    "NPM_CONFIG_STRICT_SSL": _NO, "PNPM_CONFIG_STRICT_SSL": _NO, "YARN_STRICT_SSL": _NO, "YARN_ENABLE_STRICT_SSL": _NO,
    "YARN_UNSAFE_HTTP_WHITELIST": _HOSTS, "ELECTRON_STRICT_SSL": _NO,
    # https://go.dev/ref/mod#environment-variables
    "GOINSECURE": _SOME, "GONOSUMCHECK": _YES, "GOSUMDB": lazy_re.compile("off"), "GONOSUMDB": _EVERYTHING,
    "GOPRIVATE": _EVERYTHING, "GOFLAGS": lazy_re.compile(r"(?s).*-insecure\b.*"),
    "CARGO_HTTP_CHECK_REVOKE": _NO,  # https://doc.rust-lang.org/cargo/reference/config.html#httpcheck-revoke
    "RUSTUP_USE_UNSAFE_SSL": _YES,
    "BUNDLE_SSL_VERIFY_MODE": lazy_re.compile(r"(?i)0|none|verify_none"),  # https://bundler.io/man/bundle-config.1.html
    "HEX_UNSAFE_HTTPS": _YES, "HEX_UNSAFE_REGISTRY": _YES, "HEX_NO_VERIFY_REPO_ORIGIN": _YES,  # https://hexdocs.pm/hex
    "JULIA_SSL_NO_VERIFY_HOSTS": _HOSTS, "PLT_PKG_SSL_NO_VERIFY": _SET,
    "MAVEN_OPTS": _JAVA, "JAVA_TOOL_OPTIONS": _JAVA, "GRADLE_OPTS": _JAVA, "_JAVA_OPTIONS": _JAVA, "JAVA_OPTS": _JAVA,
    "HOMEBREW_NO_VERIFY_ATTESTATIONS": _YES,
    # Clouds and clusters, each in the reference of its command line
    "AZURE_CLI_DISABLE_CONNECTION_VERIFICATION": _YES, "ADAL_PYTHON_SSL_NO_VERIFY": _SET,
    "CLOUDSDK_AUTH_DISABLE_SSL_VALIDATION": _YES, "VAULT_SKIP_VERIFY": _YES, "BAO_SKIP_VERIFY": _YES,
    "NOMAD_SKIP_VERIFY": _YES, "CONSUL_HTTP_SSL_VERIFY": _NO, "GOVC_INSECURE": _YES,
    "HELM_KUBEINSECURE_SKIP_TLS_VERIFY": _YES, "RCLONE_NO_CHECK_CERTIFICATE": _YES, "ANSIBLE_GALAXY_IGNORE": _YES,
    "LDAPTLS_REQCERT": lazy_re.compile(r"(?i)never|allow"),  # ldap.conf(5)
}  # fmt: skip
"""Variable -> values with which the programs that read it no longer check who is at the other end, or what came."""
_POETRY: Final = lazy_re.compile(r"POETRY_CERTIFICATES_\w+_CERT")
"""https://python-poetry.org/docs/repositories/#certificates: `false` instead of a file."""
_SOURCES: Final = lazy_re.compile(
    r"(?:PIP|UV)_(?:EXTRA_)?INDEX_URL|PIP_FIND_LINKS|UV_(?:DEFAULT_INDEX|INDEX|FIND_LINKS)|NPM_CONFIG_REGISTRY"
    r"|YARN_(?:NPM_)?REGISTRY(?:_SERVER)?|PNPM_CONFIG_REGISTRY|GOPROXY|RUSTUP_DIST_SERVER|RUSTUP_UPDATE_ROOT"
    r"|CARGO_REGISTRIES_\w+_INDEX|HOMEBREW_(?:BOTTLE|API|ARTIFACT)_DOMAIN|CONDA_CHANNEL_ALIAS|HEX_MIRROR"
    r"|POETRY_REPOSITORIES_\w+_URL|BUNDLE_MIRROR__\w+|NIX_REMOTE_CACHE"
)
"""Variables that say where packages come from."""
_OPEN_SOURCE_ADDRESS: Final = lazy_re.compile(r"(?i)\bhttp://(?!localhost\b|127\.|\[::1\]|0\.0\.0\.0)")
_ANY_CASE: Final = ("npm_config_", "pnpm_config_", "yarn_")
"""Beginnings of names that count in small letters as well."""

_FILES: Final = (
    (lazy_re.compile(r"/\.curlrc$"), lazy_re.compile(r"(?m)^\s*(?:-k\b|(?:--)?insecure\b)")),
    (lazy_re.compile(r"/\.?wgetrc$"), lazy_re.compile(r"(?mi)^\s*check_?certificate\s*=\s*(?:off|no|0)")),
    (
        lazy_re.compile(r"/\.npmrc$|/\.yarnrc(?:\.ya?ml)?$"),
        lazy_re.compile(r"(?mi)^\s*(?:strict-ssl\s*[= ]\s*\"?false|enableStrictSsl:\s*false)"),
    ),
    (lazy_re.compile(r"/pip\.(?:conf|ini)$"), lazy_re.compile(r"(?mi)^\s*trusted-host\s*=")),
    (lazy_re.compile(r"/uv\.toml$"), lazy_re.compile(r"(?mi)^\s*allow-insecure-host\s*=\s*\[\s*[\"']")),
    (
        lazy_re.compile(r"/\.?condarc$|/\.mambarc$"),
        lazy_re.compile(r"(?mi)^\s*ssl_verify:\s*(?:false|no|off|0)\b"),
    ),
    (lazy_re.compile(r"/\.gemrc$"), lazy_re.compile(r"(?mi)^\s*:?ssl_verify_mode:\s*0\b")),
    (lazy_re.compile(r"/\.bundle/config$"), lazy_re.compile(r"(?mi)^\s*BUNDLE_SSL_VERIFY_MODE:\s*\"?0")),
    (
        lazy_re.compile(r"/\.gitconfig$|/\.git/config$"),
        lazy_re.compile(r"(?mi)sslverify\s*=\s*(?:false|0|no|off)"),
    ),
    (
        lazy_re.compile(r"/\.ssh/config$|/ssh_config(?:\.d/.*)?$"),
        lazy_re.compile(r"(?mi)^\s*StrictHostKeyChecking\s+(?:no|off)\b"),
    ),
    (
        lazy_re.compile(r"/apt\.conf(?:\.d/.*)?$"),
        lazy_re.compile(r"(?i)Verify-(?:Peer|Host)\s+\"?(?:false|0)|AllowUnauthenticated\s+\"?(?:true|1)"),
    ),
)
"""Settings files of network programs, and the line that switches their checks off."""


def rule_for_variable(name: str, value: str) -> str | None:
    """Return the rule that setting a variable to a value falls under, or None."""
    if name.lower().startswith(_ANY_CASE):
        name = name.upper().replace("-", "_")
    off = _VARIABLES.get(name)
    if off is not None and off.fullmatch(value):
        return CHECKS_OFF
    if _POETRY.fullmatch(name) and _NO.fullmatch(value):
        return CHECKS_OFF
    if _SOURCES.fullmatch(name) and _OPEN_SOURCE_ADDRESS.search(value):
        return PLAIN_HTTP
    return None


def file_switches_checks_off(path: str, content: str) -> bool:
    """Return whether content, written to this place, makes a network program check less."""
    return any(file.search(path) and line.search(content) for file, line in _FILES)
