"""Statements of SQL and its relatives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmdgen.safety.inline import statements

JUDGED = {
    "data.drop-database": [
        "drop database x",
        "DROP SCHEMA a CASCADE",
        "DROP KEYSPACE k",
        "EXEC('DROP DATABASE x')",
        "/*!50000 DROP DATABASE x */",
        "SELECT 1; DROP DATABASE x",
    ],
    "data.drop-table": [
        "DROP TABLE t",
        "TRUNCATE t",
        "ALTER TABLE t DROP COLUMN c",
        "BEGIN; DROP TABLE t; COMMIT",
        "RESTORE DATABASE x FROM DISK = 'f' WITH REPLACE",
    ],
    "data.every-row": [
        "DELETE FROM t",
        "UPDATE t SET a = 1",
        "DELETE FROM t WHERE 1=1",
        "DELETE FROM t WHERE a = 1 OR 1=1",
        "DELETE FROM t USING u",
        "UPDATE t SET a = (SELECT b FROM u WHERE u.i = 1)",
    ],
    "data.change": [
        "DELETE FROM t WHERE a = 1",
        "INSERT INTO t VALUES (1)",
        "CREATE TABLE t (a int)",
        "ALTER TABLE t DROP CONSTRAINT c",
        "SELECT * INTO n FROM t",
    ],
    "data.run-program": [
        "COPY t FROM PROGRAM 'id'",
        "EXEC xp_cmdshell 'dir'",
        "SELECT 1 INTO OUTFILE '/tmp/x'",
    ],
    "protection.grant-all": [
        "GRANT ALL ON *.* TO x",
        "ALTER ROLE x SUPERUSER",
        "CREATE USER x IDENTIFIED BY ''",
    ],
    "data.delete-logs": ["RESET MASTER", "PURGE BINARY LOGS TO 'x'"],
}
READING = [
    "SELECT 1", "SELECT 'DROP TABLE t'", "SELECT 1 -- DROP TABLE t", 'SELECT * FROM "delete"', "EXPLAIN DELETE FROM t", "SHOW TABLES", "SELECT a FROM t FOR UPDATE", "SELECT TRUNCATE(1.5, 1)",
    "SELECT $$DROP TABLE t$$", "PRAGMA table_info(t)", "", ";;;",
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in JUDGED.items() for text in texts])
def test_a_statement_is_judged_by_what_it_loses(rule: str, text: str) -> None:
    assert statements.judge(text) == rule


@pytest.mark.parametrize("text", READING)
def test_reading_is_not_judged(text: str) -> None:
    assert statements.judge(text) is None


def test_a_backslash_hides_a_quote_only_where_the_store_says_so() -> None:
    text = "INSERT INTO t VALUES ('it\\'s; DROP TABLE x')"
    assert statements.judge(text, backslashes=True) == "data.change"


def test_the_worst_statement_counts() -> None:
    assert statements.judge("SELECT 1; DELETE FROM t WHERE a = 1; DROP TABLE t") == "data.drop-table"


@given(st.text(alphabet="DROP TABLEdeletfrom'\"$();-*/\n", max_size=80))
def test_no_text_makes_it_fail(text: str) -> None:
    assert statements.judge(text) in {None, *JUDGED}
