"""Holding a student's value against the expected one, leaf by leaf: the comparison that a report shows."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.checks.evidence import Setback
from grader.checks.numbers import Due, Numbers, numbers
from grader.compare.closeness import TOLERANCE_ROUNDOFFS, Closeness, compare_interval
from grader.compare.precision import on_float32_grid, unit_roundoff
from grader.expected.record import Expectation
from grader.expected.tree import at, is_leaf, leaves
from grader.model.exercise import Case
from grader.model.result import Comparison, Entry, Finding
from grader.model.value import Array, ArrayValue, Value, type_of
from grader.model.verdict import Verdict

SPREAD_FACTOR = 64
"""How many times the measured spread of right answers an answer may be away."""

FLOAT32_ROUNDOFFS = 2.0**8
"""tau / (u max|g|) in float32: right float32 solutions deviate by 2e-6, and this allows 1.5e-5."""

WIDEST = 1e-2
"""No tolerance is wider than this share of the largest entry, however ill-conditioned a case is."""

SHOWN_ENTRIES = 4096
"""Arrays larger than this are not put into the record."""


@dataclass(frozen=True, slots=True)
class Match:
    """One value of one case, held against what was expected."""

    comparisons: tuple[Comparison, ...]
    setback: Setback | None
    remarks: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """How closely a check compares. ``tolerance`` None takes the measured default; ``float32`` grants float32's."""

    tolerance: float | None = None
    float32: bool = False
    tensor: bool = False
    """Tensors are due, so that arrays are the remarkable thing."""


def match(value: Value, path: str, case: Case, expectation: Expectation, rule: Rule) -> Match:
    """Compare ``value`` with the expected tree under ``path``: a dict by its keys, a list by its items, else as numbers."""
    wanted = at(expectation.values[path.split(".")[0]], path)
    if is_leaf(wanted):
        due = Due.LIST if isinstance(wanted, list | tuple) else Due.TENSOR if rule.tensor else Due.ARRAY
        return _match_leaf(value, path, case, expectation, np.asarray(wanted, dtype=np.float64), rule, due)
    if isinstance(wanted, dict):
        return _match_dict(value, path, case, expectation, wanted, rule)
    items = list(wanted)
    if not isinstance(value, list | tuple) or len(value) != len(items):
        return _refused(Finding("wrong_type", f"{path} is {type_of(value)}; {len(items)} values were due."))
    keyed = [(str(i), item) for i, item in enumerate(value)]
    return _joined([match(item, f"{path}.{key}", case, expectation, rule) for key, item in keyed])


def _match_dict(
    value: Value, path: str, case: Case, expectation: Expectation, wanted: dict[str, Any], rule: Rule
) -> Match:
    if not isinstance(value, dict):
        return _refused(
            Finding("wrong_type", f"{path} is {type_of(value)}; a dict with the keys {_keys(wanted)} was due.")
        )
    absent = [key for key in wanted if key not in value]
    if absent:
        message = f"{path} has no {_keys(absent)}: its keys are {_keys(value) or 'none'}."
        return _refused(Finding("wrong_keys", message))
    return _joined([match(value[key], f"{path}.{key}", case, expectation, rule) for key in wanted])


def _keys(names: Any) -> str:
    return ", ".join(repr(str(name)) for name in list(names)[:8])


def _refused(finding: Finding) -> Match:
    return Match((), Setback(Verdict.FAILED, finding.message, (finding,)))


def _joined(matches: list[Match]) -> Match:
    setback = next((m.setback for m in matches if m.setback), None)
    remarks = tuple(dict.fromkeys(r for m in matches for r in m.remarks))
    return Match(tuple(c for m in matches for c in m.comparisons), setback, remarks)


def _match_leaf(
    value: Value, path: str, case: Case, expectation: Expectation, wanted: Array, rule: Rule, due: Due
) -> Match:
    came = numbers(value, wanted.shape, path, due)
    if isinstance(came, Finding):
        return _refused(came)
    lower, upper = expectation.intervals.get(path, (wanted, wanted))
    tolerance = absolute_tolerance(wanted, expectation.spread.get(path, 0.0), rule, came)
    closeness = compare_interval(came.data, lower, upper, tolerance)
    comparison = _comparison(closeness, came, path, case, wanted)
    remarks = came.remarks + (_subgradient_remark(came, path, wanted, lower, upper) if closeness.ok else ())
    if closeness.ok:
        return Match((comparison,), None, remarks)
    finding = Finding(_code(came), comparison.message)
    return Match((comparison,), Setback(Verdict.FAILED, comparison.message, (finding,)), remarks)


