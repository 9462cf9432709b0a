"""How code of any language looks when it starts a program or deletes a tree, for languages without patterns of their own.

A function whose name says that it runs something, and the string literals behind it: that is enough, because the
strings are then judged as commands, and what is no command is safe.  Beside it stand the lines that an interactive
program hands to a shell (`:!command` of ghci, `!command` of dc, `.sy command` of troff).
"""

from __future__ import annotations

import itertools
import re
from typing import Final

from cmdgen.safety import lazy_re
from cmdgen.safety.inline.literals import FILLER, unquoted
from cmdgen.safety.ir import TooComplex

MAX_CALLS: Final = 200
"""Calls that are followed in one piece of code."""
MAX_STATEMENT: Final = 2_000
"""Characters of one statement that are searched for literals."""
_DOUBLE: Final = r'"{3}(?:.|\n)*?"{3}|"(?:\\.|[^"\\])*"'
_SINGLE: Final = r"'(?:\\.|[^'\\\n])*'"
_ONLY_DOUBLE: Final = frozenset({"lisp", "haskell", "ocaml", "c", "forth"})
"""Languages in which a single quote does not begin a text."""
_EXECUTES: Final = lazy_re.compile(
    r"(?<![\w$-])"
    r"(?:system\*?|shell_cmd|unix|dos|host|call(?:Command|Process)|read(?:Process|Command)\w*|rawSystem|spawn(?:Command|Process|Sync)?|createProcess\w*|proc|shell\*?|sh|bash"
    r"|run-program|launch-program|run-shell-command|shell-command(?:-to-string)?|async-shell-command|call-process(?:-shell-command)?|start-process(?:-shell-command)?"
    r"|sys-(?:system|exec)|process-run|delete-tree|exec(?:ShellCmd|Cmd|CmdEx|Process|ute|[lv]p?e?)?|Exec\w*|runCommand|\$EXEC|doShellScript|Start(?:Process)?|ProcessBuilder|Process|launchedProcess"
    r"|Command(?:::new)?|cmd|run|Run|popen|pipe|process\*?(?:/ports)?|shell_exec|syscmd|esyscmd|executeShell|spawnShell|pipeShell|sysexec|execProgram)"
    r"(?=[\s([{\"'`!,])"
)
"""Functions that start a program, by their last name; `Runtime.getRuntime().exec`, `os/shell`, `gSystem->Exec` too."""
_TREE: Final = lazy_re.compile(
    r"(?<![\w$-])"
    r"(?:removeItem|del_dir_r|delete-tree|delete-directory(?:-tree|-and-files)?|delete_directory(?:_and_contents)?|remove_?[dD]ir(?:ectory)?(?:_all|_recursive|Recursive|_tree|AndContents)|removePathForcibly"
    r"|RemoveAll|deleteDirectory|deleteRecursively|deleteTree|delete_tree|rmtree|rmdirRecurse|remove_all|removeAll|rm_rf|rmRF)"
    r"(?=[\s([{\"'`!,])"
)
"""Functions that delete a folder with all that it holds."""
_FOLDER: Final = lazy_re.compile(r"(?<![\w$-])(?:rmdir|Delete|delete)(?=\s*\()")
"""Functions that do so when an argument says it: `rmdir(x, 's')`, `Directory.Delete(x, true)`."""
_ALL_OF_IT: Final = lazy_re.compile(r"(?:,|:)\s*(?:['\"](?:s|rf)['\"]|true)\s*\)")
_POSTFIX: Final = lazy_re.compile(
    rf"((?:{_DOUBLE})|(?:Seq|List|Vector|Array)\s*\([^()]*\)|\[[^\[\]]*\])\s*(?:\.\s*(?:!{{1,2}}<?|(?:execute|exec|runCommand|lineStream|lazyLines|run)\b)|\s!{{1,2}}(?:\s|$))"
    rf"|\bs(\"\s[^\"]*\")\s+system\b"
)
"""A text or list that runs itself: Scala's `"command".!`, Groovy's `"command".execute()`, Forth's `s" command" system`."""
LINES: Final = {
    **dict.fromkeys(("ghci", "ghc", "stack", "cabal"), lazy_re.compile(r"(?m)^\s*:!\s*(.+)$")),
    **dict.fromkeys(
        ("ipython", "ipython3", "sage", "matlab", "pyspark", "jupyter-console", "xonsh"),
        lazy_re.compile(r"(?m)^\s*(?:!{1,2}|%sx\s|%system\s)\s*(.+)$"),
    ),
    "gnuplot": lazy_re.compile(r"(?m)(?:^|;)\s*!\s*(.+)$"),
    "dc": lazy_re.compile(r"(?m)^\s*!\s*([^\s<>=].*)$"),
    **dict.fromkeys(
        ("telnet", "ftp", "tnftp", "smbclient", "sqlplus", "isql"),
        lazy_re.compile(r"(?m)(?:^|;)\s*!\s*([^;\n]+)"),
    ),
    **dict.fromkeys(
        ("gdb", "lldb"), lazy_re.compile(r"(?m)^\s*(?:(?:platform\s+)?shell\s|!|pipe\s[^|\n]*\|)\s*(.+)$")
    ),
    **dict.fromkeys(("mail", "mailx", "s-nail"), lazy_re.compile(r"(?m)^~[!|<]!?\s*(.+)$")),
    **dict.fromkeys(
        ("troff", "groff", "nroff", "gtroff"), lazy_re.compile(r"(?m)^[.'](?:sy|pso|pi)\s+(.+)$")
    ),
    **dict.fromkeys(
        ("ex", "vi", "vim", "nvim", "view"),
        lazy_re.compile(r"(?m)^\s*:?(?:sil(?:ent)?!?\s+)?(?:[%\d$.,']*|[rw]\s+)!\s*(.+)$"),
    ),
    "m4": lazy_re.compile(r"\be?syscmd\(\s*`?([^')]+)"),
    "gs": lazy_re.compile(r"\(%pipe%([^)]+)\)"),
}
"""Program -> the lines of its input or code that it gives to a shell."""


