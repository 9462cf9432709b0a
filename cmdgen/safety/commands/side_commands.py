"""Options of ordinary programs whose value is a command that the program runs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, paths, redirection
from cmdgen.safety.commands import scripted
from cmdgen.safety.commands.escapes import escape
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import LOCAL

if TYPE_CHECKING:
    from cmdgen.safety.call import Call
    from cmdgen.safety.resolve.state import State

_TABLE: Final = {
    "split": ("--filter",), "nix-shell": ("--run", "--command"), "nu": ("-c", "--commands"), "sg": ("-c",), "newgrp": ("-c",), "cargo": ("-s", "--shell"), "reflex": (), "watchmedo": ("-c", "--command"), "rsync": ("--rsync-path",), "watchman-make": ("--run",), "sort": ("--compress-program",), "tcpdump": ("-z", "--postrotate-command"), "scp": ("-S",), "sftp": ("-S",),
    "openvpn": ("--up", "--down", "--route-up", "--ipchange", "--client-connect", "--client-disconnect", "--learn-address", "--auth-user-pass-verify", "--tls-verify"),
    "npx": ("-c", "--call"), "npm": ("-c", "--call"), "pnpm": ("-c", "--shell-mode"), "svn": ("--diff-cmd", "--diff3-cmd", "--editor-cmd"), "wget": ("--use-askpass",),
    "fzf": ("--preview",), "sk": ("--preview",), "iptables": ("--modprobe",), "ip6tables": ("--modprobe",), "pg_basebackup": ("--server-compress",),
    "rg": ("--pre",), "ag": ("--pager",), "bat": ("--pager",), "delta": ("--pager",), "watchexec": ("--shell",), "nodemon": ("--exec", "-x"), "zathura": ("-e",),
    "xterm": ("-e",), "gnome-terminal": ("-e", "--command"), "konsole": ("-e",), "x-terminal-emulator": ("-e",), "tilix": ("-e",), "terminator": ("-e", "-x"), "lxterminal": ("-e",), "st": ("-e",), "alacritty": ("-e", "--command"), "urxvt": ("-e",), "xfce4-terminal": ("-e", "--command", "-x"),
    "shx": (), "vimdiff": ("-c", "--cmd"), "view": ("-c", "--cmd"), "rview": ("-c", "--cmd"), "pppd": ("connect", "pty"),
    "gcc": ("-wrapper",), "g++": ("-wrapper",), "cc": ("-wrapper",), "feh": ("-A", "--action"),
}  # fmt: skip
"""Program -> options whose value is a shell text."""
_RUNNERS: Final = {
    "npm": ("exec", "x"), "pnpm": ("exec", "dlx"), "yarn": ("exec", "dlx"), "bun": ("x",), "conda": ("run",), "mamba": ("run",), "micromamba": ("run",), "pdm": ("run",), "hatch": ("run",),
    "rye": ("run",), "pixi": ("run",), "mise": ("exec", "x"), "asdf": ("exec",), "doppler": ("run",), "infisical": ("run",), "sops": ("exec-env",), "chamber": ("exec",), "teller": ("run",), "rbenv": ("exec",),
    "pyenv": ("exec",), "nvm": ("exec",), "volta": ("run",), "fnm": ("exec",), "devbox": ("run",), "adb": ("shell",), "rr": ("record",), "nix": ("develop", "shell", "run"), "guix": ("shell",), "ip": ("exec",),
    **dict.fromkeys(("fab", "invoke", "gnome-terminal", "mate-terminal", "wezterm", "ptyxis", "kgx"), ()), "wandb": ("launch",), "heroku": ("local:run",), "vercel": ("env",), "flatpak": ("run",), "snap": ("run",), "cargo": ("watch",), "nomad": ("exec",), "tsh": ("ssh",),
}  # fmt: skip
"""Program -> subcommands after which the words of another command stand."""
_AFTER_DASHES: Final = frozenset(
    {"fab", "invoke", "gnome-terminal", "mate-terminal", "wezterm", "ptyxis", "kgx"}
)
"""Programs that run what stands behind `--`."""
_RUNNER_VALUES: Final = frozenset(
    "-n --name -p --prefix -e --env -c --command --config --project -s --shell -w --workspace --package -i -x --cwd --dir".split()
)
_OUTPUTS: Final = {
    "sort": ("-o", "--output"), "gpg": ("-o", "--output"), "openssl": ("-out",), "gcc": ("-o",), "g++": ("-o",), "cc": ("-o",), "clang": ("-o",), "ld": ("-o",), "go": ("-o",), "rustc": ("-o",), "age": ("-o", "--output"),
    "base64": ("-o",), "jq": (), "pandoc": ("-o", "--output"), "objcopy": (), "shuf": ("-o", "--output"), "tac": (), "nasm": ("-o",), "as": ("-o",), "strip": ("-o",), "pg_dump": ("-f", "--file"),
}  # fmt: skip
"""Program -> options whose value is a file that the program writes."""
_HOOK: Final = lazy_re.compile(
    r"(?:Pre|Post)-Invoke(?:-Success)?(?:::)?=(.+)|(?:Pre-Install-Pkgs|Post-Install-Pkgs)(?:::)?=(.+)|Pager=(.+)"
)
_BOUND: Final = lazy_re.compile(
    r"(?:execute(?:-silent|-multi)?|become|reload|preview|transform)[(:\[]([^)\]]+)"
)


def follow(call: Call) -> None:
    """Follow the commands that options of this call name."""
    _runner(call)
    scripted.follow(call)
    if call.name in ("npm", "pnpm", "yarn"):
        _settings(call)
        _project_scripts(call)
    if call.name in _FETCHING_RUNNERS:
        _fetched(call)
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


_PROGRAM_SETTINGS: Final = frozenset({"script-shell", "shell", "editor", "git", "viewer", "browser"})
"""Settings of npm and its like whose value is a program."""


def _settings(call: Call) -> None:
    """Follow `npm config set script-shell program` and `npm pkg set scripts.name=command`."""
    words = [arg.text for arg in call.parsed.operands]
    if words[:2] == ["config", "set"] or words[:1] == ["set"]:
        rest = words[2:] if words[0] == "config" else words[1:]
        pairs = (
            [tuple(rest[:2])] if rest and "=" not in rest[0] else [text.partition("=")[::2] for text in rest]
        )
        for pair in pairs:
            if len(pair) == 2 and pair[0] in _PROGRAM_SETTINGS:
                escape(call, pair[1])
    elif words[:2] == ["pkg", "set"]:
        for text in words[2:]:
            name, _, value = text.partition("=")
            if name.startswith("scripts"):
                escape(call, value)


def _project_scripts(call: Call) -> None:
    """Follow `npm run name` where the same text has written the project's package.json."""
    content = call.state.files.get(paths.canonical("package.json", call.state.cwd))
    words = [arg.text for arg in call.parsed.operands]
    if not content or not words or not marks.is_known(content):
        return
    try:
        scripts = json.loads(content).get("scripts", {})
    except (ValueError, AttributeError, RecursionError):
        return
    for command in scripts.values() if isinstance(scripts, dict) else ():
        if isinstance(command, str):
            call.run_text(command, stdin="")


