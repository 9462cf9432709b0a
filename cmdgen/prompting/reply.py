"""From a model's reply to exactly one command.

Models wrap commands in fences, JSON, labels, prompt signs and sentences, whatever they are told.
All of that is taken off; of the command itself not one byte is changed.  A reply without a command that
stands out as one is an error: nothing is ever picked from the middle of a sentence.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Final, NoReturn

from cmdgen.core.errors import NeedsDetailError, NoCommandError
from cmdgen.prompting.first_command import first_command, stripped
from cmdgen.prompting.prose import is_prose, is_refusal

if TYPE_CHECKING:
    from cmdgen.core.records import FinishReason

_QUESTION: Final = "#?"
# A small model learns two short answers instead of sentences.
_CANNOT: Final = "cannot"
_NEED: Final = "need "
_MAX_CHARACTERS: Final = 20_000
_DIRECTIONS: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""Bidirectional classes of signs that turn the direction of writing."""
_THOUGHTS: Final = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCE: Final = re.compile(r"^[ \t]*(`{3,}|~{3,})[ \t]*([\w+#.-]*)[ \t]*\r?$", re.MULTILINE)
_FENCED_LINE: Final = re.compile(r"^[ \t]*`{3,}[ \t]*([^`\n]+?)[ \t]*`{3,}[ \t]*\r?$", re.MULTILINE)
_SHELL_LANGUAGES: Final = frozenset(
    "bash sh shell zsh fish console terminal shellsession shell-session shellscript powershell pwsh ps1 posh "
    "cmd bat batch dos text txt plaintext plain command".split()
)
_LANGUAGE_FIRST: Final = re.compile(r"(?:bash|sh|shell|zsh|fish|console|powershell|pwsh|cmd)\s")
_SPAN: Final = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_WHOLE_SPAN: Final = re.compile(r"`([^`]+)`[.:]?")
_LABEL: Final = re.compile(
    r"(?i)(?:\*\*)?(?:(?:the|your|full|final|bash|shell|linux|terminal|powershell|one-line|single)[ \t]+)*"
    r"(?:command|answer|solution|bash|shell)(?:[ \t]+line)?[ \t]*(?::(?:\*\*)?|\*\*:)(?:[ \t]+|$)"
)
_PROMPT_SIGN: Final = re.compile(
    r"(?:PS(?:[ \t]+[A-Za-z]:[^>\n]*)?>|[A-Za-z]:\\[^>|\n\"]*>|[\w.-]+@[\w.-]+:[^$#\n]*[$#]"
    r"|[$>%\u276f\u279c])[ \t]+"
)
_LIST_MARK: Final = re.compile(r"(?:\d{1,2}[.)]|[-\u2022])[ \t]+(?=\S)")
_INTERJECTION: Final = re.compile(
    r"(?i)(?:sure|certainly|of course|okay|ok|yes|absolutely)(?: thing)?[,.!:]*"
)
_JSON_START: Final = re.compile(r"(?:^|:)[ \t]*(\{\s*\"|\[\s*\{\s*\")", re.MULTILINE)


def parse_reply(text: str, *, dialect: str = "bash", finish_reason: FinishReason = "stop") -> str:
    """Return the one command of a reply.

    Args:
        text: the reply as the model wrote it.
        dialect: shell that the command is for.
        finish_reason: why the model stopped; "length" means that the end is missing.

    Returns:
        A contiguous piece of the reply, or of the text that its JSON holds.  Where the reply offers
        several commands, the first.

    Raises:
        NeedsDetailError: the model asks back with `#? question`; the message is the question.
        NoCommandError: there is no command, half a command, or one with signs that hide what it does.
    """
    if finish_reason == "length":
        message = "the answer was cut off before its end, and half a command is none"
        raise NoCommandError(message, hint="ask for something smaller, or say it in fewer steps")
    if len(text) > _MAX_CHARACTERS:
        message = f"the answer has {len(text):,} characters, more than any command"
        raise NoCommandError(message, hint="ask again, or try another model with --model")
    _refuse_hidden_signs(text)
    text = _THOUGHTS.sub("", text, count=1)
    if not text.strip():
        message = "the model gave an empty answer"
        raise NoCommandError(message, hint="say it in other words, or try another model with --model")
    inner, is_wrapped = _unwrapped(text)
    return _only_command(inner, dialect, is_wrapped=is_wrapped)


def _refuse_hidden_signs(text: str) -> None:
    """Refuse what a terminal shows in another way than it is: control sequences, reversed text."""
    for position, sign in enumerate(text):
        category = unicodedata.category(sign)
        hidden = (
            (category == "Cc" and sign not in "\n\t" and text[position : position + 2] != "\r\n")
            or category == "Cs"
            or unicodedata.bidirectional(sign) in _DIRECTIONS
            or sign in "\u200e\u200f\u061c"
        )
        if hidden:
            message = f"the answer holds a hidden sign (U+{ord(sign):04X}), so it is not used"
            raise NoCommandError(message, hint="ask again in other words, without pasted text")


def _unwrapped(text: str) -> tuple[str, bool]:
    """Return the text inside JSON or a fence, and whether there was such a wrapping."""
    fence = _FENCE.search(text)
    fenced_line = _FENCED_LINE.search(text)
    json_start = _JSON_START.search(text)
    if json_start and _only_words(text[: json_start.start(1)]):
        return _from_json(text[json_start.start(1) :]), True
    if fence and not (fenced_line and fenced_line.start() < fence.start()):
        return _from_fence(text, fence), True
    if fenced_line:
        inner = fenced_line.group(1)
        if _LANGUAGE_FIRST.match(inner):  # "bash x" may mean x in bash, or the program bash
            _refuse("its code block can be read in two ways")
        _refuse_after_refusal(text[: fenced_line.start()])
        return inner, True
    return text, False


