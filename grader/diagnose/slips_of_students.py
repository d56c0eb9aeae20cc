"""Changes that undo a slip: besides the operators of ``grader.mutate``, a lost factor or term put back, a lost function applied.

Read backwards, as slips: if such a change makes a student's code right, what it adds was missing there.
"""

import ast
from collections.abc import Iterator

from grader.mutate import slips
from grader.mutate.mutant import Slip
from grader.mutate.scope import known_names
from grader.mutate.site import Change, Site
from grader.mutate.table import OPERATORS, Operator

MOST_NAMES = 12
"""How many names are tried as a lost factor or term in one place."""


def factor_back(site: Site) -> Iterator[Change]:
    """A term is multiplied or divided by a name that the function knows, by 2 or by ½."""
    node = site.node
    if not isinstance(node, ast.expr) or not _is_term(site):
        return
    atom = site.text.atom(node)
    for name in [*_values(site), "2"]:
        yield Change(node, f"({atom} * {name})", slips.EXTRA_FACTOR, _lost(slips.MISSING_FACTOR, name))
        yield Change(node, f"({atom} / {name})", slips.EXTRA_DIVISION, _lost(slips.MISSING_DIVISION, name))


def term_back(site: Site) -> Iterator[Change]:
    """A name that the function knows is added to a sum, or subtracted from it."""
    node = site.node
    if not isinstance(node, ast.expr) or not _is_sum(site):
        return
    atom = site.text.atom(node)
    for name in _values(site):
        slip = slips.MISSING_EPS if "eps" in name else slips.MISSING_TERM
        yield Change(node, f"({atom} + {name})", slips.EXTRA_TERM, slip)
        yield Change(node, f"({atom} - {name})", slips.EXTRA_TERM, slip)


def function_back(site: Site) -> Iterator[Change]:
    """A lost root, square, complement, sum, mean, transpose or copy is put back."""
    node = site.node
    if not isinstance(node, ast.expr) or not (_is_term(site) or _is_sum(site)):
        return
    atom = site.text.atom(node)
    for form, undone, done in FORMS:
        yield Change(node, form.format(atom), undone, done)


FORMS: tuple[tuple[str, Slip, Slip], ...] = (
    ("({} ** 0.5)", slips.EXTRA_SQRT, slips.NO_SQRT),
    ("({} ** 2)", slips.POWER, slips.POWER),
    ("(1 - {})", slips.EXTRA_TERM, slips.MISSING_TERM),
    ("({0} * (1 - {0}))", slips.EXTRA_FACTOR, slips.MISSING_FACTOR),
    ("{}.sum(axis=0)", slips.EXTRA_CALL, Slip("not_summed", "it is not summed over the batch")),
    ("{}.mean(axis=0)", slips.EXTRA_CALL, Slip("not_summed", "it is not averaged over the batch")),
    ("{}.T", slips.EXTRA_TRANSPOSE, slips.NO_TRANSPOSE),
)
"""Text with a place for the expression, the slip of having it too much, the slip of lacking it."""


def _lost(slip: Slip, name: str) -> Slip:
    return slip


def _is_term(site: Site) -> bool:
    """Whether a node is a whole term: what is added up, assigned, returned, or handed to a function."""
    node, parent = site.node, site.parent
    if isinstance(
        node, ast.Constant | ast.Tuple | ast.List | ast.Dict | ast.Lambda | ast.Compare | ast.BoolOp | ast.JoinedStr
    ):
        return False
    if isinstance(parent, ast.BinOp):
        return isinstance(parent.op, ast.Add | ast.Sub) and not _adds(node)
    if _adds(node):
        return isinstance(parent, ast.Assign | ast.AugAssign | ast.Return)
    return _is_value(site)


def _is_sum(site: Site) -> bool:
    """Whether a node is something to which a term could be added: a whole sum, or a value that stands by itself."""
    parent = site.parent
    if isinstance(parent, ast.BinOp) and _adds(parent):
        return False
    return _adds(site.node) or _is_value(site) or (isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Div))


def _adds(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)


def _is_value(site: Site) -> bool:
    node, parent = site.node, site.parent
    if isinstance(
        node, ast.Constant | ast.Tuple | ast.List | ast.Dict | ast.Lambda | ast.Compare | ast.BoolOp | ast.JoinedStr
    ):
        return False
    if isinstance(parent, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Return):
        return node is parent.value
    if isinstance(parent, ast.Tuple | ast.Dict):
        return any(isinstance(p, ast.Return) for p in site.parents[-3:])
    return isinstance(parent, ast.Call) and node in parent.args


def _values(site: Site) -> list[str]:
    """Names, attributes and entries that may hold numbers where a node stands; the ones used nearby first."""
    function = site.function
    if function is None:
        return []
    names = [name for name in known_names(site) if name not in ("cache", "ctx", "self")]
    parts = []
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Load) and _is_plain(node):
            parts.append(site.text.of(node))
    return list(dict.fromkeys([*names[::-1], *parts]))[:MOST_NAMES]


def _is_plain(node: ast.Attribute | ast.Subscript) -> bool:
    """An attribute or an entry of a plain name: ``self.std``, ``cache["std"]``, ``std[j]``."""
    if not isinstance(node.value, ast.Name) or node.value.id in ("np", "torch", "math"):
        return False
    return isinstance(node, ast.Subscript) or node.attr not in ("shape", "T", "sum", "mean", "size", "dtype")


REPAIRS: tuple[Operator, ...] = (
    *(operator for operator in OPERATORS if operator.name != "wrong name"),
    Operator("factor back", factor_back),
    Operator("term back", term_back),
    Operator("function back", function_back),
    next(operator for operator in OPERATORS if operator.name == "wrong name"),
)
"""What is tried on a student's code."""
