"""The inputs that coverage-guided fuzzing kept because they reach code that nothing before them had reached.

They come from scripts/fuzz/screening.py; each line is one input in Base64, the first byte of which chooses the shell.
"""

from __future__ import annotations

import base64
from pathlib import Path

from cmdgen.core.records import Command, Level
from cmdgen.safety import screen

DIALECTS = ("bash", "zsh", "sh", "fish", "powershell", "cmd")
INPUTS = Path(__file__).with_name("fuzz_inputs.txt")


def test_every_kept_input_is_answered_and_hides_nothing_behind_it() -> None:
    inputs = [base64.b64decode(line) for line in INPUTS.read_text(encoding="ascii").splitlines()]
    assert len(inputs) > 500
    for data in inputs:
        dialect, text = DIALECTS[data[0] % len(DIALECTS)], data[1:].decode("utf-8", "surrogateescape")
        report = screen(Command(text=text, dialect=dialect))
        assert "unreadable.failure" not in {finding.rule for finding in report.findings}, text
        if dialect in {"bash", "zsh", "sh"}:
            after = screen(Command(text=f"{text}\nrm -rf /", dialect=dialect))
            assert after.level >= Level.HIGH, text
