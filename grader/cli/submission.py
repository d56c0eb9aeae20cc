"""``grade submissions/alice``: grade one submission, or each of a folder of them."""

from pathlib import Path

import click

from grader.sandbox.host import Sandbox
from grader.spec.folder import find_course, likely_frameworks


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
    root = course or find_course(Path.cwd())
    with Sandbox(isolation=isolation, hidden=[root]) as sandbox:
        sandbox.prestart(likely_frameworks(root, only))
        # What comes now takes about as long to import as a worker takes to start.
        from grader.cli.grading import grade_and_show

        return grade_and_show(sandbox, root, path, out, only=only, seed=seed, public_only=public_only, as_json=as_json)
