"""How the variables of one function come about: their definitions, what changes them in place, and which of them count."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from grader.sandbox.counting import adds, counted, is_count, is_shape


class Exhausted(Exception):
    """The file is more work than any by hand would be."""


class Budget:
    """How much work is left for one file, about a microsecond each: a hostile one could ask for any amount."""

    def __init__(self, work: int = 2_000_000) -> None:
        """So much ``work`` may be done."""
        self._left = work

    def spend(self, work: int) -> None:
        """Count ``work`` that is about to be done. :class:`Exhausted` when it is more than is left."""
        self._left -= work
        if self._left < 0:
            raise Exhausted


class Change(NamedTuple):
    """An assignment in place (``a[i] += h``): where, and with which value."""

    line: int
    value: ast.expr


class Variables:
    """The variables of one function: ``definitions`` and ``changes`` by name, and the ``counters`` among them."""

    def __init__(self, function: ast.AST, budget: Budget) -> None:
        """Look through a function's own nodes, at the expense of ``budget``."""
        self.budget = budget
        self.definitions: dict[str, list[ast.expr]] = {}
        self.changes: dict[str, list[Change]] = {}
        self.counters: set[str] = set()
        self._read: dict[int, set[str]] = {}
        self._nodes: dict[int, int] = {}
        for node in own_nodes(function):
            if isinstance(node, ast.For | ast.comprehension):
                self.counters |= counted(node.target, node.iter)
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self._assigned(target, node.value)
            elif isinstance(node, ast.AugAssign):
                name = base_name(node.target)
                sign = ast.UnaryOp(ast.USub(), node.value) if isinstance(node.op, ast.Sub) else node.value
                self.changes.setdefault(name, []).append(Change(node.lineno, sign))
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
            self.changes.setdefault(target.id, []).append(Change(value.lineno, value))
            self.budget.spend(self._nodes[id(value)])
            if adds(value) and is_count(value, {target.id}):
                self.counters.add(target.id)
        elif isinstance(target, ast.Name):
            self.definitions.setdefault(target.id, []).append(value)
            self.budget.spend(self._nodes[id(value)])
            if not isinstance(value, ast.Constant) and is_count(value, set()):
                self.counters.add(target.id)
        elif isinstance(target, ast.Subscript):
            self.changes.setdefault(base_name(target), []).append(Change(target.lineno, value))
        elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
            for part, inner in zip(target.elts, value.elts, strict=True):
                self._assigned(part, inner)
        elif isinstance(target, ast.Tuple):
            # Of ``out, cache = f(x)`` each part is something of f(x).
            for part in target.elts:
                self._assigned(part, value)
                if isinstance(part, ast.Name) and is_shape(value):
                    self.counters.add(part.id)


def own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function without those of functions nested in it."""
    queue = list(ast.iter_child_nodes(function))
    for node in queue:
        yield node
        if not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            queue += ast.iter_child_nodes(node)


def base_name(node: ast.expr) -> str:
    """``a`` of ``a[i].b``; an empty string where what is subscripted has no name."""
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
