"""Programs that write files: copies, moves, links, archives, mirrors, tee."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Level
from cmdgen.safety import lazy_re, links, paths, places, redirection
from cmdgen.safety.commands.escapes import escape
from cmdgen.safety.commands.permissions import INTERPRETERS, judge_mode
from cmdgen.safety.paths import Value
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import (
    DATABASE,
    HOME,
    LOCAL,
    NETWORK,
    OPAQUE,
    SECRET,
    SHELL,
    SOCKET,
    STAR,
    UNKNOWN,
)

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def _write(call: Call, arg: Arg, content: str, *, append: bool = False) -> None:
    redirection.write_file(call.analysis, arg, call.state, content, arg.span, append=append, copied=True)


def tee(call: Call) -> str:
    """Follow tee: its input goes into every operand."""
    append = call.parsed.has("-a", "--append")
    for arg in call.args:
        if arg.process is not None and arg.output:
            call.analysis.run_script(arg.process, call.state.fork(), call.stdin)
    for arg in call.parsed.operands:
        if arg.process is None:
            redirection.write_file(
                call.analysis, arg, call.state, call.stdin, arg.span, append=append, copied=bool(call.stdin)
            )
    return call.stdin


def _target(call: Call) -> tuple[list[Arg], Arg | None]:
    """Return sources and target of a copy or move."""
    folder = call.parsed.value("-t", "--target-directory")
    operands = list(call.parsed.operands)
    if folder is not None:
        return operands, Arg(folder, call.span)
    if len(operands) < 2:
        return operands, None
    return operands[:-1], operands[-1]


def _destinations(sources: list[Arg], target: Arg, cwd: str) -> list[tuple[Arg, Arg]]:
    """Return (source, file that is written) pairs; a target that is a folder keeps the source's name."""
    full = paths.canonical(target.text, cwd)
    is_folder = (
        target.text.endswith("/") or len(sources) > 1 or paths.classify(target.text, cwd) is Value.ROOT
        or full in ("/tmp", "/etc/cron.d", "/etc/sudoers.d", "/etc/profile.d", "/boot", "/etc/pam.d", "/etc/init.d", "/etc/systemd/system", "/usr/local/bin", "/etc")  # noqa: S108
        or full.endswith("/.ssh")
    )  # fmt: skip
    pairs = []
    for source in sources:
        name = source.text.rstrip("/").rsplit("/", 1)[-1]
        text = f"{target.text.rstrip('/')}/{name}" if is_folder else target.text
        pairs.append((source, Arg(text, target.span)))
    return pairs


def copy(call: Call) -> str:
    """Follow cp and install."""
    sources, target = _target(call)
    if call.name == "install" and call.parsed.has("-d", "--directory"):
        _modes(call)
        return ""
    if target is None:
        return ""
    _modes(call)
    for source, written in _destinations(sources, target, call.state.cwd):
        if source.text == "/dev/null":
            redirection.write_file(call.analysis, written, call.state, "", written.span, append=False)
            continue
        content = (
            call.process_output(source)
            if source.process is not None
            else redirection.file_content(source.text, call.state)
        )
        _exposed(call, source, content)
        if _is_known_helper(written.text) and places.is_temporary(source.text, call.state.cwd):
            call.flag("system.write", written.text, span=written.span)
        if INTERPRETERS.search(source.text) and paths.canonical(source.text, call.state.cwd).startswith(
            ("/bin/", "/usr/", "/sbin/")
        ):
            content = SHELL
        _write(call, written, content)
        links.remember_program(call.state, source.text, written.text)
    if (
        call.parsed.has("-r", "-R", "-a", "--recursive", "--archive")
        and paths.classify(target.text, call.state.cwd) is Value.ROOT
        and target.text == "/"
    ):
        call.flag("system.write", target.text, span=target.span)
    return ""


def _is_known_helper(path: str) -> bool:
    return path.startswith("/usr/local/bin/")


def _exposed(call: Call, source: Arg, content: str) -> None:
    if content == SECRET and places.is_secret(source.text, call.state.cwd):
        call.flag("secrets.show", source.text, span=source.span)


def _modes(call: Call) -> None:
    if call.name != "install":
        return
    mode = call.parsed.value("-m", "--mode")
    if mode:
        for arg in (
            call.parsed.operands
        ):  # the mode goes with the content: a setuid copy of a shell is a setuid shell
            judge_mode(call, mode, arg, recursive=False)


