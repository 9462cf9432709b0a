"""Whether a command written for bash means the same in fish: plain calls do, the language around them does not."""

from __future__ import annotations

import re
from typing import Final

# What stands inside these quotes is the same text in both shells.
_QUOTED: Final = re.compile(r"""'(?:[^'\\]|\\[^'\\])*'|"[^"\\$`]*\"""")
_OTHER_LANGUAGE: Final = re.compile(
    r"""['"$`(\[!^?]            # quotes that differ, expansions, substitutions, tests, history, a wildcard
      | \{(?!\})                # braces, but not the pair that find and xargs fill in
      | <<                      # here-documents
      | \\\n                    # lines that go on
      | (?:^|[|;&]\s*)\w+=      # assignments
      | (?:^|[|;&]\s*)(?:for|while|until|if|case|select|function|export|unset|declare|local|typeset|readonly|source
        |\.|set|shopt|alias|read|time|test|eval|exec|let|trap|umask|ulimit|wait|do|then)\b""",
    re.VERBOSE,
)


def means_the_same(command: str) -> bool:
    """Return whether fish reads a bash command as bash does; when in doubt it does not."""
    return not _OTHER_LANGUAGE.search(_QUOTED.sub("q", command.replace("\\;", "q")))
