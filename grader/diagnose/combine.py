"""From hypotheses to what is said: the most trusted cause that fits, and nothing when two fit equally."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from grader.diagnose.cause import Cause, Claim
from grader.diagnose.facts import Facts
from grader.diagnose.fit import Fit, complete, fit
from grader.diagnose.table import HYPOTHESES, Hypothesis


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the hypotheses made of one value's facts. Without a cause, ``rivals`` are those that fit equally."""

    cause: Cause | None
    rivals: tuple[Cause, ...] = ()
    trust: int = 0


def explain(facts: Facts, hypotheses: Sequence[Hypothesis] = HYPOTHESES) -> Explanation:
    """The cause of the most trusted hypotheses that explain all samples; failing that, all wrong ones."""
    if not facts.telling:
        hypotheses = [hypothesis for hypothesis in hypotheses if hypothesis.on_little]
    partly: list[tuple[int, Claim]] = []
    for trust, level in groupby(hypotheses, key=lambda hypothesis: hypothesis.trust):
        full: list[Claim] = []
        for claim in _claims(facts, level):
            how = fit(facts, claim)
            if how is Fit.FULL:
                full.append(claim)
            elif how is Fit.FAILING:
                partly.append((trust, claim))
        if full:
            return _settled(facts, full, trust)
    if partly:
        trust = partly[0][0]
        settled = _settled(facts, [claim for level, claim in partly if level == trust], trust)
        return replace(settled, cause=settled.cause and _narrowed(settled.cause, facts))
    return Explanation(None)


def _claims(facts: Facts, level: Iterator[Hypothesis]) -> Iterator[Claim]:
    for hypothesis in level:
        yield from hypothesis.claims(facts)


def _settled(facts: Facts, claims: list[Claim], trust: int) -> Explanation:
    """One cause when the claims name one; those that are right about all other values too count before the rest."""
    chosen = [claim for claim in claims if complete(facts, claim)] or claims
    causes = {claim.cause.slug: claim.cause for claim in reversed(chosen)}
    if len(causes) == 1:
        return Explanation(next(iter(causes.values())), trust=trust)
    return Explanation(None, tuple(causes.values()), trust)


def _narrowed(cause: Cause, facts: Facts) -> Cause:
    """The cause, with a sentence on the cases in which alone it shows."""
    notes = list(dict.fromkeys(sample.note for sample in facts.failed))
    shown = "; ".join(notes[:2]) + ("; …" if len(notes) > 2 else "")
    return replace(cause, words=f"{cause.words} It shows in some cases only: {shown}.")
