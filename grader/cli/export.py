"""``grade export FORMAT``: marks for other programs."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from grader.cli.course import open_course
from grader.errors import UsageError
from grader.export.gradescope import VISIBILITIES
from grader.export.marks import ClassMarks, Notes, Options
from grader.export.source import from_gradebook, from_reports
from grader.export.table import FORMATS
from grader.spec.suggest import suggestion
from grader.store.gradebook import Gradebook

_PATH = click.Path(path_type=Path)
_BOOK = Path("grades.db")


@click.command(
    "export", epilog="Formats: " + "; ".join(f"{name}: {each.summary}" for name, each in FORMATS.items()) + "."
)
@click.argument("format_name", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.option("--out", type=_PATH, help="The file to write, or the folder for gradescope (default: standard output).")
@click.option("--gradebook", type=_PATH, help="The gradebook's file (default: grades.db, else just the reports).")
@click.option("--reports", type=_PATH, default=Path("reports"), show_default=True, help="Where the reports are.")
@click.option("--course", type=_PATH, help="The course's folder (default: found from here upward).")
@click.option("--exercise", default="", metavar="ID", help="Only this exercise, in place of the total.")
@click.option("--title", default="", help="The assignment's name in the other system, e.g. 'Backpropagation (4711)'.")
@click.option("--worksheet", type=_PATH, help="moodle-worksheet: the downloaded worksheet to fill in.")
@click.option("--scale", is_flag=True, help="moodle-worksheet: scale marks to Moodle's maximum grade.")
@click.option(
    "--hidden",
    type=click.Choice(VISIBILITIES),
    default="hidden",
    show_default=True,
    help="gradescope: visibility of checks with hidden cases.",
)
def command(
    format_name: str,
    out: Path | None,
    gradebook: Path | None,
    reports: Path,
    course: Path | None,
    exercise: str,
    title: str,
    worksheet: Path | None,
    scale: bool,
    hidden: str,
) -> int:
    """Write the marks that count in FORMAT. Who had to be left out, and why, goes to standard error."""
    chosen = FORMATS[format_name]
    marks = _marks(gradebook, reports, course)
    if exercise and exercise not in marks.exercises:
        raise UsageError(f"There is no exercise {exercise!r} ({suggestion(exercise, marks.exercises)}).")
    options = Options(exercise, title, worksheet, scale, hidden)
    notes: Notes = []
    if chosen.lines is not None:
        _write(chosen.lines(marks, options, notes), out)
    elif chosen.files is not None:
        count = _write_each(chosen.files(marks, options, notes), out or Path(format_name))
        click.echo(f"{out or format_name}: {count} files", err=True)
    for note in notes:
        click.echo(f"Note: {note}", err=True)
    return 0


def _marks(gradebook: Path | None, reports: Path, course: Path | None) -> ClassMarks:
    """From the gradebook that was named or is here; else from the reports alone."""
    if gradebook is None and not _BOOK.is_file():
        return from_reports(reports)
    with Gradebook(gradebook or _BOOK) as book:
        return from_gradebook(book, open_course(course), reports)


def _write(lines: Iterator[str], out: Path | None) -> None:
    """Write to standard output, or to a file as a whole or not at all."""
    if out is None:
        for line in lines:
            sys.stdout.buffer.write(line.encode())
        sys.stdout.buffer.flush()
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = out.with_name(f".{out.name}.part")
    with open(unfinished, "wb") as file:
        for line in lines:
            file.write(line.encode())
    os.replace(unfinished, out)


def _write_each(files: Iterator[tuple[str, str]], folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, text in files:
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        count += 1
    return count
