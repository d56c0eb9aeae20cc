"""Facts about a matplotlib figure: what is drawn, never its pixels."""

import sys
from itertools import islice
from typing import Any

from numpy import asarray

MAX_ARTISTS = 200


def figure_facts(figure: Any) -> dict[str, Any]:
    """Its axes, and what stands outside them."""
    axes = list(islice(figure.axes, MAX_ARTISTS))
    return {
        "axes": [_axes(panel, axes[:number]) for number, panel in enumerate(axes)],
        "legends": [_entries(legend) for legend in islice(figure.legends, MAX_ARTISTS)],
        "suptitle": figure.get_suptitle(),
        "supxlabel": figure.get_supxlabel(),
        "supylabel": figure.get_supylabel(),
        "texts": [text.get_text() for text in islice(figure.texts, MAX_ARTISTS)],
    }


def _axes(axes: Any, before: list[Any]) -> dict[str, Any]:
    titles = [axes.get_title(loc=place) for place in ("left", "center", "right")]
    legend = axes.get_legend()
    return {
        "xscale": axes.get_xscale(),
        "yscale": axes.get_yscale(),
        "xlabel": axes.get_xlabel(),
        "ylabel": axes.get_ylabel(),
        "title": " ".join(title for title in titles if title),
        "legend": None if legend is None else _entries(legend),
        "texts": [_text(text) for text in islice(axes.texts, MAX_ARTISTS)],
        "lines": [_line(line) for line in islice(axes.lines, MAX_ARTISTS)],
        "others": len(axes.patches) + len(axes.collections),
        "twin_of": next((n for n, other in enumerate(before) if _same_place(other, axes)), None),
    }


def _same_place(one: Any, other: Any) -> bool:
    return bool((one.get_position().get_points() == other.get_position().get_points()).all())


def _entries(legend: Any) -> list[dict[str, str]]:
    if not legend.get_visible():
        return []
    entries = zip(legend.get_texts(), legend.legend_handles, strict=False)
    return [{"text": text.get_text(), "style": _style(handle)} for text, handle in islice(entries, MAX_ARTISTS)]


def _leaves_a_trace(line: Any) -> bool:
    """Whether the line or its markers are drawn at all."""
    nothing = {"None", "none", " ", ""}
    drawn = str(line.get_linestyle()) not in nothing and line.get_linewidth() > 0
    return (drawn or str(line.get_marker()) not in nothing) and line.get_alpha() != 0


def _style(artist: Any) -> str:
    """What a reader tells a line by: its colour as #rrggbb, then dashes and marker where the artist has them."""
    colour = getattr(artist, "get_facecolor", None) or getattr(artist, "get_color", None)
    parts = [getattr(artist, f"get_{part}", None) for part in ("linestyle", "marker")]
    if colour is None:
        return ""
    to_hex = sys.modules["matplotlib.colors"].to_hex
    try:
        shown = to_hex(colour())
    except (ValueError, TypeError):
        shown = str(colour())
    return " ".join([shown] if None in parts else [shown, *(str(part()) for part in parts if part is not None)])


def _text(text: Any) -> dict[str, Any]:
    x, y = text.get_position()
    return {"text": text.get_text(), "x": x, "y": y}


def _line(line: Any) -> dict[str, Any]:
    return {
        "label": str(line.get_label()),
        "style": _style(line),
        "x": asarray(line.get_xdata(orig=False), dtype=float),
        "y": asarray(line.get_ydata(orig=False), dtype=float),
        "visible": bool(line.get_visible()) and _leaves_a_trace(line),
        "color": str(line.get_color()),
    }
