"""One student rarely makes two mistakes at once: a cause found on much evidence is tried on the values with less."""

from collections.abc import Sequence

from grader.diagnose.combine import Explanation
from grader.diagnose.facts import Facts
from grader.diagnose.fit import Fit, fit
from grader.diagnose.table import HYPOTHESES


def adopted(pairs: Sequence[tuple[Facts, Explanation]]) -> list[tuple[Facts, Explanation]]:
    """The same facts, each with the cause of the best evidenced facts that explains it as well."""
    strongest = sorted((p for p in pairs if p[1].cause is not None), key=lambda pair: -weight(pair[0]))
    return [(facts, _better(facts, explanation, strongest)) for facts, explanation in pairs]


def weight(facts: Facts) -> int:
    """How much evidence there is: the numbers that are wrong."""
    return sum(sample.expected.size for sample in facts.failed)


def _better(facts: Facts, own: Explanation, others: Sequence[tuple[Facts, Explanation]]) -> Explanation:
    for other, explanation in others:
        cause = explanation.cause
        if weight(other) < weight(facts) or cause is None or (own.cause is not None and cause.slug == own.cause.slug):
            continue
        for hypothesis in HYPOTHESES:
            if hypothesis.trust != explanation.trust:
                continue
            for claim in hypothesis.claims(facts):
                if claim.cause.slug == cause.slug and fit(facts, claim) is Fit.FULL:
                    return Explanation(claim.cause, trust=explanation.trust)
    return own
