"""Whatever the text is, there is an answer, the same one each time, in bounded time and memory."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmdgen.core.records import Command, Level
from cmdgen.safety import screen
from cmdgen.safety.explain import explain
from cmdgen.safety.syntax import posix, witness

DIALECTS = ("bash", "sh", "zsh", "fish", "powershell", "cmd", "nonsense")
PIECES = (
    "rm -rf /", "$(", "`", ")", "'", '"', "\\", "|", "&&", ";", "\n", "<<EOF", "EOF", "{a,b}", "${x:-", "}", "$x", "((", "))", "[[", "]]", "if ", "then ", "fi",
    "case ", " in ", "esac", "for i in ", "do ", "done", "<(", ">", ">>", "2>&1", "&", "eval ", "xargs ", "sudo ", "\0", "\x1b[2J", "\u202e", "\ue000", "\ud800", "é", "*", "?", "[", "~", "=", " ", "echo ", "#",
)  # fmt: skip
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts)
def test_every_text_has_an_answer(dialect: str, text: str) -> None:
    command = Command(text=text, dialect=dialect)
    report = screen(command)
    assert report.command == command
    assert report == screen(command)
    assert "unreadable.failure" not in {finding.rule for finding in report.findings}
    for finding in report.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
    assert explain(command).report == report


def test_a_shell_that_nobody_here_reads_is_never_safe() -> None:
    assert screen(Command(text="ls", dialect="nonsense")).level >= Level.HIGH


BOMBS = {
    "a value that doubles": "a=xxxxxxxx;" + "a=$a$a;" * 40,
    "an array that doubles": "a=(x x);" + 'a=("${a[@]}" "${a[@]}");' * 40,
    "parameters that double": "set -- x y;" + 'set -- "$@" "$@";' * 40,
    "a long range": "echo {1..100000000}",
    "braces upon braces": "echo " + "{a,b}" * 40,
    "nested substitutions": "$(" * 50_000,
    "quotes": "'" * 99_999,
    "pipes": "ls" + "|ls" * 10_000,
    "here-documents": "cat " + "<<A " * 3_000 + "\n" + "x\nA\n" * 3_000,
    "open brackets": "rm -rf " + "[" * 99_000,
    "awk": "awk 'BEGIN{" + 'system("ls");' * 100 + "}'",
    "sed": "sed '" + "s/a/b/;" * 12_000 + "' f",
    "python": 'python3 -c \'a="x"\n' + "a=a+a\n" * 60 + "'",
    "a megabyte": "echo " + "x" * 1_000_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_text_made_to_be_slow_is_answered_within_its_limits(name: str) -> None:
    code = (
        "import sys; from cmdgen.core.records import Command; from cmdgen.safety import screen\n"
        "try:\n import resource; resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))\n"
        "except ImportError: pass\n"
        "report = screen(Command(text=sys.stdin.read(), dialect='bash'))\n"
        "print('unreadable.failure' in {finding.rule for finding in report.findings})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=BOMBS[name],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "False\n"


def test_a_command_that_the_first_reading_lost_is_found_by_the_second() -> None:
    text = "ls; rm -rf /"
    whole = posix.parse(text)
    assert witness.overlooked(text, whole) is None
    lost = type(whole)(whole.items[:1], whole.background)
    missed = witness.overlooked(text, lost)
    assert missed is not None
    assert text[missed.start : missed.end] == "rm"
