"""``grade gradescope``: the course as an autograder for Gradescope, and what that autograder runs."""

import tempfile
from pathlib import Path

import click

from grader.cli.course import open_course
from grader.errors import GraderFault
from grader.expected.cache import KEPT_EXPECTED, CachedExpectations
from grader.export.autograder import COURSE, Settings, pack, read_settings
from grader.export.gradescope import VISIBILITIES, to_text
from grader.grade import grade
from grader.intake.settle import settle
from grader.intake.submission import Handful, Wanted
from grader.model.exercise import Course
from grader.model.result import Report
from grader.sandbox.host import Sandbox
from grader.sandbox.isolation import require
from grader.store.address import judging_code

_PATH = click.Path(path_type=Path)


@click.command("gradescope")
@click.argument("out", type=_PATH, default=Path("autograder.zip"))
@click.option("--course", "where", type=_PATH, help="The course's folder (default: found from here upward).")
@click.option("--exercise", "only", multiple=True, metavar="ID", help="Grade only this exercise; may be repeated.")
@click.option(
    "--hidden",
    type=click.Choice(VISIBILITIES),
    default="hidden",
    show_default=True,
    help="Visibility of checks with hidden cases.",
)
@click.option(
    "--isolation",
    type=click.Choice(["full", "none"]),
    default="full",
    show_default=True,
    help="Confinement of student code on Gradescope's machine.",
)
@click.option("--run", is_flag=True, hidden=True, help="Grade the submission below --root.")
@click.option("--warm", is_flag=True, hidden=True, help="Prepare the autograder below --root.")
@click.option("--root", type=_PATH, default=Path("/autograder"), hidden=True)
def command(
    out: Path, where: Path | None, only: tuple[str, ...], hidden: str, isolation: str, run: bool, warm: bool, root: Path
) -> int:
    """Pack the course and this grader into OUT (default autograder.zip), to be uploaded as Gradescope's autograder.

    The network is needed once, when Gradescope builds its image from it. The zip holds the references: give it to nobody.
    """
    if run or warm:
        return _run(root, warm)
    opened = open_course(where, only)
    count = pack(opened, Settings(hidden, only, isolation), out)
    click.echo(f"{out}: {count} files. It holds the references and hidden cases: upload it, and give it to nobody.")
    return 0


def _run(root: Path, warm: bool) -> int:
    """Grade what Gradescope put below ``root``, or with ``warm`` do all that can be done before there is anything."""
    settings = read_settings(root / "source")
    course = open_course(root / "source" / COURSE, settings.exercises)
    require("batch", settings.isolation)
    expectations = CachedExpectations(course.seed, root / "source" / COURSE / KEPT_EXPECTED, judging_code())
    if warm:
        for exercise in course.exercises:
            expectations.of(exercise)
        return 0
    report = _grade(course, root / "submission", settings, expectations)
    if report.score is None:
        # A file without a score would read as a mark of 0; without a file Gradescope tells the staff.
        raise GraderFault("the grader itself failed on part of this work, so that there is no mark: run it again")
    results = root / "results" / "results.json"
    results.parent.mkdir(parents=True, exist_ok=True)
    results.write_text(to_text(report, settings.hidden), encoding="utf-8")
    click.echo(f"{report.score:g} of {report.max_score:g}")
    return 0


def _grade(course: Course, submitted: Path, settings: Settings, expectations: CachedExpectations) -> Report:
    wanted = Wanted(tuple(exercise.id for exercise in course.exercises))
    with (
        tempfile.TemporaryDirectory(prefix="grader-") as scratch,
        Sandbox(isolation=settings.isolation, hidden=[course.root, submitted]) as sandbox,
    ):
        folder, _, _ = settle(Handful("submission", submitted), wanted, Path(scratch))
        return grade(course, folder, sandbox, expectations, only=settings.exercises)
