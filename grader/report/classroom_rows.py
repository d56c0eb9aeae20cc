"""What the class page needs to know of one student: a slim extract of a record, so that a class fits into memory."""

from collections.abc import Iterator
from dataclasses import dataclass

from grader.model.result import CheckResult, ExerciseResult, Finding, Report
from grader.model.verdict import Status, Verdict

LONGEST_LINE = 160
"""Characters of a student's line of code that are kept."""


@dataclass(frozen=True, slots=True)
class ClassFinding:
    """One finding, as in a record, with the student's line of code."""

    check: str
    """The id of its check; empty for one about the file as a whole."""
    code: str
    level: str
    message: str
    line: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ClassCheck:
    """How one check ended."""

    id: str
    title: str
    verdict: Verdict
    score: float | None
    max_score: float


@dataclass(frozen=True, slots=True)
class ClassExercise:
    """How one exercise ended."""

    id: str
    title: str
    status: Status
    score: float | None
    max_score: float
    checks: tuple[ClassCheck, ...] = ()
    findings: tuple[ClassFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One student."""

    student: str
    """As the gradebook calls them."""
    name: str
    link: str
    """The path of their page from the class page's folder, e.g. ``ada/index.html``; empty when there is none."""
    score: float | None
    """None while anything is withheld."""
    max_score: float
    exercises: tuple[ClassExercise, ...]
    """Empty for somebody who handed in nothing."""


def class_row(report: Report, name: str = "", link: str | None = None) -> ClassRow:
    """The row of a graded submission; its page is taken to lie in ``<submission>/index.html``."""
    return ClassRow(
        report.submission,
        name or report.submission,
        f"{report.submission}/index.html" if link is None else link,
        report.score,
        report.max_score,
        tuple(class_exercise(exercise) for exercise in report.exercises),
    )


def class_exercise(exercise: ExerciseResult) -> ClassExercise:
    """The extract of one exercise."""
    lines = exercise.source.text.split("\n") if exercise.source else []
    return ClassExercise(
        exercise.id,
        exercise.title,
        exercise.status,
        exercise.score,
        exercise.max_score,
        tuple(_check(check) for check in exercise.checks),
        tuple(_findings(exercise, lines)),
    )


def _check(check: CheckResult) -> ClassCheck:
    return ClassCheck(check.id, check.title, check.verdict, check.score, check.max_score)


def _findings(exercise: ExerciseResult, lines: list[str]) -> Iterator[ClassFinding]:
    for finding in exercise.findings:
        yield _finding("", finding, lines)
    for check in exercise.checks:
        for finding in check.findings:
            yield _finding(check.id, finding, lines)


def _finding(check: str, finding: Finding, lines: list[str]) -> ClassFinding:
    line = finding.line
    text = lines[line - 1].strip()[:LONGEST_LINE] if line is not None and 0 < line <= len(lines) else ""
    return ClassFinding(check, finding.code, finding.level, finding.message, line, text)
