"""Takes secrets out of text before it leaves the machine.

Each secret becomes a placeholder such as `<SECRET_1>`, the same one wherever the same secret stands.  The
model may write the placeholder into its command.  It is not filled in again: it is a blank like any other,
and the user is asked for it before the command runs.  So no secret can come back in a place that the user did
not choose for it.

This finds what looks like a secret: known kinds of tokens, values beside a telling name, and long runs of
random signs.  It cannot know that an ordinary word is somebody's password.  Hexadecimal runs of the length of
git and SHA-256 hashes are left alone: requests about commits and checksums are far commoner than such keys.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cmdgen.core.records import CommandRequest

# Every pattern has a group "secret", the part that is replaced.  None begins with a repetition that can also
# be entered one sign later, so the time stays proportional to the text.
_NAME: Final = (
    r"(?:password|passwd|passphrase|passwort|pwd|secret|token|credentials?|api[_-]?key|apikey|access[_-]?key"
    r"|secret[_-]?key|private[_-]?key|auth[_-]?key|account[_-]?key|encryption[_-]?key|signing[_-]?key"
    r"|client[_-]?secret|access[_-]?key[_-]?id|sharedaccesskey)"
)
_VALUE: Final = r"(?:\"(?P<secret>[^\"\n]+)\"|'(?P<secret2>[^'\n]+)'|(?P<secret3>[^\s\"'<>$&|;,)}\]]+))"
_UNLIKE_A_WORD: Final = (
    r"(?P<secret>(?=[^\s\"'<>$]{0,60}\d)(?=[^\s\"'<>$]{0,60}[a-z])[^\s\"'<>$/=]{6,})"  # a letter and a digit
)

_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # Blocks, also one whose end is beyond the excerpt.
        r"(?s)(?P<secret>-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----.*?"
        r"(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|\Z))",
        # user:password@ in an address.
        r"(?i)\b(?:[a-z][a-z0-9+.-]{1,20})://[^\s/:@\"'<>]{0,200}:(?P<secret>[^\s/@\"'<>]{1,200})@",
        # Headers.
        r"(?i)\bauthorization[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?:(?:bearer|basic|token|digest|apikey|negotiate)\s{1,3})?"
        r"(?P<secret>[^\s\"'<>$]{4,})",
        r"(?i)\bbearer\s{1,3}(?P<secret>[a-z0-9._~+/=-]{12,})",
        r"(?im)\b(?:set-)?cookie:[ \t]{0,3}(?P<secret>[^\n\"'<>$]{4,})",
        r"(?i)\bx-[a-z-]{0,30}(?:key|token|secret|auth):[ \t]{0,3}(?P<secret>[^\s\"'<>$]{4,})",
        # Tokens that say what they are.
        r"\b(?P<secret>(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16})\b",
        r"\b(?P<secret>gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{20,})",
        r"\b(?P<secret>gl(?:pat|dt|rt|cbt|ptt|oas)-[A-Za-z0-9_-]{16,})",
        r"\b(?P<secret>xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{10,})",
        r"(?P<secret>https://hooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/_-]{10,})",
        r"\b(?P<secret>(?:sk|rk|pk)[-_](?:live|test|proj|ant|or|svcacct|admin)[-_][A-Za-z0-9_-]{16,}"
        r"|sk-[A-Za-z0-9_-]{20,})",
        r"\b(?P<secret>hf_[A-Za-z0-9]{20,}|npm_[A-Za-z0-9]{30,}|pypi-[A-Za-z0-9_-]{30,}|dop_v1_[a-f0-9]{40,})",
        r"\b(?P<secret>AIza[A-Za-z0-9_-]{30,}|ya29\.[A-Za-z0-9_-]{20,}|SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,})",
        r"\b(?P<secret>shp(?:at|ca|pa|ss)_[a-fA-F0-9]{30,}|AGE-SECRET-KEY-1[A-Z0-9]{50,})",
        r"\b(?P<secret>[0-9]{8,10}:AA[A-Za-z0-9_-]{30,})",
        r"\b(?P<secret>eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?)",
        # name=value; in a sentence, a bare `password=` names no value and stays.
        rf"(?i){_NAME}\d{{0,3}}[\"']?=(?!=){_VALUE}",
        # name: value, in quotes or alone on its line as in YAML ...
        rf"(?i){_NAME}\d{{0,3}}[\"']?\s{{0,3}}:\s{{0,3}}(?:\"(?P<secret>[^\"\n]+)\"|'(?P<secret2>[^'\n]+)')",
        rf"(?im)(?:^|[\s_.\"-]){_NAME}\d{{0,3}}[ \t]{{0,3}}:[ \t]{{0,3}}(?P<secret>[^\s\"'<>$]{{3,}})[ \t\r]{{0,3}}$",
        # ... and in a sentence or after an option where it does not look like a word.
        rf"(?i){_NAME}\d{{0,3}}:[ \t]{{0,3}}{_UNLIKE_A_WORD}",
        rf"(?i)--[a-z-]{{0,30}}{_NAME}[ \t]{{1,3}}{_UNLIKE_A_WORD}",
        rf"(?i)(?:password|passwd|passphrase|passwort|pwd)[ \t]{{1,3}}(?:is[ \t]{{1,3}})?{_UNLIKE_A_WORD}",
        # Options of programs that take a password.
        r"(?:\s-u|\s--user|\s--proxy-user)[ =]{1,3}[\"']?[^\s:\"'<>]{1,60}:(?P<secret>[^\s\"'<>$]+)",
        r"\bsshpass\s{1,3}-p\s{0,3}[\"']?(?P<secret>[^\s\"'<>$]+)",
    )
)
_LONG_RUN: Final = re.compile(r"[A-Za-z0-9+/_=-]{24,}")
_PLACEHOLDERS: Final = re.compile(
    r"(?i)\*+|x{3,}|\.{2,}|%\w|true|false|yes|no|none|null|nil|undefined|\[?redacted\]?|changeme|\{\{?.*|SECRET_\d+"
)
_HASH_LENGTHS: Final = frozenset({40, 64})
_RANDOM_BITS: Final = 3.8
"""Shannon entropy, in bits a sign: random base64 of 32 signs has about 4.5, words and names below 3.7."""
_VERY_RANDOM_BITS: Final = 4.4
_RANDOM_HEX_BITS: Final = 2.5
_WRITTEN_PIECE: Final = re.compile(r"\d*|[A-Z]?[a-z]+\d{0,4}|[A-Z]+\d{0,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """Text without its secrets."""

    text: str
    count: int
    """How many different secrets were taken out."""


class Redactor:
    """Replaces secrets, and remembers which got which placeholder."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}

    @property
    def count(self) -> int:
        """How many different secrets were found so far."""
        return len(self._places)

    def redact(self, text: str) -> str:
        """Return the text with a placeholder for each secret in it."""
        for pattern in _PATTERNS:
            text = pattern.sub(self._replaced, text)
        text = _LONG_RUN.sub(self._if_random, text)
        # What one place gave away may stand elsewhere without its telling name.
        for secret, place in self._places.items():
            if len(secret) >= 6:
                text = text.replace(secret, place)
        return text

    def _replaced(self, found: re.Match[str]) -> str:
        name = next((name for name, part in found.groupdict().items() if part is not None), None)
        if name is None:
            return found.group()
        secret = found.group(name)
        if _PLACEHOLDERS.fullmatch(secret) or secret.startswith("<SECRET_"):
            return found.group()
        start, end = found.span(name)
        whole = found.group()
        return whole[: start - found.start()] + self._place(secret) + whole[end - found.start() :]

    def _if_random(self, found: re.Match[str]) -> str:
        run = found.group()
        return self._place(run) if _is_random(run) else run

    def _place(self, secret: str) -> str:
        return self._places.setdefault(secret, f"<SECRET_{len(self._places) + 1}>")


