"""Options of ordinary programs whose value is a command that the program runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import redirection
from cmdgen.safety.commands.escapes import escape
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import LOCAL

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_TABLE: Final = {
    "split": ("--filter",), "nix-shell": ("--run", "--command"), "nu": ("-c", "--commands"), "sg": ("-c",), "newgrp": ("-c",), "cargo": ("-s", "--shell"), "reflex": (), "watchmedo": ("-c", "--command"), "rsync": ("--rsync-path",), "watchman-make": ("--run",), "sort": ("--compress-program",), "tcpdump": ("-z", "--postrotate-command"), "scp": ("-S",), "sftp": ("-S",),
    "openvpn": ("--up", "--down", "--route-up", "--ipchange", "--client-connect", "--client-disconnect", "--learn-address", "--auth-user-pass-verify", "--tls-verify"),
    "npx": ("-c", "--call"), "npm": ("-c", "--call"), "pnpm": ("-c", "--shell-mode"), "svn": ("--diff-cmd", "--diff3-cmd", "--editor-cmd"), "wget": ("--use-askpass",),
    "fzf": ("--preview",), "sk": ("--preview",), "iptables": ("--modprobe",), "ip6tables": ("--modprobe",), "pg_basebackup": ("--server-compress",),
    "rg": ("--pre",), "ag": ("--pager",), "bat": ("--pager",), "delta": ("--pager",), "watchexec": ("--shell",), "nodemon": ("--exec", "-x"), "zathura": ("-e",),
    "xterm": ("-e",), "gnome-terminal": ("-e", "--command"), "konsole": ("-e",), "alacritty": ("-e", "--command"), "urxvt": ("-e",), "xfce4-terminal": ("-e", "--command", "-x"),
    "vimdiff": ("-c", "--cmd"), "view": ("-c", "--cmd"), "rview": ("-c", "--cmd"), "pppd": ("connect", "pty"),
    "gcc": ("-wrapper",), "g++": ("-wrapper",), "cc": ("-wrapper",), "feh": ("-A", "--action"),
}  # fmt: skip
"""Program -> options whose value is a shell text."""
_RUNNERS: Final = {
    "npm": ("exec", "x"), "pnpm": ("exec", "dlx"), "yarn": ("exec", "dlx"), "bun": ("x",), "conda": ("run",), "mamba": ("run",), "micromamba": ("run",), "pdm": ("run",), "hatch": ("run",),
    "rye": ("run",), "pixi": ("run",), "mise": ("exec", "x"), "asdf": ("exec",), "doppler": ("run",), "infisical": ("run",), "sops": ("exec-env",), "chamber": ("exec",), "teller": ("run",), "rbenv": ("exec",),
    "pyenv": ("exec",), "nvm": ("exec",), "volta": ("run",), "fnm": ("exec",), "devbox": ("run",), "adb": ("shell",), "rr": ("record",), "nix": ("develop", "shell", "run"), "guix": ("shell",), "ip": ("exec",),
    "wandb": ("launch",), "heroku": ("local:run",), "vercel": ("env",), "flatpak": ("run",), "snap": ("run",), "cargo": ("watch",), "nomad": ("exec",), "tsh": ("ssh",),
}  # fmt: skip
"""Program -> subcommands after which the words of another command stand."""
_RUNNER_VALUES: Final = frozenset(
    "-n --name -p --prefix -e --env -c --command --config --project -s --shell -w --workspace --package -i -x --cwd --dir".split()
)
_OUTPUTS: Final = {
    "sort": ("-o", "--output"), "gpg": ("-o", "--output"), "openssl": ("-out",), "gcc": ("-o",), "g++": ("-o",), "cc": ("-o",), "clang": ("-o",), "ld": ("-o",), "go": ("-o",), "rustc": ("-o",), "age": ("-o", "--output"),
    "base64": ("-o",), "jq": (), "pandoc": ("-o", "--output"), "objcopy": (), "shuf": ("-o", "--output"), "tac": (), "nasm": ("-o",), "as": ("-o",), "strip": ("-o",), "pg_dump": ("-f", "--file"),
}  # fmt: skip
"""Program -> options whose value is a file that the program writes."""
_HOOK: Final = re.compile(
    r"(?:Pre|Post)-Invoke(?:-Success)?(?:::)?=(.+)|(?:Pre-Install-Pkgs|Post-Install-Pkgs)(?:::)?=(.+)|Pager=(.+)"
)
_BOUND: Final = re.compile(r"(?:execute(?:-silent|-multi)?|become|reload|preview|transform)[(:\[]([^)\]]+)")


def follow(call: Call) -> None:
    """Follow the commands that options of this call name."""
    _runner(call)
    for value in _values(call, _OUTPUTS.get(call.name, ())):
        written = Arg(value, call.span)
        redirection.write_file(
            call.analysis, written, call.state, LOCAL, call.span, append=False, copied=True
        )
    operands = call.parsed.operands
    if (call.name == "uniq" or (call.name == "xxd" and call.parsed.has("-r"))) and len(operands) > 1:
        redirection.write_file(
            call.analysis, operands[1], call.state, LOCAL, call.span, append=False, copied=True
        )
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


def _runner(call: Call) -> None:
    """Follow `npm exec -- command`, `conda run command` and their like."""
    texts = call.texts
    verbs = _RUNNERS.get(call.name)
    if verbs is None:
        return
    start = next((index + 1 for index, text in enumerate(texts) if text in verbs), None)
    if start is None:
        return
    if "--" in texts[start:]:
        start = texts.index("--", start) + 1
    else:
        while start < len(texts) and texts[start].startswith("-"):
            start += 2 if texts[start] in _RUNNER_VALUES else 1
        if call.name == "ip":
            start += 1  # the name space
    if start < len(texts):
        call.run_inner(call.args[start:], stdin="")


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
