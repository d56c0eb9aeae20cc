"""The reference's named values on one case, and how a student's variable compares with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from grader.diagnose.facts import Sample
from grader.model.value import Array

EXACT = 1e-9
"""How close a variable must come to a named value, relatively, to be it."""

MULTIPLES = {"−1": -1.0, "2": 2.0, "½": 0.5, "−2": -2.0, "−½": -0.5}
"""Simple multiples of a named value that a variable may be by mistake."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Named values, and the spellings under which students know them."""

    values: Mapping[str, Array]
    spellings: Mapping[str, Sequence[str]]

    def named(self, variable: str) -> str | None:
        """The named value that a variable's own name stands for, or None."""
        plain = spelled(variable)
        for name in self.values:
            if plain == spelled(name) or plain in self.spellings.get(name, ()):
                return name
        return None

    def holds(self, value: Array) -> bool:
        """Whether ``value`` is one of the named values."""
        return any(equal(value, known) for known in self.values.values())


def pool_of(sample: Sample, spellings: Mapping[str, Sequence[str]]) -> Pool:
    """All named values of a sample: inputs, values on the way, terms, factors, what is due."""
    due = {path.split(".")[-1] if path.count(".") == 0 else f"d{path.split('.')[-1]}": v for path, v in sample.values.items()}
    values = {**sample.arrays, **sample.terms, **sample.factors, **sample.intermediates, **due}
    return Pool(values, spellings)


def spelled(name: str) -> str:
    """A variable's name without what students vary: case, underscores, the object that it is an attribute of."""
    return name.split(".")[-1].replace("_", "").lower()


def equal(value: Array, known: Array) -> bool:
    """Whether two arrays hold the same numbers, axes of length 1 aside."""
    if value.size != known.size or _squeezed(value) != _squeezed(known):
        return False
    flat, due = value.ravel(), known.ravel()
    return bool(np.abs(flat - due).max(initial=0.0) <= EXACT * max(np.abs(due).max(initial=0.0), 1e-300))


def multiple(value: Array, known: Array) -> str | None:
    """The simple multiple of ``known`` that ``value`` is, in writing; None when it is none."""
    return next((text for text, factor in MULTIPLES.items() if equal(value, factor * known)), None)


def comparable(value: Array, known: Array) -> bool:
    """Whether two arrays have the same axes, those of length 1 aside."""
    return _squeezed(value) == _squeezed(known)


def _squeezed(value: Array) -> tuple[int, ...]:
    return tuple(n for n in value.shape if n != 1)
