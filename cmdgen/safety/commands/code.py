"""Interpreters of other languages: inline code, code on the input, script files, modules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, places, redirection
from cmdgen.safety.commands import publishing
from cmdgen.safety.commands.reading import files_or_stdin, option_files
from cmdgen.safety.inline import awk as inline_awk
from cmdgen.safety.inline import foreign, scan
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
_HASKELL: Final = Language("haskell", ("-e",), ("-i", "-package"))
_OCAML: Final = Language("ocaml", ("-e",), ("-I", "-init", "-require"))
_LISP: Final = Language("lisp", ("-c", "-e", "--eval", "-eval", "-E", "-x"), ("-l", "--load", "-Sdeps"))
_TABLE: Final = {
    **dict.fromkeys(("python", "python2", "python3", "pypy", "pypy3", "py", "ipython", "ipython3", "micropython", "jython"), _PYTHON),
    "perl": _PERL, **dict.fromkeys(("ruby", "jruby", "crystal"), _RUBY), "irb": _RUBY, **dict.fromkeys(("node", "nodejs", "bun", "deno", "tsx", "ts-node", "qjs"), _NODE), "php": _PHP,
    **dict.fromkeys(("lua", "luajit", "lua5.1", "lua5.3", "lua5.4"), _LUA), "osascript": Language("applescript", ("-e",), ("-l",)), **dict.fromkeys(("Rscript", "R", "littler", "octave", "octave-cli", "gnuplot"), Language("r", ("-e", "--eval"))),
    "julia": Language("julia", ("-e", "-E", "--eval")), **dict.fromkeys(("groovy", "groovysh", "kotlin", "kotlinc", "kotlinc-jvm", "bsh"), Language("groovy", ("-e",))), "ghc": Language("haskell", ("-e",)), **dict.fromkeys(("elixir", "iex"), Language("elixir", ("-e", "--eval"))),
    "erl": Language("erlang", ("-eval",)), **dict.fromkeys(("clojure", "clj", "bb", "guile", "sbcl", "clisp", "racket", "csi", "chicken-csi", "ecl", "gosh", "chez", "scheme", "petite", "janet", "hy", "fennel", "mit-scheme", "gsi", "abcl", "ccl"), _LISP), **dict.fromkeys(("ocaml", "utop"), _OCAML),
    **dict.fromkeys(("ghci", "runghc", "runhaskell"), _HASKELL), **dict.fromkeys(("scala", "scala-cli", "scala3", "amm", "spark-shell"), Language("scala", ("-e", "-c", "--code", "--execute-script", "--script-snippet", "--scala-snippet"), ("-cp", "-classpath", "-S", "--dep"))),
    "jshell": Language("java", (), ("--class-path", "--add-modules", "--startup", "--feedback", "-c", "-C", "-J", "-R")), **dict.fromkeys(("jjs", "jrunscript", "rhino", "nashorn", "d8", "jsc", "js"), Language("javascript", ("-e", "-f"), ("-l", "-cp"))),
    **dict.fromkeys(("matlab", "scilab", "scilab-cli", "scilab-adv-cli"), Language("matlab", ("-batch", "-r", "-e"), ("-sd", "-logfile"))), **dict.fromkeys(("texlua", "luatex"), _LUA), "pry": _RUBY, **dict.fromkeys(("raku", "rakudo"), Language("raku", ("-e",), ("-I", "-M"))),
    "swift": Language("swift", ("-e",), ("-I", "-L", "-F", "-module-cache-path")), "psysh": Language("php", ()), **dict.fromkeys(("swipl", "gprolog", "yap"), Language("prolog", ("-g", "-t", "--goal", "--query-goal", "--entry-goal"))),
    **dict.fromkeys(("csharp", "dotnet-script", "fsi", "fsharpi"), Language("csharp", ("-e", "--exec", "eval", "-c"))), **dict.fromkeys(("cling", "root"), Language("c++", ("-e",), ("-x",))), **dict.fromkeys(("evcxr", "rust-script"), Language("rust", ("-e", "-x", "--expr"))),
    **dict.fromkeys(("gforth", "pforth"), Language("forth", ("-e", "--evaluate"))), **dict.fromkeys(("maxima", "gap", "gp"), Language("mathematics", ("-c", "--batch-string"))), **dict.fromkeys(("ptpython", "ptipython", "bpython", "pyspark", "jupyter-console", "sage"), _PYTHON),
    "dc": Language("dc", ("-e", "--expression"), ("-f", "--file")), **dict.fromkeys(("escript",), Language("erlang", ())),
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
    if call.name == "erl":
        _erlang_functions(call)
    printed = _followed(call, lang)
    read = _read_operands(call) if lang.name in ("perl", "ruby") else ""
    return printed + "".join(
        taint for taint in marks.TAINTS if taint in call.stdin + read and taint not in printed
    )


def _followed(call: Call, lang: Language) -> str:
    args = call.args
    index = 0
    if (call.name == "php" and any(text.startswith("-S") for text in call.texts)) or (
        call.name == "ruby" and "httpd" in call.texts
    ):
        publishing.offered(call, call.texts)
    if args and (call.name, args[0].text) in _CONSOLES:
        index = 1
    elif args and args[0].text in _SUBCOMMANDS.get(call.name, ()):
        if args[0].text == "eval" and len(args) > 1:
            return _inline(call, lang, args[1].text)
        if (
            args[0].text == "run"
            and len(args) > 1
            and call.name == "bun"
            and not re.search(r"[./]", args[1].text)
        ):
            return UNKNOWN  # a script of package.json, by name
        if args[0].text != "run" or call.name == "swift":
            return call.run_inner(args[1:]) if args[0].text == "x" else UNKNOWN
        index = 1
    if call.name in _COMPILERS and not any(arg.text in (*lang.code, "-script") for arg in args) and args:
        return UNKNOWN
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
    "swift": ("build", "test", "run", "package", "format", "sdk", "help"), "scala-cli": ("compile", "run", "test", "fmt", "format", "package", "publish", "setup-ide", "doc", "clean", "config", "version", "about", "update", "install-completions"),
}  # fmt: skip
_CONSOLES: Final = frozenset(
    {
        ("deno", "repl"),
        ("bun", "repl"),
        ("swift", "repl"),
        ("dotnet", "fsi"),
        ("lein", "repl"),
        ("scala-cli", "repl"),
        ("scala-cli", "console"),
        ("dotnet-script", "repl"),
    }
)
"""Programs and the word that makes them read code from the input."""
_FROM_INPUT: Final = frozenset(
    {("nim", "r"), ("v", "run"), ("tcc", "-run"), ("crystal", "run"), ("zig", "run")}
)
"""Programs and the word after which `-` is code to compile and run at once."""
_COMPILERS: Final = frozenset({"kotlinc", "kotlinc-jvm", "ghc"})
"""Programs that compile the files they are given, and only without any are interpreters."""


def _read_operands(call: Call) -> str:
    """Return what `perl -ne code file` reads: with -n or -p the operands are files."""
    if not any(re.match(r"-[a-zA-Z0-9]*[np]", text) for text in call.texts):
        return ""
    return "".join(
        redirection.file_content(text, call.state)
        for text in call.texts[1:]
        if text[:1] != "-" and len(text) < 200
    )


def _erlang_functions(call: Call) -> None:
    """`erl -run os cmd 'command'` and `-s` call a function of a module with the words behind them."""
    texts = call.texts
    for index, text in enumerate(texts[:-3]):
        if text in ("-run", "-s") and texts[index + 1 : index + 3] == ["os", "cmd"]:
            call.run_text(texts[index + 3], stdin="")


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
        is_kept = any(re.match(r"-[a-zA-Z0-9]*i\.\w", text) for text in texts)
        call.flag("files.edit-in-place", arg.text, span=arg.span)
        if is_kept:
            call.analysis.drop_remedy("files.edit-in-place", arg.span)


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
    code = code.replace(DECODED, "")
    for line in foreign.shell_lines(call.name, code):
        call.run_text(line, stdin="")
    return scan.run(call, lang.name, code)


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
        call.flag("code.download-run-root" if call.state.privileged else "code.download-run", arg.text)
        return UNKNOWN
    if lang is _LISP and arg.text.lstrip()[:1] == "(":
        return _inline(call, lang, arg.text)
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
    if name in ("http.server", "SimpleHTTPServer", "pyftpdlib", "uploadserver", "twisted", "wsgidav"):
        publishing.offered(call, [arg.text for arg in rest[1:]])
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
        if places.is_secret(arg.text, call.state.cwd):
            call.flag("secrets.show", arg.text, span=arg.span)
    read = files_or_stdin(call, operands)
    if marks.STAR in read:
        return read
    if any("/" in program or "~" in program or '"' in program for program in programs):
        if marks.PROCESSES in read:
            read += _chosen_process(call, programs)
        read = read.replace(marks.PROCESSES, "")  # lines are chosen by a pattern
    return UNKNOWN + "".join(mark for mark in marks.TAINTS if mark in read)


def console(call: Call) -> str:
    """Follow a tool that is an interpreter only after one of its words: `dotnet fsi`, `lein repl`."""
    if call.args and (call.name, call.args[0].text) in _CONSOLES:
        return _followed(call, Language(call.name, ("-e", "--exec", "--eval")))
    if (
        call.args
        and (call.name, call.args[0].text) in _FROM_INPUT
        and call.args[-1].text in ("-", "/dev/stdin")
    ):
        return _from_input(call, Language("c" if call.name == "tcc" else call.name, ()))
    return UNKNOWN


_CHOSEN: Final = lazy_re.compile(r"/\^?([\w@.\[\]-]+)\$?/|[=~]\s*\"([\w@./-]+)\"")
"""What a line of a listing must hold."""


def _chosen_process(call: Call, programs: list[str]) -> str:
    from cmdgen.safety.commands.services import process_id  # noqa: PLC0415  seldom needed

    names = [name for program in programs for found in _CHOSEN.findall(program) for name in found if name]
    return marks.VITAL if any(process_id(call, name) == marks.VITAL for name in names) else ""


HANDLERS: Final = {
    **dict.fromkeys(("dotnet", "lein", "nim", "v", "tcc", "zig"), console),
    **dict.fromkeys(_TABLE, interpreter),
    **dict.fromkeys((f"python3.{minor}" for minor in range(6, 20)), interpreter), "python2.7": interpreter,
    **dict.fromkeys(("awk", "gawk", "mawk", "nawk"), awk),
}  # fmt: skip
