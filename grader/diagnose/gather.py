"""From a check's evidence to the facts that a diagnosis works on."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from grader.checks.evidence import Evidence, Setback, Trial, obtained
from grader.checks.hand import HandSettings
from grader.checks.matching import SPREAD_FACTOR
from grader.checks.values import GradientSettings, ValueSettings, path_of, rule_of
from grader.compare.precision import on_float32_grid, unit_roundoff
from grader.diagnose.facts import Facts, Sample
from grader.expected.record import Expectation
from grader.expected.reference import Reference, load_reference, plain
from grader.expected.tree import at, leaves
from grader.model.result import CheckResult
from grader.model.value import Array, ArrayValue, Value

RELATIVE = 1e-9
"""How close a prediction must come in float64, relative to the largest entry."""

RELATIVE_FLOAT32 = 1e-4
"""The same where the student's own code computed in float32."""


def facts_of(evidence: Evidence, result: CheckResult) -> Iterator[Facts]:
    """The facts of each wrong value of a failed check, by path; none when no numbers came or the check is of another kind."""
    path = compared_path(evidence)
    if path is None or not evidence.trials:
        return
    wanted = evidence.trials[0].expected.values.get(path.split(".")[0])
    if wanted is None:
        return
    path_to_reference = evidence.exercise.reference
    reference = None if path_to_reference is None else load_reference(path_to_reference)
    for leaf, _ in leaves(at(wanted, path), path):
        samples = tuple(_samples(evidence, result, reference, leaf))
        if any(sample.failed for sample in samples):
            yield Facts(
                path=leaf,
                shown=_shown(evidence, leaf),
                title=evidence.check.title,
                samples=samples,
                program=evidence.part.program,
                reference=None if reference is None else reference.module,
                catalogue=() if path_to_reference is None else misconceptions_of(path_to_reference),
                words=wording(evidence, "WORDS"),
                see=wording(evidence, "SEE"),
            )


def compared_path(evidence: Evidence) -> str | None:
    """The path of the value whose numbers a check compares; None for a check of another kind."""
    settings = evidence.check.settings
    if isinstance(settings, HandSettings):
        return settings.hand
    if isinstance(settings, GradientSettings | ValueSettings):
        return path_of(evidence.check)
    return None


def _shown(evidence: Evidence, path: str) -> str:
    """How a student writes the value: by its name in the program, or as an entry of what a function of theirs returns."""
    name, *keys = path.split(".")
    call = next((call for call in evidence.part.program if name in call.binds), None)
    if call is None or not keys or call.unpack:
        return path
    called = call.target if call.arguments is None else f"{call.target}(…)"
    return called + "".join(f"[{key}]" if key.isdigit() else f'["{key}"]' for key in keys)


def wording(evidence: Evidence, table: str) -> dict[str, Any]:
    """One of the reference's tables of words (in a student's kit, as far as it was recorded)."""
    if evidence.exercise.reference is not None:
        return dict(getattr(load_reference(evidence.exercise.reference).module, table, {}))
    recorded = (trial.expected.tables.get(table) for trial in evidence.trials)
    return dict(next((found for found in recorded if found), {}))


def misconceptions_of(reference: Path) -> tuple[Callable[..., Any], ...]:
    """The catalogue of misconceptions beside a reference, ``misconceptions/<its name>``; empty when there is none."""
    path = reference.parent / "misconceptions" / reference.name
    return load_reference(path).versions("MISCONCEPTIONS") if path.is_file() else ()


def _samples(evidence: Evidence, result: CheckResult, reference: Reference | None, path: str) -> Iterator[Sample]:
    names = (path, path.split(".")[-1]) if isinstance(evidence.check.settings, HandSettings) else (path,)
    right = {c.case for c in result.comparisons if c.name in names and c.ok}
    for trial in evidence.trials:
        sample = sample_of(evidence, trial, reference, path, failed=trial.case.name not in right)
        if sample is not None:
            yield sample


