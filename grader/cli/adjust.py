"""``grade adjust STUDENT EXERCISE ±POINTS``: marks given or taken by hand."""

from pathlib import Path

import click

from grader.batch.pages import Pages
from grader.batch.task import Page, Setup
from grader.batch.work import GradingWorkshop
from grader.cli.course import open_course
from grader.errors import UsageError
from grader.model.exercise import Course
from grader.store.gradebook import Gradebook
from grader.store.marks import Standing
from grader.store.rows import Student
from grader.store.rules import Rules, named

_PATH = click.Path(path_type=Path)
_MOST = 10_000.0


# -3 is a number of points here and not an option.
@click.command("adjust", context_settings={"ignore_unknown_options": True})
@click.argument("student")
@click.argument("exercise")
@click.argument("points", required=False)
@click.option("--note", default="", help="Why: the student reads it in the report.")
@click.option("--withdraw", is_flag=True, help="Take back all adjustments of this exercise.")
@click.option("--course", "where", type=_PATH, help="The course's folder (default: found from here upward).")
@click.option("--out", type=_PATH, default=Path("reports"), show_default=True, help="Where reports are.")
@click.option("--gradebook", type=_PATH, default=Path("grades.db"), show_default=True, help="The gradebook's file.")
def command(
    student: str,
    exercise: str,
    points: str | None,
    note: str,
    withdraw: bool,
    where: Path | None,
    out: Path,
    gradebook: Path,
) -> int:
    """Give STUDENT +POINTS (or take -POINTS) for EXERCISE, on top of what the grader gives, now and after every regrading.

    STUDENT is a key, name, email or identifier of the gradebook. The student's report is written anew.
    """
    if withdraw == (points is not None):
        raise UsageError("Say how many points, like +2 or -1.5; or --withdraw to take back earlier adjustments.")
    course = open_course(where)
    named(course, [exercise])
    with Gradebook(gradebook) as book:
        who = book.student(student)
        if withdraw:
            count = book.withdraw(who, exercise)
            click.echo(f"{who.label}: {exercise}: {count} adjustment{'' if count == 1 else 's'} withdrawn.")
        else:
            book.adjust(who, exercise, _points(points or ""), note)
        standing = book.standing(Rules.of(course), who)
        click.echo(_told(who, exercise, standing))
        _write_page(course, book, out, standing)
    return 0


def _points(text: str) -> float:
    try:
        points = round(float(text.replace("−", "-")), 2)
    except ValueError:
        points = 0.0
    if not 0 < abs(points) <= _MOST:
        raise UsageError(f"{text!r} is no number of points; write it like +2 or -1.5.")
    return points


def _told(student: Student, exercise: str, standing: Standing) -> str:
    mark = standing.marks.get(exercise)
    if mark is None:
        return f"{student.label}: {exercise}: nothing was graded yet."
    score = "withheld" if mark.score is None else f"{mark.score:g}"
    return f"{student.label}: {exercise}: now {score} of {mark.max_score:g} ({mark.adjustment:+g} by hand)."


def _write_page(course: Course, book: Gradebook, out: Path, standing: Standing) -> None:
    """Bring the student's report up to date, where there are reports."""
    if not out.is_dir():
        return
    pages = Pages(course, book, out)
    task = pages.stale(standing)
    if task is not None:
        workshop = GradingWorkshop(Setup(GradingWorkshop, course, "none"))
        try:
            page = workshop.do(task)
        finally:
            workshop.close()
        if isinstance(page, Page):
            click.echo(f"Report: {pages.write(task, page)}")
