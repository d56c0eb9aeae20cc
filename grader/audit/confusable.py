"""Are the catalogue's misconceptions told apart, from the right answer and from each other, by the cases?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from grader.audit.bench import Bench
from grader.audit.record import TRUTH, Confusion
from grader.checks.hand import HandSettings
from grader.diagnose.gather import misconceptions_of
from grader.expected.record import Expectation
from grader.expected.reference import by_name, load_reference, plain
from grader.expected.tree import at, leaves
from grader.model.exercise import Check, Part
from grader.model.value import Array

CLOSE = 1e-9
"""Values closer than this, relative to the largest entry, cannot be told apart."""

Values = dict[tuple[str, str], Array]
"""By case and path, what comes of a misconception where it changes something."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a misconception shows in a part."""

    name: str
    number: int
    values: Values


def confusions(bench: Bench) -> tuple[int, tuple[Confusion, ...]]:
    """How many misconceptions the catalogue has, and what of it no case tells apart."""
    reference = bench.exercise.reference
    catalogue = misconceptions_of(reference) if reference is not None else ()
    found: list[Confusion] = []
    unseen: set[tuple[str, int]] = set()
    seen: set[tuple[str, int]] = set()
    for part in bench.exercise.parts:
        judged = _judged_paths(part)
        truth = {
            (case.name, path): leaf
            for case in part.cases
            for path, leaf in _truth(bench.expected[part.id, case.name], judged).items()
        }
        ways = [way for function in catalogue for way in _ways(bench, part, function, truth)]
        visible = [way for way in ways if not _alike(way.values, {}, truth, judged)]
        seen |= {(way.name, way.number) for way in visible}
        unseen |= {(way.name, way.number) for way in ways if way not in visible}
        found += _pairs(part, visible, truth, judged)
    for name, number in sorted(unseen - seen):
        found.append(Confusion("", name, TRUTH, _ordinal(number)))
    return len(catalogue), tuple(found)


def _judged_paths(part: Part) -> dict[str, tuple[float, frozenset[str]]]:
    """By path that some check holds against the reference's: its relative tolerance, and the cases judged."""
    found: dict[str, tuple[float, frozenset[str]]] = {}
    for check in part.checks:
        for path in _compared(check):
            close = 0.6 * 10.0 ** (1 - check.settings.digits) if isinstance(check.settings, HandSettings) else CLOSE
            _, cases = found.get(path, (0.0, frozenset()))
            found[path] = (close, cases | frozenset(check.cases))
    return found


def _compared(check: Check) -> tuple[str, ...]:
    expected: tuple[str, ...] = check.settings.expected()
    return expected


def _truth(expectation: Expectation, judged: Mapping[str, Any]) -> dict[str, Array]:
    """The right values under the judged paths."""
    found: dict[str, Array] = {}
    for path in judged:
        found |= dict(leaves(at(expectation.values[path.split(".")[0]], path), path))
    return found


def _ways(bench: Bench, part: Part, function: Callable[..., Any], truth: Values) -> list[Way]:
    """Each way in which a misconception shows in the part's cases, where it says something of what is judged."""
    shown: dict[int, Values] = {}
    for case in part.cases:
        for number, values in enumerate(_said(bench, bench.expected[part.id, case.name], function)):
            for path, leaf in values.items():
                if (case.name, path) in truth:
                    shown.setdefault(number, {})[case.name, path] = leaf
    return [Way(function.__name__, number, values) for number, values in shown.items()]


def _said(bench: Bench, expectation: Expectation, function: Callable[..., Any]) -> list[dict[str, Array]]:
    assert bench.exercise.reference is not None
    given = {name: plain(value) for name, value in expectation.inputs.items()}
    module = load_reference(bench.exercise.reference).module
    with np.errstate(all="ignore"):
        try:
            said = by_name(function, {**expectation.values, **given, "reference": module})
        except Exception:  # which of them are mistakes is said elsewhere
            return []
    ways = said if isinstance(said, tuple) else () if said is None else (said,)
    return [dict(pair for name, tree in way.items() for pair in leaves(tree, name)) for way in ways]


def _alike(one: Values, other: Values, truth: Values, judged: Mapping[str, tuple[float, frozenset[str]]]) -> bool:
    """Whether two sets of values are the same on all cases; what neither says is the truth."""
    for place in one.keys() | other.keys():
        close = max((c for path, (c, _) in judged.items() if _under(place[1], path)), default=CLOSE)
        if not _same(one.get(place, truth[place]), other.get(place, truth[place]), close):
            return False
    return True


def _under(path: str, above: str) -> bool:
    return path == above or path.startswith(f"{above}.")


def _same(one: Array, other: Array, close: float) -> bool:
    if one.shape != other.shape:
        return False
    if not (np.isfinite(one).all() and np.isfinite(other).all()):
        return bool(np.array_equal(one, other, equal_nan=True))
    scale = max(float(np.abs(one).max(initial=0.0)), float(np.abs(other).max(initial=0.0)))
    return float(np.abs(one - other).max(initial=0.0)) <= close * scale


def _pairs(
    part: Part, ways: list[Way], truth: Values, judged: Mapping[str, tuple[float, frozenset[str]]]
) -> list[Confusion]:
    """Different misconceptions that come to the same in the part; each pair once."""
    found: dict[tuple[str, str], Confusion] = {}
    for one, other in combinations(ways, 2):
        pair = (one.name, other.name)
        if one.name != other.name and pair not in found and _alike(one.values, other.values, truth, judged):
            ways_words = f"{_ordinal(one.number)} and {_ordinal(other.number)}"
            found[pair] = Confusion(part.id, *pair, ways_words)
    return list(found.values())


def _ordinal(index: int) -> str:
    """``1st``, ``2nd``, … of an index that counts from 0."""
    number = index + 1
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
