"""Programs of Windows that fetch, decode or run code given in their arguments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, paths, places, redirection
from cmdgen.safety.commands.windows_files import windows_options
from cmdgen.safety.resolve.expand import Arg
from cmdgen.safety.resolve.marks import NETWORK, OPAQUE, SECRET, UNKNOWN
from cmdgen.safety.syntax.cmd import LINE
from cmdgen.safety.syntax.cmd_words import as_path
from cmdgen.safety.syntax.powershell_text import LIST

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_URL: Final = lazy_re.compile(
    r"(?i)\b(?:https?|ftp):/{1,2}\S|\\\\[^\\.?\s]+(?:@ssl)?(?:@\d+)?\\(?:davwwwroot|webdav|[^\\\s]+)"
)
_HARMLESS_ENTRY: Final = lazy_re.compile(
    r"(?i)^(?:user32(?:\.dll)?,\s*lockworkstation|shell32(?:\.dll)?,\s*(?:control_rundll|options_rundll|shhelpshortcuts_rundll|#\d+)|url(?:\.dll)?,\s*fileprotocolhandler|"
    r"keymgr(?:\.dll)?,\s*krshowkeymgr|printui(?:\.dll)?,\s*printuientry|sysdm\.cpl,\s*\w+|devmgr(?:\.dll)?,\s*\w+|newdev\.dll,\s*\w+|dfshim\.dll,\s*cleanonlineappcache|photoviewer\.dll,\s*\w+|"
    r"netplwiz\.dll,\s*\w+|powrprof(?:\.dll)?,\s*setsuspendstate|themecpl\.dll,\s*\w+|inetcpl\.cpl,\s*clearmyTracksbyprocess|timedate\.cpl\w*)"
)


def _download(call: Call, target: str) -> None:
    redirection.write_file(
        call.analysis, Arg(as_path(target), call.span), call.state, NETWORK, call.span, append=False
    )


def _unseen(call: Call, what: str) -> None:
    call.flag("code.download-run-root" if call.state.privileged else "code.download-run", what)


def certutil(call: Call) -> str:
    """Follow certutil: besides certificates it downloads, decodes and encodes files."""
    switches, operands = windows_options(call)
    names = [arg.text for arg in operands]
    url = next((name for name in names if _URL.match(name)), None)
    if {"urlcache", "verifyctl", "url", "geturl"} & set(switches) and url is not None:
        if "delete" in switches:
            return UNKNOWN
        target = (
            names[names.index(url) + 1]
            if names.index(url) + 1 < len(names)
            else re.sub(r"[?#].*", "", url).rsplit("/", 1)[-1]
        )
        _download(call, target)
    elif {"decode", "decodehex"} & set(switches) and len(names) > 1:
        source = redirection.file_content(as_path(names[0]), call.state)
        redirection.write_file(
            call.analysis,
            Arg(as_path(names[1]), call.span),
            call.state,
            NETWORK if NETWORK in source else OPAQUE,
            call.span,
            append=False,
        )
    elif {"addstore", "installcert", "importpfx"} & set(switches):
        call.flag("windows.trust", names[-1] if names else "a certificate")
    elif "exportpfx" in switches:
        call.flag("secrets.show", "a private key")
    elif {
        "delstore",
        "delkey",
        "setreg",
        "delreg",
        "repairstore",
        "revoke",
        "shutdown",
        "restore",
        "restoredb",
        "restorekey",
    } & set(switches):
        call.flag("windows.setting", names[0] if names else "certificates")
    return UNKNOWN


def bitsadmin(call: Call) -> str:
    """Follow bitsadmin: `/transfer` and `/addfile` fetch or send, `/setnotifycmdline` runs a program."""
    texts = call.texts
    lower = [text.lower() for text in texts]
    if "/setnotifycmdline" in lower:
        rest = call.args[lower.index("/setnotifycmdline") + 2 :]
        call.flag("windows.hijack", " ".join(arg.text for arg in rest))
        return UNKNOWN
    url = next((index for index, text in enumerate(texts) if re.match(r"(?i)https?://|file://", text)), None)
    if url is None:
        if {"/cancel", "/reset", "/complete", "/resume", "/suspend"} & set(lower):
            call.flag("windows.setting", "transfers")
        return UNKNOWN
    target = texts[url + 1] if url + 1 < len(texts) else ""
    if "/upload" in lower or "/upload-reply" in lower:
        secret = places.is_secret(as_path(target), call.state.cwd)
        call.flag("secrets.sent" if secret else "secrets.upload", target)
    elif target:
        _download(call, target)
    return UNKNOWN


def downloader(call: Call) -> str:
    """Follow MpCmdRun, desktopimgdownldr and the like, which can fetch files; MpCmdRun also switches protection off."""
    texts = " ".join(call.texts)
    if re.search(r"(?i)-removedefinitions|-restore\b|-disable|wdenable\s+0", texts):
        call.flag("windows.protection-off", texts)
    elif url := _URL.search(texts):
        path = re.search(r"(?i)-path\s+(\S+)", texts)
        _download(
            call,
            path.group(1) if path else re.sub(r"[?#].*", "", url.group()).rsplit("/", 1)[-1] or "download",
        )
    return UNKNOWN


def script_host(call: Call) -> str:
    """Follow mshta, wscript, cscript, hh, ieexec: they run a page or a script, local or not."""
    text = " ".join(call.texts)
    if not text:
        return UNKNOWN
    if call.name == "cscript" and re.search(r"(?i)slmgr\.vbs|ospp\.vbs|prncnfg|prnport|winrm\.vbs", text):
        call.flag("windows.setting", text)
        return UNKNOWN
    if _URL.search(text):
        _unseen(call, text)
    elif re.search(r"(?i)\b(?:javascript|vbscript|about|data)\s*:", text):
        call.flag("unreadable.assembled", text)
        inner = re.search(r"(?i)(?:\.run|\.exec|shellexecute)\s*\(?\s*[\"'](.+?)[\"']\s*[,)]", text)
        if inner:
            call.run_text(inner.group(1).replace('""', '"'), dialect="cmd")
    else:
        _local(call, next((arg for arg in call.args if not arg.text.startswith("/")), None))
    return UNKNOWN


def _local(call: Call, arg: Arg | None) -> None:
    if arg is None:
        return
    path = as_path(arg.text)
    content = redirection.file_content(path, call.state)
    if NETWORK in content:
        _unseen(call, path)
    elif OPAQUE in content:
        call.flag("unreadable.decoded", path)
    else:
        call.flag("interpreter.local-script", path)


def run_library(call: Call) -> str:
    """Follow rundll32: a library and the name of what is called in it."""
    text = " ".join(call.texts).replace(LIST, ",")
    if re.search(r"(?i)javascript:|vbscript:|runhtmlapplication", text):
        call.flag("unreadable.assembled", text)
    elif re.search(r"(?i)comsvcs(?:\.dll)?\"?,?\s*(?:minidump|#\+?0*24)", text):
        call.flag("windows.dump-credentials", text)
    elif re.search(
        r"(?i)(?:setupapi|advpack|ieadvpack|syssetup)(?:\.dll)?,\s*\w*(?:install|launchinf)\w*", text
    ):
        _unseen(call, text) if _URL.search(text) else call.flag("interpreter.local-script", text)
    elif _URL.search(text) and not re.match(r"(?i)url(?:\.dll)?,", text):
        _unseen(call, text)
    elif entry := re.match(
        r"(?i)(?:shell32(?:\.dll)?,\s*shellexec_rundll\w*|advpack(?:\.dll)?,\s*registerocx|zipfldr(?:\.dll)?,\s*routethecall|url(?:\.dll)?,\s*openurl\w*)\s+(.+)",
        text,
    ):
        call.run_text(entry.group(1), dialect="cmd")
    elif text and not _HARMLESS_ENTRY.match(
        re.sub(r"(?i)^\"?(?:c:|%\w+%)?[\\/](?:windows[\\/])?system32[\\/]", "", text)
    ):
        _local(call, call.args[0])
        library = call.args[0].text.partition(",")[0]
        if NETWORK in redirection.file_content(as_path(library), call.state):
            _unseen(call, library)
    return UNKNOWN


def register_library(call: Call) -> str:
    """Follow regsvr32: `/i:address` with scrobj.dll runs a script from there."""
    text = " ".join(call.texts)
    if _URL.search(text):
        _unseen(call, text)
    else:
        _local(call, next((arg for arg in call.args if not re.match(r"[/-]", arg.text)), None))
    return UNKNOWN


def installer(call: Call) -> str:
    """Follow msiexec: `/i` installs, `/x` removes, from a file or an address."""
    text = " ".join(call.texts)
    if not re.search(
        r"(?i)(?:^|\s)[/-](?:i|x|a|f\w*|p|package|uninstall|update|j\w?|y|z|q\w*\s+/i|jm)", text
    ):
        return UNKNOWN
    source = next((arg for arg in call.args if not re.match(r"[/-]", arg.text) and "=" not in arg.text), None)
    removes = re.search(r"(?i)(?:^|\s)[/-](?:x|uninstall)", text)
    if _URL.search(text) and not removes:
        _unseen(call, text)
    elif source is not None and NETWORK in redirection.file_content(as_path(source.text), call.state):
        _unseen(call, source.text)
    else:
        call.flag("windows.package", source.text if source is not None else text)
    return UNKNOWN


def local_code(call: Call) -> str:
    """Follow cmstp, odbcconf, installutil, regasm and their like, which run code from a file."""
    text = " ".join(call.texts)
    if _URL.search(text):
        _unseen(call, text)
    elif text:
        _local(call, next((arg for arg in call.args if not arg.text.startswith("/")), call.args[0]))
    return UNKNOWN


# -- wrappers ------------------------------------------------------------------------------------------------


def run_as(call: Call) -> str:
    """Follow runas: the last argument is a line for another user."""
    operands = [arg for arg in call.args if not arg.text.startswith("/")]
    users = " ".join(text.lower() for text in call.texts if text.lower().startswith("/user"))
    state = call.state.fork()
    state.privileged = "admin" in users or "system" in users
    if operands:
        return call.run_text(
            " ".join(arg.text for arg in operands).replace('\\"', '"'), state=state, dialect="cmd"
        )
    return UNKNOWN


_PSEXEC_VALUES: Final = frozenset({"-u", "-p", "-w", "-a", "-n", "-r", "-i-", "-g"})


def remote_execution(call: Call) -> str:
    r"""Follow psexec, paexec and winrs: `[\\host] [options] program arguments`."""
    args = list(call.args)
    state = call.state.fork()
    index = 0
    while index < len(args):
        text = (
            args[index].text.replace("/", "-", 1)
            if call.name == "winrs" or args[index].text.startswith("/")
            else args[index].text
        )
        if text.startswith(("\\\\", "@")):
            state.remote = True
        elif text.startswith("-"):
            state.privileged = state.privileged or text.lower() in ("-s", "-h")
            state.remote = state.remote or text.lower().startswith(("-r:", "-remote:"))
            if text.lower() in _PSEXEC_VALUES:
                index += 1
            elif text.lower() == "-i" and index + 1 < len(args) and args[index + 1].text.isdigit():
                index += 1
        else:
            break
        index += 1
    if index >= len(args):
        return UNKNOWN
    return call.analysis.run_argv(
        [Arg(LINE, args[index].span), *(_quoted(arg) for arg in args[index:])], state, call.stdin, call.span
    )


def _quoted(arg: Arg) -> Arg:
    return Arg(f'"{arg.text}"', arg.span) if " " in arg.text and '"' not in arg.text else arg


_RUNS: Final = lazy_re.compile(r"(?i)\.(?:exe|com|bat|cmd|hta|vbs|js|lnk|scr|ps1|msi)\b")


def indirect(call: Call) -> str:
    """Follow pcalua, conhost, scriptrunner, explorer and the like: `-a` or the last words name the program."""
    args = [
        arg
        for arg in call.args
        if arg.text.lower() not in ("-a", "--headless", "-appvscript", "/root,", "-e", "-c", "--")
    ]
    if args and args[0].text.startswith(("\\\\", "//")) and _RUNS.search(args[0].text):
        _unseen(call, args[0].text)
        return UNKNOWN
    if not args or _URL.match(args[0].text):
        return UNKNOWN
    if call.name == "explorer" and not re.search(r"(?i)\.(?:exe|bat|cmd|hta|vbs|js|lnk|scr)\b", args[0].text):
        return UNKNOWN
    return call.run_inner([Arg(LINE, args[0].span), *(_quoted(arg) for arg in args)])


def dump(call: Call) -> str:
    """Follow procdump: a dump of the process that holds the passwords is the passwords."""
    text = " ".join(call.texts).lower()
    if re.search(r"\blsass\b", text):
        call.flag("windows.dump-credentials", "lsass")
        file = next(
            (arg for arg in reversed(call.args) if "." in arg.text and "lsass" not in arg.text.lower()), None
        )
        if file is not None:
            call.state.files[paths.canonical(as_path(file.text), call.state.cwd)] = SECRET
    return UNKNOWN


def directory_tool(call: Call) -> str:
    """Follow ntdsutil: `ifm` writes a copy of the directory with all password hashes."""
    text = " ".join(call.texts).lower()
    if "ifm" in text or "create full" in text:
        call.flag("windows.dump-credentials", "ntds.dit")
    elif text:
        call.flag("windows.setting", text)
    return UNKNOWN


def set_permanently(call: Call) -> str:
    """Follow setx: a variable for all later sessions."""
    if len(call.args) > 1 and not call.texts[0].startswith("/"):
        name, value = call.texts[0], call.texts[1]
        redirection.environment_setting(
            call.analysis, name.upper(), (value.replace("\\", "/"),), call.span, temporary=False
        )
        loader_path(call, name, value)
        call.flag("windows.setting", name)
    return UNKNOWN


_LOADED: Final = frozenset(
    {"PATH", "PATHEXT", "COMSPEC", "COR_PROFILER", "COR_PROFILER_PATH", "CORECLR_PROFILER_PATH", "COR_ENABLE_PROFILING", "__COMPAT_LAYER", "WINDIR", "PSMODULEPATH"}
)  # fmt: skip
"""Variables that decide which programs and libraries are loaded."""


def loader_path(call: Call, name: str, value: str) -> None:
    """Judge a variable of the search for programs that names a folder where everybody may write."""
    if name.upper() in _LOADED and re.search(
        r"(?i)(?:^|;)\"?(?:c:[\\/](?:windows[\\/])?temp|c:[\\/]users[\\/]public|\\\\[^\\?.])", value
    ):
        call.flag("protection.loader-path", f"{name}={value}")


HANDLERS: Final = {
    "certutil": certutil, "bitsadmin": bitsadmin, **dict.fromkeys(("mpcmdrun", "desktopimgdownldr", "certoc", "appinstaller"), downloader),
    **dict.fromkeys(("mshta", "wscript", "cscript", "hh", "ieexec"), script_host), "rundll32": run_library, "regsvr32": register_library, "msiexec": installer,
    **dict.fromkeys(("cmstp", "odbcconf", "installutil", "regasm", "regsvcs", "infdefaultinstall", "presentationhost", "msxsl", "xwizard", "control"), local_code),
    "runas": run_as, **dict.fromkeys(("psexec", "psexec64", "paexec", "winrs"), remote_execution), **dict.fromkeys(("pcalua", "conhost", "scriptrunner", "explorer", "start-process"), indirect),
    **dict.fromkeys(("procdump", "procdump64", "processdump", "nanodump"), dump), "ntdsutil": directory_tool, "setx": set_permanently,
}  # fmt: skip