def shell_lines(program: str, code: str) -> list[str]:
    """Return the commands that a program gives to a shell because of how a line begins."""
    pattern = LINES.get(program)
    return [] if pattern is None else [found.group(1) for found in _found(pattern, code)]


def commands(code: str, language: str) -> list[list[str]]:
    """Return the argument vectors that code starts; a vector of one text is a command line."""
    masked = _masked(code, language)
    found = [
        _invocation(_literals(code, masked, match.end(), language)) for match in _found(_EXECUTES, masked)
    ]
    for match in _found(_POSTFIX, code):
        text = match.group(1) or match.group(2)
        found.append(_invocation([unquoted(item) for item in re.findall(_DOUBLE, text)]))
    return [vector for vector in found if vector]


def trees(code: str, language: str) -> list[str]:
    """Return the folders that code deletes with all that they hold."""
    masked = _masked(code, language)
    found = _found(_TREE, masked)
    found += [
        match
        for match in _found(_FOLDER, masked)
        if _ALL_OF_IT.search(code[match.end() : match.end() + MAX_STATEMENT].partition("\n")[0])
    ]
    return [paths[0] for match in found if (paths := _literals(code, masked, match.end(), language))]


def _found(pattern: re.Pattern[str], code: str) -> list[re.Match[str]]:
    found = list(itertools.islice(pattern.finditer(code), MAX_CALLS + 1))
    if len(found) > MAX_CALLS:
        raise TooComplex
    return found


def _invocation(texts: list[str]) -> list[str]:
    """Return one command line, or a vector: `Start("rm", "-rf x")` and `exec("rm -rf x")` are lines."""
    texts = [text for text in texts if text.strip()]
    if not texts or any("\n" in text or "\0" in text for text in texts[:1]):
        return texts[:1]
    if " " in texts[0].strip():
        return texts[:1]
    if texts[0].rsplit("/", 1)[-1] in _SHELLS or not any(" " in text for text in texts):
        return texts
    return [" ".join(texts)]


_SHELLS: Final = frozenset(
    {"sh", "bash", "zsh", "dash", "ksh", "fish", "cmd", "cmd.exe", "powershell", "pwsh"}
)


def _masked(code: str, language: str) -> str:
    strings = _DOUBLE if language in _ONLY_DOUBLE else f"{_DOUBLE}|{_SINGLE}"
    return re.sub(
        strings, lambda found: found.group()[0] + FILLER * (len(found.group()) - 2) + found.group()[-1], code
    )


def _literals(code: str, masked: str, start: int, language: str) -> list[str]:
    """Return the literals of the arguments that begin here, up to the end of the statement."""
    depth, closed, position = 0, False, start
    limit = min(len(masked), start + MAX_STATEMENT)
    while position < limit:
        char = masked[position]
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
            closed = depth == 0
            if depth < 0:
                break
        elif depth == 0 and (char in ";\n" or (char == "," and closed)):
            break
        position += 1
    quotes = _DOUBLE if language in _ONLY_DOUBLE else f"{_DOUBLE}|{_SINGLE}"
    return [unquoted(text) for text in re.findall(quotes, code[start:position])][:32]
