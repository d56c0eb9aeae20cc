"""Does a claim explain what came? On every sample that is wrong, and on those that are right as well."""

from enum import IntEnum

import numpy as np

from grader.diagnose.cause import Claim
from grader.diagnose.facts import Facts, Sample
from grader.model.value import Array

UNEXPLAINED = 1e-3
"""The share of a deviation that a hypothesis may leave unexplained: with less than three digits it is no explanation."""

STATED = 0.5
"""The share of a sample's entries that a claim must say something about, to say something about the sample."""


class Fit(IntEnum):
    """How well a claim explains the samples."""

    NONE = 0
    FAILING = 1
    """It explains every wrong sample, but would make right ones wrong as well."""
    FULL = 2
    """It explains every sample."""


class Word(IntEnum):
    """What a claim says about one sample."""

    NOTHING = 0
    TRUE = 1
    FALSE = 2


def fit(facts: Facts, claim: Claim) -> Fit:
    """How well ``claim`` explains ``facts``."""
    stated = unstated = 0
    pairs = list(zip(facts.samples, claim.predicted, strict=True))
    # Nearly every claim ends at the first wrong sample: those come first.
    for sample, predicted in pairs:
        if sample.failed:
            word = _word(sample, predicted)
            if word is Word.FALSE:
                return Fit.NONE
            stated += word is Word.TRUE
            unstated += word is Word.NOTHING
    if stated == 0 or unstated > stated // 2 or contradicted(facts, claim):
        return Fit.NONE
    full = not any(_word(sample, predicted) is Word.FALSE for sample, predicted in pairs if not sample.failed)
    if claim.everywhere and not full:
        return Fit.NONE
    return Fit.FULL if full else Fit.FAILING


def _word(sample: Sample, predicted: Array | None) -> Word:
    return Word.NOTHING if predicted is None else compare(sample, predicted)


def contradicted(facts: Facts, claim: Claim) -> bool:
    """Whether the claim makes another value wrong that came right."""
    for sample, said in zip(facts.samples, claim.elsewhere, strict=False):
        for path, value in said.items():
            came, due = sample.outputs.get(path), sample.values.get(path)
            if path == facts.path or came is None or due is None or not sample.failed:
                continue
            if same(came, due, sample.roundoff) and not same(came, value, sample.roundoff):
                return True
    return False


def complete(facts: Facts, claim: Claim) -> bool:
    """Whether every other value came as the claim says: changed where it changes it, right elsewhere."""
    if not claim.elsewhere:
        return False
    return all(
        same(came, said.get(path, sample.values[path]), sample.roundoff)
        for sample, said in zip(facts.samples, claim.elsewhere, strict=True)
        for path, came in sample.outputs.items()
        if path in sample.values and path != facts.path
    )


def explains(sample: Sample, predicted: Array) -> bool:
    """Whether a sample came as predicted."""
    return compare(sample, predicted) is Word.TRUE


def compare(sample: Sample, predicted: Array) -> Word:
    """Whether a sample came as predicted; a wrong one so closely that the prediction accounts for (nearly) all of its deviation."""
    predicted = np.asarray(predicted, dtype=np.float64)
    got, wanted = sample.got, sample.expected
    if predicted.shape != got.shape:
        fitted = sample.fitted
        if fitted is None or predicted.shape != fitted.shape:
            return Word.FALSE
        got = fitted
    silent = np.isnan(predicted)
    if predicted.size and (silent & np.isfinite(got)).mean() > 1 - STATED:
        return Word.NOTHING
    # Where both are infinite or undefined the prediction has come true, whatever the kind of infinity.
    odd = ~np.isfinite(got) & ~np.isfinite(predicted)
    counted = ~silent & ~odd
    if not np.isfinite(got[counted]).all() or not np.isfinite(predicted[counted]).all():
        return Word.FALSE
    if predicted.size and not counted.any():
        return Word.NOTHING
    error = float(np.abs(got[counted] - predicted[counted]).max(initial=0.0))
    if not error <= _tolerance(sample, predicted[counted]):
        return Word.FALSE
    if sample.failed and wanted.shape == got.shape and not odd.any():
        whole = float(np.abs(got[counted] - wanted[counted]).max(initial=0.0))
        if whole <= _tolerance(sample, predicted[counted]):
            return Word.NOTHING  # It is silent about just those entries that are wrong.
        return Word.TRUE if error <= UNEXPLAINED * whole else Word.FALSE
    return Word.TRUE


def _tolerance(sample: Sample, predicted: Array) -> float:
    finite = np.abs(sample.expected[np.isfinite(sample.expected)])
    return sample.roundoff * max(float(finite.max(initial=0.0)), float(np.abs(predicted).max(initial=0.0)))


def same(came: Array, due: Array, roundoff: float) -> bool:
    """Whether two arrays hold the same numbers in the same shape, up to so much of their largest entry."""
    if came.shape != due.shape:
        return False
    if not came.size:
        return True
    if not (np.isfinite(came).all() and np.isfinite(due).all()):
        return bool(np.array_equal(came, due, equal_nan=True))
    return float(np.abs(came - due).max()) <= roundoff * max(float(np.abs(due).max()), float(np.abs(came).max()))
