"""The use case with hand-written roles: what may run, and what may not."""

from __future__ import annotations

import contextlib
from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from cmdgen.core.errors import CmdgenError, NeedsDetailError, NoCommandError, RefusedError, TimedOutError
from cmdgen.core.records import (
    Approval,
    BackendInfo,
    Certainty,
    Command,
    CommandRequest,
    Confidence,
    Execution,
    Finding,
    GeneratedCommand,
    Level,
    Platform,
    Report,
    Sampling,
    Span,
)
from cmdgen.pipeline import (
    Candidate,
    Choose,
    Decision,
    Edit,
    Explain,
    Mode,
    Next,
    Outcome,
    Policy,
    Quit,
    Revise,
    Roles,
    Ruling,
    Run,
    answer,
    blanks,
    propose,
    ruling,
)
from cmdgen.pipeline.blanks import fill_in, filled, stand_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

REQUEST = CommandRequest(text="list", dialect="bash", platform=Platform(system="linux", userland="gnu"))
BIG = BackendInfo(backend="embedded", engine="fake", model="big")
STARTER = replace(BIG, model="starter", is_starter=True)
ASKING = Policy(can_ask=True)
LEVELS = {"ls": Level.SAFE, "touch": Level.MODERATE, "wipe": Level.HIGH, "mkfs": Level.CRITICAL}


def generated(text: str, source: BackendInfo = BIG) -> GeneratedCommand:
    return GeneratedCommand(
        command=Command(text=text, dialect="bash"),
        source=source,
        confidence=Confidence(certainty=Certainty.SURE),
    )


def screen(command: Command) -> Report:
    """Judge a command by its first word."""
    level = LEVELS.get(command.text.split()[0], Level.SAFE)
    finding = Finding(rule="fake", level=level, message="because", span=Span(0, 2))
    return Report(command=command, findings=(finding,) if level else ())


@dataclass
class Model:
    """A backend that gives the queued answers; an error in the queue is raised."""

    answers: deque[str | CmdgenError]
    source: BackendInfo = BIG
    requests: list[CommandRequest] = field(default_factory=list)
    samplings: list[Sampling] = field(default_factory=list)

    def generate(self, request: CommandRequest, sampling: Sampling) -> GeneratedCommand:
        self.requests.append(request)
        self.samplings.append(sampling)
        found = self.answers.popleft()
        if isinstance(found, CmdgenError):
            raise found
        return generated(found, self.source)

    def is_available(self) -> bool:
        return True

    def info(self) -> BackendInfo:
        return self.source

    def shutdown(self) -> None:
        """Nothing to release."""


@dataclass
class Person:
    """A view whose user gives the queued decisions; being asked once too often is an error."""

    decisions: deque[Decision]
    shown: list[Candidate] = field(default_factory=list)
    explained: list[Candidate] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    offered: list[list[str]] = field(default_factory=list)

    def waiting(self) -> AbstractContextManager[object]:
        return contextlib.nullcontext()

    def show(self, candidate: Candidate) -> None:
        self.shown.append(candidate)

    def offer(self, candidate: Candidate, others: Sequence[Candidate]) -> None:
        self.offered.append([other.command.text for other in others])

    def decide(self, candidate: Candidate) -> Decision:
        assert candidate == self.shown[-1]
        return self.decisions.popleft()

    def explain(self, candidate: Candidate) -> None:
        self.explained.append(candidate)

    def note(self, text: str) -> None:
        self.notes.append(text)


@dataclass
class Shell:
    """An executor that only remembers."""

    approvals: list[Approval] = field(default_factory=list)

    def __call__(self, approval: Approval) -> Execution:
        assert isinstance(approval, Approval)
        self.approvals.append(approval)
        return Execution(exit_code=7)

    @property
    def ran(self) -> list[str]:
        return [approval.report.command.text for approval in self.approvals]


def complaint(command: Command) -> str | None:
    return "unexpected end of file" if command.text.endswith("'") else None


@dataclass
class Stage:
    """All roles, and the call."""

    model: Model
    person: Person
    shell: Shell

    def roles(self) -> Roles:
        return Roles(
            generator=self.model, screen=screen, syntax_error=complaint, view=self.person, execute=self.shell
        )

    def answer(self, policy: Policy) -> Outcome:
        return answer(REQUEST, Sampling(), self.roles(), policy)


def stage(
    *answers: str | CmdgenError, decisions: list[Decision] | None = None, source: BackendInfo = BIG
) -> Stage:
    return Stage(Model(deque(answers), source), Person(deque(decisions or [])), Shell())


def test_a_confirmed_command_runs_and_its_status_is_passed_on() -> None:
    scene = stage("ls -l", decisions=[Run()])
    outcome = scene.answer(ASKING)
    assert scene.shell.ran == ["ls -l"]
    assert outcome.status == 7


