"""Fixture "project": a folder as programmers have them, with everything that lies about in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmdgen.evaluation.fixture_texts import access_log, app_log, sales_csv, users_csv
from cmdgen.evaluation.plan import DAY, HOUR, MINUTE, pack, tar, zipped

if TYPE_CHECKING:
    from cmdgen.evaluation.plan import Plan

_NOTES = """Meeting on Monday
- fix the login bug
- call Sam about the invoice
TODO: update the documentation

Ideas
- dark mode
- export as CSV
TODO: ask Kim for the logo
- dark mode
"""
_MAIN = '''"""Start of the program."""

import sys

from utils import greet, load

DEBUG = False


def main():
    # TODO: read the name from the arguments
    name = sys.argv[1] if len(sys.argv) > 1 else "world"
    print(greet(name))
    for line in load("data/words.txt"):
        print(line)
    return 0


if __name__ == "__main__":
    main()
'''
_UTILS = """import os


def greet(name):
    return "Hello, " + name


def load(path):
    # FIXME: fails when the file is missing
    with open(path) as stream:
        return stream.read().splitlines()


def old_name(path):
    return os.path.basename(path)
"""
_CONFIG = """server:
  host: localhost
  port: 8080
database:
  host: db.example.com
  port: 5432
  user: app
debug: true
"""
_INI = """[server]
host = localhost
port = 8080