def redact(text: str) -> Redaction:
    """Return the text with each secret replaced by a placeholder."""
    redactor = Redactor()
    return Redaction(text=redactor.redact(text), count=redactor.count)


def redacted_request(request: CommandRequest) -> tuple[CommandRequest, int]:
    """Return the request without secrets in its words, its data and its revisions, and how many there were.

    Examples from the user's own history are left out: what was asked here before is nobody else's business.
    """
    redactor = Redactor()
    text = redactor.redact(request.text)
    excerpt = redactor.redact(request.stdin_excerpt)
    revisions = tuple(
        dataclasses.replace(
            revision, command=redactor.redact(revision.command), wish=redactor.redact(revision.wish)
        )
        for revision in request.revisions
    )
    names = tuple(map(redactor.redact, request.file_names))
    examples = tuple(example for example in request.examples if not example.is_own)
    safe = dataclasses.replace(
        request, text=text, stdin_excerpt=excerpt, revisions=revisions, file_names=names, examples=examples
    )
    return safe, redactor.count


def _is_random(run: str) -> bool:
    """Return whether a run of signs looks drawn by lot rather than written."""
    if run.count("/") > 2 or run.startswith("/"):
        return any(_is_random(part) for part in run.split("/") if len(part) >= 24)
    bare = run.rstrip("=")
    if re.fullmatch(r"[0-9a-f]+|[0-9A-F]+", bare):
        is_key_like = len(bare) >= 32 and len(bare) not in _HASH_LENGTHS and not bare.isdigit()
        return is_key_like and _entropy(bare) >= _RANDOM_HEX_BITS
    digits = sum(sign.isdigit() for sign in bare)
    if not digits or not any(map(str.islower, bare)) or not any(map(str.isupper, bare)) or _is_written(bare):
        return False
    return _entropy(bare) >= (_RANDOM_BITS if digits > 1 else _VERY_RANDOM_BITS)


def _is_written(run: str) -> bool:
    """Return whether a run is a name that somebody made: IMG_20250101_Portrait, or mostly words."""
    pieces = re.split(r"[-_]", run)
    if len(pieces) > 1 and all(_WRITTEN_PIECE.fullmatch(piece) for piece in pieces):
        return True
    words = re.findall(r"[A-Z]?[a-z]{4,}|[A-Z]{5,}", run)
    return sum(map(len, words)) * 2 > len(run)


def _entropy(run: str) -> float:
    counts = Counter(run)
    return -sum(count / len(run) * math.log2(count / len(run)) for count in counts.values())
