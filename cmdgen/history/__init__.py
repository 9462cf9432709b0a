"""What was asked, answered and run: one line of JSON each, in the state folder, for the user alone."""

from cmdgen.history.entry import Entry
from cmdgen.history.store import FILE_NAME, History

__all__ = ["FILE_NAME", "Entry", "History"]
