"""Programs that write to storage, fill it, or empty files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import links, places, redirection
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import ENDLESS, LOCAL, SECRET, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def dd(call: Call) -> str:
    """Follow dd: `of=` is written, `if=` is only read."""
    values: dict[str, str] = {}
    for arg in call.args:
        key, equals, value = arg.text.partition("=")
        if equals:
            values[key] = value
    target, source = values.get("of"), values.get("if")
    content = redirection.file_content(source, call.state) if source else call.stdin
    if "count" in values or source in ("/dev/zero", "/dev/urandom", "/dev/random"):
        content = content.replace(ENDLESS, LOCAL)  # bounded, or judged below
    if target is None:
        return content if source else call.stdin
    endless = source in ("/dev/zero", "/dev/urandom", "/dev/random") and "count" not in values
    if endless and not places.is_device(target) and not target.startswith("/dev/"):
        call.flag("machine.fill-disk", target)
    redirection.write_file(
        call.analysis,
        Arg(target, call.span),
        call.state,
        content if content != SECRET else LOCAL,
        call.span,
        append="notrunc" in values.get("conv", ""),
        copied=True,
    )
    image = (
        re.search(r"\.(?:img|qcow2?|vmdk|vdi|raw|iso|vhdx?)$", target) is not None
        and source is not None
        and not places.is_device(source)
    )
    if (
        (image or "notrunc" in values.get("conv", "") or "seek" in values)
        and not places.is_device(target)
        and not target.startswith("/dev/")
    ):
        call.flag("storage.write-image", target)
    return ""


def truncate(call: Call) -> str:
    """Follow truncate: making a file smaller loses its end."""
    size = call.parsed.value("-s", "--size") or ""
    grows = size.startswith("+") or (
        re.fullmatch(r"\d+[KMGTP]i?B?", size) is not None and not size.startswith("0")
    )
    for arg in call.parsed.operands:
        redirection.write_file(
            call.analysis, arg, call.state, "" if not grows else LOCAL, arg.span, append=False, copied=grows
        )
    return ""


def loop_device(call: Call) -> str:
    """Follow losetup: what is written to the loop device lands in the file or disk behind it."""
    operands = call.parsed.operands
    if len(operands) > 1 and places.is_device(operands[1].text):
        links.remember_mount(call.state, operands[1].text, operands[0].text)
    return UNKNOWN


def endless_output(call: Call) -> str:
    """Follow yes: its output never ends."""
    return ENDLESS + (" ".join(call.texts) or "y") + "\n"


HANDLERS: Final = {
    "dd": dd, **dict.fromkeys(("truncate", "gtruncate"), truncate), "yes": endless_output, "losetup": loop_device,
}  # fmt: skip
