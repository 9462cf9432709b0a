"""What a program reads: the files that it is given, or its input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.safety import places, redirection
from cmdgen.safety.resolve.marks import LOCAL

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

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
