"""The geometry of a plot with a logarithmic y axis: all that a template needs to draw it, in words too."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from grader.model.result import Curve, Plot
from grader.report import words
from grader.report.text import name

WIDTH, HEIGHT = 640, 340
LEFT, RIGHT, TOP, BOTTOM = 84, 546, 14, 288
"""The edges of the plotting area inside WIDTH × HEIGHT; to its right stand the curves' names."""

_LANE = 24
"""Height kept free below the smallest value for zeros, and above the largest for what is not finite."""
_MOST_CURVES = 16
_MOST_POINTS = 1000
_MOST_ROWS = 100
_LABEL_GAP = 18.0
_LONGEST_LABEL = 11


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick: its place along the axis and its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """One curve. ``colour`` counts the distinct labels; ``crosses`` are values that are not finite."""

    label: str
    colour: int
    student: bool
    path: str
    crosses: str
    label_y: float


@dataclass(frozen=True, slots=True)
class PlotView:
    """A plot, ready to draw."""

    title: str
    description: str
    x_label: str
    y_label: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    zero: Tick | None
    """The lane of the values that a logarithmic axis has no place for."""
    endless: Tick | None
    lines: tuple[Line, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The numbers themselves, for those who cannot see the drawing; empty where they are too many."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """From values to places in the drawing."""

    low: float
    high: float
    top: float
    bottom: float
    count: int

    def x(self, position: int) -> float:
        """``position`` counts from 1."""
        return round(LEFT + (RIGHT - LEFT) * (position - 1) / max(self.count - 1, 1), 1)

    def y(self, value: float) -> float:
        """Zeros and what is below lie in the lane at the foot, infinities in the one at the head."""
        if not math.isfinite(value):
            return TOP + _LANE / 2 - 4
        if value <= 0:
            return BOTTOM - _LANE / 2 + 4
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self.bottom - share * (self.bottom - self.top), 1)


def plot_view(plot: Plot) -> PlotView:
    """The geometry of ``plot``; the reference's curves come first, so that the student's lie over them."""
    curves = [Curve(name(c.label, 24), c.values[:_MOST_POINTS], c.role) for c in plot.curves[:_MOST_CURVES]]
    curves.sort(key=lambda curve: curve.role == "student")
    values = [value for curve in curves for value in curve.values]
    scale = _scale(values, max((len(curve.values) for curve in curves), default=1))
    negative = any(value < 0 for value in values)
    header, rows = _table(curves, name(plot.x_label))
    return PlotView(
        title=name(plot.title, 90),
        description="; ".join(_describe(curve) for curve in curves) + ".",
        x_label=name(plot.x_label, 40),
        y_label=name(plot.y_label, 32),
        x_ticks=tuple(_x_ticks(scale)),
        y_ticks=tuple(_y_ticks(scale)),
        zero=Tick(scale.y(0.0), "0 or less" if negative else "0") if scale.bottom < BOTTOM else None,
        endless=Tick(scale.y(math.inf), "not finite") if scale.top > TOP else None,
        lines=tuple(_lines(curves, scale)),
        header=header,
        rows=rows,
    )


def _scale(values: list[float], count: int) -> _Scale:
    """Whole decades around all positive values, and lanes only where something lies in them."""
    logs = [math.log10(value) for value in values if 0 < value < math.inf]
    low, high = (math.floor(min(logs)), math.ceil(max(logs))) if logs else (0, 1)
    finite = [value for value in values if math.isfinite(value)]
    bottom = BOTTOM - _LANE if any(value <= 0 for value in finite) else BOTTOM
    top = TOP + _LANE if len(finite) < len(values) else TOP
    return _Scale(low, max(high, low + 1), top, bottom, count)


def _x_ticks(scale: _Scale) -> Iterator[Tick]:
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500) if scale.count / step <= 10)
    positions = [1, *(p for p in range(step, scale.count + 1, step) if p > 1 + step / 2)]
    return (Tick(scale.x(position), str(position)) for position in positions)


def _y_ticks(scale: _Scale) -> Iterator[Tick]:
    span = scale.high - scale.low
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200) if span / step <= 7)
    first = math.ceil(scale.low / step) * step
    for power in range(first, int(scale.high) + 1, step):
        share = (power - scale.low) / span
        at = round(scale.bottom - share * (scale.bottom - scale.top), 1)
        yield Tick(at, str(power))


def _lines(curves: list[Curve], scale: _Scale) -> Iterator[Line]:
    colours = {label: i for i, label in enumerate(dict.fromkeys(curve.label for curve in curves))}
    named = [curve for curve in curves if curve.role == "student" and curve.values]
    spots = dict(zip(map(id, named), _spread([scale.y(curve.values[-1]) for curve in named]), strict=True))
    for curve in curves:
        crosses = (
            f"M{scale.x(i) - 3:g} {scale.y(value) - 3:g}l6 6m0-6l-6 6"
            for i, value in enumerate(curve.values, 1)
            if not math.isfinite(value)
        )
        yield Line(
            name(curve.label, _LONGEST_LABEL),
            colours[curve.label] % 6,
            curve.role == "student",
            _path(curve, scale),
            "".join(crosses),
            spots.get(id(curve), 0.0),
        )


def _path(curve: Curve, scale: _Scale) -> str:
    """The curve as an SVG path, interrupted where a value is not finite."""
    parts, pen = [], "M"
    for i, value in enumerate(curve.values, 1):
        if not math.isfinite(value):
            pen = "M"
            continue
        parts.append(f"{pen}{scale.x(i):g} {scale.y(value):g}")
        pen = "L"
    return "".join(parts)


def _spread(wanted: list[float]) -> list[float]:
    """Heights for labels, near where they are wanted and never one over another."""
    placed = [0.0] * len(wanted)
    last = -math.inf
    for i in sorted(range(len(wanted)), key=wanted.__getitem__):
        placed[i] = last = max(wanted[i], last + _LABEL_GAP)
    over = max(0.0, last - BOTTOM)
    return [round(max(place - over, TOP), 1) for place in placed]


def _describe(curve: Curve) -> str:
    """A curve in words."""
    whose = "yours" if curve.role == "student" else "the reference"
    if not curve.values:
        return f"{curve.label}, {whose}: no values"
    first, last = words.number(curve.values[0], 2), words.number(curve.values[-1], 2)
    zeros = sum(value == 0 for value in curve.values)
    noted = f", with {zeros} exactly 0" if zeros else ""
    return f"{curve.label}, {whose}: from {first} at 1 to {last} at {len(curve.values)}{noted}"


def _table(curves: list[Curve], x_label: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """All numbers, the student's column before the reference's; nothing where they are too many to read."""
    ordered = sorted(curves, key=lambda curve: (curve.label, curve.role != "student"))
    if not any(curve.values for curve in ordered) or max(len(curve.values) for curve in ordered) > _MOST_ROWS:
        return (), ()
    whose = {"student": "yours"}
    header = (x_label, *(f"{curve.label}, {whose.get(curve.role, 'reference')}" for curve in ordered))
    columns = zip_longest(*(curve.values for curve in ordered))
    rows = ((str(i), *("" if v is None else words.number(v, 3) for v in row)) for i, row in enumerate(columns, 1))
    return header, tuple(rows)
