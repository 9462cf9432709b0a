"""Interpreters of other languages: inline code, code on the input, script files, modules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cmdgen.safety import redirection
from cmdgen.safety.inline import awk as inline_awk
from cmdgen.safety.inline import scan
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import DECODED, LOCAL, NETWORK, OPAQUE, SECRET, SOCKET, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


@dataclass(frozen=True, slots=True)
class Language:
    """How an interpreter takes code."""

    name: str
    code: tuple[str, ...]
    """Options whose value is code."""
    values: tuple[str, ...] = ()
    """Other options that take the next word."""
    modules: tuple[str, ...] = ()
    """Options that run an installed module: the project's own tools."""
    checks: tuple[str, ...] = ()
    """Options that only check the syntax or print something."""


_PYTHON: Final = Language("python", ("-c",), ("-W", "-X"), ("-m",))
_PERL: Final = Language("perl", ("-e", "-E"), ("-I", "-M", "-x"), checks=("-c",))
_RUBY: Final = Language("ruby", ("-e",), ("-I", "-r", "-C"), checks=("-c",))
_NODE: Final = Language(
    "node",
    ("-e", "--eval", "-p", "--print", "-pe"),
    ("-r", "--require", "--import", "--loader", "--env-file"),
    checks=("-c", "--check", "--test"),
)
_PHP: Final = Language(
    "php", ("-r", "-B", "-R", "-E"), ("-d", "-c", "-S", "-t", "-f"), checks=("-l", "-i", "-m", "-w", "-s")
)
_LUA: Final = Language("lua", ("-e",), ("-l",))
_LISP: Final = Language("lisp", ("-c", "-e", "--eval", "-eval", "-E", "-x"), ("-l", "--load"))
_TABLE: Final = {
    **dict.fromkeys(("python", "python2", "python3", "pypy", "pypy3", "py", "ipython", "ipython3", "micropython", "jython"), _PYTHON),
    "perl": _PERL, "raku": _PERL, **dict.fromkeys(("ruby", "jruby", "crystal"), _RUBY), "irb": _RUBY, **dict.fromkeys(("node", "nodejs", "bun", "deno", "tsx", "ts-node", "qjs"), _NODE), "php": _PHP,
    **dict.fromkeys(("lua", "luajit", "lua5.1", "lua5.3", "lua5.4"), _LUA), "osascript": Language("applescript", ("-e",), ("-l",)), **dict.fromkeys(("Rscript", "R", "littler", "octave", "octave-cli", "gnuplot"), Language("r", ("-e", "--eval"))),
    "julia": Language("julia", ("-e", "-E", "--eval")), **dict.fromkeys(("groovy", "kotlin", "scala", "scala-cli"), Language("groovy", ("-e",))), "ghc": Language("haskell", ("-e",)), **dict.fromkeys(("elixir", "iex"), Language("elixir", ("-e", "--eval"))),
    "erl": Language("erlang", ("-eval",)), **dict.fromkeys(("clojure", "clj", "bb", "guile", "sbcl", "clisp", "racket", "csi", "ecl", "ocaml"), _LISP),
}  # fmt: skip
_FRAMEWORKS: Final = {
    "manage.py": "manage.py",
    "artisan": "artisan",
    "console": "console",
    "wp-cli.phar": "wp",
    "yii": "yii",
    "cake": "cake",
    "wp": "wp",
    "drush": "drush",
    "rails": "rails",
    "rake": "rake",
    "doctrine": "doctrine",
}
"""Scripts of a project that are programs of their own, with rules."""
_OWN_SCRIPTS: Final = frozenset(
    {
        "setup.py",
        "pytest",
        "tox",
        "x.py",
        "noxfile.py",
        "composer.phar",
        "phpunit",
        "rspec",
        "gulpfile.js",
        "bin/rspec",
    }
)


def language(name: str) -> Language | None:
    """Return how an interpreter takes code; versioned names such as python3.12 count."""
    return _TABLE.get(name) or _TABLE.get(re.sub(r"[\d.]+$", "", name))


def interpreter(call: Call) -> str:
    """Follow an interpreter: inline code is judged by what it does, a local script is unseen."""
    lang = language(call.name)
    assert lang is not None  # noqa: S101 - HANDLERS lists only names of the table
    printed = _followed(call, lang)
    return printed + "".join(taint for taint in marks.TAINTS if taint in call.stdin and taint not in printed)


