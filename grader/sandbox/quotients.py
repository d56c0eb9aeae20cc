"""Recognising difference quotients that are written out: ``(f(v + h) - f(v - h)) / (2 * h)`` with no function to be called again.

The file is read for candidates: a division whose numerator holds the difference of two expressions that are the same but for
a step, and whose denominator names that step. A candidate counts only once its line is executed while watched, so that a
switched-off check does no harm.
"""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from grader.sandbox.counting import adds, counted, is_count, is_shape
from grader.sandbox.imaginary import MAX_STEP, ImaginaryParts, numbers_in
from grader.sandbox.syntax import parsed

_MAX_DEPTH = 12
_SAME, _STEPPED, _DIFFERENT = 0, 1, 2


class _Exhausted(Exception):
    """The file is more work than any by hand would be."""


class _Budget:
    """How much work is left for one file, about a microsecond each: a hostile one could ask for any amount."""

    def __init__(self, work: int = 2_000_000) -> None:
        self._left = work

    def spend(self, work: int) -> None:
        self._left -= work
        if self._left < 0:
            raise _Exhausted


class _Change(NamedTuple):
    """An assignment in place (``a[i] += h``): where, and with which value."""

    line: int
    value: ast.expr


class _Place(NamedTuple):
    """Where two expressions are compared: how deep, and whether inside a function of what is stepped.

    Outermost, ``(v + h) - v`` is no more than ``h``, and the quotient no derivative.
    """

    depth: int = 0
    inside: bool = False

    def below(self, inside: bool = False) -> "_Place":
        """One level further in."""
        return _Place(self.depth + 1, self.inside or inside)


class _Names:
    """How the variables of one function come about."""

    def __init__(self, function: ast.AST, budget: _Budget) -> None:
        self.budget = budget
        self.definitions: dict[str, list[ast.expr]] = {}
        self.changes: dict[str, list[_Change]] = {}
        self.counters: set[str] = set()
        self._read: dict[int, set[str]] = {}
        self._nodes: dict[int, int] = {}
        for node in _own_nodes(function):
            if isinstance(node, ast.For | ast.comprehension):
                self.counters |= counted(node.target, node.iter)
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self._assigned(target, node.value)
            elif isinstance(node, ast.AugAssign):
                name = _base_name(node.target)
                sign = ast.UnaryOp(ast.USub(), node.value) if isinstance(node.op, ast.Sub) else node.value
                self.changes.setdefault(name, []).append(_Change(node.lineno, sign))
                if isinstance(node.target, ast.Name) and adds(node) and is_count(node.value, set()):
                    self.counters.add(name)
        self.counters = {name for name in self.counters if self._starts_whole(name)}

    def _starts_whole(self, name: str) -> bool:
        starts = self.definitions.get(name, ())
        self.budget.spend(sum(self._nodes[id(start)] for start in starts))
        return all(is_count(start, self.counters) or is_shape(start) for start in starts)

    def _reads(self, value: ast.expr, name: str) -> bool:
        """Whether a variable is part of an expression; each is looked through once, however many variables it is given to."""
        if id(value) not in self._read:
            parts = list(ast.walk(value))
            self._read[id(value)] = {part.id for part in parts if isinstance(part, ast.Name)}
            self._nodes[id(value)] = len(parts)
        return name in self._read[id(value)]

    def _assigned(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name) and self._reads(value, target.id):
            # An update (``mean = mean + ...``) is a change in place: unfolded, it would make a value of any earlier one.
            self.changes.setdefault(target.id, []).append(_Change(value.lineno, value))
            self.budget.spend(self._nodes[id(value)])
            if adds(value) and is_count(value, {target.id}):
                self.counters.add(target.id)
        elif isinstance(target, ast.Name):
            self.definitions.setdefault(target.id, []).append(value)
            self.budget.spend(self._nodes[id(value)])
            if not isinstance(value, ast.Constant) and is_count(value, set()):
                self.counters.add(target.id)
        elif isinstance(target, ast.Subscript):
            self.changes.setdefault(_base_name(target), []).append(_Change(target.lineno, value))
        elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
            for part, inner in zip(target.elts, value.elts, strict=True):
                self._assigned(part, inner)
        elif isinstance(target, ast.Tuple):
            # Of ``out, cache = f(x)`` each part is something of f(x).
            for part in target.elts:
                self._assigned(part, value)
                if isinstance(part, ast.Name) and is_shape(value):
                    self.counters.add(part.id)


