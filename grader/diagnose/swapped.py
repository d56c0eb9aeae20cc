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
            yield Claim(_cause(facts, other), [sample.values[other] for sample in facts.samples])


def _cause(facts: Facts, other: str) -> Cause:
    """Another value is returned; when it comes of an earlier call of the same function, that call's result is kept."""
    own, earlier = (_call(facts, path) for path in (facts.path, other))
    if own is not None and earlier is not None and earlier[0] < own[0] and earlier[1] == own[1]:
        words = (
            f"A second call of `{own[1]}` gives the first one's result again: something is kept from one call to the next."
        )
        return Cause("state_between_calls", "", words)
    words = f"Your `{facts.shown}` is exactly what `{other}` should be."
    return Cause("equals_output", other, words, code="swapped_outputs")


def _call(facts: Facts, path: str) -> tuple[int, str] | None:
    """Which call of the program a value comes of: its index and its target."""
    name = path.split(".")[0]
    return next(((index, call.target) for index, call in enumerate(facts.program) if name in call.binds), None)


def _others(facts: Facts) -> list[str]:
    """The other values of the program that every sample has."""
    names = facts.samples[0].values
    return [name for name in names if name != facts.path and all(name in sample.values for sample in facts.samples)]


def _exchanged(facts: Facts, other: str) -> bool:
    """Whether the other value is what this one should be."""
    return all(other in s.outputs and same(s.outputs[other], s.expected, s.roundoff) for s in facts.samples)