def sample_of(
    evidence: Evidence, trial: Trial, reference: Reference | None, path: str, *, failed: bool
) -> Sample | None:
    """The value ``path`` in one trial with all that is known around it; None when no numbers came."""
    value = obtained(trial, evidence.part.program, path, evidence.exercise)
    got = None if isinstance(value, Setback) else raw(value)
    if got is None:
        return None
    known = _known_of(trial.expected, reference)
    return Sample(
        case=trial.case.name,
        note=trial.case.note,
        failed=failed,
        got=got,
        expected=np.asarray(at(trial.expected.values[path.split(".")[0]], path), dtype=np.float64),
        inputs=known.inputs,
        values_by_name=known.values_by_name,
        roundoff=_roundoff(evidence, trial, path, got),
        values=known.values,
        outputs=_outputs(evidence, trial),
        terms={name: np.asarray(term) for name, term in known.tables["terms"].get(path, {}).items()},
        factors=known.tables["factors"],
        intermediates=known.tables["intermediates"],
        misconceptions=trial.expected.tables.get("misconceptions", {}),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """What is known of a case without any submission."""

    expected: Expectation
    inputs: Mapping[str, Any]
    values_by_name: Mapping[str, Any]
    values: Mapping[str, Array]
    tables: Mapping[str, Mapping[str, Any]]


_KNOWN: "OrderedDict[tuple[int, int], _Known]" = OrderedDict()
_LOCK = Lock()
KEPT = 256
"""How many cases are remembered: every student of a course is given the same ones."""


def _known_of(expected: Expectation, reference: Reference | None) -> _Known:
    # By identity: what is kept keeps its expectation alive, so that no other can take its place.
    key = (id(expected), id(reference))
    with _LOCK:
        found = _KNOWN.get(key)
    if found is None or found.expected is not expected:
        inputs = {name: plain(given) for name, given in expected.inputs.items()}
        values = {name: tree for name, tree in expected.values.items() if name not in inputs}
        found = _Known(expected, inputs, values, _leaves(values), _tables(reference, expected, inputs))
        with _LOCK:
            _KNOWN[key] = found
            while len(_KNOWN) > KEPT:
                _KNOWN.popitem(last=False)
    return found


def _roundoff(evidence: Evidence, trial: Trial, path: str, got: Array) -> float:
    if isinstance(evidence.check.settings, HandSettings):
        return 0.6 * 10.0 ** (1 - evidence.check.settings.digits)
    spread = trial.expected.spread.get(path, 0.0)
    single = rule_of(evidence.check, trial).float32 or on_float32_grid(got)
    if single:
        return max(RELATIVE_FLOAT32, SPREAD_FACTOR * spread * unit_roundoff(np.float32) / unit_roundoff(np.float64))
    return max(RELATIVE, SPREAD_FACTOR * spread)


def _leaves(values: Mapping[str, Any]) -> dict[str, Array]:
    return {p: leaf for name, tree in values.items() for p, leaf in leaves(tree, name)}


def _outputs(evidence: Evidence, trial: Trial) -> dict[str, Array]:
    """Every array or number that came back in a trial, by path."""
    found: dict[str, Array] = {}
    for outcome in trial.outcomes:
        for name, value in outcome.values.items():
            found |= dict(_arrays(value, name))
    return found


def _arrays(value: Value, path: str) -> Iterator[tuple[str, Array]]:
    numbers = raw(value)
    if numbers is not None:
        yield path, numbers
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _arrays(inner, f"{path}.{key}")


def raw(value: Value) -> Array | None:
    """The real numbers in a value as a float64 array of the shape it came in; None when it is something else."""
    if isinstance(value, ArrayValue):
        return value.data.astype(np.float64) if value.data.dtype.kind in "fiub" else None
    if isinstance(value, bool | int | float):
        return np.asarray(value, dtype=np.float64)
    if isinstance(value, list | tuple) and value:
        items = [raw(item) for item in value]
        arrays = [item for item in items if item is not None]
        if len(arrays) == len(items) and len({a.shape for a in arrays}) == 1:
            return np.stack(arrays)
    return None


def _tables(
    reference: Reference | None, expected: Expectation, inputs: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """The reference's tables for one case; in a student's kit those that were recorded."""
    tables: dict[str, dict[str, Any]] = {}
    known = {**expected.values, **inputs}
    for name in ("terms", "factors", "intermediates"):
        with np.errstate(all="ignore"):
            tables[name] = (
                dict(expected.tables.get(name, {})) if reference is None else reference.table(name, known)
            )
    for name in ("factors", "intermediates"):
        tables[name] = {key: np.asarray(value, dtype=np.float64) for key, value in tables[name].items()}
    return tables