def test_the_approval_holds_the_report_of_exactly_the_text_that_was_shown_last() -> None:
    scene = stage("ls", decisions=[Edit("wipe x"), Run()])
    scene.answer(ASKING)
    (approval,) = scene.shell.approvals
    assert approval.report is scene.person.shown[-1].report
    assert approval.report == screen(Command(text="wipe x", dialect="bash"))


def test_an_edit_is_screened_and_shown_again_and_its_syntax_error_is_only_a_warning() -> None:
    scene = stage("ls", decisions=[Edit("wipe 'x'"), Quit()])
    scene.answer(ASKING)
    edited = scene.person.shown[1]
    assert edited.report.level is Level.HIGH
    assert edited.edited
    assert edited.syntax_error == "unexpected end of file"


def test_an_edit_to_something_critical_is_refused() -> None:
    scene = stage("ls", decisions=[Edit("mkfs /dev/sda"), Run()])
    outcome = scene.answer(ASKING)
    assert scene.shell.ran == []
    assert outcome.status == 77


def test_without_a_terminal_and_without_yes_nothing_runs() -> None:
    scene = stage("ls")
    outcome = scene.answer(Policy(can_ask=False))
    assert scene.shell.ran == []
    assert outcome.is_answer
    assert outcome.status == 0


def test_declining_runs_nothing_and_is_status_1() -> None:
    scene = stage("ls", decisions=[Quit()])
    assert scene.answer(ASKING).status == 1
    assert scene.shell.ran == []


def test_turning_away_from_a_critical_command_is_a_refusal() -> None:
    scene = stage("mkfs /dev/sda", decisions=[Quit()])
    assert scene.answer(ASKING).status == 77


def test_a_critical_command_runs_only_with_consent_and_permission() -> None:
    scene = stage("mkfs /dev/sda", decisions=[Run()])
    assert scene.answer(replace(ASKING, allow_critical=True)).status == 7


@pytest.mark.parametrize("can_ask", [True, False])
@pytest.mark.parametrize("yes_level", list(Level))
@pytest.mark.parametrize("source", [BIG, STARTER], ids=["big", "starter"])
@pytest.mark.parametrize("text", ["ls", "touch x", "wipe x", "mkfs x", "ls <FILE>"])
def test_yes_runs_only_what_it_may(
    text: str, source: BackendInfo, yes_level: Level, *, can_ask: bool
) -> None:
    level = LEVELS[text.split(maxsplit=1)[0]]
    may = level <= min(yes_level, Level.MODERATE) and not blanks(text)
    may = may and (level is Level.SAFE or not source.is_starter)
    policy = Policy(yes=True, yes_level=yes_level, can_ask=can_ask, allow_critical=True)
    scene = stage(text, decisions=[Quit()], source=source)
    outcome = scene.answer(policy)
    assert scene.shell.ran == ([text] if may else [])
    if not may:
        assert outcome.status == (1 if can_ask else 79 if blanks(text) else 77)


def test_after_a_question_yes_no_longer_counts() -> None:
    scene = stage("touch x", decisions=[Edit("ls"), Quit()])
    assert scene.answer(Policy(yes=True, can_ask=True)).status == 1
    assert scene.shell.ran == []


@pytest.mark.parametrize("mode", [Mode.PRINT, Mode.DRY_RUN])
@pytest.mark.parametrize("yes", [True, False])
@pytest.mark.parametrize("text", ["ls", "wipe x", "mkfs x"])
def test_printing_and_dry_runs_never_run_and_never_ask(mode: Mode, text: str, *, yes: bool) -> None:
    scene = stage(text)
    outcome = scene.answer(Policy(mode=mode, yes=yes, can_ask=True, yes_level=Level.MODERATE))
    assert scene.shell.ran == []
    assert outcome.status == (77 if mode is Mode.PRINT and text == "mkfs x" else 0)


def test_a_command_with_a_blank_never_runs_unfilled() -> None:
    scene = stage("ls <FILE>", decisions=[Run(), Edit("ls notes.txt"), Run()])
    scene.answer(ASKING)
    assert scene.shell.ran == ["ls notes.txt"]
    assert scene.person.notes == ["fill in <FILE> first"]


def test_a_blank_is_no_syntax_error() -> None:
    scene = stage("ls '<FILE>'", decisions=[Quit()])
    scene.model.answers = deque(["ls <FILE>"])

    def strict(command: Command) -> str | None:
        return "redirection" if "<" in command.text else None

    assert propose(REQUEST, Sampling(), replace(scene.roles(), syntax_error=strict)).blanks == ("<FILE>",)


