"""Checks the written data: format, volume, syntax of every command, contradictions between requests."""

from __future__ import annotations

import random
import re
import statistics
import subprocess
from collections import Counter, defaultdict
from pathlib import Path

from scripts.starter.language import TableError, expand, fill, read_tables
from scripts.starter.pairs import PairError, read_pairs
from scripts.starter.values import Value

DATA = Path(__file__).parent / "data"


def tables() -> list[Path]:
    """Return all tables; the common macros come first."""
    return sorted((DATA / "tables").glob("*.txt"))


def pair_files() -> list[Path]:
    """Return all files of hand-written pairs."""
    return sorted((DATA / "pairs").glob("*.txt"))


def core_files() -> list[Path]:
    """Return the files of pairs that everybody asks: drawn more often than others, and none held out."""
    return sorted((DATA / "core").glob("*.txt"))


def syntax_error(command: str) -> str | None:
    """Return what bash says against the syntax of ``command``, or None."""
    if command.startswith("#?"):
        return (
            None
            if re.fullmatch(r"#\? (cannot|need [a-z]+)", command)
            else "write '#? cannot' or '#? need WORD'"
        )
    done = subprocess.run(["bash", "-n", "-c", command], capture_output=True, text=True, check=False)
    return done.stderr.strip().splitlines()[0] if done.returncode else None


def check(paths: list[Path]) -> int:
    """Print what is wrong with ``paths`` and how much they hold; return the number of problems."""
    problems: list[str] = []
    rng = random.Random(1)
    chosen_tables = [path for path in paths if path.parent.name == "tables"]
    chosen_pairs = [path for path in paths if path.parent.name in {"pairs", "core"}]
    asked: dict[str, set[str]] = defaultdict(set)
    if chosen_tables:
        common = [path for path in tables() if path.name.startswith("00_") and path not in chosen_tables]
        try:
            language, intents = read_tables([*common, *chosen_tables])
        except TableError as error:
            print(error)
            return 1
        for intent in intents:
            for tag, command in intent.commands.items():
                if tag == "ps":
                    continue
                for paraphrase in intent.paraphrases:
                    drawn: dict[str, Value] = {}
                    words = "".join(p.text for p in expand(paraphrase.template, language, rng, drawn))
                    try:
                        text = fill(command, language, drawn)
                    except TableError as error:
                        problems.append(f"{intent.origin} {intent.name}: {error}: {paraphrase.source}")
                        break
                    if not drawn:
                        asked[f"{words.strip().lower()} [{tag}]"].add(text)
                    if paraphrase is intent.paraphrases[0] and (said := syntax_error(text)):
                        problems.append(f"{intent.origin} {intent.name}: {said}: {text}")
                        break
        counts = [len(intent.paraphrases) for intent in intents]
        thin = [
            f"{intent.name} {len(intent.paraphrases)}" for intent in intents if len(intent.paraphrases) < 12
        ]
        print(
            f"{len(intents)} intents, lines each: min {min(counts)}, median {statistics.median(counts):.0f}"
        )
        if thin:
            print("fewer than 12 lines:", ", ".join(thin[:40]), "..." if len(thin) > 40 else "")
        for name, times in Counter(p.source for i in intents for p in i.paraphrases).items():
            if times > 1:
                problems.append(f"the same line stands {times} times: {name}")
    for path in chosen_pairs:
        try:
            groups = read_pairs([path])
        except PairError as error:
            print(error)
            problems.append(str(error))
            continue
        print(f"{path.name}: {len(groups)} groups, {sum(len(g.requests) for g in groups)} pairs")
        for group in groups:
            for tag, command in group.commands.items():
                if tag != "windows powershell" and (said := syntax_error(command)) and command != "-":
                    problems.append(f"{group.origin}: {said}: {command}")
            for request in group.requests:
                if "linux bash" in group.commands:
                    asked[f"{request.lower()} []"].add(group.commands["linux bash"])
    for request, commands in asked.items():
        if len(commands) > 1:
            problems.append(f"one request, several commands: {request!r}: {' // '.join(sorted(commands))}")
    for problem in problems:
        print(problem)
    return len(problems)
