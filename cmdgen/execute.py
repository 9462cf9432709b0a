"""Running an approved command, the clipboard and the editor: the only module that starts programs.

A command runs as `[shell program, *run flags, text]`: a list, never a string that a second shell would
read again.  The child inherits the terminal, so pagers, password prompts and colours work, and its
status is passed on.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import ConfigurationError, UsageError
from cmdgen.core.records import Execution
from cmdgen.shells.dialects import dialect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import FrameType

    from cmdgen.core.records import Approval
    from cmdgen.shells.dialects import Dialect

# Bash reads the file named by BASH_ENV before a script or `-c` text, and sh the one named by ENV.
# That file was neither shown nor screened, so the name is withheld; every other variable is passed on.
# https://www.gnu.org/software/bash/manual/html_node/Bash-Startup-Files.html
_STARTUP_VARIABLES: Final = frozenset({"BASH_ENV", "ENV"})

# Our own variables whose value is a key, and those whose value is an address, which may hold a password.
_OURS: Final = "CMDGEN_"
_KEY: Final = "_API_KEY"
_ADDRESS: Final = "_URL"

# What Windows answers for a program that ended by Ctrl-C, as an unsigned number.
_STATUS_CONTROL_C_EXIT: Final = 0xC000013A

_CLIPBOARD_TIMEOUT_S: Final = 5.0


def run(approval: Approval, *, environ: Mapping[str, str], stdin_spent: bool = False) -> Execution:
    r"""Run the approved text in its own shell and wait for the end.

    Ctrl-C and Ctrl-\ reach the child from the terminal; this process only waits.  SIGTERM and SIGHUP
    are handed on.  The modes of the terminal are put back unless the child ended with status 0: a child
    that died may have left them in disorder, one that succeeded (`stty sane`, `reset`) meant them.

    Args:
        approval: consent to exactly the text that runs.
        environ: the user's environment; the child gets all of it but BASH_ENV, ENV and the keys to our servers.
        stdin_spent: our own stdin was data for the request and has been read, so the child reads from
            the terminal, or from nothing where there is none.

    Raises:
        ConfigurationError: the shell is not installed or cannot be started.
        UsageError: the text cannot be handed to a program at all.
    """
    command = approval.report.command
    shell = dialect(command.dialect)
    program = _installed(shell, environ)
    child_environ = {
        name: value for name, value in without_keys(environ).items() if name not in _STARTUP_VARIABLES
    }
    _flush_own_output()
    with contextlib.ExitStack() as stack:
        stdin = stack.enter_context(_terminal_input()) if stdin_spent else None
        keeper = _TerminalKeeper(stdin)
        child_signals = stack.enter_context(_signals_left_to_the_child())
        try:
            child = subprocess.Popen(
                _arguments(shell, program, command.text), executable=program, stdin=stdin, env=child_environ
            )
        except ValueError as error:
            message = "the command holds a character that no program can be given, so it was not run"
            raise UsageError(message, hint="edit the command, or ask again") from error
        except OSError as error:
            message = f"{program} could not be started: {error.strerror}"
            raise ConfigurationError(message, hint="name another shell: --shell sh") from error
        child_signals.started(child)
        status = child.wait()
        if status != 0:
            keeper.restore()
    return Execution(exit_code=_exit_code(status))


def without_keys(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for a program that has no business with the servers which cmdgen asks.

    Taken out are `CMDGEN_..._API_KEY`, and `CMDGEN_..._URL` where the address holds a password.  What runs on the
    user's behalf could print them, and what it writes ends up in logs.
    """
    return {
        name: value
        for name, value in environ.items()
        if not name.startswith(_OURS)
        or not (name.endswith(_KEY) or (name.endswith(_ADDRESS) and "@" in value))
    }


def copy(text: str, *, environ: Mapping[str, str]) -> str | None:
    """Put the text on the system's clipboard and return the name of the program that took it.

    None means that no such program is installed, fits this desktop and succeeded: then the terminal
    itself can be asked (OSC 52), which also works through ssh.
    """
    for argv in _clipboard_programs(environ):
        program = shutil.which(argv[0], path=environ.get("PATH"))
        if program is None:
            continue
        with contextlib.suppress(OSError, ValueError, subprocess.SubprocessError):
            # Discarded output: wl-copy and xclip leave a process behind that would hold a pipe open.
            subprocess.run(
                [program, *argv[1:]],
                input=os.fsencode(text),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=without_keys(environ),
                timeout=_CLIPBOARD_TIMEOUT_S,
                check=True,
            )
            return argv[0]
    return None


