"""How the reports put marks, numbers, verdicts and places into words."""

import math
from typing import Any

from grader import notebook
from grader.model.result import Comparison, ExerciseResult, Report, Source
from grader.model.verdict import Status, Verdict

TONES: dict[str, str] = {
    Verdict.PASSED: "good",
    Verdict.PARTIAL: "fair",
    Verdict.FAILED: "bad",
    Verdict.ERROR: "bad",
    Verdict.TIMEOUT: "bad",
    Verdict.MEMORY: "bad",
    Verdict.NOT_ATTEMPTED: "quiet",
    Verdict.SKIPPED: "quiet",
    Verdict.GRADER_FAULT: "fault",
    Status.MISSING: "quiet",
    Status.IMPORT_ERROR: "bad",
    Status.WITHHELD: "fault",
}
"""By verdict or status: "good", "fair", "bad", "quiet" or "fault", which a report turns into a colour."""

VERDICTS: dict[Verdict, str] = {
    Verdict.PARTIAL: "partly right",
    Verdict.ERROR: "error in your code",
    Verdict.TIMEOUT: "out of time",
    Verdict.MEMORY: "out of memory",
    Verdict.SKIPPED: "not judged",
    Verdict.GRADER_FAULT: "grader's fault",
}
"""Verdicts whose own name is not what a student should read."""

BANDS: dict[str, str] = {
    "excellent": "under 1e-7",
    "acceptable": "1e-7 to 1e-5",
    "suspicious": "1e-5 to 1e-3",
    "bug": "over 1e-3",
}
"""The course's bands of relative error, and the range each covers."""


def verdict(value: Verdict) -> str:
    """A check's verdict as a student reads it: ``"passed"``, ``"out of time"``."""
    return VERDICTS.get(value, value.in_words)


def status(exercise: ExerciseResult) -> str:
    """How an exercise ended, as a student reads it."""
    if exercise.status is not Status.GRADED:
        return {Status.IMPORT_ERROR: "cannot be imported"}.get(exercise.status, exercise.status.in_words)
    if exercise.score is None:
        return Status.WITHHELD.in_words
    if exercise.score >= exercise.max_score:
        return "complete"
    return "partly right" if exercise.score > 0 else "no marks yet"


def tone(exercise: ExerciseResult) -> str:
    """The tone of an exercise as a whole."""
    if exercise.status in TONES:
        return TONES[exercise.status]
    by_words = {"complete": "good", "partly right": "fair", "withheld": "fault", "no marks yet": "bad"}
    return by_words.get(status(exercise), "quiet")


def marks(value: float | None) -> str:
    """Marks without needless decimals: ``"12"``, ``"7.5"``; a dash where there are none."""
    return "–" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def marks_noun(value: float) -> str:
    """Marks with their noun: ``"1 mark"``, ``"2.5 marks"``."""
    return f"{marks(value)} mark{'' if value == 1 else 's'}"


def score(got: float | None, most: float) -> str:
    """``"17.5 / 25"``; ``"– / 25"`` where the score is withheld."""
    return f"{marks(got)} / {marks(most)}"


def number(value: Any, digits: int = 4) -> str:
    """One entry of an array in ``digits`` significant digits."""
    if isinstance(value, str):
        return value[:12]
    if not isinstance(value, (int, float)):
        return "?"
    if not math.isfinite(value):
        return str(float(value))
    text = f"{value + 0.0:.{digits}g}"
    mantissa, e, exponent = text.partition("e")
    return f"{mantissa}e{int(exponent)}" if e else text


def pair(got: Any, expected: Any, least: int = 4) -> tuple[str, str]:
    """Two numbers in just so many digits that they read differently, if they differ."""
    for digits in range(least, 18):
        shown = number(got, digits), number(expected, digits)
        if shown[0] != shown[1] or got == expected:
            break
    return shown


def index(position: tuple[int, ...]) -> str:
    """An index as it is written in Python: ``"[2, 0]"``."""
    return f"[{', '.join(map(str, position))}]"


def shape(value: tuple[int, ...]) -> str:
    """A shape in words: ``"8 × 5"``, ``"a single number"``."""
    return " × ".join(map(str, value)) if value else "a single number"


def place(source: Source | None, line: int) -> str:
    """Where a line stands, as its author counts: ``"line 14"``, or in a notebook ``"cell 2, line 3"``."""
    return notebook.place(line, source.cells if source else ())


def case(comparison: Comparison) -> str:
    """A case by name and kind; a hidden one by its kind alone."""
    if comparison.public:
        return f"{comparison.case}: {comparison.note}" if comparison.note else comparison.case
    return f"hidden case: {comparison.note}" if comparison.note else "hidden case"


def headline(report: Report) -> str:
    """The whole submission in one short sentence."""
    if report.score is None:
        return "The total is withheld: the grader itself failed on part of this work."
    whole = sum(1 for e in report.exercises if e.status is Status.GRADED and e.score == e.max_score)
    if whole == len(report.exercises):
        return "Everything is right."
    if report.score == 0:
        return "No marks yet."
    open_marks = marks_noun(round(report.max_score - report.score, 2))
    still = f"{open_marks} still to be had"
    return f"{whole} of {len(report.exercises)} exercises complete, {still}." if whole else f"{still.capitalize()}."
