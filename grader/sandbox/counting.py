"""Recognising what counts in a program: the variables of loops, lengths and whole numbers."""

import ast


def counted(target: ast.expr, source: ast.expr) -> set[str]:
    """The variables of a loop that count: ``k`` of ``for k in range(n)`` and of ``for k, row in enumerate(x)``."""
    if not (isinstance(source, ast.Call) and isinstance(source.func, ast.Name)):
        return set()
    if source.func.id == "enumerate" and isinstance(target, ast.Tuple) and target.elts:
        target = target.elts[0]
    elif source.func.id != "range":
        return set()
    return {target.id} if isinstance(target, ast.Name) else set()


def adds(node: ast.AST) -> bool:
    """Whether a variable is counted up or down here; a step may be halved and doubled."""
    return isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Add | ast.Sub)


def is_shape(node: ast.expr) -> bool:
    """``x.shape``: whole numbers, all of them."""
    return isinstance(node, ast.Attribute) and node.attr == "shape"


def is_count(node: ast.expr, counters: set[str]) -> bool:
    """Whether an expression is made of counters and whole numbers: an average divides by it, no derivative does."""
    if isinstance(node, ast.Constant):
        # An integer may be too large for a float.
        return isinstance(node.value, int) or (isinstance(node.value, float) and node.value.is_integer())
    if isinstance(node, ast.Name):
        return node.id in counters
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.FloorDiv):
        return is_count(node.left, counters) and is_count(node.right, counters)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1:
        return node.func.id == "len" or (node.func.id in ("int", "float") and is_count(node.args[0], counters))
    return (isinstance(node, ast.Subscript) and is_shape(node.value)) or (
        isinstance(node, ast.Attribute) and node.attr == "size"
    )
