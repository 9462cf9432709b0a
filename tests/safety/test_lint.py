"""Characters that hide what a person sees or a shell reads are found; the letters of people's languages are not."""

# ruff: noqa: RUF001 - letters that look alike are what is tested
from __future__ import annotations

import pytest

from cmdgen.safety import lint

CYRILLIC_A = "\u0430"


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"ls {char} x"
            for char in (
                "\u202e",
                "\u202d",
                "\u2066",
                "\u2069",
                "\u200b",
                "\u200f",
                "\u061c",
                "\ufeff",
                "\u00ad",
                "\u2060",
                "\U000e0041",
                "\u3164",
                "\u2028",
            )
        ),
        *(f"ls '{char}'" for char in ("\u202e", "\u200b", "\ufeff")),
        *(f"ls{char}-l" for char in ("\u00a0", "\u2003", "\u3000", "\u202f", "\u0085")),
        *(
            f"ls {char} x"
            for char in ("\x00", "\x07", "\x08", "\x1b[2J", "\r", "\x0b", "\x0c", "\x7f", "\x9b")
        ),
        "echo 'a\x1b[1m'",
        f"c{CYRILLIC_A}t x",
        f"npm install re{CYRILLIC_A}ct",
        f"curl https://p{CYRILLIC_A}ypal.com/x",
        f"curl 'https://p{CYRILLIC_A}ypal.com/x'",
        f"ssh me@ex{CYRILLIC_A}mple.com",
        "\uff52\uff4d -rf x",
        "curl https://xn--pypal-4ve.com",
        "\u0440\u0430\u0441\u0435",
    ],
)
def test_what_hides_something_is_found(text: str) -> None:
    assert list(lint.hidden(text))


@pytest.mark.parametrize(
    "text",
    [
        "ls -la",
        "printf 'a\tb'\nls",
        "echo 'Größe: 5 €'",
        "echo größer.txt",
        "mkdir Übungen Straße naïve",
        "echo 'Привет, мир'",
        "grep 'ошибка' log.txt",
        "touch отчёт.txt",
        "echo '你好' > 文件.txt",
        "echo 'γειά σου'",
        "echo '🎉 done'",
        "echo '👩\u200d💻 ❤\ufe0f'",
        "git commit -m 'fix: naïve café – “quotes” …'",
        "echo 'a\u00a0b'",
        "curl https://münchen.de",
        "printf '\\033[1mbold\\033[0m\\n'",
        "echo -e '\\x1b[31mred'",
    ],
)
def test_ordinary_letters_and_emoji_are_fine(text: str) -> None:
    assert list(lint.hidden(text)) == []


def test_the_place_is_the_very_character() -> None:
    text = "é ls \u202e x"
    (_, span) = next(iter(lint.hidden(text)))
    assert text[span.start : span.end] == "\u202e"
