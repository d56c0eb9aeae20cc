"""The reference's named values on one case, and how a student's variable compares with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from grader.diagnose.facts import Sample
from grader.model.value import Array

MULTIPLES = {"−1": -1.0, "2": 2.0, "½": 0.5, "−2": -2.0, "−½": -0.5}
"""Simple multiples of a named value that a variable may be by mistake."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Named values, and the spellings under which students know them."""

    values: Mapping[str, Array]
    given: frozenset[str]
    """The names that are inputs."""
    spellings: Mapping[str, Sequence[str]]
    roundoff: float = 1e-9
    """How close a variable must come to a named value, relatively, to be it."""

    def named(self, variable: str) -> str | None:
        """The named value that a variable's own name stands for, or None."""
        plain = spelled(variable)
        for name in self.values:
            if plain == spelled(name) or plain in self.spellings.get(name, ()):
                return name
        return None

    def holds(self, value: Array) -> bool:
        """Whether ``value`` is one of the named values."""
        return any(self.equal(value, name) for name in self.values)

    def equal(self, value: Array, name: str) -> bool:
        """Whether ``value`` is the value that belongs to ``name``."""
        return _equal(value, self.values[name], self.roundoff)

    def comparable(self, value: Array, name: str) -> bool:
        """Whether ``value`` has the axes of what belongs to ``name``, those of length 1 aside."""
        return _squeezed(value) == _squeezed(self.values[name])

    def multiple(self, value: Array, name: str) -> str | None:
        """The simple multiple of what belongs to ``name`` that ``value`` is, in writing; None when it is none."""
        known = self.values[name]
        return next((text for text, factor in MULTIPLES.items() if _equal(value, factor * known, self.roundoff)), None)


def pool_of(sample: Sample, spellings: Mapping[str, Sequence[str]]) -> Pool:
    """All named values of a sample: inputs, values on the way, terms, factors, what is due."""
    due = {_variable(path): value for path, value in sample.values.items()}
    values = {**sample.arrays, **sample.terms, **sample.factors, **sample.intermediates, **due}
    return Pool(values, frozenset(sample.arrays), spellings, sample.roundoff)


def _variable(path: str) -> str:
    """What a student would call a value: ``dx``, and ``dw1`` for the entry ``grads.w1``."""
    return f"d{path.split('.')[-1]}" if "." in path else path


def spelled(name: str) -> str:
    """A variable's name without what students vary: case, underscores, the object that it is an attribute of."""
    return name.split(".")[-1].replace("_", "").lower()


def _equal(value: Array, known: Array, roundoff: float) -> bool:
    if value.size != known.size or _squeezed(value) != _squeezed(known):
        return False
    flat, due = value.ravel(), known.ravel()
    return bool(np.abs(flat - due).max(initial=0.0) <= roundoff * max(np.abs(due).max(initial=0.0), 1e-300))


def _squeezed(value: Array) -> tuple[int, ...]:
    return tuple(n for n in value.shape if n != 1)
