"""The builtin `string` of fish: what it prints where its input is known.

Source: https://fishshell.com/docs/current/cmds/string.html
"""

from __future__ import annotations

import fnmatch
import re
import urllib.parse
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_Options = dict[str, str]
"""Options by their long names; those without a value have an empty one."""
_VALUED: Final = {
    "sub": {"s": "start", "e": "end", "l": "length"}, "repeat": {"n": "count", "m": "max"}, "trim": {"c": "chars"}, "split": {"m": "max", "f": "fields"},
    "split0": {"m": "max", "f": "fields"}, "pad": {"c": "char", "w": "width"}, "shorten": {"c": "char", "m": "max"}, "escape": {"y": "style"}, "unescape": {"y": "style"},
    "match": {"m": "max-matches"}, "replace": {"m": "max-matches"},
}  # fmt: skip
"""Options of the subcommands that take a value."""
_FLAGS: Final = {
    "a": "all", "r": "regex", "i": "ignore-case", "q": "quiet", "v": "invert", "e": "entire", "f": "filter", "g": "groups-only", "n": "index", "l": "left", "N": "no-newline",
}  # fmt: skip
_OWN: Final = {"replace": 2, "join": 1, "split": 1, "match": 1}
"""Operands in front of the texts."""
_MAX_PRINTED: Final = 10_000


def string(call: Call) -> str:
    """Return what string prints where its input is known; what it cannot tell keeps its origin."""
    words = call.texts
    if not words:
        return ""
    evaluate = _STRING.get(words[0])
    options, operands = _string_arguments(words[0], words[1:])
    needed = _OWN.get(words[0], 0)
    own, inputs = operands[:needed], operands[needed:]
    if words[0] == "repeat" and "count" not in options and re.fullmatch(r"\d+", "".join(inputs[:1])):
        options["count"], inputs = inputs[0], inputs[1:]
    if not inputs and call.stdin:
        inputs = call.stdin.splitlines()
    text = "\n".join(inputs)
    if evaluate is None or not marks.is_known("".join(operands) + text) or "quiet" in options:
        return text + "\n" if any(mark in text for mark in marks.TAINTS) or marks.STAR in text else UNKNOWN
    try:
        found = evaluate(options, own, inputs)
    except (re.error, IndexError, ValueError):
        return UNKNOWN
    return "".join(line + "\n" for line in found)


def _string_arguments(subcommand: str, words: list[str]) -> tuple[_Options, list[str]]:
    options: _Options = {}
    valued = _VALUED.get(subcommand, {})
    index = 0
    while index < len(words):
        word = words[index]
        if word == "--":
            return options, words[index + 1 :]
        if not re.match(r"-[a-zA-Z-]", word):
            break
        index += 1
        if word.startswith("--"):
            name, equals, value = word[2:].partition("=")
            if name in valued.values() and not equals:
                value, index = words[index] if index < len(words) else "", index + 1
            options[name] = value
            continue
        for at, char in enumerate(word[1:], start=2):
            if char in valued:
                value = word[at:]
                if not value:
                    value, index = words[index] if index < len(words) else "", index + 1
                options[valued[char]] = value
                break
            options[
                "right" if char == "r" and subcommand in ("trim", "split") else _FLAGS.get(char, char)
            ] = ""
    return options, words[index:]


def _is_tame(pattern: str) -> bool:
    """Return whether a regular expression of the user is quick on every text: few repetitions, none of a group."""
    return (
        len(pattern) <= 60 and len(re.findall(r"[*+{]", pattern)) <= 2 and not re.search(r"\)[*+?{]", pattern)
    )


def _check_regex(pattern: str, inputs: list[str]) -> None:
    if not _is_tame(pattern) or any(len(text) > 200 for text in inputs):
        raise ValueError


