"""`cmdgen config edit`: the config file in the user's editor, put in force only if it can be used."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmdgen import execute
from cmdgen.core.errors import CmdgenError, ConfigurationError, UsageError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.settings import environment
from cmdgen.settings.config_file import parse, read_bytes
from cmdgen.settings.editing import is_secret
from cmdgen.settings.loading import resolve
from cmdgen.settings.saving import cannot_write, change
from cmdgen.settings.tables import profiles_of
from cmdgen.wiring import parts
from cmdgen.wiring.checking import tell
from cmdgen.wiring.config import config_path

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIRST_TEXT: Final = b"""\
# Settings of cmdgen.  `cmdgen config show` lists every key with its value; docs/configuration.md explains them.
#
# timeout_s = 30
#
# [ollama]
# url = "http://localhost:11434"

"""
_USUAL_EDITORS: Final = ("sensible-editor", "nano", "vim", "vi", "notepad.exe")


def edit(file: Path | None) -> int:
    """Open a copy of the config file in the editor, and put it in the file's place if it can be used.

    A text that cannot be used is kept beside the file, and the next call goes on with it; the file in force
    stays as it was.

    Raises:
        UsageError: there is no editor.
        ConfigurationError: the editor failed, the text cannot be used, or the file cannot be written.
    """
    environ = environment()
    editor = _editor(environ)
    path = config_path(file)
    before = read_bytes(path)
    kept = path.with_name(f"{path.name}.rejected")
    rejected = read_bytes(kept)
    if rejected is not None:
        tell([f"this is what you wrote last time, from {kept}; delete that file to begin anew"])
    start = rejected or before or _FIRST_TEXT
    after = _edited(path, start, editor, environ)
    if after == start and rejected is None:
        tell([f"nothing was changed in {path}"])
        return ExitCode.OK
    try:
        warnings = _check(after, path)
        change(
            path,
            lambda now: _unless_changed(now, before, after, path),
            secret=lambda data: is_secret(data, path),
        )
    except CmdgenError as error:
        _keep(kept, after)
        hint = f"{path} is as it was; your text is kept in {kept}, and cmdgen config edit goes on with it"
        raise ConfigurationError(error.message, hint=hint) from error
    with suppress(OSError):
        kept.unlink()
    tell([f"{path} is in force", *warnings])
    return ExitCode.OK


def _editor(environ: Mapping[str, str]) -> list[str]:
    """Return the editor as a list of arguments.

    Raises:
        UsageError: none is named and none is installed, or its name is not well quoted.
    """
    named = environ.get("VISUAL", "").strip() or environ.get("EDITOR", "").strip()
    if named:
        try:
            return shlex.split(named, posix=os.name != "nt")
        except ValueError as error:
            message = f"the name of the editor cannot be read: {named!r}: {error}"
            raise UsageError(message, hint="correct VISUAL or EDITOR") from error
    if sys.stdin is not None and sys.stdin.isatty():
        for name in _USUAL_EDITORS:
            if shutil.which(name, path=environ.get("PATH", os.defpath)):
                return [name]
    message = "no editor is named by VISUAL or EDITOR, and there is no usual one for this terminal"
    raise UsageError(message, hint="EDITOR=nano cmdgen config edit, or cmdgen config set KEY VALUE")


def _edited(path: Path, start: bytes, editor: list[str], environ: Mapping[str, str]) -> bytes:
    """Return the text after the editor had it; it works on a copy that nobody else can read."""
    try:
        folder = path.resolve().parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".edit-", suffix=".toml", dir=folder)
        copy = Path(name)
        try:
            with open(descriptor, "wb") as stream:  # noqa: PTH123  Path.open takes no descriptor
                stream.write(start)
            status = execute.open_editor([*editor, name], environ=environ)
            if status != 0:
                message = f"the editor ended with status {status}; {path} is as it was"
                raise ConfigurationError(message, hint="cmdgen config edit begins anew")
            after = read_bytes(copy)
        finally:
            copy.unlink(missing_ok=True)
    except (OSError, RuntimeError) as error:
        raise cannot_write(path, error) from error
    if after is None:
        message = f"the editor removed its file; {path} is as it was"
        raise ConfigurationError(message, hint="cmdgen config edit begins anew")
    return after


def _check(data: bytes, path: Path) -> tuple[str, ...]:
    """Return the warnings about a config file, of every profile.

    Raises:
        CmdgenError: it cannot be used.
    """
    content = parse(data, path)
    usual = resolve(content, {}, {}, path=path, found=False)
    parts.guard(usual)
    for profile in profiles_of(content, path):
        resolve(content, {}, {"profile": profile}, path=path, found=False)
    return usual.warnings


def _unless_changed(now: bytes | None, before: bytes | None, after: bytes, path: Path) -> bytes:
    if now != before:
        message = f"{path} was changed by another program while you edited it"
        raise ConfigurationError(message, hint="compare the two")
    return after


def _keep(kept: Path, text: bytes) -> None:
    """Keep a text for the next call, for nobody else to read.

    Raises:
        ConfigurationError: it cannot be written.
    """
    change(kept, lambda _: text, secret=lambda _: True)
