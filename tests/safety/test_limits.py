"""No text takes the screening down: each of these is answered, and never called safer than it is.

The texts are screened in another process, with a deadline for them all and a limit on its memory: what hangs or
swells fails the test instead of the machine.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

import pytest

DEADLINE_S = 120.0
"""Many times what the slowest list takes on a slow machine; a text that cannot be bounded takes hours."""
MEMORY_BYTES = 2_000_000_000
PROGRAM = """
import json, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
except ImportError:  # not on Windows
    pass
from cmdgen.core.records import Command
from cmdgen.safety.engine import screen
for expression in json.load(sys.stdin):
    report = screen(Command(text=eval(expression), dialect=sys.argv[2]))
    print(json.dumps([report.level.label, sorted({finding.rule for finding in report.findings})]), flush=True)
"""

BOMBS = (
    "'a' * 1_000_000",
    "'echo ' + 'x ' * 500_000",
    "'echo $(' * 50_000",
    "'echo ' + '$(' * 20_000 + 'ls' + ')' * 20_000",
    "'(' * 50_000",
    "'{ ' * 30_000",
    "'if a; then ' * 8_000",
    "'while a; do ' * 8_000",
    "'case x in a) ' * 7_000",
    "'f() { ' * 15_000",
    "'echo ' + '`' * 50_001",
    "'\\'' * 100_001",
    "'\\'' * 99_999",
    "'\"' * 99_999",
    "'echo ' + '${a:-' * 15_000",
    "'echo $((' * 10_000",
    "'<(' * 40_000",
    "'ls | ' * 10_000 + 'rm -rf /'",
    "'ls | ' * 10_000",
    "'ls; ' * 20_000",
    "'ls & ' * 20_000",
    "'cat <<E\\n' * 10_000",
    "'eval ' * 15_000 + 'ls'",
    "'sudo ' * 15_000 + 'ls'",
    "'env A=1 ' * 9_000 + 'rm -rf /'",
    "'echo ' + '{a,b}' * 5_000",
    "'$x ' + '{a,b,c,d,e,f,g,h}' * 30",
)
"""Syntax without end; each is a Python expression, so that it can be read here."""

LONG = {
    "'echo \\'' + 'a' * 90_000 + '\\''": "safe",
    "'# ' + 'rm -rf / ' * 9_000": "safe",
    "'cat > x <<\\'E\\'\\n' + 'rm -rf /\\n' * 9_000 + 'E\\n'": "safe",
    "'ls ' + 'a ' * 4_000 + '; rm -rf /'": "critical",
    "'rm -f ' + 'a.txt ' * 2_000": "moderate",
    "'rm -rf ' + '../' * 20_000": "critical",
    "'rm -rf /' + './' * 40_000": "critical",
    "'rm -rf ' + '/' * 90_000": "critical",
    "'r' + '\\\\\\n' * 40_000 + 'm -rf /'": "critical",
    "'r' + '\"\"' * 40_000 + 'm -rf /'": "critical",
    "'rm -rf ' + '{/,x}'": "critical",
    "'ls; ' * 1_000 + 'rm -rf /'": "critical",
    "'if a; then ' * 40 + 'rm -rf /; ' + 'fi; ' * 40": "critical",
    "'echo ' + '$(' * 15 + 'rm -rf /' + ')' * 15": "critical",
    "'sudo ' * 12 + 'rm -rf /'": "critical",
}
"""Long texts that are still plain enough to be followed, with their level."""

GROWING = (
    # Each variable doubles the one before: 2 ** 40 characters.
    "'a=xxxxxxxx; ' + '; '.join(f'{chr(97 + i)}=${chr(96 + i)}${chr(96 + i)}' for i in range(1, 25)) + '; echo $y'",
    "'a=x; ' + 'a=$a$a; ' * 40 + 'echo $a'",
    "'a=x; ' + 'a+=$a; ' * 40 + 'echo $a'",
    "'set -- a b; ' + 'set -- \"$@\" \"$@\"; ' * 30 + 'echo \"$@\"'",
    "'a=(x y); ' + 'a+=(\"${a[@]}\"); ' * 30 + 'echo \"${a[@]}\"'",
    "'f() { f; f; }; f'",
    "'f() { g; g; }; g() { f; f; }; f'",
    "'; '.join(f'f{i}() {{ f{i + 1}; f{i + 1}; }}' for i in range(40)) + '; f40() { ls; }; f0'",
    "'; '.join(f'alias a{i}=\"a{i + 1}; a{i + 1}\"' for i in range(40)) + '; a0'",
    "'for a in {1..99}; do for b in {1..99}; do for c in {1..99}; do ls; done; done; done'",
    "'x=$(' + 'seq 1 60; ' * 200 + '); for a in $x; do for b in $x; do echo $a$b; done; done'",
    "'echo {a..z}{a..z}{a..z}{a..z}{a..z}'",
    "'printf %0999999999d 1 | sh'",
    "'seq 1 1000000000 | sh'",
    "'yes rm | sh'",
    "'echo ' + 'H4sI' * 20_000 + ' | base64 -d | gunzip | sh'",
    "'echo $((9**9**9**9))'",
    "'echo $((' + '9*' * 15 + '9))'",
    "'echo ${x:999999999999}'",
    "'x=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; echo ${x//*a*a*a*a*a*a*a*a*b/y}'",
    "'[[ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa =~ (a*)*b ]]'",
    "'echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | grep -E \"(a+)+b\"'",
)
"""Short texts whose values, calls or output grow while they are followed."""


def screened(expressions: Sequence[str], dialect: str = "bash") -> dict[str, tuple[str, list[str]]]:
    """Return level and rules of each text."""
    call = [sys.executable, "-c", PROGRAM, str(MEMORY_BYTES), dialect]
    try:
        done = subprocess.run(
            call,
            input=json.dumps(expressions),
            capture_output=True,
            text=True,
            timeout=DEADLINE_S,
            check=True,
        )
    except subprocess.TimeoutExpired as late:
        answered = (late.stdout or b"").count(b"\n")
        pytest.fail(f"no answer in time to {expressions[answered]}")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return {
        expression: (level, rules) for expression, (level, rules) in zip(expressions, answers, strict=True)
    }


def test_a_bomb_of_syntax_is_high_at_least() -> None:
    answers = screened(BOMBS)
    assert [
        text
        for text, (level, rules) in answers.items()
        if level not in {"high", "critical"} or "unreadable.failure" in rules
    ] == []


def test_a_long_text_that_can_be_followed_is_followed() -> None:
    assert {text: level for text, (level, _) in screened(tuple(LONG)).items()} == LONG


def test_a_text_that_grows_while_it_is_followed_is_answered() -> None:
    assert [text for text, (_, rules) in screened(GROWING).items() if "unreadable.failure" in rules] == []


@pytest.mark.parametrize("dialect", ["zsh", "fish", "powershell", "cmd"])
def test_other_shells_have_limits_too(dialect: str) -> None:
    bombs = [
        "'echo ' + '(' * 50_000",
        "'a' * 1_000_000",
        "'\"' * 99_999",
        "'ls | ' * 10_000",
        "'echo ' * 15_000",
        "'$(' * 40_000",
    ]
    assert [
        text for text, (_, rules) in screened(bombs, dialect).items() if "unreadable.failure" in rules
    ] == []
