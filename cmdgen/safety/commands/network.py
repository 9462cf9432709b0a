"""Programs that fetch from, send to or listen on the network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, places, redirection, wire
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import ENVIRONMENT, LOCAL, NETWORK, SECRET, SOCKET, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_LOCAL_HOST: Final = lazy_re.compile(
    r"^(?:https?://)?(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)(?:[:/]|$)"
)


def _is_hot(text: str) -> bool:
    return SECRET in text or ENVIRONMENT in text or wire.is_bare_password(text)


def _sent(call: Call, target: str) -> None:
    call.flag("secrets.sent", target)


def _check_arguments(call: Call) -> None:
    """Credentials that are part of an argument leave with it."""
    signed = call.parsed.value("-u", "--user") if call.parsed.has("--aws-sigv4") else None
    for arg in call.args:
        if (SECRET in arg.text or ENVIRONMENT in arg.text) and arg.text != signed:
            _sent(call, "what it prints")
            return


def _check_file(call: Call, path: str) -> None:
    if (
        places.is_secret(path, call.state.cwd)
        or places.is_account_database(path, call.state.cwd)
        or _is_hot(redirection.file_content(path, call.state))
    ):
        _sent(call, path)
    else:
        call.flag("secrets.upload", path)


def curl(call: Call) -> str:
    """Follow curl: what it sends, where it saves, and that its output is somebody else's text."""
    _check_arguments(call)
    parsed = call.parsed
    for value in parsed.values(
        "-d", "--data", "--data-binary", "--data-raw", "--data-urlencode", "--data-ascii", "--json"
    ):
        if (value in ("@-", "-") and _is_hot(call.stdin)) or wire.is_bare_password(value):
            _sent(call, "its input" if value in ("@-", "-") else value)
        elif value == "@-" and call.stdin == LOCAL:
            call.flag("secrets.upload", "its input")
        elif "@" in value and not value.startswith("@-") and re.match(r"[\w.]*@", value):
            _check_file(call, value.partition("@")[2])
    for value in parsed.values("-F", "--form"):
        file = re.search(r"=[@<]([^;]+)", value)
        if file and file.group(1) != "-":
            _check_file(call, file.group(1))
        elif file and _is_hot(call.stdin):
            _sent(call, "its input")
    for value in parsed.values("-T", "--upload-file"):
        if value in ("-", "."):
            if _is_hot(call.stdin):
                _sent(call, "its input")
        else:
            _check_file(call, value)
    for value in parsed.values("-H", "--header", "-b", "--cookie"):
        if value.startswith("@") and places.is_secret(value[1:], call.state.cwd):
            _sent(call, value[1:])
    if any(arg.text.startswith(("telnet://", "gopher://")) for arg in parsed.operands):
        if marks.SHELL in call.stdin:
            call.flag("remote.shell", "its input")
        return SOCKET
    return _saved(call, parsed.value("-o", "--output"), remote_name=parsed.has("-O", "--remote-name", "-J"))


def wget(call: Call) -> str:
    """Follow wget: it saves under the address's last part unless told otherwise."""
    _check_arguments(call)
    parsed = call.parsed
    for value in (*parsed.values("--post-file"), *parsed.values("--body-file")):
        _check_file(call, value)
    if parsed.has("--spider"):
        return UNKNOWN
    target = parsed.value("-O", "--output-document")
    bundle = next((name for name, _, _ in parsed.options if re.fullmatch(r"-[a-z]*O-", name)), None)
    if target in ("-", "/dev/stdout") or bundle:
        return _answer(call)
    folder = parsed.value("-P", "--directory-prefix")
    return _saved(call, target, remote_name=target is None, folder=folder)


_CREDENTIAL_SERVICE: Final = lazy_re.compile(
    r"(?:169\.254\.169\.254|metadata\.google\.internal|100\.100\.100\.200|\[?fd00:ec2::254\]?|169\.254\.170\.2)\S*(?:credentials|token|user-data|identity)"
)
"""Addresses inside a cloud at which a machine asks for its own credentials."""


