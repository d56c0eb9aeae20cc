"""Why checks failed: hypotheses on the numbers first, then the student's own lines. Never changes a mark."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence

from grader.checks.evidence import Evidence
from grader.checks.hand import HandSettings
from grader.diagnose.adopt import adopted
from grader.diagnose.combine import Explanation, explain
from grader.diagnose.consequences import follows
from grader.diagnose.failure import Failure
from grader.diagnose.gather import facts_of
from grader.diagnose.hands_on import Insight, look_into
from grader.diagnose.repair import OpenSession, is_numeric
from grader.diagnose.words import findings
from grader.model.call import Job
from grader.model.result import CheckResult, Finding
from grader.model.verdict import Verdict

NUMBERS_ARE_WRONG = frozenset(
    {"wrong_value", "wrong_shape", "not_finite", "not_repeatable", "hand_wrong", "sign", "too_few_digits"}
)
"""Findings of checks after which there are numbers to explain; the others name their cause themselves."""


LAST_RESORT_SECONDS = 30.0
"""Where the search for a line ends in a file that sleeps, or where the machine hardly gets on; else it ends by its own count."""


def diagnose(
    failed: Sequence[tuple[Evidence, CheckResult]],
    right: Sequence[Evidence],
    job: Job | None = None,
    open_session: OpenSession | None = None,
) -> dict[str, tuple[Finding, ...]]:
    """Findings of level "cause" by check id, for the failed checks of one exercise of one student.

    ``right``: the checks that passed, of all parts. With ``job`` (the student's file as it was graded) and ``open_session``
    the file is run again, with variations. Nothing is done when nothing failed.
    """
    deadline = time.perf_counter() + LAST_RESORT_SECONDS
    failures = [_explained(evidence, result) for evidence, result in failed if has_numbers(evidence, result)]
    failures = _agreed(failures)
    insights: Mapping[str, Insight] = {}
    if failures and job is not None and open_session is not None:
        known = {f.evidence.check.id: [e.cause for e in f.explanations] for f in failures}
        numeric = [f.evidence for f in failures if is_numeric(f.evidence)]
        insights = look_into(numeric, [e for e in right if is_numeric(e)], known, job, open_session, deadline)
    said = findings(failures, insights)
    return said | follows([pair for pair in failed if pair[0].check.id not in said], failures, said, job)


def has_numbers(evidence: Evidence, result: CheckResult) -> bool:
    """Whether a failed check is one whose numbers can be explained."""
    if result.verdict not in (Verdict.FAILED, Verdict.PARTIAL):
        return False
    if not is_numeric(evidence) and not isinstance(evidence.check.settings, HandSettings):
        return False
    return any(finding.code in NUMBERS_ARE_WRONG for finding in result.findings)


def _explained(evidence: Evidence, result: CheckResult) -> Failure:
    facts = tuple(facts_of(evidence, result))
    explanations = tuple(explain(f) for f in facts)
    if isinstance(evidence.check.settings, HandSettings):
        explanations = _shared(explanations)
    return Failure(evidence, result, facts, explanations)


def _shared(explanations: tuple[Explanation, ...]) -> tuple[Explanation, ...]:
    """Four digits fit many a cause by chance: on paper only those count that explain two answers, and a wrong sign."""
    slugs = Counter(explanation.cause.slug for explanation in explanations if explanation.cause is not None)
    return tuple(
        e if e.cause is None or e.cause.kind == "sign" or slugs[e.cause.slug] > 1 else Explanation(None)
        for e in explanations
    )


def _agreed(failures: Sequence[Failure]) -> list[Failure]:
    """The failures, where a cause that was found with more to go on replaces others that fit less evidence."""
    pairs = [(f, e) for failure in failures for f, e in zip(failure.facts, failure.explanations, strict=True)]
    settled = {id(f): e for f, e in adopted(pairs)}
    return [
        Failure(failure.evidence, failure.result, failure.facts, tuple(settled[id(f)] for f in failure.facts))
        for failure in failures
    ]
