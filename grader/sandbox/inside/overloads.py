"""Recognising home-made automatic differentiation that overloads arithmetic: micrograd's ``Value``, dual numbers.

A student's class that overloads at least two arithmetic operators and is computed with while a watched callable runs is no more
than a suspicion: intervals, matrices, numbers with a unit or a text are such classes too. What tells differentiation is that an
operation's operands are held on to (by its result, a tape, a closure), or both its factors' values are, as local slopes; or that
two fields follow the product or quotient rule.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from math import isclose
from operator import matmul, mul, truediv
from sys import getrefcount
from types import FrameType, FunctionType
from typing import Any

from numpy import array, errstate, reshape, shape, stack

from .peek import fields, is_array, is_number, mro, namespace

_BASES = ["add", "sub", "mul", "truediv", "floordiv", "matmul", "pow", "mod"]
ARITHMETIC = {f"__{prefix}{base}__": base for base in _BASES for prefix in ("", "r", "i")} | {"__neg__": "neg"}
"""The special methods of arithmetic, by the operator they stand for."""


_PRODUCTS: dict[str, Callable[[Any, Any], Any]] = {"mul": mul, "matmul": matmul, "truediv": truediv}

MIN_PRODUCTS = 2
"""Executions that follow the product rule, where none refutes it, which make two fields value and derivative."""


class Pending:
    """One execution of an overload, from its call to its return."""

    def __init__(self, frame: FrameType, operator: str) -> None:
        """Remember how many hold on to the operands now."""
        code = frame.f_code
        values = frame.f_locals
        self.operands = [values.get(name) for name in code.co_varnames[: code.co_argcount][:2]]
        self.operator = operator
        self._counts = [getrefcount(operand) for operand in self.operands]
        self._values = [fields(operand) for operand in self.operands]
        self._value_counts = self._count_values()

    def grew(self) -> bool:
        """Whether something new holds on to an operand of the class: a parent's place, a tape, a closure."""
        kind = type(self.operands[0])
        counts = [getrefcount(operand) for operand in self.operands]
        return any(
            now > before
            for operand, now, before in zip(self.operands, counts, self._counts, strict=True)
            if type(operand) is kind
        )

    def kept_values(self, state: dict[str, Any]) -> bool:
        """Whether both factors of a product are held on to by something new: each is the slope of the other."""
        if self.operator != "mul" or len(self.operands) < 2 or type(self.operands[0]) is not type(self.operands[1]):
            return False
        # Those to whom the slopes belong are found again by their numbers; without one, the factors are there to be shown.
        if not any(type(value) is int for value in state.values()):
            return False
        counts = self._count_values()
        kept = [
            {name for name, now in after.items() if now > before[name]}
            for before, after in zip(self._value_counts, counts, strict=True)
        ]
        first, second = self._values
        return any(name in kept[1] and is_product(state.get(name), first[name], second[name]) for name in kept[0])

    def _count_values(self) -> list[dict[str, int]]:
        return [
            {name: getrefcount(value) for name, value in values.items() if type(value) is not int and _is_real(value)}
            for values in self._values
        ]


def _is_real(value: Any) -> bool:
    return is_number(value) or is_array(value)


def is_product(result: Any, a: Any, b: Any) -> bool:
    """Whether ``result`` is the product of two numbers or arrays."""
    if not _is_real(result):
        return False
    try:
        with errstate(all="ignore"):
            return _close(result, a * b)
    except (ArithmeticError, TypeError, ValueError):
        return False


def overloading_class(thing: Any, filename: str) -> str | None:
    """The name of the student's class of ``thing``, if it overloads two operators or more."""
    found = set()
    owner = None
    for base in mro(type(thing)):
        for name, value in namespace(base).items():
            if name in ARITHMETIC and type(value) is FunctionType and value.__code__.co_filename == filename:
                found.add(ARITHMETIC[name].removeprefix("r"))
                owner = owner or base
    return owner.__name__ if owner is not None and len(found) >= 2 else None


