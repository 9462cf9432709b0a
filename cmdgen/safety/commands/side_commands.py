"""Options of ordinary programs whose value is a command that the program runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety.commands.escapes import escape

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_TABLE: Final = {
    "split": ("--filter",), "sort": ("--compress-program",), "tcpdump": ("-z", "--postrotate-command"), "scp": ("-S",), "sftp": ("-S",),
    "openvpn": ("--up", "--down", "--route-up", "--ipchange", "--client-connect", "--client-disconnect", "--learn-address", "--auth-user-pass-verify", "--tls-verify"),
    "npx": ("-c", "--call"), "npm": ("-c", "--call"), "pnpm": ("-c", "--shell-mode"), "svn": ("--diff-cmd", "--diff3-cmd", "--editor-cmd"), "wget": ("--use-askpass",),
    "fzf": ("--preview",), "sk": ("--preview",), "iptables": ("--modprobe",), "ip6tables": ("--modprobe",), "pg_basebackup": ("--server-compress",),
    "rg": ("--pre",), "ag": ("--pager",), "bat": ("--pager",), "delta": ("--pager",), "watchexec": ("--shell",), "nodemon": ("--exec", "-x"), "zathura": ("-e",),
    "xterm": ("-e",), "gnome-terminal": ("-e", "--command"), "konsole": ("-e",), "alacritty": ("-e", "--command"), "urxvt": ("-e",), "xfce4-terminal": ("-e", "--command", "-x"),
    "vimdiff": ("-c", "--cmd"), "view": ("-c", "--cmd"), "rview": ("-c", "--cmd"), "pppd": ("connect", "pty"),
    "gcc": ("-wrapper",), "g++": ("-wrapper",), "cc": ("-wrapper",), "feh": ("-A", "--action"),
}  # fmt: skip
"""Program -> options whose value is a shell text."""
_HOOK: Final = re.compile(
    r"(?:Pre|Post)-Invoke(?:-Success)?(?:::)?=(.+)|(?:Pre-Install-Pkgs|Post-Install-Pkgs)(?:::)?=(.+)|Pager=(.+)"
)
_BOUND: Final = re.compile(r"(?:execute(?:-silent|-multi)?|become|reload|preview|transform)[(:\[]([^)\]]+)")


def follow(call: Call) -> None:
    """Follow the commands that options of this call name."""
    options = _TABLE.get(call.name)
    if options is not None:
        for value in _values(call, options):
            escape(call, value.replace(",", " ") if "-wrapper" in options else value)
    if call.name in ("apt", "apt-get", "aptitude"):
        for text in call.texts:
            hook = _HOOK.search(text)
            if hook:
                escape(call, next(group for group in hook.groups() if group).strip("\"'"))
    elif call.name in ("fzf", "sk"):
        for text in call.texts:
            for command in _BOUND.findall(text):
                escape(call, command)
    elif call.name in ("lftp", "ftp", "ncftp", "sftp"):
        for text in (*call.texts, call.stdin):
            for command in re.findall(r"(?m)(?:^|;)\s*!\s*([^;\n]+)", text):
                escape(call, command)
    elif call.name == "strace":
        for value in _values(call, ("-o", "--output")):
            if value[:1] in "|!":
                escape(call, value[1:])
    elif call.name in ("pdflatex", "latex", "xelatex", "lualatex", "tex"):
        for text in call.texts:
            for command in re.findall(r"\\(?:immediate\\)?write18\{([^}]*)\}", text):
                escape(call, command)


def _values(call: Call, options: tuple[str, ...]) -> list[str]:
    """Return the values of options, whatever the program's grammar says of them."""
    found = []
    texts = call.texts
    for index, text in enumerate(texts):
        name, equals, value = text.partition("=")
        if name in options and equals:
            found.append(value)
        elif text in options and index + 1 < len(texts):
            found.append(texts[index + 1])
    return found
