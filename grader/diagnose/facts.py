"""The facts of one failed comparison: what came, what was due, and every named value that may explain the difference."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import numpy as np

from grader.compare.precision import SIMPLE_BITS, significant_bits
from grader.model.call import Call
from grader.model.value import Array

COARSE = 1e-4
"""Numbers that are compared no more closely than this have few digits."""


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """One case of a check in which numbers came.

    Names are dotted paths of the program (``grads.w1``) or those of the reference's tables.
    """

    case: str
    note: str
    """What kind of case it is, in words that a student may read."""
    failed: bool
    got: Array
    """What the student returned, as float64, in the shape in which it was returned."""
    expected: Array
    roundoff: float
    """How far two right computations of the value may lie apart, relative to its largest entry."""
    inputs: Mapping[str, Any] = field(repr=False)
    values_by_name: Mapping[str, Any] = field(repr=False)
    """What the reference gives for every name of the program, as it gives it (a dict where the program binds a dict)."""
    values: Mapping[str, Array] = field(repr=False)
    """What is expected of every value of the program, by path."""
    outputs: Mapping[str, Array] = field(repr=False)
    """What the student returned as the program's other values in the same run, as far as it came."""
    terms: Mapping[str, Array] = field(repr=False)
    """The reference's named additive terms of this value."""
    factors: Mapping[str, Array] = field(repr=False)
    intermediates: Mapping[str, Array] = field(repr=False)
    misconceptions: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """In a student's kit: what the catalogue's misconceptions make of this case, by name (words, see, ways)."""

    @property
    def fitted(self) -> Array | None:
        """``got`` in the shape that was due, when it has as many entries and differs by axes of length 1 only."""
        if self.got.shape == self.expected.shape:
            return self.got
        if [n for n in self.got.shape if n != 1] == [n for n in self.expected.shape if n != 1]:
            return self.got.reshape(self.expected.shape)
        return None

    @property
    def coarse(self) -> bool:
        """Whether the numbers have a few digits only, as those worked with pencil and paper."""
        return self.roundoff > COARSE

    @property
    def arrays(self) -> dict[str, Array]:
        """The inputs that are numbers or arrays of numbers."""
        found = {name: np.asarray(value) for name, value in self.inputs.items() if not isinstance(value, str | bool)}
        return {name: value for name, value in found.items() if value.dtype.kind in "fi"}


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """One value that is wrong in at least one case. ``samples`` are all cases in which numbers came, right ones included."""

    path: str
    """The value's name in the program."""
    shown: str
    """How a student writes that value: ``dx``, ``backward(…)["w1"]``."""
    title: str
    samples: tuple[Sample, ...]
    program: tuple[Call, ...] = field(repr=False)
    reference: ModuleType | None = field(repr=False)
    """The reference module, for catalogues that compute with it; None in a student's kit."""
    catalogue: tuple[Callable[..., Any], ...] = field(repr=False)
    """The exercise's known misconceptions."""
    words: Mapping[str, str]
    """How to say the names of the reference's tables, by name."""
    see: Mapping[str, str]
    """Headings of the statement, by name of a term, factor or intermediate."""

    @property
    def failed(self) -> tuple[Sample, ...]:
        """The samples that are wrong."""
        return tuple(sample for sample in self.samples if sample.failed)

    @property
    def telling(self) -> bool:
        """Whether some wrong number, or what was due there, is too long to be what it is by chance."""
        if any(sample.coarse for sample in self.samples):
            return False
        numbers = np.concatenate([part.ravel() for sample in self.failed for part in (sample.got, sample.expected)])
        return bool((significant_bits(numbers[np.isfinite(numbers)]) > SIMPLE_BITS).any())

    def word(self, name: str) -> str:
        """How to say ``name`` in a sentence."""
        return self.words.get(name, name.replace("_", " ") if name in self.samples[0].terms else f"`{name}`")
