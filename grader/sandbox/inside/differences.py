"""Recognising numeric derivatives: the same function called again with a number changed by very little.

Recomputing a forward pass with unchanged values, helpers called entry by entry and loops over an array are not that.
What gives finite differences away is a *step*:

* one entry of a function's arguments moved by a tiny amount, all others exactly the same, and then other entries
  moved by the same step from the same place;
* a whole argument moved by a round tiny number (1e-5) or a round tiny fraction of itself;
* two calls exactly symmetric about a third;
* an array of evenly spaced points close to each other, see :mod:`.stencils`;
* a tiny imaginary part.
"""

from collections import deque
from collections.abc import Iterable
from types import FrameType
from typing import Any, NamedTuple

from numpy import abs as np_abs
from numpy import array, ndarray, zeros

from .stencils import stencil_step
from .vectors import arguments_of, arrays_in, scalars_in, tiny_imaginary, vector_of

TINY = 1e-2
"""The largest change, relative to ``max(1, |value|)``, that counts as a step."""

ROUND_TINY = 1e-3
"""The largest step that counts when a whole argument is moved by it."""

MAX_CALLS = 4000
"""Calls of one function, within one watched call, that are looked at."""

MAX_STENCIL = 1 << 17
"""Numbers of an array in which evenly spaced points are looked for."""

MAX_FOUND = 5
"""Findings after which there is no need to look further."""

_FIRST, _LAST = 4, 20
_EPSILON = 2.0**-52
_PECULIAR = tuple(m * _EPSILON**p for p in (1 / 2, 1 / 3, 1 / 4) for m in (1.0, 2.0))
_STEPS = tuple(m * 10.0**-k for k in range(3, 13) for m in (1.0, 2.0, 4.0, 5.0, 10.0)) + _PECULIAR
"""The steps that people choose, and twice those: two calls of a central difference are two steps apart."""


class _Step(NamedTuple):
    """Two calls that differ in one entry only: which, by how much, around where, and one of the two vectors."""

    entry: int
    change: float
    middle: float
    slack: float
    vector: Any