def _followed(call: Call, lang: Language) -> str:
    args = call.args
    index = 0
    if args and args[0].text in _SUBCOMMANDS.get(call.name, ()):
        if args[0].text == "eval" and len(args) > 1:
            return _inline(call, lang, args[1].text)
        if (
            args[0].text == "run"
            and len(args) > 1
            and call.name == "bun"
            and not re.search(r"[./]", args[1].text)
        ):
            return UNKNOWN  # a script of package.json, by name
        if args[0].text != "run":
            return call.run_inner(args[1:]) if args[0].text == "x" else UNKNOWN
        index = 1
    codes: list[str] = []
    while index < len(args):
        text = args[index].text
        attached = _attached_code(text, lang)
        if text in lang.checks:
            return UNKNOWN
        if text in lang.code or attached is not None or _bundle_of_code(text, lang):
            codes.append(
                attached if attached is not None else args[index + 1].text if index + 1 < len(args) else ""
            )
            index += 1 if attached is not None else 2
            if lang.name == "python":
                break
            continue
        if codes:
            break
        if text in lang.modules or any(text.startswith(m) and len(text) > 2 for m in lang.modules):
            return _module(call, index)
        if text in lang.values:
            index += 2
        elif text == "-":
            return _from_input(call, lang)
        elif text.startswith("-") and len(text) > 1:
            index += 1
        else:
            return _script(call, lang, index)
    if codes:
        _edits_in_place(call, lang)
        return _inline(call, lang, "\n".join(codes))
    return _from_input(call, lang) if call.stdin else UNKNOWN


_SUBCOMMANDS: Final = {
    "deno": ("eval", "run", "test", "fmt", "lint", "install", "add", "task", "check", "compile", "bench", "doc", "info", "upgrade", "cache"),
    "bun": ("run", "test", "install", "x", "add", "build", "create", "init", "remove", "update", "upgrade", "pm", "link"), "crystal": ("eval", "run", "build", "spec", "tool", "docs"),
}  # fmt: skip


def _edits_in_place(call: Call, lang: Language) -> None:
    """`perl -pi -e` and `ruby -i -pe` rewrite the files that they are given."""
    if lang.name not in ("perl", "ruby"):
        return
    texts = call.texts
    if not any(
        re.match(r"-[a-zA-Z0-9]*i(?:[a-zA-Z0-9]*e?|\.\w+)$", text)
        and not text.startswith(("-I", "-M", "-mi"))
        and "e" not in text[: text.index("i")]
        for text in texts
        if text.startswith("-") and "i" in text
    ):
        return
    last = max(
        (index for index, text in enumerate(texts) if re.fullmatch(r"-[a-zA-Z0-9]*[eE]", text)), default=-1
    )
    for arg in call.args[last + 2 :]:
        redirection.write_file(call.analysis, arg, call.state, LOCAL, arg.span, append=True, copied=True)
        call.flag("files.edit-in-place", arg.text, span=arg.span)


def _bundle_of_code(text: str, lang: Language) -> bool:
    """Return whether a bundle such as `-ne` or `-lane` ends in the code option."""
    return (
        len(text) > 2
        and text[0] == "-"
        and text[1] != "-"
        and "-" + text[-1] in lang.code
        and text[1:].isalnum()
    )


def _attached_code(text: str, lang: Language) -> str | None:
    for option in lang.code:
        if option.startswith("--") and text.startswith(option + "="):
            return text[len(option) + 1 :]
        if len(option) == 2 and text.startswith(option) and len(text) > 3 and not text[1:].isalnum():
            return text[2:]
    return None


def _inline(call: Call, lang: Language, code: str) -> str:
    if unseen(call, code):
        return UNKNOWN
    if DECODED in code:
        call.flag("unreadable.decoded", code)
    return scan.run(call, lang.name, code.replace(DECODED, ""))


def unseen(call: Call, code: str) -> bool:
    """Judge code that cannot be read here; return whether that was all."""
    if NETWORK in code or SOCKET in code:
        call.flag("code.download-run-root" if call.state.privileged else "code.download-run", code)
        return True
    if OPAQUE in code:
        call.flag("unreadable.decoded", code)
        return True
    if code and not code.strip(UNKNOWN + " \n"):
        call.flag("unreadable.assembled", code)
        return True
    return False


def _from_input(call: Call, lang: Language) -> str:
    if unseen(call, call.stdin):
        return UNKNOWN
    if call.stdin.strip() in (LOCAL, SECRET):
        call.flag("interpreter.local-script", call.stdin)
        return UNKNOWN
    return _inline(call, lang, call.stdin)


