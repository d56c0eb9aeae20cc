"""The record of what is expected in one case; in a student's kit it stands in the reference's place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.model.value import Array, Input


@dataclass(frozen=True, slots=True)
class Expectation:
    """What right code gives in one case of one part.

    ``values``: every name that the reference binds, as trees with array leaves. ``spread``: by dotted path of a leaf, how far
    equally right formulations and roundings of the input lie apart, relative to the leaf's largest entry (measured in
    float64). ``intervals``: by path of a gradient that has kinks, the arrays (lower, upper) that enclose every
    subgradient. ``facts``, by check id, and ``tables``, by name, are what
    judging and diagnosis would otherwise ask the reference for: filled in a student's kit only, which has none.
    """

    inputs: Mapping[str, Input]
    values: Mapping[str, Any]
    spread: Mapping[str, float] = field(default_factory=dict)
    intervals: Mapping[str, tuple[Array, Array]] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, Any] = field(default_factory=dict)
