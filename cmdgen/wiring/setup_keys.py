"""The keys of the shell in `cmdgen init`: one line in its startup file."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from cmdgen.core.errors import CmdgenError
from cmdgen.settings import environment
from cmdgen.shells.startup_files import startup_file
from cmdgen.wiring import parts

if TYPE_CHECKING:
    from cmdgen.settings import Settings
    from cmdgen.shells.startup_files import StartupFile
    from cmdgen.wiring.setup_talk import Talk


def file_to_change(settings: Settings, talk: Talk) -> StartupFile | None:
    """Return the startup file that shall get the line; None if it has it, or nobody wants it."""
    environ = environment()
    shell = parts.dialect_name(settings, environ)
    file = startup_file(shell, environ)
    if file is None:
        talk.say(f"for the keys in {shell} see", command="cmdgen shell --help")
        return None
    try:
        if file.has_line():
            talk.say(f"the keys are in {file.path} already")
            return None
    except CmdgenError as error:
        talk.complain(error)
        return None
    talk.say("Alt-G turns the words on your line into a command there; ?? in front of words does the same")
    return file if talk.yes(f"add one line to {file.path} for that?") else None


def add(file: StartupFile, talk: Talk) -> None:
    """Add the line; that it cannot be added is told, with the line."""
    try:
        file.add()
    except CmdgenError as error:
        talk.complain(error)
        return
    talk.say(f"added to {file.path}, for new shells; to take it out:", command="cmdgen init --remove-keys")
    if shutil.which("cmdgen", path=environment().get("PATH")) is None:
        talk.say("the program cmdgen is not on the PATH, and until it is that line does nothing")


def remove(talk: Talk) -> None:
    """Take the line out of the startup files of every shell.

    Raises:
        ConfigurationError: a file cannot be changed.
    """
    environ, found = environment(), False
    for shell in ("bash", "zsh", "fish"):
        file = startup_file(shell, environ)
        if file is not None and file.remove():
            found = True
            talk.say(
                f"taken out of {file.path}; a running shell keeps its keys until",
                command="cmdgen_shell_remove",
            )
    if not found:
        talk.say("no startup file has a line of cmdgen init")
