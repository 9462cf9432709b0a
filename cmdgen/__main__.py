"""Runs the program as `python -m cmdgen`, and is what the installed command calls."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program and return its exit status; Ctrl-C while it is still being imported ends it quietly, too."""
    try:
        from cmdgen.cli.main import main as run  # noqa: PLC0415  imported where Ctrl-C is caught

        return run()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
