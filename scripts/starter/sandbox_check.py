"""Runs the commands of the data in a sandbox, on files invented from their names, and shows those that complain.

A command that a program itself refuses (an option that it does not have, a broken expression) must not be learnt.
This finds such commands; it does not prove that a command does what its request says.
"""

from __future__ import annotations

import io
import json
import random
import re
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from scripts.starter.language import TableError, expand, fill, read_tables
from scripts.starter.pairs import read_pairs
from scripts.starter.values import Value

LOCAL: Final = frozenset(
    """find ls cp mv rm rmdir grep egrep fgrep zgrep sed awk sort uniq cut tr paste join comm head tail wc cat tac rev nl
    fold fmt column tee split csplit diff cmp stat file touch mkdir ln readlink realpath basename dirname du df tree date
    cal ncal seq factor bc expr printf echo tar gzip gunzip bzip2 bunzip2 xz unxz zip unzip zcat zless zipinfo base64
    md5sum sha1sum sha256sum sha512sum cksum od xxd hexdump strings shuf jq python3 perl chmod chown chgrp getfacl umask
    id whoami groups uname ps pgrep lscpu free uptime env printenv nproc git xargs test true false for while do done if
    then fi iconv dos2unix expand unexpand pr numfmt truncate dd sum mktemp install which type command time timeout
    sleep export alias set yes tsort look getent locale uuidgen openssl ssh-keygen bash sh""".split()
)
COMPLAINT: Final = re.compile(
    r"invalid option|unrecognized option|unknown option|illegal option|syntax error|[Uu]sage:|unknown predicate|"
    r"unknown primary|missing argument|invalid argument|extra operand|missing operand|compile error|parse error|"
    r"unexpected|unterminated|unknown command|not a valid|invalid (mode|date|number|line|field|suffix|range|char|user|group|size)|"
    r"cannot (be combined|combine)|must specify|requires? an|Unmatched|not found|bad (option|substitution|pattern)",
)
_PROGRAM: Final = re.compile(
    r"(?:^|[|;&(]|\bthen|\bdo|\bsudo|-exec(?:dir)?|\bxargs(?: -\S+(?: \d+)?)*)\s*([A-Za-z][\w.-]*)"
)
_NAME: Final = re.compile(
    r"[\w@%+.,~/-]*[\w-]\.[a-z0-9]{1,5}(?:\.[a-z0-9]{2,3})?\b|(?<![\w$])[\w.-]+/[\w./-]*"
)


def try_files(paths: Iterable[Path], limit: int) -> int:
    """Run the commands of tables and pairs; print those that complain and return how many they are."""
    commands: dict[str, str] = {}
    rng = random.Random(3)
    for path in paths:
        if path.parent.name in {"pairs", "core"}:
            for group in read_pairs([path]):
                commands.setdefault(group.commands.get("linux bash", ""), group.origin)
        else:
            language, intents = read_tables(sorted({path.parent / "00_macros.txt", path}))
            for intent in intents:
                values: dict[str, Value] = {}
                for paraphrase in intent.paraphrases[:1]:
                    list(expand(paraphrase.template, language, rng, values))
                try:
                    commands.setdefault(fill(intent.commands.get("", ""), language, values), intent.origin)
                except TableError:
                    continue
    runnable = [
        (c, origin) for c, origin in commands.items() if c and not c.startswith("#?") and _is_local(c)
    ]
    rng.shuffle(runnable)
    complaints = 0
    for command, origin in runnable[:limit]:
        said = run(command)
        if COMPLAINT.search(said):
            complaints += 1
            print(f"{origin}: {command}\n    {said.strip().splitlines()[0][:160]}")
    print(f"{len(commands)} commands, {min(limit, len(runnable))} run, {complaints} complained")
    return complaints


def _is_local(command: str) -> bool:
    programs = set(_PROGRAM.findall(re.sub(r"'[^']*'", "''", command)))
    return bool(programs) and programs <= LOCAL and all(shutil.which(p) or p in _WORDS for p in programs)


_WORDS: Final = frozenset("for while do done if then fi export alias set type command time".split())


def run(command: str) -> str:
    """Run ``command`` in a sandbox without network whose only writable folder is thrown away; return stderr."""
    with tempfile.TemporaryDirectory() as folder:
        for match in _NAME.findall(command):
            invent(Path(folder), match)
        if command.startswith("git"):
            subprocess.run(["git", "init", "-q", folder], check=False, capture_output=True)
        box = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--tmpfs", "/home",
               "--bind", folder, "/tmp/work", "--chdir", "/tmp/work", "--unshare-net", "--unshare-pid", "--die-with-parent",
               "--setenv", "HOME", "/tmp/work", "bash", "-c", command]  # fmt: skip
        try:
            done = subprocess.run(box, capture_output=True, text=True, timeout=4, check=False, errors="replace",
                                  stdin=subprocess.DEVNULL)  # fmt: skip
        except subprocess.TimeoutExpired:
            return ""
        return done.stderr


def invent(folder: Path, name: str) -> None:
    """Make a file of that name with contents of its kind, or a folder; names that lead elsewhere are left out."""
    name = name.strip("\"'")
    target = (folder / name.removeprefix("~/")).resolve()
    if not target.is_relative_to(folder.resolve()) or target == folder.resolve() or target.exists():
        return
    if "." not in target.name or name.endswith("/"):
        target.mkdir(parents=True, exist_ok=True)
        (target / "one.txt").write_text("one\n", encoding="utf-8")
        return
    if any(parent.is_file() for parent in target.parents):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    kind = target.name.partition(".")[2]
    text = "alpha 1 2\nbeta 3 4\nalpha 5 6\n"
    if kind == "json":
        text = json.dumps([{"name": "alpha", "id": 1, "price": 2}, {"name": "beta", "id": 2, "price": 3}])
    elif kind == "csv":
        text = "name,id,price\nalpha,1,2\nbeta,2,3\n"
    if kind in {"tar", "tar.gz", "tgz", "tar.bz2", "tar.xz"}:
        mode = {"tar": "w", "tar.bz2": "w:bz2", "tar.xz": "w:xz"}.get(kind, "w:gz")
        with tarfile.open(target, mode) as archive:  # type: ignore[call-overload]
            info = tarfile.TarInfo("inside.txt")
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text.encode()))
    elif kind == "zip":
        with zipfile.ZipFile(target, "w") as zipped:
            zipped.writestr("inside.txt", text)
    else:
        target.write_text(text, encoding="utf-8")
