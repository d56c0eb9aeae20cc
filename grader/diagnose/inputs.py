"""Hypothesis: the results are right for other inputs: two exchanged, one left out, transposed, of the other sign, cut short."""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from grader.diagnose.cause import Cause, Claim
from grader.diagnose.facts import Facts, Sample
from grader.expected.reference import Reference
from grader.expected.tree import leaves
from grader.model.value import Array, ArrayInput

Change = Callable[[Mapping[str, Any]], dict[str, Any] | None]
"""Makes other inputs of a sample's, or None where it cannot."""


def altered_input(facts: Facts) -> Iterator[Claim]:
    """The reference's results on altered inputs, one alteration at a time."""
    if facts.reference is None:
        return
    reference = Reference(Path(), facts.reference)
    for cause, change in _alterations(facts):
        said = [_results(reference, facts, sample, change) for sample in facts.samples]
        if any(facts.path in values for values in said):
            yield Claim(cause, [values.get(facts.path) for values in said])


def _results(reference: Reference, facts: Facts, sample: Sample, change: Change) -> dict[str, Array]:
    """What the reference gives for the altered inputs, by path."""
    altered = change(sample.inputs)
    if altered is None:
        return {}
    given = {name: ArrayInput(value) if isinstance(value, np.ndarray) else value for name, value in altered.items()}
    with np.errstate(all="ignore"):
        try:
            found = reference.run(facts.program, given)
        except Exception:
            return {}
    return {path: leaf for name, tree in found.items() if name not in altered for path, leaf in leaves(tree, name)}


def _alterations(facts: Facts) -> Iterator[tuple[Cause, Change]]:
    shown, first = facts.shown, facts.samples[0]
    names = [name for name in first.arrays if all(name in sample.arrays for sample in facts.samples)]
    for one, two in combinations(names, 2):
        if first.arrays[one].shape == first.arrays[two].shape:
            words = f"Your `{shown}` is what it would be if `{one}` and `{two}` stood in each other's place."
            yield Cause("swapped_inputs", f"{one},{two}", words, code="other_inputs"), _exchange(one, two)
    for name in names:
        for kind, says, function in ALTERATIONS:
            yield (
                Cause(kind, name, f"Your `{shown}` is what it would be {says.format(name=name)}."),
                _replace(name, function),
            )


def _exchange(one: str, two: str) -> Change:
    return lambda inputs: {**inputs, one: inputs[two], two: inputs[one]}


def _replace(name: str, function: Callable[[Array], Array | None]) -> Change:
    def change(inputs: Mapping[str, Any]) -> dict[str, Any] | None:
        value = np.asarray(inputs[name], dtype=np.float64)
        new = function(value)
        if new is None:
            return None
        return {**inputs, name: new if value.ndim else float(new)}

    return change


def _transposed(value: Array) -> Array | None:
    return value.T.copy() if value.ndim == 2 and value.shape[0] == value.shape[1] else None


def _without(row: int) -> Callable[[Array], Array | None]:
    """The array with a row of zeros, so that what is summed over the rows lacks it."""

    def function(value: Array) -> Array | None:
        if value.ndim != 2 or len(value) < 2:
            return None
        cut = value.copy()
        cut[row] = 0.0
        return cut

    return function


ALTERATIONS: tuple[tuple[str, str, Callable[[Array], Array | None]], ...] = (
    ("input_left_out", "if `{name}` were 0", np.zeros_like),
    ("input_ignored", "if `{name}` were 1 everywhere", np.ones_like),
    ("input_sign", "if `{name}` had the other sign", np.negative),
    ("input_absolute", "if `{name}` had lost its signs", np.abs),
    ("input_transposed", "if `{name}` were transposed", _transposed),
    ("row_left_out", "if the last row of `{name}` were left out: something ends one too early", _without(-1)),
    ("row_left_out", "if the first row of `{name}` were left out: something begins one too late", _without(0)),
)
"""Kind, words and what becomes of the input."""
