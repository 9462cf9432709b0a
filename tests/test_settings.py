"""Settings: precedence, origins, and what is said about mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmdgen.core.errors import ConfigurationError, UsageError
from cmdgen.core.records import Level
from cmdgen.settings import KEYS, Settings, environment, load, place

FLAG = {"backend": "flag"}
ENVIRON = {"CMDGEN_BACKEND": "environment", "CMDGEN_PROFILE": "work"}
FILE = 'backend = "file"\n[profiles.work]\nbackend = "profile"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def written(file: Path, text: str | bytes) -> Path:
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


@pytest.mark.parametrize(
    ("flags", "environ", "text", "value", "origin"),
    [
        (FLAG, ENVIRON, FILE, "flag", "flag --backend"),
        ({}, ENVIRON, FILE, "environment", "CMDGEN_BACKEND"),
        ({}, {"CMDGEN_PROFILE": "work"}, FILE, "profile", "profile work"),
        ({"profile": "work"}, {"CMDGEN_PROFILE": "none"}, FILE, "profile", "profile work"),
        ({}, {}, 'profile = "work"\n' + FILE, "profile", "profile work"),
        ({}, {}, FILE, "file", "{file}"),
        ({}, {}, "", "embedded", "default"),
        ({"backend": None}, {"CMDGEN_BACKEND": ""}, "", "embedded", "default"),
    ],
)
def test_the_first_place_that_has_a_value_wins_and_is_remembered(
    file: Path, flags: dict[str, object], environ: dict[str, str], text: str, value: str, origin: str
) -> None:
    settings = load(environ, written(file, text), flags)
    assert settings.backend == value
    assert str(settings.origin("backend")) == origin.format(file=file)


def test_every_key_is_a_field_of_the_settings_and_has_a_meaning() -> None:
    for key in KEYS.values():
        assert hasattr(Settings(), key.name)
        assert key.meaning


@pytest.mark.parametrize(
    ("variable", "text", "field", "value"),
    [
        ("CMDGEN_SEED", "0", "seed", 0),
        ("CMDGEN_TEMPERATURE", "0.5", "temperature", 0.5),
        ("CMDGEN_TIMEOUT_S", "2", "timeout_s", 2.0),
        ("CMDGEN_YES_LEVEL", "moderate", "yes_level", Level.MODERATE),
        ("CMDGEN_ALLOW_CRITICAL", "yes", "allow_critical", True),
        ("CMDGEN_SHELL", "auto", "shell", None),
        ("CMDGEN_SHELL", "/usr/bin/zsh", "shell", "zsh"),
        ("CMDGEN_ENGINE", "xllamacpp", "engine", "xllamacpp"),
    ],
)
def test_variables_are_read_as_the_type_of_their_key(
    variable: str, text: str, field: str, value: object
) -> None:
    assert getattr(load({variable: text}, None, {}), field) == value


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("seed", "-1"),
        ("seed", "1.5"),
        ("seed", "true"),
        ("timeout_s", "0"),
        ("timeout_s", "nan"),
        ("timeout_s", "inf"),
        ("timeout_s", '"soon"'),
        ("temperature", "3"),
        ("yes_level", '"high"'),
        ("yes_level", "[1]"),
        ("allow_critical", '"perhaps"'),
        ("shell", '"tcsh"'),
        ("backend", '""'),
        ("backend", "7"),
    ],
)
def test_a_value_that_is_not_allowed_names_its_key_and_place(file: Path, key: str, text: str) -> None:
    with pytest.raises(ConfigurationError, match=f"{key} .*config.toml.* must be"):
        load({}, written(file, f"{key} = {text}\n"), {})


def test_a_value_that_is_not_allowed_on_the_command_line_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="--timeout must be a number"):
        load({}, None, {"timeout_s": -1.0})


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("backend = \n", "line 1, column 11"),
        ('a = 1\nbackend = "x\n', "line 2"),
        ("a = 1\na = 2\n", "line 2"),
        ("[profiles.x\n", "line 1"),
        ("a = [1,", "line 1, column 8"),
        (b"a = 1\nbackend = '\xff'\n", "line 2, column 12"),
    ],
)
def test_a_broken_file_is_told_by_line_and_column_and_left_alone(
    file: Path, text: str | bytes, place: str
) -> None:
    before = written(file, text).read_bytes()
    with pytest.raises(ConfigurationError, match=place) as caught:
        load({}, file, {})
    assert str(file) in caught.value.message
    assert caught.value.hint
    assert file.read_bytes() == before


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistakes(file: Path) -> None:
    assert load({}, written(file, b'\xef\xbb\xbfbackend = "x"\r\nseed = 1\r\n'), {}).seed == 1


def test_an_unknown_key_is_a_warning_with_the_nearest_real_one(file: Path) -> None:
    text = 'backedn = "x"\nzzz = 1\n[profiles.work]\ntimeout = 3\n'
    warnings = load({"CMDGEN_PROFILE": "work"}, written(file, text), {}).warnings
    assert warnings == (
        "unknown setting backedn; did you mean backend?",
        "unknown setting zzz",
        "unknown setting profiles.work.timeout; did you mean timeout_s?",
    )


def test_a_mistyped_variable_is_a_warning_and_a_foreign_one_is_not() -> None:
    environ = {"CMDGEN_BACKND": "x", "CMDGEN_MODELS_DIR": "/m", "CMDGEN_OTHER_PROGRAM": "1"}
    assert load(environ, None, {}).warnings == (
        "unknown variable CMDGEN_BACKND; did you mean CMDGEN_BACKEND?",
    )


def test_a_file_that_others_can_write_is_a_warning(file: Path) -> None:
    written(file, "").chmod(0o666)
    assert "chmod 600" in load({}, file, {}).warnings[0]


def test_an_unknown_profile_lists_the_known_ones(file: Path) -> None:
    with pytest.raises(ConfigurationError, match="no profile 'wrok'; known: work"):
        load({}, written(file, FILE), {"profile": "wrok"})


def test_the_usual_file_may_be_missing_and_a_named_one_may_not(tmp_path: Path) -> None:
    assert not load({}, None, {}).config_found
    missing = tmp_path / "missing.toml"
    for environ, named in (({"CMDGEN_CONFIG": str(missing)}, None), ({}, missing)):
        with pytest.raises(ConfigurationError, match=r"there is no configuration file .*missing\.toml"):
            load(environ, named, {})


def test_the_usual_file_is_read() -> None:
    folder = place("config")
    assert folder is not None
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('backend = "usual"\n')
    assert load({}, None, {}).backend == "usual"


def test_the_named_file_wins_over_the_variable(tmp_path: Path) -> None:
    one = written(tmp_path / "one.toml", 'backend = "one"\n')
    two = written(tmp_path / "two.toml", 'backend = "two"\n')
    assert load({"CMDGEN_CONFIG": str(two)}, one, {}).backend == "one"
    assert load({"CMDGEN_CONFIG": str(two)}, None, {}).backend == "two"


def test_a_folder_or_an_endless_file_in_place_of_the_file_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot read the configuration file"):
        load({}, tmp_path, {})
    with pytest.raises(ConfigurationError, match="larger than"):
        load({}, Path("/dev/zero"), {})


def test_without_a_home_directory_there_is_no_place_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    # Who is not in the user database has no home there either.
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    assert place("config") is None
    settings = load({}, None, {})
    assert settings.backend == "embedded"
    assert settings.config_file is None


def test_loading_creates_nothing(home: Path) -> None:
    load(environment(), None, {})
    assert list(home.iterdir()) == []
