"""Recognising complex steps that are written out: ``f(w + 1e-30j).imag / 1e-30``."""

import ast
from collections.abc import Iterator
from math import prod

MAX_STEP = 1e-2
"""The largest number that counts as a step when it is written as one."""


class ImaginaryParts:
    """The imaginary parts that a function adds to numbers (``w + 1e-30j``): steps, where they are scaled up afterwards."""

    def __init__(self, nodes: list[ast.AST]) -> None:
        self._tiny = False
        self._names: set[str] = set()
        for node in nodes:
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
                self._see(_factors(node.left))
                self._see(_factors(node.right))

    def _see(self, factors: list[ast.expr]) -> None:
        values = [part.value for part in factors if isinstance(part, ast.Constant)]
        numbers = [abs(value) for value in values if isinstance(value, int | float | complex) and abs(value) < 1e300]
        if any(isinstance(value, complex) for value in values):
            self._tiny = self._tiny or 0 < prod(numbers) <= MAX_STEP
            self._names |= {part.id for part in factors if isinstance(part, ast.Name)}

    def scaled_up(self, node: ast.BinOp) -> bool:
        """Whether an imaginary part, multiplied or divided here, is one of those."""
        if not _takes_imaginary(node):
            return False
        if self._tiny or any(isinstance(part, ast.Name) and part.id in self._names for part in _factors(node)):
            return True
        large = [n for n in map(abs, numbers_in(node)) if n >= 1 / MAX_STEP or 0 < n <= MAX_STEP]
        return bool(self._names and large)


def _factors(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div):
        return [*_factors(node.left), *_factors(node.right)]
    return [node]


def _takes_imaginary(node: ast.BinOp) -> bool:
    """``z.imag / h`` or ``np.imag(z) * n``."""
    heads = (*_head(node.left), *_head(node.right))
    return any(isinstance(part, ast.Attribute) and part.attr == "imag" for part in heads)


def _head(node: ast.expr) -> Iterator[ast.expr]:
    """An expression, and what is multiplied, divided or called in it."""
    yield node
    if isinstance(node, ast.BinOp):
        yield from (*_head(node.left), *_head(node.right))
    elif isinstance(node, ast.Call):
        yield node.func


def numbers_in(node: ast.expr) -> list[float]:
    """The numbers written in an expression; a product of two of them as one as well."""
    values = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
    found = [float(value) for value in values if isinstance(value, int | float) and abs(value) < 1e300]
    return [*found, *(a * b for a in found for b in found if a is not b)]
