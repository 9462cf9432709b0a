"""Reads task files: requests with a correct command, and how an answer is compared with it."""

from __future__ import annotations

import difflib
import enum
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cmdgen.core.errors import UsageError
from cmdgen.evaluation.fixtures import NAMES as FIXTURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SCHEMA: Final = 1


class Compare(enum.Enum):
    """How what an answer prints is compared with what the gold command prints."""

    TEXT = "text"
    """Everything, but for blanks at the ends of lines and empty lines at the end."""
    LINES = "lines"
    """The same lines in the same order; runs of blanks, and `./` before a path, do not count."""
    SET = "set"
    """The same lines in any order, each as often."""
    NUMBERS = "numbers"
    """The same numbers in the same order, whatever stands around them."""
    NUMBER = "number"
    """The same first number."""
    NAMES = "names"
    """The names of the same files, with or without folders and further columns, and of no other file."""
    NOTHING = "nothing"
    """What is printed does not count."""


class Members(enum.Enum):
    """What of an archive that a command has made is compared."""

    PATHS = "paths"
    NAMES = "names"
    """Only the last part of each member's path: from which folder it was packed does not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One request and what a right answer to it does."""

    id: str
    category: str
    request: str
    gold: str = ""
    """A correct command; empty only where the right outcome is no command."""
    fixture: str = "project"
    """Which folder it runs in; see `cmdgen.evaluation.fixtures`."""
    setup: str = ""
    """Shell lines that run in the sandbox before the command."""
    compare: Compare = Compare.LINES
    absent: tuple[str, ...] = ()
    """With `names`: words that must not be printed, besides the names of other files."""
    tree: bool = True
    """Whether the files afterwards have to be those that the gold command leaves."""
    modes: bool = False
    """Whether permission bits count."""
    times: bool = False
    """Whether the times of last change count, to a minute."""
    members: Members = Members.PATHS
    messages: bool = True
    """Whether the messages of git commits count."""
    accept: tuple[str, ...] = ()
    """Patterns of right commands; where there are any, nothing is executed."""
    sudo: bool = False
    """Whether a right answer has to say sudo; only with `accept`."""
    declined: bool = False
    """The right outcome is no command: it cannot be done, or a detail is missing."""
    seen: bool = False
    """The request occurs in the training data of the starter model."""
    right: tuple[str, ...] = ()
    """Other correct commands; tests of the checker."""
    wrong: tuple[str, ...] = ()
    """Plausible wrong commands; tests of the checker."""


_TEXTS: Final = frozenset({"id", "request", "gold", "fixture", "setup"})
_FLAGS: Final = frozenset({"tree", "modes", "times", "messages", "sudo", "declined", "seen"})
_LISTS: Final = frozenset({"absent", "accept", "right", "wrong"})
_CHOICES: Final[Mapping[str, type[enum.Enum]]] = {"compare": Compare, "members": Members}
_KEYS: Final = _TEXTS | _FLAGS | _LISTS | frozenset(_CHOICES)


def own_folder() -> Path:
    """Return the folder of the tasks inside the package."""
    return Path(__file__).with_name("tasks")


def load_folder(folder: Path) -> tuple[Task, ...]:
    """Return the tasks of every ``*.toml`` in a folder, by file name, then in the order of the file.

    Raises:
        UsageError: there is no task, a file cannot be read, or two tasks have the same id.
    """
    files = sorted(folder.glob("*.toml"))
    if not files:
        message = f"there are no task files (*.toml) in {folder}"
        raise UsageError(message, hint="name a folder with task files: --tasks FOLDER")
    return load_files(files)


def load_files(files: Iterable[Path]) -> tuple[Task, ...]:
    """Return the tasks of these files.

    Raises:
        UsageError: a file cannot be read, or two tasks have the same id.
    """
    tasks: dict[str, Task] = {}
    for file in files:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            message = f"{file} cannot be read: {error}"
            raise UsageError(message, hint="give task files: TOML in UTF-8") from error
        for task in parse(text, str(file)):
            if task.id in tasks:
                _fail(str(file), f"the id {task.id} is taken already")
            tasks[task.id] = task
    return tuple(tasks.values())


def parse(text: str, name: str) -> tuple[Task, ...]:
    """Return the tasks of one file.

    Args:
        text: its content.
        name: how messages call the file.

    Raises:
        UsageError: it is no TOML, or a key or value in it is not as it should be.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{name} is no valid TOML: {error}"
        raise UsageError(message, hint="see docs/evaluation.md for what a task file looks like") from error
    unknown = set(data) - {"schema", "category", "task"}
    if unknown:
        _fail(name, f"nothing is called {min(unknown)} at the top level")
    if data.get("schema") != SCHEMA:
        _fail(name, f"schema has to be {SCHEMA}")
    category = data.get("category")
    if not isinstance(category, str) or not category:
        _fail(name, "category is missing")
    entries = data.get("task", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        _fail(name, "tasks are written as [[task]]")
    return tuple(_task(entry, str(category), f"{name}: task {n}") for n, entry in enumerate(entries, 1))


def _task(entry: Mapping[str, Any], category: str, place: str) -> Task:
    place = f"{place} ({entry.get('id', 'without id')})"
    values: dict[str, Any] = {key: _value(key, value, place) for key, value in entry.items()}
    for key in ("id", "request"):
        if not values.get(key):
            _fail(place, f"{key} is missing")
    task = Task(category=category, **values)
    _check_whole(task, place)
    return task


def _value(key: str, value: Any, place: str) -> Any:
    """Return a value in the type of its field."""
    if key not in _KEYS:
        near = difflib.get_close_matches(key, _KEYS, 1)
        _fail(place, f"no key is called {key}" + (f"; did you mean {near[0]}?" if near else ""))
    if key in _TEXTS and isinstance(value, str):
        return value.strip() if key != "setup" else value
    if key in _FLAGS and isinstance(value, bool):
        return value
    if key in _LISTS and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if key in _CHOICES:
        choices = {choice.value: choice for choice in _CHOICES[key]}
        if isinstance(value, str) and value in choices:
            return choices[value]
        _fail(place, f"{key} has to be one of {', '.join(choices)}")
    kind = "a text" if key in _TEXTS else "true or false" if key in _FLAGS else "a list of texts"
    return _fail(place, f"{key} has to be {kind}")


def _check_whole(task: Task, place: str) -> None:
    """Refuse a task whose parts contradict each other."""
    if task.declined:
        if task.gold or task.accept or task.right or task.wrong:
            _fail(place, "a task that has to be declined has no commands")
        return
    if not task.gold:
        _fail(place, "gold is missing")
    if task.fixture not in FIXTURES:
        _fail(place, f"there is no fixture {task.fixture}; there are {', '.join(FIXTURES)}")
    if task.absent and task.compare is not Compare.NAMES:
        _fail(place, 'absent is for compare = "names"')
    if task.sudo and not task.accept:
        _fail(place, "sudo is for tasks with accept")
    if task.compare is Compare.NOTHING and not task.tree and not task.accept:
        _fail(place, "nothing is compared: neither what is printed nor the files")


def _fail(place: str, problem: str) -> None:
    message = f"{place}: {problem}"
    raise UsageError(message, hint="see docs/evaluation.md for what a task file looks like")
