"""Is a student's array the expected one? Entry by entry, and as the course text's relative error."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from grader.compare.precision import FLOAT64_BITS, Array, BoolArray, FloatArray

TOLERANCE_ROUNDOFFS = 2.0**15
"""tau / (u max|g|). Twelve correct but differently written batch norms deviate by 5.5e-15 max|g| on generic
data and 7.5e-13 at an offset of 1000; in float64 this allows 3.6e-12."""


class Band(StrEnum):
    """The course text's reading of a relative error; shown beside a verdict, never deciding it."""

    EXCELLENT = "excellent"
    """Under 1e-7."""
    ACCEPTABLE = "acceptable"
    """Under 1e-5."""
    SUSPICIOUS = "suspicious"
    """Under 1e-3."""
    BUG = "bug"
    """1e-3 and over."""


@dataclass(frozen=True, slots=True, eq=False)
class Closeness:
    """How a student's array compares with the expected one; an empty one has no worst entry."""

    ok: bool
    """No entry is wrong. True for an empty array: whether that is evidence is the caller's to say."""
    wrong: BoolArray
    """The entries outside their tolerance, in the arrays' shape."""
    worst: tuple[int, ...] | None
    """Index of the entry furthest outside its tolerance, or closest to leaving it when all are inside."""
    got: float | None
    """The student's value there, NaN and infinity included."""
    expected: float | None
    """The expected value there; for an interval the point of it nearest to ``got``."""
    ratio: float | None
    """``got / expected`` there; None unless that is a finite number."""
    max_abs_error: float
    """Largest |got - expected|; infinity when a non-finite entry is wrong, 0.0 for an empty array."""
    relative_error: float
    """``relative_error(got, expected)``, 0 to 1."""
    band: Band
    """What the course text calls that relative error."""


def compare(got: Array, expected: Array, tolerance: npt.ArrayLike) -> Closeness:
    """Compare real arrays of one shape (any dtype, 0-d and empty included) entry by entry.

    ``tolerance`` is absolute, at least 0: a scalar or an array that broadcasts to the shape. An entry is
    right when |got - expected| <= tolerance. NaN or infinity where a finite number is expected is always
    wrong; an expected infinity or NaN is matched only by the same. Raises ValueError when the shapes differ
    or an array is complex.
    """
    wanted = _real(expected)
    return compare_interval(got, wanted, wanted, tolerance)


def compare_interval(got: Array, lower: Array, upper: Array, tolerance: npt.ArrayLike) -> Closeness:
    """Like :func:`compare`, where any value of ``lower - tolerance`` to ``upper + tolerance`` is right.

    ``lower`` and ``upper`` (lower <= upper) have the shape of ``got``; infinite bounds leave a side open.
    """
    entries, low, high = _real(got), _real(lower), _real(upper)
    if not entries.shape == low.shape == high.shape:
        raise ValueError(f"the shapes differ: {entries.shape}, bounds {low.shape} and {high.shape}")
    # Clipping hands a NaN through, which would then pass for its own expected value.
    expected = np.clip(np.where(np.isnan(entries), 0.0, entries), low, high)
    allowed = np.broadcast_to(np.asarray(tolerance, dtype=np.float64), entries.shape)
    error = absolute_error(entries, expected)
    wrong = np.asarray(~(error <= allowed) | (~np.isfinite(entries) & np.isfinite(expected)))
    relative = relative_error(entries, expected)
    worst = _worst(error, allowed)
    value, wanted = (None if worst is None else float(array[worst]) for array in (entries, expected))
    return Closeness(
        ok=not wrong.any(),
        wrong=wrong,
        worst=worst,
        got=value,
        expected=wanted,
        ratio=_ratio(value, wanted),
        max_abs_error=float(error.max(initial=0.0)),
        relative_error=relative,
        band=band(relative),
    )


def default_tolerance(gradient: Array, unit_roundoff: float = 2.0**-FLOAT64_BITS) -> float:
    """How far a correct but differently written computation may stray: tau = 2**15 u max|g|.

    The maximum is over the finite entries of ``gradient``, u the ``unit_roundoff`` of the arithmetic. 0.0 for
    an empty or all-zero gradient.
    """
    finite = np.abs(_real(gradient)[np.isfinite(gradient)])
    return TOLERANCE_ROUNDOFFS * unit_roundoff * float(finite.max(initial=0.0))


def absolute_error(got: FloatArray, expected: FloatArray) -> FloatArray:
    """Entrywise |got - expected|: 0 for two NaN or equal infinities, infinity where only one is finite."""
    same = (got == expected) | (np.isnan(got) & np.isnan(expected))
    with np.errstate(invalid="ignore", over="ignore"):
        difference = np.abs(got - expected)
    return np.where(same, 0.0, np.where(np.isnan(difference), np.inf, difference))


def relative_error(got: Array, expected: Array) -> float:
    """The course text's ‖a - n‖ / (‖a‖ + ‖n‖), Euclidean norms over all entries: between 0 (equal) and 1.

    0 when both are zero or empty. Entries that agree in being the same infinity or NaN are left out; any
    other non-finite entry makes it 1, the limit for an entry that grows without bound.
    """
    first, second = _real(got), _real(expected)
    error = absolute_error(first, second)
    if np.isinf(error).any():
        return 1.0
    finite = np.isfinite(first) & np.isfinite(second)
    # Squares of numbers beyond 1e154 overflow and those below 1e-154 vanish.
    scale = max(float(np.abs(array[finite]).max(initial=0.0)) for array in (first, second))
    if scale == 0.0:
        return 0.0
    total = sum(float(np.linalg.norm(array[finite] / scale)) for array in (first, second))
    return min(1.0, float(np.linalg.norm(error[finite] / scale)) / total)


def band(relative: float) -> Band:
    """The course text's band of a relative error."""
    if relative < 1e-7:
        return Band.EXCELLENT
    if relative < 1e-5:
        return Band.ACCEPTABLE
    return Band.SUSPICIOUS if relative < 1e-3 else Band.BUG


def _worst(error: FloatArray, allowed: FloatArray) -> tuple[int, ...] | None:
    """Where the error exceeds what is allowed by most; among equals the largest error, then the first."""
    if error.size == 0:
        return None
    with np.errstate(invalid="ignore"):
        excess = np.where(np.isinf(error), np.inf, error - allowed)
    candidates = np.where(excess == excess.max(), error, -1.0)
    return tuple(int(i) for i in np.unravel_index(int(candidates.argmax()), error.shape))


def _ratio(got: float | None, expected: float | None) -> float | None:
    """``got / expected`` when both are known and the quotient is finite."""
    if got is None or not expected:
        return None
    with np.errstate(all="ignore"):
        ratio = float(np.float64(got) / np.float64(expected))
    return ratio if np.isfinite(ratio) else None


def _real(array: Array) -> FloatArray:
    """A real array (or number) as float64."""
    if np.iscomplexobj(array):
        raise ValueError("complex arrays have no place here: compare their parts")
    return np.asarray(array, dtype=np.float64)
