"""Slips with functions: one that is not applied, its opposite, arguments in each other's place, a lost transpose."""

import ast
from collections.abc import Iterator
from itertools import combinations

from grader.mutate import slips
from grader.mutate.names import called, is_method, renamed
from grader.mutate.reductions import REDUCTIONS
from grader.mutate.site import Change, Site

KEPT = frozenset(
    {"sqrt", "square", "range", "len", "enumerate", "zip", "super", "list", "dict", "tuple", "isinstance", "print"}
)
"""Functions of one argument that other operators take care of, or without which nothing would run."""

OPPOSITES = {
    "maximum": "minimum",
    "minimum": "maximum",
    "max": "min",
    "min": "max",
    "amax": "amin",
    "exp": "expm1",
    "zeros_like": "ones_like",
    "zeros": "ones",
    "ones_like": "zeros_like",
    "ones": "zeros",
    "sigmoid": "tanh",
    "tanh": "sigmoid",
}

TRANSPOSES = frozenset({"T", "mT"})


def drop_call(site: Site) -> Iterator[Change]:
    """``f(a)`` becomes ``a`` and ``a.f()`` becomes ``a``."""
    node, text = site.node, site.text
    if not isinstance(node, ast.Call) or called(node) in KEPT | REDUCTIONS or node.keywords:
        return
    if called(node) in ("transpose", "t"):
        return
    if isinstance(node.func, ast.Attribute) and is_method(node) and not node.args:
        yield Change(node, text.atom(node.func.value), slips.NO_CALL, slips.EXTRA_CALL)
    elif len(node.args) == 1 and not isinstance(node.args[0], ast.Starred) and not is_method(node):
        yield Change(node, text.atom(node.args[0]), slips.NO_CALL, slips.EXTRA_CALL)


def opposite_call(site: Site) -> Iterator[Change]:
    """``maximum`` becomes ``minimum``, ``zeros_like`` becomes ``ones_like``, ``min=`` becomes ``max=`` and so on."""
    node, text = site.node, site.text
    if isinstance(node, ast.Call) and called(node) in OPPOSITES:
        yield Change(node, renamed(node, text.of(node), OPPOSITES[called(node)]), slips.OTHER_CALL, slips.OTHER_CALL)
    if isinstance(node, ast.keyword) and node.arg in ("min", "max") and isinstance(site.parent, ast.Call):
        call = site.parent
        if len(call.keywords) == 1:
            other = "max" if node.arg == "min" else "min"
            head = text.source[text.span(call)[0] : text.span(node.value)[0]]
            new = head[: head.rindex(node.arg)] + f"{other}={text.of(node.value)})"
            yield Change(call, new, slips.OTHER_CALL, slips.OTHER_CALL)


def swap_arguments(site: Site) -> Iterator[Change]:
    """Two arguments of a call change places."""
    node, text = site.node, site.text
    if not isinstance(node, ast.Call) or not 2 <= len(node.args) <= 6:
        return
    for first, second in combinations(node.args, 2):
        if isinstance(first, ast.Starred) or isinstance(second, ast.Starred):
            continue
        start = text.span(node)[0]
        new = _exchanged(text.of(node), *(tuple(p - start for p in text.span(n)) for n in (first, second)))
        yield Change(node, new, slips.ARGUMENTS, slips.ARGUMENTS)


def _exchanged(written: str, first: tuple[int, ...], second: tuple[int, ...]) -> str:
    """``written`` with two spans of it exchanged."""
    (a, b), (c, d) = first, second
    return written[:a] + written[c:d] + written[b:c] + written[a:b] + written[d:]


def drop_transpose(site: Site) -> Iterator[Change]:
    """``a.T`` becomes ``a``; so do ``a.t()``, ``a.transpose(…)`` and ``transpose(a)``."""
    node, text = site.node, site.text
    if isinstance(node, ast.Attribute) and node.attr in TRANSPOSES and isinstance(node.ctx, ast.Load):
        yield Change(node, text.atom(node.value), slips.NO_TRANSPOSE, slips.EXTRA_TRANSPOSE)
    if isinstance(node, ast.Call) and called(node) in ("transpose", "t") and isinstance(node.func, ast.Attribute):
        inner = node.func.value if is_method(node) else node.args[0] if node.args else None
        if inner is not None:
            yield Change(node, text.atom(inner), slips.NO_TRANSPOSE, slips.EXTRA_TRANSPOSE)
