"""Whether two expressions are the same but for a step, as ``f(v + h)`` and ``f(v - h)`` are."""

import ast
from typing import NamedTuple

from grader.sandbox.imaginary import MAX_STEP, numbers_in
from grader.sandbox.variables import Variables

_MAX_DEPTH = 12
_SAME, _STEPPED, _DIFFERENT = 0, 1, 2


class Step:
    """What the denominator names: variables, and the numbers written in it."""

    def __init__(self, denominator: ast.expr) -> None:
        """Only numbers small enough to be a step count as one."""
        self._names = {node.id for node in ast.walk(denominator) if isinstance(node, ast.Name)}
        self._numbers = {n for n in numbers_in(denominator) if 0 < abs(n) <= 2 * MAX_STEP}

    def __bool__(self) -> bool:
        return bool(self._names or self._numbers)

    def within(self, node: ast.expr) -> bool:
        """Whether an added term is made of the step."""
        if any(isinstance(part, ast.Name) and part.id in self._names for part in ast.walk(node)):
            return True
        own = [abs(n) for n in numbers_in(node) if n]
        return any(abs(n - factor * m) <= 1e-9 * n for n in own for m in self._numbers for factor in (0.5, 1.0))


class _Place(NamedTuple):
    """Where two expressions are compared: how deep, and whether inside a function of what is stepped.

    Outermost, ``(v + h) - v`` is no more than ``h``, and the quotient no derivative.
    """

    depth: int = 0
    inside: bool = False

    def below(self, inside: bool = False) -> "_Place":
        """One level further in."""
        return _Place(self.depth + 1, self.inside or inside)


def differ_by_a_step(one: ast.expr, other: ast.expr, step: Step, names: Variables) -> bool:
    """Whether the two are the same but for ``step``, somewhere inside a function of what is stepped."""
    return _compare(one, other, step, names, _Place()) == _STEPPED


def _compare(one: ast.expr, other: ast.expr, step: Step, names: Variables, place: _Place) -> int:
    """Whether two expressions are the same, the same but for a step, or different."""
    if place.depth > _MAX_DEPTH:
        return _DIFFERENT
    dumps = ast.dump(one), ast.dump(other)
    names.budget.spend(20 + len(dumps[0]) + len(dumps[1]))
    if dumps[0] == dumps[1]:
        return _SAME
    base, moved = _unstepped(one, step)
    other_base, other_moved = _unstepped(other, step)
    if place.inside and (moved or other_moved):
        return _STEPPED if _compare(base, other_base, step, names, place.below()) == _SAME else _DIFFERENT
    if isinstance(one, ast.Name) or isinstance(other, ast.Name):
        return _compare_names(one, other, step, names, place)
    if type(one) is not type(other):
        return _DIFFERENT
    return _compare_parts(one, other, step, names, place)


def _compare_names(one: ast.expr, other: ast.expr, step: Step, names: Variables, place: _Place) -> int:
    """Variables are compared by how they come about; those that were changed in place in between differ by that."""
    changes = [names.changes.get(node.id, []) if isinstance(node, ast.Name) else [] for node in (one, other)]
    stepped = place.inside and any(step.within(change.value) for part in changes for change in part)
    worst = _DIFFERENT
    for left in _meanings(one, names):
        for right in _meanings(other, names):
            if (left, right) == (one, other):
                continue
            found = _compare(left, right, step, names, place.below())
            reading = place.inside or any(_is_function(part) for part in ast.walk(left))
            if found == _SAME and (stepped or (reading and _changed_between(left, right, step, names))):
                found = _STEPPED
            if found == _STEPPED:
                return _STEPPED
            worst = min(worst, found)
    return worst


def _is_function(node: ast.AST) -> bool:
    """Whether a node makes something of its parts that a step within them does not leave again as a bare step."""
    return isinstance(node, ast.Call) or (isinstance(node, ast.BinOp) and not isinstance(node.op, ast.Add | ast.Sub))


def _meanings(node: ast.expr, names: Variables) -> list[ast.expr]:
    if isinstance(node, ast.Name):
        return names.definitions.get(node.id, [node])[:6]
    return [node]


def _changed_between(one: ast.expr, other: ast.expr, step: Step, names: Variables) -> bool:
    """Whether something that both expressions read was moved by the step between their lines."""
    first, last = sorted((one.lineno, other.lineno))
    read = {node.id for node in ast.walk(one) if isinstance(node, ast.Name)}
    return any(
        first <= change.line <= last and step.within(change.value)
        for name in read
        for change in names.changes.get(name, ())
    )


def _compare_parts(one: ast.expr, other: ast.expr, step: Step, names: Variables, place: _Place) -> int:
    parts, others = _children(one), _children(other)
    if len(parts) != len(others) or _label(one) != _label(other):
        return _DIFFERENT
    below = place.below(inside=_is_function(one))
    found = [_compare(a, b, step, names, below) for a, b in zip(parts, others, strict=True)]
    return max(found, default=_DIFFERENT)


def _children(node: ast.expr) -> list[ast.expr]:
    children = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
    if isinstance(node, ast.Call):
        children += [keyword.value for keyword in node.keywords]
    return children


def _label(node: ast.expr) -> str:
    """What an expression is apart from its parts: the operator, the attribute's name."""
    value = repr(node.value) if isinstance(node, ast.Constant) else ""
    return f"{type(getattr(node, 'op', None)).__name__} {getattr(node, 'attr', '')} {value}"


def _unstepped(node: ast.expr, step: Step) -> tuple[ast.expr, bool]:
    """``v`` of ``v + h`` and ``v - h``."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        if step.within(node.right):
            return node.left, True
        if isinstance(node.op, ast.Add) and step.within(node.left):
            return node.right, True
    return node, False
