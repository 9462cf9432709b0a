"""SQL and its relatives: which statement loses data, opens the store, or runs a program.

Strings, quoted names and comments are data; what a statement builds and executes from strings is code again.
Sources: https://www.postgresql.org/docs/current/sql-commands.html, https://dev.mysql.com/doc/refman/8.4/en/sql-statements.html,
https://learn.microsoft.com/sql/t-sql/statements/statements, https://clickhouse.com/docs/sql-reference/statements,
https://cassandra.apache.org/doc/latest/cassandra/developing/cql/ddl.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from cmdgen.safety import lazy_re

MAX_LENGTH: Final = 50_000
"""Characters of a text that are read; what comes later is taken as a change."""
_MAX_DEPTH: Final = 4
"""Statements within strings within statements that are followed."""

_TOKEN: Final = lazy_re.compile(
    r"""--[^\n]*|/\*!\d*|\*/|/\*(?!!).*?(?:\*/|$)|'(?:''|[^'])*'|"(?:""|[^"])*"|`[^`]*`|\[[A-Za-z_][^\]\n]*\]|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$|;|\bGO\b(?=\s*(?:\n|$))""",
    re.DOTALL | re.IGNORECASE,
)
_ESCAPED: Final = lazy_re.compile(r"'(?:''|\\.|[^'\\])*'")
_START: Final = r"(?:^|\(|\b(?:BEGIN|THEN|ELSE|LOOP|DO|AS|ANALYZE|VERBOSE|DECLARE|ATOMIC)\b)\s*"
_FLAGS: Final = re.IGNORECASE | re.DOTALL


def _statement(pattern: str) -> re.Pattern[str]:
    return lazy_re.compile(_START + "(?:" + pattern + ")", _FLAGS)


