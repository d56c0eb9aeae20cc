"""Facts about the lines of a matplotlib figure, whether they are lines of their own or segments of a collection."""

import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

from numpy import asarray

_MIN_POINTS = 3
"""Points of a segment that is taken for a line: those of grids, stems and error bars have two."""


class Segment(NamedTuple):
    """One line of a LineCollection."""

    points: Any
    colour: Any
    collection: Any


def is_kind(thing: Any, module: str, name: str) -> bool:
    """Whether something is of a class of a module that may not be loaded."""
    kind = getattr(sys.modules.get(module), name, None)
    return kind is not None and issubclass(type(thing), kind)


def collected(axes: Any) -> Iterator[Segment]:
    """The lines among the collections of some axes."""
    for collection in axes.collections:
        if is_kind(collection, "matplotlib.collections", "LineCollection"):
            colours = list(collection.get_colors())
            for number, points in enumerate(collection.get_segments()):
                if len(points) >= _MIN_POINTS and len(colours):
                    yield Segment(asarray(points, dtype=float), colours[number % len(colours)], collection)


def line_facts(line: Any, axes: Any, shown: bool) -> dict[str, Any]:
    """What a line shows and how it looks. ``shown``: whether its axes are."""
    if type(line) is Segment:
        colour, drawn = _hex(line.colour), line.collection
        visible = drawn.get_visible() and drawn.get_alpha() != 0 and colour != _background(axes)
        label, look, (x, y) = drawn.get_label(), colour, line.points.T
    else:
        x, y = (asarray(part, dtype=float) for part in (line.get_xdata(orig=False), line.get_ydata(orig=False)))
        label, look, colour = line.get_label(), style(line), str(line.get_color())
        visible = line.get_visible() and _leaves_a_trace(line, _background(axes)) and _within_limits(line, axes, x, y)
    return {"label": str(label), "style": look, "x": x, "y": y, "visible": bool(shown and visible), "color": colour}


def style(artist: Any) -> str:
    """What a reader tells a line by: its colour as #rrggbb, dashes and marker, then what matters less; as far as there is any."""
    if is_kind(artist, "matplotlib.collections", "LineCollection"):
        return _hex(artist.get_colors()[0]) if len(artist.get_colors()) else ""
    colour = getattr(artist, "get_facecolor", None) or getattr(artist, "get_color", None)
    if colour is None:
        return ""
    parts = [getattr(artist, f"get_{part}", None) for part in ("linestyle", "marker", "linewidth", "alpha")]
    shown = _hex(colour())
    if None in parts:
        return shown
    fine = [str(part()) for part in parts if part is not None]
    fine += [_hex(artist.get_markerfacecolor()), str(getattr(artist, "_unscaled_dash_pattern", ""))]
    return " ".join([shown, *("".join(part.split()) or "None" for part in fine)])


def _hex(colour: Any) -> str:
    try:
        return str(sys.modules["matplotlib.colors"].to_hex(colour))
    except (ValueError, TypeError):
        return str(colour)


def _within_limits(line: Any, axes: Any, x: Any, y: Any) -> bool:
    """Whether at least two points of a line lie within what its axes show."""
    if line.get_transform() != axes.transData or x.shape != y.shape:
        return True
    (left, right), (low, high) = (sorted(limits) for limits in (axes.get_xlim(), axes.get_ylim()))
    return int(((left <= x) & (x <= right) & (low <= y) & (y <= high)).sum()) >= min(2, len(x))


def _background(axes: Any) -> str:
    """The colour behind the lines of some axes."""
    if axes.axison and axes.patch.get_visible() and axes.patch.get_facecolor()[3]:
        return _hex(axes.patch.get_facecolor())
    behind = axes.figure.get_facecolor()
    return _hex(behind) if behind[3] else ""


def _leaves_a_trace(line: Any, background: str) -> bool:
    """Whether the line or its markers are drawn at all, and in another colour than what is behind them."""
    nothing = {"None", "none", " ", ""}
    drawn = str(line.get_linestyle()) not in nothing and line.get_linewidth() > 0
    drawn = drawn and _hex(line.get_color()) != background
    faces = {_hex(line.get_markerfacecolor()), _hex(line.get_markeredgecolor())}
    marked = str(line.get_marker()) not in nothing and bool(faces - {background, "none"})
    return (drawn or marked) and line.get_alpha() != 0
