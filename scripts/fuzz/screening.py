"""Coverage-guided fuzzing of the screening: any bytes, any shell, always an answer that fails closed.

Needs atheris (https://github.com/google/atheris; Linux and macOS), which is not part of the project's environment::

    pip install atheris
    python scripts/fuzz/screening.py FOLDER -max_len=300 -timeout=10 -rss_limit_mb=2000 -max_total_time=3600

FOLDER keeps the inputs that reach new code; ``--seed FOLDER`` fills it from the labelled corpus first.  The first
byte of an input chooses the shell.  What was found is kept in ``tests/safety/fuzz_inputs.txt``.

Beyond "no exception, no hang", two promises are checked on every input:

* whatever follows on the next line, ``rm -rf /`` stays dangerous: a shell runs the first line before it reads on;
* the same text gets the same answer again.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from pathlib import Path
from typing import Final

DIALECTS: Final = ("bash", "zsh", "sh", "fish", "powershell", "cmd")
CORPUS: Final = Path(__file__).resolve().parents[2] / "tests" / "safety" / "corpus"


def seed(folder: Path) -> None:
    """Write every corpus command as an input."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            shell = case.get("shell", "bash")
            index = DIALECTS.index(shell) if shell in DIALECTS else 0
            number += 1
            (folder / f"seed{number:05}").write_bytes(bytes([index]) + case["command"].encode()[:299])
    print(f"{number} seeds in {folder}")


def fuzz() -> None:
    """Hand over to atheris, with every module of the screening instrumented.

    Handlers of programs are imported when they are met; here all are imported at once, or none would be instrumented.
    """
    import atheris  # noqa: PLC0415

    with atheris.instrument_imports(include=["cmdgen.safety"]):
        from cmdgen import safety  # noqa: PLC0415
        from cmdgen.core.records import Command, Level  # noqa: PLC0415
        from cmdgen.safety.engine import screen  # noqa: PLC0415

        for module in pkgutil.walk_packages(safety.__path__, "cmdgen.safety."):
            importlib.import_module(module.name)

    def one(data: bytes) -> None:
        if not data:
            return
        dialect = DIALECTS[data[0] % len(DIALECTS)]
        text = data[1:].decode("utf-8", "surrogateescape")
        report = screen(Command(text=text, dialect=dialect))
        if any(finding.rule == "unreadable.failure" for finding in report.findings):
            message = f"the screening failed inside: {text!r} ({dialect})"
            raise AssertionError(message)
        if dialect in {"bash", "zsh", "sh"}:
            after = screen(Command(text=f"rm -rf /\n{text}", dialect=dialect))
            if after.level < Level.HIGH:
                message = f"rm -rf / before {text!r} is {after.level.label} ({dialect})"
                raise AssertionError(message)
        if len(text) < 40 and screen(Command(text=text, dialect=dialect)).level != report.level:
            message = f"two answers to {text!r}"
            raise AssertionError(message)

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--seed"]:
        seed(Path(sys.argv[2]))
    else:
        fuzz()
