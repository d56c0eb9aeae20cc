"""Difference quotients of phi(x) = sum(upstream * f(x)), and what those of one step size say of a derivative.

The *outputs* of f are differenced and only then contracted with the upstream gradient: rounding in outputs
that the moved entry does not reach cancels exactly, which halves the noise compared with differencing phi.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np

from grader.compare import precision
from grader.compare.precision import Array, BoolArray, FloatArray, IntArray

Evaluate: TypeAlias = Callable[[list[Array]], list[Array]]
"""f at a batch of points: arrays of x's shape in, one array of upstream's shape out for each, in the same
order. A point where f failed is an array of NaN. The points are fresh: the function may write into them."""

FRACTIONS = np.array([1.0, 0.5, 0.25])
"""Each tier's steps: h, h/2 and h/4, as two halvings of Richardson extrapolation need."""

SLOPE_ROUNDING = 6.6
"""Bound on the rounding in the extrapolated slope g = (64 D2 - 20 D1 + D0)/45 in units of noise/h, where D_k
carries at most 2**k noise/h: (256 + 40 + 1)/45."""

JUMP_ROUNDING = 48.6
"""The same for the extrapolated jump J = (16 S2 - 10 S1 + S0)/7, where S_k carries at most 4 * 2**k noise/h:
(256 + 80 + 4)/7."""

MAX_BATCH_BYTES = 2**25
"""Points and outputs of one call of ``evaluate`` stay under this, unless those of one entry exceed it."""


@dataclass(frozen=True, slots=True)
class Functional:
    """phi(x) = sum(upstream * f(x)) around one point. Made by :meth:`at`."""

    evaluate: Evaluate
    x: FloatArray
    """The point, rounded to the arithmetic's precision."""
    upstream: FloatArray
    """Weights of f's outputs, in their shape."""
    unit_roundoff: float
    """u of the arithmetic that f is computed in."""
    dtype: np.dtype[np.floating]
    """The dtype in which points are handed to ``evaluate``."""

    @classmethod
    def at(cls, evaluate: Evaluate, x: Array, upstream: Array, unit_roundoff: float | None) -> Self:
        """Take ``x`` and ``upstream``, real and of any dtype and shape, and the u of f's arithmetic.

        u is never finer than that of x's dtype, which is what None stands for.
        """
        kind = np.asarray(x).dtype
        dtype = kind if kind.kind == "f" else np.dtype(np.float64)
        u = max(unit_roundoff or 0.0, precision.unit_roundoff(dtype))
        point = precision.round_to_precision(np.array(x, dtype=np.float64), u)
        return cls(evaluate, point, np.array(upstream, dtype=np.float64), u, dtype)

    @property
    def scale(self) -> FloatArray:
        """The unit of steps: max(1, |x|) rounded down to a power of two; 1 for an x that is not finite.

        Powers of two make x ± h nearly always exact.
        """
        magnitude = np.where(np.isfinite(self.x), np.maximum(1.0, np.abs(self.x)), 1.0)
        power: FloatArray = np.exp2(np.floor(np.log2(magnitude)))
        return power

    @property
    def weights(self) -> FloatArray:
        """The non-zero entries of upstream, flat. An output of weight zero counts for nothing, even a NaN."""
        weights: FloatArray = self.upstream[self.upstream != 0.0]
        return weights

    def outputs(self, points: FloatArray) -> FloatArray:
        """Evaluate f at ``points`` (points, entries of x) -> (points, weights).

        An output of the wrong shape counts as a failed evaluation: NaN. Raises ValueError when ``evaluate``
        loses count.
        """
        results = self.evaluate([row.reshape(self.x.shape) for row in points.astype(self.dtype)])
        if len(results) != len(points):
            raise ValueError(f"evaluate returned {len(results)} outputs for {len(points)} points")
        used = self.upstream.reshape(-1) != 0.0
        outputs = np.full((len(points), int(used.sum())), np.nan)
        for row, result in zip(outputs, results, strict=True):
            if np.shape(result) == self.upstream.shape:
                row[:] = np.asarray(result, dtype=np.float64).reshape(-1)[used]
        return outputs

    def contract(self, outputs: FloatArray) -> FloatArray:
        """sum(upstream * outputs) over the last axis, which is that of :meth:`outputs`."""
        return outputs @ self.weights


