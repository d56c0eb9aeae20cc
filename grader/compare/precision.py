"""How finely numbers are stored: unit roundoffs, and the grids that computed arrays turn out to lie on.

A grid is evidence of how an array was computed: a float64 array whose every entry is exactly a float32 came
from float32 arithmetic, one whose every entry has three decimals was rounded. Short numbers lie on every grid
and prove nothing: an integer, a half, or a number whose significand needs no more than ``SIMPLE_BITS`` bits.
"""

import math
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]
FloatArray: TypeAlias = npt.NDArray[np.float64]
IntArray: TypeAlias = npt.NDArray[np.int64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]

FLOAT64_BITS = 53
"""Bits in the significand of a float64, the hidden one included (IEEE 754)."""

SIMPLE_BITS = 12
"""A significand this short carries no evidence; a random float32 is that short once in 2**12."""

MIN_EVIDENCE = 3
"""Distinct magnitudes that must carry evidence before a grid is believed. One random float64 lies on the
float32 grid with probability 2**-29, but products of short inputs (0.375 * 0.671875) get there easily."""

MAX_DECIMALS = 10
"""Rounding to more decimals than this cannot be told from not rounding, and hardly matters."""

MAX_DECIMAL_UNITS = 1e10
"""With more decimal units than this an entry is no evidence: by 4.5e15 every float64 is on the grid."""


def unit_roundoff(dtype: npt.DTypeLike) -> float:
    """The largest relative error u of one rounding: 2**-53 in float64, 2**-24 in float32, 2**-11 in float16.

    Half the machine epsilon (Higham, *Accuracy and Stability of Numerical Algorithms*, section 2.1). Booleans
    and integers count as float64, to which numpy promotes them; a complex type has the u of its parts.
    """
    kind = np.dtype(dtype)
    return float(np.finfo(kind).eps) / 2 if np.issubdtype(kind, np.inexact) else 2.0**-FLOAT64_BITS


def scaled_bits(bits: float, roundoff: float) -> int:
    """``bits``, the -log2 of a step or ratio chosen for float64, in proportion to a shorter significand."""
    return round(-bits * math.log2(roundoff) / FLOAT64_BITS)


def round_to_precision(array: FloatArray, roundoff: float) -> FloatArray:
    """``array`` with every significand rounded to that of unit roundoff ``roundoff``; the range stays."""
    bits = round(-math.log2(roundoff))
    if bits >= FLOAT64_BITS:
        return array
    significand, exponent = np.frexp(array)
    rounded: FloatArray = np.ldexp(np.rint(np.ldexp(significand, bits)), exponent - bits)
    return rounded


def significant_bits(array: FloatArray) -> IntArray:
    """How many bits each finite entry's significand needs, between its first and last one bit; 0 for zero."""
    significand, _ = np.frexp(np.abs(array))
    integer = np.ldexp(significand, FLOAT64_BITS).astype(np.int64)
    _, exponent_of_last_bit = np.frexp((integer & -integer).astype(np.float64))
    return np.where(integer == 0, 0, FLOAT64_BITS + 1 - exponent_of_last_bit).astype(np.int64)


def on_float32_grid(array: Array) -> bool:
    """Whether a real ``array`` of any shape and dtype was evidently computed in float32.

    True when every finite entry is exactly a float32 and ``MIN_EVIDENCE`` distinct magnitudes among them are
    no integers, halves or otherwise short. Small arrays hold too little evidence: concatenate everything that
    one computation returned. Copies of float32 inputs look like results.
    """
    finite = _finite(array)
    with np.errstate(over="ignore", under="ignore"):
        on_grid = finite.astype(np.float32).astype(np.float64) == finite
    return bool(on_grid.all()) and _distinct(finite[_is_evidence(finite)]) >= MIN_EVIDENCE


def on_decimal_grid(array: Array) -> int | None:
    """The number of decimals, 1 to ``MAX_DECIMALS``, that a real ``array`` was evidently rounded to, or None.

    It is the smallest k for which every finite entry is the float64 nearest to a multiple of 10**-k (as
    ``np.round``, ``round`` and ``f"{x:.3f}"`` produce), provided that at least ``MIN_EVIDENCE`` distinct
    magnitudes could hardly be so by chance. Results that are short decimals for a reason (from inputs like
    0.1) look the same.
    """
    finite = _finite(array)
    evidence = _is_evidence(finite)
    for decimals in range(1, MAX_DECIMALS + 1):
        units = finite * 10.0**decimals
        if np.array_equal(np.rint(units) / 10.0**decimals, finite):
            telling = finite[evidence & (np.abs(units) < MAX_DECIMAL_UNITS)]
            return decimals if _distinct(telling) >= MIN_EVIDENCE else None
    return None


def _finite(array: Array) -> FloatArray:
    """The finite entries, flat, as float64."""
    flat = np.asarray(array, dtype=np.float64).reshape(-1)
    return flat[np.isfinite(flat)]


def _is_evidence(finite: FloatArray) -> BoolArray:
    """Which entries prove something by lying on a grid: no integer, no half, no short significand."""
    evidence: BoolArray = (significant_bits(finite) > SIMPLE_BITS) & (finite * 2 != np.rint(finite * 2))
    return evidence


def _distinct(entries: FloatArray) -> int:
    """How many magnitudes there are: a number broadcast over an array is one piece of evidence."""
    return int(np.unique(np.abs(entries)).size)
