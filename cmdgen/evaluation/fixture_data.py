"""Fixture "data": tables and documents in csv, tsv, json, jsonl, yaml, toml and xml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmdgen.evaluation.fixture_texts import sales_csv, users_csv
from cmdgen.evaluation.plan import DAY

if TYPE_CHECKING:
    from cmdgen.evaluation.plan import Plan

_PRODUCTS = """[
  {"id": 101, "name": "Desk", "price": 249.5, "stock": 4, "tags": ["office", "wood"], "maker": {"name": "Oakly", "country": "SE"}},
  {"id": 102, "name": "Chair", "price": 89.0, "stock": 25, "tags": ["office"], "maker": {"name": "Sitwell", "country": "DE"}},
  {"id": 103, "name": "Lamp", "price": 34.95, "stock": 0, "tags": ["light", "sale"], "maker": {"name": "Lumo", "country": "NL"}},
  {"id": 104, "name": "Shelf", "price": 119.0, "stock": 9, "tags": ["wood", "sale"], "maker": {"name": "Oakly", "country": "SE"}},
  {"id": 105, "name": "Rug", "price": 60.25, "stock": 12, "tags": [], "maker": {"name": "Weft", "country": "PT"}}
]
"""
_CONFIG = """{
  "name": "shop",
  "version": "2.3.1",
  "server": {"host": "0.0.0.0", "port": 8443, "tls": true},
  "database": {"host": "db.internal", "port": 5432, "user": "shop", "password": "hunter2"},
  "features": {"search": true, "beta": false, "export": true},
  "admins": ["kim", "lee", "ana"]
}
"""
_EVENTS = """{"time": "2024-03-12T08:00:03Z", "level": "info", "user": "kim", "action": "login", "ms": 31}
{"time": "2024-03-12T08:04:10Z", "level": "error", "user": "lee", "action": "upload", "ms": 904}
{"time": "2024-03-12T08:09:55Z", "level": "info", "user": "kim", "action": "view", "ms": 12}
{"time": "2024-03-12T08:15:41Z", "level": "warn", "user": "ana", "action": "upload", "ms": 377}
{"time": "2024-03-12T08:20:00Z", "level": "info", "user": "kim", "action": "logout", "ms": 8}
{"time": "2024-03-12T08:31:27Z", "level": "error", "user": "ana", "action": "pay", "ms": 1530}
{"time": "2024-03-12T08:44:02Z", "level": "info", "user": "lee", "action": "view", "ms": 19}
"""
_YAML = """services:
  web:
    image: nginx:1.25
    ports:
      - "80:80"
  db:
    image: postgres:16
    environment:
      POSTGRES_USER: shop
version: "3.8"
"""
_TOML = """title = "shop"
[owner]
name = "Alex"
[limits]
users = 250
requests = 1000
"""
_XML = """<?xml version="1.0"?>
<catalog>
  <book id="b1"><title>Rivers</title><price>12.50</price></book>
  <book id="b2"><title>Mountains</title><price>18.00</price></book>
  <book id="b3"><title>Deserts</title><price>9.90</price></book>
</catalog>
"""
_STAFF = """name\tteam\tsalary\tstart
Ana\tsales\t4100\t2019-05-01
Ben\tengineering\t5600\t2021-02-15
Cleo\tengineering\t6200\t2018-09-30
Dan\tsupport\t3300\t2022-11-01
Ella\tsales\t3900\t2020-07-20
Finn\tengineering\t5100\t2023-01-09
"""
_QUOTED = '''id,title,comment
1,"Chairs, blue","says ""hello"""
2,Table,plain
3,"Lamp, tall","two, or three"
'''
_SEMICOLON = "name;score;grade\nAnn;81;B\nBo;93;A\nCy;67;D\nDi;75;C\nEd;93;A\nFlo;58;F\n"
_DUPLICATES = "id,email\n1,a@example.com\n2,b@example.com\n3,a@example.com\n4,c@example.org\n2,b@example.com\n5,d@example.com\n"


def fill(plan: Plan) -> None:
    """Add the items."""
    plan.file("users.csv", users_csv(), 3 * DAY)
    plan.file("sales.csv", sales_csv(), 5 * DAY)
    plan.file("staff.tsv", _STAFF, 6 * DAY)
    plan.file("quoted.csv", _QUOTED, 7 * DAY)
    plan.file("scores.csv", _SEMICOLON, 8 * DAY)
    plan.file("contacts.csv", _DUPLICATES, 9 * DAY)
    plan.file(
        "cities.csv",
        "city,country\nBerlin,Germany\nParis,France\nRome,Italy\nMadrid,Spain\nVienna,Austria\n",
        11 * DAY,
    )
    plan.file("products.json", _PRODUCTS, 2 * DAY)
    plan.file("config.json", _CONFIG, 12 * DAY)
    plan.file("config.old.json", _CONFIG.replace("2.3.1", "2.2.0").replace("8443", "8080"), 90 * DAY)
    plan.file("compact.json", '{"b":2,"a":1,"list":[3,1,2],"nested":{"z":null,"y":"text"}}', 13 * DAY)
    plan.file("broken.json", '{"name": "shop", "version": }\n', 14 * DAY)
    plan.file("events.jsonl", _EVENTS, 1 * DAY)
    plan.file("compose.yaml", _YAML, 15 * DAY)
    plan.file("settings.toml", _TOML, 16 * DAY)
    plan.file("catalog.xml", _XML, 17 * DAY)
    plan.file("numbers.txt", "12\n-4\n7.5\n100\n33\n7.5\n0\n58\n", 18 * DAY)
    plan.file("list_a.txt", "apple\nbanana\ncherry\nfig\n", 19 * DAY)
    plan.file("list_b.txt", "banana\ndate\nfig\ngrape\n", 19 * DAY)
    plan.file("parts/part1.csv", "id,value\n1,10\n2,20\n", 20 * DAY)
    plan.file("parts/part2.csv", "id,value\n3,30\n4,40\n", 20 * DAY)
    plan.file("parts/part3.csv", "id,value\n5,50\n", 20 * DAY)
