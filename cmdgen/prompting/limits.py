"""What a request must be like before any model sees it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import UsageError

if TYPE_CHECKING:
    from cmdgen.prompting.profile import PromptProfile

_ALLOWED_CONTROLS: Final = frozenset("\n\t\r")


def check_request(text: str, profile: PromptProfile) -> None:
    """Refuse a request that no model can do anything with.

    Raises:
        UsageError: nothing in it, too long for the model of the profile, not text, or not UTF-8.
    """
    if not text.strip():
        message = "the request is empty"
        raise UsageError(message, hint='say what you want, for example: cmdgen "find big files"')
    _check_length(text, profile)
    for sign in text:
        category = unicodedata.category(sign)
        if category == "Cs":  # Python's stand-in for argv bytes that are not UTF-8
            message = "the request is not valid UTF-8"
            raise UsageError(message, hint="type it in a UTF-8 locale, or leave the odd characters out")
        if category == "Cc" and sign not in _ALLOWED_CONTROLS:
            message = f"the request holds a control character (U+{ord(sign):04X}), so it is not text"
            raise UsageError(message, hint="write the request in plain words; data belongs on stdin")


def _check_length(text: str, profile: PromptProfile) -> None:
    # Characters first: it bounds the work of encoding a request of many megabytes.
    too_long = len(text) > profile.max_request_characters or (
        profile.max_request_bytes is not None
        and len(text.encode("utf-8", "surrogatepass")) > profile.max_request_bytes
    )
    if not too_long:
        return
    if profile.is_starter:
        message = (
            f"the request is too long for the built-in starter model: {len(text):,} characters, "
            f"it takes about {profile.max_request_characters:,}"
        )
        raise UsageError(message, hint="shorten it, or use a bigger model: cmdgen init")
    message = f"the request has {len(text):,} characters, at most {profile.max_request_characters:,} are read"
    raise UsageError(message, hint="say it shorter; data belongs on stdin: some-program | cmdgen REQUEST")
