"""Helps a tiny model with the one thing that it is bad at: copying names.

Before: a path becomes its last part, which the model copies reliably, and is put back into the answer.
After: a name that the model made up takes the place back that belongs to the one name of the request that is missing.
Both change only names; which program runs, and with which options, stays the model's own answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# A relative path to a file: folders, then a name with an extension.  Paths from the root are copied well, since
# they are always the same few, and so are those that begin with a dot or a tilde.
_PATH: Final = re.compile(r"(?<![\w:/.~@-])(?:[\w+-][\w.+-]*/)+([\w+-][\w.+-]*\.\w+)(?![\w/])")
_QUOTED: Final = re.compile(r'"([^"]+)"')
_NAME: Final = re.compile(r"\w[./_@]\w|^[.~/*]+[./]?\w|\w-\w*\d|\w/$")
_WORD: Final = re.compile(r"[^\s\"'`|;&<>()$=:,]+")
_EXTENSION: Final = re.compile(r"\.([A-Za-z]\w{0,5}(?:\.(?:gz|bz2|xz|zst))?)$")
_PLAIN: Final = re.compile(r"[\w./~@+:%,-]+")
_LIVE: Final = frozenset("$`\\!*{}^")
"""What a shell, or the program behind it, reads inside double quotes."""
_NO_NAME: Final = ("-", "%", "+", "*", "s/", "/^", ".[")
"""Beginnings of words in a command that are options, formats, patterns and programs of sed, awk and jq."""


def simplified(request: str) -> tuple[str, Mapping[str, str]]:
    """Return the request with paths shortened to their last part, and what each short name stands for."""
    full_names: dict[str, str] = {}

    def shortened(found: re.Match[str]) -> str:
        path, name = found[0], found[1]
        is_alone = len(re.findall(rf"(?<![\w.]){re.escape(name)}(?!\w)", request)) == 1
        if "://" in request[: found.start()].rsplit(" ", 1)[-1] or name in full_names or not is_alone:
            return path
        full_names[name] = path
        return name

    return _PATH.sub(shortened, request), full_names


def restored(command: str, full_names: Mapping[str, str]) -> str:
    """Return the command with the full paths in place of the short names."""
    for name, path in full_names.items():
        command = re.sub(rf"(?<![\w/.-])(?:\./)?{re.escape(name)}(?![\w-])", _literal(path), command)
    return command


def mended(request: str, command: str) -> str:
    """Return the command with a made-up name replaced by the name of the request that it must have been.

    Only where there is no doubt: one name of the request is missing, and one name of the command that the request
    does not have is like it, by its last part or by its extension.
    """
    for name in _missing_names(request, command):
        made_up = [
            word
            for word in dict.fromkeys(_WORD.findall(command))
            if _NAME.search(word)
            and not word.startswith(_NO_NAME)
            and "*" not in word
            and word.rstrip("/") not in request
        ]
        like = _alike(name, made_up)
        if like is not None:
            command = re.sub(rf"(?<![\w./-]){re.escape(like)}(?![\w/-])", _literal(name), command)
    texts = [text for text in _QUOTED.findall(request) if text not in command]
    strange = [text for text in _QUOTED.findall(command) if text not in request and not set(text) & _LIVE]
    if any(set(text) & _LIVE for text in texts):
        return command
    if len(texts) == 1 and len(strange) == 1:
        command = command.replace(f'"{strange[0]}"', f'"{texts[0]}"')
    return command


def _missing_names(request: str, command: str) -> Iterator[str]:
    """Yield each name of the request that the command does not contain."""
    seen = set()
    for word in _QUOTED.sub(" ", request).split():
        name = word.strip("?,;:!()").rstrip(".")
        # It is put into the command as it stands, so it may hold nothing that a shell would read.
        is_name = _NAME.search(name) and _PLAIN.fullmatch(name) and not re.fullmatch(r"\.?\w+", name)
        if is_name and name not in seen and name.rstrip("/") not in command:
            seen.add(name)
            yield name


def _alike(name: str, words: list[str]) -> str | None:
    """Return the only word that is like a name; None if there is none or more than one."""
    last = name.rstrip("/").rsplit("/", 1)[-1]
    extension = _extension(name)
    found = [word for word in words if word.rstrip("/").rsplit("/", 1)[-1] == last]
    found = found or [word for word in words if _extension(word) == extension]
    return found[0] if len(found) == 1 else None


def _extension(name: str) -> str:
    found = _EXTENSION.search(name)
    return found[1] if found else ""


def _literal(text: str) -> str:
    """Return a text as a replacement that means nothing but itself."""
    return text.replace("\\", "\\\\")
