"""One record per shell: how it is started, how it quotes, how it only checks."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """A shell that commands can be written for."""

    name: str
    """As in --shell and in JSON."""
    programs: tuple[str, ...]
    """Names of its program; the first one that is installed is used."""
    run_flags: tuple[str, ...]
    """Arguments before the text of the command."""
    quote: Callable[[str], str]
    """Turns any text, such as a file name, into one word that stands for it."""
    check_flags: tuple[str, ...] | None = None
    """Arguments before the text that make the shell only read it; None where a shell has no such way."""
    is_posix: bool = False
    """Whether it reads the POSIX shell language."""

    @property
    def program(self) -> str:
        """Its usual program."""
        return self.programs[0]

    def argv(self, text: str) -> list[str]:
        """Return the argument list that runs a command text, to be started without another shell."""
        return [self.program, *self.run_flags, text]


def _quote_fish(text: str) -> str:
    if re.fullmatch(r"[\w@%+=:,./-]+", text, re.ASCII):
        return text
    # Inside single quotes fish reads \\ and \' and nothing else.
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _quote_powershell(text: str) -> str:
    if re.fullmatch(r"[A-Za-z_./\\][\w./\\:]*", text, re.ASCII):
        return text
    # PowerShell takes the typographic single quotes for quotes as well.
    return "'" + re.sub("(['\u2018\u2019\u201a\u201b])", r"\1\1", text) + "'"


def _quote_cmd(text: str) -> str:
    if re.fullmatch(r"[\w./\\:-]+", text, re.ASCII):
        return text
    # A file name cannot hold a double quote on Windows; percent signs are expanded inside quotes too.
    return '"' + text.replace('"', '""').replace("%", "%%") + '"'


DIALECTS: Final = {
    dialect.name: dialect
    for dialect in (
        # "--" ends the options, so a text that begins with "-" stays a text.
        Dialect(
            name="bash",
            programs=("bash",),
            run_flags=("-c", "--"),
            check_flags=("--norc", "--noprofile", "-n", "-c", "--"),
            quote=shlex.quote,
            is_posix=True,
        ),
        Dialect(
            name="zsh",
            programs=("zsh",),
            # -f: an alias or function of ~/.zshenv would run something that was not screened.
            run_flags=("-f", "-c", "--"),
            check_flags=("-f", "-n", "-c", "--"),
            quote=shlex.quote,
            is_posix=True,
        ),
        Dialect(
            name="sh",
            programs=("sh",),
            run_flags=("-c", "--"),
            check_flags=("-n", "-c", "--"),
            quote=shlex.quote,
            is_posix=True,
        ),
        # fish takes the word right after -c, whatever it begins with.
        Dialect(
            name="fish",
            programs=("fish",),
            run_flags=("--no-config", "-c"),
            check_flags=("--no-config", "--no-execute", "-c"),
            quote=_quote_fish,
        ),
        Dialect(
            name="powershell",
            programs=("pwsh", "powershell"),
            run_flags=("-NoProfile", "-Command"),
            quote=_quote_powershell,
        ),
        Dialect(name="cmd", programs=("cmd",), run_flags=("/d", "/c"), quote=_quote_cmd),
    )
}
"""Every known shell by name."""

_ALIASES: Final = {"pwsh": "powershell", "dash": "sh", "ash": "sh", "busybox": "sh", "cmd.exe": "cmd"}


def dialect(name: str) -> Dialect:
    """Return a shell by its name or the name of its program; case does not matter.

    Raises:
        UsageError: the name is unknown; the message lists the known ones.
    """
    wanted = known_name(name)
    if wanted is not None:
        return DIALECTS[wanted]
    import difflib  # noqa: PLC0415  (only for a misspelt name)

    near = difflib.get_close_matches(name.lower(), [*DIALECTS, *_ALIASES], n=1)
    hint = f"did you mean {near[0]}?" if near else "choose one of them with --shell"
    message = f"unknown shell {name!r}; known are {', '.join(DIALECTS)}"
    raise UsageError(message, hint=hint)


def known_name(program: str) -> str | None:
    """Return the shell that a program name or path means, such as bash for `-bash`, or None."""
    base = re.split(r"[/\\]", program.strip())[-1].lower().lstrip("-").removesuffix(".exe")
    base = _ALIASES.get(base, base)
    return base if base in DIALECTS else None
