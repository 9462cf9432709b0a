"""What is searched for in a file, and the command for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scripts.starter.compose import Composed
from scripts.starter.compose.kit import Draft
from scripts.starter.compose.text.patterns import grep_options

_WAYS: Final = (
    "- (show|print|find|list|get|display|give me|search for) (the|all|only the|) lines (of|in|from) @f @s @m @o",
    "- (show|print|find|list|get|filter) (the|all|only|) lines @s (in|from|of) @f @m @o",
    "* (all|) lines (of|in|from) @f @s @m @o",
    "* lines @s in @f @m @o",
    "- filter @f for lines @s @m @o",
    "- keep only lines @s (of|from) @f @m @o",
    "- extract (the|all|) lines @s from @f @m @o",
    "- use grep to (find|show|get) lines @s in @f @m @o",
    "* from @f (only|) the lines @s @m @o",
)


@dataclass(slots=True)
class Search:
    """What is searched for.

    Attributes:
        file: how the file is called.
        said: the words that follow "lines".
        pattern: the pattern.
        letters: the options of grep.
        mods: more words, for what else is wanted.
        ways: the sentences.
        saved: the words for a file that the result goes into.
        redirect: the redirection into it.
        tail: what the lines that are found go through.
    """

    file: str
    said: str
    pattern: str
    letters: str
    mods: list[str]
    ways: tuple[str, ...] = _WAYS
    saved: str = ""
    redirect: str = ""
    tail: str = ""

    @property
    def is_word(self) -> bool:
        """Whether it is a word and nothing else."""
        return self.pattern == "{word}"

    def grep(self, more: str = "") -> str:
        """Write the beginning of the command."""
        return f"grep{grep_options(False, self.letters + more)}"

    def made(self, d: Draft, name: str, ways: tuple[str, ...], command: str) -> Composed:
        """Finish, with sentences and a command of their own."""
        return d.made(name, ways, command, f=self.file, s=self.said, m=" ".join(self.mods), o=self.saved)

    def printed(self, d: Draft) -> Composed:
        """Finish: the lines that are found."""
        command = f"{self.grep()} {self.pattern} {{src}}{self.tail}{self.redirect}"
        return self.made(d, "text.grep", self.ways, command)
