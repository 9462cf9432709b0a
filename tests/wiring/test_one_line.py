"""A command of several lines becomes one line only where that is the same command."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from cmdgen.shells.syntax import syntax_error
from cmdgen.wiring.one_line import one_line

if TYPE_CHECKING:
    from pathlib import Path

JOINED = [
    ('for f in *.txt; do\n  echo "$f"\ndone', 'for f in *.txt; do echo "$f"; done'),
    ("if true; then\n  echo yes\nfi", "if true; then echo yes; fi"),
    ("if false\nthen echo a\nelse\necho b\nfi", "if false; then echo a; else echo b; fi"),
    ("case x in\n  x) echo a;;\nesac", "case x in x) echo a;; esac"),
    ("case x in\n  y)\n echo a\n ;;\n*)\n(echo b)\n;;\nesac", "case x in y) echo a; ;; *) (echo b) ;; esac"),
    ("f() {\n  echo hi\n}\nf", "f() { echo hi; }; f"),
    ("f()\n{\n  echo hi\n}\nf", "f() { echo hi; }; f"),
    ("ls |\n  wc -l", "ls | wc -l"),
    ("true &&\necho a ||\n\n echo b", "true && echo a || echo b"),
    ("while read -r l\ndo\n  echo \"$l\"\ndone <<< 'a b'", "while read -r l; do echo \"$l\"; done <<< 'a b'"),
    ('a=(1\n2)\necho "${a[1]}"', 'a=(1 2); echo "${a[1]}"'),
    ("true &\necho a", "true & echo a"),
    ("(cd /\npwd)\necho a", "(cd /; pwd); echo a"),
    ("echo in\necho do", "echo in; echo do"),
    ('echo "$(echo a\n\necho b)"', 'echo "$(echo a; echo b)"'),
    ("for x\nin a b\ndo\necho $x\ndone", "for x in a b; do echo $x; done"),
    ("echo one \\\n  two", "echo one   two"),
    ("ls -l", "ls -l"),
]


@pytest.mark.parametrize(("text", "line"), JOINED)
def test_what_can_be_said_in_one_line_is(text: str, line: str) -> None:
    assert one_line(text, syntax_error) == line


@pytest.mark.parametrize(("text", "line"), JOINED)
def test_the_line_prints_what_the_lines_print(text: str, line: str, tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    (tmp_path / "a.txt").write_text("")

    def printed(command: str) -> bytes:
        done = subprocess.run(
            [bash, "-c", command], cwd=tmp_path, capture_output=True, check=True, timeout=60
        )
        assert done.stderr == b""
        return done.stdout

    assert printed(text) == printed(line)


@pytest.mark.parametrize(
    "text",
    [
        "cat <<'X'\nhello\nX",
        "echo $(cat <<E\nE\n)",
        "echo 'a\nb'",
        'echo "a\nb"',
        "echo 'a \\\nb'",
        "echo $'a\nb'",
        "echo a # comment\necho b",
        "# comment\necho b",
        "echo a\n)",
        "echo a\n" * 100,
    ],
)
def test_nothing_is_better_than_another_command(text: str) -> None:
    assert one_line(text, syntax_error) is None


def test_bash_has_the_last_word() -> None:
    assert one_line("echo a\necho b", lambda _: "a complaint") is None
