"""Hypotheses: the right numbers, but rounded, computed in float32, or clipped."""

from collections.abc import Iterator

import numpy as np

from grader.compare.precision import MAX_DECIMALS, on_float32_grid
from grader.diagnose.cause import Cause, Claim
from grader.diagnose.facts import Facts, Sample
from grader.model.value import Array

SEVEN_DIGITS = 2.0**-20
"""The largest relative error that a single detour through float32 leaves."""

SINGLE = 2.0**-23
"""The relative error that storing in float32 leaves."""

FEW = 2
"""So many different whole numbers say nothing of how they came about."""

MANY = 12
"""So many whole numbers do not come about by chance, even where inputs are simple."""


def rounded(facts: Facts) -> Iterator[Claim]:
    """Rounded to so many decimals."""
    if not any(sample.got.any() for sample in facts.failed) or any(sample.coarse for sample in facts.samples):
        return
    for decimals in range(MAX_DECIMALS):
        plural = "" if decimals == 1 else "s"
        words = f"Your `{facts.shown}` is right but rounded to {decimals} decimal{plural}: return it as it is."
        if all(_nearly(sample, 10.0**-decimals) for sample in facts.samples):
            predicted = [_closer(sample, np.round(sample.expected, decimals)) for sample in facts.samples]
            yield Claim(Cause("rounded", str(decimals), words), predicted, everywhere=True)
            return


def single_precision(facts: Facts) -> Iterator[Claim]:
    """On the way, numbers were cut to float32: right to seven digits, and each exactly a float32."""
    came = [sample.fitted for sample in facts.failed]
    if any(got is None for got in came) or not all(_relative(sample) <= SEVEN_DIGITS for sample in facts.samples):
        return
    if on_float32_grid(np.concatenate([got.ravel() for got in came if got is not None])):
        words = f"Your `{facts.shown}` is right to about seven digits only: on its way it went through float32."
        yield Claim(Cause("float32", "", words), [sample.got for sample in facts.samples])


def whole_numbers(facts: Facts) -> Iterator[Claim]:
    """Only whole numbers came: an array of integers cuts off what stands behind the point."""
    came = np.concatenate([sample.got.ravel() for sample in facts.samples])
    due = np.concatenate([sample.expected.ravel() for sample in facts.samples])
    if (
        came.size >= MANY
        and np.isfinite(came).all()
        and np.unique(came).size > FEW
        and (came == np.rint(came)).all()
        and (due != np.rint(due)).any()
    ):
        words = f"Your `{facts.shown}` holds whole numbers only: somewhere on the way numbers are kept as integers."
        yield Claim(Cause("whole_numbers", "", words, code="rounded"), [sample.got for sample in facts.samples])


def clipped(facts: Facts) -> Iterator[Claim]:
    """Cut to an interval: what lies inside is right, what lies outside sits on its bound."""
    ends = [_bounds(sample) for sample in facts.failed]
    lows, highs = [low for low, _ in ends if low is not None], [high for _, high in ends if high is not None]
    if not lows + highs or len(set(lows)) > 1 or len(set(highs)) > 1:
        return
    low = lows[0] if lows else None
    high = highs[0] if highs else None
    if low == high or 0 in (low, high) or not any(_inside(sample) for sample in facts.samples):
        return
    if lows and highs:
        says = f"cut to the interval from {low:g} to {high:g}"
    else:
        says = f"cut off below {low:g}" if lows else f"cut off above {high:g}"
    words = f"Your `{facts.shown}` is right but {says}: return it as it is, however large."
    predicted = [np.clip(sample.expected, low, high) for sample in facts.samples]
    yield Claim(Cause("clipped", "", words), predicted, everywhere=True)


def _bounds(sample: Sample) -> tuple[float | None, float | None]:
    """The values that the wrong entries sit on: (lower, upper), None for a side on which nothing is wrong."""
    got, due = sample.fitted, sample.expected
    if got is None or not np.isfinite(got).all():
        return None, None
    off = np.abs(got - due) > sample.roundoff * np.abs(due).max(initial=0.0)
    above, below = got[off & (due > got)], got[off & (due < got)]
    if (above.size and np.ptp(above) > 0) or (below.size and np.ptp(below) > 0):
        return None, None
    return (float(below[0]) if below.size else None), (float(above[0]) if above.size else None)


def _inside(sample: Sample) -> bool:
    """Whether some entry of a sample is right and not 0."""
    got, due = sample.fitted, sample.expected
    return got is not None and bool(((np.abs(got - due) <= sample.roundoff * np.abs(due)) & (due != 0)).any())


def _closer(sample: Sample, predicted: Array) -> Array:
    """The rounded values; an entry on the edge between two of them may have gone the other way."""
    got = sample.fitted
    if got is None:
        return predicted
    step = np.abs(got - predicted)
    there = step <= SINGLE * np.abs(predicted)
    edge = step <= np.abs(got - sample.expected) * 1.01 + 1e-300
    return np.where(there | edge if there.all() or (~there).mean() < 0.1 else there, got, predicted)


def _nearly(sample: Sample, step: float) -> bool:
    got = sample.fitted
    if got is None or not np.isfinite(got).all():
        return False
    units = got / step
    on_grid = bool((np.abs(units - np.rint(units)) <= 1e-6 * np.maximum(np.abs(units), 1)).all())
    return on_grid and float(np.abs(got - sample.expected).max(initial=0.0)) <= 0.51 * step


def _relative(sample: Sample) -> float:
    got = sample.fitted
    scale = float(np.abs(sample.expected).max(initial=0.0))
    if got is None or not np.isfinite(got).all():
        return float("inf")
    return float(np.abs(got - sample.expected).max(initial=0.0)) / scale if scale else 0.0
