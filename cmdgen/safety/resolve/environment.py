"""What variables hold that the text itself does not set."""

from __future__ import annotations

from typing import Final

from cmdgen.safety import lazy_re
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import CWD, HOME, SOME

WELL_KNOWN: Final = {
    "HOME": (HOME,), "PWD": (CWD,), "TMPDIR": ("/tmp",), "RANDOM": ("1234",), "SECONDS": ("1",), "LINENO": ("1",),  # noqa: S108
    "EPOCHSECONDS": (SOME,), "HOSTNAME": (SOME,), "OSTYPE": (SOME,), "UID": ("1000",), "EUID": ("1000",), "PPID": (SOME,), "HISTFILE": (HOME + "/.bash_history",),
    "BASHPID": (SOME,), "$": (SOME,), "!": (SOME,), "?": ("0",), "#": ("0",), "USER": (SOME,), "LOGNAME": (SOME,),
    "SHELL": ("/bin/bash",), "BASH": ("/bin/bash",), "0": ("bash",), "-": ("himBH",), "IFS": (" \t\n",), "XDG_CACHE_HOME": (HOME + "/.cache",),
    "XDG_CONFIG_HOME": (HOME + "/.config",), "XDG_DATA_HOME": (HOME + "/.local/share",), "OLDPWD": (CWD + "/..",),
    "EDITOR": ("vi",), "VISUAL": ("vi",), "PAGER": ("less",), "BROWSER": ("xdg-open",), "CC": ("cc",), "CXX": ("c++",), "MAKE": ("make",),
    "PYTHON": ("python3",), "NODE": ("node",), "GIT_EDITOR": ("vi",), "TERM": (SOME,), "LANG": (SOME,), "COLUMNS": ("80",), "LINES": ("24",),
}  # fmt: skip
"""Variable -> its likely values, or marks."""
_SIGNING_KEY: Final = lazy_re.compile(
    r"AWS_SECRET_ACCESS_KEY$|(?:[A-Z0-9]+_)*(?:PRIVATE|SSH|DEPLOY|SIGNING|ENCRYPTION|MASTER)_KEY(?:_BASE64|_B64|_PEM)?$|"
    r"GOOGLE_CREDENTIALS$|KUBECONFIG_DATA$|SECRET_KEY_BASE$"
)
"""Variables whose value signs or decrypts: nobody sends it anywhere."""
_PASSWORD: Final = lazy_re.compile(
    r"(?:[A-Z0-9]+_)*(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|API_?KEY|ACCESS_KEY|SECRET_KEY|CREDENTIALS?|PAT)$"
)
"""Variables whose value proves who one is."""


def credential(name: str) -> tuple[str, ...] | None:
    """Return what a variable of the environment holds whose name says that it is a credential."""
    if name.startswith("env:"):
        name = name[4:].upper()  # PowerShell's `$env:name`
    if not name.isupper():
        return None
    if _SIGNING_KEY.match(name):
        return (marks.SECRET,)
    return (marks.PASSWORD,) if _PASSWORD.match(name) else None
