"""The certified numeric derivative: a ladder of steps that each entry climbs down until one is good enough.

An entry starts at a step of about 1/32 and is accepted as soon as the extrapolated slope's estimated error is
small and no jump of the slope is visible; otherwise it tries a step eight times smaller. An entry that no
step satisfies sits on a kink, and its answer is an interval of slopes instead of one number.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from grader.compare.closeness import default_tolerance
from grader.compare.noise import noise_bound
from grader.compare.precision import Array, BoolArray, FloatArray, IntArray, scaled_bits
from grader.compare.slopes import FRACTIONS, Evaluate, Functional, Slopes, measure

FIRST_BITS, LAST_BITS, BITS_PER_TIER = 5, 20, 3
"""Steps run from 2**-5 to 2**-20 of max(1, |x|) by factors of 8 in float64. Larger steps leave the region
where the functions of the exercises are smooth; smaller ones cannot reach an error of 1e-8."""

ACCEPTED_ERROR_BITS = 32
"""A slope whose error is under 2**-32 (2.3e-10) of the largest is good enough in float64. With 2**-30 a fault
of 1e-8 in the median entry goes unseen in 3 of 100 batch norms, with 2**-36 in 10 of 100 MLPs."""

ROUNDING_SLACK, ROUNDING_SLACK_AFTER_JUMP = 10.0, 3.0
"""An error of so many times the rounding bound is good enough too, for a smaller step would only make it
worse; once a jump was seen, truncation that looks like rounding may be the rest of it."""

MAX_WIDTH_GROWTH = 1.5
"""The spread of one-sided slopes around a kink never grows as the steps shrink; noise and jumps of f multiply
it by 8 from tier to tier in float64, and by 2 at least when the jump is just off centre."""

ERROR_SLACK = 4.0
"""Tolerance / estimated error. Of 82,000 entries of the test families none exceeded its estimate; of 3,200 of
batch norms with a small variance or an offset of 1000 two did, and one of those the tolerance too."""


@dataclass(frozen=True, slots=True, eq=False)
class Derivative:
    """The derivative of sum(upstream * f(x)) for each entry of x; arrays have x's shape unless noted."""

    value: FloatArray
    """The derivative; at a kink the middle of the interval; NaN where untested."""
    error: FloatArray
    """Estimated bound on the error of ``value``, at a kink of each end; infinity where untested."""
    lower: FloatArray
    """``value - error``; at a kink the least one-sided slope; -infinity where untested."""
    upper: FloatArray
    """``value + error``; at a kink the greatest one-sided slope; infinity where untested."""
    kink: BoolArray
    """Where f has a kink, or bends too sharply for the smallest step: every value of the interval is right.
    Where several kinks meet, a value outside can be right too."""
    untested: BoolArray
    """Where nothing can be said: f is not finite on both sides, jumps, or is far noisier than it seemed."""
    step: FloatArray
    """The accepted step h; NaN at a kink or where untested."""
    noise: float
    """Bound on the rounding in a value of sum(upstream * f(x)); NaN when f(x) is not finite."""
    unit_roundoff: float
    """u of the arithmetic that f is computed in."""
    x: Array
    """The point, rounded to that arithmetic, in the dtype in which points are handed to f."""
    upstream: FloatArray
    """The weights of f's outputs, in their shape."""

    @property
    def tau(self) -> float:
        """How far a correct but differently written claim may stray: default tolerance of what is tested."""
        tested = ~self.untested
        return default_tolerance(np.stack([self.lower[tested], self.upper[tested]]), self.unit_roundoff)

    @property
    def tolerance(self) -> FloatArray:
        """How far from the value, at a kink from the interval, a claim may be: 4 * error + tau."""
        return ERROR_SLACK * self.error + self.tau

    def blind(self, relative_fault: float) -> BoolArray:
        """The entries in which a claim off by this factor (1e-6: a millionth too large) goes unnoticed."""
        with np.errstate(invalid="ignore"):
            margin = (self.upper - self.lower) / 2 + self.tolerance
            return ~(np.abs(self.value) * relative_fault > margin)


def derivative(
    evaluate: Evaluate, x: Array, upstream: Array, *, unit_roundoff: float | None = None, seed: int = 0
) -> Derivative:
    """Differentiate sum(upstream * f(x)) with respect to every entry of ``x``, with error bounds.

    ``x`` and ``upstream`` are real arrays of any shape, 0-d and empty included; f's outputs have the shape of
    ``upstream``. ``evaluate`` is called with a handful of batches: one of 28 points for the noise, then 6
    points per entry and tier, most entries needing one tier. ``unit_roundoff`` is that of the arithmetic
    inside f (None: of x's dtype); ``seed`` places the noise tables. Non-finite outputs leave entries untested
    and never raise; a wrong number of outputs raises ValueError.
    """
    functional = Functional.at(evaluate, x, upstream, unit_roundoff)
    ladder = _Ladder(functional, noise_bound(functional, seed))
    for bits in _tiers(functional.unit_roundoff):
        if ladder.pending.size:
            ladder.climb(2.0**-bits)
    return ladder.result()


