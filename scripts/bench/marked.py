"""Puts what a script has measured between two marks of a page."""

from __future__ import annotations

from pathlib import Path


def replace_marked(page: Path, name: str, text: str) -> None:
    """Replace what stands between `<!-- NAME: made by ... -->` and `<!-- end of NAME -->`.

    Raises:
        SystemExit: the page has no such marks.
    """
    content = page.read_text(encoding="utf-8")
    before, start, rest = content.partition(f"<!-- {name}: made by")
    mark, arrow, rest = rest.partition("-->")
    _, end, after = rest.partition(f"<!-- end of {name} -->")
    if not (start and arrow and end):
        message = f"{page} has no place for {name}"
        raise SystemExit(message)
    page.write_text(f"{before}{start}{mark}{arrow}\n{text}\n{end}{after}", encoding="utf-8")