def _script(call: Call, lang: Language, index: int) -> str:
    arg = call.args[index]
    if arg.process is not None:
        content = call.process_output(arg)
    elif arg.text in ("/dev/stdin", "/dev/fd/0"):
        content = call.stdin
    else:
        content = redirection.file_content(arg.text, call.state)
    if re.match(r"https?://", arg.text):
        call.flag("code.download-run", arg.text)
        return UNKNOWN
    base = arg.text.rsplit("/", 1)[-1]
    if content in (LOCAL, SECRET):
        if base in _FRAMEWORKS:
            return call.run_inner([Arg(_FRAMEWORKS[base], arg.span), *call.args[index + 1 :]])
        if base not in _OWN_SCRIPTS:
            call.flag("interpreter.local-script", arg.text)
        return UNKNOWN
    return _inline(call, lang, content)


def _module(call: Call, index: int) -> str:
    """`python -m pip install x` is pip; some modules run code or scripts; others are tools that are installed."""
    text = call.args[index].text
    rest = (
        call.args[index + 1 :]
        if len(text) == 2
        else [Arg(text[2:], call.args[index].span), *call.args[index + 1 :]]
    )
    if not rest:
        return UNKNOWN
    name = rest[0].text
    if name in (
        "pip",
        "pip3",
        "uv",
        "pipx",
        "conda",
        "alembic",
        "flask",
        "ansible",
        "awscli",
        "pgcli",
        "mycli",
        "sqlite3",
        "pdm",
        "poetry",
    ):
        return call.run_inner(rest)
    if name == "django":
        return call.run_inner([Arg("django-admin", rest[0].span), *rest[1:]])
    operands = [arg.text for arg in rest[1:] if not arg.text.startswith("-")]
    if name == "timeit":
        for code in [
            *operands,
            *(rest[i + 1].text for i in range(len(rest) - 1) if rest[i].text in ("-s", "--setup")),
        ]:
            _inline(call, _PYTHON, code)
    elif name in (
        "pdb",
        "cProfile",
        "profile",
        "trace",
        "runpy",
        "coverage",
        "memory_profiler",
        "kernprof",
        "debugpy",
    ) and any(text.endswith(".py") for text in operands):
        call.flag("interpreter.local-script", next(text for text in operands if text.endswith(".py")))
    elif name == "base64" and call.stdin:
        return call.run_inner([Arg("base64", rest[0].span), *rest[1:]])
    return UNKNOWN


def awk(call: Call) -> str:
    """Follow awk: a program that may run commands, write files and read its operands."""
    from cmdgen.safety.commands.text import files_or_stdin, option_files  # noqa: PLC0415 - rare cycle

    operands = [arg.text for arg in call.parsed.operands]
    programs = [operands.pop(0)] if operands and not call.parsed.has("-f", "--file") else []
    programs += call.parsed.values("-e", "--source")
    if "inplace" in (*call.parsed.values("-i"), *call.parsed.values("--include")):
        for arg in call.parsed.operands[1:]:
            redirection.write_file(call.analysis, arg, call.state, LOCAL, arg.span, append=False, copied=True)
            call.flag("files.edit-in-place", arg.text, span=arg.span)
    for program in programs:
        if not unseen(call, program):
            inline_awk.run(call, program)
    for content in option_files(call, "-f", "--file"):
        if not unseen(call, content):
            inline_awk.run(call, content)
    for arg in call.parsed.operands[1:]:
        from cmdgen.safety import places  # noqa: PLC0415 - rare cycle

        if places.is_secret(arg.text, call.state.cwd):
            call.flag("secrets.show", arg.text, span=arg.span)
    read = files_or_stdin(call, operands)
    if marks.STAR in read:
        return read
    if any("/" in program or "~" in program or '"' in program for program in programs):
        read = read.replace(marks.PROCESSES, "")  # lines are chosen by a pattern
    return UNKNOWN + "".join(mark for mark in marks.TAINTS if mark in read)


HANDLERS: Final = {
    **dict.fromkeys(_TABLE, interpreter),
    **dict.fromkeys((f"python3.{minor}" for minor in range(6, 20)), interpreter), "python2.7": interpreter,
    **dict.fromkeys(("awk", "gawk", "mawk", "nawk"), awk),
}  # fmt: skip