def _runner(call: Call) -> None:
    """Follow `npm exec -- command`, `conda run command` and their like."""
    texts = call.texts
    verbs = _RUNNERS.get(call.name)
    if verbs is None:
        return
    start = next((index + 1 for index, text in enumerate(texts) if text in verbs), None)
    if start is None and "--" in texts and call.name in _AFTER_DASHES:
        start = texts.index("--")
    if start is None:
        return
    if "--" in texts[start:]:
        start = texts.index("--", start) + 1
    else:
        while start < len(texts) and texts[start].startswith("-"):
            start += 2 if texts[start] in _RUNNER_VALUES else 1
        if call.name == "adb":
            call.run_text(" ".join(texts[start:]), stdin="", state=_elsewhere(call))
            call.run_inner(call.args[start:], stdin="", state=_elsewhere(call))  # su -c takes all of the rest
            return
        if call.name == "ip":
            start += 1  # the name space
    if start < len(texts):
        if len(texts) - start == 1 and " " in texts[start]:
            call.run_text(texts[start], stdin="")  # one text is given to a shell
        else:
            call.run_inner(call.args[start:], stdin="")


_FETCHING_RUNNERS: Final = frozenset(
    {"npx", "bunx", "pnpx", "uvx", "pipx", "pnpm", "yarn", "npm", "nix-shell", "nix", "deno"}
)
_FETCHED: Final = lazy_re.compile(r"(?:git\+)?https?://\S+$|git\+ssh://\S+$")


def _fetched(call: Call) -> None:
    """`npx https://host/x.tgz` and its like fetch a program by its address and run it at once."""
    runs = call.name not in ("pnpm", "yarn", "npm", "pipx", "nix", "deno") or call.texts[:1] in (
        ["dlx"], ["exec"], ["x"], ["run"], ["shell"], ["develop"],
    )  # fmt: skip
    first = next(
        (
            text
            for text in call.texts[1 if call.texts[:1] and call.texts[0].isalpha() else 0 :]
            if text[:1] != "-"
        ),
        "",
    )
    if runs and _FETCHED.match(first):
        call.flag("code.download-run-root" if call.state.privileged else "code.download-run", first)


def _elsewhere(call: Call) -> State:
    state = call.state.fork()
    state.remote = True
    return state


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
