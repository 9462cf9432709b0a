"""From a request to a screened command: one question to the model, and a second one where the first answer cannot work."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cmdgen.core.errors import CmdgenError, NoCommandError, RefusedError, TimedOutError
from cmdgen.core.records import (
    Certainty,
    Command,
    CommandRequest,
    GeneratedCommand,
    Level,
    Report,
    Revision,
    Sampling,
)
from cmdgen.pipeline.blanks import filled, stand_in
from cmdgen.pipeline.values import Candidate
from cmdgen.prompting.confidence import for_level

if TYPE_CHECKING:
    from cmdgen.core.ports import Screener
    from cmdgen.pipeline.roles import Roles

_TEMPERATURE: Final = 0.7
"""Of the next answer of a model that cannot be told what was wrong with the first."""
_UNREADABLE: Final = "unreadable.syntax"
"""The rule about a text that the shell cannot read."""


def propose(request: CommandRequest, sampling: Sampling, roles: Roles) -> Candidate:
    """Return a screened command for the request, repaired once where needed.

    Its syntax is repaired, or its options where the installed programs do not know one.  An answer whose options stay
    unknown is still an answer: what is unknown is for the view to say.

    Raises:
        NoCommandError: the second attempt has a syntax error as well.
    """
    deadline = time.monotonic() + sampling.timeout_s
    with roles.view.waiting():
        first = roles.generator.generate(request, sampling)
        complaint = syntax_complaint(first.command, roles)
        if complaint is None:
            unknown = roles.option_error(first)
            best = (
                first
                if unknown is None
                else _with_known_options(first, unknown, request, sampling, roles, deadline)
            )
            return _screened(best, roles)
        left_s = deadline - time.monotonic()
        if left_s <= 0:
            message = (
                f"the {sampling.timeout_s:g} s are spent, and the answer has a syntax error: {complaint}"
            )
            raise TimedOutError(message, hint="allow more with --timeout")
        wish = f"fix the {first.command.dialect} syntax error: {complaint}"
        second = _again(first, wish, request, replace(sampling, timeout_s=left_s), roles)
        again = syntax_complaint(second.command, roles)
        if again is None:
            return _screened(second, roles)
    message = f"the answer is no valid {second.command.dialect}, twice: {again}"
    raise NoCommandError(message, hint="say it in other words, or try another model with --model")


def syntax_complaint(command: Command, roles: Roles) -> str | None:
    """Return what the shell says against the command; a blank is no mistake of its grammar."""
    return roles.syntax_error(replace(command, text=filled(command.text)))


def report_on(command: Command, screen: Screener) -> Report:
    """Return the report on exactly this command.

    Where only its blanks keep it from being read (`tar -czf <ARCHIVE> <FOLDER>`, in which the shell sees
    redirections), the report is on the command with names in their place: it never runs before they are filled in.

    Raises:
        RefusedError: there is none.
    """
    report = _checked(command, screen)
    text, names = stand_in(command.text)
    if not names or all(finding.rule != _UNREADABLE for finding in report.findings):
        return report

    def spoken(words: str) -> str:
        for name, blank in names.items():
            words = words.replace(name, blank)
        return words

    # What stands before the part that cannot be read might run all the same, typed as it is.
    worst = [found for found in report.findings if found.rule != _UNREADABLE and found.level >= Level.HIGH]
    named = [
        replace(found, message=spoken(found.message), fix=None if found.fix is None else spoken(found.fix))
        for found in _checked(replace(command, text=text), screen).findings
    ]
    known = {(found.rule, found.span) for found in named}
    findings = [*named, *(found for found in worst if (found.rule, found.span) not in known)]
    return Report(
        command=command,
        findings=tuple(sorted(findings, key=lambda found: (-found.level, found.span))),
    )


def _checked(command: Command, screen: Screener) -> Report:
    try:
        report = screen(command)
    except Exception as error:  # screening is meant to be total; if it is not, the stricter answer counts
        message = "the command could not be screened, so it is not used"
        raise RefusedError(message, hint="please report this command as a bug") from error
    if report.command != command:
        message = "the screening was of another text, so the command is not used"
        raise RefusedError(message, hint="please report this command as a bug")
    return report


def _with_known_options(  # noqa: PLR0913, PLR0917  (what one question is about)
    first: GeneratedCommand,
    unknown: str,
    request: CommandRequest,
    sampling: Sampling,
    roles: Roles,
    deadline: float,
) -> GeneratedCommand:
    """Return a second answer if it uses known options alone, else the first."""
    left_s = deadline - time.monotonic()
    if left_s <= 0:
        return first
    wish = f"write it without the option that is unknown on this machine: {unknown}"
    try:
        second = _again(first, wish, request, replace(sampling, timeout_s=left_s), roles)
    except CmdgenError:  # a question back, no command, no time: there is an answer already
        return first
    works = syntax_complaint(second.command, roles) is None and roles.option_error(second) is None
    # Another answer of a model that was not told what to change may do something else altogether.
    is_doubtful = second.source.is_starter and second.confidence.certainty is Certainty.UNSURE
    return second if works and not is_doubtful else first


def _again(
    first: GeneratedCommand, wish: str, request: CommandRequest, sampling: Sampling, roles: Roles
) -> GeneratedCommand:
    """Ask once more: a model that can be talked to hears what is wrong, the starter gives its next answer."""
    if first.source.is_starter:
        seed = None if sampling.seed is None else sampling.seed + 1
        warmer = replace(sampling, temperature=max(sampling.temperature, _TEMPERATURE), seed=seed)
        return roles.generator.generate(request, warmer)
    repair = Revision(command=first.command.text, wish=wish)
    return roles.generator.generate(replace(request, revisions=(*request.revisions, repair)), sampling)


def _screened(generated: GeneratedCommand, roles: Roles) -> Candidate:
    report = report_on(generated.command, roles.screen)
    # A guess that only reads costs a second look; one that changes something may cost more.
    rated = replace(generated, confidence=for_level(generated.confidence, report.level))
    return Candidate(answer=rated, report=report)
