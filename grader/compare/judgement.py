"""The verdict on a claimed derivative, entry by entry. One step size alone never calls an entry wrong."""

from dataclasses import dataclass

import numpy as np

from grader.compare.ladder import ERROR_SLACK, Derivative
from grader.compare.precision import Array, BoolArray, FloatArray, IntArray, scaled_bits
from grader.compare.slopes import Evaluate, Functional, measure

CONFIRMING_BITS = (3, 6)
"""A claim is wrong only when steps of 1/8 and 1/64 of the accepted one (in float64) agree. A correct one is
excluded by the accepted step in 1 of 1,600 entries of batch norms offset by 1000, by all three in none."""


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """Each entry of a claim is exactly one of the three: boolean arrays in the shape of the claim."""

    right: BoolArray
    """Within tolerance of the derivative, or of the interval at a kink."""
    wrong: BoolArray
    """Outside by three step sizes (at a kink: by the slopes of two tiers), or not finite."""
    undecided: BoolArray
    """Untested, or outside by the accepted step but not confirmed: no evidence either way."""

    @property
    def ok(self) -> bool:
        """No entry is wrong. An undecided entry is no evidence of being right."""
        return not self.wrong.any()


def judge(derivative: Derivative, claimed: Array, evaluate: Evaluate | None = None) -> Judgement:
    """Judge ``claimed`` (real, of x's shape) by a numeric derivative.

    ``evaluate`` is the function that was differentiated; it is called, in two batches at most, only for
    claims that lie outside their tolerance. Without it those stay undecided. Raises ValueError when the
    shapes differ.
    """
    shape = derivative.value.shape
    if np.shape(claimed) != shape:
        raise ValueError(f"the shapes differ: claim {np.shape(claimed)}, derivative {shape}")
    claim = np.asarray(claimed, dtype=np.float64).reshape(-1)
    kink, tested = derivative.kink.reshape(-1), ~derivative.untested.reshape(-1)
    inside = _inside(derivative, claim)
    right = tested & inside
    wrong = tested & ~inside & (kink | ~np.isfinite(claim))
    suspects = np.flatnonzero(tested & ~(right | wrong))
    if evaluate is not None and suspects.size:
        wrong[suspects] = confirm(derivative, suspects, claim[suspects], evaluate)
    undecided = ~(right | wrong)
    return Judgement(right.reshape(shape), wrong.reshape(shape), undecided.reshape(shape))


def confirm(derivative: Derivative, entries: IntArray, claimed: FloatArray, evaluate: Evaluate) -> BoolArray:
    """Whether smaller steps exclude the finite values ``claimed`` too, all of them: (entries,).

    ``entries`` are flat indices of x with an accepted step. A step at which f is not finite or shows a kink
    excludes nothing. Only truncation is given the slack of an estimate: rounding is bounded already, and is
    64 times larger at 1/64 of the step.
    """
    functional = Functional.at(evaluate, derivative.x, derivative.upstream, derivative.unit_roundoff)
    excluded = np.ones(entries.size, dtype=bool)
    for bits in CONFIRMING_BITS:
        fraction = 2.0 ** -scaled_bits(bits, derivative.unit_roundoff)
        steps = fraction * derivative.step.reshape(-1)[entries]
        slopes = measure(functional, entries, steps, derivative.noise)
        tolerance = ERROR_SLACK * slopes.truncation + slopes.rounding + derivative.tau
        excluded &= slopes.smooth & (np.abs(claimed - slopes.slope) > tolerance)
    return excluded


def _inside(derivative: Derivative, claim: FloatArray) -> BoolArray:
    """Which entries of a flat claim lie within tolerance of the value, at a kink of the interval."""
    lower = np.where(derivative.kink, derivative.lower, derivative.value).reshape(-1)
    upper = np.where(derivative.kink, derivative.upper, derivative.value).reshape(-1)
    tolerance = derivative.tolerance.reshape(-1)
    inside: BoolArray = (lower - tolerance <= claim) & (claim <= upper + tolerance)
    return inside
