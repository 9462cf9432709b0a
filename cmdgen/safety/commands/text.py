"""Programs that print or transform text: what they would print is computed where their input is known."""

from __future__ import annotations

import bz2
import codecs
import lzma
import re
import warnings
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, paths, places, redirection, wire
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import DECODED, ENVIRONMENT, LOCAL, OPAQUE, SECRET, SOME, STAR, UNKNOWN
from cmdgen.safety.syntax.words import decode_ansi

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_VALUE_OPTIONS: Final = lazy_re.compile(r"-[nAc]$|-[kd]$")
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


STANDARD_INPUT: Final = frozenset({"-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"})
"""Names under which a program reads its input."""


def files_or_stdin(call: Call, operands: list[str] | None = None) -> str:
    """Return what a program reads: the files it is given, or its input."""
    names = [arg.text for arg in call.parsed.operands] if operands is None else operands
    processes = [call.process_output(arg) for arg in call.args if arg.process is not None]
    if processes:
        return "".join(processes)
    if not names:
        return call.stdin
    return "".join(call.stdin if name in STANDARD_INPUT else _file(call, name) for name in names)


def _file(call: Call, name: str) -> str:
    if name.endswith(".pid"):
        from cmdgen.safety.commands.services import id_in_file  # noqa: PLC0415  seldom needed

        return id_in_file(call, name) or redirection.file_content(name, call.state)
    return redirection.file_content(name, call.state)


def show_files(call: Call) -> str:
    """Follow a program that prints files as they are; credentials are worth a notice."""
    operands = call.parsed.operands
    for text in call.texts if call.name in ("less", "more", "most") else ():
        if text.startswith("+!"):
            call.run_text(text[2:])
    for arg in operands:
        if arg.process is None and places.is_secret(arg.text, call.state.cwd):
            call.flag("secrets.show", arg.text, span=arg.span)
    return files_or_stdin(call)


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


def option_files(call: Call, *names: str) -> list[str]:
    """Return the known contents of files that an option names, process substitutions included."""
    contents = []
    for index, arg in enumerate(call.args[:-1]):
        if arg.text in names:
            source = call.args[index + 1]
            if source.process is not None:
                contents.append(call.process_output(source))
            else:
                contents.append(
                    call.stdin
                    if source.text in STANDARD_INPUT
                    else redirection.file_content(source.text, call.state)
                )
    return [content for content in contents if content != LOCAL]


def sed(call: Call) -> str:
    """Follow sed: scripts may write files or run commands, `-i` rewrites its operands."""
    parsed = call.parsed
    scripts = parsed.values("-e", "--expression")
    operands = list(parsed.operands)
    if not scripts and not parsed.has("-f", "--file") and operands:
        scripts = [operands.pop(0).text]
    for script in scripts:
        _sed_script(call, script)
    for content in option_files(call, "-f", "--file"):
        for line in content.splitlines():
            _sed_script(call, line)
    if parsed.has("-i", "--in-place", "-I"):
        for arg in operands:
            if not arg.text:
                continue
            redirection.write_file(call.analysis, arg, call.state, LOCAL, arg.span, append=False, copied=True)
            call.flag("files.edit-in-place", arg.text, span=arg.span)
        return ""
    for arg in operands:
        if places.is_secret(arg.text, call.state.cwd):
            call.flag("secrets.show", arg.text, span=arg.span)
    read = files_or_stdin(call, [arg.text for arg in operands])
    if read and not any(taint in read for taint in marks.TAINTS):
        return _substituted(scripts, read)
    return read


def _sed_script(call: Call, script: str) -> None:
    if re.search(r"(?:^|[;{}\d$/!\s])e(?:\s+\S|$)", script) and not re.match(
        r"\s*[sy](.).*\1.*\1[gpiIm0-9w]*$", script
    ):
        command = re.search(r"(?:^|[;{}\d$/!\s])e\s+(.+)$", script)
        if command:
            call.run_text(command.group(1))
    for executed in _SED_SUBSTITUTION.finditer(script[:_MAX_SED_READ]):
        if "e" in executed.group(4):
            call.run_text(executed.group(3).replace("\\", "") or UNKNOWN)
    for written in _SED_WRITE.finditer(script[:_MAX_SED_READ]):
        redirection.write_file(
            call.analysis, Arg(written.group(1), call.span), call.state, LOCAL, call.span, append=False
        )


