"""The steps of one request and the loop around the question."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from cmdgen.core.errors import CmdgenError, NoCommandError, RefusedError, TimedOutError
from cmdgen.core.records import (
    Approval,
    Command,
    CommandRequest,
    GeneratedCommand,
    Report,
    Revision,
    Sampling,
)
from cmdgen.pipeline.blanks import filled
from cmdgen.pipeline.decisions import Edit, Explain, Next, Quit, Revise, Run
from cmdgen.pipeline.others import Others
from cmdgen.pipeline.rulings import Ruling, objection_to, ruling
from cmdgen.pipeline.values import Candidate, Outcome, Policy
from cmdgen.prompting.confidence import for_level

if TYPE_CHECKING:
    from cmdgen.core.ports import Screener
    from cmdgen.pipeline.roles import Roles, View


def answer(request: CommandRequest, sampling: Sampling, roles: Roles, policy: Policy) -> Outcome:
    """Answer one request, from the words to the end of the command.

    Args:
        sampling: its `timeout_s` is the budget of one whole answer, a repair included.

    Raises:
        NoCommandError: no command with a valid syntax came back, not at the second attempt either.
        RefusedError: the command could not be screened.
        CmdgenError: whatever the generator raises.
    """
    candidate = propose(request, sampling, roles)
    others = Others(lambda wanted, how: propose(wanted, how, roles))
    others.saw(candidate)
    others.find(request, sampling, policy.candidates - 1)
    outcome = _settled(request, candidate, sampling, roles, policy, others)
    return replace(outcome, alternatives=others.waiting)


def _settled(  # noqa: PLR0913, PLR0917  (what one conversation is about)
    request: CommandRequest,
    candidate: Candidate,
    sampling: Sampling,
    roles: Roles,
    policy: Policy,
    others: Others,
) -> Outcome:
    """Show, ask and change until there is an end."""
    while True:
        roles.view.show(candidate)
        if others.waiting:
            roles.view.offer(candidate, others.waiting)
        verdict, error = ruling(candidate, policy)
        if verdict is Ruling.RUN:
            return _run(request, candidate, roles)
        if verdict is not Ruling.ASK:
            return Outcome(request=request, candidate=candidate, error=error)
        decision = _decision(candidate, roles.view)
        if not isinstance(decision, (Edit, Revise, Next)):
            return _ended(decision, request, candidate, roles, policy)
        # Whoever was asked once is asked about every change as well.
        policy = replace(policy, yes=False)
        request, candidate = _changed(decision, request, candidate, sampling, roles, others)


def _decision(candidate: Candidate, view: View) -> Run | Edit | Revise | Next | Quit:
    """Ask until the answer leads on: an explanation does not, nor does running a command with blanks."""
    while True:
        decision = view.decide(candidate)
        if isinstance(decision, Explain):
            view.explain(candidate)
        elif isinstance(decision, Run) and candidate.blanks:
            view.note(f"fill in {', '.join(candidate.blanks)} first")
        else:
            return decision


def _ended(
    decision: Run | Quit, request: CommandRequest, candidate: Candidate, roles: Roles, policy: Policy
) -> Outcome:
    """Return the outcome of a decision after which nothing more is shown."""
    # Whatever a user interface lets pass, this is the last look at what runs.
    objection = objection_to(candidate, policy)
    if isinstance(objection, RefusedError) or (objection is not None and isinstance(decision, Run)):
        return Outcome(request=request, candidate=candidate, error=objection)
    if isinstance(decision, Quit):
        return Outcome(request=request, candidate=candidate, declined=True)
    return _run(request, candidate, roles)


def _run(request: CommandRequest, candidate: Candidate, roles: Roles) -> Outcome:
    execution = roles.execute(Approval(report=candidate.report))
    return Outcome(request=request, candidate=candidate, execution=execution)


def propose(request: CommandRequest, sampling: Sampling, roles: Roles) -> Candidate:
    """Return a screened command for the request, its syntax repaired once where needed.

    Raises:
        NoCommandError: the second attempt has a syntax error as well.
    """
    started = time.monotonic()
    with roles.view.waiting():
        first = roles.generator.generate(request, sampling)
        complaint = _complaint(first.command, roles)
        if complaint is None:
            return _screened(first, roles)
        left_s = sampling.timeout_s - (time.monotonic() - started)
        if left_s <= 0:
            message = (
                f"the {sampling.timeout_s:g} s are spent, and the answer has a syntax error: {complaint}"
            )
            raise TimedOutError(message, hint="allow more with --timeout")
        repair = Revision(
            command=first.command.text, wish=f"fix the {first.command.dialect} syntax error: {complaint}"
        )
        second = roles.generator.generate(
            replace(request, revisions=(*request.revisions, repair)), replace(sampling, timeout_s=left_s)
        )
        again = _complaint(second.command, roles)
        if again is None:
            return _screened(second, roles)
    message = f"the answer is no valid {second.command.dialect}, twice: {again}"
    raise NoCommandError(message, hint="say it in other words, or try another model with --model")


def _complaint(command: Command, roles: Roles) -> str | None:
    """Return what the shell says against the command; a blank is no mistake of its grammar."""
    return roles.syntax_error(replace(command, text=filled(command.text)))


def _screened(generated: GeneratedCommand, roles: Roles) -> Candidate:
    report = _report(generated.command, roles.screen)
    # A guess that only reads costs a second look; one that changes something may cost more.
    rated = replace(generated, confidence=for_level(generated.confidence, report.level))
    return Candidate(answer=rated, report=report)


def _report(command: Command, screen: Screener) -> Report:
    try:
        report = screen(command)
    except Exception as error:  # screening is meant to be total; if it is not, the stricter answer counts
        message = "the command could not be screened, so it is not used"
        raise RefusedError(message, hint="please report this command as a bug") from error
    if report.command != command:
        message = "the screening was of another text, so the command is not used"
        raise RefusedError(message, hint="please report this command as a bug")
    return report


def _changed(  # noqa: PLR0913, PLR0917  (what one conversation is about)
    decision: Edit | Revise | Next,
    request: CommandRequest,
    candidate: Candidate,
    sampling: Sampling,
    roles: Roles,
    others: Others,
) -> tuple[CommandRequest, Candidate]:
    """Return the request and the candidate after a decision that changes the command."""
    if isinstance(decision, Edit):
        return request, _edited(candidate, decision.text, roles)
    try:
        if isinstance(decision, Revise):
            revision = Revision(command=candidate.command.text, wish=decision.wish)
            revised = replace(request, revisions=(*request.revisions, revision))
            others.forget()
            changed = propose(revised, sampling, roles)
            others.saw(changed)
            return revised, changed
        return request, others.next(request, sampling)
    except CmdgenError as error:
        # What is on the screen is still a good answer.
        roles.view.note(f"no other command: {error.message}")
        return request, candidate


def _edited(candidate: Candidate, text: str, roles: Roles) -> Candidate:
    text = text.strip()
    if not text or text == candidate.command.text:
        return candidate
    command = replace(candidate.command, text=text)
    report = _report(command, roles.screen)
    return replace(candidate, report=report, edited=True, syntax_error=_complaint(command, roles))
