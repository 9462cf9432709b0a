"""SQL and its relatives: which statement loses data."""

from __future__ import annotations

import re
from typing import Final

_COMMENT: Final = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_QUOTED: Final = re.compile(r"'(?:''|[^'])*'")
_DATABASE: Final = re.compile(r"\bDROP\s+(?:DATABASE|SCHEMA|KEYSPACE|TABLESPACE|USER\s+\w+\s+CASCADE|OWNED)\b|\bDROP\s+ROLE\b.*\bCASCADE\b|\bdropDatabase\s*\(", re.IGNORECASE)
_TABLE: Final = re.compile(r"\bDROP\s+(?:TABLE|MATERIALIZED\s+VIEW|COLUMNFAMILY|COLLECTION)\b|\bTRUNCATE\b|\bALTER\s+TABLE\s+\S+\s+DROP\b", re.IGNORECASE)
_ROWS: Final = re.compile(r"\b(?:DELETE\s+FROM|UPDATE\s+(?:ONLY\s+)?[\w.\"`\[\]]+\s+SET)\b", re.IGNORECASE)
_GRANT: Final = re.compile(r"\bGRANT\s+ALL\b.*\bTO\b.*(?:%|PUBLIC)|\bALTER\s+(?:USER|ROLE)\s+\S+\s+(?:WITH\s+)?SUPERUSER|\bCREATE\s+(?:USER|ROLE)\s+.*\bSUPERUSER\b", re.IGNORECASE | re.DOTALL)
_CHANGE: Final = re.compile(r"^\s*(?:INSERT|CREATE|ALTER|GRANT|REVOKE|DROP|REPLACE|MERGE|UPDATE|DELETE|VACUUM|REINDEX|RENAME|LOAD|COPY\s+\S+\s+FROM|UPSERT)\b", re.IGNORECASE)
_PROGRAM: Final = re.compile(r"\bCOPY\b.*\bPROGRAM\b|\bxp_cmdshell\b|\bINTO\s+OUTFILE\b|\bsys_exec\b|\bload_extension\b", re.IGNORECASE | re.DOTALL)
_LIMITED: Final = re.compile(r"\bWHERE\b(?!\s+(?:1\s*=\s*1|true|1)\s*(?:$|\)|;))|\bLIMIT\b|\bUSING\b", re.IGNORECASE)


def judge(text: str) -> str | None:
    """Return the id of the worst rule that a text of statements meets, or None when it only reads."""
    bare = _QUOTED.sub("''", _COMMENT.sub(" ", text))
    worst: str | None = None
    for statement in bare.split(";"):
        rule = _judge_one(statement)
        if rule and (worst is None or _ORDER.index(rule) < _ORDER.index(worst)):
            worst = rule
    return worst


_ORDER: Final = ("data.drop-database", "data.run-program", "data.drop-table", "data.every-row", "protection.grant-all", "data.change")


def _judge_one(statement: str) -> str | None:
    if re.match(r"\s*(?:EXPLAIN|SELECT|SHOW|DESCRIBE|PRAGMA\s+\w+\s*$)\b(?!.*\bINTO\b)", statement, re.IGNORECASE) and not _PROGRAM.search(statement):
        return "data.change" if re.search(r"\bSELECT\b.*pg_terminate_backend", statement, re.IGNORECASE) else None
    if _DATABASE.search(statement):
        return "data.drop-database"
    if _PROGRAM.search(statement):
        return "data.run-program"
    if _TABLE.search(statement):
        return "data.drop-table"
    if _ROWS.search(statement):
        return "data.change" if _LIMITED.search(statement) else "data.every-row"
    if _GRANT.search(statement):
        return "protection.grant-all"
    return "data.change" if _CHANGE.match(statement) else None


def shortened(text: str) -> str:
    """Return the beginning of a statement on one line."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"  # noqa: PLR2004 - a line of a message
