from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cmdgen import execute
from cmdgen.core.errors import CmdgenError, ConfigurationError, UsageError
from cmdgen.core.records import Approval, Command, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

pexpect = pytest.importorskip("pexpect")

ROOT = Path(__file__).parents[1]

# Runs its first argument as an approved command and ends with its status, as the program does.
RUNNER = """
import os, sys
from cmdgen import execute
from cmdgen.core.records import Approval, Command, Report
command = Command(text=sys.argv[1], dialect="bash")
approval = Approval(report=Report(command=command))
spent = "--spent" in sys.argv
if spent:
    sys.stdin.read()
status = execute.run(approval, environ=os.environ, stdin_spent=spent).exit_code
print("ended", status, file=sys.stderr)
sys.exit(status)
"""


def approval(text: str, dialect: str = "bash") -> Approval:
    return Approval(report=Report(command=Command(text=text, dialect=dialect)))


def run_apart(text: str, *flags: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", RUNNER, text, *flags], cwd=ROOT, capture_output=True, check=False, **options
    )


@pytest.fixture
def environ() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": "/nonexistent"}


@pytest.mark.parametrize(
    ("text", "status"),
    [("true", 0), ("false", 1), ("exit 77", 77), ("no-such-program-anywhere 2>/dev/null", 127)],
)
def test_the_status_is_passed_on(environ: dict[str, str], text: str, status: int) -> None:
    assert execute.run(approval(text), environ=environ).exit_code == status


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGPIPE])
def test_a_signal_n_is_status_128_plus_n(environ: dict[str, str], signum: signal.Signals) -> None:
    assert execute.run(approval(f"kill -{int(signum)} $$"), environ=environ).exit_code == 128 + signum


def test_the_text_reaches_the_shell_byte_for_byte(environ: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "out"
    text = f"printf '%s' \"a  b\" 'c\"d' $'\\t' \"grüße\" '\udcff' > '{target}'"
    assert execute.run(approval(text), environ=environ).exit_code == 0
    assert target.read_bytes() == b'a  bc"d\t' + "grüße".encode() + b"\xff"


def test_a_text_like_an_option_is_still_a_text(environ: dict[str, str]) -> None:
    assert execute.run(approval("--version 2>/dev/null"), environ=environ).exit_code == 127


def test_output_goes_to_our_own_streams_in_order() -> None:
    done = run_apart("echo out; echo err >&2; exit 3")
    assert (done.returncode, done.stdout, done.stderr) == (3, b"out\n", b"err\nended 3\n")


def test_the_child_reads_our_stdin() -> None:
    assert run_apart("cat", input=b"data").stdout == b"data"


def test_a_spent_stdin_is_replaced_and_nothing_waits() -> None:
    done = run_apart("cat; echo end", "--spent", input=b"data", start_new_session=True)
    assert done.stdout == b"end\n"


def test_the_environment_is_the_users(environ: dict[str, str]) -> None:
    wanted = {**environ, "GREETING": "hello"}
    assert execute.run(approval('[ "$GREETING" = hello ]'), environ=wanted).exit_code == 0


def test_the_command_does_not_get_the_keys_to_our_servers(tmp_path: Path) -> None:
    secret = "sk-team-0123456789-WXYZ"
    keys = {
        "CMDGEN_VLLM_API_KEY": secret,
        "CMDGEN_OTHER_API_KEY": secret,
        "CMDGEN_OLLAMA_URL": f"https://me:{secret}@ollama.example",
    }
    others = {
        "CMDGEN_VLLM_API_KEY_COMMAND": "pass show llm",
        "CMDGEN_VLLM_URL": "https://llm.example",
        "OPENAI_API_KEY": "the user's own",
    }
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **keys, **others}
    target = tmp_path / "out"
    assert run_apart(f"env -0 > {target}", env=environ).returncode == 0
    given = dict(line.split("=", 1) for line in target.read_text().split("\0") if line)
    assert others.items() <= given.items()
    assert not keys.keys() & given.keys()
    assert secret not in target.read_text()


