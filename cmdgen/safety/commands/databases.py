"""Clients of databases: the statements that they would run, and the shell commands among them."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, redirection
from cmdgen.safety.inline import documents, keyvalue, scan, statements
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import DATABASE, LOCAL, NETWORK, OPAQUE, SECRET, SOCKET, SOME, STAR, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_TEXT_OPTIONS: Final = (
    "-c",
    "--command",
    "-e",
    "--execute",
    "-q",
    "-Q",
    "--query",
    "--sql",
    "-cmd",
    "-execute",
    "--init-command",
    "--statement",
    "--query-string",
)
_FILE_OPTIONS: Final = ("-f", "--file", "-i", "--queries-file", "--input-file", "--init-file")
_SHELL_LINES: Final = lazy_re.compile(
    r"(?m)^\s*(?:\\!|\.shell|\.system|system|host|HOST|:?!!|!)\s*(?<=[\s!])(.+)$"
)
_PIPED: Final = lazy_re.compile(
    r"(?m)(?:\\(?:o|g|w|copy\b[^\n]*?\bprogram)\s*\|?\s*|^\s*\.(?:output|once|import|open)\s+['\"]?\|\s*)(?<=[|\s'\"])(?:'((?:''|[^'])*)'|(?<=\|)\s*([^\n'\"]+))"
)
_SCRIPT_LINES: Final = lazy_re.compile(
    r"(?m)^\s*(?:\\ir?|\\\.|\.read|source|@@?|:r|START|SOURCE)\s*(?<=[\s@.])['\"]?([\w./~-]+)"
)
_META_LINE: Final = lazy_re.compile(r"(?m)^\s*(?:\\(?!gexec|g\b)\S*.*|\.\w+.*)$")
_WRITES: Final = lazy_re.compile(
    r"(?m)^\s*(?:\\(?:o|g|w)|\.(?:output|once|backup|save|log|trace|clone))\s+['\"]?([\w./~-]*/[\w./~-]+)"
)
"""Lines that write a file which they name by a path."""
_VARIABLE: Final = lazy_re.compile(r":(?:'(\w+)'|\"(\w+)\"|(?<!::)(\w+))")


_BACKSLASH: Final = frozenset(
    "mysql mariadb mycli mysqlsh bq clickhouse clickhouse-client clickhouse-local hive beeline spark-sql impala-shell wp drush".split()
)
"""Clients of stores in whose strings a backslash takes the quote's meaning away."""


def sql(call: Call) -> str:
    """Follow a client of a relational store: statements in options, operands, files and on the input."""
    if call.name == "bq" and call.parsed.has_exactly("--dry_run", "--dry-run", "-n"):
        return UNKNOWN
    texts = call.parsed.values(*_TEXT_OPTIONS)
    operands = [arg.text for arg in call.parsed.operands]
    if call.name in ("sqlite3", "sqlite", "duckdb", "litecli"):
        texts += operands[1:]
    else:
        texts += [text for text in operands if re.search(r"\s", text.strip())]
    for value in call.parsed.values(*_FILE_OPTIONS):
        texts.append(redirection.file_content(value, call.state))
    texts += [
        redirection.file_content(text[1:], call.state)
        for text in operands
        if call.name == "sqlplus" and text.startswith("@")
    ]
    if call.stdin and (not texts or call.name not in ("psql", "mysql", "sqlite3")):
        texts.append(call.stdin)
    variables = {
        name: value
        for name, equals, value in (
            text.partition("=") for text in call.parsed.values("-v", "--set", "--variable")
        )
        if equals
    }
    printed = ""
    for text in texts:
        judge_text(call, _with_variables(text, variables))
        printed += _generated(text)
    if any(_DUMPS.match(text) for text in texts):
        printed += DATABASE
    return printed or UNKNOWN


_DUMPS: Final = lazy_re.compile(r"\s*\.(?:dump|clone)\b")


_GENERATES: Final = lazy_re.compile(r"(?i)^\s*(?:DROP|TRUNCATE|DELETE|ALTER|UPDATE)\b")