def _tiers(unit_roundoff: float) -> Iterable[int]:
    """-log2 of each tier's relative step in the arithmetic of ``unit_roundoff``."""
    first, last = scaled_bits(FIRST_BITS, unit_roundoff), scaled_bits(LAST_BITS, unit_roundoff)
    return range(first, last + 1, max(1, scaled_bits(BITS_PER_TIER, unit_roundoff)))


class _Ladder:
    """The state of the climb. Arrays are flat, one element per entry of x."""

    def __init__(self, functional: Functional, noise: float) -> None:
        size = functional.x.size
        self.functional = functional
        self.noise = noise
        self.accepted_error = 2.0 ** -scaled_bits(ACCEPTED_ERROR_BITS, functional.unit_roundoff)
        self.last_step = np.nan
        self.pending: IntArray = np.arange(size)
        self.value = np.full(size, np.nan)
        self.error = np.full(size, np.inf)
        self.step = np.full(size, np.nan)
        self.jump_seen = np.zeros(size, dtype=bool)
        # One-sided slopes (entries, tier before last or last, side, step).
        self.one_sided = np.full((size, 2, 2, 3), np.nan)

    def climb(self, relative_step: float) -> None:
        """Measure what is pending at one step and accept what is good enough."""
        entries, self.last_step = self.pending, relative_step
        steps = relative_step * self.functional.scale.reshape(-1)[entries]
        slopes = measure(self.functional, entries, steps, self.noise)
        accepted = self._acceptable(slopes)
        done = entries[accepted]
        self.value[done], self.error[done] = slopes.slope[accepted], slopes.error[accepted]
        self.step[done] = steps[accepted]
        self.jump_seen[entries] |= slopes.kinked
        self.one_sided[entries, 0] = self.one_sided[entries, 1]
        self.one_sided[entries, 1] = slopes.one_sided
        self.pending = entries[~accepted]

    def _acceptable(self, slopes: Slopes) -> BoolArray:
        """Smooth, and the error small beside the largest slope known or beside what rounding costs anyway."""
        known = np.concatenate([self.value[np.isfinite(self.value)], slopes.slope[slopes.smooth]])
        largest = np.abs(known).max(initial=0.0)
        slack = np.where(self.jump_seen[self.pending], ROUNDING_SLACK_AFTER_JUMP, ROUNDING_SLACK)
        with np.errstate(invalid="ignore"):
            small: BoolArray = slopes.error <= self.accepted_error * largest + slack * slopes.rounding
        return slopes.smooth & small

    def result(self) -> Derivative:
        """What was accepted; an interval for what was not; untested where not even that holds."""
        functional, shape, entries = self.functional, self.functional.x.shape, self.pending
        kink = np.zeros(self.value.size, dtype=bool)
        lower, upper = self.value - self.error, self.value + self.error
        noise_slope = self.noise / (self.last_step * functional.scale.reshape(-1)[entries])
        interval = _interval(self.one_sided[entries], noise_slope)
        lower[entries], upper[entries], self.error[entries], kink[entries] = interval
        self.value[kink] = lower[kink] / 2 + upper[kink] / 2
        return Derivative(
            value=self.value.reshape(shape),
            error=self.error.reshape(shape),
            lower=lower.reshape(shape),
            upper=upper.reshape(shape),
            kink=kink.reshape(shape),
            untested=np.isinf(self.error).reshape(shape),
            step=self.step.reshape(shape),
            noise=self.noise,
            unit_roundoff=functional.unit_roundoff,
            x=functional.x.astype(functional.dtype),
            upstream=functional.upstream,
        )


def _interval(
    one_sided: FloatArray, noise_slope: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray, BoolArray]:
    """(lower, upper, error, kink) from the slopes (entries, tier, side, step) of the last two tiers.

    ``noise_slope`` is noise/h for the last tier's h. The hull of the slopes holds the one-sided derivatives
    up to the last truncation error, a third of which separates h/4 from the limit, and rounding. A kink's
    slopes stay as far apart when h shrinks, or come closer when it is off centre; slopes that diverge belong
    to a jump of f itself, or to noise.
    """
    with np.errstate(all="ignore"):
        rounding = 2 / FRACTIONS[-1] * noise_slope
        last = one_sided[:, 1]
        error = np.abs(last[:, :, 0] - last[:, :, -1]).max(axis=1) + rounding
        width = one_sided.max(axis=(2, 3)) - one_sided.min(axis=(2, 3))
        diverging = (width[:, 1] > MAX_WIDTH_GROWTH * width[:, 0]) & (width[:, 1] > ERROR_SLACK * rounding)
        kink: BoolArray = np.isfinite(one_sided).all(axis=(1, 2, 3)) & np.isfinite(error) & ~diverging
    lower = np.where(kink, one_sided.min(axis=(1, 2, 3)), -np.inf)
    upper = np.where(kink, one_sided.max(axis=(1, 2, 3)), np.inf)
    return lower, upper, np.where(kink, error, np.inf), kink
