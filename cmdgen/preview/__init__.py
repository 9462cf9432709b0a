"""What a command would touch right now, and how it could be taken back: looked up, never run."""

from cmdgen.preview.look import LIMIT_ENTRIES, LIMIT_S, preview
from cmdgen.preview.reverse import reverse
from cmdgen.preview.undo import WANTED_TOOLS, Alternative, alternatives
from cmdgen.safety.effects import Preview

__all__ = [
    "LIMIT_ENTRIES",
    "LIMIT_S",
    "WANTED_TOOLS",
    "Alternative",
    "Preview",
    "alternatives",
    "preview",
    "reverse",
]
