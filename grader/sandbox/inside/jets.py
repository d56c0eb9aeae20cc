"""Recognising home-made differentiation without operators: functions of (value, derivative) pairs, and of expression trees.

``mul((a, da), (b, db))`` that returns ``(a * b, da * b + a * db)`` is forward-mode automatic differentiation, whatever the function
is called; and ``("+", ("*", da, b), ("*", a, db))`` of ``("*", a, b)`` is the same rule on symbols. No hand work gives that.
"""

from collections import Counter
from types import CodeType, FrameType
from typing import Any

from .peek import is_array, is_number

MIN_PRODUCTS = 2
"""Calls that follow the product rule, and none of the same function that does not, which make a pair a jet."""


class Jets:
    """What was seen of functions of pairs during one watched call."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._waiting: dict[int, list[Any]] = {}
        self._products: Counter[CodeType] = Counter()
        self._refuted: set[CodeType] = set()

    def called(self, frame: FrameType) -> None:
        """A function of the student's was called; what it was called with is remembered until it returns."""
        count = frame.f_code.co_argcount
        if not 1 <= count <= 4:
            return
        values = frame.f_locals
        operands = [values.get(name) for name in frame.f_code.co_varnames[: min(count, 2)]]
        if _is_expression(operands[0]) or all(map(_is_pair, operands)):
            self._waiting[id(frame)] = operands

    def returned(self, frame: FrameType, result: Any) -> str | None:
        """It returns: its name when that shows it to be a product rule, or None."""
        operands = self._waiting.pop(id(frame), None)
        if operands is None:
            return None
        code = frame.f_code
        if _is_expression(operands[0]):
            return code.co_name if _is_product_of_symbols(operands[0], result) else None
        if len(operands) != 2 or not _is_pair(result) or code in self._refuted:
            return None
        follows = _follows(operands[0], operands[1], result)
        if follows is False and _is_first_product(operands[0], operands[1], result):
            self._refuted.add(code)
        elif follows:
            self._products[code] += 1
        return code.co_name if self._products[code] >= MIN_PRODUCTS and code not in self._refuted else None


def _is_pair(thing: Any) -> bool:
    if is_array(thing):
        # A series cut after the first order, or a value and its slopes stacked.
        return thing.ndim >= 1 and len(thing) == 2 and _is_real(thing)
    return type(thing) in (tuple, list) and len(thing) == 2 and all(_is_real(part) for part in thing)


def _is_real(thing: Any) -> bool:
    return (is_number(thing) or is_array(thing)) and getattr(thing, "size", 1) <= 4096


def _is_first_product(a: Any, b: Any, result: Any) -> bool:
    return _close(result[0], a[0] * b[0])


def _follows(a: Any, b: Any, result: Any) -> bool | None:
    """Whether the product rule holds; None where everything in it is zero and nothing can be said."""
    try:
        slope = a[1] * b[0] + a[0] * b[1]
        if not _size(slope) or not _size(a[0]) or not _size(b[0]):
            return None
        return _is_first_product(a, b, result) and _close(result[1], slope)
    except ValueError:
        # Arrays of shapes that do not go together.
        return None


def _size(thing: Any) -> float:
    return float(abs(thing).max(initial=0.0)) if is_array(thing) else abs(float(thing))


def _close(got: Any, due: Any) -> bool:
    difference = got - due
    if is_array(difference) and getattr(due, "shape", ()) != getattr(got, "shape", ()):
        return False
    return _size(difference) <= 1e-9 * max(_size(due), _size(got))


def _is_expression(thing: Any) -> bool:
    """A tree such as ``("*", a, b)``."""
    return type(thing) in (tuple, list) and len(thing) == 3 and type(thing[0]) is str


def _is_product_of_symbols(product: Any, result: Any) -> bool:
    """Whether ``result`` is a sum of two products, each with one of the operands of ``product`` in its place."""
    if not _is_expression(result) or result[0] == product[0]:
        return False
    first, second = result[1], result[2]
    if not (_is_expression(first) and _is_expression(second) and first[0] == second[0] == product[0]):
        return False
    left, right = product[1], product[2]
    return (first[2] is right and second[1] is left) or (first[1] is left and second[2] is right)


class Matrices:
    """Functions of matrices ``[[a, b], [0, a]]``, which give the derivative at ``a`` in the corner, during one watched call."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._seen: set[CodeType] = set()

    def called(self, frame: FrameType) -> str | None:
        """A function of a library was called: its name when it is the second one of linear algebra to be given such a matrix."""
        code = frame.f_code
        if not code.co_argcount or "linalg" not in str(frame.f_globals.get("__name__")):
            return None
        if not _is_jordan(frame.f_locals.get(code.co_varnames[0])):
            return None
        if any(code.co_name == other.co_name for other in self._seen):
            return None
        self._seen.add(code)
        return code.co_name if len(self._seen) >= MIN_PRODUCTS else None


def _is_jordan(thing: Any) -> bool:
    if not is_array(thing) or thing.shape != (2, 2):
        return False
    (a, b), (zero, same) = thing.tolist()
    # With ones on its diagonal it is a shear, as geometry has them.
    return bool(zero == 0 and a == same and a not in (0, 1) and b != 0)
