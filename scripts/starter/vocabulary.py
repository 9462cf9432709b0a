"""Makes the vocabulary file beside the weights: which words the model has been trained on.

The product compares request and answer with it: a word of the command that comes from neither the request nor this
list was garbled while it was copied; a word of the request that is not in the answer must be one that answers usually
lack.  The lists are drawn from the training mix itself, with the drawn values left out.
"""

from __future__ import annotations

import random
import re
import textwrap
from collections import Counter
from pathlib import Path
from typing import Final

from scripts.starter.examples import Examples

_COMMAND_WORD: Final = re.compile(r"[A-Za-z]{3,}|[0-9]+")
_REQUEST_WORD: Final = re.compile(r"[^\W\d_]{3,}|[^\W\d_a-zA-Z]+")
DRAWS: Final = 250_000
SEEN_TIMES: Final = 6
"""A request word that was drawn less often than this, in requests whose commands lack it, is hardly known."""
_HEAD: Final = """\
# Words that the starter model has been trained on; made by `python -m scripts.starter vocabulary`, not by hand.
# [command]: words and numbers that its commands contain of themselves; all others must be copied from the request.
# [request]: words that its training requests hold and their commands do not; any other word of a request is a name,
#   which the command has to hold, or means nothing to the model.  With a capital: seen so within a sentence.
"""


def write(examples: Examples, out: Path, seed: int) -> tuple[int, int]:
    """Write the file; return how many words of commands and of requests it holds."""
    rng = random.Random(seed)
    own: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for _ in range(DRAWS):
        example = examples.draw(rng)
        request, written = example.request.lower(), example.command.lower()
        words = {word for word in _REQUEST_WORD.findall(example.request)[1:] if not word.islower()}
        words |= set(_REQUEST_WORD.findall(request))
        asked.update(word for word in words if word.lower() not in written)
        own.update({word for word in _COMMAND_WORD.findall(example.command) if word.lower() not in request})
    commands = sorted(word for word, times in own.items() if times >= 3)
    requests = sorted(word for word, times in asked.items() if times >= SEEN_TIMES)
    text = _HEAD
    for section, words in (("command", commands), ("request", requests)):
        text += (
            f"[{section}]\n"
            + textwrap.fill(" ".join(words), 110, break_long_words=False, break_on_hyphens=False)
            + "\n"
        )
    out.write_text(text, encoding="utf-8")
    return len(commands), len(requests)
