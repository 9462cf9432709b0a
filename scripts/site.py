#!/usr/bin/env python3
"""Copies the pages to build/docs and makes their links fit the site: what Zensical builds (see mkdocs.yml).

The sources link to files as they lie in the repository.  Pages that live outside docs are copied in; links to other files of
the repository lead to it, if its address is given, and become plain text otherwise.

Why: docs/adr/0015-docs-site-by-zensical.md
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT: Final = Path(__file__).resolve().parent.parent
DOCS: Final = "docs"
STAGE: Final = ROOT / "build" / "docs"
OUTSIDE: Final = {
    "README.md": "index.md",  # the front page of the site says the same
    "CHANGELOG.md": "project/changelog.md",
    "CODE_OF_CONDUCT.md": "project/code-of-conduct.md",
    "CONTRIBUTING.md": "project/contributing.md",
    "SECURITY.md": "project/security.md",
    "THIRD_PARTY_LICENSES.md": "project/third-party-licenses.md",
    "cmdgen/models/starter/MODEL_CARD.md": "project/starter-model-card.md",
    "models/README.md": "project/models.md",
    "scripts/starter/README.md": "project/starter-pipeline.md",
}
"""Files outside docs -> where they stand on the site."""
_PICTURES: Final = frozenset({".svg", ".png"})
_LINK: Final = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)")
_CODE: Final = re.compile(r"^(```|~~~).*?^\1[^\S\n]*$|^(?: {4}|\t).*$|`+[^`\n]+`+", re.MULTILINE | re.DOTALL)
_DIRECTORY_PAGES: Final = ("README.md", "index.md")


class BrokenLinkError(Exception):
    """A page links to a file that does not exist."""


def stage(folder: Path, repository: str | None) -> int:
    """Copy all pages and pictures and return how many pages there are.

    Args:
        folder: is emptied first.
        repository: address of a file in the repository, up to its path; None leaves source files without a link.

    Raises:
        BrokenLinkError: naming every page and link.
    """
    shutil.rmtree(folder, ignore_errors=True)
    broken = []
    pages = dict(_pages())
    for source, place in pages.items():
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        text = (ROOT / source).read_text(encoding="utf-8")
        if source == f"{DOCS}/adr/README.md":
            text += _decisions()
        text, missing = linked(text, source, pages, repository)
        broken += [f"{source}: {link}" for link in missing]
        target.write_text(text, encoding="utf-8")
    for file in (ROOT / DOCS).rglob("*"):
        if file.suffix in _PICTURES:
            target = folder / file.relative_to(ROOT / DOCS)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    if broken:
        raise BrokenLinkError("\n".join(broken))
    return len(pages)


def _pages() -> Iterator[tuple[str, str]]:
    """Yield the path of every page in the repository, and its path on the site."""
    for file in sorted((ROOT / DOCS).rglob("*.md")):
        path = file.relative_to(ROOT).as_posix()
        yield path, path.removeprefix(f"{DOCS}/")
    for source, place in OUTSIDE.items():
        if source != "README.md" and (ROOT / source).is_file():
            yield source, place


def _decisions() -> str:
    titles = {
        file.name: file.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
        for file in sorted((ROOT / DOCS / "adr").glob("[0-9]*.md"))
    }
    return "".join(f"- [{title}]({name})\n" for name, title in titles.items())


def linked(text: str, source: str, pages: dict[str, str], repository: str | None) -> tuple[str, list[str]]:
    """Return a page with its links changed, and the links that lead nowhere.

    Args:
        text: Markdown; nothing in code is changed.
        source: path of the page in the repository.
        pages: path in the repository -> path on the site.
        repository: as in `stage`.
    """
    missing: list[str] = []

    def changed(match: re.Match[str]) -> str:
        mark, words, link = match.groups()
        if re.match(r"[a-z]+:|#", link):
            return match[0]
        path, anchor = _resolved(source, link)
        if path is None:
            missing.append(link)
            return match[0]
        place = pages.get(path) or OUTSIDE.get(path)
        here = PurePosixPath(pages[source]).parent
        if place is None and path.startswith(f"{DOCS}/") and Path(path).suffix in _PICTURES:
            place = path.removeprefix(f"{DOCS}/")
        if place is not None:
            return f"{mark}[{words}]({os.path.relpath(place, here).replace(os.sep, '/')}{anchor})"
        return f"[{words}]({repository}/{path})" if repository else words

    kept: list[str] = []

    def hide(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\x00{len(kept) - 1}\x00"

    # Code is put aside while links are changed: the words of a link may hold code, and code may look like a link.
    hidden = _CODE.sub(hide, text)
    done = _LINK.sub(changed, hidden)
    return re.sub(r"\x00(\d+)\x00", lambda match: kept[int(match[1])], done), missing


def _resolved(source: str, link: str) -> tuple[str | None, str]:
    """Return the path in the repository that a link means, and its anchor; None if nothing is there."""
    name, mark, anchor = link.partition("#")
    path = os.path.normpath(os.path.join(os.path.dirname(source), name)).replace(os.sep, "/")  # noqa: PTH118, PTH120
    if (ROOT / path).is_dir():
        inside = [f"{path}/{page}" for page in _DIRECTORY_PAGES if (ROOT / path / page).is_file()]
        path = inside[0] if inside else path
    return (path if (ROOT / path).exists() else None), mark + anchor


def main(arguments: Sequence[str] | None = None) -> int:
    """Stage the pages and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repository", help="address of a file in the repository, up to its path")
    wanted = parser.parse_args(arguments)
    try:
        number = stage(STAGE, wanted.repository)
    except BrokenLinkError as error:
        print(f"links that lead nowhere:\n{error}", file=sys.stderr)
        return 1
    print(f"{number} pages in {STAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
