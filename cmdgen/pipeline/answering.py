"""The steps of one request and the loop around the question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cmdgen.core.errors import CmdgenError, RefusedError
from cmdgen.core.records import Approval, CommandRequest, Revision, Sampling
from cmdgen.pipeline.decisions import Choose, Edit, Explain, Next, Quit, Revise, Run
from cmdgen.pipeline.others import Others
from cmdgen.pipeline.proposing import propose, report_on, syntax_complaint
from cmdgen.pipeline.rulings import Ruling, objection_to, ruling
from cmdgen.pipeline.values import Candidate, Outcome, Policy

if TYPE_CHECKING:
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
        if not isinstance(decision, (Edit, Revise, Next, Choose)):
            return _ended(decision, request, candidate, roles, policy)
        # Whoever was asked once is asked about every change as well.
        policy = replace(policy, yes=False)
        request, candidate = _changed(decision, request, candidate, sampling, roles, others)


def _decision(candidate: Candidate, view: View) -> Run | Edit | Revise | Next | Choose | Quit:
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


def _changed(  # noqa: PLR0913, PLR0917  (what one conversation is about)
    decision: Edit | Revise | Next | Choose,
    request: CommandRequest,
    candidate: Candidate,
    sampling: Sampling,
    roles: Roles,
    others: Others,
) -> tuple[CommandRequest, Candidate]:
    """Return the request and the candidate after a decision that changes the command."""
    if isinstance(decision, Edit):
        return request, _edited(candidate, decision.text, roles)
    if isinstance(decision, Choose):
        return request, others.chosen(decision.number, candidate)
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
    report = report_on(command, roles.screen)
    return replace(candidate, report=report, edited=True, syntax_error=syntax_complaint(command, roles))
