"""Not a test: a small program that shows commands and asks about them, driven in a pseudo-terminal.

python tests/ui/dialogue_program.py [--allow-critical] [--show-only] [--think SECONDS] CASE...
"""

from __future__ import annotations

import argparse
import os
import sys
import time

from cmdgen.core.errors import ConfigurationError
from cmdgen.core.records import (
    BackendInfo,
    Certainty,
    Command,
    Confidence,
    Finding,
    GeneratedCommand,
    Level,
    Report,
    Span,
)
from cmdgen.pipeline import Candidate
from cmdgen.pipeline.decisions import Edit, Explain, Revise
from cmdgen.ui.view import terminal_view

STARTER = BackendInfo(backend="embedded", engine="xllamacpp", model="starter-v0", is_starter=True)
BIGGER = BackendInfo(backend="embedded", engine="llama-cpp-python", model="Qwen2.5-Coder-1.5B-Instruct")
SURE = Confidence(certainty=Certainty.SURE, probability=0.9)
UNSURE = Confidence(
    certainty=Certainty.UNSURE, probability=0.38, reason="the request has words it does not know"
)


def finding(level: Level, text: str, words: str, message: str, fix: str | None = None) -> Finding:
    start = text.index(words)
    return Finding(rule="x", level=level, message=message, span=Span(start, start + len(words)), fix=fix)


def candidate(
    text: str,
    *findings: Finding,
    confidence: Confidence = SURE,
    source: BackendInfo = STARTER,
    explanation: str = "",
    fallback_from: str | None = None,
) -> Candidate:
    command = Command(text=text, dialect="bash")
    answer = GeneratedCommand(
        command=command,
        source=source,
        confidence=confidence,
        explanation=explanation,
        fallback_from=fallback_from,
    )
    return Candidate(answer=answer, report=Report(command=command, findings=findings))


SED = "sed -i 's/a/b/g' notes.txt"
MOVE = "touch x; mv x y"
PUSH = 'rm -rf "$BUILD/" && git push --force origin main'
HIDDEN = "echo a\u202e\x1b[31m\u200bb"
LOOP = 'for f in *.jpg; do\n  convert "$f" -resize 50% "small/$f"\ndone'
LONG = (
    "find /var/log -name '*.log' -mtime +30 -size +10M -print0 | "
    'xargs -0 -I{} sh -c \'gzip -9 "{}" && mv "{}.gz" /srv/archive/logs/2026/\' ; echo done'
)
CASES = {
    "safe": candidate("find . -type f -size +100M"),
    "moderate": candidate(
        SED,
        finding(
            Level.MODERATE, SED, "sed -i", "changes notes.txt in place", "sed -i.bak 's/a/b/g' notes.txt"
        ),
    ),
    "unsure": candidate(
        MOVE,
        finding(Level.MODERATE, MOVE, "mv x y", "overwrites y without asking", "mv -n x y"),
        confidence=UNSURE,
    ),
    "high": candidate(
        PUSH,
        finding(
            Level.HIGH,
            PUSH,
            'rm -rf "$BUILD/"',
            "deletes everything below $BUILD, and when BUILD is not set, that is the root directory",
            'rm -rf "${BUILD:?}/"',
        ),
        finding(
            Level.HIGH,
            PUSH,
            "git push --force",
            "overwrites what others pushed to main",
            "git push --force-with-lease origin main",
        ),
        explanation="Deletes the build folder, then pushes your branch over what is there.",
    ),
    "critical": candidate(
        "rm -rf ~", finding(Level.CRITICAL, "rm -rf ~", "rm -rf ~", "deletes your whole home directory")
    ),
    "blank": candidate("tar -czf <NAME>.tar.gz <DIR>"),
    "hidden": candidate(
        HIDDEN,
        finding(Level.HIGH, HIDDEN, HIDDEN[6:-1], "holds characters that a terminal hides or obeys"),
        source=BIGGER,
        fallback_from="ollama",
    ),
    "loop": candidate(LOOP, finding(Level.MODERATE, LOOP, "do\n  convert", "writes files into small")),
    "long": candidate(LONG),
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", nargs="*", default=list(CASES))
    parser.add_argument("--allow-critical", action="store_true")
    parser.add_argument("--show-only", action="store_true")
    parser.add_argument("--think", type=float, default=0.0)
    arguments = parser.parse_args()
    view = terminal_view(os.environ, allow_critical=arguments.allow_critical)
    for name in arguments.cases:
        if arguments.think:
            with view.waiting():
                time.sleep(arguments.think)
                view.note("ollama does not answer, so the embedded model does")
                time.sleep(arguments.think)
        view.show(CASES[name])
        if arguments.show_only:
            continue
        try:
            decision = view.decide(CASES[name])
            while isinstance(decision, Explain):
                view.explain(CASES[name])
                decision = view.decide(CASES[name])
        except KeyboardInterrupt:
            sys.stderr.write("decision: interrupted\n")
            sys.exit(130)
        said = decision.text if isinstance(decision, Edit) else ""
        said = decision.wish if isinstance(decision, Revise) else said
        sys.stderr.write(f"decision: {type(decision).__name__} {said!a}\n")
    if arguments.show_only:
        view.error(ConfigurationError("fish is not installed", hint="name another shell: --shell bash"))


if __name__ == "__main__":
    main()
