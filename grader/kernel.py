"""What a Jupyter kernel holds now, as source: the cells that define the names an exercise asks for, and all they build on."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import FunctionType
from typing import Any

from grader.notebook import python_lines

STAR = "*"
"""Stands for all that ``from module import *`` may bind."""


@dataclass(frozen=True)
class Cell:
    """A cell as it was run. ``number`` is the one in brackets beside it; ``filename`` what tracebacks of its code name."""

    number: int
    source: str
    filename: str = ""

    @cached_property
    def lines(self) -> list[str]:
        """The cell's lines without magics and shell commands, their number unchanged."""
        return python_lines(self.source)

    @cached_property
    def tree(self) -> ast.Module | None:
        """The cell's syntax; None when it never was Python."""
        try:
            return ast.parse("\n".join(self.lines))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None

    @cached_property
    def binds(self) -> frozenset[str]:
        """The names that the cell binds at its top level."""
        return frozenset(name for node in _top_level(self.tree) for name in _bound(node))

    @cached_property
    def changes(self) -> frozenset[str]:
        """The names that the cell changes at its top level: ``ANSWERS["w1"] = 0.5``, ``Net.depth = 3``, ``rate /= 2``."""
        found = set()
        for node in _top_level(self.tree):
            for target in _targets(node):
                inner: ast.AST = target
                while isinstance(inner, ast.Subscript | ast.Attribute):
                    inner = inner.value
                if isinstance(inner, ast.Name) and (inner is not target or isinstance(node, ast.AugAssign)):
                    found.add(inner.id)
        return frozenset(found)

    @cached_property
    def uses(self) -> frozenset[str]:
        """Every name that is read anywhere in the cell."""
        nodes = ast.walk(self.tree) if self.tree else ()
        return frozenset(node.id for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store))


def defining_cells(cells: Sequence[Cell], names: Iterable[str], held: Mapping[str, Any]) -> list[Cell]:
    """Those of ``cells`` (in the order in which they were run) that made ``names`` what the kernel holds under them.

    Of several cells that bind a name it is the one whose code the held function or class is, else the last.
    """
    chosen: dict[int, Cell] = {cell.number: cell for cell in cells if STAR in cell.binds}
    waiting = [name for name in names if name in held]
    waiting += [name for cell in chosen.values() for name in cell.uses]
    done: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in done or name not in held:
            continue
        done.add(name)
        origin = _origin(cells, name, held[name])
        if origin is None:
            continue
        later = [cell for cell in cells if cell.number > origin.number and name in cell.changes]
        for cell in (origin, *later):
            if cell.number not in chosen:
                chosen[cell.number] = cell
                waiting += cell.uses
    return [chosen[number] for number in sorted(chosen)]


def joined(cells: Sequence[Cell]) -> tuple[str, tuple[int, ...]]:
    """The cells as one source, and the line on which each cell *number* begins; cells that are left out begin where the next
    one does.
    """
    lines: list[str] = []
    starts: list[int] = []
    for cell in cells:
        starts += [len(lines) + 1] * (cell.number - len(starts))
        lines += [*cell.lines, ""]
    return "\n".join(lines) + "\n", tuple(starts)


def _origin(cells: Sequence[Cell], name: str, held: Any) -> Cell | None:
    binding = [cell for cell in cells if name in cell.binds]
    filename = _filename(held)
    exact = [cell for cell in binding if filename and cell.filename == filename]
    found = exact or binding
    return found[-1] if found else None


def _filename(held: Any) -> str:
    """The file that tracebacks name for a function or a class's methods; empty for anything else."""
    if isinstance(held, FunctionType):
        return held.__code__.co_filename
    if isinstance(held, type):
        for member in vars(held).values():
            inner = getattr(member, "__func__", member)
            if isinstance(inner, FunctionType):
                return inner.__code__.co_filename
    return ""


def _top_level(tree: ast.Module | None) -> Iterator[ast.stmt]:
    """The statements of a module, those inside if, for, while, with and try included."""
    waiting: list[ast.stmt] = list(tree.body) if tree else []
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            waiting += [child for child in ast.walk(node) if isinstance(child, ast.stmt) and child is not node]


def _targets(node: ast.stmt) -> Iterator[ast.expr]:
    """What a statement assigns to."""
    match node:
        case ast.Assign(targets=targets):
            yield from (inner for target in targets for inner in _parts(target))
        case ast.AnnAssign(target=target) | ast.AugAssign(target=target) | ast.For(target=target):
            yield from _parts(target)
        case ast.With(items=items):
            yield from (inner for item in items if item.optional_vars for inner in _parts(item.optional_vars))


def _parts(target: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, ast.Tuple | ast.List):
        for element in target.elts:
            yield from _parts(element)
    else:
        yield target.value if isinstance(target, ast.Starred) else target


def _bound(node: ast.stmt) -> Iterator[str]:
    """The names that one statement binds."""
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            yield from (alias.asname or alias.name.partition(".")[0] for alias in aliases)
        case ast.AugAssign():
            return
        case _:
            yield from (target.id for target in _targets(node) if isinstance(target, ast.Name))
