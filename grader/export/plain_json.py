"""JSON for scripts: each student with exercises and checks."""

import json
from collections.abc import Iterator
from typing import Any

from grader.export.marks import ClassMarks, Entry, Notes, Options

SCHEMA = 1


def lines(marks: ClassMarks, options: Options, notes: Notes) -> Iterator[str]:
    """The file, one student a line. A score of null is withheld, or does not exist."""
    head = {"schema": SCHEMA, "course": marks.course, "exercises": dict(marks.exercises)}
    yield json.dumps(head, ensure_ascii=True)[:-1] + ', "students": ['
    for number, entry in enumerate(marks.entries):
        yield ("," if number else "") + "\n" + json.dumps(_student(entry, options), ensure_ascii=True, allow_nan=False)
    yield "\n]}\n"


def _student(entry: Entry, options: Options) -> dict[str, Any]:
    report = entry.report()
    checks = {each.id: each.checks for each in report.exercises} if report else {}
    return {
        "student": entry.student,
        "name": entry.name,
        "email": entry.email,
        "ids": dict(entry.ids),
        "score": entry.score,
        "max_score": entry.max_score,
        "exercises": [
            {
                "id": mark.id,
                "status": mark.status.value,
                "score": mark.score,
                "max_score": mark.max_score,
                "checks": [
                    {"id": c.id, "title": c.title, "verdict": c.verdict.value, "score": c.score, "max_score": c.max_score}
                    for c in checks.get(mark.id, ())
                ],
            }
            for mark in entry.exercises.values()
            if options.exercise in ("", mark.id)
        ],
    }
