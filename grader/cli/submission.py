"""``grade submissions/alice``: grade one submission, or each of a folder of them."""

import sys
from pathlib import Path

import click
from rich.console import Console

from grader.cli.course import open_course
from grader.errors import GraderError
from grader.expected.source import FromReference
from grader.grade import grade
from grader.model.exercise import Course
from grader.model.result import Report
from grader.report.record import to_json
from grader.report.terminal import summary, summary_of_several
from grader.sandbox.host import Sandbox
from grader.sandbox.isolation import require
from grader.submission import students_in


@click.command("submission")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--course", type=click.Path(path_type=Path), help="The course's folder (default: found from here upward)."
)
@click.option("--exercise", "only", multiple=True, metavar="ID", help="Grade only this exercise; may be repeated.")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("reports"), show_default=True, help="Where reports go."
)
@click.option("--seed", type=int, help="Seed of the drawn cases (default: the course's).")
@click.option("--public-only", is_flag=True, help="Run only the cases that students see.")
@click.option("--json", "as_json", is_flag=True, help="Print the record to standard output, and nothing else.")
@click.option(
    "--isolation",
    type=click.Choice(["full", "none"]),
    default="full",
    show_default=True,
    help="Confinement of student code.",
)
def command(
    path: Path,
    course: Path | None,
    only: tuple[str, ...],
    out: Path,
    seed: int | None,
    public_only: bool,
    as_json: bool,
    isolation: str,
) -> int:
    """Grade the submission in the folder PATH, or each submission in it.

    Marks and one sentence for each lost mark go to the terminal; the record and a page to OUT/<student>/.
    """
    opened = open_course(course, only)
    folders = students_in(path, opened.exercises)
    console = Console(stderr=as_json)
    warning = require("batch" if len(folders) > 1 else "single", isolation)
    if warning:
        click.echo(warning, err=True)
    reports, failures = [], []
    expectations = FromReference(opened.seed if seed is None else seed)
    with Sandbox(isolation=isolation, hidden=[opened.root]) as sandbox:
        sandbox.prestart({exercise.framework for exercise in opened.exercises})
        for folder in folders:
            try:
                with console.status(f"Grading {folder.name} …"):
                    report = grade(opened, folder, sandbox, expectations, only=only, public_only=public_only)
                page = save(report, opened, out)
            except GraderError as error:
                if len(folders) == 1:
                    raise
                failures.append((folder.name, str(error)))
                continue
            reports.append(report)
            if as_json:
                sys.stdout.write(to_json(report))
            elif len(folders) == 1:
                summary(report, console, page)
    if len(folders) > 1 and not as_json:
        summary_of_several(reports, console, out, failures)
    return 3 if failures or any(report.score is None for report in reports) else 0


def save(report: Report, course: Course, out: Path) -> Path:
    """Write ``results.json`` and the page into ``out/<student>/``; the page's path."""
    from grader.report.html import write_page  # slow to import, and needed only once there is something to show

    folder = out / report.submission
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(to_json(report), encoding="utf-8")
    statements = {exercise.id: exercise.statement.read_text(encoding="utf-8") for exercise in course.exercises}
    page = folder / "index.html"
    write_page(report, statements, page)
    return page
