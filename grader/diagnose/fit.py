"""Does a claim explain what came? On every sample that is wrong, and on those that are right as well."""

from enum import IntEnum

import numpy as np

from grader.diagnose.cause import Claim
from grader.diagnose.facts import Facts, Sample
from grader.model.value import Array

UNEXPLAINED = 1e-3
"""The share of a deviation that a hypothesis may leave unexplained: with less than three digits it is no explanation."""

STATED = 0.75
"""The share of a sample's entries that a claim must say something about."""


class Fit(IntEnum):
    """How well a claim explains the samples."""

    NONE = 0
    FAILING = 1
    """It explains every wrong sample, but would make right ones wrong as well."""
    FULL = 2
    """It explains every sample."""


def fit(facts: Facts, claim: Claim) -> Fit:
    """How well ``claim`` explains ``facts``."""
    if contradicted(facts, claim):
        return Fit.NONE
    stated = unstated = 0
    full = True
    for sample, predicted in zip(facts.samples, claim.predicted, strict=True):
        if predicted is None or (predicted.size and np.isnan(predicted).all()):
            unstated += sample.failed
            continue
        if sample.failed:
            if not explains(sample, predicted):
                return Fit.NONE
            stated += 1
        elif full and not agrees(sample, predicted):
            full = False
    if stated == 0 or unstated > stated // 2 or (claim.everywhere and not full):
        return Fit.NONE
    return Fit.FULL if full else Fit.FAILING


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
    """Whether a wrong sample is as predicted, and the prediction accounts for (nearly) all of its deviation."""
    compared = _compared(sample, predicted)
    if compared is None:
        return False
    got, wanted, said = compared
    error = float(np.abs(got - said).max(initial=0.0))
    if not error <= _tolerance(sample, said):
        return False
    if wanted is None:
        return True
    return error <= UNEXPLAINED * float(np.abs(got - wanted).max(initial=0.0))


def agrees(sample: Sample, predicted: Array) -> bool:
    """Whether a right sample is as predicted."""
    compared = _compared(sample, predicted)
    if compared is None:
        return False
    got, _, said = compared
    return float(np.abs(got - said).max(initial=0.0)) <= _tolerance(sample, said)


def _compared(sample: Sample, predicted: Array) -> tuple[Array, Array | None, Array] | None:
    """(got, expected, predicted) where the prediction says something; expected None when it has another shape."""
    predicted = np.asarray(predicted, dtype=np.float64)
    got: Array | None = sample.got
    wanted: Array | None = sample.expected if sample.got.shape == sample.expected.shape else None
    if got is None or predicted.shape != got.shape:
        got, wanted = sample.fitted, sample.expected
        if got is None or predicted.shape != got.shape:
            return None
    nowhere = np.isnan(predicted) & np.isnan(got)
    stated = ~np.isnan(predicted)
    if predicted.size and (stated | nowhere).mean() < STATED:
        return None
    if not np.isfinite(got[stated]).all() or not np.isfinite(predicted[stated]).all():
        return None
    return got[stated], None if wanted is None else wanted[stated], predicted[stated]


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
