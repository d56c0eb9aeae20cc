"""Recognising a list that records operations, as home-made reverse-mode differentiation keeps one: ``(v, "mul", (0, 1))``.

Tables with a name and small integers in each row (shapes, indices, test points) look alike. What tells a record is
that its integers are true: the value of a row is the sum, difference, product or quotient of those that it refers to.
"""

import operator
from collections import Counter
from collections.abc import Callable
from itertools import combinations, product
from types import FunctionType
from typing import Any

from .peek import is_array, is_number
from .tape import CONTAINERS, MAX_VISITED, MIN_JOINS, MIN_NODES, referents

_RULES: tuple[Callable[[Any, Any], Any], ...] = (
    operator.mul, operator.add, operator.sub, operator.truediv, operator.matmul,
)  # fmt: skip


class Changed:
    """Which of a module's lists change from here on."""

    def __init__(self, values: dict[str, Any]) -> None:
        """``values``: the module's globals."""
        self._values = values
        self._before = {name: _state(value) for name, value in values.items() if type(value) is list}

    def lists(self) -> list[Any]:
        """The lists that are new, have grown, or end otherwise than before."""
        lists = [(name, value) for name, value in self._values.items() if type(value) is list]
        return [value for name, value in lists if not _same(self._before.get(name), _state(value))]


def _state(value: list[Any]) -> tuple[Any, int, Any]:
    return value, len(value), value[-1] if value else None


def _same(before: tuple[Any, int, Any] | None, now: tuple[Any, int, Any]) -> bool:
    return before is not None and before[0] is now[0] and before[1] == now[1] and before[2] is now[2]


def record_of(thing: Any) -> str | None:
    """What shows a list in ``thing`` to be a record of operations: one of its operations' names, or None."""
    queue, seen = [thing], set()
    candidates, columns = [], []
    for item in queue:
        if id(item) in seen or type(item) not in CONTAINERS:
            continue
        seen.add(id(item))
        if type(item) is list and len(item) >= MIN_NODES:
            candidates.append(item)
            if all(_is_value(part) for part in item[:MAX_VISITED]):
                columns.append(item)
        if len(queue) < MAX_VISITED:
            queue += referents(item)[:MAX_VISITED]
    return next((name for item in candidates if (name := _operations(item, columns)) is not None), None)


def _operations(entries: list[Any], columns: list[list[Any]]) -> str | None:
    names: Counter[str] = Counter()
    joins: list[tuple[int, list[int]]] = []
    rows = [_flat(entry) for entry in entries[:MAX_VISITED]]
    for position, row in enumerate(rows):
        earlier = [part for part in row if type(part) is int and 0 <= part < position]
        operations = [part for part in row if type(part) is str or type(part) is FunctionType]
        if operations and earlier:
            names[str(getattr(operations[0], "__name__", operations[0]))] += 1
            if len(earlier) >= 2:
                joins.append((position, earlier[:4]))
    if names.total() < MIN_NODES - 1 or len(joins) < MIN_JOINS or len(names) < 2 or max(names.values()) < 2:
        return None
    own = [[part for part in row if _is_value(part)] for row in rows]
    # The values may stand in a list of their own, beside that of the operations.
    beside = [[[part] for part in column] for column in columns if len(column) == len(entries)]
    if any(_linked(values, joins) for values in (own, *beside)):
        return names.most_common(1)[0][0]
    return None


def _flat(entry: Any) -> list[Any]:
    parts = list(entry.values()) if type(entry) is dict else list(entry) if type(entry) in (tuple, list) else []
    return [inner for part in parts for inner in (part if type(part) in (tuple, list) else (part,))]


def _is_value(thing: Any) -> bool:
    return (is_number(thing) and type(thing) is not int) or is_array(thing)


def _linked(values: list[list[Any]], joins: list[tuple[int, list[int]]]) -> bool:
    """Whether most rows that refer to two others are computed from those, and some of them evidently."""
    true = [
        any(
            _follows(result, a, b)
            for left, right in combinations(earlier, 2)
            for result, a, b in product(values[row], values[left], values[right])
        )
        for row, earlier in joins
    ]
    return sum(true) >= MIN_JOINS and 2 * sum(true) > len(true)


def _follows(result: Any, a: Any, b: Any) -> bool:
    for rule in _RULES:
        try:
            due = rule(a, b)
            # Zeros follow from zeros by any rule.
            if _largest(result) and _largest(a) and _largest(b) and _largest(result - due) <= 1e-9 * _largest(due):
                return True
        except (ArithmeticError, TypeError, ValueError):
            continue
    return False


def _largest(thing: Any) -> float:
    return float(abs(thing).max(initial=0.0)) if is_array(thing) else abs(float(thing))
