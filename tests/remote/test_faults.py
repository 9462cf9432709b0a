"""A user asks, and the server fails: each fault with real sockets, and the whole program in its own process."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest

from cmdgen.core.exit_codes import ExitCode
from tests.remote.faults import FAULTS, KEY, Arranged, Fault
from tests.remote.program import Finished, cmdgen, environment

WORDS = ["find", "big", "files"]


def _has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


def run(fault: Fault, folder: Path, *options: str) -> tuple[Finished, Arranged, int]:
    """Return how the program ended, with what it was asked, and how many requests had come by then."""
    home = folder / "home"
    home.mkdir(parents=True)
    try:
        with fault.arrange(folder) as arranged:
            asked = ["--backend", fault.backend, "--print", "--json", *options, *WORDS]
            done = cmdgen(asked, environment(home, **arranged.settings))
            return done, arranged, arranged.seen()
    except FileNotFoundError as error:
        pytest.skip(f"{error.filename} is not installed")


def at_once(
    fault: Fault, folder: Path
) -> tuple[tuple[Finished, Arranged, int], tuple[Finished, Arranged, int]]:
    """Return the program's ends with and without somebody who stands in; the two waits pass at the same time."""
    refused: list[tuple[Finished, Arranged, int]] = []
    other = threading.Thread(target=lambda: refused.append(run(fault, folder / "refused", "--no-fallback")))
    other.start()
    answered = run(fault, folder / "answered")
    other.join()
    return answered, refused[0]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_fault_is_told_and_the_embedded_model_answers(fault: Fault, tmp_path: Path) -> None:
    if "IPv6" in fault.name and not _has_ipv6():
        pytest.skip("this machine has no IPv6")
    (answered, arranged, seen), (refused, _, seen_then) = at_once(fault, tmp_path)

    assert answered.status == ExitCode.OK, answered.stderr
    assert answered.json["fallback_from"] == fault.backend
    assert answered.json["backend"] == "embedded"
    assert answered.json["command"] == "find . -type f -size +100M"
    reasons = [line for line in answered.stderr.splitlines() if "the answer is from embedded" in line]
    assert len(reasons) == 1
    assert fault.says in reasons[0]
    assert seen == fault.requests

    assert refused.status == fault.status, refused.stderr
    assert refused.json["command"] is None
    assert refused.json["error"]["exit_code"] == fault.status
    assert refused.json["error"]["hint"]
    assert fault.says in refused.stderr
    assert seen_then == fault.requests

    for hidden in (KEY, *fault.unseen):
        for finished in (answered, refused):
            assert hidden not in finished.stderr
            assert hidden not in finished.stdout
        kept = [file.read_text() for file in tmp_path.rglob("home/**/*") if file.suffix == ".json"]
        assert kept
        assert not any(hidden in text for text in kept)
    assert arranged.settings