@dataclass(frozen=True, slots=True)
class Slopes:
    """What one tier of steps h, h/2, h/4 says about each of some entries; NaN where f was not finite."""

    slope: FloatArray
    """The derivative, from central differences extrapolated twice: (entries,)."""
    truncation: FloatArray
    """Estimate of the error that the extrapolation leaves: (entries,)."""
    rounding: FloatArray
    """Bound on the error that rounding causes: (entries,)."""
    jump: FloatArray
    """Forward minus backward slope, extrapolated to step 0: not 0 at a kink: (entries,)."""
    jump_error: FloatArray
    """Bound on its error: (entries,)."""
    one_sided: FloatArray
    """The plain slopes (entries, side, step): side 0 is forward, 1 backward."""

    @property
    def error(self) -> FloatArray:
        """Bound on the error of ``slope``: (entries,)."""
        return self.truncation + self.rounding

    @property
    def smooth(self) -> BoolArray:
        """Where no jump in the slope is visible and everything was finite."""
        return np.abs(self.jump) <= 2 * self.jump_error

    @property
    def kinked(self) -> BoolArray:
        """Where a jump in the slope is visible."""
        return np.abs(self.jump) > 2 * self.jump_error


def measure(functional: Functional, entries: IntArray, steps: FloatArray, noise: float) -> Slopes:
    """One tier of slopes for the flat indices ``entries`` of x, each with its own step h of ``steps``.

    ``noise`` bounds the absolute error of a value of phi. Costs 6 evaluations per entry and 1 per batch;
    a batch is everything unless that exceeds ``MAX_BATCH_BYTES``.
    """
    bytes_per_entry = 8 * 2 * FRACTIONS.size * (functional.x.size + functional.upstream.size)
    at_once = max(1, MAX_BATCH_BYTES // max(1, bytes_per_entry))
    parts = [
        _one_sided_changes(functional, entries[start : start + at_once], steps[start : start + at_once])
        for start in range(0, max(1, entries.size), at_once)
    ]
    changes, increments = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    with np.errstate(all="ignore"):
        return _extrapolate(changes, increments, noise / steps)


def _one_sided_changes(
    functional: Functional, entries: IntArray, steps: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """(changes of phi, increments of x), each (entries, side, step), both negative for steps backward."""
    x = functional.x.reshape(-1)
    offsets = steps[:, None, None] * np.array([1.0, -1.0])[:, None] * FRACTIONS
    moved = precision.round_to_precision(x[entries, None, None] + offsets, functional.unit_roundoff)
    points = np.tile(x, (1 + offsets.size, 1))
    points[1 + np.arange(offsets.size), np.repeat(entries, offsets[:1].size)] = moved.reshape(-1)
    outputs = functional.outputs(points)
    with np.errstate(all="ignore"):
        changes = functional.contract(outputs[1:] - outputs[0]).reshape(offsets.shape)
        return changes, moved - x[entries, None, None]


def _extrapolate(changes: FloatArray, increments: FloatArray, noise_slope: FloatArray) -> Slopes:
    """Richardson extrapolation of slopes and jumps; ``noise_slope`` is noise/h.

    The error of a central slope D_k is in even powers of h, that of a jump S_k in odd ones. The last
    correction made is the estimate of the error that remains.
    """
    one_sided = changes / increments
    central = (changes[:, 0] - changes[:, 1]) / (increments[:, 0] - increments[:, 1])
    d0, d1, d2 = np.moveaxis(central, 1, 0)
    once, twice = (4 * d1 - d0) / 3, (4 * d2 - d1) / 3
    slope = (16 * twice - once) / 15
    s0, s1, s2 = np.moveaxis(one_sided[:, 0] - one_sided[:, 1], 1, 0)
    once_jump, twice_jump = 2 * s1 - s0, 2 * s2 - s1
    jump = (8 * twice_jump - once_jump) / 7
    return Slopes(
        slope=slope,
        truncation=np.abs(slope - twice),
        rounding=SLOPE_ROUNDING * noise_slope,
        jump=jump,
        jump_error=np.abs(jump - twice_jump) + JUMP_ROUNDING * noise_slope,
        one_sided=one_sided,
    )
