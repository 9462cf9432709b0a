"""How llama.cpp's threads wait for each other: the one setting that it takes only from the environment.

libgomp reads GOMP_SPINCOUNT once, when it is loaded, and has no function for it.  By default its threads spin
for so long that generating becomes ten and more times slower as soon as another program uses the cores; a
short spin costs nothing on an idle machine.  This is why this module, and no other beside settings, touches
the environment.
"""

from __future__ import annotations

import os


def calm_threads() -> None:
    """Let waiting threads sleep soon, unless the user has chosen otherwise; for use before the import."""
    os.environ.setdefault("GOMP_SPINCOUNT", "300")
