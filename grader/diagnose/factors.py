"""Hypothesis: a named factor is missing, or is there once too often, or divides where it should multiply."""

from collections.abc import Iterator

import numpy as np

from grader.diagnose.cause import Cause, Claim
from grader.diagnose.facts import Facts, Sample
from grader.model.value import Array


def wrong_factor(facts: Facts) -> Iterator[Claim]:
    """The value is the right one divided by a named factor, times it, or times its square or its inverse square."""
    for name in facts.samples[0].factors:
        word = facts.word(name)
        shown = facts.shown
        says = {
            -1: ("missing_factor", f"Your `{shown}` is right but for one factor that is missing: {word}."),
            1: ("extra_factor", f"Your `{shown}` is right but for one factor too many: {word}."),
            -2: ("wrong_factor", f"Your `{shown}` is divided by {word} where it should be multiplied by it."),
            2: ("wrong_factor", f"Your `{shown}` is multiplied by {word} where it should be divided by it."),
        }
        for power, (code, words) in says.items():
            predicted = [_times(sample, sample.factors[name], power) for sample in facts.samples]
            yield Claim(Cause(code, name, words, facts.see.get(name, "")), predicted)


def other_factor(facts: Facts) -> Iterator[Claim]:
    """One named value stands where a named factor belongs."""
    first = facts.samples[0]
    known = {**first.arrays, **first.intermediates, **first.factors}
    for right in first.factors:
        for wrong in known:
            if wrong == right or known[wrong].shape not in ((), first.expected.shape):
                continue
            stands = f"{facts.word(wrong)} stands where {facts.word(right)} belongs"
            words = f"Your `{facts.shown}` is right but for one factor: {stands}."
            predicted = [_replaced(sample, right, wrong) for sample in facts.samples]
            yield Claim(Cause("wrong_operand", wrong, words, facts.see.get(right, "")), predicted)


def _replaced(sample: Sample, right: str, wrong: str) -> Array | None:
    without = _times(sample, sample.factors[right], -1)
    value = {**sample.arrays, **sample.intermediates, **sample.factors}.get(wrong)
    if without is None or value is None or np.shape(value) not in ((), without.shape):
        return None
    with np.errstate(all="ignore"):
        return np.asarray(without * value, dtype=np.float64)


def _times(sample: Sample, factor: Array, power: int) -> Array | None:
    """The expected value times a power of ``factor``; NaN where 0 is divided by 0, None when it does not broadcast."""
    if factor.ndim > sample.expected.ndim and len(factor) and (factor == factor[0]).all():
        factor = factor[0]
    try:
        wide = np.broadcast_to(factor, sample.expected.shape)
    except ValueError:
        return None
    with np.errstate(all="ignore"):
        return np.asarray(sample.expected * wide**power, dtype=np.float64)
