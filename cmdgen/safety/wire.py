"""What is written into a network connection by hand: the protocols of stores that are plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Span
from cmdgen.safety import lazy_re
from cmdgen.safety.inline import keyvalue, statements
from cmdgen.safety.resolve.marks import DATABASE, ENVIRONMENT, PASSWORD, SECRET, SHELL

if TYPE_CHECKING:
    from cmdgen.safety.analysis import Analysis

MAX_LENGTH: Final = 20_000
"""Characters that are looked at; more is no command that somebody typed."""
MAX_LINES: Final = 200
"""Lines that are looked at."""
_REQUEST: Final = lazy_re.compile(r"(DELETE|POST|PUT) (/[^\s?]*)\S* HTTP/")
_CACHE: Final = lazy_re.compile(r"(?i)flush_all\b")
_LENGTH: Final = lazy_re.compile(r"[*$]\d+$")
"""Lengths between the words of the protocol of Redis."""


def judge(text: str) -> str | None:
    """Return the id of the rule that a text meets when a store at the other end obeys it, or None."""
    text = text.replace("\\r", "\r").replace("\\n", "\n")
    lines = [line.strip() for line in text.splitlines()[:MAX_LINES]]
    if any(_CACHE.match(line) for line in lines):
        return "data.drop-database"
    for line in lines:
        request = _REQUEST.match(line)
        if request and request.group(1) == "DELETE":
            return "data.drop-database" if request.group(2).strip("/*") in ("", "_all") else "data.drop-table"
    if any(_LENGTH.match(line) for line in lines):
        lines = [" ".join(line for line in lines if not _LENGTH.match(line))]
    for line in lines:
        rule = keyvalue.judge(line.split())
        if rule is not None and (rule != "data.change" or line.split()[0].upper() == "SHUTDOWN"):
            return rule  # any other word is no command of such a store
    return None


def sent(analysis: Analysis, text: str, span: Span, target: str) -> None:
    """Judge a text that goes to the other end of a connection."""
    if SHELL in text and not analysis.has_found("remote.shell", span):
        analysis.flag("remote.shell", span, target)
    leaves = what_leaves(text)
    if leaves:
        analysis.flag(leaves, span, target)
    rule = judge(text) if text.strip() and len(text) < MAX_LENGTH else None
    if rule:
        analysis.flag(rule, span, statements.shortened(text))


def what_leaves(text: str) -> str | None:
    """Return the id of the rule that a message meets because of what it holds, or None."""
    if SECRET in text or ENVIRONMENT in text or is_bare_password(text):
        return "secrets.sent"
    return "secrets.bulk-sent" if DATABASE in text else None


def is_bare_password(text: str) -> bool:
    """Return whether a message is a password or token and nothing else: no login looks like that."""
    return PASSWORD in text and not text.strip(PASSWORD + " \r\n\t\"'")