_SED_SUBSTITUTION: Final = lazy_re.compile(
    r"(?:^|[;{}\s/$\d!,])s([/|#@,!:%~+_])((?:\\.|(?!\1)[^\\\n])*)\1((?:\\.|(?!\1)[^\\\n])*)\1([a-zA-Z0-9]*)"
)
_SED_WRITE: Final = lazy_re.compile(r"(?:^|[;{/$}\d])\s*w\s+([^\s;}]+)")
_MAX_SED_READ: Final = 4_000
"""Characters of a sed script that are searched for commands that run or write."""
_MAX_SUBSTITUTED: Final = 10_000
"""Characters of text that a substitution is computed on."""
_MAX_SED: Final = 400
"""Characters of a sed script that is computed; a longer one gives text that is not readable here."""
_UNTAMED: Final = lazy_re.compile(r"[*+}?][^|]{0,40}[*+]|\\[1-9]")
"""Patterns with several repetitions or a back reference may take for ever on hostile text."""


_CLASSES: Final = {
    "[:lower:]": "a-z",
    "[:upper:]": "A-Z",
    "[:digit:]": "0-9",
    "[:space:]": " \\t\\n",
    "[:blank:]": " \\t",
    "[:alpha:]": "A-Za-z",
    "[:alnum:]": "A-Za-z0-9",
    "[:xdigit:]": "A-Fa-f0-9",
    "[:punct:]": "!-/:-@\\[-`{-~",
}
"""Classes of characters of POSIX, as Python writes them inside of brackets."""


def _compiled(pattern: str) -> re.Pattern[str]:
    for name, members in _CLASSES.items():
        pattern = pattern.replace(name, members)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a bracket in somebody's pattern is no concern of ours
        return re.compile(pattern)


def _substituted(scripts: list[str], read: str) -> str:
    for script in scripts:
        if len(script) > _MAX_SED:
            return OPAQUE
        match = re.fullmatch(r"s(.)((?:\\.|[^\\])*?)\1((?:\\.|[^\\])*?)\1([gI]*)", script)
        if not match:
            return OPAQUE if len(read) > 20 and not re.search(r"\s", read.strip()) else read
        if len(read) > _MAX_SUBSTITUTED or _UNTAMED.search(match.group(2)):
            return OPAQUE
        try:
            pattern = _compiled(match.group(2))
        except re.error:
            return read
        replacement = match.group(3).replace("&", "\\g<0>")
        try:
            read = pattern.sub(replacement, read, count=0 if "g" in match.group(4) else 1)
        except (re.error, IndexError):
            return read
    return read


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


def _decoder(decode: Callable[[str], str]) -> Callable[[Call], str]:
    """Return a handler that decodes known text and marks everything else as opaque."""

    def handler(call: Call) -> str:
        read = files_or_stdin(call)
        if marks.is_known(read.replace(DECODED, "")):
            try:
                return DECODED + decode(read.replace(DECODED, ""))
            except ValueError:
                return OPAQUE
        return OPAQUE + read if SECRET in read else OPAQUE

    return handler


