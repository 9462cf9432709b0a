#!/usr/bin/env python3
"""Writes THIRD_PARTY_LICENSES.md: what a plain install brings along, from the metadata of the packages that are installed."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "THIRD_PARTY_LICENSES.md"
HEAD: Final = """\
<!-- Made by scripts/licences.py from the packages of a fresh installation; do not edit. -->
# Third-party licences

cmdgen itself is under the [MIT licence](LICENSE), the weights of the starter model included. A plain `pip install` brings these
packages along, each under its own licence, whose text lies in the package's `*.dist-info` folder. Which of them are installed
depends on the Python version and system. The standalone builds hold them too, with Python itself (PSF-2.0), OpenSSL (Apache-2.0), and
llama.cpp and ggml (MIT), which are part of xllamacpp.

| package | version | licence |
|---|---|---|
"""
TAIL: Final = """
Models that you fetch have licences of their own: `cmdgen model available` and `cmdgen model info NAME` show them. The licence text
of the default model is kept in [its folder](models/qwen2.5-coder-1.5b-instruct/README.md).
"""


def needed(name: str, found: dict[str, metadata.Distribution]) -> None:
    """Add a package and whatever it requires to those that are found."""
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in found:
        return
    try:
        found[key] = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return  # for another system or Python version
    for requirement in found[key].requires or ():
        specification, _, marker = requirement.partition(";")
        if "extra ==" not in marker:
            needed(re.split(r"[^A-Za-z0-9._-]", specification.strip(), maxsplit=1)[0], found)


def licence(package: metadata.Distribution) -> str:
    """Return the licence as the package names it."""
    classified = [
        text.rpartition(" :: ")[2]
        for text in package.metadata.get_all("Classifier", [])
        if text.startswith("License ::")
    ]
    said = (
        package.metadata.get("License-Expression") or package.metadata.get("License") or ", ".join(classified)
    )
    return said.splitlines()[0].removesuffix(" License") if said else "see the package"


def main() -> int:
    """Write the page."""
    found: dict[str, metadata.Distribution] = {}
    needed("cmdgen", found)
    del found["cmdgen"]
    rows = [f"| {name} | {found[name].version} | {licence(found[name])} |" for name in sorted(found)]
    PAGE.write_text(HEAD + "\n".join(rows) + "\n" + TAIL, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
