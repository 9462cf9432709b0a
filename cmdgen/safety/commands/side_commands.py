"""Options of ordinary programs whose value is a command that the program runs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, paths, redirection
from cmdgen.safety.commands import fetching, scripted
from cmdgen.safety.commands.escapes import escape
from cmdgen.safety.commands.reading import STANDARD_INPUT
from cmdgen.safety.inline import scan
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import LOCAL

if TYPE_CHECKING:
    from cmdgen.safety.call import Call
    from cmdgen.safety.resolve.state import State

_TABLE: Final = {
    "split": ("--filter",), "nix-shell": ("--run", "--command"), "nu": ("-c", "--commands"), "sg": ("-c",), "newgrp": ("-c",), "cargo": ("-s", "--shell"), "reflex": (), "watchmedo": ("-c", "--command"), "rsync": ("--rsync-path",), "watchman-make": ("--run",), "sort": ("--compress-program",), "tcpdump": ("-z", "--postrotate-command"), "scp": ("-S",), "sftp": ("-S",),
    "openvpn": ("--up", "--down", "--route-up", "--ipchange", "--client-connect", "--client-disconnect", "--learn-address", "--auth-user-pass-verify", "--tls-verify"),
    **dict.fromkeys(("doppler", "infisical", "chamber"), ("--command",)), "flatpak": ("--command",), "npx": ("-c", "--call"), "npm": ("-c", "--call", "--script-shell"), "pnpm": ("-c", "--shell-mode"), "svn": ("--diff-cmd", "--diff3-cmd", "--editor-cmd"), "wget": ("--use-askpass",),
    "fzf": ("--preview",), "sk": ("--preview",), "iptables": ("--modprobe",), "ip6tables": ("--modprobe",), "pg_basebackup": ("--server-compress",),
    "rg": ("--pre",), "ag": ("--pager",), "bat": ("--pager",), "delta": ("--pager",), "watchexec": ("--shell",), "nodemon": ("--exec", "-x"), "zathura": ("-e",),
    "shx": (), "vimdiff": ("-c", "--cmd"), "view": ("-c", "--cmd"), "rview": ("-c", "--cmd"), "pppd": ("connect", "pty"),
    "gcc": ("-wrapper",), "g++": ("-wrapper",), "cc": ("-wrapper",), "c89": ("-wrapper",), "c99": ("-wrapper",), "feh": ("-A", "--action"),
}  # fmt: skip
"""Program -> options whose value is a shell text."""
_TERMINALS: Final = frozenset(
    "xterm gnome-terminal konsole x-terminal-emulator tilix terminator lxterminal st alacritty urxvt uxterm rxvt xfce4-terminal mate-terminal qterminal eterm aterm mlterm termite sakura terminology cool-retro-term deepin-terminal ghostty contour rio".split()
)


def _in_terminal(call: Call) -> None:
    """Follow a terminal: behind -e or -x is one text, or all other words are a command."""
    texts = call.texts
    for index, text in enumerate(texts[:-1]):
        if text in ("-e", "-x", "--command", "--execute"):
            rest = call.args[index + 1 :]
            call.run_inner(rest) if len(rest) > 1 else escape(call, rest[0].text)
            return
        if text.startswith(("--command=", "-e=")):
            escape(call, text.partition("=")[2])


_RUNNERS: Final = {
    "npm": ("exec", "x"), "pnpm": ("exec", "dlx"), "yarn": ("exec", "dlx"), "bun": ("x",), "conda": ("run",), "mamba": ("run",), "micromamba": ("run",), "pdm": ("run",), "hatch": ("run",),
    "rye": ("run",), "pixi": ("run",), "mise": ("exec", "x"), "asdf": ("exec",), "doppler": ("run",), "infisical": ("run",), "sops": ("exec-env",), "chamber": ("exec",), "teller": ("run",), "rbenv": ("exec",),
    "pyenv": ("exec",), "nvm": ("exec",), "volta": ("run",), "fnm": ("exec",), "stack": ("exec", "ghci", "runghc", "repl"), "cabal": ("exec", "repl"), "opam": ("exec",), "composer": ("exec",), "netlify": ("dev:exec",), "firebase": ("emulators:exec",), "devbox": ("run",), "adb": ("shell",), "rr": ("record",), "nix": ("develop", "shell", "run"), "guix": ("shell",), "ip": ("exec",),
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
    **dict.fromkeys(("strace", "ltrace", "zstd", "time", "perf", "pv", "iconv", "uudecode", "yt-dlp", "youtube-dl", "sops", "nmap"), ("-o", "-oN", "-oX", "-oG", "-oA")), **dict.fromkeys(("tcpdump", "tshark", "dumpcap"), ("-w",)), "ngrep": ("-O",), "ss": ("-D", "--diag"), "csplit": ("-f", "--prefix"), "screen": ("-Logfile",),
    "base64": ("-o",), "jq": (), "pandoc": ("-o", "--output"), "objcopy": (), "shuf": ("-o", "--output"), "tac": (), "nasm": ("-o",), "as": ("-o",), "strip": ("-o",),
}  # fmt: skip
"""Program -> options whose value is a file that the program writes."""
_WRITTEN_OPERAND: Final = {
    "objcopy": 1,
    "ptx": 1,
    "split": 1,
    "zip": 0,
    "ar": 1,
    "logsave": 0,
    "script": 0,
    "ffmpeg": -1,
    "convert": -1,
    "magick": -1,
    "lwp-download": 1,
    "mksquashfs": 1,
    "genisoimage": 1,
}
"""Program -> which of its operands is a file that it writes, where no option says it."""
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
    if call.name in fetching.RUNNERS:
        fetching.follow(call)
    for value in _values(call, _OUTPUTS.get(call.name, ())):
        written = Arg(value, call.span)
        redirection.write_file(
            call.analysis, written, call.state, LOCAL, call.span, append=False, copied=True
        )
    operands = call.parsed.operands
    place = _WRITTEN_OPERAND.get(call.name)
    if place is not None and len(operands) > max(place, 0) and (place >= 0 or len(operands) > 1):
        redirection.write_file(
            call.analysis, operands[place], call.state, LOCAL, call.span, append=True, copied=True
        )
    if (call.name == "uniq" or (call.name == "xxd" and call.parsed.has("-r"))) and len(operands) > 1:
        redirection.write_file(
            call.analysis, operands[1], call.state, LOCAL, call.span, append=False, copied=True
        )
    if call.name in _TERMINALS:
        _in_terminal(call)
    options = _TABLE.get(call.name)
    if options is not None:
        for value in _values(call, options):
            text = value.replace(",", " ") if "-wrapper" in options else value
            escape(call, _CARET.sub(r"\1", text) if call.name == "nu" else text)
    _by_name(call)


def _by_name(call: Call) -> None:
    """Follow what single programs have of their own."""
    operands = call.parsed.operands
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
    elif call.name in _INLINE:
        options, language = _INLINE[call.name]
        for value in _values(call, options):
            scan.run(call, language, value)
        if (
            call.name in ("rails", "rake")
            and call.stdin
            and marks.is_known(call.stdin)
            and call.texts[:1] in (["console"], ["c"])
        ):
            scan.run(call, language, call.stdin)
    elif call.name in _COMPILERS:
        _compiled(call)
    elif call.name == "svn":
        for value in _values(call, ("--config-option",)):
            setting = re.match(r"config:(?:helpers:[\w-]+-cmd|tunnels:[\w-]+)=(.+)", value)
            if setting:
                escape(call, setting.group(1))
    elif call.name in ("sg", "newgrp") and len(operands) > 1:
        escape(call, operands[1].text)  # the group stands first
    elif call.name in _RPM:
        for text in call.texts:
            for command in re.findall(r"%\((.+)\)", text):
                escape(call, command)
            for code in re.findall(r"%\{lua:(.+)\}", text, re.DOTALL):
                scan.run(call, "lua", code)
        for value in _values(call, ("--pipe",)):
            escape(call, value)
    elif call.name == "flatpak":
        for index, text in enumerate(call.texts):
            if text.startswith("--command="):
                call.run_inner([Arg(text[10:], call.span), *(arg for arg in call.args[index + 2 :])])
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
    if (
        start is not None
        and call.name in ("nix", "nix-shell")
        and (
            asked := next(
                (index for index, text in enumerate(texts) if text in ("-c", "--command", "--run")), None
            )
        )
    ):
        start = asked + 1
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
        if call.name in ("ip", "nomad", "tsh"):
            start += 1  # the name space, the allocation, the host
    if start < len(texts):
        if len(texts) - start == 1 and " " in texts[start]:
            call.run_text(texts[start], stdin="")  # one text is given to a shell
        else:
            call.run_inner(call.args[start:])


_CARET: Final = lazy_re.compile(r"(^|[;|({]\s*)\^")
"""Nushell marks a program that is none of its own commands."""
_RPM: Final = frozenset({"rpm", "rpmquery", "rpmverify", "rpmdb", "rpmbuild", "rpmspec", "rpmkeys"})
"""Programs that expand macros, which may run commands."""
_INLINE: Final = {
    "mix": (("-e", "--eval", "eval"), "elixir"),
    "mongo": (("--eval",), "javascript"),
    "rails": (("-e",), "ruby"),
    "rake": (("-e", "-p", "--execute", "--execute-print"), "ruby"),
    "knife": (("-E", "--exec"), "ruby"),
}
"""Programs that take code on the side -> the options, the language."""
_COMPILERS: Final = {
    **dict.fromkeys(("gcc", "g++", "cc", "clang", "clang++", "c++", "c89", "c99"), "c"), "rustc": "rust", "nasm": "asm", "ghc": "haskell", "ocamlc": "ocaml", "javac": "java", "fpc": "pascal", "gfortran": "fortran", "gnatmake": "ada",
}  # fmt: skip
"""Compiler -> the language of what it reads."""


def _compiled(call: Call) -> None:
    """Judge source code that stands in the same text: what it makes is there to be run."""
    for arg in call.args:
        if arg.process is not None:
            content = call.process_output(arg)
        elif arg.text in STANDARD_INPUT:
            content = call.stdin
        else:
            content = call.state.files.get(paths.canonical(arg.text, call.state.cwd), "")
        if content.strip() and marks.is_known(content):
            scan.run(call, _COMPILERS[call.name], content)


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
