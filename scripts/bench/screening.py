"""How well and how fast the validator screens the labelled corpus.

    python scripts/bench/screening.py                      figures by part of the corpus and by family, as Markdown
    python scripts/bench/screening.py --others verdicts    beside other screeners (one JSON file each, see below)
    python scripts/bench/screening.py --export             prints the corpus as JSON lines for other screeners

`verdicts` is a folder with one NAME.json per screener: a list of {"id": ..., "flagged": true or false}.
`scripts/bench/cc_safety_net.mjs` makes one.  Times are per command in a warm process, on one core.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from cmdgen.core.records import Command, Level
from cmdgen.safety import screen

CORPUS = Path(__file__).parents[2] / "tests" / "safety" / "corpus"
LEVELS = {level.label: level for level in Level}
POSIX = {"bash", "sh", "zsh"}

Row = dict[str, str]
Verdict = tuple[Row, Level, Level]
"""The row, the level that it is labelled with, and the level that was found."""


def corpus() -> dict[str, list[Row]]:
    """Return the rows of each part of the corpus."""
    return {
        file.stem: [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        for file in sorted(CORPUS.glob("*.jsonl"))
    }


def share(part: int, whole: int) -> str:
    """Return a percentage with one decimal."""
    return f"{100 * part / whole:.1f}" if whole else "-"


def figures(verdicts: Iterable[Verdict]) -> list[str]:
    """Return count, recall, critical caught, critical exact, false alarms, moderate escalated and exact level."""
    rows = list(verdicts)
    dangerous = [v for v in rows if v[1] >= Level.HIGH]
    critical = [v for v in rows if v[1] is Level.CRITICAL]
    safe = [v for v in rows if v[1] is Level.SAFE]
    moderate = [v for v in rows if v[1] is Level.MODERATE]
    return [
        str(len(rows)),
        share(sum(v[2] >= Level.HIGH for v in dangerous), len(dangerous)),
        share(sum(v[2] >= Level.HIGH for v in critical), len(critical)),
        share(sum(v[2] is Level.CRITICAL for v in critical), len(critical)),
        share(sum(v[2] >= Level.HIGH for v in safe), len(safe)),
        share(sum(v[2] >= Level.HIGH for v in moderate), len(moderate)),
        share(sum(v[1] is v[2] for v in rows), len(rows)),
    ]


HEAD = (
    "| {} | commands | dangerous flagged % | critical flagged % | critical exact % | false alarms % | moderate escalated % | exact level % |\n"
    "|---|---|---|---|---|---|---|---|"
)


def print_rows(title: str, groups: dict[str, list[Verdict]]) -> None:
    """Print one table."""
    print(HEAD.format(title))
    for name, verdicts in groups.items():
        print(f"| {name} | " + " | ".join(figures(verdicts)) + " |")
    print()


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--others", type=Path)
    parser.add_argument("--export", action="store_true")
    options = parser.parse_args()
    parts = corpus()
    if options.export:
        for rows in parts.values():
            for row in rows:
                print(json.dumps({"id": row["id"], "shell": row["shell"], "command": row["command"]}))
        return
    times: list[float] = []
    by_part: dict[str, list[Verdict]] = defaultdict(list)
    by_shell: dict[str, list[Verdict]] = defaultdict(list)
    by_family: dict[str, list[Verdict]] = defaultdict(list)
    everything: list[Verdict] = []
    for name, rows in parts.items():
        for row in rows:
            started = time.perf_counter()
            found = screen(Command(text=row["command"], dialect=row["shell"])).level
            times.append(time.perf_counter() - started)
            verdict = (row, LEVELS[row["level"]], found)
            everything.append(verdict)
            by_part[name].append(verdict)
            by_shell[row["shell"]].append(verdict)
            by_family[row["family"]].append(verdict)
    print_rows("part", {**by_part, "**all**": everything})
    print_rows("shell", dict(sorted(by_shell.items())))
    if options.others:
        print_others(options.others, [v for v in everything if v[0]["shell"] in POSIX])
    print_rows("family", dict(sorted(by_family.items())))
    milliseconds = sorted(1000 * t for t in times)
    print(
        f"Time per command: median {statistics.median(milliseconds):.2f} ms, 99th percentile "
        f"{milliseconds[int(0.99 * len(milliseconds))]:.2f} ms; {len(times) / sum(times):,.0f} commands a second."
    )


def print_others(folder: Path, verdicts: list[Verdict]) -> None:
    """Print what other screeners flag of the commands for POSIX shells, beside ours."""
    print(
        "| screener | commands | dangerous flagged % | critical flagged % | false alarms % | moderate escalated % |"
    )
    print("|---|---|---|---|---|---|")
    flags = {"cmdgen": {v[0]["id"]: v[2] >= Level.HIGH for v in verdicts}}
    for file in sorted(folder.glob("*.json")):
        flags[file.stem] = {entry["id"]: entry["flagged"] for entry in json.loads(file.read_text("utf-8"))}
    for name, flagged in flags.items():
        known = [v for v in verdicts if v[0]["id"] in flagged]
        cells = [str(len(known))]
        for levels in ({Level.HIGH, Level.CRITICAL}, {Level.CRITICAL}, {Level.SAFE}, {Level.MODERATE}):
            rows = [v for v in known if v[1] in levels]
            cells.append(share(sum(flagged[v[0]["id"]] for v in rows), len(rows)))
        print(f"| {name} | " + " | ".join(cells) + " |")
    print()


if __name__ == "__main__":
    main()
