"""Where the page of a program lies: files are read, `man` is not started, so that no pager or formatter runs."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

SECTIONS: Final = ("1", "8", "6")
_ALWAYS: Final = ("/usr/local/share/man", "/usr/share/man", "/opt/homebrew/share/man")
_MAX_FILE_BYTES: Final = 1_000_000
_MAX_BYTES: Final = 2_000_000
"""Of the unpacked page, so that a small file cannot unpack to any size."""
_OPENERS: Final[Mapping[str, Callable[[io.BytesIO], io.BufferedIOBase | io.BytesIO]]] = {
    "": lambda raw: raw,
    ".gz": lambda raw: gzip.GzipFile(fileobj=raw),
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
}
_MAX_LINKS: Final = 3


def page_folders(environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Return the folders that pages are looked for in: MANPATH, then those beside the folders of PATH.

    Relative entries are left out: what a folder holds that the user just happens to be in is no manual.
    """
    given = [Path(entry) for entry in environ.get("MANPATH", "").split(":") if entry.startswith("/")]
    beside = [
        Path(entry).parent / man
        for entry in environ.get("PATH", "").split(":")
        if entry.startswith("/") and entry.rstrip("/").endswith("bin")
        for man in ("share/man", "man")
    ]
    return tuple(dict.fromkeys([*given, *beside, *map(Path, _ALWAYS)]))


def find_page(name: str, folders: tuple[Path, ...]) -> tuple[str, str] | None:
    """Return the section and the text of the page of a program; None if there is none that can be read.

    Args:
        name: of the page, such as `find` or `git-commit`.
    """
    if re.fullmatch(r"[A-Za-z0-9][\w.+@-]*|\[", name) is None:
        return None
    for path, section in _candidates(name, folders):
        text = _read(path)
        for _ in range(_MAX_LINKS):
            link = re.match(r"(?:[.']\\\".*\n)*\.so\s+(\S+)", text or "")
            if link is None or ".." in link[1]:
                break
            # `.so man1/other.1` names a file from the folder that holds man1.
            root = path.parent.parent
            text = next(filter(None, (_read(root / (link[1] + end)) for end in _OPENERS)), None)
        if text:
            return section, text
    return None


def _candidates(name: str, folders: tuple[Path, ...]) -> Iterator[tuple[Path, str]]:
    for section in SECTIONS:
        for folder in folders:
            for ending in _OPENERS:
                yield folder / f"man{section}" / f"{name}.{section}{ending}", section


def _read(path: Path) -> str | None:
    try:
        if not path.is_file() or path.stat().st_size > _MAX_FILE_BYTES:
            return None
        ending = path.suffix if path.suffix in _OPENERS else ""
        data = _OPENERS[ending](io.BytesIO(path.read_bytes())).read(_MAX_BYTES)
    except (OSError, EOFError, ValueError, lzma.LZMAError):
        return None
    return data.decode("utf-8", "replace")
