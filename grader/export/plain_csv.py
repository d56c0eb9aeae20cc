"""CSV for spreadsheets and scripts: a row for each student, a column for each exercise."""

from collections.abc import Iterator

from grader.export.cells import row
from grader.export.marks import ClassMarks, Notes, Options


def lines(marks: ClassMarks, options: Options, notes: Notes) -> Iterator[str]:
    """The file: an empty cell is a mark that does not exist, which is not 0."""
    exercises = [id for id in marks.exercises if options.exercise in ("", id)]
    yield row(("student", "name", "email", *exercises, "total", "max_total"))
    for entry in marks.entries:
        found = [entry.exercises.get(id) for id in exercises]
        scores = [each.score if each else None for each in found]
        if options.exercise:
            yield row((entry.student, entry.name, entry.email, *scores, *scores, marks.most_for(options.exercise)))
        else:
            yield row((entry.student, entry.name, entry.email, *scores, entry.score, entry.max_score or None))
