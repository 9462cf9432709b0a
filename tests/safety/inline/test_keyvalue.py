"""Commands of Redis."""

from __future__ import annotations

import pytest

from cmdgen.safety.inline import keyvalue

JUDGED = {
    "data.drop-database": ["FLUSHALL", "flushdb async", "EVAL redis.call('flushall') 0"],
    "data.every-row": ["CLUSTER RESET", "REPLICAOF 10.0.0.1 6379"],
    "data.run-program": ["CONFIG SET dir /var/spool/cron", "MODULE LOAD /tmp/x.so"],
    "protection.grant-all": ["CONFIG SET protected-mode no", "ACL SETUSER x on nopass +@all"],
    "data.change": ["SET a b", "DEL a", "CONFIG SET maxmemory 1gb", "SHUTDOWN", "REPLICAOF NO ONE"],
}


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule, lines in JUDGED.items() for line in lines])
def test_a_command_is_judged_by_what_it_loses(rule: str, line: str) -> None:
    assert keyvalue.judge(line.split()) == rule


@pytest.mark.parametrize(
    "line", ["GET a", "INFO", "CONFIG GET dir", "CLIENT LIST", "SLOWLOG GET 5", "SCAN 0", "MODULE LIST", ""]
)
def test_reading_is_not_judged(line: str) -> None:
    assert keyvalue.judge(line.split()) is None
