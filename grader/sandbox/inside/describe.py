"""``describe``: plain facts about an object that is not plain itself, for the host to judge.

A description has a kind and facts:

``module``
    ``type``, ``is_sequential`` and ``layers``: the leaf modules in order of registration through nested containers, a shared
    one each time it occurs. Each layer is a dict with ``type``, ``classes`` (names of its torch.nn base classes, its own
    included), and of a Linear ``in_features``, ``out_features``, ``bias`` (whether it has one, then the array),
    ``weight``; of others ``negative_slope`` and the like where they have it.

``figure``
    ``axes``: for each ``xscale``, ``yscale``, ``xlabel``, ``ylabel``, ``title``, ``legend`` (the entries of a drawn legend,
    or None), ``texts`` (dicts with ``text``), ``lines`` (dicts with ``label``, ``style``, ``x``, ``y``, ``visible``), ``others``
    (the number of bars, scatter points and the like). And ``legends`` (lists of entries), ``suptitle``, ``supxlabel``,
    ``supylabel``. A legend's entry is a dict with ``text`` and ``style``, the style of the line that it explains.

``class``
    ``names``: module and qualified name of each class of the method resolution order.

Anything else is handed back as it is.
"""

import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

from .failure import Refused
from .tree import Described

MOST_LAYERS = 2000
MOST_ARTISTS = 200
_EXTRAS = ("negative_slope", "p", "inplace", "num_features", "eps")


def describe(thing: Any) -> Any:
    """The description of a module, figure or class; any other thing itself.

    Raises Refused when its parts cannot be read.
    """
    torch, figures = sys.modules.get("torch"), sys.modules.get("matplotlib.figure")
    try:
        if torch is not None and isinstance(thing, torch.nn.Module):
            return Described("module", _module(thing, torch.nn))
        if figures is not None and isinstance(thing, figures.FigureBase):
            return Described("figure", _figure(thing))
        if isinstance(thing, type):
            names = [f"{base.__module__}.{base.__qualname__}" for base in type.mro(thing)]
            return Described("class", {"names": names})
    except Exception as error:
        raise Refused(f"what was returned cannot be looked into: {type(error).__name__}: {error}") from None
    return thing


def _module(module: Any, nn: Any) -> dict[str, Any]:
    layers = [_layer(leaf, nn) for leaf in islice(_leaves(module, nn), MOST_LAYERS)]
    return {"type": type(module).__name__, "is_sequential": isinstance(module, nn.Sequential), "layers": layers}


def _leaves(module: Any, nn: Any, depth: int = 0) -> Iterator[Any]:
    """The modules without sub-modules of their own, in order; what is shared is given each time."""
    children = list(module._modules.values())
    if not children or depth > 50 or not isinstance(module, nn.Sequential | nn.ModuleList):
        yield module
        return
    for child in children:
        if child is not None:
            yield from _leaves(child, nn, depth + 1)


def _layer(leaf: Any, nn: Any) -> dict[str, Any]:
    classes = [base.__name__ for base in type(leaf).__mro__ if base.__module__.startswith("torch.nn.modules")]
    facts: dict[str, Any] = {"type": type(leaf).__name__, "classes": classes}
    if isinstance(leaf, nn.Linear):
        bias = leaf.bias
        facts |= {
            "in_features": int(leaf.in_features),
            "out_features": int(leaf.out_features),
            "weight": leaf.weight.detach(),
            "has_bias": bias is not None,
            "bias": None if bias is None else bias.detach(),
        }
    else:
        facts |= _behaviour(leaf)
    facts |= {name: getattr(leaf, name) for name in _EXTRAS if isinstance(getattr(leaf, name, None), int | float)}
    return facts


def _behaviour(leaf: Any) -> dict[str, Any]:
    """What an activation does to a few numbers: a module of the student's own is known by that and not by its name."""
    import torch

    probe = torch.tensor([[-2.0, -0.5, 0.0, 0.5, 2.0]], dtype=torch.float64)
    try:
        with torch.no_grad():
            return {"probed": leaf(probe).detach().reshape(-1)}
    except Exception:
        return {"probed": None}


def _figure(figure: Any) -> dict[str, Any]:
    return {
        "axes": [_axes(axes) for axes in islice(figure.axes, MOST_ARTISTS)],
        "legends": [_entries(legend) for legend in figure.legends],
        "suptitle": figure.get_suptitle(),
        "supxlabel": figure.get_supxlabel(),
        "supylabel": figure.get_supylabel(),
        "texts": [text.get_text() for text in islice(figure.texts, MOST_ARTISTS)],
    }


def _axes(axes: Any) -> dict[str, Any]:
    titles = [axes.get_title(loc=place) for place in ("left", "center", "right")]
    return {
        "xscale": axes.get_xscale(),
        "yscale": axes.get_yscale(),
        "xlabel": axes.get_xlabel(),
        "ylabel": axes.get_ylabel(),
        "title": " ".join(title for title in titles if title),
        "legend": None if axes.get_legend() is None else _entries(axes.get_legend()),
        "texts": [{"text": text.get_text()} for text in islice(axes.texts, MOST_ARTISTS)],
        "lines": [_line(line) for line in islice(axes.lines, MOST_ARTISTS)],
        "others": len(axes.patches) + len(axes.collections),
    }


def _entries(legend: Any) -> list[dict[str, str]]:
    if not legend.get_visible():
        return []
    entries = zip(legend.get_texts(), legend.legend_handles, strict=False)
    return [{"text": text.get_text(), "style": _style(handle)} for text, handle in islice(entries, MOST_ARTISTS)]


def _style(artist: Any) -> str:
    """What a reader tells a line by: colour, dashes and marker; empty for what is not a line."""
    parts = [getattr(artist, f"get_{part}", None) for part in ("color", "linestyle", "marker")]
    return "" if None in parts else " ".join(str(part()) for part in parts if part is not None)


def _line(line: Any) -> dict[str, Any]:
    return {
        "label": str(line.get_label()),
        "style": _style(line),
        "x": line.get_xdata(),
        "y": line.get_ydata(),
        "visible": bool(line.get_visible()),
    }
