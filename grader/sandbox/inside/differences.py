"""Recognising numeric derivatives: the same function called again with one number changed by very little.

Recomputing a forward pass with unchanged values, helpers called entry by entry and loops over an array are not that.
What gives finite differences away is a *step*: one entry of a function's arguments moved by a tiny amount while all the
others stay exactly the same, then another entry moved by the same step; or a whole argument moved by a round tiny
number; or a tiny imaginary part.
"""

from collections.abc import Iterable, Iterator
from types import CodeType, FrameType
from typing import Any

from numpy import abs as np_abs
from numpy import array, concatenate, float64, isfinite, ndarray, where, zeros

from .encode import tensor_numbers
from .peek import fields
from .tensors import torch_if_loaded

TINY = 1e-2
"""The largest change, relative to ``max(1, |value|)``, that counts as a step."""

ROUND_TINY = 1e-3
"""The largest step that counts when a whole argument is moved by it."""

MAX_NUMBERS = 8192
MAX_CALLS = 4000
"""Calls of one function, within one watched call, that are looked at."""

_FIRST, _LAST = 4, 20
_EPSILON = 2.0**-52
_PECULIAR = tuple(m * _EPSILON**p for p in (1 / 2, 1 / 3, 1 / 4) for m in (1.0, 2.0))
_STEPS = tuple(m * 10.0**-k for k in range(3, 13) for m in (1.0, 2.0, 5.0)) + _PECULIAR


class _History:
    """The argument vectors that one function was called with: the first few and the last few."""

    def __init__(self) -> None:
        self._rows: list[Any] = []
        self.count = 0
        self.steps: dict[int, list[tuple[float, float, float]]] = {}

    def add(self, vector: Any) -> None:
        if self.count < _FIRST + _LAST:
            self._rows.append(vector)
        else:
            self._rows[_FIRST + (self.count - _FIRST) % _LAST] = vector
        self.count += 1

    @property
    def known(self) -> list[Any]:
        return self._rows


class Differences:
    """What was seen during one watched call."""

    def __init__(self, arguments: Iterable[Any]) -> None:
        """``arguments`` of the watched call: a difference that is one of their numbers (an ``eps``) is no step."""
        self._histories: dict[Any, _History] = {}
        self._arguments = list(arguments)

    def called(self, frame: FrameType) -> str | None:
        """A call of a student's function: what gives it away as a finite difference, or None."""
        code = frame.f_code
        values = _arguments(frame)
        if all(type(value) is float for value in values):
            return self._scalars(code, tuple(values))
        parts = list(_numbers(values))
        if any(is_complex for _, is_complex in parts):
            return f"{code.co_name} called with a tiny imaginary part"
        parts = [(part, flag) for part, flag in parts if part.size]
        size = sum(part.size for part, _ in parts)
        if not size or size > MAX_NUMBERS:
            return None
        vector = concatenate([part for part, _ in parts])
        vector = where(isfinite(vector), vector, 0.0)
        history = self._histories.setdefault((code, size), _History())
        if history.count >= MAX_CALLS:
            return None
        step = self._compare(history, vector, [part.size for part, _ in parts]) if history.count else None
        history.add(vector)
        return None if step is None else _finding(code, step)

    def _scalars(self, code: CodeType, vector: tuple[float, ...]) -> str | None:
        """The same for a function of floats only, which is most of the calls there are in small exercises."""
        key = (code, "scalars", len(vector))
        history = self._histories.get(key)
        if history is None:
            history = self._histories[key] = _History()
        step = None
        for row in history.known if history.count < MAX_CALLS else ():
            changed = [entry for entry, (old, new) in enumerate(zip(row, vector, strict=True)) if old != new]
            if len(changed) == 1 and self._is_step(history, changed[0], row, vector):
                step = abs(vector[changed[0]] - row[changed[0]])
                break
        history.add(vector)
        return None if step is None else _finding(code, step)

    def returned(self, values: Iterable[Any]) -> bool:
        """Whether a tiny imaginary part is among a function's variables at its end."""
        return any(_tiny_imaginary(value) for value in values if type(value) is complex or type(value) is ndarray)

    def _compare(self, history: _History, vector: "ndarray[Any, Any]", sizes: list[int]) -> float | None:
        for row in history.known:
            changed = (vector != row).nonzero()[0]
            if len(changed) == 1 and self._is_step(history, int(changed[0]), row, vector):
                return abs(float(vector[changed[0]] - row[changed[0]]))
            start = 0
            for size in sizes:
                stop = start + size
                if 1 < size == len(changed) and changed[0] == start and changed[-1] == stop - 1:
                    if self._round_step(row[start:stop], vector[start:stop]):
                        return abs(float(vector[start] - row[start]))
                start = stop
        return None

    def _is_step(self, history: _History, entry: int, row: Any, vector: Any) -> bool:
        """Whether the one entry in which two calls differ was moved by a step."""
        old, new = float(row[entry]), float(vector[entry])
        if not 0 < abs(new - old) <= TINY * max(1.0, abs(new)):
            return False
        return self._same_step(history, entry, old, new) or (len(vector) == 1 and self._round_step([old], [new]))

    @staticmethod
    def _same_step(history: _History, entry: int, old: float, new: float) -> bool:
        """Whether another entry was moved by the same step as this one, absolutely or relative to its value."""
        change = abs(new - old)
        middle = abs(old + new) / 2
        scales = (1.0, max(1.0, middle), 1.0 + middle, middle or 1.0)
        tolerance = 1e-3 + 8 * _EPSILON * max(abs(old), abs(new)) / change
        for other, steps in history.steps.items():
            if other == entry:
                continue
            for other_change, other_middle, other_tolerance in steps:
                other_scales = (1.0, max(1.0, other_middle), 1.0 + other_middle, other_middle or 1.0)
                for mine, theirs in zip(scales, other_scales, strict=True):
                    ratio = (change / mine) / (other_change / theirs)
                    # A central difference and a one-sided one of the same step differ by a factor of two.
                    if any(abs(ratio * factor - 1) <= min(0.02, tolerance + other_tolerance) for factor in (0.5, 1.0, 2.0)):
                        return True
        seen = history.steps.setdefault(entry, [])
        if len(seen) < 8:
            seen.append((change, middle, tolerance))
        return False

    def _round_step(self, old: Any, new: Any) -> bool:
        """Whether every entry was moved by the same step, a number of the kind that people choose for it."""
        before, after = array(old, dtype=float64), array(new, dtype=float64)
        changes = np_abs(after - before)
        step = float(changes[0])
        slack = 8 * _EPSILON * max(float(np_abs(before).max()), float(np_abs(after).max()))
        if not 0 < step <= ROUND_TINY or slack > 1e-4 * step or float(np_abs(changes - step).max()) > 2 * slack:
            return False
        if not any(abs(step - chosen) <= 2 * slack or abs(step - 2 * chosen) <= 2 * slack for chosen in _STEPS):
            return False
        given = [abs(float(part[0])) for part, _ in _numbers(self._arguments) if part.size == 1]
        return not any(abs(step - number) <= 2 * slack for number in given)