def absolute_tolerance(wanted: Array, spread: float, rule: Rule, came: Numbers) -> float:
    """How far an entry may be off: relative to the largest expected entry, by the dtype and the measured spread."""
    finite = np.abs(wanted[np.isfinite(wanted)])
    scale = float(finite.max(initial=0.0))
    if rule.tolerance is not None:
        return rule.tolerance * scale
    double = unit_roundoff(np.float64)
    relative = max(TOLERANCE_ROUNDOFFS * double, SPREAD_FACTOR * spread)
    if rule.float32 or (came.dtype.itemsize <= 4 and came.dtype.kind == "f") or on_float32_grid(came.data):
        single = unit_roundoff(np.float32)
        relative = max(FLOAT32_ROUNDOFFS * single, SPREAD_FACTOR * spread * single / double)
    return min(relative, WIDEST) * scale


def _code(came: Numbers) -> str:
    return "not_finite" if not np.isfinite(came.data).all() else "wrong_value"


def _subgradient_remark(came: Numbers, path: str, wanted: Array, lower: Array, upper: Array) -> tuple[Finding, ...]:
    """A remark where a value at a kink is right as another subgradient than the reference's."""
    kink = upper > lower
    other = kink & (np.abs(came.data - wanted) > 1e-6 * np.abs(upper - lower))
    if not other.any():
        return ()
    index = tuple(int(i) for i in np.argwhere(other)[0])
    message = (
        f"At a kink ({path}{list(index) if index else ''}) your gradient is {came.data[index]:.4g} and PyTorch's is "
        f"{wanted[index] + 0.0:.4g}. The slopes of the two sides give {lower[index] + 0.0:.4g} and {upper[index] + 0.0:.4g}, "
        "and every number between these is right."
    )
    return (Finding("subgradient", message, level="remark"),)


def _comparison(closeness: Closeness, came: Numbers, path: str, case: Case, wanted: Array) -> Comparison:
    public = case.public
    shown = public and wanted.size <= SHOWN_ENTRIES and wanted.size > 0
    worst = None
    if public and closeness.worst is not None and not closeness.ok:
        worst = Entry(closeness.worst, json_number(closeness.got), json_number(closeness.expected), closeness.ratio)
    return Comparison(
        case=case.name,
        public=public,
        note=case.note,
        name=path,
        ok=closeness.ok,
        message="" if closeness.ok else _sentence(closeness, came, path, case),
        band=str(closeness.band),
        relative_error=closeness.relative_error,
        worst=worst,
        shape=wanted.shape if public else None,
        got=nested(came.data) if shown else None,
        expected=nested(wanted) if shown else None,
        wrong=tuple(tuple(int(i) for i in index) for index in np.argwhere(closeness.wrong)) if shown else (),
    )


def _sentence(closeness: Closeness, came: Numbers, path: str, case: Case) -> str:
    wrong, size = int(closeness.wrong.sum()), came.data.size
    band = f"relative error {closeness.relative_error:.2g}, {closeness.band}"
    if not np.isfinite(came.data).all():
        bad = int((~np.isfinite(came.data)).sum())
        where = f" in {bad} of {size} entries" if size > 1 else ""
        return f"{path} holds NaN or infinity{where} ({case.note})."
    if not case.public:
        many = "" if size == 1 else f" in {wrong} of {size} entries"
        return f"{path} is wrong{many} in a hidden case: {case.note} ({band})."
    place = "" if closeness.worst in ((), None) else str(list(closeness.worst))
    many = f" ({wrong} of {size} entries are wrong)" if size > 1 else ""
    if closeness.ratio is not None and abs(closeness.ratio - 1) < 5e-4:
        digits = f"{closeness.got:.12g}; expected {closeness.expected:.12g}"
        return f"{path}{place} is {digits}: right to a few digits, but no further{many} ({case.note}; {band})."
    ratio = f", {closeness.ratio:.4g} times as much" if closeness.ratio else ""
    return (
        f"{path}{place} is {closeness.got:.6g}; expected {closeness.expected:.6g}{ratio}{many} ({case.note}; {band})."
    )


def json_number(value: float | None) -> float | str:
    """A number as the record holds it: non-finite ones as the strings nan, inf, -inf."""
    if value is None:
        return "nan"
    return value if np.isfinite(value) else str(value)


def nested(array: Array) -> Any:
    """An array as nested lists of numbers, non-finite ones as strings."""
    if np.isfinite(array).all():
        return array.tolist()
    return [nested(item) for item in array] if array.ndim else json_number(float(array))


def differing(first: Value, second: Value, path: str) -> bool:
    """Whether two values of the same call on the same inputs differ in any number (structure included)."""
    one, two = dict(_numbers_in(first, path)), dict(_numbers_in(second, path))
    if one.keys() != two.keys():
        return True
    return any(not np.array_equal(one[key], two[key], equal_nan=True) for key in one)


def _numbers_in(value: Value, path: str) -> list[tuple[str, Array]]:
    if isinstance(value, ArrayValue):
        return [(path, value.data)]
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in _numbers_in(inner, f"{path}.{key}")]
    if isinstance(value, list | tuple):
        return [found for i, inner in enumerate(value) for found in _numbers_in(inner, f"{path}.{i}")]
    return list(leaves(value, path))
