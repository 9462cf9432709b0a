"""Programs that publish or send what they are given, and servers that offer a folder to the network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, paths, places, redirection, wire
from cmdgen.safety.paths import Value
from cmdgen.safety.resolve.marks import TOKEN, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


@dataclass(frozen=True, slots=True)
class Sender:
    """How a program takes what it sends."""

    verbs: tuple[str, ...] = ()
    """Words of which one has to be there."""
    needs: tuple[str, ...] = ()
    """Options of which one has to be there."""
    files: bool = True
    """Whether operands and values of options may be files that are sent."""


_SENDERS: Final = {
    **dict.fromkeys(
        ("pastebinit", "ix", "0x0", "sprunge", "wgetpaste", "nopaste", "fiche", "termbin", "transfer", "transfer.sh", "ffsend", "sendemail", "sendEmail", "telegram-send", "slackcat",
         "mosquitto_pub", "amqp-publish", "wscat", "grpcurl", "hub-gist", "gist", "imgur", "fpaste", "pbin", "privatebin", "hastebin", "haste", "ntfy", "apprise", "plik", "wetransfer"),
        Sender(),
    ),
    **dict.fromkeys(("kcat", "kafkacat"), Sender(needs=("-P",))),
    "nats": Sender(("pub", "publish", "request")),
    "logger": Sender(needs=("-n", "--server", "-d", "-T")),
    **dict.fromkeys(("croc", "wormhole", "magic-wormhole", "wormhole-william", "portal", "ffsend", "onionshare-cli", "webwormhole", "ww", "rocket", "pcp"), Sender(("send", "tx", "upload", "share"))),
    **dict.fromkeys(("xdg-open", "open", "firefox", "chromium", "chromium-browser", "google-chrome", "brave", "sensible-browser", "x-www-browser", "gnome-open", "kde-open", "www-browser"), Sender(files=False)),
}  # fmt: skip


def send(call: Call) -> str:
    """Follow a program whose input, arguments and files leave the machine."""
    sender = _SENDERS[call.name]
    texts = call.texts
    if (sender.verbs and not set(sender.verbs) & set(texts)) or (
        sender.needs and not any(text.startswith(sender.needs) for text in texts)
    ):
        return UNKNOWN
    if call.name in ("kcat", "kafkacat", "logger") or not sender.verbs:
        wire.sent(call.analysis, call.stdin, call.span, "its input")
    for arg in call.args:
        value = arg.text.partition("=")[2] if arg.text[:1] == "-" else arg.text
        if wire.what_leaves(value.replace(TOKEN, "")) == "secrets.sent":
            call.flag("secrets.sent", "what it prints")
        elif sender.files and value and _is_hot(call, value):
            call.flag("secrets.sent", value)
        elif sender.files and re.search(r"\.\w{1,5}$", value) and "://" not in value and arg.text[:1] != "-":
            call.flag("secrets.upload", value)
    return UNKNOWN


def _is_hot(call: Call, path: str) -> bool:
    cwd = call.state.cwd
    return (
        places.is_secret(path, cwd)
        or places.is_account_database(path, cwd)
        or wire.what_leaves(redirection.file_content(path, call.state)) is not None
    )


# -- servers of a folder ---------------------------------------------------------------------------------

_LOCAL_ONLY: Final = lazy_re.compile(r"^(?:.*[=@/]|-[a-zA-Z])?(?:127\.\d|localhost\b|\[?::1\]?(?:$|:\d))")
_SERVERS: Final = {
    **dict.fromkeys(("http-server", "serve", "live-server", "darkhttpd", "miniserve", "dufs", "quark", "webfsd", "simple-http-server", "sfz", "static-web-server", "thttpd", "ran", "gohttpserver", "filebrowser", "ghfs", "webify", "updog", "uploadserver", "droopy", "woof", "servefile"), ()),
    "caddy": ("file-server",), "rclone": ("serve",), "httpd": (), "twistd": ("web",), "devd": (), "goshs": (), "wsgidav": (), "pyftpdlib": (), "smbserver.py": (), "impacket-smbserver": (),
}  # fmt: skip
"""Program -> the words after which it is a server of a folder, none when it always is."""
_FOLDER_OPTIONS: Final = ("-d", "--directory", "-t", "-h", "-r", "--root", "-D", "--path", "--dir", "-R")


def serve(call: Call) -> str:
    """Follow a server of files: the folder is an option, an operand, or the current one."""
    verbs = _SERVERS.get(call.name, ())
    if verbs and not set(verbs) & set(call.texts[:2]):
        return UNKNOWN
    offered(call, call.texts)
    return UNKNOWN


def offered(call: Call, texts: list[str]) -> None:
    """Judge the folder that a server offers: a whole home or machine, and credentials, are too much."""
    if any(_LOCAL_ONLY.match(text) for text in texts):
        return
    folders = [texts[i + 1] for i, text in enumerate(texts[:-1]) if text in _FOLDER_OPTIONS]
    folders += [
        text.partition("=")[2] for text in texts if text.partition("=")[0] in _FOLDER_OPTIONS and "=" in text
    ]
    folders += [text for text in texts if text[:1] != "-" and not re.fullmatch(r"[\w.:-]*\d|[a-z-]+", text)]
    for folder in folders or [call.state.cwd]:
        if paths.classify(folder, call.state.cwd) is Value.ROOT or places.is_secret(folder, call.state.cwd):
            call.flag("secrets.served", folder)
            return


HANDLERS: Final = {
    **dict.fromkeys(_SENDERS, send),
    **dict.fromkeys((name for name in _SERVERS if name != "rclone"), serve),
}
