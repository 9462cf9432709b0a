"""The one use case: generate a command, check its syntax, screen it, show it, decide, run it.

Functions from value to value, with everything that touches the world handed in as a role.  The
invariants that the rest of the program relies on are kept here:

* the executor gets an `Approval` and nothing else;
* the approval holds the report on exactly the text that was shown last;
* a changed text is a new command and is screened again;
* without a person to ask, nothing runs unless `--yes` was given, and `--yes` has limits.
"""

from cmdgen.pipeline.answering import answer
from cmdgen.pipeline.blanks import blanks, fill_in
from cmdgen.pipeline.decisions import (
    Choose,
    Decision,
    Edit,
    Explain,
    Next,
    Quit,
    Revise,
    Run,
)
from cmdgen.pipeline.proposing import propose
from cmdgen.pipeline.roles import Roles, View
from cmdgen.pipeline.rulings import Ruling, ruling
from cmdgen.pipeline.values import Candidate, Mode, Outcome, Policy

__all__ = [
    "Candidate",
    "Choose",
    "Decision",
    "Edit",
    "Explain",
    "Mode",
    "Next",
    "Outcome",
    "Policy",
    "Quit",
    "Revise",
    "Roles",
    "Ruling",
    "Run",
    "View",
    "answer",
    "blanks",
    "fill_in",
    "propose",
    "ruling",
]
