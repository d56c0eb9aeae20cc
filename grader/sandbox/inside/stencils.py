"""Recognising numeric derivatives that are taken all at once: an array of evenly spaced points close to each other.

``f(z + h * np.array([-2, -1, 1, 2]))`` calls ``f`` once, so that no second call gives it away; its argument does. Data are not
evenly spaced to the last digit, and what follows from evenly spaced inputs is not taken for a stencil. Nor is a grid that has
nothing to do with the inputs: a stencil lies around some number of theirs, a grid begins at a simple fraction of its spacing.
"""

from itertools import pairwise
from typing import Any

from numpy import abs as np_abs
from numpy import arange, diff, moveaxis, ndarray, sort

MAX_STEP = 0.1
MIN_STEP = 1e-12
"""The largest and the smallest spacing that count: round-off around zero is evenly spaced, too."""

MIN_POINTS = 4
MAX_GAP = 4
"""Points of a stencil, and how many steps apart neighbours may be where some are left out."""

MAX_LINES = 600
_MAX_GIVEN = 400

_MAX_OFFSET = 1e4
_FRACTIONS = arange(1.0, 1001.0)
"""How many spacings from zero a grid may begin, and the denominators of the fractions at which it does."""


def stencil_step(array: "ndarray[Any, Any]", given: "ndarray[Any, Any]") -> float | None:
    """The spacing of the stencil along some axis of an array; None where there is none.

    ``given`` are the numbers that the watched call was given: spacings found among them are not the student's choice.
    """
    for axis in range(array.ndim):
        if MIN_POINTS <= array.shape[axis] <= 200:
            place: list[Any] = [0] * array.ndim
            place[axis] = slice(None)
            if _plainly_uneven(array[tuple(place)].tolist()):
                continue
            lines = moveaxis(array, axis, -1).reshape(-1, array.shape[axis])
            lines = lines[(lines != lines[:, :1]).any(axis=1)][:MAX_LINES]
            step = _common_step(lines)
            if step is None or _is_given(step, given) or all(_is_grid(sort(line), given) for line in lines):
                continue
            return step
    return None


def _plainly_uneven(line: list[float]) -> bool:
    """Whether the points of one line are no stencil at first sight: nearly all arrays are done with here."""
    points = sorted(set(line))
    if len(points) < MIN_POINTS:
        return len(points) > 1
    gaps = [after - before for before, after in pairwise(points)]
    # Written so that a NaN among them is left to the closer look.
    return min(gaps) > MAX_STEP or max(gaps) > 2 * MAX_GAP * min(gaps)


def _common_step(lines: "ndarray[Any, Any]") -> float | None:
    """The spacing of the first line, if every line is evenly spaced."""
    found: float | None = None
    for line in lines:
        step = _spacing(sort(line))
        if step is None:
            return None
        found = step if found is None else found
    return found


def _spacing(points: "ndarray[Any, Any]") -> float | None:
    """The spacing of sorted points, equal ones taken once; None where they are too few or uneven."""
    gaps = diff(points)
    gaps = gaps[gaps != 0]
    if len(gaps) < MIN_POINTS - 1:
        return None
    step = float(gaps.min())
    slack = 1e-14 * float(np_abs(points).max()) + 1e-9 * step
    if not MIN_STEP <= step <= MAX_STEP or slack > 1e-3 * step:
        return None
    counts = gaps / step
    whole = counts.round()
    even = float(np_abs(gaps - whole * step).max()) <= 4 * slack
    return step if even and whole.max() <= MAX_GAP else None


def _is_grid(points: "ndarray[Any, Any]", given: "ndarray[Any, Any]") -> bool:
    """Whether sorted, evenly spaced points are ``linspace`` of simple numbers, or span two given ones."""
    first, last = float(points[0]), float(points[-1])
    gaps = diff(points)
    steps = round((last - first) / float(gaps[gaps != 0].min()))
    # The spacing from end to end: that of two neighbours is known to fewer digits.
    spacing = (last - first) / steps
    near = given[(given > first - 1.5 * spacing) & (given < last + 1.5 * spacing)]
    halves = 2 * (near - first) / spacing
    if len(set(halves.round()[np_abs(halves - halves.round()) <= 1e-6].tolist())) > 1:
        return True
    offset = first / spacing
    if abs(offset) > _MAX_OFFSET:
        return False
    tolerance = 1e-14 * (1 + abs(offset)) * (1 + max(abs(first), abs(last)) / (last - first))
    multiples = offset * _FRACTIONS
    return bool((np_abs(multiples - multiples.round()) <= tolerance * _FRACTIONS).any())


def _is_given(step: float, given: "ndarray[Any, Any]") -> bool:
    """Whether two of the given numbers are a step apart, as in data on a grid."""
    points = sort(given[:_MAX_GIVEN])
    gaps = np_abs(points[:, None] - points[None, :])
    return bool((np_abs(gaps - step) <= 1e-6 * step).any())