def _bytes_as_text(data: bytes) -> str:
    """Return bytes as text; what is no UTF-8 keeps one character per byte, so that a decompressor can go on."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _hexadecimal(text: str) -> str:
    digits = re.sub(r"[^0-9a-fA-F]", "", re.sub(r"(?m)^\s*[0-9a-f]+:", "", re.sub(r"\\x|0x", "", text)))
    return _bytes_as_text(bytes.fromhex(digits))


def _base64(text: str) -> str:
    import base64  # noqa: PLC0415  this module is loaded for `ls` too

    return _bytes_as_text(base64.b64decode("".join(text.split()) + "=="))


def _base32(text: str) -> str:
    import base64  # noqa: PLC0415

    return base64.b32decode("".join(text.split())).decode("utf-8", "replace")


_decode_base64 = _decoder(_base64)
_decode_base32 = _decoder(_base32)
_decode_hex = _decoder(_hexadecimal)
_decode_opaque = _decoder(lambda _: OPAQUE)


def base64_program(call: Call) -> str:
    """Follow base64 and base32: decoding gives text, encoding keeps what it holds."""
    if call.parsed.has("-d", "-D", "--decode"):
        return _decode_base32(call) if call.name == "base32" else _decode_base64(call)
    read = show_files(call)
    if marks.is_known(read) and call.name == "base64":
        import base64  # noqa: PLC0415

        return base64.b64encode(read.encode("utf-8", "surrogateescape")).decode() + "\n"
    return read


def xxd(call: Call) -> str:
    """Follow xxd: `-r` turns hexadecimal text back into bytes."""
    if any("r" in name for name, _, _ in call.parsed.options if not name.startswith("--")):
        return _decode_hex(call)
    return show_files(call)


_PUBLIC_PARTS: Final = (["x509"], ["crl"], ["req"], ["verify"], ["ocsp"], ["storeutl"])
"""Commands of openssl that show certificates and requests, which are public."""


def openssl(call: Call) -> str:
    """Follow openssl: decoding and decrypting give text that cannot be read here."""
    operands = [arg.text for arg in call.parsed.operands]
    texts = call.texts
    source = next((texts[i + 1] for i, t in enumerate(texts[:-1]) if t == "-in"), None)
    if operands[:1] == ["s_client"]:
        if marks.SHELL in call.stdin:
            call.flag("remote.shell", "its input")
        else:
            wire.sent(call.analysis, call.stdin, call.span, "its input")
        return marks.SOCKET
    if source and places.is_secret(source, call.state.cwd) and operands[:1] not in _PUBLIC_PARTS:
        call.flag("secrets.show", source)
    if "-d" in texts:
        if operands[:1] == ["base64"] or (
            ("-base64" in texts or "-a" in texts) and not any("aes" in t or "-pass" in t for t in texts)
        ):
            read = redirection.file_content(source, call.state) if source else call.stdin
            if marks.is_known(read):
                try:
                    return DECODED + _base64(read)
                except ValueError:
                    return OPAQUE
        return OPAQUE
    return redirection.file_content(source, call.state) if source else (call.stdin or UNKNOWN)


def decompress(call: Call) -> str:
    """Follow gzip and its like: compressed known content is opaque, tainted content stays tainted."""
    operands = [arg.text for arg in call.parsed.operands]
    read = files_or_stdin(call, operands)
    unpacks = call.parsed.has("-d", "--decompress", "--uncompress") or call.name.startswith(
        ("un", "gunzip", "zcat", "gzcat", "bzcat", "xzcat", "bunzip", "zstdcat")
    )
    if not unpacks:
        for arg in call.parsed.operands:
            if places.is_secret(arg.text, call.state.cwd):
                call.flag("secrets.show", arg.text, span=arg.span)
        return read
    if not operands and marks.is_known(read.replace(DECODED, "")) and read:
        return DECODED + _inflated(read.replace(DECODED, ""))
    if not operands and any(mark in read for mark in (marks.NETWORK, marks.SOCKET, OPAQUE, SECRET)):
        return read
    return OPAQUE if call.parsed.has("-c", "--stdout") or call.name.endswith("cat") or not operands else ""


_MAX_INFLATED: Final = 100_000
"""Bytes of decompressed text that are followed: a small input may expand without end."""
_DECOMPRESSORS: Final[tuple[Callable[[bytes], bytes], ...]] = (
    lambda data: zlib.decompressobj(47).decompress(data, _MAX_INFLATED),
    lambda data: bz2.BZ2Decompressor().decompress(data, _MAX_INFLATED),
    lambda data: lzma.LZMADecompressor().decompress(data, _MAX_INFLATED),
)


def _inflated(text: str) -> str:
    """Return known compressed text decompressed, bounded; otherwise what it is: unreadable."""
    try:
        data = text.encode("latin-1")
        for decompress_bounded in _DECOMPRESSORS:
            try:
                return decompress_bounded(data).decode("utf-8")
            except (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError):
                continue
    except UnicodeError:
        pass
    return OPAQUE


def environment(call: Call) -> str:
    """Follow printenv: all of the environment, or one variable."""
    return SOME if call.parsed.operands else ENVIRONMENT


def something(call: Call) -> str:
    """Return the output of a program that always prints, but not what."""
    del call
    return SOME


def working_directory(call: Call) -> str:
    """Return what pwd prints."""
    return call.state.cwd


def base_name(call: Call) -> str:
    """Return what basename prints where the path is known."""
    operands = [arg.text for arg in call.parsed.operands]
    if len(operands) == 1 and marks.is_known(operands[0]):
        return operands[0].rstrip("/").rsplit("/", 1)[-1]
    return SOME if operands and operands[0] != UNKNOWN else UNKNOWN


def folder_name(call: Call) -> str:
    """Return what dirname prints where the path is known."""
    operands = [arg.text for arg in call.parsed.operands]
    if len(operands) == 1 and operands[0] in (marks.HOME, marks.CWD, call.state.cwd):
        return paths.canonical(operands[0] + "/..")
    if len(operands) == 1 and "/" in operands[0] and operands[0] != "/":
        return operands[0].rstrip("/").rpartition("/")[0] or "/"
    if len(operands) == 1 and marks.is_known(operands[0]):
        return "." if operands[0] != "/" else "/"
    return SOME


def which(call: Call) -> str:
    """Return what which prints: the program's name stays readable."""
    operands = [arg.text for arg in call.parsed.operands if arg.text != "-v"]
    return "/usr/bin/" + operands[0] if len(operands) == 1 else UNKNOWN


