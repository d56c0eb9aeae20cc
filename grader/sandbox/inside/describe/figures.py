"""Facts about a matplotlib figure: what is drawn, never its pixels."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from .lines import collected, is_kind, line_facts, style

MAX_ARTISTS = 200
_MAX_NESTED = 8


def figure_facts(figure: Any) -> dict[str, Any]:
    """Its axes, and what stands outside them."""
    axes = list(islice(figure.axes, MAX_ARTISTS))
    figures = list(islice(_nested(figure), MAX_ARTISTS))
    return {
        "axes": [_axes(panel, axes[:number], figure) for number, panel in enumerate(axes)],
        "legends": [_entries(legend) for legend in islice(figure.legends, MAX_ARTISTS)],
        "suptitle": figure.get_suptitle(),
        "supxlabel": "\n".join(filter(None, (part.get_supxlabel() for part in figures))),
        "supylabel": "\n".join(filter(None, (part.get_supylabel() for part in figures))),
        "texts": [_text(text, None) for part in figures for text in islice(_own_texts(part), MAX_ARTISTS)],
    }


def _nested(figure: Any, depth: int = 0) -> Iterator[Any]:
    """A figure and the visible ones inside it."""
    yield figure
    if depth < _MAX_NESTED:
        for part in islice(figure.subfigs, MAX_ARTISTS):
            if part.get_visible():
                yield from _nested(part, depth + 1)


def _around(axes: Any, figure: Any) -> list[Any]:
    """The figures inside ``figure`` that the axes lie in."""
    found: list[Any] = []
    part = axes.figure
    while part is not figure and len(found) < _MAX_NESTED and hasattr(part, "_parent"):
        found.append(part)
        part = part._parent
    return found


def _own_texts(figure: Any) -> list[Any]:
    """The visible texts of a figure that are not its title."""
    return [text for text in figure.texts if text.get_visible() and text.get_text() != figure.get_suptitle()]


def _axes(axes: Any, before: list[Any], figure: Any) -> dict[str, Any]:
    around = _around(axes, figure)
    titles = [axes.get_title(loc=place) for place in ("left", "center", "right")]
    titles += [part.get_suptitle() for part in around]
    shown = bool(axes.get_visible()) and all(part.get_visible() for part in around)
    legends = [child for child in axes.get_children() if is_kind(child, "matplotlib.legend", "Legend")] if shown else []
    legends += [legend for part in around for legend in part.legends]
    lines = [*islice(axes.lines, MAX_ARTISTS), *islice(collected(axes), MAX_ARTISTS)]
    return {
        "xscale": axes.get_xscale(),
        "yscale": axes.get_yscale(),
        "xlabel": _label(axes, axes.xaxis) if shown else "",
        "ylabel": _label(axes, axes.yaxis) if shown else "",
        "title": " ".join(title for title in titles if title) if shown else "",
        "legend": [entry for legend in islice(legends, MAX_ARTISTS) for entry in _entries(legend)] if legends else None,
        "texts": [_text(text, axes) for text in islice(axes.texts, MAX_ARTISTS) if shown and text.get_visible()],
        "lines": [line_facts(line, axes, shown) for line in lines],
        "ticks": _ticks(axes.xaxis),
        "others": len(axes.patches) + len(axes.collections),
        "twin_of": next((n for n, other in enumerate(before) if _same_place(other, axes)), None),
    }


def _label(axes: Any, axis: Any) -> str:
    """An axis label, if it is drawn."""
    drawn = axes.axison and axis.get_visible() and axis.label.get_visible()
    return str(axis.label.get_text()) if drawn else ""


def _ticks(axis: Any) -> list[dict[str, Any]]:
    """The numbers that stand at the ticks of an axis where they were written by hand."""
    formatter = axis.get_major_formatter()
    if not any(is_kind(formatter, "matplotlib.ticker", kind) for kind in ("FuncFormatter", "FixedFormatter")):
        return []
    places = [float(place) for place in islice(axis.get_majorticklocs(), MAX_ARTISTS)]
    try:
        texts = formatter.format_ticks(places)
    except Exception:
        # The student's own function may fail at a place that is never drawn.
        return []
    return [{"at": place, "text": str(text)} for place, text in zip(places, texts, strict=False)]


def _same_place(one: Any, other: Any) -> bool:
    return bool((one.get_position().get_points() == other.get_position().get_points()).all())


def _entries(legend: Any) -> list[dict[str, str]]:
    if not legend.get_visible():
        return []
    entries = zip(legend.get_texts(), legend.legend_handles, strict=False)
    return [{"text": text.get_text(), "style": style(handle)} for text, handle in islice(entries, MAX_ARTISTS)]


def _text(text: Any, axes: Any) -> dict[str, Any]:
    """What is written and where: among the data (``beside``), or outside of the axes."""
    x, y = text.get_position()
    facts = {"text": text.get_text(), "x": x, "y": y, "upright": bool(text.get_rotation() % 180 == 90)}
    beside, outside = (None, True) if axes is None else _place(text, axes)
    return {**facts, "beside": beside, "outside": outside}


def _place(text: Any, axes: Any) -> tuple[list[float] | None, bool]:
    if is_kind(text, "matplotlib.text", "Annotation"):
        return ([float(part) for part in text.xy], False) if text.xycoords == "data" else (None, False)
    # Limits are settled when they are asked for.
    axes.get_xlim(), axes.get_ylim()
    try:
        place = text.get_transform().transform([float(part) for part in text.get_position()])
    except (TypeError, ValueError):
        # Dates and names of categories are places, too, but no numbers.
        return None, False
    across, upward = axes.transAxes.inverted().transform(place)
    outside = not (0 <= across <= 1 and 0 <= upward <= 1)
    return [float(part) for part in axes.transData.inverted().transform(place)], outside
