"""Hypothesis: the value is right, but it is another value of the exercise."""

from collections.abc import Iterator

from grader.diagnose.cause import Cause, Claim
from grader.diagnose.facts import Facts
from grader.diagnose.fit import same


def exchanged_outputs(facts: Facts) -> Iterator[Claim]:
    """Two returned values are exchanged: each is what the other should be."""
    for other in _others(facts):
        if _exchanged(facts, other):
            words = f"Your `{facts.shown}` and `{other}` stand in each other's place."
            subject = ",".join(sorted((facts.path, other)))
            yield Claim(Cause("swapped_outputs", subject, words), [sample.values[other] for sample in facts.samples])


def other_output(facts: Facts) -> Iterator[Claim]:
    """What came is what another returned value should be."""
    for other in _others(facts):
        if not _exchanged(facts, other):
            words = f"Your `{facts.shown}` is exactly what `{other}` should be."
            cause = Cause("equals_output", other, words, code="swapped_outputs")
            yield Claim(cause, [sample.values[other] for sample in facts.samples])


def _others(facts: Facts) -> list[str]:
    """The other values of the program that every sample has."""
    names = facts.samples[0].values
    return [name for name in names if name != facts.path and all(name in sample.values for sample in facts.samples)]


def _exchanged(facts: Facts, other: str) -> bool:
    """Whether the other value is what this one should be."""
    return all(other in s.outputs and same(s.outputs[other], s.expected, s.roundoff) for s in facts.samples)
