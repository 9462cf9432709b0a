#!/usr/bin/env python3
"""Writes the pages that `--help` shows in a terminal of usual width, so that no parser has to be imported for them.

`--check` writes nothing, and ends with status 1 if one of the pages is not up to date.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the tree that this script lies in, whatever else is installed

from cmdgen.cli.app import help_of  # noqa: E402
from cmdgen.cli.routing import ASK, SHAPES  # noqa: E402
from cmdgen.cli.unparsed import HELP_COLUMNS, help_page  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Mapping


def pages() -> Mapping[Path, str]:
    """Return the file and the text of each page."""
    return {Path(help_page(name)): help_of(name, HELP_COLUMNS - 2) + "\n" for name in (ASK, *SHAPES)}


def main() -> int:
    """Write what is not up to date, and say what that was."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    old = [path for path, text in pages().items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in old:
        print(f"not up to date: {path.relative_to(ROOT)}" if check else path.relative_to(ROOT))
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(pages()[path], "utf-8")
    return 1 if check and old else 0


if __name__ == "__main__":
    sys.exit(main())
