"""What is called: the name of the function or method in a call, and its arguments by name."""

import ast


def called(node: ast.AST) -> str:
    """The last name of what a call calls (``mean`` of ``np.mean(x)`` and of ``x.mean()``), or an empty string."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def renamed(node: ast.Call, written: str, new: str) -> str:
    """The text ``written`` of a call, with the last name of what it calls replaced by ``new``."""
    old = called(node)
    head = written[: _name_end(node, written)]
    return head[: head.rindex(old)] + new + written[len(head) :]


def _name_end(node: ast.Call, written: str) -> int:
    """Where the name of the function ends in the text of the call."""
    function = node.func
    lines = written.split("\n")
    row = (function.end_lineno or node.lineno) - node.lineno
    column = (function.end_col_offset or 0) - (node.col_offset if row == 0 else 0)
    return sum(len(line) + 1 for line in lines[:row]) + len(lines[row].encode()[:column].decode(errors="ignore"))


def keyword(node: ast.Call, *names: str) -> ast.keyword | None:
    """The first argument given under one of ``names``, or None."""
    return next((k for k in node.keywords if k.arg in names), None)


def is_method(node: ast.Call) -> bool:
    """Whether a call is a method of a value (``x.sum()``), not a function of a module (``np.sum(x)``)."""
    function = node.func
    if not isinstance(function, ast.Attribute):
        return False
    return not (isinstance(function.value, ast.Name) and function.value.id in MODULES)


MODULES = frozenset({"np", "numpy", "torch", "math", "F", "nn", "plt"})
"""What students call their imports."""
