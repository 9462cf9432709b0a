"""The commonest options of the commonest programs in our own words, for machines without manuals such as containers.

The format of `programs.txt` is read by the line, and only where a program is asked for:

    [tar|gtar] keeps files in one archive, or takes them out
    words: the first | those in between* | the last
    -f, --file=ARCHIVE  the archive
    bsd: -i FILE        only where the userland is that of the BSDs or of macOS
    gnu: -r             not there
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from cmdgen.manuals.option_tags import option_line
from cmdgen.manuals.records import Manual, OptionLine

SOURCE: Final = "cmdgen"
_OPERANDS: Final = "words: "
_SYSTEM: Final = re.compile(r"(gnu|bsd): ")


@functools.cache
def _text(file: str) -> str:
    return (Path(__file__).parent / file).read_text(encoding="utf-8")


def own_manual(name: str, *, is_bsd: bool, file: str = "programs.txt") -> Manual | None:
    """Return what the own table says about a program, or a subcommand such as `git commit`.

    Args:
        is_bsd: whether the options are those of the BSDs and macOS.
        file: `programs.txt`, or `builtins.txt` for what the shell does itself.
    """
    match = re.search(
        rf"^\[(?:[^\]\n]*\|)?{re.escape(name)}(?:\|[^\]\n]*)?\] (.*)\n((?:[^\[\n].*\n)*)",
        _text(file),
        re.MULTILINE,
    )
    if match is None:
        return None
    summary, body = match.groups()
    options: list[OptionLine] = []
    operands: tuple[str, ...] = ()
    for written in body.splitlines():
        system = _SYSTEM.match(written)
        if system is not None and (system[1] == "bsd") != is_bsd:
            continue
        if written.startswith(_OPERANDS):
            operands = tuple(part.strip() for part in written.removeprefix(_OPERANDS).split("|"))
            continue
        line = written if system is None else written[system.end() :]
        tag, _, text = line.partition("  ")
        option = option_line(tag, "")
        option = option or OptionLine(spellings=(tag,))  # the name of a subcommand
        options.append(replace(option, text=text.strip()))
    return Manual(
        name=name,
        source=SOURCE,
        summary=summary,
        options=tuple(options),
        operands=operands,
        text=body,
        complete=False,
    )
