"""Plain output on stdout: a version, a report for people; a command goes through the view."""

from __future__ import annotations

import sys

from cmdgen.core.errors import UsageError


def print_text(text: str) -> None:
    """Write the text and a line end to stdout; characters that its encoding lacks become escapes.

    Raises:
        UsageError: stdout is closed or cannot be written to.
        BrokenPipeError: its reader went away.
    """
    stream = sys.stdout
    if stream is None:
        message = "the result cannot be written to stdout: it is closed"
        raise UsageError(message, hint="check where stdout goes")
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        stream.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        from cmdgen.ui.sink import point_at_nothing  # noqa: PLC0415  rarely needed

        point_at_nothing(stream)  # told once: what is still in the buffer would fail again at the end
        reason = getattr(error, "strerror", None) or error
        message = f"the result cannot be written to stdout: {reason}"
        raise UsageError(message, hint="check where stdout goes") from error
