"""Programs that print or write a whole database: their output is worth more than an ordinary file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import redirection
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import DATABASE, LOCAL, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_POSTGRES: Final = ("-f", "--file")
_MYSQL: Final = ("-r", "--result-file", "-T", "--tab")
_FILES: Final = {
    **dict.fromkeys(("pg_dump", "pg_dumpall", "ysql_dump", "ysql_dumpall"), _POSTGRES),
    **dict.fromkeys(("mysqldump", "mariadb-dump", "mysqlpump"), _MYSQL),
    **dict.fromkeys(("mongodump", "mongoexport"), ("-o", "--out", "--archive")),
    **dict.fromkeys(("slapcat", "pg_basebackup"), ("-l", "-D", "--pgdata")),
}
"""Program -> the options that name a file or folder for what would otherwise be printed."""
_STRUCTURE: Final = frozenset(
    {"-s", "--schema-only", "-d", "--no-data", "-g", "--globals-only", "--list", "-l"}
)
"""Options of dump programs that leave the rows out."""


def dump(call: Call) -> str:
    """Follow a dump program: to its output, or to a file."""
    found = [value for value in _written(call, _FILES[call.name]) if value != "-"]
    content = LOCAL if any(text in _STRUCTURE for text in call.texts) and call.name != "slapcat" else DATABASE
    for path in found:
        redirection.write_file(
            call.analysis, Arg(path, call.span), call.state, content, call.span, append=False, copied=True
        )
    if found or (call.name == "mongodump" and "--archive" not in call.texts) or call.name == "pg_basebackup":
        return UNKNOWN if "-" not in call.texts else UNKNOWN + content
    return UNKNOWN + content


def _written(call: Call, options: tuple[str, ...]) -> list[str]:
    found = []
    texts = call.texts
    for index, text in enumerate(texts):
        name, equals, value = text.partition("=")
        if name in options and equals:
            found.append(value)
        elif text == "--archive":
            continue  # without `=` it is the output
        elif text in options and index + 1 < len(texts):
            found.append(texts[index + 1])
        elif glued := next(
            (o for o in options if len(o) == 2 and re.match(re.escape(o) + r"[^-=]", text)), None
        ):
            found.append(text[len(glued) :])
    return found


HANDLERS: Final = dict.fromkeys(_FILES, dump)