[database]
host = db.example.com
password = secret123
"""
_WORDS = "pear\napple\nfig\nbanana\napple\ncherry\nfig\napple\ndate\nkiwi\nlemon\nmango\n"


def fill(plan: Plan) -> None:
    """Add the items."""
    _texts(plan)
    _sources(plan)
    _data(plan)
    _odds_and_ends(plan)


def _texts(plan: Plan) -> None:
    plan.file(
        "README.md",
        "# Project\n\nA small tool.\n\n## Install\n\nRun `make install`.\n\n## Use\n\nRun `make run`.\n",
        12 * DAY,
    )
    plan.file("LICENSE", "MIT License\n\nCopyright 2023 Alex Doe\n", 400 * DAY)
    plan.file(
        "Makefile",
        "all: build\n\nbuild:\n\techo building\n\ninstall:\n\techo installing\n\nclean:\n\trm -rf build\n",
        30 * DAY,
    )
    plan.file("notes.txt", _NOTES, 5 * MINUTE)
    plan.file("todo.txt", "buy milk\nwrite report\ncall mum\npay rent\nbook flight\n", 2 * HOUR)
    plan.file("My Report.txt", "Quarterly report\nSales went up by 12 percent.\n", 4 * DAY)
    plan.file("meeting notes.md", "# Meeting\n\n- Alex\n- Sam\n", 9 * DAY)
    plan.file("requirements.txt", "requests==2.31.0\nnumpy==1.26.0\nflask==3.0.0\npytest==7.4.0\n", 33 * DAY)
    plan.file(
        "package.json",
        '{\n  "name": "project",\n  "version": "1.4.2",\n  "scripts": {"start": "node src/app.js"},\n  "dependencies": {"express": "^4.18.2", "lodash": "^4.17.21"}\n}\n',
        21 * DAY,
    )
    plan.file("config.yaml", _CONFIG, 16 * DAY)
    plan.file("settings.ini", _INI, 50 * DAY)
    plan.file(
        "Dockerfile",
        'FROM python:3.11\nCOPY . /app\nRUN pip install -r requirements.txt\nCMD ["python", "main.py"]\n',
        45 * DAY,
    )
    plan.file(".env", "API_KEY=abc123\nDEBUG=true\nPORT=8080\n", 18 * DAY, mode=0o600)
    plan.file(".gitignore", "build/\n*.log\n*.tmp\n__pycache__/\n", 60 * DAY)
    plan.file(".hidden_notes", "nobody should see this\n", 70 * DAY)
    plan.file(
        "docs/guide.md", "# Guide\n\nFirst install, then run.\n\nSee the api page for more.\n", 14 * DAY
    )
    plan.file("docs/api.md", "# API\n\n- greet(name)\n- load(path)\n", 11 * DAY)
    plan.file("docs/manual.pdf", b"%PDF-1.4\nmanual\n%%EOF\n", 80 * DAY, size=350_000)
    plan.file("docs/images/logo.png", b"\x89PNG\r\n\x1a\nlogo", 65 * DAY, size=24_000)
    plan.file("docs/images/diagram.svg", "<svg><rect/></svg>\n", 66 * DAY)


def _sources(plan: Plan) -> None:
    plan.file("src/main.py", _MAIN, 20 * MINUTE)
    plan.file("src/utils.py", _UTILS, 3 * DAY)
    plan.file("src/empty.py", "", 25 * DAY)
    plan.file(
        "src/app.js",
        "const express = require('express');\nconst app = express();\n// TODO: add routes\nconsole.log('starting');\napp.listen(8080);\n",
        2 * DAY,
    )
    plan.file(
        "src/index.html",
        "<html>\n<head><title>Home</title></head>\n<body><h1>Home</h1></body>\n</html>\n",
        26 * DAY,
    )
    plan.file("src/style.css", "body { color: red; }\nh1 { font-size: 2em; }\n", 27 * DAY)
    plan.file(
        "src/server.go",
        'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("hello")\n}\n',
        28 * DAY,
    )
    plan.file(
        "src/lib/parser.c",
        '#include "parser.h"\n#include <stdio.h>\n\nint parse(const char *text) {\n    return text[0];\n}\n',
        35 * DAY,
    )
    plan.file("src/lib/parser.h", "int parse(const char *text);\n", 36 * DAY)
    plan.file(
        "src/lib/helpers.py",
        "def add(a, b):\n    return a + b\n\n\ndef double(a):\n    return add(a, a)\n",
        37 * DAY,
    )
    plan.file("src/lib/__pycache__/helpers.cpython-311.pyc", b"\xa7\r\r\n\x00helpers", 37 * DAY)
    plan.file(
        "tests/test_main.py", "from main import main\n\n\ndef test_main():\n    assert main() == 0\n", 7 * DAY
    )
    plan.file(
        "tests/test_utils.py",
        'from utils import greet\n\n\ndef test_greet():\n    assert greet("x") == "Hello, x"\n',
        38 * DAY,
    )
    plan.file("tests/__pycache__/test_main.cpython-311.pyc", b"\xa7\r\r\n\x00test_main", 7 * DAY)
    plan.file("scripts/deploy.sh", '#!/bin/bash\nset -e\necho "deploying to $1"\n', 13 * DAY, mode=0o755)
    plan.file("scripts/backup.sh", "#!/bin/sh\ntar czf backup.tar.gz data\n", 48 * DAY)
    plan.file("scripts/build.sh", "#!/bin/bash\nmake build\n", 49 * DAY, mode=0o755)
    plan.file("scripts/clean.py", "#!/usr/bin/env python3\nprint('clean')\n", 51 * DAY)
    plan.file("build/main.o", b"\x7fELF main", 2 * DAY, size=40_000)
    plan.file("build/parser.o", b"\x7fELF parser", 35 * DAY, size=15_000)
    plan.file("build/app", b"\x7fELF app", 2 * DAY, mode=0o755, size=90_000)
    plan.file("node_modules/lodash/index.js", "module.exports = {};\n", 120 * DAY)
    plan.file("node_modules/lodash/package.json", '{"name": "lodash", "version": "4.17.21"}\n', 120 * DAY)


def _data(plan: Plan) -> None:
    plan.file("data/users.csv", users_csv(), 6 * DAY)
    plan.file("data/sales.csv", sales_csv(), 17 * DAY)
    plan.file(
        "data/config.json",
        '{"server": {"host": "localhost", "port": 8080}, "debug": true, "users": ["kim", "lee"]}\n',
        19 * DAY,
    )
    plan.file(
        "data/orders.json",
        '[\n {"id": 1, "customer": "Kim", "total": 42.5, "paid": true},\n {"id": 2, "customer": "Lee", "total": 17.0, "paid": false},\n {"id": 3, "customer": "Kim", "total": 99.9, "paid": true}\n]\n',
        22 * DAY,
    )
    plan.file("data/numbers.txt", "42\n7\n19\n3\n88\n7\n61\n25\n", 23 * DAY)
    plan.file("data/words.txt", _WORDS, 24 * DAY)
    plan.file("data/windows.txt", "first line\r\nsecond line\r\nthird line\r\n", 29 * DAY)
    plan.file("logs/access.log", access_log(), 1 * HOUR)
    plan.file("logs/app.log", app_log(), 30 * MINUTE)
    plan.file(
        "logs/error.log",
        "".join(line + "\n" for line in app_log().splitlines() if " ERROR " in line),
        4 * DAY,
    )
    plan.file(
        "logs/debug.log",
        "2024-02-10 04:00:00 DEBUG [cache] nothing to do, the queue is empty and so is the cache\n" * 28_000,
        31 * DAY,
    )
    plan.file("logs/old-2023.log", "2023-01-05 INFO started\n2023-01-05 ERROR stopped\n", 400 * DAY)
    plan.file(
        "logs/app.log.1.gz",
        pack(b"2024-03-11 23:59:01 ERROR [db] gone\n2024-03-11 23:59:30 INFO [db] back\n", "gz"),
        32 * DAY,
    )


def _odds_and_ends(plan: Plan) -> None:
    plan.file(
        "archives/backup.tar.gz",
        tar({"backup/notes.txt": _NOTES, "backup/config.yaml": _CONFIG}, "gz"),
        34 * DAY,
    )
    plan.file(
        "archives/photos.zip",
        zipped({"photos/cat.jpg": b"\xff\xd8cat", "photos/dog.jpg": b"\xff\xd8dog", "readme.txt": "pets\n"}),
        39 * DAY,
    )
    plan.file("archives/old.tar.bz2", tar({"old/a.txt": "a\n", "old/b.txt": "b\n"}, "bz2"), 200 * DAY)
    plan.file(
        "archives/source.tar.xz", tar({"source/main.c": "int main(void) { return 0; }\n"}, "xz"), 41 * DAY
    )
    plan.file("archives/plain.tar", tar({"plain/one.txt": "one\n", "plain/two.txt": "two\n"}), 42 * DAY)
    plan.file("archives/report.txt.gz", pack(b"annual report\nall is well\n", "gz"), 43 * DAY)
    plan.file("media/disk.iso", b"CD001", 150 * DAY, size=150_000_000)
    plan.file("media/video.mp4", b"\x00\x00\x00\x18ftypmp42", 55 * DAY, size=5_600_000)
    plan.file("media/song.mp3", b"ID3song", 56 * DAY, size=3_200_000)
    plan.file("media/photo1.jpg", b"\xff\xd8\xff\xe0 one", 57 * DAY, size=180_000)
    plan.file("media/photo2.JPG", b"\xff\xd8\xff\xe0 two", 58 * DAY, size=210_000)
    plan.file("media/photo1 copy.jpg", b"\xff\xd8\xff\xe0 one", 53 * DAY, size=180_000)
    plan.file("media/icon.png", b"\x89PNG\r\n\x1a\nicon", 59 * DAY, size=4_000)
    plan.file("backup/notes.txt", _NOTES, 61 * DAY)
    plan.file(
        "backup/old_notes.txt", _NOTES.replace("Monday", "Tuesday").replace("- dark mode\n", "", 1), 62 * DAY
    )
    plan.file("backup/todo.txt.bak", "buy milk\n", 63 * DAY)
    plan.file("tmp/cache.tmp", "cache\n", 44 * DAY)
    plan.file("tmp/session.tmp", "session\n", 1 * HOUR + 10 * MINUTE)
    plan.file("tmp/draft.txt~", "draft\n", 46 * DAY)
    plan.file("tmp/empty.dat", "", 47 * DAY)
    plan.file("tmp/nested/deep/file.tmp", "deep\n", 52 * DAY)
    plan.empty_folder("tmp/empty_dir", 54 * DAY)
    plan.empty_folder("empty", 64 * DAY)
    plan.link("latest.log", "logs/app.log")
    plan.link("broken_link", "missing.txt")
