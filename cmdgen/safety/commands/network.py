"""Programs that fetch from, send to or listen on the network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, places, redirection, wire
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import LOCAL, NETWORK, SECRET, SOCKET, TOKEN, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_LOCAL_HOST: Final = lazy_re.compile(
    r"^(?:https?://)?(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)(?:[:/]|$)"
)


_LOGS_IN: Final = lazy_re.compile(
    r"(?i)(?:proxy-)?authorization\s*:|(?:private|job|deploy)-token\s*:|api-?key\s*:|x-[\w-]*(?:token|key|auth)[\w-]*\s*:"
)
"""Headers that say who asks."""
_USERS: Final = frozenset(
    {"-u", "--user", "-U", "--proxy-user", "--oauth2-bearer", "--password", "-a", "--auth"}
)
"""Options whose value says who asks."""


def _is_hot(text: str) -> bool:
    return wire.what_leaves(text) is not None


def _sent(call: Call, target: str, content: str = SECRET) -> None:
    """Flag what leaves: a credential, unless the content is only a database."""
    call.flag(wire.what_leaves(content) or "secrets.sent", target)


def _check_arguments(call: Call) -> None:
    """Credentials that are part of an argument leave with it; a token in a header that says who asks is a login."""
    signed = call.parsed.value("-u", "--user") if call.parsed.has("--aws-sigv4") else None
    before = ""
    for arg in call.args:
        text = arg.text
        value = text.partition("=")[2] if text.startswith("--") and "=" in text else text
        if _LOGS_IN.match(value) or before in _USERS or text.partition("=")[0] in _USERS:
            text = text.replace(TOKEN, "")
        before = arg.text
        if wire.what_leaves(text) and arg.text != signed and not wire.is_bare_password(text):
            _sent(call, "what it prints", text)
            return


def _check_file(call: Call, path: str) -> None:
    content = redirection.file_content(path, call.state)
    if places.is_secret(path, call.state.cwd) or places.is_account_database(path, call.state.cwd):
        _sent(call, path)
    elif _is_hot(content):
        _sent(call, path, content)
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
            is_input = value in ("@-", "-")
            _sent(call, "its input" if is_input else value, call.stdin if is_input else SECRET)
        elif value == "@-" and call.stdin == LOCAL:
            call.flag("secrets.upload", "its input")
        elif "@" in value and not value.startswith("@-") and re.match(r"[\w.]*@", value):
            _check_file(call, value.partition("@")[2])
    for value in parsed.values("-F", "--form"):
        file = re.search(r"=[@<]([^;]+)", value)
        if file and file.group(1) != "-":
            _check_file(call, file.group(1))
        elif file and _is_hot(call.stdin):
            _sent(call, "its input", call.stdin)
    for value in parsed.values("-T", "--upload-file"):
        if value in ("-", "."):
            if _is_hot(call.stdin):
                _sent(call, "its input", call.stdin)
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
    """Return what a download prints: somebody else's text, a local file, or the machine's own credentials."""
    local = [re.sub(r"^file://(?:localhost)?", "", text) for text in call.texts if text.startswith("file://")]
    if local:
        for path in local:
            if places.is_secret(path, call.state.cwd):
                call.flag("secrets.show", path)
        return "".join(redirection.file_content(path, call.state) for path in local)
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
        _sent(call, "its input", call.stdin)
    if call.name in ("aria2c", "axel", "lwp-download"):
        return _saved(call, None, remote_name=True, folder=call.parsed.value("-d", "--dir"))
    return _answer(call)


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


_DIALOGUES: Final = frozenset({"sftp", "ftp", "lftp", "tftp", "ncftp", "smbclient"})
_PUT: Final = lazy_re.compile(r"(?m)(?:^|;)\s*(?:m?put|reput|mirror -R)\s+(?:-\w+\s+)*([^\s;]+)")


def _after(texts: list[str], *options: str) -> str:
    """Return the words after an option that begins a command of a dialogue."""
    start = next((index + 1 for index, text in enumerate(texts) if text in options), len(texts))
    return " ".join(texts[start:])


def transfer(call: Call) -> str:
    """Follow scp, sftp, rclone, cloud copies: local files named before a remote place leave the machine."""
    _check_arguments(call)
    if call.name in ("scp", "sftp"):
        from cmdgen.safety.commands.remote import local_commands  # noqa: PLC0415  seldom needed

        local_commands(call)
    operands = [arg.text for arg in call.parsed.operands]
    if _is_hot(call.stdin):
        _sent(call, "its input", call.stdin)
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
        _sent(call, "its input", call.stdin)
    for value in call.parsed.values("-a", "-A", "--attach"):
        _check_file(call, value)
    _check_arguments(call)
    return UNKNOWN


HANDLERS: Final = {
    "curl": curl, "wget": wget, "wget2": wget,
    **dict.fromkeys(("fetch", "aria2c", "lynx", "w3m", "links", "elinks", "http", "https", "httpie", "xh", "curlie", "lwp-request", "GET", "lwp-download", "axel", "gh-api"), fetch),
    **dict.fromkeys(("nc", "ncat", "netcat", "nc.openbsd", "nc.traditional", "telnet", "pwncat", "cryptcat", "websocat"), netcat), "socat": socat,
    **dict.fromkeys(("scp", "sftp", "tftp", "ncftp", "rclone", "gsutil", "s3cmd", "azcopy", "ftp", "lftp", "smbclient", "mc", "s4cmd", "ncftpput"), transfer),
    **dict.fromkeys(("dig", "host", "nslookup", "ping", "drill", "ping6"), resolve_name), **dict.fromkeys(("mail", "mailx", "mutt", "sendmail", "msmtp", "swaks", "ssmtp"), mail),
}  # fmt: skip
