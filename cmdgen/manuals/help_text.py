"""What a program prints about itself, for the few programs that may be asked.

Asking means running, so the rules are narrow.  Only names of a fixed list are asked, which are known to print and end
when they get `--help`.  Only /usr/bin and /bin are looked in, never PATH, where a folder of the user may hold another
program of the same name.  Only on Linux: BSD programs do not know `--help`, and some take it for a word (`yes --help`).
The program gets nothing to read, no terminal, no settings, the root folder to work in, little time, and no say in how
much of its output is kept.
"""

from __future__ import annotations

import re
import subprocess  # noqa: S404, TID251, RUF100  see above; what runs is not the user's command
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen.manuals.option_tags import first_sentence, option_line
from cmdgen.manuals.records import Manual, OptionLine

if TYPE_CHECKING:
    from collections.abc import Sequence

HARMLESS: Final = frozenset(
    "awk b2sum base32 base64 basename bzip2 cat chgrp chmod chown cksum cmp comm cp csplit cut date dd df diff diff3 "
    "dir dircolors dirname du egrep expand expr factor fgrep file find fmt fold free gawk grep groups gunzip gzip head "
    "hostid id install join jq less link ln logname ls lsblk md5sum mkdir mkfifo mknod mktemp mv nl nohup nproc "
    "numfmt od paste pathchk pgrep pinky pr ptx readlink realpath rm rmdir sed seq sha1sum sha256sum sha512sum shred "
    "shuf sort split stat stdbuf sum sync tac tail tar tee timeout touch tr tree truncate tsort uname unexpand uniq "
    "unlink uptime vmstat wc wget who xargs xz zcat zgrep zstd".split()
)
"""Programs that answer `--help` with a text and do nothing else, in GNU and in BusyBox."""
FOLDERS: Final = (Path("/usr/bin"), Path("/bin"))
_SECONDS: Final = 0.1
_MAX_CHARACTERS: Final = 100_000
_ENVIRONMENT: Final = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "HOME": "/nonexistent", "TERM": "dumb"}
_OPTION: Final = re.compile(r"^(?:\s{1,12}|\t+)(-\S.*?|[a-z]+=\S+)(?:(?:\s{2,}|\t+)(\S.*))?$")


def help_of(
    program: str, *, folders: Sequence[Path] = FOLDERS, system: str = sys.platform, seconds: float = _SECONDS
) -> Manual | None:
    """Return what `PROGRAM --help` says; None where the program is not asked or does not answer in time.

    Args:
        folders: where programs are looked for.
        system: as in `sys.platform`.
        seconds: how long it may take.
    """
    if program not in HARMLESS or system != "linux":
        return None
    path = next((folder / program for folder in folders if (folder / program).is_file()), None)
    if path is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603, TID251, RUF100
            [str(path), "--help"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=_ENVIRONMENT,
            cwd="/",
            start_new_session=True,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return read_help(done.stdout[:_MAX_CHARACTERS].decode("utf-8", "replace"), program)


def read_help(text: str, program: str) -> Manual | None:
    """Return the manual that a help text makes; None if it lists no options."""
    options: list[OptionLine] = []
    tag, body, summary = "", [], ""
    for line in [*text.splitlines(), ""]:
        match = _OPTION.match(line.rstrip())
        is_more = match is None and tag and re.match(r"\s{8,}|\t{2,}", line) and line.strip()
        if is_more:
            body.append(line.strip())
            continue
        if tag and (option := option_line(tag, " ".join(body))) is not None:
            options.append(option)
        tag, body = ("", []) if match is None else (match[1], [match[2]] if match[2] else [])
        words = line.strip()
        # The line after "Usage:" says what it is for; before any option, and not indented.
        if (
            not summary
            and not options
            and not tag
            and re.match(r"[A-Z][a-z].* ", line)
            and "sage:" not in line
        ):
            summary = first_sentence(words)
    if not options:
        return None
    is_busybox = text.startswith("BusyBox")
    return Manual(
        name=program,
        source=f"{program} --help" + (" (BusyBox)" if is_busybox else ""),
        summary="" if is_busybox and summary.startswith("BusyBox") else summary,
        options=tuple(options),
        text=text,
    )
