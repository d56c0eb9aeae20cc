"""Slips of arithmetic: lost terms and factors, wrong signs, operands the wrong way round."""

import ast
from collections.abc import Iterator

from grader.mutate import slips
from grader.mutate.site import Change, Site

SMALL = 1e-2
"""A constant up to this size, added to something, is there to keep a denominator away from 0."""


def drop_term(site: Site) -> Iterator[Change]:
    """``a + b`` becomes ``a`` or ``b``; ``a - b`` becomes ``a`` or ``-b``."""
    node, text = site.node, site.text
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)):
        return
    if _is_small(node.right):
        yield Change(node, text.atom(node.left), slips.MISSING_EPS, slips.EXTRA_EPS)
    else:
        yield Change(node, text.atom(node.left), slips.MISSING_TERM, slips.EXTRA_TERM)
    rest = text.atom(node.right) if isinstance(node.op, ast.Add) else f"(-{text.atom(node.right)})"
    yield Change(node, rest, slips.MISSING_TERM, slips.EXTRA_TERM)


def _is_small(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant) and isinstance(node.value, float):
        return 0 < node.value <= SMALL
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return "eps" in name.lower()


def drop_factor(site: Site) -> Iterator[Change]:
    """``a * b`` becomes ``a`` or ``b``; ``a / b`` becomes ``a`` or ``1 / b``."""
    node, text = site.node, site.text
    if not isinstance(node, ast.BinOp):
        return
    if isinstance(node.op, ast.Mult):
        yield Change(node, text.atom(node.left), slips.MISSING_FACTOR, slips.EXTRA_FACTOR)
        yield Change(node, text.atom(node.right), slips.MISSING_FACTOR, slips.EXTRA_FACTOR)
    elif isinstance(node.op, ast.Div):
        yield Change(node, text.atom(node.left), slips.MISSING_DIVISION, slips.EXTRA_DIVISION)
        if not isinstance(node.left, ast.Constant):
            yield Change(node, f"(1 / {text.atom(node.right)})", slips.MISSING_FACTOR, slips.EXTRA_FACTOR)


def multiply_divide(site: Site) -> Iterator[Change]:
    """``a * b`` becomes ``a / b`` and the other way round."""
    node, text = site.node, site.text
    if not isinstance(node, ast.BinOp):
        return
    left, right = text.atom(node.left), text.atom(node.right)
    if isinstance(node.op, ast.Mult):
        yield Change(node, f"({left} / {right})", slips.DIVIDED, slips.MULTIPLIED)
    elif isinstance(node.op, ast.Div):
        yield Change(node, f"({left} * {right})", slips.MULTIPLIED, slips.DIVIDED)


def flip_sign(site: Site) -> Iterator[Change]:
    """``a + b`` becomes ``a - b`` and the other way round; ``-a`` becomes ``a``; ``a -= b`` becomes ``a += b``."""
    node, text = site.node, site.text
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        sign = "-" if isinstance(node.op, ast.Add) else "+"
        left, right = text.atom(node.left), text.atom(node.right)
        yield Change(node, f"({left} {sign} {right})", slips.SIGN, slips.SIGN)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield Change(node, text.atom(node.operand), slips.SIGN, slips.SIGN)
    elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add | ast.Sub):
        sign = "-=" if isinstance(node.op, ast.Add) else "+="
        new = f"{text.of(node.target)} {sign} {text.of(node.value)}"
        yield Change(node, new, slips.SIGN, slips.SIGN)


def negate(site: Site) -> Iterator[Change]:
    """The value of an assignment or a return, an operand of a product, a function's argument gets a minus."""
    node, parent = site.node, site.parent
    if not isinstance(node, ast.expr) or isinstance(
        node, ast.Constant | ast.UnaryOp | ast.Dict | ast.Lambda | ast.Tuple
    ):
        return
    value = isinstance(parent, ast.Assign | ast.AnnAssign | ast.Return) and node is parent.value
    element = isinstance(parent, ast.Tuple | ast.Dict) and any(isinstance(p, ast.Return) for p in site.parents[-3:])
    argument = isinstance(parent, ast.Call) and parent.args == [node] and _is_arithmetic(node)
    if (value and not _is_opaque(node)) or (element and _is_loaded(node)) or argument:
        yield Change(node, f"(-{site.text.atom(node)})", slips.SIGN, slips.SIGN)


def _is_arithmetic(node: ast.expr) -> bool:
    return isinstance(node, ast.BinOp | ast.Name)


def _is_opaque(node: ast.expr) -> bool:
    """A value of which no minus makes sense: containers, comparisons, plain strings."""
    return isinstance(node, ast.List | ast.Set | ast.ListComp | ast.Compare | ast.BoolOp | ast.JoinedStr)


def _is_loaded(node: ast.expr) -> bool:
    return isinstance(node, ast.Name | ast.BinOp | ast.Call | ast.Subscript | ast.Attribute)


def swap_operands(site: Site) -> Iterator[Change]:
    """``a - b`` becomes ``b - a``, ``a / b`` becomes ``b / a``, ``a @ b`` becomes ``b @ a``."""
    node, text = site.node, site.text
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.Div | ast.MatMult):
        sign = {ast.Sub: "-", ast.Div: "/", ast.MatMult: "@"}[type(node.op)]
        new = f"({text.atom(node.right)} {sign} {text.atom(node.left)})"
        yield Change(node, new, slips.OPERANDS, slips.OPERANDS)


def augment(site: Site) -> Iterator[Change]:
    """``a += b`` becomes ``a = b``; ``a *= b`` becomes ``a /= b`` and the other way round."""
    node, text = site.node, site.text
    if not isinstance(node, ast.AugAssign):
        return
    target, value = text.of(node.target), text.of(node.value)
    if isinstance(node.op, ast.Add):
        yield Change(node, f"{target} = {value}", slips.OVERWRITTEN, slips.ACCUMULATED)
    elif isinstance(node.op, ast.Mult):
        yield Change(node, f"{target} /= {value}", slips.DIVIDED, slips.MULTIPLIED)
    elif isinstance(node.op, ast.Div):
        yield Change(node, f"{target} *= {value}", slips.MULTIPLIED, slips.DIVIDED)
