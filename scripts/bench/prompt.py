"""What the keys of `cmdgen shell init` add to every prompt, in microseconds: the hook that runs there, called in a loop.

python scripts/bench/prompt.py
"""

from __future__ import annotations

import shutil
import statistics
import subprocess

from cmdgen.shells.integration import code

CALLS = 20_000
RUNS = 5
# The same loop with and without the hook, so that what is left is the hook.
SCRIPTS = {
    "bash": (
        "{code}\nt0=$EPOCHREALTIME; for ((i=0;i<{n};i++)); do :; done; t1=$EPOCHREALTIME; "
        "for ((i=0;i<{n};i++)); do __cmdgen_line_prompt; done; t2=$EPOCHREALTIME; echo $t0 $t1 $t2"
    ),
    "zsh": (
        "zmodload zsh/datetime\n{code}\nt0=$EPOCHREALTIME; for ((i=0;i<{n};i++)); do :; done; t1=$EPOCHREALTIME; "
        "for ((i=0;i<{n};i++)); do __cmdgen_line_prompt; done; t2=$EPOCHREALTIME; echo $t0 $t1 $t2"
    ),
    "fish": (
        "{code}\nset t0 (date +%s.%N); for i in (seq {n}); true; end; set t1 (date +%s.%N); "
        "for i in (seq {n}); __cmdgen_line_postexec; end; set t2 (date +%s.%N); echo $t0 $t1 $t2"
    ),
}


def microseconds(shell: str) -> float:
    """Return the time of one call of the hook."""
    # An interactive shell, since the code does nothing in any other; without its own configuration.
    options = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    text = SCRIPTS[shell].format(code=code(shell), n=CALLS)
    done = subprocess.run(
        [shell, *options, "-i", "-c", text], capture_output=True, text=True, check=True, timeout=120
    )
    start, middle, end = map(float, done.stdout.split()[-3:])
    return ((end - middle) - (middle - start)) / CALLS * 1e6


def main() -> None:
    """Print one line for each shell that is installed."""
    for shell in SCRIPTS:
        if shutil.which(shell):
            print(f"{shell:5} {statistics.median(microseconds(shell) for _ in range(RUNS)):6.1f} us a prompt")


if __name__ == "__main__":
    main()