_DATABASE: Final = _statement(
    r"DROP\s+(?:PLUGGABLE\s+)?(?:DATABASE|SCHEMA|KEYSPACE|TABLESPACE|OWNED|CATALOG|BUCKET|ALL\s+OBJECTS|DATASPACE)\b(?!\s+SCOPED)|DROP\s+(?:USER|ROLE)\b[^;]{0,2000}\bCASCADE\b|"
    r"TRUNCATE\s+(?:DATABASE|ALL\s+TABLES)\b|CREATE\s+OR\s+REPLACE\s+(?:TRANSIENT\s+)?(?:DATABASE|SCHEMA)\b|DROP\s+ALL\s+TABLES\b"
)
_TABLE: Final = _statement(
    r"DROP\s+(?:EXTERNAL\s+|FOREIGN\s+|TRANSIENT\s+)?(?:TABLE|TABLES|MATERIALIZED\s+VIEW|COLUMNFAMILY|COLLECTION|MEASUREMENT|SERIES|SHARD|STREAM|DICTIONARY|STAGE|RETENTION\s+POLICY|SNAPSHOT|PARTITION|VIRTUAL\s+TABLE)\b|"
    r"TRUNCATE\s+(?:TABLE\s+|ONLY\s+|IF\s+EXISTS\s+)*[\w\"`\[.\ue000-\ue00d]|CREATE\s+OR\s+REPLACE\s+(?:TRANSIENT\s+)?TABLE\b|"
    r"ALTER\s+(?:FOREIGN\s+)?TABLE\b[^;]{0,2000}?(?<!\bSET\b )\bDROP\s+(?!CONSTRAINT\b|DEFAULT\b|NOT\b|INDEX\b|KEY\b|FOREIGN\b|PRIMARY\b|IDENTITY\b|EXPRESSION\b|CHECK\b|STATISTICS\b|PROJECTION\b|DETACHED\b)|"
    r"RESTORE\s+DATABASE\b|DROP\s+REPLICATION\s+SLOT\b|FLASHBACK\s+DATABASE\b"
)
_DELETE: Final = _statement(
    r"(?:DELETE\b(?:\s+(?:LOW_PRIORITY|QUICK|IGNORE))*\s+(?!\s*(?:WHERE|USING|CASCADE)\b)[\w\"`\[.#@\ue000-\ue00d(]|ALTER\s+TABLE\s+\S+\s+(?:ON\s+CLUSTER\s+\S+\s+)?(?:DELETE|UPDATE)\b)"
)
_UPDATE: Final = _statement(r"UPDATE\s+(?!SET\b|STATISTICS\b|STATS\b)[^;]{0,2000}?\bSET\b")
_OPENS: Final = _statement(
    r"GRANT\s+ALL\b[^;]{0,2000}\bON\s+(?:\*\s*\.\s*\*|ALL\s+DATABASES|ACCOUNT)|GRANT\s+ALL\b[^;]{0,2000}\bTO\s+PUBLIC\b|GRANT\s+(?:DBA|SYSADMIN|ACCOUNTADMIN|SUPER|rds_superuser|pg_execute_server_program|sysdba)\b|"
    r"(?:CREATE|ALTER)\s+(?:USER|ROLE|GROUP)\b[^;]{0,2000}(?<!NO)\bSUPERUSER\b|ALTER\s+SERVER\s+ROLE\s+\[?sysadmin|ALTER\s+TABLE\b[^;]{0,2000}\bDISABLE\s+ROW\s+LEVEL\s+SECURITY|EXEC(?:UTE)?\s+sp_addsrvrolemember\b"
)
_OPENS_RAW: Final = lazy_re.compile(
    r"GRANT\s+ALL\b[^;]{0,2000}\bTO\b[^;]{0,2000}@\s*['\"]%['\"]|IDENTIFIED\s+(?:WITH\s+\w+\s+)?BY\s+(?:PASSWORD\s+)?''(?!')|SET\s+PASSWORD\b[^;]{0,2000}=\s*(?:PASSWORD\s*\(\s*)?(?:''(?!')|\"\")|\bPASSWORD\s+(?:NULL\b|''(?!'))",
    _FLAGS,
)
_LOGS: Final = _statement(
    r"RESET\s+(?:MASTER|BINARY\s+LOGS)\b|PURGE\s+(?:BINARY|MASTER)\s+LOGS\b|SET\s+(?:GLOBAL\s+|PERSIST\s+)?(?:sql_log_bin|general_log|log_bin)\s*=\s*(?:0|OFF)|DROP\s+(?:SERVER\s+|DATABASE\s+)?AUDIT\b|NOAUDIT\b|EXEC\s+sp_cycle_errorlog"
)
_PROGRAM: Final = lazy_re.compile(
    r"\bCOPY\b[^;]{0,2000}\bPROGRAM\b|\bxp_cmdshell\b|\bINTO\s+(?:OUTFILE|DUMPFILE)\b|\bsys_(?:exec|eval)\s*\(|\bload_extension\s*\(|\blo_export\s*\(|\bsp_OACreate\b|\bDBMS_SCHEDULER\b|\bpg_write_file\b|"
    r"\bLANGUAGE\s+(?:pl(?:python|perl)\w*u|c)\b|\bCREATE\s+(?:AGGREGATE\s+)?FUNCTION\b[^;]{0,2000}\bSONAME\b|\bxp_reg(?:write|delete)\b|\bsp_start_job\b|\bEXECUTE\s+IMMEDIATE\s+JAVA\b",
    _FLAGS,
)
_CHANGE: Final = _statement(
    r"INSERT|CREATE|ALTER|GRANT|REVOKE|DROP|REPLACE|MERGE|UPDATE|DELETE|VACUUM|REINDEX|RENAME|LOAD|UPSERT|TRUNCATE|SET\s+(?:GLOBAL|PERSIST|PASSWORD)|KILL|OPTIMIZE|CLUSTER|REFRESH|DETACH|ATTACH|RESTORE|SHUTDOWN|FLUSH|REASSIGN|IMPORT|"
    r"CALL|SYSTEM\s+(?!FLUSH)|UNDROP|EXCHANGE|MOVE|STOP|DISCARD|SECURITY\s+LABEL|COMMENT\s+ON|BULK\s+INSERT|EXEC(?:UTE)?\b|COPY\s+[^;]{0,2000}\bFROM\b|PURGE|RESET\s+(?!ROLE|ALL)|DBCC|PUT\b|REMOVE"
)
_READS: Final = lazy_re.compile(
    r"\s*\(*\s*(?:EXPLAIN\b(?!\s+(?:\(?[^)]*\bANALYZE\b|ANALYZE))|SELECT|SHOW|DESC(?:RIBE)?|PRAGMA|VALUES|USE|FROM|TABLE|LIST|HELP|ANALYZE\s+TABLE)\b",
    re.IGNORECASE,
)
_READS_BUT: Final = lazy_re.compile(
    r"\bpg_(?:terminate|cancel)_backend\s*\(|\bSELECT\b[^;]{0,2000}\bINTO\s+(?!@|:|STRICT\b)[\w\"`\[#]|\bsetval\s*\(|\bpg_drop_replication_slot\s*\(|\bPRAGMA\s+\w+\s*=|\blo_unlink\s*\(|\bpg_(?:reload_conf|rotate_logfile|switch_wal|promote)\s*\(|\bdblink_exec\s*\(",
    _FLAGS,
)
_FOR_EACH_TABLE: Final = lazy_re.compile(r"sp_MSforeach(?:table|db)", re.IGNORECASE)
_BUILDS_CODE: Final = lazy_re.compile(
    r"\bEXEC(?:UTE)?\b|\bPREPARE\b|\bsp_executesql\b|\bdblink_exec\b|\\gexec\b|\bquery_to_xml\b|\bdbms_sql\b|sp_MSforeach|\bCREATE\s+EVENT\b|\bcron\.schedule\b",
    re.IGNORECASE,
)
_CODE_BODY: Final = lazy_re.compile(
    r"^\s*(?:DO\b|CREATE\s+(?:OR\s+REPLACE\s+)?(?:FUNCTION|PROCEDURE|TRIGGER)\b)", re.IGNORECASE
)
_LIMITED: Final = lazy_re.compile(
    r"\bLIMIT\s+\d|\bTOP\s*\(?\s*\d|\bFETCH\s+FIRST\b|\bROWNUM\b|\bCURRENT\s+OF\b", re.IGNORECASE
)
_ALWAYS: Final = lazy_re.compile(
    r"^\s*(?:NOT\s+)?(?:(?P<a>[\w.'\"`]+)\s*(?:=|<=>|>=|<=|IS|LIKE)\s*(?P=a)|TRUE|1|'1'|NOT\s+FALSE|NOT\s+0|1\s*(?:>|<>|!=)\s*0|0\s*(?:<|<>|!=)\s*1|[\w.\"`]+\s+IS\s+NOT\s+NULL|[\w.\"`]+\s*=\s*ANY\s*\(.*)\s*(?:$|\bRETURNING\b|\bORDER\b|\bOPTION\b)",
    re.IGNORECASE | re.DOTALL,
)
_OR_ALWAYS: Final = lazy_re.compile(
    r"\bOR\s+(?:TRUE\b|1\b(?!\s*[=<>])|(?P<b>\w+|'')\s*=\s*(?P=b)(?![\w.]))", re.IGNORECASE
)

