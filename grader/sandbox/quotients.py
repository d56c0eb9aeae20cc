"""Recognising difference quotients that are written out: ``(f(v + h) - f(v - h)) / (2 * h)`` with no function to be called again.

The file is read for candidates: a division whose numerator holds the difference of two expressions that are the same but for
a step, and whose denominator names that step. A candidate counts only once its line is executed while watched, so that a
switched-off check does no harm.
"""

import ast
from collections.abc import Iterator

from grader.sandbox.counting import is_count
from grader.sandbox.imaginary import MAX_STEP, ImaginaryParts
from grader.sandbox.stepped import Step, differ_by_a_step
from grader.sandbox.syntax import parsed
from grader.sandbox.variables import Budget, Exhausted, Variables, base_name, own_nodes


def quotient_lines(source: bytes) -> frozenset[int]:
    """The lines of a file that hold a difference quotient."""
    tree = parsed(source)
    if tree is None:
        # Too large or too deeply nested, on purpose: all that may be a division. (Of a syntax error nothing is executed.)
        return frozenset(number for number, line in enumerate(source.split(b"\n"), 1) if b"/" in line)
    found: set[int] = set()
    budget = Budget()
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.Lambda):
            try:
                found |= _lines_in(function, budget)
            except (Exhausted, RecursionError):
                # Nobody works so by hand: what cannot be looked through is not taken on trust.
                found |= _divisions(function)
    return frozenset(found)


def _divisions(function: ast.AST) -> set[int]:
    return {node.lineno for node in ast.walk(function) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)}


def _lines_in(function: ast.AST, budget: "Budget") -> set[int]:
    names = Variables(function, budget)
    found: set[int] = set()
    nodes = list(own_nodes(function))
    imaginary = ImaginaryParts(nodes)
    for node in nodes:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div) and imaginary.scaled_up(node):
            found.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            if _is_quotient(node.left, node.right, names):
                found.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and _is_scaled_up(node, names):
            found.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Div):
            parts = names.definitions.get(base_name(node.target), [])
            if any(_is_quotient(part, node.value, names) for part in parts):
                found.add(node.lineno)
    return found


def _is_scaled_up(node: ast.BinOp, names: Variables) -> bool:
    """``(f(v + 1e-6) - f(v - 1e-6)) * 5e5``: a quotient all the same."""
    for factor, other in ((node.left, node.right), (node.right, node.left)):
        number = factor.value if isinstance(factor, ast.Constant) else None
        if isinstance(number, int | float) and 0.5 / MAX_STEP <= number < 1e300:
            return _is_quotient(other, ast.Constant(1 / number), names)
    return False


def _is_quotient(numerator: ast.expr, denominator: ast.expr, names: Variables) -> bool:
    step = Step(denominator)
    if not step or is_count(denominator, names.counters):
        return False
    for node in _with_definitions(numerator, names):
        names.budget.spend(4)
        if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub)):
            continue
        if differ_by_a_step(node.left, node.right, step, names):
            return True
    return False


def _with_definitions(node: ast.expr, names: Variables, depth: int = 0) -> Iterator[ast.AST]:
    """The nodes of an expression, and of what its bare names were last assigned."""
    yield from ast.walk(node)
    if isinstance(node, ast.Name) and depth < 2:
        for definition in names.definitions.get(node.id, ()):
            yield from _with_definitions(definition, names, depth + 1)
