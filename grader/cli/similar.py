"""``grade similar submissions/``: pairs of submissions that share more than the exercise explains."""

import tempfile
from pathlib import Path

import click

from grader.cli.course import open_course
from grader.intake.take_in import take_in
from grader.report.text import name
from grader.similar.page import write_similar_page
from grader.similar.survey import survey

_PATH = click.Path(path_type=Path)
_SHOWN = 10


@click.command("similar")
@click.argument("path", type=_PATH)
@click.option("--course", "where", type=_PATH, help="The course's folder (default: found from here upward).")
@click.option("--exercise", "only", multiple=True, metavar="ID", help="Compare only this exercise; may be repeated.")
@click.option("--out", type=_PATH, default=Path("similar.html"), show_default=True, help="The page to write.")
@click.option("--most", type=click.IntRange(1), default=50, show_default=True, help="Pairs to show.")
@click.option(
    "--least",
    type=click.IntRange(1, 100),
    default=25,
    show_default=True,
    metavar="PERCENT",
    help="Share of the smaller file's own fragments from which on a pair is shown.",
)
def command(path: Path, where: Path | None, only: tuple[str, ...], out: Path, most: int, least: int) -> int:
    """List pairs of submissions in PATH that share more than the starter file and the exercise explain.

    The page shows them side by side. It is a place to look, and not a verdict.
    """
    course = open_course(where, only)
    with tempfile.TemporaryDirectory(prefix="grader-") as scratch:
        intake = take_in(path, [exercise.id for exercise in course.exercises], Path(scratch))
        pairs = survey(course, intake.submissions, least / 100)
    titles = {exercise.id: exercise.title for exercise in course.exercises}
    write_similar_page(pairs[:most], titles, len(intake.submissions), out)
    for pair in pairs[: min(most, _SHOWN)]:
        told = ", ".join(f"{each.first.exercise} {100 * each.share:.0f}%" for each in pair.exercises)
        click.echo(f"{name(pair.first)} and {name(pair.second)}: {told}")
    left = f", {len(pairs) - most} more left out" if len(pairs) > most else ""
    click.echo(f"{out}: {len(pairs[:most])} pairs{left}. A place to look, and not a verdict.")
    return 0