def open_editor(argv: Sequence[str], *, environ: Mapping[str, str]) -> int:
    """Run the user's editor in the terminal, wait for its end and return its status as a shell has it.

    Raises:
        ConfigurationError: it is not installed or cannot be started.
    """
    program = shutil.which(argv[0], path=environ.get("PATH", os.defpath))
    if program is None:
        message = f"the editor {argv[0]} is not installed"
        raise ConfigurationError(message, hint="name another one: VISUAL=nano cmdgen config edit")
    _flush_own_output()
    keeper = _TerminalKeeper(None)
    with _signals_left_to_the_child() as child_signals:
        try:
            child = subprocess.Popen([program, *argv[1:]], env=without_keys(environ))
        except (OSError, ValueError) as error:
            message = f"the editor {program} could not be started: {error}"
            raise ConfigurationError(
                message, hint="name another one: VISUAL=nano cmdgen config edit"
            ) from error
        child_signals.started(child)
        status = child.wait()
        if status != 0:
            keeper.restore()
    return _exit_code(status)


def output_of(
    argv: Sequence[str], *, setting: str, environ: Mapping[str, str], timeout_s: float = 30.0
) -> str:
    """Run a program that the user's configuration names, and return what it prints.

    Args:
        argv: the program and its arguments.
        setting: that names it; part of messages.
        environ: the environment variables.
        timeout_s: how long it may take, in seconds.

    Raises:
        ConfigurationError: it is not installed, fails, or does not end in time; its output is not repeated.
    """
    program = shutil.which(argv[0], path=environ.get("PATH", os.defpath)) if argv else None
    if program is None:
        message = f"{setting}: the program {argv[0] if argv else ''!r} is not installed"
        raise ConfigurationError(message, hint="install it, or name another command")
    try:
        done = subprocess.run(
            [program, *argv[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            env=without_keys(environ),
            timeout=timeout_s,
            check=True,
            text=True,
        )
    except subprocess.CalledProcessError as error:
        message = f"{setting}: {argv[0]} failed with status {error.returncode}"
        raise ConfigurationError(message, hint="run it by hand to see why") from error
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        reason = (
            f"took longer than {timeout_s:g} s"
            if isinstance(error, subprocess.TimeoutExpired)
            else str(error)
        )
        message = f"{argv[0]} of the configuration gave no answer: {reason}"
        raise ConfigurationError(message, hint="run it by hand to see why") from error
    return done.stdout


def start_detached(argv: Sequence[str], *, environ: Mapping[str, str]) -> None:
    """Start a server of this machine that outlives us and leaves our terminal alone.

    Raises:
        ConfigurationError: it is not installed or cannot be started.
    """
    program = shutil.which(argv[0], path=environ.get("PATH", os.defpath))
    if program is None:
        message = f"{argv[0]} is not installed, so it was not started"
        raise ConfigurationError(message, hint=f"install {argv[0]}, or switch auto_start off")
    try:
        started = subprocess.Popen(
            [program, *argv[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(environ),
            start_new_session=True,
        )
        started.returncode = 0  # nobody waits for it, and Popen need not warn of that
    except (OSError, ValueError) as error:
        message = f"{program} could not be started: {error}"
        raise ConfigurationError(message, hint=f"start it by hand: {' '.join(argv)}") from error


def _clipboard_programs(environ: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield the programs worth trying; those of a desktop only where that desktop is reachable."""
    if "SSH_CONNECTION" in environ:
        # The clipboard of the machine at the far end is not the one that the user pastes from.
        return
    if sys.platform == "darwin":
        yield ("pbcopy",)
    if environ.get("WAYLAND_DISPLAY"):
        yield ("wl-copy",)
    if environ.get("DISPLAY"):
        yield ("xclip", "-selection", "clipboard")
        yield ("xsel", "--clipboard", "--input")
    if sys.platform == "win32" or "WSL_DISTRO_NAME" in environ:
        yield ("clip.exe",)


def _installed(shell: Dialect, environ: Mapping[str, str]) -> str:
    """Return the path of the shell's program, looked up as the user's own shell would."""
    for name in shell.programs:
        path = shutil.which(name, path=environ.get("PATH", os.defpath))
        if path is not None:
            return path
    message = f"{shell.program} is not installed, so the command was not run"
    raise ConfigurationError(message, hint="install it, or name another shell: --shell sh")


def _arguments(shell: Dialect, program: str, text: str) -> list[str] | str:
    """Return the arguments, the first one being the name by which the shell speaks of itself."""
    if sys.platform == "win32" and shell.name == "cmd":
        # cmd.exe reads the rest of the line itself and does not know the backslash quoting that a
        # list is turned into.  With /s it takes off exactly the outer pair of quotes.
        return f'"{program}" /s {" ".join(shell.run_flags)} "{text}"'
    return shell.argv(text)


def _exit_code(status: int) -> int:
    """Turn the status of `Popen` into a shell's: 128 + n for signal n."""
    if status == _STATUS_CONTROL_C_EXIT:
        return 128 + signal.SIGINT
    return status if status >= 0 else 128 - status


def _flush_own_output() -> None:
    """Write out what we said already, so that it does not come after the child's first words."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):
            stream.flush()


@contextlib.contextmanager
def _terminal_input() -> Iterator[int]:
    """Open the terminal for reading, or the empty device where there is none."""
    name = "CONIN$" if sys.platform == "win32" else "/dev/tty"
    try:
        descriptor = os.open(name, os.O_RDONLY)
    except OSError:
        descriptor = os.open(os.devnull, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


class _ChildSignals:
    """Signal handlers of the time in which a child runs."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._early: list[int] = []

    def started(self, child: subprocess.Popen[bytes]) -> None:
        """Hand signals on to this child, those first that came while it was being started."""
        self._child = child
        while self._early:
            child.send_signal(self._early.pop(0))

    def leave(self, signum: int, _frame: FrameType | None) -> None:
        """Do nothing: the terminal sends this signal to the child as well."""

    def forward(self, signum: int, _frame: FrameType | None) -> None:
        """Hand the signal on; then this process goes on waiting for the child."""
        if self._child is None:
            self._early.append(signum)
        else:
            self._child.send_signal(signum)


@contextlib.contextmanager
def _signals_left_to_the_child() -> Iterator[_ChildSignals]:
    """Keep signals meant for the child from ending this process first.

    Handlers rather than SIG_IGN: starting a program resets handlers to the default, while an ignored
    signal would stay ignored in the child.
    """
    handlers = _ChildSignals()
    previous = {}
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP"):
            signum = getattr(signal, name, None)
            # Ignored before we started (nohup, a background job of a script): so it stays, child included.
            if signum is None or signal.getsignal(signum) is signal.SIG_IGN:
                continue
            handler = handlers.leave if name in {"SIGINT", "SIGQUIT"} else handlers.forward
            previous[signum] = signal.signal(signum, handler)
    try:
        yield handlers
    finally:
        for signum, handler_before in previous.items():
            signal.signal(signum, handler_before)


class _TerminalKeeper:
    """Remembers the modes of the terminal and puts them back; does nothing where there is none."""

    def __init__(self, extra: int | None) -> None:
        """Take the first terminal among `extra`, stdin, stderr and stdout, if we are in its foreground."""
        self._descriptor: int | None = None
        try:
            import termios  # noqa: PLC0415  (not on Windows)
        except ImportError:
            return
        for descriptor in (extra, 0, 2, 1):
            if descriptor is None or not os.isatty(descriptor):
                continue
            with contextlib.suppress(OSError, termios.error):
                if os.tcgetpgrp(descriptor) == os.getpgrp():
                    self._modes = termios.tcgetattr(descriptor)
                    self._descriptor = descriptor
            return

    def restore(self) -> None:
        if sys.platform == "win32" or self._descriptor is None:
            return
        import termios  # noqa: PLC0415  (not on Windows)

        # A killed job-control shell leaves its own group in the foreground, and a write to the settings
        # from the background would stop us with SIGTTOU.
        old_mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
        try:
            with contextlib.suppress(OSError, termios.error):
                os.tcsetpgrp(self._descriptor, os.getpgrp())
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._modes)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, old_mask)