def _finding(code: CodeType, step: float) -> str:
    return f"{code.co_name} called again with an argument changed by {step:.2g}"


def _arguments(frame: FrameType) -> list[Any]:
    """What a function is called with; for one without parameters, the numbers it reads from outside."""
    code, values = frame.f_code, frame.f_locals
    if code.co_argcount or code.co_freevars or code.co_kwonlyargcount or code.co_flags & 0x0C:
        # At the moment of the call, the parameters and the free variables are all the variables there are.
        return list(values.values())
    return [frame.f_globals[name] for name in code.co_names if name in frame.f_globals]


def _numbers(values: list[Any], depth: int = 0) -> "Iterator[tuple[ndarray[Any, Any], bool]]":
    """The real numbers of some arguments, as flat arrays; with True where a tiny imaginary part was met."""
    torch = torch_if_loaded()
    for value in values[:200]:
        kind = type(value)
        if kind is float or kind is float64:
            yield array([value]), False
        elif kind is ndarray:
            if value.dtype.kind == "f" and value.size <= MAX_NUMBERS:
                yield value.astype(float64).ravel(), False
            elif _tiny_imaginary(value):
                yield zeros(0), True
        elif kind is complex:
            if _tiny_imaginary(value):
                yield zeros(0), True
        elif torch is not None and kind is torch.Tensor:
            if torch.dtype_of(value) in (torch.float32, torch.float64):
                with torch.disable_modes():
                    yield tensor_numbers(torch, value).astype(float64).ravel()[:MAX_NUMBERS], False
        elif depth < 3:
            yield from _numbers(_parts(value, kind), depth + 1)


def _parts(value: Any, kind: type) -> list[Any]:
    if issubclass(kind, tuple):
        return list(tuple.__iter__(value))
    if issubclass(kind, list):
        return list(list.__iter__(value))
    if issubclass(kind, dict):
        return list(dict.values(value))
    return list(fields(value).values()) if kind.__flags__ & (1 << 9) and not issubclass(kind, type) else []


def _tiny_imaginary(value: Any) -> bool:
    if type(value) is complex:
        return 0 < abs(value.imag) <= TINY * max(1.0, abs(value.real))
    if type(value) is ndarray and value.dtype.kind == "c" and 0 < value.size <= MAX_NUMBERS:
        imaginary = np_abs(value.imag)
        return bool(((imaginary > 0) & (imaginary <= TINY * where(np_abs(value.real) > 1, np_abs(value.real), 1.0))).any())
    return False