class Duals:
    """Which pairs of fields behave as value and derivative do, during one watched call."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._products: Counter[tuple[type, str, str]] = Counter()
        self._refuted: set[tuple[type, str, str]] = set()

    def differentiates(self, pending: Pending, result: Any) -> bool:
        """Whether an overload's execution is more than arithmetic."""
        own = type(pending.operands[0])
        if type(result) is not own:
            return False
        if pending.grew():
            return True
        state = fields(result)
        if isinstance(result, (tuple, list)) or len(state) < 2:
            return False
        if any(_reaches(value, pending.operands) for value in state.values()):
            return True
        return pending.kept_values(state) or self._follows_product_rule(pending, state)

    def _follows_product_rule(self, pending: Pending, state: dict[str, Any]) -> bool:
        if pending.operator not in _PRODUCTS or len(pending.operands) < 2:
            return False
        left, right = pending.operands
        if type(left) is not type(right):
            return False
        a, b = fields(left), fields(right)
        for value in state:
            for slope in state:
                if value == slope or not all(name in part for part in (a, b) for name in (value, slope)):
                    continue
                pairs = (a[value], a[slope]), (b[value], b[slope]), (state[value], state[slope])
                with errstate(all="ignore"):
                    follows = _is_dual(pending.operator, *pairs)
                key = type(left), value, slope
                if follows is False:
                    self._refuted.add(key)
                elif follows:
                    self._products[key] += 1
        return any(number >= MIN_PRODUCTS and key not in self._refuted for key, number in self._products.items())


def _reaches(value: Any, operands: list[Any]) -> bool:
    """Whether a field holds a closure over an operand of the class: how to hand a gradient on to it."""
    if type(value) is not FunctionType:
        return False
    for cell in value.__closure__ or ():
        try:
            held = cell.cell_contents
        except ValueError:
            continue
        if any(held is operand and type(operand) is type(operands[0]) for operand in operands):
            return True
    return False


def _is_dual(operator: str, a: tuple[Any, Any], b: tuple[Any, Any], result: tuple[Any, Any]) -> bool | None:
    """Whether the product or quotient rule holds; None where nothing can be said of it."""
    values = a[0], b[0], result[0]
    if not all(_is_real(value) and _size(value) for value in values):
        return None
    try:
        slopes = _as_numbers([a[1], b[1], result[1]])
        rule = _PRODUCTS[operator]
        if slopes is None or not _close(values[2], rule(values[0], values[1])):
            return None
        first, second, got = slopes
        if not any(map(_size, slopes)):
            return None
    except (ArithmeticError, TypeError, ValueError):
        return None
    return any(_close(got, due) for due in _due(operator, (values[0], first), (values[1], second)))


def _due(operator: str, a: tuple[Any, Any], b: tuple[Any, Any]) -> Iterator[Any]:
    """The slope that a product has; where there are several slopes to a value, they may stand on either side of its axes."""
    rule = _PRODUCTS[operator]
    for trailing in {0, max(len(shape(a[1])) - len(shape(a[0])), 0)}:
        try:
            u, v = (reshape(part, shape(part) + (1,) * trailing) if trailing else part for part in (a[0], b[0]))
            if operator == "truediv":
                yield (a[1] * v - u * b[1]) / (v * v)
            else:
                yield rule(a[1], v) + rule(u, b[1])
        except (ArithmeticError, TypeError, ValueError):
            continue


def _as_numbers(slopes: list[Any]) -> list[Any] | None:
    """Numbers or arrays; several partial derivatives in a list, or by their names, as one array."""
    if all(map(_is_real, slopes)):
        return slopes
    if all(type(slope) is dict for slope in slopes):
        names = list(dict.fromkeys(name for slope in slopes for name in slope))
        parts = [[slope.get(name, 0.0) for name in names] for slope in slopes]
    elif all(type(slope) in (list, tuple) for slope in slopes):
        parts = [list(slope) for slope in slopes]
    else:
        return None
    if not all(part and all(map(_is_real, part)) for part in parts):
        return None
    return [array(part) if all(map(is_number, part)) else stack(part) for part in parts]


def _size(thing: Any) -> float:
    return float(abs(thing).max(initial=0.0)) if is_array(thing) else abs(float(thing))


def _close(got: Any, due: Any) -> bool:
    if is_array(got) or is_array(due):
        return getattr(got, "shape", ()) == getattr(due, "shape", ()) and _size(got - due) <= 1e-9 * _size(due)
    return isclose(got, due, rel_tol=1e-9)
