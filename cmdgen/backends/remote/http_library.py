"""Loads the HTTP library, without the part that only its own command line needs."""

from __future__ import annotations

import sys
from typing import Final

_COMMAND_LINE: Final = "httpx._main"


def load() -> None:
    """Import httpx, which takes a tenth of a second; later imports of it are free.

    Where click, rich and pygments are installed, as they are with us, `import httpx` also loads its command line
    with all three of them, which takes longer than the rest.  It does without when that module cannot be imported,
    and None in `sys.modules` is how Python says so.

    Sources: https://github.com/encode/httpx/blob/0.28.1/httpx/__init__.py,
    https://docs.python.org/3/reference/import.html#the-module-cache
    """
    if "httpx" in sys.modules:
        return
    sys.modules[_COMMAND_LINE] = None  # type: ignore[assignment]  # documented there; the stubs know modules only
    try:
        import httpx  # noqa: F401, PLC0415, TID251
    finally:
        sys.modules.pop(_COMMAND_LINE, None)  # another thread may have been as quick
