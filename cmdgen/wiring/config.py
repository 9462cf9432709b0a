"""`cmdgen config`: shows and changes settings."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Any

from cmdgen.core.errors import CmdgenError, ConfigurationError, UsageError
from cmdgen.core.exit_codes import ExitCode
from cmdgen.settings import KEYS, environment, load, shown, spelled
from cmdgen.settings.config_file import read
from cmdgen.settings.editing import set_value, unset_value
from cmdgen.settings.loading import config_place, resolve
from cmdgen.settings.naming import Target, target
from cmdgen.settings.parsing import names
from cmdgen.settings.profiles import BUILT_IN
from cmdgen.settings.tables import profiles_of
from cmdgen.ui import config_view as view
from cmdgen.ui.paint import Paint
from cmdgen.ui.terminal import detect
from cmdgen.wiring import backends
from cmdgen.wiring.checking import tell
from cmdgen.wiring.printout import print_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from cmdgen.settings import Key, Settings


def show(file: Path | None, profile: str | None, *, json: bool) -> int:
    """Print every setting in force with where it came from; keys are masked.

    Raises:
        ConfigurationError: the configuration cannot be used.
    """
    settings = load(environment(), file, {"profile": profile})
    rows = [_row(settings, key) for key in KEYS.values()]
    if json:
        text = view.render_settings_json(
            rows,
            file=None if settings.config_file is None else str(settings.config_file),
            found=settings.config_found,
            profile=settings.profile,
            warnings=settings.warnings,
        )
    else:
        text = view.render_settings([_profile_row(settings), *rows], _paint())
        tell(settings.warnings)
    print_text(text)
    return ExitCode.OK


def get(file: Path | None, profile: str | None, name: str, *, reveal: bool, json: bool) -> int:
    """Print one value in force; of one inside a profile, what that profile says.

    Raises:
        UsageError: there is no such setting, or it is a key, and `reveal` does not ask for it.
        ConfigurationError: the configuration cannot be used.
    """
    goal = target(name)
    if goal.key is not None and goal.key.secret and not reveal:
        message = f"{goal.dotted} is a key, which is not printed"
        raise UsageError(message, hint=f"cmdgen config get {goal.dotted} --reveal prints it all the same")
    settings, said = _settings_of(goal, file, profile)
    origin = str(settings.origin("profile" if goal.key is None else goal.key.name))
    if goal.key is None:
        value, text = settings.profile, settings.profile or ""
    elif said:
        value = shown(settings, goal.key.name, reveal=reveal)
        text = spelled(goal.key, getattr(settings, goal.key.name), reveal=reveal)
    else:
        value, text, origin = None, "", "default"
    print_text(view.render_value_json(goal.dotted, value, origin) if json else text)
    return ExitCode.OK


def put(file: Path | None, name: str, value: str) -> int:
    """Set one value in the config file; `-` reads it from stdin, where no list of processes shows it.

    Raises:
        UsageError: there is no such setting, or the value is not allowed.
        ConfigurationError: the file is broken or cannot be written.
    """
    goal, path = target(name), config_path(file)
    text = _from_stdin(goal) if value == "-" else value
    if goal.key is not None and goal.key.name in {"backend", "backends"}:
        _refuse_unknown_backends(names(text))
    set_value(path, name, text)
    tell([f"{goal.dotted} is set in {path}", *_overruled(goal, file)])
    return ExitCode.OK


def _refuse_unknown_backends(wanted: Iterable[str]) -> None:
    known = {"embedded": None, **dict.fromkeys(backends.SERVERS)}
    if known.keys() >= set(wanted):
        return
    known |= dict.fromkeys(backends.installed_elsewhere())
    for name in wanted:
        if name not in known:
            message = f"there is no backend {name!r}"
            raise UsageError(message, hint=f"use one of: {', '.join(known)}")


def takes_list(name: str) -> bool:
    """Return whether this setting takes more than one word.

    Raises:
        UsageError: there is no such setting.
    """
    key = target(name).key
    return key is not None and key.kind == "list"


def unset(file: Path | None, name: str) -> int:
    """Remove one value from the config file.

    Raises:
        UsageError: there is no such setting.
        ConfigurationError: the file is broken or cannot be written.
    """
    goal, path = target(name), config_path(file)
    was_there = unset_value(path, name)
    tell([f"{goal.dotted} is {'removed from' if was_there else 'not set in'} {path}"])
    return ExitCode.OK


def path(file: Path | None) -> int:
    """Print the path of the config file, whether there is one or not.

    Raises:
        ConfigurationError: this machine has no place for one.
    """
    print_text(str(config_path(file)))
    return ExitCode.OK


def profiles(file: Path | None, profile: str | None, *, json: bool) -> int:
    """Print the built-in profiles and the user's own, each with what it sets.

    Raises:
        ConfigurationError: the configuration cannot be used.
    """
    in_force = load(environment(), file, {"profile": profile}).profile
    content, place = _content(file)
    own = profiles_of(content, place)
    rows = [
        view.ProfileRow(
            name=name,
            kind="built-in" if name not in own else "both" if name in BUILT_IN else "own",
            in_force=name == in_force,
            rows=_said(_alone(content, name, place)),
        )
        for name in dict.fromkeys((*BUILT_IN, *own))
    ]
    print_text(view.render_profiles_json(rows) if json else view.render_profiles(rows, _paint()))
    return ExitCode.OK


def config_path(file: Path | None) -> Path:
    """Return the config file to change.

    Raises:
        ConfigurationError: this machine has no place for one.
    """
    place, _ = config_place(environment(), file)
    if place is None:
        message = "there is no place for a configuration file: there is no home directory"
        raise ConfigurationError(message, hint="name one with --config or CMDGEN_CONFIG")
    return place


def _settings_of(goal: Target, file: Path | None, profile: str | None) -> tuple[Settings, bool]:
    """Return the settings to look into, and whether they say anything about this value."""
    if goal.profile is None:
        return load(environment(), file, {"profile": profile}), True
    content, place = _content(file)
    settings = _alone(content, goal.profile, place)
    return settings, goal.key is not None and settings.origin(goal.key.name).source == "profile"


def _content(file: Path | None) -> tuple[Mapping[str, Any], Path | None]:
    place, required = config_place(environment(), file)
    return ({} if place is None else read(place, required=required)[0]), place


def _alone(content: Mapping[str, Any], profile: str, place: Path | None) -> Settings:
    """Return what one profile makes of the defaults, without the rest of the file and the environment."""
    only = {"profiles": content.get("profiles", {})}
    return resolve(only, {}, {"profile": profile}, path=place, found=False)


def _said(settings: Settings) -> list[view.Row]:
    """Return what the profile of these settings says."""
    return [_row(settings, key) for key in KEYS.values() if settings.origin(key.name).source == "profile"]


def _row(settings: Settings, key: Key) -> view.Row:
    origin = settings.origin(key.name)
    return view.Row(
        name=key.dotted,
        text=spelled(key, getattr(settings, key.name)),
        value=shown(settings, key.name),
        source=origin.source,
        origin=str(origin),
    )


def _profile_row(settings: Settings) -> view.Row:
    origin = settings.origin("profile")
    name = settings.profile
    return view.Row(name="profile", text=name or "", value=name, source=origin.source, origin=str(origin))


def _overruled(goal: Target, file: Path | None) -> list[str]:
    """Return a note if what was just set in the file is not what holds."""
    if goal.profile is not None:
        return []
    with contextlib.suppress(CmdgenError):  # some other value is wrong, which the next call will tell
        settings = load(environment(), file, {})
        origin = settings.origin("profile" if goal.key is None else goal.key.name)
        if origin.source != "file":
            return [f"it has no effect now: {origin} comes first"]
    return []


def _from_stdin(goal: Target) -> str:
    if sys.stdin is None:
        message = "stdin is closed, so there is no value to read"
        raise UsageError(message, hint="write the value in place of -")
    if sys.stdin.isatty():
        import getpass  # noqa: PLC0415  rarely needed

        return getpass.getpass(f"{goal.dotted}: ")
    return sys.stdin.readline()


def _paint() -> Paint:
    return Paint.of(detect(environment(), stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stdout))
