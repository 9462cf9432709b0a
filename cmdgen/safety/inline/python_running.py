"""Commands that Python code starts: a shell text, an argument vector, a program that replaces it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, paths
from cmdgen.safety.inline.python_values import Value, text
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import DECODED, NETWORK, OPAQUE, SOCKET, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.inline.python import Reader

_SHELL_NAME: Final = lazy_re.compile(r"(?:/usr)?(?:/bin/)?(?:ba|z|da|k|a|fi)?sh$")


def run_shell(reader: Reader, command: str) -> str:
    """Follow a shell text; return what it prints."""
    if reader.connects and (
        SOCKET in command
        or not command.strip(UNKNOWN)
        or _SHELL_NAME.match(command.split(" ", maxsplit=1)[0] if command else "")
    ):
        reader.call.flag("remote.shell", reader.code)
        return UNKNOWN
    if is_unseen(reader, command):
        return UNKNOWN
    if reader.call.state.privileged and _SHELL_NAME.match(command.strip()):
        reader.call.flag("interpreter.root-escape", command)
        return UNKNOWN
    return reader.call.run_text(command.replace(DECODED, ""), state=reader.state.fork(), stdin="")


def is_unseen(reader: Reader, code: str) -> bool:
    """Judge code whose origin matters; return whether there is nothing in it to follow."""
    call = reader.call
    if SOCKET in code:
        call.flag("remote.shell", reader.code)
        return True
    if NETWORK in code:
        call.flag("code.download-run-root" if call.state.privileged else "code.download-run", reader.code)
        return True
    if OPAQUE in code or DECODED in code:
        call.flag("unreadable.decoded", reader.code)
        return OPAQUE in code
    if not code.strip(UNKNOWN + " "):
        call.flag("unreadable.assembled", reader.code)
        return True
    return False


def run_vector(reader: Reader, full: str, args: Sequence[Value], options: Mapping[str, Value]) -> Value:
    """Follow `subprocess.run` and its like: a list is an argument vector, a text a shell text or a program."""
    target = args[0] if args else options.get("args", UNKNOWN)
    if full in ("asyncio.create_subprocess_exec", "os.posix_spawn"):
        target = list(args) if full.startswith("asyncio") else args[1] if len(args) > 1 else target
    if reader.loops and full.endswith("Popen"):
        reader.call.flag("machine.endless", "starts processes")
    if isinstance(target, list) and "shell" not in options:
        vector = [text(item).replace(DECODED, "") for item in target]
        if any(DECODED in text(item) for item in target):
            reader.call.flag("unreadable.decoded", reader.code)
        if (
            reader.connects
            and vector
            and (_SHELL_NAME.match(vector[0]) or SOCKET in vector[0] or vector[0] == UNKNOWN)
        ):
            reader.call.flag("remote.shell", reader.code)
            return UNKNOWN
        if reader.call.state.privileged and len(vector) == 1 and _SHELL_NAME.match(vector[0]):
            reader.call.flag("interpreter.root-escape", vector[0])
            return UNKNOWN
        given = text(options["input"]) if "input" in options else ""
        span = reader.call.span
        return (
            reader.call.run_inner(
                [Arg(word, span) for word in vector], stdin=given, state=reader.state.fork()
            )
            if vector
            else UNKNOWN
        )
    return run_shell(reader, text(target))


def replace_process(reader: Reader, full: str, args: Sequence[Value]) -> Value:
    """Follow `os.execvp(file, argv)`, `os.execl(file, arg0, ...)` and `os.spawn...(mode, ...)`."""
    rest = list(args[1:] if full.startswith("os.spawn") else args)
    if not rest:
        return UNKNOWN
    second = rest[1] if len(rest) > 1 else None
    given: list[Value] = second if isinstance(second, list) else rest[1:]
    vector: list[Value] = [rest[0], *given[1:]]
    return run_vector(reader, "subprocess.run", [vector], {})


def run_words(reader: Reader, vector: Sequence[str]) -> Value:
    """Follow an argument vector; `cd` changes where later paths start."""
    span = reader.call.span
    if vector[0] == "cd":
        reader.state.cwd = paths.canonical(vector[1], reader.state.cwd)
        return UNKNOWN
    reader.call.run_inner(
        [Arg(word.replace(DECODED, ""), span) for word in vector], stdin="", state=reader.state.fork()
    )
    return UNKNOWN
