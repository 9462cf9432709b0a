"""Calls of the MongoDB shell."""

from __future__ import annotations

import pytest

from cmdgen.safety.inline import documents

JUDGED = {
    "data.drop-database": [
        "db.dropDatabase()",
        "db.getSiblingDB('x').dropDatabase()",
        "db.runCommand({dropDatabase: 1})",
        "db.getCollectionNames().forEach(c => db[c].drop())",
    ],
    "data.drop-table": ["db.users.drop()", "db.getCollection('x').drop()", "db.runCommand({drop: 'x'})"],
    "data.every-row": [
        "db.x.deleteMany({})",
        "db.x.remove({})",
        "db.x.updateMany({}, {$set: {a: 1}})",
        "db.x.update({}, {$set: {a: 1}}, {multi: true})",
        "db.x.deleteMany({_id: {$exists: true}})",
    ],
    "data.change": [
        "db.x.deleteOne({_id: 1})",
        "db.x.deleteMany({a: 1})",
        "db.x.insertOne({})",
        "db.x.remove({}, {justOne: true})",
        "db.x.createIndex({a: 1})",
    ],
    "protection.grant-all": ["db.createUser({user: 'x', pwd: 'y', roles: ['root']})"],
}


@pytest.mark.parametrize(("rule", "code"), [(rule, code) for rule, codes in JUDGED.items() for code in codes])
def test_a_call_is_judged_by_what_it_loses(rule: str, code: str) -> None:
    assert documents.judge(code) == rule


@pytest.mark.parametrize(
    "code",
    ["db.x.find({})", "db.x.find({name: 'drop()'})", "// db.dropDatabase()", "db.stats()", "show dbs", ""],
)
def test_reading_is_not_judged(code: str) -> None:
    assert documents.judge(code) is None