class _Step:
    """What the denominator names: variables, and the numbers written in it."""

    def __init__(self, denominator: ast.expr) -> None:
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


def quotient_lines(source: bytes) -> frozenset[int]:
    """The lines of a file that hold a difference quotient."""
    tree = parsed(source)
    if tree is None:
        # Too large or too deeply nested, on purpose: all that may be a division. (Of a syntax error nothing is executed.)
        return frozenset(number for number, line in enumerate(source.split(b"\n"), 1) if b"/" in line)
    found: set[int] = set()
    budget = _Budget()
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.Lambda):
            try:
                found |= _lines_in(function, budget)
            except (_Exhausted, RecursionError):
                # Nobody works so by hand: what cannot be looked through is not taken on trust.
                found |= _divisions(function)
    return frozenset(found)


def _divisions(function: ast.AST) -> set[int]:
    return {node.lineno for node in ast.walk(function) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)}


def _lines_in(function: ast.AST, budget: "_Budget") -> set[int]:
    names = _Names(function, budget)
    found: set[int] = set()
    nodes = list(_own_nodes(function))
    imaginary = ImaginaryParts(nodes)
    for node in nodes:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div) and imaginary.scaled_up(node):
            found.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            if _is_quotient(node.left, node.right, names):
                found.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and _is_scaled_up(node, names):
            found.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Div):
            parts = names.definitions.get(_base_name(node.target), [])
            if any(_is_quotient(part, node.value, names) for part in parts):
                found.add(node.lineno)
    return found


def _is_scaled_up(node: ast.BinOp, names: _Names) -> bool:
    """``(f(v + 1e-6) - f(v - 1e-6)) * 5e5``: a quotient all the same."""
    for factor, other in ((node.left, node.right), (node.right, node.left)):
        number = factor.value if isinstance(factor, ast.Constant) else None
        if isinstance(number, int | float) and 0.5 / MAX_STEP <= number < 1e300:
            return _is_quotient(other, ast.Constant(1 / number), names)
    return False


def _is_quotient(numerator: ast.expr, denominator: ast.expr, names: _Names) -> bool:
    step = _Step(denominator)
    if not step or is_count(denominator, names.counters):
        return False
    for node in _with_definitions(numerator, names):
        names.budget.spend(4)
        if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub)):
            continue
        if _compare(node.left, node.right, step, names, _Place()) == _STEPPED:
            return True
    return False


def _with_definitions(node: ast.expr, names: _Names, depth: int = 0) -> Iterator[ast.AST]:
    """The nodes of an expression, and of what its bare names were last assigned."""
    yield from ast.walk(node)
    if isinstance(node, ast.Name) and depth < 2:
        for definition in names.definitions.get(node.id, ()):
            yield from _with_definitions(definition, names, depth + 1)


def _compare(one: ast.expr, other: ast.expr, step: _Step, names: _Names, place: _Place) -> int:
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


def _compare_names(one: ast.expr, other: ast.expr, step: _Step, names: _Names, place: _Place) -> int:
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


def _meanings(node: ast.expr, names: _Names) -> list[ast.expr]:
    if isinstance(node, ast.Name):
        return names.definitions.get(node.id, [node])[:6]
    return [node]


def _changed_between(one: ast.expr, other: ast.expr, step: _Step, names: _Names) -> bool:
    """Whether something that both expressions read was moved by the step between their lines."""
    first, last = sorted((one.lineno, other.lineno))
    read = {node.id for node in ast.walk(one) if isinstance(node, ast.Name)}
    return any(
        first <= change.line <= last and step.within(change.value)
        for name in read
        for change in names.changes.get(name, ())
    )


def _compare_parts(one: ast.expr, other: ast.expr, step: _Step, names: _Names, place: _Place) -> int:
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


def _unstepped(node: ast.expr, step: _Step) -> tuple[ast.expr, bool]:
    """``v`` of ``v + h`` and ``v - h``."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        if step.within(node.right):
            return node.left, True
        if isinstance(node.op, ast.Add) and step.within(node.left):
            return node.right, True
    return node, False


def _own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function without those of functions nested in it."""
    queue = list(ast.iter_child_nodes(function))
    for node in queue:
        yield node
        if not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            queue += ast.iter_child_nodes(node)


def _base_name(node: ast.expr) -> str:
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
