"""One answer: what is shown as sure, what as a guess, what not at all."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

import cmdgen
from cmdgen.core.errors import NeedsDetailError, NoCommandError, TimedOutError, UsageError
from cmdgen.core.records import (
    BackendInfo,
    Certainty,
    CommandRequest,
    Completion,
    Confidence,
    Level,
    Platform,
    Prompt,
    Sampling,
)
from cmdgen.prompting.confidence import calibrated, for_level, mean_probability
from cmdgen.prompting.generate import generate_with
from cmdgen.prompting.profile import PromptProfile, chat_profile, profile_for
from cmdgen.prompting.vocabulary import dropped_value, widening

STARTER = profile_for(Path(cmdgen.__file__).parent / "models" / "starter" / "starter.gguf")
CHAT = chat_profile()
DEBIAN = Platform(system="linux", userland="gnu", distribution="debian", package_manager="apt")
SOURCE = BackendInfo(backend="embedded", engine="fake", model="fake")


@dataclass
class Model:
    """Answers one text with one probability for every token, and remembers what it was asked.

    Attributes:
        sampled: what it answers above temperature 0, by seed, and how probable that is; by default the same as ever.
    """

    text: str
    p: float | None = 0.999
    truncated: bool = False
    sampled: tuple[tuple[str, float], ...] = ()
    prompts: list[Prompt] = field(default_factory=list)

    def __call__(self, prompt: Prompt, sampling: Sampling) -> Completion:
        assert (sampling == Sampling()) == (not self.prompts)
        self.prompts.append(prompt)
        text, p = self.text, self.p
        if sampling.temperature and self.sampled:
            assert sampling.seed is not None
            text, p = self.sampled[sampling.seed % len(self.sampled)]
        return Completion(
            text=text,
            finish_reason="length" if self.truncated else "stop",
            token_logprobs=None if p is None else (math.log(p),) * 5,
        )


def ask(
    model: Model,
    text: str = "find big files",
    profile: PromptProfile = STARTER,
    dialect: str = "bash",
    platform: Platform = DEBIAN,
    stdin: str = "",
) -> Confidence:
    wanted = CommandRequest(text=text, dialect=dialect, platform=platform, stdin_excerpt=stdin)
    answer = generate_with(model, wanted, Sampling(), profile, SOURCE)
    assert answer.command.dialect == dialect
    assert answer.source is SOURCE
    return answer.confidence


BIG = "find . -type f -size +100M"


def test_a_likely_answer_that_fits_its_request_is_sure() -> None:
    confidence = ask(Model(BIG))
    assert confidence.certainty is Certainty.SURE
    assert confidence.probability is not None
    assert confidence.probability > 0.9


def test_a_hesitant_answer_is_a_guess_with_an_honest_number() -> None:
    confidence = ask(Model(BIG, p=0.845))
    assert confidence.certainty is Certainty.UNSURE
    assert confidence.probability == pytest.approx(0.51, abs=0.002)
    assert "hesitated" in confidence.reason


@pytest.mark.parametrize("model", [Model(BIG, p=0.74), Model("find . -", p=0.99, truncated=True)])
def test_the_starter_says_plainly_that_it_does_not_know(model: Model) -> None:
    with pytest.raises(NoCommandError, match="built-in starter model does not know") as caught:
        ask(model)
    assert caught.value.hint is not None
    assert "cmdgen init" in caught.value.hint


WRONG, RIGHT = "scp a.txt root@web:", "scp a.txt root@web:/srv"


def answer(model: Callable[[Prompt, Sampling], Completion]) -> tuple[str, Confidence]:
    wanted = CommandRequest(text="copy a.txt to /srv on root@web", dialect="bash", platform=DEBIAN)
    given = generate_with(model, wanted, Sampling(), STARTER, SOURCE)
    return given.command.text, given.confidence


def test_an_answer_without_a_name_of_the_request_gets_a_second_look() -> None:
    model = Model(WRONG, p=0.98, sampled=((WRONG, 0.99), (RIGHT, 0.94), ("scp a.txt root@web:/srv/a", 0.93)))
    text, confidence = answer(model)
    assert text == RIGHT
    assert confidence.certainty is Certainty.UNSURE
    assert len(model.prompts) == 5


def test_a_second_answer_is_never_called_sure() -> None:
    text, confidence = answer(Model(WRONG, p=0.98, sampled=((RIGHT, 0.99),)))
    assert text == RIGHT
    assert confidence.certainty is Certainty.UNSURE
    assert "first answer" in confidence.reason


def test_what_the_model_itself_finds_much_worse_does_not_replace_its_answer() -> None:
    assert answer(Model(WRONG, p=0.98, sampled=((RIGHT, 0.89),)))[0] == WRONG


def test_second_looks_take_of_the_time_of_the_request_alone() -> None:
    given: list[float] = []

    def complete(_: Prompt, sampling: Sampling) -> Completion:
        given.append(sampling.timeout_s)
        return Completion(text=WRONG, finish_reason="stop", token_logprobs=(math.log(0.98),) * 5)

    answer(complete)
    assert len(given) == 5
    assert given == sorted(given, reverse=True)
    assert len(set(given)) == 5


def test_without_time_for_a_second_look_the_first_answer_counts() -> None:
    def complete(_: Prompt, sampling: Sampling) -> Completion:
        if sampling.temperature:
            message = "the time is spent"
            raise TimedOutError(message)
        return Completion(text=WRONG, finish_reason="stop", token_logprobs=(math.log(0.98),) * 5)

    text, confidence = answer(complete)
    assert text == WRONG
    assert confidence.certainty is Certainty.UNSURE


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("remove untracked files", "git clean -fdx"),
        ("remove untracked files, keep ignored ones", "git clean -fdX"),
        ("delete all untracked files but not the ignored ones", "git clean -d -x -f"),
        ("delete the folder build", "rm -rf build"),
        ("delete the folder build", "cd .. && sudo rm -r -f build"),
    ],
)
def test_the_starter_deletes_no_more_than_was_asked_for(text: str, command: str) -> None:
    with pytest.raises(NoCommandError, match="does not know"):
        ask(Model(command), text)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("remove untracked and ignored files", "git clean -fdx"),
        ("remove untracked files and folders", "git clean -fd"),
        ("force delete the folder build", "rm -rf build"),
        ("delete x.f", "rm -r x-f.f"),
        ("delete the container web even if it runs", "docker rm -f web"),
    ],
)
def test_deleting_no_more_than_was_asked_for_is_no_reason_for_doubt(text: str, command: str) -> None:
    assert widening(text, command) is None


def test_an_answer_that_fits_is_not_looked_at_again() -> None:
    model = Model(RIGHT, p=0.9)
    assert answer(model)[0] == RIGHT
    assert len(model.prompts) == 1


@pytest.mark.parametrize(
    "request_",
    [
        "copy notes.txt to notes-YYYYMMDD.txt with todays date",
        "3 months after 2024-01-15 as dd.mm.yyyy",
        "make a folder named after today like 2024-05-31",
        "date and time now in iso 8601 format",
        "what changed in the last 24 hours",
    ],
)
def test_the_form_of_a_date_is_no_value_to_copy(request_: str) -> None:
    assert dropped_value(request_, "cp notes.txt; date -d 2024-01-15 + 3 months") is None


@pytest.mark.parametrize(
    ("text", "command", "reason"),
    [
        ("merge a.pdf and b.pdf", "diff do.pdf du.pdf", "a.pdf"),
        ("encrypt secrets.txt", "openssl enc -in requirements", "secrets.txt"),
        ("rename all .jpeg to .jpg", 'for f in *.jpg; do mv "$f" "${f%.jpg}.jpg"; done', ".jpeg"),
        ("show the first 12 lines of x.log", "head -n 10 x.log", "12"),
        ('find "server error" in logs/', 'grep -r "server" logs', "server error"),
        ("mount the folder photos", "mount tractone", "tractone"),
        ("levitate a neural network", "nmap -sn 192.168.1.0/24", "levitate"),
        ("show the tides of helsinki", "cal", "tides"),
        ("查找大文件", BIG, "查找大文件"),
        ("delete the empty files in Scans", "find . -type f -empty -delete", "Scans"),
    ],
)
def test_an_answer_that_does_not_fit_its_words_is_a_guess(text: str, command: str, reason: str) -> None:
    confidence = ask(Model(command), text)
    assert confidence.certainty is Certainty.UNSURE
    assert confidence.probability is not None
    assert confidence.probability <= 0.3
    assert reason in confidence.reason


def test_what_neither_fits_the_words_nor_is_likely_is_no_answer() -> None:
    with pytest.raises(NoCommandError, match=r'does not know how to do this: "12" of the request is not'):
        ask(Model("head -n 10 x.log", p=0.9), "show the first 12 lines of x.log")
    assert ask(Model("head -n 12 x.log", p=0.9), "show the first 12 lines of x.log").probability


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("list files in /etc/ that changed today", "find /etc -type f -mtime -1"),
        ("how do I show lines 20 to 40 of main.py?", "sed -n '20,40p' main.py"),
        ("split big.bin into 100MB pieces", "split -b 100M big.bin"),
        ("count *.py files.", 'find . -type f -name "*.py" | wc -l'),
        ("could you please kill whatever is on port 3000", "fuser -k 3000/tcp"),
        ("extract 'my files.tar.gz'", 'tar -xzf "my files.tar.gz"'),
        ("show e.g. the disk usage", "df -h"),
        ("Show all files changed since Monday in Scans", "find Scans -type f -newermt 'last Monday'"),
    ],
)
def test_an_answer_that_keeps_every_name_and_number_is_sure(text: str, command: str) -> None:
    confidence = ask(Model(command), text)
    assert confidence.reason == ""
    assert confidence.certainty is Certainty.SURE


def test_without_probabilities_the_starter_only_guesses() -> None:
    assert ask(Model(BIG, p=None)).certainty is Certainty.UNSURE
    assert ask(Model(BIG, p=None), profile=CHAT).certainty is Certainty.UNRATED


def test_a_chat_model_is_not_rated() -> None:
    assert ask(Model(BIG, p=0.7), profile=CHAT) == Confidence(certainty=Certainty.UNRATED)


def test_any_model_that_plainly_hesitates_is_not_sure() -> None:
    confidence = ask(Model(BIG, p=0.5), profile=CHAT)
    assert (confidence.certainty, confidence.probability) == (Certainty.UNSURE, None)
    assert "hesitated" in confidence.reason


def test_a_command_that_fish_would_read_otherwise_is_a_guess_with_its_reason() -> None:
    confidence = ask(Model("du -sh $(ls)"), dialect="fish")
    assert confidence.certainty is Certainty.UNSURE
    assert "fish" in confidence.reason


def test_a_command_that_means_the_same_in_fish_is_as_good_as_in_bash() -> None:
    assert ask(Model(BIG), dialect="fish") == ask(Model(BIG), dialect="bash")


@pytest.mark.parametrize("dialect", ["cmd"])
def test_shells_that_the_starter_does_not_know_are_not_even_asked_for(dialect: str) -> None:
    model = Model(BIG)
    with pytest.raises(NoCommandError, match=f"writes no {dialect} commands"):
        ask(model, dialect=dialect)
    assert model.prompts == []


@pytest.mark.parametrize(
    ("platform", "text", "command", "reason"),
    [
        (replace(DEBIAN, userland="busybox"), "find big files", BIG, "busybox"),
        (replace(DEBIAN, package_manager="dnf"), "install htop", "sudo apt install htop", "dnf"),
    ],
)
def test_a_machine_unlike_the_training_makes_a_guess(
    platform: Platform, text: str, command: str, reason: str
) -> None:
    confidence = ask(Model(command), text, platform=platform)
    assert confidence.certainty is Certainty.UNSURE
    assert reason in confidence.reason


def test_data_that_the_starter_has_not_seen_makes_a_guess() -> None:
    assert "stdin" in ask(Model(BIG), stdin="a\n").reason
    assert ask(Model(BIG), profile=CHAT, stdin="a\n").reason == ""


def test_questions_and_bad_requests_pass_through() -> None:
    with pytest.raises(NeedsDetailError, match="Which"):
        ask(Model("#? Which folder?"))
    with pytest.raises(UsageError):
        ask(Model(BIG), " ")


def test_calibration_is_linear_between_measured_points_and_flat_outside() -> None:
    rating = STARTER.rating
    assert rating is not None
    for mean_p, share in rating.calibration:
        assert calibrated(mean_p, rating) == pytest.approx(share)
    steps = [calibrated(step / 100, rating) for step in range(-5, 110)]
    assert steps == sorted(steps)
    assert steps[0] == rating.calibration[0][1]
    assert steps[-1] == rating.calibration[-1][1]


def test_the_mean_is_geometric_and_never_above_one() -> None:
    assert mean_probability((math.log(0.25), 0.0)) == pytest.approx(0.5)
    assert mean_probability((1e-9,)) == 1.0


def test_a_command_that_changes_something_needs_more_certainty() -> None:
    high = Confidence(certainty=Certainty.SURE, probability=0.92)
    lower = Confidence(certainty=Certainty.SURE, probability=0.7)
    unrated = Confidence(certainty=Certainty.UNRATED)
    assert for_level(high, Level.MODERATE) is high
    assert for_level(lower, Level.SAFE) is lower
    assert for_level(unrated, Level.HIGH) is unrated
    assert for_level(lower, Level.MODERATE).certainty is Certainty.UNSURE


def test_a_profile_without_a_starter_names_itself() -> None:
    narrow = replace(CHAT, known_dialects=frozenset({"bash"}))
    with pytest.raises(NoCommandError, match="chat model writes no fish"):
        ask(Model(BIG), profile=narrow, dialect="fish")
    unsure = replace(CHAT, rating=STARTER.rating)
    with pytest.raises(NoCommandError, match="chat model does not know"):
        ask(Model(BIG, p=0.1), profile=unsure)
