"""Hypothesis: a named value is added that does not belong there, or one that belongs there is left out."""

from collections.abc import Iterator

import numpy as np

from grader.diagnose.cause import Cause, Claim
from grader.diagnose.facts import Facts, Sample
from grader.model.value import Array


def named_difference(facts: Facts) -> Iterator[Claim]:
    """What came and what is due differ by a named value, once, with either sign."""
    first = facts.samples[0]
    known = {
        **first.intermediates,
        **{n: np.asarray(v) for n, v in first.inputs.items() if not isinstance(v, str | bool)},
    }
    for name in known:
        if name in first.terms:
            continue
        word = facts.word(name)
        for sign, code, done in (
            (1.0, "extra_term", "is added"),
            (-1.0, "missing_term", "is subtracted, or left out,"),
        ):
            words = f"Your `{facts.shown}` is right but for one term: {word} {done} where it should not be."
            yield Claim(Cause(code, name, words), [_plus(sample, name, sign) for sample in facts.samples])


def _plus(sample: Sample, name: str, times: float) -> Array | None:
    value = sample.intermediates.get(name, sample.inputs.get(name))
    try:
        added = np.broadcast_to(np.asarray(value, dtype=np.float64), sample.expected.shape)
    except (TypeError, ValueError):
        return None
    return np.asarray(sample.expected + times * added)