def _answer(call: Call) -> str:
    """Return what a download prints: somebody else's text, or the machine's own credentials."""
    if any(_CREDENTIAL_SERVICE.search(text) for text in call.texts):
        call.flag("secrets.show", "the machine's cloud credentials")
        return NETWORK + SECRET
    return NETWORK


def _saved(call: Call, target: str | None, *, remote_name: bool, folder: str | None = None) -> str:
    if target and target not in ("-", "/dev/stdout"):
        redirection.write_file(
            call.analysis, Arg(target, call.span), call.state, NETWORK, call.span, append=False
        )
        return ""
    if remote_name and target is None:
        for arg in call.parsed.operands:
            name = re.sub(r"[?#].*", "", arg.text).rstrip("/").rsplit("/", 1)[-1]
            if name and marks.is_known(name):
                path = f"{folder}/{name}" if folder else name
                redirection.write_file(
                    call.analysis, Arg(path, arg.span), call.state, NETWORK, call.span, append=False
                )
        return ""
    return _answer(call)


def fetch(call: Call) -> str:
    """Follow other downloaders: their output is somebody else's text."""
    _check_arguments(call)
    for text in call.texts:
        field = re.match(r"[\w.-]+(?::=|=)?@(.+)", text)
        if field and call.name in ("http", "https", "httpie", "xh"):
            _check_file(call, field.group(1))
    for name in ("-o", "--output", "-O", "--out"):
        target = call.parsed.value(name)
        if target and target != "-":
            redirection.write_file(
                call.analysis, Arg(target, call.span), call.state, NETWORK, call.span, append=False
            )
            return ""
    if _is_hot(call.stdin):
        _sent(call, "its input")
    if call.name in ("aria2c", "axel", "lwp-download"):
        return _saved(call, None, remote_name=True, folder=call.parsed.value("-d", "--dir"))
    return NETWORK


def netcat(call: Call) -> str:
    """Follow nc and ncat: `-e` hands a shell over, output is the peer's text, input leaves."""
    parsed = call.parsed
    programs = parsed.values("-e", "--exec", "-c", "--sh-exec", "--lua-exec")
    if programs:
        call.flag("remote.shell", programs[0])
        return UNKNOWN
    _check_arguments(call)
    if marks.SHELL in call.stdin:
        call.flag("remote.shell", "its input")
    elif call.stdin == marks.LOCAL and not parsed.has("-z", "-l"):
        call.flag("secrets.upload", "its input")
    else:
        wire.sent(call.analysis, call.stdin, call.span, "its input")
    if parsed.has("-z"):
        return UNKNOWN
    return SOCKET


def socat(call: Call) -> str:
    """Follow socat: EXEC and SYSTEM on one side and the network on the other hand a shell over."""
    addresses = [arg.text for arg in call.parsed.operands]
    runs = [a for a in addresses if re.match(r"(?i)(?:EXEC|SYSTEM|SHELL):", a)]
    networked = any(
        re.match(r"(?i)(?:TCP|UDP|OPENSSL|SSL|SOCKS|PROXY|SCTP|VSOCK|DTLS)", a) for a in addresses
    )
    if runs and networked:
        call.flag("remote.shell", runs[0])
    for address in addresses:
        command = re.match(r"(?i)(?:EXEC|SYSTEM|SHELL):(.+)", address)
        if command and not networked:
            call.run_text(command.group(1).strip("'\""), stdin="")
        match = re.match(r"(?i)(?:FILE|OPEN|GOPEN):([^,]+)", address)
        if match and networked and places.is_secret(match.group(1), call.state.cwd):
            _sent(call, match.group(1))
    # Without -U (second to first) the second address is written, and a bare path is one to open.
    for address in addresses[1:2]:
        target = re.match(r"(?i)(?:(?:OPEN|GOPEN|CREATE|FILE):)?(/[^,]+)", address)
        if target and not call.parsed.has("-U"):
            written = Arg(target.group(1), call.span)
            redirection.write_file(
                call.analysis, written, call.state, LOCAL, call.span, append=False, copied=True
            )
    if networked or any(re.match(r"(?i)UNIX", address) for address in addresses):
        wire.sent(call.analysis, call.stdin, call.span, "its input")
    return SOCKET if networked else UNKNOWN


