"""What a command needs that this machine does not have: a program, or an option of the installed version."""

from cmdgen.availability.notes import Note, notes

__all__ = ["Note", "notes"]
