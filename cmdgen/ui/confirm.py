"""The question after a command was shown, and what the answer means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from cmdgen.pipeline.decisions import Decision, Edit, Explain, Next, Quit, Revise, Run
from cmdgen.ui.consent import Consent, Step, required_consent
from cmdgen.ui.escape import printable
from cmdgen.ui.keyboard import END, ENTER, ESCAPE
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
        if choice == "s" and self.safer is not None:
            return Edit(self.safer)
        simple: dict[str, Decision] = {"x": Explain(), "n": Next(), "q": Quit()}
        return simple[choice]

    def _run(self, candidate: Candidate, consent: Consent) -> Decision | None:
        if candidate.blanks:
            self._tell(f"It cannot run as it is: fill in {', '.join(candidate.blanks)}.")
            return self._edit(candidate)
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

    def _edit(self, candidate: Candidate) -> Edit | None:
        text = self._interruptible_edit("edit: ", candidate.command.text)
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
        """Ask for a word; anything else, spaces around it aside, is a no."""
        self.keyboard.discard()
        self.write(f"Type {self.paint(word, 'bold')} to run it: ")
        answer = self.keyboard.line()
        if answer is None:
            self.write("\n")
        agreed = answer is not None and answer.strip() == word
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
        while True:
            key = self._read_choice(question)
            if key in {ESCAPE, END}:
                return "q"
            if key == ENTER:
                return "r"  # also where nothing may run: the refusal says why
            choice = _WORDS.get(key, key)
            if choice in self._offers(consent):
                return choice
            if not self.terminal.plain:
                question = (
                    "Keys: Enter or r runs, e edits, c copies, x explains, v revises, n next, q quits. "
                )

    def _read_choice(self, question: str) -> str:
        """Return a key, or in plain mode the small letters of a line."""
        if self.terminal.plain:
            self.keyboard.discard()
            self.write(question)
            line = self.keyboard.line()
            if line is None:
                self.write("\n")
                return END
            return line.strip().lower() or ENTER
        with self.keyboard.single_keys():
            self.write(question)
            key = self.keyboard.key()
        key = key if len(key) > 1 else key.lower()
        echo = "" if key in {ENTER, ESCAPE, END} else key
        self.write(f"{printable(echo)}\n")
        return key

    def _question(self, consent: Consent) -> str:
        """Return the question in the width of the terminal, never broken inside of a choice."""
        lines, line = [""], "What now?" if consent.step is Step.NEVER else "Run it?"
        for offer in self._offers(consent).values():
            if cells(line) + 2 + len(offer) > self.terminal.width - 2:
                lines.append(line)
                line = offer
            else:
                line += f"  {offer}"
        lines.append(line + " ")
        return "\n".join(lines)

    def _tell(self, text: str) -> None:
        self.write("\n".join(wrap(text, self.terminal.width - 1)) + "\n")

    def _offers(self, consent: Consent) -> dict[str, str]:
        """Return the choices; what is refused neither runs nor leaves the program by another door."""
        choices = _CHOICES if self.safer is None else {**_CHOICES, "s": "[s]afer"}
        if consent.step is not Step.NEVER:
            return choices
        return {key: offer for key, offer in choices.items() if key not in {"r", "c"}}