def _generated(text: str) -> str:
    """Return the statements that a query prints: `select 'drop table ' || name from tables` writes one for each."""
    if not re.match(r"(?i)\s*(?:SELECT|WITH)\b", text):
        return ""
    return "".join(
        f"{found}{SOME};\n" for found in re.findall(r"'((?:''|[^'])*)'", text) if _GENERATES.match(found)
    )


def judge_text(call: Call, text: str) -> None:
    """Judge a text of statements with the client's own commands among them."""
    if _from_elsewhere(call, text):
        return
    for line in _SHELL_LINES.findall(text):
        call.run_text(line, stdin="")
    for quoted, bare in _PIPED.findall(text):
        call.run_text(quoted or bare, stdin="")
    for path in _WRITES.findall(text):
        written = Arg(path, call.span)
        redirection.write_file(
            call.analysis, written, call.state, LOCAL, call.span, append=False, copied=True
        )
    for path in _SCRIPT_LINES.findall(text):
        content = redirection.file_content(path, call.state)
        if content == LOCAL:
            call.flag("data.change", path)
        else:
            judge_text(call, content)
    for command in statements.commands(text):
        call.run_text(command, stdin="")
    if re.search(r"(?m)^\s*\.restore\b", text):
        call.flag("data.drop-table", statements.shortened(text))
    if re.search(r"(?m)^\s*\.load\b", text):
        call.flag("data.run-program", statements.shortened(text))
    if call.name == "cypher-shell" and (graph := _graph(text)):
        call.flag(graph, statements.shortened(text))
    rule = statements.judge(_META_LINE.sub("", text), backslashes=call.name in _BACKSLASH)
    if rule:
        call.flag(rule, statements.shortened(text))


_GRAPH_DELETE: Final = lazy_re.compile(r"(?i)\b(?:DETACH\s+)?DELETE\b")
_GRAPH_CHANGE: Final = lazy_re.compile(r"(?i)\b(?:SET|MERGE|CREATE|REMOVE|DROP)\b")


def _graph(text: str) -> str | None:
    """Judge a statement of Cypher: a delete that neither a WHERE nor a property narrows hits every node."""
    if _GRAPH_DELETE.search(text):
        narrowed = re.search(r"(?i)\bWHERE\b|\{\s*\w+\s*:|\bLIMIT\s+\d", text)
        return "data.change" if narrowed else "data.every-row"
    return "data.change" if _GRAPH_CHANGE.search(text) else None


def _from_elsewhere(call: Call, text: str) -> bool:
    """Judge statements that cannot be read here; return whether that was all."""
    if DATABASE in text:  # a dump of a database of one's own, wherever it was made
        call.flag("data.change", "a dump of a database")
        return True
    if NETWORK in text or SOCKET in text:
        call.flag("code.download-run-root" if call.state.privileged else "code.download-run", text)
        return True
    if OPAQUE in text or not text.strip(UNKNOWN + SOME + LOCAL + SECRET + STAR + DATABASE + " \n;"):
        if text.strip():
            call.flag("data.change", "statements that are not in sight")
        return True
    return False


def _with_variables(text: str, variables: dict[str, str]) -> str:
    """Return the text with psql's variables replaced: those of `-v`, and those that it sets itself."""
    known = dict(variables)
    for name, value in re.findall(r"(?m)^\s*\\set\s+(\w+)\s+(.+)$", text):
        known[name] = value.strip().strip("'")
    if not known:
        return text
    return _VARIABLE.sub(
        lambda found: known.get(found.group(1) or found.group(2) or found.group(3), found.group()), text
    )


def mongo(call: Call) -> str:
    """Follow mongosh: code of `--eval`, script files, and the input."""
    codes = call.parsed.values("--eval", "--javascript.execute-string")
    for arg in call.parsed.operands:
        if arg.text.endswith((".js", ".mongodb", ".mjs")):
            content = redirection.file_content(arg.text, call.state)
            if content == LOCAL:
                call.flag("interpreter.local-script", arg.text)
            else:
                codes.append(content)
    for value in call.parsed.values("--file", "-f"):
        codes.append(redirection.file_content(value, call.state))
    if call.stdin:
        codes.append(call.stdin)
    for code in codes:
        if _from_elsewhere(call, code):
            continue
        rule = documents.judge(code)
        if rule:
            call.flag(rule, statements.shortened(code))
        if "child_process" in code or re.search(r"\brun(?:Program|NonMongoProgram)?\s*\(", code):
            scan.run(call, "node", code)
    return UNKNOWN


