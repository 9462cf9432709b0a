"""What bash and fish read alike; checked against both shells."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from cmdgen.prompting.fish_reading import means_the_same

SAME = [
    "find . -type f -size +100M",
    "ls -la | sort -k5 -n | tail -n 3",
    "find . -name '*.tmp' -exec rm {} \\;",
    "grep -rn \"TODO\" --include='*.py' .",
    "sed -n 's/\\./,/p' notes.txt > out.txt",
    "du -sh * | sort -h",
    "tar -czf a.tar.gz photos && ls -l a.tar.gz",
    "awk -F, '{print $2}' data.csv",
]
OTHER = [
    'for f in *.txt; do mv "$f" x; done',
    "export A=1",
    "A=1 make",
    "ls; B=2",
    "echo $(date)",
    "echo `date`",
    "cp a.{txt,bak} x",
    "[[ -f x ]] && echo y",
    "echo 'it\\\\'",
    "ls ?.txt",
    "cat <<E\nE",
    "diff <(ls a) <(ls b)",
    "source ~/.bashrc",
    'echo "a\\nb"',
]


@pytest.mark.parametrize("command", SAME)
def test_plain_calls_mean_the_same(command: str) -> None:
    assert means_the_same(command)


@pytest.mark.parametrize("command", OTHER)
def test_the_language_of_the_shell_does_not(command: str) -> None:
    assert not means_the_same(command)


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
@pytest.mark.parametrize(
    "words", ["a 'b.c' \"d e\"", "'s/\\./,/p' {} ';' \\;", "'{print $2}' -F, '*.tmp'", "a=b --x=y 'tab\\t'"]
)
def test_both_shells_split_what_counts_as_the_same_into_the_same_words(words: str) -> None:
    command = f"printf '%s|' {words}"
    assert means_the_same(command)
    said = [
        subprocess.run([*shell, command], capture_output=True, text=True, check=True, timeout=60).stdout
        for shell in (["bash", "-c"], ["fish", "--no-config", "-c"])
    ]
    assert said[0] == said[1]
