"""Hand-written pairs: groups of requests that one command answers.

A file of pairs is groups separated by blank lines::

    = tar -czf photos.tar.gz photos      the command for Linux with bash
    m= ...                               for macOS, where it differs; "m= -": there is none
    p= ...                               for PowerShell; a group may have only this
    zip up the photos folder into photos.tar.gz
    photos dir -> photos.tar.gz

A value that stands literally in request and command is exchanged for another of its kind whenever the pair is
drawn (:func:`exchanged`), so that the model learns to copy it and not to know it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from scripts.starter import values

PREFIX: Final = re.compile(r"(m|p)?= ?(.*)\Z")
_TAGS: Final = {"": "linux bash", "m": "macos zsh", "p": "windows powershell"}


class PairError(ValueError):
    """A line of a file of pairs that cannot be used."""


@dataclass(slots=True)
class Group:
    """Commands by system tag, and the requests that they answer."""

    origin: str
    commands: dict[str, str] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)


def read_pairs(paths: list[Path]) -> list[Group]:
    """Read files of pairs.

    Raises:
        PairError: a group has no command or no request; all such groups are named.
    """
    groups: list[Group] = []
    problems: list[str] = []
    for path in paths:
        group = Group("")
        for number, raw in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
            line = raw.strip()
            if line.startswith("#"):
                continue
            if not line:
                if group.requests and group.commands:
                    groups.append(group)
                elif group.requests or group.commands:
                    problems.append(
                        f"{group.origin}: {'a request' if group.commands else 'a command'} is missing"
                    )
                group = Group("")
                continue
            group.origin = group.origin or f"{path.name}:{number}"
            if command := PREFIX.match(line):
                if group.requests:
                    problems.append(f"{path.name}:{number}: a blank line is missing before this command")
                group.commands[_TAGS[command[1] or ""]] = command[2].strip()
            else:
                group.requests.append(line)
    if problems:
        raise PairError("\n".join(problems))
    return groups


# ------------------------------------------------------------------ values that are exchanged

_EXTENSIONS: Final = (
    "txt|log|csv|tsv|json|ya?ml|toml|xml|html?|css|md|py|js|ts|sh|conf|ini|sql|pdf|docx?|xlsx?|jpe?g|png|gif|webp|svg|mp[34]|wav|"
    "flac|ogg|mkv|mov|avi|webm|zip|tar|tar\\.gz|tgz|tar\\.bz2|tar\\.xz|gz|bz2|xz|7z|rar|deb|rpm|iso|img|bak|dat|out|db|pem|key|crt|c|cpp|h|java|go|rs|rb|php"
)
_FILE: Final = re.compile(rf"(?<![\w./~*-])([A-Za-z][\w-]*)(\.(?:{_EXTENSIONS}))(?![\w/])")
_DATE: Final = re.compile(r"(?<![\w.-])20\d\d-\d\d-\d\d(?![\w-])")
_NUMBER: Final = re.compile(r"(?<![\w.,:+/-])(\d+)(?=(?:[kKmMgGtT]i?[bB]?|%|st|nd|rd|th)?(?![\w:]|[.,/-]\d))")
_ADDRESS: Final = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])")
_URL: Final = re.compile(r"https?://[\w./-]*\w(?![\w:])")
_QUOTED: Final = re.compile(r"\"([A-Za-z][\w -]*)\"|(?<!\w)'([A-Za-z][\w -]*)'(?!\w)")
_NAMED: Final = re.compile(
    r"\b(?:folders?|director(?:y|ies)|dir|user|called|named|branch|container|service|host|server|process|word|string|"
    r"text|group|table|database|pod|image|column|field|key|containing|contains|contain|mentions?|mentioning|replace|"
    r"with|by|to|into|in|package|variable|tag|remote|volume|network|namespace|deployment)"
    r" ([A-Za-z][\w-]*)\b|\b(?:the|my|in|from|of|to|into|under) ([A-Za-z][\w-]*) (?:folder|directory|dir|branch|"
    r"container|service|process|user|package|table|database|server|group|pod|column|field|image|volume)\b"
)
Maker = Callable[[str, random.Random], str]


def _other_number(old: str, rng: random.Random) -> str:
    value = int(old)
    if 1970 <= value <= 2035:
        return str(rng.randrange(1995, 2031))
    low = 2 if len(old) == 1 else 10 ** (len(old) - 1)
    return str(rng.randrange(low, 10 ** len(old)))


def _other_word(old: str, rng: random.Random) -> str:
    new = values.word(rng)
    if " " in old:
        new += " " + values.word(rng)
    return new.upper() if old.isupper() else new.capitalize() if old[0].isupper() else new


_PROGRAMS: Final = re.compile(
    r"(?:^|[|;&(`]|\$\(|\b(?:sudo|do|then|xargs|time|nohup|env|exec)\b)\s*(?:[A-Z_]+=\S*\s+)*([A-Za-z][\w.+-]*)(?:\s+([a-z][\w-]*))?"
)


def programs_in(command: str) -> frozenset[str]:
    """Return the words of a command that are its language: programs, the word after each, letters of options."""
    found = {word.lower() for match in _PROGRAMS.finditer(command) for word in match.groups() if word}
    # The word after the program is a subcommand only where the program has those.
    options = {
        part
        for option in re.findall(r"(?<!\S)-{1,2}([A-Za-z][\w-]*)", command)
        for part in option.lower().split("-")
    }
    heads = {match[1].lower() for match in _PROGRAMS.finditer(command)}
    return frozenset(options | (found if heads & _WITH_SUBCOMMANDS else heads))


_WITH_SUBCOMMANDS: Final = frozenset(
    "git docker podman kubectl helm apt apt-get dnf pacman zypper apk brew npm yarn pnpm pip pip3 cargo go systemctl "
    "journalctl docker-compose gh aws gcloud az terraform conda uv poetry snap flatpak tmux nmcli ip ufw openssl".split()
)


def _kinds(command: str, keywords: frozenset[str]) -> list[tuple[re.Pattern[str], Maker]]:
    def number(old: str, rng: random.Random) -> str:
        if re.search(r"\b(chmod|perm|umask)\b", command):
            return values.s_mode(rng).written if len(old) == 3 else old
        return old if old in {"0", "1"} else _other_number(old, rng)

    own = programs_in(command)

    def name(old: str, rng: random.Random) -> str:
        return old if old.lower() in keywords or old.lower() in own else _other_word(old, rng)

    def file_stem(old: str, rng: random.Random) -> str:
        return old if f"-{old}" in command or f"{old}-" in command else values.stem_plain(rng)

    return [
        (_URL, lambda _, rng: values.s_url(rng).written),
        (_ADDRESS, lambda _, rng: values.s_ip(rng).written),
        (_DATE, lambda _, rng: values.s_date(rng).written),
        (_FILE, file_stem),
        (_QUOTED, name),
        (_NUMBER, number),
        (_NAMED, name),
    ]


def exchanged(request: str, command: str, keywords: frozenset[str], rng: random.Random) -> tuple[str, str]:
    """Exchange values that stand in both texts.

    Args:
        request: the words.
        command: the command.
        keywords: lower-case words of the shell's language (programs, subcommands ...), which are never exchanged.
        rng: where the new values come from.
    """
    plan: dict[str, str] = {}
    for pattern, make in _kinds(command, keywords):
        for match in pattern.finditer(request):
            old = next((group for group in match.groups() if group), match[0])
            if pattern is _FILE:
                old = match[1]
            if old in plan or any(old in other for other in plan):
                continue
            if re.search(rf"(?<![A-Za-z0-9]){re.escape(old)}(?![A-Za-z0-9])", command) or (
                pattern is _NUMBER and re.search(rf"(?<![\w.]){old}(?![\d])", command)
            ):
                plan[old] = make(old, rng)
    numbers = [old for old in plan if old.isdigit()]
    if len(numbers) > 1:  # "lines 10 to 20": the order of the numbers stays
        drawn = sorted((plan[old] for old in numbers), key=int)
        if len(set(drawn)) < len(numbers):
            drawn = sorted(numbers, key=int)
        plan.update(zip(sorted(numbers, key=int), drawn, strict=True))
    if not plan:
        return request, command
    if len(set(plan.values())) < len(plan):  # two values became one: the pair would no longer tell them apart
        return request, command
    old_values = sorted(plan, key=len, reverse=True)
    anything = re.compile(
        "|".join(
            rf"(?<![A-Za-z0-9])(?<!(?<!\.)\.){re.escape(old)}(?!\d)"
            if old.isdigit()
            else rf"(?<![A-Za-z0-9]){re.escape(old)}(?![A-Za-z0-9])"
            for old in old_values
        )
    )
    return (
        anything.sub(lambda match: plan[match[0]], request),
        anything.sub(lambda match: plan[match[0]], command),
    )