def redis(call: Call) -> str:
    """Follow redis-cli: a command as words, or one on each line of the input."""
    words = [arg.text for arg in call.parsed.operands]
    if "--rdb" in call.texts:
        path = call.texts[(call.texts.index("--rdb") + 1) % len(call.texts)]
        if path not in ("-", "/dev/stdout"):
            written = Arg(path, call.span)
            redirection.write_file(
                call.analysis, written, call.state, DATABASE, call.span, append=False, copied=True
            )
            return UNKNOWN
        return DATABASE
    if call.parsed.value("--cluster"):
        verb = call.parsed.value("--cluster")
        if verb == "call":
            words = words[1:]
        else:
            if verb in (
                "del-node",
                "reshard",
                "fix",
                "import",
                "create",
                "add-node",
                "rebalance",
                "set-timeout",
            ):
                call.flag(
                    "data.every-row" if verb in ("del-node", "import") else "data.change", f"--cluster {verb}"
                )
            return UNKNOWN
    if call.parsed.value("--eval"):
        call.flag("interpreter.local-script", call.parsed.value("--eval") or "")
        return UNKNOWN
    lines = [words] if words else [_split(line) for line in call.stdin.splitlines()[:200]]
    if not words and call.stdin and _from_elsewhere(call, call.stdin):
        return UNKNOWN
    for line in lines:
        rule = keyvalue.judge(line)
        if rule:
            call.flag(rule, statements.shortened(" ".join(line)))
    if call.parsed.has("--scan") or (words[:1] and words[0].lower() == "keys"):
        pattern = call.parsed.value("--pattern") or (words[1] if len(words) > 1 else "*")
        return STAR if pattern.strip("*") == "" else STAR + SOME + STAR
    return UNKNOWN


def _split(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:
        return line.split()


def service(call: Call) -> str:
    """Follow a management tool that also takes statements: `wp db query`, `wrangler d1 execute`, `aws redshift-data`."""
    from cmdgen.safety.commands import managed  # noqa: PLC0415 - the two need each other

    texts = call.parsed.values("--command", "-c", "--sql", "--statement", "--query-string", "-execute")
    words = [arg.text for arg in call.parsed.operands]
    printed = managed.ambient_shell(call) if call.name in managed.PLATFORMS else managed.managed(call)
    takes = words[:2] in (
        ["db", "query"],
        ["db", "cli"],
        ["d1", "execute"],
        ["db", "shell"],
        ["db", "execute"],
    ) or words[:1] in (
        ["sqlq"],
        ["sql:query"],
        ["sql-query"],
        ["query"],
        ["pg:psql"],
        ["doctrine:query:sql"],
        ["dbal:run-sql"],
    )
    if takes:
        texts += words[2:] if words[0] in ("db", "d1") else words[1:]
    if takes or call.name in ("aws", "influx") or words[:3] == ["spanner", "databases", "execute-sql"]:
        for text in texts:
            if re.search(r"\s", text) and marks.is_known(text.replace(UNKNOWN, "")):
                judge_text(call, text)
    return printed


_CLIENTS: Final = (
    "psql mysql mariadb sqlite3 sqlite cockroach clickhouse-client sqlcmd sqlplus duckdb cqlsh snowsql mycli pgcli usql hive beeline presto trino isql tsql clickhouse litecli "
    "impala-shell spark-sql mssql-cli osql ysqlsh ycqlsh vsql nzsql db2 fisql dbaccess mysqlsh clickhouse-local chdb bteq sql vertica-sql risingwave-cli cypher-shell"
).split()
HANDLERS: Final = {
    **dict.fromkeys(_CLIENTS, sql),
    **dict.fromkeys(("mongosh", "mongo", "arangosh"), mongo),
    **dict.fromkeys(("redis-cli", "valkey-cli", "keydb-cli", "iredis"), redis),
    **dict.fromkeys(
        ("wp", "drush", "wrangler", "turso", "supabase", "heroku", "influx", "aws", "gcloud", "bq"), service
    ),
}
