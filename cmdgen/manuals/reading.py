"""The words of a call beside what the manuals say about them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cmdgen.manuals.records import Meaning, OptionLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmdgen.manuals.library import Library
    from cmdgen.manuals.records import Manual

_WITH_SUBCOMMANDS: Final = frozenset(
    "apt apt-get brew cargo dnf docker docker-compose gh git go helm ip journalctl kubectl npm pacman pip pip3 podman "
    "systemctl terraform yum zypper apk".split()
)
_OLD_STYLE: Final = frozenset({"tar", "ps", "ar", "bsdtar", "gtar"})
"""Programs whose first word may be options without a dash."""
_CALLERS: Final = frozenset({"-exec", "-execdir", "-ok", "-okdir"})
"""Options of find whose value is a whole command, up to `;` or `+`."""
_SCRIPT_OPTIONS: Final = frozenset({"-e", "-f", "--regexp", "--expression", "--file"})
"""Options of grep, sed and awk that stand in for their first operand."""
_STOPPING: Final = frozenset({"ssh", "env", "docker run", "docker exec", "podman run", "podman exec"})
"""What takes no options of its own after its first operand: the words of another command follow."""
_KINDS_OF_FILES: Final = {
    "f": "an ordinary file", "d": "a folder", "l": "a symbolic link", "b": "a block device",
    "c": "a character device", "p": "a named pipe", "s": "a socket",
}  # fmt: skip
"""What the letters behind `find -type` mean."""
_PLAIN: Final = frozenset({"echo", "printf", "[", "test", "true", "false", ":"})
"""Programs that print or compare words that look like options."""


def described(
    words: Sequence[str], library: Library, *, in_shell: bool = True, runs_another: bool = False
) -> tuple[Meaning, ...]:
    """Return what the words of one call mean, in their order.

    Args:
        words: the program and its arguments, as the shell would see them.
        library: the manuals to look into.
        in_shell: whether a builtin of the shell comes before a program of the same name.
        runs_another: whether the words hold another command, which is left out.
    """
    reading = _Reading(words, library, in_shell=in_shell, runs_another=runs_another)
    return tuple(reading.all())


class _Reading:
    def __init__(self, words: Sequence[str], library: Library, *, in_shell: bool, runs_another: bool) -> None:
        self._words = words
        self._runs_another = runs_another
        program = words[0]
        builtin = library.builtin(program) if in_shell else None
        self._manuals: tuple[Manual, ...] = library.manuals(program) if builtin is None else (builtin,)
        self._program_manuals = self._manuals
        self._subcommand = self._find_subcommand(program)
        self._stops = program in _STOPPING
        if self._subcommand is not None:
            name = words[self._subcommand]
            self._manuals = (*library.manuals(program, name), *self._manuals)
            self._stops = f"{program} {name}" in _STOPPING
        self._all_manuals = self._manuals

    def all(self) -> list[Meaning]:
        """Return the meanings of all words."""
        found = [self._about(0, "program", self._program_manuals)]
        position = 1
        only_operands = self._words[0] in _PLAIN
        while position < len(self._words):
            word = self._words[position]
            if position == self._subcommand:
                found.append(self._about_subcommand(position))
                position += 1
            elif not only_operands and word == "--":
                found.append(_word(self._words, position, "option", ("the options end here", "cmdgen"), word))
                only_operands = True
                position += 1
            elif not only_operands and len(word) > 1 and (word[0] == "-" or self._is_old_style(position)):
                # What stands in front of the subcommand is an option of the program itself.
                is_early = self._subcommand is not None and position < self._subcommand
                self._manuals = self._program_manuals if is_early else self._all_manuals
                meanings, position = self._options(position)
                found += meanings
            elif self._runs_another:
                break
            else:
                found.append(self._operand(position))
                position += 1
                only_operands = only_operands or self._stops
        return self._named(found)

    def _named(self, found: list[Meaning]) -> list[Meaning]:
        """Say of the operands what they are to the program, where nothing better is known."""
        names = next((manual.operands for manual in self._manuals if manual.operands), ())
        if self._words[0] in {"grep", "egrep", "sed", "awk"} and any(
            m.option in _SCRIPT_OPTIONS for m in found
        ):
            names = names[1:]
        if self._subcommand is not None and not any(" " in m.name for m in self._manuals if m.operands):
            names = names[1:]  # the first of them is the subcommand
        places = [index for index, meaning in enumerate(found) if meaning.kind == "operand"]
        spread = _spread(names, len(places))
        for index, name in zip(places, spread, strict=False):
            if name and not found[index].text:
                found[index] = replace(found[index], text=name, source="cmdgen")
        return found

    def _find_subcommand(self, program: str) -> int | None:
        if program not in _WITH_SUBCOMMANDS:
            return None
        value_next = False
        for position, word in enumerate(self._words[1:], start=1):
            if value_next:
                value_next = False
            elif word.startswith("-"):
                option = self._line(word)
                value_next = option is not None and _takes_word(option[0]) and "=" not in word
            elif re.fullmatch(r"[a-z][a-z-]*", word):
                return position
            else:
                return None
        return None

    def _about(self, position: int, kind: str, manuals: Sequence[Manual]) -> Meaning:
        manual = next((manual for manual in manuals if manual.summary), None)
        text, source = ("", "") if manual is None else (manual.summary, manual.source)
        return _word(self._words, position, kind, (text, source))

    def _about_subcommand(self, position: int) -> Meaning:
        word = self._words[position]
        own = [manual for manual in self._manuals if manual.name.endswith(f" {word}")]
        if any(manual.summary for manual in own):
            return self._about(position, "subcommand", own)
        found = self._line(word)
        text, source = ("", "") if found is None else (found[0].text, found[1])
        return _word(self._words, position, "subcommand", (text, source))

    def _operand(self, position: int) -> Meaning:
        word = self._words[position]
        key = word.partition("=")[0] + "=" if "=" in word else word
        found = self._line(key) if key.endswith("=") or re.fullmatch(r"[!()+]|\+.*", word) else None
        if found is None and word.startswith("+"):
            found = self._line("+FORMAT")
        if found is None:
            return _word(self._words, position, "operand", ("", ""))
        return _word(self._words, position, "operand", (found[0].text, found[1]), key)

    def _is_old_style(self, position: int) -> bool:
        word = self._words[position]
        return position == 1 and self._words[0] in _OLD_STYLE and re.fullmatch(r"[A-Za-z]+", word) is not None

    def _options(self, position: int) -> tuple[list[Meaning], int]:
        """Return the meanings of one word of options with their values, and where the words go on."""
        word = self._words[position]
        name, equals, _ = word.partition("=")
        if re.fullmatch(r"-\d+", word) and self._line(word) is None:
            return [self._single(position, position + 1, word, "-NUM")], position + 1
        whole = self._line(name)
        if name in _CALLERS:
            end = next(
                (i for i in range(position, len(self._words)) if self._words[i] in {";", "+"}), position
            )
            return [self._single(position, end + 1, name, name)], end + 1
        if whole is not None or word.startswith("--") or len(word) == 2 or self._has_long_names():
            takes = whole is not None and _takes_word(whole[0]) and not equals
            end = position + 2 if takes and position + 1 < len(self._words) else position + 1
            return [self._single(position, end, None, name)], end
        return self._bundle(position)

    def _has_long_names(self) -> bool:
        return self._words[0] in {"find", "gfind", "java", "terraform", "ffmpeg", "convert", "magick"}

    def _bundle(self, position: int) -> tuple[list[Meaning], int]:
        """Take apart `-czf`: the last option of a bundle may have its value in the same word or in the next."""
        word = self._words[position]
        letters = word.removeprefix("-")
        meanings: list[Meaning] = []
        end = position + 1
        for index, letter in enumerate(letters):
            spelling = f"-{letter}"
            if not word.startswith("-") and self._line(letter) is not None:
                spelling = letter  # ps aux: a letter without a dash is another option there
            found = self._line(spelling)
            rest = letters[index + 1 :]
            if found is not None and found[0].argument and word.startswith("-") and rest:
                meanings.append(_shown(position, end, spelling + rest, spelling, found))
                break
            if found is not None and _takes_word(found[0]) and end < len(self._words):
                meanings.append(_shown(end - 1, end + 1, f"{spelling} {self._words[end]}", spelling, found))
                end += 1
            else:
                meanings.append(_shown(position, position + 1, spelling, spelling, found))
        return meanings, end

    def _single(self, start: int, end: int, shown: str | None, spelling: str) -> Meaning:
        found = self._line(spelling)
        words = " ".join(self._words[start:end]) if shown is None or end - start > 1 else shown
        if found is not None and end - start == 2:
            found = (_about_value(found[0], self._words[end - 1], self._words[0]), found[1])
        return _shown(start, end, words, spelling, found)

    def _line(self, spelling: str) -> tuple[OptionLine, str] | None:
        """Return the first line about an option that says something, and the source that it is from."""
        lines = [
            (line, manual.source) for manual in self._manuals if (line := manual.find(spelling)) is not None
        ]
        return next((found for found in lines if found[0].text), lines[0] if lines else None)


def _about_value(line: OptionLine, value: str, program: str) -> OptionLine:
    """Return the line with the value in place of the letter that stands for it: "File is of type c" of `-type f`."""
    letter, text = line.argument, line.text
    # A longer name is a word of the sentence as well, and a sign such as + would make another sense there.
    if len(letter) == 1 and letter not in {"a", "A", "I"} and re.fullmatch(r"[\w,]+", value):
        text = re.sub(rf"(?<![\w'-]){re.escape(letter)}(?![\w'-])", value, text)
    if program in {"find", "gfind"} and {"-type", "-xtype"} & set(line.spellings):
        kinds = [_KINDS_OF_FILES.get(each, "") for each in value.split(",")]
        if all(kinds) and len(text.split(":")) == 1:
            text = f"{text}: {' or '.join(kinds)}"
    return replace(line, text=text)


def _takes_word(line: OptionLine) -> bool:
    """Return whether the next word is the option's value; what find negates is another test."""
    return bool(line.argument) and not line.is_optional and line.argument != "expr"


def _spread(names: Sequence[str], number: int) -> list[str]:
    """Return a name for each of so many operands; the one with a star takes what the others leave."""
    star = next((index for index, name in enumerate(names) if name.endswith("*")), None)
    if star is None:
        return list(names[:number])
    after = list(names[star + 1 :])
    front = list(names[:star])[:number]
    repeated = max(number - len(front) - len(after), 0)
    return [
        *front,
        *[names[star].rstrip("*")] * repeated,
        *after[-(number - len(front) - repeated) or len(after) :],
    ]


def _shown(start: int, end: int, shown: str, spelling: str, found: tuple[OptionLine, str] | None) -> Meaning:
    text, source = ("", "") if found is None else (found[0].text, found[1])
    option = spelling if found is None or spelling in found[0].spellings else found[0].spellings[0]
    return Meaning(words=(start, end), shown=shown, kind="option", option=option, text=text, source=source)


def _word(
    words: Sequence[str], position: int, kind: str, said: tuple[str, str], option: str | None = None
) -> Meaning:
    """Return what one word means; `said` is the meaning and its source."""
    text, source = said
    return Meaning(
        words=(position, position + 1),
        shown=words[position],
        kind=kind,
        option=option,
        text=text,
        source=source,
    )
