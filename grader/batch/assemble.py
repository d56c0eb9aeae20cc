"""A student's report from the stored records of the attempts that count, with lateness and adjustments in it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from grader.batch.task import PagePart, PageTask
from grader.conclude import not_graded, weigh
from grader.model.exercise import Course, Exercise
from grader.model.result import CheckResult, ExerciseResult, Finding, Report
from grader.model.verdict import Status, Verdict
from grader.score import total
from grader.store.summary import unpack

LATE = "late"
ADJUSTMENT = "adjustment"
ATTEMPT = "attempt"
"""Ids of the rows that stand for lateness and adjustments, so that marks are the sum of what is shown; code of the remark."""


def assemble(course: Course, task: PageTask) -> Report:
    """The report of ``task``: its exercises in the order of the course."""
    exercises = {exercise.id: exercise for exercise in course.exercises}
    records = [unpack(part.record) if part.record is not None else None for part in task.parts]
    results = tuple(
        _exercise(exercises[part.mark.exercise], part, record) for part, record in zip(task.parts, records, strict=True)
    )
    made = [record for record in records if record is not None]
    return Report(
        submission=task.key,
        course=course.title,
        score=total(result.score for result in results),
        max_score=total(result.max_score for result in results) or 0.0,
        seed=course.seed,
        exercises=results,
        provenance=_provenance(made),
        times={id: seconds for record in made for id, seconds in record.times.items()},
    )


def _exercise(exercise: Exercise, part: PagePart, record: Report | None) -> ExerciseResult:
    mark = part.mark
    if record is not None:
        result = record.exercises[0]
    else:
        result = not_graded(exercise, Status.MISSING, part.message or f"No {exercise.filename} was handed in.")
    result = weigh(result, mark.max_score)
    told = [Finding(ATTEMPT, mark.note, level="remark")] if mark.note else []
    rows = list(_rows(part)) if result.score is not None else []
    message = result.message
    if result.status is not Status.GRADED:
        # Its checks are not shown, so that the message has to say it all.
        message = " ".join([message, *(row.message for row in rows)]).strip()
    return replace(
        result,
        score=mark.score,
        message=message,
        checks=(*result.checks, *rows),
        findings=(*result.findings, *told),
    )


def _rows(part: PagePart) -> Iterable[CheckResult]:
    """Lateness and adjustments as checks that are worth nothing and give or take marks."""
    mark = part.mark
    if mark.penalty:
        days = f"{mark.days_late} day{'s' * (mark.days_late > 1)}"
        message = f"Handed in late, by up to {days}: {mark.penalty:g} marks are taken off."
        yield CheckResult(LATE, "Handed in late", Verdict.FAILED, -mark.penalty, 0.0, True, message)
    if part.adjustments:
        given = mark.adjustment
        verdict = Verdict.PASSED if given >= 0 else Verdict.PARTIAL
        notes = "; ".join(f"{each.points:+g}: {each.note}" if each.note else f"{each.points:+g}" for each in part.adjustments)
        yield CheckResult(ADJUSTMENT, "Adjusted by the instructor", verdict, given, 0.0, True, f"Adjusted by hand ({notes}).")


def _provenance(records: Iterable[Report]) -> dict[str, Any]:
    """One provenance from those of single exercises: the same versions, all hashes, all layers."""
    merged: dict[str, Any] = {}
    for record in records:
        for key, value in record.provenance.items():
            known = merged.get(key)
            if isinstance(value, dict):
                merged[key] = {**(known or {}), **value}
            elif isinstance(value, list):
                merged[key] = sorted({*(known or []), *value})
            else:
                merged.setdefault(key, value)
    return merged
