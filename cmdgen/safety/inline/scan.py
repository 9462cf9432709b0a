"""What inline code of a scripting language would do: run commands, delete, write, connect, fetch and execute.

Python has a parser of its own; the other languages are scanned: which known functions does the code call, outside
of strings and comments, and what do their arguments say.  Effects are judged in the words of the shell.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, places, redirection
from cmdgen.safety.inline import foreign, literals, python
from cmdgen.safety.inline import scan_patterns as patterns
from cmdgen.safety.ir import SyntaxProblem, TooComplex
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import LOCAL, SECRET, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


MAX_LENGTH: Final = 20_000
"""Characters of one piece of code that are scanned; more is not called safe."""

MAX_CALLS: Final = 200
"""Calls of one kind that are followed in one piece of code."""


_OWN_PATTERNS: Final = frozenset({"python", "perl", "ruby", "php", "node"})
"""Languages whose calls are all told by patterns of their own."""
_BEGINS_COMMAND: Final = lazy_re.compile(r"\s*[\w./~$({-]")

MAX_EVALUATED: Final = 5_000
"""Characters of code that are searched for an evaluated download."""


def run(call: Call, language: str, code: str) -> str:
    """Judge inline code; return what is known of its output."""
    if not code.strip():
        return UNKNOWN
    if language == "python":
        printed = python.run(call, code)
        if printed is not None:
            return printed
    if len(code) > MAX_LENGTH:
        raise TooComplex
    return _Scan(call, language, code).run()


class _Scan:
    """The scan of one piece of code."""

    def __init__(self, call: Call, language: str, code: str) -> None:
        self.call = call
        self.language = language
        self.code = literals.joined(code)
        self.masked = literals.mask(self.code, language)
        self.known: Mapping[str, str] = literals.variables(self.code)
        glob = re.search(r"(?:glob|Dir|readdir\w*|children|entries)[\[( .]", self.masked)
        self.listed = (
            literals.evaluate(self.code[glob.start() :].split(".each")[0].split(";")[0], {}) if glob else ""
        )

    def run(self) -> str:
        self._remote_control()
        if patterns.FORKS.search(self.masked) and patterns.ENDLESS.search(self.masked):
            self.call.flag("machine.fork-bomb", self.code)
        self._hidden()
        self._commands()
        if self.language not in _OWN_PATTERNS:
            self._foreign()
        self._deletions()
        self._writes()
        self._others()
        return self._secrets() or self._printed()

    def _found(self, pattern: re.Pattern[str], code: str | None = None) -> list[re.Match[str]]:
        code = self.masked if code is None else code
        found = list(itertools.islice(pattern.finditer(code), MAX_CALLS + 1))
        if len(found) > MAX_CALLS:
            raise TooComplex
        return found

    # -- control and hidden code ---------------------------------------------------------------------

    def _remote_control(self) -> None:
        if (
            patterns.SOCKETS.search(self.masked) or patterns.SOCKET_MODULES.search(self.code)
        ) and patterns.HANDS_OVER.search(self.code):
            self.call.flag("remote.shell", self.code)

    def _hidden(self) -> None:
        executes = patterns.EXECUTES.search(self.masked)
        if (
            patterns.FETCHES.search(self.code)
            and (executes or re.search(r"\.then\(\s*(?:eval|Function)|\bimport\(\s*['\"]https?:", self.code))
            and not self._only_loads_module()
        ):
            self.call.flag(
                "code.download-run-root" if self.call.state.privileged else "code.download-run", self.code
            )
        if patterns.EVALUATES_FETCHED.search(self.code[:MAX_EVALUATED]):
            self.call.flag(
                "code.download-run-root" if self.call.state.privileged else "code.download-run", self.code
            )
        if not executes:
            return
        if patterns.DECODES.search(self.masked) or patterns.DECODES.search(self.code):
            for text in literals.strings(self.code):
                plain = literals.decoded(text)
                if plain is not None:
                    self._decoded(plain)
            self.call.flag("unreadable.decoded", self.code)
            return
        for match in re.finditer(
            r"(?<![\w.$])(?<!->)(?:eval|instance_eval|loadstring|load|new\s+Function|Function)\b(?=\s*[( \"'])",
            self.masked,
        ):
            for expression in literals.arguments(self.code, self.masked, match.end())[:1]:
                inner = literals.evaluate(expression, self.known)
                if marks.is_known(inner) and inner.strip() != self.code.strip() and self.call.state.depth < 8:
                    self.call.state.depth += 1
                    run(self.call, self.language, inner)
                    self.call.state.depth -= 1

    def _decoded(self, plain: str) -> None:
        if re.match(r"[\w./-]+(?:\s|$)", plain):
            try:
                self.call.run_text(plain, stdin="")
            except SyntaxProblem:
                return
        if self.call.state.depth < 8:
            self.call.state.depth += 1
            run(self.call, self.language, plain)
            self.call.state.depth -= 1

    def _only_loads_module(self) -> bool:
        """`require('https').get(...)` fetches; without another execution it does not run what it gets."""
        rest = re.sub(r"require\s*\(?\s*['\"][\w:@/.-]+['\"]\s*\)?", "", self.masked)
        return (
            not patterns.EXECUTES.search(rest)
            and ".then(eval" not in self.code.replace(" ", "")
            and not re.search(r"import\(\s*['\"]https?:", self.code)
        )

    # -- commands ------------------------------------------------------------------------------------

    def _commands(self) -> None:
        if self.language in ("perl", "raku", "ruby", "php", "julia", "node"):
            for match in patterns.BACKTICKS.finditer(self.code):
                inside = next(group for group in match.groups() if group)
                if self.language == "node" and not re.search(
                    r"\$$|\bBun\.\$$|\bexec\w*\($", self.code[: match.start()].rstrip()
                ):
                    continue
                self._shell(literals.interpolated(inside, self.known))
        if self.language in ("perl", "ruby"):
            for match in patterns.PIPE_OPEN.finditer(self.code):
                self._shell(next(group for group in match.group(1, 3, 4) if group))
        if self.language == "tcl":
            for match in patterns.TCL.finditer(self.code):
                self._shell(match.group(1).replace("{*}", ""))
        if self.language == "groovy":
            for match in re.finditer(r"((?:\"[^\"]*\"|'[^']*'|\[[^\]]*\]))\s*\.\s*execute\s*\(", self.code):
                listed = literals.vector(match.group(1), self.known)
                self._vector(listed) if listed else self._shell(literals.unquoted(match.group(1)))
        if self.language == "node" and "child_process" in self.code:
            for match in re.finditer(
                r"(?<=[\w])\.(?:exec|execSync|spawn|spawnSync|execFile|execFileSync)(?=\()", self.masked
            ):
                self._one_command(match.group(), literals.arguments(self.code, self.masked, match.end()))
        named = self._found(patterns.NAMED_BY_TEXT, self.code) if self.language == "php" else []
        for match in (*named, *self._renamed()):
            self._one_command("exec", literals.arguments(self.code, self.masked, match.end()))
        for match in self._found(patterns.SHELL):
            self._one_command(match.group(), literals.arguments(self.code, self.masked, match.end()))

    def _renamed(self) -> list[re.Match[str]]:
        """Return the calls through a variable that holds the name of a function: `$f = "system"; $f("command")`."""
        names = [name for name, value in self.known.items() if patterns.RUNS.fullmatch(value)]
        if not names:
            return []
        return self._found(re.compile(rf"(?<![\w>])\$?(?:{'|'.join(map(re.escape, names[:20]))})(?=\s*\()"))

    def _one_command(self, name: str, expressions: Sequence[str]) -> None:
        if not expressions:
            return
        first = (
            literals.vector(expressions[0], self.known)
            if expressions[0][:1] in "[{(cq%" and not re.match(r"\w+\.", expressions[0])
            else None
        )
        if first is not None and first and expressions[0][:1] != "{":
            self._vector(first)
            return
        texts = [literals.evaluate(expression, self.known) for expression in expressions]
        rest: list[str] = []
        for expression in expressions[1:]:
            listed = literals.vector(expression, self.known)
            if listed is not None and expression.lstrip()[:1] != "{":
                rest += listed
            elif re.search(r"\bargs\s*:\s*\[", expression):
                rest += (
                    literals.vector(
                        expression[expression.index("[") : expression.rindex("]") + 1], self.known
                    )
                    or []
                )
            elif expression.lstrip()[:1] in "\"'q$@E" and "=>" not in expression:
                rest.append(literals.evaluate(expression, self.known))
        if texts[0] in ("-|", "|-"):
            texts, rest = rest, []
        if (
            rest
            and "Sync" not in name.replace("spawnSync", "").replace("execFileSync", "")
            and not re.search(r"popen|exec\b.*Sync|shell_exec|passthru|capture", name)
        ):
            self._vector([texts[0], *rest])
        elif rest and re.search(r"capture|popen3|popen2|execFileSync|execFile", name):
            self._vector([texts[0], *rest])
        elif texts[0].strip(UNKNOWN + " "):
            self._shell(texts[0])

    def _shell(self, text: str) -> None:
        if not text.strip(UNKNOWN + " \n"):
            return
        if self.call.state.privileged and patterns.BARE_SHELL.match(text.strip()):
            self.call.flag("interpreter.root-escape", text)
            return
        self.call.run_text(text, stdin="")

    def _vector(self, words: Sequence[str]) -> None:
        if self.call.state.privileged and len(words) == 1 and patterns.BARE_SHELL.match(words[0]):
            self.call.flag("interpreter.root-escape", words[0])
            return
        if words and words[0].strip(UNKNOWN):
            self.call.run_inner(
                [Arg(word, self.call.span) for word in words], stdin="", state=self.call.state.fork()
            )

    def _foreign(self) -> None:
        for vector in foreign.commands(self.code, self.language):
            if len(vector) > 1:
                self._vector(vector)
            elif _BEGINS_COMMAND.match(vector[0]):
                self._shell(vector[0])
        for path in foreign.trees(self.code, self.language):
            self._vector(["rm", "-rf", "--", literals.home(path)])

    # -- files ---------------------------------------------------------------------------------------

    def _targets(self, end: int) -> list[str]:
        found: list[str] = []
        for expression in literals.arguments(self.code, self.masked, end):
            if expression[:1] in "{:" or re.match(r"\w+\s*(?::|=>?)\s*(?:true|TRUE|T|1|false)", expression):
                continue
            listed = literals.vector(expression, self.known) if expression[:1] in "[(q%c" else None
            found += listed or [literals.evaluate(expression, self.known)]
        return [self.listed or target if not target.strip(UNKNOWN) else target for target in found] or [
            self.listed or UNKNOWN
        ]

    def _deletions(self) -> None:
        recursive = patterns.RECURSIVE_OPTION.search(self.code) is not None
        for match in self._found(patterns.TREE):
            self._vector(["rm", "-rf", "--", *self._targets(match.end())])
        if self.language == "perl" and (walk := patterns.PERL_WALK.search(self.code)):
            for quoted in re.findall(r"(?:\"([^\"]*)\"|'([^']*)')", walk.group(1)) or [(UNKNOWN, "")]:
                self._vector(["rm", "-rf", "--", quoted[0] or quoted[1]])
        for match in self._found(patterns.FILE):
            tree = recursive and self.language == "r"
            self._vector(
                ["rm", "-rf" if tree else "-f", "--", *self._targets(match.end())[: 1 if tree else 32]]
            )
        for match in re.finditer(
            r"array_(?:map|walk)\s*\(\s*['\"](unlink|system|exec|shell_exec|passthru)['\"]\s*,", self.code
        ):
            for target in literals.arguments(
                "(" + self.code[match.end() :], "(" + self.masked[match.end() :], 0
            )[:1]:
                listed = literals.vector(target, self.known) or [literals.evaluate(target, self.known)]
                if match.group(1) == "unlink":
                    self._vector(["rm", "-f", "--", *listed])
                else:
                    for text in listed:
                        self._shell(text)
        if recursive:
            for match in self._found(patterns.RECURSIVE_IF):
                self._vector(["rm", "-rf", "--", *self._targets(match.end())[:1]])
        elif self.language == "node":
            for match in re.finditer(r"(?:\bfs|\bpromises|(?<=\)))\.rm(?:Sync)?(?=\s*\()", self.masked):
                self._vector(["rm", "-f", "--", *self._targets(match.end())[:1]])
        if self.language == "groovy":
            for match in re.finditer(
                r"new\s+File\s*\(\s*([^)]*)\)\s*\.\s*(deleteDir|delete)\s*\(", self.code
            ):
                self._vector(
                    [
                        "rm",
                        "-rf" if match.group(2) == "deleteDir" else "-f",
                        "--",
                        literals.evaluate(match.group(1), self.known),
                    ]
                )

    def _writes(self) -> None:
        for match in self._found(patterns.WRITES):
            expressions = literals.arguments(self.code, self.masked, match.end())
            name = match.group().lower()
            texts = [literals.evaluate(expression, self.known) for expression in expressions]
            if not texts or ("cat" in name and self.language != "r"):
                continue
            target, mode, writes = _file_written(name, texts, expressions)
            if (
                target
                and writes
                and marks.is_known(target.replace(UNKNOWN, "").replace(marks.HOME, ""))
                and target.strip(UNKNOWN)
            ):
                content = (
                    texts[1] if "write" in name and len(texts) > 1 and marks.is_known(texts[1]) else LOCAL
                )
                redirection.write_file(
                    self.call.analysis,
                    Arg(literals.home(target), self.call.span),
                    self.call.state,
                    content or LOCAL,
                    self.call.span,
                    append="a" in mode or ">>" in mode or "append" in name,
                    copied=True,
                )

    def _others(self) -> None:
        for match in self._found(patterns.MOVES):
            name = (match.group(1) or match.group(2)).removesuffix("Sync")
            expressions = literals.arguments(self.code, self.masked, match.end())
            texts = [
                literals.evaluate(expression, self.known)
                if expression[:1] in "\"'$qE" or "home" in expression.lower()
                else expression
                for expression in expressions
            ]
            if len(texts) < 2:
                continue
            if name in ("rename", "mv", "move"):
                self._vector(["mv", "--", texts[0], texts[1]])
            elif name in ("copy", "copyFile", "cp", "cp_r"):
                self._vector(["cp", "-r", "--", texts[0], texts[1]])
            elif name.startswith("chmod"):
                mode, path = (
                    (texts[1], texts[0])
                    if name == "chmod" and not re.match(r"0?o?[0-7]{3,4}$", texts[0])
                    else (texts[0], texts[1])
                )
                self._vector(
                    ["chmod", *(["-R"] if name.endswith("_R") else []), mode.replace("0o", ""), path]
                )
            elif name.startswith("chown") and name.endswith("_R"):
                self._vector(["chown", "-R", texts[0], texts[-1]])
            elif name == "kill":
                numbers = [text.strip("'\"") for text in texts]
                pids = [
                    text for text in numbers if re.fullmatch(r"-?\d+", text) and text not in ("9", "15")
                ] or numbers[1:]
                self._vector(["kill", "-9", pids[0]])

    # -- what leaves and what is shown ---------------------------------------------------------------

    def _secrets(self) -> str | None:
        strings = [
            literals.interpolated(literals.home(text), self.known) for text in literals.strings(self.code)
        ]
        hot = [
            text
            for text in strings
            if "\n" not in text and len(text) < 200 and places.is_secret(text, self.call.state.cwd)
        ]
        whole = re.search(
            r"process\.env(?![.\[\w])|%ENV\b|\bENV\.(?:to_|each|map|inspect)|\$_ENV(?!\[)|getenv\(\s*\)|JSON\.stringify\(process\.env\)",
            self.code,
        )
        if (hot or whole) and patterns.SENDS.search(self.code):
            self.call.flag("secrets.sent", hot[0] if hot else "the environment")
        elif hot and re.search(r"print|puts|console\.log|echo|read|cat|open", self.code):
            self.call.flag("secrets.show", hot[0])
            return SECRET
        return marks.ENVIRONMENT if whole else None

    def _printed(self) -> str:
        shown: list[str] = []
        for match in self._found(patterns.PRINTS):
            shown += [
                literals.evaluate(expression, self.known)
                for expression in literals.arguments(self.code, self.masked, match.end())
            ]
        return " ".join(shown) + "\n" if shown else UNKNOWN


def _file_written(name: str, texts: Sequence[str], expressions: Sequence[str]) -> tuple[str, str, bool]:
    """Return the path that an opening or writing call names, its mode, and whether it writes."""
    if re.search(
        r"put_contents|writefile|appendfile|truncate|createwritestream|writetextfile|binwrite|writelines",
        name,
    ):
        return (texts[1] if "writelines" in name and len(texts) > 1 else texts[0]), "", True
    if name.endswith("cat"):
        named = next(
            (re.search(r"file\s*=\s*(.+)", expression) for expression in expressions if "file" in expression),
            None,
        )
        return (literals.evaluate(named.group(1), {}), "w", True) if named else ("", "", False)
    if re.search(r"\b(?:file|io)\.write", name):
        return texts[0], "", True
    if "open" not in name:
        return "", "", False
    perl = next(
        (index for index, text in enumerate(texts[1:], start=1) if re.match(r"\s*(?:\+?>{1,2}|\+<)", text)),
        None,
    )
    if perl is not None:
        mode = re.match(r"\s*(\+?>{1,2}|\+<)(?::\S+)?\s*(.*)", texts[perl])
        if mode and mode.group(2):
            return mode.group(2), mode.group(1), not mode.group(2).startswith("&")
        return (
            (texts[perl + 1], mode.group(1) if mode else ">", True)
            if len(texts) > perl + 1
            else ("", "", False)
        )
    mode_text = texts[1] if len(texts) > 1 else ""
    return texts[0], mode_text, bool(re.fullmatch(r"[wax][btxU+]*|r[b]?\+b?", mode_text))
