"""git: what runs a program, now or later, and what shows or sends secrets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, paths, places, redirection
from cmdgen.safety.commands.git_judge import Judge, extra
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import NETWORK, SECRET

if TYPE_CHECKING:
    from cmdgen.safety.call import Call
    from cmdgen.safety.options import Parsed

_COMMAND_SETTINGS: Final = lazy_re.compile(
    r"(?i)^(?:core\.(?:sshCommand|pager|editor|fsmonitor|hooksPath|gitProxy|askPass)|alias\.[\w-]+|diff\.external|sequence\.editor|credential\.helper|"
    r"filter\.\w+\.(?:clean|smudge|process)|pager\.\w+|gpg\.program|init\.templateDir|http\.proxy|url\..*\.insteadOf|difftool\..*\.cmd|mergetool\..*\.cmd|uploadpack\.packObjectsHook)="
)
_PROGRAM_SETTING: Final = lazy_re.compile(
    r"core\.(?:sshcommand|hookspath|pager|editor|fsmonitor|askpass|gitproxy)|init\.templatedir|credential\.(?:.*\.)?helper$|diff\.external|diff\..*\.(?:command|textconv)$|gpg\.(?:.*\.)?program|sequence\.editor|"
    r"filter\..*\.(?:clean|smudge|process)$|pager\.|(?:merge|diff|difftool|mergetool)\..*\.(?:cmd|driver)$|interactive\.difffilter|uploadpack\.packobjectshook|web\.browser|browser\..*\.cmd|sendemail\.(?:smtpserver|tocmd|cccmd)"
)
"""Settings whose value is a program that git runs later."""


_NO_HOST_CHECK: Final = lazy_re.compile(r"(?i)\bStrictHostKeyChecking[\s=]+(?:no|off|false)\b")
_STARTS_SHELL: Final = lazy_re.compile(
    r"(?:^|[\s'\"])(?:exec\s+)?(?:/\S+/)?(?:ba|z|da|k)?sh(?:\s+[0-9<>&\s]*)?['\"]?$"
)


def setting(call: Call, text: str) -> None:
    """Judge one `-c name=value`: does it run a program, or switch a check off?"""
    if not _COMMAND_SETTINGS.match(text) and not _PROGRAM_SETTING.match(text.partition("=")[0].lower()):
        if re.match(r"(?i)http\.(?:.*\.)?sslVerify=(?:false|0|no)", text):
            call.flag("protection.checks-off", text)
        return
    name, _, value = text.partition("=")
    if name.lower() == "core.hookspath" or name.lower() == "init.templatedir":
        if places.is_temporary(value, call.state.cwd):
            call.flag("protection.loader-path", text)
        return
    if name.lower().startswith(("http.", "url.")):
        return
    command = value.removeprefix("!")
    if name.lower().startswith("alias.") and not value.startswith("!"):
        return
    if places.is_temporary(command.split(" ")[0], call.state.cwd):
        call.flag("protection.loader-path", text)
    if call.state.privileged and _STARTS_SHELL.search(command):
        call.flag("interpreter.root-escape", command)
    call.run_text(command)


def _config(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    operands = [arg.text for arg in parsed.operands]
    if operands[:1] in (["set"], ["unset"], ["get"], ["list"], ["edit"]):
        if operands[0] in ("get", "list", "edit"):
            return
        operands = operands[1:]
    if len(operands) < 2 or parsed.has("--get", "--get-all", "--list", "-l", "--unset", "--get-regexp"):
        return
    name, value = operands[0].lower(), operands[1]
    if name.endswith("sslverify") and value.lower() in ("false", "0", "no", "off"):
        call.flag("protection.checks-off", name)
    elif name.startswith("protocol.") and name.endswith("allow") and value == "always" and "ext" in name:
        call.flag("protection.checks-off", name)
    elif _NO_HOST_CHECK.search(value):
        call.flag("protection.checks-off", f"{operands[0]}={value}")
    elif _PROGRAM_SETTING.match(name):
        if _in_temporary(value, call):
            call.flag("protection.loader-path", f"{operands[0]}={value}")
        elif not name.startswith(("core.hookspath", "init.templatedir")):
            call.run_text(value.removeprefix("!"), stdin="")
    elif value.startswith("!"):
        call.run_text(value[1:], stdin="")


def _in_temporary(value: str, call: Call) -> bool:
    return any(
        places.is_temporary(word, call.state.cwd)
        for word in re.split(r"[\s!]+", value)
        if word.startswith("/")
    )


def _bisect(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del parsed
    if rest[:1] and rest[0].text == "run":
        call.run_inner(rest[1:])


def _clone(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    for value in (*parsed.values("-c"), *parsed.values("--config")):
        setting(call, value)
    for value in parsed.values("-u"):
        call.run_text(value)
    for value in parsed.values("--template"):
        if places.is_temporary(value, call.state.cwd):
            call.flag("protection.loader-path", value)
    for arg in parsed.operands:
        if arg.text.startswith("ext::"):
            if "'" in arg.text or '"' in arg.text:
                call.run_text(
                    arg.text[5:]
                )  # git knows no quotes there, but the one who wrote them meant a text
            else:
                call.run_inner([Arg(word, arg.span) for word in _transport(arg.text[5:])], stdin="")
    if (
        call.texts
        and parsed.operands
        and "clone" in call.texts
        and re.search(r"://|@.+:", parsed.operands[0].text)
    ):
        address = parsed.operands[0].text.rstrip("/").removesuffix(".git")
        folder = parsed.operands[1].text if len(parsed.operands) > 1 else re.split(r"[/:]", address)[-1]
        # What is run from there later in the same text came from the network and was not looked at.
        call.state.files[paths.canonical(folder, call.state.cwd) + "/"] = NETWORK


def _transport(command: str) -> list[str]:
    """Return the words of an `ext::` address: `% ` is a blank inside a word, `%S` and `%G` are the service."""
    words = re.split(r"(?<!%) +", command.strip())
    return [
        re.sub(r"%(.)", lambda found: {" ": " ", "%": "%"}.get(found.group(1), "git-upload-pack"), word)
        for word in words
    ]


def stage(call: Call, parsed: Parsed) -> None:
    """Remember a file with credentials that will leave with the next push."""
    if parsed.has_exactly("-n", "--dry-run"):
        return
    everything = parsed.has("-A", "--all", "-a") or any(
        arg.text in (".", ":/", "*") for arg in parsed.operands
    )
    if everything:  # what the same text has copied into the project goes along
        for path, content in call.state.files.items():
            if SECRET in content and paths.is_below_start(path):
                call.state.staged_secret = path
    for arg in parsed.operands:
        if places.is_secret(arg.text, call.state.cwd) or SECRET in redirection.file_content(
            arg.text, call.state
        ):
            call.state.staged_secret = arg.text


def _credential(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if parsed.operands and parsed.operands[0].text in ("fill", "get"):
        call.flag("secrets.show", "a stored password")


def _difftool(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    for value in parsed.values("-x"):
        call.run_text(value)


def _grep(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del parsed
    for arg in rest:
        if arg.text.startswith("-O") and len(arg.text) > 2:
            call.run_text(arg.text[2:])


def _send(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    del rest
    if not parsed.has_exactly("--dry-run"):
        call.flag("secrets.upload", "patches")


def _shell(call: Call, parsed: Parsed, rest: list[Arg]) -> None:
    for index, arg in enumerate(rest[:-1]):
        if arg.text == "-c":
            call.run_text(rest[index + 1].text)
    del parsed


JUDGES: Final[dict[str, Judge]] = {
    "config": _config, "bisect": _bisect, "clone": _clone, "init": _clone, "credential": _credential, "credential-store": _credential, "credential-cache": _credential, "difftool": _difftool,
    "grep": _grep, "send-email": _send, "imap-send": _send, "shell": _shell, "scp": extra("secrets.upload", "files"),
}  # fmt: skip
"""Subcommand -> its judge."""
