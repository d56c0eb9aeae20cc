"""The record of a graded submission: what ``results.json`` holds, and all that every report is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.model.verdict import Status, Verdict

SCHEMA = 1
"""Version of the layout of ``results.json``."""


CONSEQUENCE, SAME_CAUSE = "consequence", "same_cause"
"""Codes of diagnoses that only point to the one under another check."""
LOCATION = "location"
"""The code of one that says where it goes wrong, and no more."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth saying, with a code that has a page of its own in ``docs/findings.md``."""

    code: str
    message: str
    line: int | None = None
    """A line of the student's file, counted from 1 (for a notebook: of its cells joined, see ``Source.cells``)."""
    level: str = "error"
    """"error" explains a lost mark; "remark" costs nothing; "cause" is a diagnosis."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The worst entry of a comparison. Numbers are plain floats; non-finite ones are the strings nan, inf, -inf."""

    index: tuple[int, ...]
    got: float | str
    expected: float | str
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Got against expected for one value in one case.

    A hidden case (``public`` false) carries no index, expected value or array: only what kind of case it was, the band
    and the size of the error.
    """

    case: str
    public: bool
    note: str
    """What kind of case it is, in words a student may read even when it is hidden."""
    name: str
    """The value compared, e.g. ``"dx"``."""
    ok: bool
    message: str = ""
    band: str | None = None
    relative_error: float | None = None
    worst: Entry | None = None
    shape: tuple[int, ...] | None = None
    got: Any = None
    """Nested lists of floats (or strings nan, inf, -inf), at most 4096 entries; None when not shown."""
    expected: Any = None
    wrong: tuple[tuple[int, ...], ...] = ()
    """Indices of the wrong entries among those shown."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a plot: y against 1, 2, 3, …"""

    label: str
    values: tuple[float, ...]
    role: str
    """"student" or "reference"."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot that a report may draw (log scale on y)."""

    title: str
    x_label: str
    y_label: str
    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: its verdict and marks, one sentence, and the evidence."""

    id: str
    title: str
    verdict: Verdict
    score: float | None
    """Rounded to two decimals; None when withheld by a grader fault."""
    max_score: float
    public: bool
    """Whether every case of the check is public."""
    message: str
    findings: tuple[Finding, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    plots: tuple[Plot, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The student's file as graded, for display."""

    filename: str
    text: str
    truncated: bool = False
    cells: tuple[int, ...] = ()
    """For a notebook: the first line (from 1) of each code cell in ``text``."""


@dataclass(frozen=True, slots=True)
class ExerciseResult:
    """One exercise of a submission."""

    id: str
    title: str
    status: Status
    score: float | None
    max_score: float
    message: str
    """One sentence on the whole: why it is missing, not attempted or could not be imported; else empty."""
    checks: tuple[CheckResult, ...]
    findings: tuple[Finding, ...] = ()
    source: Source | None = None
    printed: str = ""
    printed_truncated: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A graded submission. ``score`` is None while anything is withheld by a grader fault.

    ``provenance``: versions, hashes of spec, reference and submission by exercise, isolation layers. ``times``: seconds, by
    exercise: the only fields in which two runs with the same inputs differ.
    """

    submission: str
    course: str
    score: float | None
    max_score: float
    seed: int
    exercises: tuple[ExerciseResult, ...]
    provenance: Mapping[str, Any] = field(default_factory=dict)
    times: Mapping[str, float] = field(default_factory=dict)
    schema: int = SCHEMA
