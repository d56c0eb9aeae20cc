"""Hypothesis: the right numbers, with a function applied to them that should not be, or in another order."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from grader.diagnose.cause import Cause, Claim
from grader.diagnose.facts import Facts
from grader.model.value import Array


def applied_function(facts: Facts) -> Iterator[Claim]:
    """Squares, roots, logarithms and the like of the right numbers."""
    for code, (says, function) in FUNCTIONS.items():
        with np.errstate(all="ignore"):
            predicted = [np.asarray(function(sample.expected), dtype=np.float64) for sample in facts.samples]
        yield Claim(Cause(code, "", f"Your `{facts.shown}` {says}.", code="applied_function"), predicted)


def all_zeros(facts: Facts) -> Iterator[Claim]:
    """Nothing but zeros."""
    words = f"Your `{facts.shown}` is exactly 0: nothing is computed there, or what is computed is cut off from what it depends on."
    yield Claim(Cause("zeros", "", words), [np.zeros_like(sample.expected) for sample in facts.samples])


def _normalised(by: Callable[..., Any]) -> Callable[[Array], Array]:
    return lambda value: value / by(value) if value.size else value


FUNCTIONS: Mapping[str, tuple[str, Callable[[Array], Array]]] = {
    "squared": ("holds the squares of the right numbers: a square root is missing", np.square),
    "square_root": ("holds the square roots of the right numbers", np.sqrt),
    "absolute": ("holds the right numbers without their signs", np.abs),
    "reciprocal": ("holds the reciprocals of the right numbers", np.reciprocal),
    "log10": ("holds the decimal logarithms of the right numbers", np.log10),
    "logarithm": ("holds the logarithms of the right numbers", np.log),
    "reversed": (
        "holds the right numbers in reverse order",
        lambda value: value[::-1] if value.ndim else value * np.nan,
    ),
    "cumulative": (
        "holds running sums of the right numbers",
        lambda value: np.cumsum(value) if value.ndim == 1 else value * np.nan,
    ),
    "divided_by_largest": ("holds the right numbers divided by the largest of them", _normalised(np.max)),
    "divided_by_last": ("holds the right numbers divided by the last of them", _normalised(lambda v: v.ravel()[-1])),
    "divided_by_first": ("holds the right numbers divided by the first of them", _normalised(lambda v: v.ravel()[0])),
    "divided_by_sum": ("holds the right numbers divided by their sum", _normalised(np.sum)),
    "divided_by_norm": ("holds the right numbers divided by their norm", _normalised(np.linalg.norm)),
}
"""By code: what such a value does, and the function that was applied."""
