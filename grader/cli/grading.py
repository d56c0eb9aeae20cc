"""What ``grade submissions/alice`` does once the workers are on their way."""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from threading import Thread

import click
from rich.console import Console

from grader.cli.course import open_course
from grader.errors import GraderError
from grader.expected.cache import KEPT_EXPECTED, CachedExpectations
from grader.grade import grade
from grader.model.exercise import Course
from grader.model.result import Report
from grader.report.record import to_json
from grader.report.terminal import summary, summary_of_several
from grader.sandbox.host import Sandbox
from grader.sandbox.isolation import require
from grader.store.address import judging_code
from grader.submission import students_in


def grade_and_show(
    sandbox: Sandbox,
    root: Path,
    path: Path,
    out: Path,
    *,
    only: Sequence[str],
    seed: int | None,
    public_only: bool,
    as_json: bool,
) -> int:
    """Grade what ``path`` holds by the course in ``root``; print what came of it, or the records. The exit status."""
    opened = open_course(root, only)
    folders = students_in(path, opened.exercises)
    console = Console(stderr=as_json)
    warning = require("batch" if len(folders) > 1 else "single", sandbox.isolation)
    if warning:
        click.echo(warning, err=True)
    # Slow to import, and needed only when the workers have been waited for.
    Thread(target=import_module, args=("grader.report.html",), daemon=True).start()
    reports, failures = [], []
    seed = opened.seed if seed is None else seed
    expectations = CachedExpectations(seed, root / KEPT_EXPECTED, judging_code())
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
    from grader.report.html import write_page

    folder = out / report.submission
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(to_json(report), encoding="utf-8")
    statements = {exercise.id: exercise.statement.read_text(encoding="utf-8") for exercise in course.exercises}
    page = folder / "index.html"
    write_page(report, statements, page)
    return page
