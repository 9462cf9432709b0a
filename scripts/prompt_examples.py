#!/usr/bin/env python3
"""Packs pairs of the starter's training data into the file of examples that the prompt for a big model draws from.

    python scripts/prompt_examples.py            write cmdgen/prompting/examples/pairs.json.z
    python scripts/prompt_examples.py --check    end with status 1 if the file is not what the data gives
    python scripts/prompt_examples.py --measure  tell how often a similar pair is found, and how long that takes

One pair of each kind of command comes first, then a second wording of each, and so on until there are enough: what
matters is that every kind of wish has its example, not how often it is made.  The same data gives the same file.
Requests of the evaluation tasks are left out, whatever the data holds.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the tree that this script lies in, whatever else is installed

from cmdgen.prompting.examples_store import FILE, Pair, packed, unpacked  # noqa: E402
from cmdgen.prompting.render import normalised  # noqa: E402
from cmdgen.prompting.retrieval import Retriever, terms  # noqa: E402
from scripts.starter.check import core_files, pair_files, tables  # noqa: E402
from scripts.starter.examples import normal, task_requests  # noqa: E402
from scripts.starter.language import expand, fill, read_tables  # noqa: E402
from scripts.starter.pairs import read_pairs  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scripts.starter.language import Intent, Language, Paraphrase
    from scripts.starter.values import Value

TASKS: Final = (ROOT / "cmdgen" / "evaluation" / "tasks", ROOT / "tests" / "evaluation" / "harder")
PAIRS: Final = 16_000
WORDINGS: Final = 3
"""Drawn of each intent of the tables, and kept of each group of pairs, at most."""
MAX_REQUEST: Final = 100
MAX_COMMAND: Final = 120
"""In characters: an example must not take the room of the request."""

_VALUE: Final = re.compile(r"\"[\w ./-]*\"|'[\w ./-]*'|\d+|[\w~*-]*\.[a-z]{1,5}\b|[\w.~]*/[\w./~-]*")
_MANAGERS: Final = ("dnf", "pacman", "zypper", "apk")
# Options and programs that only GNU or Linux have: a command with one of them is no example for macOS.
_NOT_ON_MACOS: Final = re.compile(
    r"(?<!\S)--[a-z]|\b(?:sed -[a-zA-Z]*i|date -d|stat -c|find -|head -n -|readlink -f|xargs -[a-z]*[dr]|grep -[a-zA-Z]*P|"
    r"du -[a-zA-Z]*b|cp -[a-z]*u|sort -[a-zA-Z]*[RV]|tail -n \+?\d+ --|base64 -w)|-printf|-regextype|/proc/|/sys/|"
    r"\b(?:apt|apt-get|apt-cache|dpkg|snap|systemctl|journalctl|ip|ss|free|lsblk|lscpu|lsusb|lspci|lsmod|modprobe|hostnamectl|"
    r"timedatectl|localectl|loginctl|useradd|usermod|userdel|groupadd|groupdel|gpasswd|getent|numfmt|tac|shuf|nproc|xclip|xdg-open|"
    r"notify-send|update-alternatives|ufw|iptables|nmcli|iw|amixer|swapon|swapoff|fdisk|mkfs\S*|blkid|findmnt|sha\d+sum|md5sum|"
    r"timeout|watch|setfacl|getfacl|chattr|lsattr|pgrep -a|strace|ltrace|perf|vmstat|iostat|mpstat|sensors|loadkeys|zypper|"
    r"dnf|pacman|apk|eject|column -|rename|truncate|fallocate|unshare|chcon|service|shred|factor|wget|tree|pidof|taskset|chrt|ionice)\b"
)
_QUESTIONS: Final = {"#? cannot": "#? one command cannot do this"}


@dataclass(frozen=True, slots=True)
class Source:
    """One command with the ways to ask for it that the data has."""

    requests: tuple[str, ...]
    linux: str | None
    macos: str | None
    powershell: str | None

    @property
    def kind(self) -> str:
        """What the command is apart from its values."""
        return _VALUE.sub("#", self.linux or self.powershell or self.macos or "")


def sources() -> list[Source]:
    """Return everything that may become an example, in the order of the data."""
    blocked = frozenset(normal(request) for folder in TASKS for request in task_requests(folder))
    found = [*_from_pairs(), *_from_tables()]
    return [kept for source in found if (kept := _usable(source, blocked)) is not None]


def _from_pairs() -> Iterator[Source]:
    for group in read_pairs([*core_files(), *pair_files()]):
        commands = group.commands
        linux = commands.get("linux bash")
        macos = commands.get("macos zsh") or (linux if linux and not _NOT_ON_MACOS.search(linux) else None)
        yield Source(tuple(group.requests), linux, macos, commands.get("windows powershell"))


def _from_tables() -> Iterator[Source]:
    language, intents = read_tables(tables())
    for intent in intents:
        rng = random.Random(f"examples:{intent.name}")  # noqa: S311  (it must be repeatable)
        # The first line says it most plainly.
        lines = intent.paraphrases
        for line in (lines[0], *rng.sample(lines[1:], min(WORDINGS, len(lines)) - 1)):
            yield from _drawn(intent, line, language, rng)


def _drawn(intent: Intent, line: Paraphrase, language: Language, rng: random.Random) -> Iterator[Source]:
    """Draw one wording of an intent: one source, and one more for each other package manager."""
    values: dict[str, Value] = {}
    pieces = expand(line.template, language, rng, values)
    request = re.sub(r"\s+([,.?!])", r"\1", " ".join("".join(piece.text for piece in pieces).split()))

    def command(tag: str) -> str | None:
        text = intent.commands.get(tag)
        return None if text is None else fill(text, language, values)

    linux = command("")
    portable = linux and not intent.linux_only and not _NOT_ON_MACOS.search(linux)
    yield Source((request,), linux, command("m") or (linux if portable else None), command("ps"))
    for manager in _MANAGERS:
        if manager in intent.commands:
            yield Source((request,), command(manager), None, None)


def _usable(source: Source, blocked: frozenset[str]) -> Source | None:
    """Return the source without what is too long, unusual or blocked; None if nothing is left."""
    requests = tuple(
        request
        for request in dict.fromkeys(map(normalised, source.requests))
        if len(request) <= MAX_REQUEST and request.isprintable() and normal(request) not in blocked
    )
    linux, macos, powershell = map(_command, (source.linux, source.macos, source.powershell))
    if not requests or not (linux or macos or powershell):
        return None
    return Source(requests, linux, macos, powershell)


def _command(text: str | None) -> str | None:
    if text is None or text == "-" or len(text) > MAX_COMMAND or "\n" in text:
        return None
    if text.startswith("#? need "):
        return f"#? which {text.removeprefix('#? need ')}?"
    return _QUESTIONS.get(text, text)


def chosen(found: Sequence[Source], count: int = PAIRS) -> list[Pair]:
    """Return so many pairs, those with a command for PowerShell first, of which there are few."""
    pairs: dict[tuple[str, str | None], Pair] = {}
    rare = [source for source in found if source.powershell]
    for source, request in (*_in_rounds(rare), *_in_rounds(found)):
        if len(pairs) == count:
            break
        mark = normal(request), source.linux or source.powershell
        pairs.setdefault(mark, (request, source.linux, source.macos, source.powershell))
    return sorted(pairs.values(), key=lambda pair: tuple(text or "" for text in pair))


def _in_rounds(found: Sequence[Source]) -> Iterator[tuple[Source, str]]:
    """Yield sources with a wording: in each round one more for every kind of command, the least known one."""
    kinds: dict[str, list[tuple[Source, str]]] = defaultdict(list)
    for source in found:
        kinds[source.kind] += ((source, request) for request in source.requests[:WORDINGS])
    known: dict[str, set[str]] = defaultdict(set)
    while kinds:
        for kind in list(kinds):
            waiting = kinds[kind]
            news = [_news(request, known[kind]) for _, request in waiting]
            source, request = waiting.pop(news.index(max(news)))
            known[kind].update(terms(request))
            if not waiting:
                del kinds[kind]
            yield source, request


def _news(request: str, known: set[str]) -> float:
    """Return which share of the words of a request no chosen one of its kind has."""
    words = set(terms(request))
    return len(words - known) / max(1, len(words))


def measure(found: Sequence[Source], count: int) -> None:
    """Print how often a wording that the examples do not have leads to one with the same kind of command."""
    rng = random.Random(7)  # noqa: S311
    held = [source for source in found if len(source.requests) >= 3 and source.linux and rng.random() < 0.25][
        :1500
    ]
    asked = {id(source): source.requests[1] for source in held}
    rest = [
        Source(
            tuple(r for r in source.requests if r != asked.get(id(source))),
            source.linux,
            source.macos,
            source.powershell,
        )
        for source in found
    ]
    pairs = [pair for pair in chosen(rest, count) if pair[1]]
    retriever = Retriever([pair[0] for pair in pairs])
    hits: Mapping[int, list[bool]] = {1: [], 2: [], 4: [], 8: []}
    times = []
    for source in held:
        started = time.process_time()
        got = list(dict.fromkeys(pairs[number][1] for number, _ in retriever.ranked(asked[id(source)])))[:8]
        times.append(1e3 * (time.process_time() - started))
        same = [_skeleton(command or "") == _skeleton(source.linux or "") for command in got]
        for number, into in hits.items():
            into.append(any(same[:number]))
    shares = ", ".join(f"{number}: {100 * statistics.mean(into):.1f} %" for number, into in hits.items())
    print(f"{len(held)} unseen wordings; the same kind of command is among the first {shares}")
    print(
        f"{len(pairs)} pairs, a lookup takes {statistics.median(times):.1f} ms of a processor, at worst {max(times):.1f}"
    )


def _skeleton(command: str) -> tuple[str, ...]:
    """Return the programs and options of a command: two with the same ones teach the same."""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", command)
    return tuple(
        re.findall(r"(?:(?:^|[|;&(]\s*)(?:sudo )?[a-z][\w-]*|(?<!\S)--?[a-zA-Z][\w-]*|[|>&]+)", bare)
    )


def main() -> int:
    """Read the command line, write or check the file."""
    parser = argparse.ArgumentParser(description="Pack examples for prompts")
    parser.add_argument("--count", type=int, default=PAIRS, help=f"pairs at most (default {PAIRS})")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; status 1 if the file is not up to date"
    )
    parser.add_argument(
        "--measure", action="store_true", help="write nothing; tell how well and how fast pairs are found"
    )
    arguments = parser.parse_args()
    found = sources()
    if arguments.measure:
        measure(found, arguments.count)
        return 0
    pairs = chosen(found, arguments.count)
    content = packed(pairs)
    if arguments.check:
        # Unpacked: another version of zlib packs the same text in other bytes.
        is_current = FILE.is_file() and unpacked(FILE.read_bytes()) == unpacked(content)
        print(f"{FILE.relative_to(ROOT)} is {'up to date' if is_current else 'not what the data gives'}")
        return 0 if is_current else 1
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_bytes(content)
    print(f"{FILE.relative_to(ROOT)}: {len(pairs)} pairs, {len(content) / 1e3:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
