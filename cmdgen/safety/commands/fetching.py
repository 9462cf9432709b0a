"""Runners that fetch a program and start it at once: from anybody's address, or from a registry by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Runner:
    """How a runner is told what to fetch."""

    verbs: tuple[str, ...] = ()
    """Beginnings of its words after which it fetches; none when it always does."""
    sources: frozenset[str] = frozenset()
    """Options whose value says what to fetch."""
    values: frozenset[str] = frozenset()
    """Other options that take the next word."""
    asks: bool = False
    """Whether it asks before it installs what is not there yet, unless `--yes` is given."""
    repositories: bool = False
    """Whether `owner/name` is somebody's repository."""
    named: bool = True
    """Whether a plain name comes from a registry; otherwise it is a file of the project or a reviewed collection."""


_NODE: Final = Runner(
    (), _words("-p --package"), _words("-c --call -w --workspace --registry"), asks=True, repositories=True
)
_NODE_AT_ONCE: Final = Runner(
    (), _words("-p --package"), _words("-c --shell-mode --registry"), repositories=True
)
_PYTHON: Final = Runner(
    (),
    _words("--from --spec"),
    _words("--with -p --python --index-url --pip-args --with-requirements --extra-index-url -i"),
)
RUNNERS: Final = {
    "npx": _NODE, "npm": Runner(("exec", "x", "init", "create", "innit"), _NODE.sources, _NODE.values, asks=True, repositories=True),
    **dict.fromkeys(("bunx", "pnpx"), _NODE_AT_ONCE), **dict.fromkeys(("pnpm", "yarn"), Runner(("dlx", "create"), _NODE.sources, _NODE.values, repositories=True)), "bun": Runner(("x", "create"), _NODE.sources, _NODE.values, repositories=True),
    "vlx": _NODE, "vlt": Runner(("exec", "x"), _NODE.sources, repositories=True), "uvx": _PYTHON, "uv": Runner(("tool run", "run"), _PYTHON.sources, _PYTHON.values), "pipx": Runner(("run",), _PYTHON.sources, _PYTHON.values),
    "go": Runner(("run",), frozenset(), _words("-C -exec -mod -modfile -tags -ldflags -gcflags -o -p -overlay -pkgdir -asmflags -toolexec")),
    "gem": Runner(("exec",), frozenset(), _words("-g --gem -v --version")), "dotnet": Runner(("tool exec", "tool execute"), frozenset(), _words("--version --add-source --source --configfile"), asks=True), "dnx": Runner(asks=True),
    "deno": Runner(("run", "x", "serve"), frozenset(), _words("-c --config --import-map --lock -L --log-level --cert --location --port"), named=False), "dx": Runner(), **dict.fromkeys(("cs", "coursier"), Runner(("launch",), frozenset(), _words("-M --main-class -r --repository -E --exclude"))),
    "jbang": Runner(named=False), **dict.fromkeys(("pkgx", "cpx"), Runner()), "mint": Runner(("run",), repositories=True), "nix": Runner(("run", "shell", "develop"), named=False), "nix-shell": Runner((), named=False),
    "cookiecutter": Runner(repositories=True, named=False), "ansible-pull": Runner((), _words("-U --url"), _words("-i --inventory -d --directory -C --checkout"), named=False), "pulumi": Runner(("up", "new"), frozenset(), _words("-s --stack"), named=False),
    "chezmoi": Runner(("init --apply",), repositories=True),
}  # fmt: skip
_ADDRESS: Final = lazy_re.compile(
    r"(?:[\w.-]+\s*@\s*)?(?:git\+|https?://|git@|ssh://|git://|ftp://|github:|gitlab:|bitbucket:|gist:|sourcehut:|gh:|gl:|bb:)\S"
)
_REPOSITORY: Final = lazy_re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+(?:[#@][\w./-]+)?$")
_GO_MODULE: Final = lazy_re.compile(r"[\w.-]+(?:/[\w.~/-]+)?@[\w.+-]+$")
_GO_OFFICIAL: Final = lazy_re.compile(
    r"(?:golang\.org/x|google\.golang\.org|go\.dev|cuelang\.org|sigs\.k8s\.io|k8s\.io)/"
)
_IN_REGISTRY: Final = lazy_re.compile(r"(?:npm|jsr):")
_PROJECT_TOOLS: Final = _words(
    "eslint tsc prettier jest vitest mocha ava nyc c8 webpack vite rollup esbuild parcel turbo nx lerna tsx ts-node tsup playwright cypress storybook next nuxt astro svelte-kit "
    "ng vue gatsby expo react-native tailwindcss postcss sass stylelint markdownlint markdownlint-cli2 husky lint-staged commitlint semantic-release changeset prisma drizzle-kit typedoc rimraf cdk serverless wrangler netlify vercel firebase "
    "ruff black isort flake8 mypy pyright pylint pytest tox nox bandit pre-commit coverage mkdocs sphinx-build twine build poetry hatch pip-audit safety uv ipython jupyter rubocop rspec rake rails bundler minitest csharpier reportgenerator dotnet-ef"
)
"""Tools of a project that are as a rule installed with it."""


def follow(call: Call) -> None:
    """Judge what a runner is told to fetch."""
    runner = RUNNERS[call.name]
    texts = call.texts
    start = _after_verb(runner, texts)
    if start is None:
        return
    given, first = _wanted(runner, texts, start)
    for text in (*given, *([first] if first and not given else [])):
        if _is_address(call, runner, text):
            call.flag("code.download-run-root" if call.state.privileged else "code.download-run", text)
        elif _from_registry(call, runner, text):
            call.flag("code.run-package", text)


def _after_verb(runner: Runner, texts: list[str]) -> int | None:
    """Return where the words behind the verb begin, or None when the call fetches nothing."""
    if not runner.verbs:
        return 0
    for verb in runner.verbs:
        words = verb.split()
        places = [index for index, text in enumerate(texts) if text[:1] != "-"][: len(words)]
        if verb == "init --apply":
            return 1 if "init" in texts[:1] and "--apply" in texts else None
        if [texts[index] for index in places] == words:
            return places[-1] + 1
    return None


def _wanted(runner: Runner, texts: list[str], start: int) -> tuple[list[str], str]:
    """Return what options say is to be fetched, and the first operand."""
    given: list[str] = []
    index = start
    while index < len(texts):
        text = texts[index]
        index += 1
        name, equals, value = text.partition("=")
        if text == "--":
            return given, texts[index] if index < len(texts) else ""
        if text[:1] != "-":
            return given, text
        if name in runner.sources:
            if not equals and index < len(texts):
                value = texts[index]
                index += 1
            given.append(value)
        elif text in runner.values:
            index += 1
    return given, ""


def _is_address(call: Call, runner: Runner, text: str) -> bool:
    if call.name == "go":
        return _GO_MODULE.match(text) is not None and _GO_OFFICIAL.match(text) is None
    return _ADDRESS.match(text) is not None or (runner.repositories and _REPOSITORY.match(text) is not None)


def _from_registry(call: Call, runner: Runner, text: str) -> bool:
    if call.name == "go":
        return _GO_MODULE.match(text) is not None
    if not runner.named:
        return call.name in ("deno", "jbang") and (
            _IN_REGISTRY.match(text) is not None or re.fullmatch(r"[\w.-]+@[\w.-]+", text) is not None
        )
    if (
        text[:1] in "./~"
        or text.endswith((".py", ".js", ".ts"))
        or (call.name == "uv" and call.texts[:1] == ["run"])
    ):
        return False
    asks = runner.asks and not any(option in ("-y", "--yes") for option in call.texts)
    return (
        not asks
        and re.split(r"(?<=\w)[@=]", text)[0] not in _PROJECT_TOOLS
        and not any(option in ("--no-install", "--offline") for option in call.texts)
    )
