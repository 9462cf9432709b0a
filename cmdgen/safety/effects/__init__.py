"""What a command would do to files, read from its statements: nothing is run and no file is looked at.

`effects` says which calls delete, move, overwrite or change what, by pattern; `cmdgen.preview` then looks up
what those patterns match right now.
"""

from cmdgen.safety.effects.follow import Followed, SeenCall, effects, follow
from cmdgen.safety.effects.records import Effect, Example, Kind, Pattern, Preview, Search

__all__ = [
    "Effect",
    "Example",
    "Followed",
    "Kind",
    "Pattern",
    "Preview",
    "Search",
    "SeenCall",
    "effects",
    "follow",
]
