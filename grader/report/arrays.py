"""Got against expected, as facts for a picture: a table for a small array, a heat map for a larger one."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from grader.model.result import Comparison
from grader.report import words
from grader.report.text import name

LARGEST_TABLE = 12
"""Most rows and most columns of an array that is shown as a table."""

HEATS = ("excellent", "acceptable", "suspicious", "bug", "not a number")
"""What the colours of a heat map mean, calmest first."""

_CEILINGS = (1e-7, 1e-5, 1e-3, math.inf)
_FLOOR = 1e-6
_Matrix: TypeAlias = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One entry: what came, and what was due where that is something else."""

    got: str
    expected: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A small array, entry by entry."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    wrong: int

    @property
    def size(self) -> int:
        """The number of entries."""
        return sum(len(cells) for _, cells in self.rows)

    @property
    def all_wrong(self) -> bool:
        """Whether no entry is right, so that there is nothing to tell apart."""
        return all(cell.wrong for _, cells in self.rows for cell in cells)


@dataclass(frozen=True, slots=True)
class Layer:
    """The entries of one colour of a heat map: an SVG path of unit squares."""

    heat: str
    count: int
    path: str


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The relative error of each entry of a larger array."""

    width: int
    height: int
    layers: tuple[Layer, ...]
    wrong: int
    strokes: str
    """An SVG path that strikes through the wrong entries, so that colour is not all that tells them."""

    @property
    def size(self) -> int:
        """The number of entries."""
        return self.width * self.height


def picture(comparison: Comparison) -> Grid | HeatMap | None:
    """How to show the arrays of ``comparison``; None where it holds none, or two of different shapes."""
    if not comparison.public or comparison.got is None or comparison.expected is None:
        return None
    shape = _shape(comparison.expected)
    if shape is None or shape != _shape(comparison.got) or 0 in shape:
        return None
    got, expected = _matrix(comparison.got, shape), _matrix(comparison.expected, shape)
    wrong = {_place(index, shape) for index in comparison.wrong if len(index) == len(shape)}
    if len(got) <= LARGEST_TABLE and len(got[0]) <= LARGEST_TABLE:
        return _grid(got, expected, wrong, shape)
    return _heat_map(got, expected, wrong)


def _shape(nested: Any) -> tuple[int, ...] | None:
    """The shape of nested lists, or None where they are ragged."""
    if not isinstance(nested, (list, tuple)):
        return ()
    inner = {_shape(item) for item in nested}
    if len(inner) > 1 or None in inner:
        return None
    return (len(nested), *(inner.pop() or ())) if inner else (0,)


def _matrix(nested: Any, shape: tuple[int, ...]) -> _Matrix:
    """The entries as rows of the last axis; all other axes together count the rows."""
    if not shape:
        return [[nested]]
    if len(shape) == 1:
        return [list(nested)]
    return [row for item in nested for row in _matrix(item, shape[1:])]


def _place(index: tuple[int, ...], shape: tuple[int, ...]) -> tuple[int, int]:
    """Row and column of an index in :func:`_matrix`."""
    row = 0
    for position, length in zip(index[:-1], shape[:-1], strict=True):
        row = row * length + position
    return (row, index[-1]) if index else (0, 0)


def _row_labels(shape: tuple[int, ...]) -> Iterator[str]:
    """The leading indices of each row of the matrix; empty for a vector or a single number."""
    if len(shape) < 2:
        yield ""
        return
    for label in range(shape[0]):
        for rest in _row_labels(shape[1:]):
            yield f"{label}, {rest}" if rest else str(label)


def _grid(got: _Matrix, expected: _Matrix, wrong: set[tuple[int, int]], shape: tuple[int, ...]) -> Grid:
    rows = []
    for i, label in enumerate(_row_labels(shape)):
        cells = (_cell(g, e, (i, j) in wrong) for j, (g, e) in enumerate(zip(got[i], expected[i], strict=True)))
        rows.append((label, tuple(cells)))
    columns = tuple(str(j) for j in range(len(got[0]))) if shape else ()
    return Grid(columns, tuple(rows), len(wrong))


def _cell(got: Any, expected: Any, wrong: bool) -> Cell:
    if not wrong:
        return Cell(name(words.number(got)), "", False)
    shown = words.pair(got, expected)
    return Cell(name(shown[0]), name(shown[1]), True)


def _heat_map(got: _Matrix, expected: _Matrix, wrong: set[tuple[int, int]]) -> HeatMap:
    largest = max((abs(e) for row in expected for e in row if _finite(e)), default=0.0)
    paths: dict[str, list[str]] = {heat: [] for heat in HEATS}
    for i, (ours, theirs) in enumerate(zip(got, expected, strict=True)):
        for j, (g, e) in enumerate(zip(ours, theirs, strict=True)):
            paths[_heat(g, e, largest)].append(f"M{j} {i}h1v1h-1z")
    layers = tuple(Layer(heat, len(path), "".join(path)) for heat, path in paths.items() if path)
    strokes = "".join(f"M{j + 0.25:g} {i + 0.75:g}l.5-.5" for i, j in sorted(wrong))
    return HeatMap(len(got[0]), len(got), layers, len(wrong), strokes)


def _heat(got: Any, expected: Any, largest: float) -> str:
    """The band of one entry. An entry far below the largest is measured against that, not itself."""
    if got == expected:
        return HEATS[0]
    if not (_finite(got) and _finite(expected)):
        return HEATS[-1]
    error = abs(got - expected) / max(abs(got) + abs(expected), _FLOOR * largest, 1e-300)
    return next(heat for heat, ceiling in zip(HEATS, _CEILINGS, strict=False) if error < ceiling)


def _finite(value: Any) -> bool:
    return isinstance(value, (int, float)) and math.isfinite(value)
