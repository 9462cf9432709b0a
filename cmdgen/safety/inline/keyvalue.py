"""Redis and its relatives: which command empties the store, opens it, or changes one key.

Source: https://redis.io/docs/latest/commands/
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cmdgen.safety import lazy_re
from cmdgen.safety.resolve.marks import STAR, UNKNOWN

_READ: Final = frozenset(
    "get mget strlen getrange exists type ttl pttl expiretime keys scan sscan hscan zscan dbsize info ping echo time lastsave llen lrange lindex lpos scard smembers sismember srandmember sinter sunion sdiff "
    "hget hmget hgetall hkeys hvals hlen hexists hstrlen hrandfield zcard zcount zrange zrangebyscore zrevrange zrank zscore zmscore zlexcount xlen xrange xrevrange xread xinfo xpending pfcount bitcount getbit bitpos geopos geodist "
    "geosearch monitor subscribe psubscribe ssubscribe randomkey dump object role command hello auth select quit watch unwatch multi exec discard touch help wait ft.search ft.info ft._list json.get json.mget json.type ts.get ts.range lolwut "
    "sintercard zinter zunion zdiff georadius substr readonly readwrite asking reset pubsub latency module".split()
)
_HARMLESS_SECOND: Final = {
    "config": {"get", "help"}, "client": {"list", "info", "id", "getname", "setname", "help", "tracking", "no-evict", "getredir"}, "cluster": {"info", "nodes", "slots", "shards", "myid", "keyslot", "countkeysinslot", "getkeysinslot", "help", "links"},
    "slowlog": {"get", "len", "help"}, "memory": {"usage", "stats", "doctor", "malloc-stats", "help"}, "script": {"exists", "help", "show"}, "acl": {"list", "users", "whoami", "cat", "getuser", "log", "help", "genpass", "dryrun"}, "function": {"list", "stats", "dump", "help"},
    "debug": {"object", "jmap", "help"}, "sentinel": {"masters", "master", "replicas", "slaves", "sentinels", "get-master-addr-by-name", "ckquorum", "help"}, "module": {"list", "help"},
}  # fmt: skip
_PATTERN_DELETE: Final = lazy_re.compile(r"redis\.call\(\s*['\"]KEYS['\"]", re.IGNORECASE)


def judge(words: Sequence[str]) -> str | None:
    """Return the id of the rule that one command meets, or None when it only reads."""
    if not words:
        return None
    name, rest = words[0].lower(), [word.lower() for word in words[1:]]
    second = rest[0] if rest else ""
    if name in ("flushall", "flushdb"):
        return "data.drop-database"
    if name in ("eval", "evalsha", "fcall", "script") and rest:
        script = " ".join(words[1:])
        if re.search(r"flush(?:all|db)", script, re.IGNORECASE):
            return "data.drop-database"
        if (
            name != "script"
            and _PATTERN_DELETE.search(script)
            and re.search(r"\b(?:del|unlink)\b", script, re.IGNORECASE)
        ):
            return "data.every-row"
    if name == "cluster" and second in ("reset", "flushslots", "forget", "delslots"):
        return "data.every-row"
    if name == "config" and second == "set":
        return _setting(rest)
    if (
        (name in ("replicaof", "slaveof") and second != "no")
        or (name == "debug" and second in ("segfault", "flushall", "reload"))
        or name == "swapdb"
    ):
        return "data.every-row"
    if name == "module" and second in ("load", "loadex"):
        return "data.run-program"
    if (
        name == "acl"
        and second == "setuser"
        and any(word in rest for word in ("+@all", "nopass", "allcommands"))
    ):
        return "protection.grant-all"
    if name in ("del", "unlink") and any(word in (STAR, UNKNOWN) for word in words[1:]):
        return "data.every-row"
    if name in ("ft.dropindex", "ft.drop") and "dd" in rest:
        return "data.drop-table"
    if name in _HARMLESS_SECOND and second in _HARMLESS_SECOND[name]:
        return None
    return None if name in _READ and name not in ("module",) else "data.change"


def _setting(rest: list[str]) -> str:
    """Judge `CONFIG SET`: an open server, or a dump file that lands where something runs it."""
    values = dict(zip(rest[1::2], rest[2::2], strict=False))
    if values.get("protected-mode") == "no" or values.get("requirepass") == "":
        return "protection.grant-all"
    if "dir" in values or "dbfilename" in values:
        return "data.run-program"
    return "data.change"
