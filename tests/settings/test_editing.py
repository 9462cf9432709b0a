"""Changing single values: what stays, what is refused."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmdgen.core.errors import ConfigurationError, UsageError
from cmdgen.settings.editing import set_value, unset_value

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from pathlib import Path

COMMENTED = """\
# mine
timeout_s = 30  # seconds

# servers
[ollama]   # at home
url = "http://h:1"
# the model
model = 'x'

[profiles.work]
backend = "vllm" # faster

[[rules.deny]]
match = "curl *"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def content(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8-sig"))


@pytest.mark.parametrize(
    ("name", "value", "old", "new"),
    [
        ("timeout_s", "5", "timeout_s = 30  # seconds", "timeout_s = 5  # seconds"),
        ("ollama.url", "http://n:2", 'url = "http://h:1"', 'url = "http://n:2"'),
        ("ollama_model", "y", "model = 'x'", 'model = "y"'),
        ("profiles.work.backend", "ollama", 'backend = "vllm" # faster', 'backend = "ollama" # faster'),
    ],
)
def test_only_the_value_changes(file: Path, name: str, value: str, old: str, new: str) -> None:
    file.write_text(COMMENTED)
    set_value(file, name, value)
    assert file.read_text() == COMMENTED.replace(old, new)


@pytest.mark.parametrize(
    ("name", "value", "place"),
    [
        ("seed", "7", ("seed", 7)),
        ("temperature", "0.5", ("temperature", 0.5)),
        ("max_wait_s", "off", ("max_wait_s", "off")),
        ("allow_critical", "yes", ("allow_critical", True)),
        ("backends", "vllm,ollama", ("backends", ["vllm", "ollama"])),
        ("profile", "work", ("profile", "work")),
        ("vllm.url", "http://v", ("vllm", {"url": "http://v"})),
        ("profiles.work.seed", "7", ("profiles", {"work": {"backend": "vllm", "seed": 7}})),
        (
            "profiles.new.vllm.url",
            "http://v",
            ("profiles", {"work": {"backend": "vllm"}, "new": {"vllm": {"url": "http://v"}}}),
        ),
    ],
)
def test_a_new_value_is_added_where_it_belongs(
    file: Path, name: str, value: str, place: tuple[str, object]
) -> None:
    file.write_text(COMMENTED)
    set_value(file, name, value)
    assert content(file) == {**tomllib.loads(COMMENTED), place[0]: place[1]}
    for line in COMMENTED.splitlines():
        assert line in file.read_text().splitlines()


def test_a_removed_value_leaves_the_rest(file: Path) -> None:
    file.write_text(COMMENTED)
    assert unset_value(file, "timeout_s")
    assert unset_value(file, "ollama.model")
    assert not unset_value(file, "seed")
    text = file.read_text()
    assert content(file) == {
        "ollama": {"url": "http://h:1"},
        "profiles": {"work": {"backend": "vllm"}},
        "rules": {"deny": [{"match": "curl *"}]},
    }
    assert "# at home" in text
    assert "# the model" in text


def test_the_other_spelling_is_changed_where_it_stands_and_removed_with_the_first(file: Path) -> None:
    file.write_text('ollama_url = "http://a"\n')
    set_value(file, "ollama.url", "http://b")
    assert file.read_text() == 'ollama_url = "http://b"\n'
    file.write_text('ollama_url = "http://a"\n[ollama]\nurl = "http://c"\n')
    assert unset_value(file, "ollama.url")
    assert content(file) == {"ollama": {}}


def test_removing_from_a_file_that_is_not_there_makes_none(file: Path) -> None:
    assert not unset_value(file.parent / "folder" / "c.toml", "seed")
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"seed = 2\n"),
        (b"# only a comment", b"# only a comment\nseed = 2\n"),
        (b"seed = 1", b"seed = 2\n"),
        (b"\xef\xbb\xbfseed = 1\n", b"\xef\xbb\xbfseed = 2\n"),
        (b"# a\r\nseed = 1 # b\r\n\r\n[vllm]\r\n", b"# a\r\nseed = 2 # b\r\n\r\n[vllm]\r\n"),
        ('model = "ä" # ü\nseed = 1\n'.encode(), 'model = "ä" # ü\nseed = 2\n'.encode()),
    ],
)
def test_byte_order_mark_line_ends_and_foreign_letters_stay(file: Path, before: bytes, after: bytes) -> None:
    file.write_bytes(before)
    set_value(file, "seed", "2")
    assert file.read_bytes() == after


