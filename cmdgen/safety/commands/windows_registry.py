"""The registry of Windows: which keys are the system's own, and which values lower its protection."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cmdgen.safety import lazy_re, paths, redirection
from cmdgen.safety.commands.windows_files import windows_options
from cmdgen.safety.commands.windows_services import stop_service
from cmdgen.safety.resolve.marks import LOCAL, NETWORK, SECRET, SOME, UNKNOWN
from cmdgen.safety.syntax.cmd_words import as_path

if TYPE_CHECKING:
    from cmdgen.safety.call import Call

_ROOTS: Final = {
    "HKEY_LOCAL_MACHINE": "HKLM", "HKEY_CURRENT_USER": "HKCU", "HKEY_CLASSES_ROOT": "HKCR", "HKEY_USERS": "HKU", "HKEY_CURRENT_CONFIG": "HKCC",
}  # fmt: skip
_WHOLE: Final = lazy_re.compile(
    r"(?i)^(?:hklm|hkcu|hkcr|hku|hkcc)$|^hklm\\(?:system|software|sam|security|hardware|bcd\d*|components)$|^hkcu\\(?:software|control panel|environment)$|^hku\\[^\\]+(?:\\software)?$|"
    r"^hklm\\system\\(?:currentcontrolset|controlset00\d|setup|mounteddevices|select)(?:\\(?:control|services|enum))?$|^hklm\\software\\(?:classes|policies|microsoft|wow6432node)$|"
    r"^hklm\\software\\microsoft\\(?:windows|windows nt)(?:\\currentversion)?$|^hkcu\\software\\(?:microsoft|classes|policies)$|^hkcr\\(?:\*|\.exe|exefile|clsid|directory|lnkfile|\.lnk)$|"
    r"^hklm\\system\\(?:currentcontrolset|controlset00\d)\\control\\(?:safeboot|session manager|lsa)$|^hklm\\software\\microsoft\\windows nt\\currentversion\\(?:winlogon|profilelist)$"
)
_SYSTEM_KEYS: Final = lazy_re.compile(
    r"(?i)^hklm\\(?:system|sam|security|software\\(?:wow6432node\\)?(?:microsoft|policies|classes)|bcd)\\?|^hkcr\\|^hkcu\\software\\microsoft\\windows(?: nt)?\\currentversion$"
)
_CREDENTIALS: Final = lazy_re.compile(r"(?i)^hklm\\(?:sam|security|system)(?:\\|$)")

_ZERO: Final = r"^(?:0x0+|0+)$"
_ONE: Final = r"^(?:0x0*[1-9a-f][0-9a-f]*|0*[1-9]\d*)$"
_PROTECTIONS: Final = tuple(
    (
        lazy_re.compile(key, re.IGNORECASE),
        lazy_re.compile(name, re.IGNORECASE),
        lazy_re.compile(data, re.IGNORECASE),
    )
    for key, name, data in (
        (
            r"policies\\system$",
            r"^(?:enablelua|consentpromptbehavioradmin|promptonsecuredesktop|filteradministratortoken|enableinstallerdetection|enablevirtualization)$",
            _ZERO,
        ),
        (
            r"policies\\system$",
            r"^(?:localaccounttokenfilterpolicy|disabletaskmgr|disableregistrytools|disablecmd|disablelockworkstation)$",
            _ONE,
        ),
        (r"windows defender|microsoft antimalware", r"^(?:disable\w*|hidesystray|serviceKeepalive)$", _ONE),
        (
            r"windows defender",
            r"^(?:tamperprotection|enablecontrolledfolderaccess|enablenetworkprotection|spynetreporting|submitsamplesconsent|mpenablepus|puaprotection)$",
            _ZERO,
        ),
        (r"windows defender.*\\exclusions", r"", r""),
        (r"windows defender.*threatdefaultaction", r"", r"^6$"),
        (r"firewallpolicy|windowsfirewall", r"^enablefirewall$", _ZERO),
        (r"firewallpolicy|windowsfirewall", r"^(?:disablenotifications|doNotAllowExceptions)$", r"^never$"),
        (r"\\services\\", r"^start$", r"^(?:0x)?4$"),
        (r"\\services\\", r"^(?:imagepath|servicedll|failurecommand)$", r""),
        (
            r"\\control\\lsa",
            r"^(?:runasppl|runaspplboot|disablerestrictedadmin|lsacfgflags|nolmhash|restrictanonymous\w*|limitblankpassworduse|everyoneincludesanonymous-)$",
            _ZERO,
        ),
        (r"\\control\\lsa", r"^(?:everyoneincludesanonymous|disabledomaincreds-)$", _ONE),
        (r"\\control\\lsa", r"^lmcompatibilitylevel$", r"^(?:0x)?[012]$"),
        (r"\\control\\lsa", r"^(?:security packages|notification packages|authentication packages)$", r""),
        (r"securityproviders", r"^(?:uselogoncredential|securityproviders)$", r""),
        (
            r"terminal server",
            r"^(?:fdenytsconnections|userauthentication|securitylayer|fsinglesessionperuser)$",
            _ZERO,
        ),
        (r"terminal services", r"^(?:fdenytsconnections|userauthentication)$", _ZERO),
        (r"terminal s", r"^(?:fallowunsolicited|shadow|fallowfullcontrol)$", _ONE),
        (
            r"windowsupdate",
            r"^(?:noautoupdate|disablewindowsupdateaccess|donotconnecttowindowsupdateinternetlocations)$",
            _ONE,
        ),
        (
            r"explorer$|windows\\system$|edge|phishingfilter|apphost",
            r"^(?:smartscreenenabled|enablesmartscreen|enabledv9|enablewebcontentevaluation|shellsmartscreenlevel|preventoverride)$",
            r"^(?:off|0x0|0|warn)$",
        ),
        (
            r"image file execution options|silentprocessexit",
            r"^(?:debugger|monitorprocess|globalflag|verifierdlls|mitigationoptions)$",
            r"",
        ),
        (
            r"\\winlogon",
            r"^(?:shell|userinit|taskman|notify|vmapplet|system|defaultpassword|autoadminlogon|appsetup)$",
            r"",
        ),
        (
            r"currentversion\\windows$",
            r"^(?:appinit_dlls|loadappinit_dlls|load|run|requiresignedappinit_dlls)$",
            r"",
        ),
        (
            r"appcertdlls|currentversion\\print\\monitors|netsh$|lsaextensionconfig|accessibility|windows\\system\\scripts",
            r"",
            r"",
        ),
        (r"powershell", r"^executionpolicy$", r"^(?:bypass|unrestricted)$"),
        (
            r"powershell",
            r"^(?:enablescriptblocklogging|enablemodulelogging|enabletranscripting|enablescriptblockinvocationlogging)$",
            _ZERO,
        ),
        (
            r"lanman(?:server|workstation)",
            r"^(?:requiresecuritysignature|enablesecuritysignature|restrictnullsessaccess)$",
            _ZERO,
        ),
        (
            r"lanman(?:server|workstation)",
            r"^(?:smb1|allowinsecureguestauth|nullsessionpipes|enableplaintextpassword)$",
            _ONE,
        ),
        (r"systemrestore", r"^(?:disablesr|disableconfig)$", _ONE),
        (
            r"session manager",
            r"^(?:bootexecute|pendingfilerenameoperations|setupexecute|safedllsearchmode|protectionmode|knowndlls)$",
            r"",
        ),
        (r"memory management", r"^(?:featuresettingsoverride|clearpagefileatshutdown-)$", r""),
        (
            r"deviceguard|virtualizationbasedsecurity|hypervisorenforcedcodeintegrity|\\ci\\",
            r"^(?:enablevirtualizationbasedsecurity|enabled|hypervisorenforcedcodeintegrity|lsacfgflags|vulnerabledriverblocklistenable|umcienabled)$",
            _ZERO,
        ),
        (
            r"shell\\(?:open|runas)\\command|delegateexecute|environment$",
            r"^(?:delegateexecute|windir|cor_enable_profiling|cor_profiler\w*|userinitmprlogonscript|__compat_layer)?$",
            r"",
        ),
        (r"eventlog|wineventlog|winevt\\channels", r"^(?:enabled|maxsize|retention|file)$", _ZERO),
        (r"policies\\system\\audit", r"^processcreationincludecmdline_enabled$", _ZERO),
        (r"amsi", r"^amsienable$", _ZERO),
        (r"amsi\\providers", r"", r""),
        (
            r"software restriction|safer\\codeidentifiers",
            r"^(?:defaultlevel|transparentenabled|policyscope)$",
            r"",
        ),
        (r"schannel\\protocols\\(?:ssl|tls 1\.[01])", r"^enabled$", _ONE),
        (r"internet settings", r"^(?:certificaterevocation|warnonbadcertrecving|\d{4})$", _ZERO),
        (r"\\winreg|securepipeservers", r"", r""),
        (r"fvep?\b|policies\\microsoft\\fve", r"", r""),
        (r"installer$", r"^alwaysinstallelevated$", _ONE),
        (r"attachments$", r"^(?:savezoneinformation|hidezoneinfoonproperties)$", _ONE),
    )
)
_AUTOSTART: Final = lazy_re.compile(
    r"(?i)currentversion\\(?:run|runonce|runonceex|runservices\w*|policies\\explorer\\run)(?:\\|$)|active setup\\installed components|command processor$|\\environment$"
)
_HANDLER_KEYS: Final = lazy_re.compile(
    r"(?i)(?:ms-settings|mscfile|exefile|folder|batfile|cmdfile|txtfile|appx\w+|directory)\\+shell\\+(?:open|runas|\w+)\\+command$|shell\\open\\command$"
)


def key_name(text: str) -> str:
    r"""Return a key as `HKLM\a\b`: no machine, no quotes, no doubled or forward slashes."""
    key = re.sub(r"[\\/]+", r"\\", text.strip('"')).strip("\\")
    key = re.sub(
        r"^(?:Computer|Registry|Microsoft\.PowerShell\.Core\\Registry::)\\?", "", key, flags=re.IGNORECASE
    )
    root, backslash, rest = key.partition("\\")
    root = root.rstrip(":").upper()
    if text.startswith("\\\\") and root not in _ROOTS and root not in _ROOTS.values():
        return key_name(rest)
    return _ROOTS.get(root, root) + backslash + rest


def judge_value(call: Call, key: str, name: str, data: str) -> str | None:
    """Return the rule for setting one value, or None for a value that lowers nothing; autostart entries are followed."""
    service = re.search(r"(?i)\\services\\([^\\]+)$", key)
    for where, what, value in _PROTECTIONS:
        if where.search(key) and what.search(name) and value.search(data):
            if service and name.lower() == "start":
                stop_service(call, service.group(1))
                return None
            return (
                "windows.hijack"
                if name.lower()
                in (
                    "debugger",
                    "shell",
                    "userinit",
                    "imagepath",
                    "servicedll",
                    "appinit_dlls",
                    "delegateexecute",
                    "monitorprocess",
                )
                else "windows.protection-off"
            )
    if _HANDLER_KEYS.search(key):
        return "windows.hijack"
    if _AUTOSTART.search(key) and data:
        call.run_text(data, dialect="cmd")
    return None


def registry(call: Call) -> str:
    """Follow reg."""
    texts = call.texts
    if not texts or any(text in ("/?", "-?") for text in texts):
        return UNKNOWN
    kind = texts[0].lower()
    lower = [text.lower() for text in texts]

    def value(*options: str) -> str | None:
        return next((texts[i + 1] for i, text in enumerate(lower[:-1]) if text in options), None)

    if kind == "import":
        call.flag("interpreter.local-script", texts[1] if len(texts) > 1 else "")
        if len(texts) > 1 and NETWORK in redirection.file_content(as_path(texts[1]), call.state):
            call.flag("code.download-run", texts[1])
        return UNKNOWN
    if len(texts) < 2 or kind in ("query", "compare"):
        return SOME
    key = key_name(texts[1])
    if kind == "delete":
        _delete(call, key, value("/v"), whole_values="/va" in lower)
    elif kind == "add":
        rule = judge_value(call, key, value("/v") or "", value("/d") or "")
        call.flag(rule or "windows.registry", f"{key} {value('/v') or ''}".strip())
    elif kind in ("save", "export"):
        _saved(call, key, texts[2] if len(texts) > 2 else "")
    elif kind == "restore":
        call.flag("windows.registry-root" if _WHOLE.match(key) else "windows.registry-system", key)
    elif kind in ("load", "unload", "copy", "flags"):
        call.flag("windows.registry", key)
    return UNKNOWN


def _delete(call: Call, key: str, name: str | None, *, whole_values: bool) -> None:
    if name is not None:
        protects = re.search(
            r"(?i)\\services\\(?:windefend|mpssvc|eventlog|wscsvc|sense)|\\control\\lsa$|\\winlogon$|session manager$",
            key,
        )
        call.flag("windows.registry-system" if protects else "windows.registry", f"{key} {name}")
    elif _WHOLE.match(key) or UNKNOWN in key[:6]:
        call.flag("windows.registry-system" if whole_values else "windows.registry-root", key)
    elif _SYSTEM_KEYS.match(key):
        call.flag("windows.registry-system", key)
    else:
        call.flag("windows.registry", key)


def _saved(call: Call, key: str, file: str) -> None:
    if not _CREDENTIALS.match(key) or (key.upper().startswith("HKLM\\SYSTEM\\")):
        return
    call.flag("secrets.show", key)
    path = as_path(file)
    call.state.files[paths.canonical(path, call.state.cwd)] = SECRET
    if path.startswith("//"):
        call.flag("secrets.sent", key)


def registry_editor(call: Call) -> str:
    """Follow regedit: a file is imported, `/e` exports, `/d` deletes."""
    switches, operands = windows_options(call)
    if "e" in switches:
        return UNKNOWN
    if "d" in switches and operands:
        _delete(call, key_name(operands[0].text), None, whole_values=False)
        return UNKNOWN
    for arg in operands:
        content = redirection.file_content(as_path(arg.text), call.state)
        if NETWORK in content:
            call.flag("code.download-run", arg.text)
        elif content == LOCAL:
            call.flag("interpreter.local-script", arg.text)
        else:
            _entries(call, content)
    return UNKNOWN


def _entries(call: Call, content: str) -> None:
    """Judge the entries of a registry file that the same text has written."""
    key = ""
    for line in content.splitlines():
        section = re.match(r"\s*\[(-?)(.+)\]", line)
        entry = re.match(r'\s*(?:"([^"]*)"|@)=(?:dword:)?"?([^"]*)"?', line)
        if section:
            key = key_name(section.group(2))
            if section.group(1):
                _delete(call, key, None, whole_values=False)
        elif entry:
            call.flag(judge_value(call, key, entry.group(1) or "", entry.group(2)) or "windows.registry", key)


HANDLERS: Final = {"reg": registry, "regedit": registry_editor, "regedt32": registry_editor}
