"""Recognising reverse-mode differentiation that keeps its tape on Python's stack.

``mul(a, b, then)`` computes, hands its result to the rest of the program, ``then``, and on the way back adds to both
operands' gradients by the product rule. A gate's backward by hand adds likewise, but is handed no rest of the program.
"""

from collections import Counter
from types import CodeType, FrameType, FunctionType, MethodType
from typing import Any

from .peek import fields, is_array, is_number, module_of

MIN_PRODUCTS = 2
"""Calls that hand gradients on by the product rule."""

_MAX_ARRAY = 4096


class Continuations:
    """What was seen of functions that are given the rest of the program, during one watched call."""

    def __init__(self, module: str) -> None:
        """``module``: that of the student's classes."""
        self._module = module
        self._waiting: dict[int, tuple[list[Any], list[dict[Any, Any]]]] = {}
        self._products: Counter[CodeType] = Counter()

    def called(self, frame: FrameType) -> None:
        """A function of the student's was called; the state of its operands is remembered until it returns."""
        count = frame.f_code.co_argcount
        if count < 3:
            return
        values: dict[str, Any] = frame.f_locals
        given: list[Any] = [values.get(name) for name in frame.f_code.co_varnames[:count]]
        if not any(type(part) in (FunctionType, MethodType) for part in given):
            return
        operands = [part for part in given if type(part) is list or module_of(type(part)) == self._module][:2]
        if len(operands) == 2 and operands[0] is not operands[1]:
            self._waiting[id(frame)] = operands, [_state(part) for part in operands]

    def returned(self, frame: FrameType) -> str | None:
        """It returns: its name when that shows it to hand gradients on, or None."""
        waiting = self._waiting.pop(id(frame), None)
        if waiting is None:
            return None
        operands, before = waiting
        after = [_state(part) for part in operands]
        kept, moved = [], []
        for old, new in zip(before, after, strict=True):
            same = {name for name in old if name in new and _same(old[name], new[name])}
            kept.append([old[name] for name in same])
            moved.append([new[name] - old[name] for name in old if name in new and name not in same])
        if any(
            _is_product_rule(first, value, second, other)
            for first in moved[0]
            for value in kept[0]
            for second in moved[1]
            for other in kept[1]
        ):
            self._products[frame.f_code] += 1
        return frame.f_code.co_name if self._products[frame.f_code] >= MIN_PRODUCTS else None


def _state(thing: Any) -> dict[Any, Any]:
    """The numbers in a short list or on an object; of arrays, copies, for they may be changed in place."""
    parts: dict[Any, Any] = dict(enumerate(thing[:4])) if type(thing) is list else fields(thing)
    return {
        name: part.copy() if is_array(part) else part
        for name, part in parts.items()
        if is_number(part) or (is_array(part) and part.size <= _MAX_ARRAY)
    }


def _same(a: Any, b: Any) -> bool:
    if getattr(a, "shape", ()) != getattr(b, "shape", ()):
        return True
    return bool((a == b).all()) if is_array(a) else bool(a == b)


def _is_product_rule(first: Any, value: Any, second: Any, other: Any) -> bool:
    """Whether ``first = d * other`` and ``second = d * value`` with one and the same ``d``."""
    if len({getattr(part, "shape", ()) for part in (first, value, second, other)}) > 1:
        return False
    left, right = first * value, second * other
    return bool(_size(left) and _size(left - right) <= 1e-9 * _size(left) and _size(value - other))


def _size(thing: Any) -> float:
    return float(abs(thing).max(initial=0.0)) if is_array(thing) else abs(float(thing))