@pytest.mark.parametrize(
    "text", [b"seed = \n", b"a = 1\na = 2\n", b"\xff\n", b'x = "\n', b"[[[[", b"a=" + b"[" * 9999]
)
def test_a_broken_file_is_never_overwritten(file: Path, text: bytes) -> None:
    file.write_bytes(text)
    for change in (lambda: set_value(file, "seed", "1"), lambda: unset_value(file, "seed")):
        with pytest.raises(ConfigurationError, match=r"config\.toml"):
            change()
    assert file.read_bytes() == text
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("timeut_s", "1", "unknown setting timeut_s; did you mean timeout_s"),
        ("ollama.ulr", "1", r"unknown setting ollama\.ulr; did you mean ollama\.url"),
        ("profiles.work.backedn", "1", r"unknown setting profiles\.work\.backedn; did you mean backend"),
        ("profiles.work.profile", "1", "unknown setting"),
        ("profiles.work", "1", "needs a profile and a key"),
        ("ollama", "1", "is a table"),
        ("rules.deny", "x", "rules are lists and tables"),
        ("", "x", "unknown setting"),
        ("timeout_s", "soon", "must be a number from 0.1 to 3600, not 'soon'"),
        ("yes_level", "high", "must be safe or moderate"),
        ("shell", "tcsh", "must be auto or one of bash"),
        ("profile", "wrok", "no profile 'wrok'"),
    ],
)
def test_what_cannot_be_set_is_told_and_no_file_is_made(
    file: Path, name: str, value: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        set_value(file, name, value)
    assert caught.value.hint
    assert not file.exists()


def test_a_wrong_value_elsewhere_does_not_keep_anybody_from_mending_it(file: Path) -> None:
    file.write_text('timeout_s = "soon"\nprofile = "wrok"\nseed = 1\n')
    set_value(file, "timeout_s", "3")
    assert unset_value(file, "profile")
    assert content(file) == {"timeout_s": 3, "seed": 1}


def test_a_value_in_the_place_of_a_table_is_left_alone(file: Path) -> None:
    file.write_text('vllm = "sk-secret"\n')
    with pytest.raises(ConfigurationError, match="vllm must be a table"):
        set_value(file, "vllm.url", "http://h")
    assert file.read_text() == 'vllm = "sk-secret"\n'


def test_an_edit_that_would_move_another_value_is_refused(file: Path) -> None:
    # tomlkit puts the new table in front of the seed, which would then be one of the profile.
    text = 'profiles.home.backend = "x"\nseed = 1\n'
    file.write_text(text)
    with pytest.raises(ConfigurationError, match="cannot be edited without a risk") as caught:
        set_value(file, "profiles.work.seed", "2")
    assert "config edit" in str(caught.value.hint)
    assert file.read_text() == text


LINES = st.sampled_from(
    [
        "# comment",
        "",
        "timeout_s = 30  # half a minute",
        "seed=1",
        'ollama.url = "http://a"',
        'ollama.model = "m" # why',
        'ollama = {url = "http://i", model = "n"}',
        "[ollama]",
        '  url = "http://t"',
        "auto_start = true",
        "[vllm] # there",
        "[profiles.work]",
        "[profiles.work.ollama]",
        'profiles.home.backend = "x"',
        "profiles = {away = {seed = 3}}",
        '[profiles."a b"]',
        'backends = [ "a",\n  "b",\n]  # order',
        '[[rules.deny]]\nmatch = """a\nb"""',
        "[rules.levels]",
    ]
)
CHANGES = st.sampled_from(
    [
        ("timeout_s", "5", ("timeout_s",), 5),
        ("ollama.url", "http://z", ("ollama", "url"), "http://z"),
        ("vllm.model", "z", ("vllm", "model"), "z"),
        ("profiles.work.seed", "9", ("profiles", "work", "seed"), 9),
        ("profiles.work.ollama.url", "http://z", ("profiles", "work", "ollama", "url"), "http://z"),
        ("backends", "c,d", ("backends",), ["c", "d"]),
    ]
)


@given(lines=st.lists(LINES, max_size=9), change=CHANGES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_file_looks_like_exactly_one_value_changes(
    file: Path, lines: list[str], change: tuple[str, str, tuple[str, ...], object]
) -> None:
    text = "\n".join(lines)
    name, value, place, meant = change
    file.write_text(text)
    try:
        expected = tomllib.loads(text)
        table = expected
        for part in place[:-1]:
            table = table.setdefault(part, {})
        table[place[-1]] = meant
    except tomllib.TOMLDecodeError:
        expected = {}
    try:
        set_value(file, name, value)
    except ConfigurationError:
        assert file.read_text() == text
    else:
        assert content(file) == expected
        for line in lines:
            if "#" in line:
                assert line[line.index("#") :].split("\n")[0] in file.read_text()
