"""A failed check on its way through the diagnosis."""

from dataclasses import dataclass

from grader.checks.evidence import Evidence
from grader.diagnose.combine import Explanation
from grader.diagnose.facts import Facts
from grader.model.result import CheckResult


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed check with the facts of each of its wrong values and what explains them, in the same order."""

    evidence: Evidence
    result: CheckResult
    facts: tuple[Facts, ...] = ()
    explanations: tuple[Explanation, ...] = ()
