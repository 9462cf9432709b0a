"""Redirections, and every other way in which a text writes a file or sets what a later program obeys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.core.records import Span
from cmdgen.safety import client_settings, lazy_re, links, paths, places
from cmdgen.safety.ir import Proc, Redirect, Sub, Word
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import (
    ENDLESS,
    ENVIRONMENT,
    LOCAL,
    SECRET,
    SOCKET,
)
from cmdgen.safety.resolve.state import State

if TYPE_CHECKING:
    from cmdgen.safety.analysis import Analysis
    from cmdgen.safety.call import Call

_SOCKET_PATH: Final = lazy_re.compile(r"/dev/(?:tcp|udp)/")
_HISTORY: Final = lazy_re.compile(
    r"(?:_history|\.histfile|/fish_history|\.(?:mysql|psql|python|node_repl|rediscli)_history|ConsoleHost_history\.txt)$"
)
_LOGS: Final = lazy_re.compile(r"^(?:/var/log/|/var/adm/|/var/run/utmp|/run/utmp|/private/var/log/)")
_RUN_BY_SHELL: Final = frozenset(
    {"PROMPT_COMMAND", "BASH_ENV", "ENV", "PS4", "PS1", "PS0", "precmd", "preexec"}
)
_PROMPTS: Final = frozenset({"PS0", "PS1", "PS2", "PS4", "PROMPT", "RPROMPT", "RPS1"})
_COMMANDS: Final = frozenset({
    "PAGER", "MANPAGER", "GIT_PAGER", "EDITOR", "VISUAL", "GIT_EDITOR", "GIT_SEQUENCE_EDITOR", "GIT_SSH_COMMAND", "BROWSER", "LESSOPEN", "LESSCLOSE",
    "GIT_EXTERNAL_DIFF", "GIT_PROXY_COMMAND", "SYSTEMD_PAGER", "FCEDIT", "MAIL", "SUDO_EDITOR", "FZF_DEFAULT_COMMAND", "FZF_CTRL_T_COMMAND", "FZF_ALT_C_COMMAND",
    "RSYNC_RSH", "CVS_RSH", "SVN_SSH", "SVN_EDITOR", "HGEDITOR", "SSH_ASKPASS", "GIT_ASKPASS", "SUDO_ASKPASS", "GIT_SSH", "PSQL_PAGER", "PSQL_EDITOR", "BAT_PAGER",
    "DELTA_PAGER", "AWS_PAGER", "KUBE_EDITOR", "npm_config_script_shell", "NPM_CONFIG_SCRIPT_SHELL", "RUSTC_WRAPPER", "RUSTC", "CC", "CXX", "LD", "AR", "SHELL", "TEXEDIT",
})  # fmt: skip
"""Variables whose value is a command that some program runs."""
_OPTION_VARIABLES: Final = frozenset(
    {"TAR_OPTIONS", "MAKEFLAGS", "GNUMAKEFLAGS", "GOFLAGS", "FZF_DEFAULT_OPTS", "PERL5OPT"}
)
"""Variables that hold options of a program."""
_OPTIONS_WITH_COMMANDS: Final = lazy_re.compile(
    r"--(?:to-command|checkpoint-action=exec|use-compress-program|rsh-command|info-script|eval=\$\(shell|preview|bind)[= ](.+?)\)?$|-toolexec=(?:'|\")?(.+?)(?:'|\")?$|\bsystem\(?\s*[\"'](.+?)[\"']"
)
_LOADED_BY_PROGRAMS: Final = frozenset({
    "LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "DYLD_INSERT_LIBRARIES", "DYLD_LIBRARY_PATH", "PATH", "PYTHONPATH", "PYTHONSTARTUP", "PERL5LIB",
    "RUBYLIB", "NODE_PATH", "NODE_OPTIONS", "GIT_SSH_COMMAND", "GIT_SSH", "GIT_EXEC_PATH", "GIT_EXTERNAL_DIFF", "GIT_PAGER", "PAGER",
    "EDITOR", "VISUAL", "GIT_EDITOR", "GIT_ASKPASS", "SSH_ASKPASS", "SUDO_ASKPASS", "CLASSPATH", "GCONV_PATH", "LESSOPEN", "MANPAGER", "BROWSER",
    "PERL5OPT", "RUBYOPT", "JAVA_TOOL_OPTIONS", "GIT_CONFIG_GLOBAL", "GIT_TEMPLATE_DIR", "TERMINFO", "BASH_LOADABLES_PATH",
})  # fmt: skip
_OUTPUTS: Final = frozenset(
    "-o --output --out -O --output-file --output-document --outfile --out-file --logfile --log-file --dump-bin --of -of of".split()
)
"""Options that name the file a program writes, in about every program that has one of them."""
_LONG_OUTPUTS: Final = frozenset(
    "--output --out --output-file --output-document --outfile --out-file --logfile --log-file --dump-bin".split()
)
"""Those that mean nothing else in any program; `-o` may be a format or a filter."""
_DESCRIPTOR: Final = lazy_re.compile(r"/(?:dev/fd|proc/self/fd)/(\d+)")

_SHARED_MEMORY: Final = "/dev/shm/"  # noqa: S108 - named, not used

Output = tuple[str, str, Span, Arg]


def inputs(
    analysis: Analysis, redirects: tuple[Redirect, ...], state: State, stdin: str
) -> tuple[str, list[Output]]:
    """Follow the redirections of one command; return what it can read, and where it writes."""
    outputs: list[Output] = []
    for redirect in redirects:
        expander = analysis.expander(state)
        if redirect.op in ("<<", "<<<") and redirect.fd not in ("", "0"):
            state.files["&" + redirect.fd] = expander.texts(redirect.target)[-1]
            continue
        if redirect.op in ("<<", "<<<"):
            stdin = expander.texts(redirect.target)[-1]
            stdin = stdin + "\n" if redirect.op == "<<<" else stdin
            continue
        for choice in expander.fields(redirect.target):
            for arg in choice:
                if redirect.op in ("<", "<&") and redirect.fd not in ("", "0"):
                    state.files["&" + redirect.fd] = _read(analysis, arg, state)
                elif redirect.op in ("<", "<&"):
                    stdin = _read(analysis, arg, state)
                else:
                    outputs.append((redirect.op, redirect.fd, redirect.span, arg))
    return stdin, outputs


def _read(analysis: Analysis, arg: Arg, state: State) -> str:
    if arg.process is not None:
        return analysis.run_script(arg.process, state.fork())
    if arg.text.endswith(".pid"):
        from cmdgen.safety.commands.services import VITAL, matches_list, pid_file_name  # noqa: PLC0415  seldom needed

        name = pid_file_name(arg.text)
        if name and matches_list(analysis.book[VITAL].operands, name):
            return marks.VITAL
    return file_content(arg.text, state)


def file_content(path: str, state: State) -> str:
    """Return what reading a file gives: what was written earlier in the text, or what kind of content it is."""
    if SOCKET in path:  # the number of a connection, as zsh's `ztcp` gives it
        return SOCKET
    descriptor = _DESCRIPTOR.fullmatch(path)
    if descriptor:
        return state.files.get("&" + descriptor.group(1), LOCAL)
    if path.isdigit():
        return state.files.get("&" + path, LOCAL)
    full = paths.canonical(links.followed(state, path), state.cwd)
    if full in state.files:
        return state.files[full]
    folder = next((name for name in state.files if name.endswith("/") and full.startswith(name)), None)
    if folder is not None:
        return state.files[folder]
    if full == "/dev/null":
        return ""
    if full in ("/dev/zero", "/dev/urandom", "/dev/random", "/dev/full"):
        return ENDLESS
    if _SOCKET_PATH.match(full):
        return SOCKET
    if full.startswith("/proc/") and full.endswith("/environ"):
        return ENVIRONMENT
    if any(places.is_secret(name, state.cwd) for name in {path, full}) or places.is_account_database(full):
        return SECRET
    return LOCAL


def write_outputs(
    analysis: Analysis, outputs: list[Output], state: State, printed: str, *, bare: bool = False
) -> str:
    """Follow what a command's redirections write; return what is still printed.

    Args:
        bare: nothing is written on purpose: `> file` and `: > file` empty the file.
    """
    for op, fd, span, arg in outputs:
        if op == ">&" and (arg.text.isdigit() or arg.text in ("-", SOCKET)):
            if SOCKET in state.files.get("&" + arg.text, arg.text):
                _sent(analysis, printed, span, "its output")
            continue
        if arg.process is not None:
            analysis.run_script(arg.process, state.fork(), printed)
        elif fd.isdigit() and fd != "1" and not _SOCKET_PATH.match(arg.text):
            write_file(analysis, arg, state, "", span, append=True)
            state.files.setdefault("&" + fd, LOCAL)
            continue
        elif _SOCKET_PATH.match(arg.text):
            _to_socket(analysis, arg, state, printed, span, fd)
        else:
            write_file(analysis, arg, state, "" if bare else printed, span, append=op in (">>", "&>>", "<>"))
        printed = ""
    return printed


def _to_socket(analysis: Analysis, arg: Arg, state: State, printed: str, span: Span, fd: str) -> None:
    if fd:
        state.files["&" + fd] = SOCKET
    _sent(analysis, printed, span, arg.text)


def _sent(analysis: Analysis, text: str, span: Span, target: str) -> None:
    from cmdgen.safety import wire  # noqa: PLC0415  few texts write into a connection

    wire.sent(analysis, text, span, target)


def write_file(
    analysis: Analysis,
    arg: Arg,
    state: State,
    content: str,
    span: Span,
    *,
    append: bool,
    copied: bool = False,
) -> None:
    """Judge the writing of one file, and remember its content for later parts of the text.

    Args:
        append: the old content stays.
        copied: content comes from another file as it is: nothing is emptied on purpose.
    """
    from cmdgen.safety import run_later  # noqa: PLC0415  many texts write no file

    path = links.followed(state, marks.as_text(arg.text))
    cwd = state.cwd
    full = paths.canonical(path, cwd)
    if _SOCKET_PATH.match(full):
        _to_socket(analysis, arg, state, content, span, "")
        return
    if full == "/dev/null" or (
        full.startswith("/dev/")
        and not full.startswith(_SHARED_MEMORY)
        and not places.is_device(path)
        and not places.is_memory(full)
    ):
        return
    before = state.files.get(full, "") if append else ""
    state.files[full] = before + content
    if ENDLESS in content:
        analysis.flag("machine.fill-disk", span, path)
    if client_settings.file_switches_checks_off(full, content):
        analysis.flag(client_settings.CHECKS_OFF, span, full.rsplit("/", 1)[-1])
    rule = _rule_for(path, full, cwd, append=append)
    if rule is None and run_later.is_autostart(full) and LOCAL in content:
        rule = "files.autostart"
    if rule:
        analysis.flag(rule, span, path)
    elif not append and not content.strip() and not copied:  # nothing is left of it
        analysis.flag("files.truncate", span, path)
    if run_later.is_run_later(path, full, cwd):
        run_later.judge(analysis, path, state, content, span)


def rule_for(path: str, cwd: str) -> str | None:
    """Return the rule that the replacing of a file meets because of where it lies, or None."""
    return _rule_for(path, paths.canonical(path, cwd), cwd, append=False)


def _rule_for(path: str, full: str, cwd: str, *, append: bool) -> str | None:
    if places.is_device(path):
        return "storage.write-device"
    if places.is_memory(full):
        return "machine.kernel-memory"
    if full == "/proc/sysrq-trigger":
        return "machine.sysrq"
    if places.is_authentication(path, cwd):
        return "system.write-authentication"
    if places.is_authorized_keys(path, cwd):
        return "remote.authorized-keys"
    if _HISTORY.search(full) and not append:
        return "machine.delete-history"
    if _LOGS.match(full) and not append:
        return "machine.delete-logs"
    if places.is_startup(path, cwd):
        return "files.append-startup" if append else "files.replace-startup"
    if places.is_ssh(path, cwd):
        return "files.append-startup" if append else "files.replace-ssh"
    if places.is_git_internal(path, cwd) and not append:
        return "files.replace-git"
    if places.is_system(path, cwd):
        return "system.write"
    return "files.shadow-program" if places.shadows_program(path, cwd) else None


def named_output(call: Call) -> None:
    """Judge the file that an option names as the output of a program, whatever the program is."""
    before = ""
    for arg in call.args:
        name, equals, value = arg.text.partition("=")
        target = value if equals and name in _OUTPUTS else arg.text if before in _OUTPUTS else ""
        if target and places.is_device(target) and not call.only_asks_for_help():
            call.flag("storage.write-device", target)
        elif target and (name if equals else before) in _LONG_OUTPUTS and not call.only_asks_for_help():
            rule = rule_for(target, call.state.cwd)
            if rule:
                call.flag(rule, target)
        before = arg.text


def environment_setting(
    analysis: Analysis, name: str, values: tuple[str, ...], span: Span, *, temporary: bool
) -> None:
    """Judge a variable that later programs obey: search paths, preloads, hooks of the shell."""
    for value in values:
        if name in _RUN_BY_SHELL and value and name not in ("PS1", "PS0", "PS4"):
            if name in ("BASH_ENV", "ENV"):
                if "$(" in value or "`" in value:
                    analysis.run_text(f'echo "{value}"', State(depth=1), "", span)
                if places.is_temporary(value):
                    analysis.flag("protection.loader-path", span, f"{name}={value}")
            else:
                analysis.run_text(value, State(depth=1), "", span)
        if (name in _LOADED_BY_PROGRAMS or name in ("path", "fpath", "module_path")) and any(
            _is_suspicious(part) for part in re.split(r"[:;\s=]", value)
        ):
            analysis.flag("protection.loader-path", span, f"{name}={value}")
        if name in _PROMPTS and ("$(" in value or "`" in value):
            analysis.run_text(f'echo "{value}"', State(depth=1), "", span)
        if value.startswith("() {"):
            analysis.run_text(f"f{value}", State(depth=1), "", span)  # how bash hands functions over
        for found in _OPTIONS_WITH_COMMANDS.findall(value) if name in _OPTION_VARIABLES else ():
            analysis.run_text(next(filter(None, found)), State(depth=1), "", span)
        if name in _COMMANDS and " " in value and marks.is_known(value):
            analysis.run_text(
                value.lstrip("|-") if name.startswith("LESS") else value, State(depth=1), "", span
            )
        rule = client_settings.rule_for_variable(name, value)
        if rule:
            analysis.flag(rule, span, f"{name}={value}")
        if (name == "HISTFILE" and value in ("", "/dev/null")) or (
            name in ("HISTSIZE", "SAVEHIST") and value == "0"
        ):
            analysis.flag("machine.history-off", span, f"{name}={value}")
    del temporary


def startup_from_process(analysis: Analysis, name: str, word: Word, state: State) -> None:
    """`BASH_ENV=<(commands)`: what the process prints is run by the next shell."""
    if name not in ("BASH_ENV", "ENV", "PYTHONSTARTUP", "PERL5OPT"):
        return
    for path in analysis.expander(state).texts(word):
        written = state.files.get(paths.canonical(path, state.cwd))
        if written and marks.is_known(written):
            analysis.run_text(written, state.fork(), "", word.span)
    for part in word.parts:
        if isinstance(part, Proc):
            analysis.run_text(analysis.run_script(part.script, state.fork()), state.fork(), "", word.span)


def _is_suspicious(part: str) -> bool:
    part = re.sub(r"^-[A-Za-z]{1,2}(?=/)", "", part)  # `-r/tmp/x` of RUBYOPT
    return places.is_temporary(part) if part[:1] in "/" else False


def holds_substitution(word: Word) -> bool:
    """Return whether a word runs something while it is expanded."""
    return any(isinstance(part, Sub) for part in word.parts)