def _replace(options: _Options, own: list[str], inputs: list[str]) -> list[str]:
    count = 0 if "all" in options else 1
    if "regex" in options:
        _check_regex(own[0], inputs)
        replacement = re.sub(r"\$(\d)", r"\\\1", own[1])
        return [re.sub(own[0], replacement, text, count=count) for text in inputs]
    return [text.replace(own[0], own[1], -1 if count == 0 else 1) for text in inputs]


def _match(options: _Options, own: list[str], inputs: list[str]) -> list[str]:
    if options.keys() - {"regex", "all", "entire", "groups-only"}:
        raise ValueError
    if "regex" not in options:
        return [text for text in inputs if fnmatch.fnmatchcase(text, own[0])]
    _check_regex(own[0], inputs)
    found: list[str] = []
    for text in inputs:
        for match in list(re.finditer(own[0], text))[: None if "all" in options else 1]:
            if "groups-only" not in options:
                found.append(text if "entire" in options else match.group())
            found += [group for group in match.groups() if group is not None]
    return found


def _trim(options: _Options, own: list[str], inputs: list[str]) -> list[str]:
    del own
    chars = options.get("chars")
    both = ("left" in options) == ("right" in options)
    if both:
        return [text.strip(chars) for text in inputs]
    return [text.lstrip(chars) if "left" in options else text.rstrip(chars) for text in inputs]


def _cut(options: _Options, own: list[str], inputs: list[str]) -> list[str]:
    """Follow sub: positions count from 1, negative ones from the end."""
    del own
    start = int(options.get("start", "1"))
    first = start - 1 if start > 0 else start
    end = int(options["end"]) if "end" in options else None
    found = []
    for text in inputs:
        begin = max(len(text) + first, 0) if first < 0 else first
        stop = begin + int(options["length"]) if "length" in options else end
        found.append(text[begin:stop])
    return found


def _repeat(options: _Options, own: list[str], inputs: list[str]) -> list[str]:
    del own
    times = int(options.get("count") or "1")
    if times * sum(map(len, inputs)) > _MAX_PRINTED:
        raise ValueError
    limit = int(options["max"]) if "max" in options else None
    return [(text * times)[:limit] for text in inputs]


def _unescape(options: _Options, own: list[str], inputs: list[str]) -> list[str]:
    del own
    if options.get("style") == "url":
        return [urllib.parse.unquote(text) for text in inputs]
    letters = {"n": "\n", "t": "\t", "e": "\x1b", "r": "\r"}
    return [
        re.sub(
            r"\\(?:[xXuU]([0-9A-Fa-f]{1,6})|(.))",
            lambda match: (
                chr(int(match.group(1), 16) % 0xE000)
                if match.group(1)
                else letters.get(match.group(2), match.group(2))
            ),
            text,
        ).strip("'\"")
        for text in inputs
    ]


def _split_text(options: _Options, own: list[str], inputs: list[str]) -> list[str]:
    most = int(options["max"]) if "max" in options else -1
    found = [part for text in inputs for part in (text.split(own[0], most) if own[0] else list(text))]
    if "fields" not in options:
        return found
    return [found[int(number) - 1] for number in options["fields"].split(",")]


_STRING: Final[dict[str, Callable[[_Options, list[str], list[str]], list[str]]]] = {
    "replace": _replace, "match": _match, "sub": _cut, "repeat": _repeat, "trim": _trim, "split": _split_text, "unescape": _unescape,
    "join": lambda _, own, inputs: [own[0].join(inputs)],
    "join0": lambda _, __, inputs: [" ".join(inputs)],
    "collect": lambda _, __, inputs: ["\n".join(inputs)],
    "lower": lambda _, __, inputs: [text.lower() for text in inputs],
    "upper": lambda _, __, inputs: [text.upper() for text in inputs],
    "length": lambda _, __, inputs: [str(len(text)) for text in inputs],
    "escape": lambda _, __, inputs: ["'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'" if re.search(r"[^\w./=:-]", text) else text for text in inputs],
}  # fmt: skip
