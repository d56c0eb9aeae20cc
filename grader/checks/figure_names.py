"""Which activation a text of a figure means, and which line the text belongs to."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from grader.checks.figure_lines import Drawn, Facts, points
from grader.model.value import Array

SYNONYMS = {
    "sigmoid": ("sigmo", "logistic", "\\sigma", "\N{GREEK SMALL LETTER SIGMA}"),
    "relu": ("rectif", "max(0", "max\\{0", "max{0"),
    "tanh": ("hyperbolictangent", "tangenshyperbolicus", "tangenthyperbolique"),
}
"""Other words for an activation, without spaces; they count in texts that hold none of the plain names."""

_ON, _OFF = 0.02, 0.05
"""Distances, in sizes of the picture, at which a text lies on a line and off it."""


def named(text: str, names: Iterable[str]) -> list[str]:
    """The activations that a text mentions, the first one first."""
    names = list(names)
    text = text.lower()
    found = {name: text.find(name) for name in names if name in text}
    if not found:
        text = "".join(text.split())
        places = {name: [text.find(word) for word in SYNONYMS.get(name, ()) if word in text] for name in names}
        found = {name: min(at) for name, at in places.items() if at}
    return sorted(found, key=lambda name: found[name])


def legend_names(facts: Facts, drawn: Drawn, names: Iterable[str]) -> list[str]:
    """The activations that drawn legends have for a line: of each entry that looks like it, the one mentioned first."""
    names = list(names)
    mentioned = (named(text, names) for text in legend_texts(facts, drawn))
    return list(dict.fromkeys(found[0] for found in mentioned if found))


def legend_texts(facts: Facts, drawn: Drawn) -> list[str]:
    """What drawn legends say of a line: the entries of its style in its own panel, in the figure's, or in another's."""
    axes, line = drawn
    panels = [axes, *(other for other in facts["axes"] if other is not axes)]
    legends = [panels[0].get("legend"), *facts.get("legends", ()), *(panel.get("legend") for panel in panels[1:])]
    for legend in legends:
        entries = [(str(entry["text"]), entry["style"].split(" ")) for entry in legend or ()]
        look = line["style"].split(" ")
        # A legend may be made of proxies, which share less of a line's look than its colour, dashes and marker.
        for parts in (len(look), 3, 1):
            texts = [text for text, style in entries if style[:parts] == look[:parts]]
            if texts:
                return texts
    return []


def written(drawn: Drawn, name: str, lines: dict[str, list[Drawn]]) -> bool:
    """Whether the panel's title, its y label or a text in it names this activation; one with all the names tells none apart."""
    axes, _ = drawn
    if any(named(str(axes.get(key) or ""), lines) == [name] for key in ("title", "ylabel")):
        return True
    beside = {other: [line for panel, line in found if panel is axes] for other, found in lines.items()}
    return any(
        named(str(entry["text"]), lines) == [name] and not _beside_another(entry.get("beside"), name, beside)
        for entry in axes.get("texts") or []
    )


def _beside_another(place: Any, name: str, lines: dict[str, list[Facts]]) -> bool:
    """Whether a text lies on the line of another activation, and off the line of its own."""
    if place is None or place[1] <= 0:
        return False
    drawn = {other: [_logarithmic(line) for line in found] for other, found in lines.items() if found}
    everything = [part for found in drawn.values() for part in found if len(part)]
    if not everything or name not in drawn:
        return False
    size = np.maximum(np.ptp(np.concatenate(everything), axis=0), 1e-9)
    at = np.array([place[0], np.log10(place[1])])
    away = {
        other: min((float(np.hypot(*((part - at) / size).T).min()) for part in found if len(part)), default=np.inf)
        for other, found in drawn.items()
    }
    return away[name] > _OFF and any(distance < _ON for other, distance in away.items() if other != name)


def _logarithmic(line: Facts) -> Array:
    """The points of a line as they lie on a logarithmic axis."""
    x, y = points(line, "x"), points(line, "y")
    if len(x) != len(y):
        return np.empty((0, 2))
    shown = np.isfinite(x) & np.isfinite(y) & (y > 0)
    return np.column_stack([x[shown], np.log10(y[shown])])
