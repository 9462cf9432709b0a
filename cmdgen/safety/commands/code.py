"""Interpreters of other languages: inline code, code on the input, script files, modules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cmdgen.safety import redirection
from cmdgen.safety.inline import scan
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import LOCAL, NETWORK, OPAQUE, SECRET, SOCKET, UNKNOWN

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


_PYTHON: Final = Language("python", ("-c",), ("-W", "-X"), ("-m",))
_PERL: Final = Language("perl", ("-e", "-E"), ("-I", "-M", "-x"))
_RUBY: Final = Language("ruby", ("-e",), ("-I", "-r", "-C"))
_NODE: Final = Language("node", ("-e", "--eval", "-p", "--print", "-pe"), ("-r", "--require", "--import", "--loader", "--env-file"))
_PHP: Final = Language("php", ("-r", "-B", "-R", "-E"), ("-d", "-c", "-S", "-t", "-f"))
_LUA: Final = Language("lua", ("-e",), ("-l",))
_TABLE: Final = {
    **dict.fromkeys(("python", "python2", "python3", "pypy", "pypy3", "py", "ipython"), _PYTHON),
    "perl": _PERL, "ruby": _RUBY, "irb": _RUBY, **dict.fromkeys(("node", "nodejs", "bun", "deno", "tsx", "ts-node"), _NODE), "php": _PHP, **dict.fromkeys(("lua", "luajit"), _LUA),
    "tclsh": Language("tcl", ()), "expect": Language("tcl", ("-c",)), "osascript": Language("applescript", ("-e",)), "Rscript": Language("r", ("-e",)), "julia": Language("julia", ("-e", "-E")),
    "groovy": Language("groovy", ("-e",)), "ghc": Language("haskell", ("-e",)), "elixir": Language("elixir", ("-e",)), "erl": Language("erlang", ("-eval",)),
}  # fmt: skip


def language(name: str) -> Language | None:
    """Return how an interpreter takes code; versioned names such as python3.12 count."""
    return _TABLE.get(name) or _TABLE.get(re.sub(r"[\d.]+$", "", name))


def interpreter(call: Call) -> str:
    """Follow an interpreter: inline code is judged by what it does, a local script is unseen."""
    lang = language(call.name)
    assert lang is not None  # noqa: S101 - HANDLERS lists only names of the table
    args = call.args
    index = 0
    subcommand = call.name in ("deno", "bun") and bool(args) and args[0].text in ("eval", "run", "test", "fmt", "lint", "install", "x", "add", "task")
    if subcommand:
        if args[0].text not in ("eval", "run"):
            return UNKNOWN
        index = 1
        if args[0].text == "eval" and len(args) > 1:
            return _inline(call, lang, args[1].text)
    while index < len(args):
        text = args[index].text
        attached = _attached_code(text, lang)
        if text in lang.code or attached is not None or _bundle_of_code(text, lang):
            value = attached if attached is not None else args[index + 1].text if index + 1 < len(args) else ""
            return _inline(call, lang, value)
        if text in lang.modules or any(text.startswith(m) and len(text) > 2 for m in lang.modules):  # noqa: PLR2004
            return _module(call, index)
        if text in lang.values:
            index += 2
        elif text == "-":
            return _from_input(call, lang)
        elif text.startswith("-") and len(text) > 1:
            index += 1
        else:
            return _script(call, lang, index)
    return _from_input(call, lang) if call.stdin else UNKNOWN


def _bundle_of_code(text: str, lang: Language) -> bool:
    """Return whether a bundle such as `-ne` or `-lane` ends in the code option."""
    return len(text) > 2 and text[0] == "-" and text[1] != "-" and "-" + text[-1] in lang.code and text[1:].isalnum()  # noqa: PLR2004


def _attached_code(text: str, lang: Language) -> str | None:
    for option in lang.code:
        if option.startswith("--") and text.startswith(option + "="):
            return text[len(option) + 1 :]
        if len(option) == 2 and text.startswith(option) and len(text) > 3 and not text[1:].isalnum():  # noqa: PLR2004 - `-c'code'`
            return text[2:]
    return None


def _inline(call: Call, lang: Language, code: str) -> str:
    if _unseen(call, code):
        return UNKNOWN
    return scan.run(call, lang.name, code)


def _unseen(call: Call, code: str) -> bool:
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
    if _unseen(call, call.stdin):
        return UNKNOWN
    if call.stdin.strip() in (LOCAL, SECRET):
        call.flag("interpreter.local-script", call.stdin)
        return UNKNOWN
    return scan.run(call, lang.name, call.stdin)


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
    if content in (LOCAL, SECRET):
        if arg.text.rsplit("/", 1)[-1] not in ("manage.py", "setup.py", "artisan", "pytest", "tox", "x.py", "noxfile.py"):
            call.flag("interpreter.local-script", arg.text)
        return UNKNOWN
    return _inline(call, lang, content)


def _module(call: Call, index: int) -> str:
    """`python -m pip install x` is pip; other modules are tools that are installed."""
    text = call.args[index].text
    rest = call.args[index + 1 :] if len(text) == 2 else call.args[index:]  # noqa: PLR2004
    name = rest[0].text if len(text) == 2 and rest else text[2:]  # noqa: PLR2004
    if name in ("pip", "pip3", "uv", "pipx", "conda"):
        return call.run_inner(rest)
    return UNKNOWN


def awk(call: Call) -> str:
    """Follow awk: a program that may run commands, write files and read its operands."""
    from cmdgen.safety.commands.text import files_or_stdin  # noqa: PLC0415 - rare cycle

    operands = [arg.text for arg in call.parsed.operands]
    programs = [operands.pop(0)] if operands and not call.parsed.has("-f", "--file") else []
    programs += call.parsed.values("-e", "--source")
    for program in programs:
        if not _unseen(call, program):
            scan.awk(call, program)
    for value in call.parsed.values("-f", "--file"):
        content = redirection.file_content(value, call.state)
        if content != LOCAL:
            _unseen(call, content)
    for arg in call.parsed.operands[1:]:
        from cmdgen.safety import places  # noqa: PLC0415 - rare cycle

        if places.is_secret(arg.text, call.state.cwd):
            call.flag("secrets.show", arg.text, span=arg.span)
    read = files_or_stdin(call, operands)
    if marks.STAR in read:
        return read
    return UNKNOWN + "".join(mark for mark in marks.TAINTS if mark in read)


def sql(call: Call) -> str:
    """Follow a database client: statements in options, operands, or on the input."""
    scan.sql(call)
    return UNKNOWN


HANDLERS: Final = {
    **dict.fromkeys(_TABLE, interpreter),
    **dict.fromkeys((f"python3.{minor}" for minor in range(6, 20)), interpreter), "python2.7": interpreter,
    **dict.fromkeys(("awk", "gawk", "mawk", "nawk"), awk),
    **dict.fromkeys(("psql", "mysql", "mariadb", "sqlite3", "sqlite", "cockroach", "clickhouse-client", "sqlcmd", "sqlplus", "duckdb", "cqlsh", "snowsql", "bq", "mycli", "pgcli", "usql", "hive", "beeline", "presto", "trino", "isql", "tsql", "clickhouse"), sql),
}  # fmt: skip