def real_path(call: Call) -> str:
    """Return what realpath and readlink print: a path without detours; links are not known here."""
    operands = [arg.text for arg in call.parsed.operands]
    if len(operands) != 1 or (
        call.name == "readlink" and not call.parsed.has("-f", "-e", "-m", "--canonicalize")
    ):
        return UNKNOWN
    return paths.canonical(operands[0], call.state.cwd) + "\n"


def make_temporary(call: Call) -> str:
    """Return what mktemp prints: a fresh path."""
    del call
    return marks.FRESH


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


def rot13(call: Call) -> str:
    """Return what rot13 prints."""
    return DECODED + codecs.encode(call.stdin, "rot13") if marks.is_known(call.stdin) else OPAQUE


def listing(call: Call) -> str:
    """Return what ls prints: names in a folder."""
    operands = [arg.text for arg in call.parsed.operands]
    if call.parsed.has("-l", "--help"):
        return UNKNOWN
    shown = [text for text in operands if paths.has_pattern(text) or text.startswith("/dev/")]
    return "\n".join(shown) + "\n" if shown and len(shown) == len(operands) else STAR


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


def gpg(call: Call) -> str:
    """Follow gpg: decrypting gives text that cannot be read here, exporting a private key gives a secret."""
    if call.parsed.has("-d", "--decrypt") or (call.name == "age" and call.parsed.has("-d")):
        return OPAQUE
    if call.parsed.has_exactly("--export-secret-keys", "--export-secret-subkeys", "--export-secret-key"):
        call.flag("secrets.show", "a private key")
        return SECRET
    # What is encrypted may leave the machine.
    return SOME


HANDLERS: Final = {
    "echo": echo, "printf": printf,
    **dict.fromkeys(("cat", "bat", "batcat", "less", "more", "most", "view", "nl", "tac", "strings", "od", "hexdump", "xxd", "fold", "fmt", "pr", "column",
                     "sort", "uniq", "shuf", "pv", "expand", "unexpand", "iconv", "dos2unix", "zless", "cut", "paste", "hd", "open", "pygmentize"), show_files),
    **dict.fromkeys(("head", "tail"), head_or_tail), "cut": cut, "tac": backwards,
    **dict.fromkeys(("grep", "egrep", "fgrep", "rg", "ag", "ack", "zgrep"), search),
    "sed": sed, "gsed": sed, "tr": translate, "rev": reverse, "base64": base64_program, "base32": base64_program, "xxd": xxd, "openssl": openssl,
    **dict.fromkeys(("gzip", "gunzip", "zcat", "gzcat", "bzip2", "bunzip2", "bzcat", "xz", "unxz", "xzcat", "zstd", "unzstd", "zstdcat", "lz4", "brotli", "compress", "uncompress"), decompress),
    **dict.fromkeys(("uudecode", "uncompress"), _decode_opaque),
    "gpg": gpg, "age": gpg, "gpg2": gpg,
    "printenv": environment, "pwd": working_directory, "basename": base_name, "dirname": folder_name, "mktemp": make_temporary, "seq": sequence, "jot": something,
    **dict.fromkeys(("which", "type", "whence"), which), **dict.fromkeys(("realpath", "readlink", "grealpath", "greadlink"), real_path), "rot13": rot13, "ls": listing, **dict.fromkeys(("jq", "gojq", "jaq", "yq"), query),
    **dict.fromkeys(("date", "hostname", "whoami", "id", "uname", "nproc", "wc", "tty", "arch", "logname", "uuidgen", "hostid", "lsb_release", "md5sum", "sha256sum",
                     "sha1sum", "cksum", "getconf", "stat", "du", "df"), something),
}  # fmt: skip
