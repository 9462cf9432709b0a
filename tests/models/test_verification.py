from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from cmdgen.models.verification import Checksum, Expected, sha256_of

DATA = b"some weights" * 100
SHA256 = hashlib.sha256(DATA).hexdigest()
GIT = hashlib.sha1(b"blob %d\0" % len(DATA) + DATA).hexdigest()


@pytest.mark.parametrize(
    "expected",
    [
        Expected(size_bytes=len(DATA), sha256=SHA256),
        Expected(sha256=SHA256),
        Expected(size_bytes=len(DATA), git_sha1=GIT),
        Expected(size_bytes=len(DATA)),
    ],
)
def test_the_right_content_matches_and_any_other_does_not(expected: Expected) -> None:
    checksum = Checksum(expected)
    answers = []
    for data in (DATA[:500], DATA[500:], b"x"):
        checksum.update(data)
        answers.append(checksum.matches)
    assert answers == [False, True, False]
    checksum.restart()
    checksum.update(b"X" + DATA[1:])
    assert checksum.matches is (expected.kind == "size")


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(DATA)
    assert sha256_of(tmp_path / "x") == SHA256
