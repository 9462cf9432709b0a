"""Kinds of archives with their commands, their names, and the folders that go in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scripts.starter import values as pool
from scripts.starter.compose.kit import Draft, draw_folder


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of archive.

    Attributes:
        ends: its file name extensions, the usual one first.
        create: the command up to the archive's name; ``extract`` and ``list`` likewise.
        said: how people call it.
        unpackers: verbs for extracting that name this kind.
    """

    ends: tuple[str, ...]
    create: str
    extract: str
    list: str
    said: tuple[str, ...]
    unpackers: tuple[str, ...] = ("untar",)


KINDS: Final = {
    "tgz": Kind(
        ("tar.gz", "tar.gz", "tar.gz", "tgz"), "tar -czf", "tar -xzf", "tar -tzf",
        ("tarball", "tar.gz", "gzipped tar", "gzip tarball", "compressed tarball", "tgz", "compressed tar archive",
         "tar.gz archive", "tar gz file", "gzipped tar archive", "gz archive"),
        ("untar", "untar", "gunzip and untar"),
    ),
    "tar": Kind(
        ("tar",), "tar -cf", "tar -xf", "tar -tf",
        ("tar", "plain tar", "tar file", "uncompressed tar", "tar archive", "tar without compression"),
    ),
    "bz2": Kind(
        ("tar.bz2", "tar.bz2", "tbz2"), "tar -cjf", "tar -xjf", "tar -tjf",
        ("tar.bz2", "bzip2 tarball", "bzipped tar", "bz2 archive", "tar with bzip2", "bzip2 compressed tar"),
    ),
    "xz": Kind(
        ("tar.xz",), "tar -cJf", "tar -xJf", "tar -tJf",
        ("tar.xz", "xz tarball", "xz compressed tar", "xz archive", "tar with xz compression"),
    ),
    "zst": Kind(
        ("tar.zst",), "tar --zstd -cf", "tar --zstd -xf", "tar --zstd -tf",
        ("tar.zst", "zstd tarball", "zstd compressed tar", "zst archive", "tar with zstd"),
    ),
    "zip": Kind(
        ("zip",), "zip -r", "unzip", "unzip -l",
        ("zip", "zip file", "zip archive", "zipfile", "zip"), ("unzip", "unzip", "unzip"),
    ),
    "7z": Kind(("7z",), "7z a", "7z x", "7z l", ("7z", "7zip archive", "7-zip file", "7z archive"), ("un7zip",)),
}  # fmt: skip
USUAL: Final = {"tgz": 5.0, "tar": 1.3, "bz2": 0.9, "xz": 0.9, "zst": 0.4, "zip": 3.5, "7z": 0.5}
PLACES: Final = (
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "/tmp/",
    "/backup/",
    "~/",
    "backups/",
    "/mnt/usb/",
    "~/Downloads/",
    "../",
)


def draw_archive(d: Draft, kind: Kind, stem: str | None = None) -> str:
    """Draw an archive name, keep it as ``arc`` and return the name."""
    name = f"{d.one(PLACES) if stem is None else ''}{stem or pool.stem(d.rng)}.{d.one(kind.ends)}"
    said = f'"{name}"' if " " in name and d.chance(0.7) else name
    d.put("arc", said, name, "arg")
    return name


def draw_source(d: Draft, key: str = "src") -> str:
    """Draw a folder; return it as it is written."""
    return draw_folder(d, key, never={"/", "~", "."})


def draw_plain_folder(d: Draft) -> str:
    """Draw a folder that lies here, as ``src``."""
    name = pool.stem_plain(d.rng) if d.chance(0.6) else d.one(pool.LOCALDIRS)
    d.put("src", name, None, "arg")
    return name