_ONE_FILE: Final = re.compile(r"^[\w./~-]*\w\.[A-Za-z0-9]{1,5}$")
"""A target with an extension and nothing that changes from turn to turn: one file, not a folder."""


def move(call: Call) -> str:
    """Follow mv: what is moved away is gone from where it was."""
    sources, target = _target(call)
    if target is None:
        return ""
    cwd = call.state.cwd
    if paths.canonical(target.text, cwd) == "/dev/null":
        for source in sources:
            value = paths.classify(source.text, cwd)
            rule = {
                Value.ROOT: "files.delete-root",
                Value.ORDINARY: "files.delete-tree",
                Value.DISPOSABLE: "files.delete-disposable",
            }[value]
            call.flag(rule, source.text, span=source.span)
        return ""
    if (
        call.state.in_branch
        and any(STAR in source.text for source in sources)
        and _ONE_FILE.search(target.text)
    ):
        call.flag("files.move-onto-one", target.text, span=target.span)
    for source, written in _destinations(sources, target, cwd):
        _moved_away(call, source)
        content = redirection.file_content(source.text, call.state)
        _write(call, written, content)
        links.remember_program(call.state, source.text, written.text)
    return ""


def _moved_away(call: Call, source: Arg) -> None:
    cwd = call.state.cwd
    if paths.classify(source.text, cwd) is Value.ROOT:
        call.flag("files.move-root", source.text, span=source.span)
    elif places.is_authentication(source.text, cwd):
        call.flag("system.write-authentication", source.text, span=source.span)
    elif places.is_system(source.text, cwd):
        call.flag("system.write", source.text, span=source.span)


def trash(call: Call) -> str:
    """Follow the programs of the trash can: what can be taken back is safe, unless it is what the system runs on."""
    operands = call.parsed.operands
    if call.name in _WITH_SUBCOMMAND:
        wanted = _WITH_SUBCOMMAND[call.name]
        if not operands or operands[0].text != wanted:
            return ""
        # `kioclient move SOURCE... trash:/`
        operands = operands[1:-1] if wanted == "move" else operands[1:]
    for arg in operands:
        _moved_away(call, arg)
    return ""


_WITH_SUBCOMMAND: Final = {"gio": "trash", **dict.fromkeys(("kioclient", "kioclient5", "kioclient6"), "move")}
"""Programs of which one subcommand moves files to the trash."""


def link(call: Call) -> str:
    """Follow ln: a link replaces its name with `-f`, and a start-up name becomes what it points to."""
    sources, target = _target(call)
    if target is None:
        return ""
    full = paths.canonical(target.text, call.state.cwd)
    if re.search(r"(?:_history)$", full) and sources and sources[0].text == "/dev/null":
        call.flag("machine.history-off", target.text)
        return ""
    for source, written in _destinations(sources, target, call.state.cwd):
        if places.is_on_search_path(written.text, call.state.cwd) and places.is_temporary(
            source.text, call.state.cwd
        ):
            call.flag("protection.loader-path", f"{written.text} -> {source.text}")
        _write(call, written, redirection.file_content(source.text, call.state))
        links.remember(call.state, _link_source(call, source.text, written.text), written.text)
    return ""


def _link_source(call: Call, source: str, link_name: str) -> str:
    """Return what a link leads to: a relative target of a symbolic link counts from the link's own folder."""
    folder = link_name.rpartition("/")[0]
    if folder and source[:1] not in "/" + HOME and call.parsed.has("-s", "--symbolic"):
        return f"{folder}/{source}"
    return source


