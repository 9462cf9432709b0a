"""Runs the program as `python -m cmdgen`, and is what the installed command calls."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the program and return its exit status; Ctrl-C while it is still being imported ends it quietly, too."""
    try:
        from cmdgen.cli.quick import answered  # noqa: PLC0415  imported where Ctrl-C is caught

        # Before the part that reads settings is imported, so the environment is read here.
        begun = answered(sys.argv[1:], os.environ)  # noqa: TID251
        if isinstance(begun, int):
            return begun
        from cmdgen.cli.main import main as run  # noqa: PLC0415

        return run(begun=begun)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
