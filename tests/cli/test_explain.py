"""`cmdgen explain`: a command taken apart, under the same rules as `cmdgen check`."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from cmdgen.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


def explained(capfd: pytest.CaptureFixture[str], *arguments: str, shell: str = "bash") -> dict[str, Any]:
    assert main(["explain", "--json", "-s", shell, *arguments]) == 0
    answer: dict[str, Any] = json.loads(capfd.readouterr().out)
    return answer


def words(answer: dict[str, Any]) -> list[str]:
    return [" ".join(part["text"] for part in call["parts"]) for call in answer["calls"]]


def lines(capfd: pytest.CaptureFixture[str], text: str, *, shell: str = "bash") -> list[str]:
    assert main(["explain", "-s", shell, text]) == 0
    return [line.strip() for line in capfd.readouterr().out.splitlines()]


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "settings" / "config.toml"
    file.parent.mkdir()
    monkeypatch.setenv("CMDGEN_CONFIG", str(file))
    monkeypatch.chdir(tmp_path)
    return file


@pytest.mark.parametrize("text", ["ls -l", "rm -rf src", "sudo rm -rf src", "bash -c 'ls -l'"])
def test_the_command_itself_is_said_once(text: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert lines(capfd, text).count(text) == 1


def test_what_another_program_runs_is_said_below_it(capfd: pytest.CaptureFixture[str]) -> None:
    said = lines(capfd, "sudo rm -rf src")
    assert said[:2] == ["sudo rm -rf src", "runs the command in its words"]
    assert said[2].startswith("sudo ")
    assert said.index("rm -rf src") < next(i for i, line in enumerate(said) if line.startswith("-r "))


def test_every_word_has_its_meaning_and_the_source_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    (call,) = explained(capfd, "tar -czf a.tgz src")["calls"]
    by_text = {meaning["text"]: meaning for meaning in call["meanings"]}
    assert list(by_text) == ["tar", "-c", "-z", "-f a.tgz", "src"]
    assert all(meaning["meaning"] and meaning["source"] for meaning in by_text.values())
    assert by_text["-f a.tgz"]["words"] == [1, 3]
    assert by_text["-z"]["option"] == "-z"


def test_a_builtin_is_explained_as_one(capfd: pytest.CaptureFixture[str]) -> None:
    (call,) = explained(capfd, "cd /tmp")["calls"]
    assert call["meanings"][0]["source"] == "shell builtin"


def test_a_prompt_that_was_copied_is_left_out_and_that_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "-s", "bash", "user@host:~$ ls -l"]) == 0
    said = capfd.readouterr()
    assert said.out.startswith("ls -l\n")
    assert "user@host:~$ in front of the command is taken for a prompt" in said.err


def test_a_sign_of_root_stays_a_comment_and_that_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "-s", "bash", "# rm -rf /"]) == 0
    said = capfd.readouterr()
    assert "no program is run" in said.out
    assert "comment" in said.err


def test_a_program_that_nobody_knows_is_said_to_be_unknown(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    said = lines(capfd, "frobnicate --all x")
    assert any(line.startswith("frobnicate") and "unknown: it is not installed here" in line for line in said)
    assert not any("unknown" in line for line in lines(capfd, "frobnicate() { ls; }; frobnicate --all x"))
    (call,) = explained(capfd, "frobnicate --all x")["calls"]
    assert call["meanings"][0]["meaning"] is None


def test_redirections_are_explained(capfd: pytest.CaptureFixture[str]) -> None:
    said = lines(capfd, "ls > out.txt 2>&1")
    assert any(line.startswith("> out.txt") and "in place of what is in it" in line for line in said)
    assert "2>&1       the error messages go where the output goes" in said
    aside = explained(capfd, "ls 2>&1")["redirections"]
    assert aside == [{"text": "2>&1", "meaning": "the error messages go where the output goes"}]


def test_a_dash_reads_the_command_from_stdin(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"$ ls |\n  wc -l\n")))
    assert words(explained(capfd, "-")) == ["ls", "wc -l"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n")))
    assert main(["explain", "-"]) == 2


def test_other_shells_have_no_man_pages(capfd: pytest.CaptureFixture[str]) -> None:
    assert explained(capfd, "dir /s", shell="cmd")["calls"][0]["meanings"] == []


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_row_is_wider_than_the_terminal(
    width: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    said = lines(capfd, "find . -name core -size +1M")
    assert len(said) > 4
    assert max(map(len, said[1:])) <= width


def test_a_text_without_a_call_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    assert "no program is run" in lines(capfd, "# nothing")


def test_own_rules_hold(config: Path, capfd: pytest.CaptureFixture[str]) -> None:
    config.write_text("[[rules.deny]]\nprogram = 'make'\nlevel = 'critical'\nreason = 'not here'\n")
    answer = explained(capfd, "sudo make all")
    assert answer["risk"]["level"] == "critical"
    (call,) = [call for call in answer["calls"] if call["program"] == "make"]
    assert call["findings"] == [answer["risk"]["findings"][0]["rule"]]
    assert "not here" in answer["risk"]["findings"][0]["message"]


def test_the_level_is_that_of_a_check(config: Path, capfd: pytest.CaptureFixture[str]) -> None:
    config.write_text(
        "[[rules.allow]]\nrules = ['git.push-force']\nargv = ['git', 'push', '-f']\nreason = 'mine'\n"
        "[rules.levels]\n'files.delete-file' = 'high'\n"
    )
    for text in ("git push -f", "rm notes.txt", "git push -f; rm notes.txt"):
        main(["check", "--json", "-s", "bash", text])
        assert json.loads(capfd.readouterr().out)["risk"] == explained(capfd, text)["risk"]


def test_the_rules_of_the_project_hold_and_what_they_may_not_do_is_told(
    config: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    config.write_text("")
    (config.parent.parent / ".cmdgen.toml").write_text(
        "[[rules.deny]]\nprogram = 'make'\nreason = 'no'\n[[rules.allow]]\nrules = ['git.push-force']\nreason = 'x'\n"
    )
    assert main(["explain", "--json", "-s", "bash", "make"]) == 0
    said = capfd.readouterr()
    assert json.loads(said.out)["risk"]["level"] == "high"
    assert "refused" in said.err


def test_a_configuration_that_cannot_be_used_stops(config: Path, capfd: pytest.CaptureFixture[str]) -> None:
    config.write_text("[rules]\npacks = ['missing.toml']\n")
    assert main(["explain", "-s", "bash", "ls"]) == 78
    assert capfd.readouterr().out == ""


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("Remove-Item -Path a,b", ["remove-item -path a,b"]),
        ("$h=@{a=1;b=2}; Write-Output $h", ["write-output @{a=1;b=2}"]),
        ('[IO.File]::Delete("x")', ["[IO.File]::Delete x"]),
        ("& { Get-Date }", ["get-date"]),
        ("Invoke-Command -ScriptBlock { Get-Date }", ["invoke-command -scriptblock {…}", "get-date"]),
    ],
)
def test_powershell_shows_calls_and_no_steps_of_the_screening(
    text: str, calls: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert words(explained(capfd, text, shell="powershell")) == calls


def test_a_finding_about_a_value_of_powershell_keeps_its_place(capfd: pytest.CaptureFixture[str]) -> None:
    answer = explained(capfd, "& $x", shell="powershell")
    assert answer["calls"][0]["findings"] == ["unreadable.program-name"]
    assert words(answer)[0] == "& $x"


def test_cmd_shows_the_program_of_a_line(capfd: pytest.CaptureFixture[str]) -> None:
    assert words(explained(capfd, "del /q x & dir", shell="cmd")) == ["del /q x", "dir"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "cmd"])
def test_no_private_mark_is_shown(shell: str, capfd: pytest.CaptureFixture[str]) -> None:
    for text in ("echo $x *.txt ~ a,b", "[x]::y(@{a=1},@{b={c}}) | % { $_.kill() }", "(Get-Process).Kill()"):
        assert main(["explain", "-s", shell, text]) == 0
        assert not [char for char in capfd.readouterr().out if "\ue000" <= char <= "\uf8ff"]
