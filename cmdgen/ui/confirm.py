"""The question after a command was shown, and what the answer means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from cmdgen.pipeline.blanks import fill_in
from cmdgen.pipeline.decisions import Choose, Decision, Edit, Explain, Next, Quit, Revise, Run
from cmdgen.ui.consent import Consent, Step, required_consent
from cmdgen.ui.escape import printable
from cmdgen.ui.keyboard import END, ENTER, ESCAPE, UNKNOWN
from cmdgen.ui.layout import cells, wrap
from cmdgen.ui.paint import LEVEL_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from cmdgen.pipeline import Candidate
    from cmdgen.ui.keyboard import Keyboard
    from cmdgen.ui.paint import Paint
    from cmdgen.ui.terminal import Terminal

# Key -> how the choice is offered.  Letters and their places in the words never change with the level.
_CHOICES: Final[dict[str, str]] = {
    "r": "[Enter] run",
    "e": "[e]dit",
    "c": "[c]opy",
    "x": "e[x]plain",
    "v": "re[v]ise",
    "n": "[n]ext",
    "q": "[q]uit",
}
_WORDS: Final = {
    **{offer.replace("[", "").replace("]", "").split()[-1]: key for key, offer in _CHOICES.items()},
    "safer": "s",
}
_KEYS: Final = {
    "r": "Enter or r runs",
    "e": "e edits",
    "c": "c copies",
    "x": "x explains",
    "v": "v revises",
    "n": "n shows the next",
    "s": "s takes the safer form",
    "q": "q quits",
}
"""What is told about the keys to somebody who has pressed another one."""
_LONG: Final = 160
"""Columns of a command from which on a line is no place to edit it."""
_HOW_TO_ALLOW: Final = "To be asked for a phrase instead: allow_critical = true in the config file."


class Offered(Protocol):
    """Another command that does the same and can be taken back."""

    @property
    def text(self) -> str:
        """The command."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """Asks one person at one terminal.

    Nothing here screens: a changed text is handed back, to be screened, shown and asked about again.
    """

    keyboard: Keyboard
    write: Callable[[str], None]
    """Writes to stderr."""
    copy: Callable[[str], str]
    """Puts text on the clipboard and returns what to say about it."""
    terminal: Terminal
    paint: Paint
    allow_critical: bool = False
    safer: str | None = None
    """Another command that does the same and can be taken back."""
    editor: Callable[[str], str | None] | None = None
    """Opens a text in the user's editor and returns what it became, or None; for texts that are too long for a line."""
    others: int = 0
    """How many other candidates can be chosen by their number, which begins with 2."""
    told: set[str] = field(default_factory=set)
    """What has been said and is not said again; one set for all questions about one request."""

    def decide(self, candidate: Candidate) -> Decision:
        """Ask until there is a decision.

        Raises:
            KeyboardInterrupt: Ctrl-C at a question; the terminal is as it was.
        """
        consent = required_consent(candidate, allow_critical=self.allow_critical)
        try:
            while True:
                decision = self._answer_to(self._choose(consent), candidate, consent)
                if decision is not None:
                    return decision
        except KeyboardInterrupt:
            self.write("\n")
            raise

    def _answer_to(self, choice: str, candidate: Candidate, consent: Consent) -> Decision | None:
        """Return the decision for one choice, or None to ask again."""
        if choice == "r":
            return self._run(candidate, consent)
        if choice == "e":
            return self._edit(candidate)
        if choice == "v":
            wish = self._interruptible_edit("what should change? ", "")
            return Revise(wish) if wish is not None and wish.strip() else None
        if choice == "c":
            self._tell(self.copy(candidate.command.text))
            return None
        if choice in self._numbers():
            return Choose(int(choice))
        if choice == "s" and self.safer is not None:
            return Edit(self.safer)
        simple: dict[str, Decision] = {"x": Explain(), "n": Next(), "q": Quit()}
        return simple[choice]

    def _run(self, candidate: Candidate, consent: Consent) -> Decision | None:
        if candidate.blanks:
            self._tell(f"It cannot run as it is: fill in {', '.join(candidate.blanks)}.")
            return self._filled_in(candidate)
        if consent.step is Step.NEVER:
            reason = candidate.report.findings[0].message
            self._tell(f"Refused, because it is critical: {reason}.\n{_HOW_TO_ALLOW}")
            return None
        agreed = (
            consent.step is Step.NOTHING
            or (consent.step is Step.WORD and self._typed(consent.word))
            or (consent.step in {Step.AGAIN, Step.LETTER} and self._agreed_again(candidate, consent))
        )
        return Run() if agreed else None

    def _filled_in(self, candidate: Candidate) -> Edit | None:
        """Ask for each blank; one that is left empty goes back to the question."""
        values = {}
        for blank in candidate.blanks:
            value = self._interruptible_edit(f"{printable(blank[1:-1])}: ", "")
            if value is None or not value.strip():
                return None
            values[blank] = value.strip()
        return Edit(fill_in(candidate.command.text, values, candidate.command.dialect))

    def _edit(self, candidate: Candidate) -> Edit | None:
        before = candidate.command.text
        is_long = "\n" in before or cells(before) > _LONG
        # Hidden characters are for the line, which shows them as escapes; an editor might not show them at all.
        text = None
        if self.editor is not None and is_long and printable(before) == before:
            text = self.editor(before)
            if text is None:
                self._tell("The editor failed; here is the command as a line.")
        if text is None:
            text = self._interruptible_edit("edit: ", before)
        if text is None or not text.strip() or text == candidate.command.text:
            return None
        return Edit(text)

    def _interruptible_edit(self, prompt: str, text: str) -> str | None:
        """Edit a line; Ctrl-C leaves the line, not the program."""
        self.keyboard.discard()
        try:
            answer = self.keyboard.edit(prompt, text)
        except KeyboardInterrupt:
            answer = None
        if answer is None:
            self.write("\n")
        return answer

    def _typed(self, word: str) -> bool:
        """Ask for a word; anything else, or a word with something right behind it, as in a paste, is a no."""
        self.keyboard.discard()
        shown = f'"{word}"' if " " in word else word
        self.write(f"Type {self.paint(shown, 'bold')} to run it: ")
        answer = self.keyboard.line()
        if answer is None:
            self.write("\n")
        agreed = not self.keyboard.goes_on() and answer == word
        if not agreed:
            self._tell("Not run.")
        return agreed

    def _agreed_again(self, candidate: Candidate, consent: Consent) -> bool:
        word = LEVEL_WORDS[candidate.report.level]
        if consent.step is Step.LETTER:
            question, yes = f"{word}, and the model is not sure. Run it? [y/N] ", {"y"}
        else:
            question, yes = f"{word}: run it? [Enter/y] yes  [n] no ", {"y", ENTER}
        return self._read_choice(question) in yes

    def _choose(self, consent: Consent) -> str:
        """Return the letter of one of the choices."""
        question = self._question(consent)
        if self.terminal.plain:
            while True:
                choice = self._meant(self._read_choice(question), consent)
                if choice is not None:
                    return choice
        with self.keyboard.single_keys():
            self.write(question)
            while True:
                key = self._key()
                choice = self._meant(key, consent)
                if choice is not None:
                    self._echo(key)
                    return choice
                self._stray_key(consent)

    def _meant(self, key: str, consent: Consent) -> str | None:
        """Return the letter of the choice that a key stands for, or None."""
        if key in {ESCAPE, END}:
            return "q"
        if key == ENTER:
            return "r"  # also where nothing may run: the refusal says why
        choice = _WORDS.get(key, key)
        return choice if choice in self._offers(consent) or choice in self._numbers() else None

    def _numbers(self) -> tuple[str, ...]:
        """Return the keys of the other candidates."""
        return tuple(map(str, range(2, min(self.others, 8) + 2)))

    def _stray_key(self, consent: Consent) -> None:
        """Tell what the keys are, once; whatever else came with a stray key, as in a paste, counts for nothing."""
        if "keys" not in self.told:
            self.told.add("keys")
            named = ", ".join(_KEYS[letter] for letter in _KEYS if letter in self._offers(consent))
            named += f", {self._span()} takes that one" if self.others else ""
            self.write("\n" + "\n".join(wrap(f"Keys: {named}.", self.terminal.width - 2)) + " ")
        self.keyboard.discard()

    def _read_choice(self, question: str) -> str:
        """Return a key, or in plain mode the small letters of a line."""
        if self.terminal.plain:
            self.keyboard.discard()
            self.write(question)
            line = self.keyboard.line()
            if line is None:
                self.write("\n")
                return END
            return UNKNOWN if self.keyboard.goes_on() else line.strip().lower() or ENTER
        with self.keyboard.single_keys():
            self.write(question)
            key = self._key()
        self._echo(key)
        return key

    def _key(self) -> str:
        key = self.keyboard.key()
        return key if len(key) > 1 else key.lower()

    def _echo(self, key: str) -> None:
        echo = "" if key in {ENTER, ESCAPE, END} else key
        self.write(f"{printable(echo)}\n")

    def _question(self, consent: Consent) -> str:
        """Return the question in the width of the terminal, never broken inside of a choice."""
        lines, line = [""], "What now?" if consent.step is Step.NEVER else "Run it?"
        offers = list(self._offers(consent).values())
        if self.others:
            offers.insert(offers.index(_CHOICES["q"]), f"[{self._span()}] other")
        for offer in offers:
            if cells(line) + 2 + len(offer) > self.terminal.width - 2:
                lines.append(line)
                line = offer
            else:
                line += f"  {offer}"
        lines.append(line + " ")
        return "\n".join(lines)

    def _span(self) -> str:
        """Return the keys of the other candidates in short."""
        numbers = self._numbers()
        return numbers[0] if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"

    def _tell(self, text: str) -> None:
        self.write("\n".join(wrap(text, self.terminal.width - 1)) + "\n")

    def _offers(self, consent: Consent) -> dict[str, str]:
        """Return the choices; what is refused neither runs nor leaves the program by another door."""
        choices = _CHOICES if self.safer is None else {**_CHOICES, "s": "[s]afer"}
        if consent.step is not Step.NEVER:
            return choices
        return {key: offer for key, offer in choices.items() if key not in {"r", "c"}}
