"""Puts addresses into the metadata of a release: the project's pages, and the links and pictures of README.md.

Where the repository lives is not written in it: a clone or a fork lives somewhere else.  The release workflow says it in
CMDGEN_REPOSITORY; a package that is built without it names no address, and its README is as it lies in the repository.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Final

from hatchling.metadata.plugin.interface import MetadataHookInterface

_HERE: Final = re.compile(r'(\]\(|src(?:set)?=")(?![a-z]+:|#)([^)"\s]+)')
"""The beginning of a link or picture, and a place in this repository."""
_PICTURES: Final = (".svg", ".png")


class Addresses(MetadataHookInterface):
    """Called by hatchling; pyproject.toml names this file."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set `readme`, and `urls` where the address is known."""
        readme = Path(self.root, "README.md").read_text(encoding="utf-8")
        address = os.environ.get("CMDGEN_REPOSITORY", "").rstrip("/")
        if address:
            readme = with_addresses(readme, address)
            metadata["urls"] = {
                "Source": address,
                "Documentation": f"{address}/blob/HEAD/docs/index.md",
                "Changelog": f"{address}/blob/HEAD/CHANGELOG.md",
                "Issues": f"{address}/issues",
            }
        metadata["readme"] = {"content-type": "text/markdown", "text": readme}


def with_addresses(text: str, address: str) -> str:
    """Return Markdown whose links into the repository lead there from anywhere; pictures come as files, not as pages."""

    def absolute(match: re.Match[str]) -> str:
        begin, place = match.groups()
        return f"{begin}{address}/{'raw' if place.endswith(_PICTURES) else 'blob'}/HEAD/{place}"

    return _HERE.sub(absolute, text)
