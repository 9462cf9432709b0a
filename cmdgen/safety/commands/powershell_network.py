"""Cmdlets and .NET clients of PowerShell that fetch from and send to the network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import redirection, wire
from cmdgen.safety.commands.powershell_binding import bind, entries
from cmdgen.safety.commands.powershell_paths import is_secret, items, to_path
from cmdgen.safety.commands.powershell_targets import written
from cmdgen.safety.resolve.marks import ENVIRONMENT, LOCAL, NETWORK, SECRET, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_VALUES: Final = (
    "uri method body infile outfile headers contenttype useragent websession sessionvariable credential authentication token certificate certificatethumbprint proxy proxycredential timeoutsec maximumredirection form custommethod "
    "transferencoding maximumretrycount retryintervalsec httpversion statuscodevariable responseheadersvariable sslprotocol connectiontimeoutseconds operationtimeoutseconds"
)
_FLAGS: Final = "usebasicparsing usedefaultcredentials passthru disablekeepalive skipcertificatecheck skipheadervalidation skiphttperrorcheck allowunencryptedauthentication resume nosproxy followrellink preserveauthorizationonredirect"


def check_hot(call: Call, texts: list[str]) -> bool:
    """Flag credentials that leave in an argument; return whether there were any."""
    if any(SECRET in text or ENVIRONMENT in text or wire.is_bare_password(text) for text in texts):
        call.flag("secrets.sent", "what it reads")
        return True
    return False


def check_file(call: Call, path: str) -> None:
    """Judge a file that leaves the machine."""
    if is_secret(path, call.state.cwd) or any(
        mark in redirection.file_content(path, call.state) for mark in (SECRET, ENVIRONMENT)
    ):
        call.flag("secrets.sent", path)
    else:
        call.flag("secrets.upload", path)


def web_request(call: Call) -> str:
    """Follow Invoke-WebRequest and Invoke-RestMethod."""
    bound = bind(call.args, _VALUES, _FLAGS, "uri")
    sent = [bound.text(name) for name in ("body", "uri", "headers", "form")]
    body = bound.named.get("body")
    if body is not None and body.process is not None:  # `-Body { $_ }` is worked out for each object
        state = call.state.fork()
        state.variables["_"] = (call.stdin,)
        sent.append(call.analysis.run_script(body.process, state, call.stdin))
    sent.append(call.stdin)
    if not check_hot(call, sent) and LOCAL in bound.text("body"):
        call.flag("secrets.upload", "the content of a file")
    for value in entries(bound.text("form")).values():
        if re.search(r"[\\/.]", value):
            check_file(call, to_path(value, literal=True))
    if "infile" in bound.named:
        check_file(call, to_path(bound.text("infile"), literal=True))
    if "outfile" in bound.named:
        written(call, to_path(bound.text("outfile"), literal=True), NETWORK)
        return NETWORK if bound.on("passthru") else ""
    return NETWORK


def transfer(call: Call) -> str:
    """Follow Start-BitsTransfer."""
    bound = bind(
        call.args,
        "source destination transfertype displayname description priority credential proxyusage securityflags dynamic",
        "asynchronous suspended",
        "source destination",
    )
    if bound.text("transfertype").lower().startswith("upload"):
        for item in items(bound.text("source")):
            check_file(call, to_path(item))
        return ""
    target = to_path(bound.text("destination"), literal=True) if "destination" in bound.named else "."
    source = bound.text("source").rstrip("/").rsplit("/", 1)[-1]
    if "." not in target.rsplit("/", 1)[-1] or target == ".":
        target = target.rstrip("/") + "/" + source
    written(call, target, NETWORK)
    return ""


def mail(call: Call) -> str:
    """Follow Send-MailMessage."""
    bound = bind(
        call.args,
        "to from subject body attachments smtpserver port credential cc bcc encoding priority",
        "usessl bodyashtml",
        "to subject body",
    )
    check_hot(call, [*call.texts, call.stdin])
    for item in items(bound.text("attachments")):
        check_file(call, to_path(item))
    return ""


def resolve(call: Call) -> str:
    """Follow Resolve-DnsName and Test-Connection: credentials hidden in a name leave with the query."""
    check_hot(call, call.texts)
    return UNKNOWN


def client_method(call: Call, whole: str, name: str, texts: list[str]) -> str:
    """Follow the methods of WebClient, HttpClient and XMLHTTP."""
    hot = check_hot(call, texts)
    if name.startswith("downloadfile"):
        if len(texts) > 1:
            written(call, to_path(texts[1], literal=True), NETWORK)
        return ""
    if name.startswith("uploadfile") and texts:
        check_file(call, to_path(texts[-1], literal=True))
        return UNKNOWN
    if name.startswith("upload") and not hot and any(LOCAL in text for text in texts):
        call.flag("secrets.upload", "the content of a file")
    del whole
    return NETWORK


HANDLERS: Final = {
    **dict.fromkeys(("invoke-webrequest", "invoke-restmethod"), web_request), "start-bitstransfer": transfer, "send-mailmessage": mail, **dict.fromkeys(("resolve-dnsname", "test-connection", "test-netconnection"), resolve),
}  # fmt: skip
