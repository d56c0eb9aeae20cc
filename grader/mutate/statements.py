"""Slips of order and structure: returned or unpacked values in another order, a step left out, an index off."""

import ast
from collections.abc import Iterator, Sequence
from itertools import combinations

from grader.mutate import slips
from grader.mutate.mutant import Slip
from grader.mutate.names import called
from grader.mutate.site import Change, Site

LONGEST = 8
"""Sequences longer than this are left alone: the number of pairs grows with the square."""


def swap_returns(site: Site) -> Iterator[Change]:
    """Two values of a returned tuple, or of a dict, change places."""
    node = site.node
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        yield from _exchanges(site, node.value, node.value.elts, slips.RETURNED)
    if isinstance(node, ast.Dict) and len(node.values) > 1 and None not in node.keys:
        yield from _exchanges(site, node, node.values, slips.RETURNED)


def swap_targets(site: Site) -> Iterator[Change]:
    """Two names of an unpacking assignment change places, and so do two values of a tuple that is kept."""
    node = site.node
    if not isinstance(node, ast.Assign):
        return
    for target in node.targets:
        for inner in ast.walk(target):
            if isinstance(inner, ast.Tuple | ast.List):
                yield from _exchanges(site, inner, inner.elts, slips.UNPACKED)
    if isinstance(node.value, ast.Tuple) and not isinstance(node.targets[0], ast.Tuple):
        yield from _exchanges(site, node.value, node.value.elts, slips.UNPACKED)


def _exchanges(site: Site, whole: ast.expr, parts: Sequence[ast.expr], slip: Slip) -> Iterator[Change]:
    text = site.text
    start = text.span(whole)[0]
    for first, second in combinations(parts[:LONGEST], 2):
        if isinstance(first, ast.Starred) or isinstance(second, ast.Starred):
            continue
        (a, b), (c, d) = text.span(first), text.span(second)
        written = text.of(whole)
        a, b, c, d = a - start, b - start, c - start, d - start
        new = written[:a] + written[c:d] + written[b:c] + written[a:b] + written[d:]
        yield Change(whole, new, slip, slip)


def drop_statement(site: Site) -> Iterator[Change]:
    """An assignment, a call or an augmented assignment is left out."""
    node = site.node
    if isinstance(node, ast.AugAssign | ast.Assign) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ):
        yield Change(node, "pass", slips.NO_STATEMENT, slips.EXTRA_STATEMENT)


def change_comparison(site: Site) -> Iterator[Change]:
    """``<`` becomes ``<=`` (equality judged differently) and ``>`` (the wrong way round), and so on."""
    node, text = site.node, site.text
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or type(node.ops[0]) not in COMPARISONS:
        return
    left, right = text.atom(node.left), text.atom(node.comparators[0])
    boundary, inverted = COMPARISONS[type(node.ops[0])]
    if boundary:
        yield Change(node, f"({left} {boundary} {right})", slips.BOUNDARY, slips.BOUNDARY)
    yield Change(node, f"({left} {inverted} {right})", slips.INVERTED, slips.INVERTED)


COMPARISONS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<=", ">"),
    ast.LtE: ("<", ">="),
    ast.Gt: (">=", "<"),
    ast.GtE: (">", "<="),
    ast.Eq: ("", "!="),
    ast.NotEq: ("", "=="),
}


def drop_not(site: Site) -> Iterator[Change]:
    """``not a`` and ``~a`` become ``a``."""
    node = site.node
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
        yield Change(node, site.text.atom(node.operand), slips.INVERTED, slips.INVERTED)


def change_index(site: Site) -> Iterator[Change]:
    """``a[i]`` becomes ``a`` when i is a number, or the next one; ``range(n)`` ends one early or begins at 1."""
    node, text = site.node, site.text
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        if isinstance(node.slice, ast.Constant) and type(node.slice.value) is int:
            if not (isinstance(node.value, ast.Attribute) and node.value.attr == "shape"):
                yield Change(node.slice, str(node.slice.value + 1), slips.INDEX, slips.INDEX)
            yield Change(node, text.atom(node.value), slips.NO_INDEX, slips.EXTRA_INDEX)
        elif isinstance(node.slice, ast.Slice) and any((node.slice.lower, node.slice.upper)):
            yield Change(node, text.atom(node.value), slips.INDEX, slips.INDEX)
    if called(node) == "range" and isinstance(node, ast.Call) and len(node.args) == 1:
        end = text.of(node.args[0])
        yield Change(node.args[0], f"{end} - 1", slips.INDEX, slips.INDEX)
        yield Change(node.args[0], f"1, {end}", slips.INDEX, slips.INDEX)
