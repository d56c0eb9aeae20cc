"""Slips with sums, means and variances: the wrong axis, a mean for a sum, N − 1 for N."""

import ast
from collections.abc import Iterator

from grader.mutate import slips
from grader.mutate.names import called, is_method, keyword, renamed
from grader.mutate.site import Change, Site

REDUCTIONS = frozenset({"sum", "mean", "var", "std", "max", "min", "prod", "norm", "average", "nansum", "amax", "amin"})
"""Functions that take an axis."""

OTHER_AXIS = {0: "1", 1: "0", -1: "0", 2: "1"}


def _axis(node: ast.Call) -> ast.expr | None:
    """The argument of a reduction that says which axis."""
    named = keyword(node, "axis", "dim")
    if named is not None:
        return named.value
    position = 0 if is_method(node) else 1
    found = node.args[position] if len(node.args) > position else None
    return found if found is not None and _number(found) is not None else None


def _number(node: ast.expr) -> int | None:
    """The integer that an expression writes, with its sign."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _number(node.operand)
        return None if inner is None else -inner
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return node.value
    return None


def change_axis(site: Site) -> Iterator[Change]:
    """``axis=0`` becomes ``axis=1`` or ``axis=None``; a reduction without an axis gets one; ``shape[0]`` becomes ``shape[1]``."""
    node = site.node
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
        number = _number(node.slice)
        if number in OTHER_AXIS:
            yield Change(node.slice, OTHER_AXIS[number], slips.AXIS, slips.AXIS)
    if not isinstance(node, ast.Call) or called(node) not in REDUCTIONS:
        return
    axis = _axis(node)
    if axis is None:
        yield from _axis_added(site, node)
        return
    number = _number(axis)
    if number in OTHER_AXIS:
        yield Change(axis, OTHER_AXIS[number], slips.AXIS, slips.AXIS)
    yield Change(axis, "None", slips.NO_AXIS, slips.EXTRA_AXIS)


def _axis_added(site: Site, node: ast.Call) -> Iterator[Change]:
    if len(node.args) == (0 if is_method(node) else 1):
        written = site.text.of(node)
        comma = ", " if node.args or node.keywords else ""
        for number in "01":
            yield Change(node, f"{written[:-1]}{comma}axis={number})", slips.EXTRA_AXIS, slips.NO_AXIS)


def sum_or_mean(site: Site) -> Iterator[Change]:
    """``sum`` becomes ``mean`` and the other way round; so does ``reduction="sum"``."""
    node, text = site.node, site.text
    if isinstance(node, ast.keyword) and node.arg == "reduction" and isinstance(node.value, ast.Constant):
        if node.value.value == "sum":
            yield Change(node.value, '"mean"', slips.MEAN_FOR_SUM, slips.SUM_FOR_MEAN)
        elif node.value.value == "mean":
            yield Change(node.value, '"sum"', slips.SUM_FOR_MEAN, slips.MEAN_FOR_SUM)
    if not isinstance(node, ast.Call):
        return
    if called(node) == "sum" and isinstance(node.func, ast.Attribute):
        yield Change(node, renamed(node, text.of(node), "mean"), slips.MEAN_FOR_SUM, slips.SUM_FOR_MEAN)
    elif called(node) == "mean":
        yield Change(node, renamed(node, text.of(node), "sum"), slips.SUM_FOR_MEAN, slips.MEAN_FOR_SUM)


def change_ddof(site: Site) -> Iterator[Change]:
    """A variance that divides by N divides by N − 1 and the other way round."""
    node, text = site.node, site.text
    if not isinstance(node, ast.Call) or called(node) not in ("var", "std"):
        return
    given = keyword(node, "ddof", "correction")
    if given is not None and _number(given.value) in (0, 1):
        if _number(given.value) == 0:
            yield Change(given.value, "1", slips.UNBIASED, slips.BIASED)
        else:
            yield Change(given.value, "0", slips.BIASED, slips.UNBIASED)
        return
    flag = keyword(node, "unbiased")
    if flag is not None and isinstance(flag.value, ast.Constant):
        wrong, right = (slips.BIASED, slips.UNBIASED) if flag.value.value else (slips.UNBIASED, slips.BIASED)
        yield Change(flag.value, str(not flag.value.value), wrong, right)
        return
    written = text.of(node)
    comma = ", " if node.args or node.keywords else ""
    yield Change(node, f"{written[:-1]}{comma}ddof=1)", slips.UNBIASED, slips.BIASED)


def var_or_std(site: Site) -> Iterator[Change]:
    """``var`` becomes ``std`` and the other way round."""
    node, text = site.node, site.text
    if not isinstance(node, ast.Call):
        return
    if called(node) == "var":
        yield Change(node, renamed(node, text.of(node), "std"), slips.EXTRA_SQRT, slips.NO_SQRT)
    elif called(node) == "std":
        yield Change(node, renamed(node, text.of(node), "var"), slips.NO_SQRT, slips.EXTRA_SQRT)


def keep_axis(site: Site) -> Iterator[Change]:
    """``keepdims=True`` becomes ``False`` and any other option's flag is turned round too."""
    node = site.node
    if isinstance(node, ast.keyword) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, bool):
        if node.arg == "unbiased":
            return
        yield Change(node.value, str(not node.value.value), slips.FLAG, slips.FLAG)