class _History:
    """The argument vectors that one function was called with: the first few and the last few."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self.count = 0
        self.steps: deque[_Step] = deque(maxlen=32)

    def add(self, vector: Any) -> None:
        if len(self.rows) < _FIRST + _LAST:
            self.rows.append(vector)
        else:
            self.rows[_FIRST + (self.count - _FIRST) % _LAST] = vector
        self.count += 1


class Differences:
    """What was seen during one watched call."""

    def __init__(self, arguments: list[Any]) -> None:
        """``arguments`` of the watched call: a difference that is one of their numbers (an ``eps``) is no step.

        The list itself is kept: what the call fills in of its own joins it later.
        """
        self._histories: dict[Any, _History] = {}
        self._arguments = arguments
        self._found = 0
        self._given: ndarray[Any, Any] | None = None

    def called(self, frame: FrameType) -> str | None:
        """A call of a function: what gives it away as a finite difference, or None."""
        if self._found >= MAX_FOUND:
            return None
        code = frame.f_code
        name = code.co_name.strip("_") if code.co_name[:2] != "__" else code.co_name
        values = arguments_of(frame)
        step: float | None = None
        if all(type(value) is float for value in values):
            # Most calls of small exercises are of this kind; plain Python is faster here than arrays are.
            vector = tuple(values)
            history = self._histories.setdefault((code, "floats", len(vector)), _History())
            if 0 < history.count < MAX_CALLS:
                step = self._compare_floats(history, vector)
            history.add(vector)
            return self._told(name, step)
        if (step := self._stencil(values)) is not None:
            self._found += 1
            return f"{name} called with points {step:.2g} apart"
        if (found := vector_of(values)) is not None:
            if found.complex_step:
                self._found += 1
                return f"{name} called with a tiny imaginary part"
            history = self._histories.setdefault((code, found.sizes), _History())
            if 0 < history.count < MAX_CALLS:
                step = self._compare_arrays(history, found.numbers, found.sizes)
            history.add(found.numbers)
        return self._told(name, step)

    def _told(self, name: str, step: float | None) -> str | None:
        if step is None:
            return None
        self._found += 1
        return f"{name} called again with an argument changed by {step:.2g}"

    def _stencil(self, values: list[Any]) -> float | None:
        for value in arrays_in(values):
            if value.size <= MAX_STENCIL:
                if self._given is None:
                    known = vector_of(self._arguments)
                    self._given = known.numbers if known is not None else zeros(0)
                if (step := stencil_step(value, self._given)) is not None:
                    return step
        return None

    def returned(self, values: Iterable[Any]) -> bool:
        """Whether a tiny imaginary part is among a function's variables at its end."""
        return any(tiny_imaginary(value) for value in values if type(value) is complex or type(value) is ndarray)

    def _compare_floats(self, history: _History, vector: tuple[float, ...]) -> float | None:
        for row in history.rows:
            changed = [entry for entry, (old, new) in enumerate(zip(row, vector, strict=True)) if old != new]
            if len(changed) == 1 and (step := self._one_entry(history, changed[0], row, vector)) is not None:
                return step
        return None

    def _compare_arrays(self, history: _History, vector: Any, sizes: tuple[int, ...]) -> float | None:
        for row in history.rows:
            changed = (vector != row).nonzero()[0]
            if len(changed) == 1 and (step := self._one_entry(history, int(changed[0]), row, vector)) is not None:
                return step
            start = 0
            for size in sizes:
                stop = start + size
                if 1 < size == len(changed) and changed[0] == start and changed[-1] == stop - 1:
                    others = [other[start:stop] for other in history.rows]
                    if (step := self._whole(row[start:stop], vector[start:stop], others)) is not None:
                        return step
                start = stop
        return None

    def _one_entry(self, history: _History, entry: int, row: Any, vector: Any) -> float | None:
        """Two calls that differ in one entry: the step, if it was one."""
        old, new = float(row[entry]), float(vector[entry])
        change = abs(new - old)
        if not 0 < change <= TINY * max(1.0, abs(new)):
            return None
        if len(vector) == 1:
            others = [array([float(other[0])]) for other in history.rows]
            return self._whole(array([old]), array([new]), others)
        slack = 1e-3 + 8 * _EPSILON * max(abs(old), abs(new)) / change
        step = _Step(entry, change, abs(old + new) / 2, slack, vector)
        alike = [other for other in history.steps if _together(step, other)]
        history.steps.append(step)
        return change if alike and self._is_pattern(step, alike) else None

    def _is_pattern(self, step: _Step, others: list[_Step]) -> bool:
        """Whether single-entry steps of one size make a derivative.

        Two would do, were it not for loops that change an array entry by entry: those never come back to where they
        started, so that of three steps the first and the last are not from one place. Two of a round size do.
        """
        if len(step.vector) == 2 or any(_together(one, two) for one in others for two in others):
            return True
        slack = 8 * _EPSILON * max(step.middle, 1.0)
        return step.change <= ROUND_TINY and _is_round(step.change, slack) and not self._is_given(step.change, slack)

    def _whole(self, old: Any, new: Any, others: list[Any]) -> float | None:
        """A whole argument that was moved: the step, if it was one."""
        changes = np_abs(new - old)
        step = float(changes.max())
        size = max(float(np_abs(old).max()), float(np_abs(new).max()))
        slack = 8 * _EPSILON * size
        # Against one, all the arrays of small gradients would be a tiny step apart.
        own_size = max(1.0, size) if len(old) == 1 else size
        if not 0 < step <= TINY * max(1.0, size) or slack > 1e-4 * step or self._is_given(step, slack):
            return None
        if step <= ROUND_TINY and float(np_abs(changes - step).max()) <= 2 * slack and _is_round(step, 2 * slack):
            return step
        if len(old) > 1 and _is_fraction(changes, np_abs(new + old) / 2):
            return step
        return step if step <= TINY * own_size and self._symmetric(old, new, others, slack) else None

    def _is_given(self, step: float, slack: float) -> bool:
        """Whether the change is a number that the function was given: ``helper(var)`` and ``helper(var + eps)``."""
        return any(abs(step - abs(number)) <= 2 * slack for number in scalars_in(self._arguments))

    @staticmethod
    def _symmetric(old: Any, new: Any, others: list[Any], slack: float) -> bool:
        """Whether ``old``, ``new`` and a third call lie evenly spaced; rounded numbers do so now and then by chance."""
        if len(old) < 2 and round(float(old[0]), 4) == float(old[0]):
            return False
        if not (old.any() and new.any()):
            return False
        candidates = ((old + new) / 2, 2 * old - new, 2 * new - old)
        # A, 0 and -A, or 0, A and 2 A, are multiples of one array and not three points around a place.
        thirds = [third for third in candidates if float(np_abs(third).max()) > slack]
        return any(float(np_abs(other - third).max()) <= slack for other in others for third in thirds)


def _together(one: _Step, other: _Step) -> bool:
    """Whether two single-entry changes, of different entries, are steps of one size taken from one place."""
    if one.entry == other.entry:
        return False
    reach = 2.5 * max(one.change, other.change)
    apart = [entry for entry in _unequal(one.vector, other.vector) if entry not in (one.entry, other.entry)]
    near = all(abs(float(one.vector[e]) - float(other.vector[e])) <= reach for e in (one.entry, other.entry))
    if apart or not near:
        return False
    tolerance = min(0.02, one.slack + other.slack)
    scales = [(1.0, 1.0), (max(1.0, one.middle), max(1.0, other.middle)), (1 + one.middle, 1 + other.middle)]
    if one.middle and other.middle:
        scales.append((one.middle, other.middle))
    ratios = [(one.change / mine) / (other.change / theirs) for mine, theirs in scales]
    # A central difference and a one-sided one of the same step differ by a factor of two.
    return any(abs(ratio * factor - 1) <= tolerance for ratio in ratios for factor in (0.5, 1.0, 2.0))


def _unequal(one: Any, other: Any) -> list[int]:
    if type(one) is tuple:
        return [entry for entry, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return [int(entry) for entry in (one != other).nonzero()[0]]


def _is_round(step: float, slack: float) -> bool:
    return any(abs(step - chosen) <= slack for chosen in _STEPS)


def _is_fraction(changes: Any, values: Any) -> bool:
    """Whether every entry moved by the same round fraction of itself, about: ``step = 1e-4 * (var + eps)``."""
    if not values.all():
        return False
    fractions = changes / values
    middle = float(fractions.mean())
    same = float(np_abs(fractions - middle).max()) <= 0.01 * middle
    return same and 3e-7 <= middle <= TINY and any(abs(middle - chosen) <= 0.01 * chosen for chosen in _STEPS)
