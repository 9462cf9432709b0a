"""The question that shells have asked for them, at a pseudo-terminal."""

from __future__ import annotations

import os
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")


class Somebody:
    """A terminal and who sits at it."""

    def __init__(self) -> None:
        import pty  # noqa: PLC0415  not on Windows

        self.keys, self.terminal = pty.openpty()
        self.said: list[bool] = []
        self._seen = b""
        self._asking: threading.Thread | None = None

    def is_asked(self) -> None:
        from cmdgen.ui.yes_or_no import agreed  # noqa: PLC0415  not on Windows

        def ask() -> None:
            self.said.append(agreed("Do it? ", self.terminal, output=self.terminal))

        self._asking = threading.Thread(target=ask, daemon=True)
        self._asking.start()
        self.reads(b"Do it? ")

    def types(self, data: bytes) -> None:
        os.write(self.keys, data)

    def reads(self, text: bytes) -> None:
        while text not in self._seen:
            self._seen += os.read(self.keys, 1024)
        self._seen = self._seen.partition(text)[2]

    def has_said(self) -> bool:
        assert self._asking is not None
        self._asking.join(30)
        return self.said.pop()

    def left_for_the_shell(self) -> bytes:
        import tty  # noqa: PLC0415

        tty.setcbreak(self.terminal)
        os.write(self.keys, b"!")
        return os.read(self.terminal, 1024)


@pytest.fixture
def somebody() -> Iterator[Somebody]:
    found = Somebody()
    yield found
    os.close(found.keys)
    os.close(found.terminal)


@pytest.mark.parametrize(
    ("key", "expected"),
    [(b"y", True), (b"Y", True), (b"n", False), (b"\r", False), (b"\x1b", False), (b"\x03", False), (b"\x04", False),
     ("ß".encode(), False)],
)  # fmt: skip
def test_one_key_answers(somebody: Somebody, key: bytes, expected: bool) -> None:
    somebody.is_asked()
    somebody.types(key)
    assert somebody.has_said() is expected


@pytest.mark.parametrize(
    "paste", [b"\x1b[200~y\x1b[201~", b"\x1b[200~yes\nrm x\n\x1b[201~", b"yes\n", b"yy", b"\x1b[200~" + b"y\n" * 9000 + b"\x1b[201~"]
)  # fmt: skip
def test_a_paste_answers_nothing_and_nothing_of_it_is_left(somebody: Somebody, paste: bytes) -> None:
    somebody.is_asked()
    threading.Thread(target=somebody.types, args=(paste,), daemon=True).start()
    somebody.reads(b"Several characters")
    somebody.reads(b"Do it? ")
    somebody.types(b"n")
    assert somebody.has_said() is False
    assert somebody.left_for_the_shell() == b"!"


def test_a_paste_in_pieces_is_one_paste(somebody: Somebody) -> None:
    somebody.is_asked()
    somebody.types(b"\x1b[200~no")
    time.sleep(0.6)
    somebody.types(b"y")
    time.sleep(0.6)
    somebody.types(b"\n\x1b[201~")
    somebody.reads(b"Do it? ")
    somebody.types(b"y")
    assert somebody.has_said() is True


@pytest.mark.parametrize("key", [b"\x1b[A", b"\x1bOP", b"\x1b[I", b"\x1b[15;5~"])
def test_keys_that_are_no_characters_are_passed_over(somebody: Somebody, key: bytes) -> None:
    somebody.is_asked()
    somebody.types(key)
    time.sleep(0.3)
    somebody.types(b"y")
    assert somebody.has_said() is True


def test_what_was_typed_before_is_thrown_away(somebody: Somebody) -> None:
    somebody.types(b"y\n")
    time.sleep(0.1)
    somebody.is_asked()
    somebody.types(b"n")
    assert somebody.has_said() is False


def test_the_terminal_is_as_it_was(somebody: Somebody) -> None:
    import termios  # noqa: PLC0415  not on Windows

    before = termios.tcgetattr(somebody.terminal)
    somebody.is_asked()
    somebody.types(b"y")
    somebody.has_said()
    assert termios.tcgetattr(somebody.terminal) == before


def test_where_there_is_no_terminal_the_answer_is_no() -> None:
    from cmdgen.ui.yes_or_no import agreed  # noqa: PLC0415  not on Windows

    reading, writing = os.pipe()
    os.write(writing, b"y")
    try:
        assert agreed("Do it? ", reading, output=writing) is False
    finally:
        os.close(reading)
        os.close(writing)
