"""The reply parser: what it takes off, what it keeps, what it refuses."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmdgen.core.errors import CmdgenError, NeedsDetailError, NoCommandError
from cmdgen.prompting.reply import parse_reply

LOOP = 'for f in *.txt; do\n  mv "$f" "${f%.txt}.md"\ndone'
HEREDOC = "cat > notes.txt <<'EOF'\nfirst\n\n$ not a prompt\nEOF"
CASE = 'case "$1" in\n  a) echo one ;;\n  *) echo two ;;\nesac'
FUNCTION = "greet() {\n  echo hi\n}"

WHOLE = [
    "ls -la",
    "find . -type f -size +100M",
    "echo `date`",
    'echo "To be or not to be."',
    "echo this is the end of it.",
    "git commit -m 'Fix the bug in the parser.'",
    "du -sh .",
    "ls ..",
    "{ ls; pwd; }",
    "(cd /tmp && ls)",
    "[ -f x ] && echo yes",
    "! grep -q x file",
    "FOO=bar make test",
    "./run.sh --now",
    "~/bin/tool",
    "command -v git",
    "time make",
    "if true; then ls; fi",
    "awk '{ print $1 }' \"the file.txt\"",
    'curl -d \'{"command": "ls"}\' https://example.com',
    'cat > x.json <<EOF\n{"command": "rm -rf x"}\nEOF',
    "ls \\\n  -l \\\n  -a",
    "ls |\nwc -l",
    "true &&\nls",
    LOOP,
    HEREDOC,
    CASE,
    FUNCTION,
    'python3 -c "\nprint(1)\nprint(2)"',
    "Get-ChildItem -Recurse | Where-Object { $_.Length -gt 1MB }",
    "ls a\\ ",
    "sed -i '' 's/a/b/' x",
    "echo 'größe' > ä.txt",
    "echo $((1<<2))",
    "sleep 5 &",
    "touch a the b",
]


@pytest.mark.parametrize("command", WHOLE)
@pytest.mark.parametrize(
    "wrapping",
    [
        "{}",
        "\n{}\n",
        "```\n{}\n```",
        "```bash\n{}\n```\nThis does it.",
        "```sh\n{}",
        "Here it is:\n\n{}",
        "# why\n{}",
    ],
)
def test_a_command_comes_out_of_its_wrapping_unchanged(command: str, wrapping: str) -> None:
    assert parse_reply(wrapping.format(command)) == command


@pytest.mark.parametrize("command", WHOLE)
@pytest.mark.parametrize("before", ["", "Here is the JSON:\n", "```json\n", "Answer: "])
def test_a_command_comes_out_of_json_unchanged(command: str, before: str) -> None:
    assert parse_reply(before + json.dumps({"command": command})) == command


@pytest.mark.parametrize(
    ("reply", "command"),
    [
        ("$ ls", "ls"),
        ("> ls", "ls"),
        ("% ls", "ls"),
        (r"PS C:\Users\me> Get-Process", "Get-Process"),
        (r"C:\> dir", "dir"),
        ("me@host:~/src$ make", "make"),
        ("```console\n$ ls \\\n  -l\na.txt\nb.txt\n```", "ls \\\n  -l"),
        ("Command: ls -l", "ls -l"),
        ("**Command:** ls -l", "ls -l"),
        ("Command:\n```\nls -l\n```", "ls -l"),
        ("The command: `ls -l`", "ls -l"),
        ("Bash command: ls", "ls"),
        ("`ls -l`", "ls -l"),
        ("`ls -l`.", "ls -l"),
        ("```ls -l```", "ls -l"),
        ("You can use `ls -l` to see them.", "ls -l"),
        ("The `find` program can: `find . -empty`.", "find . -empty"),
        ("Use the `-l` option: `ls -l`", "ls -l"),
        ("Sure!\nls -l", "ls -l"),
        ("Sure! Here is the command:\n\nls -l", "ls -l"),
        ("1. ls -l\n2. ls -a", "ls -l"),
        ("- `ls -l`\n- `ls -a`", "ls -l"),
        ("ls -l\nls -a", "ls -l"),
        ("ls -l\nThis lists the files.", "ls -l"),
        ("```\n# by size\nls -lS\n# by time\nls -lt\n```", "ls -lS"),
        ("```bash\nls\n```\nor\n```bash\ndir\n```", "ls"),
        ("#!/bin/bash\nls", "ls"),
        ("<think>The user wants files.\nls?</think>\nls", "ls"),
        ('[{"command": "ls"}, {"command": "dir"}]', "ls"),
        ('{"result": {"command": "ls", "explanation": "lists"}}', "ls"),
        ('{"command": "```bash\\nls\\n```"}', "ls"),
        ("ls -l\r\n", "ls -l"),
        ("ls <<< 'x'\necho", "ls <<< 'x'"),
        ("~~~sh\nls\n~~~", "ls"),
    ],
)
def test_each_usual_form_of_an_answer_is_understood(reply: str, command: str) -> None:
    assert parse_reply(reply) == command


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "  \n\n",
        "```\n```",
        "```bash\n",
        "I'm sorry, I can't help with that.",
        "Sorry, `rm -rf /` is dangerous.",
        "You should never run `rm -rf /`.",
        "I can't do that, but here is one:\n```\nrm -rf /\n```",
        "To find big files, look at their sizes.",
        "find the big files in this folder",
        "It is not possible to do this with one command.",
        "can't do that",
        "Das geht leider nicht.",
        "Это невозможно.",
        "抱歉,我不能这样做。",
        "You can use the ls program.",
        "# only a comment",
        "Command:",
        '{"cmd": "ls"}',
        '{"command": ""}',
        '{"command": 3}',
        '{"command": "ls',
        'Here: {"command": null}',
        "```python\nprint(1)\n```",
        "```bash ls```",
        "cat <<EOF\nhalf",
        "cat > x <<'END OF'\nhalf\nEOF",
        "ls\x1b[2K",
        "ls \u202e-x",
        "ls \u2067x",
        "ls\x00",
        "ls\rrm x",
        '{"command": "ls \\u001b[2K"}',
        '{"command": "ls \\ud800"}',
        "ls \ud800",
        "x" * 50_000,
    ],
)
def test_what_is_no_command_is_refused(reply: str) -> None:
    with pytest.raises(NoCommandError) as caught:
        parse_reply(reply)
    assert caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("reply", "question"),
    [
        ("#? Which folder?", "Which folder?"),
        ("#?Which folder?\nmore", "Which folder?"),
        ("```\n#? Which folder?\n```", "Which folder?"),
        ('{"command": "#? Which folder?"}', "Which folder?"),
        ('{"question": "Which folder?"}', "Which folder?"),
        ("Command: #? Which folder?", "Which folder?"),
        ("`#? Which folder?`", "Which folder?"),
        ("#? Which host should be pinged?", "Which host should be pinged?"),
        ("#? which file do you mean?", "which file do you mean?"),
        ("#? Do you want to delete them all?", "Do you want to delete them all?"),
        ("#? I cannot tell which of the two you want.", "I cannot tell which of the two you want."),
        ("Sure!\n#? The folder is missing: which is it?", "The folder is missing: which is it?"),
        ("$ #? Which of the files is it?", "Which of the files is it?"),
        ("#?", "this cannot be done by one command, or a detail is missing"),
        ("#? cannot", "this does not look like something that one shell command can do"),
        ("#? need file", "a detail is missing: which file?"),
    ],
)
def test_a_question_is_passed_on(reply: str, question: str) -> None:
    with pytest.raises(NeedsDetailError) as caught:
        parse_reply(reply)
    assert caught.value.message == question


@pytest.mark.parametrize(
    "reply", ["Which host should be pinged?", "Do you want to delete them all?", "# Which one?"]
)
def test_a_question_without_its_sign_is_only_prose(reply: str) -> None:
    with pytest.raises(NoCommandError):
        parse_reply(reply)


@pytest.mark.parametrize("reply", ["ls -l", "```\nls -l\n```", '{"command": "ls"}'])
def test_a_truncated_answer_is_never_used(reply: str) -> None:
    with pytest.raises(NoCommandError, match="cut off"):
        parse_reply(reply, finish_reason="length")


@pytest.mark.parametrize(
    ("dialect", "reply", "command"),
    [
        ("powershell", "Get-ChildItem `\n  -Recurse\nGet-Process", "Get-ChildItem `\n  -Recurse"),
        ("powershell", "if ($a) {\n  ls\n}\nls", "if ($a) {\n  ls\n}"),
        ("powershell", 'Write-Output "it`\'s"\nls', 'Write-Output "it`\'s"'),
        ("powershell", "Get-Process |\n  Sort-Object CPU\nls", "Get-Process |\n  Sort-Object CPU"),
        ("cmd", "dir ^\n  /s\ndir", "dir ^\n  /s"),
        ("cmd", "dir C:\\Users\\\ndir", "dir C:\\Users\\"),
        ("fish", "for f in *.txt\n  mv $f $f.bak\nend\nls", "for f in *.txt\n  mv $f $f.bak\nend"),
        ("fish", "if test -f x\n  ls\nend", "if test -f x\n  ls\nend"),
    ],
)
def test_every_shell_continues_lines_in_its_own_way(dialect: str, reply: str, command: str) -> None:
    assert parse_reply(reply, dialect=dialect) == command


def test_many_labels_do_not_exhaust_the_stack() -> None:
    assert parse_reply("bash: " * 3000 + "ls") == "ls"


PIECES = st.sampled_from(
    [
        "ls",
        " -l",
        "\n",
        "```",
        "bash\n",
        "`",
        "$ ",
        "> ",
        "{",
        '{"command": "',
        '"}',
        "}",
        "#? ",
        "# ",
        "Here:",
        "'",
        "<<EOF",
        "EOF",
        "\\",
        "; do",
        "for x in",
        "done",
        '"',
        ":",
        "Command: ",
        "(",
        ")",
        "<think>",
        "\r",
        "\x1b",
        "\u202e",
    ]
)


def json_texts(reply: str) -> list[str]:
    """Every text that some JSON string inside the reply stands for."""
    texts = []
    for start in (found.start() for found in re.finditer('"', reply)):
        try:
            value, _ = json.JSONDecoder().raw_decode(reply[start:])
        except ValueError:
            continue
        texts.append(value)
    return texts


@given(
    st.one_of(st.text(), st.lists(PIECES, max_size=14).map("".join)),
    st.sampled_from(["bash", "fish", "powershell"]),
)
def test_any_reply_gives_a_piece_of_itself_or_a_clear_error(reply: str, dialect: str) -> None:
    try:
        command = parse_reply(reply, dialect=dialect)
    except CmdgenError:
        return
    assert command.strip()
    assert command in reply or any(command in text for text in json_texts(reply))
