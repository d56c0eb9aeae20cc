"""A class's marks from the gradebook, or from nothing but the records in a folder of reports."""

from collections.abc import Collection, Iterator
from pathlib import Path

from grader.errors import UsageError
from grader.export.marks import ClassMarks, Entry, ExerciseMark
from grader.model.exercise import Course
from grader.model.result import Report
from grader.report.record import from_json
from grader.store.gradebook import Gradebook
from grader.store.marks import Standing

RECORD = "results.json"


def from_gradebook(book: Gradebook, course: Course, reports: Path, only: Collection[str] = ()) -> ClassMarks:
    """Everyone in the gradebook, with the marks that count. ``only`` these students, by key, if any are named."""
    standings = [each for each in book.standings(course) if not only or each.student.key in only]
    titles = {exercise.id: exercise.title for exercise in course.exercises}
    return ClassMarks(course.title, titles, tuple(_entry(each, reports) for each in standings))


def from_reports(reports: Path) -> ClassMarks:
    """Everyone who has a record in a folder below ``reports``. Names and emails are not known there."""
    found = list(_records(reports))
    if not found:
        raise UsageError(f"There are no records in {reports}. 'grade batch' and 'grade submissions' write them there.")
    titles = {exercise: title for _, _, names in found for exercise, title in names.items()}
    return ClassMarks(found[0][1], titles, tuple(entry for entry, _, _ in found))


def _entry(standing: Standing, reports: Path) -> Entry:
    student = standing.student
    marks = {id: ExerciseMark(id, mark.status, mark.score, mark.max_score) for id, mark in standing.marks.items()}
    return Entry(
        student=student.key,
        score=standing.score if marks else None,
        max_score=standing.max_score,
        exercises=marks,
        name=student.name,
        email=student.email,
        ids=student.ids,
        enrolled=student.enrolled,
        record=reports / student.key / RECORD,
    )


def _records(reports: Path) -> Iterator[tuple[Entry, str, dict[str, str]]]:
    """Of each record an entry, the course and the exercises' titles: the record itself is let go again."""
    for path in sorted(reports.glob(f"*/{RECORD}")):
        try:
            report = from_json(path.read_text(encoding="utf-8"))
        except (UsageError, OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{path}: {error}") from error
        yield _entry_of(report, path), report.course, {each.id: each.title for each in report.exercises}


def _entry_of(report: Report, path: Path) -> Entry:
    marks = {each.id: ExerciseMark(each.id, each.status, each.score, each.max_score) for each in report.exercises}
    return Entry(report.submission, report.score, report.max_score, marks, name=report.submission, record=path)