@pytest.mark.parametrize("mode", [Mode.RUN, Mode.PRINT])
def test_a_blank_that_nobody_can_fill_is_a_question(mode: Mode) -> None:
    outcome = stage("ls <FILE>").answer(Policy(mode=mode))
    assert isinstance(outcome.error, NeedsDetailError)
    assert not outcome.is_answer


@pytest.mark.parametrize("policy", [ASKING, Policy(yes=True), Policy(mode=Mode.PRINT)])
def test_a_command_that_cannot_be_screened_is_never_used(policy: Policy) -> None:
    scene = stage("ls")

    def broken(command: Command) -> Report:
        raise RecursionError(command.text)

    with pytest.raises(RefusedError):
        answer(REQUEST, Sampling(), replace(scene.roles(), screen=broken), policy)
    assert scene.shell.ran == []


def test_a_report_on_another_text_is_never_used() -> None:
    scene = stage("wipe x")

    def mistaken(command: Command) -> Report:
        return screen(replace(command, text="ls"))

    with pytest.raises(RefusedError):
        answer(REQUEST, Sampling(), replace(scene.roles(), screen=mistaken), Policy(yes=True))
    assert scene.shell.ran == []


def test_a_syntax_error_is_repaired_with_the_shells_own_message() -> None:
    scene = stage("ls 'x'", "ls x")
    assert scene.answer(Policy()).candidate.command.text == "ls x"
    (revision,) = scene.model.requests[1].revisions
    assert revision.command == "ls 'x'"
    assert "unexpected end of file" in revision.wish


def test_a_second_syntax_error_is_an_honest_failure() -> None:
    with pytest.raises(NoCommandError, match="twice: unexpected end of file"):
        stage("ls 'x'", "ls 'y'", "ls").answer(Policy())


def test_a_repair_gets_only_the_time_that_is_left() -> None:
    scene = stage("ls 'x'", "ls")
    answer(REQUEST, Sampling(timeout_s=9.0), scene.roles(), Policy())
    assert scene.model.samplings[1].timeout_s < 9.0
    with pytest.raises(TimedOutError):
        answer(REQUEST, Sampling(timeout_s=0.0), stage("ls 'x'", "ls").roles(), Policy())


def test_revising_keeps_the_conversation() -> None:
    scene = stage("ls", "ls -l", "ls -la", decisions=[Revise("long"), Revise("hidden too"), Run()])
    scene.answer(ASKING)
    assert [(r.command, r.wish) for r in scene.model.requests[2].revisions] == [
        ("ls", "long"),
        ("ls -l", "hidden too"),
    ]
    assert scene.shell.ran == ["ls -la"]


def test_a_revision_that_fails_leaves_what_is_on_the_screen() -> None:
    scene = stage("ls", NoCommandError("only prose"), decisions=[Revise("x"), Run()])
    scene.answer(ASKING)
    assert scene.person.notes == ["no other command: only prose"]
    assert scene.shell.ran == ["ls"]


def test_the_next_candidate_is_sampled_until_it_differs() -> None:
    scene = stage("ls", "ls", "ls -1", decisions=[Next(), Run()])
    scene.answer(ASKING)
    assert scene.shell.ran == ["ls -1"]
    # Warmer after an attempt that brought nothing new.
    assert [round(sampling.temperature, 1) for sampling in scene.model.samplings] == [0.0, 0.7, 0.9]


def test_no_other_candidate_is_said_once_and_the_question_comes_again() -> None:
    scene = stage("ls", "ls", "ls", "ls", decisions=[Next(), Quit()])
    assert scene.answer(ASKING).status == 1
    assert scene.person.notes == ["no other command: the model gives the same answer again"]


def test_a_seed_gives_the_same_other_candidates_every_time() -> None:
    scene = stage("ls", "ls -1", decisions=[Next(), Quit()])
    answer(REQUEST, Sampling(seed=0), scene.roles(), ASKING)
    assert [sampling.seed for sampling in scene.model.samplings] == [0, 1]


def test_candidates_are_looked_for_before_the_question_and_next_takes_them_in_order() -> None:
    scene = stage("ls", "ls -1", "ls -a", decisions=[Next(), Run()])
    outcome = scene.answer(replace(ASKING, candidates=3))
    assert scene.person.offered == [["ls -1", "ls -a"], ["ls -a"]]
    assert scene.shell.ran == ["ls -1"]
    assert [other.command.text for other in outcome.alternatives] == ["ls -a"]


def test_what_was_turned_down_is_not_offered_again() -> None:
    scene = stage("ls", "ls -1", "ls", "ls -1", "ls -a", decisions=[Next(), Next(), Run()])
    scene.answer(ASKING)
    assert scene.shell.ran == ["ls -a"]