_ORDER: Final = (
    "data.drop-database",
    "data.run-program",
    "protection.grant-all",
    "data.delete-logs",
    "data.drop-table",
    "data.every-row",
    "data.change",
)


@dataclass(slots=True)
class _Statement:
    """One statement: its words with the strings blanked, and the strings."""

    bare: str = ""
    raw: str = ""
    strings: list[str] = field(default_factory=list)


def judge(text: str, *, backslashes: bool = False) -> str | None:
    """Return the id of the worst rule that a text of statements meets, or None when it only reads.

    Args:
        text: statements with `;` between them.
        backslashes: in a string, a backslash takes the meaning of the quote after it away (MySQL, BigQuery, Hive).
    """
    shortened_text = text[:MAX_LENGTH]
    if backslashes and "\\" in shortened_text:
        shortened_text = _ESCAPED.sub(
            lambda found: "'" + re.sub(r"\\.|'", "", found.group()[1:-1]) + "'", shortened_text
        )
    return _judge(shortened_text, 0) or ("data.change" if len(text) > MAX_LENGTH else None)


def _judge(text: str, depth: int) -> str | None:
    found = [rule for statement in _statements(text) if (rule := _judge_one(statement, depth))]
    return min(found, key=_ORDER.index) if found else None


def _statements(text: str) -> list[_Statement]:
    statements = [_Statement()]
    position = 0
    for match in _TOKEN.finditer(text):
        current = statements[-1]
        between = text[position : match.start()]
        current.bare += between
        current.raw += between
        position = match.end()
        token = match.group()
        if token == ";" or token[:2].upper() == "GO":
            statements.append(_Statement())
        elif token.startswith(("--", "/*", "*/")):
            current.bare += " "
        elif token[0] == "'":
            current.bare += "''"
            current.raw += token
            current.strings.append(token[1:-1].replace("''", "'"))
        elif token[0] == "$":
            body = token.split("$", 2)[2].rsplit("$", 2)[0]
            current.strings.append(body)
            current.bare += "''"
        else:
            current.bare += '"q"' if token[0] in '"`' else "[q]"
            current.raw += token
            if token[0] == '"':
                current.strings.append(token[1:-1])
    statements[-1].bare += text[position:]
    statements[-1].raw += text[position:]
    return [statement for statement in statements if statement.bare.strip()]