def rsync(call: Call) -> str:
    """Follow rsync: mirrors that delete, sources that vanish, places that are written, secrets that leave."""
    parsed = call.parsed
    if parsed.has_exactly("-n", "--dry-run", "--list-only") or any(
        "n" in n and re.fullmatch(r"-[a-zA-Z]+", n) for n, _, _ in parsed.options
    ):
        return UNKNOWN
    for transport in parsed.values("-e", "--rsh"):
        call.run_text(transport)
    sources, target = _target(call)
    if target is not None and places.is_device(target.text):
        _write(call, target, LOCAL)
    if target is None:
        return UNKNOWN
    remote = re.match(r"(?:rsync://|[\w.@-]+::?)", target.text) is not None and not target.text.startswith(
        "/"
    )
    deletes = parsed.has(
        "--delete",
        "--delete-before",
        "--delete-during",
        "--delete-after",
        "--delete-excluded",
        "--del",
        "--delete-delay",
    )
    place = re.sub(r"^[\w.@-]+::?(?!/)|^[\w.@-]+::?(?=/)", "", target.text) if remote else target.text
    if deletes:
        _mirror(call, Arg(place or "~", target.span), remote=remote)
    if parsed.has("--remove-source-files"):
        for source in sources:
            value = paths.classify(source.text, call.state.cwd)
            call.flag(
                "files.delete-found" if value is not Value.ROOT else "files.delete-found-outside",
                source.text,
                span=source.span,
            )
    for source in sources:
        if remote:
            if places.is_secret(source.text, call.state.cwd):
                call.flag("secrets.sent", source.text, span=source.span)
            elif not deletes:
                call.flag("secrets.upload", source.text, span=source.span)
    if not remote and places.is_authentication(place, call.state.cwd):
        call.flag("system.write-authentication", place, span=target.span)
    elif not remote and (places.is_system(place, call.state.cwd) or place == "/"):
        call.flag("system.write", place, span=target.span)
    return UNKNOWN


def _mirror(call: Call, target: Arg, *, remote: bool) -> None:
    value = (
        paths.classify(target.text, call.state.cwd)
        if target.text[:1] in "/~" or not remote
        else Value.ORDINARY
    )
    if target.text == "~":
        value = Value.ROOT
    rule = {
        Value.ROOT: "files.mirror-root",
        Value.ORDINARY: "files.mirror",
        Value.DISPOSABLE: "files.delete-disposable",
    }[value]
    call.flag(rule, target.text, span=target.span)


def tar(call: Call) -> str:
    """Follow tar: `--remove-files`, commands at checkpoints, unpacking over the system, secrets on the output."""
    parsed = call.parsed
    texts = call.texts
    bundle = texts[0] if texts and not texts[0].startswith("-") else ""
    archive = parsed.value("-f", "--file")
    operands = list(parsed.operands)
    base = parsed.value("-C", "--directory")
    if base:
        operands = [
            Arg(f"{base.rstrip('/')}/{arg.text}", arg.span) if arg.text[:1] not in "/" + HOME else arg
            for arg in operands
        ]
    if bundle:
        operands = operands[1:]
        if "f" in bundle and operands:
            archive = operands.pop(0).text
    for hook in (
        *parsed.values("--checkpoint-action"),
        *parsed.values("--to-command"),
        *parsed.values("-I"),
        *parsed.values("--use-compress-program"),
        *parsed.values("--rsh-command"),
        *parsed.values("--info-script"),
        *parsed.values("-F"),
    ):
        escape(call, re.sub(r"^exec=", "", hook))
    creates = parsed.has("-c", "--create", "-r", "-u", "--append", "--update") or "c" in bundle
    extracts = parsed.has("-x", "--extract", "--get") or "x" in bundle
    if parsed.has("--remove-files"):
        gone = archive == "/dev/null" or (archive in (None, "-") and call.analysis.stdout_is_discarded)
        for arg in operands:
            value = paths.classify(arg.text, call.state.cwd)
            if gone or value is Value.ROOT:
                call.flag(
                    {
                        Value.ROOT: "files.delete-root",
                        Value.ORDINARY: "files.delete-tree",
                        Value.DISPOSABLE: "files.delete-disposable",
                    }[value],
                    arg.text,
                    span=arg.span,
                )
            else:
                call.flag("files.archive-and-delete", arg.text, span=arg.span)
    if extracts:
        folder = parsed.value("-C", "--directory")
        if folder and (places.is_system(folder, call.state.cwd) or folder == "/"):
            call.flag("system.write", folder)
        _remember_unpacked(call, folder, archive)
        return _unpacked(call, parsed.has("-O", "--to-stdout"))
    if creates:
        secret = [
            arg
            for arg in operands
            if places.is_secret(arg.text, call.state.cwd)
            or paths.canonical(arg.text, call.state.cwd).endswith(("/.ssh", "/.aws", "/.gnupg"))
        ]
        content = SECRET if secret else _bulk(call, operands)
        if archive in (None, "-", "/dev/stdout"):
            return content
        if archive and not re.match(r"[\w.@-]+:", archive):
            redirection.write_file(
                call.analysis,
                Arg(archive, call.span),
                call.state,
                content,
                call.span,
                append=False,
                copied=True,
            )
        for arg in secret:
            call.flag("secrets.show", arg.text, span=arg.span)
    return UNKNOWN


