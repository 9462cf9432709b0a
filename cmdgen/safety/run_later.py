"""Files whose text a program will run by itself: start-up files, schedules, services, hooks, editors' settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Span
from cmdgen.safety import lazy_re, paths, places
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import HOME, NETWORK, OPAQUE, SOCKET, UNKNOWN
from cmdgen.safety.resolve.state import State

if TYPE_CHECKING:
    from cmdgen.safety.analysis import Analysis

_FISH: Final = lazy_re.compile(r"/\.config/fish/|/fish/(?:vendor_)?(?:functions|completions|conf)\.d/")
_AUTOSTART: Final = lazy_re.compile(
    r"/\.config/(?:autostart|systemd/user)/|/\.local/share/(?:systemd/user|applications|dbus-1)/|/Library/Launch(?:Agents|Daemons)/|"
    r"/etc/(?:xdg/autostart|systemd/user|udev/rules\.d|init|inittab|NetworkManager/dispatcher\.d)|/usr/lib/systemd/|"
    r"/\.config/(?:fish/(?:functions|completions)|i3|sway|hypr|openbox|nvim|awesome)/|/\.i3/|/\.oh-my-zsh/custom/|/\.zfunc/"
)
_HOOKS: Final = lazy_re.compile(
    r"/\.git/hooks/|/\.husky/|/\.githooks/|/\.envrc$|/\.ssh/(?:rc|config)$|/\.(?:vim|nvim|gvim|ex)rc$|/\.tmux\.conf$|/\.screenrc$|/\.xbindkeysrc$"
)
_VALUES: Final = lazy_re.compile(
    r"(?mi)^\s*(?:Exec(?:Start(?:Pre|Post)?|Stop(?:Post)?|Reload|Condition)?|TryExec)\s*=[-@+!:]*(.+)$|"
    r"^\s*(?:ProxyCommand|LocalCommand|KnownHostsCommand|Match\s+exec)\s*=?\s+(.+)$|"
    r"^\s*(?:exec(?:_always)?|bindsym\s+\S+\s+exec)\s+(?:--no-startup-id\s+)?(.+)$|"
    r"^\s*(?:(?:autocmd|au)\b[^\n!]*|silent!?|:)?\s*!(.+)$|\bRUN\s*\+?=\s*\"([^\"]+)\"|"
    r"^\s*(?:run-shell|run|if-shell)\s+(.+)$"
)
"""Lines of services, of ssh, of window managers, of editors, of devices' rules and of tmux that name a command."""
_QUOTED: Final = lazy_re.compile(r"""^(['"])([^'"]*)\1$""")
_LINES: Final = lazy_re.compile(
    r"\.(?:service|desktop|timer|socket|mount|rules|conf|lua|vim|plist|ini|toml|xml)$|/config$|rc$|/init$"
)
_ENTRY: Final = lazy_re.compile(r"(?m)^\s*(?:@\w+\s+|(?:[\d*/,\-]+\s+){5})(?:root\s+)?")
_SYSTEM_ENTRY: Final = lazy_re.compile(r"(?m)^\s*(?:@\w+\s+|(?:[\d*/,\-]+\s+){5})[a-z_][\w-]*\s+")
"""When a line of a schedule runs, and as whom in those of the system."""
_SHELL_FILES: Final = (".bashrc", ".zshrc", ".kshrc", ".cshrc", ".tcshrc", ".envrc", "/rc")
_PLIST: Final = lazy_re.compile(
    r"<key>Program(?:Arguments)?</key>\s*(?:<array>(.*?)</array>|<string>(.*?)</string>)", re.DOTALL
)
_SHADOWED: Final = lazy_re.compile(
    r"(?m)^\s*(?:alias\s+)?(?:sudo|su|ssh|doas|gpg|passwd|login)\s*(?:=|\(\))|function\s+(?:sudo|su|ssh|doas|gpg|passwd)\b"
)
MAX_READ: Final = 20_000
"""Characters of such a file that are followed."""


def is_run_later(path: str, full: str, cwd: str) -> bool:
    """Return whether a program runs, by itself, what stands in a file."""
    shown = full.replace(HOME, "/home/user", 1)
    return (
        places.is_startup(path, cwd)
        or places.is_schedule(path, cwd)
        or _HOOKS.search(shown) is not None
        or _AUTOSTART.search(shown) is not None
    )


def is_autostart(full: str) -> bool:
    """Return whether a desktop, a login or a service manager starts what stands in a file."""
    return _AUTOSTART.search(full.replace(HOME, "/home/user", 1)) is not None


def judge(analysis: Analysis, path: str, state: State, content: str, span: Span) -> None:
    """Follow what was written into such a file."""
    full = paths.canonical(path, state.cwd).replace(HOME, "/home/user", 1)
    if NETWORK in content or OPAQUE in content or SOCKET in content:
        as_root = places.is_schedule(path, state.cwd) and state.privileged
        analysis.flag("code.download-run-root" if as_root else "files.startup-hidden-code", span, path)
        return
    text = content.replace(HOME, "~").replace(UNKNOWN, "")
    if not text.strip() or not marks.is_known(text) or len(text) > MAX_READ:
        return
    if _SHADOWED.search(text):
        analysis.flag("files.startup-hidden-code", span, path)
    for command in commands(full, text):
        analysis.run_text(command, state.fork(), "", span, dialect="fish" if _FISH.search(full) else None)


def commands(full: str, text: str) -> list[str]:
    """Return the commands that a file of this name runs: those that its lines name, or its whole text."""
    named = [
        _QUOTED.sub(r"\2", next(group for group in found.groups() if group).strip())
        for found in _VALUES.finditer(text)
    ]
    for array, single in _PLIST.findall(text):
        named.append(
            " ".join(_quoted(word) for word in re.findall(r"<string>(.*?)</string>", array)) or single
        )
    if (named or _LINES.search(full)) and not full.endswith(_SHELL_FILES):
        return named
    return [(_SYSTEM_ENTRY if full.startswith(("/etc/crontab", "/etc/cron.d/")) else _ENTRY).sub("", text)]


def _quoted(word: str) -> str:
    plain = word.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    return "'" + plain.replace("'", "'\\''") + "'"
