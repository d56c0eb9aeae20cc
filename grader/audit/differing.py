"""Do two programs give the same? Every value that is sent is compared, up to round-off; containers of equal numbers are equal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from grader.model.call import Ending, Outcome
from grader.model.value import Array, ArrayValue, Described, Opaque, Value

ROUND_OFF = 1e-9
"""How far values may lie apart, relative to the largest entry, where round-off is not known to be more."""

SPREAD = 64.0
"""How many times the measured round-off they may lie apart."""

UNTELLING = 1e-3
"""Where round-off alone is more than this, a run says nothing."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the solution gives in one run: its outcomes, and by path how much round-off moves each of its arrays."""

    outcomes: tuple[Outcome, ...]
    moved: Mapping[str, float]


def leaves_of(outcomes: tuple[Outcome, ...]) -> dict[str, Array | str]:
    """By path: every array of numbers that came, and every other thing in words."""
    found: dict[str, Array | str] = {}
    for outcome in outcomes:
        for name, value in outcome.values.items():
            found |= dict(_leaves(value, name))
    return found


def _leaves(value: Value, path: str) -> Iterator[tuple[str, Array | str]]:
    numbers = _numbers(value)
    if numbers is not None:
        yield path, numbers
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        yield f"{path}.length", str(len(value))
        for index, inner in enumerate(value):
            yield from _leaves(inner, f"{path}.{index}")
    elif isinstance(value, Described):
        yield path, value.kind
        for key, fact in value.facts.items():
            yield from _leaves(fact, f"{path}.{key}")
    else:
        yield path, f"{value.type_name} {value.summary}" if isinstance(value, Opaque) else repr(value)


def _numbers(value: Value) -> Array | None:
    """The numbers in a value, whatever holds them."""
    if isinstance(value, ArrayValue):
        return value.data
    if isinstance(value, bool | int | float | complex):
        return np.asarray(value)
    if isinstance(value, list | tuple) and value:
        items = [_numbers(item) for item in value]
        arrays = [item for item in items if item is not None]
        if len(arrays) == len(items) and len({array.shape for array in arrays}) == 1:
            return np.stack(arrays)
    return None


def moved_by_round_off(one: tuple[Outcome, ...], other: tuple[Outcome, ...]) -> dict[str, float]:
    """By path: how far apart two runs of one program on inputs that differ in their last digits lie, relatively."""
    first, second = leaves_of(one), leaves_of(other)
    found = {}
    for path, value in first.items():
        came = second.get(path)
        if isinstance(value, np.ndarray) and isinstance(came, np.ndarray) and value.shape == came.shape:
            found[path] = apart(value, came)
    return found


def apart(one: Array, other: Array) -> float:
    """The largest difference of two arrays of one shape, relative to the largest entry; inf where NaN or infinities differ."""
    if one.size == 0:
        return 0.0
    finite = np.isfinite(one) & np.isfinite(other)
    if not np.array_equal(one[~finite], other[~finite], equal_nan=True):
        return float("inf")
    a, b = one[finite].astype(complex), other[finite].astype(complex)
    scale = max(float(np.abs(a).max(initial=0.0)), float(np.abs(b).max(initial=0.0)))
    return float(np.abs(a - b).max(initial=0.0)) / scale if scale > 0 else 0.0


def returned(outcomes: tuple[Outcome, ...]) -> bool:
    """Whether every call came back."""
    return all(outcome.ending is Ending.RETURNED for outcome in outcomes)


def difference(known: Known, outcomes: tuple[Outcome, ...]) -> str | None:
    """The first way in which a run differs from the solution's, in words; None when it does not."""
    for outcome, due in zip(outcomes, known.outcomes, strict=True):
        if outcome.ending is not due.ending:
            return f"it does not come back: {outcome.ending.value} {outcome.kind} {outcome.message}".rstrip()
        if outcome.mutated != due.mutated:
            return f"{', '.join(outcome.mutated) or 'nothing'} is changed in place"
        if {v.rule for v in outcome.violations} != {v.rule for v in due.violations}:
            return "other rules are broken"
    return _different_values(known, outcomes)


def _different_values(known: Known, outcomes: tuple[Outcome, ...]) -> str | None:
    due, came = leaves_of(known.outcomes), leaves_of(outcomes)
    single = any(outcome.float32 for outcome in known.outcomes)
    for path in dict.fromkeys((*due, *came)):
        one, other = due.get(path), came.get(path)
        if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
            said = _different_arrays(one, other, known.moved.get(path, 0.0), single)
            if said:
                return f"{path} {said}"
        elif not (isinstance(one, str) and one == other):
            return f"{path} is {_shown(other)} where {_shown(one)} is due"
    return None


def _different_arrays(one: Array, other: Array, moved: float, single: bool) -> str | None:
    if one.shape != other.shape:
        return f"has shape {other.shape} where {one.shape} is due"
    if moved > UNTELLING:
        return None
    error = apart(one, other)
    most = max(SPREAD * moved, 1e-4 if single else ROUND_OFF)
    return f"differs by {error:.2g} of its largest entry" if error > most else None


def _shown(leaf: "Array | str | None") -> str:
    if leaf is None:
        return "absent"
    return leaf[:60] if isinstance(leaf, str) else _in_words(leaf)


def _in_words(array: Array) -> str:
    """An array in words."""
    return "a number" if array.ndim == 0 else f"an array of shape {array.shape}"
