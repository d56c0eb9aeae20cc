"""A place in a program where something could go wrong, and the text around it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from grader.mutate.mutant import Edit, Slip

ATOMS = (ast.Name, ast.Constant, ast.Call, ast.Attribute, ast.Subscript, ast.List, ast.Dict, ast.Set, ast.ListComp)
"""Expressions that need no parentheses wherever they are put."""

LAYOUT = (ast.JoinedStr, ast.Assert, ast.Raise, ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal)
"""What is not a step of the computation; the positions inside f-strings are unreliable besides (before Python 3.12)."""


class Text:
    """A source text with its syntax tree. Raises SyntaxError when there is none."""

    def __init__(self, source: str) -> None:
        """``source``: a whole module."""
        self.source = source
        self.tree = ast.parse(source)
        self._lines = [f"{line}\n" for line in source.split("\n")]
        self._assigned: dict[ast.FunctionDef, list[tuple[str, int]]] = {}
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))

    def offset(self, line: int, byte: int) -> int:
        """The character at a syntax tree's position (lines count from 1, columns in bytes of UTF-8)."""
        text = self._lines[line - 1] if line <= len(self._lines) else ""
        column = byte if text.isascii() else len(text.encode()[:byte].decode(errors="ignore"))
        return self._starts[line - 1] + column

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Where ``node`` starts and ends, in characters."""
        end_line, end_byte = node.end_lineno or node.lineno, node.end_col_offset or 0
        return self.offset(node.lineno, node.col_offset), self.offset(end_line, end_byte)

    def assigned(self, function: ast.FunctionDef) -> list[tuple[str, int]]:
        """The names that a function gives values to, each with its line; its arguments come first."""
        if function not in self._assigned:
            given = function.args
            names = [(a.arg, 0) for a in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
            for node in ast.walk(function):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    names.append((node.id, node.lineno))
            self._assigned[function] = names
        return self._assigned[function]

    def of(self, node: ast.expr | ast.stmt) -> str:
        """The text of ``node`` as it was written."""
        start, end = self.span(node)
        return self.source[start:end]

    def atom(self, node: ast.expr) -> str:
        """The text of ``node``, in parentheses unless it holds together without."""
        written = self.of(node)
        return written if isinstance(node, ATOMS) else f"({written})"


@dataclass(frozen=True, slots=True)
class Change:
    """A proposal of an operator: ``node`` is replaced by the text ``new``."""

    node: ast.expr | ast.stmt
    new: str
    slip: Slip
    mends: Slip


@dataclass(frozen=True, slots=True)
class Site:
    """One node of a program with its surroundings."""

    text: Text
    node: ast.AST
    parents: tuple[ast.AST, ...] = field(repr=False)
    """From the module inward; the last is the parent."""

    @property
    def parent(self) -> ast.AST:
        """The node that holds this one."""
        return self.parents[-1]

    @property
    def function(self) -> ast.FunctionDef | None:
        """The innermost function around the node."""
        return next((p for p in reversed(self.parents) if isinstance(p, ast.FunctionDef)), None)

    @property
    def unit(self) -> ast.AST:
        """The statement of the module that the node is in: a function, a class, an assignment."""
        return self.parents[1] if len(self.parents) > 1 else self.node

    def edit(self, change: Change) -> Edit:
        """The edit that carries out ``change``; lines that go leave their line breaks, so that numbers stay."""
        start, end = self.text.span(change.node)
        gone = self.text.source[start:end].count("\n") - change.new.count("\n")
        if gone <= 0:
            return Edit(start, end, change.new)
        breaks = "\n" * gone
        return Edit(start, end, change.new + breaks if isinstance(change.node, ast.stmt) else f"({change.new}{breaks})")


def sites(text: Text) -> Iterator[Site]:
    """Every node that takes part in the computation, in the order of the text."""
    yield from _below(text, text.tree, ())


def _below(text: Text, node: ast.AST, parents: tuple[ast.AST, ...]) -> Iterator[Site]:
    for child in _children(node):
        yield Site(text, child, (*parents, node))
        yield from _below(text, child, (*parents, node))


def _children(node: ast.AST) -> Iterator[ast.AST]:
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_comment", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not isinstance(child, LAYOUT) and not _is_remark(child):
                yield child


def _is_remark(node: ast.AST) -> bool:
    """A docstring, or a call of print."""
    if not isinstance(node, ast.Expr):
        return False
    value = node.value
    printing = isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "print"
    return printing or isinstance(value, ast.Constant)
