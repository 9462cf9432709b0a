"""Which words of a wrapper are its own, and which are the command that it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re
from cmdgen.safety.commands.wrapper_table import Wrapper
from cmdgen.safety.resolve.expand import Arg

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

ASSIGNMENT: Final = lazy_re.compile(r"[A-Za-z_]\w*=")


def inner_command(call: Call, wrapper: Wrapper) -> tuple[list[Arg], list[str]]:
    """Return the inner argument vector and the shell texts among the wrapper's own options."""
    args = list(call.args)
    index, skipped = 0, 0
    texts: list[str] = []
    while index < len(args):
        text = args[index].text
        if text == "--":
            index += 1
            if skipped >= wrapper.skip:
                break
            continue
        if len(text) > 1 and text[0] == "-":
            name, equals, value = text.partition("=")
            if _ends_in_shell_option(text, wrapper):
                index += 1
                texts.extend(arg.text for arg in args[index : index + 1])
            elif name in wrapper.shell or (text[:2] in wrapper.shell and not text.startswith("--")):
                attached = (
                    value
                    if equals
                    else text[2:]
                    if text[:2] in wrapper.shell and len(text) > 2 and not text.startswith("--")
                    else ""
                )
                if attached:
                    texts.append(attached)
                elif index + 1 < len(args):
                    index += 1
                    texts.append(args[index].text)
            elif _takes_next(text, wrapper.values):
                index += 1
            index += 1
            continue
        if call.name == "sudo" and ASSIGNMENT.match(text):
            index += 1  # sudo reads its options after assignments too
            continue
        if call.name == "env" and text == "-":
            index += 1  # the old spelling of -i
            continue
        if skipped < wrapper.skip:
            skipped += 1
            index += 1
            continue
        break
    return args[index:], texts


def _ends_in_shell_option(text: str, wrapper: Wrapper) -> bool:
    """Return whether a bundle such as `-qec` ends in an option whose value is a shell text."""
    return (
        len(text) > 2
        and text[1] != "-"
        and text[1:].isalpha()
        and "-" + text[-1] in wrapper.shell
        and text[:2] not in wrapper.shell
    )


def _takes_next(text: str, values: frozenset[str]) -> bool:
    if text in values:
        return True
    # a bundle whose last letter takes a value: sudo -Eu user
    return (
        len(text) > 2
        and text[1] != "-"
        and "=" not in text
        and "-" + text[-1] in values
        and not any("-" + c in values for c in text[1:-1])
    )