_KEEPS: Final = lazy_re.compile(rf"{HOME}(?:/[^/\w]*)?$|/(?:home|root|Users|etc)?(?:/|$)")
"""Folders in which keys and passwords lie."""


def _bulk(call: Call, sources: list[Arg]) -> str:
    """Return the mark of all that somebody has where a whole home or machine is packed."""
    cwd = call.state.cwd
    homes = [
        arg
        for arg in sources
        if paths.classify(arg.text, cwd) is Value.ROOT and _KEEPS.match(paths.canonical(arg.text, cwd))
    ]
    return DATABASE if homes else LOCAL


def _remember_unpacked(call: Call, folder: str | None, archive: str | None) -> None:
    """What comes out of a download is a download: a later `./install.sh` runs unseen code."""
    content = redirection.file_content(archive, call.state) if archive not in (None, "-") else call.stdin
    if NETWORK in content:
        call.state.files[paths.canonical(folder or ".", call.state.cwd) + "/"] = NETWORK


def _unpacked(call: Call, to_stdout: bool) -> str:
    source = call.stdin
    if to_stdout:
        return source if any(mark in source for mark in (NETWORK, OPAQUE, SOCKET)) else OPAQUE
    return UNKNOWN


def archive(call: Call) -> str:
    """Follow zip, 7z: `-m` moves files into the archive; `-TT` runs a command."""
    parsed = call.parsed
    operands = parsed.operands
    if call.name == "zip":
        for hook in parsed.values("-TT", "--unzip-command"):
            escape(call, hook)
        sources = operands[1:]
        if parsed.has("-m", "--move"):
            for arg in sources:
                value = paths.classify(arg.text, call.state.cwd)
                call.flag(
                    "files.delete-root" if value is Value.ROOT else "files.archive-and-delete",
                    arg.text,
                    span=arg.span,
                )
        for arg in sources:
            if places.is_secret(arg.text, call.state.cwd):
                call.flag("secrets.show", arg.text, span=arg.span)
        if operands and operands[0].text == "-":
            secret = any(places.is_secret(arg.text, call.state.cwd) for arg in sources)
            return SECRET if secret else _bulk(call, sources)
    elif call.name in ("7z", "7za", "7zz", "rar"):
        if any(text in ("-sdel", "-df", "-dr", "m") for text in call.texts):
            for arg in operands[2:]:
                value = paths.classify(arg.text, call.state.cwd)
                call.flag(
                    "files.delete-root" if value is Value.ROOT else "files.archive-and-delete",
                    arg.text,
                    span=arg.span,
                )
    elif call.name == "unzip":
        folder = parsed.value("-d")
        if folder and (places.is_system(folder, call.state.cwd) or folder == "/"):
            call.flag("system.write", folder)
        _remember_unpacked(call, folder, operands[0].text if operands else None)
        if parsed.has("-p"):
            return OPAQUE
    return UNKNOWN


def touch(call: Call) -> str:
    """Follow touch and mkdir: new names, nothing lost; a system folder deserves care."""
    for arg in call.parsed.operands:
        if places.is_system(arg.text, call.state.cwd):
            call.flag("system.write", arg.text, span=arg.span, level=Level.HIGH)
    return ""


def patch(call: Call) -> str:
    """Follow patch: a file that is named is changed; what a patch itself names is not seen here."""
    if not call.parsed.has_exactly("--dry-run", "-C", "--check"):
        for arg in call.parsed.operands[:1]:
            _write(call, arg, LOCAL)
    return ""


def sponge(call: Call) -> str:
    """Follow sponge: its input replaces a file."""
    for arg in call.parsed.operands:
        _write(call, arg, call.stdin)
    return ""


HANDLERS: Final = {
    "tee": tee, **dict.fromkeys(("cp", "gcp", "install", "ginstall"), copy), **dict.fromkeys(("mv", "gmv"), move), **dict.fromkeys(("ln", "link"), link),
    "rsync": rsync, **dict.fromkeys(("tar", "gtar", "bsdtar"), tar), **dict.fromkeys(("zip", "unzip", "7z", "7za", "7zz", "rar"), archive), **dict.fromkeys(("touch", "mkdir"), touch), "sponge": sponge, "patch": patch,
    **dict.fromkeys(("trash", "trash-put", "rmtrash", "gvfs-trash", *_WITH_SUBCOMMAND), trash),
}  # fmt: skip