@pytest.mark.parametrize("name", ["BASH_ENV", "ENV"])
def test_no_file_runs_before_the_command(environ: dict[str, str], tmp_path: Path, name: str) -> None:
    trap = tmp_path / "trap"
    trap.write_text("exit 99\n")
    for dialect in ("bash", "sh"):
        execution = execute.run(approval("true", dialect), environ={**environ, name: str(trap)})
        assert execution.exit_code == 0


def test_signals_that_python_ignores_work_in_the_child(environ: dict[str, str]) -> None:
    text = "yes 2>/dev/null | head -1 >/dev/null; [ ${PIPESTATUS[0]} = 141 ]"
    assert execute.run(approval(text), environ=environ).exit_code == 0


def test_our_own_signal_handlers_come_back(environ: dict[str, str]) -> None:
    before = [signal.getsignal(signum) for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)]
    execute.run(approval("true"), environ=environ)
    assert [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)] == before


def test_a_missing_shell_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="bash is not installed") as caught:
        execute.run(approval("true"), environ={"PATH": str(tmp_path)})
    assert caught.value.hint is not None


def test_a_shell_that_cannot_start_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "bash"
    broken.write_bytes(b"\x7fELF")
    broken.chmod(0o755)
    with pytest.raises(ConfigurationError, match="could not be started"):
        execute.run(approval("true"), environ={"PATH": str(tmp_path)})


@pytest.mark.parametrize("text", ["echo \0", "echo \ud800"])
def test_a_text_that_no_program_can_be_given_is_told(environ: dict[str, str], text: str) -> None:
    with pytest.raises(UsageError, match="no program can be given"):
        execute.run(approval(text), environ=environ)


def test_a_text_longer_than_the_system_takes_is_told(environ: dict[str, str]) -> None:
    with pytest.raises(CmdgenError, match="could not be started"):
        execute.run(approval("true " + "x" * 40_000_000), environ=environ)


