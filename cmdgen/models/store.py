"""Where the model inside the package lies."""

from __future__ import annotations

from pathlib import Path


def starter_path() -> Path:
    """Return the path of the starter model's weights.

    Engines map the file into memory, so it has to be a real file beside this one; a package inside a zip
    archive would not do, and asking `importlib.resources` would only take longer.
    """
    return Path(__file__).with_name("starter") / "starter.gguf"
