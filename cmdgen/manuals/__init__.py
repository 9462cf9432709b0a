"""What the manuals of this machine say about programs and their options: man pages, `--help`, and an own table."""

from cmdgen.manuals.library import Library
from cmdgen.manuals.reading import described
from cmdgen.manuals.records import Manual, Meaning, OptionLine

__all__ = ["Library", "Manual", "Meaning", "OptionLine", "described"]