def test_sigterm_is_handed_on_to_the_child() -> None:
    text = "trap 'exit 7' TERM; echo ready; while :; do sleep 0.05; done"
    process = subprocess.Popen(
        [sys.executable, "-c", RUNNER, text], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline() == b"ready\n"
        process.terminate()
        assert process.wait(30) == 7


def test_the_editor_does_not_get_the_keys_to_our_servers(tmp_path: Path) -> None:
    target = tmp_path / "out"
    environ = {"PATH": os.environ["PATH"], "CMDGEN_VLLM_API_KEY": "sk-team-0123456789", "EDITED": "yes"}
    editor = ["sh", "-c", f"env > {target}"]
    assert execute.open_editor(editor, environ=environ) == 0
    assert "EDITED=yes" in target.read_text()
    assert "sk-team" not in target.read_text()


def test_the_clipboard_program_gets_the_text(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    program = tmp_path / "wl-copy"
    program.write_text(f"#!/bin/sh\nexec /bin/cat > '{taken}'\n")
    program.chmod(0o755)
    environ = {"PATH": str(tmp_path), "WAYLAND_DISPLAY": "wayland-0"}
    assert execute.copy("rm 'ü' \udcff", environ=environ) == "wl-copy"
    assert taken.read_bytes() == "rm 'ü' ".encode() + b"\xff"


def test_a_clipboard_program_that_fails_is_passed_over(tmp_path: Path) -> None:
    program = tmp_path / "xclip"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    assert execute.copy("x", environ={"PATH": str(tmp_path), "DISPLAY": ":0"}) is None


def test_through_ssh_the_clipboard_of_the_far_machine_is_left_alone(tmp_path: Path) -> None:
    environ = {"PATH": str(tmp_path), "DISPLAY": ":0", "SSH_CONNECTION": "a b c d"}
    assert execute.copy("x", environ=environ) is None


@pytest.fixture
def shell() -> Iterator[Any]:
    """Yield a shell in a pseudo-terminal, in which things are run as a user would."""
    environ = {**os.environ, "PS1": "READY> ", "TERM": "xterm", "PYTHONPATH": str(ROOT)}
    # The runner's text travels in a variable, out of the way of quoting.
    environ["RUNNER"] = RUNNER
    child = pexpect.spawn(
        "bash", ["--norc", "--noprofile"], env=environ, encoding="utf-8", timeout=30, dimensions=(24, 200)
    )
    child.expect("READY> ")
    child.sendline("bind 'set enable-bracketed-paste off'; stty -echoctl")
    child.expect("READY> ")
    yield child
    child.close(force=True)


def run_in(shell: Any, text: str, *flags: str) -> None:
    assert "'" not in text
    shell.sendline(f"'{sys.executable}' -c \"$RUNNER\" '{text}' {' '.join(flags)}")
    shell.expect("\r\n")


def modes_of(shell: Any) -> str:
    shell.sendline("stty -a; echo modes-end")
    shell.expect("stty -a; echo modes-end\r\n")
    shell.expect("modes-end\r\n")
    modes: str = shell.before
    shell.expect("READY> ")
    assert "speed" in modes
    return modes


@pytest.mark.terminal
def test_ctrl_c_ends_the_child_and_its_status_comes_back(shell: Any) -> None:
    run_in(shell, "echo begun; sleep 60")
    shell.expect("begun")
    shell.sendintr()
    shell.expect("ended 130")
    assert "Traceback" not in shell.before
    shell.expect("READY> ")


@pytest.mark.terminal
def test_a_child_that_handles_ctrl_c_is_waited_for(shell: Any) -> None:
    run_in(shell, 'trap "echo cleaned; exit 5" INT; echo begun; while :; do sleep 0.05; done')
    shell.expect("begun")
    shell.sendintr()
    shell.expect("cleaned")
    shell.expect("ended 5")


@pytest.mark.terminal
def test_the_terminal_is_as_before_after_a_killed_child(shell: Any) -> None:
    before = modes_of(shell)
    run_in(shell, "stty raw -echo; kill -KILL $$")
    shell.expect("ended 137")
    shell.expect("READY> ")
    assert modes_of(shell) == before


@pytest.mark.terminal
def test_a_killed_job_control_shell_does_not_keep_the_terminal(shell: Any) -> None:
    run_in(shell, 'bash --norc -ic "stty -echo; echo inner; kill -KILL \\$\\$"; exit 9')
    shell.expect("ended 9")
    shell.expect("READY> ")
    shell.sendline("echo still-$((40+2))")
    shell.expect("still-42")


@pytest.mark.terminal
def test_whoever_called_us_can_read_the_terminal_afterwards(shell: Any) -> None:
    # A caller without job control of its own, as a script or an editor: nobody else puts this right.
    inner = 'bash --norc -ic "kill -KILL \\$\\$"; exit 9'
    script = f"'{sys.executable}' -c \"$RUNNER\" '{inner}'; read -r x; echo got=$x"
    shell.sendline(f"bash -c {shlex.quote(script)}")
    shell.expect("ended 9")
    shell.sendline("typed")
    shell.expect("got=typed")


@pytest.mark.terminal
def test_modes_that_a_successful_command_set_are_kept(shell: Any) -> None:
    # bash puts back its own line editing modes, so the runner's terminal is looked at from inside.
    shell.sendline(f"'{sys.executable}' -c \"$RUNNER\" 'stty -ixon'; stty -a | grep -o -e '-ixon'")
    shell.expect("ended 0")
    shell.expect("-ixon")


@pytest.mark.terminal
def test_with_a_spent_stdin_the_child_reads_the_terminal(shell: Any) -> None:
    shell.sendline(f"echo data | '{sys.executable}' -c \"$RUNNER\" 'read -p ask: x; echo got=$x' --spent")
    shell.expect("ask:")
    shell.sendline("typed")
    shell.expect("got=typed")
    shell.expect("ended 0")
