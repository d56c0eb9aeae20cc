"""The lines of a described figure: their points, and what they say of the norms."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from grader.checks.numbers import Numbers, numbers
from grader.model.value import Array

Facts = Mapping[str, Any]
Drawn = tuple[Facts, Facts]
"""A panel and a line in it."""


def drawn_lines(facts: Facts, *, visible: bool = True) -> list[Drawn]:
    """Every (axes, line) with at least two points, of visible lines, or of those that cannot be seen."""
    return [
        (axes, line)
        for axes in facts["axes"]
        for line in axes["lines"]
        if line.get("visible", True) is visible and len(points(line, "y")) >= 2
    ]


def points(line: Facts, key: str) -> Array:
    """The coordinates of a line; none where they are no numbers."""
    value = line.get(key)
    came = numbers(value, _shape(value), key)
    return came.data if isinstance(came, Numbers) else np.empty(0)


def _shape(value: Any) -> tuple[int, ...]:
    data = getattr(value, "data", value)
    return np.shape(data) if isinstance(data, np.ndarray | list | tuple) else ()


def layers(drawn: Drawn) -> Array:
    """The x of a line as its axis has them: numbers written at the ticks stand for the places they are written at."""
    axes, line = drawn
    x = points(line, "x")
    ticks = [(tick["at"], number) for tick in axes.get("ticks", ()) if (number := _number(tick["text"])) is not None]
    if len(ticks) < 2:
        return x
    places, written = np.array(ticks, dtype=float).T
    slope = (written[-1] - written[0]) / (places[-1] - places[0]) if places[-1] != places[0] else 0.0
    start = written[0] - slope * places[0]
    if abs(abs(slope) - 1) > 1e-6 or not np.allclose(written, slope * places + start):
        return x
    claimed: Array = np.copysign(1.0, slope) * x + start
    return claimed


def _number(text: str) -> float | None:
    try:
        return float(text.strip(" $").replace("\N{MINUS SIGN}", "-"))
    except ValueError:
        return None


def ordered(drawn: Drawn) -> Array:
    """The y of a line in the order of its layers."""
    x, y = layers(drawn), points(drawn[1], "y")
    return y[np.argsort(x, kind="stable")] if len(x) == len(y) and np.isfinite(x).all() else y


def shows(drawn: Drawn, values: Array) -> bool:
    """Whether a line's y data are ``values`` in the order of its x (entries that are 0 may be masked, lifted or left out)."""
    x, y = layers(drawn), points(drawn[1], "y")
    positive = values > 0
    if len(y) == len(values):
        return bool(np.allclose(ordered(drawn)[positive], values[positive], rtol=1e-5, atol=0))
    if len(y) != positive.sum() or len(x) != len(y) or not (np.isfinite(x).all() and (x == np.round(x)).all()):
        return False
    return any(_claims(x - first, y, values) for first in (0, 1))


def _claims(numbers_: Array, y: Array, values: Array) -> bool:
    """Whether the points of a line without its zeros are those of the layers they stand over."""
    if not np.array_equal(np.sort(numbers_), np.flatnonzero(values > 0)):
        return False
    return bool(np.allclose(y, values[numbers_.astype(int)], rtol=1e-5, atol=0))
