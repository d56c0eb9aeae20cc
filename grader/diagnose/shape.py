"""Hypotheses on shapes: transposed, not summed over the batch, summed over too much or the wrong axis."""

from collections.abc import Iterator

import numpy as np

from grader.diagnose.cause import Cause, Claim
from grader.diagnose.facts import Facts, Sample
from grader.model.value import Array


def transposed(facts: Facts) -> Iterator[Claim]:
    """Rows and columns are exchanged."""
    if all(sample.expected.ndim == 2 for sample in facts.samples):
        words = f"Your `{facts.shown}` is right but transposed: rows and columns are exchanged."
        yield Claim(Cause("transposed", "", words), [sample.expected.T for sample in facts.samples])


def not_summed(facts: Facts) -> Iterator[Claim]:
    """Summed over its first axis, what came would be right."""
    words = f"Your `{facts.shown}` is not summed over the batch: added up over the rows, its numbers would be right."
    predicted = [_if_right(sample, sample.got.sum(axis=0)) if sample.got.ndim else None for sample in facts.samples]
    if all(sample.got.ndim == sample.expected.ndim + 1 for sample in facts.failed):
        yield Claim(Cause("not_summed", "", words), predicted)


def not_averaged(facts: Facts) -> Iterator[Claim]:
    """Averaged over its first axis, what came would be right."""
    words = f"Your `{facts.shown}` is not averaged over the batch: the mean over its rows would be right."
    if all(sample.got.ndim == sample.expected.ndim + 1 and sample.got.size for sample in facts.failed):
        predicted = [
            _if_right(sample, sample.got.mean(axis=0)) if sample.got.size else None for sample in facts.samples
        ]
        yield Claim(Cause("not_summed", "averaged", words), predicted)


def summed_to_one_number(facts: Facts) -> Iterator[Claim]:
    """One number came, the sum or the mean of the right entries."""
    if all(sample.got.size == 1 < sample.expected.size for sample in facts.failed):
        for code, done, reduce in (("summed", "summed", np.sum), ("averaged", "averaged", np.mean)):
            words = (
                f"Your `{facts.shown}` is one number, the right entries {code}: it is {done} over one axis too many."
            )
            predicted = [np.full(sample.got.shape, reduce(sample.expected)) for sample in facts.samples]
            yield Claim(Cause("wrong_axis", code, words), predicted)


def column(facts: Facts) -> Iterator[Claim]:
    """The right numbers stand in a column, in an array of another shape."""
    if all(sample.got.size == sample.expected.size and sample.fitted is not sample.got for sample in facts.failed):
        words = f"Your `{facts.shown}` holds the right numbers in the wrong shape."
        predicted = [_if_right(sample, sample.got.reshape(sample.expected.shape)) for sample in facts.samples]
        yield Claim(Cause("wrong_shape", "", words), predicted)


def _if_right(sample: Sample, value: Array) -> Array:
    """What came, when ``value`` is the right one; infinities, which nothing equals, when it is not."""
    due = sample.expected
    if value.shape == due.shape:
        scale = float(np.abs(due[np.isfinite(due)]).max(initial=0.0))
        if float(np.abs(value - due).max(initial=0.0)) <= sample.roundoff * scale:
            return sample.got
    return np.full(sample.got.shape, np.inf)
