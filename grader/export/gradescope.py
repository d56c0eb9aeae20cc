"""Gradescope: ``results.json`` as its autograders write it, one for each student."""

import json
from collections.abc import Iterator
from typing import Any

from grader.export.marks import ClassMarks, Notes, Options, some
from grader.model.result import CheckResult, ExerciseResult, Report
from grader.model.verdict import Status, Verdict
from grader.report import words
from grader.report.text import name, sentence

VISIBILITIES = ("hidden", "after_due_date", "after_published", "visible")
"""What Gradescope knows, from nobody to everybody."""


def files(marks: ClassMarks, options: Options, notes: Notes) -> Iterator[tuple[str, str]]:
    """Pairs of a file's name and its text. Whoever has no report, or a withheld mark, has no file."""
    without = []
    for entry in marks.entries:
        report = entry.report()
        if report is None or report.score is None:
            without.append(entry.student)
            continue
        yield f"{entry.student}.json", to_text(report, options.hidden)
    if without:
        notes.append(f"Left out, because they have no report or their marks are withheld: {some(without)}.")


def to_text(report: Report, hidden: str = "hidden") -> str:
    """The text of ``results.json``. ``report`` has a score: Gradescope has no word for a mark that is withheld."""
    return json.dumps(results(report, hidden), ensure_ascii=True, allow_nan=False, indent=1) + "\n"


def results(report: Report, hidden: str = "hidden") -> dict[str, Any]:
    """A report in Gradescope's terms. Checks with hidden cases get the visibility ``hidden``."""
    if report.score is None:
        raise ValueError("a report whose score is withheld cannot be told to Gradescope")
    told = [f"{name(each.title, 90)}: {_exercise(each)}" for each in report.exercises]
    # The headline counts marks, hidden ones among them.
    if hidden == "visible" or all(check.public for each in report.exercises for check in each.checks):
        told.insert(0, words.headline(report))
    return {
        "score": report.score,
        "output": "\n".join(told),
        "output_format": "text",
        "test_output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [
            _test(exercise, check, f"{i}.{j}", hidden)
            for i, exercise in enumerate(report.exercises, 1)
            for j, check in enumerate(exercise.checks, 1)
        ],
    }


def _exercise(exercise: ExerciseResult) -> str:
    """Without marks, of which hidden checks may be a part."""
    said = words.status(exercise) if exercise.status is not Status.GRADED else "graded"
    return f"{said}. {sentence(exercise.message)}".strip()


def _test(exercise: ExerciseResult, check: CheckResult, number: str, hidden: str) -> dict[str, Any]:
    return {
        "name": f"{name(exercise.title, 60)}: {name(check.title, 90)}",
        "name_format": "text",
        "number": number,
        "score": check.score,
        "max_score": check.max_score,
        "status": "passed" if check.verdict is Verdict.PASSED else "failed",
        "output": _output(check),
        "output_format": "text",
        "visibility": "visible" if check.public else hidden,
    }


def _output(check: CheckResult) -> str:
    """The verdict, the sentence, and what explains it."""
    told = [f"{words.verdict(check.verdict).capitalize()}.", sentence(check.message)]
    for each in check.findings:
        said = sentence(each.message)
        if said.rstrip(".") not in told[1]:
            told.append(f"Hint: {said}" if each.level == "cause" else said)
    return "\n".join(dict.fromkeys(filter(None, told)))
