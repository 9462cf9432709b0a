"""What is known about the terminal, found out once and handed to everything that draws."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEFAULT_WIDTH: Final = 80
# Below this nothing can be laid out; the terminal wraps by itself then.
_LEAST_WIDTH: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """Facts about the three standard streams."""

    stdin_is_tty: bool
    stdout_is_tty: bool
    stderr_is_tty: bool
    width: int
    """Columns of the terminal; 80 where there is none."""
    styles: bool
    """Whether bold and underline may be written to stderr."""
    colours: bool
    """Whether colours may be written to stderr; only together with `styles`."""
    plain: bool
    """Read lines instead of keys and never redraw: TERM=dumb, screen readers."""
    unicode: bool = True
    """Whether stderr can show characters outside ASCII."""

    @property
    def can_ask(self) -> bool:
        """Whether somebody can read a question and answer it."""
        return self.stdin_is_tty and self.stderr_is_tty


def detect(
    environ: Mapping[str, str],
    *,
    stdin: TextIO | None,
    stdout: TextIO | None,
    stderr: TextIO | None,
    plain: bool = False,
) -> Terminal:
    """Return the facts about these streams; None is a stream that was closed before we started.

    Colours follow https://no-color.org and https://bixense.com/clicolors, in this order: NO_COLOR,
    CLICOLOR_FORCE, then CLICOLOR, TERM and whether stderr is a terminal.

    Args:
        plain: the user asked for lines instead of keys, whatever TERM says.
    """
    on_terminal = _is_tty(stderr)
    # Windows consoles have no TERM; elsewhere a terminal without one is as dumb as can be.
    dumb = environ.get("TERM", "" if os.name == "nt" else "dumb") == "dumb"
    forced = environ.get("CLICOLOR_FORCE", "0") not in {"", "0"}
    styles = forced or (on_terminal and not dumb and _understands_escapes())
    colours = styles and not environ.get("NO_COLOR") and (forced or environ.get("CLICOLOR") != "0")
    return Terminal(
        stdin_is_tty=_is_tty(stdin),
        stdout_is_tty=_is_tty(stdout),
        stderr_is_tty=on_terminal,
        width=_width(stderr, environ),
        styles=styles,
        colours=colours,
        plain=plain or dumb,
        unicode=_speaks_unicode(stderr),
    )


def width_now(stream: TextIO | None, environ: Mapping[str, str]) -> int:
    """Return the columns of a stream's terminal at this moment; a window may have been resized since `detect`."""
    return _width(stream, environ)


def _is_tty(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def _width(stream: TextIO | None, environ: Mapping[str, str]) -> int:
    width = 0
    if stream is not None:
        try:
            width = os.get_terminal_size(stream.fileno()).columns
        except (OSError, ValueError):
            width = 0
    if width <= 0:
        # A pseudo-terminal without a size says 0; a pipe says nothing.
        columns = environ.get("COLUMNS", "")
        width = int(columns) if columns.isdecimal() and columns.isascii() else _DEFAULT_WIDTH
    return max(width, _LEAST_WIDTH)


def _speaks_unicode(stream: TextIO | None) -> bool:
    encoding = getattr(stream, "encoding", None) or "ascii"
    return encoding.lower().replace("-", "").replace("_", "") in {"utf8", "utf8sig", "utf16", "cp65001"}


def _understands_escapes() -> bool:
    """Return whether the console reads escape sequences; Windows has to be told to."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  (Windows only)

        # https://learn.microsoft.com/windows/console/setconsolemode
        standard_error, virtual_terminal = -12, 0x0004
        kernel = ctypes.windll.kernel32
        handle = kernel.GetStdHandle(standard_error)
        mode = ctypes.c_ulong()
        return bool(
            kernel.GetConsoleMode(handle, ctypes.byref(mode))
            and kernel.SetConsoleMode(handle, mode.value | virtual_terminal)
        )
    return True
