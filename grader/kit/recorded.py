"""Recorded expectations: what stands in a student's kit in the reference's place."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from grader.checks.table import KINDS
from grader.diagnose.gather import misconceptions_of
from grader.diagnose.misconceptions import cause_of, ways
from grader.errors import GraderFault, UsageError
from grader.expected.record import Expectation
from grader.expected.reference import Reference, load_reference, plain
from grader.inputs import draw_case
from grader.kit.plain_tree import from_plain, to_plain
from grader.kit.public import Further, further, public_part
from grader.model.exercise import Case, Exercise, Part

FILE = "expected.json"
FORMAT = 1

TABLES: Mapping[str, tuple[str, ...]] = {
    "none": (),
    "where": ("intermediates",),
    "why": ("intermediates", "terms", "factors"),
}
"""By degree of hints: the reference's tables whose values a diagnosis needs, case by case."""

WORDING: Mapping[str, tuple[str, ...]] = {"none": (), "where": ("SPELLINGS",), "why": ("SPELLINGS", "WORDS", "SEE")}
"""By degree of hints: the reference's tables of words."""

_NO_SEED = 0
_ROW = re.compile(r"\[[^\[\]{}\"]*\]")
"""A list of numbers, which is put on one line."""


class Recorded:
    """Expectations read from a kit: what :class:`~grader.expected.source.FromReference` computes, for public cases."""

    seed = _NO_SEED

    def __init__(self) -> None:
        """Nothing is read before it is asked for."""
        self._known: dict[Path, Mapping[tuple[str, str], Expectation]] = {}
        self._lock = Lock()

    def of(self, exercise: Exercise) -> Mapping[tuple[str, str], Expectation]:
        """The expectations of ``exercise``, read once. Raises UsageError when the kit is not as it was made."""
        with self._lock:
            if exercise.folder not in self._known:
                self._known[exercise.folder] = _read(exercise)
            return self._known[exercise.folder]


def record_text(exercise: Exercise, expected: Mapping[tuple[str, str], Expectation], hints: str, spec: str) -> str:
    """The text of ``expected.json``: ``expected`` for the public cases, what judging and diagnosis ask of the reference, and
    what the kit leaves out. ``spec`` is the text of the kit's own spec.
    """
    if exercise.reference is None:
        raise ValueError("a kit is made from a course that has its references")
    reference = load_reference(exercise.reference)
    left = further(exercise)
    parts = {
        part.id: {case.name: _record(reference, part, case, expected[part.id, case.name], hints) for case in part.cases}
        for part in public_part(exercise).parts
    }
    data = {
        "format": FORMAT,
        "spec": digest(spec.encode()),
        "further": {"cases": left.cases, "points": left.points},
        "parts": parts,
    }
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)
    return _ROW.sub(lambda row: " ".join(row.group().split()), text) + "\n"


def digest(spec: bytes) -> str:
    """SHA-256 of a spec, whatever its line ends: git changes them on some machines."""
    return hashlib.sha256(spec.replace(b"\r\n", b"\n")).hexdigest()


def read_further(exercise: Exercise) -> Further:
    """What a kit's public cases leave out of ``exercise``, as its maker counted."""
    left = _data(exercise).get("further", {})
    try:
        return Further(int(left["cases"]), float(left["points"]))
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(exercise, f"{type(error).__name__}: {error}") from error


def _record(reference: Reference, part: Part, case: Case, expectation: Expectation, hints: str) -> dict[str, Any]:
    """One case, as far as its checks need it."""
    checks = [check for check in part.checks if case.name in check.cases]
    names = {path.split(".")[0] for check in checks for path in check.settings.expected()}
    facts = {}
    for check in checks:
        record = KINDS[check.kind].record
        if record is not None:
            facts[check.id] = record(reference, part, check, expectation)
    return {
        "values": _plain_each({name: value for name, value in expectation.values.items() if name in names}),
        "spread": _plain_each(_about(expectation.spread, names)),
        "intervals": _plain_each(_about(expectation.intervals, names)),
        "facts": _plain_each(facts),
        "tables": _plain_each(_tables(reference, expectation, hints)),
    }


def _plain_each(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: to_plain(value) for name, value in values.items()}


def _about(by_path: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    wanted = set(names)
    return {path: value for path, value in by_path.items() if path.split(".")[0] in wanted}


def _tables(reference: Reference, expectation: Expectation, hints: str) -> dict[str, Any]:
    """The reference's tables at this case's inputs, up to the degree of hints that the author allows."""
    known = {**expectation.values, **{name: plain(value) for name, value in expectation.inputs.items()}}
    wording = {name: dict(getattr(reference.module, name, {})) for name in WORDING[hints]}
    try:
        with np.errstate(all="ignore"):
            tables = {name: reference.table(name, known) for name in TABLES[hints]}
        catalogue = {"misconceptions": _misconceptions(reference, known)} if hints == "why" else {}
    except Exception as error:
        raise GraderFault(
            f"What the reference {reference.path.name} offers for hints cannot be computed: {type(error).__name__}: {error} "
            "(grade audit says more)"
        ) from error
    return {name: table for name, table in (tables | wording | catalogue).items() if table}


def _misconceptions(reference: Reference, known: Mapping[str, Any]) -> dict[str, Any]:
    """What each misconception of the reference's catalogue makes of a case, and what is to be said of it."""
    found = {}
    for function in misconceptions_of(reference.path):
        cause = cause_of(function)
        with np.errstate(all="ignore"):
            shown = ways(function, known, reference.module)
        if shown:
            found[cause.kind] = {"words": cause.words, "see": cause.see, "ways": shown}
    return found


def _read(exercise: Exercise) -> dict[tuple[str, str], Expectation]:
    data = _data(exercise)
    expected = {}
    try:
        parts = data["parts"]
        for part in exercise.parts:
            for case in part.cases:
                inputs = draw_case(exercise.id, part.id, case, _NO_SEED)
                said = parts[part.id][case.name]
                fields = {key: {name: from_plain(each) for name, each in said[key].items()} for key in said}
                expected[part.id, case.name] = Expectation(inputs, **fields)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _damaged(exercise, f"{type(error).__name__}: {error}") from error
    return expected


def _data(exercise: Exercise) -> dict[str, Any]:
    path = exercise.folder / FILE
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        known = data["format"] == FORMAT
        fits = data["spec"] == digest((exercise.folder / "exercise.yaml").read_bytes())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(exercise, f"{type(error).__name__}: {error}") from error
    if not known:
        raise _damaged(exercise, f"it has format {data['format']}, and this grader reads {FORMAT}")
    if not fits:
        raise _damaged(exercise, f"exercises/{exercise.id}/exercise.yaml was changed, and no longer fits it")
    return data


def _damaged(exercise: Exercise, why: str) -> UsageError:
    return UsageError(
        f"The expected values of {exercise.id} cannot be used ({why}). Unpack the kit again, next to your own files: "
        f"exercises/{exercise.id}/ is not to be edited."
    )
