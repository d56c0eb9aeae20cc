"""``grade batch submissions/``: a class, in parallel, resumable, with a gradebook."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from grader.batch.cluster import Cluster
from grader.batch.diff import lines
from grader.batch.pool import Pool
from grader.batch.progress import progress_bar
from grader.batch.run import Batch, Summary
from grader.batch.task import Crew, Setup
from grader.batch.work import GradingWorkshop, expectations_of
from grader.cli.course import open_course
from grader.expected.cache import KEPT_EXPECTED
from grader.export.class_rows import class_rows
from grader.intake.roster import read_roster
from grader.intake.take_in import Intake, take_in
from grader.model.exercise import Course
from grader.report.classroom import write_class_page
from grader.report.text import sentence
from grader.sandbox.isolation import require
from grader.store.gradebook import Gradebook
from grader.store.rules import Rules, named

_PATH = click.Path(path_type=Path)
_SHOWN = 20


@click.command("batch")
@click.argument("path", type=_PATH)
@click.option("--course", "where", type=_PATH, help="The course's folder (default: found from here upward).")
@click.option("--out", type=_PATH, default=Path("reports"), show_default=True, help="Where reports go.")
@click.option("--gradebook", type=_PATH, default=Path("grades.db"), show_default=True, help="The gradebook's file.")
@click.option("--exercise", "only", multiple=True, metavar="ID", help="Grade only this exercise; may be repeated.")
@click.option("--roster", type=_PATH, help="A CSV with names, ids and emails of the class.")
@click.option("--jobs", type=click.IntRange(1), help="How many to grade at once (default: one for each processor).")
@click.option("--diff", is_flag=True, help="Say whose marks changed, from what to what, and which check did it.")
@click.option("--retry", is_flag=True, help="Run again what was set aside.")
@click.option("--scheduler", metavar="ADDRESS", help="Work on a Dask cluster, e.g. tcp://node1:8786.")
@click.option(
    "--isolation",
    type=click.Choice(["full", "none"]),
    default="full",
    show_default=True,
    help="Confinement of student code.",
)
def command(
    path: Path,
    where: Path | None,
    out: Path,
    gradebook: Path,
    only: tuple[str, ...],
    roster: Path | None,
    jobs: int | None,
    diff: bool,
    retry: bool,
    scheduler: str | None,
    isolation: str,
) -> int:
    """Grade a class: PATH is a folder of submissions, or what a learning platform hands out (a folder or a zip).

    Each result is kept in the gradebook as soon as it is there. Stopped at any moment and run again, it does what was
    not done; an unchanged file is not run twice.
    """
    course = open_course(where)
    chosen = named(course, only)
    if scheduler is None:
        require("batch", isolation)
    setup = Setup(GradingWorkshop, course, isolation, course.root / KEPT_EXPECTED)
    _check_course(setup)
    console = Console(stderr=True)
    with tempfile.TemporaryDirectory(prefix="grader-") as scratch, Gradebook(gradebook, create=True) as book:
        intake = take_in(path, [e.id for e in course.exercises], Path(scratch), read_roster(roster) if roster else None)
        _enrol(book, intake)
        _tell(console, intake)
        if retry:
            book.forget_withheld()
        try:
            with progress_bar(console, len(intake.submissions)) as bar, _crew(setup, jobs, scheduler) as crew:
                summary = Batch(course, book, out, isolation, bar).run(intake.submissions, crew, chosen)
        except KeyboardInterrupt:
            console.print(f"Stopped. {bar.done} of {len(intake.submissions)} are done and kept; run it again to go on.")
            return 130
        return _conclude(console, book, course, summary, intake, out, diff)


def _check_course(setup: Setup) -> None:
    """Read the policies and compute all expected values: mistakes are told before anything is run, and workers find it ready."""
    Rules.of(setup.course)
    expectations = expectations_of(setup)
    for exercise in setup.course.exercises:
        expectations.of(exercise)


def _crew(setup: Setup, jobs: int | None, scheduler: str | None) -> Crew:
    if scheduler is not None:
        return Cluster(setup, scheduler)
    return Pool(setup, jobs or _processors())


def _processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _enrol(book: Gradebook, intake: Intake) -> None:
    """Enter those who handed in nothing, so that whoever reads the gradebook knows of them."""
    with book.transaction():
        for person in intake.missing:
            book.register(person.key, name=person.name, email=person.email, ids=person.ids, enrolled=True)


def _tell(console: Console, intake: Intake) -> None:
    """What was odd about the download, in lines."""
    notes = [*intake.notes, *(f"{each.key}: {note}" for each in intake.submissions for note in each.notes)]
    unknown = [each.key for each in intake.submissions if not each.enrolled]
    if len(unknown) < len(intake.submissions) or intake.missing:
        notes += [f"{key} is not in the roster." for key in unknown]
    _print_some(console, notes)


def _print_some(console: Console, texts: Sequence[str]) -> None:
    for text in texts[:_SHOWN]:
        console.print(Text(sentence(text), style="yellow"))
    if len(texts) > _SHOWN:
        console.print(Text(f"… and {len(texts) - _SHOWN} more of these.", style="yellow"))


def _conclude(
    console: Console, book: Gradebook, course: Course, summary: Summary, intake: Intake, out: Path, diff: bool
) -> int:
    """Say what was done, and what is left to do by hand."""
    keys = {submission.key for submission in intake.submissions}
    withheld = [s.student.key for s in book.standings(course) if s.student.key in keys and s.score is None]
    page = out / "index.html"
    write_class_page(class_rows(book, course), page, course.title)
    console.print(
        f"{summary.students} submissions: {summary.graded} files graded, {summary.known} known already,"
        f" {summary.pages} reports written to {out}."
    )
    console.print(f"The class at a glance: {page}")
    if intake.missing:
        _print_some(console, [f"Missing: {person.name or person.key}" for person in intake.missing])
    if withheld:
        console.print(Text(f"Marks are withheld for {len(withheld)}: {', '.join(withheld[:_SHOWN])}", style="magenta"))
    if diff:
        told = list(lines(book.changes(summary.run)))
        click.echo("\n".join(told) if told else "No marks changed.")
    return 3 if withheld else 0
