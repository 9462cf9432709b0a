"""Values that a request names and its command uses: each draw gives the words, the value, and how it is written.

Open-class pools (names, patterns, hosts ...) are huge and partly made of random syllables, so that the model has to
learn to copy.  Closed-class pools (sizes, times, extensions) map words to values.
"""

from scripts.starter.values.network import s_ip, s_url
from scripts.starter.values.numbers import s_mode
from scripts.starter.values.paths import s_ext
from scripts.starter.values.sizes import s_date
from scripts.starter.values.slots import SLOT_DEFAULTS, draw_slot
from scripts.starter.values.value import Draw, Value, closed_list, quoted, rendered
from scripts.starter.values.words import LOCALDIRS, USERS, WORDS, num_text, stem, stem_plain, word

__all__ = [
    "LOCALDIRS", "SLOT_DEFAULTS", "USERS", "WORDS", "Draw", "Value", "closed_list", "draw_slot", "num_text", "quoted", "rendered",
    "s_date", "s_ext", "s_ip", "s_mode", "s_url", "stem", "stem_plain", "word",
]  # fmt: skip