def test_a_candidate_is_chosen_by_its_number_and_the_first_one_waits() -> None:
    scene = stage("ls", "ls -1", "ls -a", decisions=[Choose(3), Choose(3), Choose(9), Run()])
    scene.answer(replace(ASKING, candidates=3))
    assert [shown.command.text for shown in scene.person.shown] == ["ls", "ls -a", "ls", "ls"]
    assert scene.person.offered[:2] == [["ls -1", "ls -a"], ["ls -1", "ls"]]
    assert scene.shell.ran == ["ls"]


def test_fewer_candidates_than_wanted_are_no_failure() -> None:
    scene = stage("ls", "ls", "ls", "ls", decisions=[Run()])
    assert scene.answer(replace(ASKING, candidates=4)).status == 7
    assert scene.person.offered == []


def test_explaining_asks_again_without_showing_again() -> None:
    scene = stage("ls", decisions=[Explain(), Run()])
    scene.answer(ASKING)
    assert len(scene.person.shown) == len(scene.person.explained) == 1
    assert scene.shell.ran == ["ls"]


def test_an_edit_that_changes_nothing_is_no_edit() -> None:
    scene = stage("ls", decisions=[Edit("  ls \n"), Edit(" "), Quit()])
    scene.answer(ASKING)
    assert not any(candidate.edited for candidate in scene.person.shown)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (Policy(), Ruling.FINISH),
        (Policy(can_ask=True), Ruling.ASK),
        (Policy(yes=True), Ruling.RUN),
        (Policy(yes=True, can_ask=True), Ruling.RUN),
        (Policy(yes=True, can_ask=True, mode=Mode.PRINT), Ruling.FINISH),
        (Policy(yes=True, can_ask=True, mode=Mode.DRY_RUN), Ruling.FINISH),
    ],
)
def test_what_happens_to_a_safe_command(policy: Policy, expected: Ruling) -> None:
    answered = generated("ls")
    assert ruling(Candidate(answer=answered, report=screen(answered.command)), policy)[0] is expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cp <SOURCE> <DEST>", ("<SOURCE>", "<DEST>")),
        ("cat <file>", ("<file>",)),
        ("cat <your-file> | wc", ("<your-file>",)),
        ('cp "<FILE>" "<FILE>"', ("<FILE>",)),
        ("kill <PROCESS ID>", ("<PROCESS ID>",)),
        ("ssh <USER>@<HOST>", ("<USER>", "<HOST>")),
        ("grep '<title>' index.html", ()),
        ('sed "s/<b>//" x', ()),
        ("sort <in>out", ()),
        ("sort <in >out", ()),
        ("cmd <in 2>err", ()),
        ("cat <<EOF>out\nx\nEOF", ()),
        ("diff <(ls a) <(ls b)", ()),
        ("echo \\<FILE\\>", ()),
        ("ls", ()),
    ],
)
def test_blanks_are_told_from_redirections_and_data(text: str, found: tuple[str, ...]) -> None:
    assert blanks(text) == found


def test_a_name_that_stands_for_a_blank_moves_nothing() -> None:
    text = "cp <A> '<MY FILE>' x"
    assert stand_in(text) == ("cp _A_ '_MY_FILE_' x", {"_A_": "<A>", "_MY_FILE_": "<MY FILE>"})
    assert stand_in("ls") == ("ls", {})


@pytest.mark.parametrize(
    ("text", "value", "dialect", "filled_in"),
    [
        ("ls <X>", "a.txt", "bash", "ls a.txt"),
        ("ls <X>", "*.txt", "bash", "ls *.txt"),
        ("ls <X>", "~/x", "zsh", "ls ~/x"),
        ("ls <X>", "$HOME/x", "bash", "ls $HOME/x"),
        ("ls <X>", "my file", "bash", "ls 'my file'"),
        ("ls <X>", "a;reboot", "bash", "ls 'a;reboot'"),
        ("ls <X>", "'my file'", "bash", "ls 'my file'"),
        ("ls <X>", "my\\ file", "bash", "ls my\\ file"),
        ("ls <X>", "my file", "powershell", 'ls "my file"'),
        ('ls "<X>"', "my file", "bash", 'ls "my file"'),
        ('ls "<X>"', 'a"b', "bash", 'ls "a\\"b"'),
        ("ls '<X>'", "it's", "bash", "ls 'it'\\''s'"),
        ("cp <X> <X>.bak", "a", "bash", "cp a a.bak"),
    ],
)
def test_a_value_is_quoted_where_its_place_wants_it(
    text: str, value: str, dialect: str, filled_in: str
) -> None:
    assert fill_in(text, {"<X>": value}, dialect) == filled_in


def test_filling_puts_a_word_in_each_place() -> None:
    assert filled("cp <A> \"<B>\" '<c>' <A>") == "cp x \"x\" '<c>' x"
