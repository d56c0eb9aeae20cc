"""Slips with numbers that are written out: constants, exponents, roots."""

import ast
from collections.abc import Iterator
from typing import TypeGuard

from grader.mutate import slips
from grader.mutate.names import called
from grader.mutate.site import Change, Site

AXES = ("axis", "dim", "ddof", "correction", "keepdims", "dtype", "ord")
"""Keywords whose numbers are options; other operators change them."""


def change_constant(site: Site) -> Iterator[Change]:
    """0 becomes 1, 1 becomes 0 or 2, 2 becomes 1 or 3, ½ becomes 1; other numbers are doubled, halved or set to 0."""
    node, parent = site.node, site.parent
    if not isinstance(node, ast.Constant) or not is_number(node.value):
        return
    if isinstance(parent, ast.keyword) and parent.arg in AXES:
        return
    if any(isinstance(p, ast.Subscript) and node is p.slice for p in site.parents[-1:]) or _is_exponent(site):
        return
    for new in _other_values(node.value):
        yield Change(node, new, slips.CONSTANT, slips.CONSTANT)


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether a constant is a plain number (a bool is not one)."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_exponent(site: Site) -> bool:
    parent = site.parent
    return isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow) and site.node is parent.right


def _other_values(value: float) -> list[str]:
    known = {0: ["1"], 1: ["0", "2"], 2: ["1", "3"], 3: ["2", "4"], 0.5: ["1.0", "2.0"]}
    if value in known:
        return known[value]
    if isinstance(value, int):
        return [str(value - 1), str(value + 1)]
    return [repr(2 * value), repr(value / 2), "0.0"]


def change_power(site: Site) -> Iterator[Change]:
    """``a ** k`` becomes ``a``, ``a ** (k ± 1)`` and ``a ** -k``; ``power(a, k)`` likewise; ``square(a)`` becomes ``a``."""
    node, text = site.node, site.text
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        base, exponent = node.left, node.right
    elif isinstance(node, ast.Call) and called(node) in ("power", "pow") and len(node.args) == 2:
        base, exponent = node.args
    else:
        if isinstance(node, ast.Call) and called(node) == "square" and len(node.args) == 1:
            yield Change(node, text.atom(node.args[0]), slips.POWER, slips.POWER)
        return
    value = _signed(exponent)
    if value == 0.5:
        yield Change(node, text.atom(base), slips.NO_SQRT, slips.EXTRA_SQRT)
    elif value != 1:
        yield Change(node, text.atom(base), slips.POWER, slips.POWER)
    if value is not None:
        for new in (value + 1, value - 1, -value):
            if new != 0:
                yield Change(exponent, f"({new})", slips.POWER, slips.POWER)


def _signed(node: ast.expr) -> float | None:
    """The number that an expression writes: a constant with its sign, or a fraction of two."""
    if isinstance(node, ast.Constant) and is_number(node.value):
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _signed(node.operand)
        return None if inner is None else -inner
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        top, bottom = _signed(node.left), _signed(node.right)
        return top / bottom if top is not None and bottom else None
    return None


def drop_sqrt(site: Site) -> Iterator[Change]:
    """``sqrt(a)`` becomes ``a``."""
    node, text = site.node, site.text
    if isinstance(node, ast.Call) and called(node) == "sqrt":
        inner = node.args[0] if node.args else node.func.value if isinstance(node.func, ast.Attribute) else None
        if inner is not None:
            yield Change(node, text.atom(inner), slips.NO_SQRT, slips.EXTRA_SQRT)
