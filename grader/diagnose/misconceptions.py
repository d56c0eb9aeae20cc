"""Hypothesis: the student has one of the misconceptions that the exercise's catalogue knows."""

import inspect
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from threading import Lock
from typing import Any

import numpy as np

from grader.diagnose.cause import Cause, Claim
from grader.diagnose.facts import Facts, Sample
from grader.expected.reference import by_name
from grader.expected.tree import leaves
from grader.model.value import Array

CANNOT_SAY = (ArithmeticError, ValueError, TypeError, IndexError)
"""How a misconception fails on inputs of which it has nothing to say; any other exception is its author's mistake."""


def known_misconception(facts: Facts) -> Iterator[Claim]:
    """Each of the catalogue (in a student's kit: of its record), in each of the ways that it shows."""
    for cause, shown in [*_computed(facts), *_recorded(facts)]:
        count = max((len(ways) for ways in shown), default=0)
        for way in range(count):
            values = [ways[way] if way < len(ways) else None for ways in shown]
            if any(v is not None and facts.path in v for v in values):
                predicted = [None if v is None else v.get(facts.path) for v in values]
                yield Claim(cause, predicted, [v or {} for v in values], everywhere=True)


def _computed(facts: Facts) -> Iterator[tuple[Cause, list[list[dict[str, Array]]]]]:
    """Each function of the catalogue and, sample by sample, what it predicts."""
    for function in facts.catalogue:
        with np.errstate(all="ignore"):
            shown = [_remembered(function, sample, facts.reference) for sample in facts.samples]
        yield cause_of(function), shown


def _recorded(facts: Facts) -> Iterator[tuple[Cause, list[list[dict[str, Array]]]]]:
    """The same from a kit's record."""
    for name, record in facts.samples[0].misconceptions.items():
        cause = Cause(name, "", record["words"], record["see"], "misconception")
        yield cause, [sample.misconceptions.get(name, {}).get("ways", []) for sample in facts.samples]


_KNOWN: "OrderedDict[tuple[Any, ...], tuple[Sample, list[dict[str, Array]]]]" = OrderedDict()
_LOCK = Lock()
KEPT = 4096
"""How many results are remembered: every student of a course is given the same cases."""


def _remembered(function: Callable[..., Any], sample: Sample, reference: object) -> list[dict[str, Array]]:
    # By identity: a case's inputs and right values are made once; the sample that is kept keeps them alive.
    key = (function, id(sample.inputs), id(sample.values_by_name))
    with _LOCK:
        known = _KNOWN.get(key)
    if known is not None and known[0].inputs is sample.inputs and known[0].values_by_name is sample.values_by_name:
        return known[1]
    found = ways(function, {**sample.values_by_name, **sample.inputs}, reference)
    with _LOCK:
        _KNOWN[key] = sample, found
        while len(_KNOWN) > KEPT:
            _KNOWN.popitem(last=False)
    return found


@lru_cache(maxsize=256)
def cause_of(function: Callable[..., Any]) -> Cause:
    """The cause that a misconception's docstring describes."""
    doc = inspect.getdoc(function) or ""
    words, _, see = doc.partition("See:")
    return Cause(function.__name__, "", " ".join(words.split()), see.strip(), "misconception")


def ways(function: Callable[..., Any], values: Mapping[str, Any], reference: object) -> list[dict[str, Array]]:
    """What a misconception makes of a case's inputs and right values, by path, for each way in which it shows."""
    try:
        shown = by_name(function, {**values, "reference": reference})
    except CANNOT_SAY:
        return []
    if shown is None:
        return []
    each = shown if isinstance(shown, tuple) else (shown,)
    return [{path: leaf for name, tree in way.items() for path, leaf in leaves(tree, name)} for way in each]
