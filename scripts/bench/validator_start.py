"""What the first `check` of a process costs: CPU time of whole processes, beside the bare interpreter.

    python scripts/bench/validator_start.py                     this tree
    python scripts/bench/validator_start.py --against FOLDER    beside another copy of the tree
    python scripts/bench/validator_start.py --stages            where the time goes, inside one process

User and system time of the child, not the clock: other work on the machine moves it less.  The runs of all cases
alternate, and medians are compared.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = {
    "a word": "ls",
    "a deletion": "rm -rf build",
    "a pipeline": 'find . -name "*.py" | xargs grep -n TODO > out.txt',
    "git": "git push --force origin main",
}
STAGES = """
import time
begun = time.process_time_ns()
def stage(name):
    global begun
    now = time.process_time_ns()
    print(f"{name}\\t{(now - begun) / 1e6:.1f}")
    begun = now
import cmdgen.cli.main
stage("entry point")
from cmdgen.wiring import checking
stage("settings, report")
dialect, screen = checking._screening("bash")
stage("configuration, own rules")
from cmdgen.safety import engine
stage("engine")
from cmdgen.safety.rules.book import builtin_book
builtin_book()
stage("rules")
from cmdgen.core.records import Command
screen(Command(text=%r, dialect=dialect))
stage("first screening")
screen(Command(text=%r, dialect=dialect))
stage("second screening")
"""


def cpu_ms(arguments: list[str], folder: Path) -> float:
    """Return the user and system time of one process in milliseconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def compare(folders: list[Path], rounds: int) -> None:
    """Print the median CPU time of each command in each tree."""
    cases = {("interpreter", folders[0]): ["-c", "pass"]}
    for name, text in COMMANDS.items():
        for folder in folders:
            cases[name, folder] = ["-m", "cmdgen", "check", "--shell", "bash", text]
    times: dict[tuple[str, Path], list[float]] = {case: [] for case in cases}
    for turn in range(rounds + 1):
        for case, arguments in cases.items():
            spent = cpu_ms(arguments, case[1])
            if turn:  # the first one may have to compile the modules
                times[case].append(spent)
    bare = statistics.median(times["interpreter", folders[0]])
    print(f"interpreter alone: {bare:.0f} ms CPU, median of {rounds}\n")
    print("| command | tree | CPU ms | least | over the interpreter |\n|---|---|---|---|---|")
    for (name, folder), spent in times.items():
        if name != "interpreter":
            middle = statistics.median(spent)
            print(f"| {name} | {folder.name} | {middle:.0f} | {min(spent):.0f} | {middle / bare:.1f} x |")


def stages(rounds: int) -> None:
    """Print the median CPU time of each stage of a first `check`."""
    times: dict[str, list[float]] = {}
    text = COMMANDS["a word"]
    for _ in range(rounds):
        printed = subprocess.check_output([sys.executable, "-c", STAGES % (text, text)], cwd=ROOT, text=True)
        for line in printed.splitlines():
            name, spent = line.split("\t")
            times.setdefault(name, []).append(float(spent))
    print("| stage | CPU ms |\n|---|---|")
    for name, spent in times.items():
        print(f"| {name} | {statistics.median(spent):.1f} |")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--against", type=Path, help="another copy of the tree")
    parser.add_argument("--stages", action="store_true")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    if options.stages:
        stages(options.rounds)
    else:
        others = [] if options.against is None else [options.against.resolve()]
        compare([ROOT, *others], options.rounds)


if __name__ == "__main__":
    main()
