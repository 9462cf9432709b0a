"""Programs that mount file systems, or replace the schedule of a user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cmdgen.safety import links, paths, redirection
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import SOME, UNKNOWN, emptied

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

# -- file systems ----------------------------------------------------------------------------------------

_UNDER_EVERYTHING: Final = frozenset(
    {"/", "/etc", "/usr", "/usr/bin", "/usr/lib", "/usr/sbin", "/bin", "/sbin", "/lib", "/lib64"}
)


def mount(call: Call) -> str:
    """Follow mount: what is mounted where, and whether root becomes read-only."""
    parsed = call.parsed
    if parsed.has_exactly("-f", "--fake", "-l", "--show-labels", "-V") or (
        not parsed.operands and not parsed.has("-a", "--all", "--target", "-U", "-L")
    ):
        return UNKNOWN
    chosen = set(",".join((*parsed.values("-o"), *parsed.values("--options"))).split(",")) | (
        {"ro"} if parsed.has("-r", "--read-only") else set()
    )
    point = parsed.operands[-1].text if parsed.operands else parsed.value("--target") or call.name
    full = paths.canonical(emptied(point) or point, call.state.cwd)
    if ("bind" in chosen or "rbind" in chosen or parsed.has("-B", "--bind", "-R", "--rbind")) and len(
        parsed.operands
    ) > 1:
        links.remember_mount(call.state, parsed.operands[0].text, point)
    if "remount" in chosen:
        call.flag(
            "machine.root-read-only"
            if full == "/" and "ro" in chosen and "rw" not in chosen
            else "machine.mount",
            point,
        )
    elif full in _UNDER_EVERYTHING and len(parsed.operands) > 1:
        call.flag("machine.mount-over", point)
    else:
        call.flag("machine.mount", point)
    return ""


def umount(call: Call) -> str:
    """Follow umount: root, everything, or one place."""
    parsed = call.parsed
    if parsed.has_exactly("--fake"):
        return UNKNOWN
    if parsed.has("-a", "--all"):
        limited = parsed.has("-t", "--types", "-O", "--test-opts") and not any(
            value.startswith("no") for value in parsed.values("-t", "--types")
        )
        call.flag("machine.mount" if limited else "machine.unmount-all", "everything")
    for arg in parsed.operands:
        full = paths.canonical(emptied(arg.text) or arg.text, call.state.cwd)
        call.flag("machine.unmount-all" if full == "/" else "machine.mount", arg.text)
    return ""


# -- schedule --------------------------------------------------------------------------------------------

_LISTING: Final = f"#{SOME}{UNKNOWN}{SOME}\n"
"""What `crontab -l` prints; the marks cannot be typed, so no text can pass for it."""


def crontab(call: Call) -> str:
    """Follow crontab: a file or the input replaces the whole table."""
    parsed = call.parsed
    if parsed.has_exactly("-l") and not parsed.has("-r"):
        return _LISTING
    if parsed.has_exactly("-T", "-V"):
        return UNKNOWN
    if parsed.has("-r"):
        call.flag("machine.crontab-remove", parsed.value("-u") or "your crontab")
        return ""
    if parsed.has("-e"):
        call.flag("machine.crontab-edit", parsed.value("-u") or "your crontab")
        return ""
    first = parsed.operands[0] if parsed.operands else None
    if first is not None and first.process is not None:
        content = call.process_output(first)
    elif first is None or first.text in ("-", "/dev/stdin"):
        content = call.stdin
    else:
        content = redirection.file_content(first.text, call.state)
    keeps = _LISTING.strip() in content
    call.flag(
        "machine.crontab-edit" if keeps else "machine.crontab-replace", first.text if first else "the input"
    )
    lines = content.replace(_LISTING, "").replace(_LISTING.strip(), "")
    redirection.write_file(
        call.analysis,
        Arg("/var/spool/cron/crontabs/user", call.span),
        call.state,
        lines,
        call.span,
        append=True,
    )
    return ""


HANDLERS: Final = {
    "mount": mount, "umount": umount, "crontab": crontab,
}  # fmt: skip
