"""What holds of every exercise in order: the solution gets all marks, the untouched starter file none, and all that the
reference offers for explaining can be had.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np

from grader.audit.bench import Bench
from grader.audit.record import Basic
from grader.audit.zoo import is_full, lost
from grader.diagnose.gather import misconceptions_of
from grader.diagnose.misconceptions import CANNOT_SAY
from grader.expected.record import Expectation
from grader.expected.reference import Reference, by_name, load_reference, plain
from grader.model.verdict import Status
from grader.stub.starter import starter_source

CLOSE = 1e-6
"""How closely the terms of a gradient add up to it, relative to its largest entry."""


def reference_in_order(bench: Bench) -> Basic:
    """The reference's tables and misconceptions, which only a failed check needs, work in every case."""
    assert bench.exercise.reference is not None
    reference = load_reference(bench.exercise.reference)
    wrong: dict[str, str] = {}
    with np.errstate(all="ignore"):
        for (_, case), expectation in bench.expected.items():
            for name, said in _troubles(reference, expectation):
                wrong.setdefault(name, f"{name} {said} (case {case!r})")
    return Basic("reference", not wrong, "; ".join(wrong.values()) or "all that explains a mistake can be had in every case")


def _troubles(reference: Reference, expectation: Expectation) -> Iterator[tuple[str, str]]:
    """What does not work in one case: its name, and why."""
    known = {**expectation.values, **{name: plain(value) for name, value in expectation.inputs.items()}}
    wanted: list[tuple[str, Callable[[], Any]]] = [
        (name, partial(reference.table, name, known)) for name in ("intermediates", "factors", "terms")
    ]
    for function in misconceptions_of(reference.path):
        given = {**known, "reference": reference.module}
        wanted.append((f"the misconception {function.__name__}", partial(_unless_it_cannot, function, given)))
    for name, call in wanted:
        try:
            result = call()
            if name == "terms":
                yield from _sums(result, known)
        except Exception as error:
            yield name, f"fails: {type(error).__name__}: {error}"


def _unless_it_cannot(function: Callable[..., Any], known: Mapping[str, Any]) -> None:
    try:
        by_name(function, known)
    except CANNOT_SAY:
        return


def _sums(terms: Mapping[str, Mapping[str, Any]], known: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The gradients to which their terms do not add up."""
    for gradient, parts in terms.items():
        right = known.get(gradient)
        if isinstance(right, np.ndarray) and parts:
            off = float(np.abs(sum(np.asarray(part) for part in parts.values()) - right).max(initial=0.0))
            if off > CLOSE * float(np.abs(right).max(initial=0.0)):
                yield f"terms of {gradient}", f"do not add up to it: they are off by {off:.2g}"


def solution_in_order(bench: Bench, source: bytes | None) -> Basic:
    """The author's own solution gets full marks."""
    name = "solution"
    if source is None:
        return Basic(name, False, f"There is no reference/solutions/{bench.exercise.filename}: no mutants can be made.")
    result = bench.grade(source)
    if is_full(result):
        return Basic(name, True, f"full marks ({result.max_score:g})")
    missing = lost(result)
    why = result.message or next((check.message for check in missing.values()), "")
    return Basic(name, False, f"loses {', '.join(missing)}: {why}")


def starter_in_order(bench: Bench) -> Basic:
    """The starter file as it is handed out gets nothing, and is not called wrong."""
    result = bench.grade(starter_source(bench.exercise).encode())
    ok = result.score == 0 and result.status is Status.NOT_ATTEMPTED
    marks = "no score" if result.score is None else f"{result.score:g} of {result.max_score:g}"
    return Basic("starter file", ok, f"{result.status.in_words}, {marks}")
