"""Programs that print or transform text: what they would print is computed where their input is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, places
from cmdgen.safety.commands.reading import files_or_stdin, show_files
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import DECODED, ENVIRONMENT, LOCAL, OPAQUE, SOME, STAR, UNKNOWN
from cmdgen.safety.syntax.quoting import decode_ansi

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_PRINTF: Final = lazy_re.compile(r"%(?:%|[-+ #0]*[\d*]*(?:\.[\d*]+)?[a-zA-Z])")


def echo(call: Call) -> str:
    """Return what echo prints."""
    words = call.texts
    escapes = call.analysis.dialect == "zsh" or call.analysis.dialect == "sh"
    newline = "\n"
    while words and re.fullmatch(r"-[neE]+", words[0]):
        newline = "" if "n" in words[0] else newline
        escapes = "e" in words[0] or escapes
        words = words[1:]
    text = " ".join(words)
    return (_echo_escapes(text) if escapes and "\\" in text else text) + newline


def _echo_escapes(text: str) -> str:
    """Return what echo -e makes of backslashes: octal numbers begin with a zero there."""
    return decode_ansi(re.sub(r"\\0([0-7]{0,3})", lambda m: "\\" + (m.group(1) or "0"), text))


def printf(call: Call) -> str:
    """Return what printf prints; `-v name` assigns instead."""
    words = call.texts
    target = None
    if words[:1] == ["-v"] and len(words) > 1:
        target, words = words[1], words[2:]
    if words[:1] == ["--"]:
        words = words[1:]
    if not words:
        return ""
    template, values = decode_ansi(words[0]), words[1:]
    printed = _format(template, values)
    if target:
        call.state.assign(target, (printed,))
        return ""
    return printed


def _format(template: str, values: list[str]) -> str:
    pending = list(values)

    def one(match: re.Match[str]) -> str:
        kind = match.group()[-1]
        if kind == "%":
            return "%"
        value = pending.pop(0) if pending else ""
        if kind == "b":
            return _echo_escapes(value)
        if kind == "q":
            return value
        return value

    printed = _PRINTF.sub(one, template)
    rounds = 0
    while pending and _PRINTF.search(template) and rounds < 200:
        printed += _PRINTF.sub(one, template)
        rounds += 1
    return printed


def search(call: Call) -> str:
    """Follow grep and its like: the first operand is the pattern, the rest are files."""
    operands = call.parsed.operands
    files = operands if call.parsed.has("-e", "-f", "--regexp", "--file") else operands[1:]
    for arg in files:
        if places.is_secret(arg.text, call.state.cwd):
            call.flag("secrets.show", arg.text, span=arg.span)
    read = files_or_stdin(call, [arg.text for arg in files])
    if STAR in read:
        return read.replace(STAR, STAR + SOME + STAR)
    if marks.is_known(read) and not files:
        return _matching_lines(call, read)
    if marks.PROCESSES in read and not call.parsed.has("-v", "--invert-match"):
        return _chosen_process(call, [operands[0].text] if operands else [])  # what has a name is chosen
    return read if any(m in read for m in marks.TAINTS) else UNKNOWN


def _chosen_process(call: Call, patterns: list[str]) -> str:
    """Return the mark of a process that others depend on, where a listing is searched for its name."""
    from cmdgen.safety.commands.services import process_id  # noqa: PLC0415  seldom needed

    patterns += call.parsed.values("-e", "--regexp")
    return marks.VITAL if any(process_id(call, text) == marks.VITAL for text in patterns) else UNKNOWN


def _matching_lines(call: Call, read: str) -> str:
    """Return the lines that a plain search keeps; where the pattern is not understood, all of them."""
    operands = call.parsed.operands
    pattern = operands[0].text if operands else ""
    if not re.fullmatch(r"[\w ./^$#:-]+", pattern) or call.parsed.has("-o", "-c", "-l", "-q"):
        return read
    inverted = call.parsed.has("-v", "--invert-match")
    lines = [
        line
        for line in read.splitlines(keepends=True)
        if bool(re.search(pattern, line.rstrip("\n"))) != inverted
    ]
    return "".join(lines)


def translate(call: Call) -> str:
    """Return what tr prints."""
    read = call.stdin
    operands = [arg.text for arg in call.parsed.operands]
    read = read.replace(DECODED, "")
    if not marks.is_known(read) or not operands:
        return read
    if call.parsed.has("-d", "--delete"):
        unwanted = _tr_set(operands[0])
        return DECODED + "".join(char for char in read if char not in unwanted)
    if len(operands) < 2 or call.parsed.has("-c", "-C", "-s", "--complement"):
        return read
    source, target = _tr_set(operands[0]), _tr_set(operands[1])
    target += target[-1:] * (len(source) - len(target))
    return DECODED + read.translate({ord(a): b for a, b in zip(source, target, strict=False)})


def _tr_set(text: str) -> str:
    text = decode_ansi(text)
    classes = {
        "[:lower:]": "a-z",
        "[:upper:]": "A-Z",
        "[:digit:]": "0-9",
        "[:space:]": " \t\n",
        "[:alpha:]": "A-Za-z",
    }
    for name, members in classes.items():
        text = text.replace(name, members)
    return re.sub(r"(.)-(.)", lambda m: "".join(map(chr, range(ord(m.group(1)), ord(m.group(2)) + 1))), text)


def reverse(call: Call) -> str:
    """Return what rev prints."""
    read = files_or_stdin(call)
    read = read.replace(DECODED, "")
    if not marks.is_known(read):
        return OPAQUE if read not in (UNKNOWN, "") else read
    return DECODED + "\n".join(line[::-1] for line in read.split("\n"))


def environment(call: Call) -> str:
    """Follow printenv: all of the environment, or one variable."""
    return SOME if call.parsed.operands else ENVIRONMENT


def something(call: Call) -> str:
    """Return the output of a program that always prints, but not what."""
    del call
    return SOME


def sequence(call: Call) -> str:
    """Return what seq prints where it is short and known."""
    operands = [arg.text for arg in call.parsed.operands]
    if all(re.fullmatch(r"-?\d{1,4}", text) for text in operands) and 1 <= len(operands) <= 3:
        numbers = [int(text) for text in operands]
        first = numbers[0] if len(numbers) > 1 else 1
        step = numbers[1] if len(numbers) == 3 else 1
        last = numbers[-1]
        if step and abs(last - first) // abs(step) <= 64:
            return "".join(f"{n}\n" for n in range(first, last + (1 if step > 0 else -1), step))
    return SOME


def head_or_tail(call: Call) -> str:
    """Follow head and tail: part of what they read, computed where the number of lines is plain."""
    read = show_files(call)
    read = read.replace(
        marks.ENDLESS,
        "" if marks.is_known(read.replace(marks.ENDLESS, "")) and read.strip(marks.ENDLESS) else LOCAL,
    )
    count = call.parsed.value("-n", "--lines") or next(
        (text[1:] for text in call.texts if re.fullmatch(r"-\d+", text)), "10"
    )
    lines = read.splitlines(keepends=True)
    if marks.PROCESSES in read and (call.name == "head" or "+" not in count):
        return read.replace(marks.PROCESSES, UNKNOWN)  # a few of them
    if not marks.is_known(read) or not count.isdigit() or call.parsed.has("-c", "--bytes"):
        return read
    number = int(count)
    return "".join(
        lines[:number]
        if call.name == "head"
        else lines[len(lines) - number :]
        if number < len(lines)
        else lines
    )


def cut(call: Call) -> str:
    """Return what cut prints where its input is known and its list is plain."""
    read = show_files(call)
    fields, characters = (
        call.parsed.value("-f", "--fields"),
        call.parsed.value("-c", "--characters", "-b", "--bytes"),
    )
    chosen = fields or characters or ""
    if not read or not marks.is_known(read) or not re.fullmatch(r"[\d,-]+", chosen):
        return read
    separator = call.parsed.value("-d", "--delimiter") or "\t"
    printed = []
    for line in read.splitlines():
        if fields and separator not in line:
            printed.append(line)
            continue
        cells = line.split(separator) if fields else list(line)
        kept = [cell for number, cell in enumerate(cells, 1) if _is_chosen(number, chosen)]
        printed.append((separator if fields else "").join(kept))
    return "".join(line + "\n" for line in printed)


def _is_chosen(number: int, chosen: str) -> bool:
    for item in chosen.split(","):
        first, dash, last = item.partition("-")
        if (not dash and item.isdigit() and int(item) == number) or (
            dash and (int(first or 1) <= number <= int(last or number))
        ):
            return True
    return False


def backwards(call: Call) -> str:
    """Return what tac prints."""
    read = show_files(call)
    return "".join(reversed(read.splitlines(keepends=True))) if marks.is_known(read) else read


def query(call: Call) -> str:
    """Follow jq: a program that is one string prints it; otherwise what it reads flows through."""
    operands = [arg.text for arg in call.parsed.operands]
    for arg in call.parsed.operands[1:]:
        if places.is_secret(arg.text, call.state.cwd):
            call.flag("secrets.show", arg.text, span=arg.span)
    literal = re.fullmatch(r'\s*"([^"\\]*)"\s*', operands[0]) if operands else None
    if literal and call.parsed.has("-r", "--raw-output"):
        return literal.group(1) + "\n"
    return UNKNOWN + "".join(taint for taint in marks.TAINTS if taint in call.stdin)


HANDLERS: Final = {
    "echo": echo, "printf": printf,
    **dict.fromkeys(("cat", "bat", "batcat", "less", "more", "most", "view", "nl", "strings", "od", "hexdump", "fold", "fmt", "pr", "column",
                     "sort", "uniq", "shuf", "pv", "expand", "unexpand", "iconv", "dos2unix", "zless", "paste", "hd", "open", "pygmentize"), show_files),
    **dict.fromkeys(("head", "tail"), head_or_tail), "cut": cut, "tac": backwards,
    **dict.fromkeys(("grep", "egrep", "fgrep", "rg", "ag", "ack", "zgrep"), search),
    "tr": translate, "rev": reverse, "printenv": environment, "seq": sequence, "jot": something, **dict.fromkeys(("jq", "gojq", "jaq", "yq"), query),
    **dict.fromkeys(("date", "hostname", "whoami", "id", "uname", "nproc", "wc", "tty", "arch", "logname", "uuidgen", "hostid", "lsb_release", "md5sum", "sha256sum",
                     "sha1sum", "cksum", "getconf", "stat", "du", "df"), something),
}  # fmt: skip