_DIALOGUES: Final = frozenset({"sftp", "ftp", "lftp", "tftp", "ncftp"})
_PUT: Final = lazy_re.compile(r"(?m)(?:^|;)\s*(?:m?put|reput|mirror -R)\s+(?:-\w+\s+)*([^\s;]+)")


def _after(texts: list[str], *options: str) -> str:
    """Return the words after an option that begins a command of a dialogue."""
    start = next((index + 1 for index, text in enumerate(texts) if text in options), len(texts))
    return " ".join(texts[start:])


def transfer(call: Call) -> str:
    """Follow scp, sftp, rclone, cloud copies: local files named before a remote place leave the machine."""
    _check_arguments(call)
    operands = [arg.text for arg in call.parsed.operands]
    if _is_hot(call.stdin):
        _sent(call, "its input")
    if call.name in _DIALOGUES:
        for path in _PUT.findall("\n".join((_after(call.texts, "-c", "-e"), call.stdin))):
            _check_file(call, path)
    remote = [text for text in operands if _is_remote(text)]
    if remote and operands and _is_remote(operands[-1]):
        for text in operands[:-1]:
            if not _is_remote(text) and text not in (
                "cp",
                "copy",
                "sync",
                "mv",
                "s3",
                "storage",
                "upload",
                "blob",
                "put",
            ):
                _check_file(call, text)
    elif remote and operands:
        target = operands[-1]
        if not _is_remote(target):
            for text in remote:
                name = text.rsplit("/", 1)[-1].rsplit(":", 1)[-1]
                path = f"{target.rstrip('/')}/{name}" if target.endswith(("/", ".")) and name else target
                redirection.write_file(
                    call.analysis,
                    Arg(path, call.span),
                    call.state,
                    NETWORK,
                    call.span,
                    append=False,
                    copied=True,
                )
        if target == "-" or "/dev/stdout" in target:
            return NETWORK
    return UNKNOWN


def _is_remote(text: str) -> bool:
    return re.match(r"(?:[a-z0-9+]+://|[\w.@-]+:(?!//)[^\\]*$)", text) is not None and not re.match(
        r"[A-Za-z]:[\\/]", text
    )


def resolve_name(call: Call) -> str:
    """Follow dig, host, nslookup, ping: credentials hidden in a name leave with the query."""
    _check_arguments(call)
    return UNKNOWN


def mail(call: Call) -> str:
    """Follow mail programs: their input and attachments leave."""
    if _is_hot(call.stdin):
        _sent(call, "its input")
    for value in call.parsed.values("-a", "-A", "--attach"):
        _check_file(call, value)
    _check_arguments(call)
    return UNKNOWN


HANDLERS: Final = {
    "curl": curl, "wget": wget, "wget2": wget,
    **dict.fromkeys(("fetch", "aria2c", "lynx", "w3m", "links", "elinks", "http", "https", "httpie", "xh", "curlie", "lwp-request", "GET", "lwp-download", "axel", "gh-api"), fetch),
    **dict.fromkeys(("nc", "ncat", "netcat", "nc.openbsd", "nc.traditional", "telnet", "pwncat", "cryptcat", "websocat"), netcat), "socat": socat,
    **dict.fromkeys(("scp", "sftp", "tftp", "ncftp", "rclone", "gsutil", "s3cmd", "azcopy", "ftp", "lftp", "croc", "magic-wormhole", "wormhole", "mc", "s4cmd", "ncftpput"), transfer),
    **dict.fromkeys(("dig", "host", "nslookup", "ping", "drill", "ping6"), resolve_name), **dict.fromkeys(("mail", "mailx", "mutt", "sendmail", "msmtp", "swaks", "ssmtp"), mail),
}  # fmt: skip