def _judge_one(statement: _Statement, depth: int) -> str | None:
    found = [rule for rule in (_own(statement), *_built(statement, depth)) if rule]
    return min(found, key=_ORDER.index) if found else None


def _built(statement: _Statement, depth: int) -> list[str | None]:
    """Return what the code does that a statement holds in its strings."""
    if (
        depth >= _MAX_DEPTH
        or not statement.strings
        or not (_BUILDS_CODE.search(statement.bare) or _CODE_BODY.match(statement.bare))
    ):
        return []
    rules = [_judge(text, depth + 1) for text in statement.strings]
    if any(rules) and _FOR_EACH_TABLE.search(statement.bare):
        worst = min((rule for rule in rules if rule), key=_ORDER.index)
        return ["data.drop-database" if worst in ("data.drop-table", "data.every-row") else worst]
    return list(rules)


def _own(statement: _Statement) -> str | None:
    bare = statement.bare.strip()
    if _PROGRAM.search(bare) or (
        re.search(r"\bsp_configure\b", bare, re.IGNORECASE)
        and any(
            re.search(r"xp_cmdshell|Ole Automation|external scripts|clr", text) for text in statement.strings
        )
    ):
        return "data.run-program"
    if _DATABASE.search(bare):
        return "data.drop-database"
    if _OPENS.search(bare) or _OPENS_RAW.search(statement.raw):
        return "protection.grant-all"
    if _LOGS.search(bare):
        return "data.delete-logs"
    if _READS.match(bare) and not re.search(r"\(\s*(?:DELETE|UPDATE|INSERT)\b", bare, re.IGNORECASE):
        return "data.change" if _READS_BUT.search(bare) else None
    if _TABLE.search(bare):
        return "data.drop-table"
    for pattern in (_DELETE, _UPDATE):
        for match in pattern.finditer(bare):
            if not _narrowed(bare, match.end()):
                return "data.every-row"
    return "data.change" if _CHANGE.search(bare) else None


def _narrowed(statement: str, start: int) -> bool:
    """Return whether the rows of a DELETE or UPDATE are narrowed by a condition of its own."""
    own, depth = [], 0
    for char in statement[start:]:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            break
        if depth == 0 or char == "(":
            own.append(char)
    text = "".join(own)
    if _LIMITED.search(text) or _LIMITED.search(statement[max(0, start - 30) : start + 20]):
        return True
    where = re.search(r"\bWHERE\b(.*)", text, re.IGNORECASE | re.DOTALL)
    if not where:
        return False
    return (
        not _ALWAYS.match(where.group(1))
        and not _OR_ALWAYS.search(where.group(1))
        and bool(where.group(1).strip())
    )


_RUNS: Final = (
    lazy_re.compile(r"\bPROGRAM\s+'((?:''|[^'])*)'", re.IGNORECASE),
    lazy_re.compile(r"\bxp_cmdshell\s+N?'((?:''|[^'])*)'", re.IGNORECASE),
    lazy_re.compile(r"\bsys_(?:exec|eval)\s*\(\s*'((?:''|[^'])*)'", re.IGNORECASE),
)


def commands(text: str) -> list[str]:
    """Return the shell texts that statements hand to the database server's own shell."""
    return [found.replace("''", "'") for pattern in _RUNS for found in pattern.findall(text)]


def shortened(text: str) -> str:
    """Return the beginning of a statement on one line."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
