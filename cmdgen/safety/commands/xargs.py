"""Programs that make commands of the words of their input: xargs, parallel and zargs."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmdgen.safety import redirection
from cmdgen.safety.commands.wrapper_table import Wrapper
from cmdgen.safety.commands.wrapper_words import inner_command
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def zargs(call: Call) -> str:
    """Follow zsh's zargs: `zargs [options] -- inputs -- command`."""
    ends = [index for index, text in enumerate(call.texts) if text == "--"]
    if not ends:
        return UNKNOWN
    if len(ends) > 1:
        inputs, command = call.args[ends[0] + 1 : ends[1]], call.args[ends[1] + 1 :]
    else:
        inputs, command = call.args[: ends[0]], call.args[ends[0] + 1 :]
    if command:
        call.run_inner([*command, *(arg for arg in inputs if not arg.text.startswith("-"))])
    return UNKNOWN


def xargs(call: Call) -> str:
    """Follow xargs and parallel: the inner command gets words of the input."""
    values = frozenset(
        "-I -i -J -R -n -L -l -P -s -d -a -E --max-args --max-procs --max-lines --delimiter --arg-file --replace --max-chars -j --jobs --joblog --delay --timeout --colsep -C -S --results -N --tmpdir --sshlogin".split()
    )
    wrapper = Wrapper(values)
    args, _ = inner_command(call, wrapper)
    own = call.args[: len(call.args) - len(args)]
    placeholder = _placeholder(call, [arg.text for arg in own])
    if call.name == "parallel":
        if any(arg.text in ("--dry-run", "--dryrun", "--dr") for arg in own):
            return UNKNOWN  # prints what it would run
        args, words = _parallel_inputs(call, args)
        placeholder = placeholder or "{}"
        if not args:
            for word in words:
                call.run_text(word)
            return UNKNOWN
    else:
        words = _input_words(_argument_file(call, own) or call.stdin, [arg.text for arg in own])
    if not args:
        return call.stdin
    if placeholder and any(placeholder in arg.text for arg in args):
        if call.name != "parallel" and call.stdin and marks.is_known(call.stdin):
            words = [line.strip() for line in call.stdin.replace("\0", "\n").splitlines() if line.strip()][
                :64
            ] or [UNKNOWN]  # -I takes whole lines
        printed = ""
        for word in words:
            vector = [
                Arg(arg.text.replace(placeholder, word), arg.span, arg.process, arg.output) for arg in args
            ]
            printed = (
                _run_parallel(call, vector, [])
                if call.name == "parallel"
                else call.run_inner(vector, stdin="")
            )
        return printed
    if call.name == "parallel":
        for word in words:
            _run_parallel(call, args, [word])
        return UNKNOWN
    return call.run_inner([*args, *(Arg(word, call.args[0].span) for word in words)], stdin="")


def _run_parallel(call: Call, template: list[Arg], words: list[str]) -> str:
    """GNU parallel joins the words of its command, adds quoted inputs, and gives the whole to a shell."""
    inputs = [word if not marks.is_known(word) else shlex.quote(word) for word in words]
    return call.run_text(" ".join([*(arg.text for arg in template), *inputs]), stdin="")


def _argument_file(call: Call, own: list[Arg]) -> str:
    """Return what `xargs -a file` reads instead of its input."""
    for index, arg in enumerate(own):
        if arg.text in ("-a", "--arg-file") and index + 1 < len(own):
            source = own[index + 1]
            return (
                call.process_output(source)
                if source.process is not None
                else redirection.file_content(source.text, call.state)
            )
    return ""


def _placeholder(call: Call, own: list[str]) -> str | None:
    for index, text in enumerate(own):
        if text in ("-I", "-J", "--replace") and index + 1 < len(own):
            return own[index + 1]
        if text.startswith("-I") and len(text) > 2:
            return text[2:]
        if text in ("-i", "--replace"):
            return "{}"
    return None


def _parallel_inputs(call: Call, args: list[Arg]) -> tuple[list[Arg], list[str]]:
    for index, arg in enumerate(args):
        if arg.text in (":::", "::::", ":::+"):
            return args[:index], [a.text for a in args[index + 1 :] if not a.text.startswith(":::")] or [
                UNKNOWN
            ]
    if args and marks.is_known(call.stdin):
        return args, [line for line in call.stdin.splitlines() if line.strip()] or [UNKNOWN]
    return args, _input_words(call.stdin, []) if args else [
        line for line in call.stdin.splitlines() if line.strip()
    ] or [UNKNOWN]


def _input_words(stdin: str, own: list[str]) -> list[str]:
    """Return the words that xargs passes on, bounded; what is not known is one unknown word."""
    if not stdin:
        return [UNKNOWN]
    if any(taint in stdin for taint in marks.TAINTS):
        return [stdin.strip()]
    text = marks.as_text(stdin)
    delimiter = _delimiter(own)
    if delimiter:
        words = [word for word in text.split(delimiter) if word.strip()]
        words = [word.removesuffix("\n") for word in words]
    else:
        words = _shell_like(text)
    if len(words) > MAX_WORDS:
        words = [*words[:MAX_WORDS], UNKNOWN]  # what is not followed counts as anything
    return words or [UNKNOWN]


MAX_WORDS: Final = 64
"""Words of the input that are followed one by one."""


def _delimiter(own: list[str]) -> str:
    """Return what ends an item of the input, by -0, -d or -I; nothing for blanks and quotes."""
    for index, text in enumerate(own):
        if text in ("-0", "--null") or re.fullmatch(r"-[rtpx]*0[rtpx]*", text):
            return "\0"
        if text in ("-d", "--delimiter") and index + 1 < len(own):
            return _escaped(own[index + 1])
        if text.startswith("--delimiter="):
            return _escaped(text.partition("=")[2])
        if text.startswith("-d") and len(text) > 2:
            return _escaped(text[2:])
    return ""


def _escaped(text: str) -> str:
    return {"\\n": "\n", "\\0": "\0", "\\t": "\t"}.get(text, text[:1])


def _shell_like(text: str) -> list[str]:
    """Return the words as xargs reads them: quotes and backslashes count, line by line."""
    try:
        return shlex.split(text.replace("\0", " "), comments=False)
    except ValueError:
        return text.split()


HANDLERS: Final[dict[str, Callable[[Call], str]]] = {
    "zargs": zargs,
    "xargs": xargs,
    "gxargs": xargs,
    "parallel": xargs,
}
