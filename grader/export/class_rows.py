"""The rows of the class page from the gradebook, without reading a single record."""

from collections.abc import Iterator, Mapping, Sequence

from grader.conclude import weigh
from grader.model.exercise import Course
from grader.model.result import CheckResult, ExerciseResult
from grader.model.verdict import Status
from grader.report.classroom_rows import LONGEST_LINE, ClassExercise, ClassFinding, ClassRow, class_exercise
from grader.store.gradebook import Gradebook
from grader.store.marks import Mark, Standing
from grader.store.rows import CheckRow, FindingRow

_AT_ONCE = 200
"""Students whose checks and findings are in memory together."""


def class_rows(book: Gradebook, course: Course) -> Iterator[ClassRow]:
    """Everyone in the gradebook, in its order. Their pages are taken to lie in ``<key>/index.html`` beside the class page."""
    standings = book.standings(course)
    titles = {exercise.id: exercise.title for exercise in course.exercises}
    for start in range(0, len(standings), _AT_ONCE):
        part = standings[start : start + _AT_ONCE]
        results = {mark.result for each in part for mark in each.marks.values() if mark.result is not None}
        checks, findings = book.checks(results), book.findings(results)
        for each in part:
            yield _row(each, titles, checks, findings)


def _row(
    standing: Standing,
    titles: Mapping[str, str],
    checks: Mapping[int, Sequence[CheckRow]],
    findings: Mapping[int, Sequence[FindingRow]],
) -> ClassRow:
    student, marks = standing.student, standing.marks
    return ClassRow(
        student=student.key,
        name=student.label,
        # Whoever handed in nothing and was not looked for has no page.
        link=f"{student.key}/index.html" if marks else "",
        score=standing.score if marks else None,
        max_score=standing.max_score,
        exercises=tuple(
            _exercise(mark, titles[id], checks.get(mark.result or 0, ()), findings.get(mark.result or 0, ()))
            for id, mark in marks.items()
        ),
    )


def _exercise(mark: Mark, title: str, checks: Sequence[CheckRow], findings: Sequence[FindingRow]) -> ClassExercise:
    """One exercise, its checks in points of the course."""
    rows = tuple(CheckResult(r.id, r.title, r.verdict, r.score, r.max_score, True, r.message) for r in checks)
    most = sum(row.max_score for row in rows)
    weighed = weigh(ExerciseResult(mark.exercise, title, mark.status, None, most, "", rows), mark.max_score)
    extract = class_exercise(weighed)
    told = tuple(ClassFinding(f.check, f.code, f.level, f.message, f.line, f.text[:LONGEST_LINE]) for f in findings)
    if mark.status is Status.NOT_ATTEMPTED:
        told = ()
    return ClassExercise(mark.exercise, title, mark.status, mark.score, mark.max_score, extract.checks, told)