def _only_words(before: str) -> bool:
    """Return whether sentences, labels and a fence are all that comes before JSON.

    After anything else the JSON is part of a command: `cat > settings.json <<EOF`.
    """
    return all(_is_wrapping(line.strip()) for line in before.splitlines())


def _is_wrapping(line: str) -> bool:
    fence = _FENCE.fullmatch(line)
    if fence is not None:
        return fence.group(2).lower() in ("", "json", "jsonc")
    return is_prose(line) or _LABEL.match(line) is not None or line.lower().rstrip(": ") == "json"


def _from_json(text: str) -> str:
    try:
        value, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        _refuse("its JSON cannot be read")
    if isinstance(value, list) and value:
        value = value[0]
    for key in ("result", "response", "answer"):
        if isinstance(value, dict) and "command" not in value and isinstance(value.get(key), dict):
            value = value[key]
    command = value.get("command") if isinstance(value, dict) else None
    question = value.get("question") if isinstance(value, dict) else None
    if not command and isinstance(question, str) and question.strip():
        _ask_back(question)
    if not isinstance(command, str) or not command.strip():
        _refuse('its JSON has no "command"')
    _refuse_hidden_signs(command)
    fence = _FENCE.search(command)
    return _from_fence(command, fence) if fence and not command[: fence.start()].strip() else command


def _from_fence(text: str, fence: re.Match[str]) -> str:
    language = fence.group(2).lower()
    if language and language not in _SHELL_LANGUAGES:
        _refuse(f"its code block is {language}")
    _refuse_after_refusal(text[: fence.start()])
    start = min(fence.end() + 1, len(text))
    mark = fence.group(1)[0] * 3
    closing = re.compile(rf"^[ \t]*{re.escape(mark)}", re.MULTILINE).search(text, start)
    inner = text[start : closing.start() if closing else len(text)]
    if not inner.strip():
        _refuse("its code block is empty")
    return inner


def _refuse_after_refusal(before: str) -> None:
    if is_refusal(before):
        _refuse("it declines or warns")


def _only_command(text: str, dialect: str, *, is_wrapped: bool) -> str:
    """Return the first command of a text from which fences and JSON have been taken off."""
    while True:
        text = text[_after_comments(text) :]
        if not text.strip():
            _refuse("there is nothing after its comments and labels")
        line = text.split("\n", 1)[0]
        label = _LABEL.match(line)
        if label:
            text = text[label.end() :]
            continue
        bare = _without_marks(text)
        if bare.startswith(_QUESTION):  # before anything else: a question is a sentence, and wanted
            _ask_back(bare)
        span = _WHOLE_SPAN.fullmatch(bare.split("\n", 1)[0].strip())
        if span and not is_wrapped:
            return _whole(span.group(1), dialect)
        if not is_prose(bare.split("\n", 1)[0]):
            return _whole(bare, dialect)
        announces = line.rstrip().endswith(":") and not is_refusal(line)
        if not announces and not _INTERJECTION.fullmatch(line.strip()):
            return _whole(_quoted_in_sentence(line), dialect)
        # The sentence announces what comes in the next lines.
        text = text[len(line) :]


def _after_comments(text: str) -> int:
    """Return where the first line begins that is neither blank nor a comment."""
    position = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare and not (bare.startswith("#") and not bare.startswith(_QUESTION)):
            return position + len(line) - len(line.lstrip())
        position += len(line)
    return len(text)


def _without_marks(text: str) -> str:
    """Take list marks and prompt signs off the beginning."""
    for mark in (_LIST_MARK, _PROMPT_SIGN):
        found = mark.match(text)
        if found and found.end() < len(text):
            text = text[found.end() :]
    return text


def _quoted_in_sentence(line: str) -> str:
    """Return the command that a sentence quotes; a sentence itself is never a command."""
    if is_refusal(line):
        _refuse("it declines or warns")
    quoted = [span for span in _SPAN.findall(line) if not span.startswith("-") and not is_prose(span)]
    if not quoted:
        _refuse("it is a sentence")
    # "The `find` program can do it: `find . -empty`" names a program before it gives the command.
    return str(next((span for span in quoted if " " in span.strip()), quoted[0]))


def _whole(text: str, dialect: str) -> str:
    """Return the first command of a text that begins with it."""
    text = text.lstrip()
    if text.startswith(_QUESTION):
        _ask_back(text)
    command, lacks_end = first_command(text, dialect)
    if lacks_end:
        _refuse("the text that it writes has no end mark")
    command = stripped(command)
    if not command:
        _refuse("nothing is left of it")
    if "\r" in command:
        _refuse("its line ends are those of Windows")
    return command


def _ask_back(text: str) -> NoReturn:
    question = " ".join(text.splitlines()[0].removeprefix(_QUESTION).split())
    if question == _CANNOT:
        message = "this does not look like something that one shell command can do"
        raise NeedsDetailError(message, hint="say what should happen to which file, program or machine")
    if question.startswith(_NEED):
        detail = question.removeprefix(_NEED).strip()
        message = f"a detail is missing: which {detail}?"
        raise NeedsDetailError(message, hint="ask again and name it")
    if not question:
        question = "this cannot be done by one command, or a detail is missing"
    raise NeedsDetailError(question, hint="ask again with the detail in the request")


def _refuse(reason: str) -> NoReturn:
    message = f"the answer holds no usable command: {reason}"
    raise NoCommandError(message, hint="say it in other words, or try another model with --model")
