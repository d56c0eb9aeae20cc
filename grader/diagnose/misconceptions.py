"""Hypothesis: the student has one of the misconceptions that the exercise's catalogue knows."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from grader.diagnose.cause import Cause, Claim
from grader.diagnose.facts import Facts, Sample
from grader.expected.reference import by_name
from grader.expected.tree import leaves
from grader.model.value import Array


def known_misconception(facts: Facts) -> Iterator[Claim]:
    """Each function of the catalogue, in each of the ways that it shows."""
    for function in facts.catalogue:
        with np.errstate(all="ignore"):
            shown = [_ways(function, facts, sample) for sample in facts.samples]
        count = max((len(ways) for ways in shown), default=0)
        cause = cause_of(function)
        for way in range(count):
            values = [ways[way] if way < len(ways) else None for ways in shown]
            if any(v is not None and facts.path in v for v in values):
                predicted = [None if v is None else v.get(facts.path) for v in values]
                yield Claim(cause, predicted, [v or {} for v in values], everywhere=True)


def cause_of(function: Callable[..., Any]) -> Cause:
    """The cause that a misconception's docstring describes."""
    doc = inspect.getdoc(function) or ""
    words, _, see = doc.partition("See:")
    return Cause(function.__name__, "", " ".join(words.split()), see.strip(), "misconception")


def _ways(function: Callable[..., Any], facts: Facts, sample: Sample) -> list[dict[str, Array]]:
    """What the misconception makes of a sample, by path, for each way in which it shows."""
    try:
        shown = by_name(function, {**sample.values_by_name, **sample.inputs, "reference": facts.reference})
    except (ArithmeticError, ValueError, TypeError, IndexError):
        return []
    if shown is None:
        return []
    ways = shown if isinstance(shown, tuple) else (shown,)
    return [{path: leaf for name, tree in way.items() for path, leaf in leaves(tree, name)} for way in ways]
