"""The MongoDB shell: which call loses documents, collections or a whole database.

Source: https://www.mongodb.com/docs/mongodb-shell/reference/methods/
"""

from __future__ import annotations

import re
from typing import Final

from cmdgen.safety import lazy_re

MAX_LENGTH: Final = 20_000
"""Characters that are read."""

_NOISE: Final = lazy_re.compile(
    r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`", re.DOTALL
)
_DATABASE: Final = lazy_re.compile(r"\.\s*_?dropDatabase\s*\(")
_DATABASE_COMMAND: Final = lazy_re.compile(
    r"(?:runCommand|adminCommand)\s*\(\s*(?:\{\s*[\"']?dropDatabase[\"']?\s*:|[\"']dropDatabase[\"'])"
)
_EVERY_COLLECTION: Final = lazy_re.compile(
    r"(?:getCollectionNames|listCollections|getCollectionInfos)\s*\(.*\.\s*(?:drop|deleteMany|remove)\s*\(",
    re.DOTALL,
)
_EVERY_DATABASE: Final = lazy_re.compile(r"(?:getDBNames|listDatabases|getMongo)\b.*dropDatabase", re.DOTALL)
_COLLECTION: Final = lazy_re.compile(
    r"\b(?:db|internal)\s*\.\s*(?:_drop\s*\(|\w+\s*\.\s*truncate\s*\()|\.\s*drop\s*\(\s*(?:\{[^}]*\}\s*)?\)|\.\s*(?:dropAllUsers|dropAllRoles|removeShard|dropCollection)\s*\(|\bsh\s*\.\s*removeShard\b"
)
_COLLECTION_COMMAND: Final = lazy_re.compile(
    r"(?:runCommand|adminCommand)\s*\(\s*\{\s*[\"']?(?:drop|dropAllUsersFromDatabase|removeShard|convertToCapped)[\"']?\s*:"
)
_EVERY_DOCUMENT: Final = lazy_re.compile(
    r"\.\s*(?:deleteMany|updateMany)\s*\(\s*(?:\)|\{\s*\}|null\b)|\.\s*remove\s*\(\s*(?:\)|\{\s*\}\s*(?:\)|,(?![^)]*justOne\s*:\s*true|\s*(?:true|1)\b)))|\.\s*update\s*\(\s*\{\s*\}[^;]*\bmulti\s*:\s*true|"
    r"\.\s*(?:deleteMany|updateMany|remove)\s*\(\s*\{\s*_id\s*:\s*\{\s*\$(?:exists|ne|nin)\b|\.\s*dropIndexes\s*\(\s*\)"
)
_ADMINISTRATOR: Final = lazy_re.compile(
    r"(?:createUser|grantRolesToUser|updateUser)\s*\(.*[\"'](?:root|__system|userAdminAnyDatabase|dbAdminAnyDatabase|readWriteAnyDatabase|clusterAdmin)[\"']",
    re.DOTALL,
)
_CHANGE: Final = lazy_re.compile(
    r"\.\s*(?:delete(?:One|Many)|remove|update(?:One|Many)?|insert(?:One|Many)?|replaceOne|findOneAnd(?:Delete|Update|Replace)|findAndModify|bulkWrite|save|create(?:Index|Indexes|Collection|User|Role|View)|ensureIndex|dropIndex(?:es)?|"
    r"renameCollection|dropUser|dropRole|changeUserPassword|grantRolesToUser|revokeRolesFromUser|updateUser|shutdownServer|killOp|fsyncLock|setProfilingLevel|copyDatabase|repairDatabase|stepDown|reconfig|initiate|add|addShard|enableSharding|"
    r"shardCollection|compact|reIndex|setFeatureCompatibilityVersion)\s*\(|\bload\s*\("
)
_CHANGE_COMMAND: Final = lazy_re.compile(
    r"(?:runCommand|adminCommand)\s*\(\s*\{\s*[\"']?(?:delete|update|insert|findAndModify|create|collMod|renameCollection|shutdown|setParameter|replSet\w+|dropIndexes|dropUser|dropRole|compact|fsync|killOp|killSessions|setFeature\w+)[\"']?\s*:|\$(?:out|merge)\b"
)


def judge(code: str) -> str | None:
    """Return the id of the worst rule that code of the MongoDB shell meets, or None when it only reads."""
    code = code[:MAX_LENGTH]
    bare = _NOISE.sub(lambda found: " " if found.group()[:1] == "/" else '""', code)
    if (
        _DATABASE.search(bare)
        or _DATABASE_COMMAND.search(code)
        or _EVERY_COLLECTION.search(bare)
        or _EVERY_DATABASE.search(bare)
    ):
        return "data.drop-database"
    if _ADMINISTRATOR.search(code):
        return "protection.grant-all"
    if _COLLECTION.search(bare) or _COLLECTION_COMMAND.search(code):
        return "data.drop-table"
    if _EVERY_DOCUMENT.search(bare):
        return "data.every-row"
    if _CHANGE.search(bare) or _CHANGE_COMMAND.search(code):
        return "data.change"
    return None
